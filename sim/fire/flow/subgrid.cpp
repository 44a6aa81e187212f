#include "fire/flow/subgrid.hpp"

#include <algorithm>
#include <cstring>

#include "base/vector_clones.hpp"
#include "fire/flow/lanes.hpp"

namespace firedrill {
namespace subgrid_kernels {

// Rows of one cell row: velocities on its six faces and on those of its neighbours across.
struct StrainRow {
    int n;
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
    const int n = r.n;
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
}

// What passes through the faces of a row of cells per difference across them: `scale` x open share
// x the viscosities on both sides. Rows of faces: low_y … high_z; low faces in x, one more than
// cells.
struct Conductances {
    float *x, *low_y, *high_y, *low_z, *high_z;
};
struct ConductanceRow {
    int n;
    const float *nu, *share_x, *share_y, *share_z;
    std::ptrdiff_t sy, sz;
    std::ptrdiff_t on;                   // to the row that comes two later
    float low_y, high_y, low_z, high_z;  // scale, or 0 at the outer faces
    float scale;                         // dt/(2 Pr h2)
};

FIREDRILL_INLINE void conductances(const ConductanceRow& r, const Conductances& out) {
    const int n = FIREDRILL_WHOLE(r.n);
    const float* __restrict nu = r.nu;
    const float* __restrict x = r.share_x;
    const float* __restrict y = r.share_y;
    const float* __restrict z = r.share_z;
    float* __restrict gx = out.x;
    float* __restrict south = out.low_y;
    float* __restrict north = out.high_y;
    float* __restrict below = out.low_z;
    float* __restrict above = out.high_z;
    const std::ptrdiff_t sy = r.sy, sz = r.sz;
    const float scale = r.scale, low_y = r.low_y, high_y = r.high_y, low_z = r.low_z,
                high_z = r.high_z;
    for (const float* const field : {nu + sz, x, y + sy, z + sz}) fetch_row(field + r.on, n);
    FIREDRILL_INDEPENDENT
    for (int i = 0; i < n; ++i) {
        const float here = nu[i];
        gx[i] = scale * x[i] * (nu[i - 1] + here);
        south[i] = low_y * y[i] * (nu[i - sy] + here);
        north[i] = high_y * y[i + sy] * (here + nu[i + sy]);
        below[i] = low_z * z[i] * (nu[i - sz] + here);
        above[i] = high_z * z[i + sz] * (here + nu[i + sz]);
    }
    gx[n] = scale * x[n] * (nu[n - 1] + nu[n]);
}

struct MixRow {
    int n;
    const float* q;
    Conductances g;
    std::ptrdiff_t sy, sz;
    std::ptrdiff_t on;  // to the row that comes two later
    float* out;
    float nothing;  // less is zero, as in the transport
};

FIREDRILL_INLINE std::uint32_t mix_row(const MixRow& r) {
    const int n = FIREDRILL_WHOLE(r.n);
    const float* __restrict q = r.q;
    const float* __restrict gx = r.g.x;
    const float* __restrict south = r.g.low_y;
    const float* __restrict north = r.g.high_y;
    const float* __restrict below = r.g.low_z;
    const float* __restrict above = r.g.high_z;
    float* __restrict out = r.out;
    const std::ptrdiff_t sy = r.sy, sz = r.sz;
    const float nothing = r.nothing;
    std::uint32_t any = 0;
    fetch_row(q + sz + r.on, n);
    fetch_row(out + r.on, n);
    FIREDRILL_INDEPENDENT
    for (int i = 0; i < n; ++i) {
        const float here = q[i];
        const float sum = (gx[i] * (q[i - 1] - here) + gx[i + 1] * (q[i + 1] - here)) +
                          (south[i] * (q[i - sy] - here) + north[i] * (q[i + sy] - here)) +
                          (below[i] * (q[i - sz] - here) + above[i] * (q[i + sz] - here));
        float value = here + sum;
        value = __builtin_fabsf(value) < nothing ? 0.0f : value;
        out[i] = value;
        any |= __builtin_bit_cast(std::uint32_t, value);
    }
    return any;
}

// Rows of all scalars, side by side: they share the conductances.
struct MixSlab {
    const Layout* layout;
    const float *nu, *share_x, *share_y, *share_z;
    const float* q[scalar_count];
    float* out[scalar_count];
    const RowSpan* spans[scalar_count];
    RowSpan* out_spans[scalar_count];
    std::uint8_t* out_holds[scalar_count];
    Conductances g;
    float scale;
    int first, last;  // rows of each plane
};

FIREDRILL_VECTOR_CLONES
void mix_slab(const MixSlab& a) {
    const Layout& l = *a.layout;
    for (int k = 0; k < l.nz; ++k)
        for (int j = a.first; j < a.last; ++j) {
            const int row = l.row_number(j, k);
            RowSpan span[scalar_count], any;
            for (int s = 0; s < scalar_count; ++s) {
                const RowSpan* const at = a.spans[s] + row;
                span[s] = at[0];
                for (const int beside : {-1, 1, -(l.ny + 2), l.ny + 2}) span[s].widen(at[beside]);
                span[s] = span[s].with_neighbours(l.width / RowSpan::block);
                any.widen(span[s]);
            }
            const std::ptrdiff_t e = l.row(j, k);
            const std::ptrdiff_t on = l.two_rows_on(j, a.first, a.last);
            const int from = any.first * RowSpan::block;
            if (!any.empty()) {
                const std::ptrdiff_t here = e + from;
                conductances({(any.last - any.first) * RowSpan::block, a.nu + here,
                              a.share_x + here, a.share_y + here, a.share_z + here, l.sy, l.sz, on,
                              j > 0 ? a.scale : 0.0f, j + 1 < l.ny ? a.scale : 0.0f,
                              k > 0 ? a.scale : 0.0f, k + 1 < l.nz ? a.scale : 0.0f, a.scale},
                             a.g);
                // Nothing is mixed through the outer faces.
                if (from == 0) a.g.x[0] = 0.0f;
                if (any.last * RowSpan::block > l.nx) a.g.x[l.nx - from] = 0.0f;
            }
            for (int s = 0; s < scalar_count; ++s) {
                float* const out = a.out[s] + e;
                RowSpan& out_span = a.out_spans[s][row];
                clear_outside(out, out_span, span[s]);
                out_span = {};
                if (!span[s].empty()) {
                    const int begin = span[s].first * RowSpan::block;
                    const int at = begin - from;
                    const std::uint32_t holds =
                        mix_row({(span[s].last - span[s].first) * RowSpan::block,
                                 a.q[s] + e + begin,
                                 {a.g.x + at, a.g.low_y + at, a.g.high_y + at, a.g.low_z + at,
                                  a.g.high_z + at},
                                 l.sy,
                                 l.sz,
                                 on,
                                 out + begin,
                                 no_mass});
                    if ((holds & 0x7fffffffU) != 0) out_span = span_of(out, span[s]);
                }
                a.out_holds[s][row] = out_span.empty() ? 0 : 1;
            }
        }
}

}  // namespace subgrid_kernels

Subgrid::Subgrid(const Layout& layout, const SubgridSettings& settings)
    : layout_(layout),
      settings_(settings),
      slabs_(slabs_of_rows(layout)),
      viscosity_(layout),
      plumes_(layout) {
    for (int part = 0; part < slabs_.parts; ++part)
        conductances_.emplace_back(static_cast<std::size_t>(5 * (layout.width + RowSpan::block)));
}

void Subgrid::find_viscosity(const Fields& fields, std::span<const PlumeFoot> feet,
                             const Grid& grid, double dt, Workers& workers) {
    const double h = grid.h;
    const double length = settings_.smagorinsky * h;
    // Explicit mixing in three dimensions is stable below h2/(6 dt).
    const double most = settings_.prandtl * h * h / (8 * dt);
    workers.for_parts(slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        for (int k = 0; k < layout_.nz; ++k)
            for (int j = slabs_.first(part); j < slabs_.first(part + 1); ++j) {
                const std::ptrdiff_t e = layout_.row(j, k);
                subgrid_kernels::strain_row(
                    {layout_.nx, fields.u.data() + e, fields.v.data() + e, fields.w.data() + e,
                     layout_.sy, layout_.sz,
                     layout_.two_rows_on(j, slabs_.first(part), slabs_.first(part + 1)),
                     viscosity_.data() + e, static_cast<float>(length * length / h),
                     static_cast<float>(most)});
            }
    });
    plumes_.widen(feet, grid, fields, length, static_cast<float>(most), viscosity_);
}

