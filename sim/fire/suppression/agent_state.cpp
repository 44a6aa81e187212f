#include "fire/suppression/agent_state.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill {
namespace {

// How a class of fuel burns and keeps its heat.
struct ClassHeat {
    double flux_kw_m2;   // heat release per burning area
    double core_j_m2_k;  // heat capacity of what stays hot, per burning area
    double burning_c;    // temperature it is driven to
    double heats_s;      // in which
    double cools_s;      // by itself
    double relights_c;   // uncovered above this; a number out of reach: never
    double wetted = 1;   // share of water that gets to what is hot
};

constexpr double never_c = 1e6;

ClassHeat heat_of(FireClass fire) {
    switch (fire) {
        case FireClass::A:
        case FireClass::E:
            // A centimetre of char and what is under it; pilot ignition of wood vapours 350 C.
            return {400, 20e3, 600, 90, 120, 350};
        case FireClass::B:
            // The pool lights again only from a rim that has become hot.
            return {1500, 20e3, 400, 180, 60, 350, 0.2};
        case FireClass::C:
            return {1000, 10e3, 400, 120, 60, never_c};
        case FireClass::D:
            return {300, 100e3, 1200, 60, 900, 300, 0};
        case FireClass::F:
            // Five centimetres of oil; auto-ignition of cooking oils 360 C (UL 300, ISO 7165).
            return {1000, 100e3, 410, 240, 3000, 360, 0.3};
        case FireClass::battery:
            // Cells in a closed case: heat comes from inside, water wets the case.
            // An e-bike's pack of 8 kg holds 8 kJ/K for some 1.7 m2 of flames.
            return {600, 5e3, 700, 30, 900, 200, 0.5};
    }
    return {400, 20e3, 600, 90, 120, 350};
}

bool liquid(FireClass fire) {
    return fire == FireClass::B || fire == FireClass::F;
}

double foam_cover(const AgentState& state, const BurningSurface& surface) {
    return std::min(1.0, state.foam_m2 / std::max(surface.footprint_m2, 0.05));
}

// Evaporation of the film [kg/s] on this area.
double evaporation_kg_s(const AgentState& state, bool burning, double area) {
    const double from_embers =
        ember_boiling_w_m2_k * std::max(0.0, state.surface_c - 100) / water_heat_j_kg;
    const double most = (burning ? flame_evaporates_kg_m2_s : 0.0) + from_embers;
    return area * std::min(state.water_kg / (area * film_time_s), most);
}

}  // namespace

double burning_area_m2(const BurningSurface& surface, double size) {
    const double area = surface.full_kw * size / heat_of(surface.fire).flux_kw_m2;
    return std::max(0.02, liquid(surface.fire) ? std::min(area, surface.footprint_m2) : area);
}

double relights_above_c(const BurningSurface& surface) {
    return heat_of(surface.fire).relights_c;
}

double share_at_base(double aside_m, double above_m, double flame_height_m) {
    constexpr double hand_m = 0.15, off_m = 0.5, above_base_m = 0.3, below_base_m = 0.6;
    constexpr double in_flame = 0.2;
    const double aside = std::clamp((off_m - aside_m) / (off_m - hand_m), 0.0, 1.0);
    if (above_m < -below_base_m) {
        return aside * std::clamp(1 - (-above_m - below_base_m) / off_m, 0.0, 1.0);
    }
    if (above_m <= above_base_m) return aside;
    return above_m <= above_base_m + flame_height_m ? aside * in_flame : 0.0;
}

LandingEffect land_agent(AgentState& state, const AgentProperties& agent,
                         const BurningSurface& surface, double mass_kg, double share) {
    LandingEffect landing;
    const double mass = mass_kg * std::clamp(share, 0.0, 1.0);
    if (mass <= 0) return landing;
    const double area = burning_area_m2(surface, state.size);
    const bool oil = surface.fire == FireClass::F;

    if (agent.agent == Agent::fire_blanket) {
        const bool covers = surface.width_m <= blanket_side_m && surface.full_kw <= blanket_kw;
        state.blanket = state.blanket || covers;
        return landing;
    }
    if (agent.soap_kg_m2 > 0 && oil)
        state.crust = std::min(1.0, state.crust + mass / (agent.soap_kg_m2 * surface.footprint_m2));
    const bool gentle = agent.soap_kg_m2 > 0;  // a fine spray that does not boil over
    if (agent.water_share > 0) {
        // In oil it sinks, boils below the surface and throws the oil out; metal splits it.
        if (((oil && !gentle) || surface.fire == FireClass::D) && surface.burning) {
            landing.flares = true;
            state.flare_s = flare_lasts_s;
        }
        if (agent.foam_kg_m2 > 0 && surface.fire == FireClass::B) {
            // Twice the thickness of a closed blanket; more runs over the rim.
            const double most_m2 = 2 * surface.footprint_m2;
            state.foam_m2 = std::min(most_m2, state.foam_m2 + mass / agent.foam_kg_m2);
        } else {
            const double wets = heat_of(surface.fire).wetted * (oil && !gentle ? 0.2 : 1.0);
            const double water = mass * agent.water_share * wets;
            const double held =
                film_kg_m2 * std::max(area, liquid(surface.fire) ? 0.0 : surface.footprint_m2);
            const double kept = std::clamp(held - state.water_kg, 0.0, water);
            state.water_kg += kept;
            state.run_off_kg += mass * agent.water_share - kept;
        }
        landing.live = surface.live && !agent.electrically_safe;
    }
    if (agent.knock_down_kg_m2 > 0 && surface.fire != FireClass::D) {
        const double effect = mass / (agent.knock_down_kg_m2 * area);
        state.knocked_down = std::min(1.0, state.knocked_down + effect);
        if (surface.fire == FireClass::A)
            state.crust = std::min(1.0, state.crust + agent.crust_share * effect);
    }
    if (agent.gas_m3_kg > 0) state.gas_m3 += mass * agent.gas_m3_kg / agent.extinguishing;
    return landing;
}

