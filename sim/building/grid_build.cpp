#include "building/grid_build.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <map>
#include <utility>

#include "building/geometry.hpp"

namespace firedrill::grid_build {

namespace {

// A wall this near to the floor stands on it, this near to the ceiling reaches it [m].
constexpr double meets_slab_m = 0.05;
// Slivers of an opening smaller than this share of a face are given to its other faces: the
// pressure equation does not like them.
constexpr double least_share = 0.005;

// The heights between which a wall covers faces, in units of cells above the grid's bottom.
Vec2 heights_of(const Stage& stage, const WallSegment& wall) {
    const Storey& storey = stage.building.scenario.storeys[wall.storey.at()];
    const Level& level = stage.levels[wall.storey.at()];
    const Grid& grid = stage.grid;
    const auto scaled = [&](double z) { return (z + level.shift - grid.origin.z) / grid.h; };
    Vec2 z{scaled(wall.z0), scaled(wall.z1)};
    if (std::abs(wall.z0 - storey.elevation) < meets_slab_m) z.x = level.floor;
    const double underside = storey.elevation + storey.height;
    if (wall.z1 > underside - meets_slab_m && wall.z1 < level.ceiling_z + meets_slab_m) {
        z.y = level.ceiling;
    }
    return {std::clamp(z.x, 0.0, static_cast<double>(grid.nz)),
            std::clamp(z.y, 0.0, static_cast<double>(grid.nz))};
}

// Heights of a face that walls cover only partly, to be united when all walls are in.
struct PartlyCovered {
    std::vector<Vec2> pieces;  // from, to [0 … 1]
};

double covered(std::vector<Vec2> pieces) {
    std::sort(pieces.begin(), pieces.end(), [](Vec2 a, Vec2 b) { return a.x < b.x; });
    double sum = 0, reached = 0;
    for (const Vec2 piece : pieces) {
        const double from = std::max(piece.x, reached);
        if (piece.y > from) {
            sum += piece.y - from;
            reached = piece.y;
        }
    }
    return sum;
}

}  // namespace

void close_walls(Stage& stage) {
    Grid& grid = stage.grid;
    const auto& walls = stage.building.walls;
    stage.lines = joined_centre_lines(stage.building);
    stage.columns.resize(walls.size());
    std::map<std::pair<Axis, std::size_t>, PartlyCovered> partly;
    for (std::size_t w = 0; w < walls.size(); ++w) {
        stage.columns[w] = face_columns(stage.lattice, stage.lines[w]);
        const Vec2 z = heights_of(stage, walls[w]);
        const auto material =
            static_cast<std::uint8_t>(walls[w].material ? walls[w].material.at() + 1
                                                        : material_number(stage.building, "brick"));
        for (const FaceColumn& column : stage.columns[w]) {
            auto& open = open_of(grid, column.axis);
            auto& materials = material_of(grid, column.axis);
            for (int k = static_cast<int>(z.x); k < grid.nz && k < z.y; ++k) {
                const Vec2 piece{std::max(z.x - k, 0.0), std::min(z.y - k, 1.0)};
                if (piece.y - piece.x < 1e-6) continue;
                const std::size_t face = face_of(grid, column, k);
                if (piece.y - piece.x > 1 - 1e-6) {
                    open[face] = 0.0f;
                    materials[face] = material;
                } else {
                    partly[{column.axis, face}].pieces.push_back(piece);
                    if (materials[face] == 0) materials[face] = material;
                }
            }
        }
    }
    for (const auto& [where, part] : partly) {
        float& open = open_of(grid, where.first)[where.second];
        const double share = 1 - covered(part.pieces);
        open = std::min(open, share < 1e-6 ? 0.0f : static_cast<float>(share));
    }
}

void close_slabs(Stage& stage) {
    Grid& grid = stage.grid;
    const auto& storeys = stage.building.scenario.storeys;
    const raster::Lattice& lattice = stage.lattice;
    const std::size_t plane = static_cast<std::size_t>(grid.nx) * grid.ny;
    const auto column = [&](int i, int j) {
        return static_cast<std::size_t>(i) + static_cast<std::size_t>(grid.nx) * j;
    };
    const auto outlines = [&](std::size_t s) {
        std::vector<std::uint8_t> cells(plane, 0);
        raster::for_cells_in(lattice, storeys[s].outline,
                             [&](int i, int j) { cells[column(i, j)] = 1; });
        return cells;
    };
    // Under and over the body of walls there is slab, so that an outline or a void drawn to a
    // wall's face, and not to the plane the wall has snapped to, leaves no slit.
    const auto add_walls = [&](std::vector<std::uint8_t>& cells, std::size_t s, bool above) {
        for (const WallSegment& wall : stage.building.walls) {
            if (wall.storey.at() != s) continue;
            const Vec2 z = heights_of(stage, wall);
            const Level& level = stage.levels[s];
            if (above ? z.y < level.ceiling : z.x > level.floor) continue;
            const Vec2 d = wall.b - wall.a;
            const double length = glm::length(d);
            if (length <= 0) continue;
            raster::for_cells_in(lattice, 0.5 * (wall.a + wall.b), d / length,
                                 {0.5 * length, 0.5 * wall.thickness - 2e-6},
                                 [&](int i, int j) { cells[column(i, j)] = 1; });
        }
    };
    const auto close = [&](const std::vector<std::uint8_t>& cells, int k, std::uint8_t material) {
        if (k > grid.nz) return;
        for (std::size_t c = 0; c < plane; ++c) {
            if (cells[c] == 0) continue;
            grid.open_z[c + plane * static_cast<std::size_t>(k)] = 0.0f;
            grid.material_z[c + plane * static_cast<std::size_t>(k)] = material;
        }
    };

    std::vector<std::vector<std::uint8_t>> within;
    for (std::size_t s = 0; s < storeys.size(); ++s) within.push_back(outlines(s));

    for (std::size_t s = 0; s < storeys.size(); ++s) {
        std::vector<std::uint8_t> cells = within[s];
        const bool lowest = stage.levels[s].floor == 0;
        if (!lowest) {
            for (const Polygon& hole : storeys[s].voids) {
                raster::for_cells_in(lattice, hole, [&](int i, int j) { cells[column(i, j)] = 0; });
            }
            add_walls(cells, s, false);
            for (std::size_t t = 0; t < storeys.size(); ++t) {
                if (stage.levels[t].ceiling == stage.levels[s].floor) add_walls(cells, t, true);
            }
        }
        close(cells, stage.levels[s].floor,
              material_number(stage.building, storeys[s].slab, "concrete_slab"));
    }
    for (std::size_t s = 0; s < storeys.size(); ++s) {
        if (!storeys[s].roof) continue;
        std::vector<std::uint8_t> cells = within[s];
        add_walls(cells, s, true);
        for (std::size_t t = 0; t < storeys.size(); ++t) {
            if (stage.levels[t].floor != stage.levels[s].ceiling) continue;
            for (std::size_t c = 0; c < plane; ++c) {
                if (within[t][c] != 0) cells[c] = 0;
            }
        }
        close(cells, stage.levels[s].ceiling,
              material_number(stage.building, storeys[s].slab, "concrete_slab"));
    }
}

void fill_earth(Stage& stage) {
    Grid& grid = stage.grid;
    const Scenario& scenario = stage.building.scenario;
    const double ground = scenario.site ? scenario.site->elevation : 0.0;
    const int surface =
        std::min(grid.nz, static_cast<int>(std::floor((ground - grid.origin.z) / grid.h + 0.5)));
    const std::size_t plane = static_cast<std::size_t>(grid.nx) * grid.ny;
    for (int k = 0; k < surface; ++k) {
        std::uint8_t* layer = grid.solid.data() + plane * static_cast<std::size_t>(k);
        std::fill_n(layer, plane, std::uint8_t{1});
        for (std::size_t s = 0; s < stage.levels.size(); ++s) {
            if (k < stage.levels[s].floor || k >= stage.levels[s].ceiling) continue;
            raster::for_cells_in(stage.lattice, scenario.storeys[s].outline, [&](int i, int j) {
                layer[static_cast<std::size_t>(i) + static_cast<std::size_t>(grid.nx) * j] = 0;
            });
        }
    }
}

void fill_obstacles(Stage& stage) {
    Grid& grid = stage.grid;
    const Building& building = stage.building;
    for (const Thing& thing : building.things) {
        if (thing.item < 0 || !building.items[static_cast<std::size_t>(thing.item)].blocks_flow) {
            continue;
        }
        const double shift = thing.storey ? stage.levels[thing.storey.at()].shift : 0.0;
        const double middle = (thing.centre.z + shift - grid.origin.z) / grid.h;
        const double half = 0.5 * thing.size.z / grid.h;
        const int low = raster::first_centre_from(middle - half - 1e-6, grid.nz);
        const int high = raster::first_centre_from(middle + half - 1e-6, grid.nz);
        const Vec2 along{std::cos(thing.rotation_rad), std::sin(thing.rotation_rad)};
        raster::for_cells_in(stage.lattice, {thing.centre.x, thing.centre.y}, along,
                             {0.5 * thing.size.x, 0.5 * thing.size.y}, [&](int i, int j) {
                                 for (int k = low; k < high; ++k)
                                     grid.solid[grid.cell(i, j, k)] = 1;
                             });
    }
}

void close_solids(Stage& stage) {
    Grid& grid = stage.grid;
    const std::uint8_t skin = material_number(stage.building, "fibre_board", "plywood");
    const auto close = [&](std::vector<float>& open, std::vector<std::uint8_t>& material,
                           std::size_t face) {
        open[face] = 0.0f;
        if (material[face] == 0) material[face] = skin;
    };
    for (int k = 0; k < grid.nz; ++k) {
        for (int j = 0; j < grid.ny; ++j) {
            for (int i = 0; i < grid.nx; ++i) {
                if (grid.solid[grid.cell(i, j, k)] == 0) continue;
                close(grid.open_x, grid.material_x, grid.face_x(i, j, k));
                close(grid.open_x, grid.material_x, grid.face_x(i + 1, j, k));
                close(grid.open_y, grid.material_y, grid.face_y(i, j, k));
                close(grid.open_y, grid.material_y, grid.face_y(i, j + 1, k));
                close(grid.open_z, grid.material_z, grid.face_z(i, j, k));
                close(grid.open_z, grid.material_z, grid.face_z(i, j, k + 1));
            }
        }
    }
}

void name_rooms(Stage& stage) {
    Grid& grid = stage.grid;
    const auto& rooms = stage.building.scenario.rooms;
    for (std::size_t r = 0; r < rooms.size(); ++r) {
        const StoreyIndex storey = stage.building.storey(rooms[r].storey);
        if (!storey) continue;
        const Level& level = stage.levels[storey.at()];
        raster::for_cells_in(stage.lattice, rooms[r].polygon, [&](int i, int j) {
            for (int k = level.floor; k < level.ceiling && k < grid.nz; ++k) {
                std::int16_t& room = grid.room[grid.cell(i, j, k)];
                if (room < 0) room = static_cast<std::int16_t>(r);
            }
        });
    }
}

namespace {

bool beside_solid(const Grid& grid, const FaceColumn& column, int k) {
    const auto solid = [&](int i, int j) {
        return i >= 0 && j >= 0 && i < grid.nx && j < grid.ny &&
               grid.solid[grid.cell(i, j, k)] != 0;
    };
    return solid(column.i, column.j) ||
           (column.axis == Axis::x ? solid(column.i - 1, column.j) : solid(column.i, column.j - 1));
}

// Shares so that they sum to `wanted` faces with none above what its face has left.
void scale_shares(std::vector<OpeningFace>& faces, double wanted) {
    for (int round = 0; round < 8; ++round) {
        double free = 0, full = 0;
        for (const OpeningFace& face : faces) {
            (face.open_share + face.shut_share >= 1.0f ? full : free) += face.open_share;
        }
        if (free <= 0 || wanted <= full) return;
        const double factor = (wanted - full) / free;
        if (std::abs(factor - 1) < 1e-7) return;
        for (OpeningFace& face : faces) {
            if (face.open_share + face.shut_share >= 1.0f) continue;
            face.open_share =
                std::min(static_cast<float>(face.open_share * factor), 1.0f - face.shut_share);
        }
    }
}

struct OpeningShares {
    std::vector<OpeningFace> faces;
    double free = 0, lost = 0;  // sums of shares; lost: to solid cells before the opening
};

// The faces of an opening: of the columns its wall closes, those between its sides; of an oblique
// wall's staircase the steps, seen along the wall, lie side by side, so the same holds for them.
OpeningShares shares_of(const Stage& stage, const OpeningPlace& place) {
    const Grid& grid = stage.grid;
    const auto& walls = stage.building.walls;
    const Level& level = stage.levels[place.storey.at()];
    const double bottom = (place.z0 + level.shift - grid.origin.z) / grid.h;
    const double top = bottom + (place.z1 - place.z0) / grid.h;
    const double low = std::max<double>(bottom, level.floor);
    const double high = std::min<double>(top, level.ceiling);

    OpeningShares shares;
    for (std::size_t w = 0; w < walls.size(); ++w) {
        if (walls[w].wall != place.wall || walls[w].storey != place.storey) continue;
        const Vec2 d = glm::normalize(walls[w].b - walls[w].a);
        if (std::abs(cross(d, place.along)) > 0.02) continue;
        if (std::abs(cross(d, place.centre - walls[w].a)) > 0.1) continue;
        for (const FaceColumn& column : stage.columns[w]) {
            const double a = glm::dot(column.a - place.centre, place.along);
            const double b = glm::dot(column.b - place.centre, place.along);
            const double from = std::min(a, b), to = std::max(a, b);
            const double width =
                std::min(to, 0.5 * place.width) - std::max(from, -0.5 * place.width);
            if (width <= 0) continue;
            for (int k = static_cast<int>(low); k < grid.nz && k < high; ++k) {
                const double height = std::min<double>(high, k + 1) - std::max<double>(low, k);
                const double share = width / (to - from) * height;
                if (share < least_share) continue;
                if (beside_solid(grid, column, k)) {
                    shares.lost += share;
                    continue;
                }
                shares.free += share;
                const std::size_t face = face_of(grid, column, k);
                const float shut = column.axis == Axis::x ? grid.open_x[face] : grid.open_y[face];
                shares.faces.push_back({column.axis, static_cast<std::int32_t>(face),
                                        std::min(static_cast<float>(share), 1.0f - shut), shut,
                                        -1});
            }
        }
    }
    return shares;
}

}  // namespace

void cut_openings(Stage& stage) {
    Grid& grid = stage.grid;
    const Building& building = stage.building;
    const std::size_t count = building.openings.size();
    grid.opening_faces.resize(count);
    grid.opening_fraction.assign(count, 0.0f);
    grid.opening_fixed.assign(count, 0);
    // Which openings have a part in a face, and where it stands in their lists.
    std::map<std::pair<Axis, std::int32_t>, std::vector<std::pair<std::size_t, std::size_t>>> parts;
    for (std::size_t o = 0; o < count; ++o) {
        const OpeningPlace& place = building.openings[o];
        const Opening& opening = building.scenario.openings[o];
        if (!place.storey) continue;
        auto& faces = grid.opening_faces[o];
        OpeningShares shares = shares_of(stage, place);
        faces = std::move(shares.faces);
        // What stands before the opening takes its part of the area away.
        const double area = place.width * (place.z1 - place.z0) / (grid.h * grid.h);
        if (!faces.empty()) scale_shares(faces, area * shares.free / (shares.free + shares.lost));
        grid.opening_fixed[o] = opening.kind == OpeningKind::hole ? 1 : 0;
        const std::uint8_t leaf = material_number(
            building, opening.material, opening.kind == OpeningKind::window ? "glass" : "plywood");
        for (std::size_t n = 0; n < faces.size(); ++n) {
            if (opening.kind != OpeningKind::hole && faces[n].open_share >= 0.5f) {
                material_of(grid, faces[n].axis)[static_cast<std::size_t>(faces[n].face)] = leaf;
            }
            parts[{faces[n].axis, faces[n].face}].emplace_back(o, n);
        }
    }
    for (const auto& [face, owners] : parts) {
        if (owners.size() < 2) continue;
        const auto first = static_cast<std::int32_t>(grid.shared.size());
        for (const auto& [o, n] : owners) {
            grid.opening_faces[o][n].shared = first;
            grid.shared.push_back({OpeningIndex(o), grid.opening_faces[o][n].open_share, false});
        }
        grid.shared.back().last = true;
    }
    for (std::size_t o = 0; o < count; ++o) {
        set_opening(grid, OpeningIndex(o),
                    building.scenario.openings[o].state == OpeningState::open ? 1.0 : 0.0);
    }
}

}  // namespace firedrill::grid_build
