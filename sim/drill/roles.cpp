#include "drill/roles.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "drill/timeline.hpp"

namespace firedrill {
namespace {

LocalText text_of(const nlohmann::json& json) {
    return {json.at("zh").get<std::string>(), json.at("en").get<std::string>()};
}

std::vector<RoleRule> rules_of(const nlohmann::json& list, const std::string& file) {
    std::vector<RoleRule> rules;
    for (const auto& entry : list) {
        RoleRule rule;
        rule.id = entry.at("id").get<std::string>();
        rule.when = entry.at("when").get<std::string>();
        rule.target_kind = entry.value("target_kind", "");
        rule.before = entry.value("before", "");
        rule.text = text_of(entry.at("text"));
        rule.standard = entry.at("standard").get<std::string>();
        rule.clause = entry.at("clause").get<std::string>();
        rule.edition = entry.value("edition", "");
        rule.confidence = entry.at("confidence").get<std::string>();
        for (const std::string& event : {rule.when, rule.before})
            if (!event.empty() && event_name(event).empty())
                throw LoadError({{file, 0, "/roles"},
                                 "unknown event '" + event + "'",
                                 "see drill/timeline.hpp for the list"});
        rules.push_back(std::move(rule));
    }
    return rules;
}

}  // namespace

const Role* Roles::find(const std::string& id) const {
    const auto found =
        std::find_if(roles.begin(), roles.end(), [&](const Role& role) { return role.id == id; });
    return found == roles.end() ? nullptr : &*found;
}

Roles load_roles(const std::string& file) {
    std::ifstream stream(file);
    const auto json = nlohmann::json::parse(stream, nullptr, false, true);
    if (!json.is_object())
        throw LoadError({{file, 0, ""}, "no catalogue of roles", "restore the file"});
    Roles all;
    try {
        const auto& limits = json.at("limits");
        all.limits = {limits.at("flame_height_m").get<double>(),
                      limits.at("visibility_m").get<double>(), limits.at("near_m").get<double>(),
                      limits.at("grace_s").get<double>(),
                      limits.at("small_flame_share").get<double>()};
        for (const auto& entry : json.at("roles")) {
            all.roles.push_back({entry.at("id").get<std::string>(), text_of(entry.at("name")),
                                 rules_of(entry.at("expected"), file),
                                 rules_of(entry.at("forbidden"), file)});
        }
    } catch (const nlohmann::json::exception& error) {
        throw LoadError({{file, 0, "/roles"}, error.what(), "restore the file"});
    }
    return all;
}

}  // namespace firedrill
