// Single walkers and small groups beyond the published suites (those are scenario files in
// tests/verification/cases): walking does not depend on its direction, a stair that turns on a
// landing, and nobody starts before the alarm.

#include <doctest/doctest.h>

#include <algorithm>
#include <glm/geometric.hpp>

#include "course.hpp"
#include "walk.hpp"

using namespace firedrill;
using namespace firedrill::test;

TEST_CASE("a lone walker's time in a corridor does not depend on its direction") {
    const auto seconds = [](Vec2 start, Vec2 way) {
        const Vec2 size = way.x != 0 ? Vec2(22, 2.2) : Vec2(2.2, 22);
        Course course;
        course.only_room("corridor", {0, 0, size.x, size.y});
        const Vec2 end = way.x != 0 ? Vec2(way.x > 0 ? 22 : 0, 1.1) : Vec2(1.1, way.y > 0 ? 22 : 0);
        course.way_out("end", "g", end, 1);
        course.walkers("walker", 1.2);
        course.people_at("one", "g", {start}, "walker");
        Walk walk(course.text());
        CHECK(walk.until_empty(60));
        return static_cast<double>(walk.crowd.occupants().out_time_s[0]);
    };
    const double east = seconds({1, 1.1}, {1, 0});
    CHECK(seconds({21, 1.1}, {-1, 0}) == doctest::Approx(east).epsilon(0.01));
    CHECK(seconds({1.1, 1}, {0, 1}) == doctest::Approx(east).epsilon(0.01));
    CHECK(seconds({1.1, 21}, {0, -1}) == doctest::Approx(east).epsilon(0.01));
}

TEST_CASE("ten people leave a stair that turns on a landing, always downwards and on its steps") {
    Course course;
    const Rectangle well{4, 1.4, 8.2, 4.6};
    const std::vector<Vec2> outline = corners({0, 0, 10, 6});
    course.storey("g", 0, 3.1, outline);
    course.storey("u", 3.3, 3, outline, {well});
    course.wall("g_walls", "g", {{0.1, 0.1}, {9.9, 0.1}, {9.9, 5.9}, {0.1, 5.9}, {0.1, 0.1}});
    course.wall("u_walls", "u", {{0.1, 0.1}, {9.9, 0.1}, {9.9, 5.9}, {0.1, 5.9}, {0.1, 0.1}});
    course.stair("stair", "g", "u",
                 {{{4, 2}, {7, 2}, 1.2, 0, 1.65}, {{7, 4}, {4, 4}, 1.2, 1.65, 3.3}},
                 {{{7, 1.4, 8.2, 4.6}, 1.65}});
    course.way_out("out", "g", {0.1, 3}, 1);
    course.walkers("walker", 1.2, 0.2, 0.5, 0.6);
    course.people_in("ten", "u", {1, 1, 3, 5}, 10, "walker");
    Walk walk(course.text());
    Eye eye(walk);
    std::vector<float> z(10, 3.3f), highest_step(10, 0);
    std::vector<std::uint8_t> stood_on_landing(10, 0);
    double climbed_m = 0;
    CHECK(walk.until(
        90, [&] { return walk.crowd.totals().inside == 0; },
        [&] {
            eye.look();
            const OccupantsView people = walk.crowd.occupants();
            for (std::size_t who = 0; who < 10; ++who) {
                climbed_m = std::max(climbed_m, static_cast<double>(people.floor_z[who] - z[who]));
                highest_step[who] =
                    std::max(highest_step[who], std::abs(people.floor_z[who] - z[who]));
                z[who] = people.floor_z[who];
                if (std::abs(z[who] - 1.65f) < 1e-4f) stood_on_landing[who] = 1;
            }
        }));
    MESSAGE("last of ten out after ", walk.crowd.totals().last_out_s, " s");
    CHECK(eye.through_barrier == 0);
    CHECK(eye.without_floor == 0);
    CHECK(std::count(stood_on_landing.begin(), stood_on_landing.end(), 1) == 10);
    // Who is pushed back up by those behind goes up by less than a riser in a tick, and nobody
    // drops by more than a step at an edge.
    CHECK(climbed_m < 0.1);
    CHECK(*std::max_element(highest_step.begin(), highest_step.end()) < 0.18f);
}

TEST_CASE("nobody starts before the alarm, and pre-movement counts from it") {
    Course course;
    course.only_room("room", {0, 0, 8.2, 5.2});
    course.way_out("east", "g", {8.2, 2.6}, 1);
    course.walkers("walker", 1.33);
    course.people_at("one", "g", {{2, 2}}, "walker", Course::constant(7));
    Walk walk(course.text());
    walk.alarm = false;
    while (walk.time_s < 20) walk.step();
    CHECK(walk.events.empty());
    walk.alarm = true;
    CHECK(walk.until_empty(60));
    REQUIRE(!walk.events.empty());
    CHECK(walk.events.front().kind == CrowdEvent::Kind::started);
    CHECK(std::abs(walk.events.front().time_s - 27) <= 2 * tick_s);
}
