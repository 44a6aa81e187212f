#include "crowd/smoke_speed.hpp"

#include <algorithm>
#include <numbers>

namespace firedrill {
namespace {

constexpr double dark_m_s = 0.3;  // as in darkness; Purser's floor
// Laws that give a speed for everybody say nothing of clear air: from there to where they begin the
// speed falls by straight line (own choice).
constexpr double jin_begins_1_m = 0.1, tunnel_begins_1_m = 1.9;

template <class Law>
double from_clear_air(double clear_m_s, double k, double begins_1_m, Law law) {
    if (k >= begins_1_m) return std::min(clear_m_s, law(k));
    const double first = std::min(clear_m_s, law(begins_1_m));
    return clear_m_s + k / begins_1_m * (first - clear_m_s);
}

}  // namespace

std::span<const SmokeSpeedLaw> smoke_speed_laws() {
    static constexpr SmokeSpeedLaw laws[] = {
        SmokeSpeedLaw::fds_evac,          SmokeSpeedLaw::jin_irritant,
        SmokeSpeedLaw::fridolf_2019,      SmokeSpeedLaw::jin_non_irritant,
        SmokeSpeedLaw::frantzich_nilsson, SmokeSpeedLaw::purser_2003};
    return laws;
}

std::optional<SmokeSpeedLaw> smoke_speed_law_named(std::string_view name) {
    for (const SmokeSpeedLaw law : smoke_speed_laws()) {
        if (smoke_speed_law_name(law) == name) return law;
    }
    return std::nullopt;
}

std::string_view smoke_speed_law_name(SmokeSpeedLaw law) {
    switch (law) {
        case SmokeSpeedLaw::fds_evac:
            return "fds_evac";
        case SmokeSpeedLaw::jin_irritant:
            return "jin_irritant";
        case SmokeSpeedLaw::fridolf_2019:
            return "fridolf_2019";
        case SmokeSpeedLaw::jin_non_irritant:
            return "jin_non_irritant";
        case SmokeSpeedLaw::frantzich_nilsson:
            return "frantzich_nilsson";
        case SmokeSpeedLaw::purser_2003:
            return "purser_2003";
    }
    return "";
}

double speed_in_smoke(SmokeSpeedLaw law, double clear_m_s, double extinction_1_m) {
    const double k = std::max(0.0, extinction_1_m);
    switch (law) {
        case SmokeSpeedLaw::fds_evac: {
            constexpr double alpha = 0.706, beta = -0.057;  // [m/s], [m2/s]
            return clear_m_s * std::max(0.1, 1.0 + beta * k / alpha);
        }
        case SmokeSpeedLaw::jin_irritant:
            return from_clear_air(clear_m_s, k, jin_begins_1_m, [](double smoke) {
                return std::max(dark_m_s, 1.1517 - 0.9578 * smoke);
            });
        case SmokeSpeedLaw::fridolf_2019: {
            constexpr double reflecting = 3.0;  // visibility = 3/K
            const double visibility_m = k > 0 ? std::min(3.0, reflecting / k) : 3.0;
            return std::min(clear_m_s, std::max(0.2, clear_m_s - 0.34 * (3.0 - visibility_m)));
        }
        case SmokeSpeedLaw::jin_non_irritant:  // fitted up to K = 1.1
            return from_clear_air(clear_m_s, k, jin_begins_1_m, [](double smoke) {
                return std::max(dark_m_s, 1.0573 - 0.4326 * smoke);
            });
        case SmokeSpeedLaw::frantzich_nilsson:  // measured up to K = 7.4
            return from_clear_air(clear_m_s, k, tunnel_begins_1_m, [](double smoke) {
                constexpr double slowest_m_s = 0.1;  // own choice, only above K = 10.6
                return std::max(slowest_m_s, 0.706 - 0.057 * smoke);
            });
        case SmokeSpeedLaw::purser_2003: {
            const double optical_density_1_m = k / std::numbers::ln10;
            const double factor = std::min(1.0, 1.236 - 1.738 * optical_density_1_m);
            return std::min(clear_m_s, std::max(dark_m_s, clear_m_s * factor));
        }
    }
    return clear_m_s;
}

}  // namespace firedrill
