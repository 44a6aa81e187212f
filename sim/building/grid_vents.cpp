// Smoke vents as openings of the grid, behind those of the scenario: faces of the roof over them,
// or of the outer wall they sit in.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "building/grid_build.hpp"

namespace firedrill::grid_build {
namespace {

constexpr double least_share = 0.05;  // of a face; slivers go to the vent's other faces

double overlap(double a0, double a1, double b0, double b1) {
    return std::max(0.0, std::min(a1, b1) - std::max(a0, b0));
}

// Makes the shares sum to the vent's area where the faces have room for it.
void keep_area(std::vector<OpeningFace>& faces, double wanted) {
    for (int round = 0; round < 8; ++round) {
        double sum = 0, free = 0;
        for (const OpeningFace& face : faces) {
            sum += face.open_share;
            if (face.open_share < 1.0f) free += face.open_share;
        }
        if (free <= 0 || std::abs(sum - wanted) < 1e-6 * wanted) return;
        const double factor = 1 + (wanted - sum) / free;
        for (OpeningFace& face : faces)
            if (face.open_share < 1.0f)
                face.open_share =
                    std::clamp(static_cast<float>(face.open_share * factor), 0.0f, 1.0f);
    }
}

std::vector<OpeningFace> roof_faces(const Stage& stage, const Level& level, Vec2 middle,
                                    Vec2 size) {
    const Grid& g = stage.grid;
    const Vec2 low = (middle - 0.5 * size - Vec2(g.origin.x, g.origin.y)) / g.h;
    const Vec2 high = low + size / g.h;
    const int k = level.ceiling;
    std::vector<OpeningFace> faces;
    for (int j = std::max(0, static_cast<int>(low.y)); j < g.ny && j < high.y; ++j)
        for (int i = std::max(0, static_cast<int>(low.x)); i < g.nx && i < high.x; ++i) {
            const double share =
                overlap(low.x, high.x, i, i + 1) * overlap(low.y, high.y, j, j + 1);
            const std::size_t face = g.face_z(i, j, k);
            if (share < least_share || g.open_z[face] > 0.0f || k < 1 || k >= g.nz) continue;
            if (g.room[g.cell(i, j, k - 1)] < 0 || g.room[g.cell(i, j, k)] >= 0) continue;
            if (g.solid[g.cell(i, j, k - 1)] != 0 || g.solid[g.cell(i, j, k)] != 0) continue;
            faces.push_back({Axis::z, static_cast<std::int32_t>(face),
                             std::min(static_cast<float>(share), 1.0f), 0, -1});
        }
    return faces;
}

std::vector<OpeningFace> wall_faces(const Stage& stage, Vec3 middle, Vec2 size) {
    const Grid& g = stage.grid;
    const Vec3 p = (middle - g.origin) / g.h;
    const int j0 = static_cast<int>(p.y), i0 = static_cast<int>(p.x), k0 = static_cast<int>(p.z);
    // The nearest wall between a room and the outdoors, in x or in y.
    const int reach = static_cast<int>(std::ceil(vent_near_wall_m / g.h));
    const auto outer = [&](Axis axis, int plane) {
        const int i = axis == Axis::x ? plane : i0, j = axis == Axis::y ? plane : j0;
        const int il = i - (axis == Axis::x ? 1 : 0), jl = j - (axis == Axis::y ? 1 : 0);
        if (il < 0 || jl < 0 || i >= g.nx || j >= g.ny || k0 < 0 || k0 >= g.nz) return false;
        const float open =
            axis == Axis::x ? g.open_x[g.face_x(i, j, k0)] : g.open_y[g.face_y(i, j, k0)];
        return open == 0.0f && (g.room[g.cell(i, j, k0)] < 0) != (g.room[g.cell(il, jl, k0)] < 0);
    };
    Axis axis = Axis::z;
    int plane = 0;
    double nearest = vent_near_wall_m / g.h;
    for (const Axis a : {Axis::x, Axis::y}) {
        const double at = a == Axis::x ? p.x : p.y;
        for (int n = static_cast<int>(at) - reach; n <= static_cast<int>(at) + reach + 1; ++n) {
            if (std::abs(n - at) >= nearest || !outer(a, n)) continue;
            nearest = std::abs(n - at);
            axis = a;
            plane = n;
        }
    }
    std::vector<OpeningFace> faces;
    if (axis == Axis::z) return faces;
    const double across = axis == Axis::x ? p.y : p.x;
    const double a0 = across - 0.5 * size.x / g.h, a1 = across + 0.5 * size.x / g.h;
    const double z0 = p.z - 0.5 * size.y / g.h, z1 = p.z + 0.5 * size.y / g.h;
    for (int k = std::max(0, static_cast<int>(z0)); k < g.nz && k < z1; ++k)
        for (int a = std::max(0, static_cast<int>(a0));
             a < (axis == Axis::x ? g.ny : g.nx) && a < a1; ++a) {
            const int i = axis == Axis::x ? plane : a, j = axis == Axis::x ? a : plane;
            const std::size_t low =
                g.cell(axis == Axis::x ? i - 1 : i, axis == Axis::y ? j - 1 : j, k);
            const std::size_t high = g.cell(i, j, k);
            const std::size_t face = axis == Axis::x ? g.face_x(i, j, k) : g.face_y(i, j, k);
            const float open = axis == Axis::x ? g.open_x[face] : g.open_y[face];
            const double share = overlap(a0, a1, a, a + 1) * overlap(z0, z1, k, k + 1);
            if (share < least_share || open > 0.0f) continue;
            if (g.solid[low] != 0 || g.solid[high] != 0) continue;
            faces.push_back({axis, static_cast<std::int32_t>(face),
                             std::min(static_cast<float>(share), 1.0f), 0, -1});
        }
    return faces;
}

}  // namespace

void cut_vents(Stage& stage) {
    Grid& grid = stage.grid;
    const Building& building = stage.building;
    grid.first_vent = grid.opening_faces.size();
    grid.vent_opening.assign(building.scenario.fixtures.size(), -1);
    for (std::size_t f = 0; f < building.scenario.fixtures.size(); ++f) {
        const Fixture& fixture = building.scenario.fixtures[f];
        const auto* vent = std::get_if<VentSpec>(&fixture.spec);
        const StoreyIndex storey = building.storey(fixture.storey);
        if (vent == nullptr || !storey) continue;
        const Level& level = stage.levels[storey.at()];
        const bool turned = std::abs(std::sin(fixture.facing * std::numbers::pi / 180)) > 0.71;
        const Vec2 size = turned ? Vec2(vent->size.y, vent->size.x) : vent->size;
        Vec3 middle = building.absolute(fixture.storey, fixture.at, fixture.z);
        middle.z += level.shift;
        const bool roof =
            fixture.z > building.scenario.storeys[storey.at()].height - vent_near_ceiling_m;
        std::vector<OpeningFace> faces = roof ? roof_faces(stage, level, fixture.at, size)
                                              : wall_faces(stage, middle, vent->size);
        if (faces.empty()) continue;
        keep_area(faces, vent->size.x * vent->size.y / (grid.h * grid.h));
        grid.vent_opening[f] = static_cast<std::int32_t>(grid.opening_faces.size());
        grid.opening_faces.push_back(std::move(faces));
        grid.opening_fraction.push_back(0.0f);
        grid.opening_fixed.push_back(0);
    }
}

}  // namespace firedrill::grid_build
