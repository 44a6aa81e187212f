// Close pictures of faults: where to stand to see one, for contact sheets, the debriefing and
// tests.
#pragma once

#include "building/building.hpp"
#include "building/faults/catalogue.hpp"
#include "view/picture.hpp"

namespace firedrill {

// A snapshot of the building as it stands at rest: doors as their state says, nobody in it.
Snapshot at_rest(const Building& building);

// Where to stand: so far before it, and so far round to the side.
struct ViewFrom {
    double distance_m = 2;
    double aside_deg = 16;
};
inline ViewFrom view_of(const FaultLook& look) {
    return {look.seen_from, look.seen_aside};
}

// A camera that looks at what a fault or decoy is about; from below at what hangs under the
// ceiling.
CameraPose close_view(const Building& building, const std::string& target, ViewFrom from);

// The same in a building where other things stand: where a wall or a thing is in the way, from the
// nearest stand from which it is seen; where it is seen from none, from that where least hides it.
CameraPose clear_view(const Building& building, const std::string& target, ViewFrom from);

}  // namespace firedrill
