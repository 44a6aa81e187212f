#include "fire/flow/transport.hpp"

#include <algorithm>

#include "fire/flow/lanes.hpp"
#include "fire/flow/limited_flux.hpp"

namespace firedrill {
namespace transport_kernels {

// Where the rows lie that the update of one reads: elements from its own to those below and above.
//
//   q[-2] q[-1] | q[0] | q[1] q[2]      flux at the low face between q[-1] and q[0] is carried over
//              low    high              from the row before, only the high one is computed
//
// Along x the low face's flux is the high one of the cell before, one lane further.
struct RowsAround {
    std::ptrdiff_t y0, y2, y3, z0, z2, z3;  // j-1, j+1, j+2 (not beyond the ghosts); the same of k
    std::ptrdiff_t on;                      // to the row that comes two later
};

// Speeds through the high faces of cells side by side, and the weights of slopes in their fluxes:
// the same for all that the flow carries.
template <class Lanes>
struct Faces {
    Lanes u, v, w;
    Lanes weight_x, weight_y, weight_z;
};

template <class Lanes>
FIREDRILL_INLINE void face(Lanes& speed, Lanes& weight, const float* here, std::ptrdiff_t below,
                           std::ptrdiff_t above, float scale) {
    Lanes low, high;
    load(speed, here);
    load(low, here + below);
    load(high, here + above);
    slope_weight<Lanes>(weight, speed, low, high, scale);
}

template <class Lanes>
FIREDRILL_INLINE void flux_between(Lanes& flux, const Lanes& speed, const Lanes& weight,
                                   const float* q0, const float* q1, const float* q2,
                                   const float* q3) {
    Lanes a, b, c, d;
    load(a, q0);
    load(b, q1);
    load(c, q2);
    load(d, q3);
    limited_flux<Lanes>(flux, speed, weight, a, b, c, d);
}

// Fluxes through faces whose low and high neighbours are rows of `q`.
template <class Lanes>
FIREDRILL_INLINE void fluxes_across(int n, const float* speed, std::ptrdiff_t below,
                                    std::ptrdiff_t above, const float* q0, const float* q1,
                                    const float* q2, const float* q3, float scale, float* out) {
    n = FIREDRILL_WHOLE(n);
    for (int i = 0; i < n; i += lanes_in<Lanes>) {
        Lanes here, weight, flux;
        face(here, weight, speed + i, below, above, scale);
        flux_between(flux, here, weight, q0 + i, q1 + i, q2 + i, q3 + i);
        store(out + i, flux);
    }
}

// What fast and slow exchange at their borders in a section that holds both: found by the slow,
// with the whole step's scale, and used by the fast in each of their parts. Null where there is no
// such border.
struct Border {
    float *low, *high;              // through faces in y: rows of `pitch` per plane
    RowSpan *low_span, *high_span;  // per plane where they are not zero
    float *left, *right;            // through faces in x: per plane and row of the slab
};

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
    float* in_y[scalar_count];
    float* in_z[scalar_count];      // a plane of the slab, rows of `pitch`
    RowSpan* span_y;                // per scalar: where in_y is not zero
    RowSpan* span_z[scalar_count];  // per row of the slab: where in_z is not zero
    std::ptrdiff_t pitch;
    float scale, ambient;
    int first, last;                  // rows of each plane
    int section_first, section_last;  // of the section that they belong to
    RowSpan columns;                  // of them
    bool is_whole;                    // all columns; else others hold something, too
    RowSpan skipped;                  // of a slow slab: columns among them that a fast one works on
    Border border[scalar_count];

