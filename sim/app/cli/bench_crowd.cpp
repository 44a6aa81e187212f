// bench of the crowd: people jammed before one door in a square room, each step of 0.05 s whole
// (routes, decisions, motion, doors), in clean air. Agent-steps count those who walk. Two sizes:
// 5,000 people in 50 m x 50 m, and 10,000 at the same density, which must keep real time.

#include <fmt/format.h>

#include <cmath>
#include <iostream>

#include "app/cli/bench_cases.hpp"
#include "app/run/summary.hpp"
#include "building/load.hpp"
#include "crowd/crowd.hpp"

namespace firedrill {
namespace {

constexpr double tick_s = 0.05;
constexpr double until_jammed_s = 20;

// A room of `side_m` with a door of 2 m in the middle of its east wall, full of `count` people, and
// a yard to walk on to, so that nobody vanishes in the door.
std::string room_text(double side_m, int count) {
    const double s = side_m + 0.2, door = 0.5 * s;  // along the middles of walls of 0.2 m
    const std::string room = fmt::format("[[0,0],[{0},0],[{0},{0}],[0,{0}]]", s);
    const std::string inside = fmt::format("[[0.1,0.1],[{0},0.1],[{0},{0}],[0.1,{0}]]", s - 0.1);
    const std::string outer = fmt::format("[[-0.1,-0.1],[{0},-0.1],[{0},{0}],[-0.1,{0}]]", s + 0.1);
    const auto rectangle = [](double x0, double y0, double x1, double y1) {
        return fmt::format("[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}]]", x0, y0, x1, y1);
    };
    const auto named = [](const char* id) {
        return fmt::format(R"("id":"{0}","name":{{"zh":"{0}","en":"{0}"}})", id);
    };
    return "{\"format\":1," + named("jam") +
           ",\"site\":{\"ground\":" + rectangle(-3, -20, s + 40, s + 20) + "}" + ",\"storeys\":[{" +
           named("g") + ",\"elevation\":0,\"height\":3,\"outline\":" + outer +
           "}],\"walls\":[{\"id\":\"w\",\"storey\":\"g\",\"thickness\":0.2,\"points\":" +
           fmt::format("[[0,0],[{0},0],[{0},{0}],[0,{0}],[0,0]]", s) + "}],\"rooms\":[{" +
           named("room") + ",\"storey\":\"g\",\"use\":\"hall\",\"polygon\":" + room +
           "}],\"openings\":[{" +
           fmt::format(
               R"("id":"gap","kind":"hole","storey":"g","at":[{},{}],"width":2,"height":2.1)", s,
               door) +
           "}],\"exits\":[{" + named("east") + ",\"opening\":\"gap\"}],\"assembly_points\":[{" +
           named("yard") + ",\"region\":" + rectangle(s + 25, -16, s + 38, s + 16) +
           "}],\"occupants\":[{" + named("crowd") + ",\"storey\":\"g\",\"region\":" + inside +
           fmt::format(
               R"(,"count":{},"profile":"weidmann","pre_movement":{{"kind":"constant","a":0}})",
               count) +
           "}]}";
}

void measure(double side_m, int count, double seconds) {
    const Building building = make_building(parse_scenario(room_text(side_m, count), "jam"));
    const WalkMap map = make_walk_map(building);
    for (const int threads : {1, 2}) {
        Workers workers(threads);
        std::vector<DoorForCrowd> doors(building.openings.size());
        Crowd crowd(building, map, {}, 1, workers);
        CrowdInputs inputs;
        inputs.doors = doors;
        inputs.alarm = true;
        double time_s = 0;
        const auto advance = [&](double to_s) {
            double walked = 0;
            for (; time_s < to_s; time_s += tick_s) {
                crowd.step(tick_s, inputs);
                walked += crowd.totals().inside;
            }
            return walked;
        };
        advance(until_jammed_s);
        const double before_s = time_s;
        const RunClock clock;
        const double agent_steps = advance(before_s + seconds);
        // Processor time on one thread, for other programs may run beside it; wall on two.
        const double spent_s = threads == 1 ? clock.cpu_s() : clock.wall_s();
        std::cout << fmt::format("| {} | {} | {:.2e} | {:.1f} |\n", count, threads,
                                 agent_steps / spent_s, (time_s - before_s) / spent_s)
                  << std::flush;
    }
}

}  // namespace

void bench_crowd(const BenchOptions& options, const Speech&) {
    std::cout << "| people jammed | threads | agent-steps per s | times real time |\n"
                 "|---|---|---|---|\n";
    measure(50, 5000, options.seconds);
    measure(50 * std::sqrt(2.0), 10000, options.seconds);
    std::cout << '\n';
}

}  // namespace firedrill
