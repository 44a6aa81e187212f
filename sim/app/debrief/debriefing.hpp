// Debriefing: the reruns of a recorded drill with one fault otherwise at a time, on worker threads,
// and what they come to. All of them, the drill as recorded among them, are computed on coarse
// cells, so that like is compared with like and somebody can wait for it; faults that cannot have
// changed anything are told apart without a run. Results do not depend on the order in which the
// runs are done; those done so far can be read at any time. The command line and the result screen
// run debriefings through it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/debrief/moments.hpp"
#include "drill/ablation.hpp"

namespace firedrill {

struct DebriefSettings {
    int jobs = 1;  // runs side by side
    // Edge of a cell in all runs [m], at least that of the drill. A quarter of it costs 250 times
    // as much; larger than 0.5 loses doors.
    double cell_m = 0.4;
};

// A fault that was not run again, because it cannot have changed how the drill ended.
struct IdleFault {
    std::string fault, code, target;
    Idle why = Idle::nothing;
    bool found = false, mended = false;  // by the trainee
};

class Debriefing {
  public:
    // Starts at once and returns at once.
    Debriefing(Replay replay, const DebriefSettings& settings);
    ~Debriefing();  // stops; waits for the runs in flight to notice
    Debriefing(const Debriefing&) = delete;
    Debriefing& operator=(const Debriefing&) = delete;

    // Runs in flight end soon, no other begins; what was done stays.
    void stop();
    // Runs in flight come to their end, no other begins.
    void begin_no_more() { no_more_.store(true); }

    // Share of the work done [0 … 1], for a progress bar; runs done and in all (0: not yet known).
    double share() const;
    int done() const { return done_.load(); }
    int total() const { return total_.load(); }
    // Nothing more will come: all is done, or it was stopped. Throws what a run threw.
    bool over() const;
    bool stopped() const { return stop_.load(); }

    // From the first run done on (the drill as recorded): faults in the order of the scenario.
    AblationOutcome as_recorded() const;
    std::vector<FaultCost> costs() const;
    const Scenario& scenario() const { return cases_.front().scenario; }
    const FaultCatalogue& catalogue() const { return catalogue_; }
    // Faults that cannot be undone in the model, and those whose run has not been done, by id.
    const std::vector<std::string>& not_computed() const { return not_computed_; }
    std::vector<std::string> not_run() const;
    // Known with the first run.
    std::vector<IdleFault> idle() const;
    double cell_m() const { return replay_.settings.grid.cell_m; }
    double recorded_cell_m() const { return recorded_cell_m_; }
    // Once over.
    const std::vector<Photograph>& photographs() const { return seen_.photographs(); }

  private:
    void prepare();
    void begin();
    void work();
    bool run(std::size_t index);  // false: stopped on the way

    Replay replay_;  // with the cells of the reruns
    double recorded_cell_m_;
    const FaultCatalogue catalogue_;
    std::vector<AblationCase> cases_;    // constant once total_ is known
    std::vector<std::size_t> in_order_;  // of the runs: what was met in the fire comes first
    std::vector<AblationOutcome> outcomes_;
    std::vector<bool> known_;  // outcomes
    std::vector<std::string> not_computed_;
    std::vector<Idle> idle_;  // per case, known with the first run
    Moments seen_{nullptr};   // by the trainee of the drill as recorded
    AblationTrack track_;
    Timeline recorded_;
    std::vector<double> shares_;
    std::atomic<int> done_{0}, total_{0};
    std::atomic<bool> stop_{false}, no_more_{false};
    std::size_t next_ = 0;
    int at_work_ = 0;  // threads
    bool base_done_ = false;
    std::exception_ptr failure_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::thread> threads_;
};

}  // namespace firedrill
