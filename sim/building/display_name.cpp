#include "building/display_name.hpp"

namespace firedrill {
namespace {

LocalText named(const Building& building, Entity entity) {
    const Scenario& s = building.scenario;
    const auto index = static_cast<std::size_t>(entity.index < 0 ? 0 : entity.index);
    switch (entity.kind) {
        case EntityKind::opening:
            return s.openings[index].name;
        case EntityKind::fixture:
            return s.fixtures[index].name.zh.empty() ? kind_name(s.fixtures[index].kind)
                                                     : s.fixtures[index].name;
        case EntityKind::thing:
            return building.things[index].name;
        case EntityKind::room:
            return s.rooms[index].name;
        case EntityKind::exit:
            return s.exits[index].name;
        case EntityKind::group:
            return s.occupants[index].name;
        case EntityKind::assembly_point:
            return s.assembly_points[index].name;
        default:
            return {};
    }
}

}  // namespace

LocalText display_name(const Building& building, std::string_view id) {
    if (building.scenario.drill) {
        for (const Fault& fault : building.scenario.drill->faults)
            if (fault.id == id) return display_name(building, fault.target);
    }
    LocalText name = named(building, building.find(id));
    if (name.zh.empty()) name = {std::string(id), std::string(id)};
    return name;
}

LocalText kind_name(FixtureKind kind) {
    switch (kind) {
        case FixtureKind::extinguisher:
            return {"灭火器", "Extinguisher"};
        case FixtureKind::hydrant_cabinet:
            return {"室内消火栓", "Hydrant cabinet"};
        case FixtureKind::hose_reel:
            return {"消防软管卷盘", "Hose reel"};
        case FixtureKind::detector:
            return {"火灾探测器", "Fire detector"};
        case FixtureKind::call_point:
            return {"手动报警按钮", "Call point"};
        case FixtureKind::sounder:
            return {"声光警报器", "Sounder"};
        case FixtureKind::sprinkler:
            return {"喷头", "Sprinkler"};
        case FixtureKind::exit_sign:
            return {"疏散指示标志", "Exit sign"};
        case FixtureKind::emergency_light:
            return {"应急照明灯", "Emergency light"};
        case FixtureKind::smoke_vent:
            return {"排烟口", "Smoke vent"};
        case FixtureKind::gas_shutoff:
            return {"燃气阀", "Gas valve"};
        case FixtureKind::power_shutoff:
            return {"电源总开关", "Power switch"};
        case FixtureKind::fire_blanket:
            return {"灭火毯", "Fire blanket"};
        case FixtureKind::evacuation_plan:
            return {"疏散平面图", "Evacuation plan"};
        case FixtureKind::alarm_panel:
            return {"火灾报警控制器", "Fire alarm panel"};
    }
    return {};
}

}  // namespace firedrill
