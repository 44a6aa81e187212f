#include "crowd/exposure.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill {
namespace {

constexpr double seconds_per_minute = 60.0;
constexpr double ppm = 1e6;
constexpr double ordinary_co2_percent = 0.05;  // outdoor air has 0.04
// The exponential, fitted to a few per cent, would make a breath in the cloud of a carbon dioxide
// extinguisher ten thousand times a common one. From here on nobody breathes more: seven times as
// much as at rest (own bound).
constexpr double most_co2_percent = 10;

}  // namespace

double toxic_dose_rate(const GasSample& air) {
    const double co_ppm = std::max(0.0, air.carbon_monoxide * ppm);
    const double hcn_ppm = std::max(0.0, air.hydrogen_cyanide * ppm);
    const double co2_percent = std::clamp(100.0 * air.carbon_dioxide, 0.0, most_co2_percent);
    const double o2_percent = 100.0 * air.oxygen;

    const double co = 2.764e-5 * std::pow(co_ppm, 1.036);
    // The published 0.0045 is 1/220 rounded; rounded it would poison clean air.
    const double cn = (std::exp(hcn_ppm / 43.0) - 1.0) / 220.0;
    // The formula gives 1.04 without CO2; nobody breathes harder in ordinary air.
    const double hyperventilation =
        co2_percent > ordinary_co2_percent ? std::exp(0.1903 * co2_percent + 2.0004) / 7.1 : 1.0;
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
