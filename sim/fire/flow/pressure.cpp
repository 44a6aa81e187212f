#include "fire/flow/pressure.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "fire/flow/lanes.hpp"

namespace firedrill {
namespace pressure_kernels {

// Damping of a Jacobi step. Divided by the diagonal the operator's eigenvalues lie below 2, so that
// below 1 no error grows, whatever the coefficients. Of 0.8 … 0.95 the largest needs fewest
// iterations: in a room, on a school's floor and in the three-storey school.
constexpr float smoothing = 0.95f;

constexpr float nothing = 1e-20f;  // keeps the diagonal of a solid cell from being zero

struct Operator {
    const Layout* layout;
    const Coefficient *bx, *by, *bz;
    const Brief* inverse;  // damped, of the diagonal
};

// The coefficients of the six faces of cells side by side, in units of fixed point.
template <class Lanes>
struct Faces {
    Lanes west, east, south, north, below, above;
};
template <class Lanes>
FIREDRILL_INLINE void load_faces(Faces<Lanes>& f, const Operator& op, std::ptrdiff_t e) {
    load(f.west, op.bx + e);
    load(f.east, op.bx + e + 1);
    load(f.south, op.by + e);
    load(f.north, op.by + e + op.layout->sy);
    load(f.below, op.bz + e);
    load(f.above, op.bz + e + op.layout->sz);
}

// What A x needs of what went before: A is the sum over faces of B (x - neighbour), and each face's
// term is computed once, for the cells on its low side, and carried over to the cells on its high
// side: in x by the lane before, in y and z through rows of memory.
template <class Lanes>
struct Carried {
    Lanes x{};
    float* y;  // a row
    float* z;  // a plane of the slab: the row there
};

template <class Lanes>
FIREDRILL_INLINE void begin_row(Carried<Lanes>& carried, const Operator& op, std::ptrdiff_t e,
                                const float* x) {
    carried.x[lanes_in<Lanes> - 1] = static_cast<float>(op.bx[e]) * (x[-1] - x[0]);
}

// Through the low faces of a row at the edge of a slab.
template <class Lanes>
FIREDRILL_INLINE void begin_rows(const Layout& l, const Coefficient* b, const float* below,
                                 const float* x, float* out) {
    for (int i = 0; i < l.width; i += lanes_in<Lanes>) {
        Lanes open, low, high;
        load(open, b + i);
        load(low, below + i);
        load(high, x + i);
        store(out + i, open * (low - high));
    }
}

// The coefficients and the field that `apply` first comes to in a row.
FIREDRILL_INLINE void fetch_for_apply(const Operator& op, std::ptrdiff_t e) {
    fetch(op.bx + e);
    fetch(op.by + e + op.layout->sy);
    fetch(op.bz + e + op.layout->sz);
}

// A x of the cells from i on. `x` points to the row's first cell, as do `north` and `above`
// to those beside and over it; e is that cell's element.
template <class Lanes>
FIREDRILL_INLINE void apply(Lanes& out, Lanes& own, const Operator& op, std::ptrdiff_t e, int i,
                            const float* x, const float* north, const float* above,
                            Carried<Lanes>& carried) {
    Lanes open, other, in_y, in_z;
    load(own, x + i);
    load(open, op.bx + e + i + 1);
    load(other, x + i + 1);
    const Lanes fx = open * (own - other);
    load(open, op.by + e + i + op.layout->sy);
    load(other, north + i);
    const Lanes fy = open * (own - other);
    load(open, op.bz + e + i + op.layout->sz);
    load(other, above + i);
    const Lanes fz = open * (own - other);
    load(in_y, carried.y + i);
    load(in_z, carried.z + i);
    store(carried.y + i, fy);
    store(carried.z + i, fz);
    Lanes in_x;
    one_further(in_x, carried.x, fx);
    carried.x = fx;
    out = coefficient_unit * ((fx - in_x) + (fy - in_y) + (fz - in_z));
}

FIREDRILL_INLINE void clear_padding(float* row, const Layout& l) {
    for (int i = l.nx; i < l.width; ++i) row[i] = 0.0f;
}

FIREDRILL_VECTOR_CLONES
void lightness_rows(const Layout& l, const float* excess, float ambient, const RowSpan* hot,
                    float* lightness, int first, int last) {
    for (int k = first; k < last; ++k)
        for (int j = 0; j < l.ny; ++j) {
            const RowSpan span = hot[l.row_number(j, k)];
            if (span.empty()) continue;
            const int n = (span.last - span.first) * RowSpan::block;
            const std::ptrdiff_t e = l.row(j, k) + span.first * RowSpan::block;
            const float* __restrict const theta = excess + e;
            float* __restrict const out = lightness + e;
            fetch_row(theta + 2 * l.sy, n);
            fetch_row(out + 2 * l.sy, n);
            FIREDRILL_INDEPENDENT
            for (int i = 0; i < n; ++i) out[i] = ambient / (ambient + theta[i]);
        }
}

FIREDRILL_INLINE Coefficient coefficient(float share, float light_a, float light_b) {
    float value = share * (0.5f * (light_a + light_b));
    value = value < largest_coefficient ? value : largest_coefficient;
    return static_cast<Coefficient>(static_cast<std::int32_t>(value * coefficient_one + 0.5f));
}

FIREDRILL_NARROW_CLONES
void coefficient_rows(const Layout& l, const float* share_x, const float* share_y,
                      const float* share_z, const float* lightness, const RowSpan* wanted,
                      Coefficient* bx, Coefficient* by, Coefficient* bz, int first, int last) {
    for (int k = first; k < last; ++k)
        for (int j = 0; j <= l.ny; ++j) {
            const RowSpan span = wanted[l.row_number(j, k)];
            if (span.empty()) continue;
            const int n = (span.last - span.first) * RowSpan::block;
            const std::ptrdiff_t e = l.row(j, k) + span.first * RowSpan::block;
            const float* __restrict const sx = share_x + e;
            const float* __restrict const sy = share_y + e;
            const float* __restrict const sz = share_z + e;
            const float* __restrict const light = lightness + e;
            const float* __restrict const light_s = light - l.sy;
            const float* __restrict const light_d = light - l.sz;
            Coefficient* __restrict const ox = bx + e;
            Coefficient* __restrict const oy = by + e;
            Coefficient* __restrict const oz = bz + e;
            for (const float* const field : {sx, sy, sz, light}) fetch_row(field + 2 * l.sy, n);
            for (const Coefficient* const out : {ox, oy, oz})
                for (int i = 0; i < n; i += 2 * lanes) fetch(out + 2 * l.sy + i);
            FIREDRILL_INDEPENDENT
            for (int i = 0; i < n; ++i) {
                ox[i] = coefficient(sx[i], light[i - 1], light[i]);
                oy[i] = coefficient(sy[i], light_s[i], light[i]);
                oz[i] = coefficient(sz[i], light_d[i], light[i]);
            }
        }
}

// A damped step of Jacobi's method divides by the diagonal: the sum of a cell's coefficients.
template <int bytes>
FIREDRILL_INLINE void inverse_by(const Operator& op, const RowSpan* wanted, Brief* inverse,
                                 int first, int last) {
    using Lanes = LanesOf<bytes>;
    const Layout& l = *op.layout;
    for (int k = first; k < last; ++k)
        for (int j = 0; j < l.ny; ++j) {
            RowSpan changed = wanted[l.row_number(j, k)];
            changed.widen(wanted[l.row_number(j + 1, k)]);
            changed.widen(wanted[l.row_number(j, k + 1)]);
            const std::ptrdiff_t row = l.row(j, k);
            for (int i = changed.first * lanes; i < changed.last * lanes; i += lanes_in<Lanes>) {
                if (i % lanes == 0) {
                    fetch_for_apply(op, row + 2 * l.sy + i);
                    fetch(inverse + row + 2 * l.sy + i);
                }
                Faces<Lanes> f;
                load_faces(f, op, row + i);
                const Lanes damped =
                    (smoothing * coefficient_one) /
                    (f.west + f.east + f.south + f.north + f.below + f.above + nothing);
                store(inverse + row + i, damped);
            }
        }
}
FIREDRILL_BY_WIDTH(void inverse_rows(const Operator& op, const RowSpan* wanted, Brief* inverse,
                                     int first, int last),
                   inverse_by, (op, wanted, inverse, first, last))

// A piece of a block of cells.
struct At {
    std::ptrdiff_t e, on;  // its first element, and the one two rows on
    int i;                 // column
    int piece;
};

// Scratch of a slab of rows.
struct SlabScratch {
    float* plane[4];  // `plane[k & 3]` holds plane k: rows of the slab and one more on either side
    float* left;      // two planes of what a smoothing step leaves over
    float* nothing;   // a row of zeros
    float* carried_y;
    float* carried_z;
    float* edge_v;  // the lowest row of predicted v of each plane
};

// A x on a slab of a field, row by row: calls row_done(e) for each row and, for each piece of a
// block, of_lanes(at, A x, x).
template <class Lanes, class Lane, class RowDone>
FIREDRILL_INLINE void apply_rows(const Operator& op, const float* x, const SlabScratch& scratch,
                                 int first, int last, const Lane& of_lanes,
                                 const RowDone& row_done) {
    const Layout& l = *op.layout;
    for (int k = 0; k < l.nz; ++k)
        for (int j = first; j < last; ++j) {
            const std::ptrdiff_t e = l.row(j, k);
            const float* const at = x + e;
            Carried<Lanes> carried;
            carried.y = scratch.carried_y;
            carried.z = scratch.carried_z + l.sy * (j - first);
            begin_row(carried, op, e, at);
            if (j == first) begin_rows<Lanes>(l, op.by + e, at - l.sy, at, carried.y);
            if (k == 0) begin_rows<Lanes>(l, op.bz + e, at - l.sz, at, carried.z);
            const std::ptrdiff_t on = e + l.two_rows_on(j, first, last);
            for (int i = 0; i < l.width; i += lanes) {
                fetch_for_apply(op, on + i);
                fetch(x + on + l.sz + i);
                FIREDRILL_UNROLLED
                for (int piece = 0; piece < BlockSum<Lanes>::pieces; ++piece) {
                    const int c = i + piece * lanes_in<Lanes>;
                    Lanes image, own;
                    apply(image, own, op, e, c, at, at + l.sy, at + l.sz, carried);
                    of_lanes(At{e + c, on + c, c, piece}, image, own);
                }
            }
            row_done(e);
        }
}

struct Sums {
    double asked = 0, left = 0, net = 0;
};

// r = expansion + what the last step left over - div u* - dt A P; sums of squares of the right-hand
// side and of r, sum of r. `inside`: one in the row's cells, zero in its padding.
template <int bytes>
FIREDRILL_INLINE void start_by(const Operator& op, const float* u, const float* v, const float* w,
                               const float* expansion, const float* pressure, float dt, float owed,
                               const float* inside, float* residual, const SlabScratch& scratch,
                               int first, int last, Sums& sums) {
    using Lanes = LanesOf<bytes>;
    const Layout& l = *op.layout;
    for (int k = 0; k < l.nz; ++k)
        std::copy_n(v + l.row(first, k), l.width, scratch.edge_v + k * l.width);
    BlockSum<Lanes> asked, left, net;
    apply_rows<Lanes>(
        op, pressure, scratch, first, last,
        [&](const At& at, const Lanes& image, const Lanes&) __attribute__((always_inline)) {
            const std::ptrdiff_t e = at.e, on = at.on;
            if (at.piece == 0) {
                fetch(u + on);
                fetch(v + on + l.sy);
                fetch(w + on + l.sz);
                fetch(expansion + on);
                fetch(residual + on);
            }
            Lanes ul, uh, vl, vh, wl, wh, wanted, before, within;
            load(ul, u + e);
            load(uh, u + e + 1);
            load(vl, v + e);
            load(vh, v + e + l.sy);
            load(wl, w + e);
            load(wh, w + e + l.sz);
            load(wanted, expansion + e);
            load(before, residual + e);
            load(within, inside + at.i);
            const Lanes b = within * (wanted + owed * before - ((uh - ul) + (vh - vl) + (wh - wl)));
            const Lanes r = b - within * (dt * image);
            store(residual + e, r);
            asked.piece[at.piece] += b * b;
            left.piece[at.piece] += r * r;
            net.piece[at.piece] += r;
        },
        [&](std::ptrdiff_t) __attribute__((always_inline)) {
            sums.asked += sum_of(asked);
            sums.left += sum_of(left);
            sums.net += sum_of(net);
            asked = left = net = {};
        });
}
FIREDRILL_BY_WIDTH(void start_rows(const Operator& op, const float* u, const float* v,
                                   const float* w, const float* expansion, const float* pressure,
                                   float dt, float owed, const float* inside, float* residual,
                                   const SlabScratch& scratch, int first, int last, Sums& sums),
                   start_by,
                   (op, u, v, w, expansion, pressure, dt, owed, inside, residual, scratch, first,
                    last, sums))

// The smoother's first guess x = damped D^-1 r on rows first - 1 … last of a plane, into `plane`.
template <class Lanes>
FIREDRILL_INLINE void guess_plane(const Operator& op, const float* residual, int k, int first,
                                  int last, float* plane) {
    const Layout& l = *op.layout;
    if (k < 0 || k >= l.nz) {
        std::memset(plane, 0, static_cast<std::size_t>(l.sy * (last - first + 2)) * sizeof(float));
        return;
    }
    for (int j = first - 1; j <= last; ++j) {
        float* const x = plane + (j + 1 - first) * l.sy + Layout::lead;
        const std::ptrdiff_t row = l.row(j, k);  // residuals of ghosts are zero
        const std::ptrdiff_t on = row + l.two_rows_on(j, first - 1, last + 1);
        for (int i = 0; i < l.width; i += lanes_in<Lanes>) {
            if (i % lanes == 0) {
                fetch(op.inverse + on + i);
                fetch(residual + on + i);
            }
            Lanes inverse, r;
            load(inverse, op.inverse + row + i);
            load(r, residual + row + i);
            const Lanes guess = inverse * r;
            store(x + i, guess);
        }
    }
}

// Adds the coarse correction to such a plane.
FIREDRILL_INLINE void prolong_plane(const Layout& l, const Multigrid& grid, int k, int first,
                                    int last, float* plane) {
    if (k < 0 || k >= l.nz) return;
    const float* const correction = grid.correction();
    for (int j = std::max(first - 1, 0); j < std::min(last + 1, l.ny); ++j) {
        float* const x = plane + (j + 1 - first) * l.sy + Layout::lead;
        const Multigrid::BlockRow row = grid.block_row(j / 2, k / 2);
        for (std::int32_t n = 0; n < row.run_count; ++n) {
            const Multigrid::Run run = row.runs[n];
            const float* __restrict const from = correction + run.first;
            float* __restrict const to = x + 2 * run.block;
            FIREDRILL_INDEPENDENT
            for (std::int32_t b = 0; b < run.length; ++b) {
                to[2 * b] += from[b];
                to[2 * b + 1] += from[b];
            }
        }
        const std::int32_t which = (j & 1) + 2 * (k & 1);
        for (std::int32_t n = 0; n < row.single_count; ++n) {
            const Multigrid::Single single = row.singles[n];
            if (single.row == which) x[single.column] += correction[single.aggregate];
        }
    }
}

// A x of row j of plane k, x on the planes of scratch.
template <class Lanes, class Lane>
FIREDRILL_INLINE void apply_row_of_planes(const Operator& op, const SlabScratch& scratch, int j,
                                          int k, int first, int last, const Lane& of_lanes) {
    const Layout& l = *op.layout;
    const std::ptrdiff_t e = l.row(j, k);
    const std::ptrdiff_t in_plane = (j + 1 - first) * l.sy + Layout::lead;
    const float* const x = scratch.plane[k & 3] + in_plane;
    const float* const above = scratch.plane[(k + 1) & 3] + in_plane;
    Carried<Lanes> carried;
    carried.y = scratch.carried_y;
    carried.z = scratch.carried_z + l.sy * (j - first);
    begin_row(carried, op, e, x);
    const std::ptrdiff_t on = e + l.two_rows_on(j, first, last);
    for (int i = 0; i < l.width; i += lanes) {
        fetch_for_apply(op, on + i);
        FIREDRILL_UNROLLED
        for (int piece = 0; piece < BlockSum<Lanes>::pieces; ++piece) {
            const int c = i + piece * lanes_in<Lanes>;
            Lanes image, own;
            apply(image, own, op, e, c, x, x + l.sy, above, carried);
            of_lanes(At{e + c, on + c, c, piece}, image, own);
        }
    }
}

// What comes through the low faces of a slab's first row, and of the lowest plane.
template <class Lanes>
FIREDRILL_INLINE void begin_plane(const Operator& op, const SlabScratch& scratch, int k, int first,
                                  int last) {
    const Layout& l = *op.layout;
    const float* const x = scratch.plane[k & 3] + Layout::lead;
    begin_rows<Lanes>(l, op.by + l.row(first, k), x, x + l.sy, scratch.carried_y);
    if (k > 0) return;
    const float* const below = scratch.plane[(k - 1) & 3] + Layout::lead;
    for (int j = first; j < last; ++j) {
        const std::ptrdiff_t at = (j + 1 - first) * l.sy;
        begin_rows<Lanes>(l, op.bz + l.row(j, k), below + at, x + at,
                          scratch.carried_z + l.sy * (j - first));
    }
}

// Smooths once and sums what is left over the aggregates of rows first … last.
template <int bytes>
FIREDRILL_INLINE void restrict_by(const Operator& op, const float* residual,
                                  const SlabScratch& scratch, Multigrid& grid, int first,
                                  int last) {
    using Lanes = LanesOf<bytes>;
    const Layout& l = *op.layout;
    const float* const inverse = grid.damped_inverse();
    float* const right_side = grid.right_side();
    float* const guess = grid.first_guess();
    for (int k = -1; k <= 0; ++k)
        guess_plane<Lanes>(op, residual, k, first, last, scratch.plane[k & 3]);
    for (int k = 0; k < l.nz; ++k) {
        guess_plane<Lanes>(op, residual, k + 1, first, last, scratch.plane[(k + 1) & 3]);
        begin_plane<Lanes>(op, scratch, k, first, last);
        for (int j = first; j < last; ++j) {
            // Both planes of a block are kept until it is complete.
            float* const left = scratch.left + ((k & 1) * (last - first) + (j - first)) * l.sy;
            apply_row_of_planes<Lanes>(
                op, scratch, j, k, first, last,
                [&](const At& at, const Lanes& image, const Lanes&) __attribute__((always_inline)) {
                    Lanes r;
                    load(r, residual + at.e);
                    r -= image;
                    store(left + at.i, r);
                });
        }
        if ((k & 1) == 0 && k + 1 < l.nz) continue;
        for (int block_j = first / 2; 2 * block_j < last; ++block_j) {
            const float* rows[4];
            for (int which = 0; which < 4; ++which) {
                const int row = 2 * block_j + (which & 1) - first;
                const bool there = row < last - first && ((k & 1) != 0 || which < 2);
                rows[which] = there ? scratch.left + ((which >> 1) * (last - first) + row) * l.sy
                                    : scratch.nothing;
            }
            const Multigrid::BlockRow row = grid.block_row(block_j, k / 2);
            for (std::int32_t m = 0; m < row.run_count; ++m) {
                const Multigrid::Run run = row.runs[m];
                const float* __restrict const a = rows[0] + 2 * run.block;
                const float* __restrict const b = rows[1] + 2 * run.block;
                const float* __restrict const c = rows[2] + 2 * run.block;
                const float* __restrict const d = rows[3] + 2 * run.block;
                float* __restrict const out = right_side + run.first;
                FIREDRILL_INDEPENDENT
                for (std::int32_t o = 0; o < run.length; ++o)
                    out[o] = ((a[2 * o] + b[2 * o]) + (c[2 * o] + d[2 * o])) +
                             ((a[2 * o + 1] + b[2 * o + 1]) + (c[2 * o + 1] + d[2 * o + 1]));
            }
            for (std::int32_t m = 0; m < row.single_count; ++m)
                right_side[row.singles[m].aggregate] = 0.0f;
            for (std::int32_t m = 0; m < row.single_count; ++m) {
                const Multigrid::Single single = row.singles[m];
                right_side[single.aggregate] += rows[single.row][single.column];
            }
            FIREDRILL_INDEPENDENT
            for (std::int32_t a = row.first; a < row.last; ++a)
                guess[a] = inverse[a] * right_side[a];
        }
    }
}
FIREDRILL_BY_WIDTH(void restrict_slab(const Operator& op, const float* residual,
                                      const SlabScratch& scratch, Multigrid& grid, int first,
                                      int last),
                   restrict_by, (op, residual, scratch, grid, first, last))

// z = x + damped D^-1 (r - A x), x the first guess plus the coarse correction; returns r.z
template <int bytes>
FIREDRILL_INLINE double smooth_by(const Operator& op, const float* residual,
                                  const SlabScratch& scratch, const Multigrid& grid, float* out,
                                  int first, int last) {
    using Lanes = LanesOf<bytes>;
    const Layout& l = *op.layout;
    double sum = 0;
    const auto plane = [&](int k) __attribute__((always_inline)) {
        guess_plane<Lanes>(op, residual, k, first, last, scratch.plane[k & 3]);
        prolong_plane(l, grid, k, first, last, scratch.plane[k & 3]);
    };
    plane(-1);
    plane(0);
    for (int k = 0; k < l.nz; ++k) {
        plane(k + 1);
        begin_plane<Lanes>(op, scratch, k, first, last);
        for (int j = first; j < last; ++j) {
            BlockSum<Lanes> product;
            apply_row_of_planes<Lanes>(
                op, scratch, j, k, first, last,
                [&](const At& at, const Lanes& image, const Lanes& own)
                    __attribute__((always_inline)) {
                        if (at.piece == 0) fetch(out + at.on);
                        Lanes r, inverse;
                        load(inverse, op.inverse + at.e);
                        load(r, residual + at.e);
                        const Lanes z = own + inverse * (r - image);
                        store(out + at.e, z);
                        product.piece[at.piece] += z * r;  // r is zero in the padding
                    });
            clear_padding(out + l.row(j, k), l);
            sum += sum_of(product);
        }
    }
    return sum;
}
FIREDRILL_BY_WIDTH(double smooth_slab(const Operator& op, const float* residual,
                                      const SlabScratch& scratch, const Multigrid& grid, float* out,
                                      int first, int last),
                   smooth_by, (op, residual, scratch, grid, out, first, last))

// d = z + beta d, q = A z + beta q (which is A d); returns d.q. With beta = 0 z is d already.
template <int bytes>
FIREDRILL_INLINE double direction_by(const Operator& op, const float* field, float beta,
                                     float* direction, float* image, const SlabScratch& scratch,
                                     int first, int last) {
    using Lanes = LanesOf<bytes>;
    const Layout& l = *op.layout;
    double sum = 0;
    BlockSum<Lanes> product;
    apply_rows<Lanes>(
        op, field, scratch, first, last,
        [&](const At& at, const Lanes& applied, const Lanes& own) __attribute__((always_inline)) {
            const std::ptrdiff_t e = at.e;
            if (at.piece == 0) fetch(image + at.on);
            Lanes a = applied, z = own;
            if (beta != 0.0f) {
                if (at.piece == 0) fetch(direction + at.on);
                Lanes d, q;
                load(d, direction + e);
                load(q, image + e);
                z += beta * d;
                a += beta * q;
                store(direction + e, z);
            }
            store(image + e, a);
            product.piece[at.piece] += z * a;  // z is zero in the padding
        },
        [&](std::ptrdiff_t e) __attribute__((always_inline)) {
            clear_padding(image + e, l);
            sum += sum_of(product);
            product = {};
        });
    return sum;
}
FIREDRILL_BY_WIDTH(double direction_rows(const Operator& op, const float* field, float beta,
                                         float* direction, float* image, const SlabScratch& scratch,
                                         int first, int last),
                   direction_by, (op, field, beta, direction, image, scratch, first, last))

// P += alpha/dt d, r -= alpha q; returns r.r
template <int bytes>
FIREDRILL_INLINE double advance_by(const Layout& l, float alpha, float alpha_over_dt,
                                   const float* direction, const float* image, float* pressure,
                                   float* residual, int first, int last, double& net) {
    using Lanes = LanesOf<bytes>;
    double sum = 0;
    for (int k = 0; k < l.nz; ++k)
        for (int j = first; j < last; ++j) {
            const std::ptrdiff_t row = l.row(j, k);
            const std::ptrdiff_t on = row + l.two_rows_on(j, first, last);
            BlockSum<Lanes> squares, total;
            for (int i = 0; i < l.width; i += lanes) {
                fetch(direction + on + i);
                fetch(image + on + i);
                fetch(pressure + on + i);
                fetch(residual + on + i);
                FIREDRILL_UNROLLED
                for (int piece = 0; piece < BlockSum<Lanes>::pieces; ++piece) {
                    const std::ptrdiff_t e = row + i + piece * lanes_in<Lanes>;
                    Lanes d, q, p, r;
                    load(d, direction + e);
                    load(q, image + e);
                    load(p, pressure + e);
                    load(r, residual + e);
                    p += alpha_over_dt * d;
                    r -= alpha * q;
                    store(pressure + e, p);
                    store(residual + e, r);
                    squares.piece[piece] += r * r;  // zero in the padding
                    total.piece[piece] += r;
                }
            }
            sum += sum_of(squares);
            net += sum_of(total);
        }
    return sum;
}
FIREDRILL_BY_WIDTH(double advance_rows(const Layout& l, float alpha, float alpha_over_dt,
                                       const float* direction, const float* image, float* pressure,
                                       float* residual, int first, int last, double& net),
                   advance_by,
                   (l, alpha, alpha_over_dt, direction, image, pressure, residual, first, last,
                    net))

// Flow through faces side by side, pushed by the pressure on either side.
template <class Lanes>
FIREDRILL_INLINE void push(Lanes& out, const float* flow, const Coefficient* b, const float* high,
                           const float* low, float unit) {
    Lanes before, open, h, l;
    load(before, flow);
    load(open, b);
    load(h, high);
    load(l, low);
    out = before - unit * (open * (h - l));
}

// u = u* - dt B grad P, in place, and per row and column the largest sum of flows in a cell;
// returns the largest of all. Rows of faces between two slabs are those of the lower one; `edge_v`
// holds for each plane what they were before it wrote them.
template <int bytes>
FIREDRILL_INLINE float project_by(const Operator& op, const float* pressure, float dt, float* u,
                                  float* v, float* w, const SlabScratch& scratch, int first,
                                  int last, float* rates) {
    using Lanes = LanesOf<bytes>;
    constexpr int n_lanes = lanes_in<Lanes>;
    const Layout& l = *op.layout;
    const float unit = dt * coefficient_unit;
    const float* const p = pressure;
    const float* const edge_v = scratch.edge_v;
    float* const low_y = scratch.carried_y;
    std::fill_n(rates + first * l.width, (last - first) * l.width, 0.0f);
    for (int k = 0; k < l.nz; ++k)
        for (int j = first; j < last; ++j) {
            const std::ptrdiff_t row = l.row(j, k);
            if (j == first)
                for (int i = 0; i < l.width; i += n_lanes) {
                    const std::ptrdiff_t e = row + i;
                    Lanes y;
                    push(y, edge_v + k * l.width + i, op.by + e, p + e, p + e - l.sy, unit);
                    store(low_y + i, y);
                    if (j == 0) store(v + e, y);
                }
            if (k == 0)
                for (int i = 0; i < l.width; i += n_lanes) {
                    const std::ptrdiff_t e = row + i;
                    Lanes z;
                    push(z, w + e, op.bz + e, p + e, p + e - l.sz, unit);
                    store(w + e, z);
                }
            const float* const south = j == first ? low_y : v + row;
            Lanes x;
            float* const fastest = rates + j * l.width;
            push(x, u + row, op.bx + row, p + row, p + row - 1, unit);
            const std::ptrdiff_t on = row + l.two_rows_on(j, first, last);
            for (int i = 0; i < l.width; i += n_lanes) {
                const std::ptrdiff_t e = row + i, n = e + l.sy, t = e + l.sz;
                if (i % lanes == 0) {
                    fetch_for_apply(op, on + i);
                    fetch(p + on + l.sz + i);
                    fetch(u + on + i);
                    fetch(v + on + l.sy + i);
                    fetch(w + on + l.sz + i);
                }
                Lanes next{}, y, z, low;
                if (i + n_lanes < l.width)
                    push(next, u + e + n_lanes, op.bx + e + n_lanes, p + e + n_lanes,
                         p + e + n_lanes - 1, unit);
                store(u + e, x);
                push(y, v + n, op.by + n, p + n, p + e, unit);
                push(z, w + t, op.bz + t, p + t, p + e, unit);
                store(v + n, y);
                store(w + t, z);
                Lanes east;
                one_back(east, x, next);
                BitsOf<Lanes> a, b, c, other;
                sizes(a, x);
                sizes(other, east);
                largest_of(a, other);
                sizes(b, y);
                load(low, south + i);
                sizes(other, low);
                largest_of(b, other);
                sizes(c, z);
                load(low, w + e);
                sizes(other, low);
                largest_of(c, other);
                const Lanes rate = __builtin_bit_cast(Lanes, a) + __builtin_bit_cast(Lanes, b) +
                                   __builtin_bit_cast(Lanes, c);
                Lanes before;
                load(before, fastest + i);
                const Lanes most = before > rate ? before : rate;
                store(fastest + i, most);
                x = next;
            }
        }
    return largest_of_row<Lanes>(rates + first * l.width, (last - first) * l.width);
}
FIREDRILL_BY_WIDTH(float project_rows(const Operator& op, const float* pressure, float dt, float* u,
                                      float* v, float* w, const SlabScratch& scratch, int first,
                                      int last, float* rates),
                   project_by, (op, pressure, dt, u, v, w, scratch, first, last, rates))

}  // namespace pressure_kernels

using namespace pressure_kernels;

Pressure::Pressure(const Layout& layout, const FaceKinds& kinds,
                   const std::vector<std::uint8_t>& fluid)
    : layout_(layout),
      slabs_(layout.nz, 2, 16),
      row_slabs_((layout.ny + 1) / 2, 6, 256),
      hierarchy_(layout, kinds, fluid),
      lightness_(layout),
      bx_(layout),
      by_(layout),
      bz_(layout),
      inverse_(layout),
      r_(layout),
      z_(layout),
      d_(layout),
      q_(layout),
      hot_(static_cast<std::size_t>(layout.rows())),
      hot_before_(hot_),
      wanted_(hot_),
      inside_(static_cast<std::size_t>(layout.width)),
      sum_a_(static_cast<std::size_t>(row_slabs_.parts), 0.0),
      sum_b_(sum_a_),
      net_(sum_a_),
      rates_(static_cast<std::size_t>(layout.ny * layout.width), 0.0f),
      largest_(static_cast<std::size_t>(row_slabs_.parts), 0.0f) {
    lightness_.fill(1.0f);
    for (const std::uint8_t f : fluid) cells_ += f != 0 ? 1.0 : 0.0;
    std::fill_n(inside_.data(), layout.nx, 1.0f);
    constexpr std::size_t guard = 16;
    const auto rows = static_cast<std::size_t>(2 * row_slabs_.thickest());
    const auto row = static_cast<std::size_t>(layout.sy);
    const std::size_t plane = (rows + 2) * row + 2 * guard;
    scratch_.resize(static_cast<std::size_t>(row_slabs_.parts));
    for (Scratch& scratch : scratch_) {
        scratch.memory =
            Scratchpad(4 * plane + (3 * rows + 2) * row + 2 * guard +
                       static_cast<std::size_t>(layout.nz * layout.width) + rows * lanes);
        float* at = scratch.memory.data() + guard;
        for (float*& p : scratch.plane) {
            p = at;
            at += plane;
        }
        scratch.left = at;
        scratch.carried_z = scratch.left + 2 * rows * row;
        scratch.carried_y = scratch.carried_z + rows * row;
        scratch.nothing = scratch.carried_y + row;
        scratch.edge_v = scratch.nothing + row;
    }
}

void Pressure::update_coefficients(const Fields& fields, float ambient_density, bool shares_changed,
                                   Workers& workers) {
    // Where hot gas is now or was when they were last computed, and next to it.
    const Layout& l = layout_;
    const RowSpans& holds = fields.spans[density_excess];
    for (std::size_t row = 0; row < hot_.size(); ++row) {
        hot_[row] = hot_before_[row];
        hot_[row].widen(holds[row]);
        hot_before_[row] = holds[row];
    }
    for (int k = -1; k <= l.nz; ++k)
        for (int j = -1; j <= l.ny; ++j) {
            RowSpan any = shares_changed ? RowSpan::whole(l) : hot_[l.row_number(j, k)];
            if (j >= 0) any.widen(hot_[l.row_number(j - 1, k)]);
            if (k >= 0) any.widen(hot_[l.row_number(j, k - 1)]);
            wanted_[l.row_number(j, k)] = any.with_neighbours(l.width / RowSpan::block);
        }
    workers.for_parts(slabs_.parts, [&](int part) {
        lightness_rows(l, fields.scalar[density_excess].data(), ambient_density, hot_.data(),
                       lightness_.data(), slabs_.first(part), slabs_.first(part + 1));
    });
    workers.for_parts(slabs_.parts, [&](int part) {
        const bool last = part + 1 == slabs_.parts;
        coefficient_rows(l, fields.share_x.data(), fields.share_y.data(), fields.share_z.data(),
                         lightness_.data(), wanted_.data(), bx_.data(), by_.data(), bz_.data(),
                         slabs_.first(part), slabs_.first(part + 1) + (last ? 1 : 0));
    });
    const Operator op{&layout_, bx_.data(), by_.data(), bz_.data(), inverse_.data()};
    workers.for_parts(slabs_.parts, [&](int part) {
        inverse_rows(op, wanted_.data(), inverse_.data(), slabs_.first(part),
                     slabs_.first(part + 1));
    });
}

void Pressure::refresh_hierarchy(Workers& workers) {
    hierarchy_.refresh(bx_, by_, bz_, workers);
}

double Pressure::sum(const std::vector<double>& parts) {
    double total = 0;
    for (const double part : parts) total += part;
    return total;
}

int Pressure::first_row(int part) const {
    return std::min(2 * row_slabs_.first(part), layout_.ny);
}

SlabScratch Pressure::scratch_of(int part) const {
    const Scratch& s = scratch_[static_cast<std::size_t>(part)];
    return {{s.plane[0], s.plane[1], s.plane[2], s.plane[3]},
            s.left,
            s.nothing,
            s.carried_y,
            s.carried_z,
            s.edge_v};
}

double Pressure::precondition(Workers& workers) {
    const Operator op{&layout_, bx_.data(), by_.data(), bz_.data(), inverse_.data()};
    workers.for_parts(row_slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        restrict_slab(op, r_.data(), scratch_of(part), hierarchy_, first_row(part),
                      first_row(part + 1));
    });
    hierarchy_.correct(workers);
    workers.for_parts(row_slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        sum_b_[part] = smooth_slab(op, r_.data(), scratch_of(part), hierarchy_, z_.data(),
                                   first_row(part), first_row(part + 1));
    });
    return sum(sum_b_);
}

