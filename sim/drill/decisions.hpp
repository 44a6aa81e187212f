// Decisions: what a trainee makes up its mind to in a fire, told in words (fight or leave, orders,
// the head count) or by its feet (too long at the fire, back in, into a lift), and the first cue
// that told it of the fire. Turns them into events; judges nothing by points.
#pragma once

#include "drill/state.hpp"

namespace firedrill::drill {

// The first of smell, smoke, flames, alarm and panel that the trainee senses.
void sense_fire(State& state);
void decide(State& state, const std::string& what);           // "fight" or "leave"
void order(State& state, const std::string& what);            // "follow_me", "get_out", "fetch"
void report_heads(State& state, const std::string& missing);  // a number, or empty
void use_cloth(State& state);                                 // on, or off again
bool call_lift(State& state);                                 // true: a lift's button is at hand
void watch_feet(State& state, double dt);                     // stays, goes back, enters a lift
void step_call(State& state);                                 // the call to 119
void call_119(State& state, const std::string& said);         // "dial", an answer, "hang_up"
void follow_roles(State& state);                              // expected and forbidden acts
// It burns, or the alarm has been raised.
bool fire_known(const State& state);
bool something_burns(const State& state);

}  // namespace firedrill::drill
