// A small building with a chained back door and a round before the fire.
#pragma once

#include "play.hpp"

namespace firedrill::test {

// The two rooms with a back door that everybody knows to be nearest, chained; and a round before.
inline Scenario chained_back_door() {
    Scenario scenario = two_rooms();
    scenario.furnishings.clear();
    Opening back;
    back.id = "door_back";
    back.storey = "g";
    back.at = {2.5, 5};
    back.width = 1.0;
    back.height = 2.1;
    back.opens_towards = 90;
    back.locked = back.chained = true;
    scenario.openings.push_back(back);
    Exit exit;
    exit.id = "exit_back";
    exit.name = {"后门", "Back door"};
    exit.opening = "door_back";
    scenario.exits.push_back(exit);
    scenario.plans.clear();
    for (OccupantGroup& group : scenario.occupants) group.plan.clear();
    // A crowd in the office: at the front they have to pass two doors.
    with_id(scenario.occupants, "workers").count = 45;
    DrillPlan& drill = *scenario.drill;
    drill.inspection = InspectionPlan{};
    drill.inspection->duration = 60;
    drill.duration = 120;
    drill.injects[0].when.at_s = 2;  // the alarm, two seconds into the fire
    Fault chain;
    chain.id = "chain";
    chain.code = "EX-01";
    chain.target = "door_back";
    chain.confirm = "push";
    drill.faults = {chain};
    return scenario;
}

inline DrillSettings with_crowd() {
    DrillSettings settings = Play::quick();
    settings.with_crowd = true;
    return settings;
}

inline const char* const to_back = R"({"do": "walk_to", "at": [2.5, 4.2], "storey": "g"})";
inline const char* const push_back = R"({"do": "push", "target": "door_back"})";
inline const char* const fire = R"({"do": "begin_fire"})";

inline std::string mark(const std::string& text, const std::string& target = "door_back") {
    return R"({"do": "mark_fault", "target": ")" + target + R"(", "code": ")" + text + R"("})";
}

inline std::string list(std::initializer_list<std::string> parts) {
    std::string all;
    for (const std::string& part : parts) all += (all.empty() ? "" : ", ") + part;
    return all;
}

}  // namespace firedrill::test
