#include "fire/suppression/sprinkler_spray.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace firedrill {
namespace {

constexpr double water_kg_m3 = 1000;
// Of air at film temperatures around 400 K.
constexpr double air_conductivity_w_m_k = 0.033, air_viscosity_m2_s = 2.6e-5, air_prandtl = 0.69;
// A step takes at most this share of the heat that a cell has above the drops.
constexpr double most_of_cell = 0.3;
constexpr double air_heat_j_kg_k = 1005;

}  // namespace

double drops_take_w_m3(double density_kg_m2_s, double gas_c) {
    if (gas_c <= wet_bulb_c) return 0;
    const double reynolds = drop_m_s * drop_m / air_viscosity_m2_s;
    const double nusselt = 2 + 0.6 * std::sqrt(reynolds) * std::cbrt(air_prandtl);
    const double transfer_w_m2_k = nusselt * air_conductivity_w_m_k / drop_m;
    const double surface_m2_m3 = 6 * density_kg_m2_s / (water_kg_m3 * drop_m * drop_m_s);
    return transfer_w_m2_k * surface_m2_m3 * (gas_c - wet_bulb_c);
}

void SprinklerSpray::advance(double dt, std::span<const Head> heads, const Flow& flow,
                             const Probe& probe, Burning& burning,
                             std::vector<CellSource>& cooling) {
    const Grid& g = flow.grid();
    const Layout& l = flow.layout();
    const double volume = g.h * g.h * g.h;
    for (const Head& head : heads) {
        if (!head.active || head.kind != Head::Kind::sprinkler || head.flow_kg_s <= 0) continue;
        const double radius = head.spray_radius_m;
        const double circle_m2 = std::numbers::pi * radius * radius;
        const double density = head.flow_kg_s / circle_m2;
        const Vec3 p = (head.at - g.origin) / g.h;
        const double r = radius / g.h;
        // The grid's ceiling stands up to half a cell away from the building's.
        Vec3 mouth = head.at;
        const auto is_free = [&](Vec3 at) {
            const Int3 cell = g.cell_of(at);
            return flow.fluid()[static_cast<std::size_t>(l.at(cell.x, cell.y, cell.z))] != 0;
        };
        if (!is_free(mouth)) mouth.z -= 0.5 * g.h;
        const Int3 c = g.cell_of(mouth);
        const std::size_t first = cooling.size();
        double heat_w = 0;
        const int lowest = std::max(0, c.z - static_cast<int>(spray_depth_m / g.h));
        for (int j = std::max(0, static_cast<int>(p.y - r));
             j <= std::min(l.ny - 1, static_cast<int>(p.y + r)); ++j)
            for (int i = std::max(0, static_cast<int>(p.x - r));
                 i <= std::min(l.nx - 1, static_cast<int>(p.x + r)); ++i) {
                if (std::hypot(i + 0.5 - p.x, j + 0.5 - p.y) > r) continue;
                if (!probe.sees(mouth, {g.origin.x + (i + 0.5) * g.h, g.origin.y + (j + 0.5) * g.h,
                                        mouth.z}))
                    continue;
                for (int k = c.z; k >= lowest; --k) {
                    const std::ptrdiff_t e = l.at(i, j, k);
                    // Down to the floor, or what stands on it.
                    if (flow.fluid()[static_cast<std::size_t>(e)] == 0) break;
                    if (k < c.z && flow.fields().share_z[e + l.sz] < seen_through_share) break;
                    if (cooling.size() - first >= most_cells ||
                        cooling.size() == cooling.capacity())
                        break;
                    const double gas_c = flow.temperature(e) - 273.15;
                    const double wanted = drops_take_w_m3(density, gas_c) * volume;
                    if (wanted <= 0) continue;
                    const double most = most_of_cell * flow.density(e) * volume * air_heat_j_kg_k *
                                        (gas_c - wet_bulb_c) / dt;
                    const auto heat = static_cast<float>(std::min(wanted, most));
                    cooling.push_back({static_cast<std::int32_t>(e), -heat, {}});
                    heat_w += static_cast<double>(heat);
                }
            }
        // No more than all of it can evaporate.
        const double all_w = head.flow_kg_s * water_heat_j_kg;
        if (heat_w > all_w) {
            for (std::size_t n = first; n < cooling.size(); ++n)
                cooling[n].heat_w *= static_cast<float>(all_w / heat_w);
            heat_w = all_w;
        }
        const double evaporated = heat_w * dt / water_heat_j_kg;
        const double falls = head.flow_kg_s * dt - evaporated;
        const double caught = burning.spray(mouth, radius, falls / circle_m2, probe);
        book_.water_kg += head.flow_kg_s * dt;
        book_.evaporated_kg += evaporated;
        book_.heat_j += heat_w * dt;
        book_.on_things_kg += caught;
        book_.on_floor_kg += falls - caught;
    }
}

}  // namespace firedrill
