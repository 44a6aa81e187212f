// RunPool: the runs of a rehearsal on worker threads, one run per thread at a time. Threads rather
// than processes: a run shares only the building, which is constant, and what the others never
// write; one place then gathers, shows progress and stops. Results come out in the order in which
// they are done and do not depend on it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "record/rehearsal/run.hpp"

namespace firedrill {

struct DoneRun {
    int run = 0;
    std::string text;  // of its result file
};

class RunPool {
  public:
    // Starts at once. `building` must outlive the pool.
    RunPool(const Building& building, const DrillSettings& settings,
            const rehearsal::Manifest& manifest, std::vector<int> todo, int jobs);
    ~RunPool();  // waits for the runs in flight
    RunPool(const RunPool&) = delete;
    RunPool& operator=(const RunPool&) = delete;

    void stop();  // begins no further run
    // A finished run, waiting for one at most this long. Throws what a run threw.
    std::optional<DoneRun> take(std::chrono::milliseconds wait);
    bool idle();  // nothing in flight, nothing to take

  private:
    void work();

    const Building& building_;
    const DrillSettings settings_;
    const rehearsal::Manifest manifest_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<int> todo_;
    std::deque<DoneRun> done_;
    std::exception_ptr failure_;
    int in_flight_ = 0;
    std::vector<std::thread> threads_;
};

}  // namespace firedrill
