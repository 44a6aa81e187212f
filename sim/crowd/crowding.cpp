#include "crowd/crowding.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "crowd/state.hpp"

namespace firedrill::crowd {
namespace {

// A cell's factor is the time a metre takes over the time it would take alone: the mean of what
// people around get on with (quickest-path routing, Kretz et al. 2011, doi
// 10.1142/S0219525911003281), pulled to 1 as if some walked freely there so that one person
// standing about is no jam.
constexpr float reach_m = 0.8f;               // a person counts this far around
constexpr float free_walkers_1_m2 = 0.5f;     // of that pull; own estimate
constexpr float slowest_progress = 0.05f;     // of the free speed
constexpr float newest_share = 0.5f;          // of a look in the mean; looks are 1 s apart
constexpr float waits_below_progress = 0.5f;  // slower: in the line
constexpr double line_seen_m = 8.0;

// Share of the speed alone with which someone gets on.
float progress(const State& state, std::size_t who) {
    const Occupants& people = state.people;
    if (people.state[who] == OccupantState::incapacitated) return slowest_progress;
    const auto& slope = state.map.slope[static_cast<std::size_t>(people.cell[who])];
    const bool steep = slope[0] * slope[0] + slope[1] * slope[1] > 0.05f * 0.05f;
    const float on_stairs = std::min(people.stairs_up[who], people.stairs_down[who]);
    const float alone = people.free_speed[who] * (steep ? on_stairs : 1.0f);
    return std::clamp(people.speed[who] / std::max(alone, 0.05f), slowest_progress, 1.0f);
}

bool counts(const State& state, std::size_t who) {
    return state.people.cell[who] >= 0 && (state.people.state[who] == OccupantState::walking ||
                                           state.people.state[who] == OccupantState::incapacitated);
}

void spread(State& state, std::size_t who, float share_1_m2) {
    const WalkMap& map = state.map;
    const std::int32_t own = state.people.cell[who];
    const auto o = static_cast<std::size_t>(own);
    const WalkLayer& layer = map.layers[static_cast<std::size_t>(state.people.layer[who])];
    const int i0 = (own - layer.first) % layer.nx, j0 = (own - layer.first) / layer.nx;
    const int reach = static_cast<int>(reach_m / static_cast<float>(map.h));
    const float progresses = share_1_m2 * progress(state, who);
    for (int j = std::max(0, j0 - reach); j <= std::min(layer.ny - 1, j0 + reach); ++j) {
        for (int i = std::max(0, i0 - reach); i <= std::min(layer.nx - 1, i0 + reach); ++i) {
            if ((i - i0) * (i - i0) + (j - j0) * (j - j0) > reach * reach) continue;
            const auto c = static_cast<std::size_t>(layer.first + i + layer.nx * j);
            const std::int32_t cell = state.fields.solver.graph().packed[c];
            if (cell < 0) continue;
            // Not through walls: the same room, or a doorway of it.
            if (map.room[c] != map.room[o] && map.opening[c] < 0 && map.opening[o] < 0) continue;
            state.fields.people_1_m2[static_cast<std::size_t>(cell)] += share_1_m2;
            state.fields.progress_1_m2[static_cast<std::size_t>(cell)] += progresses;
        }
    }
}

}  // namespace

void look_at_crowding(State& state) {
    Fields& fields = state.fields;
    std::fill(fields.people_1_m2.begin(), fields.people_1_m2.end(), 0.0f);
    std::fill(fields.progress_1_m2.begin(), fields.progress_1_m2.end(), 0.0f);
    constexpr float share_1_m2 = 1.0f / (std::numbers::pi_v<float> * reach_m * reach_m);
    for (std::size_t who = 0; who < state.people.size(); ++who) {
        if (counts(state, who)) spread(state, who, share_1_m2);
    }
    const auto weight = static_cast<float>(state.settings.crowding_cost);
    for (const std::int32_t cell : fields.inside) {
        const auto c = static_cast<std::size_t>(cell);
        const float longer = (free_walkers_1_m2 + fields.people_1_m2[c]) /
                             (free_walkers_1_m2 + fields.progress_1_m2[c]);
        const float now = 1.0f + weight * (longer - 1.0f);
        fields.crowding_mean[c] += newest_share * (now - fields.crowding_mean[c]);
    }
}

void count_waiting(State& state) {
    DoorRules& doors = state.door_rules;
    if (!doors.any_service) return;
    for (DoorPassage& passage : doors.passages) passage.waiting = 0;
    const int steps = static_cast<int>(line_seen_m / state.map.h);
    for (std::size_t who = 0; who < state.people.size(); ++who) {
        if (state.people.state[who] != OccupantState::walking ||
            progress(state, who) > waits_below_progress)
            continue;
        const std::vector<float>* route = route_of(state, who);
        if (route == nullptr || route->empty()) continue;
        std::int32_t cell = state.people.cell[who];
        for (int step = 0; step <= steps && cell >= 0; ++step) {
            const std::int16_t opening = state.map.opening[static_cast<std::size_t>(cell)];
            if (opening >= 0) {
                const auto o = static_cast<std::size_t>(opening);
                // Who stands in it is being served.
                if (doors.rules[o].service_s > 0) doors.passages[o].waiting += step > 0;
                break;
            }
            cell = next_cell(state.map, *route, cell);
        }
    }
}

}  // namespace firedrill::crowd
