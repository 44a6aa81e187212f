#include "record/rehearsal/observer.hpp"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "base/hash.hpp"

namespace firedrill::rehearsal {
namespace {

constexpr double sample_s = 0.5;
constexpr double bucket_m = 1.0;        // more than two radii of the largest body
constexpr double other_storey_m = 1.0;  // bodies whose feet are further apart do not meet
constexpr double moved_on_m = 0.25;     // less than this is shuffling, not walking
constexpr double free_gap_m = 0.5;      // clear between two bodies: a step
constexpr double ahead_cosine = 0.5;    // within 60 degrees of the heading
constexpr int most_faults_of_a_kind = 4;

bool under_way(OccupantState state) {
    return state == OccupantState::walking || state == OccupantState::out;
}

}  // namespace

Observer::Observer(const Drill& drill)
    : raster_(make_plan_raster(drill.building(), drill.walk_map())),
      classes_(make_classes(drill.building())) {
    const Scenario& scenario = drill.building().scenario;
    const OccupantsView people = drill.occupants();
    const std::size_t count = people.position.size();
    gone_when_assembled_ = scenario.assembly_points.empty();
    maps_.max_density_1_m2.assign(raster_.squares(), 0.0f);
    maps_.crowded_s.assign(raster_.squares(), 0.0f);
    maps_.queue_person_s.assign(raster_.squares(), 0.0f);
    people_on_.assign(raster_.squares(), 0);
    last_assembled_s_.assign(classes_.list.size(), -1);
    at_planned_point_.assign(classes_.list.size(), 0);
    missing_.assign(scenario.occupants.size(), -1);
    counter_of_class_.assign(classes_.list.size(), -1);
    for (std::size_t c = 0; c < classes_.list.size(); ++c) {
        const auto counter =
            std::find(people.group.begin(), people.group.end(), classes_.list[c].counter);
        if (classes_.list[c].counter >= 0 && counter != people.group.end())
            counter_of_class_[c] = static_cast<std::int32_t>(counter - people.group.begin());
    }
    stand_.assign(people.position.begin(), people.position.end());
    stand_since_s_.assign(count, 0.0);
    called_stuck_.assign(count, 0);
    checks_.faults.reserve(3 * most_faults_of_a_kind);
    Vec2 low{1e9, 1e9}, high{-1e9, -1e9};
    for (const WalkLayer& layer : drill.walk_map().layers) {
        low = glm::min(low, layer.origin);
        high = glm::max(high, layer.origin + drill.walk_map().h * Vec2(layer.nx, layer.ny));
    }
    if (low.x > high.x) low = high = {0, 0};
    bucket_origin_ = low;
    buckets_x_ = static_cast<int>((high.x - low.x) / bucket_m) + 1;
    buckets_y_ = static_cast<int>((high.y - low.y) / bucket_m) + 1;
    bucket_head_.assign(static_cast<std::size_t>(buckets_x_ * buckets_y_), -1);
    bucket_next_.assign(count, -1);
}

void Observer::look(const Drill& drill) {
    const double dt = drill.time_s() - last_tick_s_;
    last_tick_s_ = drill.time_s();
    read_timeline(drill);
    const OccupantsView people = drill.occupants();
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        if (people.state[who] != OccupantState::walking || people.exit_goal[who] < 0 ||
            people.speed[who] >= queue_speed_m_s)
            continue;
        const std::int32_t square = raster_.square_at(people.position[who], people.floor_z[who]);
        if (square >= 0)
            maps_.queue_person_s[static_cast<std::size_t>(square)] += static_cast<float>(dt);
    }
    if (drill.time_s() + 1e-9 >= next_sample_s_) {
        sample(drill);
        next_sample_s_ += sample_s;
    }
}

void Observer::read_timeline(const Drill& drill) {
    const Timeline& timeline = drill.timeline();
    const auto group_of = [&](const TimelineEvent& event) {
        const Entity entity = drill.building().find(event.target);
        return entity.kind == EntityKind::group ? entity.index : -1;
    };
    for (; events_read_ < timeline.size(); ++events_read_) {
        const TimelineEvent& event = timeline[events_read_];
        if (event.name == "alarm.raised") {
            alarm_s_ = event.time_s;
        } else if (event.name == "occupant.assembled") {
            const std::int32_t group = group_of(event);
            if (group < 0) continue;
            const auto c =
                static_cast<std::size_t>(classes_.of_group[static_cast<std::size_t>(group)]);
            last_assembled_s_[c] = event.time_s;
            at_planned_point_[c] += classes_.list[c].assembly == static_cast<int>(event.value);
        } else if (event.name == "occupants.head_count") {
            // One who counts for several plans answers for the worst of them.
            const std::int32_t group = group_of(event);
            if (group < 0) continue;
            int& missing = missing_[static_cast<std::size_t>(group)];
            missing = std::max(missing, static_cast<int>(event.value));
        }
    }
}

