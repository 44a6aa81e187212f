// Conduct of groups: families, guides, the missing fetched, belongings.

#include <doctest/doctest.h>

#include <glm/geometric.hpp>

#include "conduct.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

// A corridor of 60 m with its exit in the east, and five of one group strewn over its west end:
// four fast, one slow.
Scenario strewn() {
    Course course;
    course.only_room("corridor", {0, 0, 60, 4});
    course.way_out("east", "g", {60, 2}, 2);
    course.walkers("fast", 1.25);
    course.walkers("slow", 0.5);
    course.people_at("four", "g", {{2, 1}, {4, 3}, {8, 1}, {10, 3}}, "fast");
    course.people_at("one", "g", {{3, 2}}, "slow");
    Scenario scenario = scenario_of(course);
    // One group of mixed speeds: a profile drawn from two values would do, a spread does as well.
    Profile& mixed = entry(scenario.profiles, "fast");
    mixed.speed = {Distribution::Kind::uniform, 0.5, 1.25};
    scenario.occupants.pop_back();
    scenario.occupants[0].positions.push_back({3, 2});
    scenario.occupants[0].count = 5;
    return scenario;
}

double arrival_spread_s(bool together) {
    Scenario scenario = strewn();
    scenario.occupants[0].together = together;
    Walk walk(scenario);
    CHECK(walk.until_empty(240));
    const auto out = walk.crowd.occupants().out_time_s;
    return *std::max_element(out.begin(), out.end()) - *std::min_element(out.begin(), out.end());
}

}  // namespace

TEST_CASE(
    "a family leaves within 10 s of one another, the same people alone do not (ISO 20414, 14)") {
    const double alone = arrival_spread_s(false), together = arrival_spread_s(true);
    MESSAGE("spread alone ", alone, " s, together ", together, " s");
    CHECK(alone > 15);
    CHECK(together <= 10);
}

TEST_CASE("a family gathers before it leaves, and calls those who have not started") {
    Scenario scenario = strewn();
    scenario.occupants[0].together = true;
    // Pre-movement times far apart: the first to start fetches the others.
    scenario.occupants[0].pre_movement = {Distribution::Kind::uniform, 5, 100};
    Walk walk(scenario, 3);
    CHECK(walk.until_empty(300));
    const double gathered = when(walk, CrowdEvent::Kind::gathered);
    REQUIRE(gathered > 0);
    double first = 1e9, last = 0;
    for (std::int32_t who = 0; who < 5; ++who) {
        first = std::min(first, when(walk, CrowdEvent::Kind::started, who));
        last = std::max(last, when(walk, CrowdEvent::Kind::started, who));
    }
    CHECK(last - first < 0.2);  // within a call's reach all start with the first
    CHECK(gathered >= last);
    CHECK(gathered < last + 20);
    CHECK(times(walk, CrowdEvent::Kind::gathered) == 1);
}

namespace {

// A corridor with rooms in the north; whoever is in them takes five minutes to start alone.
Scenario rooms_with_sleepers() {
    Course course;
    course.only_room("floor", {0, 0, 30, 12});
    course.wall("corridor_wall", "g", {{0, 4}, {30, 4}});
    course.wall("between", "g", {{15, 4}, {15, 12}});
    course.gap("door_a", "g", {7, 4}, 1.2);
    course.gap("door_b", "g", {22, 4}, 1.2);
    course.way_out("west", "g", {0, 2}, 1);
    course.way_out("east", "g", {30, 2}, 1);
    course.walkers("walker", 1.25);
    course.people_at("staff", "g", {{3, 2}}, "walker");
    course.people_at("guests", "g", {{5, 9}, {9, 9}, {20, 9}, {25, 9}}, "walker",
                     Course::constant(300), "west");
    Scenario scenario = scenario_of(course);
    Room& floor = scenario.rooms.front();
    Room room = floor;
    room.id = "room_a", room.polygon = {{0, 4}, {15, 4}, {15, 12}, {0, 12}};
    scenario.rooms.push_back(room);
    room.id = "room_b", room.polygon = {{15, 4}, {30, 4}, {30, 12}, {15, 12}};
    scenario.rooms.push_back(room);
    scenario.rooms.front().polygon = {{0, 0}, {30, 0}, {30, 4}, {0, 4}};
    return scenario;
}

}  // namespace

TEST_CASE("staff who go through their rooms send everybody out, and the nearest way") {
    Scenario scenario = rooms_with_sleepers();
    OccupantGroup& staff = scenario.occupants[0];
    SUBCASE("guides who sweep both rooms") {
        staff.guides = true;
        staff.sweeps = {"room_a", "room_b"};
        Walk walk(scenario);
        Eye eye(walk);
        CHECK(walk.until(
            120, [&] { return walk.crowd.totals().inside == 0; }, [&] { eye.look(); }));
        CHECK(eye.through_barrier == 0);
        // Told of the east exit, guests of the east room take it though they came from the west.
        CHECK(walk.crowd.occupants().exit_used[3] == 1);
        CHECK(walk.crowd.occupants().exit_used[4] == 1);
    }
    SUBCASE("staff who just leave: the guests are still in their rooms two minutes later") {
        Walk walk(scenario);
        run(walk, 120);
        CHECK(walk.crowd.totals().inside == 4);
    }
    SUBCASE("guides who sweep one room send off that one") {
        staff.guides = true;
        staff.sweeps = {"room_a"};
        Walk walk(scenario);
        run(walk, 120);
        CHECK(walk.crowd.totals().inside == 2);
    }
}

