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

// Heat that a curve releases in all [kJ]; infinity where it never ends.
double energy_kj(const HrrCurve& curve);

// The same fire of a thing that holds `kj` of heat: a t-squared curve without times of its own is
// held at its peak until 70 % is spent and then falls in a line (EN 1991-1-2, annex E); with too
// little to reach its peak it falls from where 70 % is spent. A constant one ends when all is
// spent. Curves that say their times, and tables, stay as they are.
HrrCurve with_energy(const HrrCurve& curve, double kj);

// A share of it, which grows in the same way: peak, constant and table values are scaled.
HrrCurve share_of(const HrrCurve& curve, double share);

// Height of flames along a burning wall [m] by its heat release per width: 0.0667 Q'^(2/3) (Saito,
// Quintiere & Williams 1985; coefficients of 0.04-0.07 are found).
double wall_flame_height_m(double kw_per_m);

// Flame height above the base [m] (Heskestad 1983): 0.235 Q^0.4 - 1.02 D, at least 0.
double flame_height_m(double hrr_kw, double diameter_m);

}  // namespace firedrill
