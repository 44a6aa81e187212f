// Drill: one tick of everything, and the only clock of the simulation. A tick depends on nothing
// but the scenario, the seed and the inputs.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "building/building.hpp"
#include "building/grid.hpp"
#include "building/walk_map.hpp"
#include "crowd/crowd.hpp"
#include "drill/input.hpp"
#include "drill/mode.hpp"
#include "drill/score.hpp"
#include "drill/snapshot.hpp"
#include "drill/timeline.hpp"
#include "fire/fire.hpp"

namespace firedrill {

class Doors;

struct DrillSettings {
    std::uint64_t seed = 1;
    int threads = 2;     // [1 … 64]; never changes results
    double dt_s = 0.05;  // tick [0.02 … 0.1]
    GridSettings grid;
    FireSettings fire;
    CrowdSettings crowd;
    bool with_fire = true, with_crowd = true;
    bool with_trainee = true;  // false: simulate only
    DrillMode mode = DrillMode::practice;
    // The alarm is raised at this time at the latest, whoever else raises it; none: nobody sees to
    // it. For rehearsals, where no trainee is there to do so; not kept in replays, which have one.
    std::optional<double> alarm_at_s;
    // Debriefings: crowd and fire run on to the end of the duration or until all are out, although
    // the trainee is done. Not kept in replays.
    bool run_on = false;
};

// The object of --summary (DESIGN: command line), all but wall and processor time.
struct DrillTotals {
    double simulated_s = 0;
    FireTotals fire;
    CrowdTotals crowd;
};

class Drill {
  public:
    // Throws LoadError where the scenario is unfit; may take seconds (grid, pressure hierarchy).
    Drill(const Building& building, const DrillSettings& settings);
    ~Drill();

    // inputs -> doors and bodies -> burning items -> flow -> detectors and alarms -> crowd ->
    // exposure -> tasks and scoring -> timeline
    void tick(const TickInput& input);

    bool finished() const;  // duration over, trainee done or out of action
    double time_s() const;
    std::uint64_t ticks() const;
    std::uint64_t hash() const;        // of the whole state after the last tick
    const Building& building() const;  // since the fire began: the mended one, where faults were
    const DrillSettings& settings() const;
    const Timeline& timeline() const;
    Score score() const;  // by the timeline so far
    DrillTotals totals() const;
    void fill(Snapshot& snapshot) const;        // reuses its memory
    std::vector<double> device_values() const;  // scenario order
    // What the trainee can sense, for scripts: position etc. as in the snapshot, without fields.
    const TraineeView& trainee() const;
    // Sets the trainee's body somewhere, where one can stand there: debriefings hold the recorded
    // track.
    void put_trainee(Vec3 feet);
    const WalkMap& walk_map() const;
    OccupantsView occupants() const;    // all empty without a crowd
    std::int32_t trainee_cell() const;  // of the walk map
    const Doors& doors() const;
    // Time per stage [s]: "bodies", "fire.…", "crowd.…", …
    std::vector<std::pair<std::string, double>> stage_times() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace firedrill
