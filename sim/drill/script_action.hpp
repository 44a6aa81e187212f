// ScriptAction: one action of a scripted trainee as read from its file, and the names by which
// files call them.
#pragma once

#include <cstdint>
#include <string>

#include "base/vec.hpp"
#include "drill/input.hpp"

namespace firedrill {

enum class ScriptDo : std::uint8_t {
    wait,
    wait_for,
    walk_to,
    look_at,
    interact,
    push,
    inspect,
    measure,
    pin,
    drop,
    shout,
    use,
    mark_fault,
    verdict,
    call_119,
    report,
    finish,
    photo,
    torch,
    begin_fire,
    ask_hint,
    inspect_faults,
    judge_exits,
    back_off,
    phone,
    decide,
    order,
    feel_door,
    wet_cloth,
    say_119,
    open,
    shut
};

struct ScriptAction {
    ScriptDo what = ScriptDo::wait;
    double at_s = 0, seconds = 0, timeout_s = 60, within_m = 0, sweep_deg = 0;
    bool run = false, crouch = false, has_at = false;
    Vec2 at{0, 0};
    std::string storey, target, text;
    double share = 1;  // inspect_faults, judge_exits: of what there is
    // thorough: confirmed, graded and photographed; plain: confirmed, the name alone; careless:
    // named without a look.
    std::string manner = "thorough";
    bool if_seen = false;  // left out where what it is about could not be seen or reached
};

struct NamedDo {
    const char* name;
    ScriptDo what;
    std::uint16_t button;
};
inline constexpr NamedDo actions_by_name[] = {{"wait", ScriptDo::wait, 0},
                                              {"wait_for", ScriptDo::wait_for, 0},
                                              {"walk_to", ScriptDo::walk_to, 0},
                                              {"look_at", ScriptDo::look_at, 0},
                                              {"interact", ScriptDo::interact, button_interact},
                                              {"push", ScriptDo::push, button_push},
                                              {"inspect", ScriptDo::inspect, button_inspect},
                                              {"measure", ScriptDo::measure, button_measure},
                                              {"pin", ScriptDo::pin, button_pin},
                                              {"drop", ScriptDo::drop, button_drop},
                                              {"shout", ScriptDo::shout, button_shout},
                                              {"use", ScriptDo::use, button_use},
                                              {"mark_fault", ScriptDo::mark_fault, 0},
                                              {"verdict", ScriptDo::verdict, 0},
                                              {"call_119", ScriptDo::call_119, 0},
                                              {"report", ScriptDo::report, 0},
                                              {"finish", ScriptDo::finish, 0},
                                              {"photo", ScriptDo::photo, button_photo},
                                              {"torch", ScriptDo::torch, button_torch},
                                              {"begin_fire", ScriptDo::begin_fire, 0},
                                              {"ask_hint", ScriptDo::ask_hint, 0},
                                              {"inspect_faults", ScriptDo::inspect_faults, 0},
                                              {"judge_exits", ScriptDo::judge_exits, 0},
                                              {"back_off", ScriptDo::back_off, 0},
                                              {"phone", ScriptDo::phone, 0},
                                              {"decide", ScriptDo::decide, 0},
                                              {"order", ScriptDo::order, 0},
                                              {"feel_door", ScriptDo::feel_door, button_feel_door},
                                              {"wet_cloth", ScriptDo::wet_cloth, button_wet_cloth},
                                              {"say_119", ScriptDo::say_119, 0},
                                              {"open", ScriptDo::open, 0},
                                              {"shut", ScriptDo::shut, 0}};

}  // namespace firedrill
