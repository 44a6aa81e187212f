// Measures: what a run of the fire's validation gives beside what was measured or what a formula
// says. Knows the experiments and the formulas with their sources; does not run anything.
#pragma once

#include <string>
#include <vector>

#include "app/validate/fire_run.hpp"

namespace firedrill::validate {

enum class FireQuantity {
    upper_rise,
    lower_rise,
    interface_height,
    layer_depth,
    neutral_plane,
    door_out,
    door_in,
    room_rise,
    room_outflow,
    partition_room_rise,
    partition_room_outflow,
    plume_temperature,
    plume_velocity,
    flame_height,
    jet_temperature,
    jet_velocity,
    filling_interface,
    filling_depth,
    filling_temperature,
    far_plume_interface,  // beside the two-zone model with Zukoski's plume
    far_plume_temperature
};
constexpr int fire_quantities = 21;

struct Comparison {
    FireQuantity quantity;
    const FireCase* test;
    double measured = 0, predicted = 0;
};

// Two layers from (height, C) by the integral formula of Janssens & Tran 1992, lowest temperature
// for the lower layer; heights below the lowest and above the highest reading take its value.
struct ProfileLayers {
    double interface_m = 0, upper_c = 0, lower_c = 0;
};
ProfileLayers janssens_tran(const std::vector<std::pair<double, double>>& profile,
                            double ceiling_m);

// Height at which the velocity changes from in (negative) to out; NaN where it does not.
double neutral_plane(const std::vector<std::pair<double, double>>& velocity);

std::vector<Comparison> compare(const FireCase& test, const FireRecord& record);

}  // namespace firedrill::validate
