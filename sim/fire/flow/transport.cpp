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
    // Through the high faces in y and the last one in x, where that is known, else null.
    const float *out_y, *out_x;
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

template <bool is_density, bool has_borders>
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
        if constexpr (has_borders) {
            if (r.out_y != nullptr) load(fy, r.out_y + i);
            if (r.out_x != nullptr && i + lanes == n) fx[lanes - 1] = *r.out_x;
        }
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
    std::uint8_t* out_holds[scalar_count];
    const RowSpan* spans[scalar_count];
    RowSpan* near[scalar_count];  // of the slab's rows in a plane: with what their update reads
    RowSpan* out_spans[scalar_count];
    float* weight[3];  // of a row's faces in x, y and z
    float* in_y[scalar_count];
    float* in_z[scalar_count];      // a plane of the slab, rows of `pitch`
    RowSpan* span_y;                // per scalar: where in_y is not zero
    RowSpan* span_z[scalar_count];  // per row of the slab: where in_z is not zero
    std::ptrdiff_t pitch;
    float scale, ambient;
    int first, last;  // rows of each plane
    RowSpan columns;  // of them
    bool is_whole;    // all columns; else others hold something, too
    // Columns [first, last) whose outflow is not counted.
    int first_uncounted, last_uncounted;
    // Of a fast slab. What crosses where it borders on slow gas is found in the first part, with
    // the whole step's scale, and used again in the others; null where there is no such border.
    bool is_first_part;
    float border_scale;
    float *low[scalar_count], *high[scalar_count];  // rows of `pitch` per plane
    RowSpan *low_span[scalar_count], *high_span[scalar_count];
    float *left[scalar_count], *right[scalar_count];  // per plane and row of the slab

    bool counts(int face) const { return face < first_uncounted || face >= last_uncounted; }
    std::ptrdiff_t crossing(int j, int k) const {  // of left and right
        return static_cast<std::ptrdiff_t>(k) * (last - first) + (j - first);
    }
};

// Sum over those columns of a row whose outflow counts.
FIREDRILL_INLINE double counted(const Slab& a, const float* row) {
    const int from = a.columns.first * RowSpan::block,
              until = std::min(a.columns.last * RowSpan::block, a.layout->nx);
    double sum = row_sum(row + from, until - from);
    const int rest = std::min(a.last_uncounted, a.layout->nx) - a.first_uncounted;
    if (rest > 0) sum -= row_sum(row + a.first_uncounted, rest);
    return sum;
}

// Through the face before cell i of a row.
FIREDRILL_INLINE float flux_x(const float* q, const float* u, int i, float scale) {
    float flux;
    limited_flux<float>(flux, u[i], slope_weight(u[i], u[i - 1], u[i + 1], scale), q[i - 2],
                        q[i - 1], q[i], q[i + 1]);
    return flux;
}

