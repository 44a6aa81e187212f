#include "drill/timeline.hpp"

#include <iterator>

namespace firedrill {
namespace {

constexpr std::string_view names[] = {
    "drill.started", "drill.finished", "drill.timed_out", "item.ignited", "item.extinguished",
    "item.reignited", "item.burnt_out", "alarm.detected", "alarm.call_point", "alarm.raised",
    "trainee.shouted", "trainee.called_119", "trainee.left_building", "trainee.at_assembly",
    "trainee.reported", "trainee.incapacitated", "extinguisher.taken", "extinguisher.inspected",
    "extinguisher.pin_pulled", "extinguisher.pressed", "extinguisher.pressed_with_pin",
    "extinguisher.empty", "extinguisher.wrong_agent", "extinguisher.dangerous_agent",
    "extinguisher.distance", "extinguisher.base_hit", "extinguisher.exit_behind",
    "extinguisher.dropped", "door.opened", "door.closed", "door.pushed", "door.locked_found",
    "door.measured", "door.inspected", "exit.verdict_right", "exit.verdict_wrong",
    "exit.verdict_missed", "exit.unconfirmed", "fault.confirmed", "fault.unconfirmed",
    "fault.marked_right", "fault.marked_wrong", "fault.false_alarm", "fault.missed",
    "sign.inspected", "light.tested", "fixture.inspected", "fixture.pressed", "thing.inspected",
    "room.inspected", "measured", "sprinkler.opened", "window.broken", "occupant.out",
    "occupant.assembled", "occupant.incapacitated", "occupant.returned", "occupant.gathered",
    "occupant.fetching", "occupant.at_refuge", "occupant.trapped", "occupant.rescued",
    "trainee.dragging", "occupants.all_out", "occupants.head_count", "inject.fired", "flashover",
    "item.oil_thrown", "extinguisher.water_on_live",
    // acting in a fire, and the steps of an attack
    "trainee.noticed", "trainee.hung_up_early", "trainee.call_fact", "trainee.fight_decided",
    "trainee.leave_decided", "trainee.used_lift", "trainee.went_back", "trainee.opened_hot_door",
    "trainee.felt_door", "trainee.wet_cloth", "trainee.crouched_in_smoke", "trainee.led",
    "trainee.ordered", "trainee.stayed_past_limit", "trainee.entered_smoke", "trainee.burned",
    "trainee.shocked", "trainee.smoke_taken", "report.right", "report.wrong", "role.expected",
    "role.forbidden", "extinguisher.lifted", "extinguisher.aimed_wind", "extinguisher.sweep",
    "extinguisher.agent_left", "extinguisher.knock_down", "extinguisher.reattacked",
    "extinguisher.watched", "extinguisher.withdrawn", "power.cut", "gas.shut", "blanket.laid",
    "blanket.lifted", "blanket.pulled", "reel.opened", "reel.pressed_shut",
    // modes
    "mode.hint_asked", "lesson.step_done", "exam.timed_out"};

// Of the round of inspection.
constexpr std::string_view round_names[] = {
    "drill.fire_phase",    "fault.unconfirmed",   "fault.grade_right", "fault.grade_wrong",
    "fault.measure_right", "fault.measure_wrong", "fault.mended",      "fault.acted",
    "photo.taken",         "door.tested_return",  "torch.on",          "decoy.dismissed",
    "exit.assembly_known", "exit.fault_unsaid"};

}  // namespace

std::string_view event_name(std::string_view name) {
    for (const std::string_view known : names) {
        if (known == name) return known;
    }
    for (const std::string_view known : round_names) {
        if (known == name) return known;
    }
    return {};
}

std::vector<std::string_view> event_names() {
    std::vector<std::string_view> all(std::begin(names), std::end(names));
    all.insert(all.end(), std::begin(round_names), std::end(round_names));
    return all;
}

}  // namespace firedrill
