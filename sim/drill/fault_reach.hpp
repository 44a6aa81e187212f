// FaultReach: what a fault touches, found by comparing the scenario with it and without it: ways,
// doors and air, the alarm, the crowd's signs; what can burn; what only hands meet; or nothing that
// is computed. With the timeline of a drill that says which faults cannot have changed how it
// ended, so that it need not be run again without them. Knows no codes of faults.
#pragma once

#include <string>
#include <vector>

#include "building/scenario.hpp"
#include "drill/timeline.hpp"

namespace firedrill {

struct FaultReach {
    // Something differs that building, crowd or fire are computed from.
    bool computed = false;
    // Ids of what differs and acts only if it burns, or if somebody takes or presses it.
    std::vector<std::string> can_burn, for_hands;
    // Small things that differ: all they can do is stand in the way of a jet. Where they are.
    std::vector<Vec3> in_jet;
};

FaultReach reach_of(const Scenario& with, const Scenario& without);

// Why a fault cannot have acted in a drill that ran with it.
enum class Idle {
    acts,     // it can have: only running the drill without it tells
    nothing,  // nothing differs that is computed: a label, a record, bars that nobody climbs
              // through
    unused,   // nobody took or pressed it
    unburnt   // it could have burnt, and did not
};
Idle idle_in(const FaultReach& reach, const Timeline& with_it);

// How much a fault is likely to tell, for the order of runs: 0 first.
int rank_of(const FaultReach& reach, bool acted, const Timeline& with_it);

}  // namespace firedrill
