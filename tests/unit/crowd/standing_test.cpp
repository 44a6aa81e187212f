// Those who have not started yet and stand where others have to pass.

#include <doctest/doctest.h>

#include "staged.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

// Seconds until somebody at the closed end of an aisle of 0.6 m is out, who has to pass one who
// does not start at all and stands at `where` in its mouth; -1: not within a minute.
double past_one_standing_s(Vec2 where) {
    Course course;
    course.only_room("class", {0, 0, 6, 4});
    course.wall("right", "g", {{0, 1.5}, {2, 1.5}});
    course.wall("left", "g", {{0, 2.3}, {2, 2.3}});
    course.way_out("door", "g", {6, 2.9}, 1.0);
    course.walkers("walker", 1.25);
    course.people_at("standing", "g", {where}, "walker", Course::constant(1000));
    course.people_at("leaving", "g", {{0.5, 1.9}}, "walker");
    Staged staged(scenario_of(course));
    const crowd::Occupants& people = staged.state.people;
    const std::size_t leaving = people.pre_movement_s[0] == 0 ? 0 : 1;
    const bool out = staged.until(60, [&] { return people.out_time_s[leaving] >= 0; });
    return out ? static_cast<double>(people.out_time_s[leaving]) : -1;
}

}  // namespace

TEST_CASE("who still stands in the mouth of an aisle is walked up to and steps aside") {
    int tried = 0, passed = 0;
    double slowest_s = 0;
    for (double x = 1.6; x < 2.25; x += 0.05) {
        for (double y = 1.8; y < 2.01; y += 0.02) {
            const double out_s = past_one_standing_s({x, y});
            ++tried;
            passed += out_s >= 0 ? 1 : 0;
            slowest_s = std::max(slowest_s, out_s);
        }
    }
    MESSAGE(passed, " of ", tried, " passed, the slowest after ", slowest_s, " s");
    CHECK(passed == tried);
}
