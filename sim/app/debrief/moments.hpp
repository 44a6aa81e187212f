// Moments: what was to be seen around the events that decide the score, kept while a drill runs so
// that the debriefing shows them at once. Holds packed Snapshots; knows nothing of drawing.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "building/scenario.hpp"
#include "drill/drill.hpp"
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

struct Moment {
    double time_s = 0;
    std::vector<std::shared_ptr<const PackedSnapshot>> frames;  // from before to after it
};

class Moments {
  public:
    // Keeps the events that the plan's rubric asks for.
    explicit Moments(const DrillPlan* plan);
    // Call after every tick with the snapshot just filled.
    void after_tick(const Drill& drill, const Snapshot& snapshot);
    // The moment nearest to this time; null where none is within `slack_s`.
    const Moment* at(double time_s, double slack_s = 0.3) const;

  private:
    std::set<std::string, std::less<>> wanted_;
    std::vector<std::shared_ptr<const PackedSnapshot>> recent_;
    std::vector<Moment> moments_;
    std::size_t events_seen_ = 0;
    double next_frame_s_ = 0;
};

}  // namespace firedrill
