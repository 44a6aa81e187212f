// Fetching: when the head count finds someone missing who is still inside and able, the plan's
// fetcher goes back for it unless the way is full of smoke, and leads it out.

#include <glm/geometric.hpp>

#include "crowd/behaviour.hpp"

namespace firedrill::crowd {
namespace {

constexpr double found_within_m = 1.5;
constexpr int times_sent_at_most = 3;     // by one plan, so that nobody runs in for ever
constexpr double seconds_to_solve = 2.0;  // of the field to the one missing

// Who is missing of a plan and has not set out: those on their way come by themselves.
std::int32_t someone_missing(const State& state, std::int32_t plan) {
    const Occupants& people = state.people;
    for (std::size_t g = 0; g < state.groups.size(); ++g) {
        const Group& group = state.groups[g];
        if (group.plan != plan || !state.building.scenario.occupants[g].counted) continue;
        for (std::int32_t k = 0; k < group.count; ++k) {
            const auto who = static_cast<std::size_t>(group.first + k);
            const bool stands_about = people.state[who] == OccupantState::waiting ||
                                      (people.state[who] == OccupantState::walking &&
                                       people.still_s[who] > 10 && people.held[who] == 0);
            if (stands_about && people.escort[who] < 0) return group.first + k;
        }
    }
    return -1;
}

// Whether smoke that turns people back lies on the way.
bool smoke_on_way(const State& state, std::size_t who, const CrowdInputs& inputs) {
    const std::vector<float>* route = errand_route(state, who);
    if (inputs.air == nullptr || route == nullptr) return false;
    std::int32_t cell = state.people.cell[who];
    constexpr int cells_between_looks = 4;
    for (int step = 0; cell >= 0; ++step) {
        if (step % cells_between_looks == 0) {
            const Vec2 at = state.map.centre(cell);
            const double z = state.map.z[static_cast<std::size_t>(cell)] + head_height_m;
            if (inputs.air->sample({at.x, at.y, z}).extinction_1_m >
                state.settings.turn_back_extinction_1_m)
                return true;
        }
        cell = next_cell(state.map, *route, cell);
    }
    return false;
}

void back_to_counting(State& state, HeadCount& count) {
    count.fetching = false;
    count.done = false;
    count.arrived_s = state.time_s;
}

void send(State& state, std::int32_t plan, HeadCount& count) {
    Occupants& people = state.people;
    const auto who = static_cast<std::size_t>(count.fetcher);
    if (people.state[who] != OccupantState::assembled && people.state[who] != OccupantState::out)
        return;
    const std::int32_t missing = someone_missing(state, plan);
    if (missing < 0) return;
    if (!begin_errand(state, who, ErrandKind::fetch, people.cell[static_cast<std::size_t>(missing)],
                      missing))
        return;
    ++count.times_sent;
    count.fetching = true;
    people.errand_until_s[who] = static_cast<float>(state.time_s + seconds_to_solve);
}

// The fetcher has not left yet: looks whether the way is free, then goes in again.
void set_out(State& state, HeadCount& count, std::size_t who, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    if (errand_route(state, who) == nullptr && state.time_s < people.errand_until_s[who]) return;
    if (errand_left(state, who) == no_route || smoke_on_way(state, who, inputs)) {
        count.times_sent = times_sent_at_most;
        count.fetching = false;
        drop_errand(state, who);
        return;
    }
    people.state[who] = OccupantState::walking;
    people.out_time_s[who] = -1;
    people.turned_back[who] = 0;
    state.events.push_back({CrowdEvent::Kind::fetching, state.time_s,
                            static_cast<std::int32_t>(who), people.errand_for[who]});
}

void go_for(State& state, std::size_t who, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    const auto missing = static_cast<std::size_t>(people.errand_for[who]);
    const bool smoke = people.extinction[who] > state.settings.turn_back_extinction_1_m;
    const bool near = people.layer[who] == people.layer[missing] &&
                      glm::distance(people.position[who], people.position[missing]) <
                          found_within_m + people.radius[who] + people.radius[missing];
    const bool left_by_itself = !inside_and_able(people, missing);
    const bool nobody_here = errand_left(state, who) < 0.5f && !near;
    if (!smoke && !near && !left_by_itself && !nobody_here && !errand_hopeless(state, who)) return;
    if (near && !left_by_itself) {
        people.escort[missing] = static_cast<std::int32_t>(who);
        notice(state, missing, 0.0);
    }
    end_errand(state, who, inputs);
}

}  // namespace

void fetch_missing(State& state, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    for (std::size_t plan = 0; plan < state.head_counts.size(); ++plan) {
        HeadCount& count = state.head_counts[plan];
        if (count.fetcher < 0) continue;
        const auto who = static_cast<std::size_t>(count.fetcher);
        if (!count.fetching) {
            if (count.done && count.times_sent < times_sent_at_most)
                send(state, static_cast<std::int32_t>(plan), count);
            continue;
        }
        if (people.errand[who] == ErrandKind::fetch) {
            if (people.state[who] == OccupantState::walking)
                go_for(state, who, inputs);
            else
                set_out(state, count, who, inputs);
        } else if (people.state[who] == OccupantState::incapacitated) {
            count.times_sent = times_sent_at_most;
            back_to_counting(state, count);
        } else if (people.state[who] == OccupantState::assembled) {
            back_to_counting(state, count);
        }
    }
}

}  // namespace firedrill::crowd
