// Moments: what was to be seen around the events that can decide a line of the score, and at every
// photograph, kept while a drill runs or is replayed. Holds packed Snapshots with the building as
// it was then; knows nothing of drawing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "building/scenario.hpp"
#include "drill/drill.hpp"
#include "drill/replay.hpp"
#include "drill/snapshot.hpp"

namespace firedrill {

// A Snapshot whose fields of smoke and heat are packed by runs of equal cells.
class PackedSnapshot {
  public:
    explicit PackedSnapshot(const Snapshot& snapshot);
    Snapshot unpacked() const;
    double time_s() const { return rest_.time_s; }
    std::size_t bytes() const { return runs_.size() * sizeof(Run); }

  private:
    struct Run {
        std::uint16_t length = 0;
        std::uint8_t smoke = 0, heat = 0;
    };
    Snapshot rest_;  // without smoke
    std::vector<Run> runs_;
};
using Frame = std::shared_ptr<const PackedSnapshot>;

struct Moment {
    double time_s = 0;
    std::vector<Frame> frames;  // from before to after it; one of them is its own tick
    Frame itself() const;       // the frame of its own tick
};

struct Photograph {
    double time_s = 0;
    std::string target;  // id of what was pointed at; empty: nothing
    Frame seen;          // when it was taken, with the trainee's eyes
};

// What was never found or judged is told at the end, all of it in one tick, far from where it is:
// what counts there is the thing, not what the trainee saw.
struct Overlooked {
    double time_s = 0;
    std::string target;  // of the event: fault or exit
    std::string thing;   // what to look at
    std::string code;    // of the fault; empty: an exit
    Frame seen;          // the building at that time
};

// Between two frames of a moment: people, doors and the trainee's eye on the straight line, all
// else as in the earlier one. `share` 0 … 1.
Snapshot between(const Snapshot& earlier, const Snapshot& later, double share);

class Moments {
  public:
    // `plan` must outlive this; null: no score, photographs alone.
    explicit Moments(const DrillPlan* plan);
    // Call after every tick with the snapshot just filled.
    void after_tick(const Drill& drill, const Snapshot& snapshot);
    // The moment of a line decided at this time; null: nothing that can decide a line happened
    // then.
    const Moment* at(double time_s) const;
    // What a line of this time and target is about, where that was overlooked; null: another line.
    const Overlooked* overlooked(double time_s, const std::string& target) const;
    const std::vector<Photograph>& photographs() const { return photographs_; }
    std::size_t bytes() const;

  private:
    // What an item of the rubric waits for: any of these. Settled once one has met its limits for
    // good: the item's first is its decisive one, so that none later can decide.
    struct Awaited {
        std::vector<EventCondition> any_of;
        bool settled = false;
    };
    bool can_decide(const TimelineEvent& event, const Timeline& timeline);

    void note_overlooked(const TimelineEvent& event);

    const DrillPlan* plan_;
    std::vector<Awaited> awaited_;
    std::vector<Frame> recent_;
    std::vector<Moment> moments_;
    std::vector<Photograph> photographs_;
    std::vector<Overlooked> overlooked_;
    std::size_t events_seen_ = 0;
    double next_frame_s_ = 0;
};

}  // namespace firedrill
