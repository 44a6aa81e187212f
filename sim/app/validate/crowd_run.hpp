// Runs one crowd of a verification case without a fire and without a trainee and writes down what
// can be measured afterwards: when each person started, passed lines and left, how full and how
// fast measuring areas were, and whether anybody passed a wall or stood in another. Looks at the
// crowd from outside only. Knows nothing of criteria.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/validate/crowd_case.hpp"
#include "building/walk_map.hpp"

namespace firedrill::validate {

struct PersonRecord {
    std::int32_t group = 0;
    double given_start_s = -1;  // where the scenario says a constant pre-movement; else -1
    double started_s = -1;      // the crowd's own word
    double moved_s = -1;        // first farther than 5 cm from its place
    double out_s = -1, fallen_s = -1;
    std::int32_t exit_used = -1;
    std::vector<double> passed_s;  // per line of the scene: first time; -1 never
};

struct AreaSample {
    double time_s = 0;
    int people = 0;
    double speed_m_s = 0;  // mean over them of the way made in the last half second, in plan
};

struct RunRecord {
    std::vector<std::string> lines, areas, groups, exits;
    std::vector<std::int32_t> planned_exit;  // per group; -1: none
    std::vector<double> area_m2;
    std::vector<PersonRecord> people;
    std::vector<std::vector<AreaSample>> samples;  // per area
    int passed_walls = 0, off_the_floor = 0;       // steps that did
    double overlap_m = 0;                          // deepest of two walkers inside, from 5 s on
    double ended_s = 0;
    int left_inside = 0;
    double agent_steps = 0, wall_s = 0;

    std::size_t line(const std::string& id) const;  // throws LoadError where there is none
    std::size_t area(const std::string& id) const;
    std::int32_t group(const std::string& id) const;
    std::int32_t exit(const std::string& id) const;
};

RunRecord run_crowd(const CaseBook& book, const RunSpec& spec, std::uint64_t seed,
                    const CrowdFaults& faults);

}  // namespace firedrill::validate
