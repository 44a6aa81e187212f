#include "record/rehearsal/run_result.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/error.hpp"

namespace firedrill::rehearsal {
namespace {

using Json = nlohmann::ordered_json;

// Times to the hundredth of a second and lengths to the tenth of a millimetre: shorter than a tick
// and a step.
double rounded(double value, double per_unit) {
    return std::round(value * per_unit) / per_unit;
}
double time_of(double seconds) {
    return rounded(seconds, 100);
}

// Most squares of a map are empty: squares and values [hundredths] of the others.
Json sparse(const std::vector<float>& values) {
    Json squares = Json::array(), hundredths = Json::array();
    std::size_t previous = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto value = static_cast<std::int64_t>(std::llround(100.0 * values[i]));
        if (value == 0) continue;
        squares.push_back(i - previous);  // steps are shorter than places
        previous = i;
        hundredths.push_back(value);
    }
    return {{"step", squares}, {"x100", hundredths}};
}

std::vector<float> dense(const Json& json, std::size_t size) {
    std::vector<float> values(size, 0.0f);
    const Json& steps = json.at("step");
    const Json& hundredths = json.at("x100");
    std::size_t at = 0;
    for (std::size_t k = 0; k < steps.size(); ++k) {
        at += steps.at(k).get<std::size_t>();
        values.at(at) = static_cast<float>(hundredths.at(k).get<double>() / 100.0);
    }
    return values;
}

constexpr const char* flaw_names[] = {"stuck", "overlap", "outside"};

Json checks_json(const QualityChecks& checks) {
    Json flaws = Json::array();
    for (const Flaw& flaw : checks.flaws) {
        flaws.push_back({{"kind", flaw_names[static_cast<int>(flaw.kind)]},
                         {"time_s", time_of(flaw.time_s)},
                         {"place",
                          {rounded(flaw.place.x, 1000), rounded(flaw.place.y, 1000),
                           rounded(flaw.place.z, 1000)}}});
    }
    return {{"stuck", checks.stuck},
            {"longest_still_s", time_of(checks.longest_still_s)},
            {"largest_overlap_m", rounded(checks.largest_overlap_m, 10000)},
            {"outside_samples", checks.outside_samples},
            {"flaws", flaws}};
}

QualityChecks read_checks(const Json& json) {
    QualityChecks checks;
    checks.stuck = json.at("stuck");
    checks.longest_still_s = json.at("longest_still_s");
    checks.largest_overlap_m = json.at("largest_overlap_m");
    checks.outside_samples = json.at("outside_samples");
    for (const Json& entry : json.at("flaws")) {
        Flaw flaw;
        const auto name = std::find(std::begin(flaw_names), std::end(flaw_names),
                                    entry.at("kind").get<std::string>());
        flaw.kind = static_cast<Flaw::Kind>(name - std::begin(flaw_names));
        flaw.time_s = entry.at("time_s");
        const Json& place = entry.at("place");
        flaw.place = {place.at(0), place.at(1), place.at(2)};
        checks.flaws.push_back(flaw);
    }
    return checks;
}

}  // namespace

bool RunResult::plan_followed() const {
    return std::all_of(classes.begin(), classes.end(),
                       [](const ClassOutcome& c) { return !c.has_plan || c.followed(); });
}

