// Assemble: make_building with every fault gathered instead of thrown, for check_scenario.
#pragma once

#include <vector>

#include "building/building.hpp"
#include "building/format/messages.hpp"

namespace firedrill {

// How far an opening's middle may lie off a wall's centre line [m].
constexpr double opening_off_wall_m = 0.05;

// What cannot be placed is told in `problems` and left with empty references; the vectors keep the
// order and length the Building promises.
Building assemble(Scenario scenario, format::Messages& say, std::vector<Problem>& problems);

}  // namespace firedrill
