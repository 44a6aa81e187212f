// Between storeys: who cannot take a stair alone waits for help; who takes a lift in a fire gets
// down, or is trapped.

#include <doctest/doctest.h>

#include "burning.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

// Two storeys joined by a flight, and a lift's car beside it; the exit is below.
//    y 6 ┌─────────┬────┐
//        │         ┆ car│ 4…6
//    y 2 │ o       └────│
//        ├──────────────┤
//        │ flight 6…14  │ 0…2
Scenario tower() {
    Course course;
    const std::vector<Vec2> outline = corners({-0.1, -0.1, 20.1, 6.1});
    course.storey("low", 0, 2.9, outline);
    course.storey("high", 3, 3, outline, {{6, 0.1, 14, 1.9}});
    for (const char* on : {"low", "high"}) {
        const std::string s(on);
        course.wall(s + "_walls", on, {{0, 0}, {20, 0}, {20, 6}, {0, 6}, {0, 0}});
        course.wall(s + "_car", on, {{17, 6}, {17, 3}, {20, 3}});
        course.gap(s + "_car_door", on, {17, 4.5}, 1.2);
    }
    course.stair("stair", "low", "high", {{{6, 1}, {14, 1}, 1.6, 0, 3}});
    course.way_out("out", "low", {0, 3}, 1.4);
    course.walkers("walker", 1.25, 0.2, 0.5, 0.6);
    course.walkers("chair", 0.9, 0.3, 0.3, 0.5);
    return scenario_of(course);
}

OccupantGroup group(const std::string& id, const std::string& profile,
                    const std::vector<Vec2>& places, const std::string& storey = "high") {
    OccupantGroup people;
    people.id = id;
    people.name = {id, id};
    people.storey = storey;
    people.positions = places;
    people.count = static_cast<int>(places.size());
    people.profile = profile;
    return people;
}

Scenario with_lift() {
    Scenario scenario = tower();
    Lift lift;
    lift.id = "lift";
    lift.region = {{17.1, 3.1}, {19.9, 3.1}, {19.9, 5.9}, {17.1, 5.9}};
    lift.storeys = {"low", "high"};
    lift.capacity = 3;
    scenario.lifts.push_back(lift);
    scenario.occupants.push_back(
        group("riders", "walker", {{4, 4}, {5, 4}, {6, 4}, {4, 5}, {5, 5}}));
    scenario.occupants[0].uses_lift = 1;
    return scenario;
}

}  // namespace

TEST_CASE("a wheelchair waits at the stair's head unless someone helps it down") {
    struct Row {
        const char* what;
        bool needs, guide, family;
        bool gets_out;
    };
    for (const Row row : {Row{"alone", true, false, false, false},
                          Row{"able to go down alone", false, false, false, true},
                          Row{"with a guide", true, true, false, true},
                          Row{"with one of the family", true, false, true, true}}) {
        CAPTURE(row.what);
        Scenario scenario = tower();
        entry(scenario.profiles, "chair").needs_help_on_stairs = row.needs;
        scenario.occupants.push_back(group("user", "chair", {{10, 4}}));
        if (row.guide) {
            scenario.occupants.push_back(group("staff", "walker", {{2, 4}}));
            scenario.occupants.back().guides = true;
            scenario.occupants.back().pre_movement.a = 5;
        }
        if (row.family) {
            scenario.occupants.push_back(group("son", "walker", {{11, 4}}));
            scenario.occupants.back().with = "user";
        }
        Walk walk(scenario);
        Eye eye(walk);
        const bool out = walk.until(
            120, [&] { return walk.crowd.totals().inside == 0; }, [&] { eye.look(); });
        CHECK(out == row.gets_out);
        CHECK(eye.through_barrier == 0);
        CHECK(eye.without_floor == 0);
        CHECK((times(walk, CrowdEvent::Kind::at_refuge) > 0) == row.needs);
        if (!out) {
            CHECK(walk.crowd.occupants().floor_z[0] == doctest::Approx(3));
            CHECK(walk.crowd.occupants().held[0] == 1);
        }
    }
}

TEST_CASE("people who take the lift ride down in cars of three and leave") {
    Walk walk(with_lift());
    Eye eye(walk);
    bool on_stair = false;
    CHECK(walk.until(
        180, [&] { return walk.crowd.totals().inside == 0; },
        [&] {
            for (std::size_t who = 0; who < 5; ++who) {
                const double z = walk.crowd.occupants().floor_z[who];
                on_stair |= z > 0.1 && z < 2.9;
            }
        }));
    CHECK_FALSE(on_stair);
    // Two rides: the last two wait for the car to come back.
    std::vector<double> out;
    for (const CrowdEvent& event : walk.events) {
        if (event.kind == CrowdEvent::Kind::out) out.push_back(event.time_s);
    }
    REQUIRE(out.size() == 5);
    CHECK(out[3] - out[2] > 10);
}

TEST_CASE("a power cut while the car moves traps those in it, and those who wait take the stair") {
    Walk walk(with_lift());
    // The first three are in the car when it has left: all hold still inside it.
    CHECK(walk.until(
        120,
        [&] {
            int inside_car = 0;
            const auto people = walk.crowd.occupants();
            for (std::size_t who = 0; who < 5; ++who)
                inside_car += people.held[who] != 0 && people.position[who].x > 17.1;
            return inside_car == 3;
        },
        [] {}));
    Power power(walk.building);
    power.cut_everywhere();
    walk.also.power = &power;
    run(walk, 60);
    CHECK(times(walk, CrowdEvent::Kind::trapped) == 3);
    CHECK(walk.crowd.totals().inside == 3);
    for (const CrowdEvent& event : walk.events) {
        if (event.kind == CrowdEvent::Kind::trapped) CHECK(event.index == 0);
    }
    // Power back: they get out.
    walk.also.power = nullptr;
    CHECK(walk.until_empty(walk.time_s + 60));
}

TEST_CASE("who does not take the lift walks down") {
    Scenario scenario = with_lift();
    scenario.occupants[0].uses_lift = 0;
    Walk walk(scenario);
    bool on_stair = false;
    CHECK(walk.until(
        60, [&] { return walk.crowd.totals().inside == 0; },
        [&] {
            const double z = walk.crowd.occupants().floor_z[0];
            on_stair |= z > 0.5 && z < 2.5;
        }));
    CHECK(on_stair);
}

TEST_CASE("smoke in the car stops the lift before anybody rides, and all take the stair") {
    Scenario scenario = with_lift();
    scenario.burners.push_back(burner({18.5, 4.5}, 60, "low"));
    scenario.occupants[0].pre_movement.a = 8;  // the car waits below, and fills with smoke
    Burning burning(scenario, 0.4);
    bool on_stair = false;
    while (burning.walk.time_s < 60 && burning.walk.crowd.totals().inside > 0) {
        burning.step();
        const double z = burning.walk.crowd.occupants().floor_z[0];
        on_stair |= z > 0.5 && z < 2.5;
    }
    CHECK(on_stair);
    CHECK(burning.walk.crowd.totals().inside == 0);
    CHECK(times(burning.walk, CrowdEvent::Kind::trapped) == 0);
}
