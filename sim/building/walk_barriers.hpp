// The lines that bodies cannot cross: walls without their doors, shut doors, furniture, the edges
// of floors, voids, landings and flights. Exact, whatever the raster.
#pragma once

#include <vector>

#include "building/walk_map.hpp"
#include "building/walk_parts.hpp"

namespace firedrill::walk {

// Which parts of `places` belong to which layer: part p's is part_layer[p].
std::vector<WalkSegment> barriers(const Places& places, const std::vector<WalkLayer>& layers,
                                  const std::vector<std::int32_t>& part_layer);

// A piece of a wall between its doors and holes, on the storeys where it hinders feet.
struct WallPiece {
    Vec2 a{0, 0}, b{0, 0};  // on the centre line
    double thickness = 0.2;
    double z0 = 0, z1 = 3;
};
std::vector<WallPiece> wall_pieces(const Building& building);

// Something between z0 and z1 hinders feet on a floor at `floor_z`.
bool hinders(double z0, double z1, double floor_z);

}  // namespace firedrill::walk
