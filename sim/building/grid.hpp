// Grid: the building as cubic cells and their faces. Cells are x fastest: cell (i,j,k) is at
// i + nx*(j + ny*k). Walls, slabs and door leaves are thin and live on faces; only furnishings that
// fill whole cells make cells solid. A face carries the open share of its area, so that a door's or
// window's area is kept (to within 2 %) at any cell size. The domain reaches `margin_m` beyond the
// building on all sides but the ground; its outer faces are open to the atmosphere except the
// ground, which is closed. Knows nothing of gas, fire or people.
//
// What becomes of the building:
// - a wall closes the faces nearest to its centre line, so that every path from cell to cell that
//   crosses the centre line is cut (oblique walls become watertight staircases of faces); where it
//   does not cover the height of a face, the rest of the face stays open;
// - slabs are thin and lie at the elevation of their floor; walls that reach the underside of the
//   slab are carried on to it; a storey's levels snap to the nearest plane of faces;
// - stairs' flights are left out: treads with open risers hinder the flow little, and the void of
//   the slab above them carries the smoke;
// - ground outside the building is closed but has no material (adiabatic); below ground level, what
//   is not part of a storey is solid.
//
//        open_x(i,j,k): face between cells (i-1,j,k) and (i,j,k),  i in 0…nx      +--------+
//        open_y, open_z likewise                                          open_x ->| cell  |<-
//        open_x(i+1)
//                                                                                 +--------+
#pragma once

#include <cstdint>
#include <span>
#include <string>
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
    std::int32_t face;         // index into the axis' face array
    float open_share;          // that the opening adds when fully open (0 … 1]
    float shut_share = 0;      // that is open whatever the openings do (above a low wall)
    std::int32_t shared = -1;  // first of its entries in Grid::shared where several openings meet
};

// An opening's part in a face that belongs to several openings (windows side by side).
struct SharedFace {
    OpeningIndex opening;
    float open_share = 0;
    bool last = false;  // of the face's entries
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
    std::vector<float> opening_fraction;      // current open fraction per opening [0 … 1]
    std::vector<std::uint8_t> opening_fixed;  // per opening: 1 = a hole, always open
    std::vector<SharedFace> shared;           // see OpeningFace::shared
    // Smoke vents stand behind the scenario's openings in the lists above, shut at first: number of
    // the first of them, and per fixture its vent's number (-1: none, or in no roof or outer wall).
    std::size_t first_vent = static_cast<std::size_t>(-1);
    std::vector<std::int32_t> vent_opening;
    // Per storey: the planes of faces (index k) of its floor and of the slab or roof above it.
    std::vector<std::int32_t> floor_plane, ceiling_plane;

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

// Throws LoadError where the building has no storey, more than 254 materials or needs more cells
// than memory can hold. `language` is that of the message.
Grid make_grid(const Building& building, const GridSettings& settings,
               Language language = Language::zh);

// Opens an opening to `fraction` [0 … 1] of its area: rewrites the shares of its faces in place.
// Costs its faces only; does not allocate. A hole stays open.
void set_opening(Grid& grid, OpeningIndex opening, double fraction);

// Open area now, as the grid has it [m2].
double open_area(const Grid& grid, OpeningIndex opening);

// Which connected region of fluid each cell belongs to (-1: solid), numbered from 0 in the order of
// cells; cells are connected where the face between them is open at all. Outdoors is region
// `of_cell` of any cell at the rim.
struct FluidRegions {
    std::vector<std::int32_t> of_cell;
    std::vector<std::int64_t> cells;  // per region
};
FluidRegions fluid_regions(const Grid& grid);

// "246 x 76 x 60 cells of 0.20 m (1.1 million), 3.2 % solid, …" for logs.
std::string describe(const Grid& grid);

// The layer of cells `k` as text, one line per row from north to south: walls as | and -, openings
// as : and ~ (open now) or ! and = (shut), # solid, letters for rooms.
std::string plan_text(const Grid& grid, int k);

}  // namespace firedrill
