#include "crowd/exposure.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill {
namespace {

constexpr double seconds_per_minute = 60.0;
constexpr double ppm = 1e6;

}  // namespace

double toxic_dose_rate(const GasSample& air) {
    const double co_ppm = std::max(0.0, air.carbon_monoxide * ppm);
    const double hcn_ppm = std::max(0.0, air.hydrogen_cyanide * ppm);
    const double co2_percent = std::max(0.0, 100.0 * air.carbon_dioxide);
    const double o2_percent = 100.0 * air.oxygen;

    const double co = 2.764e-5 * std::pow(co_ppm, 1.036);
    const double cn = std::max(0.0, std::exp(hcn_ppm / 43.0) / 220.0 - 0.0045);
    // 1.04 without CO2 as the formula stands; clean air must not add to the dose of others.
    const double hyperventilation = std::max(1.0, std::exp(0.1903 * co2_percent + 2.0004) / 7.1);
    const double hypoxia =
        o2_percent < 20.0 ? 1.0 / std::exp(8.13 - 0.54 * (20.9 - o2_percent)) : 0.0;
    return ((co + cn) * hyperventilation + hypoxia) / seconds_per_minute;
}

double heat_dose_rate(const GasSample& air) {
    // Below some 40 C the power law has no meaning: nobody is hurt by a warm room.
    const double convected =
        air.temperature_c > 40.0 ? std::pow(air.temperature_c, 3.4) / 5e7 : 0.0;
    const double radiant =
        air.radiant_flux_kw_m2 >= 2.5 ? std::pow(air.radiant_flux_kw_m2, 1.33) / 1.33 : 0.0;
    return (convected + radiant) / seconds_per_minute;
}

}  // namespace firedrill
