// What ways cost: smoke, crowds, shut doors and leaves that open against the walker, one way only,
// locks; and that a change of any of them reaches the fields.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "../../verification/crowd/course.hpp"
#include "../../verification/crowd/walk.hpp"
#include "field_place.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

const std::string hole = R"("kind":"hole")";

// Two rooms side by side, x 0 … 6 and 6 … 12, joined by two openings at (6, 1.5) and (6, 6.5); the
// way out is in the far wall of the second, halfway between them.
Course two_ways(const std::string& lower, const std::string& upper) {
    Course course;
    course.only_room("both", {0, 0, 12, 8});
    course.wall("between", "g", {{6, 0}, {6, 8}});
    course.opening("lower", "g", {6, 1.5}, 1, lower);
    course.opening("upper", "g", {6, 6.5}, 1, upper);
    course.way_out("east", "g", {12, 4}, 1);
    course.walkers("walker", 1.25);
    return course;
}

// Which of the two openings the field leads through from a point of the first room.
std::string used(const FieldPlace& place, Vec2 from) {
    std::int32_t cell = static_cast<std::int32_t>(place.cell(from));
    while (cell >= 0) {
        const std::int16_t opening = place.map.opening[static_cast<std::size_t>(cell)];
        if (opening >= 0)
            return place.building.scenario.openings[static_cast<std::size_t>(opening)].id;
        cell = next_cell(place.map, place.state.exits[0].cost, cell);
    }
    return "";
}

// A crowd in the first room, half of it before the lower opening, that has begun to walk.
Course crowd_at_the_lower_way() {
    Course course = two_ways(hole, hole);
    course.people_in("many", "g", {3.5, 0.3, 5.8, 3}, 40, "walker");
    course.people_at("late", "g", {{0.6, 3.6}}, "walker");
    return course;
}

}  // namespace

TEST_CASE("thick smoke on the short way makes the long way the cheaper one, until it clears") {
    FieldPlace place(two_ways(hole, hole).text());
    const Vec2 from{2, 3};
    CHECK(used(place, from) == "lower");
    const double clear = place.cost(0, from);
    place.smoke({3, 0}, {6, 2.6}, 8.0f);
    place.tick();
    CHECK(used(place, from) == "upper");
    CHECK(place.cost(0, from) > clear);
    CHECK(place.cost(0, from) < 1.5 * clear);  // round the smoke, not through it
    place.smoke({3, 0}, {6, 2.6}, 1.0f);
    place.tick();
    CHECK(place.cost(0, from) == clear);
}

TEST_CASE("a crowd that stands before one of two ways makes those behind take the other") {
    for (const bool avoiding : {false, true}) {
        CrowdSettings settings;
        settings.crowding_cost = avoiding ? 1 : 0;
        FieldPlace place(crowd_at_the_lower_way().text(), settings);
        crowd::Occupants& people = place.state.people;
        for (std::size_t who = 0; who < people.size(); ++who) {
            people.state[who] = OccupantState::walking;
            people.exit_goal[who] = 0;
            people.speed[who] = 0.1f;
        }
        const Vec2 late = people.position[40];
        CHECK(used(place, late) == "lower");
        place.ticks(4);
        CHECK(used(place, late) == (avoiding ? "upper" : "lower"));
        if (!avoiding) continue;
        // Who walks on freely makes no queue, and costs fall back to what they were.
        for (std::size_t who = 0; who < people.size(); ++who) people.speed[who] = 1.25f;
        place.ticks(12);
        CHECK(used(place, late) == "lower");
    }
}

TEST_CASE("with a crowd at one way out of two of equal reach, both are used") {
    int by_left[2] = {0, 0};
    for (const bool avoiding : {false, true}) {
        Course course = two_ways(hole, hole);
        course.people_in("many", "g", {0.3, 0.3, 5.7, 3.6}, 60, "walker");
        CrowdSettings settings;
        settings.crowding_cost = avoiding ? 1 : 0;
        Walk walk(course.text(), 1, settings);
        std::vector<int> side(60, 0);
        walk.until(
            60, [&] { return walk.crowd.totals().inside == 0; },
            [&] {
                for (std::size_t who = 0; who < 60; ++who) {
                    const Vec2 at = walk.at(who);
                    if (side[who] == 0 && at.x > 6.3) side[who] = at.y > 4 ? 1 : -1;
                }
            });
        by_left[avoiding] = static_cast<int>(std::count(side.begin(), side.end(), 1));
    }
    MESSAGE("by the far way: ", by_left[0], " of 60 without, ", by_left[1],
            " with regard to the crowd");
    CHECK(by_left[0] <= 3);
    CHECK(by_left[1] >= 6);
}

