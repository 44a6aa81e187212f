#include "fire/flow/momentum.hpp"

#include <algorithm>

#include "fire/flow/lanes.hpp"
#include "fire/flow/momentum_flux.hpp"

namespace firedrill {
namespace momentum_kernels {

// One row of one velocity component q. An element's control volume is the cell shifted by half a
// cell against the component's axis; the flow through a side of it is the mean of two face flows
// (a, b); fluxes are computed with their sum and half the scale, which makes them twice as large.
// Sides in x come from a pass of their own, low sides in y and z are carried over from the row and
// plane before.
struct Row {
    int n;
    const float* q;
    const float *y0, *y2, *y3, *z0, *z2, *z3;
    const float *xa, *xb;                              // flow through the low side in x
    const float *ya_low, *yb_low, *ya_high, *yb_high;  // through the sides in y
    const float *za_low, *zb_low, *za_high, *zb_high;
    const float* share;
    const float *light_low, *light_high;  // lightness of the cells of a w face
    float* along_x;
    float *in_y, *in_z;
    float* out;
    float scale;  // dt/h/2
    float lift;   // dt g/2
};

FIREDRILL_INLINE void fluxes_x(const Row& r) {
    const int n = FIREDRILL_WHOLE(r.n);
    const float* __restrict q = r.q;
    const float* __restrict a = r.xa;
    const float* __restrict b = r.xb;
    float* __restrict f = r.along_x;
    FIREDRILL_INDEPENDENT
    for (int i = 0; i < n; ++i)
        f[i] = momentum_flux(a[i] + b[i], q[i - 2], q[i - 1], q[i], q[i + 1], r.scale);
}

template <bool is_vertical>
FIREDRILL_INLINE void update(const Row& r) {
    const int n = FIREDRILL_WHOLE(r.n);
    const float* __restrict q = r.q;
    const float* __restrict y0 = r.y0;
    const float* __restrict y2 = r.y2;
    const float* __restrict y3 = r.y3;
    const float* __restrict z0 = r.z0;
    const float* __restrict z2 = r.z2;
    const float* __restrict z3 = r.z3;
    const float* __restrict xa = r.xa;
    const float* __restrict xb = r.xb;
    const float* __restrict yal = r.ya_low;
    const float* __restrict ybl = r.yb_low;
    const float* __restrict yah = r.ya_high;
    const float* __restrict ybh = r.yb_high;
    const float* __restrict zal = r.za_low;
    const float* __restrict zbl = r.zb_low;
    const float* __restrict zah = r.za_high;
    const float* __restrict zbh = r.zb_high;
    const float* __restrict share = r.share;
    const float* __restrict light_low = r.light_low;
    const float* __restrict light_high = r.light_high;
    const float* __restrict f = r.along_x;
    float* __restrict in_y = r.in_y;
    float* __restrict in_z = r.in_z;
    float* __restrict out = r.out;
    const float scale = r.scale, lift = r.lift;
    FIREDRILL_INDEPENDENT
    for (int i = 0; i < n; ++i) {
        const float c = q[i];
        const float ay = yah[i] + ybh[i], az = zah[i] + zbh[i];
        const float fy = momentum_flux(ay, y0[i], c, y2[i], y3[i], scale);
        const float fz = momentum_flux(az, z0[i], c, z2[i], z3[i], scale);
        const float divergence = ((xa[i + 1] + xb[i + 1]) - (xa[i] + xb[i])) +
                                 (ay - (yal[i] + ybl[i])) + (az - (zal[i] + zbl[i]));
        const float net = (f[i + 1] - f[i]) + (fy - in_y[i]) + (fz - in_z[i]) - c * divergence;
        in_y[i] = fy;
        in_z[i] = fz;
        float value = c - scale * net;
        if constexpr (is_vertical) value += lift * (light_low[i] + light_high[i] - 2.0f);
        out[i] = value * share[i];
    }
}

FIREDRILL_INLINE void fluxes_across(int n, const float* a, const float* b, const float* q0,
                                    const float* q1, const float* q2, const float* q3, float scale,
                                    float* out) {
    n = FIREDRILL_WHOLE(n);
    FIREDRILL_INDEPENDENT
    for (int i = 0; i < n; ++i)
        out[i] = momentum_flux(a[i] + b[i], q0[i], q1[i], q2[i], q3[i], scale);
}

struct Slab {
    const Layout* layout;
    const float* q[3];
    const float* share[3];
    float* out[3];
    const float* lightness;
    const float* zero;  // a row of zeros
    float* along_x;
    float* in_y[3];
    float* in_z[3];
    float scale, lift;
    const Fields* fields;
    const Subgrid* subgrid;  // none: null
    float dt_h2;
    int first, last;

