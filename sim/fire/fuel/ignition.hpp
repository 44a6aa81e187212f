// Ignition: how the surface of a thing warms under the heat that falls on it, and whether it is hot
// enough to burn. Thick things are a half-space of one thermal inertia, thin ones a sheet of one
// heat capacity; both lose heat to the air and by radiation, so that the history of the flux
// counts. Knows no flame and no grid.
#pragma once

#include <array>

namespace firedrill {

// Convection at a surface that warms in still air: with it the critical flux of plywood, 16 kW/m2,
// gives its ignition temperature of 390 C (Quintiere & Harkleroad 1984).
constexpr double surface_convection_w_m2_k = 15;

// Surface temperature [K] at which a critical flux [W/m2] is just lost again, by convection and
// radiation to surroundings at `ambient_k`: the temperature at which the thing ignites (the
// convention of ASTM E1321).
double ignition_surface_k(double critical_flux_w_m2, double ambient_k);

struct SurfaceKind {
    bool thin = false;
    double inertia = 0.5e6;     // thick: conductivity x density x specific heat [W2 s/(m4 K2)]
    double capacity = 1000;     // thin: heat per area and kelvin [J/(m2 K)]
    double ignition_k = 663;    // of the surface
    double ambient_k = 293.15;  // of the surroundings that it radiates to
};

// Layers of a half-space, each 1.6 times as thick as the one before it; together they hold what
// conduction reaches in some 20 minutes, measured in the heat they store.
//
//     flux -> | 0 | 1  |  2   |    3    | …  adiabatic
//             ^ surface: half a layer's resistance above node 0
struct Surface {
    static constexpr int layers = 10;
    std::array<double, layers> rise_k{};  // above the start; thin: the first alone counts
    double surface_k = 293.15;
};

// Warms by dt [s] under a radiant flux [W/m2] that falls on it from beyond the surroundings, in air
// of `gas_k`; `more_convection` [W/(m2 K)] adds to that of still air where hot gas streams past.
void warm(Surface& surface, const SurfaceKind& kind, double flux_w_m2, double gas_k,
          double more_convection, double dt);

// Sideways and downward spread over a surface [m/s]: Phi / (k rho c (T_ignition - T)^2) (de Ris
// 1969, Quintiere & Harkleroad 1984), `creep` is Phi [W2/m3].
double creep_speed_m_s(double creep_w2_m3, const SurfaceKind& kind, double surface_k);

}  // namespace firedrill
