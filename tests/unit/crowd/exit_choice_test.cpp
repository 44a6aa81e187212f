// Which exit strangers take: one they know before one they found, one they found before one they
// never heard of; and what lets them find one.

#include <doctest/doctest.h>

#include "conduct.hpp"
#include "crowd/behaviour.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

// A room whose door leads to a corridor with an exit at either end, both hidden behind stubs of
// wall, the one in the south nearer. West is the way that strangers came in by.
//               ┌north┐
//   ┌───────────┤──── │
//  west   o     ┆   s │   s: the sign, seen through the room's gap
//   └───────────┤     │
//               │──── │
//               └south┘
Scenario corridor() {
    Course course;
    course.only_room("floor", {0, 0, 14, 20});
    course.wall("room_wall", "g", {{10, 0}, {10, 20}});
    course.wall("south_stub", "g", {{10, 3}, {12.8, 3}});
    course.wall("north_stub", "g", {{10, 17}, {12.8, 17}});
    course.gap("gap", "g", {10, 8}, 1.2);
    course.way_out("west", "g", {0, 8}, 1);
    course.way_out("north", "g", {11, 20}, 1);
    course.way_out("south", "g", {11, 0}, 1);
    course.walkers("walker", 1.0);
    course.people_at("one", "g", {{5, 8}}, "walker", Course::constant(0), "west");
    return scenario_of(course);
}

Fixture sign(Arrow arrow) {
    Fixture fixture;
    fixture.id = "sign";
    fixture.kind = FixtureKind::exit_sign;
    fixture.storey = "g";
    fixture.at = {13.9, 8};
    fixture.z = 2.4;
    fixture.facing = 180;
    fixture.spec = SignSpec{arrow, true, false};
    return fixture;
}

constexpr int west = 0, north = 1, south = 2;

int exit_taken(const Scenario& scenario, bool west_locked, bool lights = true) {
    Walk walk(scenario);
    Power power(walk.building);
    if (!lights) power.cut_everywhere();
    walk.also.power = &power;
    if (west_locked) walk.lock("west_gap");
    CHECK(walk.until_empty(90));
    return walk.crowd.occupants().exit_used[0];
}

}  // namespace

TEST_CASE("a stranger leaves by the exit it came in by, though others are nearer") {
    Scenario scenario = corridor();
    scenario.occupants[0].positions = {{12, 12}};
    CHECK(exit_taken(scenario, false) == west);
    scenario.occupants[0].familiar_exits.clear();
    CHECK(exit_taken(scenario, false) == north);
}

TEST_CASE(
    "where the known exit is locked a stranger follows the sign it sees, else the nearest way") {
    Scenario scenario = corridor();
    CHECK(exit_taken(scenario, true) == south);
    SUBCASE("a sign that points north leads north") {
        scenario.fixtures.push_back(sign(Arrow::left));
        CHECK(exit_taken(scenario, true) == north);
    }
    SUBCASE("one that points south leads south") {
        scenario.fixtures.push_back(sign(Arrow::right));
        CHECK(exit_taken(scenario, true) == south);
    }
    SUBCASE("a covered one leads nobody") {
        scenario.fixtures.push_back(sign(Arrow::left));
        std::get<SignSpec>(scenario.fixtures.back().spec).covered = true;
        CHECK(exit_taken(scenario, true) == south);
    }
    SUBCASE("one behind a wall is not seen") {
        scenario.fixtures.push_back(sign(Arrow::none));
        scenario.fixtures.back().at = {10.1, 18.5};  // beyond the northern stub
        scenario.fixtures.back().facing = 0;
        CHECK(exit_taken(scenario, true) == south);
    }
    SUBCASE("a dark one is seen by the light of the room, and not when that is gone") {
        scenario.fixtures.push_back(sign(Arrow::left));
        std::get<SignSpec>(scenario.fixtures.back().spec).lit = false;
        CHECK(exit_taken(scenario, true) == north);
        CHECK(exit_taken(scenario, true, false) == south);
    }
}

TEST_CASE("a lit sign is seen through smoke as far as 8 / K, a dark one as far as 3 / K") {
    using crowd::seen_through_smoke;
    CHECK(seen_through_smoke(true, 15.9, 0.5));
    CHECK_FALSE(seen_through_smoke(true, 16.1, 0.5));
    CHECK(seen_through_smoke(false, 5.9, 0.5));
    CHECK_FALSE(seen_through_smoke(false, 6.1, 0.5));
}
