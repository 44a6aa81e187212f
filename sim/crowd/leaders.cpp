// Leaders: who follows whom to which exit. Pupils take their teacher's exit, who was fetched takes
// that of who came for it, a family that of its first.

#include "crowd/behaviour.hpp"

namespace firedrill::crowd {

std::int32_t leader_of(const State& state, std::size_t who) {
    const Occupants& people = state.people;
    if (state.settings.faults.leaders_ignored) return -1;
    if (people.escort[who] >= 0) return people.escort[who];
    const auto g = static_cast<std::size_t>(people.group[who]);
    if (state.groups[g].leader >= 0) return state.groups[g].leader;
    const std::int32_t index = state.behaviour.family_of_group[g];
    if (index < 0) return -1;
    const Family& family = state.behaviour.families[static_cast<std::size_t>(index)];
    if (family.phase != Family::Phase::leaving) return -1;
    const std::int32_t first = first_of_family(state, family);
    return first == static_cast<std::int32_t>(who) ? -1 : first;
}

void follow_leaders(State& state) {
    Occupants& people = state.people;
    constexpr double too_far_ahead_m = 3.0, waiting_pace = 0.3;
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (people.state[who] != OccupantState::walking || people.errand[who] != ErrandKind::none)
            continue;
        const std::int32_t leader = leader_of(state, who);
        if (leader < 0) continue;
        const auto chief = static_cast<std::size_t>(leader);
        if (people.state[chief] != OccupantState::walking || people.exit_goal[chief] < 0) continue;
        const std::int32_t goal = people.exit_goal[chief];
        if (people.exit_goal[who] != goal && people.turned_back[who] == 0 &&
            reachable(state, who, goal))
            set_goal(state, who, goal);
        // Who came for someone looks round for it; a class keeps together by itself.
        if (people.escort[who] != leader || people.exit_goal[who] != goal) continue;
        const auto& cost = state.exits[static_cast<std::size_t>(goal)].cost;
        const float behind = cost[static_cast<std::size_t>(people.cell[who])] -
                             cost[static_cast<std::size_t>(people.cell[chief])];
        if (behind > too_far_ahead_m)
            people.pace[chief] = std::min(people.pace[chief], static_cast<float>(waiting_pace));
    }
}

}  // namespace firedrill::crowd
