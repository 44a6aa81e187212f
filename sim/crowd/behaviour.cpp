// Decide: what occupants make up their minds to in a step, told as a list; each idea has its own
// file (see behaviour.hpp).

#include <algorithm>
#include <cmath>

#include "crowd/behaviour.hpp"

namespace firedrill::crowd {
namespace {

void start_walking(State& state, std::size_t who, const CrowdInputs& inputs) {
    state.people.state[who] = OccupantState::walking;
    state.events.push_back(
        {CrowdEvent::Kind::started, state.time_s, static_cast<std::int32_t>(who), -1});
    choose_exit(state, who, inputs);
}

void start_and_choose(State& state, std::size_t tick, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (people.state[who] == OccupantState::waiting) {
            hear(state, who, tick, inputs);
            if (people.start_s[who] >= 0 && state.time_s >= people.start_s[who])
                start_walking(state, who, inputs);
        } else if (people.state[who] == OccupantState::walking &&
                   people.errand[who] == ErrandKind::none) {
            turn_back(state, who, inputs);
            const std::vector<float>* route = route_of(state, who);
            const bool lost = route == nullptr ||
                              (*route)[static_cast<std::size_t>(people.cell[who])] == no_route;
            if (lost || thinks(who, tick)) choose_exit(state, who, inputs);
        }
    }
}

void set_speeds(State& state) {
    Occupants& people = state.people;
    for (std::size_t who = 0; who < people.size(); ++who)
        people.free_speed[who] = people.own_speed[who] * people.pace[who];
}

// As many places as may be gone to at once, within reason: a field costs memory and time.
std::size_t places_gone_to(const State& state) {
    constexpr std::size_t most = 24;
    const BehaviourState& behaviour = state.behaviour;
    std::size_t places = behaviour.families.size() + 2 * behaviour.guides.size() +
                         behaviour.returners.size() + behaviour.stair_needers.size();
    places += behaviour.families.size();  // one may rescue another
    for (const HeadCount& count : state.head_counts) places += count.fetcher >= 0;
    if (!behaviour.lift_users.empty()) {
        for (const LiftCar& car : behaviour.lifts) places += car.layers.size();
    }
    constexpr std::size_t asked_to_help = 4;  // whom the trainee may send to the fallen at once
    return std::min(places, most) + asked_to_help;
}

}  // namespace

bool walks(OccupantState state) {
    return state == OccupantState::walking || state == OccupantState::out;
}

const std::vector<float>* route_of(const State& state, std::size_t who) {
    const Occupants& people = state.people;
    if (people.state[who] == OccupantState::out) {
        return people.assembly[who] >= 0
                   ? &state.assemblies[static_cast<std::size_t>(people.assembly[who])].cost
                   : nullptr;
    }
    if (people.errand[who] != ErrandKind::none) return errand_route(state, who);
    return people.exit_goal[who] >= 0
               ? &state.exits[static_cast<std::size_t>(people.exit_goal[who])].cost
               : nullptr;
}

void prepare_behaviour(State& state) {
    const Scenario& scenario = state.building.scenario;
    make_partitions(state);
    state.behaviour.sound_at.assign(state.building.openings.size(), {});
    prepare_knowledge(state);
    prepare_families(state);
    prepare_guides(state);
    prepare_lifts(state);
    state.behaviour.leavers_in_room.assign(scenario.rooms.size(), 0);
    state.behaviour.nearer.assign(scenario.exits.size() * distance_bins, 0);
    state.behaviour.going.assign(scenario.rooms.size() * scenario.exits.size(), 0);
    state.behaviour.casualties.reserve(state.people.size());
    for (const Plan& plan : scenario.plans) {
        const Entity exit = state.building.find(plan.exit);
        state.behaviour.plan_exit.push_back(exit.kind == EntityKind::exit ? exit.index : -1);
    }
    prepare_errands(state, places_gone_to(state));
}

void decide(State& state, double dt, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    const auto tick = static_cast<std::size_t>(std::llround(state.time_s / dt));
    std::fill(people.pace.begin(), people.pace.end(), 1.0f);
    std::fill(people.held.begin(), people.held.end(), std::uint8_t{0});
    solve_errands(state);
    look_at_exits(state, tick, inputs);
    count_leavers(state, tick, inputs);
    count_going(state, tick);
    start_and_choose(state, tick, inputs);
    fetch_belongings(state, inputs);
    ride_lifts(state, inputs);
    keep_families_together(state, inputs);
    guide(state, tick, inputs);
    help_on_stairs(state, tick, inputs);
    rescue(state, tick, inputs);
    fetch_missing(state, inputs);
    follow_leaders(state);
    obey_trainee(state, inputs);
    count_heads(state);
    set_speeds(state);
}

}  // namespace firedrill::crowd
