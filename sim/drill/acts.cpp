// What a trainee does: walks, looks, takes, pushes, measures, pulls, squeezes, shouts, decides.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "building/names.hpp"
#include "drill/state.hpp"

namespace firedrill::drill {
namespace {

constexpr double walking_m_s = 1.4, running_m_s = 3.2, crouching_m_s = 0.7;
constexpr double heavy_slows = 0.85;  // with an extinguisher in hand
constexpr double reach_hand_m = 1.6, reach_extinguisher_m = 2.0, reach_eye_m = 10.0;
constexpr double crouch_time_s = 0.4;
constexpr double tape_m = 5.0;
constexpr double dragging_m_s = 0.5;  // one person drags another over the floor (own estimate)

bool went_down(const State& state, std::uint16_t button) {
    return (state.trainee.buttons & button) != 0 && (state.trainee.buttons_before & button) == 0;
}

bool standable(const State& state, std::int32_t layer, Vec2 at) {
    const std::int32_t cell = state.map.cell_at(layer, at);
    return cell >= 0 && state.map.surface[static_cast<std::size_t>(cell)] != Surface::none;
}

void walk(State& state, const TickInput& input, double dt) {
    Trainee& trainee = state.trainee;
    trainee.yaw_rad = input.yaw_mdeg * std::numbers::pi / 180000;
    trainee.pitch_rad = std::clamp(input.pitch_mdeg, -89000, 89000) * std::numbers::pi / 180000;
    const double crouched = (input.buttons & button_crouch) != 0 ? 1.0 : 0.0;
    trainee.crouch +=
        std::clamp(crouched - trainee.crouch, -dt / crouch_time_s, dt / crouch_time_s);

    const Vec2 ahead{std::cos(trainee.yaw_rad), std::sin(trainee.yaw_rad)};
    const Vec2 right{ahead.y, -ahead.x};
    Vec2 wish = (input.forward / 100.0) * ahead + (input.right / 100.0) * right;
    const double length = glm::length(wish);
    if (length > 1) wish /= length;
    double pace = trainee.crouch > 0.5                ? crouching_m_s
                  : (input.buttons & button_run) != 0 ? running_m_s
                                                      : walking_m_s;
    if (trainee.carried >= 0) pace *= heavy_slows;
    if (trainee.dragged >= 0) pace = std::min(pace, dragging_m_s);
    const auto& slope = state.map.slope[static_cast<std::size_t>(trainee.cell)];
    if (std::hypot(slope[0], slope[1]) > 0.05) pace *= 0.6;
    pace = speed_in_smoke(state.settings.crowd.smoke_speed, pace,
                          state.view.visibility_m < 30 ? 3.0 / state.view.visibility_m : 0.0);
    const Vec2 step = pace * dt * wish;
    const Vec2 from{trainee.feet.x, trainee.feet.y};
    trainee.speed_m_s = 0;
    if (step == Vec2{0, 0}) return;

    const double height = trainee.crouch > 0.5 ? 1.1 : 1.75;
    const Vec2 moved = state.bodies.walk(trainee.feet, step, trainee_radius_m, height);
    // Floors and stairs are the walk map's: where there is nothing to stand on, the step slides or
    // is not made.
    for (const Vec2 attempt : {moved, Vec2{moved.x, 0}, Vec2{0, moved.y}}) {
        if (attempt == Vec2{0, 0}) continue;
        const Vec2 to = from + attempt;
        const std::int32_t layer = state.map.layer_after(trainee.layer, from, to);
        if (layer < 0 || !standable(state, layer, to)) continue;
        trainee.layer = layer;
        trainee.cell = state.map.cell_at(layer, to);
        trainee.feet = {to, state.map.floor_z(layer, to)};
        trainee.speed_m_s = glm::length(attempt) / dt;
        break;
    }
}

void look_ahead(State& state) {
    Trainee& trainee = state.trainee;
    const Vec3 eye = state.eye();
    trainee.aim = state.bodies.look(eye, eye + reach_eye_m * state.looking());
    trainee.aimed_id = state.id_of(trainee.aim.entity);
    if (trainee.aimed_id.empty()) {
        // Bare wall or floor: the room itself can be pointed at.
        const StoreyIndex storey = state.building.storey_at(trainee.feet.z + 0.5);
        const RoomIndex room =
            storey ? state.building.room_at(storey, {trainee.feet.x, trainee.feet.y}) : RoomIndex{};
        if (room) trainee.aimed_id = state.building.scenario.rooms[room.at()].id;
    }
}

bool within(const State& state, double reach_m) {
    return state.trainee.aim.hit && state.trainee.aim.distance_m <= reach_m;
}

void take(State& state, std::int32_t index) {
    ExtinguisherState& extinguisher = *state.fixtures[static_cast<std::size_t>(index)].extinguisher;
    if (state.trainee.carried >= 0 || extinguisher.taken) return;
    extinguisher.taken = true;
    state.trainee.carried = index;
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
            if (fixture.kind == FixtureKind::power_shutoff) state.mains_power = false;
            if (state.fire) {
                // Valves and switches cut the burners and items of their own room.
                const auto room = [&](Vec3 at) {
                    return state.building.room_at(state.building.storey_at(at.z + 0.1),
                                                  {at.x, at.y});
                };
                const RoomIndex here =
                    room(state.building.absolute(fixture.storey, fixture.at, 0.1));
                const auto sources = state.fire->sources();
                for (std::size_t s = 0; s < sources.size(); ++s) {
                    // Gas from burners and cylinders, and the heaters under pans of oil.
                    const bool fed = sources[s].is_burner ||
                                     sources[s].fire_class == FireClass::C ||
                                     sources[s].fire_class == FireClass::F;
                    if (fed && room(sources[s].base) == here)
                        state.fire->shut_off(static_cast<std::int32_t>(s));
                }
            }
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

void interact(State& state) {
    const Entity aimed = state.trainee.aim.entity;
    const bool at_hand = within(state, reach_extinguisher_m) &&
                         (aimed.kind == EntityKind::opening || aimed.kind == EntityKind::fixture);
    if (state.trainee.dragged >= 0 || (!at_hand && fallen_within_reach(state) >= 0)) {
        drag_or_let_go(state);
        return;
    }
    if (aimed.kind == EntityKind::opening && within(state, reach_hand_m)) {
        const OpeningIndex index(aimed.index);
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
    }
}

LocalText extinguisher_findings(const ExtinguisherSpec& spec) {
    const char* gauge_zh = spec.gauge == Gauge::green    ? "绿区"
                           : spec.gauge == Gauge::red    ? "红区"
                           : spec.gauge == Gauge::yellow ? "黄区"
                                                         : "无压力表";
    const char* gauge_en = spec.gauge == Gauge::green    ? "green"
                           : spec.gauge == Gauge::red    ? "red"
                           : spec.gauge == Gauge::yellow ? "yellow"
                                                         : "none";
    LocalText text{std::string("压力表:") + gauge_zh, std::string("Gauge: ") + gauge_en};
    text.zh += spec.seal && spec.pin ? ";铅封和保险销完好" : ";铅封或保险销缺失";
    text.en += spec.seal && spec.pin ? "; seal and pin in place" : "; seal or pin missing";
    if (!spec.hose_sound) text.zh += ";软管开裂", text.en += "; hose cracked";
    if (spec.corroded) text.zh += ";筒体锈蚀", text.en += "; body corroded";
    if (!spec.made.empty()) text.zh += ";生产日期 " + spec.made, text.en += "; made " + spec.made;
    return text;
}

void inspect_fixture(State& state, std::size_t index) {
    const Fixture& fixture = state.building.scenario.fixtures[index];
    state.fixtures[index].inspected = true;
    state.observed_fixture[index] |= seen_closely;
    const Vec3 place = state.trainee.aim.place;
    if (const auto* spec = std::get_if<ExtinguisherSpec>(&fixture.spec)) {
        state.note("extinguisher.inspected", fixture.id, spec->gauge == Gauge::green ? 1 : 0,
                   place);
        state.say(extinguisher_findings(*spec));
    } else if (const auto* sign = std::get_if<SignSpec>(&fixture.spec)) {
        state.note("sign.inspected", fixture.id, sign->lit && !sign->covered ? 1 : 0, place);
        state.say(sign->covered ? LocalText{"标志被遮挡。", "The sign is covered."}
                  : sign->lit   ? LocalText{"标志灯亮。", "The sign is lit."}
                                : LocalText{"标志灯不亮。", "The sign is dark."});
    } else {
        state.note("fixture.inspected", fixture.id, fixture.works ? 1 : 0, place);
        if (const auto* detector = std::get_if<DetectorSpec>(&fixture.spec);
            detector != nullptr && detector->capped) {
            state.say({"探测器上罩着防尘罩。", "The detector wears its dust cap."});
        }
    }
}

void inspect(State& state) {
    Trainee& trainee = state.trainee;
    // What is carried is looked at when nothing else is near.
    if (trainee.carried >= 0 &&
        (!within(state, reach_hand_m) || trainee.aim.entity.kind != EntityKind::fixture)) {
        if (trainee.aim.entity.kind == EntityKind::none) {
            inspect_fixture(state, static_cast<std::size_t>(trainee.carried));
            return;
        }
    }
    const Entity aimed = trainee.aim.entity;
    const auto index = static_cast<std::size_t>(std::max(0, aimed.index));
    if (aimed.kind == EntityKind::fixture && within(state, 6.0)) {
        inspect_fixture(state, index);
    } else if (aimed.kind == EntityKind::opening && within(state, 4.0)) {
        const Opening& opening = state.building.scenario.openings[index];
        state.observed_opening[index] |= seen_closely;
        state.note("door.inspected", opening.id, 0, trainee.aim.place);
        if (opening.chained)
            state.say({"门上挂着链条锁。", "A chain and padlock hang on the door."});
        else if (opening.wedged)
            state.say({"防火门被楔住,关不上。", "The fire door is wedged open."});
        else if (opening.panic_bar)
            state.say({"门上装有推杆锁。", "The door has a panic bar."});
        else if (opening.barred)
            state.say({"窗上装有栅栏,没有可开启的逃生口。", "Bars without an opening part."});
    } else if (aimed.kind == EntityKind::thing && within(state, 6.0)) {
        state.observed_thing[index] |= seen_closely;
        state.note("thing.inspected", state.building.things[index].id, 0, trainee.aim.place);
    } else if (const Entity room = state.building.find(trainee.aimed_id);
               room.kind == EntityKind::room) {
        state.observed_room[static_cast<std::size_t>(room.index)] |= seen_closely;
        state.note("room.inspected", trainee.aimed_id, 0, trainee.feet);
    }
}

void push(State& state) {
    const Entity aimed = state.trainee.aim.entity;
    if (aimed.kind != EntityKind::opening || !within(state, reach_hand_m)) return;
    const OpeningIndex index(aimed.index);
    const Opening& opening = state.building.scenario.openings[index.at()];
    state.observed_opening[index.at()] |= pushed | seen_closely;
    const bool gives = state.doors.passable(index);
    state.note("door.pushed", opening.id, gives ? 1 : 0, state.trainee.aim.place);
    if (gives) {
        state.say({"门能推开。", "The door gives."});
        state.doors.ask(index);
    } else {
        state.note("door.locked_found", opening.id, 0, state.trainee.aim.place);
        state.say({"推不开:门被锁住。", "It does not give: the door is locked."});
    }
}

void measure(State& state) {
    const Entity aimed = state.trainee.aim.entity;
    if (!within(state, tape_m)) return;
    if (aimed.kind == EntityKind::opening) {
        const auto index = static_cast<std::size_t>(aimed.index);
        const double width = state.building.openings[index].width;
        state.observed_opening[index] |= measured;
        state.note("door.measured", state.building.scenario.openings[index].id, width,
                   state.trainee.aim.place);
        const std::string text = std::to_string(static_cast<int>(std::lround(width * 100)));
        state.say({"净宽 " + text + " 厘米。", "Clear width " + text + " cm."});
    } else {
        if (aimed.kind == EntityKind::thing)
            state.observed_thing[static_cast<std::size_t>(aimed.index)] |= measured;
        if (aimed.kind == EntityKind::fixture)
            state.observed_fixture[static_cast<std::size_t>(aimed.index)] |= measured;
        state.note("measured", state.trainee.aimed_id, state.trainee.aim.distance_m,
                   state.trainee.aim.place);
        const std::string text =
            std::to_string(static_cast<int>(std::lround(state.trainee.aim.distance_m * 100)));
        state.say({"距离 " + text + " 厘米。", "Distance " + text + " cm."});
    }
}

ExtinguisherState* in_hand(State& state) {
    return state.trainee.carried >= 0
               ? &*state.fixtures[static_cast<std::size_t>(state.trainee.carried)].extinguisher
               : nullptr;
}

const std::string& carried_id(const State& state) {
    return state.building.scenario.fixtures[static_cast<std::size_t>(state.trainee.carried)].id;
}

void pull_pin(State& state) {
    ExtinguisherState* extinguisher = in_hand(state);
    if (extinguisher == nullptr || !extinguisher->pin_in) return;
    extinguisher->pin_in = false;
    state.note("extinguisher.pin_pulled", carried_id(state), 0, state.trainee.feet);
}

void drop(State& state) {
    ExtinguisherState* extinguisher = in_hand(state);
    if (extinguisher == nullptr) return;
    const Vec2 ahead{std::cos(state.trainee.yaw_rad), std::sin(state.trainee.yaw_rad)};
    extinguisher->taken = false;
    extinguisher->place = state.trainee.feet + Vec3(0.45 * ahead, 0.28);
    state.bodies.place_fixture(FixtureIndex(state.trainee.carried), extinguisher->place);
    state.note("extinguisher.dropped", carried_id(state), extinguisher->charge_kg,
               state.trainee.feet);
    state.trainee.carried = -1;
}

const FireSource* nearest_fire(const State& state, Vec3 from) {
    const FireSource* nearest = nullptr;
    double least = 1e30;
    if (!state.fire) return nullptr;
    for (const FireSource& source : state.fire->sources()) {
        if (source.state != BurnState::burning) continue;
        const double distance = glm::distance(source.base, from);
        if (distance < least) least = distance, nearest = &source;
    }
    return nearest;
}

void begin_discharge(State& state) {
    Trainee& trainee = state.trainee;
    trainee.landed_kg = trainee.landed_on_base_kg = 0;
    state.note("extinguisher.pressed", carried_id(state), 0, trainee.feet);
    if (const FireSource* fire = nearest_fire(state, trainee.feet)) {
        const Vec2 to_fire =
            Vec2{fire->base.x, fire->base.y} - Vec2{trainee.feet.x, trainee.feet.y};
        const double distance = glm::length(to_fire);
        state.note("extinguisher.distance", carried_id(state), distance, trainee.feet);
        const Vec2 way_out = descent(state.map, state.way_out, trainee.cell);
        const bool behind = distance > 0 && glm::dot(way_out, to_fire / distance) < 0.5;
        state.note("extinguisher.exit_behind", carried_id(state), behind ? 1 : 0, trainee.feet);
    }
}

void end_discharge(State& state) {
    Trainee& trainee = state.trainee;
    if (trainee.landed_kg > 0.05) {
        state.note("extinguisher.base_hit", trainee.carried >= 0 ? carried_id(state) : "",
                   trainee.landed_on_base_kg / trainee.landed_kg, trainee.feet);
    }
}

void squeeze(State& state, double dt) {
    Trainee& trainee = state.trainee;
    ExtinguisherState* extinguisher = in_hand(state);
    if (extinguisher != nullptr && extinguisher->hose_m > 0 &&
        glm::distance(trainee.feet, extinguisher->reel) > extinguisher->hose_m) {
        state.say({"水带已拉到尽头。", "The hose is at its end."});
        drop(state);
        extinguisher = nullptr;
    }
    const bool held = (trainee.buttons & button_use) != 0 && extinguisher != nullptr;
    const bool was = trainee.discharging;
    trainee.discharging = false;
    if (held) {
        const auto* spec = std::get_if<ExtinguisherSpec>(
            &state.building.scenario.fixtures[static_cast<std::size_t>(trainee.carried)].spec);
        const bool dead = spec != nullptr && (spec->gauge == Gauge::red || spec->blocked);
        if (extinguisher->pin_in) {
            if (went_down(state, button_use)) {
                state.note("extinguisher.pressed_with_pin", carried_id(state), 0, trainee.feet);
                state.say({"保险销还没有拔。", "The pin is still in."});
            }
        } else if (dead || extinguisher->charge_kg <= 0) {
            if (!trainee.told_empty) {
                trainee.told_empty = true;
                state.note("extinguisher.empty", carried_id(state), 0, trainee.feet);
                state.say(dead ? LocalText{"喷不出来:没有压力。", "Nothing comes out: no pressure."}
                               : LocalText{"灭火器喷完了。", "The extinguisher is empty."});
            }
        } else {
            trainee.discharging = true;
            if (!was) begin_discharge(state);
            const bool hose = extinguisher->hose_m > 0;
            const double rate_kg_s =
                hose ? hose_reel_kg_s
                     : extinguisher->full_kg /
                           discharge_time_s(*extinguisher->agent, extinguisher->full_kg);
            const double mass_kg =
                hose ? rate_kg_s * dt : std::min(extinguisher->charge_kg, rate_kg_s * dt);
            if (!hose) extinguisher->charge_kg -= mass_kg;
            const Vec3 right{std::sin(trainee.yaw_rad), -std::cos(trainee.yaw_rad), 0};
            const Vec3 nozzle =
                state.eye() + 0.35 * state.looking() + 0.12 * right - Vec3(0, 0, 0.25);
            // The nozzle points where the eye looks.
            const double far = trainee.aim.hit ? std::clamp(trainee.aim.distance_m, 1.0, 6.0) : 4.0;
            const Vec3 direction = glm::normalize(state.eye() + far * state.looking() - nozzle);
            const double reach =
                hose ? hose_reel_throw_m : reach_m(*extinguisher->agent, extinguisher->full_kg);
            state.jet.emit(nozzle, direction, reach, mass_kg, state.jet_random);
        }
    }
    if (was && !trainee.discharging) end_discharge(state);
    if (!held) trainee.told_empty = false;
}

void mark_fault(State& state, const TraineeCommand& command) {
    const auto& faults = state.building.scenario.drill->faults;
    const Vec3 place = state.trainee.aim.hit ? state.trainee.aim.place : state.trainee.feet;
    bool other_fault_here = false;
    for (std::size_t f = 0; f < faults.size(); ++f) {
        const Fault& fault = faults[f];
        if (fault.target != command.target) continue;
        other_fault_here = true;
        if (fault.code != command.text) continue;
        if (state.fault_found[f] != 0) return;
        const std::uint8_t needed = fault.confirm == "push"      ? pushed
                                    : fault.confirm == "press"   ? pressed
                                    : fault.confirm == "measure" ? measured
                                                                 : seen_closely;
        const Entity entity = state.building.find(fault.target);
        const auto index = static_cast<std::size_t>(std::max(0, entity.index));
        const std::uint8_t seen = entity.kind == EntityKind::opening ? state.observed_opening[index]
                                  : entity.kind == EntityKind::fixture
                                      ? state.observed_fixture[index]
                                  : entity.kind == EntityKind::thing ? state.observed_thing[index]
                                  : entity.kind == EntityKind::room  ? state.observed_room[index]
                                                                     : 0;
        if ((seen & needed) == 0) {
            state.note("fault.unconfirmed", fault.id, 0, place, fault.code);
            state.say({"先确认事实:推一推、看一看、按一按或量一量,再下结论。",
                       "First establish the fact: push, look, press or measure, then judge."});
            return;
        }
        state.fault_found[f] = 1;
        state.note("fault.confirmed", fault.id, 0, place, fault.code);
        state.note("fault.marked_right", fault.id, 0, place, fault.code);
        state.say({"隐患已记录。", "Fault recorded."});
        return;
    }
    state.note(other_fault_here ? "fault.marked_wrong" : "fault.false_alarm", command.target, 0,
               place, command.text);
    state.say({"已记录。", "Recorded."});
}

void give_verdict(State& state, const TraineeCommand& command) {
    const auto& checks = state.building.scenario.drill->checks;
    for (std::size_t c = 0; c < checks.size(); ++c) {
        const Entity entity = state.building.find(checks[c].exit);
        std::string opening = checks[c].exit;
        if (entity.kind == EntityKind::exit)
            opening = state.building.scenario.exits[static_cast<std::size_t>(entity.index)].opening;
        if (checks[c].exit != command.target && opening != command.target) continue;
        if (state.verdict_given[c] != 0) return;
        const Entity door = state.building.find(opening);
        if (door.kind == EntityKind::opening) {
            constexpr double in_front_m = 4.0;
            const auto index = static_cast<std::size_t>(door.index);
            const OpeningPlace& place = state.building.openings[index];
            if (state.observed_opening[index] == 0 &&
                glm::distance(state.trainee.feet, Vec3(place.centre, place.z0)) > in_front_m) {
                state.note("exit.unconfirmed", checks[c].exit, 0, state.trainee.feet, command.text);
                state.say({"先到出口跟前看一看、推一推,再下结论。",
                           "Go to the exit, look and push, then judge."});
                return;
            }
        }
        state.verdict_given[c] = 1;
        const auto& expected = checks[c].expected;
        const bool right = std::any_of(expected.begin(), expected.end(), [&](ExitVerdict verdict) {
            return std::any_of(std::begin(enum_tables::exit_verdict),
                               std::end(enum_tables::exit_verdict), [&](const auto& entry) {
                                   return entry.value == verdict && entry.name == command.text;
                               });
        });
        state.note(right ? "exit.verdict_right" : "exit.verdict_wrong", checks[c].exit, 0,
                   state.trainee.feet, command.text);
        state.say({"判定已记录。", "Verdict recorded."});
        return;
    }
}

void obey(State& state, const TraineeCommand& command) {
    switch (command.kind) {
        case TraineeCommand::Kind::mark_fault:
            mark_fault(state, command);
            break;
        case TraineeCommand::Kind::exit_verdict:
            give_verdict(state, command);
            break;
        case TraineeCommand::Kind::call_119: {
            const double facts = command.text.empty()
                                     ? 0.0
                                     : 1.0 + static_cast<double>(std::count(
                                                 command.text.begin(), command.text.end(), ','));
            state.note("trainee.called_119", "", facts, state.trainee.feet, command.text);
            break;
        }
        case TraineeCommand::Kind::report: {
            const int inside = state.crowd ? state.crowd->totals().inside : 0;
            state.note("trainee.reported", "", inside, state.trainee.feet, command.text);
            break;
        }
        case TraineeCommand::Kind::finish:
            state.wants_finish = true;
            break;
    }
}

void notice_place(State& state) {
    Trainee& trainee = state.trainee;
    const bool outdoors =
        state.map.surface[static_cast<std::size_t>(trainee.cell)] == Surface::outdoors;
    if (outdoors && !trainee.outdoors) state.note("trainee.left_building", "", 0, trainee.feet);
    trainee.outdoors = outdoors;
    for (const AssemblyPoint& point : state.building.scenario.assembly_points) {
        if (outdoors && !trainee.at_assembly &&
            inside(point.region, {trainee.feet.x, trainee.feet.y})) {
            trainee.at_assembly = true;
            state.note("trainee.at_assembly", point.id, 0, trainee.feet);
        }
    }
}

}  // namespace

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

void act(State& state, const TickInput& input, double dt) {
    state.shouts.clear();
    Trainee& trainee = state.trainee;
    if (!state.settings.with_trainee || trainee.out_of_action) return;
    trainee.buttons_before = trainee.buttons;
    trainee.buttons = input.buttons;
    walk(state, input, dt);
    notice_place(state);
    look_ahead(state);
    if (went_down(state, button_interact)) interact(state);
    if (went_down(state, button_inspect)) inspect(state);
    if (went_down(state, button_push)) push(state);
    if (went_down(state, button_measure)) measure(state);
    if (went_down(state, button_pin)) pull_pin(state);
    if (went_down(state, button_drop)) drop(state);
    if (went_down(state, button_shout)) {
        state.note("trainee.shouted", "", 0, trainee.feet);
        state.shouts.push_back(trainee.feet);
    }
    squeeze(state, dt);
    for (const TraineeCommand& command : input.commands) obey(state, command);
}

}  // namespace firedrill::drill
