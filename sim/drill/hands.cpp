// Hands: taking, pressing, opening, dragging, putting down.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "building/lift_doors.hpp"
#include "drill/acts.hpp"
#include "drill/decisions.hpp"
#include "drill/hot_doors.hpp"

namespace firedrill::drill {
namespace {

// Off its hook and into the hands (own estimate, by trying units of 4 and 8 kg).
constexpr double lifting_s = 0.5, lifting_s_kg = 0.05;
constexpr double valve_within_m = 2.0;  // of the reel, horizontally

void take(State& state, std::int32_t index) {
    ExtinguisherState& extinguisher = *state.fixtures[static_cast<std::size_t>(index)].extinguisher;
    if (state.trainee.carried >= 0 || extinguisher.taken) return;
    extinguisher.taken = true;
    state.trainee.carried = index;
    state.trainee.wet_cloth = false;  // it takes both hands
    state.trainee.lifting_until_s =
        state.time_s + lifting_s + lifting_s_kg * carried_mass_kg(state);
    state.trainee.told_lifted = false;
    // Of a reel the nozzle alone leaves the wall; where it was dropped its hose lies on.
    if (extinguisher.hose_m > 0 && extinguisher.hose.bends().empty())
        extinguisher.hose.unreel(
            {Vec2{extinguisher.reel.x, extinguisher.reel.y}, state.trainee.feet.z});
    state.bodies.remove_fixture(FixtureIndex(index));
    state.note("extinguisher.taken",
               state.building.scenario.fixtures[static_cast<std::size_t>(index)].id,
               extinguisher.charge_kg, state.trainee.feet, extinguisher.agent->name.en);
}

void press_fixture(State& state, std::int32_t index) {
    const Fixture& fixture = state.building.scenario.fixtures[static_cast<std::size_t>(index)];
    FixtureRun& run = state.fixtures[static_cast<std::size_t>(index)];
    state.observed_fixture[static_cast<std::size_t>(index)] |= pressed;
    const Vec3 place = state.trainee.aim.place;
    switch (fixture.kind) {
        case FixtureKind::call_point:
            state.note("fixture.pressed", fixture.id, fixture.works ? 1 : 0, place);
            if (fixture.works) {
                run.active = true;
                state.note("alarm.call_point", fixture.id, 0, place);
                raise_alarm(state, fixture.id, place);
            } else {
                state.say({"按下后没有反应。", "Nothing happens when it is pressed."});
            }
            break;
        case FixtureKind::emergency_light: {
            const auto* light = std::get_if<LightSpec>(&fixture.spec);
            const bool works = light == nullptr || light->works;
            state.note("light.tested", fixture.id, works ? 1 : 0, place);
            state.say(works ? LocalText{"按下测试钮,灯亮了。", "The test button lights the lamp."}
                            : LocalText{"按下测试钮,灯不亮。", "The test button does nothing."});
            break;
        }
        case FixtureKind::gas_shutoff:
        case FixtureKind::power_shutoff:
            run.active = true;
            state.note("fixture.pressed", fixture.id, 1, place);
            shut_off(state, index, place);
            break;
        case FixtureKind::smoke_vent:
            state.note("fixture.pressed", fixture.id, 1, place);
            if (state.fire) state.fire->open_vent(index);
            break;
        default:
            state.note("fixture.pressed", fixture.id, 1, place);
            break;
    }
}

void drag_or_let_go(State& state) {
    Trainee& trainee = state.trainee;
    if (trainee.dragged >= 0) {
        trainee.dragged = -1;
        state.say({"已放下伤员。", "You let go."});
        return;
    }
    trainee.dragged = fallen_within_reach(state);
    if (trainee.dragged < 0) return;
    const std::int32_t group =
        state.crowd->occupants().group[static_cast<std::size_t>(trainee.dragged)];
    state.note("trainee.dragging",
               state.building.scenario.occupants[static_cast<std::size_t>(group)].id, 0,
               trainee.feet);
    state.say({"正在拖拽伤员,再次操作即放下。", "You drag the casualty; once more lets go."});
}

}  // namespace

void interact(State& state) {
    const Entity aimed = state.trainee.aim.entity;
    const bool at_hand = within(state, reach_extinguisher_m) &&
                         (aimed.kind == EntityKind::opening || aimed.kind == EntityKind::fixture);
    if (state.trainee.dragged >= 0 || (!at_hand && fallen_within_reach(state) >= 0)) {
        drag_or_let_go(state);
        return;
    }
    if (aimed.kind != EntityKind::opening && lift_blanket(state)) return;
    if (aimed.kind == EntityKind::opening && within(state, reach_hand_m)) {
        const OpeningIndex index(aimed.index);
        if (const Lift* lift = lift_of_door(state.building, index)) {
            call_lift(state, *lift);
            return;
        }
        const Opening& opening = state.building.scenario.openings[index.at()];
        if (opening.kind == OpeningKind::window && opening.barred) {
            state.say({"窗上装有栅栏,打不开。", "The window is barred."});
        } else if (!state.doors.is_open(index) && !state.doors.passable(index) &&
                   opening.kind == OpeningKind::door) {
            state.note("door.locked_found", opening.id, 0, state.trainee.aim.place);
            state.observed_opening[index.at()] |= pushed;
            state.say({"门锁着,打不开。", "The door is locked."});
        } else {
            const bool was = state.doors.state(index).wants_open;
            note_opened_hot(state, index);
            state.doors.toggle(index);
            if (state.doors.state(index).wants_open != was)
                state.note(was ? "door.closed" : "door.opened", opening.id, 0,
                           state.trainee.aim.place);
        }
    } else if (aimed.kind == EntityKind::fixture) {
        const auto index = static_cast<std::size_t>(aimed.index);
        if (state.fixtures[index].extinguisher) {
            if (within(state, reach_extinguisher_m)) take(state, aimed.index);
        } else if (within(state, reach_extinguisher_m)) {
            press_fixture(state, aimed.index);
        }
    } else if (const Lift* lift = lift_at_hand(state)) {
        call_lift(state, *lift);
    }
}

void come_off_the_hook(State& state) {
    Trainee& trainee = state.trainee;
    if (trainee.told_lifted || state.time_s < trainee.lifting_until_s) return;
    trainee.told_lifted = true;
    if (trainee.carried >= 0)
        state.note("extinguisher.lifted", carried_id(state), carried_mass_kg(state), trainee.feet);
}

void pull_pin(State& state) {
    ExtinguisherState* extinguisher = in_hand(state);
    if (extinguisher == nullptr || !extinguisher->pin_in) return;
    if (extinguisher->hose_m > 0) {
        const Vec3 away = extinguisher->reel - state.trainee.feet;
        if (std::hypot(away.x, away.y) > valve_within_m || std::abs(away.z) > 2) {
            state.say(
                {"阀门在卷盘上,回去打开。", "The valve is at the reel: go back and open it."});
            return;
        }
        extinguisher->pin_in = false;
        state.note("reel.opened", carried_id(state), 0, extinguisher->reel);
        state.say({"阀门已打开,软管充水。", "The valve is open, the hose fills."});
        return;
    }
    extinguisher->pin_in = false;
    if (extinguisher->agent->agent == Agent::fire_blanket) {
        state.note("blanket.pulled", carried_id(state), 0, state.trainee.feet);
        state.say({"双手拉住两条拉带,灭火毯已抽出展开。",
                   "Pulled by both tabs, the blanket is out of its pouch and opens."});
        return;
    }
    state.note("extinguisher.pin_pulled", carried_id(state), 0, state.trainee.feet);
}

void drop(State& state) {
    ExtinguisherState* extinguisher = in_hand(state);
    if (extinguisher == nullptr) return;
    const Vec2 ahead{std::cos(state.trainee.yaw_rad), std::sin(state.trainee.yaw_rad)};
    // An extinguisher stands, a folded blanket lies, and so does a nozzle at the end of its hose.
    const bool hose = extinguisher->hose_m > 0;
    const double middle_m = hose                                                ? 0.04
                            : extinguisher->agent->agent == Agent::fire_blanket ? 0.06
                                                                                : 0.28;
    const Vec3 floor = state.trainee.feet + Vec3(0.45 * ahead, 0);
    if (hose) extinguisher->hose.pull(floor, state.bodies);
    extinguisher->taken = false;
    extinguisher->place = floor + Vec3(0, 0, middle_m);
    state.bodies.place_fixture(FixtureIndex(state.trainee.carried), extinguisher->place);
    state.note("extinguisher.dropped", carried_id(state), extinguisher->charge_kg,
               state.trainee.feet);
    state.trainee.carried = -1;
}

// The fallen lie on the floor, where the look ahead passes over them: the nearest within reach is
// meant, unless something at hand is aimed at.
std::int32_t fallen_within_reach(const State& state) {
    if (!state.crowd) return -1;
    const OccupantsView people = state.crowd->occupants();
    const Vec2 feet{state.trainee.feet.x, state.trainee.feet.y};
    constexpr double reach_m = 1.2;
    std::int32_t nearest = -1;
    double least = reach_m;
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        if (people.state[who] != OccupantState::incapacitated || people.out_time_s[who] >= 0 ||
            std::abs(people.floor_z[who] - state.trainee.feet.z) > 0.6)
            continue;
        const double distance = glm::distance(people.position[who], feet);
        if (distance < least) least = distance, nearest = static_cast<std::int32_t>(who);
    }
    return nearest;
}

}  // namespace firedrill::drill
