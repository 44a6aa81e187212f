// Size and place of the grid: planes of faces through as much of the building's walls as possible.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "building/geometry.hpp"
#include "building/grid_build.hpp"

namespace firedrill::grid_build {

namespace {

constexpr double nearly = 1e-6;  // [cells]
// Thickest slab, from the underside (elevation + height) to the next floor [m].
constexpr double thickest_slab_m = 0.8;

[[noreturn]] void refuse(const Building& building, Language language, const LocalText& what,
                         const LocalText& advice) {
    Problem problem;
    problem.place.file = building.scenario.file;
    problem.what = what.in(language);
    problem.advice = advice.in(language);
    throw LoadError(std::move(problem));
}

struct Box {
    Vec2 low{1e300, 1e300}, high{-1e300, -1e300};
    void add(Vec2 p) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    bool meets(const Box& o) const {
        return low.x < o.high.x && o.low.x < high.x && low.y < o.high.y && o.low.y < high.y;
    }
};

Box box_of(const Polygon& polygon) {
    Box box;
    for (const Vec2 p : polygon) box.add(p);
    return box;
}

// Where planes of faces should lie along one axis so that the walls across it move least when they
// snap: an offset in [0, h). Multiples of h win where nothing is gained by another.
double best_offset(const std::vector<Vec2>& planes_and_lengths, double h) {
    const auto cost = [&](double offset) {
        double sum = 0;
        for (const Vec2 plane : planes_and_lengths) {
            const double u = (plane.x - offset) / h;
            sum += plane.y * std::abs(u - std::floor(u + 0.5));
        }
        return sum;
    };
    double best = 0, least = cost(0), total = 0;
    for (const Vec2 plane : planes_and_lengths) total += plane.y;
    std::vector<double> tried;
    for (const Vec2 plane : planes_and_lengths) {
        const double offset = plane.x - std::floor(plane.x / h) * h;
        const auto same = [&](double o) { return std::abs(o - offset) < 1e-9; };
        if (std::any_of(tried.begin(), tried.end(), same)) continue;
        tried.push_back(offset);
        const double sum = cost(offset);
        if (sum < least - 1e-3 * total) {
            least = sum;
            best = offset;
        }
    }
    return best;
}

Vec2 best_offsets(const Building& building, double h) {
    std::vector<Vec2> across_x, across_y;
    for (const WallSegment& wall : building.walls) {
        const Vec2 d = wall.b - wall.a;
        if (std::abs(d.x) < 1e-6) across_x.emplace_back(wall.a.x, std::abs(d.y));
        if (std::abs(d.y) < 1e-6) across_y.emplace_back(wall.a.y, std::abs(d.x));
    }
    return {best_offset(across_x, h), best_offset(across_y, h)};
}

}  // namespace

void lay_out(Stage& stage, const GridSettings& settings, Language language) {
    const Building& building = stage.building;
    const auto& storeys = building.scenario.storeys;
    Grid& grid = stage.grid;
    if (storeys.empty()) {
        refuse(building, language, {"没有楼层", "no storey"},
               {"至少写一个 storey", "give at least one storey"});
    }
    if (building.materials.size() > 254) {
        refuse(building, language, {"材料多于 254 种", "more than 254 materials"},
               {"合并相近的材料", "merge similar materials"});
    }
    const double h = std::clamp(settings.cell_m, 0.02, 1.0);
    const double margin = std::max(settings.margin_m, h);
    grid.h = h;

    Box box;
    double bottom = 1e300;
    std::vector<Box> boxes;
    for (const Storey& storey : storeys) {
        boxes.push_back(box_of(storey.outline));
        for (const Vec2 p : storey.outline) box.add(p);
        bottom = std::min(bottom, storey.elevation);
    }
    const auto plane_of = [&](double z) {
        return static_cast<int>(std::floor((z - bottom) / h + 0.5 + nearly));
    };
    double top = bottom;
    for (std::size_t s = 0; s < storeys.size(); ++s) {
        Level level;
        const double underside = storeys[s].elevation + storeys[s].height;
        level.ceiling_z = underside;
        double next = 1e300;
        for (std::size_t t = 0; t < storeys.size(); ++t) {
            const double z = storeys[t].elevation;
            if (t != s && z > underside - 0.05 && z < underside + thickest_slab_m &&
                boxes[s].meets(boxes[t])) {
                next = std::min(next, z);
            }
        }
        if (next < 1e299) level.ceiling_z = next;
        level.floor = plane_of(storeys[s].elevation);
        level.ceiling = std::max(plane_of(level.ceiling_z), level.floor + 1);
        level.shift = bottom + level.floor * h - storeys[s].elevation;
        top = std::max(top, bottom + level.ceiling * h);
        stage.levels.push_back(level);
        grid.floor_plane.push_back(level.floor);
        grid.ceiling_plane.push_back(level.ceiling);
    }

    const Vec2 offset = best_offsets(building, h);
    const auto first = [&](double low, double shift) {
        return std::floor((low - margin - shift) / h + nearly) * h + shift;
    };
    const auto count = [&](double low, double high) {
        return std::max(1.0, std::ceil((high + margin - low) / h - nearly));
    };
    grid.origin = {first(box.low.x, offset.x), first(box.low.y, offset.y), bottom};
    const double nx = count(grid.origin.x, box.high.x), ny = count(grid.origin.y, box.high.y);
    const double nz = count(bottom, top);
    constexpr double most_cells = 400e6;  // face indices are 32 bits wide, memory about 40 B a cell
    if (!(nx * ny * nz < most_cells)) {
        refuse(building, language,
               {fmt::format("网格太大:{:.0f} x {:.0f} x {:.0f} 格", nx, ny, nz),
                fmt::format("the grid is too large: {:.0f} x {:.0f} x {:.0f} cells", nx, ny, nz)},
               {"用更大的格子,并检查楼层轮廓的单位(米)",
                "use larger cells, and check that the outlines are in metres"});
    }
    grid.nx = static_cast<int>(nx);
    grid.ny = static_cast<int>(ny);
    grid.nz = static_cast<int>(nz);
    stage.lattice = {{grid.origin.x, grid.origin.y}, h, grid.nx, grid.ny};

    const std::size_t x = grid.nx, y = grid.ny, z = grid.nz;
    grid.solid.assign(grid.cells(), 0);
    grid.room.assign(grid.cells(), -1);
    grid.open_x.assign((x + 1) * y * z, 1.0f);
    grid.open_y.assign(x * (y + 1) * z, 1.0f);
    grid.open_z.assign(x * y * (z + 1), 1.0f);
    grid.material_x.assign(grid.open_x.size(), 0);
    grid.material_y.assign(grid.open_y.size(), 0);
    grid.material_z.assign(grid.open_z.size(), 0);
    std::fill_n(grid.open_z.begin(), x * y, 0.0f);  // the ground
}

std::vector<float>& open_of(Grid& grid, Axis axis) {
    return axis == Axis::x ? grid.open_x : (axis == Axis::y ? grid.open_y : grid.open_z);
}

std::vector<std::uint8_t>& material_of(Grid& grid, Axis axis) {
    return axis == Axis::x ? grid.material_x
                           : (axis == Axis::y ? grid.material_y : grid.material_z);
}

std::size_t face_of(const Grid& grid, const FaceColumn& column, int k) {
    return column.axis == Axis::x ? grid.face_x(column.i, column.j, k)
                                  : grid.face_y(column.i, column.j, k);
}

std::uint8_t material_number(const Building& building, const std::string& id,
                             const std::string& otherwise) {
    for (const std::string& name : {id, otherwise}) {
        for (std::size_t m = 0; m < building.materials.size(); ++m) {
            if (building.materials[m].id == name) return static_cast<std::uint8_t>(m + 1);
        }
    }
    return building.materials.empty() ? 0 : 1;
}

}  // namespace firedrill::grid_build
