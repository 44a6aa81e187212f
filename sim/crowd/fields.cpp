// Route fields kept up to date: exits over the building, assembly points over the site. One field
// is solved per look, in turn, so that no tick carries them all.

#include <algorithm>
#include <cmath>

#include "crowd/state.hpp"

namespace firedrill::crowd {
namespace {

constexpr double comfortable_clearance_m =
    0.35;  // nearer to a wall than this is walked unwillingly
constexpr double seconds_between_fields = 0.4;
constexpr float shut_door_cost_m = 2.0f;  // opening a door costs time
// Who is out and was pushed back over the threshold must know the way; nobody else goes in again.
constexpr float indoors_again = 50.0f;

bool outdoors(const State& state, std::size_t cell) {
    if (state.map.surface[cell] == Surface::outdoors) return true;
    const std::int16_t opening = state.map.opening[cell];
    return opening >= 0 && state.building.openings[static_cast<std::size_t>(opening)].outdoors();
}

float wall_cost(float clearance_m) {
    const double lack =
        std::max(0.0, comfortable_clearance_m - clearance_m) / comfortable_clearance_m;
    return static_cast<float>(1.0 + 1.5 * lack);
}

// Cost of walking through smoke and heat at a cell, 1 in clear air.
float air_cost(const State& state, std::size_t cell, const Fire& air) {
    const Vec2 at = state.map.centre(static_cast<std::int32_t>(cell));
    const GasSample sample = air.sample({at.x, at.y, state.map.z[cell] + head_height_m});
    double cost = 1.0;
    if (sample.extinction_1_m > 0.02) {
        cost = 1.25 / std::max(0.1, speed_in_smoke(state.settings.smoke_speed, 1.25,
                                                   sample.extinction_1_m));
        // Those who know the building turn back from smoke this thick: a way through it is a last
        // resort.
        if (sample.extinction_1_m > state.settings.turn_back_extinction_1_m) cost *= 4.0;
    }
    if (sample.temperature_c > 60.0) cost *= 1.0 + (sample.temperature_c - 60.0) / 20.0;
    return static_cast<float>(std::min(cost, 60.0));
}

void refresh_slowness(State& state, const CrowdInputs& inputs) {
    for (std::size_t c = 0; c < state.slowness.size(); ++c) {
        if (state.map.surface[c] == Surface::none || state.map.surface[c] == Surface::outdoors) {
            state.slowness[c] = no_route;
            continue;
        }
        float cost = wall_cost(state.map.clearance[c]) * state.smoke_cost[c];
        const std::int16_t opening = state.map.opening[c];
        if (opening >= 0 && !inputs.doors.empty()) {
            const DoorForCrowd& door = inputs.doors[static_cast<std::size_t>(opening)];
            if (!door.passable)
                cost = no_route;
            else if (door.open_fraction < 0.5f)
                cost += shut_door_cost_m;
        }
        state.slowness[c] = cost;
    }
}

}  // namespace

void prepare_fields(State& state) {
    const Scenario& scenario = state.building.scenario;
    const WalkMap& map = state.map;
    state.exits.resize(scenario.exits.size());
    for (std::size_t e = 0; e < state.exits.size(); ++e) {
        Exit& exit = state.exits[e];
        exit.opening = state.building.exit_openings[e];
        exit.width_m = state.building.openings[exit.opening.at()].width;
        for (std::size_t c = 0; c < map.cells(); ++c) {
            if (map.opening[c] == exit.opening.value && map.surface[c] != Surface::none) {
                exit.cells.push_back(static_cast<std::int32_t>(c));
            }
        }
    }
    state.assemblies.resize(scenario.assembly_points.size());
    for (std::size_t c = 0; c < map.cells(); ++c) {
        state.slowness_outdoors[c] =
            map.surface[c] == Surface::none
                ? no_route
                : wall_cost(map.clearance[c]) * (outdoors(state, c) ? 1.0f : indoors_again);
    }
    for (std::size_t a = 0; a < state.assemblies.size(); ++a) {
        Assembly& assembly = state.assemblies[a];
        for (std::size_t c = 0; c < map.cells(); ++c) {
            if (map.surface[c] == Surface::outdoors &&
                inside(scenario.assembly_points[a].region,
                       map.centre(static_cast<std::int32_t>(c)))) {
                assembly.cells.push_back(static_cast<std::int32_t>(c));
            }
        }
        state.solver.solve(assembly.cells, state.slowness_outdoors, assembly.cost);
    }
}

void update_fields(State& state, const CrowdInputs& inputs) {
    if (state.exits.empty()) return;
    bool changed = false;
    for (std::size_t o = 0; o < inputs.doors.size(); ++o) {
        const std::uint8_t shut = inputs.doors[o].passable ? 0 : 1;
        changed |= shut != state.door_shut[o];
        state.door_shut[o] = shut;
    }
    if (state.fields_stale || changed) {
        // Doors that lock or unlock matter at once, to all.
        refresh_slowness(state, inputs);
        for (Exit& exit : state.exits) state.solver.solve(exit.cells, state.slowness, exit.cost);
        state.fields_stale = false;
        state.next_solve_s = state.time_s + seconds_between_fields;
        return;
    }
    if (state.time_s < state.next_solve_s) return;
    state.next_solve_s = state.time_s + seconds_between_fields;
    if (state.next_field == 0 && inputs.air != nullptr) {
        for (std::size_t c = 0; c < state.smoke_cost.size(); ++c) {
            if (state.map.surface[c] == Surface::none || state.map.surface[c] == Surface::outdoors)
                continue;
            state.smoke_cost[c] = air_cost(state, c, *inputs.air);
        }
        refresh_slowness(state, inputs);
    }
    Exit& exit = state.exits[state.next_field];
    state.solver.solve(exit.cells, state.slowness, exit.cost);
    state.next_field = (state.next_field + 1) % state.exits.size();
}

}  // namespace firedrill::crowd
