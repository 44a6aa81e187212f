// What the trainee calls to people, and those who follow it out.

#include <algorithm>

#include "crowd/behaviour.hpp"

namespace firedrill::crowd {
namespace {

constexpr double called_within_m = 12.0;  // a loud order, less than a shout's 15 m (own estimate)
constexpr double order_shortens = 0.1;    // share of the pre-movement time left, as with guides
constexpr double seconds_between_looks = 1.0;
constexpr float moved_m = 0.5f;  // so much nearer to an exit within a second: it goes there
// Followers who get ahead wait for the one who leads.
constexpr float ahead_m = 2.0f, waiting_pace = 0.3f;

float cost_of(const State& state, std::size_t exit, std::int32_t cell) {
    const auto& cost = state.exits[exit].cost;
    return cost.empty() || cell < 0 ? no_route : cost[static_cast<std::size_t>(cell)];
}

// The exit that the trainee gets nearer to fastest; until it moves the nearest.
void guess_trainee_exit(State& state, std::int32_t cell) {
    BehaviourState& behaviour = state.behaviour;
    if (state.time_s < behaviour.trainee_looked_s + seconds_between_looks) return;
    behaviour.trainee_looked_s = state.time_s;
    const bool first = behaviour.trainee_cost.empty();
    behaviour.trainee_cost.resize(state.exits.size(), no_route);
    std::int32_t best = -1;
    float most = first ? -no_route : moved_m;
    for (std::size_t e = 0; e < state.exits.size(); ++e) {
        const float now = cost_of(state, e, cell);
        const float gain = first ? -now : behaviour.trainee_cost[e] - now;
        if (now < no_route && gain > most) most = gain, best = static_cast<std::int32_t>(e);
        behaviour.trainee_cost[e] = now;
    }
    if (best >= 0) behaviour.trainee_exit = best;
}

// Grown-up and not frail, as the profile's look says; minors are not sent back to anybody.
bool can_drag_others(const State& state, std::size_t who) {
    const std::string& look =
        state.building.profiles[static_cast<std::size_t>(state.people.profile[who])].look;
    return look == "adult" || look == "teacher" || look == "staff";
}

void hear_order(State& state, const CrowdOrder& order, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (!inside_and_able(people, who) ||
            !hears_voice(state, who, order.place, called_within_m, inputs))
            continue;
        if (people.state[who] == OccupantState::waiting) notice(state, who, order_shortens);
        if (order.kind == CrowdOrder::Kind::follow_me) people.follows_trainee[who] = 1;
        if (order.kind == CrowdOrder::Kind::fetch && can_drag_others(state, who))
            people.asked_to_help[who] = 1;
        state.events.push_back({CrowdEvent::Kind::told, state.time_s,
                                static_cast<std::int32_t>(who),
                                static_cast<std::int32_t>(order.kind)});
    }
}

}  // namespace

void obey_trainee(State& state, const CrowdInputs& inputs) {
    for (const CrowdOrder& order : inputs.orders) hear_order(state, order, inputs);
    Occupants& people = state.people;
    const bool anybody = std::any_of(people.follows_trainee.begin(), people.follows_trainee.end(),
                                     [](std::uint8_t follows) { return follows != 0; });
    if (!anybody || inputs.trainee_cell < 0) return;
    guess_trainee_exit(state, inputs.trainee_cell);
    const std::int32_t goal = state.behaviour.trainee_exit;
    if (goal < 0) return;
    const float leads = cost_of(state, static_cast<std::size_t>(goal), inputs.trainee_cell);
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (people.follows_trainee[who] == 0) continue;
        if (people.state[who] == OccupantState::out ||
            people.state[who] == OccupantState::assembled) {
            people.follows_trainee[who] = 0;
            state.events.push_back({CrowdEvent::Kind::led, state.time_s,
                                    static_cast<std::int32_t>(who), people.exit_used[who]});
            continue;
        }
        if (people.state[who] != OccupantState::walking || people.errand[who] != ErrandKind::none)
            continue;
        if (people.exit_goal[who] != goal && people.turned_back[who] == 0 &&
            reachable(state, who, goal))
            set_goal(state, who, goal);
        if (people.exit_goal[who] != goal || leads >= no_route) continue;
        const float own = cost_of(state, static_cast<std::size_t>(goal), people.cell[who]);
        if (own < leads - ahead_m) people.pace[who] = std::min(people.pace[who], waiting_pace);
    }
}

}  // namespace firedrill::crowd
