// Agent data: what a kilogram of each extinguishing agent does, as assets/agents.json says with its
// sources. Numbers only; what becomes of them on a fire is agent_state's.
#pragma once

#include <string>
#include <vector>

#include "building/scenario.hpp"

namespace firedrill {

struct AgentProperties {
    Agent agent = Agent::water;
    double water_share = 0;       // of its mass, that wets and cools [0 … 1]
    double knock_down_kg_m2 = 0;  // landed at once, stops the flames of a square metre; 0: does not
    double crust_share = 0;       // of that effect, that stays on embers as a melt [0 … 1]
    double foam_kg_m2 = 0;        // that hides a square metre of liquid; 0: makes no foam
    double soap_kg_m2 = 0;     // that turns a square metre of hot cooking oil to soap; 0: does not
    double gas_m3_kg = 0;      // vapour at 20 C; 0: not a gas
    double extinguishing = 1;  // volume fraction that puts flames out (cup burner, heptane)
    double chill_j_kg = 0;     // heat that its evaporation takes from the gas
    bool electrically_safe = true;  // on live equipment
};

// Of all agents, by their number. Throws LoadError where the file or an entry is missing.
std::vector<AgentProperties> load_agent_properties(const std::string& file);

}  // namespace firedrill
