// What stands near flames and under hot smoke warms up and catches fire; what went out comes back.
#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "fire/fuel/burning.hpp"

namespace firedrill {
namespace {

constexpr double warm_up_every_s = 0.25;
constexpr double hot_gas_film_w_m2_k = 10;  // more than still air gives, where hot gas streams past
constexpr double hot_gas_k = 20;            // above the start: worth looking at
constexpr double gas_lights_s = 10;  // in gas above its ignition temperature (own estimate, unsure)
constexpr double beside_m = 0.05;    // a flame touches what is so near
constexpr double off_m = 0.1;        // rays start so far off a surface
// Flames that reach a ceiling run along it for half of what they are too long (You & Faeth 1979).
constexpr double runs_along_ceiling = 0.5;
constexpr double creeps_from_k = 363;  // a lining must be so warm for fire to creep on (plywood)
constexpr double embers_last_s = 300;  // of a fire that starved (own estimate, unsure)
constexpr double embers_need_oxygen = 0.17;

Vec3 nearest_in_box(Vec3 p, Vec3 centre, Vec3 half) {
    return glm::clamp(p, centre - half, centre + half);
}

// A point of a surface, moved a little towards the flame, but never below the floor that the thing
// stands on: the room under it must not shine through the slab.
Vec3 just_outside(Vec3 surface, Vec3 flame, double bottom_z) {
    Vec3 way = flame - surface;
    way.z = std::max(way.z, 0.0);
    const double length = glm::length(way);
    if (length > 0) surface += off_m / length * way;
    surface.z = std::max(surface.z, bottom_z + off_m);
    return surface;
}

}  // namespace

bool Burning::touches(const Flame& flame, const Patch& patch) const {
    const double top = flame.base.z + flame.height_m;
    Vec3 near = patch.half + Vec3(flame.half, 0) + Vec3(beside_m, beside_m, 0);
    if (patch.normal.z < 0 && top > patch.centre.z) {
        const double along = runs_along_ceiling * (top - patch.centre.z);
        near += Vec3(along, along, 0);
    } else if (patch.normal != Vec3(0, 0, 0)) {
        near += Vec3(off_m, off_m, 0);
    }
    return std::abs(flame.base.x - patch.centre.x) < near.x &&
           std::abs(flame.base.y - patch.centre.y) < near.y &&
           patch.centre.z + patch.half.z > flame.base.z && patch.centre.z - patch.half.z < top;
}

// Radiation and contact of all flames, and radiation of hot gas, on a patch that does not burn.
double Burning::flux_onto_patch(const Item& item, const Patch& patch, std::int32_t source,
                                const Flow& flow) const {
    const bool lining = item.nature == Nature::lining;
    const Vec3* const normal = lining ? &patch.normal : nullptr;
    const auto middle_of = [](const Flame& flame) {
        return flame.base + Vec3(0, 0, 0.5 * std::max(flame.height_m, 0.2));
    };
    const auto facing = [&](Vec3 middle) {
        return lining ? patch.centre
                      : just_outside(nearest_in_box(middle, patch.centre, patch.half), middle,
                                     item.centre.z - item.half.z);
    };
    double flux = 0;
    for (const Flame& flame : flames_) {
        const Vec3 middle = middle_of(flame), from = facing(middle);
        if (touches(flame, patch)) {
            // Flames of the same thing are in touch whatever the grid says.
            if (flame.source == source || share_passed(flow, mask_, from, middle) > 0) {
                const double lowest = std::max(0.0, patch.centre.z - patch.half.z - flame.base.z);
                flux += contact_flux_w_m2(flame.burned_kw, lowest / std::max(flame.height_m, 0.1),
                                          flame.of_lining);
                continue;
            }
        }
        flux += flux_from_flame(flow, mask_, flame, from, normal);
    }
    for (const Flame& flame : gas_fire_.flames())
        flux += flux_from_flame(flow, mask_, flame, facing(middle_of(flame)), normal);
    return flux;
}

void Burning::warm_up(double time_s, double dt, const Flow& flow, const Probe& probe,
                      std::vector<FireEvent>& events) {
    for (std::size_t s = 0; s < sources_.size(); ++s) {
        FireSource& source = sources_[s];
        Item& item = items_[s];
        if (source.state == BurnState::burnt_out || item.ignition_flux_w_m2 > 1e20) continue;
        double hottest = item.surface.ambient_k;
        for (Patch& patch : patches_of(item)) {
            if (patch.burnt || (patch.lit && source.state == BurnState::burning)) continue;
            double flux =
                radiation_ ? flux_onto_patch(item, patch, static_cast<std::int32_t>(s), flow) : 0.0;
            const Vec3 side = item.nature == Nature::lining
                                  ? patch.centre
                                  : patch.centre + Vec3(0, 0, patch.half.z + off_m);
            const double gas = probe.kelvin(side);
            const bool hot = gas > item.surface.ambient_k + hot_gas_k;
            if (hot)
                flux += gas_flux(side, item.nature == Nature::lining ? patch.normal : Vec3(0, 0, 1),
                                 flow);
            // Water in and on it must go first.
            double& water_kg = item.agents.water_kg;
            if (water_kg > 0 && flux > 0) {
                const double area = 4 * (patch.half.x * patch.half.y + patch.half.x * patch.half.z +
                                         patch.half.y * patch.half.z);
                const double dried = std::min(water_kg, flux * area * dt / water_heat_j_kg);
                water_kg -= dried;
                item.agents.evaporated_kg += dried;
                source.wetness_kg = water_kg;
                flux = 0;
            }
            warm(patch.surface, item.surface, flux, gas, hot ? hot_gas_film_w_m2_k : 0.0, dt);
            patch.gas_soak_s = gas > item.ignition_k ? patch.gas_soak_s + dt : 0.0;
            hottest = std::max(hottest, patch.surface.surface_k);
            if (item.creep_w2_m3 > 0 && patch.surface.surface_k > creeps_from_k) {
                const std::span<const Patch> tiles = patches_of(item);
                for (const std::int32_t other : patch.beside) {
                    if (other < 0 || !tiles[static_cast<std::size_t>(other)].lit) continue;
                    patch.crept +=
                        dt *
                        creep_speed_m_s(item.creep_w2_m3, item.surface, patch.surface.surface_k) /
                        (2 * std::max(patch.half.x, patch.half.y));
                }
            }
            const bool ready = patch.surface.surface_k >= item.surface.ignition_k ||
                               patch.gas_soak_s >= gas_lights_s || patch.crept >= 1;
            if (!ready || item.shut_off || !open_to_fire(s)) continue;
            if (source.state == BurnState::burning)
                patch.lit = true;
            else
                light(source, item, patch, time_s, events);
        }
        if (source.state == BurnState::burning) continue;
        source.surface_temperature_c =
            std::max(hottest, item.nature == Nature::oil ? item.oil.kelvin : 0.0) - 273.15;
        if (source.state == BurnState::extinguished) come_back(s, time_s, flow, events);
    }
}

// Fires that are out and light again by themselves.
void Burning::come_back(std::size_t s, double time_s, const Flow& flow,
                        std::vector<FireEvent>& events) {
    FireSource& source = sources_[s];
    Item& item = items_[s];
    if (item.shut_off || covered(s)) return;
    const auto number = static_cast<std::int32_t>(s);
    const std::span<const Patch> patches = patches_of(item);
    const bool embers =
        item.starved ? time_s - item.out_since_s < embers_last_s
                     : relights(item.agents) && std::any_of(patches.begin(), patches.end(),
                                                            [](const Patch& p) { return p.lit; });
    double kelvin = 0;
    if (embers && surrounding_oxygen(source, flow, kelvin) > embers_need_oxygen) {
        ignite(number, time_s, events);
        return;
    }
    if (item.nature == Nature::gas) {
        const Int3 c = flow.grid().cell_of(source.base + Vec3(0, 0, 0.5 * flow.grid().h));
        const std::ptrdiff_t e = flow.layout().at(c.x, c.y, c.z);
        if (gas_fire_.alight(e) || mask_[static_cast<std::size_t>(e)] != 0)
            ignite(number, time_s, events);
    }
}

// Batteries and oil have states of their own, burning or not.
void Burning::special_states(double time_s, double dt, const Probe& probe,
                             std::vector<FireEvent>& events) {
    for (std::size_t s = 0; s < sources_.size(); ++s) {
        FireSource& source = sources_[s];
        Item& item = items_[s];
        if (source.state == BurnState::burning || source.state == BurnState::burnt_out) continue;
        if (source.state == BurnState::extinguished || source.wetness_kg > 0) agents_act(s, dt);
        const auto number = static_cast<std::int32_t>(s);
        if (item.nature == Nature::battery) {
            const double surface = patches_of(item).front().surface.surface_k;
            const bool idle =
                source.state == BurnState::cold && surface < item.surface.ambient_k + 5;
            if (idle) continue;
            const bool before = item.battery.runaway;
            advance_battery(item.battery, time_s, dt, surface,
                            item.agents.evaporated_kg - item.evaporated_before_kg, seed_, s);
            item.evaporated_before_kg = item.agents.evaporated_kg;
            if (item.battery.runaway && !before) ignite(number, time_s, events);
        } else if (item.nature == Nature::oil) {
            const bool heated =
                item.overheats_s >= 0 && time_s >= item.overheats_s && !item.shut_off;
            if (source.state == BurnState::cold && !heated &&
                item.oil.kelvin < item.surface.ambient_k + 1)
                continue;
            advance_oil(item.oil, heated ? item.heater_w : 0, false, item.agents.blanket,
                        probe.kelvin(source.base), dt);
            // Thrown oil that found no flame falls back.
            if (item.oil.kelvin < oil_lights_k) item.oil.thrown_kg = 0;
            if (item.oil.kelvin >= oil_lights_k && open_to_fire(s) && !item.starved)
                ignite(number, time_s, events);
        }
    }
}

void Burning::advance(double time_s, double dt, const Flow& flow, const Probe& probe,
                      std::vector<FireEvent>& events, Workers& workers) {
    bool any = gas_fire_.burned_w() > 0 || ledger_.fuel_gas_kg > 0;
    for (std::size_t s = 0; s < sources_.size(); ++s) {
        Item& item = items_[s];
        if (sources_[s].state == BurnState::cold && item.start_s >= 0 && time_s >= item.start_s)
            ignite(static_cast<std::int32_t>(s), time_s, events);
        any = any || sources_[s].state == BurnState::burning ||
              sources_[s].state == BurnState::extinguished;
    }
    special_states(time_s, dt, probe, events);
    taken_.follow(flow.steps());
    cells_.clear();
    flames_.clear();
    radiant_.clear();
    total_hrr_kw_ = 0;
    if (!any) return;
    for (std::size_t s = 0; s < sources_.size(); ++s) {
        if (sources_[s].state == BurnState::burning)
            burn(s, time_s, dt, flow, events);
        else if (sources_[s].state == BurnState::extinguished && items_[s].nature == Nature::gas &&
                 !items_[s].shut_off)
            leak(s, dt, flow);
    }
    mark_flames();
    if (ledger_.fuel_gas_kg > 0) {
        const std::size_t first = cells_.size();
        gas_fire_.advance(dt, flow, mask_, gas_mean_, taken_, cells_);
        mark_from(first);
        const double w = gas_fire_.burned_w();
        if (w > 0) {
            total_hrr_kw_ += w / 1000;
            for (const Flame& flame : gas_fire_.flames())
                radiant_.push_back(
                    {flame.base + Vec3(0, 0, 0.5 * flame.height_m), flame.radiated_w});
            ledger_.burned_j += w * dt;
            ledger_.radiated_j += gas_fire_.radiated_w() * dt;
            ledger_.to_gas_j += (w - gas_fire_.radiated_w()) * dt;
            ledger_.oxygen_kg += gas_fire_.oxygen_kg();
        }
    }
    since_warm_up_s_ += dt;
    if (since_warm_up_s_ >= warm_up_every_s - 1e-9) {
        hot_.update(flow, mask_, workers);
        warm_up(time_s, since_warm_up_s_, flow, probe, events);
        since_warm_up_s_ = 0;
    }
}

}  // namespace firedrill
