#include "fire/flow/jet_mixing.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill {
namespace {

// Prandtl's mixing length: beside a wall this share of the distance from it, but of the thickness
// of a jet that spreads to all sides no more than this (a fan jet: Launder & Spalding 1972,
// table 3.1).
constexpr double share_of_distance = 0.41, share_of_depth = 0.125;
constexpr double reach = 2;  // in heights: as far as the depth was measured

}  // namespace

double ceiling_jet_depth_m(double height_m, double r_m) {
    return 2.15 * 0.112 * height_m * (1 - std::exp(-2.24 * r_m / height_m));
}

Int3 cell_below_ceiling(const PlumeFoot& foot, const Grid& grid, const Fields& fields) {
    const Layout& l = fields.layout;
    Int3 cell = grid.cell_of(foot.base + Vec3(0, 0, 0.25 * grid.h));
    cell.z = std::max(cell.z, 0);
    if (cell.x < 0 || cell.x >= l.nx || cell.y < 0 || cell.y >= l.ny) return cell;
    while (cell.z < l.nz && fields.share_z[l.at(cell.x, cell.y, cell.z + 1)] > 0.0f) ++cell.z;
    return cell;
}

void JetMixing::forget() {
    const Layout& l = layout_;
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j < l.ny; ++j) {
            RowSpan& span = spans_[static_cast<std::size_t>(l.row_number(j, k))];
            if (!span.empty()) clear(widening_.data() + l.row(j, k), span.first, span.last);
            span = {};
        }
    known_.clear();
    last_.clear();
}

void JetMixing::find(std::span<const PlumeFoot> feet, const Grid& grid, const Fields& fields,
                     double length_m) {
    const auto is_at = [](const PlumeFoot& foot, Vec3 base) { return foot.base == base; };
    if (std::equal(feet.begin(), feet.end(), last_.begin(), last_.end(), is_at)) return;
    std::size_t added = 0;
    for (const PlumeFoot& foot : feet) {
        if (std::find(known_.begin(), known_.end(), foot.base) != known_.end()) continue;
        if (added == most_new) return;  // the others at the next call
        if (known_.size() == known_.capacity()) break;
        add(foot, grid, fields, length_m);
        known_.push_back(foot.base);
        ++added;
    }
    last_.clear();
    for (const PlumeFoot& foot : feet)
        if (last_.size() < last_.capacity()) last_.push_back(foot.base);
}

void JetMixing::add(const PlumeFoot& foot, const Grid& grid, const Fields& fields,
                    double length_m) {
    const Layout& l = layout_;
    const double h = grid.h;
    const Int3 base = grid.cell_of(foot.base + Vec3(0, 0, 0.25 * h));
    const int top = cell_below_ceiling(foot, grid, fields).z;
    if (top >= l.nz) return;  // under the sky
    const double ceiling_z = grid.origin.z + (top + 1) * h;
    const double height = ceiling_z - foot.base.z;
    if (height <= 0) return;
    const std::int16_t room = grid.room[grid.cell(base.x, base.y, top)];
    const double radius = reach * height;
    const CellsRound near = cells_round(grid, foot.base, radius);
    for (int j = near.j0; j <= near.j1; ++j)
        for (int i = near.i0; i <= near.i1; ++i) {
            const double r = std::hypot(grid.origin.x + (i + 0.5) * h - foot.base.x,
                                        grid.origin.y + (j + 0.5) * h - foot.base.y);
            // Under the same ceiling, and no wall between.
            if (r > radius || grid.room[grid.cell(i, j, top)] != room ||
                fields.share_z[l.at(i, j, top + 1)] > 0.0f)
                continue;
            const double depth = ceiling_jet_depth_m(height, r);
            for (int k = top; k >= base.z; --k) {
                const double distance = (top + 0.5 - k) * h;
                if (distance > depth) break;
                const double mixing =
                    std::min(share_of_depth * depth, share_of_distance * distance);
                if (mixing <= length_m) continue;
                const std::ptrdiff_t e = l.at(i, j, k);
                widening_[e] = std::max(
                    widening_[e], static_cast<float>((mixing / length_m) * (mixing / length_m)));
                spans_[static_cast<std::size_t>(l.row_number(j, k))].widen(
                    RowSpan::of_cells(i, i + 1));
            }
        }
}

void JetMixing::widen(std::span<const PlumeFoot> feet, const Grid& grid, const Fields& fields,
                      double length_m, const ViscosityLimits& most, FieldArray& viscosity,
                      Workers& workers) {
    if (feet.empty()) {
        if (!known_.empty()) forget();
        return;
    }
    find(feet, grid, fields, length_m);
    const Layout& l = layout_;
    workers.for_parts(l.nz, [&](int k) {
        for (int j = 0; j < l.ny; ++j) {
            const RowSpan span = spans_[static_cast<std::size_t>(l.row_number(j, k))];
            if (span.empty()) continue;
            const std::ptrdiff_t e = l.row(j, k);
            for (int i = span.first * RowSpan::block; i < span.last * RowSpan::block; ++i)
                if (widening_[e + i] > 1.0f)
                    viscosity[e + i] = std::min(most.at(i, j), viscosity[e + i] * widening_[e + i]);
        }
    });
}

}  // namespace firedrill
