#include "record/rehearsal/observer.hpp"

#include <algorithm>
#include <cmath>

#include "base/hash.hpp"

namespace firedrill::rehearsal {
namespace {

constexpr double sample_s = 0.5;

bool under_way(OccupantState state) {
    return state == OccupantState::walking || state == OccupantState::out;
}

}  // namespace

Observer::Observer(const Drill& drill)
    : raster_(make_plan_raster(drill.building(), drill.walk_map())),
      classes_(make_classes(drill.building())),
      quality_(drill.walk_map(), drill.occupants(),
               drill.building().scenario.assembly_points.empty()) {
    const Scenario& scenario = drill.building().scenario;
    const OccupantsView people = drill.occupants();
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
            // The last count stands: who came late was counted after all.
            const std::int32_t group = group_of(event);
            if (group < 0) continue;
            missing_[static_cast<std::size_t>(group)] = static_cast<int>(event.value);
        }
    }
}

void Observer::sample(const Drill& drill) {
    const OccupantsView people = drill.occupants();
    quality_.look(drill.walk_map(), people, drill.time_s());
    add_density(people);
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
    result.checks = quality_.checks();
    result.maps = maps_;
    result.state_hash = hash_hex(drill.hash());
    return result;
}

}  // namespace firedrill::rehearsal