bool Observer::bodily_there(const OccupantsView& people, std::size_t who) const {
    return !(gone_when_assembled_ && people.state[who] == OccupantState::assembled);
}

void Observer::sample(const Drill& drill) {
    const OccupantsView people = drill.occupants();
    fill_buckets(people);
    watch_overlap(people, drill.time_s());
    watch_still(people, drill.time_s());
    watch_floor(drill, people);
    add_density(people);
}

void Observer::fill_buckets(const OccupantsView& people) {
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

namespace {

// Calls meet(other) for everybody in the nine buckets around `at`.
template <class Meet>
void around(Vec2 at, Vec2 origin, int nx, int ny, const std::vector<std::int32_t>& head,
            const std::vector<std::int32_t>& next, Meet&& meet) {
    const Vec2 place = (at - origin) / bucket_m;
    const int x = std::clamp(static_cast<int>(place.x), 0, nx - 1);
    const int y = std::clamp(static_cast<int>(place.y), 0, ny - 1);
    for (int j = std::max(0, y - 1); j <= std::min(ny - 1, y + 1); ++j) {
        for (int i = std::max(0, x - 1); i <= std::min(nx - 1, x + 1); ++i) {
            for (std::int32_t other = head[static_cast<std::size_t>(i + nx * j)]; other >= 0;
                 other = next[static_cast<std::size_t>(other)])
                meet(static_cast<std::size_t>(other));
        }
    }
}

}  // namespace

void Observer::watch_overlap(const OccupantsView& people, double time_s) {
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        if (!bodily_there(people, who)) continue;
        around(people.position[who], bucket_origin_, buckets_x_, buckets_y_, bucket_head_,
               bucket_next_, [&](std::size_t other) {
                   if (other <= who ||
                       std::abs(people.floor_z[who] - people.floor_z[other]) > other_storey_m)
                       return;
                   const double overlap =
                       static_cast<double>(people.radius[who]) + people.radius[other] -
                       glm::distance(people.position[who], people.position[other]);
                   if (overlap <= checks_.largest_overlap_m) return;
                   if (overlap > allowed_overlap_m)
                       note_fault(Fault::Kind::overlap, time_s, people, who);
                   checks_.largest_overlap_m = overlap;
               });
    }
}

bool Observer::way_is_free(const OccupantsView& people, std::size_t who) const {
    const Vec2 heading{std::cos(people.heading_rad[who]), std::sin(people.heading_rad[who])};
    bool free = true;
    around(people.position[who], bucket_origin_, buckets_x_, buckets_y_, bucket_head_, bucket_next_,
           [&](std::size_t other) {
               if (other == who ||
                   std::abs(people.floor_z[who] - people.floor_z[other]) > other_storey_m)
                   return;
               const Vec2 to = people.position[other] - people.position[who];
               const double distance = glm::length(to);
               const double reach =
                   static_cast<double>(people.radius[who]) + people.radius[other] + free_gap_m;
               if (distance < reach && glm::dot(to, heading) > ahead_cosine * distance)
                   free = false;
           });
    return free;
}

void Observer::watch_still(const OccupantsView& people, double time_s) {
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        const bool wants_to_walk =
            people.state[who] == OccupantState::walking && people.exit_goal[who] >= 0;
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
            note_fault(Fault::Kind::stuck, time_s, people, who);
        }
    }
}

void Observer::watch_floor(const Drill& drill, const OccupantsView& people) {
    const WalkMap& map = drill.walk_map();
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        if (!bodily_there(people, who)) continue;
        const std::int32_t cell =
            people.layer[who] < 0 ? -1 : map.cell_at(people.layer[who], people.position[who]);
        if (cell >= 0 && map.surface[static_cast<std::size_t>(cell)] != Surface::none) continue;
        ++checks_.outside_samples;
        note_fault(Fault::Kind::outside, drill.time_s(), people, who);
    }
}

void Observer::note_fault(Fault::Kind kind, double time_s, const OccupantsView& people,
                          std::size_t who) {
    const auto known = std::count_if(checks_.faults.begin(), checks_.faults.end(),
                                     [&](const Fault& fault) { return fault.kind == kind; });
    if (known < most_faults_of_a_kind)
        checks_.faults.push_back({kind, time_s, {people.position[who], people.floor_z[who]}});
}

