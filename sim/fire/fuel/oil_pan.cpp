#include "fire/fuel/oil_pan.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill {
namespace {

constexpr double specific_heat = 2200;  // of oil [J/(kg K)]
constexpr double film_w_m2_k = 20;      // losses of an open pan, both sides
constexpr double burning_oil_k = 673;   // bulk of a burning pan (380-420 C, unsure)
constexpr double fire_heats_s = 120;
constexpr double boils_k = 373;
constexpr double thrown_per_water = 2.0;  // [kg/kg] (own estimate, unsure)
constexpr double thrown_share = 0.5;      // of the oil at most
constexpr double thrown_burns_s = 1.5;    // a fireball's time
constexpr double boiling_share = 0.1;     // of the water's heat that comes from the oil in the pan
constexpr double water_heat_j_kg = 2.6e6;

}  // namespace

void advance_oil(OilPan& pan, double heater_w, bool burning, bool covered, double air_k,
                 double dt) {
    const double capacity = std::max(pan.oil_kg, 0.1) * specific_heat;
    const double sides = covered ? 1 : 2;
    pan.kelvin +=
        (heater_w - sides * film_w_m2_k * pan.area_m2 * (pan.kelvin - air_k)) * dt / capacity;
    if (burning && pan.kelvin < burning_oil_k)
        pan.kelvin += (burning_oil_k - pan.kelvin) * std::min(1.0, dt / fire_heats_s);
}

void water_on_oil(OilPan& pan, double water_kg) {
    if (pan.kelvin <= boils_k) return;
    pan.thrown_kg =
        std::min(pan.thrown_kg + thrown_per_water * water_kg, thrown_share * pan.oil_kg);
    pan.kelvin -=
        boiling_share * water_heat_j_kg * water_kg / (std::max(pan.oil_kg, 0.1) * specific_heat);
}

double burn_thrown_oil(OilPan& pan, double heat_j_kg, double dt) {
    const double burnt = pan.thrown_kg * (1 - std::exp(-dt / thrown_burns_s));
    pan.thrown_kg -= burnt;
    return burnt * heat_j_kg / dt;
}

}  // namespace firedrill