// `span` is where anything is or comes to.
template <bool is_density, bool is_fast>
FIREDRILL_INLINE void one_row(const Slab& a, int s, int j, int k, RowSpan span, Outflow& outflow) {
    const Layout& l = *a.layout;
    const int number = l.row_number(j, k);
    float* const in_y = a.in_y[s];
    float* const in_z = a.in_z[s] + a.pitch * (j - a.first);
    RowSpan& span_z = a.span_z[s][j - a.first];
    float* const out = a.out[s] + l.row(j, k);
    RowSpan& out_span = a.out_spans[s][number];
    // Beyond the span nothing flows.
    clear_outside(in_y, a.span_y[s], span);
    clear_outside(in_z, span_z, span);
    clear_outside(out, a.is_whole ? out_span : a.columns, span);
    a.span_y[s] = span_z = span;
    if (a.is_whole) out_span = {};
    const bool at_high = is_fast && a.high[s] != nullptr && j + 1 == a.last;
    float* const high = at_high ? a.high[s] + a.pitch * k : nullptr;
    if (at_high && a.is_first_part) {
        clear_outside(high, a.high_span[s][k], span);
        a.high_span[s][k] = span;
    }
    const float* const q_row = a.q[s] + l.row(j, k);
    const float* const u_row = a.u + l.row(j, k);
    const int first = a.columns.first * RowSpan::block, last = a.columns.last * RowSpan::block;
    if (is_fast && a.is_first_part) {
        const bool crosses = !a.spans[s][number].empty();
        if (a.left[s] != nullptr)
            a.left[s][a.crossing(j, k)] =
                crosses ? flux_x(q_row, u_row, first, a.border_scale) : 0.0f;
        if (a.right[s] != nullptr)
            a.right[s][a.crossing(j, k)] =
                crosses ? flux_x(q_row, u_row, last, a.border_scale) : 0.0f;
    }
    if (span.empty()) {
        a.out_holds[s][number] = out_span.empty() ? 0 : 1;
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
    r.in_x = 0.0f;  // nothing reaches the ends of what holds anything
    if (begin == first) {
        const bool is_border = is_fast && a.left[s] != nullptr;
        r.in_x = is_border ? a.left[s][a.crossing(j, k)] : flux_x(q_row, u_row, begin, a.scale);
    }
    r.in_y = in_y + begin;
    r.in_z = in_z + begin;
    r.out_y = at_high && !a.is_first_part ? high + begin : nullptr;
    r.out_x =
        is_fast && a.right[s] != nullptr && end == last ? a.right[s] + a.crossing(j, k) : nullptr;
    r.out = out + begin;
    r.on = l.two_rows_on(j, a.first, a.last);
    r.scale = a.scale;
    r.ambient = a.ambient;
    r.nothing = no_mass;
    if (j == 0) outflow.scalar[s] -= counted(a, in_y);
    if (k == 0) outflow.scalar[s] -= counted(a, in_z);
    if (begin == 0 && a.counts(0)) outflow.scalar[s] -= static_cast<double>(r.in_x);
    if (end > l.nx && a.counts(l.nx))
        outflow.scalar[s] += static_cast<double>(flux_x(q_row, u_row, l.nx, a.scale));
    const std::uint32_t any = update<is_density, is_fast>(r);
    if (at_high && a.is_first_part) std::copy_n(in_y + begin, r.n, high + begin);
    for (int i = std::max(l.nx, begin); i < end; ++i) out[i] = 0.0f;
    out_span.widen((any & 0x7fffffffU) != 0 ? span_of(out, span) : RowSpan{});
    a.out_holds[s][number] = out_span.empty() ? 0 : 1;
    if (j == l.ny - 1) outflow.scalar[s] += counted(a, in_y);
    if (k == l.nz - 1) outflow.scalar[s] += counted(a, in_z);
}

// Fluxes through the low faces of a row, where its neighbours hold anything: q0 … q3 are the
// numbers of the rows on either side, `speed` … of the faces.
FIREDRILL_INLINE void start_row(const Slab& a, int s, const float* speed, const int (&j)[4],
                                const int (&k)[4], float scale, float* out, RowSpan& span) {
    const Layout& l = *a.layout;
    RowSpan now;
    for (int n = 0; n < 4; ++n) now.widen(a.spans[s][l.row_number(j[n], k[n])]);
    now = now.within(a.columns);
    clear_outside(out, span, now);
    span = now;
    if (now.empty()) return;
    const int begin = now.first * RowSpan::block, n = (now.last - now.first) * RowSpan::block;
    const float* const q = a.q[s] + begin;
    fluxes_across(n, speed + l.row(j[2], k[2]) + begin, speed + l.row(j[1], k[1]) + begin,
                  speed + l.row(j[3], k[3]) + begin, q + l.row(j[0], k[0]), q + l.row(j[1], k[1]),
                  q + l.row(j[2], k[2]), q + l.row(j[3], k[3]), scale, out + begin);
}

// Makes `to`, which was zero outside `before`, what `from` is, which is zero outside `now`.
FIREDRILL_INLINE void copy_row(const float* from, RowSpan now, float* to, RowSpan& before) {
    clear_outside(to, before, now);
    before = now;
    if (!now.empty())
        std::copy(from + now.first * RowSpan::block, from + now.last * RowSpan::block,
                  to + now.first * RowSpan::block);
}

// Fluxes through the low faces of a slab's first row.
template <bool is_fast>
FIREDRILL_INLINE void start_slab(const Slab& a, int s, int k) {
    const int j = a.first;
    const bool is_border = is_fast && a.low[s] != nullptr;
    if (is_border && !a.is_first_part) {
        copy_row(a.low[s] + a.pitch * k, a.low_span[s][k], a.in_y[s], a.span_y[s]);
        return;
    }
    start_row(a, s, a.v, {std::max(j - 2, -1), j - 1, j, j + 1}, {k, k, k, k},
              is_border ? a.border_scale : a.scale, a.in_y[s], a.span_y[s]);
    if (is_border) copy_row(a.in_y[s], a.span_y[s], a.low[s] + a.pitch * k, a.low_span[s][k]);
}

// The part of a row where a scalar is or comes to.
template <bool is_fast>
FIREDRILL_INLINE RowSpan span_to_update(const Slab& a, int s, int j, int k) {
    const Layout& l = *a.layout;
    RowSpan span = a.near[s][j - a.first];
    if (s == density_excess) span.widen(a.expands[l.row_number(j, k)]);
    // What is in a block can reach two cells into the next.
    span = span.with_neighbours(l.width / RowSpan::block).within(a.columns);
    if (!is_fast || a.is_first_part) return span;
    // What crosses does so as it was found.
    if (a.low[s] != nullptr && j == a.first) span.widen(a.low_span[s][k]);
    if (a.high[s] != nullptr && j + 1 == a.last) span.widen(a.high_span[s][k]);
    const auto crosses = [&](const float* flux) {
        return flux != nullptr && flux[a.crossing(j, k)] != 0.0f;
    };
    const auto one = [](int block) {
        return RowSpan{static_cast<std::int16_t>(block), static_cast<std::int16_t>(block + 1)};
    };
    if (crosses(a.left[s])) span.widen(one(a.columns.first));
    if (crosses(a.right[s])) span.widen(one(a.columns.last - 1));
    return span;
}

template <bool is_fast>
FIREDRILL_INLINE void all_rows(const Slab& a, Outflow& outflow) {
    const Layout& l = *a.layout;
    const bool begins = a.columns.first == 0 && a.counts(0),
               ends = a.columns.last * RowSpan::block > l.nx && a.counts(l.nx);
    for (int k = 0; k < l.nz; ++k) {
        for (int s = 0; s < scalar_count; ++s) {
            if (k == 0)
                for (int j = a.first; j < a.last; ++j)
                    start_row(a, s, a.w, {j, j, j, j}, {-1, -1, 0, 1}, a.scale,
                              a.in_z[s] + a.pitch * (j - a.first), a.span_z[s][j - a.first]);
            start_slab<is_fast>(a, s, k);
            spans_around(l, a.spans[s], a.first, a.last, k, 2, a.near[s]);
        }
        for (int j = a.first; j < a.last; ++j) {
            RowSpan span[scalar_count], any;
            for (int s = 0; s < scalar_count; ++s) {
                span[s] = span_to_update<is_fast>(a, s, j, k);
                any.widen(span[s]);
            }
            if (!any.empty()) {
                const std::ptrdiff_t here = any.first * RowSpan::block;
                const int n = (any.last - any.first) * RowSpan::block;
                // Of the columns' last face, too.
                const int n_x = n + (any.last * RowSpan::block < l.width ? lanes : 0);
                const float* const u = a.u + l.row(j, k) + here;
                const float* const v = a.v + here;
                const float* const w = a.w + here;
                const std::ptrdiff_t on = l.row(j, k) + l.two_rows_on(j, a.first, a.last);
                fetch_row(a.u + here + on, n);
                fetch_row(v + l.sy + on, n);
                fetch_row(w + 2 * l.sz + on, n);
                const bool at_high = is_fast && a.high[0] != nullptr && j + 1 == a.last;
                weights(n_x, u, u - 1, u + 1, a.scale, a.weight[0] + here);
                weights(n, v + l.row(j + 1, k), v + l.row(j, k),
                        v + l.row(std::min(j + 2, l.ny), k), at_high ? a.border_scale : a.scale,
                        a.weight[1] + here);
                weights(n, w + l.row(j, k + 1), w + l.row(j, k),
                        w + l.row(j, std::min(k + 2, l.nz)), a.scale, a.weight[2] + here);
            }
            one_row<true, is_fast>(a, 0, j, k, span[0], outflow);
            for (int s = 1; s < scalar_count; ++s)
                one_row<false, is_fast>(a, s, j, k, span[s], outflow);
            const float* const u = a.u + l.row(j, k);
            if (ends) outflow.volume += static_cast<double>(u[l.nx]);
            if (begins) outflow.volume -= static_cast<double>(u[0]);
        }
        if (a.first == 0) outflow.volume -= counted(a, a.v + l.row(0, k));
        if (a.last == l.ny) outflow.volume += counted(a, a.v + l.row(l.ny, k));
    }
    for (int j = a.first; j < a.last; ++j)
        outflow.volume += counted(a, a.w + l.row(j, l.nz)) - counted(a, a.w + l.row(j, 0));
}

FIREDRILL_VECTOR_CLONES
void transport_slab(const Slab& a, Outflow& outflow) {
    all_rows<false>(a, outflow);
}

FIREDRILL_VECTOR_CLONES
void transport_fast_slab(const Slab& a, Outflow& outflow) {
    all_rows<true>(a, outflow);
}

}  // namespace transport_kernels

