// DrillRun: a drill together with what must not be lost of it: the replay, and the record in the
// database, brought up to date once per simulated second. The window and the command line both run
// drills through it, so that they record alike.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drill/drill.hpp"
#include "drill/replay.hpp"
#include "record/store.hpp"

namespace firedrill {

struct DrillRunSettings {
    DrillSettings drill;
    std::string trainee;
    std::string session;
};

class DrillRun {
  public:
    // `store` may be null (nothing is recorded) and must outlive the run. Throws LoadError.
    DrillRun(const Building& building, const DrillRunSettings& settings, Store* store);

    // One tick, its hash, and once a second the record. A database error does not stop the drill:
    // it is kept in storage_error(), and the replay stays complete in memory.
    void tick(const TickInput& input);

    // Writes what is left and closes the record; call once, when finished or abandoned.
    // `interrupted` leaves the record marked as not finished.
    void finish(bool interrupted = false);

    const Drill& drill() const { return *drill_; }
    const Replay& replay() const { return replay_; }
    std::int64_t record_id() const { return record_id_; }  // 0: not recorded
    const std::optional<Problem>& storage_error() const { return storage_error_; }

  private:
    void store_new();

    std::unique_ptr<Drill> drill_;
    Replay replay_;
    Store* store_;
    std::int64_t record_id_ = 0;
    std::size_t stored_ticks_ = 0;
    std::size_t stored_events_ = 0;
    std::vector<TrackPoint> new_track_;
    std::uint64_t ticks_per_second_;
    std::uint64_t ticks_per_track_point_;
    std::optional<Problem> storage_error_;
};

}  // namespace firedrill
