#include "crowd/crowding.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "crowd/state.hpp"

namespace firedrill::crowd {
namespace {

constexpr float newest_share = 0.5f;          // of a look in the mean; looks are 1 s apart
constexpr float waits_below_progress = 0.5f;  // of the free speed; slower: in the line
constexpr double line_seen_m = 8.0;
constexpr float queue_worth_telling = 2.0f, queue_share_worth_telling = 0.25f;

// Share of the speed alone with which someone gets on.
float progress(const State& state, std::size_t who) {
    const Occupants& people = state.people;
    const auto& slope = state.map.slope[static_cast<std::size_t>(people.cell[who])];
    const bool steep = slope[0] * slope[0] + slope[1] * slope[1] > 0.05f * 0.05f;
    const float stair_share = std::min(people.stairs_up[who], people.stairs_down[who]);
    const float alone = people.free_speed[who] * (steep ? stair_share : 1.0f);
    return people.speed[who] / std::max(alone, 0.05f);
}

}  // namespace

void look_at_queues(State& state) {
    DoorRules& doors = state.door_rules;
    for (DoorPassage& passage : doors.passages) passage.waiting = {0, 0};
    const int steps = static_cast<int>(line_seen_m / state.map.h);
    for (std::size_t who = 0; who < state.people.size(); ++who) {
        state.in_line[who] = 0;
        if (state.people.state[who] != OccupantState::walking ||
            progress(state, who) > waits_below_progress)
            continue;
        const std::vector<float>* route = route_of(state, who);
        if (route == nullptr || route->empty()) continue;
        std::int32_t cell = state.people.cell[who];
        for (int step = 0; step <= steps && cell >= 0; ++step) {
            if (doors.cells_to_opening[static_cast<std::size_t>(cell)] > steps - step) break;
            const std::int16_t opening = state.map.opening[static_cast<std::size_t>(cell)];
            if (opening >= 0) {
                const auto o = static_cast<std::size_t>(opening);
                const DoorRule& rule = doors.rules[o];
                const Vec2 from = state.people.position[who] - rule.centre;
                // Who stands in it is through.
                state.in_line[who] = 1;
                if (step > 0) ++doors.passages[o].waiting[glm::dot(from, rule.normal) < 0 ? 0 : 1];
                break;
            }
            cell = next_cell(state.map, *route, cell);
        }
    }
    for (DoorPassage& passage : doors.passages) {
        for (std::size_t way = 0; way < 2; ++way) {
            float& mean = passage.queue[way];
            mean += newest_share * (static_cast<float>(passage.waiting[way]) - mean);
            if (std::abs(mean - passage.queue_told[way]) >
                std::max(queue_worth_telling, queue_share_worth_telling * passage.queue_told[way]))
                passage.queue_told[way] = mean < queue_worth_telling ? 0.0f : mean;
        }
    }
}

}  // namespace firedrill::crowd
