// Raster of plan shapes onto a lattice of square cells: which cells' middles lie inside a polygon
// or a turned rectangle. Shapes are moved by a hair first, so that an edge exactly through middles
// falls on the same side for every shape that shares the edge. Knows nothing of buildings.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "building/scenario.hpp"

namespace firedrill::raster {

// The hair [m]: small beside any cell, large beside rounding errors of coordinates; unequal, so
// that no diagonal keeps hitting middles either.
constexpr Vec2 hair_m{1.0e-6, 1.7e-6};

struct Lattice {
    Vec2 origin{0, 0};  // corner of cell (0,0)
    double h = 0.2;
    int nx = 0, ny = 0;

    Vec2 centre(int i, int j) const { return origin + h * Vec2(i + 0.5, j + 0.5); }
    // A point in units of cells from the origin, moved by the hair.
    Vec2 scaled(Vec2 p) const { return (p + hair_m - origin) / h; }
};

// First whole n with n + 0.5 >= u, between 0 and `most`.
inline int first_centre_from(double u, int most) {
    const double n = std::ceil(u - 0.5);
    return n <= 0 ? 0 : (n >= most ? most : static_cast<int>(n));
}

// Calls visit(i, j) for each cell whose middle is inside the polygon (even-odd rule), by scan
// lines, in the order of cells.
template <class Visit>
void for_cells_in(const Lattice& lattice, const Polygon& polygon, Visit&& visit) {
    if (polygon.size() < 3) return;
    double low = 1e300, high = -1e300;
    for (const Vec2 p : polygon) {
        const double v = lattice.scaled(p).y;
        low = v < low ? v : low;
        high = v > high ? v : high;
    }
    std::vector<double> crossings;
    for (int j = first_centre_from(low, lattice.ny); j < lattice.ny && j + 0.5 < high; ++j) {
        const double v = j + 0.5;
        crossings.clear();
        for (std::size_t n = 0; n < polygon.size(); ++n) {
            const Vec2 a = lattice.scaled(polygon[n]);
            const Vec2 b = lattice.scaled(polygon[(n + 1) % polygon.size()]);
            if ((a.y > v) == (b.y > v)) continue;
            crossings.push_back(a.x + (b.x - a.x) * (v - a.y) / (b.y - a.y));
        }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t n = 0; n + 1 < crossings.size(); n += 2) {
            const int end = first_centre_from(crossings[n + 1], lattice.nx);
            for (int i = first_centre_from(crossings[n], lattice.nx); i < end; ++i) visit(i, j);
        }
    }
}

// The same for the rectangle around `centre` with half sides `half` along `along` and across it.
template <class Visit>
void for_cells_in(const Lattice& lattice, Vec2 centre, Vec2 along, Vec2 half, Visit&& visit) {
    const Vec2 u = along * half.x, v = Vec2(-along.y, along.x) * half.y;
    for_cells_in(lattice, Polygon{centre - u - v, centre + u - v, centre + u + v, centre - u + v},
                 visit);
}

}  // namespace firedrill::raster
