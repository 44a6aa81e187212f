#include "record/rehearsal/run.hpp"

#include "record/rehearsal/observer.hpp"

namespace firedrill::rehearsal {

RunResult run_once(const Building& building, const DrillSettings& settings,
                   const Manifest& manifest, int run) {
    DrillSettings mine = settings;
    mine.seed = manifest.first_seed + static_cast<std::uint64_t>(run);
    mine.threads = 1;
    mine.with_trainee = false;
    mine.with_crowd = true;
    Drill drill(building, mine);
    Observer observer(drill);
    while (drill.time_s() + 0.5 * mine.dt_s < manifest.until_s && !drill.finished()) {
        drill.tick({});
        observer.look(drill);
        if (observer.all_settled(drill)) break;
    }
    RunResult result = observer.result(drill);
    result.manifest = manifest.hash();
    result.seed = mine.seed;
    result.fire = manifest.fire;
    result.smoke_speed = manifest.smoke_speed;
    result.door_flow = manifest.door_flow;
    return result;
}

}  // namespace firedrill::rehearsal
