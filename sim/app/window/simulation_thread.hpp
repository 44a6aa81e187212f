// SimulationThread: runs a drill on a thread of its own at the pace of the clock (slower where the
// machine is too slow: time stretches, nothing is skipped), publishes Snapshots and takes inputs.
// Neither side waits for the other: a lock is held only to swap a pointer or to move an input.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/debrief/moments.hpp"
#include "app/run/drill_run.hpp"
#include "drill/script.hpp"
#include "drill/snapshot.hpp"

namespace firedrill {

// What hands do between two ticks. Taps shorter than a tick are kept until a tick has seen them.
struct HandsInput {
    std::int8_t forward = 0, right = 0;
    std::int32_t yaw_mdeg = 0, pitch_mdeg = 0;
    std::uint16_t down = 0;    // held now
    std::uint16_t tapped = 0;  // went down since the last call
};

struct SimulationOptions {
    std::string scenario_file;
    Language language = Language::zh;  // of what is wrong with it
    ModeChoice mode;
    DrillRunSettings run;
    std::string database;
    std::string script;  // empty: hands
    std::string hashes_out;
    std::string replay_out;
    std::string difficulty;  // of faults drawn from the scenario's pool; see RunOptions
    bool own_faults = true;  // drawn ones come besides the scenario's own; see RunOptions
    double pace = 1.0;       // simulated per real second at most [0 = as fast as it goes]
};

class SimulationThread {
  public:
    // Returns at once; loading happens on the thread.
    explicit SimulationThread(SimulationOptions options);
    ~SimulationThread();  // stops; an unfinished drill is recorded as interrupted

    enum class Phase { loading, running, finished, failed };
    Phase phase() const { return phase_.load(std::memory_order_acquire); }

    // Valid from phase running on, constant afterwards.
    const Building& building() const { return *building_; }
    // The newest snapshot (null while loading) and the one before it.
    std::shared_ptr<const Snapshot> newest() const;
    std::shared_ptr<const Snapshot> previous() const;

    void hands(const HandsInput& hands);
    void command(TraineeCommand command);
    void inject(std::string id);
    void pause(bool paused) { paused_.store(paused); }
    bool paused() const { return paused_.load(); }
    double speed() const { return speed_.load(); }  // simulated per real second, lately
    bool scripted() const { return !options_.script.empty(); }

    // After phase failed: why. After finished: what went wrong while recording, if anything.
    std::optional<Problem> problem() const;
    std::int64_t record_id() const { return record_id_.load(); }
    // Only in phase finished.
    const Moments& moments() const { return *moments_; }
    const Replay& replay() const { return replay_; }

  private:
    void run();
    void play();
    TickInput take_input();
    void publish(const Drill& drill);
    void set_problem(Problem problem);

    SimulationOptions options_;
    std::unique_ptr<Building> building_;
    std::unique_ptr<Moments> moments_;
    Replay replay_;
    std::atomic<Phase> phase_{Phase::loading};
    std::atomic<bool> stop_{false}, paused_{false};
    std::atomic<double> speed_{1.0};
    std::atomic<std::int64_t> record_id_{0};
    mutable std::mutex mutex_;  // of everything below
    HandsInput hands_;
    std::vector<TraineeCommand> commands_;
    std::vector<std::string> injects_;
    std::vector<std::shared_ptr<Snapshot>> pool_;
    std::shared_ptr<Snapshot> newest_, previous_;
    std::optional<Problem> problem_;
    std::thread thread_;  // last: starts when all else is ready
};

}  // namespace firedrill