    bool works_on(int column) const {
        return column < skipped.first * RowSpan::block || column >= skipped.last * RowSpan::block;
    }
    std::ptrdiff_t crossing(int j, int k) const {  // of what crosses in x
        return static_cast<std::ptrdiff_t>(k) * (section_last - section_first) +
               (j - section_first);
    }
    bool at_high_border(int s, int j) const { return border[s].high != nullptr && j + 1 == last; }
};

// What few rows or only the first of a plane need is compiled by itself: within every kernel that
// needs it, it would take the compiler half a minute more.

FIREDRILL_INLINE double sum_of_blocks(const Layout& l, const float* row, int first, int last) {
    const int from = first * RowSpan::block, until = std::min(last * RowSpan::block, l.nx);
    return until > from ? row_sum(row + from, until - from) : 0.0;
}

// Sum over the slab's columns of a row.
FIREDRILL_VECTOR_CLONES
double sum_of_row(const Slab& a, const float* row) {
    if (a.skipped.empty()) return sum_of_blocks(*a.layout, row, a.columns.first, a.columns.last);
    return sum_of_blocks(*a.layout, row, a.columns.first, a.skipped.first) +
           sum_of_blocks(*a.layout, row, a.skipped.last, a.columns.last);
}

// Through the face before cell i of a row: an outer one, mostly closed.
FIREDRILL_INLINE float flux_x(const float* q, const float* u, int i, float scale) {
    if (u[i] == 0.0f) return 0.0f;
    float weight, flux;
    slope_weight<float>(weight, u[i], u[i - 1], u[i + 1], scale);
    limited_flux<float>(flux, u[i], weight, q[i - 2], q[i - 1], q[i], q[i + 1]);
    return flux;
}

// Makes `to`, which was zero outside `before`, what `from` is, which is zero outside `now`.
FIREDRILL_INLINE void copy_row(const float* from, RowSpan now, float* to, RowSpan& before) {
    clear_outside(to, before, now);
    before = now;
    if (!now.empty())
        std::copy(from + now.first * RowSpan::block, from + now.last * RowSpan::block,
                  to + now.first * RowSpan::block);
}

// Fluxes through the low faces of a row, where its neighbours hold anything within `columns`:
// q0 … q3 are the numbers of the rows on either side, `speed` … of the faces.
template <int bytes>
FIREDRILL_INLINE void start_row_by(const Slab& a, int s, const float* speed, const int (&j)[4],
                                   const int (&k)[4], RowSpan columns, float* out, RowSpan& span) {
    const Layout& l = *a.layout;
    RowSpan now;
    for (int n = 0; n < 4; ++n) now.widen(a.spans[s][l.row_number(j[n], k[n])]);
    now = now.within(columns);
    clear_outside(out, span, now);
    span = now;
    if (now.empty()) return;
    const int begin = now.first * RowSpan::block, n = (now.last - now.first) * RowSpan::block;
    const float* const q = a.q[s] + begin;
    const std::ptrdiff_t here = l.row(j[2], k[2]);
    fluxes_across<LanesOf<bytes>>(n, speed + here + begin, l.row(j[1], k[1]) - here,
                                  l.row(j[3], k[3]) - here, q + l.row(j[0], k[0]),
                                  q + l.row(j[1], k[1]), q + here, q + l.row(j[3], k[3]), a.scale,
                                  out + begin);
}
FIREDRILL_BY_WIDTH(void start_row(const Slab& a, int s, const float* speed, const int (&j)[4],
                                  const int (&k)[4], RowSpan columns, float* out, RowSpan& span),
                   start_row_by, (a, s, speed, j, k, columns, out, span))

// The same for the faces in y before row j.
FIREDRILL_INLINE void start_row_y(const Slab& a, int s, int j, int k, RowSpan columns, float* out,
                                  RowSpan& span) {
    start_row(a, s, a.v, {std::max(j - 2, -1), j - 1, j, std::min(j + 1, a.layout->ny)},
              {k, k, k, k}, columns, out, span);
}

// What a plane hands over from slow to fast through faces in y.
FIREDRILL_INLINE void fill_border(const Slab& a, int s, int k) {
    const Border& border = a.border[s];
    if (border.low != nullptr)
        start_row_y(a, s, a.first, k, a.skipped, border.low + a.pitch * k, border.low_span[k]);
    if (border.high != nullptr)
        start_row_y(a, s, a.last, k, a.skipped, border.high + a.pitch * k, border.high_span[k]);
}

// Fluxes through the low faces of a slab's first row.
template <bool is_fast>
FIREDRILL_INLINE void start_plane(const Slab& a, int s, int k) {
    const Border& border = a.border[s];
    if (is_fast && border.low != nullptr)
        copy_row(border.low + a.pitch * k, border.low_span[k], a.in_y[s], a.span_y[s]);
    else
        start_row_y(a, s, a.first, k, a.columns, a.in_y[s], a.span_y[s]);
}

// The part of a row where a scalar is or comes to.
template <bool is_fast>
FIREDRILL_INLINE RowSpan span_to_update(const Slab& a, int s, int j, int k) {
    const Layout& l = *a.layout;
    RowSpan span = a.near[s][j - a.first];
    if (s == density_excess) span.widen(a.expands[l.row_number(j, k)]);
    // What is in a block can reach two cells into the next.
    span = span.with_neighbours(l.width / RowSpan::block).within(a.columns);
    if (!is_fast) return span;
    // What crosses does so as it was found, even where nothing is left of it.
    const Border& border = a.border[s];
    if (border.low != nullptr && j == a.first) span.widen(border.low_span[k]);
    if (a.at_high_border(s, j)) span.widen(border.high_span[k]);
    const auto crosses = [&](const float* flux) {
        return flux != nullptr && flux[a.crossing(j, k)] != 0.0f;
    };
    const auto one = [](int block) {
        return RowSpan{static_cast<std::int16_t>(block), static_cast<std::int16_t>(block + 1)};
    };
    if (crosses(border.left)) span.widen(one(a.columns.first));
    if (crosses(border.right)) span.widen(one(a.columns.last - 1));
    return span;
}

// A row while it is worked on.
template <class Lanes>
struct Row {
    int j, k;
    std::ptrdiff_t at;  // its element 0
    RowsAround around;
    RowSpan span[scalar_count];  // where anything is or comes to
    Lanes before[scalar_count];  // fluxes in x through the faces of the cells before
    BitsOf<Lanes> held[scalar_count];
};
template <class Lanes>
constexpr int last_lane = lanes_in<Lanes> - 1;

template <bool is_fast, class Lanes>
FIREDRILL_INLINE void begin_row(const Slab& a, int s, Row<Lanes>& r, Outflow& outflow) {
    const Layout& l = *a.layout;
    const int j = r.j, k = r.k;
    const RowSpan span = r.span[s];
    float* const in_y = a.in_y[s];
    float* const in_z = a.in_z[s] + a.pitch * (j - a.first);
    RowSpan& span_z = a.span_z[s][j - a.first];
    RowSpan& out_span = a.out_spans[s][l.row_number(j, k)];
    // Beyond the span nothing flows.
    clear_outside(in_y, a.span_y[s], span);
    clear_outside(in_z, span_z, span);
    clear_outside(a.out[s] + r.at, a.is_whole ? out_span : a.columns, span);
    a.span_y[s] = span_z = span;
    if (a.is_whole) out_span = {};
    r.before[s] = Lanes{};  // nothing reaches the ends of what holds anything
    r.held[s] = BitsOf<Lanes>{};
    const float* const q = a.q[s] + r.at;
    const float* const u = a.u + r.at;
    if (span.empty()) return;
    if (span.first == a.columns.first) {
        const bool is_border = is_fast && a.border[s].left != nullptr;
        r.before[s][last_lane<Lanes>] = is_border
                                            ? a.border[s].left[a.crossing(j, k)]
                                            : flux_x(q, u, span.first * RowSpan::block, a.scale);
    }
    if (j == 0) outflow.scalar[s] -= sum_of_row(a, in_y);
    if (k == 0) outflow.scalar[s] -= sum_of_row(a, in_z);
    if (span.first == 0 && a.works_on(0))
        outflow.scalar[s] -= static_cast<double>(r.before[s][last_lane<Lanes>]);
    if (span.last * RowSpan::block > l.nx && a.works_on(l.nx))
        outflow.scalar[s] += static_cast<double>(flux_x(q, u, l.nx, a.scale));
}

template <bool is_density, bool is_fast, class Lanes>
FIREDRILL_INLINE void update(const Slab& a, const Faces<Lanes>& f, int s, int i, Row<Lanes>& r) {
    const RowsAround& at = r.around;
    const float* const q = a.q[s] + r.at + i;
    float* const out = a.out[s] + r.at + i;
    float* const low_y = a.in_y[s] + i;
    float* const low_z = a.in_z[s] + a.pitch * (r.j - a.first) + i;
    if (i % lanes == 0) {
        fetch(q + at.z3 + at.on);
        fetch(out + at.on);
    }
    Lanes fx, fy, fz, in_y, in_z, c;
    load(c, q);
    flux_between(fx, f.u, f.weight_x, q - 1, q, q + 1, q + 2);
    flux_between(fy, f.v, f.weight_y, q + at.y0, q, q + at.y2, q + at.y3);
    flux_between(fz, f.w, f.weight_z, q + at.z0, q, q + at.z2, q + at.z3);
    if constexpr (is_fast) {
        const Border& border = a.border[s];
        if (a.at_high_border(s, r.j)) load(fy, border.high + a.pitch * r.k + i);
        if (border.right != nullptr && i + lanes_in<Lanes> == a.columns.last * RowSpan::block)
            fx[last_lane<Lanes>] = border.right[a.crossing(r.j, r.k)];
    }
    load(in_y, low_y);
    load(in_z, low_z);
    Lanes in_x;
    one_further(in_x, r.before[s], fx);
    r.before[s] = fx;
    Lanes net = (fx - in_x) + (fy - in_y) + (fz - in_z);
    store(low_y, fy);
    store(low_z, fz);
    if constexpr (is_density) {
        const std::ptrdiff_t e = r.at + i;
        Lanes ul, vl, wl, expansion;
        load(ul, a.u + e);
        load(vl, a.v + e);
        load(wl, a.w + e);
        load(expansion, a.expansion + e);
        if (i % lanes == 0) fetch(a.expansion + e + at.on);
        const Lanes divergence = (f.u - ul) + (f.v - vl) + (f.w - wl);
        net += a.ambient * expansion - c * (divergence - expansion);
    }
    const Lanes value = c - a.scale * net;
    BitsOf<Lanes> bits, is_nothing;
    if constexpr (is_density) {
        sizes(bits, value);
        is_nothing = __builtin_bit_cast(Lanes, bits) < no_mass;
    } else {
        is_nothing = value < no_mass;
    }
    bits = __builtin_bit_cast(BitsOf<Lanes>, value) & ~is_nothing;
    r.held[s] |= bits;
    store(out, __builtin_bit_cast(Lanes, bits));
}

// All scalars side by side: they share what the flow does.
template <bool is_fast, class Lanes>
FIREDRILL_INLINE void update_blocks(const Slab& a, int first, int last, Row<Lanes>& r) {
    const Layout& l = *a.layout;
    const RowsAround& at = r.around;
    const auto above = [](int number, int count) { return number + 1 < count ? 1 : 0; };
    const std::ptrdiff_t above_y = l.sy * above(r.j, l.ny), above_z = l.sz * above(r.k, l.nz);
    for (int i = first * RowSpan::block; i < last * RowSpan::block; i += lanes_in<Lanes>) {
        const std::ptrdiff_t e = r.at + i;
        const float* const u = a.u + e + 1;
        const float* const v = a.v + e + l.sy;
        const float* const w = a.w + e + l.sz;
        if (i % lanes == 0) {
            fetch(u - 1 + at.on);
            fetch(v + at.on);
            fetch(w + l.sz + at.on);
        }
        Faces<Lanes> f;
        face(f.u, f.weight_x, u, -1, 1, a.scale);
        face(f.v, f.weight_y, v, -l.sy, above_y, a.scale);
        face(f.w, f.weight_z, w, -l.sz, above_z, a.scale);
        const int block = i / RowSpan::block;
        const auto is_in = [block](RowSpan span) {
            return block >= span.first && block < span.last;
        };
        if (is_in(r.span[density_excess])) update<true, is_fast>(a, f, density_excess, i, r);
        for (int s = density_excess + 1; s < scalar_count; ++s)
            if (is_in(r.span[s])) update<false, is_fast>(a, f, s, i, r);
    }
}

// Takes down what crosses into the skipped columns of a row on the left and out of them on the
// right, to where the row goes on.
template <class Lanes>
FIREDRILL_INLINE void cross_skipped(const Slab& a, Row<Lanes>& r) {
    const std::ptrdiff_t crossing = a.crossing(r.j, r.k);
    const std::ptrdiff_t last = r.at + a.skipped.last * RowSpan::block - lanes_in<Lanes>;
    Lanes u, weight;
    face(u, weight, a.u + last + 1, -1, 1, a.scale);
    for (int s = 0; s < scalar_count; ++s) {
        const RowSpan span = r.span[s];
        const Border& border = a.border[s];
        if (border.left != nullptr)
            border.left[crossing] = span.first < a.skipped.first && span.last >= a.skipped.first
                                        ? r.before[s][last_lane<Lanes>]
                                        : 0.0f;
        r.before[s] = Lanes{};
        if (border.right == nullptr) continue;
        const float* const q = a.q[s] + last;
        if (!span.empty()) flux_between(r.before[s], u, weight, q - 1, q, q + 1, q + 2);
        border.right[crossing] = r.before[s][last_lane<Lanes>];
    }
}

template <class Lanes>
FIREDRILL_INLINE void end_row(const Slab& a, int s, const Row<Lanes>& r, Outflow& outflow) {
    const Layout& l = *a.layout;
    const int number = l.row_number(r.j, r.k);
    const RowSpan span = r.span[s];
    float* const out = a.out[s] + r.at;
    RowSpan& out_span = a.out_spans[s][number];
    for (int i = std::max(l.nx, span.first * RowSpan::block); i < span.last * RowSpan::block; ++i)
        out[i] = 0.0f;
    if (holds_anything(r.held[s])) out_span.widen(span_of(out, span, a.skipped));
    a.out_holds[s][number] = out_span.empty() ? 0 : 1;
    if (span.empty()) return;
    if (r.j == l.ny - 1) outflow.scalar[s] += sum_of_row(a, a.in_y[s]);
    if (r.k == l.nz - 1) outflow.scalar[s] += sum_of_row(a, a.in_z[s] + a.pitch * (r.j - a.first));
}

template <bool is_fast, class Lanes>
FIREDRILL_INLINE void one_row(const Slab& a, int j, int k, Outflow& outflow) {
    const Layout& l = *a.layout;
    Row<Lanes> r;
    r.j = j;
    r.k = k;
    r.at = l.row(j, k);
    r.around = {-l.sy,
                l.sy,
                l.sy * (std::min(j + 2, l.ny) - j),
                -l.sz,
                l.sz,
                l.sz * (std::min(k + 2, l.nz) - k),
                l.two_rows_on(j, a.first, a.last)};
    RowSpan any;
    for (int s = 0; s < scalar_count; ++s) {
        r.span[s] = span_to_update<is_fast>(a, s, j, k);
        any.widen(r.span[s]);
    }
    for (int s = 0; s < scalar_count; ++s) begin_row<is_fast>(a, s, r, outflow);
    const bool skips = !is_fast && !a.skipped.empty();
    for (int piece = 0; piece < (skips ? 2 : 1); ++piece) {  // before and beyond what is skipped
        if (piece > 0) cross_skipped(a, r);
        update_blocks<is_fast>(a, piece > 0 ? std::max(any.first, a.skipped.last) : any.first,
                               skips && piece == 0 ? std::min(any.last, a.skipped.first) : any.last,
                               r);
    }
    for (int s = 0; s < scalar_count; ++s) end_row(a, s, r, outflow);
}

template <bool is_fast, class Lanes>
FIREDRILL_INLINE void all_rows(const Slab& a, Outflow& outflow) {
    const Layout& l = *a.layout;
    const bool begins = a.columns.first == 0 && a.works_on(0),
               ends = a.columns.last * RowSpan::block > l.nx && a.works_on(l.nx);
    for (int k = 0; k < l.nz; ++k) {
        for (int s = 0; s < scalar_count; ++s) {
            if (k == 0)
                for (int j = a.first; j < a.last; ++j)
                    start_row(a, s, a.w, {j, j, j, j}, {-1, -1, 0, 1}, a.columns,
                              a.in_z[s] + a.pitch * (j - a.first), a.span_z[s][j - a.first]);
            start_plane<is_fast>(a, s, k);
            if (!is_fast) fill_border(a, s, k);
            spans_around(l, a.spans[s], a.first, a.last, k, 2, a.near[s]);
        }
        for (int j = a.first; j < a.last; ++j) {
            one_row<is_fast, Lanes>(a, j, k, outflow);
            const float* const u = a.u + l.row(j, k);
            if (ends) outflow.volume += static_cast<double>(u[l.nx]);
            if (begins) outflow.volume -= static_cast<double>(u[0]);
        }
        if (a.first == 0) outflow.volume -= sum_of_row(a, a.v + l.row(0, k));
        if (a.last == l.ny) outflow.volume += sum_of_row(a, a.v + l.row(l.ny, k));
    }
    for (int j = a.first; j < a.last; ++j)
        outflow.volume += sum_of_row(a, a.w + l.row(j, l.nz)) - sum_of_row(a, a.w + l.row(j, 0));
}

template <int bytes>
FIREDRILL_INLINE void slow_rows(const Slab& a, Outflow& outflow) {
    all_rows<false, LanesOf<bytes>>(a, outflow);
}
FIREDRILL_BY_WIDTH(void transport_slab(const Slab& a, Outflow& outflow), slow_rows, (a, outflow))

template <int bytes>
FIREDRILL_INLINE void fast_rows(const Slab& a, Outflow& outflow) {
    all_rows<true, LanesOf<bytes>>(a, outflow);
}
FIREDRILL_BY_WIDTH(void transport_fast_slab(const Slab& a, Outflow& outflow), fast_rows,
                   (a, outflow))

}  // namespace transport_kernels

