// What a walker makes of those near it: neighbours, ways, pushes, crowding, streams, sight.

#include "crowd/perception.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "../../verification/crowd/course.hpp"
#include "base/random.hpp"
#include "building/load.hpp"
#include "crowd/sight.hpp"
#include "crowd/speed_density.hpp"
#include "crowd/streams.hpp"

using namespace firedrill;
using namespace firedrill::crowd;
using namespace firedrill::test;

namespace {

struct Person {
    float x, y, vx = 0, vy = 0, radius = 0.2f;
};

Nearby near_of(const std::vector<Person>& people) {
    Nearby nearby;
    for (const Person& p : people) {
        const auto n = static_cast<std::size_t>(nearby.count++);
        nearby.dx[n] = p.x, nearby.dy[n] = p.y;
        nearby.distance[n] = std::hypot(p.x, p.y);
        nearby.vx[n] = p.vx, nearby.vy[n] = p.vy;
        nearby.radius[n] = p.radius, nearby.weight[n] = nearby.leaned_from[n] = 1;
        nearby.who[n] = nearby.count;
    }
    pad(nearby);
    return nearby;
}

Ways straight_and_right() {
    Ways ways;
    ways.x.fill(1), ways.y.fill(0);
    ways.x[0] = 0.5f, ways.y[0] = -std::sqrt(0.75f);  // 60 degrees to the right
    return ways;
}

Building hall_with_wall() {
    Course course;
    course.only_room("hall", {0, 0, 10.2, 6.2});
    course.wall("screen", "g", {{5.1, 0}, {5.1, 4}});
    course.way_out("east", "g", {10.2, 3.1}, 1);
    return make_building(parse_scenario(course.text(), "hall.json", Language::en), Language::en);
}

}  // namespace

TEST_CASE("whoever is within reach on the same floor is a neighbour, and nobody else") {
    RandomStream random(3, 7);
    const std::size_t count = 400;
    std::vector<Vec2> position(count), velocity(count, Vec2{0, 0});
    std::vector<float> z(count), radius(count, 0.2f), weight(count, 1.0f);
    std::vector<std::uint8_t> take(count, 1), mark(count, 0);
    for (std::size_t who = 0; who < count; ++who) {
        position[who] = {random.uniform(-4, 9), random.uniform(2, 12)};
        z[who] = who % 3 == 0 ? 3.6f : 0.0f;
        take[who] = who % 7 == 0 ? 0 : 1;
        mark[who] = who % 61 == 0 ? 2 : 0;
    }
    Neighbours neighbours;
    neighbours.cover({-4, 2}, {9, 12}, count);
    neighbours.sort(position, velocity, z, radius, weight, take, mark);
    int marked = 0;
    for (std::size_t who = 0; who < count; ++who) {
        Nearby nearby;
        neighbours.gather(static_cast<std::int32_t>(who), position[who], z[who], nearby);
        std::vector<std::int32_t> found(nearby.who.begin(), nearby.who.begin() + nearby.count);
        std::sort(found.begin(), found.end());
        std::vector<std::int32_t> expected;
        for (std::size_t other = 0; other < count; ++other) {
            const Vec2 to = position[other] - position[who];
            if (other != who && take[other] != 0 && z[other] == z[who] &&
                std::hypot(to.x, to.y) < neighbour_reach_m)
                expected.push_back(static_cast<std::int32_t>(other));
        }
        CHECK(found == expected);
        const bool one_marked = std::any_of(found.begin(), found.end(), [&](std::int32_t other) {
            return mark[static_cast<std::size_t>(other)] != 0;
        });
        CHECK((nearby.marks == 2) == one_marked);
        marked += one_marked;
    }
    CHECK((marked > 0 && marked < static_cast<int>(count)));
}

TEST_CASE("a way is as fast as whoever is met on it within the horizon lets it be") {
    const float free = 1.3f, horizon = 1.0f, own = 0.2f;
    Ways ways = straight_and_right();
    const auto straight = [&](const Person& person) {
        passing_speeds(near_of({person}), own, free, horizon, ways);
        return ways.speed[1];
    };
    CHECK(straight({1.0f, 0}) == doctest::Approx(0.6f));         // stands, gap 0.6 m
    CHECK(straight({1.0f, 0, 0.5f}) == doctest::Approx(1.1f));   // goes ahead slowly
    CHECK(straight({1.0f, 0, 1.3f}) == doctest::Approx(free));   // as fast as the walker
    CHECK(straight({1.0f, 0, -1.3f}) == doctest::Approx(0.0f));  // comes
    CHECK(straight({1.0f, 0.5f}) == doctest::Approx(free));      // beside the way
    CHECK(straight({-1.0f, 0}) == doctest::Approx(free));        // behind
    CHECK(ways.speed[0] == doctest::Approx(free));               // to the right all is free
}

