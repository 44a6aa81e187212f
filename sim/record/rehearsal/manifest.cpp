#include "record/rehearsal/manifest.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/hash.hpp"
#include "base/paths.hpp"
#include "building/load.hpp"

namespace firedrill::rehearsal {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string hash_of_text(const std::string& text) {
    return hash_hex(hash_bytes(text.data(), text.size(), 0));
}

std::string hash_of_catalogues() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(asset("."))) {
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::string all;
    for (const fs::path& file : files) all += file.filename().string() + '\n' + bytes_of(file);
    return hash_of_text(all);
}

Json to_json(const Manifest& m) {
    Json json;
    json["program"] = m.program;
    json["build"] = m.build;
    json["scenario"] = m.scenario_id;
    json["scenario_hash"] = m.scenario_hash;
    json["catalogues_hash"] = m.catalogues_hash;
    json["first_seed"] = m.first_seed;
    json["until_s"] = m.until_s;
    json["alarm_at_s"] = m.alarm_at_s ? Json(*m.alarm_at_s) : Json(nullptr);
    json["fire"] = m.fire;
    json["cell_m"] = m.cell_m;
    json["dt_s"] = m.dt_s;
    json["smoke_speed"] = m.smoke_speed;
    json["door_flow"] = m.door_flow;
    json["turn_back_extinction_1_m"] = m.turn_back_extinction_1_m;
    json["stranger_turn_back_extinction_1_m"] = m.stranger_turn_back_extinction_1_m;
    json["crowding_cost"] = m.crowding_cost;
    return json;
}

}  // namespace

std::string door_flow_name(DoorFlowLimit limit) {
    switch (limit) {
        case DoorFlowLimit::free:
            return "free";
        case DoorFlowLimit::codes:
            return "codes";
    }
    return "free";
}

bool raises_alarm_itself(const Scenario& scenario, bool with_fire) {
    if (!scenario.drill) return false;
    const auto by_fire = [&](const std::string& event) {
        return with_fire && (event.starts_with("item.") || event.starts_with("sprinkler.") ||
                             event.starts_with("window.") || event == "flashover");
    };
    return std::any_of(
        scenario.drill->injects.begin(), scenario.drill->injects.end(), [&](const Inject& inject) {
            return inject.what == "alarm" && (inject.when.at_s || by_fire(inject.when.after_event));
        });
}

std::string manifest_text(const Manifest& manifest) {
    return to_json(manifest).dump(2) + "\n";
}

std::string Manifest::hash() const {
    return hash_of_text(manifest_text(*this));
}

Manifest read_manifest(const std::string& text, const std::string& file) {
    Manifest m;
    try {
        const Json json = Json::parse(text);
        m.program = json.at("program");
        m.build = json.at("build");
        m.scenario_id = json.at("scenario");
        m.scenario_hash = json.at("scenario_hash");
        m.catalogues_hash = json.at("catalogues_hash");
        m.first_seed = json.at("first_seed");
        m.until_s = json.at("until_s");
        if (!json.at("alarm_at_s").is_null()) m.alarm_at_s = json.at("alarm_at_s").get<double>();
        m.fire = json.at("fire");
        m.cell_m = json.at("cell_m");
        m.dt_s = json.at("dt_s");
        m.smoke_speed = json.at("smoke_speed");
        m.door_flow = json.at("door_flow");
        m.turn_back_extinction_1_m = json.at("turn_back_extinction_1_m");
        m.stranger_turn_back_extinction_1_m = json.at("stranger_turn_back_extinction_1_m");
        m.crowding_cost = json.at("crowding_cost");
    } catch (const std::exception& error) {
        throw LoadError(
            {{file, 0, ""},
             std::string("this is no manifest of a rehearsal / 这不是排练的清单文件 (") +
                 error.what() + ")",
             "choose another folder with -o / 请用 -o 另选文件夹"});
    }
    return m;
}

std::string difference(const Manifest& theirs, const Manifest& ours) {
    const Json a = to_json(theirs), b = to_json(ours);
    for (const auto& [key, value] : b.items()) {
        if (a.at(key) != value) return key + ": " + a.at(key).dump() + " / " + value.dump();
    }
    return {};
}

Manifest make_manifest(const Building& building, const DrillSettings& settings, double until_s) {
    Manifest m;
    m.program = "firedrill " FIREDRILL_VERSION;
    m.build = hash_of_text(bytes_of("/proc/self/exe"));
    m.scenario_id = building.scenario.id;
    m.scenario_hash = hash_of_text(write_scenario(building.scenario));
    m.catalogues_hash = hash_of_catalogues();
    m.first_seed = settings.seed;
    m.until_s = until_s;
    m.alarm_at_s = settings.alarm_at_s;
    m.fire = settings.with_fire;
    m.cell_m = settings.grid.cell_m;
    m.dt_s = settings.dt_s;
    m.smoke_speed = smoke_speed_law_name(settings.crowd.smoke_speed);
    m.door_flow = door_flow_name(settings.crowd.door_flow);
    m.turn_back_extinction_1_m = settings.crowd.turn_back_extinction_1_m;
    m.stranger_turn_back_extinction_1_m = settings.crowd.stranger_turn_back_extinction_1_m;
    m.crowding_cost = settings.crowd.crowding_cost;
    return m;
}

}  // namespace firedrill::rehearsal
