// Agent catalogue (assets/agents.json): how long, how far and how wide an extinguisher discharges,
// what it weighs, and which classes of fire it suits. Data with source and confidence; the program
// only reads it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "building/scenario.hpp"

namespace firedrill {

enum class Suitability { suits, weak, dangerous };

struct AgentData {
    Agent agent = Agent::abc_powder;
    LocalText name;
    std::vector<std::pair<double, double>>
        discharge_s;  // charge up to [kg] -> time [s], rising charges
    std::vector<std::pair<double, double>> range_m;  // charge up to [kg] -> reach [m]
    std::vector<std::pair<double, double>> mass_kg;  // charge up to [kg] -> whole unit, full [kg]
    double spread_deg = 5;                           // half the angle of the jet's cone
    double conducts_s_m = 0;                         // of what leaves the nozzle; 0: an insulator
    double nozzle_m = 0.006;                         // bore
    std::vector<FireClass> weak, dangerous;
};

// Throws LoadError where the file is missing or a class is unknown.
std::vector<AgentData> load_agents(const std::string& file);

double discharge_time_s(const AgentData& data, double charge_kg);
double reach_m(const AgentData& data, double charge_kg);
double unit_mass_kg(const AgentData& data, double charge_kg);  // full, with this rated charge
Suitability suitability(const AgentData& data, FireClass fire_class);

}  // namespace firedrill
