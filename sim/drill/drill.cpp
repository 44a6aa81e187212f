#include "drill/drill.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>

#include "base/hash.hpp"
#include "building/display_name.hpp"
#include "building/lift_doors.hpp"
#include "drill/acts.hpp"
#include "drill/decisions.hpp"
#include "drill/hot_doors.hpp"
#include "drill/inspection.hpp"
#include "drill/state.hpp"

namespace firedrill {

struct Drill::Impl {
    int shown_question = -1;  // of the call
    // Made anew, in the same place, when a round of inspection ends and the fire begins.
    std::optional<drill::State> held;
    drill::State& state;
    std::shared_ptr<const Building> mended_building;
    Impl(const Building& building, const DrillSettings& settings)
        : state(held.emplace(building, settings)) {}

    void prepare();
    void begin_fire();

    template <class Stage>
    void timed(std::size_t index, Stage&& stage) {
        const auto start = std::chrono::steady_clock::now();
        stage();
        state.times[index].second +=
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }

    void prepare_fixtures();
    void place_trainee();
    void solve_way_out();
    void show_call();
    void refresh_view();
    void rehash();
};

Drill::Drill(const Building& building, const DrillSettings& settings)
    : impl_(std::make_unique<Impl>(building, settings)) {
    drill::State& state = impl_->state;
    for (const char* stage :
         {"bodies", "doors", "fire", "alarm", "crowd", "exposure", "tasks", "hash"})
        state.times.emplace_back(stage, 0.0);
    if (!building.scenario.drill) state.settings.with_trainee = false;
    if (building.scenario.drill && building.scenario.drill->inspection &&
        state.settings.with_trainee)
        state.phase = DrillPhase::inspection;
    impl_->prepare();
    if (state.settings.with_trainee) impl_->place_trainee();
    drill::move_doors(state, 0.0);
    state.note("drill.started", "", state.crowd ? state.crowd->totals().total : 0);
    impl_->refresh_view();
    impl_->rehash();
}

Drill::~Drill() = default;

// What a state needs besides its construction, at the start and when the fire begins.
void Drill::Impl::prepare() {
    const Building& building = state.building;
    const DrillSettings& settings = state.settings;
    // In the round nothing burns: its fire would only be made to be thrown away.
    if (settings.with_fire && state.phase == DrillPhase::fire)
        state.fire.emplace(building, state.grid, settings.fire, state.workers, settings.seed);
    if (settings.with_crowd)
        state.crowd.emplace(building, state.map, settings.crowd, settings.seed, state.workers);
    state.occupied.assign(building.openings.size(), 0);
    state.window_broken.assign(building.openings.size(), 0);
    state.observed_opening.assign(building.openings.size(), 0);
    state.observed_thing.assign(building.things.size(), 0);
    state.observed_fixture.assign(building.scenario.fixtures.size(), 0);
    state.observed_room.assign(building.scenario.rooms.size(), 0);
    if (building.scenario.drill) {
        const DrillPlan& plan = *building.scenario.drill;
        state.injects.resize(plan.injects.size());
        state.task_done.assign(plan.tasks.size(), 0);
        state.fault_found.assign(plan.faults.size(), 0);
        state.verdict_given.assign(plan.checks.size(), 0);
        state.fault_to_mend.assign(plan.faults.size(), 0);
        state.fault_acted.assign(plan.faults.size(), 0);
        state.decoy_seen.assign(plan.decoys.size(), 0);
        state.decoy_marked.assign(plan.decoys.size(), 0);
        if (!plan.faults.empty() && settings.with_trainee && state.catalogue == nullptr)
            state.catalogue = std::make_shared<FaultCatalogue>(load_fault_catalogue());
        state.mode.critical_told.assign(plan.rubric.size(), 0);
    }
    state.timeline.reserve(4096);
    state.changed_doors.reserve(building.openings.size());
    state.sounding.reserve(building.scenario.fixtures.size());
    prepare_fixtures();
    solve_way_out();
}

// Takes as long as loading does: grids, pressure hierarchy and crowd of the building as it now is.
void Drill::Impl::begin_fire() {
    drill::judge_decoys(state);
    if (std::optional<Scenario> scenario = drill::mended_scenario(state))
        mended_building = std::make_shared<const Building>(make_building(std::move(*scenario)));
    const auto mended = std::count(state.fault_to_mend.begin(), state.fault_to_mend.end(), 1);
    const Building& building = mended_building ? *mended_building : state.building;
    const DrillSettings settings = state.settings;
    const std::shared_ptr<const FaultCatalogue> catalogue = state.catalogue;
    drill::Carried carried = drill::take_along(state);
    held.emplace(building, settings);
    state.catalogue = catalogue;
    prepare();
    drill::bring_back(state, std::move(carried));
    drill::move_doors(state, 0.0);
    state.note("drill.fire_phase", "", static_cast<double>(mended), state.trainee.feet);
    state.say({"检查结束,建筑已投入使用;接下来会发生火灾。",
               "The round is over; the building is in use. A fire will come."});
}

void Drill::Impl::prepare_fixtures() {
    const Scenario& scenario = state.building.scenario;
    state.fixtures.resize(scenario.fixtures.size());
    for (std::size_t f = 0; f < scenario.fixtures.size(); ++f) {
        const Fixture& fixture = scenario.fixtures[f];
        const auto* spec = std::get_if<ExtinguisherSpec>(&fixture.spec);
        // What is taken in hand and used like an extinguisher.
        const bool reel = fixture.kind == FixtureKind::hose_reel;
        ExtinguisherSpec other;
        other.agent = reel ? Agent::water : Agent::fire_blanket;
        other.charge = 1;
        if (reel || fixture.kind == FixtureKind::fire_blanket) spec = &other;
        if (spec == nullptr || fixture.missing) continue;
        drill::ExtinguisherState extinguisher;
        extinguisher.pin_in = spec->pin;
        extinguisher.charge_kg = extinguisher.full_kg = std::max(0.1, spec->charge);
        extinguisher.place = state.building.absolute(fixture.storey, fixture.at, fixture.z);
        const auto agent = std::find_if(state.agents.begin(), state.agents.end(),
                                        [&](const AgentData& a) { return a.agent == spec->agent; });
        if (agent == state.agents.end())
            throw LoadError(
                {fixture.place, "the agent is not in assets/agents.json", "choose another agent"});
        extinguisher.agent = &*agent;
        if (reel) {
            extinguisher.hose_m = drill::hose_reel_m;
            extinguisher.reel = extinguisher.place;
            if (!fixture.works) extinguisher.charge_kg = 0;
        }
        state.fixtures[f].extinguisher = extinguisher;
    }
}

void Drill::Impl::solve_way_out() {
    std::vector<float> slowness(state.map.cells());
    std::vector<std::int32_t> targets;
    for (std::size_t c = 0; c < slowness.size(); ++c) {
        const std::int16_t opening = state.map.opening[c];
        const bool shut =
            opening >= 0 && !state.doors.passable(OpeningIndex(static_cast<std::int32_t>(opening)));
        slowness[c] = state.map.surface[c] == Surface::none || shut ? no_route : 1.0f;
        for (const OpeningIndex exit : state.building.exit_openings) {
            if (opening == exit.value && !shut) targets.push_back(static_cast<std::int32_t>(c));
        }
    }
    RouteSolver(state.map).solve(targets, slowness, state.way_out);
}

void Drill::Impl::place_trainee() {
    const TraineeStart& start = state.building.scenario.drill->start;
    drill::Trainee& trainee = state.trainee;
    trainee.layer = state.map.layer_of_storey(state.building.storey(start.storey));
    trainee.cell = trainee.layer >= 0 ? state.map.cell_at(trainee.layer, start.at) : -1;
    if (trainee.cell < 0 ||
        state.map.surface[static_cast<std::size_t>(trainee.cell)] == Surface::none) {
        throw LoadError({{state.building.scenario.file, 0, "/drill/start/at"},
                         "nobody can stand there / 那里站不了人",
                         "move the start to free floor / 把起点移到空地上"});
    }
    trainee.feet = {start.at, state.map.floor_z(trainee.layer, start.at)};
    trainee.yaw_rad = start.heading * std::numbers::pi / 180;
}

void Drill::tick(const TickInput& input) {
    drill::State& state = impl_->state;
    if (state.finished && !state.settings.run_on) return;
    const double dt = state.settings.dt_s;
    ++state.tick;
    state.time_s = static_cast<double>(state.tick) * dt;

    impl_->timed(0, [&] { drill::act(state, input, dt); });
    impl_->timed(1, [&] { drill::move_doors(state, dt); });
    if (state.phase == DrillPhase::inspection) {
        const double round_s = state.building.scenario.drill->inspection->duration;
        if (state.wants_finish)
            drill::finish(state, "drill.finished");
        else if (state.wants_fire || state.time_s + 1e-9 >= round_s)
            impl_->begin_fire();
        else
            drill::tick_tasks(state);
        impl_->refresh_view();
        impl_->timed(7, [&] { impl_->rehash(); });
        return;
    }
    impl_->timed(2, [&] {
        drill::run_jet(state, dt);
        if (state.fire) state.fire->step(dt);
    });
    impl_->timed(3, [&] {
        drill::fire_events(state);
        drill::follow_attack(state, dt);
    });
    impl_->timed(4, [&] {
        if (!state.crowd) return;
        state.obstacles.clear();
        if (state.settings.with_trainee && !state.finished)
            state.obstacles.push_back(state.trainee.feet);
        CrowdInputs inputs;
        inputs.doors = state.doors.for_crowd();
        inputs.air = state.fire ? &*state.fire : nullptr;
        inputs.obstacles = state.obstacles;
        inputs.alarm = state.alarm_heard();
        inputs.shouts = state.shouts;
        inputs.power = &state.power;
        drill::sound_alarm(state);
        inputs.sounders = state.sounding;
        inputs.dragged = state.trainee.dragged;
        inputs.drag_to = state.trainee.feet;
        inputs.orders = state.orders;
        inputs.trainee_cell = state.settings.with_trainee ? state.trainee.cell : -1;
        state.crowd->step(dt, inputs);
        drill::crowd_events(state);
        state.orders.clear();
    });
    impl_->timed(5, [&] {
        drill::expose_trainee(state, dt);
        drill::warm_handles(state, dt);
    });
    impl_->timed(6, [&] {
        drill::run_injects(state, input);
        drill::tick_tasks(state);
        drill::run_mode(state);
        drill::follow_roles(state);
        if (state.building.scenario.drill && !state.finished) {
            if (state.wants_finish) {
                drill::finish(state, "drill.finished");
            } else if (state.fire_time_s() + 1e-9 >= state.building.scenario.drill->duration &&
                       state.settings.with_trainee) {
                if (state.settings.mode == DrillMode::examination) state.note("exam.timed_out");
                drill::finish(state, "drill.timed_out");
            }
        }
        impl_->refresh_view();
    });
    impl_->timed(7, [&] { impl_->rehash(); });
}

void Drill::Impl::rehash() {
    StateHash hash;
    hash.add(state.tick);
    const drill::Trainee& t = state.trainee;
    hash.add(t.feet);
    hash.add(t.yaw_rad);
    hash.add(t.pitch_rad);
    hash.add(t.crouch);
    hash.add(t.fed);
    hash.add(t.fed_heat);
    hash.add(t.burn_dose);
    hash.add(t.soot_mg);
    hash.add(t.carried);
    hash.add(t.dragged);
    for (std::size_t d = 0; d < state.doors.size(); ++d)
        hash.add(state.doors.state(OpeningIndex(d)).fraction);
    for (const drill::FixtureRun& fixture : state.fixtures) {
        if (fixture.extinguisher) hash.add(fixture.extinguisher->charge_kg);
    }
    for (const Parcel& parcel : state.jet.parcels()) hash.add(parcel.place);
    hash.add(state.timeline.size());
    hash.add(state.alarm_raised);
    hash.add(state.phase);
    if (state.fire) hash.add(state.fire->hash());
    if (state.crowd) hash.add(state.crowd->hash());
    state.hash = hash.value();
}

void Drill::Impl::show_call() {
    CallView& view = state.view.call;
    view.going_on = state.call.going_on();
    view.waiting = state.call.question() >= 0;
    for (std::size_t n = view.lines.size(); n < state.call.lines().size(); ++n) {
        const CallLine& line = state.call.lines()[n];
        view.lines.emplace_back(line.operator_speaks, line.text);
    }
    if (view.lines.size() > state.call.lines().size()) view.lines.clear();  // dialled anew
    const int question = state.call.question();
    if (question == shown_question) return;
    shown_question = question;
    view.answers.clear();
    if (question < 0) return;
    // Turned by the seed, so that the true one has no place of its own.
    const auto& answers = state.call_script.questions[static_cast<std::size_t>(question)].answers;
    const std::size_t turn =
        (state.settings.seed + static_cast<std::size_t>(question)) % answers.size();
    for (std::size_t n = 0; n < answers.size(); ++n) {
        const CallAnswer& answer = answers[(n + turn) % answers.size()];
        view.answers.emplace_back(answer.key, answer.text);
    }
}

namespace {

const char* hint_of_what_is_carried(const TraineeView& view) {
    const bool blanket = view.carried_agent == Agent::fire_blanket;
    if (view.pin_out) return blanket ? "hint.cover" : "hint.squeeze";
    return blanket ? "hint.tabs" : view.carried_hose ? "hint.valve" : "hint.pin";
}

}  // namespace

void Drill::Impl::refresh_view() {
    TraineeView& view = state.view;
    const drill::Trainee& t = state.trainee;
    view.present = state.settings.with_trainee;
    if (!view.present) return;
    view.phase = state.phase;
    view.torch = t.torch;
    if (const auto& plan = state.building.scenario.drill) {
        const bool round = state.phase == DrillPhase::inspection;
        view.phase_left_s = std::max(0.0, round ? plan->inspection->duration - state.time_s
                                                : plan->duration - state.fire_time_s());
    }
    view.feet = t.feet;
    view.eye_height_m = state.eye().z - t.feet.z;
    view.yaw_rad = t.yaw_rad;
    view.pitch_rad = t.pitch_rad;
    view.role = state.building.scenario.drill->start.role;
    view.carried = t.carried;
    view.discharging = t.discharging;
    view.fed = t.fed;
    view.fed_heat = t.fed_heat;
    view.horizontal_speed_m_s = t.speed_m_s;
    view.pin_out = false;
    view.agent_left = 0;
    if (t.carried >= 0) {
        const drill::ExtinguisherState& extinguisher =
            *state.fixtures[static_cast<std::size_t>(t.carried)].extinguisher;
        view.pin_out = !extinguisher.pin_in;
        view.agent_left = extinguisher.charge_kg / extinguisher.full_kg;
    }
    view.lifting = !t.told_lifted;
    view.dragging = t.dragged >= 0;
    view.wet_cloth = t.wet_cloth;
    view.crouched = t.crouch > 0.5;
    view.burn_dose = t.burn_dose;
    view.soot_mg = t.soot_mg;
    view.carried_kg = drill::carried_mass_kg(state);
    if (t.carried >= 0) {
        const auto carried = static_cast<std::size_t>(t.carried);
        const drill::ExtinguisherState& in_hand = *state.fixtures[carried].extinguisher;
        view.carried_agent = in_hand.agent->agent;
        view.carried_hose = in_hand.hose_m > 0;
        const auto* spec =
            std::get_if<ExtinguisherSpec>(&state.building.scenario.fixtures[carried].spec);
        view.carried_gauge = spec != nullptr ? spec->gauge : Gauge::none;
    }
    show_call();
    view.hints.clear();
    view.aimed_id = t.aimed_id;
    view.aimed_at = t.aim.place;
    const Entity entity = state.building.find(t.aimed_id);
    const auto index = static_cast<std::size_t>(std::max(0, entity.index));
    const Scenario& scenario = state.building.scenario;
    LocalText name{t.aimed_id, t.aimed_id};
    if (entity.kind == EntityKind::opening) {
        const Opening& opening = scenario.openings[index];
        if (!opening.name.zh.empty()) name = opening.name;
        if (lift_of_door(state.building, OpeningIndex(index)) != nullptr) {
            view.hints.push_back("hint.call_lift");
        } else {
            view.hints.push_back(state.doors.is_open(OpeningIndex(index)) ? "hint.close"
                                                                          : "hint.open");
            view.hints.push_back("hint.push");
        }
    } else if (entity.kind == EntityKind::fixture) {
        const Fixture& fixture = scenario.fixtures[index];
        name = display_name(state.building, t.aimed_id);
        if (state.fixtures[index].extinguisher)
            view.hints.push_back("hint.take");
        else if (fixture.kind == FixtureKind::call_point ||
                 fixture.kind == FixtureKind::emergency_light ||
                 fixture.kind == FixtureKind::gas_shutoff ||
                 fixture.kind == FixtureKind::power_shutoff)
            view.hints.push_back("hint.press");
        else if (fixture.kind == FixtureKind::hydrant_cabinet ||
                 fixture.kind == FixtureKind::sounder || fixture.kind == FixtureKind::smoke_vent)
            view.hints.push_back("hint.try");
        view.hints.push_back("hint.inspect");
    } else if (entity.kind == EntityKind::thing) {
        name = state.building.things[index].name;
        view.hints.push_back("hint.inspect");
    } else if (entity.kind == EntityKind::room) {
        name = scenario.rooms[index].name;
    }
    if (t.aim.hit && t.aim.distance_m > drill::name_shown_m && entity.kind != EntityKind::room) {
        name = {};
        view.hints.clear();
    }
    view.aimed_name_zh = name.zh;
    view.aimed_name_en = name.en;
    if (t.dragged >= 0) {
        view.hints.push_back("hint.let_go");
    } else if (drill::fallen_within_reach(state) >= 0) {
        view.hints.push_back("hint.drag");
    }
    if (drill::blanket_within_reach(state) >= 0 && entity.kind != EntityKind::opening)
        view.hints.push_back("hint.lift_blanket");
    if (t.carried >= 0) view.hints.push_back(hint_of_what_is_carried(view));
}

bool Drill::finished() const {
    return impl_->state.finished;
}
double Drill::time_s() const {
    return impl_->state.time_s;
}
std::uint64_t Drill::ticks() const {
    return impl_->state.tick;
}
std::uint64_t Drill::hash() const {
    return impl_->state.hash;
}
const Building& Drill::building() const {
    return impl_->state.building;
}
const DrillSettings& Drill::settings() const {
    return impl_->state.settings;
}
const Timeline& Drill::timeline() const {
    return impl_->state.timeline;
}
const TraineeView& Drill::trainee() const {
    return impl_->state.view;
}
const WalkMap& Drill::walk_map() const {
    return impl_->state.map;
}
OccupantsView Drill::occupants() const {
    return impl_->state.crowd ? impl_->state.crowd->occupants() : OccupantsView{};
}
std::int32_t Drill::trainee_cell() const {
    return impl_->state.trainee.cell;
}
const Doors& Drill::doors() const {
    return impl_->state.doors;
}

void Drill::put_trainee(Vec3 feet) {
    drill::State& state = impl_->state;
    const auto floor_of = [&](std::int32_t layer) {
        const std::int32_t cell = layer >= 0 ? state.map.cell_at(layer, {feet.x, feet.y}) : -1;
        const bool floor =
            cell >= 0 && state.map.surface[static_cast<std::size_t>(cell)] != Surface::none;
        return floor ? cell : -1;
    };
    // On a stair the storey does not tell the layer: the own one, where its floor is there.
    constexpr double same_floor_m = 0.3;
    std::int32_t layer = state.trainee.layer;
    std::int32_t cell = floor_of(layer);
    if (cell < 0 || std::abs(state.map.floor_z(layer, {feet.x, feet.y}) - feet.z) > same_floor_m) {
        const StoreyIndex storey = state.building.storey_at(feet.z + same_floor_m);
        if (storey) layer = state.map.layer_of_storey(storey);
        cell = floor_of(layer);
    }
    if (cell < 0) return;
    state.trainee.layer = layer;
    state.trainee.cell = cell;
    state.trainee.feet = {feet.x, feet.y, state.map.floor_z(layer, {feet.x, feet.y})};
}

Score Drill::score() const {
    const auto& plan = impl_->state.building.scenario.drill;
    return plan ? score_drill(*plan, impl_->state.timeline) : Score{};
}

DrillTotals Drill::totals() const {
    const drill::State& state = impl_->state;
    DrillTotals totals;
    totals.simulated_s = state.time_s;
    if (state.fire) totals.fire = state.fire->totals();
    if (state.crowd) totals.crowd = state.crowd->totals();
    return totals;
}

std::vector<double> Drill::device_values() const {
    const drill::State& state = impl_->state;
    std::vector<double> values(state.building.scenario.devices.size(), 0.0);
    if (state.fire) state.fire->read_devices(values);
    if (state.crowd) state.crowd->read_devices(values);
    return values;
}

std::vector<std::pair<std::string, double>> Drill::stage_times() const {
    const drill::State& state = impl_->state;
    std::vector<std::pair<std::string, double>> times = state.times;
    if (state.fire) {
        const auto parts = state.fire->stage_times();
        times.insert(times.end(), parts.begin(), parts.end());
    }
    if (state.crowd) {
        const auto parts = state.crowd->stage_times();
        times.insert(times.end(), parts.begin(), parts.end());
    }
    return times;
}

void Drill::fill(Snapshot& snapshot) const {
    const drill::State& state = impl_->state;
    const Scenario& scenario = state.building.scenario;
    snapshot.tick = state.tick;
    snapshot.time_s = state.time_s;
    snapshot.hash = state.hash;
    snapshot.smoke_speed = state.settings.crowd.smoke_speed;
    snapshot.door_flow = state.settings.crowd.door_flow;
    snapshot.trainee = state.view;
    snapshot.occupants.clear();
    if (state.crowd) {
        const OccupantsView people = state.crowd->occupants();
        for (std::size_t who = 0; who < people.position.size(); ++who) {
            snapshot.occupants.push_back(
                {Vec3f(people.position[who].x, people.position[who].y, people.floor_z[who]),
                 people.heading_rad[who], people.speed[who], people.state[who], people.profile[who],
                 people.group[who], people.crawling[who] != 0});
        }
        snapshot.crowd = state.crowd->totals();
    }
    snapshot.door_fraction.resize(state.doors.size());
    for (std::size_t d = 0; d < state.doors.size(); ++d)
        snapshot.door_fraction[d] = static_cast<float>(state.doors.state(OpeningIndex(d)).fraction);
    snapshot.window_broken = state.window_broken;
    snapshot.sources.clear();
    snapshot.nx = state.grid.nx;
    snapshot.ny = state.grid.ny;
    snapshot.nz = state.grid.nz;
    snapshot.grid_origin = state.grid.origin;
    snapshot.grid_h = state.grid.h;
    snapshot.smoke.resize(2 * state.grid.cells());
    if (state.fire) {
        for (const FireSource& source : state.fire->sources()) {
            if (source.state == BurnState::cold) continue;
            snapshot.sources.push_back({source.base, source.size, static_cast<float>(source.hrr_kw),
                                        static_cast<float>(source.flame_height_m),
                                        source.is_burner ? -1 : source.index, source.state});
        }
        const FieldView fields = state.fire->fields();
        constexpr float extinction_m2_kg = 8700.0f;  // Mulholland & Croarkin 2000
        for (std::size_t c = 0; c < state.grid.cells(); ++c) {
            const float extinction =
                extinction_m2_kg * fields.soot_kg_m3[c] / Snapshot::extinction_max_1_m;
            const float heat = (fields.temperature_k[c] - 293.15f) / 4.0f;
            snapshot.smoke[2 * c] =
                static_cast<std::uint8_t>(std::clamp(255.0f * extinction + 0.5f, 0.0f, 255.0f));
            snapshot.smoke[2 * c + 1] = static_cast<std::uint8_t>(std::clamp(heat, 0.0f, 255.0f));
        }
        snapshot.fire = state.fire->totals();
    } else {
        std::fill(snapshot.smoke.begin(), snapshot.smoke.end(), std::uint8_t{0});
    }
    snapshot.fixtures.resize(scenario.fixtures.size());
    for (std::size_t f = 0; f < scenario.fixtures.size(); ++f) {
        const drill::FixtureRun& run = state.fixtures[f];
        const Vec3 place = run.extinguisher ? run.extinguisher->place
                                            : state.building.absolute(scenario.fixtures[f].storey,
                                                                      scenario.fixtures[f].at,
                                                                      scenario.fixtures[f].z);
        bool active = run.active;
        if (const auto* sign = std::get_if<SignSpec>(&scenario.fixtures[f].spec))
            active = sign->lit;
        if (const auto* light = std::get_if<LightSpec>(&scenario.fixtures[f].spec))
            active = light->works && !state.power.in(state.zone_of_fixture[f]);
        snapshot.fixtures[f] = {run.extinguisher && run.extinguisher->taken, Vec3f(place), active,
                                run.inspected, Vec2{0, 0}};
        if (run.extinguisher && run.extinguisher->laid_on >= 0 && state.fire)
            snapshot.fixtures[f].covers =
                state.fire->sources()[static_cast<std::size_t>(run.extinguisher->laid_on)].size;
    }
    snapshot.hoses.clear();
    for (const drill::FixtureRun& run : state.fixtures) {
        if (!run.extinguisher || run.extinguisher->hose.bends().empty()) continue;
        const auto bends = run.extinguisher->hose.bends();
        snapshot.hoses.emplace_back(bends.begin(), bends.end());
    }
    snapshot.jet.clear();
    for (const Parcel& parcel : state.jet.parcels()) snapshot.jet.push_back(Vec3f(parcel.place));
    if (state.trainee.carried >= 0)
        snapshot.jet_agent = state.fixtures[static_cast<std::size_t>(state.trainee.carried)]
                                 .extinguisher->agent->agent;
    snapshot.alarm = state.alarm_heard();
    snapshot.power = state.power.zones();
    snapshot.messages = state.messages;
    snapshot.mended_building = impl_->mended_building;
    snapshot.photographed = state.photographed;
    snapshot.task_done = state.task_done;
    snapshot.mode = state.mode.view;
    snapshot.finished = state.finished;
    if (state.finished) snapshot.score = score();
}

}  // namespace firedrill