TEST_CASE("pushes lead away from those near, more the nearer they are, and end at their range") {
    const Repulsion repulsion{.strength = 1, .behind = 0.5f, .range_m = 0.5f};
    const auto push = [&](const Person& person) {
        return pushes(near_of({person}), 0.2f, 1, 0, repulsion);
    };
    CHECK(push({0.5f, 0})[0] < -0.1f);
    CHECK(push({0.5f, 0})[0] > push({0.41f, 0})[0]);
    CHECK(push({0, 0.5f})[1] < -0.1f);
    CHECK(push({0.95f, 0})[0] == 0);
    CHECK(push({-0.5f, 0})[0] == doctest::Approx(-0.5f * push({0.5f, 0})[0]));
}

TEST_CASE("those who walk away faster crowd less than those who stand") {
    const Cone cone;
    const auto ahead = [&](const Person& person, float own_speed) {
        return persons_ahead(near_of({person}), 0.4f, 1, 0, own_speed, cone);
    };
    const float equal = ahead({1, 0, 1}, 1);
    CHECK(equal == doctest::Approx(1));
    CHECK(ahead({1, 0, 1.2f}, 1) < equal);
    CHECK(ahead({1, 0, 0}, 1) > equal);
    CHECK(ahead({-1, 0, 1}, 1) == 0);
    CHECK(ahead({2.5f, 0, 1}, 1) == 0);
}

TEST_CASE("speed on the flat follows Weidmann's diagram and a jam still shuffles") {
    // 1.34 m/s times the share: the values tabled with the formula.
    const double table[][2] = {{0.5, 1.298}, {1, 1.058}, {1.5, 0.807}, {2, 0.606},
                               {2.5, 0.452}, {3, 0.331}, {4, 0.156},   {5, 0.037}};
    for (const auto& [density, speed] : table)
        CHECK(1.34 * share_on_flat(density) == doctest::Approx(speed).epsilon(0.015));
    CHECK(share_on_flat(0) == 1);
    CHECK(share_on_flat(8) == shuffling_share);
    CHECK(share_on_stairs(1.5, false) > share_on_flat(1.5));
    CHECK(share_on_stairs(2, false) > share_on_stairs(2, true));
}

TEST_CASE("a stream that comes is seen from afar, one that goes the same way is not") {
    const Building building = hall_with_wall();
    const WalkMap map = make_walk_map(building);
    Streams streams(map);
    const std::int32_t layer = 0;
    const std::vector<std::int32_t> layers(3, layer);
    const std::vector<Vec2> places{{4, 5}, {4.2, 5.2}, {4.4, 5}};
    const std::vector<std::uint8_t> take(3, 1);
    const std::vector<Vec2> west(3, Vec2{-1, 0});
    streams.gather(layers, places, west, take);
    CHECK(streams.oncoming(layer, {1, 5.1}, {1, 0}) == doctest::Approx(3));
    CHECK(streams.oncoming(layer, {8, 5.1}, {-1, 0}) == 0);
    CHECK(streams.oncoming(layer, {1, 2}, {1, 0}) == 0);
}

TEST_CASE("sight ends at a wall and passes where there is none") {
    const Building building = hall_with_wall();
    const WalkMap map = make_walk_map(building);
    const Sight sight(map);
    const std::int32_t cell = map.cell_at(0, {4.3, 2.1});
    const auto sees = [&](float dx, float dy, float distance) {
        return Sight::sees(*sight.from(cell), dx, dy, distance);
    };
    REQUIRE(sight.from(cell) != nullptr);
    CHECK_FALSE(sees(1.5f, 0, 1.5f));  // behind the screen
    CHECK(sees(-1.5f, 0, 1.5f));
    CHECK(sees(0.4f, 0, 0.4f));
    CHECK(sight.from(map.cell_at(0, {2.5, 3.1})) == nullptr);  // nothing near
    for (int d = 0; d < sight_directions; ++d) {
        const Vec2 way = sight_vectors()[static_cast<std::size_t>(d)];
        CHECK(Sight::direction_of(static_cast<float>(way.x), static_cast<float>(way.y)) == d);
    }
}
