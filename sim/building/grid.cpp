#include "building/grid.hpp"

#include <algorithm>
#include <cmath>

#include "building/grid_build.hpp"

namespace firedrill {

Int3 Grid::cell_of(Vec3 p) const {
    const Vec3 u = (p - origin) / h;
    const auto clamped = [](double v, int n) {
        return std::clamp(static_cast<int>(std::floor(std::clamp(v, -1.0e9, 1.0e9))), 0, n - 1);
    };
    return {clamped(u.x, nx), clamped(u.y, ny), clamped(u.z, nz)};
}

bool Grid::contains(Vec3 p) const {
    const Vec3 u = (p - origin) / h;
    return u.x >= 0 && u.y >= 0 && u.z >= 0 && u.x < nx && u.y < ny && u.z < nz;
}

Grid make_grid(const Building& building, const GridSettings& settings, Language language) {
    Grid grid;
    grid_build::Stage stage{building, grid, {}, {}, {}, {}};
    grid_build::lay_out(stage, settings, language);
    grid_build::close_walls(stage);
    grid_build::close_slabs(stage);
    grid_build::fill_earth(stage);
    grid_build::fill_obstacles(stage);
    grid_build::name_rooms(stage);
    grid_build::close_solids(stage);
    grid_build::cut_openings(stage);
    grid_build::cut_vents(stage);
    return grid;
}

void set_opening(Grid& grid, OpeningIndex opening, double fraction) {
    const std::size_t o = opening.at();
    const float f =
        grid.opening_fixed[o] != 0 ? 1.0f : static_cast<float>(std::clamp(fraction, 0.0, 1.0));
    grid.opening_fraction[o] = f;
    for (const OpeningFace& face : grid.opening_faces[o]) {
        float share = face.shut_share;
        if (face.shared < 0) {
            share += f * face.open_share;
        } else {
            // All openings of the face in their one order, so that the bits do not depend on which
            // moved last.
            for (std::size_t n = static_cast<std::size_t>(face.shared);; ++n) {
                const SharedFace& part = grid.shared[n];
                share += grid.opening_fraction[part.opening.at()] * part.open_share;
                if (part.last) break;
            }
        }
        auto& open = face.axis == Axis::x   ? grid.open_x
                     : face.axis == Axis::y ? grid.open_y
                                            : grid.open_z;
        open[static_cast<std::size_t>(face.face)] = std::min(share, 1.0f);
    }
}

double open_area(const Grid& grid, OpeningIndex opening) {
    double share = 0;
    for (const OpeningFace& face : grid.opening_faces[opening.at()]) share += face.open_share;
    return share * grid.opening_fraction[opening.at()] * grid.h * grid.h;
}

}  // namespace firedrill
