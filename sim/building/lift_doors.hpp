// Lift doors: which openings are the landing doors of a lift. They open to no hand; who wants the
// lift presses the button beside them.
#pragma once

#include "building/building.hpp"

namespace firedrill {

// The lift whose car stands behind this opening; null: it is no lift's door.
const Lift* lift_of_door(const Building& building, OpeningIndex door);

}  // namespace firedrill
