// Store: results, timelines and replays of drills in SQLite (WAL, foreign keys, schema version with
// migrations). A drill is stored while it runs, once a second; a killed process loses at most the
// last second of it and no finished one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drill/drill.hpp"
#include "drill/replay.hpp"

namespace firedrill {

struct DrillStart {
    std::string scenario_id, scenario_version;
    LocalText scenario_name;
    std::string scenario_text;  // whole, for reports and replays
    std::string trainee;
    std::string session;  // empty: none
    DrillSettings settings;
};

struct DrillRecord {
    std::int64_t id = 0;
    DrillStart start;
    std::string started_at, finished_at;  // ISO 8601 UTC; finished_at empty: interrupted
    double simulated_s = 0;
    bool finished = false;
    Score score;  // complete when finished
    DrillTotals totals;
    std::uint64_t final_hash = 0;
};

// A row of the record's timeline; like TimelineEvent, owning its name.
struct RecordedEvent {
    double time_s = 0;
    std::string name, target, detail;
    double value = 0;
    Vec3 place{0, 0, 0};
};

// Where the trainee was: for the way on the report's floor plans.
struct TrackPoint {
    double time_s = 0;
    Vec3 feet{0, 0, 0};
    double yaw_rad = 0;
};

// A picture that belongs to a record: the moment that decided a line of the score, or a photograph
// that the trainee took.
struct RecordPicture {
    enum class Kind : std::uint8_t { moment, photograph } kind = Kind::moment;
    double time_s = 0;  // a line's moment has the time of the line
    // What was photographed, empty: nothing in particular. Of a moment: the target of the line that
    // it belongs to alone, because it shows what was overlooked; empty: of all lines of that time.
    std::string target;
    std::string jpeg;  // bytes of the file
};

class Store {
  public:
    // `url`: a file path, or "sqlite:path". Creates what is missing, migrates older versions.
    // Throws LoadError for a newer version, a file that is no database, a read-only folder, a full
    // disk.
    explicit Store(const std::string& url);
    ~Store();

    std::int64_t begin(const DrillStart& start);
    // New events, packed ticks (pack_ticks) and way points since the last call; one transaction.
    void append(std::int64_t drill, const Timeline& timeline, std::size_t first_event,
                const std::string& packed_ticks, const std::vector<TrackPoint>& track);
    void finish(std::int64_t drill, const Score& score, const DrillTotals& totals,
                std::uint64_t final_hash);

    // In place of those that the record had; one transaction.
    void put_pictures(std::int64_t drill, const std::vector<RecordPicture>& pictures);

    std::vector<DrillRecord> list(
        std::size_t limit = 1000) const;  // newest first, without score lines
    std::optional<DrillRecord> get(std::int64_t drill) const;
    std::vector<RecordedEvent> timeline(std::int64_t drill) const;
    std::vector<TrackPoint> track(std::int64_t drill) const;
    std::vector<RecordPicture> pictures(std::int64_t drill) const;  // in the order of time
    Replay replay(std::int64_t drill) const;  // throws LoadError where there is none

    // Default place: $XDG_DATA_HOME/firedrill/firedrill.db
    static std::string default_url();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace firedrill
