// What a trainee does in one tick. The same struct comes from keyboard and mouse, from a script and
// from a replay; everything is quantised, so that recording loses nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace firedrill {

enum TraineeButton : std::uint16_t {
    button_run = 1 << 0,
    button_crouch = 1 << 1,
    button_interact = 1 << 2,    // take, open, close, press a call point or test button, hang back
    button_use = 1 << 3,         // squeeze the extinguisher's handle while held down
    button_pin = 1 << 4,         // pull the pin
    button_inspect = 1 << 5,     // look closely: gauge, seal, date, sign, lock
    button_push = 1 << 6,        // push a door to see whether it gives
    button_measure = 1 << 7,     // tape measure
    button_shout = 1 << 8,       // "fire!"
    button_drop = 1 << 9,        // put down what is carried
    button_feel_door = 1 << 10,  // the back of a hand on a shut door: is it hot?
    button_wet_cloth = 1 << 11,  // over mouth and nose, and off again
    button_torch = 1 << 12,      // torch on or off
    button_photo = 1 << 13,      // photograph what is looked at, for the record
};

// A choice made in a panel rather than by hand: rare, a few per drill.
struct TraineeCommand {
    enum class Kind : std::uint8_t {
        mark_fault,  // target = what was pointed at, text = "CODE|grade|measure": general or major;
                     // on_the_spot, within_term or report; the code alone: neither is judged
        exit_verdict,  // text = ExitVerdict name, target = exit
        call_119,      // text = comma-separated facts given: address,burning,trapped,name,phone
        report,        // text = number of people missing by the head count, or empty
        finish,        // the trainee says: I am done
        begin_fire,    // the round is over, the drill begins
        photo,         // target = what was photographed; as button_photo does
        // Acting in a fire:
        say_119,  // text = "dial", the key of an answer of assets/call_119.json, or "hang_up"
        decide,   // text = fight, leave
        order,    // text = follow_me, get_out, fetch
        ask_hint  // practice: the next thing to do
    } kind = Kind::finish;
    std::string target;
    std::string text;
};
inline constexpr auto last_command_kind = TraineeCommand::Kind::ask_hint;

struct TickInput {
    std::int8_t forward = 0, right = 0;  // -100 … 100 percent of walking speed
    std::int32_t yaw_mdeg = 0;    // absolute heading [1/1000 degree], 0 = east, 90 000 = north
    std::int32_t pitch_mdeg = 0;  // up positive, -89 000 … 89 000
    std::uint16_t buttons = 0;    // held down now (TraineeButton)
    std::vector<TraineeCommand> commands;
    std::vector<std::string> injects;  // ids of injects the instructor fires in this tick
};

}  // namespace firedrill
