// Sight: how far one can see along the floor from a cell before a wall or an edge, in sixteen
// directions. Computed once; doors count as open. Cells with nothing near see everything within
// `sight_reach_m` and take no memory.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "building/walk_map.hpp"

namespace firedrill::crowd {

inline constexpr int sight_directions = 16;
inline constexpr double sight_reach_m = 2.1;
inline constexpr double sight_unit_m = 0.05;

class Sight {
  public:
    explicit Sight(const WalkMap& map);

    // Distances in units of `sight_unit_m`, counter-clockwise from +x; null: nothing near.
    const std::array<std::uint8_t, sight_directions>* from(std::int32_t cell) const {
        return row(row_of(cell));
    }
    // The same in two steps, for who keeps the row of each cell: -1, nothing near.
    std::int32_t row_of(std::int32_t cell) const { return row_[static_cast<std::size_t>(cell)]; }
    const std::array<std::uint8_t, sight_directions>* row(std::int32_t row) const {
        return row < 0 ? nullptr : &distance_[static_cast<std::size_t>(row)];
    }
    // Whether a point (dx, dy) from the middle of a cell with this row is in sight.
    static bool sees(const std::array<std::uint8_t, sight_directions>& row, float dx, float dy,
                     float distance) {
        return distance <= static_cast<float>(sight_unit_m) *
                               row[static_cast<std::size_t>(direction_of(dx, dy))];
    }
    static int direction_of(float dx, float dy);  // nearest of the sixteen

  private:
    std::vector<std::int32_t> row_;
    std::vector<std::array<std::uint8_t, sight_directions>> distance_;
};

// Unit vectors of the sixteen directions.
const std::array<Vec2, sight_directions>& sight_vectors();

}  // namespace firedrill::crowd
