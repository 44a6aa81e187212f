// Walls on faces: which columns of upright faces a wall's centre line closes. A face stands between
// two neighbouring cells; it belongs to the wall where the line between the cells' middles crosses
// the centre line. Any path from cell to cell is made of such lines, so walls that touch leave no
// leak, at any angle:
//
//        . | . | .        .  middles of cells
//        --+   |          wall from lower left to upper right as a staircase of faces
//        .   . | .
#pragma once

#include <vector>

#include "building/building.hpp"
#include "building/grid.hpp"
#include "building/grid_raster.hpp"

namespace firedrill {

// A column of faces over all heights: x-faces between columns i-1 and i of row j, or y-faces
// between rows j-1 and j of column i. `a`, `b`: its ends in plan.
struct FaceColumn {
    Axis axis = Axis::x;
    int i = 0, j = 0;
    Vec2 a{0, 0}, b{0, 0};
};

// Centre lines with loose ends carried on to the wall they stop at (many drawings end a wall at the
// other's near face, half a thickness short of its centre line). Same order as building.walls.
struct CentreLine {
    Vec2 a{0, 0}, b{0, 0};
};
std::vector<CentreLine> joined_centre_lines(const Building& building);

// The columns that the line closes, inside the lattice or on its rim.
std::vector<FaceColumn> face_columns(const raster::Lattice& lattice, const CentreLine& line);

}  // namespace firedrill
