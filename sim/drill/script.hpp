// Script: a trainee made of timed actions (scenarios/NAME/trainees/*.json). Each tick the pilot
// turns the action at hand into the same TickInput that a keyboard and mouse would give, from what
// a trainee can sense; nothing else reaches the drill.
//
// {"name": "…", "actions": [
//   {"do": "wait", "seconds": 3}, {"do": "wait_for", "event": "alarm.raised", "timeout": 60},
//   {"do": "walk_to", "at": [x, y], "storey": "F1", "run": true, "crouch": false},   // by the walk
//   map's shortest way
//   {"do": "walk_to", "target": "ext-1", "within": 1.0}, {"do": "look_at", "target": "bin-1"},
//   {"do": "interact" | "push" | "inspect" | "measure" | "pin" | "drop" | "shout", "target":
//   "door-3"},
//   {"do": "open" | "shut", "target": "door-3"},   // interact where it does not stand so already
//   {"do": "use", "target": "bin-1", "seconds": 6, "sweep": 10},
//   {"do": "mark_fault", "target": "ext-2", "code": "EQ-02"}, {"do": "verdict", "target":
//   "exit-east", "is": "locked"},
//   {"do": "call_119", "facts": "address,burning,trapped,name,phone"}, {"do": "report"}, {"do":
//   "finish"}, {"do": "photo", "target": "door-3"}, {"do": "torch"}, {"do": "begin_fire"},
//   {"do": "phone", "facts": "address.full,burning.goods,…"}, {"do": "decide", "text": "fight"},
//   {"do": "order", "text": "follow_me"}, {"do": "feel_door" | "wet_cloth", "target": "door-3"},
//   {"do": "say_119", "text": "dial" | "address.full" | "hang_up" | …},
//   {"do": "ask_hint"}, {"do": "back_off", "target": "bin-1", "seconds": 2},
//   {"do": "inspect_faults" | "judge_exits", "share": 0.6, "manner": "thorough" | "plain" |
//   "careless"}]}   (become the walking, pushing, looking and naming they stand for)
// A fault's code may go on: "EX-01|major|on_the_spot".
// Every action may carry "at_s": it does not begin before that drill time.
#pragma once

#include <memory>
#include <string>

#include "drill/drill.hpp"
#include "drill/input.hpp"

namespace firedrill {

class ScriptPilot {
  public:
    // Throws LoadError with place (missing file, unknown action, unknown target).
    ScriptPilot(const std::string& file, const Building& building);
    ~ScriptPilot();
    TickInput next(const Drill& drill);
    bool done() const;
    int failed_actions() const;  // that could not be carried out: no way there, nothing to aim at
    const std::string& trainee_name() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace firedrill