void Subgrid::mix(Fields& fields, double dt, double h, Workers& workers) {
    workers.for_parts(slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        subgrid_kernels::MixSlab slab;
        slab.layout = &layout_;
        slab.nu = viscosity_.data();
        slab.share_x = fields.share_x.data();
        slab.share_y = fields.share_y.data();
        slab.share_z = fields.share_z.data();
        for (int s = 0; s < scalar_count; ++s) {
            slab.q[s] = fields.scalar[s].data();
            slab.out[s] = fields.next[s].data();
            slab.spans[s] = fields.spans[s].data();
            slab.out_spans[s] = fields.next_spans[s].data();
            slab.out_holds[s] = fields.next_holds[s].data();
        }
        float* const memory = conductances_[static_cast<std::size_t>(part)].data();
        const std::ptrdiff_t pitch = layout_.width + RowSpan::block;
        slab.g = {memory, memory + pitch, memory + 2 * pitch, memory + 3 * pitch,
                  memory + 4 * pitch};
        slab.scale = static_cast<float>(dt / (2 * settings_.prandtl * h * h));
        slab.first = slabs_.first(part);
        slab.last = slabs_.first(part + 1);
        subgrid_kernels::mix_slab(slab);
    });
    for (int s = 0; s < scalar_count; ++s) {
        fields.scalar[s].swap(fields.next[s]);
        fields.holds[s].swap(fields.next_holds[s]);
        fields.spans[s].swap(fields.next_spans[s]);
    }
}

}  // namespace firedrill
