#include "fire/detection/response.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill {

void Link::advance(double gas_c, double speed_m_s, double dt) {
    const double root = std::sqrt(std::max(speed_m_s, least_draught_m_s));
    const double rate = (root + conduction) / std::max(rti, 1.0);
    const double settled = (gas_c - mount_c) * root / (root + conduction);
    kelvin_above_mount += (settled - kelvin_above_mount) * -std::expm1(-rate * dt);
}

bool RateOfRise::advance(double link_c, double dt) {
    follower_c += (link_c - follower_c) * -std::expm1(-dt / bore_s);
    lead_k = link_c - follower_c;
    return lead_k >= rated_k_min / 60 * bore_s;
}

void SmokeChamber::advance(double outside_percent_m, double speed_m_s, double dt) {
    const double lag_s = entry_length_m / std::max(speed_m_s, least_entry_m_s);
    obscuration_percent_m += (outside_percent_m - obscuration_percent_m) * -std::expm1(-dt / lag_s);
}

double obscuration_percent_m(double extinction_1_m) {
    return -100 * std::expm1(-extinction_1_m);
}

}  // namespace firedrill
