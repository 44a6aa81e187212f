#include "fire/flow/face_kinds.hpp"

namespace firedrill {

std::ptrdiff_t element_of_face(const Layout& l, Axis axis, std::int32_t face) {
    const int columns = l.nx + (axis == Axis::x ? 1 : 0), rows = l.ny + (axis == Axis::y ? 1 : 0);
    const int i = face % columns, jk = face / columns;
    return l.at(i, jk % rows, jk / rows);
}

FaceKinds::FaceKinds(const Layout& l, const Grid& grid) {
    const auto size = static_cast<std::size_t>(l.size);
    x.assign(size, FaceKind::closed);
    y = x;
    z = x;
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j < l.ny; ++j)
            for (int i = 0; i <= l.nx; ++i)
                if (grid.open_x[grid.face_x(i, j, k)] > 0.0f) x[l.at(i, j, k)] = FaceKind::open;
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j <= l.ny; ++j)
            for (int i = 0; i < l.nx; ++i)
                if (grid.open_y[grid.face_y(i, j, k)] > 0.0f) y[l.at(i, j, k)] = FaceKind::open;
    for (int k = 0; k <= l.nz; ++k)
        for (int j = 0; j < l.ny; ++j)
            for (int i = 0; i < l.nx; ++i)
                if (grid.open_z[grid.face_z(i, j, k)] > 0.0f) z[l.at(i, j, k)] = FaceKind::open;
    for (const auto& faces : grid.opening_faces) {
        for (const OpeningFace& face : faces) {
            auto& kinds = face.axis == Axis::x ? x : (face.axis == Axis::y ? y : z);
            kinds[element_of_face(l, face.axis, face.face)] = FaceKind::operable;
        }
    }
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j < l.ny; ++j)
            for (int i = 0; i < l.nx; ++i) {
                if (grid.solid[grid.cell(i, j, k)] == 0) continue;
                const std::ptrdiff_t e = l.at(i, j, k);
                x[e] = x[e + 1] = y[e] = y[e + l.sy] = z[e] = z[e + l.sz] = FaceKind::closed;
            }
}

}  // namespace firedrill
