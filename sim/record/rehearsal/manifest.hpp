// Manifest: everything that decides what a rehearsal computes, named. Two folders with the same
// manifest hold runs of the same rehearsal; one from another scenario, setting or program is
// refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "drill/drill.hpp"

namespace firedrill::rehearsal {

struct Manifest {
    std::string program;  // "firedrill 0.1.0"
    std::string build;    // hash of the program's file: another build, other results
    std::string scenario_id;
    std::string scenario_hash;     // of the scenario as written
    std::string catalogues_hash;   // of assets/*.json: profiles, fuels, items, …
    std::uint64_t first_seed = 1;  // run i has seed first_seed + i
    double until_s = 1800;
    std::optional<double> alarm_at_s;  // none: by the scenario's own inject
    bool fire = false;
    double cell_m = 0.2, dt_s = 0.05;
    std::string smoke_speed, door_flow;
    double turn_back_extinction_1_m = 0.5, stranger_turn_back_extinction_1_m = 0.15;
    double crowding_cost = 0.5;

    bool operator==(const Manifest&) const = default;
    std::string hash() const;
};

std::string manifest_text(const Manifest& manifest);                       // JSON
Manifest read_manifest(const std::string& text, const std::string& file);  // throws LoadError
// What differs first, as "door_flow: codes, here free"; empty: nothing.
std::string difference(const Manifest& theirs, const Manifest& ours);

std::string door_flow_name(DoorFlowLimit limit);

// Whether the scenario sees to the alarm itself in a drill without trainee: an inject that raises
// it at a time, or (with fire) after an event of the fire.
bool raises_alarm_itself(const Scenario& scenario, bool with_fire);

// `alarm_at_s`: as asked for; none: the scenario's own, else at once. The program's own file and
// catalogues are hashed here.
Manifest make_manifest(const Building& building, const DrillSettings& settings, double until_s);

}  // namespace firedrill::rehearsal
