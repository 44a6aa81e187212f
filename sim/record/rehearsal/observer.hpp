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
    void watch_still(const OccupantsView& people, double time_s);
    bool way_is_free(const OccupantsView& people, std::size_t who) const;
    void fill_buckets(const OccupantsView& people);
    void watch_overlap(const OccupantsView& people, double time_s);
    void watch_floor(const Drill& drill, const OccupantsView& people);
    void add_density(const OccupantsView& people);
    void note_fault(Fault::Kind kind, double time_s, const OccupantsView& people, std::size_t who);
    bool bodily_there(const OccupantsView& people, std::size_t who) const;

    PlanRaster raster_;
    Classes classes_;
    Maps maps_;
    QualityChecks checks_;
    double alarm_s_ = -1;
    double last_tick_s_ = 0, next_sample_s_ = 0;
    std::size_t events_read_ = 0;
    bool gone_when_assembled_ = false;  // no assembly point: who is out is no longer there

    std::vector<int> people_on_;            // per square, under way
    std::vector<double> last_assembled_s_;  // per class
    std::vector<int> at_planned_point_;     // per class
    std::vector<int> missing_;              // per group that counts heads; -1: not counted yet
    std::vector<std::int32_t> counter_of_class_;  // occupant index of its counter, -1 none

    // Who stays where he is: the place he was at when he last got on, and when.
    std::vector<Vec2> stand_;
    std::vector<double> stand_since_s_;
    std::vector<std::uint8_t> called_stuck_;

    // Bodies by square metres of the plan, storeys above each other: heads of lists.
    Vec2 bucket_origin_{0, 0};
    int buckets_x_ = 1, buckets_y_ = 1;
    std::vector<std::int32_t> bucket_head_, bucket_next_;
};

}  // namespace firedrill::rehearsal