Transport::Transport(const Layout& layout) : layout_(layout) {
    const Slabs sections = Subcycles(layout).sections;
    const auto row = static_cast<std::size_t>(layout.sy);
    const auto rows = static_cast<std::size_t>(sections.thickest());
    const auto planes = static_cast<std::size_t>(layout.nz);
    scratch_.resize(static_cast<std::size_t>(Subcycles::halves * sections.parts));
    for (Scratch& scratch : scratch_)
        for (int s = 0; s < scalar_count; ++s) {
            scratch.in_y[s] = Scratchpad(row + 16);
            scratch.in_z[s] = Scratchpad(row * rows);
            scratch.span_z[s].assign(rows, {});
            scratch.near[s].assign(rows + RowSpan::more, {});
        }
    crossing_.resize(static_cast<std::size_t>(sections.parts));
    for (Crossing& crossing : crossing_)
        for (int s = 0; s < scalar_count; ++s) {
            for (Scratchpad* const flux : {&crossing.low[s], &crossing.high[s]})
                *flux = Scratchpad(row * planes);
            for (RowSpans* const spans : {&crossing.low_span[s], &crossing.high_span[s]})
                spans->assign(planes, {});
            for (Scratchpad* const flux : {&crossing.left[s], &crossing.right[s]})
                *flux = Scratchpad(rows * planes);
        }
}

