#include "app/validate/two_zone.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace firedrill::validate {
namespace {

constexpr double cp_kj_kg_k = 1.005, gravity_m_s2 = 9.81, gas_constant_j_kg_k = 287.05;
constexpr double pressure_pa = 101325;
constexpr double orifice = 0.68;  // of doors (Emmons, SFPE Handbook)

// Flow through an opening of one width between heights a and b where the pressure difference rises
// linearly from zero at the neutral plane [kg/s].
double wedge(double width, double a, double b, double neutral, double density, double difference) {
    const auto part = [&](double z) { return std::pow(std::max(z, 0.0), 1.5); };
    const double low = std::max(a, neutral), high = std::max(b, neutral);
    return orifice * 2.0 / 3.0 * width *
           std::sqrt(2 * density * gravity_m_s2 * std::max(difference, 0.0)) *
           (part(high - neutral) - part(low - neutral));
}

}  // namespace

double zukoski_plume_kg_s(double heat_kw, double z_m) {
    return 0.071 * std::cbrt(heat_kw) * std::pow(std::max(z_m, 0.0), 5.0 / 3.0);
}

double heskestad_plume_kg_s(double heat_kw, double diameter_m, double z_m) {
    const double scale = std::pow(heat_kw, 0.4);
    const double flame_m = 0.235 * scale - 1.02 * diameter_m;
    const double origin_m = 0.083 * scale - 1.02 * diameter_m;
    const auto above_flame = [&](double z) {
        return zukoski_plume_kg_s(heat_kw, z - origin_m) + 1.92e-3 * heat_kw;
    };
    // In the flame what is drawn in grows with the height.
    return z_m >= flame_m ? above_flame(z_m) : above_flame(flame_m) * std::max(z_m, 0.0) / flame_m;
}

std::vector<TwoZoneState> two_zones(const TwoZoneRoom& room, double until_s, double every_s) {
    const double ambient_density = pressure_pa / (gas_constant_j_kg_k * room.ambient_k);
    double upper_kg = 1e-3 * ambient_density * room.floor_m2 * room.height_m;
    double upper_kj = upper_kg * cp_kj_kg_k * room.ambient_k;
    const double diameter_m = room.source_side_m * 2 / std::sqrt(std::numbers::pi);
    std::vector<TwoZoneState> states;
    TwoZoneState sum;
    constexpr double dt = 0.005;
    const auto steps = static_cast<int>(std::lround(until_s / dt));
    const auto per_state = static_cast<int>(std::lround(every_s / dt));
    for (int step = 1; step <= steps; ++step) {
        const double upper_k = upper_kj / (upper_kg * cp_kj_kg_k);
        const double density = pressure_pa / (gas_constant_j_kg_k * upper_k);
        const double interface =
            std::clamp(room.height_m - upper_kg / density / room.floor_m2, 0.0, room.height_m);
        const double plume = room.law == PlumeLaw::zukoski
                                 ? zukoski_plume_kg_s(room.heat_kw, interface)
                                 : heskestad_plume_kg_s(room.heat_kw, diameter_m, interface);
        // The expansion of the room's gas must leave through the door: hot gas first where the
        // layer reaches below the lintel, the rest as cold air below it.
        const double expansion_m3_s =
            room.heat_kw / (cp_kj_kg_k * ambient_density * room.ambient_k);
        double out = 0;
        if (interface < room.door_height_m) {
            // The neutral plane at which what goes out less what comes in is the expansion.
            double low = 0, high = room.door_height_m;
            for (int n = 0; n < 40; ++n) {
                const double neutral = 0.5 * (low + high);
                const double hot =
                    wedge(room.door_width_m, std::max(interface, neutral), room.door_height_m,
                          neutral, density, ambient_density - density);
                const double head = std::max(neutral - interface, 0.0);
                // Below the interface the difference is constant.
                const double cold = wedge(room.door_width_m, 0, head, 0, ambient_density,
                                          ambient_density - density) +
                                    orifice * room.door_width_m * std::min(interface, neutral) *
                                        std::sqrt(2 * ambient_density * gravity_m_s2 *
                                                  (ambient_density - density) * head);
                const double net = hot / density - cold / ambient_density;
                (net > expansion_m3_s ? low : high) = neutral;
                out = hot;
            }
        }
        upper_kg += dt * (plume - out);
        upper_kj +=
            dt * (plume * cp_kj_kg_k * room.ambient_k + room.heat_kw - out * cp_kj_kg_k * upper_k);
        sum.interface_m += interface;
        sum.upper_k += upper_k;
        sum.out_kg_s += out;
        if (step % per_state == 0) {
            states.push_back({step * dt, sum.interface_m / per_state, sum.upper_k / per_state,
                              sum.out_kg_s / per_state});
            sum = {};
        }
    }
    return states;
}

}  // namespace firedrill::validate