Transport::Transport(const Layout& layout) : layout_(layout) {
    const Slabs sections = Subcycles(layout).sections;
    scratch_.resize(static_cast<std::size_t>(sections.parts));
    const auto pitch = static_cast<std::size_t>(layout.sy + 16);
    const auto rows = static_cast<std::size_t>(sections.thickest());
    const auto planes = static_cast<std::size_t>(layout.nz);
    for (Scratch& scratch : scratch_) {
        for (Scratchpad& weight : scratch.weight) weight = Scratchpad(pitch);
        for (int s = 0; s < scalar_count; ++s) {
            scratch.in_y[s] = Scratchpad(pitch);
            scratch.in_z[s] = Scratchpad(static_cast<std::size_t>(layout.sy) * rows);
            scratch.span_z[s].assign(rows, {});
            scratch.near[s].assign(rows + RowSpan::more, {});
            const auto row = static_cast<std::size_t>(layout.sy);
            Crossing& crossing = scratch.crossing;
            for (Scratchpad* const flux : {&crossing.low[s], &crossing.high[s]})
                *flux = Scratchpad(row * planes);
            for (RowSpans* const spans : {&crossing.low_span[s], &crossing.high_span[s]})
                spans->assign(planes, {});
            for (Scratchpad* const flux : {&crossing.left[s], &crossing.right[s]})
                *flux = Scratchpad(rows * planes);
        }
    }
}

