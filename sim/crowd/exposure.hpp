// Dose of toxic gases and of heat (fractional effective dose, incapacitation at 1) after the
// FDS+Evac guide (Korhonen 2018), Purser (SFPE Handbook) and ISO 13571.
#pragma once

#include "fire/fire.hpp"

namespace firedrill {

// Rate of the toxic FED [1/s]: CO, HCN, hyperventilation by CO2, lack of O2.
double toxic_dose_rate(const GasSample& air);

// Rate of the heat FED [1/s]: convected heat, lightly clothed (t = 5e7 T^-3.4 min), and radiant
// heat above 2.5 kW/m2 (t = 1.33 q^-1.33 min, tolerance).
double heat_dose_rate(const GasSample& air);

}  // namespace firedrill
