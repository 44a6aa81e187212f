// Observer: looks at the occupants after each tick of a drill and keeps what a rehearsal is judged
// by: who left where and when, where it was crowded, where people queued, and whether anything
// happened that must not. Reads the drill through its public views only, changes nothing in it, and
// allocates nothing while it looks.
#pragma once

#include <cstdint>
#include <vector>

#include "drill/drill.hpp"
#include "record/rehearsal/classes.hpp"
#include "record/rehearsal/plan_raster.hpp"
#include "record/rehearsal/quality_watch.hpp"
#include "record/rehearsal/run_result.hpp"

namespace firedrill::rehearsal {

class Observer {
  public:
    explicit Observer(const Drill& drill);

    void look(const Drill& drill);               // after each tick
    bool all_settled(const Drill& drill) const;  // nobody on the way, heads counted
    RunResult result(const Drill& drill) const;  // all but manifest, seed and settings

  private:
    void read_timeline(const Drill& drill);
    void sample(const Drill& drill);
    void add_density(const OccupantsView& people);

    PlanRaster raster_;
    Classes classes_;
    Maps maps_;
    QualityWatch quality_;
    double alarm_s_ = -1;
    double last_tick_s_ = 0, next_sample_s_ = 0;
    std::size_t events_read_ = 0;

    std::vector<int> people_on_;            // per square, under way
    std::vector<double> last_assembled_s_;  // per class
    std::vector<int> at_planned_point_;     // per class
    std::vector<int> missing_;              // per group that counts heads; -1: not counted yet
    std::vector<std::int32_t> counter_of_class_;  // occupant index of its counter, -1 none
};

}  // namespace firedrill::rehearsal
