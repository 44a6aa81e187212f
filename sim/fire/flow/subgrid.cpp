#include "fire/flow/subgrid.hpp"

#include <algorithm>

#include "base/vector_clones.hpp"
#include "fire/flow/lanes.hpp"

namespace firedrill {
namespace subgrid_kernels {

// Rows of one cell row: velocities on its six faces and on those of its neighbours across.
struct StrainRow {
    int cells, width;
    const float *u, *v, *w;
    std::ptrdiff_t sy, sz;
    std::ptrdiff_t on;  // to the row that comes two later
    float* out;
    float factor, most;
};

FIREDRILL_VECTOR_CLONES
void strain_row(const StrainRow& r) {
    const float* __restrict u = r.u;
    const float* __restrict v = r.v;
    const float* __restrict w = r.w;
    float* __restrict out = r.out;
    const std::ptrdiff_t sy = r.sy, sz = r.sz;
    const float factor = r.factor, most = r.most;
    const int n = FIREDRILL_WHOLE(r.width);
    for (const float* const field : {u + sz, v + sz, w + sz, static_cast<const float*>(out)})
        fetch_row(field + r.on, n);
    FIREDRILL_INDEPENDENT
    for (int i = 0; i < n; ++i) {
        const float xx = u[i + 1] - u[i], yy = v[i + sy] - v[i], zz = w[i + sz] - w[i];
        // Differences of the cells' mean velocities over two cells: four times the gradient.
        const float uy = u[i + sy] + u[i + 1 + sy] - u[i - sy] - u[i + 1 - sy];
        const float uz = u[i + sz] + u[i + 1 + sz] - u[i - sz] - u[i + 1 - sz];
        const float vx = v[i + 1] + v[i + 1 + sy] - v[i - 1] - v[i - 1 + sy];
        const float vz = v[i + sz] + v[i + sy + sz] - v[i - sz] - v[i + sy - sz];
        const float wx = w[i + 1] + w[i + 1 + sz] - w[i - 1] - w[i - 1 + sz];
        const float wy = w[i + sy] + w[i + sy + sz] - w[i - sy] - w[i - sy + sz];
        const float xy = uy + vx, xz = uz + wx, yz = vz + wy;
        const float size =
            2.0f * (xx * xx + yy * yy + zz * zz) + 0.0625f * (xy * xy + xz * xz + yz * yz);
        const float value = factor * __builtin_sqrtf(size);
        out[i] = value < most ? value : most;
    }
    for (int i = r.cells; i < n; ++i) out[i] = 0.0f;
}

// What passes through the faces of cells side by side per difference across them: `scale` x open
// share x the viscosities on both sides.
template <class Lanes>
struct Conductances {
    Lanes west, east, south, north, below, above;
};
struct ConductanceRow {
    const float *nu, *share_x, *share_y, *share_z;
    const float* scale_x;                // dt/(2 Pr h2) of each face in x, 0 of the outer ones
    float low_y, high_y, low_z, high_z;  // the same of the other faces
    std::ptrdiff_t sy, sz;
    std::ptrdiff_t on;  // to the row that comes two later
};

template <class Lanes>
FIREDRILL_INLINE void conductance(Lanes& out, const Lanes& scale, const float* share,
                                  const float* beyond, const Lanes& here) {
    Lanes open, other;
    load(open, share);
    load(other, beyond);
    out = scale * open * (other + here);
}

template <class Lanes>
FIREDRILL_INLINE void conductances(Conductances<Lanes>& g, const ConductanceRow& r, int i) {
    const float* const nu = r.nu + i;
    const float* const x = r.share_x + i;
    const float* const y = r.share_y + i;
    const float* const z = r.share_z + i;
    if (i % lanes == 0) {
        fetch(nu + r.sz + r.on);
        fetch(x + r.on);
        fetch(y + r.sy + r.on);
        fetch(z + r.sz + r.on);
    }
    const Lanes zero{};
    Lanes here, scale;
    load(here, nu);
    load(scale, r.scale_x + i);
    conductance(g.west, scale, x, nu - 1, here);
    load(scale, r.scale_x + i + 1);
    conductance(g.east, scale, x + 1, nu + 1, here);
    conductance<Lanes>(g.south, zero + r.low_y, y, nu - r.sy, here);
    conductance<Lanes>(g.north, zero + r.high_y, y + r.sy, nu + r.sy, here);
    conductance<Lanes>(g.below, zero + r.low_z, z, nu - r.sz, here);
    conductance<Lanes>(g.above, zero + r.high_z, z + r.sz, nu + r.sz, here);
}

template <class Lanes>
FIREDRILL_INLINE void difference(Lanes& out, const float* beyond, const Lanes& here) {
    load(out, beyond);
    out -= here;
}

// Mixes one scalar in cells side by side; `any` collects the bits of what they hold. Less than
// no_mass is zero, as in the transport.
template <class Lanes>
FIREDRILL_INLINE void mix(const float* q, float* out, const Conductances<Lanes>& g,
                          std::ptrdiff_t sy, std::ptrdiff_t sz, BitsOf<Lanes>& any) {
    Lanes here, west, east, south, north, below, above;
    load(here, q);
    difference(west, q - 1, here);
    difference(east, q + 1, here);
    difference(south, q - sy, here);
    difference(north, q + sy, here);
    difference(below, q - sz, here);
    difference(above, q + sz, here);
    const Lanes value =
        here + ((g.west * west + g.east * east) + (g.south * south + g.north * north) +
                (g.below * below + g.above * above));
    BitsOf<Lanes> bits;
    sizes(bits, value);
    const BitsOf<Lanes> is_nothing = __builtin_bit_cast(Lanes, bits) < no_mass;
    bits = __builtin_bit_cast(BitsOf<Lanes>, value) & ~is_nothing;
    any |= bits;
    __builtin_memcpy(out, &bits, sizeof(bits));
}

struct MixSlab {
    const Layout* layout;
    const float *nu, *share_x, *share_y, *share_z;
    const float* q[scalar_count];
    float* out[scalar_count];
    const RowSpan* spans[scalar_count];
    RowSpan* near[scalar_count];  // of the slab's rows in a plane: with those beside
    RowSpan* out_spans[scalar_count];
    std::uint8_t* out_holds[scalar_count];
    const float* scale_x;
    float scale, scale_low, scale_high;  // within, and through the faces to the slabs beside
    int first, last;                     // rows of each plane
    RowSpan columns;                     // of them
    bool is_whole;                       // all columns; else others hold something, too
    RowSpan skipped;                     // of slow gas: columns that are mixed as fast
};

// Where each scalar of a row is or comes to.
FIREDRILL_INLINE void spans_of_row(const MixSlab& a, int j, RowSpan (&span)[scalar_count],
                                   RowSpan& any) {
    for (int s = 0; s < scalar_count; ++s) {
        span[s] = a.near[s][j - a.first]
                      .with_neighbours(a.layout->width / RowSpan::block)
                      .within(a.columns);
        any.widen(span[s]);
    }
}

// All scalars side by side: they share the conductances.
template <int bytes>
FIREDRILL_INLINE void mix_rows(const MixSlab& a) {
    using Lanes = LanesOf<bytes>;
    static_assert(RowSpan::block == lanes);
    const Layout& l = *a.layout;
    for (int k = 0; k < l.nz; ++k) {
        for (int s = 0; s < scalar_count; ++s)
            spans_around(l, a.spans[s], a.first, a.last, k, 1, a.near[s]);
        for (int j = a.first; j < a.last; ++j) {
            const int row = l.row_number(j, k);
            RowSpan span[scalar_count], any;
            spans_of_row(a, j, span, any);
            const std::ptrdiff_t e = l.row(j, k);
            const ConductanceRow r{a.nu + e,
                                   a.share_x + e,
                                   a.share_y + e,
                                   a.share_z + e,
                                   a.scale_x,
                                   j == a.first ? a.scale_low : a.scale,
                                   j + 1 == a.last ? a.scale_high : a.scale,
                                   k > 0 ? a.scale : 0.0f,
                                   k + 1 < l.nz ? a.scale : 0.0f,
                                   l.sy,
                                   l.sz,
                                   l.two_rows_on(j, a.first, a.last)};
            BitsOf<Lanes> held[scalar_count] = {};
            for (int i = any.first * lanes; i < any.last * lanes; i += lanes_in<Lanes>) {
                const int block = i / lanes;
                if (block >= a.skipped.first && block < a.skipped.last) continue;
                Conductances<Lanes> g;
                conductances(g, r, i);
                for (int s = 0; s < scalar_count; ++s) {
                    if (block < span[s].first || block >= span[s].last) continue;
                    const float* const q = a.q[s] + e + i;
                    float* const out = a.out[s] + e + i;
                    if (i % lanes == 0) {
                        fetch(q + l.sz + r.on);
                        fetch(out + r.on);
                    }
                    mix(q, out, g, l.sy, l.sz, held[s]);
                }
            }
            for (int s = 0; s < scalar_count; ++s) {
                float* const out = a.out[s] + e;
                RowSpan& out_span = a.out_spans[s][row];
                clear_outside(out, a.is_whole ? out_span : a.columns, span[s]);
                if (a.is_whole) out_span = {};
                if (holds_anything(held[s])) out_span.widen(span_of(out, span[s], a.skipped));
                a.out_holds[s][row] = out_span.empty() ? 0 : 1;
            }
        }
    }
}
FIREDRILL_BY_WIDTH(void mix_slab(const MixSlab& a), mix_rows, (a))

}  // namespace subgrid_kernels

Subgrid::Subgrid(const Layout& layout, const SubgridSettings& settings)
    : layout_(layout),
      settings_(settings),
      slabs_(slabs_of_rows(layout)),
      near_(static_cast<std::size_t>(Subcycles::halves * Subcycles(layout).sections.parts)),
      viscosity_(layout),
      scale_x_slow_(static_cast<std::size_t>(layout.width + lanes)),
      scale_x_fast_(static_cast<std::size_t>(layout.width + lanes)),
      plumes_(layout),
      jets_(layout) {
    const auto rows = static_cast<std::size_t>(Subcycles(layout).sections.thickest());
    for (auto& near : near_)
        for (RowSpans& spans : near) spans.assign(rows + RowSpan::more, {});
}

void Subgrid::find_viscosity(const Fields& fields, std::span<const PlumeFoot> feet,
                             const Grid& grid, const Subcycles& subcycles, double dt,
                             Workers& workers) {
    const double h = grid.h;
    const double length = settings_.smagorinsky * h;
    // Explicit mixing in three dimensions is stable below h2/(6 dt).
    const double most = settings_.prandtl * h * h / (8 * dt);
    const ViscosityLimits limits{static_cast<float>(most),
                                 static_cast<float>(most * subcycles.parts), &subcycles};
    workers.for_parts(slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        for (int k = 0; k < layout_.nz; ++k)
            for (int j = slabs_.first(part); j < slabs_.first(part + 1); ++j) {
                const auto strain = [&](const Columns& columns, float limit) {
                    if (columns.empty()) return;
                    const std::ptrdiff_t e = layout_.row(j, k) + columns.first;
                    subgrid_kernels::strain_row(
                        {layout_.nx - columns.first, columns.last - columns.first,
                         fields.u.data() + e, fields.v.data() + e, fields.w.data() + e, layout_.sy,
                         layout_.sz,
                         layout_.two_rows_on(j, slabs_.first(part), slabs_.first(part + 1)),
                         viscosity_.data() + e, static_cast<float>(length * length / h), limit});
                };
                if (subcycles.is_fast(subcycles.columns.first, j)) {
                    strain({0, subcycles.columns.first}, limits.slow);
                    strain(subcycles.columns, limits.fast);
                    strain({subcycles.columns.last, layout_.width}, limits.slow);
                } else {
                    strain({0, layout_.width}, limits.slow);
                }
            }
    });
    jets_.widen(feet, grid, fields, length, limits, viscosity_, workers);
    plumes_.widen(feet, grid, fields, length, limits, jets_.widening(), viscosity_, workers);
}

