#include "app/run/drill_run.hpp"

#include <algorithm>
#include <cmath>

#include "building/load.hpp"

namespace firedrill {
namespace {

std::uint64_t ticks_in(double seconds, double dt_s) {
    return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::lround(seconds / dt_s)));
}

}  // namespace

DrillRun::DrillRun(const Building& building, const DrillRunSettings& settings, Store* store)
    : drill_(std::make_unique<Drill>(building, settings.drill)),
      store_(store),
      ticks_per_second_(ticks_in(1.0, settings.drill.dt_s)),
      ticks_per_track_point_(ticks_in(0.5, settings.drill.dt_s)) {
    replay_.scenario_text = write_scenario(building.scenario);
    replay_.trainee_name = settings.trainee;
    replay_.settings = settings.drill;
    if (store_ == nullptr) return;
    DrillStart start;
    start.scenario_id = building.scenario.id;
    start.scenario_version = building.scenario.version;
    start.scenario_name = building.scenario.name;
    start.scenario_text = replay_.scenario_text;
    start.trainee = settings.trainee;
    start.session = settings.session;
    start.settings = settings.drill;
    record_id_ = store_->begin(start);
}

void DrillRun::tick(const TickInput& input) {
    drill_->tick(input);
    replay_.inputs.push_back(input);
    replay_.hashes.push_back(drill_->hash());
    const std::uint64_t ticks = drill_->ticks();
    if (drill_->trainee().present && ticks % ticks_per_track_point_ == 0) {
        new_track_.push_back({drill_->time_s(), drill_->trainee().feet, drill_->trainee().yaw_rad});
    }
    if (ticks % ticks_per_second_ == 0) store_new();
}

void DrillRun::store_new() {
    if (store_ == nullptr || record_id_ == 0 || storage_error_) return;
    try {
        store_->append(record_id_, drill_->timeline(), stored_events_,
                       pack_ticks(replay_, stored_ticks_, replay_.inputs.size()), new_track_);
        stored_events_ = drill_->timeline().size();
        stored_ticks_ = replay_.inputs.size();
        new_track_.clear();
    } catch (const LoadError& error) {
        storage_error_ = error.problem();
    }
}

void DrillRun::finish(bool interrupted) {
    store_new();
    if (store_ == nullptr || record_id_ == 0 || storage_error_ || interrupted) return;
    try {
        store_->finish(record_id_, drill_->score(), drill_->totals(), drill_->hash());
    } catch (const LoadError& error) {
        storage_error_ = error.problem();
    }
}

}  // namespace firedrill
