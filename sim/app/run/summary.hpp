// Summary: the JSON object that `simulate --summary` and `drill --headless` print (keys are
// stable).
#pragma once

#include <cstdint>
#include <string>

#include "drill/drill.hpp"

namespace firedrill {

// Wall and processor time of a run.
class RunClock {
  public:
    RunClock();
    double wall_s() const;
    double cpu_s() const;

  private:
    std::int64_t wall_start_ns_, cpu_start_ns_;
};

struct DrillOutcome {  // what `drill --headless` adds
    Score score;
    std::int64_t record_id = 0;
};

// `outcome` may be null. Indented JSON text with a final newline.
std::string summary_json(const Drill& drill, const RunClock& clock, int threads,
                         const DrillOutcome* outcome);

}  // namespace firedrill
