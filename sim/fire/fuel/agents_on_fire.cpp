// What extinguishing agents do to burning things: which thing they land on, and how its fire, its
// embers, its oil or its cells take it.
#include <algorithm>
#include <cmath>
#include <glm/common.hpp>

#include "fire/fuel/burning.hpp"

namespace firedrill {
namespace {

constexpr double hidden = 0.5;  // covered or knocked down to more than this, nothing lights

}  // namespace

BurningSurface Burning::surface_of(std::size_t s) const {
    const FireSource& source = sources_[s];
    const Item& item = items_[s];
    BurningSurface surface;
    surface.fire = item.fire_class;
    surface.full_kw = std::max(item.full_kw, 1.0);
    surface.footprint_m2 = std::max(source.size.x * source.size.y, 0.01);
    surface.width_m = std::max(source.size.x, source.size.y);
    surface.burning = source.state == BurnState::burning;
    surface.deep_seated = item.reignites;
    surface.live = item.fire_class == FireClass::E;  // whether the mains are off, the drill knows
    return surface;
}

double Burning::left_by_agents(std::size_t s) const {
    return flame_share(items_[s].agents, surface_of(s));
}

bool Burning::covered(std::size_t s) const {
    return uncovered(items_[s].agents, surface_of(s)) <= hidden;
}

bool Burning::open_to_fire(std::size_t s) const {
    const AgentState& agents = items_[s].agents;
    return agents.water_kg <= 0 && !covered(s) && agents.knocked_down < hidden;
}

void Burning::agents_act(std::size_t s, double dt) {
    Item& item = items_[s];
    AgentState& agents = item.agents;
    const bool own_heat = item.nature == Nature::oil || item.nature == Nature::battery;
    // Oil and cells have a heat of their own, which the pan and the pack keep.
    if (item.nature == Nature::oil) agents.surface_c = item.oil.kelvin - 273.15;
    if (item.nature == Nature::battery) agents.surface_c = item.battery.core_k - 273.15;
    const double before_c = agents.surface_c;
    advance_agents(agents, surface_of(s), item.surface.ambient_k - 273.15, dt);
    if (own_heat) agents.surface_c = before_c;
    show_agents(s);
}

void Burning::show_agents(std::size_t s) {
    sources_[s].wetness_kg = items_[s].agents.water_kg;
    sources_[s].knocked_down = items_[s].agents.knocked_down;
}

// Whether no wall or floor is between a point and a thing.
bool Burning::reaches(Vec3 from, std::size_t s, const Probe& probe) const {
    const Item& item = items_[s];
    return probe.no_wall_between(
        from, glm::clamp(from, item.centre - item.half, item.centre + item.half));
}

void Burning::apply_agent(Agent agent, Vec3 at, double mass_kg, Vec3 from, const Probe& probe,
                          double time_s, std::vector<FireEvent>& events) {
    std::size_t best = sources_.size();
    double most = 0, share = 0;
    for (std::size_t s = 0; s < sources_.size(); ++s) {
        const FireSource& source = sources_[s];
        if (source.state == BurnState::burnt_out) continue;
        const double dx = std::max(0.0, std::abs(at.x - source.base.x) - 0.5 * source.size.x);
        const double dy = std::max(0.0, std::abs(at.y - source.base.y) - 0.5 * source.size.y);
        const double to_base =
            share_at_base(std::hypot(dx, dy), at.z - source.base.z, source.flame_height_m);
        // What burns is preferred to what stands beside it.
        const double preferred = to_base * (source.state == BurnState::burning ? 2 : 1);
        if (preferred > most && reaches(from, s, probe)) {
            most = preferred;
            share = to_base;
            best = s;
        }
    }
    if (best == sources_.size()) return;
    Item& item = items_[best];
    const AgentProperties& properties = agents_[static_cast<std::size_t>(agent)];
    const LandingEffect landing =
        land_agent(item.agents, properties, surface_of(best), mass_kg, share);
    if (landing.flares && item.nature == Nature::oil)
        water_on_oil(item.oil, mass_kg * share * properties.water_share);
    show_agents(best);
    const auto number = static_cast<std::int32_t>(best);
    if (landing.live && !item.told_live)
        events.push_back({FireEvent::Kind::water_on_live, time_s, number});
    if (landing.flares && !item.told_thrown)
        events.push_back({FireEvent::Kind::oil_thrown, time_s, number});
    item.told_live = item.told_live || landing.live;
    item.told_thrown = item.told_thrown || landing.flares;
}

double Burning::spray(Vec3 at, double radius_m, double density_kg_m2, const Probe& probe) {
    constexpr int samples = 4;  // per side of a footprint
    const AgentProperties& water = agents_[static_cast<std::size_t>(Agent::water)];
    double caught_kg = 0;
    for (std::size_t s = 0; s < sources_.size(); ++s) {
        Item& item = items_[s];
        if (item.centre.z > at.z || sources_[s].state == BurnState::burnt_out) continue;
        if (std::abs(item.centre.x - at.x) > radius_m + item.half.x ||
            std::abs(item.centre.y - at.y) > radius_m + item.half.y)
            continue;
        int under = 0;
        for (int j = 0; j < samples; ++j)
            for (int i = 0; i < samples; ++i) {
                const double x = item.centre.x + item.half.x * ((2 * i + 1.0) / samples - 1);
                const double y = item.centre.y + item.half.y * ((2 * j + 1.0) / samples - 1);
                if (std::hypot(x - at.x, y - at.y) < radius_m &&
                    probe.sees(at, {x, y, std::min(item.centre.z + item.half.z + grid_->h, at.z)}))
                    ++under;
            }
        const double area = 4 * item.half.x * item.half.y * under / (samples * samples);
        if (area <= 0) continue;
        const double mass = density_kg_m2 * area;
        const LandingEffect landing = land_agent(item.agents, water, surface_of(s), mass, 1);
        if (landing.flares && item.nature == Nature::oil) water_on_oil(item.oil, mass);
        show_agents(s);
        caught_kg += mass;
    }
    return caught_kg;
}

void Burning::cover(std::int32_t number, bool covered) {
    if (number < 0 || number >= static_cast<std::int32_t>(sources_.size())) return;
    AgentState& agents = items_[static_cast<std::size_t>(number)].agents;
    if (covered)
        land_agent(agents, agents_[static_cast<std::size_t>(Agent::fire_blanket)],
                   surface_of(static_cast<std::size_t>(number)), 1, 1);
    else
        agents.blanket = false;
}

}  // namespace firedrill
