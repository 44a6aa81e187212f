#include "fire/flow/momentum.hpp"

#include <algorithm>
#include <type_traits>

#include "fire/flow/lanes.hpp"
#include "fire/flow/momentum_flux.hpp"

namespace firedrill {
namespace {

// Rows on either side that the update of a row reads.
constexpr int beyond = 2;

}  // namespace
namespace momentum_kernels {

// Weights of what viscosity carries along x, for each column.
struct Ends {
    float *own, *carried, *edge;
};

// One row of one velocity component q. An element's control volume is the cell shifted by half a
// cell against the component's axis; the flow through a side of it is the mean of two face flows
// (a, b); fluxes are computed with their sum and half the scale, which makes them twice as large.
// Only the high sides' fluxes are computed: those of low sides are carried over from the row and
// plane before, in x from the lane before. A flux holds what the subgrid's viscosity carries, too:
// between cells along the component's axis their viscosity times the difference, across it the mean
// of the four cells around the edge, where both faces are open.
struct Row {
    int n;
    bool is_outermost;  // no cells before it
    const float* q;
    const float *y0, *y2, *y3, *z0, *z2, *z3;
    const float *xa, *xb;                              // flow through the low side in x
    const float *ya_low, *yb_low, *ya_high, *yb_high;  // through the sides in y
    const float *za_low, *zb_low, *za_high, *zb_high;
    const float *share, *share_y, *share_z;  // of the row and of the ones above it in y and z
    const float* nu;                         // viscosity of the cells on the high sides
    std::ptrdiff_t axis, sy, sz;
    const float *light_low, *light_high;  // lightness of the cells of a w face
    float *in_y, *in_z;
    float* out;
    std::ptrdiff_t on;  // to the row that comes two later
    float scale;        // dt/h/2
    float lift;         // dt g/2
    // Weights of what viscosity carries along the axis, to this face and on to the next one, and
    // across it: none to outer faces. In x by columns.
    float own, carried, edge;
    Ends ends;
};

template <class Lanes>
FIREDRILL_INLINE void flux_at(Lanes& flux, const Lanes& speed, const float* q0, const Lanes& q1,
                              const Lanes& q2, const float* q3, float scale) {
    const Lanes zero{};
    Lanes a, d;
    load(a, q0);
    load(d, q3);
    const auto forward = speed > zero;
    const Lanes from = forward ? q1 : q2, into = forward ? q2 : q1, beyond = forward ? a : d;
    const auto known = beyond != zero;
    const Lanes half = 0.5f * (into - beyond), whole = into - from;
    const Lanes slope = known ? half : whole;
    BitsOf<Lanes> size;
    sizes(size, speed);
    flux = speed * (from + (0.5f - (0.5f * scale) * __builtin_bit_cast(Lanes, size)) * slope);
}

template <class Lanes>
FIREDRILL_INLINE void sum_at(Lanes& sum, const float* a, const float* b) {
    Lanes other;
    load(sum, a);
    load(other, b);
    sum += other;
}

// Faces side by side, the viscosity at them and the weights of what that carries: for the face
// itself, for the next one along the axis, and to either side across it; by columns or for all.
template <class Lanes, class Weight>
struct Faces {
    Lanes c, share;
    Lanes here, middle;  // of the cell on its high side; of both sides
    Weight own, carried, edge;
};
template <int component, class Lanes>
using FacesOf = Faces<Lanes, std::conditional_t<component == 0, Lanes, float>>;

template <int component, class Lanes, class Weight>
FIREDRILL_INLINE void load_faces(Faces<Lanes, Weight>& f, const Row& r, int i) {
    load(f.c, r.q + i);
    load(f.share, r.share + i);
    load(f.here, r.nu + i);
    load(f.middle, r.nu + i - r.axis);
    f.middle += f.here;
    if constexpr (component == 0) {
        load(f.own, r.ends.own + i);
        load(f.carried, r.ends.carried + i);
        load(f.edge, r.ends.edge + i);
    } else {
        f.own = r.own;
        f.carried = r.carried;
        f.edge = r.edge;
    }
}

// Adds to the flux through a high side what viscosity carries; `carry` is what the next face takes
// over. `next` points to the cells beyond that side, q2 to the face there.
template <bool is_along, class Lanes, class Weight>
FIREDRILL_INLINE void add_viscous(Lanes& flux, Lanes& carry, const Faces<Lanes, Weight>& f,
                                  const Lanes& q2, const float* next, std::ptrdiff_t axis,
                                  const float* share_next) {
    if constexpr (is_along) {
        const Lanes carried = (4.0f * f.here) * (q2 - f.c);
        carry = flux - f.carried * carried;
        flux -= f.own * carried;
    } else {
        Lanes beside, share;
        sum_at(beside, next, next - axis);
        load(share, share_next);
        const Lanes zero{};
        const Lanes least = f.share < share ? f.share : share;
        const Lanes carried = (f.middle + beside) * (q2 - f.c);
        flux -= f.edge * (least > zero ? carried : zero);
        carry = flux;
    }
}

// What the cells before a row's first hand over to it through their high sides in x.
template <int component, class Lanes>
FIREDRILL_INLINE void hand_over_x(const Row& r, Lanes& carried, Lanes& flow) {
    constexpr int last = lanes_in<Lanes> - 1, before = -lanes_in<Lanes>;
    if (r.is_outermost) {  // the subgrid knows nothing beyond it
        flow[last] = r.xa[0] + r.xb[0];
        carried[last] = momentum_flux(flow[last], r.q[-2], r.q[-1], r.q[0], r.q[1], r.scale);
        return;
    }
    FacesOf<component, Lanes> f;
    load_faces<component>(f, r, before);
    Lanes east, fx;
    load(east, r.q + before + 1);
    sum_at(flow, r.xa + before + 1, r.xb + before + 1);
    flux_at(fx, flow, r.q + before - 1, f.c, east, r.q + before + 2, r.scale);
    carried = fx;
    add_viscous<component == 0>(fx, carried, f, east, r.nu + before + 1, r.axis,
                                r.share + before + 1);
}

template <int component, class Lanes>
FIREDRILL_INLINE void update(const Row& r) {
    const int n = FIREDRILL_WHOLE(r.n);
    const float scale = r.scale, lift = r.lift;
    Lanes carried_x{}, flow_before{};
    hand_over_x<component, Lanes>(r, carried_x, flow_before);
    const std::ptrdiff_t on = r.on;
    // Beside the row's columns nothing else asks for what it reads.
    if (!r.is_outermost)
        for (const std::ptrdiff_t beside : {on - lanes, on + n}) {
            fetch(r.q + beside);
            fetch(r.share + beside);
            if constexpr (component == 0) fetch(r.nu + beside);
            if constexpr (component != 0) fetch(r.xb + beside);
        }
    for (int i = 0; i < n; i += lanes_in<Lanes>) {
        if (i % lanes == 0) {
            fetch(r.z3 + on + i);
            fetch(r.share_z + on + i);
            fetch(r.out + on + i);
            if constexpr (component == 0) fetch(r.nu + r.sz + on + i);
            if constexpr (component == 2) fetch(r.light_high + on + i);
        }
        FacesOf<component, Lanes> f;
        load_faces<component>(f, r, i);
        Lanes east, north, top, ax, ay, az, fx, fy, fz;
        load(east, r.q + i + 1);
        load(north, r.y2 + i);
        load(top, r.z2 + i);
        sum_at(ax, r.xa + i + 1, r.xb + i + 1);
        sum_at(ay, r.ya_high + i, r.yb_high + i);
        sum_at(az, r.za_high + i, r.zb_high + i);
        flux_at(fx, ax, r.q + i - 1, f.c, east, r.q + i + 2, scale);
        flux_at(fy, ay, r.y0 + i, f.c, north, r.y3 + i, scale);
        flux_at(fz, az, r.z0 + i, f.c, top, r.z3 + i, scale);
        Lanes carry_x = fx, carry_y = fy, carry_z = fz;
        const float* const nu = r.nu + i;
        add_viscous<component == 0>(fx, carry_x, f, east, nu + 1, r.axis, r.share + i + 1);
        add_viscous<component == 1>(fy, carry_y, f, north, nu + r.sy, r.axis, r.share_y + i);
        add_viscous<component == 2>(fz, carry_z, f, top, nu + r.sz, r.axis, r.share_z + i);
        Lanes in_x, in_y, in_z, ax_low, ay_low, az_low;
        one_further(in_x, carried_x, carry_x);
        one_further(ax_low, flow_before, ax);
        carried_x = carry_x;
        flow_before = ax;
        load(in_y, r.in_y + i);
        load(in_z, r.in_z + i);
        store(r.in_y + i, carry_y);
        store(r.in_z + i, carry_z);
        sum_at(ay_low, r.ya_low + i, r.yb_low + i);
        sum_at(az_low, r.za_low + i, r.zb_low + i);
        const Lanes divergence = (ax - ax_low) + (ay - ay_low) + (az - az_low);
        const Lanes net = (fx - in_x) + (fy - in_y) + (fz - in_z) - f.c * divergence;
        Lanes value = f.c - scale * net;
        if constexpr (component == 2) {
            Lanes light;
            sum_at(light, r.light_low + i, r.light_high + i);
            value += lift * (light - 2.0f);
        }
        store(r.out + i, value * f.share);
    }
}

// What the row before a slab's first hands over to it through its high sides in y.
template <int component, class Lanes>
FIREDRILL_INLINE void hand_over_y(const Row& r) {
    const int n = FIREDRILL_WHOLE(r.n);
    for (int i = 0; i < n; i += lanes_in<Lanes>) {
        FacesOf<component, Lanes> f;
        load_faces<component>(f, r, i);
        Lanes north, ay, fy, carry;
        load(north, r.y2 + i);
        sum_at(ay, r.ya_high + i, r.yb_high + i);
        flux_at(fy, ay, r.y0 + i, f.c, north, r.y3 + i, r.scale);
        carry = fy;
        add_viscous<component == 1>(fy, carry, f, north, r.nu + i + r.sy, r.axis, r.share_y + i);
        store(r.in_y + i, carry);
    }
}

template <class Lanes>
FIREDRILL_INLINE void fluxes_across(int n, const float* a, const float* b, const float* q0,
                                    const float* q1, const float* q2, const float* q3, float scale,
                                    float* out) {
    n = FIREDRILL_WHOLE(n);
    for (int i = 0; i < n; i += lanes_in<Lanes>) {
        Lanes speed, low, high, flux;
        sum_at(speed, a + i, b + i);
        load(low, q1 + i);
        load(high, q2 + i);
        flux_at(flux, speed, q0 + i, low, high, q3 + i, scale);
        store(out + i, flux);
    }
}

struct Slab {
    const Layout* layout;
    const float* q[3];        // what carries
    const float* carried[3];  // and what is carried: the same, or later
    const float* share[3];
    float* out[3];
    const float* lightness;
    const float* zero;  // a row of zeros
    Ends ends;
    float* in_y[3];
    float* in_z[3];  // rows of the slab
    const float* nu;
    float scale, lift;
    float viscous;    // of the viscosity's weights where they are not zero: 1/(2 h)
    int first, last;  // rows of each plane
    int width;        // columns, from where the arrays begin
    bool is_outermost;

