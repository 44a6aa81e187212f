#include "crowd/route_way.hpp"

#include <cmath>

namespace firedrill {
namespace {

constexpr float aside_weight = 0.5f;  // of the directions of the cells beside

}  // namespace

// The neighbour from which the cell's value comes, or the lower one of two; `none` at a target.
std::int32_t WayFinder::lowest_beside(std::int32_t cell) const {
    const auto& around = graph.neighbour[static_cast<std::size_t>(cell)];
    const std::int16_t gate = costs.gate(cell);
    std::int32_t best = graph.none;
    float lowest = no_route;
    for (std::size_t side = 0; side < 4; ++side) {
        const float there = value[static_cast<std::size_t>(around[side])];
        const float by_it = gate < 0 ? there : there + costs.extra(gate).extra_m[side];
        if (by_it < lowest && there < value[static_cast<std::size_t>(cell)]) {
            lowest = by_it;
            best = around[side];
        }
    }
    return best;
}

RouteSlope WayFinder::downhill(std::int32_t cell) const {
    const float here = value[static_cast<std::size_t>(cell)];
    if (!(here < no_route)) return {};
    const auto& around = graph.neighbour[static_cast<std::size_t>(cell)];
    RouteSlope slope;
    if (costs.gate(cell) >= 0) {
        const std::int32_t to = lowest_beside(cell);
        if (to == graph.none) return {};
        slope.x = to == around[0] ? 1.0f : to == around[2] ? -1.0f : 0.0f;
        slope.y = to == around[1] ? 1.0f : to == around[3] ? -1.0f : 0.0f;
        return slope;
    }
    const auto drop = [&](std::size_t plus, std::size_t minus) {
        const float up = value[static_cast<std::size_t>(around[plus])];
        const float down = value[static_cast<std::size_t>(around[minus])];
        const float least = up < down ? up : down;
        if (!(least < here)) return 0.0f;
        return up < down ? here - least : least - here;
    };
    slope = {drop(0, 2), drop(1, 3)};
    const float length = std::sqrt(slope.x * slope.x + slope.y * slope.y);
    return length > 0 ? RouteSlope{slope.x / length, slope.y / length} : RouteSlope{};
}

// The neighbour on a side; `none` where nobody may go.
std::int32_t WayFinder::beside(std::int32_t cell, std::size_t side) const {
    if (cell == graph.none) return graph.none;
    const std::int16_t gate = costs.gate(cell);
    if (gate >= 0 && !(costs.extra(gate).extra_m[side] < no_route)) return graph.none;
    const std::int32_t to = graph.neighbour[static_cast<std::size_t>(cell)][side];
    return to == graph.none || costs.closed(to) ? graph.none : to;
}

// Of unit length, without what points at a barred side: who stands beside the middle of the cell
// would else creep into the wall.
RouteSlope WayFinder::off_walls(std::int32_t cell, RouteSlope way) const {
    if (way.x != 0 && beside(cell, way.x > 0 ? 0 : 2) == graph.none) way.x = 0;
    if (way.y != 0 && beside(cell, way.y > 0 ? 1 : 3) == graph.none) way.y = 0;
    const float length = std::sqrt(way.x * way.x + way.y * way.y);
    return length > 0 ? RouteSlope{way.x / length, way.y / length} : RouteSlope{};
}

// The cell in which one ends who walks the width of a cell from the middle of this one; `none`
// where that is barred. A diagonal step needs both its corners free: bodies are not points.
std::int32_t WayFinder::one_along(std::int32_t cell, RouteSlope way) const {
    const bool along_x = std::abs(way.x) > 0.5f, along_y = std::abs(way.y) > 0.5f;
    const std::size_t side_x = way.x > 0 ? 0 : 2, side_y = way.y > 0 ? 1 : 3;
    if (along_x && along_y) {
        const std::int32_t over_x = beside(beside(cell, side_x), side_y),
                           over_y = beside(beside(cell, side_y), side_x);
        return over_x == over_y ? over_x : graph.none;
    }
    if (along_x) return beside(cell, side_x);
    return along_y ? beside(cell, side_y) : graph.none;
}

std::array<float, 2> WayFinder::way(std::int32_t cell, std::span<const RouteSlope> slopes) const {
    const float here = value[static_cast<std::size_t>(cell)];
    const RouteSlope own = slopes[static_cast<std::size_t>(cell)];
    if (own.x == 0 && own.y == 0) return {0, 0};
    const auto leads_down = [&](RouteSlope slope) {
        const std::int32_t to = one_along(cell, slope);
        return to != graph.none && value[static_cast<std::size_t>(to)] < here;
    };
    RouteSlope sum{2 * own.x, 2 * own.y};
    const auto add = [&](std::int32_t other, float weight) {
        const RouteSlope slope = slopes[static_cast<std::size_t>(other)];
        // Across a watershed others go the other way.
        if (slope.x * own.x + slope.y * own.y <= 0) return;
        sum.x += weight * slope.x;
        sum.y += weight * slope.y;
    };
    for (const std::int32_t other : graph.neighbour[static_cast<std::size_t>(cell)])
        add(other, aside_weight);
    // A little ahead rather than under the feet: the field is a raster, the walk is not.
    const std::int32_t next = lowest_beside(cell);
    add(next, 1);
    if (next != graph.none) add(lowest_beside(next), 1);
    const RouteSlope smooth = off_walls(cell, sum), sharp = off_walls(cell, own);
    if (leads_down(smooth)) return {smooth.x, smooth.y};
    if (leads_down(sharp)) return {sharp.x, sharp.y};
    const auto& around = graph.neighbour[static_cast<std::size_t>(cell)];
    if (next == around[0]) return {1, 0};
    if (next == around[1]) return {0, 1};
    if (next == around[2]) return {-1, 0};
    return next == around[3] ? std::array<float, 2>{0, -1} : std::array<float, 2>{0, 0};
}

}  // namespace firedrill
