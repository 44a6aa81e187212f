// Timeline: what happened when, where, to whom and why, in order. Scoring, records and debriefings
// read it; nothing is scored that does not stand here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/vec.hpp"

namespace firedrill {

// Names of events (`group.verb`), the vocabulary of rubrics and triggers:
//   drill.started drill.finished drill.timed_out
//   item.ignited item.extinguished item.reignited item.burnt_out     target: thing or burner;
//   value: kW alarm.detected alarm.call_point alarm.raised                     target: fixture
//   trainee.shouted trainee.called_119 (value: facts given) trainee.left_building
//   trainee.at_assembly trainee.reported (value: people missing by the report)
//   trainee.incapacitated extinguisher.taken extinguisher.inspected extinguisher.pin_pulled
//   extinguisher.pressed extinguisher.pressed_with_pin extinguisher.empty extinguisher.wrong_agent
//   extinguisher.dangerous_agent extinguisher.distance (value: metres at first press)
//   extinguisher.base_hit (value: share 0…1, at release) extinguisher.exit_behind (value 1/0)
//   extinguisher.dropped door.opened door.closed door.pushed door.locked_found door.measured
//   (value: metres) door.inspected exit.verdict_right exit.verdict_wrong (value: share of what is
//   true that was said) exit.verdict_missed
//   exit.unconfirmed target: exit fault.confirmed fault.marked_right fault.marked_wrong
//   fault.false_alarm fault.missed   target: fault or thing sign.inspected light.tested
//   fixture.inspected fixture.pressed window.broken occupant.out occupant.assembled
//   occupant.incapacitated occupants.all_out occupants.head_count (value: missing) inject.fired
//   occupant.returned (went back for belongings) occupant.gathered (a family sets out)
//   occupant.fetching (went in again; detail: group fetched) occupant.at_refuge (waits at a stair)
//   occupant.trapped (detail: lift) occupant.rescued (detail: group of the rescuer, or trainee)
//   item.oil_thrown (water met burning oil) extinguisher.water_on_live (while it has current)
//   trainee.dragging target: group of who is dragged
// Acting in a fire:
//   trainee.noticed (first cue; detail smell|smoke|alarm|flame|screen, told: by a message)
//   trainee.call_fact (said to 119; value 1 true 0 not; detail address|burning|trapped|size|name|
//   phone) trainee.hung_up_early (value: facts the operator still lacks)
//   trainee.fight_decided trainee.leave_decided (value: how high the highest fire near stands, m)
//   trainee.stayed_past_limit (value: how high the fire stands or visibility, m; detail
//   flame|smoke)
//   trainee.used_lift (target: lift; detail called|entered) trainee.went_back
//   trainee.felt_door (value: C felt) trainee.opened_hot_door (value: C felt; target: door)
//   trainee.entered_smoke (value: visibility m; detail upright|crouched)
//   trainee.crouched_in_smoke (value: 1/m less than upright) trainee.wet_cloth (value 1 on 0 off)
//   trainee.ordered (detail follow_me|get_out|fetch; value: persons who obey) trainee.led (target:
//   group, value: persons of it) trainee.burned (value: (kW/m2)^(4/3) s; detail first_degree|
//   second_degree) trainee.shocked (value: mA; target: item) trainee.smoke_taken (at the end;
//   value: mg of soot) report.right report.wrong (value: people missing by the report less those
//   missing) role.expected role.forbidden (target: role; detail: rule of assets/roles.json)
// Steps of an attack, target: extinguisher unless said otherwise:
//   extinguisher.lifted (value: kg) extinguisher.aimed_wind (value 1: wind behind or none)
//   extinguisher.sweep (value: share of the base's width, at release) extinguisher.agent_left
//   (value: share, at release) extinguisher.knock_down (value: s from the first press; detail:
//   item) extinguisher.reattacked extinguisher.watched (target: item; value: s watched for flames
//   that come back) extinguisher.withdrawn (target: item; value: share of the way facing the fire)
//   power.cut gas.shut (target: fixture; value: 1 where something burns, or has burnt, on what it
//   feeds) blanket.pulled (from its pouch; target: fixture) blanket.laid blanket.lifted (target:
//   item; value: s it lay) reel.opened reel.pressed_shut (squeezed with its valve shut; target:
//   hose reel)
// The round of inspection and what it comes to:
//   drill.fire_phase (value: faults mended) fault.grade_right fault.grade_wrong (detail: chosen)
//   fault.measure_right fault.measure_wrong (detail: chosen) fault.unconfirmed (marked before its
//   deciding observation) fault.mended fault.acted (detail: how somebody met it) target: fault
//   photo.taken door.tested_return (value 1: it shut by itself) torch.on decoy.dismissed (looked
//   into, not marked; target: decoy) exit.assembly_known (target: assembly point)
//   exit.fault_unsaid (true of the exit, missing in the verdict; detail: which)
// Modes (mode.hpp):
//   mode.hint_asked (practice; target: rubric item that the hint was about, value: how many so far)
//   lesson.step_done (detail: id of the step) exam.timed_out
//   drill.started (value: how many occupants there are)
struct TimelineEvent {
    double time_s = 0;
    std::string_view name;  // one of the above (static storage)
    std::string target;     // id of the thing, empty where none
    double value = 0;
    Vec3 place{0, 0, 0};
    std::string detail;  // fault code, agent, verdict, …
};

using Timeline = std::vector<TimelineEvent>;

// The static name equal to `name`; empty view where it is no event's name (a typing error in a
// rubric).
std::string_view event_name(std::string_view name);

std::vector<std::string_view> event_names();  // all of them

}  // namespace firedrill
