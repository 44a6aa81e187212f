#include "fire/fuel/ignition.hpp"

#include <algorithm>
#include <cmath>

#include "fire/probe.hpp"

namespace firedrill {
namespace {

constexpr double first_layer_s = 0.15;  // conduction crosses the first layer in about this
constexpr double growth = 1.6;
constexpr double least_difference_k = 20;  // of creeping flames: bounds their speed

// Loss of a surface at `kelvin`, linearised: flux = constant - slope T.
struct Loss {
    double constant, slope;
};
Loss loss_of(double kelvin, double ambient_k, double gas_k, double film) {
    const double radiated = stefan_boltzmann * (std::pow(kelvin, 4) - std::pow(ambient_k, 4));
    const double slope = 4 * stefan_boltzmann * kelvin * kelvin * kelvin;
    return {film * gas_k - radiated + slope * kelvin, film + slope};
}

}  // namespace

double ignition_surface_k(double critical_flux_w_m2, double ambient_k) {
    double kelvin = 600;
    for (int i = 0; i < 30; ++i) {
        const double excess = surface_convection_w_m2_k * (kelvin - ambient_k) +
                              stefan_boltzmann * (std::pow(kelvin, 4) - std::pow(ambient_k, 4)) -
                              critical_flux_w_m2;
        kelvin -=
            excess / (surface_convection_w_m2_k + 4 * stefan_boltzmann * kelvin * kelvin * kelvin);
        kelvin = std::max(kelvin, ambient_k);
    }
    return kelvin;
}

void warm(Surface& surface, const SurfaceKind& kind, double flux_w_m2, double gas_k,
          double more_convection, double dt) {
    const double film = surface_convection_w_m2_k + more_convection;
    const Loss loss = loss_of(surface.surface_k, kind.ambient_k, gas_k, film);
    if (kind.thin) {
        const double rate = kind.capacity / dt;
        surface.surface_k =
            (rate * surface.surface_k + flux_w_m2 + loss.constant) / (rate + loss.slope);
        surface.rise_k[0] = surface.surface_k - kind.ambient_k;
        return;
    }
    // In the coordinate of stored heat, s = depth x density x specific heat [J/(m2 K)], conduction
    // is dT/dt = k rho c d2T/ds2.
    constexpr int n = Surface::layers;
    double size[n];
    size[0] = std::sqrt(kind.inertia * first_layer_s);
    for (int m = 1; m < n; ++m) size[m] = growth * size[m - 1];
    // The surface itself stores nothing: conductance to node 0 in series with its loss.
    const double inward = kind.inertia / (0.5 * size[0]);
    double lower[n], diagonal[n], right[n];
    const double series = inward / (inward + loss.slope);
    const double ambient = kind.ambient_k;
    for (int m = 0; m < n; ++m) {
        const double before = m > 0 ? kind.inertia / (0.5 * (size[m - 1] + size[m])) : 0.0;
        const double behind = m + 1 < n ? kind.inertia / (0.5 * (size[m] + size[m + 1])) : 0.0;
        lower[m] = -before;
        diagonal[m] = size[m] / dt + before + behind;
        right[m] = size[m] / dt * surface.rise_k[m];
    }
    diagonal[0] += series * loss.slope;
    right[0] += series * (flux_w_m2 + loss.constant - loss.slope * ambient);
    for (int m = 1; m < n; ++m) {
        const double ratio = lower[m] / diagonal[m - 1];
        diagonal[m] -= ratio * lower[m];
        right[m] -= ratio * right[m - 1];
    }
    surface.rise_k[n - 1] = right[n - 1] / diagonal[n - 1];
    for (int m = n - 2; m >= 0; --m)
        surface.rise_k[m] = (right[m] - lower[m + 1] * surface.rise_k[m + 1]) / diagonal[m];
    surface.surface_k = (inward * (ambient + surface.rise_k[0]) + flux_w_m2 + loss.constant) /
                        (inward + loss.slope);
}

double creep_speed_m_s(double creep_w2_m3, const SurfaceKind& kind, double surface_k) {
    const double difference = std::max(kind.ignition_k - surface_k, least_difference_k);
    return creep_w2_m3 / (kind.inertia * difference * difference);
}

}  // namespace firedrill
