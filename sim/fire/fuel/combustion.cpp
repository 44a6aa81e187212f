#include "fire/fuel/combustion.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill {
namespace {

constexpr double limit_at_ambient = 0.15;
constexpr double limit_gone_k = 1700;
constexpr double ambient_k = 293.15;
constexpr double oxygen_margin = 0.02;
constexpr double soot_rise = 2.2, hcn_rise = 4.0;
constexpr double rise = 2.5, co_exponent = 2.8, soot_exponent = 1.0;
constexpr double lean_heat_j_m3 = 1.75e6;

double warmth(double kelvin) {  // 0 at ambient, 1 at the critical flame temperature
    return std::clamp((kelvin - ambient_k) / (limit_gone_k - ambient_k), 0.0, 1.0);
}

}  // namespace

FuelProperties fuel_properties(const Fuel& fuel) {
    FuelProperties p;
    p.heat_j_kg = std::max(fuel.heat_of_combustion, 1000.0) * 1000;
    p.soot = fuel.yield_soot;
    p.co = fuel.yield_co;
    p.hcn = fuel.yield_hcn;
    p.carbon = carbon_in({fuel.yield_soot, fuel.yield_co, fuel.yield_co2, fuel.yield_hcn});
    p.co_starved = std::max(fuel.yield_co_starved, fuel.yield_co);
    p.radiative = std::clamp(fuel.radiative_fraction, 0.0, 0.6);
    return p;
}

double carbon_in(const Products& p) {
    return p.soot + molar_carbon * (p.co / molar_co + p.co2 / molar_co2 + p.hcn / molar_hcn);
}

Products products(const FuelProperties& fuel, double equivalence_ratio) {
    const double phi = std::max(equivalence_ratio, 1e-3);
    const double of_co = std::exp(-rise * std::pow(phi, -co_exponent));
    Products p;
    p.soot = fuel.soot * (1 + soot_rise * std::exp(-rise * std::pow(phi, -soot_exponent)));
    p.co = fuel.co + (fuel.co_starved - fuel.co) * of_co;
    p.hcn = fuel.hcn * (1 + hcn_rise * of_co);
    const double bound = carbon_in(p);
    if (bound > fuel.carbon) {
        const double share = bound > 0 ? fuel.carbon / bound : 0.0;
        p.soot *= share;
        p.co *= share;
        p.hcn *= share;
    } else {
        p.co2 = (fuel.carbon - bound) * molar_co2 / molar_carbon;
    }
    return p;
}

double equivalence_of_unburnt(double unburnt_share) {
    constexpr double most = 4, of_all = 0.97;
    if (unburnt_share <= 1e-4) return 0;
    const double logarithm = std::log(of_all / unburnt_share);
    if (logarithm <= 0.1) return most;
    return std::min(most, 2.15 * std::pow(logarithm, -1 / 1.2));
}

double limiting_oxygen_fraction(double kelvin) {
    return limit_at_ambient * (1 - warmth(kelvin));
}

double burnt_share(double oxygen_fraction, double kelvin) {
    return std::clamp((oxygen_fraction - limiting_oxygen_fraction(kelvin)) / oxygen_margin, 0.0,
                      1.0);
}

double lean_limit_kg_m3(double kelvin) {
    return lean_heat_j_m3 / heat_per_oxygen_j_kg * (1 - warmth(kelvin));
}

}  // namespace firedrill
