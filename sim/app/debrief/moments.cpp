#include "app/window/moments.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace firedrill {
namespace {

constexpr double frame_s = 0.5;  // between two pictures of a moment
constexpr std::size_t frames_before = 4, frames_after = 3;
constexpr std::size_t most_moments = 120;

}  // namespace

PackedSnapshot::PackedSnapshot(const Snapshot& snapshot) {
    for (std::size_t i = 0; i + 1 < snapshot.smoke.size(); i += 2) {
        const std::uint8_t smoke = snapshot.smoke[i], heat = snapshot.smoke[i + 1];
        if (!runs_.empty() && runs_.back().smoke == smoke && runs_.back().heat == heat &&
            runs_.back().length < std::numeric_limits<std::uint16_t>::max()) {
            ++runs_.back().length;
        } else {
            runs_.push_back({1, smoke, heat});
        }
    }
    runs_.shrink_to_fit();
    // Copying all but the smoke.
    rest_.tick = snapshot.tick;
    rest_.time_s = snapshot.time_s;
    rest_.trainee = snapshot.trainee;
    rest_.occupants = snapshot.occupants;
    rest_.door_fraction = snapshot.door_fraction;
    rest_.window_broken = snapshot.window_broken;
    rest_.sources = snapshot.sources;
    rest_.fixtures = snapshot.fixtures;
    rest_.jet = snapshot.jet;
    rest_.jet_agent = snapshot.jet_agent;
    rest_.nx = snapshot.nx;
    rest_.ny = snapshot.ny;
    rest_.nz = snapshot.nz;
    rest_.grid_origin = snapshot.grid_origin;
    rest_.grid_h = snapshot.grid_h;
    rest_.alarm = snapshot.alarm;
    rest_.mains_power = snapshot.mains_power;
    rest_.crowd = snapshot.crowd;
    rest_.fire = snapshot.fire;
}

Snapshot PackedSnapshot::unpacked() const {
    Snapshot snapshot = rest_;
    const auto cells = static_cast<std::size_t>(rest_.nx) * static_cast<std::size_t>(rest_.ny) *
                       static_cast<std::size_t>(rest_.nz);
    snapshot.smoke.reserve(2 * cells);
    for (const Run& run : runs_) {
        for (std::uint16_t n = 0; n < run.length; ++n) {
            snapshot.smoke.push_back(run.smoke);
            snapshot.smoke.push_back(run.heat);
        }
    }
    return snapshot;
}

Moments::Moments(const DrillPlan* plan) {
    if (plan == nullptr) return;
    const auto want = [&](const std::vector<EventCondition>& conditions) {
        for (const EventCondition& condition : conditions) wanted_.insert(condition.event);
    };
    for (const RubricItem& item : plan->rubric) {
        wanted_.insert(item.event);
        want(item.any_of);
        want(item.all_of);
    }
    wanted_.erase("");
}

void Moments::after_tick(const Drill& drill, const Snapshot& snapshot) {
    const Timeline& timeline = drill.timeline();
    bool open = false;
    for (; events_seen_ < timeline.size(); ++events_seen_) {
        const TimelineEvent& event = timeline[events_seen_];
        const bool again = !moments_.empty() && event.time_s - moments_.back().time_s < 1e-6;
        if (!again && wanted_.contains(event.name) && moments_.size() < most_moments) {
            moments_.push_back({event.time_s, recent_});
            open = true;
        }
    }
    if (!open && snapshot.time_s + 1e-9 < next_frame_s_) return;
    next_frame_s_ = snapshot.time_s + frame_s;
    const auto frame = std::make_shared<const PackedSnapshot>(snapshot);
    recent_.push_back(frame);
    if (recent_.size() > frames_before) recent_.erase(recent_.begin());
    for (auto moment = moments_.rbegin(); moment != moments_.rend(); ++moment) {
        const double since_s = snapshot.time_s - moment->time_s;
        if (since_s > frame_s * static_cast<double>(frames_after)) break;
        moment->frames.push_back(frame);
    }
}

const Moment* Moments::at(double time_s, double slack_s) const {
    const Moment* nearest = nullptr;
    for (const Moment& moment : moments_) {
        const double off_s = std::abs(moment.time_s - time_s);
        if (off_s <= slack_s && !moment.frames.empty()) slack_s = off_s, nearest = &moment;
    }
    return nearest;
}

}  // namespace firedrill
