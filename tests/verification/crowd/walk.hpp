// Walk: a crowd led through a building tick by tick with the alarm on and clean air, as the drill
// does it but with every passable door standing open; and an eye that looks at every step for
// bodies that pass barriers or stand where no floor is.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "base/workers.hpp"
#include "building/load.hpp"
#include "crowd/crowd.hpp"

namespace firedrill::test {

inline constexpr double tick_s = 0.05;  // the drill's own

struct Walk {
    Building building;
    WalkMap map;
    Workers workers;
    std::vector<DoorForCrowd> doors;
    Crowd crowd;
    double time_s = 0;
    bool alarm = true;
    CrowdInputs also;  // what else a step is given: sounders, shouts, air, lights, the trainee
    std::vector<CrowdEvent> events;

    explicit Walk(Scenario scenario, std::uint64_t seed = 1, const CrowdSettings& settings = {},
                  int threads = 1, double cell_m = 0.2)
        : building(make_building(std::move(scenario), Language::en)),
          map(make_walk_map(building, cell_m)),
          workers(threads),
          doors(building.openings.size()),
          crowd(building, map, settings, seed, workers) {
        for (std::size_t o = 0; o < doors.size(); ++o) {
            const Opening& opening = building.scenario.openings[o];
            doors[o].passable =
                opening.kind != OpeningKind::window && !opening.locked && !opening.chained;
            doors[o].open_fraction = doors[o].passable ? 1.0f : 0.0f;
        }
    }
    explicit Walk(const std::string& text, std::uint64_t seed = 1,
                  const CrowdSettings& settings = {})
        : Walk(parse_scenario(text, "course.json", Language::en), seed, settings) {}

    void lock(const std::string& opening) {
        DoorForCrowd& door = doors[static_cast<std::size_t>(building.find(opening).index)];
        door.passable = false;
        door.open_fraction = 0;
    }
    void step() {
        CrowdInputs inputs = also;
        inputs.doors = doors;
        inputs.alarm = alarm;
        crowd.step(tick_s, inputs);
        time_s += tick_s;
        for (const CrowdEvent& event : crowd.take_events()) events.push_back(event);
    }
    // Steps until `done` says so; false when that takes longer than `limit_s`.
    template <class Done, class Each>
    bool until(double limit_s, Done&& done, Each&& each) {
        while (!done()) {
            if (time_s > limit_s) return false;
            step();
            each();
        }
        return true;
    }
    bool until_empty(double limit_s) {
        return until(
            limit_s, [&] { return crowd.totals().inside == 0; }, [] {});
    }
    Vec2 at(std::size_t who) const { return crowd.occupants().position[who]; }
};

// Properly crossing lines; touching ones do not cross.
inline bool lines_cross(Vec2 a, Vec2 b, Vec2 c, Vec2 d) {
    const auto side = [](Vec2 p, Vec2 q, Vec2 r) {
        return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    };
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

// Looks at the step just made by everybody.
class Eye {
  public:
    explicit Eye(const Walk& walk) : walk_(walk) { remember(); }

    void look() {
        const OccupantsView people = walk_.crowd.occupants();
        for (std::size_t who = 0; who < people.position.size(); ++who) {
            const std::int32_t cell = walk_.map.cell_at(people.layer[who], people.position[who]);
            if (cell < 0 || walk_.map.surface[static_cast<std::size_t>(cell)] == Surface::none)
                ++without_floor;
            if (passes_barrier(who, cell, people)) ++through_barrier;
            const double step = std::hypot(people.position[who].x - position_[who].x,
                                           people.position[who].y - position_[who].y);
            longest_step_m = std::max(longest_step_m, step);
        }
        remember();
    }

    int without_floor = 0, through_barrier = 0;
    double longest_step_m = 0;

  private:
    bool passes_barrier(std::size_t who, std::int32_t cell, const OccupantsView& people) const {
        const auto hits = [&](std::int32_t near, std::int32_t layer) {
            if (near < 0) return false;
            for (const std::int32_t s : walk_.map.segments_near(near)) {
                const WalkSegment& segment = walk_.map.segments[static_cast<std::size_t>(s)];
                if (segment.layer != layer) continue;
                if (segment.opening && walk_.doors[segment.opening.at()].passable) continue;
                if (lines_cross(position_[who], people.position[who], segment.a, segment.b))
                    return true;
            }
            return false;
        };
        return hits(walk_.map.cell_at(layer_[who], position_[who]), layer_[who]) ||
               hits(cell, people.layer[who]);
    }
    void remember() {
        const OccupantsView people = walk_.crowd.occupants();
        position_.assign(people.position.begin(), people.position.end());
        layer_.assign(people.layer.begin(), people.layer.end());
    }

    const Walk& walk_;
    std::vector<Vec2> position_;
    std::vector<std::int32_t> layer_;
};

// When a quantity that is looked at once a tick passes a value, between two ticks by straight line.
class Passing {
  public:
    explicit Passing(double value) : value_(value) {}
    void look(double quantity, double time_s) {
        if (seen_ && at_s < 0 && (last_ < value_) != (quantity < value_))
            at_s = last_s_ + (time_s - last_s_) * (value_ - last_) / (quantity - last_);
        last_ = quantity;
        last_s_ = time_s;
        seen_ = true;
    }
    double at_s = -1;

  private:
    double value_, last_ = 0, last_s_ = 0;
    bool seen_ = false;
};

}  // namespace firedrill::test
