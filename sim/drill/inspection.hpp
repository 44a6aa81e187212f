// The round of inspection before the fire: what establishes a fact, what is mended, and what of the
// running drill is carried over when building, grids, crowd and fire are made anew for the fire.
// Not part of the room's door.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "drill/acts.hpp"

namespace firedrill::drill {

// verdicts.cpp: the observation bit that a fault's `confirm` asks for; what has been observed of a
// thing by its id; whether it, or one of the things that belong to it, was observed so.
std::uint8_t needed_for(const std::string& confirm);
std::uint8_t observed(const State& state, const std::string& id);
bool established(const State& state, const std::string& target,
                 const std::vector<std::string>& things, const std::string& confirm);

// Decoys that were looked into and not marked: told at the end of the round, or of the drill.
void judge_decoys(State& state);
// Somebody met a fault in the fire: a locked door pushed, a dead extinguisher pressed. Noted once.
void fault_acted(State& state, const std::string& target, Vec3 place, std::string how);

// The scenario with all faults mended that are to be; none: nothing is. Notes each. A fault whose
// mending would take away what the fire begins in stays: somebody put it back.
std::optional<Scenario> mended_scenario(State& state);

// What outlives the change from round to fire.
struct Carried {
    std::uint64_t tick = 0;
    double time_s = 0;
    Trainee trainee;
    Timeline timeline;
    std::vector<SnapshotMessage> messages;
    std::vector<std::uint8_t> fault_found, fault_to_mend, decoy_seen, decoy_marked, verdict_given,
        task_done;
    std::vector<std::string> photographed;
    RandomStream jet_random{0, 0};
    std::vector<std::pair<std::string, double>> times;
    std::size_t events_seen = 0;
    ModeRun mode;
    std::map<std::string, std::uint8_t> observed;  // by id: things may have gone
    std::map<std::string, DoorState> doors;
    std::map<std::string, FixtureRun> fixtures;
};
Carried take_along(State& state);
// Into a state made for the fire, prepared as at the start of a drill.
void bring_back(State& state, Carried&& carried);

}  // namespace firedrill::drill
