// bench of whole drills: how fast the shipped scenarios run headless, fire and crowd together, on
// one thread and on two. Ratios are within one run of the command, because machines are shared and
// noisy.

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "app/cli/bench_cases.hpp"
#include "app/run/progress.hpp"
#include "app/run/summary.hpp"
#include "building/load.hpp"

namespace firedrill {
namespace {

struct Measured {
    std::size_t cells = 0;
    double times_real_time = 0, ns_per_cell_step = 0, worst_tick_ms = 0, steps_per_s = 0;
    std::vector<std::pair<std::string, double>> stages;
};

Measured measure(const Building& building, int threads, double seconds, const Speech& say) {
    DrillSettings settings;
    settings.threads = threads;
    Drill drill(building, settings);
    Progress progress;
    const RunClock clock;
    double previous_s = 0;
    Measured measured;
    while (drill.time_s() < seconds) {
        drill.tick({});
        const double now_s = clock.wall_s();
        measured.worst_tick_ms = std::max(measured.worst_tick_ms, 1000 * (now_s - previous_s));
        previous_s = now_s;
        progress.show(say("progress.simulate"), drill.time_s(), seconds);
    }
    const FireTotals fire = drill.totals().fire;
    const double wall_s = clock.wall_s();
    measured.cells = fire.cells;
    measured.times_real_time = drill.time_s() / wall_s;
    measured.ns_per_cell_step = wall_s * 1e9 /
                                (static_cast<double>(fire.cells) *
                                 static_cast<double>(std::max<std::int64_t>(1, fire.flow_steps)));
    measured.steps_per_s = static_cast<double>(fire.flow_steps) / drill.time_s();
    measured.stages = drill.stage_times();
    return measured;
}

}  // namespace

void bench_scenario(const std::string& name, const BenchOptions& options, const Speech& say) {
    std::cout << "| scenario | cells | threads | times real time | ns per cell and step | flow "
                 "steps per s | worst tick ms |\n"
                 "|---|---|---|---|---|---|---|\n";
    const Building building = make_building(load_scenario(scenario_file(name)));
    Measured by_threads[2];
    for (int threads : {1, 2}) {
        Measured& measured = by_threads[threads - 1];
        measured = measure(building, threads, options.seconds, say);
        std::cout << fmt::format("| {} | {} | {} | {:.2f} | {:.1f} | {:.1f} | {:.0f} |\n", name,
                                 measured.cells, threads, measured.times_real_time,
                                 measured.ns_per_cell_step, measured.steps_per_s,
                                 measured.worst_tick_ms)
                  << std::flush;
    }
    std::cout << fmt::format("\n{}: 2 threads {:.2f} times as fast as 1; stages on 2 threads [s]:",
                             name, by_threads[1].times_real_time / by_threads[0].times_real_time);
    for (const auto& [stage, seconds] : by_threads[1].stages) {
        if (seconds > 0.005) std::cout << fmt::format(" {} {:.2f}", stage, seconds);
    }
    std::cout << "\n\n";
}

}  // namespace firedrill
