#include "record/rehearsal/quality_watch.hpp"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

namespace firedrill::rehearsal {
namespace {

constexpr double bucket_m = 1.0;          // more than two radii of the largest body
constexpr double other_storey_m = 1.0;    // bodies whose feet are further apart do not meet
constexpr double moved_on_m = 0.25;       // less than this is shuffling, not walking
constexpr double new_ground_m = 1.0;      // further than this from every place of the trail
constexpr std::size_t trail_places = 60;  // to and fro on 60 m of corridor, or all over a room
constexpr double free_gap_m = 0.5;        // clear between two bodies: a step
constexpr double ahead_cosine = 0.5;      // within 60 degrees of the heading
constexpr int most_flaws_of_a_kind = 4;

}  // namespace

QualityWatch::QualityWatch(const WalkMap& map, const OccupantsView& people,
                           bool gone_when_assembled)
    : gone_when_assembled_(gone_when_assembled) {
    const std::size_t count = people.position.size();
    stand_.assign(people.position.begin(), people.position.end());
    stand_since_s_.assign(count, 0.0);
    trail_.assign(trail_places * count, Vec3{0, 0, 0});
    trail_length_.assign(count, 0);
    trail_next_.assign(count, 0);
    exits_gone_to_.assign(count, 0);
    dithers_s_.assign(count, 0.0);
    called_stuck_.assign(count, 0);
    called_overlap_.assign(count, 0);
    called_outside_.assign(count, 0);
    checks_.flaws.reserve(3 * most_flaws_of_a_kind);
    Vec2 low{1e9, 1e9}, high{-1e9, -1e9};
    for (const WalkLayer& layer : map.layers) {
        low = glm::min(low, layer.origin);
        high = glm::max(high, layer.origin + map.h * Vec2(layer.nx, layer.ny));
    }
    if (low.x > high.x) low = high = {0, 0};
    bucket_origin_ = low;
    buckets_x_ = static_cast<int>((high.x - low.x) / bucket_m) + 1;
    buckets_y_ = static_cast<int>((high.y - low.y) / bucket_m) + 1;
    bucket_head_.assign(static_cast<std::size_t>(buckets_x_ * buckets_y_), -1);
    bucket_next_.assign(count, -1);
}

void QualityWatch::look(const WalkMap& map, const OccupantsView& people, double time_s) {
    fill_buckets(people);
    watch_overlap(people, time_s);
    watch_still(people, time_s);
    watch_ground(people, time_s);
    watch_floor(map, people, time_s);
    last_look_s_ = time_s;
}

bool QualityWatch::bodily_there(const OccupantsView& people, std::size_t who) const {
    return !(gone_when_assembled_ && people.state[who] == OccupantState::assembled);
}

void QualityWatch::fill_buckets(const OccupantsView& people) {
    std::fill(bucket_head_.begin(), bucket_head_.end(), -1);
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        if (!bodily_there(people, who)) continue;
        const Vec2 at = (people.position[who] - bucket_origin_) / bucket_m;
        const int x = std::clamp(static_cast<int>(at.x), 0, buckets_x_ - 1);
        const int y = std::clamp(static_cast<int>(at.y), 0, buckets_y_ - 1);
        std::int32_t& head = bucket_head_[static_cast<std::size_t>(x + buckets_x_ * y)];
        bucket_next_[who] = head;
        head = static_cast<std::int32_t>(who);
    }
}

// Calls meet(other) for everybody in the nine buckets around `at`.
template <class Meet>
void QualityWatch::around(Vec2 at, Meet&& meet) const {
    const Vec2 place = (at - bucket_origin_) / bucket_m;
    const int x = std::clamp(static_cast<int>(place.x), 0, buckets_x_ - 1);
    const int y = std::clamp(static_cast<int>(place.y), 0, buckets_y_ - 1);
    for (int j = std::max(0, y - 1); j <= std::min(buckets_y_ - 1, y + 1); ++j) {
        for (int i = std::max(0, x - 1); i <= std::min(buckets_x_ - 1, x + 1); ++i) {
            for (std::int32_t other = bucket_head_[static_cast<std::size_t>(i + buckets_x_ * j)];
                 other >= 0; other = bucket_next_[static_cast<std::size_t>(other)])
                meet(static_cast<std::size_t>(other));
        }
    }
}

void QualityWatch::watch_overlap(const OccupantsView& people, double time_s) {
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        if (!bodily_there(people, who)) continue;
        around(people.position[who], [&](std::size_t other) {
            if (other <= who ||
                std::abs(people.floor_z[who] - people.floor_z[other]) > other_storey_m)
                return;
            const double overlap = static_cast<double>(people.radius[who]) + people.radius[other] -
                                   glm::distance(people.position[who], people.position[other]);
            checks_.largest_overlap_m = std::max(checks_.largest_overlap_m, overlap);
            if (overlap <= allowed_overlap_m || called_overlap_[who] != 0) return;
            called_overlap_[who] = 1;
            note_flaw(Flaw::Kind::overlap, time_s, people, who);
        });
    }
}

