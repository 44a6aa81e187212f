// Route fields: the walking cost from every cell of a WalkMap to a target, by fast marching
// (Sethian 1996) on the map's neighbour graph, over all storeys and stairs at once. Cost is
// distance [m] divided by the cell's ease, so that smoke, heat and tight passages count as longer
// ways.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "building/walk_map.hpp"

namespace firedrill {

inline constexpr float no_route = std::numeric_limits<float>::infinity();

class RouteSolver {
  public:
    explicit RouteSolver(const WalkMap& map);

    // Fills `cost` (one per cell, no_route where there is no way). `targets`: cells of cost 0.
    // `slowness`: per cell, >= 1 [cost per metre]; infinite = closed.
    void solve(std::span<const std::int32_t> targets, std::span<const float> slowness,
               std::vector<float>& cost);

  private:
    float arrival(std::int32_t cell, std::span<const float> slowness,
                  const std::vector<float>& cost) const;

    const WalkMap& map_;
    std::vector<std::pair<float, std::int32_t>> heap_;
    std::vector<std::uint8_t> accepted_;
};

// Unit vector of steepest descent at a cell; zero where there is none.
Vec2 descent(const WalkMap& map, const std::vector<float>& cost, std::int32_t cell);

// The neighbour with the lowest cost below the cell's own; -1 at a target or where there is no way.
std::int32_t next_cell(const WalkMap& map, const std::vector<float>& cost, std::int32_t cell);

}  // namespace firedrill
