// What a person or a test asks a grid: its regions of fluid, its figures, a layer as text.
#include <fmt/format.h>

#include <algorithm>

#include "building/grid.hpp"

namespace firedrill {

FluidRegions fluid_regions(const Grid& grid) {
    FluidRegions regions;
    regions.of_cell.assign(grid.cells(), -1);
    std::vector<Int3> open;
    for (int k = 0; k < grid.nz; ++k) {
        for (int j = 0; j < grid.ny; ++j) {
            for (int i = 0; i < grid.nx; ++i) {
                if (grid.solid[grid.cell(i, j, k)] != 0) continue;
                if (regions.of_cell[grid.cell(i, j, k)] >= 0) continue;
                const auto region = static_cast<std::int32_t>(regions.cells.size());
                regions.cells.push_back(0);
                const auto reach = [&](bool passes, int x, int y, int z) {
                    if (!passes || x < 0 || y < 0 || z < 0) return;
                    if (x >= grid.nx || y >= grid.ny || z >= grid.nz) return;
                    const std::size_t c = grid.cell(x, y, z);
                    if (grid.solid[c] != 0 || regions.of_cell[c] >= 0) return;
                    regions.of_cell[c] = region;
                    ++regions.cells.back();
                    open.emplace_back(x, y, z);
                };
                reach(true, i, j, k);
                while (!open.empty()) {
                    const Int3 c = open.back();
                    open.pop_back();
                    reach(grid.open_x[grid.face_x(c.x, c.y, c.z)] > 0, c.x - 1, c.y, c.z);
                    reach(grid.open_x[grid.face_x(c.x + 1, c.y, c.z)] > 0, c.x + 1, c.y, c.z);
                    reach(grid.open_y[grid.face_y(c.x, c.y, c.z)] > 0, c.x, c.y - 1, c.z);
                    reach(grid.open_y[grid.face_y(c.x, c.y + 1, c.z)] > 0, c.x, c.y + 1, c.z);
                    reach(grid.open_z[grid.face_z(c.x, c.y, c.z)] > 0, c.x, c.y, c.z - 1);
                    reach(grid.open_z[grid.face_z(c.x, c.y, c.z + 1)] > 0, c.x, c.y, c.z + 1);
                }
            }
        }
    }
    return regions;
}

std::string describe(const Grid& grid) {
    std::size_t solid = 0, named = 0, faces = 0;
    for (const std::uint8_t s : grid.solid) solid += s;
    for (const std::int16_t r : grid.room) named += r >= 0 ? 1 : 0;
    for (const auto& opening : grid.opening_faces) faces += opening.size();
    const double cells = static_cast<double>(grid.cells());
    return fmt::format(
        "{} x {} x {} cells of {:.3g} m ({:.2f} million), {:.1f} % in rooms, {:.1f} % solid; {} "
        "openings with {} faces",
        grid.nx, grid.ny, grid.nz, grid.h, cells * 1e-6, 100.0 * static_cast<double>(named) / cells,
        100.0 * static_cast<double>(solid) / cells, grid.opening_faces.size(), faces);
}

std::string plan_text(const Grid& grid, int k) {
    std::vector<std::uint8_t> opens_x(grid.open_x.size(), 0), opens_y(grid.open_y.size(), 0);
    for (const auto& faces : grid.opening_faces) {
        for (const OpeningFace& face : faces) {
            auto& opens = face.axis == Axis::x ? opens_x : opens_y;
            opens[static_cast<std::size_t>(face.face)] = 1;
        }
    }
    const auto wall = [](float open, bool opens, char shut, char leaf_shut, char leaf_open) {
        if (opens) return open > 0 ? leaf_open : leaf_shut;
        return open < 0.5f ? shut : ' ';
    };
    std::string text;
    for (int j = grid.ny; j >= 0; --j) {
        // Faces to the south of row j, drawn under the row; the row itself before them.
        if (j < grid.ny) {
            for (int i = 0; i <= grid.nx; ++i) {
                const std::size_t f = grid.face_x(i, j, k);
                text += wall(grid.open_x[f], opens_x[f] != 0, '|', '!', ':');
                if (i == grid.nx) break;
                const std::size_t c = grid.cell(i, j, k);
                const int room = grid.room[c];
                text += grid.solid[c] != 0 ? '#'
                        : room < 0         ? ' '
                                           : static_cast<char>('a' + room % 26);
            }
            text += '\n';
        }
        std::string line;
        for (int i = 0; i < grid.nx; ++i) {
            const std::size_t f = grid.face_y(i, j, k);
            line += ' ';
            line += wall(grid.open_y[f], opens_y[f] != 0, '-', '=', '~');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        if (!line.empty()) text += line + '\n';
    }
    return text;
}

}  // namespace firedrill
