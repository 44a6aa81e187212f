// Decisions: what a trainee makes up its mind to in a fire, told in words (fight or leave, orders,
// the head count) or by its feet (too long at the fire, back in, into a lift), and the first cue
// that told it of the fire. Turns them into events; judges nothing by points.
#pragma once

#include "drill/state.hpp"

namespace firedrill::drill {

// The first of smell, smoke, flames, alarm and panel that the trainee senses.
void sense_fire(State& state);
// The trainee knows of the fire from now on; only the first cue counts.
void notice_fire(State& state, const char* cue);
bool free_sight(const State& state, Vec3 from, Vec3 to);      // nothing solid between them
void decide(State& state, const std::string& what);           // "fight" or "leave"
void order(State& state, const std::string& what);            // "follow_me", "get_out", "fetch"
void report_heads(State& state, const std::string& missing);  // a number, or empty
void use_cloth(State& state);                                 // on, or off again
void watch_feet(State& state, double dt);                     // stays, goes back, enters a lift
void step_call(State& state);                                 // the call to 119
void call_119(State& state, const std::string& said);         // "dial", an answer, "hang_up"
void follow_roles(State& state);                              // expected and forbidden acts
// Lifts carry nobody in a drill: pressing the button is what is judged.
void call_lift(State& state, const Lift& lift);
const Lift* lift_at_hand(const State& state);  // null: none
// It burns, or the alarm has been raised.
bool fire_known(const State& state);
bool something_burns(const State& state);

}  // namespace firedrill::drill
