#include "fire/suppression/agent_data.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "building/names.hpp"

namespace firedrill {

std::vector<AgentProperties> load_agent_properties(const std::string& file) {
    std::ifstream stream(file);
    const auto json = nlohmann::json::parse(stream, nullptr, false, true);
    if (!json.is_object() || !json.contains("agents"))
        throw LoadError({{file, 0, ""}, "no agent catalogue", "restore the file"});
    const auto known = enum_names(Agent{});
    std::vector<AgentProperties> all(known.size());
    std::vector<bool> found(known.size(), false);
    try {
        for (const auto& entry : json["agents"]) {
            const auto name = entry.at("agent").get<std::string>();
            for (const auto& [agent, agent_name] : known) {
                if (agent_name != name) continue;
                const auto number = static_cast<std::size_t>(agent);
                AgentProperties& p = all[number];
                const auto& effect = entry.at("effect");
                p.agent = agent;
                p.water_share = effect.value("water_share", p.water_share);
                p.knock_down_kg_m2 = effect.value("knock_down_kg_m2", p.knock_down_kg_m2);
                p.crust_share = effect.value("crust_share", p.crust_share);
                p.foam_kg_m2 = effect.value("foam_kg_m2", p.foam_kg_m2);
                p.soap_kg_m2 = effect.value("soap_kg_m2", p.soap_kg_m2);
                p.gas_m3_kg = effect.value("gas_m3_kg", p.gas_m3_kg);
                p.extinguishing = effect.value("extinguishing_fraction", p.extinguishing);
                p.chill_j_kg = effect.value("chill_j_kg", p.chill_j_kg);
                p.electrically_safe = effect.at("electrically_safe").get<bool>();
                found[number] = true;
            }
        }
    } catch (const nlohmann::json::exception& error) {
        throw LoadError({{file, 0, "/agents"}, error.what(), "restore the file"});
    }
    for (const auto& [agent, name] : known) {
        if (!found[static_cast<std::size_t>(agent)])
            throw LoadError({{file, 0, "/agents"},
                             "no entry for agent '" + std::string(name) + "'",
                             "restore the file"});
    }
    return all;
}

}  // namespace firedrill
