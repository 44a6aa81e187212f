// Debriefing: the reruns of a recorded drill with one fault otherwise at a time, on worker threads, and
// what they come to. Results come in the order in which they are done and do not depend on it. The
// command line and the result screen run debriefings through it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "drill/ablation.hpp"
#include "drill/snapshot.hpp"

namespace firedrill {

struct Photograph {
    double time_s = 0;
    std::string target;
    Snapshot snapshot;  // when it was taken, seen with the trainee's eyes
};

class Debriefing {
  public:
    // Starts at once. `jobs`: runs side by side.
    Debriefing(Replay replay, int jobs);
    ~Debriefing();  // stops; waits for the runs in flight to notice
    Debriefing(const Debriefing&) = delete;
    Debriefing& operator=(const Debriefing&) = delete;

    // Share of the work done [0 … 1], for a progress bar; runs done and in all.
    double share() const;
    int done() const { return done_.load(); }
    int total() const { return static_cast<int>(cases_.size()); }
    // Whether all is done. Throws what a run threw.
    bool finished();

    // Once finished: faults in the order of the scenario.
    const AblationOutcome& as_recorded() const { return outcomes_.front(); }
    const std::vector<FaultCost>& costs() const { return costs_; }
    const std::vector<Photograph>& photographs() const { return photographs_; }
    const Scenario& scenario() const { return cases_.front().scenario; }
    const FaultCatalogue& catalogue() const { return catalogue_; }
    // Faults that cannot be undone in the model, by id.
    const std::vector<std::string>& not_computed() const { return not_computed_; }

  private:
    void begin();
    void work();
    void run(std::size_t index);

    const Replay replay_;
    const FaultCatalogue catalogue_;
    std::vector<AblationCase> cases_;
    std::vector<AblationOutcome> outcomes_;
    std::vector<FaultCost> costs_;
    std::vector<Photograph> photographs_;
    std::vector<std::string> not_computed_;
    AblationTrack track_;
    Timeline recorded_;
    std::vector<double> shares_;
    std::atomic<int> done_{0};
    std::atomic<bool> stop_{false};
    std::size_t next_ = 1;
    bool base_done_ = false, summed_up_ = false;
    std::exception_ptr failure_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::thread> threads_;
};

}  // namespace firedrill