    // A row, or zeros beyond the ghosts.
    const float* row(int component, int j, int k) const {
        return is_inside(j, k) ? q[component] + layout->row(j, k) : zero;
    }
    const float* carried_row(int component, int j, int k) const {
        return is_inside(j, k) ? carried[component] + layout->row(j, k) : zero;
    }
    bool is_inside(int j, int k) const {
        return j >= -1 && j <= layout->ny && k >= -1 && k <= layout->nz;
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
FIREDRILL_INLINE void row_of(Row& r, const Slab& a, int j, int k) {
    const Layout& l = *a.layout;
    r.n = a.width;
    r.is_outermost = a.is_outermost;
    r.q = a.carried_row(c, j, k);
    r.y0 = a.carried_row(c, j - 1, k);
    r.y2 = a.carried_row(c, j + 1, k);
    r.y3 = a.carried_row(c, j + 2, k);
    r.z0 = a.carried_row(c, j, k - 1);
    r.z2 = a.carried_row(c, j, k + 1);
    r.z3 = a.carried_row(c, j, k + 2);
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
    r.share_y = r.share + l.sy;
    r.share_z = r.share + l.sz;
    r.nu = a.nu + here;
    r.axis = c == 0 ? 1 : (c == 1 ? l.sy : l.sz);
    r.sy = l.sy;
    r.sz = l.sz;
    const int at = c == 1 ? j : k, end = c == 1 ? l.ny : l.nz;
    r.own = r.edge = at > 0 && at < end ? a.viscous : 0.0f;
    r.carried = at + 1 < end ? a.viscous : 0.0f;
    r.ends = a.ends;
    r.light_low = a.lightness + l.row(j, k - 1);
    r.light_high = a.lightness + here;
    r.in_y = a.in_y[c];
    r.in_z = a.in_z[c] + l.sy * (j - a.first);
    r.out = a.out[c] + here;
    r.scale = a.scale;
    r.lift = a.lift;
}

template <int c, class Lanes>
FIREDRILL_INLINE void start_lowest(const Slab& a, int last) {
    const Layout& l = *a.layout;
    for (int j = a.first; j < last; ++j) {
        const float *p, *q;
        low_side_z<c>(a, j, 0, p, q);
        fluxes_across<Lanes>(a.width, p, q, a.carried_row(c, j, -2), a.carried_row(c, j, -1),
                             a.carried_row(c, j, 0), a.carried_row(c, j, 1), a.scale,
                             a.in_z[c] + l.sy * (j - a.first));
    }
}

template <int c, class Lanes>
FIREDRILL_INLINE void plane(const Slab& a, int k, int last) {
    const Layout& l = *a.layout;
    Row r;
    if (a.first == 0) {
        const float *p, *q;
        low_side_y<c>(a, 0, k, p, q);
        fluxes_across<Lanes>(a.width, p, q, a.carried_row(c, -2, k), a.carried_row(c, -1, k),
                             a.carried_row(c, 0, k), a.carried_row(c, 1, k), a.scale, a.in_y[c]);
    } else {
        row_of<c>(r, a, a.first - 1, k);
        hand_over_y<c, Lanes>(r);
    }
    for (int j = a.first; j < last; ++j) {
        row_of<c>(r, a, j, k);
        r.on = l.two_rows_on(j, a.first, last);
        update<c, Lanes>(r);
    }
}

template <int bytes>
FIREDRILL_INLINE void all_planes(const Slab& a) {
    using Lanes = LanesOf<bytes>;
    const Layout& l = *a.layout;
    const int last_v = a.last == l.ny ? l.ny + 1 : a.last;
    start_lowest<0, Lanes>(a, a.last);
    start_lowest<1, Lanes>(a, last_v);
    start_lowest<2, Lanes>(a, a.last);
    for (int k = 0; k <= l.nz; ++k) {
        if (k < l.nz) {
            plane<0, Lanes>(a, k, a.last);
            plane<1, Lanes>(a, k, last_v);
        }
        plane<2, Lanes>(a, k, a.last);
    }
}
FIREDRILL_BY_WIDTH(void momentum_slab(const Slab& a), all_planes, (a))

}  // namespace momentum_kernels

Momentum::Momentum(const Layout& layout)
    : layout_(layout),
      slabs_(slabs_of_rows(layout, 12)),
      half_{FieldArray(layout), FieldArray(layout), FieldArray(layout)},
      zero_row_(static_cast<std::size_t>(layout.sy + 32)),
      ends_(3 * static_cast<std::size_t>(layout.width)) {
    scratch_.resize(static_cast<std::size_t>(
        std::max(slabs_.parts, Subcycles::halves * Subcycles(layout).sections.parts)));
    const auto pitch = static_cast<std::size_t>(layout.sy + 16);
    const auto rows = static_cast<std::size_t>(slabs_.thickest() + 1);
    for (Scratch& scratch : scratch_) {
        for (int c = 0; c < 3; ++c) {
            scratch.in_y[c] = Scratchpad(pitch);
            scratch.in_z[c] = Scratchpad(static_cast<std::size_t>(layout.sy) * rows);
        }
    }
}

Momentum::Piece Momentum::fast_part(const Subcycles& subcycles, const FastRows& rows,
                                    int reach) const {
    const Slabs& sections = subcycles.sections;
    const bool is_lowest = rows.first == sections.first(subcycles.first_section),
               is_highest = rows.last == sections.first(subcycles.last_section);
    const int columns = (reach + lanes - 1) / lanes * lanes;
    return {is_lowest ? std::max(rows.first - reach, 0) : rows.first,
            is_highest ? std::min(rows.last + reach, layout_.ny) : rows.last,
            {std::max(subcycles.columns.first - columns, 0),
             std::min(subcycles.columns.last + columns, subcycles.width)}};
}

// Into the velocities in the middle of the step those of `around`, without those of `piece`.
void Momentum::copy_around(const Piece& piece, const Piece& around,
                           const FieldArray* const (&flow)[3]) {
    for (int c = 0; c < 3; ++c) {
        const auto copy = [&](int j, int k, int first, int last) {
            const std::ptrdiff_t row = layout_.row(j, k);
            std::copy(flow[c]->data() + row + first, flow[c]->data() + row + last,
                      half_[c].data() + row + first);
        };
        // The outermost faces in y lie one row beyond the last cells.
        const int last = around.last + (c == 1 && around.last == layout_.ny ? 1 : 0);
        for (int k = 0; k < layout_.nz + (c == 2 ? 1 : 0); ++k)
            for (int j = around.first; j < last; ++j) {
                const bool outermost = j == layout_.ny && piece.last == layout_.ny;
                if (!outermost && (j < piece.first || j >= piece.last)) {
                    copy(j, k, around.columns.first, around.columns.last);
                } else {
                    copy(j, k, around.columns.first, piece.columns.first);
                    copy(j, k, piece.columns.last, around.columns.last);
                }
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
                       const PartialFaces& partial, const Rims& rims, const Subgrid& subgrid,
                       const Subcycles& subcycles, double dt, double h, FieldArray& u,
                       FieldArray& v, FieldArray& w, Workers& workers) {
    const auto scale = static_cast<float>(dt / h);
    const auto lift = static_cast<float>(0.5 * dt * gravity);
    const auto viscous = static_cast<float>(0.5 / h);
    const momentum_kernels::Ends ends{ends_.data(), ends_.data() + layout_.width,
                                      ends_.data() + 2 * layout_.width};
    for (int i = 0; i < layout_.nx; ++i) {
        ends.own[i] = ends.edge[i] = i > 0 ? viscous : 0.0f;
        ends.carried[i] = i + 1 < layout_.nx ? viscous : 0.0f;
    }
    const FieldArray* const flow[3] = {&fields.u, &fields.v, &fields.w};
    const FieldArray* const half[3] = {&half_[0], &half_[1], &half_[2]};
    FieldArray* const out[3] = {&u, &v, &w};
    const auto slab_of = [&](int number, const Piece& piece) {
        const int from = piece.columns.first;
        Scratch& scratch = scratch_[static_cast<std::size_t>(number)];
        momentum_kernels::Slab slab;
        slab.layout = &layout_;
        slab.share[0] = fields.share_x.data() + from;
        slab.share[1] = fields.share_y.data() + from;
        slab.share[2] = fields.share_z.data() + from;
        slab.lightness = lightness.data() + from;
        slab.zero = zero_row_.data() + Layout::lead;
        slab.ends = {ends.own + from, ends.carried + from, ends.edge + from};
        for (int c = 0; c < 3; ++c) {
            slab.q[c] = slab.carried[c] = flow[c]->data() + from;
            slab.in_y[c] = scratch.in_y[c].data();
            slab.in_z[c] = scratch.in_z[c].data();
        }
        slab.nu = subgrid.viscosity().data() + from;
        slab.viscous = viscous;
        slab.first = piece.first;
        slab.last = piece.last;
        slab.width = piece.columns.last - from;
        slab.is_outermost = from == 0;
        return slab;
    };
    const std::vector<std::int32_t>* const partly_open[3] = {&partial.x, &partial.y, &partial.z};
    const FieldArray* const share[3] = {&fields.share_x, &fields.share_y, &fields.share_z};
    const auto predict_partly_open = [&](int c, FieldArray* const(&to)[3], float over,
                                         float lifted) {
        const Axis along = c == 0 ? Axis::x : (c == 1 ? Axis::y : Axis::z);
        predict_partial(*partly_open[c], layout_.stride(along), flow[c]->data(), share[c]->data(),
                        lightness.data(), over, c == 2 ? lifted : 0.0f, to[c]->data());
    };
    const float part_scale = scale / static_cast<float>(parts);
    FieldArray* const middle[3] = {&half_[0], &half_[1], &half_[2]};
    if (subcycles.any()) {
        workers.for_parts(subcycles.fast_units(), [&](int unit) {
            const FastRows rows = subcycles.fast_rows(unit);
            const Piece piece = fast_part(subcycles, rows, 0);
            if (piece.empty()) return;
            const SubnormalsAreZero mode;
            momentum_kernels::Slab slab = slab_of(rows.number, piece);
            for (int c = 0; c < 3; ++c) slab.out[c] = middle[c]->data() + piece.columns.first;
            slab.scale = 0.5f * part_scale;
            slab.lift = 0.0f;
            momentum_kernels::momentum_slab(slab);
            // The second half reads rows and columns on either side: slow ones, as they were.
            copy_around(piece, fast_part(subcycles, rows, beyond), flow);
        });
        workers.for_parts(3, [&](int c) {
            predict_partly_open(c, middle, part_scale, 0.0f);
            rims.correct(c, fields, flow, part_scale, subcycles, true, *middle[c]);
        });
    }
    workers.for_parts(slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        momentum_kernels::Slab slab =
            slab_of(part, {slabs_.first(part), slabs_.first(part + 1), {0, layout_.width}});
        for (int c = 0; c < 3; ++c) slab.out[c] = out[c]->data();
        slab.scale = 0.5f * scale;
        slab.lift = lift;
        momentum_kernels::momentum_slab(slab);
    });
    // What is fast lies within these rows: cheaper to compute twice than to go round it.
    workers.for_parts(subcycles.fast_units(), [&](int unit) {
        const FastRows rows = subcycles.fast_rows(unit);
        const Piece piece = fast_part(subcycles, rows, 0);
        if (piece.empty()) return;
        const SubnormalsAreZero mode;
        momentum_kernels::Slab slab = slab_of(rows.number, piece);
        for (int c = 0; c < 3; ++c) {
            slab.carried[c] = half[c]->data() + piece.columns.first;
            slab.out[c] = out[c]->data() + piece.columns.first;
        }
        slab.scale = 0.5f * part_scale;
        slab.lift = lift;
        momentum_kernels::momentum_slab(slab);
    });
    workers.for_parts(3, [&](int c) {
        predict_partly_open(c, out, scale, lift);
        if (subcycles.any()) rims.correct(c, fields, half, part_scale, subcycles, true, *out[c]);
        rims.correct(c, fields, flow, scale, subcycles, false, *out[c]);
    });
}

}  // namespace firedrill
