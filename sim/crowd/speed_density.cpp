#include "crowd/speed_density.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill::crowd {

namespace {

double share(double density_1_m2, double gamma_1_m2) {
    if (density_1_m2 <= 0) return 1.0;
    const double free = 1.0 - std::exp(-gamma_1_m2 * (1.0 / density_1_m2 - 1.0 / jam_density_1_m2));
    return std::clamp(free, shuffling_share, 1.0);
}

}  // namespace

double share_on_flat(double density_1_m2) {
    return share(density_1_m2, 1.913);
}

double share_on_stairs(double density_1_m2, bool upwards) {
    return share(density_1_m2, upwards ? 3.722 : 3.802);
}

}  // namespace firedrill::crowd
