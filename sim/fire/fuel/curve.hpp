// Heat release over the time since ignition, as a scenario's curve says.
#pragma once

#include "building/scenario.hpp"

namespace firedrill {

// Growth coefficient of a t-squared fire [kW/s2] by name: slow, medium, fast, ultra_fast (NFPA 72:
// 600, 300, 150, 75 s to 1055 kW). Unknown names are medium.
double growth_kw_s2(const std::string& name);

// Heat release rate [kW] `t` seconds after ignition; 0 before and after the fire.
double heat_release_kw(const HrrCurve& curve, double t);

// When the curve ends [s]; infinity where it holds its last value for ever.
double burning_time_s(const HrrCurve& curve);

// Flame height above the base [m] (Heskestad 1983): 0.235 Q^0.4 - 1.02 D, at least 0.
double flame_height_m(double hrr_kw, double diameter_m);

}  // namespace firedrill
