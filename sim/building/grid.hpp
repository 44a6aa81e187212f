// Grid: the building as cubic cells and their faces. Cells are x fastest: cell (i,j,k) is at
// i + nx*(j + ny*k). Walls, slabs and door leaves are thin and live on faces; only furnishings that
// fill whole cells make cells solid. A face carries the open share of its area, so that a door's or
// window's area is kept (to within 2 %) at any cell size. The domain reaches `margin_m` beyond the
// building on all sides but the ground; its outer faces are open to the atmosphere except the
// ground, which is closed.
//
//        open_x(i,j,k): face between cells (i-1,j,k) and (i,j,k),  i in 0…nx      +--------+
//        open_y, open_z likewise                                          open_x ->| cell  |<-
//        open_x(i+1)
//                                                                                 +--------+
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "building/building.hpp"

namespace firedrill {

struct GridSettings {
    double cell_m = 0.2;  // edge of a cell [0.05 … 0.5]; larger loses doors, smaller costs h^-4
    double margin_m =
        1.0;  // outside air around the building [0.5 … 5]; too little disturbs the flow at openings
};

enum class Axis : std::uint8_t { x = 0, y = 1, z = 2 };

// One face that belongs to an opening, with the open share it has when the opening is fully open.
struct OpeningFace {
    Axis axis;
    std::int32_t face;  // index into the axis' face array
    float open_share;   // (0 … 1]
};

struct Grid {
    int nx = 0, ny = 0, nz = 0;
    double h = 0.2;
    Vec3 origin{0, 0, 0};  // corner of cell (0,0,0)

    std::vector<std::uint8_t> solid;  // nx*ny*nz
    // Open shares now [0 … 1]; sizes (nx+1)*ny*nz, nx*(ny+1)*nz, nx*ny*(nz+1), x fastest.
    std::vector<float> open_x, open_y, open_z;
    // MaterialIndex of the closed part + 1; 0 = no wall there. Same sizes.
    std::vector<std::uint8_t> material_x, material_y, material_z;
    std::vector<std::int16_t> room;                       // RoomIndex per cell; -1 outdoors or none
    std::vector<std::vector<OpeningFace>> opening_faces;  // per opening, over all operable kinds
    std::vector<float> opening_fraction;  // current open fraction per opening [0 … 1]

    std::size_t cells() const { return static_cast<std::size_t>(nx) * ny * nz; }
    std::size_t cell(int i, int j, int k) const {
        return static_cast<std::size_t>(i) +
               static_cast<std::size_t>(nx) * (j + static_cast<std::size_t>(ny) * k);
    }
    std::size_t face_x(int i, int j, int k) const {
        return static_cast<std::size_t>(i) +
               static_cast<std::size_t>(nx + 1) * (j + static_cast<std::size_t>(ny) * k);
    }
    std::size_t face_y(int i, int j, int k) const {
        return static_cast<std::size_t>(i) +
               static_cast<std::size_t>(nx) * (j + static_cast<std::size_t>(ny + 1) * k);
    }
    std::size_t face_z(int i, int j, int k) const {
        return static_cast<std::size_t>(i) +
               static_cast<std::size_t>(nx) * (j + static_cast<std::size_t>(ny) * k);
    }
    Vec3 centre(int i, int j, int k) const { return origin + h * Vec3(i + 0.5, j + 0.5, k + 0.5); }
    // The cell that holds `p`, clamped to the domain.
    Int3 cell_of(Vec3 p) const;
    bool contains(Vec3 p) const;
};

Grid make_grid(const Building& building, const GridSettings& settings);

// Opens an opening to `fraction` [0 … 1] of its area: rewrites the shares of its faces in place.
// Costs its faces only; does not allocate.
void set_opening(Grid& grid, OpeningIndex opening, double fraction);

// Open area now, as the grid has it [m2].
double open_area(const Grid& grid, OpeningIndex opening);

}  // namespace firedrill