double uncovered(const AgentState& state, const BurningSurface& surface) {
    double cover = state.blanket ? 1.0 : 0.0;
    if (surface.fire == FireClass::B) cover = std::max(cover, foam_cover(state, surface));
    if (surface.fire == FireClass::A || surface.fire == FireClass::F)
        cover = std::max(cover, state.crust);
    return 1 - std::clamp(cover, 0.0, 1.0);
}

double flame_share(const AgentState& state, const BurningSurface& surface) {
    // A battery brings its own oxygen and gas jets: powder and gases take the flames beside it
    // only.
    const bool own_oxidiser = surface.fire == FireClass::battery;
    const double reached = own_oxidiser ? 0.6 : 1.0;
    // Flames weaken from two thirds of the extinguishing concentration on.
    const double thin = std::clamp((state.inert - 0.67) / 0.33, 0.0, 1.0);
    const double starved = state.blanket ? 1 - state.air_under_blanket : 0.0;
    const double open = state.blanket ? 1.0 : uncovered(state, surface);
    return state.size * open * (1 - reached * state.knocked_down) * (1 - reached * thin) *
           (1 - reached * starved);
}

void advance_agents(AgentState& state, const BurningSurface& surface, double ambient_c, double dt) {
    const ClassHeat heat = heat_of(surface.fire);
    const double flames = surface.burning ? flame_share(state, surface) : 0.0;
    const double area = burning_area_m2(surface, surface.burning ? state.size : 1.0);

    // Water.
    const double film =
        std::min(evaporation_kg_s(state, surface.burning, area) * dt, state.water_kg);
    state.water_kg -= film;
    state.evaporated_kg += film;
    const double rate = film / dt / area;
    const bool solid =
        !liquid(surface.fire) && surface.fire != FireClass::C && surface.fire != FireClass::D;
    if (solid && surface.burning) {
        const double excess = rate / critical_water_kg_m2_s - 1;
        if (excess > 0)
            state.size *= std::exp(-excess * dt / shrinking_s);
        else
            state.size = std::min(1.0, state.size + (1 - state.size) * dt / growing_s);
    }

    // Heat kept: driven by the flames above it, taken by water and the air.
    const double heats_s = surface.deep_seated ? heat.heats_s / 3 : heat.heats_s;
    const double driven = surface.fire == FireClass::battery && surface.burning ? 1.0 : flames;
    state.surface_c += driven * (heat.burning_c - state.surface_c) * -std::expm1(-dt / heats_s);
    if (flames < out_share)
        state.surface_c += (ambient_c - state.surface_c) * -std::expm1(-dt / heat.cools_s);
    state.surface_c -= rate * dt * water_heat_j_kg / heat.core_j_m2_k;
    state.surface_c = std::max(state.surface_c, std::min(ambient_c, 100.0));

    // Covers.
    const double exposed =
        surface.burning ? (1 - foam_cover(state, surface)) * surface.footprint_m2 : 0.0;
    state.foam_m2 = std::max(
        0.0, state.foam_m2 * std::exp(-dt / foam_drains_s) - foam_burns_1_s * exposed * dt);
    if (surface.fire == FireClass::F) state.crust *= std::exp(-dt / soap_lasts_s);
    state.knocked_down *= std::exp(-dt / knock_down_fades_s);

    // Gas at the flame's foot, stirred by the air that the flames draw: 3.64 MJ release a cubic
    // metre of air's oxygen (Huggett 1980).
    const double foot_m3 = std::max(area, 0.05) * foot_height_m;
    const double drawn_m3_s = std::max(surface.full_kw * flames / 3640, 0.1 * area);
    // Well stirred: V dx/dt = gas (1 - x) - drawn x, implicit. In units of the extinguishing
    // fraction, gas pushes out a fifth of what it brings (that fraction is 0.2 for CO2).
    const double brought = state.gas_m3 / foot_m3;
    state.inert = (state.inert + brought) / (1 + dt * drawn_m3_s / foot_m3 + 0.2 * brought);
    state.gas_m3 = 0;

    const double air = state.blanket ? 0.0 : 1.0;
    state.air_under_blanket += (air - state.air_under_blanket) *
                               -std::expm1(-dt / (state.blanket ? blanket_starves_s : 1.0));
    state.flare_s = std::max(0.0, state.flare_s - dt);

    const bool free_to_light = !surface.burning && state.surface_c > heat.relights_c &&
                               uncovered(state, surface) > 0.5 && state.knocked_down < 0.3 &&
                               state.inert < 0.5 && state.water_kg < 0.05 * film_kg_m2 * area;
    state.uncovered_s = free_to_light ? state.uncovered_s + dt : 0.0;
}

bool relights(const AgentState& state) {
    return state.uncovered_s >= uncovered_for_s;
}

}  // namespace firedrill
