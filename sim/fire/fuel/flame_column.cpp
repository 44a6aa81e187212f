#include "fire/fuel/flame_column.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace firedrill {
namespace {

constexpr double puffing_hz_m = 1.5;  // [Hz m^(1/2)]
constexpr double flame_speed = 1.9;   // [m/s / kW^(1/5)] (McCaffrey 1979, intermittent flame)
constexpr double second_rate = 0.7548776662466927;  // of the plastic number
constexpr double sway_share = 1.0;                  // of the heat that changes sides at the rim

double overlap(double a0, double a1, double b0, double b1) {
    return std::max(0.0, std::min(a1, b1) - std::max(a0, b0));
}

// Weighs the column's cells by the side they are on.
void sway(const Flow& flow, Vec3 base, Vec2 half_m, double heat_w, double time_s,
          std::vector<FlameCell>& cells) {
    const double diameter = 2 * std::sqrt(half_m.x * half_m.y * 4 / std::numbers::pi);
    const double turn = 2 * std::numbers::pi * puffing_hz_m / std::sqrt(std::max(diameter, 0.05));
    // McCaffrey's speed in the flame.
    const double rise_m_s = flame_speed * std::pow(std::max(heat_w, 1e3) / 1000, 0.2);
    const Grid& g = flow.grid();
    for (FlameCell& cell : cells) {
        const Int3 c = flow.layout().cell(cell.element);
        const Vec3 d = g.origin + g.h * Vec3(c.x + 0.5, c.y + 0.5, c.z + 0.5) - base;
        const double phase = turn * (time_s - d.z / rise_m_s);
        const double x = std::clamp(d.x / std::max(half_m.x, 0.5 * g.h), -1.0, 1.0);
        const double y = std::clamp(d.y / std::max(half_m.y, 0.5 * g.h), -1.0, 1.0);
        // The two sides' rates have no common measure, so that no pattern comes back.
        const double side = x * std::sin(phase) + y * std::sin(second_rate * phase + 1.0);
        const double weight = std::max(0.0, 1.0 + sway_share * side);
        cell.share = static_cast<float>(static_cast<double>(cell.share) * weight);
    }
    // All of a narrow flame on the wrong side: as it was.
    if (std::all_of(cells.begin(), cells.end(), [](const FlameCell& c) { return c.share <= 0; }))
        for (FlameCell& cell : cells) cell.share = 1.0f;
}

}  // namespace

void spread_flame(const Flow& flow, Vec3 base, Vec2 size, double height_m, double heat_w,
                  double time_s, std::vector<FlameCell>& cells, std::vector<std::uint8_t>& seen) {
    const Grid& g = flow.grid();
    const Layout& l = flow.layout();
    const auto& fluid = flow.fluid();
    const Fields& f = flow.fields();
    const double h = g.h;
    cells.clear();
    const Vec3 p = (base - g.origin) / h;  // in cells
    const double half_x = 0.5 * std::max(size.x / h, 0.05),
                 half_y = 0.5 * std::max(size.y / h, 0.05);
    const int i0 = std::clamp(static_cast<int>(std::floor(p.x - half_x)), 0, l.nx - 1);
    const int i1 = std::clamp(static_cast<int>(std::ceil(p.x + half_x)) - 1, 0, l.nx - 1);
    const int j0 = std::clamp(static_cast<int>(std::floor(p.y - half_y)), 0, l.ny - 1);
    const int j1 = std::clamp(static_cast<int>(std::ceil(p.y + half_y)) - 1, 0, l.ny - 1);
    const int mid_i = std::clamp(static_cast<int>(std::floor(p.x)), 0, l.nx - 1);
    const int mid_j = std::clamp(static_cast<int>(std::floor(p.y)), 0, l.ny - 1);
    int k0 = std::clamp(static_cast<int>(std::floor(p.z + 1e-6)), 0, l.nz - 1);
    double bottom = std::max(p.z, static_cast<double>(k0));
    while (k0 + 1 < l.nz && fluid[l.at(mid_i, mid_j, k0)] == 0) bottom = ++k0;

    // The lowest the column may end: its flame's height, or where the release is thin enough.
    const double footprint = std::max(4 * half_x * half_y, 1e-6);
    const double per_cell = densest_flame_w_m3 * h * h * h;
    const double top = bottom + std::max({height_m / h, heat_w / per_cell / footprint, 0.5});
    double volume = 0;
    int ceiling = k0;
    for (int k = k0; k < l.nz && k < top; ++k) {
        const double dz = overlap(bottom, top, k, k + 1);
        bool any = false;
        for (int j = j0; j <= j1; ++j)
            for (int i = i0; i <= i1; ++i) {
                const std::ptrdiff_t e = l.at(i, j, k);
                if (fluid[e] == 0 || cells.size() >= most_flame_cells) continue;
                if (k > k0 && f.share_z[e] <= 0.0f) continue;  // a slab between
                const double part = dz * overlap(p.x - half_x, p.x + half_x, i, i + 1) *
                                    overlap(p.y - half_y, p.y + half_y, j, j + 1);
                if (part <= 0) continue;
                // A column broken further down does not go on above.
                if (k > k0 && !std::any_of(cells.rbegin(), cells.rend(), [&](const FlameCell& c) {
                        return c.element == e - l.sz;
                    }))
                    continue;
                cells.push_back({static_cast<std::int32_t>(e), static_cast<float>(part)});
                volume += part;
                any = true;
            }
        if (!any && k > k0) break;
        if (any) ceiling = k;
    }
    if (cells.empty()) {
        cells.push_back({static_cast<std::int32_t>(l.at(mid_i, mid_j, k0)), 1.0f});
        volume = 1;
    }

    // Too little room below the ceiling: the flame spreads along it, ring by ring.
    if (heat_w > per_cell * volume) {
        std::fill(seen.begin(), seen.end(), std::uint8_t{0});
        const auto mark = [&](std::ptrdiff_t e) -> std::uint8_t& {
            const Int3 c = l.cell(e);
            return seen[static_cast<std::size_t>(c.x) + static_cast<std::size_t>(l.nx) * c.y];
        };
        std::size_t next = cells.size();
        for (std::size_t c = 0; c < cells.size(); ++c) {
            if (l.cell(cells[c].element).z != ceiling) continue;
            mark(cells[c].element) = 1;
            next = std::min(next, c);
        }
        for (; next < cells.size() && heat_w > per_cell * volume; ++next) {
            const std::ptrdiff_t e = cells[next].element;
            const std::pair<std::ptrdiff_t, float> sides[4] = {{e - 1, f.share_x[e]},
                                                               {e + 1, f.share_x[e + 1]},
                                                               {e - l.sy, f.share_y[e]},
                                                               {e + l.sy, f.share_y[e + l.sy]}};
            for (const auto& [other, share] : sides) {
                const Int3 c = l.cell(other);
                if (c.x < 0 || c.y < 0 || c.x >= l.nx || c.y >= l.ny) continue;
                if (share <= 0.0f || fluid[other] == 0 || mark(other) != 0) continue;
                if (cells.size() >= most_flame_cells) break;
                mark(other) = 1;
                cells.push_back({static_cast<std::int32_t>(other), 1.0f});
                volume += 1;
            }
        }
    }
    sway(flow, base, Vec2(half_x, half_y) * h, heat_w, time_s, cells);
    double sum = 0;
    for (const FlameCell& cell : cells) sum += static_cast<double>(cell.share);
    for (FlameCell& cell : cells)
        cell.share = static_cast<float>(static_cast<double>(cell.share) / sum);
}

}  // namespace firedrill
