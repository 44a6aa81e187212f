#include "drill/agents.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "building/names.hpp"

namespace firedrill {
namespace {

template <class E, std::size_t N>
E value_of(const EnumName<E> (&table)[N], const std::string& name, const std::string& file) {
    for (const EnumName<E>& entry : table) {
        if (entry.name == name) return entry.value;
    }
    throw LoadError({{file, 0, ""}, "unknown name '" + name + "'", "restore the file"});
}

double step_value(const std::vector<std::pair<double, double>>& steps, double charge) {
    for (const auto& [limit, value] : steps) {
        if (charge <= limit) return value;
    }
    return steps.empty() ? 0.0 : steps.back().second;
}

}  // namespace

std::vector<AgentData> load_agents(const std::string& file) {
    std::ifstream stream(file);
    const auto json = nlohmann::json::parse(stream, nullptr, false, true);
    if (!json.is_object() || !json.contains("agents"))
        throw LoadError({{file, 0, ""}, "no agent catalogue", "restore the file"});
    std::vector<AgentData> agents;
    try {
        for (const auto& entry : json["agents"]) {
            AgentData data;
            data.agent = value_of(enum_tables::agent, entry.at("agent").get<std::string>(), file);
            data.name = {entry.at("zh").get<std::string>(), entry.at("en").get<std::string>()};
            data.discharge_s = entry.at("discharge").get<std::vector<std::pair<double, double>>>();
            data.range_m = entry.at("range").get<std::vector<std::pair<double, double>>>();
            data.mass_kg = entry.at("mass").get<std::vector<std::pair<double, double>>>();
            data.spread_deg = entry.at("spread").get<double>();
            data.conducts_s_m = entry.at("conducts").get<double>();
            data.nozzle_m = entry.at("nozzle_mm").get<double>() / 1000;
            for (const auto& name : entry.at("weak"))
                data.weak.push_back(
                    value_of(enum_tables::fire_class, name.get<std::string>(), file));
            for (const auto& name : entry.at("dangerous"))
                data.dangerous.push_back(
                    value_of(enum_tables::fire_class, name.get<std::string>(), file));
            agents.push_back(std::move(data));
        }
    } catch (const nlohmann::json::exception& error) {
        throw LoadError({{file, 0, "/agents"}, error.what(), "restore the file"});
    }
    return agents;
}

double discharge_time_s(const AgentData& data, double charge_kg) {
    return step_value(data.discharge_s, charge_kg);
}
double reach_m(const AgentData& data, double charge_kg) {
    return step_value(data.range_m, charge_kg);
}
double unit_mass_kg(const AgentData& data, double charge_kg) {
    return step_value(data.mass_kg, charge_kg);
}

Suitability suitability(const AgentData& data, FireClass fire_class) {
    const auto holds = [&](const std::vector<FireClass>& list) {
        return std::find(list.begin(), list.end(), fire_class) != list.end();
    };
    if (holds(data.dangerous)) return Suitability::dangerous;
    return holds(data.weak) ? Suitability::weak : Suitability::suits;
}

}  // namespace firedrill
