// The round of inspection: tools that establish facts, and how it ends: what was found and put
// right is mended, then building, grids, crowd and fire are made anew for the drill.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "building/faults/apply.hpp"
#include "drill/inspection.hpp"

namespace firedrill::drill {
namespace {

// A closer is given this long to shut its door.
constexpr double closer_time_s = 7.0;
constexpr double assembly_seen_m = 15.0;

std::uint8_t* observed_of(State& state, Entity entity) {
    const auto index = static_cast<std::size_t>(std::max(0, entity.index));
    switch (entity.kind) {
        case EntityKind::opening:
            return &state.observed_opening[index];
        case EntityKind::fixture:
            return &state.observed_fixture[index];
        case EntityKind::thing:
            return &state.observed_thing[index];
        default:
            return nullptr;
    }
}

// A fixture that is pressed or switched for a test answers, or does not.
void test_fixture(State& state) {
    const Entity aimed = state.trainee.aim.entity;
    if (aimed.kind != EntityKind::fixture || !within(state, reach_extinguisher_m)) return;
    const Fixture& fixture =
        state.building.scenario.fixtures[static_cast<std::size_t>(aimed.index)];
    if (fixture.missing) {
        state.say({"这里只剩安装痕迹,设备不在了。", "Only its mark is left: the device is gone."});
        return;
    }
    switch (fixture.kind) {
        case FixtureKind::sounder:
            state.say(fixture.works ? LocalText{"试验:警报响。", "Test: it sounds."}
                                    : LocalText{"试验:没有声音。", "Test: no sound."});
            break;
        case FixtureKind::hydrant_cabinet:
            state.say(fixture.works
                          ? LocalText{"打开试水:有水,压力正常。", "Opened: water, pressure normal."}
                          : LocalText{"打开试水:没有水。", "Opened: no water comes."});
            break;
        case FixtureKind::smoke_vent: {
            const auto* vent = std::get_if<VentSpec>(&fixture.spec);
            const bool works = vent == nullptr || vent->works;
            state.say(works ? LocalText{"试验:排烟口开启。", "Test: the vent opens."}
                            : LocalText{"试验:没有动作。", "Test: nothing moves."});
            break;
        }
        case FixtureKind::call_point:
            if (fixture.works && state.phase == DrillPhase::inspection)
                state.say({"试验:主机收到信号,已复位。", "Test: the panel received it; reset."});
            break;
        default:
            break;
    }
}

void watch_door(State& state) {
    const Entity aimed = state.trainee.aim.entity;
    const bool handled = went_down(state, button_interact) || went_down(state, button_push);
    if (handled && aimed.kind == EntityKind::opening && within(state, reach_hand_m) &&
        state.doors.state(OpeningIndex(aimed.index)).wants_open) {
        state.watched_door = aimed.index;
        state.watched_since_s = state.time_s;
    }
    if (state.watched_door < 0) return;
    const OpeningIndex door(state.watched_door);
    const Opening& opening = state.building.scenario.openings[door.at()];
    // Only of doors that ought to shut by themselves is anything to be learnt.
    if (!opening.self_closing || state.time_s - state.watched_since_s > 4 * closer_time_s) {
        state.watched_door = -1;
        return;
    }
    if (state.occupied[door.at()] != 0) state.watched_since_s = state.time_s;
    const double waited_s = state.time_s - state.watched_since_s;
    const bool shut = waited_s > 1.5 && state.doors.state(door).fraction < 0.02;
    if (!shut && waited_s < closer_time_s) return;
    const OpeningPlace& place = state.building.openings[door.at()];
    state.observed_opening[door.at()] |= let_go;
    state.note("door.tested_return", opening.id, shut ? 1 : 0, Vec3(place.centre, place.z0));
    state.say(shut ? LocalText{"松手后,门自己关严了。", "Let go, the door shut by itself."}
                   : LocalText{"松手后,门没有自己关上。", "Let go, the door stayed open."});
    state.watched_door = -1;
}

void learn_assembly_point(State& state) {
    if (state.phase != DrillPhase::inspection) return;
    const Vec3 eye = state.eye(), ahead = state.looking();
    for (const AssemblyPoint& point : state.building.scenario.assembly_points) {
        bool known = inside(point.region, {state.trainee.feet.x, state.trainee.feet.y});
        if (went_down(state, button_inspect) && ahead.z < -0.02) {
            // Where the look meets the ground.
            const double ground =
                state.building.scenario.site ? state.building.scenario.site->elevation : 0.0;
            const double far = (eye.z - ground) / -ahead.z;
            const Vec3 at = eye + far * ahead;
            known |= far < assembly_seen_m &&
                     (!state.trainee.aim.hit || state.trainee.aim.distance_m > 0.9 * far) &&
                     inside(point.region, {at.x, at.y});
        }
        const bool told = std::any_of(
            state.timeline.begin(), state.timeline.end(), [&](const TimelineEvent& event) {
                return event.name == "exit.assembly_known" && event.target == point.id;
            });
        if (known && !told) state.note("exit.assembly_known", point.id, 0, state.trainee.feet);
    }
}

}  // namespace

void take_photo(State& state, const std::string& target) {
    const Vec3 place = state.trainee.aim.hit ? state.trainee.aim.place : state.trainee.feet;
    state.photographed.push_back(target);
    state.note("photo.taken", target, static_cast<double>(state.photographed.size()), place);
    state.say({"已拍照存证。", "Photograph taken."});
}

void use_tools(State& state) {
    const Entity aimed = state.trainee.aim.entity;
    if (went_down(state, button_inspect) && within(state, reading_m)) {
        if (std::uint8_t* seen = observed_of(state, aimed)) *seen |= seen_closely | read_closely;
    }
    if (went_down(state, button_interact)) test_fixture(state);
    if (went_down(state, button_torch)) {
        state.trainee.torch = !state.trainee.torch;
        if (state.trainee.torch) state.note("torch.on", "", 0, state.trainee.feet);
    }
    if (went_down(state, button_photo)) take_photo(state, state.trainee.aimed_id);
    watch_door(state);
    if (!state.building.scenario.drill) return;
    learn_assembly_point(state);
    const auto& decoys = state.building.scenario.drill->decoys;
    for (std::size_t d = 0; d < decoys.size(); ++d) {
        if (state.decoy_seen[d] == 0 &&
            established(state, decoys[d].target, decoys[d].things, decoys[d].confirm))
            state.decoy_seen[d] = 1;
    }
}

void judge_decoys(State& state) {
    if (!state.building.scenario.drill) return;
    const auto& decoys = state.building.scenario.drill->decoys;
    for (std::size_t d = 0; d < decoys.size(); ++d) {
        if (state.decoy_seen[d] == 0 || state.decoy_marked[d] != 0) continue;
        state.decoy_marked[d] = 1;  // told once
        state.note("decoy.dismissed", decoys[d].id, 0, {0, 0, 0}, decoys[d].code);
    }
}

void fault_acted(State& state, const std::string& target, Vec3 place, std::string how) {
    if (!state.building.scenario.drill || state.phase != DrillPhase::fire) return;
    const auto& faults = state.building.scenario.drill->faults;
    for (std::size_t f = 0; f < faults.size(); ++f) {
        if (faults[f].target != target || state.fault_acted[f] != 0) continue;
        state.fault_acted[f] = 1;
        state.note("fault.acted", faults[f].id, 0, place, std::move(how));
        return;
    }
}

std::optional<Scenario> mended_scenario(State& state) {
    const DrillPlan& plan = *state.building.scenario.drill;
    const auto fires = [](const Scenario& scenario) {
        return std::count_if(
            scenario.furnishings.begin(), scenario.furnishings.end(),
            [](const Furnishing& thing) { return thing.ignite || thing.overheats; });
    };
    std::optional<Scenario> mended;
    for (std::size_t f = 0; f < plan.faults.size(); ++f) {
        if (state.fault_to_mend[f] == 0) continue;
        Scenario next = mended ? *mended : state.building.scenario;
        const auto before = fires(next);
        if (!mend_fault(next, *state.catalogue, plan.faults[f])) {
            state.fault_to_mend[f] = 0;
            continue;
        }
        // What the drill's fire begins in comes back, as in life: else there would be no fire.
        if (fires(next) < before) {
            state.fault_to_mend[f] = 0;
            state.say({"要求移走的东西,事后又被放了回来。",
                       "What was to be taken away has been put back since."});
            continue;
        }
        mended = std::move(next);
        state.note("fault.mended", plan.faults[f].id, 0, {0, 0, 0}, plan.faults[f].code);
    }
    return mended;
}

Carried take_along(State& state) {
    Carried carried;
    carried.tick = state.tick;
    carried.time_s = state.time_s;
    carried.trainee = state.trainee;
    carried.timeline = std::move(state.timeline);
    carried.messages = std::move(state.messages);
    carried.fault_found = std::move(state.fault_found);
    carried.fault_to_mend = state.fault_to_mend;
    carried.decoy_seen = std::move(state.decoy_seen);
    carried.decoy_marked = std::move(state.decoy_marked);
    carried.verdict_given = std::move(state.verdict_given);
    carried.task_done = std::move(state.task_done);
    carried.photographed = std::move(state.photographed);
    carried.jet_random = state.jet_random;
    carried.times = state.times;
    carried.events_seen = state.events_seen;
    carried.mode = state.mode;
    const Scenario& scenario = state.building.scenario;
    const auto mended = [&](const std::string& id) {
        const auto& faults = scenario.drill->faults;
        for (std::size_t f = 0; f < faults.size(); ++f) {
            if (state.fault_to_mend[f] != 0 && faults[f].target == id) return true;
        }
        return false;
    };
    for (std::size_t o = 0; o < scenario.openings.size(); ++o) {
        const std::string& id = scenario.openings[o].id;
        carried.observed[id] = state.observed_opening[o];
        if (!mended(id)) carried.doors[id] = state.doors.state(OpeningIndex(o));
    }
    for (std::size_t f = 0; f < scenario.fixtures.size(); ++f) {
        const std::string& id = scenario.fixtures[f].id;
        carried.observed[id] = state.observed_fixture[f];
        if (!mended(id)) carried.fixtures[id] = state.fixtures[f];
    }
    for (std::size_t t = 0; t < state.building.things.size(); ++t)
        carried.observed[state.building.things[t].id] = state.observed_thing[t];
    for (std::size_t r = 0; r < scenario.rooms.size(); ++r)
        carried.observed[scenario.rooms[r].id] = state.observed_room[r];
    return carried;
}

void bring_back(State& state, Carried&& carried) {
    state.tick = carried.tick;
    state.time_s = state.fire_start_s = carried.time_s;
    state.timeline = std::move(carried.timeline);
    state.messages = std::move(carried.messages);
    state.fault_found = std::move(carried.fault_found);
    state.fault_to_mend = std::move(carried.fault_to_mend);
    state.decoy_seen = std::move(carried.decoy_seen);
    state.decoy_marked = std::move(carried.decoy_marked);
    state.verdict_given = std::move(carried.verdict_given);
    state.task_done = std::move(carried.task_done);
    state.photographed = std::move(carried.photographed);
    state.jet_random = carried.jet_random;
    state.times = std::move(carried.times);
    state.events_seen = carried.events_seen;
    state.mode = std::move(carried.mode);
    const Scenario& scenario = state.building.scenario;
    const auto seen = [&](const std::string& id) {
        const auto found = carried.observed.find(id);
        return found == carried.observed.end() ? std::uint8_t{0} : found->second;
    };
    for (std::size_t o = 0; o < scenario.openings.size(); ++o) {
        state.observed_opening[o] = seen(scenario.openings[o].id);
        const auto door = carried.doors.find(scenario.openings[o].id);
        if (door != carried.doors.end()) state.doors.restore(OpeningIndex(o), door->second);
    }
    for (std::size_t f = 0; f < scenario.fixtures.size(); ++f) {
        const std::string& id = scenario.fixtures[f].id;
        state.observed_fixture[f] = seen(id);
        const auto run = carried.fixtures.find(id);
        if (run == carried.fixtures.end() || !state.fixtures[f].extinguisher ||
            !run->second.extinguisher)
            continue;
        // What is in it is listed by this state, no longer by the one before.
        const AgentData* const agent = state.fixtures[f].extinguisher->agent;
        state.fixtures[f] = run->second;
        state.fixtures[f].extinguisher->agent = agent;
        const ExtinguisherState& extinguisher = *state.fixtures[f].extinguisher;
        if (extinguisher.taken)
            state.bodies.remove_fixture(FixtureIndex(f));
        else
            state.bodies.place_fixture(FixtureIndex(f), extinguisher.place);
    }
    for (std::size_t t = 0; t < state.building.things.size(); ++t)
        state.observed_thing[t] = seen(state.building.things[t].id);
    for (std::size_t r = 0; r < scenario.rooms.size(); ++r)
        state.observed_room[r] = seen(scenario.rooms[r].id);
    // The body where it was; a thing that went leaves its cells free, none is taken anew.
    state.trainee = std::move(carried.trainee);
    Trainee& trainee = state.trainee;
    trainee.dragged = -1;
    trainee.outdoors = trainee.at_assembly = false;
    const std::int32_t cell = state.map.cell_at(trainee.layer, {trainee.feet.x, trainee.feet.y});
    if (cell >= 0) trainee.cell = cell;
    trainee.aim = {};
    trainee.aimed_id.clear();
}

}  // namespace firedrill::drill