TEST_CASE(
    "a shut door costs more than an open one, and most where its leaf opens towards the walker") {
    const auto cost = [](const std::string& towards, float open) {
        FieldPlace place(two_ways(R"("kind":"door","opens_towards":)" + towards, hole).text());
        place.door("upper") = {false, 0};
        place.door("lower") = {true, open};
        place.ticks(1.1);
        return place.cost(0, {2, 1.5});
    };
    const double open = cost("0", 1), with_flow = cost("0", 0), against = cost("180", 0);
    CHECK(with_flow - open == doctest::Approx(0.8 * 1.25).epsilon(0.05));
    CHECK(against - open == doctest::Approx(2.8 * 1.25).epsilon(0.05));
    CHECK(cost("180", 1) == doctest::Approx(open));
}

TEST_CASE("a field leads through a one-way opening its way only") {
    // 0: eastwards, the way out; 180: back.
    FieldPlace forth(two_ways(hole + R"(,"one_way":0)", hole).text());
    CHECK(used(forth, {2, 1.5}) == "lower");
    FieldPlace back(two_ways(hole + R"(,"one_way":180)", hole).text());
    CHECK(used(back, {2, 1.5}) == "upper");
    back.door("upper") = {false, 0};
    back.tick();
    CHECK(std::isinf(back.cost(0, {2, 1.5})));
    CHECK(std::isinf(back.cost(0, {5.5, 1.5})));
    CHECK(back.cost(0, {6.5, 1.5}) < 8);
}

TEST_CASE("an exit that lets people only in is no way out") {
    Course course = two_ways(hole, hole);
    course.opening("turnstile", "g", {0, 4}, 1, hole + R"(,"one_way":0)");
    course.exit_by("west", "turnstile");
    FieldPlace place(course.text());
    CHECK(std::isinf(place.cost(1, {2, 4})));
    CHECK(place.cost(0, {2, 4}) < 15);
}

TEST_CASE("the alarm frees a one-way opening whose lock it releases, and ends service") {
    FieldPlace place(
        two_ways(hole + R"(,"one_way":180,"alarm_released":true)", hole + R"(,"service_s":20)")
            .text());
    const double served = place.cost(0, {2, 6.5});
    CHECK(used(place, {2, 1.5}) == "upper");
    place.inputs.alarm = true;
    place.tick();
    CHECK(used(place, {2, 1.5}) == "lower");
    CHECK(served - place.cost(0, {2, 6.5}) > 10);
}

TEST_CASE("locks and unlocks reach the fields within the tick, at inner doors and at exits") {
    FieldPlace place(two_ways(hole, hole).text());
    const double free = place.cost(0, {2, 1.5});
    place.door("lower") = {false, 0};
    place.tick();
    CHECK(used(place, {2, 1.5}) == "upper");
    place.door("lower") = {};
    place.tick();
    CHECK(place.cost(0, {2, 1.5}) == free);
    place.door("east_gap") = {false, 0};
    place.tick();
    CHECK(std::isinf(place.cost(0, {2, 1.5})));
    place.door("east_gap") = {};
    place.tick();
    CHECK(place.cost(0, {2, 1.5}) == free);
}

TEST_CASE("a crowd on wide floor makes the way through it dearer than the free floor beside it") {
    Course course;
    course.only_room("hall", {0, 0, 30, 14});
    course.way_out("east", "g", {30, 7}, 10);
    course.walkers("walker", 1.25);
    course.people_in("crowd", "g", {10, 7.5, 14, 13.5}, 72, "walker");  // 3 persons/m2
    const auto excess = [&](bool crowd_counts) {
        CrowdSettings settings;
        settings.faults.queues_ignored = !crowd_counts;
        FieldPlace place(course.text(), settings);
        std::fill(place.state.people.state.begin(), place.state.people.state.end(),
                  OccupantState::walking);
        place.ticks(15);
        return place.cost(0, {8, 10.5}) - place.cost(0, {8, 3.5});
    };
    CHECK(std::abs(excess(false)) < 0.1);
    CHECK(excess(true) > 1.0);
}

TEST_CASE("a corridor of two metres stays as long as it is, however full") {
    Course course;
    course.only_room("corridor", {0, 0, 30, 2});
    course.way_out("east", "g", {30, 1}, 2);
    course.walkers("walker", 1.25);
    course.people_in("crowd", "g", {10, 0.2, 14, 1.8}, 18, "walker");
    FieldPlace place(course.text());
    const double before = place.cost(0, {8, 1});
    std::fill(place.state.people.state.begin(), place.state.people.state.end(),
              OccupantState::walking);
    place.ticks(15);
    CHECK(place.cost(0, {8, 1}) == before);
}
