#include "fire/flow/transport.hpp"

#include <algorithm>

#include "fire/flow/lanes.hpp"
#include "fire/flow/limited_flux.hpp"

namespace firedrill {
namespace transport_kernels {

// Rows that one update needs; see the drawing. `below` and `above` are one row or plane away.
//
//   q[-2] q[-1] | q[0] | q[1] q[2]      flux at the low face between q[-1] and q[0] is carried over
//              low    high              from the row before, only the high one is computed
//
// Along x the low face's flux is the high one of the cell before, one lane further.
struct Row {
    int n;
    const float* q;             // the row itself
    const float *y0, *y2, *y3;  // rows j-1, j+1, j+2 (clamped to the ghosts)
    const float *z0, *z2, *z3;
    const float *u, *v_low, *v, *w_low, *w;  // v, w: at the row's high faces
    const float *weight_x, *weight_y, *weight_z;
    const float* expansion;
    float in_x;  // through the first low face
    float *in_y, *in_z;
    float* out;
    std::ptrdiff_t on;  // to the row that comes two later
    float scale;
    float ambient;
    float nothing;  // less is zero
};

FIREDRILL_INLINE void flux_at(Lanes& flux, const float* speed, const float* weight, const float* q0,
                              const float* q1, const float* q2, const float* q3) {
    Lanes s, w, a, b, c, d;
    load(s, speed);
    load(w, weight);
    load(a, q0);
    load(b, q1);
    load(c, q2);
    load(d, q3);
    limited_flux<Lanes>(flux, s, w, a, b, c, d);
}

template <bool is_density>
FIREDRILL_INLINE std::uint32_t update(const Row& r) {
    const int n = FIREDRILL_WHOLE(r.n);
    LaneBits any{};
    Lanes before{};
    before[lanes - 1] = r.in_x;
    for (int i = 0; i < n; i += lanes) {
        Lanes fx, fy, fz, in_y, in_z, c;
        const float* const q = r.q + i;
        fetch(r.z3 + r.on + i);
        fetch(r.out + r.on + i);
        if constexpr (is_density) fetch(r.expansion + r.on + i);
        load(c, q);
        flux_at(fx, r.u + i + 1, r.weight_x + i + 1, q - 1, q, q + 1, q + 2);
        flux_at(fy, r.v + i, r.weight_y + i, r.y0 + i, q, r.y2 + i, r.y3 + i);
        flux_at(fz, r.w + i, r.weight_z + i, r.z0 + i, q, r.z2 + i, r.z3 + i);
        load(in_y, r.in_y + i);
        load(in_z, r.in_z + i);
        const Lanes in_x = __builtin_shufflevector(before, fx, 15, 16, 17, 18, 19, 20, 21, 22, 23,
                                                   24, 25, 26, 27, 28, 29, 30);
        before = fx;
        Lanes net = (fx - in_x) + (fy - in_y) + (fz - in_z);
        store(r.in_y + i, fy);
        store(r.in_z + i, fz);
        if constexpr (is_density) {
            Lanes ul, uh, vl, vh, wl, wh, expansion;
            load(ul, r.u + i);
            load(uh, r.u + i + 1);
            load(vl, r.v_low + i);
            load(vh, r.v + i);
            load(wl, r.w_low + i);
            load(wh, r.w + i);
            load(expansion, r.expansion + i);
            const Lanes divergence = (uh - ul) + (vh - vl) + (wh - wl);
            net += r.ambient * expansion - c * (divergence - expansion);
        }
        const Lanes value = c - r.scale * net;
        LaneBits bits, kept;
        if constexpr (is_density) {
            sizes(bits, value);
            kept = __builtin_bit_cast(Lanes, bits) < r.nothing;
        } else {
            kept = value < r.nothing;
        }
        bits = __builtin_bit_cast(LaneBits, value) & ~kept;
        any |= bits;
        store(r.out + i, __builtin_bit_cast(Lanes, bits));
    }
    std::uint32_t all = 0;
    for (int l = 0; l < lanes; ++l) all |= static_cast<std::uint32_t>(any[l]);
    return all;
}

FIREDRILL_INLINE void weights(int n, const float* speed, const float* speed_below,
                              const float* speed_above, float scale, float* out) {
    n = FIREDRILL_WHOLE(n);
    FIREDRILL_INDEPENDENT
    for (int i = 0; i < n; ++i)
        out[i] = slope_weight(speed[i], speed_below[i], speed_above[i], scale);
}

// Fluxes through faces whose low and high neighbours are rows of `q`.
FIREDRILL_INLINE void fluxes_across(int n, const float* speed, const float* speed_below,
                                    const float* speed_above, const float* q0, const float* q1,
                                    const float* q2, const float* q3, float scale, float* out) {
    n = FIREDRILL_WHOLE(n);
    for (int i = 0; i < n; i += lanes) {
        alignas(64) float weight[lanes];
        for (int l = 0; l < lanes; ++l)
            weight[l] = slope_weight(speed[i + l], speed_below[i + l], speed_above[i + l], scale);
        Lanes flux;
        flux_at(flux, speed + i, weight, q0 + i, q1 + i, q2 + i, q3 + i);
        store(out + i, flux);
    }
}

struct Slab {
    const Layout* layout;
    const float *u, *v, *w;
    const float* expansion;
    const RowSpan* expands;
    const float* q[scalar_count];
    float* out[scalar_count];
    const std::uint8_t* holds[scalar_count];
    std::uint8_t* out_holds[scalar_count];
    const RowSpan* spans[scalar_count];
    RowSpan* out_spans[scalar_count];
    float* weight[3];  // of a row's faces in x, y and z
    float* in_y[scalar_count];
    float* in_z[scalar_count];      // a plane of the slab, rows of `pitch`
    RowSpan* span_y;                // per scalar: where in_y is not zero
    RowSpan* span_z[scalar_count];  // per row of the slab: where in_z is not zero
    std::ptrdiff_t pitch;
    float scale, ambient;
    int first, last;  // rows of each plane
};

// The part of a row where it or any row that its update reads holds anything.
FIREDRILL_INLINE RowSpan span_around(const Layout& l, const RowSpan* spans, int j, int k) {
    RowSpan span;
    for (int d = -2; d <= 2; ++d) {
        const int jj = std::clamp(j + d, -1, l.ny), kk = std::clamp(k + d, -1, l.nz);
        span.widen(spans[l.row_number(jj, k)]);
        span.widen(spans[l.row_number(j, kk)]);
    }
    return span;
}

// Through the face before cell i of a row.
FIREDRILL_INLINE float flux_x(const Slab& a, const float* q, const float* u, int i) {
    float flux;
    limited_flux<float>(flux, u[i], a.weight[0][i], q[i - 2], q[i - 1], q[i], q[i + 1]);
    return flux;
}

// `span` is where anything is or comes to.
template <bool is_density>
FIREDRILL_INLINE void one_row(const Slab& a, int s, int j, int k, RowSpan span, Outflow& outflow) {
    const Layout& l = *a.layout;
    const int number = l.row_number(j, k);
    float* const in_y = a.in_y[s];
    float* const in_z = a.in_z[s] + a.pitch * (j - a.first);
    RowSpan& span_z = a.span_z[s][j - a.first];
    float* const out = a.out[s] + l.row(j, k);
    // Beyond the span nothing flows.
    clear_outside(in_y, a.span_y[s], span);
    clear_outside(in_z, span_z, span);
    clear_outside(out, a.out_spans[s][number], span);
    a.span_y[s] = span_z = span;
    if (span.empty()) {
        a.out_holds[s][number] = 0;
        a.out_spans[s][number] = {};
        return;
    }
    const int begin = span.first * RowSpan::block, end = span.last * RowSpan::block;
    const std::ptrdiff_t here = l.row(j, k) + begin;
    const int j3 = std::min(j + 2, l.ny), k3 = std::min(k + 2, l.nz);
    const std::ptrdiff_t up_y = l.row(j + 1, k) + begin, up_z = l.row(j, k + 1) + begin;
    const float* const q = a.q[s];
    Row r;
    r.n = end - begin;
    r.q = q + here;
    r.y0 = q + l.row(j - 1, k) + begin;
    r.y2 = q + up_y;
    r.y3 = q + l.row(j3, k) + begin;
    r.z0 = q + l.row(j, k - 1) + begin;
    r.z2 = q + up_z;
    r.z3 = q + l.row(j, k3) + begin;
    r.u = a.u + here;
    r.v_low = a.v + here;
    r.v = a.v + up_y;
    r.w_low = a.w + here;
    r.w = a.w + up_z;
    r.weight_x = a.weight[0] + begin;
    r.weight_y = a.weight[1] + begin;
    r.weight_z = a.weight[2] + begin;
    r.expansion = a.expansion + here;
    r.in_x = begin == 0 ? flux_x(a, q + here, r.u, 0) : 0.0f;  // nothing reaches the span's ends
    r.in_y = in_y + begin;
    r.in_z = in_z + begin;
    r.out = out + begin;
    r.on = l.two_rows_on(j, a.first, a.last);
    r.scale = a.scale;
    r.ambient = a.ambient;
    r.nothing = no_mass;
    if (j == 0) outflow.scalar[s] -= row_sum(in_y, l.nx);
    if (k == 0) outflow.scalar[s] -= row_sum(in_z, l.nx);
    if (begin == 0) outflow.scalar[s] -= static_cast<double>(r.in_x);
    if (end > l.nx)
        outflow.scalar[s] +=
            static_cast<double>(flux_x(a, q + l.row(j, k), a.u + l.row(j, k), l.nx));
    const std::uint32_t any = update<is_density>(r);
    for (int i = std::max(l.nx, begin); i < end; ++i) out[i] = 0.0f;
    const RowSpan holds = (any & 0x7fffffffU) != 0 ? span_of(out, span) : RowSpan{};
    a.out_spans[s][number] = holds;
    a.out_holds[s][number] = holds.empty() ? 0 : 1;
    if (j == l.ny - 1) outflow.scalar[s] += row_sum(in_y, l.nx);
    if (k == l.nz - 1) outflow.scalar[s] += row_sum(in_z, l.nx);
}

// Fluxes through the low faces of a row, where its neighbours hold anything: q0 … q3 are the
// numbers of the rows on either side, `speed` … of the faces.
FIREDRILL_INLINE void start_row(const Slab& a, int s, const float* speed, const int (&j)[4],
                                const int (&k)[4], float* out, RowSpan& span) {
    const Layout& l = *a.layout;
    RowSpan now;
    for (int n = 0; n < 4; ++n) now.widen(a.spans[s][l.row_number(j[n], k[n])]);
    clear_outside(out, span, now);
    span = now;
    if (now.empty()) return;
    const int begin = now.first * RowSpan::block, n = (now.last - now.first) * RowSpan::block;
    const float* const q = a.q[s] + begin;
    fluxes_across(n, speed + l.row(j[2], k[2]) + begin, speed + l.row(j[1], k[1]) + begin,
                  speed + l.row(j[3], k[3]) + begin, q + l.row(j[0], k[0]), q + l.row(j[1], k[1]),
                  q + l.row(j[2], k[2]), q + l.row(j[3], k[3]), a.scale, out + begin);
}

FIREDRILL_VECTOR_CLONES
void transport_slab(const Slab& a, Outflow& outflow) {
    const Layout& l = *a.layout;
    for (int k = 0; k < l.nz; ++k) {
        for (int s = 0; s < scalar_count; ++s) {
            if (k == 0)
                for (int j = a.first; j < a.last; ++j)
                    start_row(a, s, a.w, {j, j, j, j}, {-1, -1, 0, 1},
                              a.in_z[s] + a.pitch * (j - a.first), a.span_z[s][j - a.first]);
            const int j = a.first;
            start_row(a, s, a.v, {std::max(j - 2, -1), j - 1, j, j + 1}, {k, k, k, k}, a.in_y[s],
                      a.span_y[s]);
        }
        for (int j = a.first; j < a.last; ++j) {
            RowSpan span[scalar_count], any;
            for (int s = 0; s < scalar_count; ++s) {
                span[s] = span_around(l, a.spans[s], j, k);
                if (s == density_excess) span[s].widen(a.expands[l.row_number(j, k)]);
                // What is in a block can reach two cells into the next.
                span[s] = span[s].with_neighbours(l.width / RowSpan::block);
                any.widen(span[s]);
            }
            if (!any.empty()) {
                const std::ptrdiff_t here = any.first * RowSpan::block;
                const int n = (any.last - any.first) * RowSpan::block;
                const float* const u = a.u + l.row(j, k) + here;
                const float* const v = a.v + here;
                const float* const w = a.w + here;
                const std::ptrdiff_t on = l.row(j, k) + l.two_rows_on(j, a.first, a.last);
                fetch_row(a.u + here + on, n);
                fetch_row(v + l.sy + on, n);
                fetch_row(w + 2 * l.sz + on, n);
                weights(n, u, u - 1, u + 1, a.scale, a.weight[0] + here);
                weights(n, v + l.row(j + 1, k), v + l.row(j, k),
                        v + l.row(std::min(j + 2, l.ny), k), a.scale, a.weight[1] + here);
                weights(n, w + l.row(j, k + 1), w + l.row(j, k),
                        w + l.row(j, std::min(k + 2, l.nz)), a.scale, a.weight[2] + here);
            }
            one_row<true>(a, 0, j, k, span[0], outflow);
            for (int s = 1; s < scalar_count; ++s) one_row<false>(a, s, j, k, span[s], outflow);
            const float* const u = a.u + l.row(j, k);
            outflow.volume += static_cast<double>(u[l.nx]) - static_cast<double>(u[0]);
        }
        if (a.first == 0) outflow.volume -= row_sum(a.v + l.row(0, k), l.nx);
        if (a.last == l.ny) outflow.volume += row_sum(a.v + l.row(l.ny, k), l.nx);
    }
    for (int j = a.first; j < a.last; ++j)
        outflow.volume += row_sum(a.w + l.row(j, l.nz), l.nx) - row_sum(a.w + l.row(j, 0), l.nx);
}

}  // namespace transport_kernels

Transport::Transport(const Layout& layout)
    : layout_(layout), slabs_(slabs_of_rows(layout, thinnest_slab)) {
    scratch_.resize(static_cast<std::size_t>(slabs_.parts));
    const auto pitch = static_cast<std::size_t>(layout.sy + 16);
    const auto rows = static_cast<std::size_t>(slabs_.thickest());
    for (Scratch& scratch : scratch_) {
        for (Scratchpad& weight : scratch.weight) weight = Scratchpad(pitch);
        for (int s = 0; s < scalar_count; ++s) {
            scratch.in_y[s] = Scratchpad(pitch);
            scratch.in_z[s] = Scratchpad(static_cast<std::size_t>(layout.sy) * rows);
            scratch.span_z[s].assign(rows, {});
        }
    }
}

Outflow Transport::advance(Fields& fields, const FieldArray& expansion, const RowSpans& expands,
                           float ambient_density, float dt_over_h, Workers& workers) {
    workers.for_parts(slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        Scratch& scratch = scratch_[static_cast<std::size_t>(part)];
        transport_kernels::Slab slab;
        slab.layout = &layout_;
        slab.u = fields.u.data();
        slab.v = fields.v.data();
        slab.w = fields.w.data();
        slab.expansion = expansion.data();
        slab.expands = expands.data();
        for (int s = 0; s < scalar_count; ++s) {
            slab.q[s] = fields.scalar[s].data();
            slab.out[s] = fields.next[s].data();
            slab.holds[s] = fields.holds[s].data();
            slab.out_holds[s] = fields.next_holds[s].data();
            slab.in_y[s] = scratch.in_y[s].data();
            slab.in_z[s] = scratch.in_z[s].data();
            slab.spans[s] = fields.spans[s].data();
            slab.out_spans[s] = fields.next_spans[s].data();
            slab.span_z[s] = scratch.span_z[s].data();
        }
        for (int axis = 0; axis < 3; ++axis) slab.weight[axis] = scratch.weight[axis].data();
        slab.span_y = scratch.span_y.data();
        slab.pitch = layout_.sy;
        slab.scale = dt_over_h;
        slab.ambient = ambient_density;
        slab.first = slabs_.first(part);
        slab.last = slabs_.first(part + 1);
        scratch.outflow = {};
        transport_kernels::transport_slab(slab, scratch.outflow);
    });
    for (int s = 0; s < scalar_count; ++s) {
        fields.scalar[s].swap(fields.next[s]);
        fields.holds[s].swap(fields.next_holds[s]);
        fields.spans[s].swap(fields.next_spans[s]);
    }
    Outflow total;
    for (const Scratch& scratch : scratch_) {
        total.volume += scratch.outflow.volume;
        for (int s = 0; s < scalar_count; ++s) total.scalar[s] += scratch.outflow.scalar[s];
    }
    return total;
}

}  // namespace firedrill
