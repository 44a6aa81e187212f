#include "crowd/smoke_speed.hpp"

#include <algorithm>

namespace firedrill {

std::string_view smoke_speed_law_name(SmokeSpeedLaw law) {
    switch (law) {
        case SmokeSpeedLaw::fds_evac:
            return "fds_evac";
        case SmokeSpeedLaw::jin_irritant:
            return "jin_irritant";
        case SmokeSpeedLaw::fridolf_2019:
            return "fridolf_2019";
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
        case SmokeSpeedLaw::jin_irritant: {
            constexpr double slowest = 0.3;  // [m/s], as in darkness
            const double walk = 1.1517 - 0.9578 * k;
            return std::min(clear_m_s, std::max(slowest, walk));
        }
        case SmokeSpeedLaw::fridolf_2019: {
            constexpr double reflecting = 3.0;  // visibility = 3/K
            const double visibility_m = k > 0 ? std::min(3.0, reflecting / k) : 3.0;
            return std::min(clear_m_s, std::max(0.2, clear_m_s - 0.34 * (3.0 - visibility_m)));
        }
    }
    return clear_m_s;
}

}  // namespace firedrill