Outflow Transport::advance(Fields& fields, const FieldArray& expansion, const RowSpans& expands,
                           float ambient_density, const Subcycles& subcycles, int part, double dt,
                           double h, Workers& workers) {
    const Slabs& sections = subcycles.sections;
    const double part_dt = dt / subcycles.parts;
    workers.for_parts(sections.parts, [&](int section) {
        const bool holds_fast = subcycles.holds(section);
        if (part > 0 && !holds_fast) return;
        const SubnormalsAreZero mode;
        Scratch& scratch = scratch_[static_cast<std::size_t>(section)];
        Crossing& crossing = scratch.crossing;
        const bool low = section > 0 && !subcycles.holds(section - 1),
                   high = section + 1 < sections.parts && !subcycles.holds(section + 1),
                   left = subcycles.columns.first > 0,
                   right = subcycles.columns.last < subcycles.width;
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
            slab.out_holds[s] = fields.next_holds[s].data();
            slab.in_y[s] = scratch.in_y[s].data();
            slab.in_z[s] = scratch.in_z[s].data();
            slab.spans[s] = fields.spans[s].data();
            slab.out_spans[s] = fields.next_spans[s].data();
            slab.span_z[s] = scratch.span_z[s].data();
            slab.near[s] = scratch.near[s].data();
            slab.low_span[s] = crossing.low_span[s].data();
            slab.high_span[s] = crossing.high_span[s].data();
        }
        for (int axis = 0; axis < 3; ++axis) slab.weight[axis] = scratch.weight[axis].data();
        slab.span_y = scratch.span_y.data();
        slab.pitch = layout_.sy;
        slab.border_scale = static_cast<float>(dt / h);
        slab.is_first_part = part == 0;
        slab.ambient = ambient_density;
        slab.first = sections.first(section);
        slab.last = sections.first(section + 1);
        const auto carry = [&](const Columns& columns, bool is_fast, Outflow& outflow) {
            outflow = {};
            slab.columns = RowSpan::of_cells(columns.first, columns.last);
            slab.is_whole = slab.columns == RowSpan::whole(layout_);
            slab.scale = static_cast<float>((is_fast ? part_dt : dt) / h);
            slab.first_uncounted = slab.last_uncounted = -1;
            if (!is_fast && holds_fast) {
                slab.first_uncounted = subcycles.columns.first;
                slab.last_uncounted = subcycles.columns.last;
            }
            for (int s = 0; s < scalar_count; ++s) {
                slab.low[s] = is_fast && low ? crossing.low[s].data() : nullptr;
                slab.high[s] = is_fast && high ? crossing.high[s].data() : nullptr;
                slab.left[s] = is_fast && left ? crossing.left[s].data() : nullptr;
                slab.right[s] = is_fast && right ? crossing.right[s].data() : nullptr;
            }
            if (is_fast)
                transport_kernels::transport_fast_slab(slab, outflow);
            else
                transport_kernels::transport_slab(slab, outflow);
        };
        // What is fast lies within these rows: cheaper to carry twice than to go round it.
        if (part == 0) carry({0, layout_.width}, false, scratch.slow_outflow);
        scratch.fast_outflow = {};
        if (holds_fast) carry(subcycles.columns, true, scratch.fast_outflow);
    });
    Outflow total;
    const auto add = [&](const Outflow& outflow, double during) {
        total.volume += outflow.volume * during;
        for (int s = 0; s < scalar_count; ++s) total.scalar[s] += outflow.scalar[s] * during;
    };
    for (int section = 0; section < sections.parts; ++section) {
        if (part > 0 && !subcycles.holds(section)) continue;
        const Scratch& scratch = scratch_[static_cast<std::size_t>(section)];
        if (part == 0) add(scratch.slow_outflow, dt);
        add(scratch.fast_outflow, part_dt);
    }
    return total;
}

}  // namespace firedrill
