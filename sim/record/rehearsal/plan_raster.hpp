// PlanRaster: each storey's plan as squares of half a metre, for maps of density and queues that a
// person reads. A point on a stair belongs to the storey it rises from. Knows the WalkMap, not who
// walks on it.
#pragma once

#include <cstdint>
#include <vector>

#include "building/walk_map.hpp"

namespace firedrill::rehearsal {

inline constexpr double raster_m = 0.5;         // side of a square
inline constexpr double raster_margin_m = 4.0;  // of ground shown around the storey's outline

struct StoreyRaster {
    StoreyIndex storey;
    double elevation_m = 0;
    Vec2 origin{0, 0};  // corner of square (0,0)
    int nx = 0, ny = 0;
    std::int32_t first = 0;  // index of its square (0,0); x fastest
};

struct PlanRaster {
    std::vector<StoreyRaster> storeys;  // order of the scenario, lowest first
    std::vector<float> walkable_m2;     // per square: floor one can stand on
    // Floor in the three by three squares around a square, at least `least_window_m2`; 0 where the
    // square itself has none.
    std::vector<float> window_m2;

    std::size_t squares() const { return walkable_m2.size(); }
    // The square under feet at this place; -1 outside all rasters.
    std::int32_t square_at(Vec2 at, double z) const;
    const StoreyRaster& storey_of(std::int32_t square) const;
    Vec2 centre(std::int32_t square) const;
};

// A window with less floor than this would make a crowd of one body in a corner.
inline constexpr double least_window_m2 = 1.0;

PlanRaster make_plan_raster(const Building& building, const WalkMap& map);

}  // namespace firedrill::rehearsal
