// replay: plays a recorded drill again; --verify compares every tick's hash.

#include <fmt/format.h>

#include <iostream>

#include "app/cli/commands.hpp"
#include "app/run/summary.hpp"
#include "building/load.hpp"
#include "drill/replay.hpp"

namespace firedrill {

int replay(const ReplayOptions& options, const Speech& say) {
    const Replay replay = read_replay(options.file);
    if (options.verify) {
        const std::int64_t tick = verify_replay(replay, options.threads);
        if (tick < 0) {
            std::cout << fmt::format(fmt::runtime(say("replay.same")), replay.hashes.size())
                      << '\n';
            return static_cast<int>(ExitCode::done);
        }
        std::cerr << options.file << ": "
                  << fmt::format(fmt::runtime(say("replay.differs")), tick,
                                 static_cast<double>(tick) * replay.settings.dt_s)
                  << '\n';
        return static_cast<int>(ExitCode::answer_is_no);
    }
    const Building building = make_building(parse_scenario(replay.scenario_text, options.file));
    DrillSettings settings = replay.settings;
    settings.threads = options.threads;
    Drill drill(building, settings);
    const RunClock clock;
    for (const TickInput& input : replay.inputs) drill.tick(input);
    const DrillOutcome outcome{drill.score(), 0};
    std::cout << summary_json(drill, clock, options.threads, &outcome);
    return static_cast<int>(ExitCode::done);
}

}  // namespace firedrill
