// Help on stairs: who cannot take a stair alone waits before it until a guide or one of the own
// group is there, and both go down or up together at the pace of being carried.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "crowd/behaviour.hpp"

namespace firedrill::crowd {
namespace {

constexpr double waits_before_m = 1.0;  // the stair
constexpr double at_hand_m = 1.5;
constexpr double one_waits_m = 1.5;  // when the other is this far behind

std::size_t at(std::int32_t occupant) {
    return static_cast<std::size_t>(occupant);
}

bool stair_ahead(const State& state, std::size_t who) {
    const std::vector<float>* route = route_of(state, who);
    if (route == nullptr) return false;
    std::int32_t cell = state.people.cell[who];
    if (state.map.surface[static_cast<std::size_t>(cell)] != Surface::floor) return false;
    const int steps = static_cast<int>(std::ceil(waits_before_m / state.map.h));
    for (int step = 0; step < steps; ++step) {
        cell = next_cell(state.map, *route, cell);
        if (cell < 0) return false;
        if (state.map.surface[static_cast<std::size_t>(cell)] == Surface::stair) return true;
    }
    return false;
}

bool may_help(const State& state, std::size_t who, std::size_t needer) {
    const Occupants& people = state.people;
    const bool own = people.group[who] == people.group[needer] || same_family(state, who, needer);
    return who != needer && (own || state.groups[at(people.group[who])].guides) &&
           people.state[who] == OccupantState::walking && people.load[who] < 0 &&
           (people.errand[who] == ErrandKind::none || people.errand[who] == ErrandKind::sweep) &&
           !state.building.profiles[at(people.profile[who])].needs_help_on_stairs;
}

bool someone_comes(const State& state, std::size_t needer) {
    const Occupants& people = state.people;
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (people.errand[who] == ErrandKind::help_on_stairs &&
            at(people.errand_for[who]) == needer)
            return true;
    }
    return false;
}

// The nearest; from another storey only where nobody is on this one.
void call_helper(State& state, std::size_t needer) {
    const Occupants& people = state.people;
    if (someone_comes(state, needer)) return;
    constexpr double other_storey_m = 50.0;
    std::int32_t nearest = -1;
    double least = 1e30;
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (!may_help(state, who, needer)) continue;
        const double distance = glm::distance(people.position[who], people.position[needer]) +
                                (people.layer[who] == people.layer[needer] ? 0.0 : other_storey_m);
        if (distance < least) least = distance, nearest = static_cast<std::int32_t>(who);
    }
    if (nearest >= 0)
        begin_errand(state, at(nearest), ErrandKind::help_on_stairs, people.cell[needer],
                     static_cast<std::int32_t>(needer));
}

void take_hold(State& state, std::size_t needer, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (people.errand[who] != ErrandKind::help_on_stairs ||
            at(people.errand_for[who]) != needer)
            continue;
        const bool near = people.layer[who] == people.layer[needer] &&
                          glm::distance(people.position[who], people.position[needer]) < at_hand_m;
        if (near) {
            people.carrier[needer] = static_cast<std::int32_t>(who);
            people.load[who] = static_cast<std::int32_t>(needer);
        }
        const bool smoke = people.extinction[who] > state.settings.turn_back_extinction_1_m;
        if (near || smoke || errand_hopeless(state, who)) end_errand(state, who, inputs);
    }
}

// Both walk to the same exit, neither ahead of the other.
void go_together(State& state, std::size_t needer) {
    Occupants& people = state.people;
    const auto helper = at(people.carrier[needer]);
    if (people.state[helper] != OccupantState::walking ||
        people.state[needer] != OccupantState::walking) {
        people.load[helper] = -1;
        people.carrier[needer] = -1;
        return;
    }
    const std::int32_t goal = people.exit_goal[needer];
    if (goal < 0) return;
    if (people.exit_goal[helper] != goal && reachable(state, helper, goal))
        set_goal(state, helper, goal);
    const auto& cost = state.exits[at(goal)].cost;
    const float ahead = cost[at(people.cell[needer])] - cost[at(people.cell[helper])];
    const float slow = std::min(1.0f, people.own_speed[needer] / people.own_speed[helper]);
    people.pace[helper] = std::min(people.pace[helper], slow);
    if (ahead > one_waits_m) people.pace[helper] *= 0.2f;
    if (-ahead > one_waits_m) people.pace[needer] *= 0.2f;
}

}  // namespace

void help_on_stairs(State& state, std::size_t tick, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    for (const std::int32_t needer : state.behaviour.stair_needers) {
        const auto who = at(needer);
        if (people.carrier[who] >= 0) {
            go_together(state, who);
            continue;
        }
        if (people.state[who] != OccupantState::walking || !stair_ahead(state, who)) continue;
        people.pace[who] = 0;
        people.held[who] = 1;
        if (people.waited_at_stair[who] == 0) {
            people.waited_at_stair[who] = 1;
            state.events.push_back({CrowdEvent::Kind::at_refuge, state.time_s, needer, -1});
        }
        take_hold(state, who, inputs);
        if (people.carrier[who] < 0 && thinks(who, tick)) call_helper(state, who);
    }
}

}  // namespace firedrill::crowd
