#include "fire/flow/plume_mixing.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill {
namespace {

// Plumes lean in the draught of doors: the length holds somewhat beyond the edge.
constexpr double beyond_edge = 1.25;

}  // namespace

double plume_edge_m(const PlumeFoot& foot, double z_m) {
    constexpr double half_width = 0.12, hundredth_per_half = 2.58;
    // 9.1 (Ta/(g cp2 rho_a2))^(1/3) of air at 293 K [K m^(5/3)/kW^(2/3)]; flames of 900 K at most
    // (McCaffrey 1979: 800 to 900 K in the continuous flame).
    constexpr double rise_factor = 25.0, most_rise_k = 900, ambient_k = 293;
    const double origin = 0.083 * std::pow(foot.heat_kw, 0.4) - 1.02 * 2 * foot.radius_m;
    const double z = z_m - origin;
    if (z <= 0) return foot.radius_m;
    const double rise = std::min(
        most_rise_k, rise_factor * std::pow(foot.convected_kw, 2.0 / 3) * std::pow(z, -5.0 / 3));
    return std::max(foot.radius_m,
                    hundredth_per_half * half_width * std::sqrt(1 + rise / ambient_k) * z);
}

CellsRound cells_round(const Grid& grid, Vec3 at, double radius_m) {
    const auto index = [&](double at_m, double origin, int cells) {
        return std::clamp(static_cast<int>(std::floor((at_m - origin) / grid.h)), 0, cells - 1);
    };
    return {index(at.x - radius_m, grid.origin.x, grid.nx),
            index(at.x + radius_m, grid.origin.x, grid.nx),
            index(at.y - radius_m, grid.origin.y, grid.ny),
            index(at.y + radius_m, grid.origin.y, grid.ny)};
}

// Calls act(i, j, radius of the plume) for a plume's cells in plane k.
template <class Act>
void PlumeMixing::each_cell(const PlumeFoot& foot, const Grid& g, int k, const Act& act) const {
    const double z = std::max(0.0, g.origin.z + (k + 0.5) * g.h - foot.base.z);
    const double edge = plume_edge_m(foot, z);
    const double radius = beyond_edge * edge + 0.5 * g.h;
    const CellsRound near = cells_round(g, foot.base, radius);
    for (int j = near.j0; j <= near.j1; ++j)
        for (int i = near.i0; i <= near.i1; ++i) {
            const double x = g.origin.x + (i + 0.5) * g.h - foot.base.x;
            const double y = g.origin.y + (j + 0.5) * g.h - foot.base.y;
            if (x * x + y * y <= radius * radius) act(i, j, edge);
        }
}

void PlumeMixing::widen(std::span<const PlumeFoot> feet, const Grid& grid, const Fields& fields,
                        double length_m, const ViscosityLimits& most, const FieldArray& raised,
                        FieldArray& viscosity, Workers& workers) {
    const Layout& l = layout_;
    if (feet.empty()) return;
    planes_.clear();
    for (const PlumeFoot& foot : feet) {
        const Int3 base = grid.cell_of(foot.base + Vec3(0, 0, 0.25 * grid.h));
        const int first = std::max(base.z, 0);
        int last = first;
        while (last < l.nz && (last <= base.z || fields.share_z[l.at(base.x, base.y, last)] > 0.0f))
            ++last;
        planes_.push_back({first, last});
    }
    workers.for_parts(l.nz, [&](int k) {
        const auto each = [&](const auto& act) {
            for (std::size_t f = 0; f < feet.size(); ++f)
                if (k >= planes_[f].first && k < planes_[f].last) each_cell(feet[f], grid, k, act);
        };
        each([&](int i, int j, double edge) {
            const double ratio = mixing_share_of_radius * edge / length_m;
            float& widest = widest_[l.at(i, j, k)];
            widest = std::max(widest, static_cast<float>(ratio * ratio));
        });
        each([&](int i, int j, double) {
            const std::ptrdiff_t e = l.at(i, j, k);
            const float by = widest_[e] / std::max(1.0f, raised[e]);
            if (by > 1.0f) viscosity[e] = std::min(most.at(i, j), viscosity[e] * by);
            widest_[e] = 0.0f;
        });
    });
}

}  // namespace firedrill
