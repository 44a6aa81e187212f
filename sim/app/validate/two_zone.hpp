// A two-zone model of a room by itself, to compare with: Zukoski's and McCaffrey's plumes feed an
// upper layer that fills the room and, where there is a door, leaves through it by Bernoulli's law
// (Zukoski 1978; Quintiere 1989). Shares nothing with the fire's own solver.
#pragma once

#include <vector>

namespace firedrill::validate {

struct TwoZoneRoom {
    double floor_m2 = 36, height_m = 4;
    double heat_kw = 100;   // convective, constant
    double source_z_m = 0;  // of the plume
    double door_width_m = 1, door_height_m = 2;
    double ambient_k = 293.15;
};

struct TwoZoneState {
    double time_s = 0, interface_m = 0, upper_k = 0, out_kg_s = 0;
};

// States every `every_s` up to `until_s`, by explicit steps of 5 ms.
std::vector<TwoZoneState> two_zones(const TwoZoneRoom& room, double until_s, double every_s);

// Mass flow in a plume [kg/s] of Q [kW] at z [m] above the fire (Zukoski, Kubota & Cetegen 1980).
double zukoski_plume_kg_s(double heat_kw, double z_m);

}  // namespace firedrill::validate
