// Belongings: a share of people turn round after the first metres to fetch what they left where
// they were. A fault of conduct, so it is told as an event.

#include <glm/geometric.hpp>

#include "crowd/behaviour.hpp"

namespace firedrill::crowd {
namespace {

// Own estimates: how far on it is missed, how long it takes to pick up.
constexpr double missed_after_m = 6.0, picked_up_after_s = 10.0, near_enough_m = 1.2;

void set_out(State& state, std::size_t who) {
    Occupants& people = state.people;
    if (people.errand[who] != ErrandKind::none || people.state[who] != OccupantState::walking ||
        people.layer[who] != state.map.layer_of_cell(people.start_cell[who]) ||
        glm::distance(people.position[who], people.start_at[who]) < missed_after_m)
        return;
    if (!begin_errand(state, who, ErrandKind::fetch_belongings, people.start_cell[who])) return;
    people.belongings[who] = Belongings::being_fetched;
    state.events.push_back(
        {CrowdEvent::Kind::returned, state.time_s, static_cast<std::int32_t>(who), -1});
}

void pick_up(State& state, std::size_t who, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    if (people.errand[who] != ErrandKind::fetch_belongings) {
        people.belongings[who] = Belongings::done;  // felled, or called away
        return;
    }
    const bool smoke = people.extinction[who] > state.settings.stranger_turn_back_extinction_1_m;
    if (people.errand_until_s[who] < 0 && errand_left(state, who) < near_enough_m)
        people.errand_until_s[who] = static_cast<float>(state.time_s + picked_up_after_s);
    const bool there = people.errand_until_s[who] >= 0;
    if (there) {
        people.pace[who] = 0;
        people.held[who] = 1;
    }
    if (smoke || errand_hopeless(state, who) ||
        (there && state.time_s >= people.errand_until_s[who])) {
        people.belongings[who] = Belongings::done;
        end_errand(state, who, inputs);
    }
}

}  // namespace

void fetch_belongings(State& state, const CrowdInputs& inputs) {
    for (const std::int32_t returner : state.behaviour.returners) {
        const auto who = static_cast<std::size_t>(returner);
        switch (state.people.belongings[who]) {
            case Belongings::will_be_missed:
                set_out(state, who);
                break;
            case Belongings::being_fetched:
                pick_up(state, who, inputs);
                break;
            case Belongings::not_missed:
            case Belongings::done:
                break;
        }
    }
}

}  // namespace firedrill::crowd
