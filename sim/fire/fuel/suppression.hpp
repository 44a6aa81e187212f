// Suppression: what extinguishing agents do to a fire. Water and foam cool: above a critical rate
// of evaporation per burning area the fire shrinks, below it it grows again. Powder, carbon dioxide
// and blankets knock flames down without cooling; their effect fades.
#pragma once

#include "building/scenario.hpp"

namespace firedrill {

// Burning area per heat release: solids burn at about 250-500 kW/m2 (Tewarson).
constexpr double burning_area_m2_kw = 1.0 / 400;
// Water that must evaporate on a burning area to put a solid out [kg/(m2 s)]: 0.002-0.005.
constexpr double critical_water_kg_m2_s = 0.003;
// Evaporation is limited by the heat that flames send back, some 50 kW/m2 over 2.6 MJ/kg.
constexpr double most_evaporation_kg_m2_s = 0.02;
constexpr double evaporation_time_s = 3;  // of a film of water on a hot surface
constexpr double shrinking_s = 10;        // of a fire at twice the critical rate
constexpr double growing_s = 60;          // of a fire that cooling failed to put out
constexpr double powder_kg_m2 = 1.5;      // knocks down a square metre of fire: 4 kg stop 1 MW
constexpr double carbon_dioxide_kg_m2 = 2.5;
constexpr double foam_kg_m2 = 4.0;
constexpr double wet_chemical_kg_m2 = 2.0;
constexpr double knock_down_fades_s = 8;
constexpr double oil_flare = 3;  // times the heat release when water meets burning oil
constexpr double oil_flare_s = 4;
constexpr double relight_soonest_s = 15, relight_latest_s = 40;
constexpr double most_water_kg = 20;  // that a thing holds

struct AgentEffect {
    double water_kg = 0;    // cools
    double knock_down = 0;  // [0 … 1] added
    double lasting = 0;     // cover that stays [0 … 1] added
    bool flares = false;    // makes it worse
    bool puts_out_for_good = true;
};
AgentEffect effect_of(Agent agent, FireClass fire, double mass_kg, double hrr_kw);

// Knocked-down flames come back unless something lasting covers them.
double fade_knock_down(double knocked_down, double lasting, double dt);

// Water evaporates, flames come back, the fire shrinks or grows; `full_kw`: without agents.
void advance_agents(double& water_kg, double& knocked_down, double& size, double& lasting,
                    double full_kw, double dt);

}  // namespace firedrill
