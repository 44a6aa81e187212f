// Steering: which way and how fast each walker wants to go in this step. Five times a second a
// walker looks round and decides on its bearing (bearing.hpp) and how crowded that is
// (density_ahead.hpp); at every step the crowding, the slope and the smoke set its speed, and it
// never closes the gap to the body in front.
#pragma once

#include "crowd/state.hpp"

namespace firedrill::crowd {

// Fills Occupants::desired, bearing, crowding, and the lists of State::near and contacts.
void steer(State& state, const CrowdInputs& inputs);

}  // namespace firedrill::crowd
