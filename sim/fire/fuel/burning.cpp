#include "fire/fuel/burning.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "base/random.hpp"
#include "fire/fuel/curve.hpp"
#include "fire/fuel/suppression.hpp"

namespace firedrill {
namespace {

constexpr double heat_per_oxygen = 13.1e6;  // [J/kg] (Huggett 1980)
constexpr double limiting_oxygen = 0.15;    // volume fraction at ambient temperature
constexpr double limit_gone_k = 1700;       // flames need no more than traces above this
constexpr double oxygen_margin = 0.02;      // over which burning falls from full to nothing
constexpr double oxygen_lag_s = 2.0;
constexpr double starved_co = 0.2;     // [kg/kg] at equivalence ratios above 1.2 (Tewarson)
constexpr double heating_s = 60;       // items: time scale of heating up (thermally thick)
constexpr double heating_thin_s = 20;  // of curtains, paper: critical flux at most 10 kW/m2
constexpr double thin_flux_w_m2 = 10e3;
constexpr double flame_contact_w_m2 = 40e3;  // what a flame sends onto what it touches
constexpr double gas_contact_w_m2_k = 20;    // hot gas around an item
constexpr double warm_up_every_s = 0.25;
constexpr double scatter = 0.1;            // of critical fluxes, relative, uniform
constexpr double least_burning_kw = 0.02;  // share of a fire below which it counts as out

Vec3 nearest_in_box(Vec3 p, Vec3 centre, Vec3 half) {
    return {std::clamp(p.x, centre.x - half.x, centre.x + half.x),
            std::clamp(p.y, centre.y - half.y, centre.y + half.y),
            std::clamp(p.z, centre.z - half.z, centre.z + half.z)};
}

double distance(Vec3 a, Vec3 b) {
    const Vec3 d = a - b;
    return std::sqrt(d.x * d.x + d.y * d.y + d.z * d.z);
}

}  // namespace

Burning::Burning(const Building& building, const Flow& flow, const FireSettings& settings,
                 std::uint64_t seed)
    : radiation_(settings.radiation_to_items), ambient_c_(flow.ambient_temperature() - 273.15) {
    const auto fuel_index = [&](const std::string& id) {
        for (std::size_t f = 0; f < building.fuels.size(); ++f)
            if (building.fuels[f].id == id) return FuelIndex(f);
        return FuelIndex();
    };
    const auto fuel_of = [&](FuelIndex index) {
        Fuel fuel;
        if (!index) return fuel;
        const firedrill::Fuel& from = building.fuels[index.at()];
        fuel.heat_j_kg = std::max(from.heat_of_combustion, 1000.0) * 1000;
        fuel.soot = from.yield_soot;
        fuel.co = from.yield_co;
        fuel.co2 = from.yield_co2;
        fuel.hcn = from.yield_hcn;
        fuel.radiative = std::clamp(from.radiative_fraction, 0.0, 0.6);
        return fuel;
    };
    const auto add = [&](FireSource source, Item item) {
        RandomStream random(seed, 0x46495245U + sources_.size());
        item.ignition_flux_w_m2 *= random.uniform(1 - scatter, 1 + scatter);
        by_id_.emplace(source.id, static_cast<std::int32_t>(sources_.size()));
        source.surface_temperature_c = ambient_c_;
        sources_.push_back(std::move(source));
        items_.push_back(std::move(item));
    };
    const Scenario& scenario = building.scenario;
    for (std::size_t b = 0; b < scenario.burners.size(); ++b) {
        const Burner& burner = scenario.burners[b];
        FireSource source;
        source.id = burner.id;
        source.is_burner = true;
        source.index = static_cast<std::int32_t>(b);
        source.fuel = fuel_index(burner.fuel);
        source.base = building.absolute(burner.storey, burner.at, burner.height);
        source.size = burner.size;
        Item item;
        item.curve = burner.hrr;
        item.fuel = fuel_of(source.fuel);
        item.fire_class = FireClass::C;
        item.start_s = burner.start;
        item.ignition_flux_w_m2 = 1e30;
        item.centre = source.base - Vec3(0, 0, 0.05);
        item.half = {0.5 * burner.size.x, 0.5 * burner.size.y, 0.05};
        add(std::move(source), std::move(item));
    }
    for (std::size_t t = 0; t < building.things.size(); ++t) {
        const Thing& thing = building.things[t];
        if (thing.item < 0) continue;
        const ItemType& type = building.items[static_cast<std::size_t>(thing.item)];
        if (!type.burnable) continue;
        const Burnable& burnable = *type.burnable;
        FireSource source;
        source.id = thing.id;
        source.index = static_cast<std::int32_t>(t);
        source.fuel = fuel_index(burnable.fuel);
        // The box turned about z, as an upright one of the same reach.
        const double c = std::abs(std::cos(thing.rotation_rad)),
                     s = std::abs(std::sin(thing.rotation_rad));
        Item item;
        item.half = {0.5 * (c * thing.size.x + s * thing.size.y),
                     0.5 * (s * thing.size.x + c * thing.size.y), 0.5 * thing.size.z};
        item.centre = thing.centre;
        source.size = {2 * item.half.x, 2 * item.half.y};
        // Flames stand on top of what fills its cells, and half way up of what does not.
        source.base = thing.centre + Vec3(0, 0, type.blocks_flow ? item.half.z : 0.0);
        item.curve = burnable.hrr;
        item.fuel = fuel_of(source.fuel);
        item.fire_class = burnable.fire_class;
        item.start_s = thing.ignite_s.value_or(-1);
        item.ignition_flux_w_m2 = burnable.ignition_flux * 1000;
        item.ignition_k = burnable.ignition_temperature + 273.15;
        item.reignites = burnable.reignites;
        add(std::move(source), std::move(item));
    }
    cells_.reserve(4 * most_flame_cells);
    flames_.reserve(sources_.size());
    flame_.reserve(most_flame_cells);
    seen_.assign(static_cast<std::size_t>(flow.layout().nx) * flow.layout().ny, 0);
}

std::int32_t Burning::source_of(std::string_view id) const {
    const auto found = by_id_.find(std::string(id));
    return found == by_id_.end() ? -1 : found->second;
}

bool Burning::ignite(std::int32_t number, double time_s, std::vector<FireEvent>& events) {
    if (number < 0 || number >= static_cast<std::int32_t>(sources_.size())) return false;
    FireSource& source = sources_[number];
    Item& item = items_[number];
    if (source.state == BurnState::burning) return true;
    if (source.state == BurnState::burnt_out || item.shut_off) return false;
    const bool again = source.state == BurnState::extinguished;
    source.state = BurnState::burning;
    if (!again) source.ignited_s = time_s;
    source.knocked_down = 0;
    source.surface_temperature_c = item.ignition_k - 273.15;
    item.heat = 1;
    item.out_for_s = 0;
    item.relight_at_s = -1;
    item.size = again ? std::max(item.size, 0.2) : 1.0;
    item.oxygen = 1;
    events.push_back(
        {again ? FireEvent::Kind::reignited : FireEvent::Kind::ignited, time_s, number});
    return true;
}

void Burning::shut_off(std::int32_t number, double time_s, std::vector<FireEvent>& events) {
    if (number < 0 || number >= static_cast<std::int32_t>(sources_.size())) return;
    FireSource& source = sources_[number];
    items_[number].shut_off = true;
    if (source.state != BurnState::burning) return;
    source.state = BurnState::extinguished;
    source.hrr_kw = source.flame_height_m = 0;
    events.push_back({FireEvent::Kind::extinguished, time_s, number});
}

// Oxygen fraction and temperature of the air that feeds a flame: the cells around its foot.
double Burning::surrounding_oxygen(const FireSource& source, const Flow& flow,
                                   double& kelvin) const {
    const Layout& l = flow.layout();
    const Grid& g = flow.grid();
    const Vec3 p = (source.base - g.origin) / g.h;
    const int i0 = static_cast<int>(std::floor(p.x - 0.5 * source.size.x / g.h)) - 1;
    const int i1 = static_cast<int>(std::ceil(p.x + 0.5 * source.size.x / g.h));
    const int j0 = static_cast<int>(std::floor(p.y - 0.5 * source.size.y / g.h)) - 1;
    const int j1 = static_cast<int>(std::ceil(p.y + 0.5 * source.size.y / g.h));
    const int k0 = std::max(static_cast<int>(std::floor(p.z)), 0);
    const Int3 c = g.cell_of(source.base + Vec3(0, 0, 0.25 * g.h));
    const std::int32_t zone = flow.zones().zone_at(l.at(c.x, c.y, c.z));
    double oxygen = 0, heat = 0, n = 0;
    for (int k = k0; k < std::min(k0 + 3, l.nz); ++k)
        for (int j = std::max(j0, 0); j <= std::min(j1, l.ny - 1); ++j)
            for (int i = std::max(i0, 0); i <= std::min(i1, l.nx - 1); ++i) {
                if (i != i0 && i != i1 && j != j0 && j != j1) continue;
                const std::ptrdiff_t e = l.at(i, j, k);
                if (flow.fluid()[static_cast<std::size_t>(e)] == 0) continue;
                if (flow.zones().zone_at(e) != zone) continue;
                oxygen += oxygen_fraction(
                    flow.density(e), static_cast<double>(flow.fields().scalar[oxygen_used][e]));
                heat += flow.temperature(e);
                n += 1;
            }
    kelvin = n > 0 ? heat / n : flow.ambient_temperature();
    return n > 0 ? oxygen / n : 0.209;
}

void Burning::burn(std::size_t s, double time_s, double dt, const Flow& flow,
                   std::vector<FireEvent>& events) {
    FireSource& source = sources_[s];
    Item& item = items_[s];
    const auto number = static_cast<std::int32_t>(s);

    // The curve goes on as fast as the fire burns.
    const double effect = (1 - source.knocked_down) * item.size * item.oxygen;
    item.progress_s += dt * std::max(effect, source.is_burner ? 1.0 : 0.0);
    if (item.progress_s >= burning_time_s(item.curve)) {
        source.state = BurnState::burnt_out;
        source.hrr_kw = source.flame_height_m = 0;
        events.push_back({FireEvent::Kind::burnt_out, time_s, number});
        return;
    }
    double kelvin = 0;
    const double oxygen = surrounding_oxygen(source, flow, kelvin);
    const double limit =
        limiting_oxygen * std::clamp(1 - (kelvin - 293.15) / (limit_gone_k - 293.15), 0.0, 1.0);
    const double fed = std::clamp((oxygen - limit) / oxygen_margin, 0.0, 1.0);
    item.oxygen += (fed - item.oxygen) * std::min(1.0, dt / oxygen_lag_s);

    const double full = heat_release_kw(item.curve, item.progress_s);
    const double flare = item.flare_s > 0 ? oil_flare : 1.0;
    double wanted_w = 1000 * full * (1 - source.knocked_down) * item.size * item.oxygen * flare;
    advance_agents(source.wetness_kg, source.knocked_down, item.size, item.lasting,
                   std::max(full, 1.0), dt);
    item.flare_s = std::max(0.0, item.flare_s - dt);

    // A fire that hardly burns for a second is out; embers and hot oil may come back.
    const double strength = (1 - source.knocked_down) * item.size;
    const bool starved = item.oxygen < 0.02;
    item.out_for_s = strength < least_burning_kw || starved ? item.out_for_s + dt : 0.0;
    if (item.out_for_s > (starved ? 5.0 : 1.0)) {
        source.state = BurnState::extinguished;
        source.hrr_kw = source.flame_height_m = 0;
        item.heat = 0.5;
        const bool cooled = item.size < 0.1 || item.lasting > 0.8;
        if (!cooled && !starved && (item.reignites || !item.suits)) {
            RandomStream random(0x52454947U + static_cast<std::uint64_t>(s),
                                static_cast<std::uint64_t>(time_s * 1000));
            item.relight_at_s = time_s + random.uniform(relight_soonest_s, relight_latest_s);
        }
        events.push_back({FireEvent::Kind::extinguished, time_s, number});
        return;
    }

    const Fuel& fuel = item.fuel;
    const double diameter =
        std::sqrt(4 / std::numbers::pi * std::max(source.size.x * source.size.y, 1e-4));
    // A young fire burns a part of the item only: at most 0.5 MW/m2 of footprint.
    constexpr double densest_w_m2 = 0.5e6;
    const double used = std::clamp(
        std::sqrt(wanted_w / densest_w_m2 / std::max(source.size.x * source.size.y, 1e-4)), 0.0,
        1.0);
    const Vec2 burning = source.is_burner
                             ? source.size
                             : Vec2(std::max(source.size.x * used, std::min(0.2, source.size.x)),
                                    std::max(source.size.y * used, std::min(0.2, source.size.y)));
    const double height = flame_height_m(
        wanted_w / 1000, source.is_burner ? diameter : diameter * std::max(used, 0.1));
    const double convective = 1 - fuel.radiative;
    spread_flame(flow, source.base, burning, height, wanted_w * convective, flame_, seen_);

    // What each cell's oxygen allows.
    const Grid& g = flow.grid();
    const double volume = g.h * g.h * g.h;
    double burned_w = 0;
    const double starving = std::clamp((0.17 - oxygen) / 0.04, 0.0, 1.0);  // carbon monoxide rises
    const double co = fuel.co + (std::max(starved_co, fuel.co) - fuel.co) * starving;
    const double hcn = fuel.hcn * (1 + 3 * starving);
    double top = source.base.z;
    for (const FlameCell& cell : flame_) {
        if (cells_.size() == cells_.capacity()) break;
        const double available =
            std::max(0.0, oxygen_mass_fraction * flow.density(cell.element) -
                              static_cast<double>(flow.fields().scalar[oxygen_used][cell.element]));
        const double most_w = 0.5 * available * volume * heat_per_oxygen / dt;
        const double w = std::min(wanted_w * static_cast<double>(cell.share), most_w);
        burned_w += w;
        const double burned = w / fuel.heat_j_kg;
        CellSource out;
        out.element = cell.element;
        out.heat_w = static_cast<float>(w * convective);
        out.mass_kg_s[soot] = static_cast<float>(burned * fuel.soot);
        out.mass_kg_s[oxygen_used] = static_cast<float>(w / heat_per_oxygen);
        out.mass_kg_s[carbon_monoxide] = static_cast<float>(burned * co);
        cells_.push_back(out);
        top = std::max(top, g.origin.z + (flow.layout().cell(cell.element).z + 1) * g.h);
    }
    source.hrr_kw = burned_w / 1000;
    source.flame_height_m = std::max(0.0, std::min(height, top - source.base.z));
    source.surface_temperature_c = item.ignition_k - 273.15 + 100;
    const double burned_kg = burned_w * dt / fuel.heat_j_kg;
    source.burned_kg += burned_kg;
    co_kg_ += burned_kg * co;
    hcn_kg_ += burned_kg * hcn;
    co2_kg_ += burned_kg * fuel.co2;
    oxygen_kg_ += burned_w * dt / heat_per_oxygen;
    total_hrr_kw_ += source.hrr_kw;
    if (burned_w > 0)
        flames_.push_back({source.base + Vec3(0, 0, 0.5 * std::max(source.flame_height_m, 0.2)),
                           burned_w * fuel.radiative});
}

double Burning::flame_flux(Vec3 at, const Probe& probe) const {
    double sum = 0;
    for (const RadiantSource& flame : flames_) {
        const Vec3 d = flame.at - at;
        const double r2 = std::max(d.x * d.x + d.y * d.y + d.z * d.z, 0.09);
        const double flux = flame.power_w / (4 * std::numbers::pi * r2);
        if (flux > 100 && probe.sees(at, flame.at)) sum += flux;
    }
    return sum;
}

namespace {

// A point of an item's surface, moved a little towards the flame, but never below the floor it
// stands on: the room under it must not shine through the slab.
Vec3 just_outside(Vec3 surface, Vec3 flame, double bottom_z) {
    constexpr double off_m = 0.1;
    Vec3 way = flame - surface;
    way.z = std::max(way.z, 0.0);
    const double length = glm::length(way);
    if (length > 0) surface += off_m / length * way;
    surface.z = std::max(surface.z, bottom_z + off_m);
    return surface;
}

}  // namespace

// What stands near flames and under hot smoke heats up and catches fire.
void Burning::warm_up(double time_s, double dt, const Flow& flow, const Probe& probe,
                      std::vector<FireEvent>& events) {
    const double ambient_k = flow.ambient_temperature();
    for (std::size_t s = 0; s < sources_.size(); ++s) {
        FireSource& source = sources_[s];
        Item& item = items_[s];
        if (source.state == BurnState::burning || source.state == BurnState::burnt_out) continue;
        if (item.ignition_flux_w_m2 > 1e20 || item.shut_off) continue;
        double flux = 0;
        if (radiation_) {
            for (std::size_t b = 0; b < sources_.size(); ++b) {
                const FireSource& other = sources_[b];
                if (b == s || other.state != BurnState::burning || other.hrr_kw <= 0) continue;
                const Vec3 flame =
                    other.base + Vec3(0, 0, 0.5 * std::max(other.flame_height_m, 0.2));
                const Vec3 near = nearest_in_box(flame, item.centre, item.half);
                const double r = std::max(distance(flame, near), 0.3);
                const double onto =
                    1000 * other.hrr_kw * items_[b].fuel.radiative / (4 * std::numbers::pi * r * r);
                if (onto < 500) continue;
                // Flames that reach into the item's own space touch it.
                const Vec3 foot = nearest_in_box(other.base, item.centre, item.half);
                const bool touches =
                    std::abs(foot.x - other.base.x) < 0.5 * other.size.x + 0.05 &&
                    std::abs(foot.y - other.base.y) < 0.5 * other.size.y + 0.05 &&
                    item.centre.z + item.half.z > other.base.z &&
                    item.centre.z - item.half.z < other.base.z + other.flame_height_m;
                if (touches &&
                    probe.sees(flame, just_outside(near, flame, item.centre.z - item.half.z)))
                    flux += flame_contact_w_m2;
                else if (probe.sees(flame, just_outside(near, flame, item.centre.z - item.half.z)))
                    flux += onto;
            }
        }
        const Vec3 top = item.centre + Vec3(0, 0, item.half.z + 0.1);
        const double gas = probe.kelvin(top);
        if (gas > ambient_k + 20) {
            flux += probe.flux_from_above(top);
            flux += gas_contact_w_m2_k * (gas - ambient_k);
        }
        // Water in and on it must go first.
        if (source.wetness_kg > 0 && flux > 0) {
            const double area = 4 * (item.half.x * item.half.y + item.half.x * item.half.z +
                                     item.half.y * item.half.z);
            source.wetness_kg = std::max(0.0, source.wetness_kg - flux * area * dt / 2.6e6);
            flux = 0;
        }
        const double scale = item.ignition_flux_w_m2 <= thin_flux_w_m2 ? heating_thin_s : heating_s;
        item.heat += (flux / item.ignition_flux_w_m2 - item.heat) * std::min(1.0, dt / scale);
        if (gas > item.ignition_k) item.heat += dt / 10;
        source.surface_temperature_c =
            ambient_c_ + std::clamp(item.heat, 0.0, 1.0) * (item.ignition_k - 273.15 - ambient_c_);
        if (source.state == BurnState::extinguished) {
            if (item.relight_at_s >= 0 && time_s >= item.relight_at_s && source.wetness_kg <= 0 &&
                item.lasting < 0.5)
                ignite(static_cast<std::int32_t>(s), time_s, events);
            else if (item.heat >= 1 && item.lasting < 0.5 && source.wetness_kg <= 0)
                ignite(static_cast<std::int32_t>(s), time_s, events);
        } else if (item.heat >= 1) {
            ignite(static_cast<std::int32_t>(s), time_s, events);
        }
    }
}

void Burning::advance(double time_s, double dt, const Flow& flow, const Probe& probe,
                      std::vector<FireEvent>& events) {
    bool any = false;
    for (std::size_t s = 0; s < sources_.size(); ++s) {
        Item& item = items_[s];
        if (sources_[s].state == BurnState::cold && item.start_s >= 0 && time_s >= item.start_s)
            ignite(static_cast<std::int32_t>(s), time_s, events);
        any = any || sources_[s].state == BurnState::burning ||
              sources_[s].state == BurnState::extinguished;
    }
    cells_.clear();
    flames_.clear();
    total_hrr_kw_ = 0;
    if (!any) return;
    for (std::size_t s = 0; s < sources_.size(); ++s)
        if (sources_[s].state == BurnState::burning) burn(s, time_s, dt, flow, events);
    since_warm_up_s_ += dt;
    if (since_warm_up_s_ >= warm_up_every_s - 1e-9) {
        warm_up(time_s, since_warm_up_s_, flow, probe, events);
        since_warm_up_s_ = 0;
    }
}

void Burning::agent_on(std::size_t s, Agent agent, double mass_kg) {
    FireSource& source = sources_[s];
    Item& item = items_[s];
    const double kw = source.state == BurnState::burning
                          ? heat_release_kw(item.curve, item.progress_s) * item.size
                          : 0.0;
    const AgentEffect effect = effect_of(agent, item.fire_class, mass_kg, std::max(kw, 20.0));
    source.wetness_kg = std::min(source.wetness_kg + effect.water_kg, most_water_kg);
    source.knocked_down = std::min(1.0, source.knocked_down + effect.knock_down);
    item.lasting = std::min(1.0, item.lasting + effect.lasting);
    if (effect.flares && source.state == BurnState::burning) item.flare_s = oil_flare_s;
    item.suits = effect.puts_out_for_good;
}

void Burning::apply_agent(Agent agent, Vec3 at, double mass_kg) {
    constexpr double reach_m = 0.5;  // how far from a thing agent still acts on it
    std::size_t best = sources_.size();
    double nearest = reach_m;
    for (std::size_t s = 0; s < sources_.size(); ++s) {
        if (sources_[s].state == BurnState::burnt_out) continue;
        double d = distance(at, nearest_in_box(at, items_[s].centre, items_[s].half));
        // What burns is preferred to what stands beside it.
        if (sources_[s].state == BurnState::burning) d -= 0.3;
        if (d < nearest) {
            nearest = d;
            best = s;
        }
    }
    if (best < sources_.size()) agent_on(best, agent, mass_kg);
}

void Burning::spray(Vec3 at, double radius_m, double mass_kg) {
    const double per_area = mass_kg / (std::numbers::pi * radius_m * radius_m);
    for (std::size_t s = 0; s < sources_.size(); ++s) {
        const Item& item = items_[s];
        if (item.centre.z > at.z || sources_[s].state == BurnState::burnt_out) continue;
        const double dx = item.centre.x - at.x, dy = item.centre.y - at.y;
        if (dx * dx + dy * dy > radius_m * radius_m) continue;
        agent_on(s, Agent::water, per_area * 4 * item.half.x * item.half.y);
    }
}

}  // namespace firedrill
