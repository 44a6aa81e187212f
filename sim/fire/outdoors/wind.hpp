// Wind: the pressure that it puts on each opening to the outdoors. Not a flow around the building
// (the air outside stays calm in the domain, which ends a metre from the walls), but the surface
// pressure that such a flow is measured to have, as airflow network models do.
#pragma once

#include <vector>

#include "building/building.hpp"
#include "fire/flow/flow.hpp"

namespace firedrill {

// Pressure coefficient of a wall whose outward normal is `angle` [rad] off the direction that the
// wind comes from (Walker & Wilson 1994, for an isolated low building; ASHRAE Handbook
// Fundamentals): 0.6 windward, -0.65 sides, -0.3 leeward.
double wall_pressure_coefficient(double angle_rad);
// Flat and low roofs, mean over the roof (Akins, Peterka & Cermak 1979, about).
constexpr double roof_pressure_coefficient = -0.6;

// Speed [m/s] at a height [m] by the power law with exponent 0.22: built-up ground of low houses
// (GB 50009-2012 terrain C, ASHRAE suburban). Below 4 m it stays.
double wind_speed_at(double speed_at_10_m, double height_m);

// Outdoor pressure [Pa] at each opening of the scenario, 0 for those between rooms; taken at the
// speed of the wind at the height of the eaves (to which the coefficients refer).
std::vector<double> wind_pressures(const Building& building, double air_density);
double roof_wind_pressure(const Building& building, double air_density);

}  // namespace firedrill
