// The stages of a tick other than the trainee's own acts: doors, jet, what fire and crowd report,
// alarm, injects, tasks, end.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "base/paths.hpp"
#include "drill/decisions.hpp"
#include "drill/extinguisher_steps.hpp"
#include "drill/inspection.hpp"
#include "drill/whereabouts.hpp"

namespace firedrill::drill {
namespace {

// A panel that is switched off or has its zones isolated hands no detection on; a building without
// a panel has its detectors wired to the sounders.
bool panel_works(const State& state) {
    const auto& fixtures = state.building.scenario.fixtures;
    return std::none_of(fixtures.begin(), fixtures.end(), [](const Fixture& fixture) {
        return fixture.kind == FixtureKind::alarm_panel && !fixture.works;
    });
}

void panel_acted(State& state, Vec3 place) {
    for (const Fixture& fixture : state.building.scenario.fixtures) {
        if (fixture.kind == FixtureKind::alarm_panel && !fixture.works)
            fault_acted(state, fixture.id, place, "detector");
    }
}

}  // namespace

State::State(const Building& b, const DrillSettings& s)
    : building(b),
      settings(s),
      workers(s.threads),
      agents(load_agents(asset("agents.json").string())),
      grid(make_grid(b, s.grid)),
      map(make_walk_map(b)),
      bodies(b),
      doors(b),
      jet_random(s.seed, 0x6a6574),
      power(b),
      roles(load_roles(asset("roles.json").string())) {
    const LocalText nobody{"现场人员", "person here"};
    if (b.scenario.drill) role = roles.find(b.scenario.drill->start.role);
    if (role != nullptr) role_told.assign(role->expected.size() + role->forbidden.size(), 0);
    call_script = load_call_script(asset("call_119.json").string(), b.scenario.name,
                                   role != nullptr ? role->name : nobody);
    call.use(&call_script);
    handle_c.assign(b.openings.size(), b.scenario.weather.indoor_temperature);
    group_led.assign(b.scenario.occupants.size(), 0);
    for (const Fixture& fixture : b.scenario.fixtures)
        zone_of_fixture.push_back(supply_zone(b, b.absolute(fixture.storey, fixture.at, 0.0)));
}

void State::note(std::string_view name, std::string target, double value, Vec3 place,
                 std::string detail) {
    timeline.push_back(
        {time_s, event_name(name), std::move(target), value, place, std::move(detail)});
}

void State::say(LocalText text) {
    if (messages.size() == 8) messages.erase(messages.begin());
    messages.push_back({time_s, std::move(text)});
}

std::string State::id_of(Entity entity) const {
    const auto index = static_cast<std::size_t>(std::max(0, entity.index));
    switch (entity.kind) {
        case EntityKind::opening:
            return building.scenario.openings[index].id;
        case EntityKind::fixture:
            return building.scenario.fixtures[index].id;
        case EntityKind::thing:
            return building.things[index].id;
        default:
            return {};
    }
}

Vec3 State::eye() const {
    return trainee.feet +
           Vec3(0, 0, standing_eye_m + trainee.crouch * (crouching_eye_m - standing_eye_m));
}

Vec3 State::looking() const {
    return {std::cos(trainee.pitch_rad) * std::cos(trainee.yaw_rad),
            std::cos(trainee.pitch_rad) * std::sin(trainee.yaw_rad), std::sin(trainee.pitch_rad)};
}

bool State::alarm_heard() const {
    bool any_sounder = false;
    for (const Fixture& fixture : building.scenario.fixtures) {
        if (fixture.kind != FixtureKind::sounder) continue;
        any_sounder = true;
        if (fixture.works) return alarm_raised;
    }
    return alarm_raised && !any_sounder;
}

void sound_alarm(State& state) {
    state.sounding.clear();
    if (!state.alarm_raised) return;
    for (const Fixture& fixture : state.building.scenario.fixtures) {
        const auto* sounder = std::get_if<SounderSpec>(&fixture.spec);
        if (sounder == nullptr || !fixture.works) continue;
        state.sounding.push_back(
            {state.building.absolute(fixture.storey, fixture.at, fixture.z), sounder->range});
    }
}

void move_doors(State& state, double dt) {
    if (state.crowd) {
        for (const OpeningIndex opening : state.crowd->door_requests()) {
            state.doors.ask(opening);
            if (!state.doors.passable(opening))
                fault_acted(state, state.building.scenario.openings[opening.at()].id,
                            Vec3(state.building.openings[opening.at()].centre,
                                 state.building.openings[opening.at()].z0),
                            "occupants");
        }
    }
    std::fill(state.occupied.begin(), state.occupied.end(), std::uint8_t{0});
    const auto stands_at = [&](std::int32_t cell) {
        const std::int16_t opening =
            cell >= 0 ? state.map.opening[static_cast<std::size_t>(cell)] : std::int16_t{-1};
        if (opening >= 0) state.occupied[static_cast<std::size_t>(opening)] = 1;
    };
    if (state.crowd) {
        const OccupantsView people = state.crowd->occupants();
        for (std::size_t who = 0; who < people.position.size(); ++who) {
            stands_at(state.map.cell_at(people.layer[who], people.position[who]));
        }
    }
    if (state.settings.with_trainee) stands_at(state.trainee.cell);
    state.changed_doors.clear();
    state.doors.step(dt, state.occupied, state.changed_doors);
    for (const OpeningIndex opening : state.changed_doors) {
        set_opening(state.grid, opening, state.doors.published(opening));
        state.bodies.set_door(opening, state.doors.published(opening));
    }
    if (state.fire && !state.changed_doors.empty())
        state.fire->openings_changed(state.changed_doors);
}

void raise_alarm(State& state, const std::string& by, Vec3 place) {
    // In the round of inspection the panel is on test.
    if (state.alarm_raised || state.phase == DrillPhase::inspection) return;
    state.alarm_raised = true;
    state.note("alarm.raised", by, 0, place);
    state.doors.alarm();
    for (std::size_t f = 0; f < state.fixtures.size(); ++f) {
        const Fixture& fixture = state.building.scenario.fixtures[f];
        if (fixture.kind == FixtureKind::sounder) state.fixtures[f].active = fixture.works;
    }
    if (state.building.scenario.drill && state.building.scenario.drill->power_fails_on_alarm)
        state.power.cut_everywhere();
}

void fire_events(State& state) {
    if (!state.fire) return;
    for (const FireEvent& event : state.fire->take_events()) {
        const auto index = static_cast<std::size_t>(std::max(0, event.index));
        const auto of_source = [&](std::string_view name) {
            const FireSource& source = state.fire->sources()[index];
            state.note(name, source.id, source.hrr_kw, source.base);
        };
        switch (event.kind) {
            case FireEvent::Kind::ignited:
                of_source("item.ignited");
                break;
            case FireEvent::Kind::extinguished:
                of_source("item.extinguished");
                break;
            case FireEvent::Kind::reignited:
                of_source("item.reignited");
                break;
            case FireEvent::Kind::burnt_out:
                of_source("item.burnt_out");
                break;
            case FireEvent::Kind::detector: {
                const Fixture& fixture = state.building.scenario.fixtures[index];
                const Vec3 place = state.building.absolute(fixture.storey, fixture.at, fixture.z);
                state.fixtures[index].active = true;
                state.note("alarm.detected", fixture.id, 0, place);
                if (panel_works(state))
                    raise_alarm(state, fixture.id, place);
                else
                    panel_acted(state, place);
                break;
            }
            case FireEvent::Kind::sprinkler: {
                const Fixture& fixture = state.building.scenario.fixtures[index];
                state.fixtures[index].active = true;
                state.note("sprinkler.opened", fixture.id, 0,
                           state.building.absolute(fixture.storey, fixture.at, fixture.z));
                break;
            }
            case FireEvent::Kind::window_broken: {
                const OpeningPlace& place = state.building.openings[index];
                state.doors.break_pane(OpeningIndex(index), state.grid.opening_fraction[index]);
                state.bodies.set_broken(OpeningIndex(index));
                state.window_broken[index] = 1;
                state.note("window.broken", state.building.scenario.openings[index].id, 0,
                           {place.centre, 0.5 * (place.z0 + place.z1)});
                break;
            }
            case FireEvent::Kind::window_fallen:
                state.doors.break_pane(OpeningIndex(index));
                break;
            case FireEvent::Kind::oil_thrown:
                of_source("item.oil_thrown");
                break;
            case FireEvent::Kind::water_on_live:
                if (state.power.at(state.fire->sources()[index].base))
                    of_source("extinguisher.water_on_live");
                break;
            case FireEvent::Kind::vent_opened:
                state.fixtures[index].active = true;
                break;
            case FireEvent::Kind::flashover:
                state.note("flashover");
                break;
        }
    }
}

void crowd_events(State& state) {
    if (!state.crowd) return;
    const OccupantsView people = state.crowd->occupants();
    const auto group_of = [&](std::int32_t who) -> const std::string& {
        const std::int32_t group = people.group[static_cast<std::size_t>(who)];
        return state.building.scenario.occupants[static_cast<std::size_t>(group)].id;
    };
    int told = 0;
    for (const CrowdEvent& event : state.crowd->take_events()) {
        const auto who = static_cast<std::size_t>(std::max(0, event.occupant));
        const std::string& group =
            state.building.scenario.occupants[static_cast<std::size_t>(people.group[who])].id;
        const Vec3 place{people.position[who], people.floor_z[who]};
        switch (event.kind) {
            case CrowdEvent::Kind::out:
                state.note("occupant.out", group, event.index, place);
                break;
            case CrowdEvent::Kind::assembled:
                state.note("occupant.assembled", group, event.index, place);
                break;
            case CrowdEvent::Kind::incapacitated:
                state.note("occupant.incapacitated", group, 0, place);
                break;
            case CrowdEvent::Kind::head_count:
                state.note("occupants.head_count", group, event.index, place);
                break;
            case CrowdEvent::Kind::returned:
                state.note("occupant.returned", group, 0, place);
                break;
            case CrowdEvent::Kind::gathered:
                state.note("occupant.gathered", group, 0, place);
                break;
            case CrowdEvent::Kind::fetching:
                state.note("occupant.fetching", group, 0, place, group_of(event.index));
                break;
            case CrowdEvent::Kind::at_refuge:
                state.note("occupant.at_refuge", group, 0, place);
                break;
            case CrowdEvent::Kind::trapped:
                state.note("occupant.trapped", group, 0, place,
                           state.building.scenario.lifts[static_cast<std::size_t>(event.index)].id);
                break;
            case CrowdEvent::Kind::rescued:
                state.note("occupant.rescued", group, 0, place,
                           event.index < 0 ? "trainee" : group_of(event.index));
                break;
            case CrowdEvent::Kind::told:
                ++told;
                break;
            case CrowdEvent::Kind::led: {
                auto& led = state.group_led[static_cast<std::size_t>(people.group[who])];
                if (led == 0) state.note("trainee.led", group, 1, place);
                led = 1;
                break;
            }
            case CrowdEvent::Kind::started:
            case CrowdEvent::Kind::turned_back:
                break;
        }
    }
    if (!state.order_given.empty()) {
        state.note("trainee.ordered", "", told, state.trainee.feet, state.order_given);
        state.order_given.clear();
    }
    const CrowdTotals totals = state.crowd->totals();
    if (!state.all_out && totals.total > 0 && totals.inside == 0) {
        state.all_out = true;
        state.note("occupants.all_out", "", totals.last_out_s);
    }
}

namespace {

void fire_inject(State& state, const Inject& inject) {
    const Entity target = state.building.find(inject.target);
    const auto index = static_cast<std::size_t>(std::max(0, target.index));
    const bool opening = target.kind == EntityKind::opening;
    if (inject.what == "ignite" && state.fire) {
        const std::int32_t source = state.fire->source_of_thing(inject.target);
        if (source >= 0) state.fire->ignite(source);
    } else if (inject.what == "alarm") {
        raise_alarm(state, inject.id, {0, 0, 0});
    } else if (inject.what == "open" && opening) {
        state.doors.set_open(OpeningIndex(index), true);
    } else if (inject.what == "close" && opening) {
        state.doors.set_open(OpeningIndex(index), false);
    } else if (inject.what == "lock" && opening) {
        state.doors.set_locked(OpeningIndex(index), true);
    } else if (inject.what == "unlock" && opening) {
        state.doors.set_locked(OpeningIndex(index), false);
    } else if (inject.what == "break_window" && opening) {
        state.doors.break_pane(OpeningIndex(index));
        state.bodies.set_broken(OpeningIndex(index));
        state.window_broken[index] = 1;
    } else if (inject.what == "power_cut") {
        if (target.kind == EntityKind::fixture)
            state.power.cut(FixtureIndex(target.index));
        else
            state.power.cut_everywhere();
    } else if (inject.what == "empty_extinguisher" && target.kind == EntityKind::fixture &&
               state.fixtures[index].extinguisher) {
        state.fixtures[index].extinguisher->charge_kg = 0;
    }
    state.note("inject.fired", inject.id, 0, {0, 0, 0}, inject.what);
    if (inject.text.zh.empty()) return;
    state.say(inject.text);
    if (something_burns(state)) notice_fire(state, "told");
}

}  // namespace

void run_injects(State& state, const TickInput& input) {
    if (state.settings.alarm_at_s && state.fire_time_s() + 1e-9 >= *state.settings.alarm_at_s)
        raise_alarm(state, "", {0, 0, 0});
    if (!state.building.scenario.drill) return;
    const auto& injects = state.building.scenario.drill->injects;
    for (std::size_t i = 0; i < injects.size(); ++i) {
        InjectRun& run = state.injects[i];
        if (run.fired) continue;
        const Trigger& when = injects[i].when;
        if (run.due_s < 0 && when.at_s) run.due_s = state.fire_start_s + *when.at_s + when.delay;
        if (run.due_s < 0 && !when.after_event.empty()) {
            for (std::size_t e = state.events_seen; e < state.timeline.size(); ++e) {
                if (state.timeline[e].name != when.after_event) continue;
                run.due_s = state.timeline[e].time_s + when.delay;
                break;
            }
        }
        const bool by_hand = std::find(input.injects.begin(), input.injects.end(), injects[i].id) !=
                             input.injects.end();
        if (!by_hand && (run.due_s < 0 || state.time_s + 1e-9 < run.due_s)) continue;
        run.fired = true;
        fire_inject(state, injects[i]);
    }
}

void tick_tasks(State& state) {
    if (!state.building.scenario.drill) return;
    const auto& tasks = state.building.scenario.drill->tasks;
    for (std::size_t e = state.events_seen; e < state.timeline.size(); ++e) {
        for (std::size_t t = 0; t < tasks.size(); ++t) {
            const bool target =
                tasks[t].target.empty() || tasks[t].target == state.timeline[e].target;
            if (target && tasks[t].done_event == state.timeline[e].name) state.task_done[t] = 1;
        }
    }
    state.events_seen = state.timeline.size();
}

void finish(State& state, std::string_view how) {
    state.finished = true;
    const auto& plan = *state.building.scenario.drill;
    // An unfinished discharge is judged too.
    if (state.trainee.discharging) end_discharge(state);
    judge_decoys(state);
    if (state.settings.with_trainee) {
        for (std::size_t f = 0; f < plan.faults.size(); ++f) {
            const Fault& fault = plan.faults[f];
            if (state.fault_found[f] == 0)
                state.note("fault.missed", fault.id, 0, point_of(state.building, fault.target),
                           fault.code);
        }
        for (std::size_t c = 0; c < plan.checks.size(); ++c) {
            const std::string& exit = plan.checks[c].exit;
            if (state.verdict_given[c] == 0)
                state.note("exit.verdict_missed", exit, 0, point_of(state.building, exit));
        }
    }
    if (state.settings.with_trainee)
        state.note("trainee.smoke_taken", "", state.trainee.soot_mg, state.trainee.feet);
    state.note(how);
}

}  // namespace firedrill::drill
