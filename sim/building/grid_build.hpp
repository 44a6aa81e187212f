// The stages that make a Grid, each from plain data and each on its own: levels, walls, slabs,
// earth, obstacles, rooms, openings. make_grid calls them in this order. They know the building and
// the half-made grid, nothing of its use.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "building/grid.hpp"
#include "building/grid_walls.hpp"

namespace firedrill::grid_build {

// Where a storey lies between the planes of faces.
struct Level {
    int floor = 0, ceiling = 0;  // planes
    double ceiling_z = 0;        // of the slab or roof above, before snapping [m]
    double shift = 0;            // from the storey's own height to its plane's [m]
};

struct Stage {
    const Building& building;
    Grid& grid;
    raster::Lattice lattice;  // the grid in plan
    std::vector<Level> levels;
    std::vector<CentreLine> lines;                 // per wall segment
    std::vector<std::vector<FaceColumn>> columns;  // per wall segment
};

// Size and place of the grid and the storeys' planes.
void lay_out(Stage& stage, const GridSettings& settings, Language language);
void close_walls(Stage& stage);
void close_slabs(Stage& stage);
void fill_earth(Stage& stage);
void fill_obstacles(Stage& stage);
void name_rooms(Stage& stage);
void cut_openings(Stage& stage);
// Smoke vents, after the openings: in the roof where their middle is near the ceiling or above it,
// else in the nearest wall to the outdoors.
void cut_vents(Stage& stage);
constexpr double vent_near_ceiling_m = 0.3, vent_near_wall_m = 0.6;
// No flow between solid and fluid.
void close_solids(Stage& stage);

std::vector<float>& open_of(Grid& grid, Axis axis);
std::vector<std::uint8_t>& material_of(Grid& grid, Axis axis);
std::size_t face_of(const Grid& grid, const FaceColumn& column, int k);
// Number of a material as faces carry it (index + 1); that of `otherwise` where `id` is unknown.
std::uint8_t material_number(const Building& building, const std::string& id,
                             const std::string& otherwise = {});

}  // namespace firedrill::grid_build
