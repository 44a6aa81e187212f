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

double flame_height_m(double hrr_kw, double diameter_m) {
    return std::max(0.0, 0.235 * std::pow(std::max(hrr_kw, 0.0), 0.4) - 1.02 * diameter_m);
}

}  // namespace firedrill
