// Doors: who walks up to one asks for it to be opened.

#include <algorithm>
#include <cmath>

#include "crowd/state.hpp"

namespace firedrill::crowd {

void request_doors(State& state, const CrowdInputs& inputs) {
    constexpr double reach_m = 0.8;
    const Occupants& people = state.people;
    state.requests.clear();
    const int steps = static_cast<int>(std::ceil(reach_m / state.map.h));
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (!walks(people.state[who])) continue;
        const std::vector<float>* route = route_of(state, who);
        if (route == nullptr) continue;
        std::int32_t cell = people.cell[who];
        for (int step = 0; step <= steps && cell >= 0; ++step) {
            const GroundCell& ground = state.ground[static_cast<std::size_t>(cell)];
            if (ground.cells_to_opening > steps - step) break;
            const std::int16_t opening = ground.opening;
            if (opening >= 0) {
                const bool passable = inputs.doors.empty() ||
                                      inputs.doors[static_cast<std::size_t>(opening)].passable;
                if (passable && std::find(state.requests.begin(), state.requests.end(),
                                          OpeningIndex(static_cast<std::int32_t>(opening))) ==
                                    state.requests.end()) {
                    state.requests.push_back(OpeningIndex(static_cast<std::int32_t>(opening)));
                }
                break;
            }
            cell = next_cell(state.map, *route, cell);
        }
    }
    std::sort(state.requests.begin(), state.requests.end());
}

}  // namespace firedrill::crowd
