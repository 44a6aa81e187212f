// Lining: the burning surfaces of walls and ceilings, cut into tiles of some 0.6 m that catch fire
// one by one. Reads the building; knows no fire.
#pragma once

#include <string>
#include <vector>

#include "building/building.hpp"

namespace firedrill {

struct LiningTile {
    Vec3 centre{0, 0, 0}, half{0.3, 0.3, 0.3};
    Vec3 normal{0, 0, 1};                   // into the room
    std::int32_t column = 0;                // tiles of a wall above each other share one
    std::int32_t beside[3] = {-1, -1, -1};  // tiles from which fire creeps: left, right, above
    double area_m2 = 0.36;
};
// One side of a wall, or the ceiling of a room.
struct LiningSurface {
    std::string id;  // of the wall with "/left" or "/right" (as the wall runs), or of the room with
                     // "/ceiling"
    std::size_t material = 0;  // into Building::materials
    std::int32_t columns = 1;
    std::vector<LiningTile> tiles;
};

// All surfaces whose material has a lining. `cell_m`: tiles lie half a cell off the wall, where the
// grid has air.
std::vector<LiningSurface> lining_surfaces(const Building& building, double cell_m);

// Heat release of a tile: to the peak in 10 s, held until 70 % of its heat is spent, then falling
// in a line (EN 1991-1-2, annex E, for the shares).
HrrCurve lining_curve(const Lining& lining, double area_m2);

}  // namespace firedrill