std::string result_text(const RunResult& result) {
    Json json;
    json["manifest"] = result.manifest;
    json["seed"] = result.seed;
    json["fire"] = result.fire;
    json["smoke_speed"] = result.smoke_speed;
    json["door_flow"] = result.door_flow;
    json["simulated_s"] = time_of(result.simulated_s);
    json["alarm_s"] = time_of(result.alarm_s);
    json["total"] = result.total;
    json["out"] = result.out;
    json["inside"] = result.inside;
    json["incapacitated"] = result.incapacitated;
    json["assembled"] = result.assembled;
    json["evacuation_s"] = time_of(result.evacuation_s);
    json["assembled_s"] = time_of(result.assembled_s);
    json["share_out_s"] = Json::array();
    for (const double time : result.share_out_s) json["share_out_s"].push_back(time_of(time));
    json["out_times_s"] = Json::array();
    for (const double time : result.out_times_s) json["out_times_s"].push_back(time_of(time));
    json["exits"] = Json::array();
    for (const ExitOutcome& exit : result.exits) {
        json["exits"].push_back({{"count", exit.count},
                                 {"first_s", time_of(exit.first_s)},
                                 {"last_s", time_of(exit.last_s)}});
    }
    json["classes"] = Json::array();
    for (const ClassOutcome& c : result.classes) {
        json["classes"].push_back({{"size", c.size},
                                   {"out", c.out},
                                   {"assembled", c.assembled},
                                   {"incapacitated", c.incapacitated},
                                   {"first_out_s", time_of(c.first_out_s)},
                                   {"last_out_s", time_of(c.last_out_s)},
                                   {"last_assembled_s", time_of(c.last_assembled_s)},
                                   {"by_planned_exit", c.by_planned_exit},
                                   {"at_planned_point", c.at_planned_point},
                                   {"missing", c.missing},
                                   {"has_plan", c.has_plan},
                                   {"counted", c.counted}});
    }
    json["checks"] = checks_json(result.checks);
    json["squares"] = result.maps.max_density_1_m2.size();
    json["max_density_1_m2"] = sparse(result.maps.max_density_1_m2);
    json["crowded_s"] = sparse(result.maps.crowded_s);
    json["queue_person_s"] = sparse(result.maps.queue_person_s);
    json["state_hash"] = result.state_hash;
    return json.dump() + "\n";
}

RunResult read_result(const std::string& text, const std::string& file) {
    RunResult result;
    try {
        const Json json = Json::parse(text);
        result.manifest = json.at("manifest");
        result.seed = json.at("seed");
        result.fire = json.at("fire");
        result.smoke_speed = json.at("smoke_speed");
        result.door_flow = json.at("door_flow");
        result.simulated_s = json.at("simulated_s");
        result.alarm_s = json.at("alarm_s");
        result.total = json.at("total");
        result.out = json.at("out");
        result.inside = json.at("inside");
        result.incapacitated = json.at("incapacitated");
        result.assembled = json.at("assembled");
        result.evacuation_s = json.at("evacuation_s");
        result.assembled_s = json.at("assembled_s");
        for (std::size_t k = 0; k < out_shares.size(); ++k)
            result.share_out_s[k] = json.at("share_out_s").at(k);
        result.out_times_s = json.at("out_times_s").get<std::vector<double>>();
        for (const Json& exit : json.at("exits"))
            result.exits.push_back({exit.at("count"), exit.at("first_s"), exit.at("last_s")});
        for (const Json& entry : json.at("classes")) {
            ClassOutcome c;
            c.size = entry.at("size");
            c.out = entry.at("out");
            c.assembled = entry.at("assembled");
            c.incapacitated = entry.at("incapacitated");
            c.first_out_s = entry.at("first_out_s");
            c.last_out_s = entry.at("last_out_s");
            c.last_assembled_s = entry.at("last_assembled_s");
            c.by_planned_exit = entry.at("by_planned_exit");
            c.at_planned_point = entry.at("at_planned_point");
            c.missing = entry.at("missing");
            c.has_plan = entry.at("has_plan");
            c.counted = entry.at("counted");
            result.classes.push_back(c);
        }
        result.checks = read_checks(json.at("checks"));
        const std::size_t squares = json.at("squares");
        result.maps.max_density_1_m2 = dense(json.at("max_density_1_m2"), squares);
        result.maps.crowded_s = dense(json.at("crowded_s"), squares);
        result.maps.queue_person_s = dense(json.at("queue_person_s"), squares);
        result.state_hash = json.at("state_hash");
    } catch (const std::exception& error) {
        throw LoadError({{file, 0, ""},
                         std::string("this is no whole result of a run / 这不是完整的结果文件 (") +
                             error.what() + ")",
                         "delete the file and run the same command again / "
                         "请删除该文件后重新运行同一命令"});
    }
    return result;
}

}  // namespace firedrill::rehearsal
