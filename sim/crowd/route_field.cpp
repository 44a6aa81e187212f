#include "crowd/route_field.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <glm/geometric.hpp>

namespace firedrill {

RouteSolver::RouteSolver(const WalkMap& map) : map_(map), accepted_(map.cells()) {
    heap_.reserve(map.cells() * 4);
}

// Upwind solution of |grad T| = slowness from the cheaper neighbour along each axis.
float RouteSolver::arrival(std::int32_t cell, std::span<const float> slowness,
                           const std::vector<float>& cost) const {
    const auto& neighbours = map_.neighbour[static_cast<std::size_t>(cell)];
    const auto cheaper = [&](int plus, int minus) {
        float best = no_route;
        for (const int side : {plus, minus}) {
            const std::int32_t other = neighbours[static_cast<std::size_t>(side)];
            if (other >= 0 && accepted_[static_cast<std::size_t>(other)] != 0) {
                best = std::min(best, cost[static_cast<std::size_t>(other)]);
            }
        }
        return best;
    };
    const float a = cheaper(0, 2), b = cheaper(1, 3);
    // Along a stair the way is longer than its plan.
    const auto& slope = map_.slope[static_cast<std::size_t>(cell)];
    const float stretch = std::sqrt(1.0f + slope[0] * slope[0] + slope[1] * slope[1]);
    const float step =
        slowness[static_cast<std::size_t>(cell)] * static_cast<float>(map_.h) * stretch;
    const float low = std::min(a, b), high = std::max(a, b);
    if (high - low >= step) return low + step;
    const float difference = high - low;
    return 0.5f * (low + high + std::sqrt(2.0f * step * step - difference * difference));
}

void RouteSolver::solve(std::span<const std::int32_t> targets, std::span<const float> slowness,
                        std::vector<float>& cost) {
    cost.assign(map_.cells(), no_route);
    std::fill(accepted_.begin(), accepted_.end(), std::uint8_t{0});
    heap_.clear();
    const auto later =
        std::greater<>{};  // equal costs are taken in the order of cells: same bits always
    const auto push = [&](float value, std::int32_t cell) {
        heap_.emplace_back(value, cell);
        std::push_heap(heap_.begin(), heap_.end(), later);
    };
    for (const std::int32_t target : targets) {
        if (std::isinf(slowness[static_cast<std::size_t>(target)])) continue;
        cost[static_cast<std::size_t>(target)] = 0;
        push(0, target);
    }
    while (!heap_.empty()) {
        std::pop_heap(heap_.begin(), heap_.end(), later);
        const std::int32_t cell = heap_.back().second;
        heap_.pop_back();
        if (accepted_[static_cast<std::size_t>(cell)] != 0) continue;
        accepted_[static_cast<std::size_t>(cell)] = 1;
        for (const std::int32_t other : map_.neighbour[static_cast<std::size_t>(cell)]) {
            if (other < 0 || accepted_[static_cast<std::size_t>(other)] != 0 ||
                std::isinf(slowness[static_cast<std::size_t>(other)])) {
                continue;
            }
            const float value = arrival(other, slowness, cost);
            if (value < cost[static_cast<std::size_t>(other)]) {
                cost[static_cast<std::size_t>(other)] = value;
                push(value, other);
            }
        }
    }
}

Vec2 descent(const WalkMap& map, const std::vector<float>& cost, std::int32_t cell) {
    const float here = cost[static_cast<std::size_t>(cell)];
    const auto& neighbours = map.neighbour[static_cast<std::size_t>(cell)];
    Vec2 direction{0, 0};
    for (int side = 0; side < 4; ++side) {
        const std::int32_t other = neighbours[static_cast<std::size_t>(side)];
        if (other < 0) continue;
        const float drop = here - cost[static_cast<std::size_t>(other)];
        if (!(drop > 0)) continue;
        const double signed_drop = side < 2 ? drop : -drop;
        double& component = side % 2 == 0 ? direction.x : direction.y;
        if (std::abs(signed_drop) > std::abs(component)) component = signed_drop;
    }
    const double length = glm::length(direction);
    return length > 0 ? direction / length : direction;
}

std::int32_t next_cell(const WalkMap& map, const std::vector<float>& cost, std::int32_t cell) {
    std::int32_t best = -1;
    float lowest = cost[static_cast<std::size_t>(cell)];
    for (const std::int32_t other : map.neighbour[static_cast<std::size_t>(cell)]) {
        if (other >= 0 && cost[static_cast<std::size_t>(other)] < lowest) {
            lowest = cost[static_cast<std::size_t>(other)];
            best = other;
        }
    }
    return best;
}

}  // namespace firedrill