bool QualityWatch::way_is_free(const OccupantsView& people, std::size_t who) const {
    const Vec2 heading{std::cos(people.heading_rad[who]), std::sin(people.heading_rad[who])};
    bool free = true;
    around(people.position[who], [&](std::size_t other) {
        if (other == who || std::abs(people.floor_z[who] - people.floor_z[other]) > other_storey_m)
            return;
        const Vec2 to = people.position[other] - people.position[who];
        const double distance = glm::length(to);
        const double reach =
            static_cast<double>(people.radius[who]) + people.radius[other] + free_gap_m;
        if (distance < reach && glm::dot(to, heading) > ahead_cosine * distance) free = false;
    });
    return free;
}

void QualityWatch::watch_still(const OccupantsView& people, double time_s) {
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        const bool wants_to_walk = people.state[who] == OccupantState::walking &&
                                   people.exit_goal[who] >= 0 &&
                                   (people.held.empty() || people.held[who] == 0);
        if (!wants_to_walk || glm::distance(people.position[who], stand_[who]) > moved_on_m) {
            stand_[who] = people.position[who];
            stand_since_s_[who] = time_s;
            continue;
        }
        const double still_s = time_s - stand_since_s_[who];
        checks_.longest_still_s = std::max(checks_.longest_still_s, still_s);
        if (still_s >= stuck_after_s && called_stuck_[who] == 0 && way_is_free(people, who)) {
            called_stuck_[who] = 1;
            ++checks_.stuck;
            note_flaw(Flaw::Kind::stuck, time_s, people, who);
        }
    }
}

// Adds the place to the trail where it is new, or where an exit that it has not gone to yet gives
// it reason to go back on its trail.
bool QualityWatch::on_new_ground(const OccupantsView& people, std::size_t who) {
    const Vec3 here{people.position[who], people.floor_z[who]};
    const auto exit = static_cast<unsigned>(people.exit_goal[who]) % 64;
    const bool first_time = (exits_gone_to_[who] >> exit & 1) == 0;
    if (first_time) trail_length_[who] = trail_next_[who] = 0;
    exits_gone_to_[who] |= std::uint64_t{1} << exit;
    Vec3* trail = &trail_[who * trail_places];
    if (std::any_of(trail, trail + trail_length_[who],
                    [&](Vec3 place) { return glm::distance(place, here) <= new_ground_m; }))
        return false;
    trail[trail_next_[who]] = here;
    trail_next_[who] = static_cast<std::uint8_t>((trail_next_[who] + 1) % trail_places);
    if (trail_length_[who] < trail_places) ++trail_length_[who];
    return true;
}

void QualityWatch::watch_ground(const OccupantsView& people, double time_s) {
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        if (people.state[who] != OccupantState::walking || people.exit_goal[who] < 0) {
            // Waits, is out, or is about something else than the way out: sets out anew after it.
            trail_length_[who] = trail_next_[who] = 0;
            exits_gone_to_[who] = 0;
            dithers_s_[who] = 0;
            continue;
        }
        if (on_new_ground(people, who)) {
            dithers_s_[who] = 0;
            continue;
        }
        const bool held = !people.held.empty() && people.held[who] != 0;
        if (held || called_stuck_[who] != 0 || !way_is_free(people, who)) continue;
        dithers_s_[who] += time_s - last_look_s_;
        if (dithers_s_[who] < stuck_after_s) continue;
        called_stuck_[who] = 1;
        ++checks_.stuck;
        note_flaw(Flaw::Kind::stuck, time_s, people, who);
    }
}

void QualityWatch::watch_floor(const WalkMap& map, const OccupantsView& people, double time_s) {
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        if (!bodily_there(people, who)) continue;
        const std::int32_t cell =
            people.layer[who] < 0 ? -1 : map.cell_at(people.layer[who], people.position[who]);
        if (cell >= 0 && map.surface[static_cast<std::size_t>(cell)] != Surface::none) continue;
        ++checks_.outside_samples;
        if (called_outside_[who] != 0) continue;
        called_outside_[who] = 1;
        note_flaw(Flaw::Kind::outside, time_s, people, who);
    }
}

void QualityWatch::note_flaw(Flaw::Kind kind, double time_s, const OccupantsView& people,
                             std::size_t who) {
    const auto known = std::count_if(checks_.flaws.begin(), checks_.flaws.end(),
                                     [&](const Flaw& flaw) { return flaw.kind == kind; });
    if (known < most_flaws_of_a_kind)
        checks_.flaws.push_back({kind, time_s, {people.position[who], people.floor_z[who]}});
}

}  // namespace firedrill::rehearsal
