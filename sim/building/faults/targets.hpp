// Targets: on what of a building a fault of the catalogue can be put. For contact sheets, for tests
// and for those who write pools.
#pragma once

#include <optional>
#include <vector>

#include "building/faults/catalogue.hpp"
#include "building/scenario.hpp"

namespace firedrill {

// All fitting targets in scenario order; none: the building has nothing of that kind. Whether there
// is room for the thing at each is known only when it is applied.
std::vector<FaultPlace> targets_of(const Scenario& scenario, const FaultLook& look,
                                   const std::string& code);

// The one that tells most of it: in a room of the use that the catalogue names first.
std::optional<FaultPlace> telling_target(const Scenario& scenario, const FaultLook& look,
                                         const std::string& code);

}  // namespace firedrill
