#include "fire/flow/pressure.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "fire/flow/lanes.hpp"

namespace firedrill {
namespace pressure_kernels {

constexpr float smoothing = 0.8f;  // damping of a Jacobi step

constexpr float nothing = 1e-20f;  // keeps the diagonal of a solid cell from being zero

struct Operator {
    const Layout* layout;
    const Coefficient *bx, *by, *bz;
    const float* inverse;  // damped, of the diagonal
};

// The coefficients of the six faces of sixteen cells, in units of fixed point.
struct Faces {
    Lanes west, east, south, north, below, above;
};
FIREDRILL_INLINE void load_faces(Faces& f, const Operator& op, std::ptrdiff_t e) {
    load(f.west, op.bx + e);
    load(f.east, op.bx + e + 1);
    load(f.south, op.by + e);
    load(f.north, op.by + e + op.layout->sy);
    load(f.below, op.bz + e);
    load(f.above, op.bz + e + op.layout->sz);
}

// A x of sixteen cells, A the sum over faces of B (x - neighbour). `x` and its neighbours `below`
// and `above` point to the first cell.
FIREDRILL_INLINE void apply(Lanes& out, const Faces& f, const float* x, const float* below,
                            const float* above, std::ptrdiff_t sy, Lanes& own) {
    Lanes west, east, south, north, down, up;
    load(own, x);
    load(west, x - 1);
    load(east, x + 1);
    load(south, x - sy);
    load(north, x + sy);
    load(down, below);
    load(up, above);
    out = coefficient_unit *
          (f.west * (own - west) + f.east * (own - east) + f.south * (own - south) +
           f.north * (own - north) + f.below * (own - down) + f.above * (own - up));
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
            FIREDRILL_INDEPENDENT
            for (int i = 0; i < n; ++i) {
                ox[i] = coefficient(sx[i], light[i - 1], light[i]);
                oy[i] = coefficient(sy[i], light_s[i], light[i]);
                oz[i] = coefficient(sz[i], light_d[i], light[i]);
            }
        }
}

// A damped step of Jacobi's method divides by the diagonal: the sum of a cell's coefficients.
FIREDRILL_VECTOR_CLONES
void inverse_rows(const Operator& op, const RowSpan* wanted, float* inverse, int first, int last) {
    const Layout& l = *op.layout;
    for (int k = first; k < last; ++k)
        for (int j = 0; j < l.ny; ++j) {
            RowSpan changed = wanted[l.row_number(j, k)];
            changed.widen(wanted[l.row_number(j + 1, k)]);
            changed.widen(wanted[l.row_number(j, k + 1)]);
            const std::ptrdiff_t row = l.row(j, k);
            for (int i = changed.first * lanes; i < changed.last * lanes; i += lanes) {
                Faces f;
                load_faces(f, op, row + i);
                store(inverse + row + i,
                      (smoothing * coefficient_one) /
                          (f.west + f.east + f.south + f.north + f.below + f.above + nothing));
            }
        }
}

// r = expansion + what the last step left over - div u* - dt A P; sums of squares of the right-hand
// side and of r, sum of r.
FIREDRILL_VECTOR_CLONES
void start_rows(const Operator& op, const float* u, const float* v, const float* w,
                const float* expansion, const float* pressure, float dt, float owed,
                float* residual, float* right, int first, int last, double& asked, double& left,
                double& net) {
    const Layout& l = *op.layout;
    for (int k = first; k < last; ++k)
        for (int j = 0; j < l.ny; ++j) {
            const std::ptrdiff_t row = l.row(j, k);
            for (int i = 0; i < l.width; i += lanes) {
                const std::ptrdiff_t e = row + i;
                Lanes ul, uh, vl, vh, wl, wh, wanted, before, own, image;
                load(ul, u + e);
                load(uh, u + e + 1);
                load(vl, v + e);
                load(vh, v + e + l.sy);
                load(wl, w + e);
                load(wh, w + e + l.sz);
                load(wanted, expansion + e);
                load(before, residual + e);
                Faces faces;
                load_faces(faces, op, e);
                const float* const p = pressure + e;
                apply(image, faces, p, p - l.sz, p + l.sz, l.sy, own);
                const Lanes b = wanted + owed * before - ((uh - ul) + (vh - vl) + (wh - wl));
                store(right + i, b);
                store(residual + e, b - dt * image);
            }
            float* const r = residual + row;
            clear_padding(r, l);
            asked += row_dot(right, right, l.nx);
            left += row_dot(r, r, l.nx);
            net += row_sum(r, l.nx);
        }
}

// The smoother's first guess x = damped D^-1 r on a plane, into `plane` (rows as in a field).
FIREDRILL_INLINE void guess_plane(const Operator& op, const float* residual, int k, float* plane) {
    const Layout& l = *op.layout;
    if (k < 0 || k >= l.nz) {
        std::memset(plane, 0, static_cast<std::size_t>(l.sz) * sizeof(float));
        return;
    }
    for (int j = 0; j < l.ny; ++j) {
        const std::ptrdiff_t row = l.row(j, k);
        float* const x = plane + (j + 1) * l.sy + Layout::lead;
        for (int i = 0; i < l.width; i += lanes) {
            Lanes inverse, r;
            load(inverse, op.inverse + row + i);
            load(r, residual + row + i);
            store(x + i, inverse * r);
        }
    }
}

// Adds the coarse correction to such a plane.
FIREDRILL_INLINE void prolong_plane(const Layout& l, const Multigrid& grid, int k, float* plane) {
    if (k < 0 || k >= l.nz) return;
    const float* const correction = grid.correction();
    for (int j = 0; j < l.ny; ++j) {
        float* const x = plane + (j + 1) * l.sy + Layout::lead;
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

// Planes of scratch: `plane[k & 3]` holds plane k.
struct PlaneScratch {
    float* plane[4];
    float* rows[4];  // of a block row
};

// Smooths once and sums what is left over the aggregates: planes 2 first … 2 last.
FIREDRILL_VECTOR_CLONES
void restrict_slab(const Operator& op, const float* residual, const PlaneScratch& scratch,
                   Multigrid& grid, int first, int last) {
    const Layout& l = *op.layout;
    const float* const inverse = grid.damped_inverse();
    float* const right_side = grid.right_side();
    float* const guess = grid.first_guess();
    guess_plane(op, residual, 2 * first - 1, scratch.plane[(2 * first - 1) & 3]);
    guess_plane(op, residual, 2 * first, scratch.plane[(2 * first) & 3]);
    for (int block_k = first; block_k < last; ++block_k) {
        const int k0 = 2 * block_k;
        guess_plane(op, residual, k0 + 1, scratch.plane[(k0 + 1) & 3]);
        guess_plane(op, residual, k0 + 2, scratch.plane[(k0 + 2) & 3]);
        for (int block_j = 0; 2 * block_j < l.ny; ++block_j) {
            for (int which = 0; which < 4; ++which) {
                const int j = 2 * block_j + (which & 1), k = k0 + (which >> 1);
                float* __restrict const t = scratch.rows[which];
                if (j >= l.ny || k >= l.nz) {
                    std::memset(t, 0, static_cast<std::size_t>(l.nx + 1) * sizeof(float));
                    continue;
                }
                const std::ptrdiff_t e = l.row(j, k);
                const std::ptrdiff_t in_plane = (j + 1) * l.sy + Layout::lead;
                const float* const x = scratch.plane[k & 3] + in_plane;
                const float* const x_d = scratch.plane[(k - 1) & 3] + in_plane;
                const float* const x_u = scratch.plane[(k + 1) & 3] + in_plane;
                for (int i = 0; i < l.width; i += lanes) {
                    Faces faces;
                    Lanes image, own, r;
                    load_faces(faces, op, e + i);
                    apply(image, faces, x + i, x_d + i, x_u + i, l.sy, own);
                    load(r, residual + e + i);
                    store(t + i, r - image);
                }
            }
            const Multigrid::BlockRow row = grid.block_row(block_j, block_k);
            for (std::int32_t m = 0; m < row.run_count; ++m) {
                const Multigrid::Run run = row.runs[m];
                const float* __restrict const a = scratch.rows[0] + 2 * run.block;
                const float* __restrict const b = scratch.rows[1] + 2 * run.block;
                const float* __restrict const c = scratch.rows[2] + 2 * run.block;
                const float* __restrict const d = scratch.rows[3] + 2 * run.block;
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
                right_side[single.aggregate] += scratch.rows[single.row][single.column];
            }
            FIREDRILL_INDEPENDENT
            for (std::int32_t a = row.first; a < row.last; ++a)
                guess[a] = inverse[a] * right_side[a];
        }
    }
}

// z = x + damped D^-1 (r - A x), x the first guess plus the coarse correction; returns r.z
FIREDRILL_VECTOR_CLONES
double smooth_slab(const Operator& op, const float* residual, const PlaneScratch& scratch,
                   const Multigrid& grid, float* out, int first, int last) {
    const Layout& l = *op.layout;
    double sum = 0;
    for (int k = first - 1; k <= first; ++k) {
        guess_plane(op, residual, k, scratch.plane[k & 3]);
        prolong_plane(l, grid, k, scratch.plane[k & 3]);
    }
    for (int k = first; k < last; ++k) {
        guess_plane(op, residual, k + 1, scratch.plane[(k + 1) & 3]);
        prolong_plane(l, grid, k + 1, scratch.plane[(k + 1) & 3]);
        for (int j = 0; j < l.ny; ++j) {
            const std::ptrdiff_t e = l.row(j, k);
            const std::ptrdiff_t in_plane = (j + 1) * l.sy + Layout::lead;
            const float* const x = scratch.plane[k & 3] + in_plane;
            const float* const x_d = scratch.plane[(k - 1) & 3] + in_plane;
            const float* const x_u = scratch.plane[(k + 1) & 3] + in_plane;
            Lanes product{};
            for (int i = 0; i < l.width; i += lanes) {
                Faces faces;
                Lanes image, own, r, inverse;
                load_faces(faces, op, e + i);
                apply(image, faces, x + i, x_d + i, x_u + i, l.sy, own);
                load(inverse, op.inverse + e + i);
                load(r, residual + e + i);
                const Lanes z = own + inverse * (r - image);
                store(out + e + i, z);
                product += z * r;  // r is zero in the padding
            }
            clear_padding(out + e, l);
            sum += sum_of(product);
        }
    }
    return sum;
}

// d = z + beta d, q = A z + beta q (which is A d); returns d.q. With beta = 0 z is d already.
FIREDRILL_VECTOR_CLONES
double direction_rows(const Operator& op, const float* field, float beta, float* direction,
                      float* image, int first, int last) {
    const Layout& l = *op.layout;
    double sum = 0;
    for (int k = first; k < last; ++k)
        for (int j = 0; j < l.ny; ++j) {
            const std::ptrdiff_t row = l.row(j, k);
            Lanes product{};
            for (int i = 0; i < l.width; i += lanes) {
                const std::ptrdiff_t e = row + i;
                Faces faces;
                Lanes a, z;
                load_faces(faces, op, e);
                const float* const at = field + e;
                apply(a, faces, at, at - l.sz, at + l.sz, l.sy, z);
                if (beta != 0.0f) {
                    Lanes d, q;
                    load(d, direction + e);
                    load(q, image + e);
                    z += beta * d;
                    a += beta * q;
                    store(direction + e, z);
                }
                store(image + e, a);
                product += z * a;  // z is zero in the padding
            }
            clear_padding(image + row, l);
            sum += sum_of(product);
        }
    return sum;
}

// P += alpha/dt d, r -= alpha q; returns r.r
FIREDRILL_VECTOR_CLONES
double advance_rows(const Layout& l, float alpha, float alpha_over_dt, const float* direction,
                    const float* image, float* pressure, float* residual, int first, int last,
                    double& net) {
    double sum = 0;
    for (int k = first; k < last; ++k)
        for (int j = 0; j < l.ny; ++j) {
            const std::ptrdiff_t row = l.row(j, k);
            Lanes squares{}, total{};
            for (int i = 0; i < l.width; i += lanes) {
                const std::ptrdiff_t e = row + i;
                Lanes d, q, p, r;
                load(d, direction + e);
                load(q, image + e);
                load(p, pressure + e);
                load(r, residual + e);
                store(pressure + e, p + alpha_over_dt * d);
                r -= alpha * q;
                store(residual + e, r);
                squares += r * r;  // zero in the padding
                total += r;
            }
            sum += sum_of(squares);
            net += sum_of(total);
        }
    return sum;
}

// Flow through sixteen faces, pushed by the pressure on either side.
FIREDRILL_INLINE void push(Lanes& out, const float* flow, const Coefficient* b, const float* high,
                           const float* low, float unit) {
    Lanes before, open, h, l;
    load(before, flow);
    load(open, b);
    load(h, high);
    load(l, low);
    out = before - unit * (open * (h - l));
}

// u = u* - dt B grad P, and the largest sum of flows in a cell.
FIREDRILL_VECTOR_CLONES
float project_rows(const Operator& op, const float* pressure, float dt, const float* u,
                   const float* v, const float* w, float* out_u, float* out_v, float* out_w,
                   int first, int last) {
    const Layout& l = *op.layout;
    const float unit = dt * coefficient_unit;
    LaneBits largest{};  // non-negative floats compare like integers
    for (int k = first; k < last; ++k)
        for (int j = 0; j <= l.ny; ++j) {
            const std::ptrdiff_t row = l.row(j, k);
            const bool beyond = j == l.ny || k == l.nz;  // only faces towards the last cells
            for (int i = 0; i < l.width; i += lanes) {
                const std::ptrdiff_t e = row + i, n = e + l.sy, t = e + l.sz;
                const float* const p = pressure;
                Lanes x, y, z;
                if (beyond) {
                    if (k < l.nz) {
                        push(y, v + e, op.by + e, p + e, p + e - l.sy, unit);
                        store(out_v + e, y);
                    } else if (j < l.ny) {
                        push(z, w + e, op.bz + e, p + e, p + e - l.sz, unit);
                        store(out_w + e, z);
                    }
                    continue;
                }
                push(x, u + e, op.bx + e, p + e, p + e - 1, unit);
                push(y, v + e, op.by + e, p + e, p + e - l.sy, unit);
                push(z, w + e, op.bz + e, p + e, p + e - l.sz, unit);
                store(out_u + e, x);
                store(out_v + e, y);
                store(out_w + e, z);
                LaneBits a, b, c, high;
                sizes(a, x);
                sizes(b, y);
                sizes(c, z);
                push(x, u + e + 1, op.bx + e + 1, p + e + 1, p + e, unit);
                push(y, v + n, op.by + n, p + n, p + e, unit);
                push(z, w + t, op.bz + t, p + t, p + e, unit);
                sizes(high, x);
                largest_of(a, high);
                sizes(high, y);
                largest_of(b, high);
                sizes(high, z);
                largest_of(c, high);
                const Lanes rate = __builtin_bit_cast(Lanes, a) + __builtin_bit_cast(Lanes, b) +
                                   __builtin_bit_cast(Lanes, c);
                sizes(a, rate);
                largest_of(largest, a);
            }
        }
    std::int32_t most = 0;
    for (int n = 0; n < lanes; ++n) most = std::max(most, static_cast<std::int32_t>(largest[n]));
    return __builtin_bit_cast(float, most);
}

}  // namespace pressure_kernels

using namespace pressure_kernels;

Pressure::Pressure(const Layout& layout, const FaceKinds& kinds,
                   const std::vector<std::uint8_t>& fluid)
    : layout_(layout),
      slabs_(layout.nz, 2, 16),
      block_slabs_((layout.nz + 1) / 2, 2, 8),
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
      sum_a_(static_cast<std::size_t>(slabs_.parts), 0.0),
      sum_b_(sum_a_),
      net_(sum_a_),
      largest_(static_cast<std::size_t>(slabs_.parts), 0.0f),
      rows_(static_cast<std::size_t>(layout.sy * slabs_.parts), 0.0f) {
    lightness_.fill(1.0f);
    for (const std::uint8_t f : fluid) cells_ += f != 0 ? 1.0 : 0.0;
    constexpr std::size_t guard = 16;
    const auto plane = static_cast<std::size_t>(layout.sz) + 2 * guard;
    const auto row = static_cast<std::size_t>(layout.sy);
    scratch_.resize(static_cast<std::size_t>(block_slabs_.parts));
    for (Scratch& scratch : scratch_) {
        scratch.memory = Scratchpad(4 * plane + 4 * row + 64 + 2 * guard);
        for (std::size_t n = 0; n < 4; ++n) {
            scratch.plane[n] = scratch.memory.data() + n * plane + guard;
            scratch.row[n] = scratch.memory.data() + 4 * plane + n * row + guard;
        }
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

double Pressure::precondition(Workers& workers) {
    const Operator op{&layout_, bx_.data(), by_.data(), bz_.data(), inverse_.data()};
    const auto scratch_of = [&](int part) {
        PlaneScratch out{};
        for (int n = 0; n < 4; ++n) {
            out.plane[n] = scratch_[part].plane[n];
            out.rows[n] = scratch_[part].row[n];
        }
        return out;
    };
    workers.for_parts(block_slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        restrict_slab(op, r_.data(), scratch_of(part), hierarchy_, block_slabs_.first(part),
                      block_slabs_.first(part + 1));
    });
    hierarchy_.correct(workers);
    std::fill(sum_b_.begin(), sum_b_.end(), 0.0);
    workers.for_parts(block_slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        sum_b_[part] = smooth_slab(op, r_.data(), scratch_of(part), hierarchy_, z_.data(),
                                   2 * block_slabs_.first(part),
                                   std::min(2 * block_slabs_.first(part + 1), layout_.nz));
    });
    return sum(sum_b_);
}

PressureResult Pressure::project(Fields& fields, const FieldArray& u, const FieldArray& v,
                                 const FieldArray& w, const FieldArray& expansion, double dt,
                                 double tolerance, double floor, double most_net_residual,
                                 int most_iterations, Workers& workers) {
    const auto step = static_cast<float>(dt);
    const auto owed = static_cast<float>(last_dt_ / dt);
    last_dt_ = dt;
    const Operator op{&layout_, bx_.data(), by_.data(), bz_.data(), inverse_.data()};
    const auto slab = [&](int part) {
        return std::pair(slabs_.first(part), slabs_.first(part + 1));
    };
    workers.for_parts(slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        const auto [first, last] = slab(part);
        sum_a_[part] = sum_b_[part] = net_[part] = 0;
        start_rows(op, u.data(), v.data(), w.data(), expansion.data(), fields.pressure.data(), step,
                   owed, r_.data(), rows_.data() + layout_.sy * part, first, last, sum_a_[part],
                   sum_b_[part], net_[part]);
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
        workers.for_parts(slabs_.parts, [&](int part) {
            const SubnormalsAreZero mode;
            const auto [first, last] = slab(part);
            sum_a_[part] =
                direction_rows(op, towards.data(), beta, d_.data(), q_.data(), first, last);
        });
        return sum(sum_a_);
    };
    const auto advance = [&](double alpha) {
        workers.for_parts(slabs_.parts, [&](int part) {
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
        workers.for_parts(slabs_.parts, [&](int part) {
            const auto [first, last] = slab(part);
            for (int k = first; k < last; ++k)
                for (int j = 0; j < layout_.ny; ++j)
                    std::fill_n(z_.data() + layout_.row(j, k), layout_.nx, 1.0f);
        });
        const double dq = turn_towards_z(0.0f);
        if (dq > 0) advance(net / dq);
    }
    workers.for_parts(slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        const auto [first, last] = slab(part);
        largest_[part] = project_rows(op, fields.pressure.data(), step, u.data(), v.data(),
                                      w.data(), fields.u.data(), fields.v.data(), fields.w.data(),
                                      first, part + 1 == slabs_.parts ? last + 1 : last);
    });
    result.fastest_rate = *std::max_element(largest_.begin(), largest_.end());
    result.residual = std::sqrt(left / cells_);
    result.net_residual = net;
    result.wanted = std::sqrt(asked / cells_);
    return result;
}

}  // namespace firedrill
