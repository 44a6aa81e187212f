#include "crowd/sight.hpp"

#include <algorithm>
#include <cmath>

#include "crowd/barriers.hpp"

namespace firedrill::crowd {
namespace {

constexpr float always_clear_m = 0.99f;  // WalkMap::clearance ends at 1 m

// Walks from cell to cell along a ray from the middle of `cell` (Amanatides & Woo 1987).
double look_over_cells(const WalkMap& map, std::int32_t cell, Vec2 way) {
    const double h = map.h;
    const double per_x = std::abs(way.x) > 1e-9 ? h / std::abs(way.x) : 1e9;
    const double per_y = std::abs(way.y) > 1e-9 ? h / std::abs(way.y) : 1e9;
    const std::size_t side_x = way.x > 0 ? 0 : 2, side_y = way.y > 0 ? 1 : 3;
    double next_x = 0.5 * per_x, next_y = 0.5 * per_y;
    std::int32_t at = cell;
    for (;;) {
        const bool along_x = next_x < next_y;
        const double distance = along_x ? next_x : next_y;
        if (distance >= sight_reach_m) return sight_reach_m;
        at = map.neighbour[static_cast<std::size_t>(at)][along_x ? side_x : side_y];
        if (at < 0) return distance;
        (along_x ? next_x : next_y) += along_x ? per_x : per_y;
    }
}

bool wall_between(const WalkMap& map, std::int32_t layer, std::int32_t cell, Vec2 from, Vec2 to) {
    for (const std::int32_t s : map.segments_near(cell)) {
        const WalkSegment& segment = map.segments[static_cast<std::size_t>(s)];
        if (!segment.opening && segment.layer == layer &&
            cross_each_other(from, to, segment.a, segment.b))
            return true;
    }
    return false;
}

// The same with exact walls. A cell that a wall half covers counts as wall in the raster, which
// would make a door of five half-covered cells as narrow as one of four: such cells are looked
// across, an edge of the floor is not.
double look_past_walls(const WalkMap& map, std::int32_t cell, Vec2 way) {
    constexpr double step_m = 0.05, widest_none_m = 0.35;
    const std::int32_t layer = map.layer_of_cell(cell);
    const Vec2 from = map.centre(cell);
    double floor_until = 0;
    std::int32_t at = cell;
    for (double distance = 0; distance < sight_reach_m; distance += step_m) {
        const Vec2 here = from + distance * way, next = from + (distance + step_m) * way;
        const std::int32_t next_cell = map.cell_at(layer, next);
        if (next_cell < 0) return floor_until;
        if (wall_between(map, layer, at, here, next) ||
            wall_between(map, layer, next_cell, here, next))
            return distance;
        at = next_cell;
        if (map.surface[static_cast<std::size_t>(at)] != Surface::none)
            floor_until = distance + step_m;
        else if (distance - floor_until > widest_none_m)
            return floor_until;
    }
    return sight_reach_m;
}

double look(const WalkMap& map, std::int32_t cell, Vec2 way) {
    const double over_cells = look_over_cells(map, cell, way);
    return over_cells < sight_reach_m ? std::max(over_cells, look_past_walls(map, cell, way))
                                      : over_cells;
}

}  // namespace

const std::array<Vec2, sight_directions>& sight_vectors() {
    static const std::array<Vec2, sight_directions> vectors = [] {
        std::array<Vec2, sight_directions> made;
        for (int d = 0; d < sight_directions; ++d) {
            const double angle = 2 * 3.14159265358979 * d / sight_directions;
            made[static_cast<std::size_t>(d)] = {std::cos(angle), std::sin(angle)};
        }
        return made;
    }();
    return vectors;
}

int Sight::direction_of(float dx, float dy) {
    // Within an octant the border between its two directions lies at 11.25 and 33.75 degrees.
    const float x = std::abs(dx), y = std::abs(dy);
    const float low = std::min(x, y), high = std::max(x, y);
    int step = low > 0.6681786f * high ? 2 : (low > 0.1989124f * high ? 1 : 0);
    if (y > x) step = 4 - step;  // 0 … 4 within the quadrant
    if (dx < 0) step = 8 - step;
    if (dy < 0) step = sight_directions - step;
    return step % sight_directions;
}

Sight::Sight(const WalkMap& map) : row_(map.cells(), -1) {
    for (std::size_t c = 0; c < map.cells(); ++c) {
        if (map.surface[c] == Surface::none || map.clearance[c] > always_clear_m) continue;
        row_[c] = static_cast<std::int32_t>(distance_.size());
        auto& row = distance_.emplace_back();
        for (int d = 0; d < sight_directions; ++d) {
            const double seen = look(map, static_cast<std::int32_t>(c),
                                     sight_vectors()[static_cast<std::size_t>(d)]);
            row[static_cast<std::size_t>(d)] =
                static_cast<std::uint8_t>(std::lround(seen / sight_unit_m));
        }
    }
}

}  // namespace firedrill::crowd
