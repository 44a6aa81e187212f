// WalkMap: where people can be: one raster layer per storey (the ground storey's includes the site)
// and one per stair (more where a stair winds over itself), joined at the edges where a flight
// meets a floor. Route fields are solved on its cells; bodies are kept off its segments exactly.
// Knows nothing of people.
//
// Cells of all layers stand one after another; layer l's cell (i,j) is layers[l].first + i + nx*j.
// Neighbours: 0 +x, 1 +y, 2 -x, 3 -y; a neighbour may lie in another layer (a stair's foot or
// head).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "building/building.hpp"

namespace firedrill {

enum class Surface : std::uint8_t { none, floor, stair, landing, outdoors };

struct WalkLayer {
    StoreyIndex storey;  // of a storey layer; none for a stair layer
    StairIndex stair;    // of a stair layer; none for a storey layer
    Vec2 origin{0, 0};   // corner of cell (0,0)
    int nx = 0, ny = 0;
    std::int32_t first = 0;  // index of its cell (0,0)
};

// A barrier for bodies: one side of a wall, an obstacle or a door leaf's closed line.
struct WalkSegment {
    Vec2 a{0, 0}, b{0, 0};
    std::int32_t layer = 0;
    OpeningIndex opening;  // barrier only while this opening is shut; none: always
};

struct WalkMap {
    double h = 0.2;
    std::vector<WalkLayer> layers;
    std::vector<Surface> surface;                        // per cell; none = nobody can stand there
    std::vector<float> z;                                // floor height at the cell's middle [m]
    std::vector<std::array<float, 2>> slope;             // dz/dx, dz/dy; 0 on floors
    std::vector<std::array<std::int32_t, 4>> neighbour;  // -1: none or blocked for ever
    std::vector<std::uint8_t> level;                     // see level_at(); small, for hot loops
    std::vector<float> z_of_level;
    std::vector<std::int16_t> room;     // RoomIndex or -1
    std::vector<std::int16_t> opening;  // cell under a door or hole: OpeningIndex, else -1
    std::vector<float>
        clearance;  // from the cell's middle to the nearest permanent barrier, 1 m at most [m]
    std::vector<WalkSegment> segments;
    // Segments near a cell (within 1 m): segment_list[segment_begin[c] … segment_begin[c+1]).
    std::vector<std::int32_t> segment_begin, segment_list;

    std::size_t cells() const { return surface.size(); }
    std::int32_t cell_at(std::int32_t layer, Vec2 at) const {  // -1 outside the raster
        if (layer < 0 || layer >= static_cast<std::int32_t>(layers.size())) return -1;
        const WalkLayer& l = layers[static_cast<std::size_t>(layer)];
        const double x = (at.x - l.origin.x) / h, y = (at.y - l.origin.y) / h;
        if (!(x >= 0) || !(y >= 0) || x >= l.nx || y >= l.ny) return -1;
        return l.first + static_cast<std::int32_t>(x) + l.nx * static_cast<std::int32_t>(y);
    }
    // Number of the height of a flat cell where somebody can stand, from 1; 0: another cell. Equal
    // numbers, equal heights: z_of_level[number].
    std::uint8_t level_at(std::int32_t cell) const { return level[static_cast<std::size_t>(cell)]; }
    std::int32_t layer_of_storey(StoreyIndex storey) const;
    std::int32_t layer_of_cell(std::int32_t cell) const;
    Vec2 centre(std::int32_t cell) const;
    // Height of the floor under a point of a layer (bilinear on stairs).
    double floor_z(std::int32_t layer, Vec2 at) const;
    // Where a body that moves from `from` to `to` (less than a cell apart) is now: the layer
    // changes when it steps over a stair's edge.
    std::int32_t layer_after(std::int32_t layer, Vec2 from, Vec2 to) const;
    std::span<const std::int32_t> segments_near(std::int32_t cell) const {
        const auto c = static_cast<std::size_t>(cell);
        const auto begin = static_cast<std::size_t>(segment_begin[c]);
        return {segment_list.data() + begin,
                static_cast<std::size_t>(segment_begin[c + 1]) - begin};
    }
};

// `cell_m` [0.1 … 0.25]: raster of route fields; barriers are exact at any value.
WalkMap make_walk_map(const Building& building, double cell_m = 0.2);

}  // namespace firedrill
