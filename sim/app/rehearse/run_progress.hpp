// RunProgress: how many runs are done and how long the rest will take: a bar on a terminal,
// elsewhere a plain line for every tenth part.
#pragma once

#include <chrono>
#include <string>

namespace firedrill {

class RunProgress {
  public:
    // `form`: text with places for runs done, runs in all and seconds left. Of `total` runs,
    // `before` were done earlier.
    RunProgress(std::string form, int total, int before);
    ~RunProgress();  // ends the line
    RunProgress(const RunProgress&) = delete;
    RunProgress& operator=(const RunProgress&) = delete;

    void show(int done);

  private:
    std::string form_;
    int total_, before_, last_tenth_;
    bool terminal_, shown_ = false;
    std::chrono::steady_clock::time_point start_;
};

}  // namespace firedrill