namespace {

Scenario school_class(bool fetched) {
    Course course;
    course.only_room("floor", {0, 0, 30, 8});
    course.wall("toilet_wall", "g", {{24, 8}, {24, 4}, {30, 4}});
    course.gap("toilet_door", "g", {26, 4}, 1.0);
    course.way_out("west", "g", {0, 2}, 1.4);
    course.yard({-30, -10, 40, 20}, {-20, -2, -14, 6});
    course.walkers("walker", 1.25);
    course.people_at("teacher", "g", {{5, 2}}, "walker");
    course.people_at("pupils", "g", {{7, 1}, {7, 2}, {8, 3}, {9, 1}}, "walker");
    course.people_at("absent", "g", {{28, 6}}, "walker");
    Scenario scenario = scenario_of(course);
    Room toilet = scenario.rooms.front();
    toilet.id = "toilet", toilet.polygon = {{24, 4}, {30, 4}, {30, 8}, {24, 8}};
    scenario.rooms.front().polygon = {{0, 0}, {30, 0}, {30, 4}, {24, 4}, {24, 8}, {0, 8}};
    scenario.rooms.push_back(toilet);
    Plan plan;
    plan.id = "plan";
    plan.head_count_by = "teacher";
    if (fetched) plan.fetched_by = "teacher";
    scenario.plans.push_back(plan);
    for (OccupantGroup& group : scenario.occupants) group.plan = "plan";
    entry(scenario.occupants, "pupils").leader = "teacher";
    return scenario;
}
// Occupants stand in the order of their groups' names.
constexpr std::size_t absent = 0, teacher = 5;
// Heard in the corridor, not in the toilet round two walls.
const Sounder in_the_corridor[] = {{{8, 2, 2.4}, 16}};

}  // namespace

TEST_CASE("a pupil who missed the alarm is found missing, fetched by the teacher, and led out") {
    Walk walk(school_class(true));
    walk.also.sounders = in_the_corridor;
    Eye eye(walk);
    CHECK(walk.until(
        400, [&] { return walk.crowd.totals().assembled == 6; }, [&] { eye.look(); }));
    run(walk, 1);
    CHECK(eye.through_barrier == 0);
    CHECK(eye.without_floor == 0);
    std::vector<int> missing;
    for (const CrowdEvent& event : walk.events) {
        if (event.kind == CrowdEvent::Kind::head_count) missing.push_back(event.index);
    }
    REQUIRE(missing.size() == 2);
    CHECK(missing[0] == 1);
    CHECK(missing[1] == 0);
    REQUIRE(times(walk, CrowdEvent::Kind::fetching) == 1);
    CHECK(when(walk, CrowdEvent::Kind::started, static_cast<std::int32_t>(absent)) >
          when(walk, CrowdEvent::Kind::fetching));
    // Led, not sent: the teacher is not out long before the pupil.
    const auto out = walk.crowd.occupants().out_time_s;
    CHECK(std::abs(out[teacher] - out[absent]) < 6);
}

TEST_CASE("where nobody is named to fetch, who missed the alarm stays inside") {
    Walk walk(school_class(false));
    walk.also.sounders = in_the_corridor;
    run(walk, 250);
    CHECK(walk.crowd.totals().inside == 1);
    CHECK(times(walk, CrowdEvent::Kind::head_count) == 1);
    CHECK(times(walk, CrowdEvent::Kind::fetching) == 0);
}

TEST_CASE("the share that goes back for belongings turns round on the way and leaves later") {
    Course course;
    course.only_room("hall", {0, 0, 40, 20});
    course.way_out("east", "g", {40, 10}, 3);
    course.walkers("walker", 1.25);
    course.people_in("crowd", "g", {1, 1, 8, 19}, 60, "walker");
    Scenario scenario = scenario_of(course);
    const auto last_out = [&](double share, int& returned) {
        scenario.occupants[0].returns_for_belongings = share;
        Walk walk(scenario);
        CHECK(walk.until_empty(300));
        returned = times(walk, CrowdEvent::Kind::returned);
        return walk.crowd.totals().last_out_s;
    };
    int nobody = 0, some = 0;
    const double without = last_out(0, nobody), with = last_out(0.2, some);
    MESSAGE(some, " of 60 went back; last out after ", without, " s and ", with, " s");
    CHECK(nobody == 0);
    CHECK(some >= 5);
    CHECK(some <= 20);           // 12 +- 3.1
    CHECK(with > without + 10);  // their stay alone takes ten seconds
}

TEST_CASE("who goes back for belongings comes to where it started") {
    Course course;
    course.only_room("hall", {0, 0, 40, 6});
    course.way_out("east", "g", {40, 3}, 2);
    course.walkers("walker", 1.25);
    course.people_at("one", "g", {{3, 3}}, "walker");
    Scenario scenario = scenario_of(course);
    scenario.occupants[0].returns_for_belongings = 1;
    Walk walk(scenario);
    double nearest_m = 1e9;
    CHECK(walk.until(
        120, [&] { return walk.crowd.totals().inside == 0; },
        [&] {
            if (times(walk, CrowdEvent::Kind::returned) > 0)
                nearest_m = std::min(nearest_m, glm::distance(walk.at(0), Vec2(3, 3)));
        }));
    CHECK(times(walk, CrowdEvent::Kind::returned) == 1);
    CHECK(nearest_m < 1.3);
}
