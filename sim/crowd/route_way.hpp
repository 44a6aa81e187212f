// WayFinder: from a solved route field the direction to walk at a cell, smoothed over the cells
// ahead and beside so that walkers do not zigzag on the raster, and kept off walls: one cell along
// it lies a cell of lower cost that can be reached. Reads values and costs, changes nothing.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "crowd/route_graph.hpp"

namespace firedrill {

// The gradient of the upwind scheme, downwards, of unit length; zero at a target and where there is
// no way.
struct RouteSlope {
    float x = 0, y = 0;
};

inline constexpr int slope_reach_cells = 1;  // a slope depends on values no farther away
inline constexpr int way_reach_cells = 2;    // a direction on slopes and values no farther away

struct WayFinder {
    const RouteGraph& graph;
    const RouteCosts& costs;
    std::span<const float> value;

    RouteSlope downhill(std::int32_t cell) const;
    // Unit vector; zero at a target and where there is no way. `slopes`: those of all cells, and
    // of `none`.
    std::array<float, 2> way(std::int32_t cell, std::span<const RouteSlope> slopes) const;

  private:
    std::int32_t lowest_beside(std::int32_t cell) const;
    std::int32_t beside(std::int32_t cell, std::size_t side) const;
    RouteSlope off_walls(std::int32_t cell, RouteSlope way) const;
    std::int32_t one_along(std::int32_t cell, RouteSlope way) const;
};

}  // namespace firedrill
