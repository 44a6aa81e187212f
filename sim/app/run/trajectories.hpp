// Trajectories of a run: decides which ticks are frames and hands the crowd of a drill to the
// files.
#pragma once

#include <cstdint>
#include <optional>

#include "drill/drill.hpp"
#include "record/trajectories/trajectory_file.hpp"

namespace firedrill {

struct TrajectoryOptions {
    std::string file, geometry, storey;
    double frames_1_s = 10;
};

class TrajectoryRun {
  public:
    // Nothing is written where neither file is named. The first frame is the drill's present state.
    // Throws LoadError (usage) for a storey that does not exist, an unknown ending of the file, or
    // frames that do not fall on ticks.
    TrajectoryRun(const Drill& drill, const DrillSettings& settings,
                  const TrajectoryOptions& options);
    void after_tick(const Drill& drill);
    void close();  // says on standard error what was written

  private:
    std::optional<TrajectoryFiles> files_;
    std::uint64_t ticks_per_frame_ = 1;
};

}  // namespace firedrill
