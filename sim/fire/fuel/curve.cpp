#include "fire/fuel/curve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace firedrill {

double growth_kw_s2(const std::string& name) {
    if (name == "slow") return 0.00293;
    if (name == "fast") return 0.0469;
    if (name == "ultra_fast") return 0.1876;
    return 0.01172;
}

double heat_release_kw(const HrrCurve& curve, double t) {
    if (t < 0) return 0;
    if (curve.constant_kw) return *curve.constant_kw;
    if (!curve.table.empty()) {
        if (t <= curve.table.front().x) {
            return curve.table.front().x > 0 ? curve.table.front().y * t / curve.table.front().x
                                             : curve.table.front().y;
        }
        for (std::size_t i = 1; i < curve.table.size(); ++i) {
            const Vec2 a = curve.table[i - 1], b = curve.table[i];
            if (t <= b.x) return a.y + (b.y - a.y) * (t - a.x) / std::max(b.x - a.x, 1e-9);
        }
        return curve.table.back().y;
    }
    if (!curve.t_squared) return 0;
    const double growth = growth_kw_s2(*curve.t_squared);
    const double grown = std::sqrt(curve.peak_kw / growth);
    if (t < grown) return growth * t * t;
    if (curve.burn_s <= 0 && curve.decay_s <= 0) return curve.peak_kw;
    const double late = t - grown - curve.burn_s;
    if (late <= 0) return curve.peak_kw;
    return late >= curve.decay_s ? 0.0 : curve.peak_kw * (1 - late / curve.decay_s);
}

double burning_time_s(const HrrCurve& curve) {
    constexpr double never = std::numeric_limits<double>::infinity();
    if (curve.constant_kw) return never;
    if (!curve.table.empty()) return curve.table.back().y > 0 ? never : curve.table.back().x;
    if (!curve.t_squared) return 0;
    if (curve.burn_s <= 0 && curve.decay_s <= 0) return never;
    return std::sqrt(curve.peak_kw / growth_kw_s2(*curve.t_squared)) + curve.burn_s + curve.decay_s;
}

double energy_kj(const HrrCurve& curve) {
    if (!std::isfinite(burning_time_s(curve))) return std::numeric_limits<double>::infinity();
    if (!curve.table.empty()) {
        double sum = 0.5 * curve.table.front().x * curve.table.front().y;
        for (std::size_t i = 1; i < curve.table.size(); ++i)
            sum += 0.5 * (curve.table[i].y + curve.table[i - 1].y) *
                   (curve.table[i].x - curve.table[i - 1].x);
        return sum;
    }
    if (!curve.t_squared) return 0;
    const double grown = std::sqrt(curve.peak_kw / growth_kw_s2(*curve.t_squared));
    return curve.peak_kw * (grown / 3 + curve.burn_s + 0.5 * curve.decay_s);
}

HrrCurve with_energy(const HrrCurve& curve, double kj) {
    constexpr double held_share = 0.7;
    HrrCurve out = curve;
    if (curve.constant_kw) {
        const double kw = *curve.constant_kw, end = kj / std::max(kw, 1e-9);
        out.constant_kw.reset();
        out.table = {{0, kw}, {end, kw}, {end + 0.01, 0}};
        return out;
    }
    if (!curve.t_squared || curve.burn_s > 0 || curve.decay_s > 0) return out;
    const double growth = growth_kw_s2(*curve.t_squared);
    const double growing = curve.peak_kw * std::sqrt(curve.peak_kw / growth) / 3;
    if (growing > held_share * kj) {
        const double grown = std::cbrt(3 * held_share * kj / growth);
        out.peak_kw = growth * grown * grown;
    } else {
        out.burn_s = (held_share * kj - growing) / curve.peak_kw;
    }
    out.decay_s = 2 * (1 - held_share) * kj / out.peak_kw;
    return out;
}

HrrCurve share_of(const HrrCurve& curve, double share) {
    HrrCurve out = curve;
    if (out.constant_kw) *out.constant_kw *= share;
    out.peak_kw *= share;
    for (Vec2& point : out.table) point.y *= share;
    return out;
}

double wall_flame_height_m(double kw_per_m) {
    return 0.0667 * std::pow(std::max(kw_per_m, 0.0), 2.0 / 3.0);
}

double flame_height_m(double hrr_kw, double diameter_m) {
    return std::max(0.0, 0.235 * std::pow(std::max(hrr_kw, 0.0), 0.4) - 1.02 * diameter_m);
}

}  // namespace firedrill
