// Hot doors: how warm the handle and the gap of each shut door feel to a hand. Each door keeps the
// temperature of its metal handle, which the air on both sides warms; the air that leaks through
// the gap adds its own. Reads the air, changes no door.
#pragma once

#include <vector>

#include "drill/state.hpp"

namespace firedrill::drill {

// Above this a hand draws back: metal burns within a minute from 51 C (ISO 13732-1:2006, uncoated
// metal), and pain comes before.
inline constexpr double hot_door_c = 45;

void warm_handles(State& state, double dt);
// What the back of a hand feels at a door that is shut [C].
double felt_c(const State& state, OpeningIndex opening);
// The trainee feels the door that is aimed at.
void feel_door(State& state);
// To be told before a shut door is opened by hand.
void note_opened_hot(State& state, OpeningIndex opening);

}  // namespace firedrill::drill
