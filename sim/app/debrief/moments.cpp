#include "app/debrief/moments.hpp"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <limits>
#include <numbers>

#include "drill/rubric.hpp"

namespace firedrill {
namespace {

constexpr double frame_s = 0.5;  // between two pictures of a moment
constexpr std::size_t frames_before = 4, frames_after = 3;
constexpr std::size_t most_photographs = 60;  // more than a round has time for
constexpr double same_tick_s = 1e-6;

// The nearest way round from one heading to another.
double turned_by(double from_rad, double to_rad, double share) {
    return from_rad + share * std::remainder(to_rad - from_rad, 2 * std::numbers::pi);
}

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
    rest_.hoses = snapshot.hoses;
    rest_.jet_agent = snapshot.jet_agent;
    rest_.nx = snapshot.nx;
    rest_.ny = snapshot.ny;
    rest_.nz = snapshot.nz;
    rest_.grid_origin = snapshot.grid_origin;
    rest_.grid_h = snapshot.grid_h;
    rest_.alarm = snapshot.alarm;
    rest_.power = snapshot.power;
    rest_.crowd = snapshot.crowd;
    rest_.fire = snapshot.fire;
    rest_.mended_building = snapshot.mended_building;
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

Frame Moment::itself() const {
    const auto nearest =
        std::min_element(frames.begin(), frames.end(), [&](const Frame& a, const Frame& b) {
            return std::abs(a->time_s() - time_s) < std::abs(b->time_s() - time_s);
        });
    return nearest == frames.end() ? nullptr : *nearest;
}

Snapshot between(const Snapshot& earlier, const Snapshot& later, double share) {
    Snapshot shown = earlier;
    // Where the fire phase lies between them there is no way from one to the other.
    if (earlier.mended_building != later.mended_building ||
        earlier.trainee.phase != later.trainee.phase)
        return shown;
    shown.time_s = std::lerp(earlier.time_s, later.time_s, share);
    TraineeView& eye = shown.trainee;
    eye.feet = glm::mix(eye.feet, later.trainee.feet, share);
    eye.eye_height_m = std::lerp(eye.eye_height_m, later.trainee.eye_height_m, share);
    eye.yaw_rad = turned_by(eye.yaw_rad, later.trainee.yaw_rad, share);
    eye.pitch_rad = std::lerp(eye.pitch_rad, later.trainee.pitch_rad, share);
    const auto part = static_cast<float>(share);
    if (shown.occupants.size() == later.occupants.size()) {
        for (std::size_t who = 0; who < shown.occupants.size(); ++who) {
            SnapshotOccupant& person = shown.occupants[who];
            const SnapshotOccupant& then = later.occupants[who];
            person.feet = glm::mix(person.feet, then.feet, part);
            person.heading_rad =
                static_cast<float>(turned_by(person.heading_rad, then.heading_rad, share));
        }
    }
    if (shown.door_fraction.size() == later.door_fraction.size()) {
        for (std::size_t door = 0; door < shown.door_fraction.size(); ++door)
            shown.door_fraction[door] =
                std::lerp(shown.door_fraction[door], later.door_fraction[door], part);
    }
    return shown;
}

Moments::Moments(const DrillPlan* plan) : plan_(plan) {
    if (plan == nullptr) return;
    for (const RubricItem& item : plan->rubric) {
        if (!concerns(item, *plan)) continue;
        Awaited awaited;
        if (!item.event.empty()) awaited.any_of.push_back(item);
        awaited.any_of.insert(awaited.any_of.end(), item.any_of.begin(), item.any_of.end());
        if (!awaited.any_of.empty()) {
            awaited_.push_back(std::move(awaited));
            continue;
        }
        // Once all have happened the last of them decides: each is awaited for itself.
        for (const EventCondition& condition : item.all_of) awaited_.push_back({{condition}});
    }
}

bool Moments::can_decide(const TimelineEvent& event, const Timeline& timeline) {
    bool can = false;
    for (Awaited& awaited : awaited_) {
        if (awaited.settled) continue;
        for (EventCondition condition : awaited.any_of) {
            if (meets(condition, event, timeline)) {
                can = awaited.settled = true;
                break;
            }
            // A span counted from something that has not happened yet is open: when it has, this
            // was within it.
            const bool open_span =
                condition.within_s && !condition.of_event.empty() &&
                std::none_of(timeline.begin(), timeline.end(),
                             [&](const TimelineEvent& e) { return e.name == condition.of_event; });
            if (!open_span) continue;
            condition.within_s.reset();
            can |= meets(condition, event, timeline);
        }
    }
    return can;
}

void Moments::note_overlooked(const TimelineEvent& event) {
    if (event.name == "exit.verdict_missed")
        overlooked_.push_back({event.time_s, event.target, event.target, "", nullptr});
    if (event.name != "fault.missed" || plan_ == nullptr) return;
    for (const Fault& fault : plan_->faults) {
        if (fault.id == event.target)
            overlooked_.push_back({event.time_s, fault.id, fault.target, fault.code, nullptr});
    }
}

void Moments::after_tick(const Drill& drill, const Snapshot& snapshot) {
    const Timeline& timeline = drill.timeline();
    bool open = false;
    std::vector<Photograph> taken;
    for (; events_seen_ < timeline.size(); ++events_seen_) {
        const TimelineEvent& event = timeline[events_seen_];
        if (event.name == "photo.taken" && photographs_.size() + taken.size() < most_photographs)
            taken.push_back({event.time_s, event.target, nullptr});
        note_overlooked(event);
        if (!can_decide(event, timeline)) continue;
        open = true;
        const bool again = !moments_.empty() && event.time_s - moments_.back().time_s < same_tick_s;
        if (!again) moments_.push_back({event.time_s, recent_});
    }
    const bool all_over = !overlooked_.empty() && overlooked_.back().seen == nullptr;
    if (!open && !all_over && taken.empty() && snapshot.time_s + 1e-9 < next_frame_s_) return;
    const auto frame = std::make_shared<const PackedSnapshot>(snapshot);
    for (Photograph& photograph : taken) {
        photograph.seen = frame;
        photographs_.push_back(std::move(photograph));
    }
    for (Overlooked& one : overlooked_) {
        if (one.seen == nullptr) one.seen = frame;
    }
    for (auto moment = moments_.rbegin(); moment != moments_.rend(); ++moment) {
        const double since_s = snapshot.time_s - moment->time_s;
        if (since_s > frame_s * static_cast<double>(frames_after)) break;
        // The end of a drill is published twice.
        if (moment->frames.empty() || moment->frames.back()->time_s() < snapshot.time_s)
            moment->frames.push_back(frame);
    }
    if (snapshot.time_s + 1e-9 < next_frame_s_) return;
    next_frame_s_ = snapshot.time_s + frame_s;
    recent_.push_back(frame);
    if (recent_.size() > frames_before) recent_.erase(recent_.begin());
}

const Moment* Moments::at(double time_s) const {
    const auto found = std::find_if(moments_.begin(), moments_.end(), [&](const Moment& moment) {
        return std::abs(moment.time_s - time_s) < same_tick_s;
    });
    return found == moments_.end() ? nullptr : &*found;
}

const Overlooked* Moments::overlooked(double time_s, const std::string& target) const {
    const auto found =
        std::find_if(overlooked_.begin(), overlooked_.end(), [&](const Overlooked& one) {
            return std::abs(one.time_s - time_s) < same_tick_s && one.target == target;
        });
    return found == overlooked_.end() ? nullptr : &*found;
}

std::size_t Moments::bytes() const {
    std::size_t sum = 0;
    std::vector<const PackedSnapshot*> frames;
    for (const Moment& moment : moments_) {
        for (const Frame& frame : moment.frames) frames.push_back(frame.get());
    }
    for (const Photograph& photograph : photographs_) frames.push_back(photograph.seen.get());
    std::sort(frames.begin(), frames.end());
    frames.erase(std::unique(frames.begin(), frames.end()), frames.end());
    for (const PackedSnapshot* frame : frames) sum += frame->bytes();
    return sum;
}

}  // namespace firedrill
