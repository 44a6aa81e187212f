// Acts of a trainee, one function per kind; each reads and changes the drill's state alone. Not
// part of the room's door: Drill::tick calls act(), which calls these in a fixed order.
#pragma once

#include "drill/state.hpp"

namespace firedrill::drill {

// How far hands reach from the eye [m].
inline constexpr double reach_hand_m = 1.6, reach_extinguisher_m = 2.0;
// How near a thing has to be for its name to be shown [m]: gone up to, two or three steps away. The
// eye itself reaches farther; but a name that appears under the crosshair from across a hall finds
// things for a trainee who has not seen what they are.
inline constexpr double name_shown_m = 4.0;
// A gauge's needle, a seal and a date are read from no farther [m].
inline constexpr double reading_m = 2.5;

// A button that is down now and was not in the last tick.
bool went_down(const State& state, std::uint16_t button);
// Something is aimed at, no farther than this from the eye.
bool within(const State& state, double reach_m);
// What the trainee carries: nullptr and undefined where the hands are empty.
ExtinguisherState* in_hand(State& state);
const std::string& carried_id(const State& state);

// walk.cpp
void walk(State& state, const TickInput& input, double dt);
void notice_place(State& state);  // outdoors, at the assembly point
void look_ahead(State& state);    // what the crosshair meets

// hands.cpp
void interact(State& state);
void come_off_the_hook(State& state);  // what was taken is lifted after a moment
void pull_pin(State& state);
void drop(State& state);

// observe.cpp
void inspect(State& state);
void push(State& state);
void measure(State& state);

// extinguisher.cpp
void squeeze(State& state, double dt);
double carried_mass_kg(const State& state);  // 0 with empty hands

// shut_off.cpp
void shut_off(State& state, std::int32_t fixture, Vec3 place);  // a switchboard or a gas valve

// blanket.cpp
void lay_blanket(State& state);
std::int32_t blanket_within_reach(const State& state);  // fixture that lies over a fire; -1: none
bool lift_blanket(State& state);  // true: one lay within reach and is in hand now

// inspection.cpp
void use_tools(State& state);  // torch, photo, reading, tests, doors let go
void take_photo(State& state, const std::string& target);

// verdicts.cpp
void mark_fault(State& state, const TraineeCommand& command);
void give_verdict(State& state, const TraineeCommand& command);

}  // namespace firedrill::drill
