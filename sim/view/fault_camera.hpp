// Close pictures of faults: where to stand to see one, for contact sheets, the debriefing and
// tests.
#pragma once

#include "building/building.hpp"
#include "view/picture.hpp"

namespace firedrill {

// A snapshot of the building as it stands at rest: doors as their state says, nobody in it.
Snapshot at_rest(const Building& building);

// A camera that looks at what a fault or decoy is about, `distance_m` before it and a little to the
// side; from below at what hangs under the ceiling.
CameraPose close_view(const Building& building, const std::string& target, double distance_m);

}  // namespace firedrill
