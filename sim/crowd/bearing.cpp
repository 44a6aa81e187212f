#include "crowd/bearing.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>

#include "crowd/barriers.hpp"
#include "crowd/density_ahead.hpp"
#include "crowd/patience.hpp"
#include "crowd/speed_density.hpp"

namespace firedrill::crowd {
namespace {

// Choice of way. All own choices, one set for all geometries.
constexpr float horizon_s = 1.4f;     // how far ahead collisions are foreseen
constexpr double straight_on = 0.02;  // gain that another way must have, of the free speed
constexpr double persistence = 0.1;   // of the last bearing, against wavering
constexpr double keep_right = 0.7;    // where people come towards it: with it both streams shift
                                      // into lanes; without it they jam in a corridor
constexpr double person_shows = 1.0;  // share of keep_right per person coming
constexpr double wall_time_s = 0.5;   // nobody turns towards a wall nearer than this

// Leaning away.
constexpr Repulsion repulsion{.strength = 1.0f, .behind = 0.9f, .range_m = 0.7f};
constexpr double wall_strength = 0.9, wall_range_m = 0.05, wall_seen_m = 0.6;
constexpr double pressed_forward = 0.7;  // share of the leaning that is gone without patience
constexpr double most_against = 0.7;     // others bend the way but never turn it round
constexpr double jam_s = 1.5;            // standing this long makes a walker try aside
constexpr double jam_lean = 0.8;

// Turns from the route, as unit vectors: rightmost first.
const std::array<Vec2, ways_to_look>& way_turns() {
    static const std::array<Vec2, ways_to_look> turns = [] {
        std::array<Vec2, ways_to_look> made;
        for (int w = 0; w < ways_to_look; ++w) {
            const double angle = widest_way_rad * (w - ways_to_look / 2) / (ways_to_look / 2);
            made[static_cast<std::size_t>(w)] = {std::cos(angle), std::sin(angle)};
        }
        return made;
    }();
    return turns;
}

// Share of the free speed that the crowd on a side (0 right, 1 ahead, 2 left) leaves: who stands in
// a jam with free floor beside it walks round.
double room_on_side(const State& state, std::size_t who, const Nearby& nearby, const Ways& ways,
                    std::size_t side) {
    constexpr std::array<std::size_t, 3> looked_at{2, 5, 8};
    const Vec2 way{ways.x[looked_at[side]], ways.y[looked_at[side]]};
    return share_on_flat(density_ahead(state, who, nearby, way));
}

// The direction with the best progress along the route.
Vec2 best_way(const State& state, std::size_t who, const Nearby& nearby, Vec2 route) {
    const Occupants& people = state.people;
    const double free = people.free_speed[who], own = people.radius[who];
    const auto* seen = state.sight.row(under(state, who).sight_row);
    const double oncoming = std::min(
        1.0, person_shows * state.streams.oncoming(people.layer[who], people.position[who], route));
    const auto& turns = way_turns();
    Ways ways;
    for (std::size_t w = 0; w < ways_to_look; ++w) {
        const Vec2 turn = turns[w];
        ways.x[w] = static_cast<float>(turn.x * route.x - turn.y * route.y);
        ways.y[w] = static_cast<float>(turn.y * route.x + turn.x * route.y);
    }
    passing_speeds(nearby, people.radius[who], people.free_speed[who], horizon_s, ways);
    std::array<double, 3> room{-1, -1, -1};  // looked at only where bodies leave any speed at all
    Vec2 best = route;
    double best_score = -1e9;
    for (std::size_t w = 0; w < ways_to_look; ++w) {
        const Vec2 way{ways.x[w], ways.y[w]}, turn = turns[w];
        const bool straight = w == ways_to_look / 2;
        double speed = ways.speed[w];
        if (seen != nullptr && !straight) {
            const double clear_m =
                sight_unit_m *
                (*seen)[static_cast<std::size_t>(Sight::direction_of(ways.x[w], ways.y[w]))];
            speed = std::min(speed, std::max(0.0, clear_m - own) / wall_time_s);
        }
        const auto side = static_cast<std::size_t>(w < 4 ? 0 : (w > 6 ? 2 : 1));
        if (speed > 0) {
            if (room[side] < 0) room[side] = room_on_side(state, who, nearby, ways, side);
            speed = std::min(speed, room[side] * free);
        }
        double score = speed * turn.x - keep_right * oncoming * free * turn.y;
        if (straight) score += straight_on * free;
        score += persistence * free * glm::dot(way, people.bearing[who]);
        if (score > best_score) {
            best_score = score;
            best = way;
        }
    }
    return best;
}

Vec2 away_from_walls(const State& state, std::size_t who, const CrowdInputs& inputs) {
    const Occupants& people = state.people;
    const Vec2 here = people.position[who];
    Vec2 away{0, 0};
    for (const std::int32_t s : segments_near(state, under(state, who))) {
        const WalkSegment& segment = state.map.segments[static_cast<std::size_t>(s)];
        if (state.settings.faults.walls_off || !bars(segment, people.layer[who], inputs)) continue;
        const Vec2 wall = nearest_on(here, segment.a, segment.b);
        const double distance = glm::distance(here, wall);
        if (distance > 1e-6 && distance < wall_seen_m)
            away += std::min(1.0, std::exp((people.radius[who] - distance) / wall_range_m)) *
                    wall_strength * (here - wall) / distance;
    }
    return away;
}

}  // namespace

Vec2 choose_bearing(const State& state, std::size_t who, const CrowdInputs& inputs,
                    const Nearby& nearby, Vec2 route) {
    const Occupants& people = state.people;
    const Vec2 way = best_way(state, who, nearby, route);
    const auto [push_x, push_y] = pushes(nearby, people.radius[who], static_cast<float>(way.x),
                                         static_cast<float>(way.y), repulsion);
    const double leans = 1.0 - pressed_forward * impatience(people.waited_s[who]);
    Vec2 bent = leans * Vec2{push_x, push_y} + away_from_walls(state, who, inputs);
    if (people.still_s[who] > jam_s) {
        // Stuck: lean to one side, which one by number and time, until something gives.
        const auto turns = static_cast<std::size_t>(people.still_s[who] / jam_s);
        const double side = (who + turns) % 2 == 0 ? 1.0 : -1.0;
        bent += side * jam_lean * Vec2{-way.y, way.x};
    }
    const double along = glm::dot(bent, way);
    if (along < -most_against) bent += (-most_against - along) * way;
    bent += way;
    const double length = glm::length(bent);
    return length > 1e-9 ? bent / length : way;
}

}  // namespace firedrill::crowd
