// Grids made by hand for tests: walls across a box of air, and openings in them.
#pragma once

#include "building/box_grid.hpp"

namespace firedrill {

inline std::vector<float>& shares(Grid& grid, Axis axis) {
    return axis == Axis::x ? grid.open_x : (axis == Axis::y ? grid.open_y : grid.open_z);
}
inline std::size_t face_index(const Grid& grid, Axis axis, int i, int j, int k) {
    return axis == Axis::x ? grid.face_x(i, j, k)
                           : (axis == Axis::y ? grid.face_y(i, j, k) : grid.face_z(i, j, k));
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
