// The places of a building where feet can stand, as shapes: floors, the site, and the flights and
// landings of stairs. From them the walk map makes cells and barriers. Knows no raster.
#pragma once

#include <vector>

#include "building/building.hpp"

namespace firedrill::walk {

// Feet climb no higher a step than this between two places [m]; two risers of a steep stair.
constexpr double step_m = 0.35;
// Nobody walks where something hangs lower than this above the floor [m].
constexpr double headroom_m = 1.9;
// A barrier begins to hinder above a threshold's height and ends at a head's [m].
constexpr double threshold_m = 0.3, head_m = 1.8;

struct StairPart {
    StairIndex stair;
    bool flight = false;
    Polygon outline;         // in plan
    Vec2 foot{0, 0};         // flight: middle of the lower edge
    Vec2 direction{1, 0};    // flight: unit vector upwards
    double width = 0;        // flight
    double length = 0;       // flight, in plan [m]
    double z = 0, rise = 0;  // height at the foot or of the landing; rise per metre in plan
    int level = 0;  // parts of one stair that lie above each other in plan have different levels

    double z_at(Vec2 at) const;  // clamped to the flight's ends
    double z_top() const { return z + rise * length; }
};

struct Places {
    const Building& building;
    StoreyIndex ground;  // the storey whose raster has the site; none without a site
    std::vector<StairPart> parts;

    bool on_floor(StoreyIndex storey, Vec2 at) const;  // inside the outline, in no void
    bool on_site(Vec2 at) const;                       // outside the ground storey's outline
    // Feet at height z could stand at `at`, on anything but `except`.
    bool standable(Vec2 at, double z, const StairPart* except = nullptr) const;
    // A stair takes this place of the storey's floor: it stands on it or hangs too low over it.
    bool under_stair(StoreyIndex storey, Vec2 at) const;
};

Places places_of(const Building& building);

}  // namespace firedrill::walk
