// The head count at the assembly point: who is not there is missing. It is repeated when someone
// who was sent for the missing is back, and closed when all are there.

#include "crowd/behaviour.hpp"

namespace firedrill::crowd {

void count_heads(State& state) {
    Occupants& people = state.people;
    constexpr double patience_s = 60.0;
    for (std::size_t plan = 0; plan < state.head_counts.size(); ++plan) {
        HeadCount& count = state.head_counts[plan];
        if (count.counter < 0 || count.complete || count.fetching) continue;
        if (people.state[static_cast<std::size_t>(count.counter)] != OccupantState::assembled)
            continue;
        if (count.arrived_s < 0) count.arrived_s = state.time_s;
        int missing = 0;
        for (std::size_t g = 0; g < state.groups.size(); ++g) {
            const Group& group = state.groups[g];
            if (group.plan != static_cast<std::int32_t>(plan) ||
                !state.building.scenario.occupants[g].counted)
                continue;
            for (std::int32_t k = 0; k < group.count; ++k) {
                missing += people.state[static_cast<std::size_t>(group.first + k)] !=
                           OccupantState::assembled;
            }
        }
        // Who was told missing is counted when it comes after all.
        const bool tell_now =
            missing == 0 || (!count.done && state.time_s - count.arrived_s >= patience_s);
        if (tell_now) {
            count.done = true;
            count.complete = missing == 0;
            state.events.push_back(
                {CrowdEvent::Kind::head_count, state.time_s, count.counter, missing});
        }
    }
}

}  // namespace firedrill::crowd
