#include "fire/fuel/lining.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "building/geometry.hpp"

namespace firedrill {
namespace {

constexpr double tile_m = 0.6;
constexpr double catches_s = 10;  // a tile burns over its whole face after about this

std::int32_t pieces(double length) {
    return std::max(1, static_cast<std::int32_t>(std::lround(length / tile_m)));
}

bool in_opening(const Scenario& scenario, const Wall& wall, Vec2 at, double z) {
    return std::any_of(scenario.openings.begin(), scenario.openings.end(),
                       [&](const Opening& opening) {
                           return opening.storey == wall.storey &&
                                  glm::length(opening.at - at) < 0.5 * opening.width &&
                                  z > opening.sill && z < opening.sill + opening.height;
                       });
}

void wall_side(const Building& building, const Wall& wall, std::size_t material, bool left,
               double cell_m, std::vector<LiningSurface>& surfaces) {
    const Scenario& scenario = building.scenario;
    const StoreyIndex storey = building.storey(wall.storey);
    if (!storey) return;
    const double high = wall.height.value_or(scenario.storeys[storey.at()].height - wall.base);
    const std::int32_t rows = pieces(high);
    const double tall = high / rows;
    LiningSurface surface;
    surface.id = wall.id + (left ? "/left" : "/right");
    surface.material = material;
    std::int32_t column = 0;
    for (std::size_t p = 1; p < wall.points.size(); ++p) {
        const Vec2 a = wall.points[p - 1], b = wall.points[p];
        const double length = glm::length(b - a);
        if (length < 0.1) continue;
        const Vec2 along = (b - a) / length;
        const Vec2 normal = (left ? 1.0 : -1.0) * Vec2(-along.y, along.x);
        const double off = std::max(0.5 * wall.thickness, 0.5 * cell_m) + 0.5 * cell_m;
        const std::int32_t n = pieces(length);
        std::vector<std::int32_t> before(static_cast<std::size_t>(rows), -1);
        for (std::int32_t i = 0; i < n; ++i, ++column) {
            const Vec2 on = a + along * (length * (i + 0.5) / n);
            const Vec2 at = on + off * normal;
            if (!building.room_at(storey, at)) {
                std::fill(before.begin(), before.end(), -1);
                continue;
            }
            std::int32_t under = -1;
            for (std::int32_t r = 0; r < rows; ++r) {
                const double z = wall.base + tall * (r + 0.5);
                const auto row = static_cast<std::size_t>(r);
                if (in_opening(scenario, wall, on, z)) {
                    before[row] = under = -1;
                    continue;
                }
                LiningTile tile;
                tile.centre = Vec3(at, building.floor_z(storey) + z);
                const double wide = 0.5 * length / n;
                tile.half = {std::abs(along.x) * wide + 0.02, std::abs(along.y) * wide + 0.02,
                             0.5 * tall};
                tile.normal = Vec3(normal, 0);
                tile.column = column;
                tile.area_m2 = 2 * wide * tall;
                const auto number = static_cast<std::int32_t>(surface.tiles.size());
                if (before[row] >= 0) {
                    tile.beside[0] = before[row];
                    surface.tiles[static_cast<std::size_t>(before[row])].beside[1] = number;
                }
                if (under >= 0) surface.tiles[static_cast<std::size_t>(under)].beside[2] = number;
                surface.tiles.push_back(tile);
                before[row] = under = number;
            }
        }
    }
    surface.columns = column;
    if (!surface.tiles.empty()) surfaces.push_back(std::move(surface));
}

void ceiling(const Building& building, const Room& room, StoreyIndex storey, std::size_t material,
             double cell_m, std::vector<LiningSurface>& surfaces) {
    const double z =
        building.floor_z(storey) + building.scenario.storeys[storey.at()].height - 0.5 * cell_m;
    Vec2 low = room.polygon.front(), high = low;
    for (const Vec2 p : room.polygon) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    const std::int32_t nx = pieces(high.x - low.x), ny = pieces(high.y - low.y);
    const Vec2 size((high.x - low.x) / nx, (high.y - low.y) / ny);
    LiningSurface surface;
    surface.id = room.id + "/ceiling";
    surface.material = material;
    for (std::int32_t j = 0; j < ny; ++j)
        for (std::int32_t i = 0; i < nx; ++i) {
            const Vec2 at = low + Vec2((i + 0.5) * size.x, (j + 0.5) * size.y);
            if (!inside(room.polygon, at)) continue;
            LiningTile tile;
            tile.centre = Vec3(at, z);
            tile.half = {0.5 * size.x, 0.5 * size.y, 0.02};
            tile.normal = {0, 0, -1};
            tile.column = static_cast<std::int32_t>(surface.tiles.size());
            tile.area_m2 = size.x * size.y;
            surface.tiles.push_back(tile);
        }
    surface.columns = static_cast<std::int32_t>(surface.tiles.size());
    if (!surface.tiles.empty()) surfaces.push_back(std::move(surface));
}

}  // namespace

std::vector<LiningSurface> lining_surfaces(const Building& building, double cell_m) {
    std::vector<LiningSurface> surfaces;
    const Scenario& scenario = building.scenario;
    // Index of a material that burns; materials.size() where it does not.
    const auto burns = [&](const std::string& id) {
        for (std::size_t m = 0; m < building.materials.size(); ++m)
            if (building.materials[m].id == id)
                return building.materials[m].lining ? m : building.materials.size();
        return building.materials.size();
    };
    for (const Wall& wall : scenario.walls) {
        const std::size_t material = burns(wall.material);
        if (material == building.materials.size()) continue;
        wall_side(building, wall, material, true, cell_m, surfaces);
        wall_side(building, wall, material, false, cell_m, surfaces);
    }
    for (const Room& room : scenario.rooms) {
        const StoreyIndex storey = building.storey(room.storey);
        if (!storey || room.polygon.empty()) continue;
        // What lies over a storey is the slab of the next one, or its own as a roof.
        const std::size_t above = storey.at() + 1;
        const std::size_t material =
            burns(scenario.storeys[above < scenario.storeys.size() ? above : storey.at()].slab);
        if (material == building.materials.size()) continue;
        ceiling(building, room, storey, material, cell_m, surfaces);
    }
    return surfaces;
}

HrrCurve lining_curve(const Lining& lining, double area_m2) {
    constexpr double held_share = 0.7;
    const double peak = lining.peak_kw_m2 * area_m2, heat = 1000 * lining.energy_mj_m2 * area_m2;
    const double held = std::max(0.0, held_share * heat / peak - 0.5 * catches_s);
    const double left = heat - peak * (0.5 * catches_s + held);
    const double decay = std::max(1.0, 2 * left / peak);
    HrrCurve curve;
    curve.table = {
        {0, 0}, {catches_s, peak}, {catches_s + held + 0.01, peak}, {catches_s + held + decay, 0}};
    return curve;
}

}  // namespace firedrill
