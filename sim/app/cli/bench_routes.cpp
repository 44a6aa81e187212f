// bench of route fields: every exit and assembly point of the school from scratch, and the repair
// of all exits' fields after one door locked or one room filled with smoke, each door and each room
// in turn. On one core, directions to walk included.

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <vector>

#include "app/cli/bench_cases.hpp"
#include "app/run/summary.hpp"
#include "building/load.hpp"
#include "crowd/state.hpp"

namespace firedrill {
namespace {

constexpr int repeats = 9;
constexpr float thick_smoke = 8.0f;  // factor on the way, as of an extinction of some 1/m

// Of processor time: the work is on one thread, and other programs may run beside it.
template <class Work>
double milliseconds(Work&& work) {
    const RunClock clock;
    work();
    return 1000 * clock.cpu_s();
}

struct Spread {
    std::vector<double> ms;
    double median() {
        std::sort(ms.begin(), ms.end());
        return ms.empty() ? 0 : ms[ms.size() / 2];
    }
    double worst() const { return ms.empty() ? 0 : *std::max_element(ms.begin(), ms.end()); }
};

struct Repairs {
    Spread whole, tick;  // until every field knows; longest tick on the way
};

void follow(crowd::State& state, const CrowdInputs& inputs, Repairs& repairs) {
    double whole_ms = 0, longest_ms = 0;
    do {
        const double ms = milliseconds([&] { crowd::update_fields(state, inputs); });
        whole_ms += ms;
        longest_ms = std::max(longest_ms, ms);
    } while (!crowd::fields_up_to_date(state));
    repairs.whole.ms.push_back(whole_ms);
    repairs.tick.ms.push_back(longest_ms);
}

double solve_all(crowd::State& state) {
    constexpr std::int64_t without_limit = std::int64_t{1} << 60;
    RouteSolver& solver = state.fields.solver;
    const auto solve = [&](RouteField& field, const RouteCosts& costs, std::vector<float>& cost) {
        std::int64_t evaluations = without_limit;
        field.begun = false;
        solver.update(field, costs, evaluations);
        solver.publish(field, costs, field.threshold_m, cost);
    };
    return milliseconds([&] {
        for (crowd::Exit& exit : state.exits) solve(exit.field, state.fields.indoors, exit.cost);
        for (crowd::Assembly& assembly : state.assemblies)
            solve(assembly.field, state.fields.outdoors, assembly.cost);
    });
}

}  // namespace

void bench_routes(const BenchOptions&, const Speech&) {
    const Building building = make_building(load_scenario(scenario_file("school")));
    const WalkMap map = make_walk_map(building);
    Workers one(1);
    crowd::State state(building, map, {}, 1, one);
    crowd::prepare_fields(state);
    std::vector<DoorForCrowd> doors(building.openings.size());
    CrowdInputs inputs;
    inputs.doors = doors;
    crowd::update_fields(state, inputs);

    Spread all;
    for (int repeat = 0; repeat < repeats; ++repeat) all.ms.push_back(solve_all(state));

    Repairs locks, smoke;
    for (std::size_t o = 0; o < doors.size(); ++o) {
        if (building.scenario.openings[o].kind != OpeningKind::door) continue;
        doors[o] = {false, 0};
        follow(state, inputs, locks);
        doors[o] = {};
        follow(state, inputs, locks);
    }
    const RouteGraph& graph = state.fields.solver.graph();
    for (std::size_t room = 0; room < building.scenario.rooms.size(); ++room) {
        for (const float factor : {thick_smoke, 1.0f}) {
            for (std::int32_t cell = 0; cell < graph.none; ++cell) {
                const auto c =
                    static_cast<std::size_t>(graph.raster[static_cast<std::size_t>(cell)]);
                if (map.room[c] == static_cast<std::int16_t>(room))
                    crowd::set_air_cost(state, cell, factor);
            }
            follow(state, inputs, smoke);
        }
    }
    std::cout << fmt::format(
        "| routes | walkable cells | fields | all from scratch ms | a door locks or unlocks: "
        "median "
        "(worst) ms | a room fills with smoke or clears: median (worst) ms | longest tick ms |\n"
        "|---|---|---|---|---|---|---|\n"
        "| school | {} | {} | {:.1f} | {:.2f} ({:.1f}) | {:.2f} ({:.1f}) | {:.1f} |\n\n",
        graph.cells(), state.exits.size() + state.assemblies.size(), all.median(),
        locks.whole.median(), locks.whole.worst(), smoke.whole.median(), smoke.whole.worst(),
        std::max(locks.tick.worst(), smoke.tick.worst()));
}

}  // namespace firedrill
