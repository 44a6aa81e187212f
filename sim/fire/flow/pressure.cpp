#include "fire/flow/pressure.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "fire/flow/lanes.hpp"

namespace firedrill {
namespace pressure_kernels {

constexpr float smoothing = 0.8f;  // damping of a Jacobi step

struct Operator {
    const Layout* layout;
    const float *bx, *by, *bz, *inverse_diagonal;
};

// (A x) of element i of a row, A the sum over faces of B (x - neighbour).
#define FIREDRILL_APPLY(x)                                                                   \
    (bx[i] * (x[i] - x[i - 1]) + bx[i + 1] * (x[i] - x[i + 1]) + by[i] * (x[i] - x##_s[i]) + \
     by_n[i] * (x[i] - x##_n[i]) + bz[i] * (x[i] - x##_d[i]) + bz_u[i] * (x[i] - x##_u[i]))

#define FIREDRILL_OPERATOR_ROWS(op, e)                \
    const float* __restrict const bx = (op).bx + (e); \
    const float* __restrict const by = (op).by + (e); \
    const float* __restrict const by_n = by + l.sy;   \
    const float* __restrict const bz = (op).bz + (e); \
    const float* __restrict const bz_u = bz + l.sz

#define FIREDRILL_NEIGHBOUR_ROWS(x, field, e)        \
    const float* __restrict const x = (field) + (e); \
    const float* __restrict const x##_s = x - l.sy;  \
    const float* __restrict const x##_n = x + l.sy;  \
    const float* __restrict const x##_d = x - l.sz;  \
    const float* __restrict const x##_u = x + l.sz

// One row in blocks of sixteen, so that sums have their fixed lanes; `lane` counts inside a block.
#define FIREDRILL_BLOCKS(n) \
    for (int start = 0, width = 0; width = std::min(lanes, (n)-start), start < (n); start += lanes)

FIREDRILL_VECTOR_CLONES
void lightness_rows(const Layout& l, const float* excess, float ambient, const std::uint8_t* hot,
                    float* lightness, int first, int last) {
    for (int k = first; k < last; ++k)
        for (int j = 0; j < l.ny; ++j) {
            if (hot[l.row_number(j, k)] == 0) continue;
            const std::ptrdiff_t e = l.row(j, k);
            const float* __restrict const theta = excess + e;
            float* __restrict const out = lightness + e;
            FIREDRILL_INDEPENDENT
            for (int i = 0; i < l.nx; ++i) out[i] = ambient / (ambient + theta[i]);
        }
}

FIREDRILL_VECTOR_CLONES
void coefficient_rows(const Layout& l, const float* share_x, const float* share_y,
                      const float* share_z, const float* lightness, const std::uint8_t* wanted,
                      float* bx, float* by, float* bz, int first, int last) {
    for (int k = first; k < last; ++k)
        for (int j = 0; j <= l.ny; ++j) {
            if (wanted[l.row_number(j, k)] == 0) continue;
            const std::ptrdiff_t e = l.row(j, k);
            const float* __restrict const sx = share_x + e;
            const float* __restrict const sy = share_y + e;
            const float* __restrict const sz = share_z + e;
            const float* __restrict const light = lightness + e;
            const float* __restrict const light_s = light - l.sy;
            const float* __restrict const light_d = light - l.sz;
            float* __restrict const ox = bx + e;
            float* __restrict const oy = by + e;
            float* __restrict const oz = bz + e;
            FIREDRILL_INDEPENDENT
            for (int i = 0; i <= l.nx; ++i) {
                ox[i] = sx[i] * (0.5f * (light[i - 1] + light[i]));
                oy[i] = sy[i] * (0.5f * (light_s[i] + light[i]));
                oz[i] = sz[i] * (0.5f * (light_d[i] + light[i]));
            }
        }
}

FIREDRILL_VECTOR_CLONES
void diagonal_rows(const Operator& op, const std::uint8_t* wanted, float* inverse, int first,
                   int last) {
    const Layout& l = *op.layout;
    for (int k = first; k < last; ++k)
        for (int j = 0; j < l.ny; ++j) {
            if (wanted[l.row_number(j, k)] == 0) continue;
            const std::ptrdiff_t e = l.row(j, k);
            FIREDRILL_OPERATOR_ROWS(op, e);
            float* __restrict const out = inverse + e;
            FIREDRILL_INDEPENDENT
            for (int i = 0; i < l.nx; ++i) {
                const float sum = bx[i] + bx[i + 1] + by[i] + by_n[i] + bz[i] + bz_u[i];
                const float safe = sum > 0.0f ? sum : 1.0f;
                out[i] = sum > 0.0f ? 1.0f / safe : 0.0f;
            }
        }
}

// r = expansion - div u* - dt A P, x = damped D^-1 r; sums of squares of the right-hand side and of
// r.
FIREDRILL_VECTOR_CLONES
void start_rows(const Operator& op, const float* u, const float* v, const float* w,
                const float* expansion, const float* pressure, float dt, float* residual,
                float* first_guess, int first, int last, double& asked, double& left) {
    const Layout& l = *op.layout;
    for (int k = first; k < last; ++k)
        for (int j = 0; j < l.ny; ++j) {
            const std::ptrdiff_t e = l.row(j, k);
            FIREDRILL_OPERATOR_ROWS(op, e);
            FIREDRILL_NEIGHBOUR_ROWS(p, pressure, e);
            const float* __restrict const ux = u + e;
            const float* __restrict const vy = v + e;
            const float* __restrict const vy_n = vy + l.sy;
            const float* __restrict const wz = w + e;
            const float* __restrict const wz_u = wz + l.sz;
            const float* __restrict const wanted = expansion + e;
            const float* __restrict const inverse = op.inverse_diagonal + e;
            float* __restrict const r = residual + e;
            float* __restrict const x = first_guess + e;
            float lane_b[lanes] = {}, lane_r[lanes] = {};
            FIREDRILL_BLOCKS(l.nx) {
                FIREDRILL_INDEPENDENT
                for (int lane = 0; lane < width; ++lane) {
                    const int i = start + lane;
                    const float b =
                        wanted[i] - ((ux[i + 1] - ux[i]) + (vy_n[i] - vy[i]) + (wz_u[i] - wz[i]));
                    const float value = b - dt * FIREDRILL_APPLY(p);
                    r[i] = value;
                    x[i] = smoothing * inverse[i] * value;
                    lane_b[lane] += b * b;
                    lane_r[lane] += value * value;
                }
            }
            asked += sum_of_lanes(lane_b);
            left += sum_of_lanes(lane_r);
        }
}

// t = r - A x
FIREDRILL_VECTOR_CLONES
void residual_rows(const Operator& op, const float* right, const float* field, float* out,
                   int first, int last) {
    const Layout& l = *op.layout;
    for (int k = first; k < last; ++k)
        for (int j = 0; j < l.ny; ++j) {
            const std::ptrdiff_t e = l.row(j, k);
            FIREDRILL_OPERATOR_ROWS(op, e);
            FIREDRILL_NEIGHBOUR_ROWS(x, field, e);
            const float* __restrict const r = right + e;
            float* __restrict const t = out + e;
            FIREDRILL_INDEPENDENT
            for (int i = 0; i < l.nx; ++i) t[i] = r[i] - FIREDRILL_APPLY(x);
        }
}

// x += coarse correction
FIREDRILL_VECTOR_CLONES
void prolong_rows(const Layout& l, const std::int32_t* aggregate, const float* correction,
                  float* field, int first, int last) {
    for (int k = first; k < last; ++k)
        for (int j = 0; j < l.ny; ++j) {
            const std::ptrdiff_t e = l.row(j, k);
            const std::int32_t* __restrict const of = aggregate + e;
            float* __restrict const x = field + e;
            FIREDRILL_INDEPENDENT
            for (int i = 0; i < l.nx; ++i) x[i] += correction[of[i]];
        }
}

// z = x + damped D^-1 (r - A x); returns r.z
FIREDRILL_VECTOR_CLONES
double smooth_rows(const Operator& op, const float* right, const float* field, float* out,
                   int first, int last) {
    const Layout& l = *op.layout;
    double sum = 0;
    for (int k = first; k < last; ++k)
        for (int j = 0; j < l.ny; ++j) {
            const std::ptrdiff_t e = l.row(j, k);
            FIREDRILL_OPERATOR_ROWS(op, e);
            FIREDRILL_NEIGHBOUR_ROWS(x, field, e);
            const float* __restrict const inverse = op.inverse_diagonal + e;
            const float* __restrict const r = right + e;
            float* __restrict const z = out + e;
            float lane_sum[lanes] = {};
            FIREDRILL_BLOCKS(l.nx) {
                FIREDRILL_INDEPENDENT
                for (int lane = 0; lane < width; ++lane) {
                    const int i = start + lane;
                    const float value = x[i] + smoothing * inverse[i] * (r[i] - FIREDRILL_APPLY(x));
                    z[i] = value;
                    lane_sum[lane] += value * r[i];
                }
            }
            sum += sum_of_lanes(lane_sum);
        }
    return sum;
}

// d = z + beta d, q = A z + beta q (which is A d); returns d.q
FIREDRILL_VECTOR_CLONES
double direction_rows(const Operator& op, const float* field, float beta, float* direction,
                      float* image, int first, int last) {
    const Layout& l = *op.layout;
    double sum = 0;
    for (int k = first; k < last; ++k)
        for (int j = 0; j < l.ny; ++j) {
            const std::ptrdiff_t e = l.row(j, k);
            FIREDRILL_OPERATOR_ROWS(op, e);
            FIREDRILL_NEIGHBOUR_ROWS(z, field, e);
            float* __restrict const d = direction + e;
            float* __restrict const q = image + e;
            float lane_sum[lanes] = {};
            FIREDRILL_BLOCKS(l.nx) {
                FIREDRILL_INDEPENDENT
                for (int lane = 0; lane < width; ++lane) {
                    const int i = start + lane;
                    const float a = FIREDRILL_APPLY(z);
                    const float dd = z[i] + beta * d[i];
                    const float qq = a + beta * q[i];
                    d[i] = dd;
                    q[i] = qq;
                    lane_sum[lane] += dd * qq;
                }
            }
            sum += sum_of_lanes(lane_sum);
        }
    return sum;
}

// P += alpha/dt d, r -= alpha q, x = damped D^-1 r; returns r.r
FIREDRILL_VECTOR_CLONES
double advance_rows(const Operator& op, float alpha, float alpha_over_dt, const float* direction,
                    const float* image, float* pressure, float* residual, float* first_guess,
                    int first, int last) {
    const Layout& l = *op.layout;
    double sum = 0;
    for (int k = first; k < last; ++k)
        for (int j = 0; j < l.ny; ++j) {
            const std::ptrdiff_t e = l.row(j, k);
            const float* __restrict const inverse = op.inverse_diagonal + e;
            const float* __restrict const d = direction + e;
            const float* __restrict const q = image + e;
            float* __restrict const p = pressure + e;
            float* __restrict const r = residual + e;
            float* __restrict const x = first_guess + e;
            float lane_sum[lanes] = {};
            FIREDRILL_BLOCKS(l.nx) {
                FIREDRILL_INDEPENDENT
                for (int lane = 0; lane < width; ++lane) {
                    const int i = start + lane;
                    p[i] += alpha_over_dt * d[i];
                    const float value = r[i] - alpha * q[i];
                    r[i] = value;
                    x[i] = smoothing * inverse[i] * value;
                    lane_sum[lane] += value * value;
                }
            }
            sum += sum_of_lanes(lane_sum);
        }
    return sum;
}

// u = u* - dt B grad P, and the largest sum of flows in a cell.
FIREDRILL_VECTOR_CLONES
float project_rows(const Operator& op, const float* pressure, float dt, const float* u,
                   const float* v, const float* w, float* out_u, float* out_v, float* out_w,
                   int first, int last) {
    const Layout& l = *op.layout;
    std::int32_t largest = 0;  // non-negative floats compare like integers
    for (int k = first; k < last; ++k)
        for (int j = 0; j <= l.ny; ++j) {
            const std::ptrdiff_t e = l.row(j, k);
            FIREDRILL_OPERATOR_ROWS(op, e);
            FIREDRILL_NEIGHBOUR_ROWS(p, pressure, e);
            const float* __restrict const ux = u + e;
            const float* __restrict const vy = v + e;
            const float* __restrict const wz = w + e;
            float* __restrict const ou = out_u + e;
            float* __restrict const ov = out_v + e;
            float* __restrict const ow = out_w + e;
            if (j == l.ny || k == l.nz) {  // only the faces towards the domain's last cells
                if (k < l.nz)
                    FIREDRILL_INDEPENDENT
                    for (int i = 0; i < l.nx; ++i) ov[i] = vy[i] - by[i] * dt * (p[i] - p_s[i]);
                else if (j < l.ny)
                    FIREDRILL_INDEPENDENT
                    for (int i = 0; i < l.nx; ++i) ow[i] = wz[i] - bz[i] * dt * (p[i] - p_d[i]);
                continue;
            }
            const float* __restrict const vy_n = vy + l.sy;
            const float* __restrict const wz_u = wz + l.sz;
            FIREDRILL_INDEPENDENT
            for (int i = 0; i < l.nx; ++i) {
                const float ul = ux[i] - bx[i] * dt * (p[i] - p[i - 1]);
                const float vl = vy[i] - by[i] * dt * (p[i] - p_s[i]);
                const float wl = wz[i] - bz[i] * dt * (p[i] - p_d[i]);
                const float uh = __builtin_fabsf(ux[i + 1] - bx[i + 1] * dt * (p[i + 1] - p[i]));
                const float vh = __builtin_fabsf(vy_n[i] - by_n[i] * dt * (p_n[i] - p[i]));
                const float wh = __builtin_fabsf(wz_u[i] - bz_u[i] * dt * (p_u[i] - p[i]));
                ou[i] = ul;
                ov[i] = vl;
                ow[i] = wl;
                const float a = __builtin_fabsf(ul), b = __builtin_fabsf(vl),
                            c = __builtin_fabsf(wl);
                const float rate = (a > uh ? a : uh) + (b > vh ? b : vh) + (c > wh ? c : wh);
                const auto bits = std::bit_cast<std::int32_t>(rate);
                largest = largest > bits ? largest : bits;
            }
            ou[l.nx] = ux[l.nx] - bx[l.nx] * dt * (p[l.nx] - p[l.nx - 1]);
        }
    return std::bit_cast<float>(largest);
}

}  // namespace pressure_kernels

using namespace pressure_kernels;

Pressure::Pressure(const Layout& layout, const FaceKinds& kinds,
                   const std::vector<std::uint8_t>& fluid)
    : layout_(layout),
      slabs_(layout.nz, 2, 16),
      hierarchy_(layout, kinds, fluid),
      lightness_(layout),
      bx_(layout),
      by_(layout),
      bz_(layout),
      inverse_diagonal_(layout),
      r_(layout),
      z_(layout),
      d_(layout),
      q_(layout),
      x_(layout),
      t_(layout),
      hot_(static_cast<std::size_t>(layout.rows()), 0),
      wanted_(hot_),
      sum_a_(static_cast<std::size_t>(slabs_.parts), 0.0),
      sum_b_(sum_a_),
      largest_(static_cast<std::size_t>(slabs_.parts), 0.0f) {
    lightness_.fill(1.0f);
    for (const std::uint8_t f : fluid) cells_ += f != 0 ? 1.0 : 0.0;
}

void Pressure::update_coefficients(const Fields& fields, float ambient_density, bool shares_changed,
                                   Workers& workers) {
    // Rows that hold hot gas now or did when they were last computed, and their neighbours.
    const Layout& l = layout_;
    const RowFlags& holds = fields.holds[density_excess];
    for (std::size_t row = 0; row < hot_.size(); ++row)
        hot_[row] = static_cast<std::uint8_t>((hot_[row] << 1 | holds[row]) & 3);
    for (int k = -1; k <= l.nz; ++k)
        for (int j = -1; j <= l.ny; ++j) {
            std::uint8_t any = shares_changed ? 1 : hot_[l.row_number(j, k)];
            if (j >= 0) any = static_cast<std::uint8_t>(any | hot_[l.row_number(j - 1, k)]);
            if (k >= 0) any = static_cast<std::uint8_t>(any | hot_[l.row_number(j, k - 1)]);
            if (j < l.ny) any = static_cast<std::uint8_t>(any | hot_[l.row_number(j + 1, k)]);
            if (k < l.nz) any = static_cast<std::uint8_t>(any | hot_[l.row_number(j, k + 1)]);
            wanted_[l.row_number(j, k)] = any;
        }
    const Operator op{&layout_, bx_.data(), by_.data(), bz_.data(), nullptr};
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
    workers.for_parts(slabs_.parts, [&](int part) {
        diagonal_rows(op, wanted_.data(), inverse_diagonal_.data(), slabs_.first(part),
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
    const Operator op{&layout_, bx_.data(), by_.data(), bz_.data(), inverse_diagonal_.data()};
    workers.for_parts(slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        residual_rows(op, r_.data(), x_.data(), t_.data(), slabs_.first(part),
                      slabs_.first(part + 1));
    });
    hierarchy_.correct(t_, workers);
    workers.for_parts(slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        prolong_rows(layout_, hierarchy_.aggregate_of_cell(), hierarchy_.correction(), x_.data(),
                     slabs_.first(part), slabs_.first(part + 1));
    });
    workers.for_parts(slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        sum_a_[part] = smooth_rows(op, r_.data(), x_.data(), z_.data(), slabs_.first(part),
                                   slabs_.first(part + 1));
    });
    return sum(sum_a_);
}

PressureResult Pressure::project(Fields& fields, const FieldArray& u, const FieldArray& v,
                                 const FieldArray& w, const FieldArray& expansion, double dt,
                                 double tolerance, double floor, int most_iterations,
                                 Workers& workers) {
    const auto step = static_cast<float>(dt);
    const Operator op{&layout_, bx_.data(), by_.data(), bz_.data(), inverse_diagonal_.data()};
    const auto slab = [&](int part) {
        return std::pair(slabs_.first(part), slabs_.first(part + 1));
    };
    workers.for_parts(slabs_.parts, [&](int part) {
        const SubnormalsAreZero mode;
        const auto [first, last] = slab(part);
        sum_a_[part] = sum_b_[part] = 0;
        start_rows(op, u.data(), v.data(), w.data(), expansion.data(), fields.pressure.data(), step,
                   r_.data(), x_.data(), first, last, sum_a_[part], sum_b_[part]);
    });
    PressureResult result;
    const double asked = sum(sum_a_);
    double left = sum(sum_b_);
    const double enough = std::max(tolerance * tolerance * asked, floor * floor * cells_);
    double rz_before = 0;
    while (left > enough && result.iterations < most_iterations) {
        const double rz = precondition(workers);
        if (!(rz > 0)) break;
        const auto beta = static_cast<float>(result.iterations == 0 ? 0.0 : rz / rz_before);
        rz_before = rz;
        workers.for_parts(slabs_.parts, [&](int part) {
            const SubnormalsAreZero mode;
            const auto [first, last] = slab(part);
            sum_a_[part] = direction_rows(op, z_.data(), beta, d_.data(), q_.data(), first, last);
        });
        const double dq = sum(sum_a_);
        if (!(dq > 0)) break;
        const auto alpha = static_cast<float>(rz / dq);
        const auto alpha_step = static_cast<float>(rz / dq / dt);
        workers.for_parts(slabs_.parts, [&](int part) {
            const SubnormalsAreZero mode;
            const auto [first, last] = slab(part);
            sum_a_[part] = advance_rows(op, alpha, alpha_step, d_.data(), q_.data(),
                                        fields.pressure.data(), r_.data(), x_.data(), first, last);
        });
        left = sum(sum_a_);
        ++result.iterations;
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
    result.wanted = std::sqrt(asked / cells_);
    return result;
}

}  // namespace firedrill
