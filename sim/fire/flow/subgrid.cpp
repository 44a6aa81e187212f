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

// One row of a velocity component: `a` the stride along it, b and c across.
struct MomentumRow {
    int n;
    const float *q, *share, *nu;
    std::ptrdiff_t a, b, c;
    float* out;
    float scale;  // dt/h2
};

FIREDRILL_VECTOR_CLONES
void momentum_row(const MomentumRow& r) {
    const float* __restrict q = r.q;
    const float* __restrict s = r.share;
    const float* __restrict nu = r.nu;
    float* __restrict out = r.out;
    const std::ptrdiff_t a = r.a, b = r.b, c = r.c;
    const float scale = r.scale;
    const int n = r.n;
    // All four are computed, whether walls are there or not: a choice of what to read would not be
    // vectorised.
    const auto across = [](float open, float viscosity, float difference) {
        const float flux = viscosity * difference;
        return open > 0.0f ? flux : 0.0f;
    };
    FIREDRILL_INDEPENDENT
    for (int i = 0; i < n; ++i) {
        const float here = q[i];
        const float mid = nu[i] + nu[i - a];
        float sum = 4.0f * (nu[i] * (q[i + a] - here) - nu[i - a] * (here - q[i - a]));
        sum += across(s[i + b], mid + nu[i + b] + nu[i + b - a], q[i + b] - here);
        sum += across(s[i - b], mid + nu[i - b] + nu[i - b - a], q[i - b] - here);
        sum += across(s[i + c], mid + nu[i + c] + nu[i + c - a], q[i + c] - here);
        sum += across(s[i - c], mid + nu[i - c] + nu[i - c - a], q[i - c] - here);
        const float change = 0.25f * scale * sum;
        out[i] += s[i] >= 1.0f ? change : 0.0f;
    }
}

struct MixRow {
    int n;
    const float *q, *nu, *share_x, *share_y, *share_z;
    std::ptrdiff_t sy, sz;
    float low_x, high_x, low_y, high_y, low_z, high_z;  // 0 at the outer faces
    float* out;
    float scale;    // dt/(2 Pr h2)
    float nothing;  // less is zero, as in the transport
};

FIREDRILL_VECTOR_CLONES
std::uint32_t mix_row(const MixRow& r) {
    const float* __restrict q = r.q;
    const float* __restrict nu = r.nu;
    const float* __restrict x = r.share_x;
    const float* __restrict y = r.share_y;
    const float* __restrict z = r.share_z;
    float* __restrict out = r.out;
    const std::ptrdiff_t sy = r.sy, sz = r.sz;
    const float scale = r.scale, low_y = r.low_y, high_y = r.high_y, low_z = r.low_z,
                high_z = r.high_z, nothing = r.nothing;
    std::uint32_t any = 0;
    const auto one = [&](int i, float low, float high) {
        const float here = q[i], n = nu[i];
        float sum = low * x[i] * (n + nu[i - 1]) * (q[i - 1] - here) +
                    high * x[i + 1] * (n + nu[i + 1]) * (q[i + 1] - here);
        sum += low_y * y[i] * (n + nu[i - sy]) * (q[i - sy] - here) +
               high_y * y[i + sy] * (n + nu[i + sy]) * (q[i + sy] - here);
        sum += low_z * z[i] * (n + nu[i - sz]) * (q[i - sz] - here) +
               high_z * z[i + sz] * (n + nu[i + sz]) * (q[i + sz] - here);
        float value = here + scale * sum;
        value = __builtin_fabsf(value) < nothing ? 0.0f : value;
        out[i] = value;
        any |= __builtin_bit_cast(std::uint32_t, value);
    };
    one(0, r.low_x, r.n > 1 ? 1.0f : r.high_x);
    const int last = r.n - 1;
    FIREDRILL_INDEPENDENT
    for (int i = 1; i < last; ++i) one(i, 1.0f, 1.0f);
    if (r.n > 1) one(r.n - 1, 1.0f, r.high_x);
    return any;
}

}  // namespace subgrid_kernels

Subgrid::Subgrid(const Layout& layout, const SubgridSettings& settings)
    : layout_(layout),
      settings_(settings),
      slabs_(layout.nz, 4, 8),
      viscosity_(layout),
      plumes_(layout) {}

