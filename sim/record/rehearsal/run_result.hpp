// RunResult: what one run of a rehearsal is remembered by, as plain data, and its file's text. A
// result depends on scenario, settings and seed only: no clock, host or thread stands in it, so the
// same run gives the same bytes everywhere. -1 stands for a time that never came.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/vec.hpp"

namespace firedrill::rehearsal {

inline constexpr std::array<double, 4> out_shares{0.50, 0.90, 0.95, 1.00};
inline constexpr double crowded_1_m2 = 4.0;     // "time above": where bodies begin to press (Fruin)
inline constexpr double queue_speed_m_s = 0.2;  // slower than this, though walking: queueing
inline constexpr double stuck_after_s = 60.0;
inline constexpr double allowed_overlap_m = 0.05;

struct ExitOutcome {
    int count = 0;
    double first_s = -1, last_s = -1;
};

// Those who go together: a leader with the groups that follow, or a group without leader.
struct ClassOutcome {
    int size = 0, out = 0, assembled = 0, incapacitated = 0;
    double first_out_s = -1, last_out_s = -1, last_assembled_s = -1;
    int by_planned_exit = 0;   // of those out; all where the plan names no exit
    int at_planned_point = 0;  // of those assembled; all where the plan names no point
    int missing = -1;          // by the head count; -1: none was made
    bool has_plan = false;
    bool counted = false;  // the plan asks for a head count
    bool followed() const {
        return has_plan && out == size && by_planned_exit == size && at_planned_point == size &&
               (!counted || missing == 0);
    }
};

// Something that must not happen, with its place.
struct Flaw {
    enum class Kind { stuck, overlap, outside } kind = Kind::stuck;
    double time_s = 0;
    Vec3 place{0, 0, 0};
};

struct QualityChecks {
    int stuck = 0;  // people who did not get on for 60 s, still or to and fro, with a free way
    double longest_still_s = 0;  // of anybody who walked, queueing included
    double largest_overlap_m = 0;
    std::int64_t outside_samples = 0;  // people off the walkable area, looked at twice a second
    std::vector<Flaw> flaws;           // the first few
    bool passed() const {
        return stuck == 0 && largest_overlap_m <= allowed_overlap_m && outside_samples == 0;
    }
};

// Per square of the PlanRaster.
struct Maps {
    std::vector<float> max_density_1_m2;  // of people under way
    std::vector<float> crowded_s;         // time above crowded_1_m2
    std::vector<float> queue_person_s;    // spent slower than queue_speed_m_s
};

struct RunResult {
    std::string manifest;  // hash of the rehearsal's manifest
    std::uint64_t seed = 0;
    bool fire = false;
    std::string smoke_speed, door_flow;  // names of the settings that change times most
    double simulated_s = 0;
    double alarm_s = -1;
    int total = 0, out = 0, inside = 0, incapacitated = 0, assembled = 0;
    double evacuation_s = -1;  // the last one out; -1 while someone is inside
    double assembled_s = -1;   // the last one at an assembly point
    std::array<double, out_shares.size()> share_out_s{-1, -1, -1, -1};
    std::vector<double> out_times_s;  // rising
    std::vector<ExitOutcome> exits;   // order of the scenario
    std::vector<ClassOutcome> classes;
    QualityChecks checks;
    Maps maps;
    std::string state_hash;      // of the last tick
    bool plan_followed() const;  // by every class that has one
};

std::string result_text(const RunResult& result);  // compact JSON with a final newline
// Throws LoadError where the text is no result; `file` names it in the message.
RunResult read_result(const std::string& text, const std::string& file);

}  // namespace firedrill::rehearsal