Outflow Transport::advance(Fields& fields, const FieldArray& expansion, const RowSpans& expands,
                           float ambient_density, const Subcycles& subcycles, int part, double dt,
                           double h, Workers& workers) {
    const Slabs& sections = subcycles.sections;
    const RowSpan whole = RowSpan::whole(layout_);
    const RowSpan fast = RowSpan::of_cells(subcycles.columns.first, subcycles.columns.last);
    // Rows of a section, or of a half of it.
    const auto slab_of = [&](const FastRows& rows) {
        Scratch& scratch = scratch_[static_cast<std::size_t>(rows.number)];
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
        }
        slab.span_y = scratch.span_y.data();
        slab.pitch = layout_.sy;
        slab.ambient = ambient_density;
        slab.first = rows.first;
        slab.last = rows.last;
        slab.section_first = sections.first(rows.section);
        slab.section_last = sections.first(rows.section + 1);
        const bool holds_fast = subcycles.holds(rows.section);
        const auto is_border = [&](int edge, int of_section, int other) {
            return holds_fast && edge == of_section && other >= 0 && other < sections.parts &&
                   !subcycles.holds(other);
        };
        const bool low = is_border(slab.first, slab.section_first, rows.section - 1),
                   high = is_border(slab.last, slab.section_last, rows.section + 1),
                   left = holds_fast && subcycles.columns.first > 0,
                   right = holds_fast && subcycles.columns.last < subcycles.width;
        Crossing& crossing = crossing_[static_cast<std::size_t>(rows.section)];
        for (int s = 0; s < scalar_count; ++s) {
            const auto at = [](bool is_there, const Scratchpad& flux) {
                return is_there ? flux.data() : nullptr;
            };
            slab.border[s] = {at(low, crossing.low[s]),    at(high, crossing.high[s]),
                              crossing.low_span[s].data(), crossing.high_span[s].data(),
                              at(left, crossing.left[s]),  at(right, crossing.right[s])};
        }
        return slab;
    };
    Outflow total;
    const auto add = [&](const Scratch& scratch, double during) {
        total.volume += scratch.outflow.volume * during;
        for (int s = 0; s < scalar_count; ++s)
            total.scalar[s] += scratch.outflow.scalar[s] * during;
    };
    if (part == 0) {
        workers.for_parts(sections.parts, [&](int section) {
            const SubnormalsAreZero mode;
            const int number = Subcycles::halves * section;
            Outflow& outflow = scratch_[static_cast<std::size_t>(number)].outflow;
            outflow = {};
            transport_kernels::Slab slab =
                slab_of({section, sections.first(section), sections.first(section + 1), number});
            slab.columns = whole;
            slab.is_whole = true;
            slab.skipped = subcycles.holds(section) ? fast : RowSpan{};
            slab.scale = static_cast<float>(dt / h);
            transport_kernels::transport_slab(slab, outflow);
        });
        for (int section = 0; section < sections.parts; ++section)
            add(scratch_[static_cast<std::size_t>(Subcycles::halves * section)], dt);
    }
    const double part_dt = dt / subcycles.parts;
    workers.for_parts(subcycles.fast_units(), [&](int unit) {
        const SubnormalsAreZero mode;
        const FastRows rows = subcycles.fast_rows(unit);
        Outflow& outflow = scratch_[static_cast<std::size_t>(rows.number)].outflow;
        outflow = {};
        if (rows.first == rows.last) return;
        transport_kernels::Slab slab = slab_of(rows);
        slab.columns = fast;
        slab.is_whole = fast == whole;
        slab.skipped = {};
        slab.scale = static_cast<float>(part_dt / h);
        transport_kernels::transport_fast_slab(slab, outflow);
    });
    for (int unit = 0; unit < subcycles.fast_units(); ++unit)
        add(scratch_[static_cast<std::size_t>(subcycles.fast_rows(unit).number)], part_dt);
    return total;
}

}  // namespace firedrill