PressureResult Pressure::project(Fields& fields, const FieldArray& expansion, double dt,
                                 double tolerance, double floor, double most_net_residual,
                                 int most_iterations, Workers& workers) {
    const auto step = static_cast<float>(dt);
    const auto owed = static_cast<float>(last_dt_ / dt);
    last_dt_ = dt;
    const Operator op{&layout_, bx_.data(), by_.data(), bz_.data(), inverse_.data()};
    const auto slab = [&](int part) { return std::pair(first_row(part), first_row(part + 1)); };
    workers.for_parts(row_slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        const auto [first, last] = slab(part);
        Sums sums;
        start_rows(op, fields.u.data(), fields.v.data(), fields.w.data(), expansion.data(),
                   fields.pressure.data(), step, owed, inside_.data(), r_.data(), scratch_of(part),
                   first, last, sums);
        sum_a_[part] = sums.asked;
        sum_b_[part] = sums.left;
        net_[part] = sums.net;
    });
    PressureResult result;
    const double asked = sum(sum_a_);
    double left = sum(sum_b_);
    double net = sum(net_);
    // Makes d the direction z + beta d; returns d.A d.
    const auto turn_towards_z = [&](float beta) {
        const bool first_direction = beta == 0.0f;
        if (first_direction) d_.swap(z_);
        const FieldArray& towards = first_direction ? d_ : z_;
        workers.for_parts(row_slabs_.parts, [&](int part) {
            const SubnormalsAreZero mode;
            const auto [first, last] = slab(part);
            sum_a_[part] = direction_rows(op, towards.data(), beta, d_.data(), q_.data(),
                                          scratch_of(part), first, last);
        });
        return sum(sum_a_);
    };
    const auto advance = [&](double alpha) {
        workers.for_parts(row_slabs_.parts, [&](int part) {
            const SubnormalsAreZero mode;
            const auto [first, last] = slab(part);
            net_[part] = 0;
            sum_a_[part] = advance_rows(layout_, static_cast<float>(alpha),
                                        static_cast<float>(alpha / dt), d_.data(), q_.data(),
                                        fields.pressure.data(), r_.data(), first, last, net_[part]);
        });
        left = sum(sum_a_);
        net = sum(net_);
    };
    const double enough = std::max(tolerance * tolerance * asked, floor * floor * cells_);
    double rz_before = 0;
    while (left > enough && result.iterations < most_iterations) {
        const double rz = precondition(workers);
        if (!(rz > 0)) break;
        const double dq =
            turn_towards_z(static_cast<float>(result.iterations == 0 ? 0.0 : rz / rz_before));
        rz_before = rz;
        if (!(dq > 0)) break;
        advance(rz / dq);
        ++result.iterations;
    }
    // The same pressure added everywhere sends the residual's sum out through the open air.
    if (std::abs(net) > most_net_residual) {
        workers.for_parts(row_slabs_.parts, [&](int part) {
            const auto [first, last] = slab(part);
            for (int k = 0; k < layout_.nz; ++k)
                for (int j = first; j < last; ++j)
                    std::fill_n(z_.data() + layout_.row(j, k), layout_.nx, 1.0f);
        });
        const double dq = turn_towards_z(0.0f);
        if (dq > 0) advance(net / dq);
    }
    workers.for_parts(row_slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        const auto [first, last] = slab(part);
        largest_[part] =
            project_rows(op, fields.pressure.data(), step, fields.u.data(), fields.v.data(),
                         fields.w.data(), scratch_of(part), first, last, rates_.data());
    });
    result.fastest_rate = *std::max_element(largest_.begin(), largest_.end());
    result.residual = std::sqrt(left / cells_);
    result.net_residual = net;
    result.wanted = std::sqrt(asked / cells_);
    return result;
}

}  // namespace firedrill
