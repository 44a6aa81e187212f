// bench of fire and smoke alone, without crowd: what a cell costs in a step, stage by stage, beside
// what the machine allows. The bound is the traffic of one step (330 B per cell) over the bandwidth
// measured at the case's own size, or the arithmetic of the transport (2.7 ns per cell on two
// threads, 5.4 on one), whichever is larger.

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/bench_bandwidth.hpp"
#include "app/cli/bench_cases.hpp"
#include "app/run/progress.hpp"
#include "app/run/summary.hpp"
#include "base/paths.hpp"
#include "building/load.hpp"
#include "fire/fire.hpp"

namespace firedrill {
namespace {

std::string bench_file(const char* name) {
    return (home_folder() / "tests" / "bench" / name).string();
}

constexpr double tick_s = 0.05;                    // as a drill asks for it
constexpr double traffic_b = 330;                  // of one step, per cell
constexpr double arithmetic_ns[2] = {5.4, 2.7};    // of one step, per cell: 1 thread, 2 threads
constexpr double resident_b = 112;                 // of all fields that a step touches, per cell
constexpr std::size_t in_cache_b = 12U << 20;      // beyond the cores' own caches
constexpr std::size_t most_stream_b = 3UL << 30U;  // of memory taken to measure it

using Stages = std::vector<std::pair<std::string, double>>;

struct Cost {
    FireTotals totals;
    double simulated_s = 0;
    double spent_s = 0;  // processor time on one thread, for others may work beside; else wall
    double quiet_ns_per_step = 0;  // a quarter of the ticks were faster
    std::int64_t steps = 0, iterations = 0;
    Stages stages;
};

Cost measure(const Building& building, const FireCase& one, int threads, double seconds,
             const Speech& say) {
    Workers workers(threads);
    GridSettings settings;
    settings.cell_m = one.cell_m;
    Grid grid = make_grid(building, settings);
    Fire fire(building, grid, {}, workers, 1);
    Progress progress;
    const auto time_of = [&](const RunClock& clock) {
        return threads == 1 ? clock.cpu_s() : clock.wall_s();
    };
    double time_s = 0;
    for (; time_s < one.warm_up_s - 1e-6; time_s += tick_s) {
        fire.step(tick_s);
        progress.show(say("progress.simulate"), time_s, one.warm_up_s + seconds);
    }
    const FireTotals before = fire.totals();
    const Stages stages = fire.stage_times();
    Cost cost;
    std::vector<double> per_step_ns;
    std::int64_t steps = before.flow_steps;
    for (; time_s < one.warm_up_s + seconds - 1e-6; time_s += tick_s) {
        const RunClock clock;
        fire.step(tick_s);
        const double spent_s = time_of(clock);
        cost.spent_s += spent_s;
        const std::int64_t now = fire.totals().flow_steps;
        if (now > steps) per_step_ns.push_back(1e9 * spent_s / static_cast<double>(now - steps));
        steps = now;
        progress.show(say("progress.simulate"), time_s, one.warm_up_s + seconds);
    }
    std::sort(per_step_ns.begin(), per_step_ns.end());
    if (!per_step_ns.empty()) cost.quiet_ns_per_step = per_step_ns[per_step_ns.size() / 4];
    cost.totals = fire.totals();
    cost.simulated_s = cost.totals.time_s - before.time_s;
    cost.steps = std::max<std::int64_t>(1, cost.totals.flow_steps - before.flow_steps);
    cost.iterations = cost.totals.pressure_iterations - before.pressure_iterations;
    cost.stages = fire.stage_times();
    for (std::size_t s = 0; s < stages.size(); ++s) cost.stages[s].second -= stages[s].second;
    return cost;
}

}  // namespace

FireCase room_fire() {
    return {"room, 10 cm", bench_file("room.json"), 0.1, 10, 20};
}
FireCase floor_fire() {
    return {"school floor, 20 cm", bench_file("school_floor.json"), 0.2, 30, 60};
}
FireCase school_fire() {
    return {"three-storey school, 20 cm", scenario_file("school"), 0.2, 60, 60};
}
FireCase fine_floor_fire() {
    return {"school floor, 10 cm", bench_file("school_floor.json"), 0.1, 5, 5};
}

void bench_bandwidth(const BenchOptions&, const Speech&) {
    std::cout << "| stream (triad) | MB | 1 thread GB/s | 2 threads GB/s |\n|---|---|---|---|\n";
    Workers one(1), two(2);
    const auto row = [&](const char* name, std::size_t bytes) {
        std::cout << fmt::format("| {} | {} | {:.0f} | {:.0f} |\n", name, bytes >> 20U,
                                 stream_bandwidth(bytes, one) / 1e9,
                                 stream_bandwidth(bytes, two) / 1e9)
                  << std::flush;
    };
    row("L3", in_cache_b);
    row("memory", std::min(4 * last_cache_bytes(), most_stream_b));
    std::cout << '\n';
}

void bench_fire(const FireCase& one, const BenchOptions& options, const Speech& say) {
    std::cout << "| fire | cells | threads | kW | steps per s | iterations per step | ns per cell "
                 "and step: mean (quiet quarter) | times real time | stream at this size GB/s | "
                 "bound ns | times bound |\n|---|---|---|---|---|---|---|---|---|---|---|\n";
    const Building building = make_building(load_scenario(one.file));
    std::string stages;
    for (const int threads : {1, 2}) {
        Workers workers(threads);
        const Cost cost =
            measure(building, one, threads, std::min(one.most_s, options.seconds), say);
        const auto cells = static_cast<double>(cost.totals.cells);
        const auto steps = static_cast<double>(cost.steps);
        const double stream =
            stream_bandwidth(static_cast<std::size_t>(cells * resident_b), workers);
        const double bound = std::max(traffic_b / stream * 1e9, arithmetic_ns[threads - 1]);
        const double spent = 1e9 * cost.spent_s / (cells * steps);
        std::cout << fmt::format(
                         "| {} | {} | {} | {:.0f} | {:.1f} | {:.1f} | {:.1f} ({:.1f}) | {:.2f} | "
                         "{:.0f} | {:.1f} | {:.1f} |\n",
                         one.name, cost.totals.cells, threads, cost.totals.hrr_kw,
                         steps / cost.simulated_s, static_cast<double>(cost.iterations) / steps,
                         spent, cost.quiet_ns_per_step / cells, cost.simulated_s / cost.spent_s,
                         stream / 1e9, bound, spent / bound)
                  << std::flush;
        stages += fmt::format("{}, {} thread(s), ns per cell and step:", one.name, threads);
        for (const auto& [stage, seconds] : cost.stages)
            stages += fmt::format(" {} {:.2f}", stage, 1e9 * seconds / (cells * steps));
        stages += '\n';
    }
    std::cout << '\n' << stages << "Vector registers: " << register_bits() << " bits\n\n";
}

void bench_doors(const BenchOptions& options, const Speech& say) {
    constexpr double warm_up_s = 30;
    constexpr int ticks_between = 5;
    constexpr double most_hitch_ms = 50;  // beyond the longest step without a change
    std::cout << "| doors in motion | cells | threads | median step ms | longest step without ms | "
                 "longest step with a change ms | hitch ms | 50 at most |\n"
                 "|---|---|---|---|---|---|---|---|\n";
    const Building building = make_building(load_scenario(scenario_file("school")));
    for (const int threads : {1, 2}) {
        Workers workers(threads);
        Grid grid = make_grid(building, {});
        Fire fire(building, grid, {}, workers, 1);
        Progress progress;
        std::vector<double> all_ms;
        double still_ms = 0, moved_ms = 0;
        std::size_t next = 0;
        int tick = 0;
        while (fire.totals().time_s < warm_up_s + options.seconds) {
            const bool measured = fire.totals().time_s > warm_up_s;
            const RunClock clock;
            const bool moves = measured && ++tick % ticks_between == 0;
            if (moves) {
                // Each opening in turn: open where shut, shut where open.
                const OpeningIndex opening(next++ % grid.opening_faces.size());
                const float now = grid.opening_fraction[opening.at()];
                set_opening(grid, opening, now > 0.5f ? 0.0 : 1.0);
                fire.openings_changed({&opening, 1});
            }
            fire.step(tick_s);
            const double ms = 1000 * clock.wall_s();
            if (measured) {
                all_ms.push_back(ms);
                (moves ? moved_ms : still_ms) = std::max(moves ? moved_ms : still_ms, ms);
            }
            progress.show(say("progress.simulate"), fire.totals().time_s,
                          warm_up_s + options.seconds);
        }
        std::sort(all_ms.begin(), all_ms.end());
        std::cout << fmt::format("| school | {} | {} | {:.1f} | {:.1f} | {:.1f} | {:.1f} | {} |\n",
                                 grid.cells(), threads,
                                 all_ms.empty() ? 0.0 : all_ms[all_ms.size() / 2], still_ms,
                                 moved_ms, std::max(0.0, moved_ms - still_ms),
                                 moved_ms - still_ms <= most_hitch_ms ? "holds" : "falls short")
                  << std::flush;
    }
    std::cout << '\n';
}

}  // namespace firedrill