void Subgrid::find_viscosity(const Fields& fields, std::span<const PlumeFoot> feet,
                             const Grid& grid, double dt, Workers& workers) {
    const double h = grid.h;
    const double length = settings_.smagorinsky * h;
    // Explicit mixing in three dimensions is stable below h2/(6 dt).
    const double most = settings_.prandtl * h * h / (8 * dt);
    workers.for_parts(slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        for (int k = slabs_.first(part); k < slabs_.first(part + 1); ++k)
            for (int j = 0; j < layout_.ny; ++j) {
                const std::ptrdiff_t e = layout_.row(j, k);
                subgrid_kernels::strain_row(
                    {layout_.nx, fields.u.data() + e, fields.v.data() + e, fields.w.data() + e,
                     layout_.sy, layout_.sz, viscosity_.data() + e,
                     static_cast<float>(length * length / h), static_cast<float>(most)});
            }
    });
    plumes_.widen(feet, grid, fields, length, static_cast<float>(most), viscosity_);
}

void Subgrid::add_to_momentum(const Fields& fields, Axis axis, int j, int k, float dt_h2,
                              float* row) const {
    const Layout& l = layout_;
    const std::ptrdiff_t e = l.row(j, k);
    const float* const nu = viscosity_.data() + e;
    // Outer faces are left alone.
    if (axis == Axis::x)
        subgrid_kernels::momentum_row({l.nx - 1, fields.u.data() + e + 1,
                                       fields.share_x.data() + e + 1, nu + 1, 1, l.sy, l.sz,
                                       row + 1, dt_h2});
    else if (axis == Axis::y && j > 0 && j < l.ny)
        subgrid_kernels::momentum_row(
            {l.nx, fields.v.data() + e, fields.share_y.data() + e, nu, l.sy, 1, l.sz, row, dt_h2});
    else if (axis == Axis::z && k > 0 && k < l.nz)
        subgrid_kernels::momentum_row(
            {l.nx, fields.w.data() + e, fields.share_z.data() + e, nu, l.sz, 1, l.sy, row, dt_h2});
}

void Subgrid::mix(Fields& fields, double dt, double h, Workers& workers) {
    const Layout& l = layout_;
    const auto scale = static_cast<float>(dt / (2 * settings_.prandtl * h * h));
    // Scalars side by side: they share viscosity and shares.
    const auto mix_one = [&](int s, int j, int k) {
        const RowSpans& spans = fields.spans[s];
        const auto row = static_cast<std::size_t>(l.row_number(j, k));
        const std::ptrdiff_t e = l.row(j, k);
        RowSpan span = spans[row];
        for (const std::size_t beside : {row - 1, row + 1, row - static_cast<std::size_t>(l.ny + 2),
                                         row + static_cast<std::size_t>(l.ny + 2)})
            span.widen(spans[beside]);
        span = span.with_neighbours(l.width / RowSpan::block);
        RowSpan& out_span = fields.next_spans[s][row];
        float* const out = fields.next[s].data() + e;
        clear_outside(out, out_span, span);
        out_span = {};
        const int begin = span.first * RowSpan::block,
                  end = std::min(span.last * RowSpan::block, l.nx);
        if (!span.empty() && begin < end &&
            (subgrid_kernels::mix_row(
                 {end - begin, fields.scalar[s].data() + e + begin, viscosity_.data() + e + begin,
                  fields.share_x.data() + e + begin, fields.share_y.data() + e + begin,
                  fields.share_z.data() + e + begin, l.sy, l.sz, begin > 0 ? 1.0f : 0.0f,
                  end < l.nx ? 1.0f : 0.0f, j > 0 ? 1.0f : 0.0f, j + 1 < l.ny ? 1.0f : 0.0f,
                  k > 0 ? 1.0f : 0.0f, k + 1 < l.nz ? 1.0f : 0.0f, out + begin, scale, no_mass}) &
             0x7fffffffU) != 0)
            out_span = span_of(out, span);
        fields.next_holds[s][row] = out_span.empty() ? 0 : 1;
    };
    workers.for_parts(slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        for (int k = slabs_.first(part); k < slabs_.first(part + 1); ++k)
            for (int j = 0; j < l.ny; ++j)
                for (int s = 0; s < scalar_count; ++s) mix_one(s, j, k);
    });
    for (int s = 0; s < scalar_count; ++s) {
        fields.scalar[s].swap(fields.next[s]);
        fields.holds[s].swap(fields.next_holds[s]);
        fields.spans[s].swap(fields.next_spans[s]);
    }
}

}  // namespace firedrill
