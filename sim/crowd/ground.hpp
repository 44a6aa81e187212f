// Ground: what the loops over walkers read of the cell under each of them, side by side, so that a
// cell costs one access to memory and not six. Copied once from the WalkMap, Sight and DoorRules.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "building/walk_map.hpp"
#include "crowd/sight.hpp"

namespace firedrill::crowd {

struct alignas(16) GroundCell {
    std::uint32_t first_segment = 0;    // of WalkMap::segment_list
    std::int32_t sight_row = -1;        // of Sight; -1: nothing near
    std::uint16_t segments = 0;         // near it
    std::int16_t opening = -1;          // as WalkMap::opening
    std::uint8_t level = 0;             // as WalkMap::level
    Surface surface = Surface::none;    // as WalkMap::surface
    std::uint8_t cells_to_opening = 0;  // as DoorRules::cells_to_opening
};

// One per cell of the map, from what is known of it elsewhere.
inline std::vector<GroundCell> make_ground(const WalkMap& map, const Sight& sight,
                                           std::span<const std::uint8_t> cells_to_opening) {
    std::vector<GroundCell> ground(map.cells());
    for (std::size_t c = 0; c < map.cells(); ++c) {
        const auto cell = static_cast<std::int32_t>(c);
        GroundCell& g = ground[c];
        g.first_segment = static_cast<std::uint32_t>(map.segment_begin[c]);
        g.segments = static_cast<std::uint16_t>(std::min<std::size_t>(
            map.segments_near(cell).size(), std::numeric_limits<std::uint16_t>::max()));
        g.sight_row = sight.row_of(cell);
        g.opening = map.opening[c];
        g.level = map.level[c];
        g.surface = map.surface[c];
        g.cells_to_opening = cells_to_opening[c];
    }
    return ground;
}

}  // namespace firedrill::crowd