void Observer::add_density(const OccupantsView& people) {
    std::fill(people_on_.begin(), people_on_.end(), 0);
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        if (!under_way(people.state[who])) continue;
        const std::int32_t square = raster_.square_at(people.position[who], people.floor_z[who]);
        if (square >= 0) ++people_on_[static_cast<std::size_t>(square)];
    }
    for (const StoreyRaster& storey : raster_.storeys) {
        for (int j = 0; j < storey.ny; ++j) {
            for (int i = 0; i < storey.nx; ++i) {
                const auto square = static_cast<std::size_t>(storey.first + i + storey.nx * j);
                if (raster_.window_m2[square] <= 0) continue;
                int sum = 0;
                for (int y = std::max(0, j - 1); y <= std::min(storey.ny - 1, j + 1); ++y) {
                    const std::int32_t row = storey.first + storey.nx * y;
                    for (int x = std::max(0, i - 1); x <= std::min(storey.nx - 1, i + 1); ++x)
                        sum += people_on_[static_cast<std::size_t>(row + x)];
                }
                if (sum == 0) continue;
                const float density = static_cast<float>(sum) / raster_.window_m2[square];
                float& most = maps_.max_density_1_m2[square];
                most = std::max(most, density);
                if (density > crowded_1_m2) maps_.crowded_s[square] += static_cast<float>(sample_s);
            }
        }
    }
}

bool Observer::all_settled(const Drill& drill) const {
    const OccupantsView people = drill.occupants();
    for (const OccupantState state : people.state) {
        if (state != OccupantState::assembled && state != OccupantState::incapacitated)
            return false;
    }
    for (std::size_t c = 0; c < classes_.list.size(); ++c) {
        const std::int32_t counter = counter_of_class_[c];
        if (counter >= 0 &&
            people.state[static_cast<std::size_t>(counter)] == OccupantState::assembled &&
            missing_[static_cast<std::size_t>(classes_.list[c].counter)] < 0)
            return false;
    }
    return true;
}

RunResult Observer::result(const Drill& drill) const {
    RunResult result;
    const OccupantsView people = drill.occupants();
    const DrillTotals totals = drill.totals();
    result.simulated_s = totals.simulated_s;
    result.alarm_s = alarm_s_;
    result.total = totals.crowd.total;
    result.out = totals.crowd.out;
    result.inside = totals.crowd.inside;
    result.incapacitated = totals.crowd.incapacitated;
    result.assembled = totals.crowd.assembled;
    result.evacuation_s = totals.crowd.last_out_s;
    result.exits.resize(drill.building().scenario.exits.size());
    result.classes.resize(classes_.list.size());
    for (std::size_t c = 0; c < classes_.list.size(); ++c) {
        ClassOutcome& mine = result.classes[c];
        mine.size = classes_.list[c].size;
        mine.has_plan = classes_.list[c].plan >= 0;
        mine.counted = classes_.list[c].counter >= 0;
        mine.last_assembled_s = last_assembled_s_[c];
        mine.at_planned_point = at_planned_point_[c];
        if (mine.counted)
            mine.missing = missing_[static_cast<std::size_t>(classes_.list[c].counter)];
    }
    const auto widen = [](double time_s, double& first_s, double& last_s) {
        if (first_s < 0 || time_s < first_s) first_s = time_s;
        last_s = std::max(last_s, time_s);
    };
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        const auto c = static_cast<std::size_t>(
            classes_.of_group[static_cast<std::size_t>(people.group[who])]);
        ClassOutcome& mine = result.classes[c];
        mine.assembled += people.state[who] == OccupantState::assembled;
        if (classes_.list[c].assembly < 0) mine.at_planned_point = mine.assembled;
        mine.incapacitated += people.state[who] == OccupantState::incapacitated;
        const double out_s = people.out_time_s[who];
        if (out_s < 0) continue;
        result.out_times_s.push_back(out_s);
        ++mine.out;
        widen(out_s, mine.first_out_s, mine.last_out_s);
        const std::int32_t used = people.exit_used[who];
        mine.by_planned_exit += classes_.list[c].exit < 0 || classes_.list[c].exit == used;
        if (used < 0) continue;
        ExitOutcome& exit = result.exits[static_cast<std::size_t>(used)];
        ++exit.count;
        widen(out_s, exit.first_s, exit.last_s);
    }
    std::sort(result.out_times_s.begin(), result.out_times_s.end());
    for (std::size_t k = 0; k < out_shares.size(); ++k) {
        const auto needed = static_cast<std::size_t>(
            std::ceil(out_shares[k] * static_cast<double>(result.total) - 1e-9));
        if (needed > 0 && needed <= result.out_times_s.size())
            result.share_out_s[k] = result.out_times_s[needed - 1];
    }
    if (result.total > 0 && result.assembled == result.total)
        result.assembled_s = *std::max_element(last_assembled_s_.begin(), last_assembled_s_.end());
    result.checks = checks_;
    result.maps = maps_;
    result.state_hash = hash_hex(drill.hash());
    return result;
}

}  // namespace firedrill::rehearsal
