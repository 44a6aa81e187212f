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

// What a drill does by itself, for those who read who raised the alarm.
LocalText inject_name(const Inject& inject) {
    static const struct {
        const char* what;
        LocalText name;
    } known[] = {
        {"alarm", {"演练安排的报警", "alarm arranged by the drill"}},
        {"ignite", {"演练安排的起火", "fire arranged by the drill"}},
        {"open", {"演练安排的开门", "door opened by the drill"}},
        {"close", {"演练安排的关门", "door shut by the drill"}},
        {"lock", {"演练安排的锁门", "door locked by the drill"}},
        {"unlock", {"演练安排的开锁", "door unlocked by the drill"}},
        {"break_window", {"演练安排的破窗", "window broken by the drill"}},
        {"power_cut", {"演练安排的停电", "power cut by the drill"}},
        {"empty_extinguisher", {"演练安排的空灭火器", "extinguisher emptied by the drill"}},
        {"message", {"演练安排的消息", "message of the drill"}}};
    for (const auto& entry : known)
        if (inject.what == entry.what) return entry.name;
    return {};
}

// What only the plan of the drill knows.
LocalText named_by_plan(const Building& building, const DrillPlan& plan, std::string_view id) {
    for (const Fault& fault : plan.faults)
        if (fault.id == id) return display_name(building, fault.target);
    for (const Decoy& decoy : plan.decoys)
        if (decoy.id == id) return display_name(building, decoy.target);
    for (const Inject& inject : plan.injects)
        if (inject.id == id) return inject_name(inject);
    for (const FireChoice& fire : plan.fires)
        for (const Inject& inject : fire.injects)
            if (inject.id == id) return inject_name(inject);
    for (const RubricItem& item : plan.rubric)
        if (item.id == id) return item.text;
    return {};
}

}  // namespace

LocalText display_name(const Building& building, std::string_view id) {
    LocalText name;
    if (building.scenario.drill) name = named_by_plan(building, *building.scenario.drill, id);
    if (name.zh.empty()) name = named(building, building.find(id));
    for (const Lift& lift : building.scenario.lifts)
        if (name.zh.empty() && lift.id == id) name = lift.name;
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
