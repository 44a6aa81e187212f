#include "fire/suppression/agent_gas.hpp"

#include <algorithm>
#include <cmath>

#include "fire/probe.hpp"

namespace firedrill {
namespace {

constexpr double reach_m = 0.3;            // of a puff around where it lands
constexpr double most_of_cell = 0.25;      // of a cell's oxygen and warmth, per step
constexpr double ambient_air_kg_m3 = 1.2;  // that the vapour at 20 C displaces
constexpr double coldest_k = 263;          // air is chilled down to about this

}  // namespace

void AgentGas::release(const AgentProperties& agent, Vec3 at, double mass_kg) {
    if (agent.gas_m3_kg <= 0 || mass_kg <= 0) return;
    const double oxygen = mass_kg * agent.gas_m3_kg * ambient_air_kg_m3 * oxygen_mass_fraction;
    const double carbon_dioxide = agent.agent == Agent::co2 ? mass_kg : 0.0;
    const double chill = mass_kg * agent.chill_j_kg;
    // Puffs that land close together become one.
    for (Cloud& cloud : clouds_) {
        const Vec3 d = cloud.at - at;
        if (d.x * d.x + d.y * d.y + d.z * d.z > 0.15 * 0.15 && clouds_.size() < clouds_.capacity())
            continue;
        cloud.oxygen_kg += oxygen;
        cloud.carbon_dioxide_kg += carbon_dioxide;
        cloud.chill_j += chill;
        return;
    }
    clouds_.push_back({at, oxygen, carbon_dioxide, chill});
}

void AgentGas::advance(double dt, const Flow& flow, OxygenTaken& taken,
                       std::vector<CellSource>& sources) {
    const Grid& g = flow.grid();
    const Layout& l = flow.layout();
    const double volume = g.h * g.h * g.h;
    const int reach = std::max(1, static_cast<int>(std::lround(reach_m / g.h)));
    for (Cloud& cloud : clouds_) {
        const Int3 c = g.cell_of(cloud.at);
        bool finds_warmth = false;
        // Cells nearest to the landing first; a full one hands on to the next ring.
        for (int ring = 0; ring <= reach && (cloud.oxygen_kg > 0 || cloud.chill_j > 0); ++ring)
            for (int k = std::max(c.z - ring, 0); k <= std::min(c.z + ring, l.nz - 1); ++k)
                for (int j = std::max(c.y - ring, 0); j <= std::min(c.y + ring, l.ny - 1); ++j)
                    for (int i = std::max(c.x - ring, 0); i <= std::min(c.x + ring, l.nx - 1);
                         ++i) {
                        if (std::max({std::abs(i - c.x), std::abs(j - c.y), std::abs(k - c.z)}) !=
                            ring)
                            continue;
                        if (sources.size() == sources.capacity()) {
                            finds_warmth = true;  // perhaps, later
                            continue;
                        }
                        const std::ptrdiff_t e = l.at(i, j, k);
                        if (flow.fluid()[static_cast<std::size_t>(e)] == 0) continue;
                        const double there =
                            oxygen_mass_fraction * flow.density(e) -
                            static_cast<double>(flow.fields().scalar[oxygen_used][e]) - taken.of(e);
                        const double oxygen =
                            std::clamp(most_of_cell * there * volume, 0.0, cloud.oxygen_kg);
                        const double warmth =
                            flow.density(e) * volume * 1005 * (flow.temperature(e) - coldest_k);
                        const double chill = std::clamp(most_of_cell * warmth, 0.0, cloud.chill_j);
                        finds_warmth = finds_warmth || warmth > 0;
                        if (oxygen <= 0 && chill <= 0) continue;
                        CellSource source;
                        source.element = static_cast<std::int32_t>(e);
                        source.heat_w = static_cast<float>(-chill / dt);
                        const double carbon_dioxide_here =
                            oxygen > 0 ? cloud.carbon_dioxide_kg * (oxygen / cloud.oxygen_kg) : 0;
                        source.mass_kg_s[oxygen_used] = static_cast<float>(oxygen / dt);
                        source.mass_kg_s[carbon_dioxide] =
                            static_cast<float>(carbon_dioxide_here / dt);
                        sources.push_back(source);
                        taken.take(e, oxygen / volume);
                        cloud.oxygen_kg -= oxygen;
                        cloud.carbon_dioxide_kg -= carbon_dioxide_here;
                        carbon_dioxide_kg_ += carbon_dioxide_here;
                        cloud.chill_j -= chill;
                        displaced_kg_ += oxygen;
                    }
        // Air that is all as cold as it gets takes no more: the cloud must not wait for ever.
        if (!finds_warmth) cloud.chill_j = 0;
    }
    std::erase_if(clouds_, [](const Cloud& cloud) {
        return cloud.oxygen_kg <= 1e-9 && cloud.chill_j <= 1e-3;
    });
}

}  // namespace firedrill
