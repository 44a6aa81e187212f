// Errands: ways to places that are no exits. A few fields are shared by all who go to the same
// place; one is solved per step, so that no tick carries them all.

#include <algorithm>
#include <cmath>

#include "crowd/behaviour.hpp"

namespace firedrill::crowd {
namespace {

constexpr double seconds_between_solves = 10.0;  // of a field in use: doors and smoke change

std::int32_t field_to(State& state, std::int32_t target, bool over_ground) {
    auto& fields = state.behaviour.fields;
    std::int32_t free = -1;
    for (std::size_t f = 0; f < fields.size(); ++f) {
        if (fields[f].target == target && fields[f].over_ground == over_ground &&
            (fields[f].users > 0 || fields[f].solved_s >= 0))
            return static_cast<std::int32_t>(f);
        // Of the free ones the first that was never used, else the first.
        if (fields[f].users == 0 &&
            (free < 0 ||
             (fields[f].target < 0 && fields[static_cast<std::size_t>(free)].target >= 0)))
            free = static_cast<std::int32_t>(f);
    }
    if (free < 0) return -1;
    ErrandField& field = fields[static_cast<std::size_t>(free)];
    field.target = target;
    field.over_ground = over_ground;
    field.solved_s = -1;
    return free;
}

// Indoors as exits are sought, outdoors as assembly points are.
void solve(State& state, ErrandField& field) {
    constexpr std::int64_t without_limit = std::int64_t{1} << 60;
    RouteSolver& solver = *state.behaviour.solver;
    const RouteCosts& costs = field.over_ground ? state.fields.outdoors : state.fields.indoors;
    if (field.solved_s < 0) {
        field.route.targets[0] = solver.graph().packed[static_cast<std::size_t>(field.target)];
        field.route.begun = false;
    }
    std::int64_t evaluations = without_limit;
    solver.update(field.route, costs, evaluations);
    solver.publish(field.route, costs, 0, field.cost);
    field.solved_s = state.time_s;
}

}  // namespace

void prepare_errands(State& state, std::size_t places) {
    state.behaviour.fields.resize(places);
    if (places == 0) return;
    state.behaviour.solver = std::make_unique<RouteSolver>(state.map);
    const std::int32_t any[] = {
        state.behaviour.solver->graph().raster.front()};  // the target is set when it is known
    for (ErrandField& field : state.behaviour.fields) {
        field.route = state.behaviour.solver->make_field(any);
        field.cost.assign(state.map.cells(), no_route);
    }
}

bool begin_errand(State& state, std::size_t who, ErrandKind kind, std::int32_t target,
                  std::int32_t on_behalf_of) {
    // Only who went out already comes from outdoors.
    const std::int32_t field = field_to(state, target, kind == ErrandKind::fetch);
    if (field < 0) return false;
    ++state.behaviour.fields[static_cast<std::size_t>(field)].users;
    drop_errand(state, who);
    Occupants& people = state.people;
    people.errand[who] = kind;
    people.errand_field[who] = field;
    people.errand_for[who] = on_behalf_of;
    people.errand_until_s[who] = -1;
    set_goal(state, who, -1);
    return true;
}

void drop_errand(State& state, std::size_t who) {
    Occupants& people = state.people;
    if (people.errand[who] == ErrandKind::none) return;
    --state.behaviour.fields[static_cast<std::size_t>(people.errand_field[who])].users;
    people.errand[who] = ErrandKind::none;
    people.errand_field[who] = people.errand_for[who] = -1;
}

void end_errand(State& state, std::size_t who, const CrowdInputs& inputs) {
    drop_errand(state, who);
    if (state.people.state[who] != OccupantState::walking) return;
    if (stands_outdoors(state, who)) {
        leave_building(state, who);
    } else {
        choose_exit(state, who, inputs);
    }
}

const ErrandField* errand_field(const State& state, std::size_t who) {
    const std::int32_t index = state.people.errand_field[who];
    if (index < 0) return nullptr;
    const ErrandField& field = state.behaviour.fields[static_cast<std::size_t>(index)];
    return field.solved_s < 0 ? nullptr : &field;
}

const std::vector<float>* errand_route(const State& state, std::size_t who) {
    const ErrandField* field = errand_field(state, who);
    return field == nullptr ? nullptr : &field->cost;
}

float errand_left(const State& state, std::size_t who) {
    const std::vector<float>* route = errand_route(state, who);
    return route == nullptr ? no_route : (*route)[static_cast<std::size_t>(state.people.cell[who])];
}

bool errand_hopeless(const State& state, std::size_t who) {
    return errand_route(state, who) != nullptr && errand_left(state, who) == no_route;
}

void solve_errands(State& state) {
    ErrandField* oldest = nullptr;
    for (ErrandField& field : state.behaviour.fields) {
        if (field.users == 0) continue;
        if (field.solved_s < 0) {
            solve(state, field);
            return;
        }
        if (oldest == nullptr || field.solved_s < oldest->solved_s) oldest = &field;
    }
    if (oldest != nullptr && state.time_s - oldest->solved_s > seconds_between_solves)
        solve(state, *oldest);
}

}  // namespace firedrill::crowd
