// Grids made by hand for tests: a box of air whose outer faces are open or closed, walls across it,
// and openings in them.
#pragma once

#include "building/grid.hpp"

namespace firedrill {

inline std::vector<float>& shares(Grid& grid, Axis axis) {
    return axis == Axis::x ? grid.open_x : (axis == Axis::y ? grid.open_y : grid.open_z);
}
inline std::size_t face_index(const Grid& grid, Axis axis, int i, int j, int k) {
    return axis == Axis::x ? grid.face_x(i, j, k)
                           : (axis == Axis::y ? grid.face_y(i, j, k) : grid.face_z(i, j, k));
}

// `open`: the sides and the top are open to the atmosphere; the ground is closed.
inline Grid box_grid(int nx, int ny, int nz, double h, bool open) {
    Grid g;
    g.nx = nx;
    g.ny = ny;
    g.nz = nz;
    g.h = h;
    g.solid.assign(g.cells(), 0);
    g.room.assign(g.cells(), -1);
    g.open_x.assign(static_cast<std::size_t>(nx + 1) * ny * nz, 1.0f);
    g.open_y.assign(static_cast<std::size_t>(nx) * (ny + 1) * nz, 1.0f);
    g.open_z.assign(static_cast<std::size_t>(nx) * ny * (nz + 1), 1.0f);
    g.material_x.assign(g.open_x.size(), 0);
    g.material_y.assign(g.open_y.size(), 0);
    g.material_z.assign(g.open_z.size(), 0);
    const float outer = open ? 1.0f : 0.0f;
    for (int k = 0; k < nz; ++k)
        for (int j = 0; j < ny; ++j)
            g.open_x[g.face_x(0, j, k)] = g.open_x[g.face_x(nx, j, k)] = outer;
    for (int k = 0; k < nz; ++k)
        for (int i = 0; i < nx; ++i)
            g.open_y[g.face_y(i, 0, k)] = g.open_y[g.face_y(i, ny, k)] = outer;
    for (int j = 0; j < ny; ++j)
        for (int i = 0; i < nx; ++i) {
            g.open_z[g.face_z(i, j, 0)] = 0.0f;
            g.open_z[g.face_z(i, j, nz)] = outer;
        }
    return g;
}

// Closes the faces of `axis` at index `at` over [a0,a1) x [b0,b1) of the other two axes (in the
// order x, y, z) and gives them a material.
inline void wall(Grid& g, Axis axis, int at, int a0, int a1, int b0, int b1, int material = 1) {
    for (int b = b0; b < b1; ++b)
        for (int a = a0; a < a1; ++a) {
            const std::size_t f = axis == Axis::x   ? g.face_x(at, a, b)
                                  : axis == Axis::y ? g.face_y(a, at, b)
                                                    : g.face_z(a, b, at);
            shares(g, axis)[f] = 0.0f;
            (axis == Axis::x   ? g.material_x
             : axis == Axis::y ? g.material_y
                               : g.material_z)[f] = static_cast<std::uint8_t>(material);
        }
}

// Makes the same range of faces an opening, shut at first. Returns its number.
inline OpeningIndex opening(Grid& g, Axis axis, int at, int a0, int a1, int b0, int b1,
                            float share = 1.0f) {
    std::vector<OpeningFace> faces;
    for (int b = b0; b < b1; ++b)
        for (int a = a0; a < a1; ++a) {
            const std::size_t f = axis == Axis::x   ? g.face_x(at, a, b)
                                  : axis == Axis::y ? g.face_y(a, at, b)
                                                    : g.face_z(a, b, at);
            shares(g, axis)[f] = 0.0f;
            faces.push_back({axis, static_cast<std::int32_t>(f), share});
        }
    g.opening_faces.push_back(faces);
    g.opening_fraction.push_back(0.0f);
    return OpeningIndex(g.opening_faces.size() - 1);
}

inline void open_to(Grid& g, OpeningIndex opening, double fraction) {
    for (const OpeningFace& face : g.opening_faces[opening.at()])
        shares(g, face.axis)[static_cast<std::size_t>(face.face)] =
            static_cast<float>(fraction) * face.open_share;
    g.opening_fraction[opening.at()] = static_cast<float>(fraction);
}

}  // namespace firedrill
