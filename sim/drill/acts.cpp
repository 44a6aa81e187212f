// What a trainee does in a tick: body, hands, eyes, commands, in this order.

#include <algorithm>

#include "drill/acts.hpp"
#include "drill/decisions.hpp"
#include "drill/hot_doors.hpp"

namespace firedrill::drill {
namespace {

void obey(State& state, const TraineeCommand& command) {
    switch (command.kind) {
        case TraineeCommand::Kind::mark_fault:
            mark_fault(state, command);
            break;
        case TraineeCommand::Kind::exit_verdict:
            give_verdict(state, command);
            break;
        case TraineeCommand::Kind::call_119: {
            const double facts = command.text.empty()
                                     ? 0.0
                                     : 1.0 + static_cast<double>(std::count(
                                                 command.text.begin(), command.text.end(), ','));
            state.note("trainee.called_119", "", facts, state.trainee.feet, command.text);
            break;
        }
        case TraineeCommand::Kind::report:
            report_heads(state, command.text);
            break;
        case TraineeCommand::Kind::finish:
            state.wants_finish = true;
            break;
        case TraineeCommand::Kind::begin_fire:
            state.wants_fire = true;
            break;
        case TraineeCommand::Kind::photo:
            take_photo(state, command.target.empty() ? state.trainee.aimed_id : command.target);
            break;
        case TraineeCommand::Kind::say_119:
            call_119(state, command.text);
            break;
        case TraineeCommand::Kind::decide:
            decide(state, command.text);
            break;
        case TraineeCommand::Kind::order:
            order(state, command.text);
            break;
        case TraineeCommand::Kind::ask_hint:
            give_hint(state);
            break;
    }
}

}  // namespace

bool went_down(const State& state, std::uint16_t button) {
    return (state.trainee.buttons & button) != 0 && (state.trainee.buttons_before & button) == 0;
}

bool within(const State& state, double reach_m) {
    return state.trainee.aim.hit && state.trainee.aim.distance_m <= reach_m;
}

ExtinguisherState* in_hand(State& state) {
    return state.trainee.carried >= 0
               ? &*state.fixtures[static_cast<std::size_t>(state.trainee.carried)].extinguisher
               : nullptr;
}

const std::string& carried_id(const State& state) {
    return state.building.scenario.fixtures[static_cast<std::size_t>(state.trainee.carried)].id;
}

void act(State& state, const TickInput& input, double dt) {
    state.shouts.clear();
    Trainee& trainee = state.trainee;
    if (!state.settings.with_trainee || trainee.out_of_action) return;
    trainee.buttons_before = trainee.buttons;
    trainee.buttons = input.buttons;
    walk(state, input, dt);
    if (state.phase == DrillPhase::fire) notice_place(state);
    look_ahead(state);
    if (went_down(state, button_interact)) interact(state);
    if (went_down(state, button_inspect)) inspect(state);
    if (went_down(state, button_push)) push(state);
    if (went_down(state, button_measure)) measure(state);
    if (went_down(state, button_pin)) pull_pin(state);
    if (went_down(state, button_drop)) drop(state);
    if (went_down(state, button_feel_door)) feel_door(state);
    if (went_down(state, button_wet_cloth)) use_cloth(state);
    if (went_down(state, button_shout)) {
        state.note("trainee.shouted", "", 0, trainee.feet);
        state.shouts.push_back(trainee.feet);
    }
    come_off_the_hook(state);
    squeeze(state, dt);
    use_tools(state);
    for (const TraineeCommand& command : input.commands) obey(state, command);
    step_call(state);
    watch_feet(state, dt);
    sense_fire(state);
}

}  // namespace firedrill::drill