void Subgrid::mix(Fields& fields, const Subcycles& subcycles, int part, double dt, double h,
                  Workers& workers) {
    const double whole = dt / (2 * settings_.prandtl * h * h);
    const auto slow = static_cast<float>(whole), fast = static_cast<float>(whole / subcycles.parts);
    const float at_border = part == 0 ? slow : 0.0f;
    // Nothing is mixed through the outer faces.
    const Columns& columns = subcycles.columns;
    std::fill_n(scale_x_slow_.data() + 1, layout_.nx - 1, slow);
    std::fill(scale_x_fast_.data() + 1, scale_x_fast_.data() + layout_.nx, fast);
    for (const int border : {columns.first, columns.last})
        if (border > 0 && border < layout_.nx) scale_x_fast_.data()[border] = at_border;
    const Slabs& sections = subcycles.sections;
    const RowSpan of_fast = RowSpan::of_cells(columns.first, columns.last);
    const auto slab_of = [&](const FastRows& rows) {
        subgrid_kernels::MixSlab slab;
        slab.layout = &layout_;
        slab.nu = viscosity_.data();
        slab.share_x = fields.share_x.data();
        slab.share_y = fields.share_y.data();
        slab.share_z = fields.share_z.data();
        for (int s = 0; s < scalar_count; ++s) {
            slab.q[s] = fields.next[s].data();
            slab.out[s] = fields.scalar[s].data();
            slab.spans[s] = fields.next_spans[s].data();
            slab.near[s] = near_[static_cast<std::size_t>(rows.number)][s].data();
            slab.out_spans[s] = fields.spans[s].data();
            slab.out_holds[s] = fields.holds[s].data();
        }
        slab.first = rows.first;
        slab.last = rows.last;
        return slab;
    };
    // Through faces at row j: outer ones, within the section, or beside another one.
    const auto scale_at = [&](int j, int other, float within, float beside) {
        if (j == 0 || j == layout_.ny) return 0.0f;
        return subcycles.holds(other) ? within : beside;
    };
    if (part == 0)
        workers.for_parts(sections.parts, [&](int section) {
            const SubnormalsAreZero mode;
            const int first = sections.first(section), last = sections.first(section + 1);
            subgrid_kernels::MixSlab slab =
                slab_of({section, first, last, Subcycles::halves * section});
            slab.columns = RowSpan::whole(layout_);
            slab.is_whole = true;
            slab.skipped = subcycles.holds(section) ? of_fast : RowSpan{};
            slab.scale = slow;
            slab.scale_low = scale_at(first, section - 1, slow, slow);
            slab.scale_high = scale_at(last, section + 1, slow, slow);
            slab.scale_x = scale_x_slow_.data();
            subgrid_kernels::mix_slab(slab);
        });
    workers.for_parts(subcycles.fast_units(), [&](int unit) {
        const SubnormalsAreZero mode;
        const FastRows rows = subcycles.fast_rows(unit);
        const int low =
                      rows.first == sections.first(rows.section) ? rows.section - 1 : rows.section,
                  high = rows.last == sections.first(rows.section + 1) ? rows.section + 1
                                                                       : rows.section;
        subgrid_kernels::MixSlab slab = slab_of(rows);
        slab.columns = of_fast;
        slab.is_whole = false;
        slab.skipped = {};
        slab.scale = fast;
        slab.scale_low = scale_at(rows.first, low, fast, at_border);
        slab.scale_high = scale_at(rows.last, high, fast, at_border);
        slab.scale_x = scale_x_fast_.data();
        subgrid_kernels::mix_slab(slab);
    });
}

}  // namespace firedrill
