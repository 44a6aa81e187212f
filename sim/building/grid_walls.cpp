#include "building/grid_walls.hpp"

#include <glm/geometric.hpp>

#include "building/geometry.hpp"

namespace firedrill {

namespace {

// How far beyond half its thickness a wall still takes up another's loose end [m].
constexpr double end_slack_m = 0.03;

// Where the end `tip` of the line from `tail` meets a nearby wall's centre line, or `tip`.
Vec2 carried_on(Vec2 tail, Vec2 tip, const WallSegment& other) {
    const double reach = 0.5 * other.thickness + end_slack_m;
    if (distance_to_segment(tip, other.a, other.b) > reach) return tip;
    const Vec2 d = tip - tail, e = other.b - other.a;
    const double length = glm::length(d), other_length = glm::length(e);
    const double sine = cross(d, e) / (length * other_length);
    if (std::abs(sine) < 0.2) {
        // Nearly in line: close a gap between the two ends.
        const Vec2 near =
            glm::distance(tip, other.a) < glm::distance(tip, other.b) ? other.a : other.b;
        const bool ahead = glm::dot(near - tip, d) > 0;
        return ahead && glm::distance(near, tip) < reach ? near : tip;
    }
    const double ahead = cross(other.a - tip, e) / cross(d, e) * length;
    if (ahead <= 0 || ahead > reach / std::abs(sine) + end_slack_m) return tip;
    return tip + d / length * ahead;
}

}  // namespace

std::vector<CentreLine> joined_centre_lines(const Building& building) {
    const auto& walls = building.walls;
    std::vector<CentreLine> lines(walls.size());
    for (std::size_t w = 0; w < walls.size(); ++w) {
        lines[w] = {walls[w].a, walls[w].b};
        for (std::size_t o = 0; o < walls.size(); ++o) {
            if (o == w || walls[o].storey != walls[w].storey) continue;
            if (lines[w].a == walls[w].a) {
                lines[w].a = carried_on(walls[w].b, walls[w].a, walls[o]);
            }
            if (lines[w].b == walls[w].b) {
                lines[w].b = carried_on(walls[w].a, walls[w].b, walls[o]);
            }
        }
    }
    return lines;
}

std::vector<FaceColumn> face_columns(const raster::Lattice& lattice, const CentreLine& line) {
    std::vector<FaceColumn> columns;
    const Vec2 a = lattice.scaled(line.a), b = lattice.scaled(line.b);
    const auto corner = [&](int i, int j) { return lattice.origin + lattice.h * Vec2(i, j); };

    const double south = std::min(a.y, b.y), north = std::max(a.y, b.y);
    for (int j = raster::first_centre_from(south, lattice.ny); j < lattice.ny && j + 0.5 < north;
         ++j) {
        const double x = a.x + (b.x - a.x) * (j + 0.5 - a.y) / (b.y - a.y);
        const int i = static_cast<int>(std::floor(x + 0.5));
        if (i < 0 || i > lattice.nx) continue;
        columns.push_back({Axis::x, i, j, corner(i, j), corner(i, j + 1)});
    }
    const double west = std::min(a.x, b.x), east = std::max(a.x, b.x);
    for (int i = raster::first_centre_from(west, lattice.nx); i < lattice.nx && i + 0.5 < east;
         ++i) {
        const double y = a.y + (b.y - a.y) * (i + 0.5 - a.x) / (b.x - a.x);
        const int j = static_cast<int>(std::floor(y + 0.5));
        if (j < 0 || j > lattice.ny) continue;
        columns.push_back({Axis::y, i, j, corner(i, j), corner(i + 1, j)});
    }
    return columns;
}

}  // namespace firedrill
