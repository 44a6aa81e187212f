// What no sound crowd does is seen, and what a sound one does is let pass.

#include <doctest/doctest.h>

#include "building/load.hpp"
#include "record/rehearsal/quality_watch.hpp"
#include "sample.hpp"

using namespace firedrill;
using namespace firedrill::rehearsal;
using namespace firedrill::test;

namespace {

// People put where a test wants them on the floor of the two rooms.
struct Puppets {
    WalkMap map = make_walk_map(make_building(parse_scenario(two_rooms_text(), "two_rooms")));
    std::vector<Vec2> position;
    std::vector<std::int32_t> layer, exit_goal;
    std::vector<float> floor_z, heading_rad, radius;
    std::vector<OccupantState> state;

    void add(Vec2 at, float heading = 0, OccupantState does = OccupantState::walking) {
        position.push_back(at);
        layer.push_back(0);
        exit_goal.push_back(0);
        floor_z.push_back(0);
        heading_rad.push_back(heading);
        radius.push_back(0.2f);
        state.push_back(does);
    }
    OccupantsView view() const {
        OccupantsView people;
        people.position = position;
        people.layer = layer;
        people.exit_goal = exit_goal;
        people.floor_z = floor_z;
        people.heading_rad = heading_rad;
        people.radius = radius;
        people.state = state;
        return people;
    }
    QualityChecks watch(double until_s, bool gone_when_assembled = false) {
        QualityWatch quality(map, view(), gone_when_assembled);
        for (double time_s = 0; time_s <= until_s; time_s += 0.5) quality.look(map, view(), time_s);
        return quality.checks();
    }
};

}  // namespace

TEST_CASE("one who stands for 60 s with nobody ahead is stuck, once, and his place is noted") {
    Puppets people;
    people.add({7, 2.5});
    CHECK(people.watch(59).stuck == 0);
    const QualityChecks checks = people.watch(200);
    CHECK(checks.stuck == 1);
    CHECK_FALSE(checks.passed());
    REQUIRE(checks.flaws.size() == 1);
    CHECK(checks.flaws[0].kind == Flaw::Kind::stuck);
    CHECK(checks.flaws[0].time_s == 60);
    CHECK(checks.flaws[0].place == Vec3{7, 2.5, 0});
}

TEST_CASE("one who queues is not stuck, but he who holds up the queue is") {
    Puppets people;
    people.add({7, 2.5});    // heads east, nobody before him
    people.add({6.5, 2.5});  // right behind
    const QualityChecks checks = people.watch(120);
    CHECK(checks.stuck == 1);
    CHECK(checks.longest_still_s == 120);
    CHECK(checks.flaws[0].place.x == 7);
}

TEST_CASE("nobody is stuck who waits, lies, has arrived, or has nowhere to go") {
    Puppets people;
    people.add({1, 3}, 0, OccupantState::waiting);
    people.add({3, 4}, 0, OccupantState::incapacitated);
    people.add({15, 2}, 0, OccupantState::assembled);
    people.add({7, 2.5});
    people.exit_goal.back() = -1;
    const QualityChecks checks = people.watch(300);
    CHECK(checks.stuck == 0);
    CHECK(checks.longest_still_s == 0);
    CHECK(checks.passed());
}

TEST_CASE("who shuffles on the spot stands still, who gets on does not") {
    Puppets people;
    people.add({7, 2.5});
    people.add({1, 1});
    QualityWatch quality(people.map, people.view(), false);
    for (int k = 0; k <= 180; ++k) {
        people.position[0] = {7 + (k % 2 == 0 ? 0.1 : -0.1), 2.5};  // 0.4 m/s, going nowhere
        people.position[1] = {1 + 0.01 * k, 1};                     // 2 cm/s, but on
        quality.look(people.map, people.view(), 0.5 * k);
    }
    CHECK(quality.checks().stuck == 1);
}

