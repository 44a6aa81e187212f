// Combustion: what a kilogram of fuel takes from the air and leaves in it, and when a flame goes
// out for want of oxygen. Plain functions of fuel, oxygen, temperature and equivalence ratio; knows
// no grid and no item.
#pragma once

#include "building/scenario.hpp"

namespace firedrill {

constexpr double heat_per_oxygen_j_kg = 13.1e6;  // of oxygen consumed, any fuel (Huggett 1980)

// Molar masses [kg/kmol].
constexpr double molar_air = 28.96, molar_carbon = 12.011, molar_co = 28.01, molar_co2 = 44.01,
                 molar_hcn = 27.03;

// A fuel as the flame sees it. Carbon is what its well-ventilated products hold, so that the
// catalogue's yields and the carbon balance cannot disagree.
struct FuelProperties {
    double heat_j_kg = 12.4e6;                                // chemical heat of combustion
    double soot = 0.015, co = 0.004, hcn = 0, carbon = 0.47;  // [kg/kg]
    double co_starved = 0.2;                                  // [kg/kg]
    double radiative = 0.3;                                   // share of the heat [0 … 0.6]
};
FuelProperties fuel_properties(const Fuel& fuel);

// Products of one kilogram burnt [kg/kg].
struct Products {
    double soot = 0, co = 0, co2 = 0, hcn = 0;
};

// Products at an equivalence ratio (fuel to oxygen, 1: just enough). Carbon monoxide rises from its
// well-ventilated yield towards the starved one as exp(-2.5 phi^-2.8), soot to 3.2 times as
// 1 + 2.2 exp(-2.5/phi): Tewarson's correlations for polymers and wood (SFPE Handbook, generation
// of heat and chemical compounds), one pair of exponents for all fuels. Hydrogen cyanide rises to
// five times with carbon monoxide's exponent: own estimate within "several times", unsure. What
// carbon remains becomes carbon dioxide; where it does not suffice all yields shrink together.
Products products(const FuelProperties& fuel, double equivalence_ratio);

// Carbon in products [kg].
double carbon_in(const Products& products);

// Equivalence ratio of a flame that leaves that share of its fuel's heat unreleased: Tewarson's
// combustion efficiency, 1 - 0.97 exp(-(phi/2.15)^-1.2), turned round (same source). At most 4.
double equivalence_of_unburnt(double unburnt_share);

// Volume fraction of oxygen below which a flame of gas at `kelvin` around it goes out: 0.15 at
// ambient temperature, falling in a line to nothing at the critical flame temperature of 1700 K
// (Beyler, SFPE Handbook, flammability limits; the form used by FDS).
double limiting_oxygen_fraction(double kelvin);

// Share of the fuel that burns [0 … 1] with that much oxygen in the air that feeds the flame: full
// from 2 % above the limit on (own smoothing of the step).
double burnt_share(double oxygen_fraction, double kelvin);

// Leanest mixture that carries a flame, as the oxygen [kg/m3] that its fuel gas would take: 1.75
// MJ/m3 of mixture, as propane's 2.1 % and methane's 5 % have (Zabetakis 1965), over 13.1 MJ/kg;
// hotter gas needs less, falling in a line to nothing at the critical flame temperature.
double lean_limit_kg_m3(double kelvin);

}  // namespace firedrill
