// Oil pan: a pool of cooking oil that its heater, and then its own fire, keep hot. It lights by
// itself above its auto-ignition temperature for as long as air reaches it, and throws burning oil
// out when water does.
#pragma once

namespace firedrill {

constexpr double oil_lights_k = 633;  // auto-ignition of cooking oils, about 360 C

struct OilPan {
    double kelvin = 293.15;
    double oil_kg = 1;
    double area_m2 = 0.2;
    double thrown_kg = 0;  // in the air, still to burn
};

// Heats by `heater_w`, by the fire on it, and cools to `air_k`, `covered` from its underside only.
void advance_oil(OilPan& pan, double heater_w, bool burning, bool covered, double air_k, double dt);

// Water falls into the pan: above 100 C it boils under the surface and throws oil out.
void water_on_oil(OilPan& pan, double water_kg);

// Heat that thrown oil releases now [W]; takes what burns during dt.
double burn_thrown_oil(OilPan& pan, double heat_j_kg, double dt);

}  // namespace firedrill