    // A row, or zeros beyond the ghosts.
    const float* row(int component, int j, int k) const {
        const bool inside = j >= -1 && j <= layout->ny && k >= -1 && k <= layout->nz;
        return inside ? q[component] + layout->row(j, k) : zero;
    }
};

// Rows of flow on either half of the low side in y of component c's control volumes.
template <int c>
FIREDRILL_INLINE void low_side_y(const Slab& a, int j, int k, const float*& p, const float*& q) {
    if constexpr (c == 0) {
        q = a.row(1, j, k);
        p = q - 1;
    } else if constexpr (c == 1) {
        p = a.row(1, j - 1, k);
        q = a.row(1, j, k);
    } else {
        p = a.row(1, j, k - 1);
        q = a.row(1, j, k);
    }
}
template <int c>
FIREDRILL_INLINE void low_side_z(const Slab& a, int j, int k, const float*& p, const float*& q) {
    if constexpr (c == 0) {
        q = a.row(2, j, k);
        p = q - 1;
    } else if constexpr (c == 1) {
        p = a.row(2, j - 1, k);
        q = a.row(2, j, k);
    } else {
        p = a.row(2, j, k - 1);
        q = a.row(2, j, k);
    }
}

template <int c>
FIREDRILL_INLINE void start_plane(const Slab& a, int k, int rows) {
    const Layout& l = *a.layout;
    const int n = l.width;
    for (int j = 0; j < rows; ++j) {
        const float *p, *q;
        low_side_z<c>(a, j, k, p, q);
        fluxes_across(n, p, q, a.row(c, j, k - 2), a.row(c, j, k - 1), a.row(c, j, k),
                      a.row(c, j, k + 1), a.scale, a.in_z[c] + l.sy * j);
    }
}

template <int c>
FIREDRILL_INLINE void plane(const Slab& a, int k, int rows) {
    const Layout& l = *a.layout;
    const int n = l.width;
    {
        const float *p, *q;
        low_side_y<c>(a, 0, k, p, q);
        fluxes_across(n, p, q, a.row(c, -2, k), a.row(c, -1, k), a.row(c, 0, k), a.row(c, 1, k),
                      a.scale, a.in_y[c]);
    }
    for (int j = 0; j < rows; ++j) {
        Row r;
        r.n = n;
        r.q = a.row(c, j, k);
        r.y0 = a.row(c, j - 1, k);
        r.y2 = a.row(c, j + 1, k);
        r.y3 = a.row(c, j + 2, k);
        r.z0 = a.row(c, j, k - 1);
        r.z2 = a.row(c, j, k + 1);
        r.z3 = a.row(c, j, k + 2);
        if constexpr (c == 0) {
            r.xb = a.row(0, j, k);
            r.xa = r.xb - 1;
        } else if constexpr (c == 1) {
            r.xa = a.row(0, j - 1, k);
            r.xb = a.row(0, j, k);
        } else {
            r.xa = a.row(0, j, k - 1);
            r.xb = a.row(0, j, k);
        }
        low_side_y<c>(a, j, k, r.ya_low, r.yb_low);
        low_side_y<c>(a, j + 1, k, r.ya_high, r.yb_high);
        low_side_z<c>(a, j, k, r.za_low, r.zb_low);
        low_side_z<c>(a, j, k + 1, r.za_high, r.zb_high);
        const std::ptrdiff_t here = l.row(j, k);
        r.share = a.share[c] + here;
        r.light_low = a.lightness + l.row(j, k - 1);
        r.light_high = a.lightness + here;
        r.along_x = a.along_x;
        r.in_y = a.in_y[c];
        r.in_z = a.in_z[c] + l.sy * j;
        r.out = a.out[c] + here;
        r.scale = a.scale;
        r.lift = a.lift;
        fluxes_x(r);
        update<c == 2>(r);
        if (a.subgrid != nullptr)
            a.subgrid->add_to_momentum(*a.fields, static_cast<Axis>(c), j, k, a.dt_h2, r.out);
    }
}

FIREDRILL_VECTOR_CLONES
void momentum_slab(const Slab& a) {
    const Layout& l = *a.layout;
    start_plane<0>(a, a.first, l.ny);
    start_plane<1>(a, a.first, l.ny + 1);
    start_plane<2>(a, a.first, l.ny);
    for (int k = a.first; k < a.last; ++k) {
        plane<0>(a, k, l.ny);
        plane<1>(a, k, l.ny + 1);
        plane<2>(a, k, l.ny);
    }
    if (a.last == l.nz) plane<2>(a, l.nz, l.ny);
}

}  // namespace momentum_kernels

Momentum::Momentum(const Layout& layout)
    : layout_(layout),
      slabs_(layout.nz, 4, 8),
      zero_row_(static_cast<std::size_t>(layout.sy + 32)) {
    scratch_.resize(static_cast<std::size_t>(slabs_.parts));
    const auto pitch = static_cast<std::size_t>(layout.sy + 16);
    for (Scratch& scratch : scratch_) {
        scratch.along_x = Scratchpad(pitch);
        for (int c = 0; c < 3; ++c) {
            scratch.in_y[c] = Scratchpad(pitch);
            scratch.in_z[c] = Scratchpad(static_cast<std::size_t>(layout.sy) *
                                         static_cast<std::size_t>(layout.ny + 1));
        }
    }
}

namespace {

// A partly open face: flow straight through it at the speed in its open part, first order and
// implicit in itself, so that its speed is bounded by its neighbours' and the pressure's doing
// whatever its share. Between still gas and the opening this is Bernoulli's law.
void predict_partial(const std::vector<std::int32_t>& faces, std::ptrdiff_t stride,
                     const float* flow, const float* share, const float* lightness, float scale,
                     float lift, float* out) {
    for (const std::int32_t face : faces) {
        const float s = share[face];
        if (s <= 0.0f || s >= 1.0f) continue;
        const float speed = flow[face] / s;
        const float before = flow[face - stride], after = flow[face + stride];
        const float from_before = std::max(0.5f * (before + speed), 0.0f) * scale;
        const float from_after = std::max(-0.5f * (after + speed), 0.0f) * scale;
        float value =
            (speed + from_before * before + from_after * after) / (1.0f + from_before + from_after);
        if (lift != 0.0f) value += lift * (lightness[face - stride] + lightness[face] - 2.0f);
        out[face] = value * s;
    }
}

}  // namespace

void Momentum::predict(const Fields& fields, const FieldArray& lightness,
                       const PartialFaces& partial, const Subgrid& subgrid, double dt, double h,
                       FieldArray& u, FieldArray& v, FieldArray& w, Workers& workers) {
    const auto scale = static_cast<float>(dt / h);
    const auto lift = static_cast<float>(0.5 * dt * gravity);
    workers.for_parts(slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        Scratch& scratch = scratch_[static_cast<std::size_t>(part)];
        momentum_kernels::Slab slab;
        slab.layout = &layout_;
        slab.q[0] = fields.u.data();
        slab.q[1] = fields.v.data();
        slab.q[2] = fields.w.data();
        slab.share[0] = fields.share_x.data();
        slab.share[1] = fields.share_y.data();
        slab.share[2] = fields.share_z.data();
        slab.out[0] = u.data();
        slab.out[1] = v.data();
        slab.out[2] = w.data();
        slab.lightness = lightness.data();
        slab.zero = zero_row_.data() + Layout::lead;
        slab.along_x = scratch.along_x.data();
        for (int c = 0; c < 3; ++c) {
            slab.in_y[c] = scratch.in_y[c].data();
            slab.in_z[c] = scratch.in_z[c].data();
        }
        slab.scale = 0.5f * scale;
        slab.lift = lift;
        slab.fields = &fields;
        slab.subgrid = subgrid.acts() ? &subgrid : nullptr;
        slab.dt_h2 = static_cast<float>(dt / (h * h));
        slab.first = slabs_.first(part);
        slab.last = slabs_.first(part + 1);
        momentum_kernels::momentum_slab(slab);
    });
    predict_partial(partial.x, 1, fields.u.data(), fields.share_x.data(), lightness.data(), scale,
                    0.0f, u.data());
    predict_partial(partial.y, layout_.sy, fields.v.data(), fields.share_y.data(), lightness.data(),
                    scale, 0.0f, v.data());
    predict_partial(partial.z, layout_.sz, fields.w.data(), fields.share_z.data(), lightness.data(),
                    scale, lift, w.data());
}

}  // namespace firedrill
