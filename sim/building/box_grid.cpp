#include "building/box_grid.hpp"

namespace firedrill {

Grid box_grid(int nx, int ny, int nz, double h, bool open) {
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

}  // namespace firedrill
