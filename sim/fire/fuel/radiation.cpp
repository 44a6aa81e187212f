#include "fire/fuel/radiation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "fire/probe.hpp"

namespace firedrill {
namespace {

constexpr double flame_k = 1200;  // of soot in flames, about
constexpr double point_every_m = 0.5;
constexpr int most_points = 6;
constexpr double nearest_m = 0.3;     // to a point source: nearer the flame is no point
constexpr double followed_w_m2 = 50;  // what is less is not worth a ray
constexpr double opaque = 4.6;        // optical depth at which a ray ends: 1 % gets through
constexpr double warmer_k = 20;       // gas that shines noticeably is so much above ambient
constexpr double longest_ray_m = 12;
constexpr int block = 8;  // cells

// Walks from cell to cell along a line (Amanatides & Woo 1987) and calls visit(element, row,
// length) for each; ends where a face is less than half open, or visit says so. True: it reached
// `to`.
template <class Visit>
bool walk(const Flow& flow, Vec3 from, Vec3 to, Visit&& visit) {
    const Grid& g = flow.grid();
    const Layout& l = flow.layout();
    const Fields& f = flow.fields();
    const Vec3 a = (from - g.origin) / g.h, d = (to - from) / g.h;
    const double length = glm::length(to - from);
    const Int3 c = g.cell_of(from);
    int at[3] = {c.x, c.y, c.z};
    const int size[3] = {l.nx, l.ny, l.nz};
    const std::ptrdiff_t stride[3] = {1, l.sy, l.sz};
    const FieldArray* const share[3] = {&f.share_x, &f.share_y, &f.share_z};
    double next[3], every[3];
    int step[3];
    for (int n = 0; n < 3; ++n) {
        step[n] = d[n] > 0 ? 1 : -1;
        every[n] = d[n] != 0 ? std::abs(1 / d[n]) : 1e30;
        next[n] = d[n] != 0 ? (d[n] > 0 ? at[n] + 1 - a[n] : a[n] - at[n]) * every[n] : 1e30;
    }
    std::ptrdiff_t e = l.at(at[0], at[1], at[2]);
    double gone = 0;
    for (int guard = 0; guard < l.nx + l.ny + l.nz; ++guard) {
        const int n = next[0] < next[1] ? (next[0] < next[2] ? 0 : 2) : (next[1] < next[2] ? 1 : 2);
        const double until = std::min(next[n], 1.0);
        if (!visit(e, l.row_number(at[1], at[2]), (until - gone) * length)) return false;
        gone = until;
        if (next[n] >= 1.0) return true;
        if ((*share[n])[step[n] > 0 ? e + stride[n] : e] < seen_through_share) return false;
        at[n] += step[n];
        if (at[n] < 0 || at[n] >= size[n]) return true;
        e += step[n] * stride[n];
        next[n] += every[n];
    }
    return true;
}

struct Direction {
    double along, across;  // cosine to the normal, sine
    double cosine, sine;   // of the turn about it
};
constexpr int rings = 8, spokes = 5;

// Equal shares of the cosine-weighted half-space: rings of equal sin^2, staggered spokes. A ring's
// cosine is such that thin layers come out exactly: one over the mean of 1/cos in it.
const std::array<Direction, rings * spokes>& directions() {
    static const auto all = [] {
        std::array<Direction, rings * spokes> list{};
        for (int r = 0; r < rings; ++r)
            for (int s = 0; s < spokes; ++s) {
                const double cosine = 0.5 * (std::sqrt(1 - static_cast<double>(r) / rings) +
                                             std::sqrt(1 - (r + 1.0) / rings));
                const double turn = 2 * std::numbers::pi * (s + 0.5 * (r % 2) + 0.25) / spokes;
                list[r * spokes + s] = {cosine, std::sqrt(1 - cosine * cosine), std::cos(turn),
                                        std::sin(turn)};
            }
        return list;
    }();
    return all;
}

}  // namespace

double share_passed(const Flow& flow, const FlameMask& mask, Vec3 from, Vec3 to) {
    const Grid& g = flow.grid();
    if (!g.contains(from)) return 1;
    const Fields& f = flow.fields();
    double thickness = 0;
    const bool reached = walk(flow, from, to, [&](std::ptrdiff_t e, int row, double length) {
        if ((f.holds[soot][static_cast<std::size_t>(row)] |
             f.holds[oxygen_used][static_cast<std::size_t>(row)]) == 0)
            return true;
        if (mask[static_cast<std::size_t>(e)] != 0) return true;
        thickness +=
            length * absorption_1_m(static_cast<double>(f.scalar[soot][e]),
                                    static_cast<double>(f.scalar[oxygen_used][e]), flame_k);
        return true;
    });
    return reached ? std::exp(-thickness) : 0.0;
}

double flux_from_flame(const Flow& flow, const FlameMask& mask, const Flame& flame, Vec3 at,
                       const Vec3* normal) {
    const double height = std::max(flame.height_m, 0.1);
    const Vec3 middle = flame.base + Vec3(0, 0, 0.5 * height);
    const double r0 = glm::length(middle - at);
    const double nearest = std::max(r0 - 0.5 * height, nearest_m);
    if (flame.radiated_w / (4 * std::numbers::pi * nearest * nearest) < followed_w_m2) return 0;
    const int points =
        r0 > 4 * height
            ? 1
            : std::clamp(static_cast<int>(std::ceil(height / point_every_m)), 1, most_points);
    double sum = 0;
    for (int p = 0; p < points; ++p) {
        const Vec3 point = flame.base + Vec3(0, 0, height * (p + 0.5) / points);
        const Vec3 way = point - at;
        const double r = glm::length(way);
        const double facing =
            normal == nullptr ? 1.0 : std::max(0.0, glm::dot(way, *normal) / std::max(r, 1e-9));
        if (facing <= 0) continue;
        const double r2 = std::max(r * r, nearest_m * nearest_m);
        const double flux = flame.radiated_w / points / (4 * std::numbers::pi * r2) * facing;
        sum += flux * share_passed(flow, mask, at, point);
    }
    constexpr double black = stefan_boltzmann * flame_k * flame_k * flame_k * flame_k;
    return std::min(sum, black);
}

double flux_from_gas(const Flow& flow, const FlameMask& mask, Vec3 at, Vec3 normal) {
    const Grid& g = flow.grid();
    if (!g.contains(at)) return 0;
    const Fields& f = flow.fields();
    const double ambient_k = flow.ambient_temperature();
    const double ambient = std::pow(ambient_k, 4);
    const Vec3 side = std::abs(normal.z) > 0.7 ? Vec3(1, 0, 0) : Vec3(0, 0, 1);
    const Vec3 u = glm::normalize(glm::cross(normal, side)), v = glm::cross(normal, u);
    double sum = 0;
    for (const Direction& d : directions()) {
        const Vec3 way = d.along * normal + d.across * (d.cosine * u + d.sine * v);
        double thickness = 0;
        walk(flow, at, at + longest_ray_m * way, [&](std::ptrdiff_t e, int row, double length) {
            const auto r = static_cast<std::size_t>(row);
            if ((f.holds[soot][r] | f.holds[oxygen_used][r]) == 0) return true;
            const auto smoke = static_cast<double>(f.scalar[soot][e]);
            const auto used = static_cast<double>(f.scalar[oxygen_used][e]);
            if (smoke + used == 0 || mask[static_cast<std::size_t>(e)] != 0) return true;
            const double kelvin = flow.temperature(e);
            const double more = length * absorption_1_m(smoke, used, kelvin);
            if (kelvin > ambient_k + warmer_k)
                sum += std::exp(-thickness) * (1 - std::exp(-more)) *
                       (kelvin * kelvin * kelvin * kelvin - ambient);
            thickness += more;
            return thickness < opaque;
        });
    }
    return stefan_boltzmann * sum / (rings * spokes);
}

HotBlocks::HotBlocks(const Flow& flow) : radius_(0.5 * std::sqrt(3.0) * block * flow.grid().h) {
    const Layout& l = flow.layout();
    const std::size_t nx = (l.nx + block - 1) / block, ny = (l.ny + block - 1) / block,
                      nz = (l.nz + block - 1) / block;
    blocks_.reserve(nx * ny * nz);
    warmest_.assign(nx * ny * nz, 0.0f);
    thickest_ = warmest_;
}

void HotBlocks::update(const Flow& flow, const FlameMask& mask, Workers& workers) {
    const Layout& l = flow.layout();
    const Grid& g = flow.grid();
    const Fields& f = flow.fields();
    const double ambient_k = flow.ambient_temperature();
    const int nx = (l.nx + block - 1) / block, ny = (l.ny + block - 1) / block;
    // What is too heavy to be that warm, whatever the pressure of its zone, needs no closer look.
    constexpr double most_pressure_share = 0.03;
    const auto heavy =
        static_cast<float>(flow.ambient_density() *
                           ((1 + most_pressure_share) * ambient_k / (ambient_k + warmer_k) - 1));
    workers.for_parts(ny * ((l.nz + block - 1) / block), [&](int row_of_blocks) {
        const int layer = row_of_blocks / ny, first_j = row_of_blocks % ny * block;
        float* const warmest = warmest_.data() + static_cast<std::ptrdiff_t>(row_of_blocks) * nx;
        float* const thickest = thickest_.data() + static_cast<std::ptrdiff_t>(row_of_blocks) * nx;
        std::fill_n(warmest, nx, 0.0f);
        std::fill_n(thickest, nx, 0.0f);
        for (int k = layer * block; k < std::min((layer + 1) * block, l.nz); ++k)
            for (int j = first_j; j < std::min(first_j + block, l.ny); ++j) {
                const auto row = static_cast<std::size_t>(l.row_number(j, k));
                if ((f.holds[soot][row] | f.holds[oxygen_used][row]) == 0) continue;
                for (int i = 0; i < l.nx; ++i) {
                    const std::ptrdiff_t e = l.at(i, j, k);
                    if (f.scalar[density_excess][e] > heavy) continue;
                    if (mask[static_cast<std::size_t>(e)] != 0) continue;
                    const double kelvin = flow.temperature(e);
                    if (kelvin <= ambient_k + warmer_k) continue;
                    const int b = i / block;
                    warmest[b] = std::max(warmest[b], static_cast<float>(kelvin));
                    thickest[b] = std::max(
                        thickest[b], static_cast<float>(absorption_1_m(
                                         static_cast<double>(f.scalar[soot][e]),
                                         static_cast<double>(f.scalar[oxygen_used][e]), kelvin)));
                }
            }
    });
    blocks_.clear();
    for (std::size_t b = 0; b < warmest_.size(); ++b) {
        if (warmest_[b] <= 0) continue;
        const double kelvin = static_cast<double>(warmest_[b]);
        const double black = stefan_boltzmann * (std::pow(kelvin, 4) - std::pow(ambient_k, 4));
        const double thickness = 2 * radius_ * static_cast<double>(thickest_[b]);
        const auto number = static_cast<int>(b);
        const int column = number % (nx * ny);
        const Vec3 middle(column % nx + 0.5, column / nx + 0.5, number / (nx * ny) + 0.5);
        blocks_.push_back({g.origin + g.h * block * middle, black * (1 - std::exp(-thickness))});
    }
}

double HotBlocks::bound_w_m2(Vec3 at) const {
    double sum = 0;
    for (const Block& b : blocks_) {
        const Vec3 d = b.centre - at;
        const double r2 = glm::dot(d, d);
        sum += b.emission_w_m2 * std::min(1.0, radius_ * radius_ / std::max(r2, 1e-9));
    }
    return sum;
}

double contact_flux_w_m2(double burned_kw, double height_share, bool of_lining) {
    constexpr double tip = 20, along_walls = 30;
    constexpr double even = 0.4;  // share of the length with the peak flux
    double flux = of_lining ? along_walls : 200 * (1 - std::exp(-0.09 * std::cbrt(burned_kw)));
    flux = std::max(flux, tip);
    if (height_share > 1)
        flux = tip * std::pow(height_share, -5.0 / 3.0);
    else if (height_share > even && !of_lining)
        flux -= (flux - tip) * (height_share - even) / (1 - even);
    return 1000 * flux;
}

}  // namespace firedrill