namespace {

// Seconds after which one who walks 1 m/s and turns every `turn_s` is called stuck; -1: never.
double stuck_at_s(double turn_s, double until_s, bool somebody_ahead, bool other_exit = false) {
    Puppets people;
    people.add({4, 2.5});
    if (somebody_ahead) people.add({4.5, 2.5}, 0, OccupantState::incapacitated);
    QualityWatch quality(people.map, people.view(), false);
    double x = 4;
    for (double time_s = 0; time_s <= until_s; time_s += 0.5) {
        const bool back = static_cast<int>(time_s / turn_s) % 2 == 1;
        x += back ? -0.5 : 0.5;
        people.position[0].x = x;
        people.heading_rad[0] = back ? 3.14159f : 0.0f;
        people.exit_goal[0] = other_exit && back ? 1 : 0;
        if (somebody_ahead) people.position[1].x = x + (back ? -0.5 : 0.5);
        quality.look(people.map, people.view(), time_s);
        if (quality.checks().stuck > 0) return time_s;
    }
    return -1;
}

}  // namespace

TEST_CASE(
    "one who walks to and fro with a free way is stuck once he has reached nothing new for 60 s") {
    const double at_s = stuck_at_s(5, 200, false);
    CHECK(at_s > 60);
    CHECK(at_s < 70);
    // Nor does it help to change one's mind between two exits again and again.
    const double undecided_s = stuck_at_s(5, 200, false, true);
    CHECK(undecided_s > 65);
    CHECK(undecided_s < 80);
}

TEST_CASE("one who cannot get on for others ahead, however he moves, is not stuck") {
    CHECK(stuck_at_s(5, 300, true) == -1);
    CHECK(stuck_at_s(0.5, 300, true) == -1);  // shuffles in a queue
}

TEST_CASE(
    "who walks on, turns back once for another exit, or comes back from an errand is not stuck") {
    Puppets people;
    for (int k = 0; k < 3; ++k) people.add({4, 1.0 + k});
    QualityWatch quality(people.map, people.view(), false);
    for (double time_s = 0; time_s < 100; time_s += 0.5) {
        const double there_and_back = time_s < 50 ? time_s : 100 - time_s;
        people.position[0].x = 0.1 * time_s;          // 0.1 m/s
        people.position[1].x = 0.9 * there_and_back;  // his exit is locked
        people.exit_goal[1] = time_s < 50 ? 0 : 1;
        people.position[2].x = 0.9 * there_and_back;
        people.exit_goal[2] = time_s < 50 ? -1 : 0;  // fetched something
        quality.look(people.map, people.view(), time_s);
    }
    CHECK(quality.checks().stuck == 0);
}

TEST_CASE("the depth of the worst overlap is measured, on one floor only") {
    Puppets people;
    people.add({7, 2.5});
    people.add({7.33, 2.5});
    CHECK(people.watch(0).largest_overlap_m == doctest::Approx(0.07).epsilon(1e-4));
    CHECK_FALSE(people.watch(0).passed());
    people.position[1] = {7.36, 2.5};  // 4 cm: allowed
    CHECK(people.watch(0).passed());
    people.position[1] = {7, 2.5};
    people.floor_z[1] = 3;  // the storey above
    CHECK(people.watch(0).largest_overlap_m == 0);
}

TEST_CASE("who has gone from a site without assembly point overlaps nobody") {
    Puppets people;
    people.add({10, 2.5}, 0, OccupantState::assembled);
    people.add({10, 2.5}, 0, OccupantState::out);
    CHECK(people.watch(0, false).largest_overlap_m == doctest::Approx(0.4));
    CHECK(people.watch(0, true).largest_overlap_m == 0);
}

TEST_CASE("every look at one who is off the walkable area counts, his place is noted once") {
    Puppets people;
    people.add({7, 2.5});
    people.add({1.8, 1.2});    // in a desk
    people.add({-100, -100});  // off the map
    const QualityChecks checks = people.watch(1);
    CHECK(checks.outside_samples == 6);
    CHECK(checks.flaws.size() == 2);
    CHECK_FALSE(checks.passed());
}
