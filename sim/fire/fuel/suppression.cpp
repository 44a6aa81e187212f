#include "fire/fuel/suppression.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill {

AgentEffect effect_of(Agent agent, FireClass fire, double mass_kg, double hrr_kw) {
    AgentEffect effect;
    const double area = std::max(hrr_kw * burning_area_m2_kw, 0.05);
    const bool liquid = fire == FireClass::B, oil = fire == FireClass::F;
    switch (agent) {
        case Agent::water:
            effect.water_kg = liquid || oil ? 0.2 * mass_kg : mass_kg;
            effect.flares = oil;
            effect.puts_out_for_good = !liquid && !oil;
            break;
        case Agent::foam:
            effect.water_kg = oil ? 0.2 * mass_kg : 0.9 * mass_kg;
            effect.knock_down = liquid ? mass_kg / (foam_kg_m2 * area) : 0;
            effect.lasting = effect.knock_down;
            effect.flares = oil;
            effect.puts_out_for_good = !oil;
            break;
        case Agent::abc_powder:
            effect.knock_down = mass_kg / (powder_kg_m2 * area);
            // Ammonium phosphate melts on embers and covers them.
            effect.lasting = fire == FireClass::A ? 0.7 * effect.knock_down : 0;
            effect.puts_out_for_good = fire != FireClass::battery && !oil && fire != FireClass::D;
            break;
        case Agent::bc_powder:
            effect.knock_down = mass_kg / (powder_kg_m2 * area);
            effect.puts_out_for_good = fire != FireClass::A && fire != FireClass::battery && !oil;
            break;
        case Agent::co2:
            effect.knock_down = mass_kg / (carbon_dioxide_kg_m2 * area);
            effect.puts_out_for_good = fire == FireClass::E || liquid;
            break;
        case Agent::wet_chemical:
            effect.knock_down = oil ? mass_kg / (wet_chemical_kg_m2 * area) : 0;
            effect.lasting = effect.knock_down;  // the oil turns to soap
            effect.water_kg = oil ? 0.0 : 0.8 * mass_kg;
            effect.puts_out_for_good = fire != FireClass::battery;
            break;
        case Agent::fire_blanket:
            // Covers about a square metre; lifting it early is the user's fault.
            effect.knock_down = hrr_kw < 300 ? 1 : 0;
            effect.lasting = hrr_kw < 300 ? 1 : 0;
            break;
    }
    return effect;
}

double fade_knock_down(double knocked_down, double lasting, double dt) {
    return std::max(knocked_down * std::exp(-dt / knock_down_fades_s), lasting);
}

void advance_agents(double& water_kg, double& knocked_down, double& size, double& lasting,
                    double full_kw, double dt) {
    const double area = std::max(full_kw * size * burning_area_m2_kw, 0.05);
    const double rate = std::min(water_kg / (area * evaporation_time_s), most_evaporation_kg_m2_s);
    water_kg = std::max(0.0, water_kg - rate * area * dt);
    const double excess = rate / critical_water_kg_m2_s - 1;
    if (excess > 0)
        size = std::max(0.0, size - size * excess * dt / shrinking_s);
    else
        size = std::min(1.0, size + (1 - size) * dt / growing_s);
    knocked_down = fade_knock_down(knocked_down, lasting, dt);
}

}  // namespace firedrill
