// What makes people start: sounders within earshot, shouts, and others who leave.

#include <doctest/doctest.h>

#include "conduct.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

// A room of 10 m, a door, and another of 10 m; an occupant in the middle of each.
Scenario two_halls(double pre_movement_s = 0) {
    Course course;
    course.only_room("hall", {0, 0, 20, 4});
    course.wall("between", "g", {{10, 0}, {10, 4}});
    course.way_out("west", "g", {0, 2}, 1);
    course.way_out("east", "g", {20, 2}, 1);
    course.walkers("walker", 1.0);
    course.people_at("left", "g", {{5, 2}}, "walker", Course::constant(pre_movement_s));
    course.people_at("right", "g", {{14, 2}}, "walker", Course::constant(pre_movement_s));
    Scenario scenario = scenario_of(course);
    Opening door;
    door.id = "door";
    door.storey = "g";
    door.at = {10, 2};
    scenario.openings.push_back(door);
    // Two rooms rather than one, or those on the right would see those on the left go.
    Room right = scenario.rooms.front();
    scenario.rooms.front().polygon = {{0, 0}, {10, 0}, {10, 4}, {0, 4}};
    right.id = "right_hall";
    right.polygon = {{10, 0}, {20, 0}, {20, 4}, {10, 4}};
    scenario.rooms.push_back(right);
    return scenario;
}

const Sounder sounder_on_the_left[] = {{{8, 2, 2.4}, 20}};
const Sounder sounder_everywhere[] = {{{8, 2, 2.4}, 0}};

}  // namespace

TEST_CASE("without sounders the alarm reaches everybody, and so does one without a range") {
    for (const bool sounder : {false, true}) {
        Walk walk(two_halls());
        walk.doors.back().open_fraction = 0;
        if (sounder) walk.also.sounders = sounder_everywhere;
        run(walk, 1);
        CHECK(times(walk, CrowdEvent::Kind::started) == 2);
    }
}

TEST_CASE("a sounder of 20 m is heard 6 m away through an open door, not through a shut one") {
    for (const bool open : {false, true}) {
        CAPTURE(open);
        Walk walk(two_halls());
        walk.doors.back().open_fraction = open ? 1.0f : 0.0f;
        walk.also.sounders = sounder_on_the_left;
        run(walk, 20);
        CHECK(when(walk, CrowdEvent::Kind::started, 0) == doctest::Approx(0.1));
        CHECK((when(walk, CrowdEvent::Kind::started, 1) > 0) == open);
    }
}

TEST_CASE("nobody hears a sounder further away than its range") {
    Walk walk(two_halls());
    const Sounder faint[] = {{{8, 2, 2.4}, 5}};
    walk.also.sounders = faint;
    run(walk, 20);
    CHECK(when(walk, CrowdEvent::Kind::started, 0) >= 0);  // 3 m
    CHECK(when(walk, CrowdEvent::Kind::started, 1) < 0);   // 6 m
}

TEST_CASE("who hears no alarm starts when others of the room leave") {
    for (const bool company : {false, true}) {
        CAPTURE(company);
        Scenario scenario = two_halls(3);
        // In the far corner of the left hall, out of the sounder's range.
        scenario.occupants[1].positions = {{0.5, 3.5}};
        if (!company) scenario.occupants[0].positions = {{14, 2}};
        Walk walk(scenario);
        walk.doors.back().open_fraction = 0;
        const Sounder faint[] = {{company ? Vec3{6, 2, 2.4} : Vec3{13, 2, 2.4}, 4}};
        walk.also.sounders = faint;
        run(walk, 12);
        const double first = when(walk, CrowdEvent::Kind::started, 0);
        const double second = when(walk, CrowdEvent::Kind::started, 1);
        CHECK(first == doctest::Approx(3.05).epsilon(0.02));
        if (company) {
            CHECK(second > first + 2.9);  // its own pre-movement time follows
            CHECK(second < first + 4.2);
        } else {
            CHECK(second < 0);
        }
    }
}

TEST_CASE("a shout halves the pre-movement time within 15 m, and a wall stops it after 4 m") {
    struct Row {
        bool door_open;
        double expected_s;
    };
    for (const Row row : {Row{true, 20}, Row{false, 40}}) {
        CAPTURE(row.door_open);
        Walk walk(two_halls(40));
        walk.doors.back().open_fraction = row.door_open ? 1.0f : 0.0f;
        const Vec3 shouted[] = {{8, 2, 0}};
        walk.also.shouts = shouted;
        walk.step();
        walk.also.shouts = {};
        run(walk, 45);
        CHECK(when(walk, CrowdEvent::Kind::started, 0) == doctest::Approx(20.05).epsilon(0.01));
        CHECK(when(walk, CrowdEvent::Kind::started, 1) ==
              doctest::Approx(row.expected_s + 0.05).epsilon(0.01));
    }
}

TEST_CASE("a sounder in a corridor is heard in a hall open to it, though a wall hides it") {
    // The corridor runs above the hall; between the sounder and the listener are two walls.
    struct Row {
        bool hall_open;
        double range_m;
        bool heard;
    };
    for (const Row row : {Row{true, 40, true}, Row{false, 40, false}, Row{true, 20, false}}) {
        CAPTURE(row.hall_open);
        CAPTURE(row.range_m);
        Course course;
        course.only_room("house", {0, 0, 20, 8});
        course.wall("corridor", "g", {{0, 6}, {20, 6}});
        course.wall("hall", "g", {{10, 0}, {10, 6}});
        course.way_out("out", "g", {20, 7}, 1);
        course.walkers("walker", 1.0);
        course.people_at("caretaker", "g", {{11, 3}}, "walker", Course::constant(0));
        Scenario scenario = scenario_of(course);
        Opening door;
        door.id = "hall_door";
        door.storey = "g";
        door.at = {13, 6};
        scenario.openings.push_back(door);
        Walk walk(scenario);
        walk.doors.back().open_fraction = row.hall_open ? 1.0f : 0.0f;
        const Sounder sounder[] = {{{4, 7.5, 2.4}, row.range_m}};
        walk.also.sounders = sounder;
        run(walk, 10);
        // 9.1 m to the door, 3.6 m on, and the corner halves its range: heard as from 25.5 m.
        CHECK((when(walk, CrowdEvent::Kind::started) >= 0) == row.heard);
    }
}
