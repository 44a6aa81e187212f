// A two-zone model of a room by itself, to compare with: a plume feeds an upper layer that fills
// the room and, where there is a door, leaves through it by Bernoulli's law (Zukoski 1978;
// Quintiere 1989). Shares nothing with the fire's own solver.
#pragma once

#include <vector>

namespace firedrill::validate {

// How much gas a plume carries.
enum class PlumeLaw {
    heskestad,  // with the flame: SFPE Handbook, as NFPA 92 and CFAST 7 have it
    zukoski     // far above the flame alone: a point source of heat (Zukoski et al. 1980)
};

struct TwoZoneRoom {
    double floor_m2 = 36, height_m = 4;
    PlumeLaw law = PlumeLaw::heskestad;
    double heat_kw = 100;        // convective, constant
    double source_side_m = 0.5;  // of the square that burns, on the floor
    double door_width_m = 1, door_height_m = 2;
    double ambient_k = 293.15;
};

struct TwoZoneState {   // means over the time since the last one
    double time_s = 0;  // at the end of it
    double interface_m = 0, upper_k = 0, out_kg_s = 0;
};

// One state for every `every_s` up to `until_s`, by explicit steps of 5 ms.
std::vector<TwoZoneState> two_zones(const TwoZoneRoom& room, double until_s, double every_s);

// Mass flow in a plume [kg/s] of Q [kW] at z [m] above the fire.
double zukoski_plume_kg_s(double heat_kw, double z_m);
double heskestad_plume_kg_s(double heat_kw, double diameter_m, double z_m);

}  // namespace firedrill::validate
