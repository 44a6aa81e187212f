// Route fields: distance in an empty room, ways round what is closed, and how a lock redirects.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <vector>

#include "../../verification/crowd/course.hpp"
#include "../../verification/crowd/walk.hpp"
#include "crowd/route_field.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

Building empty_hall() {
    Course course;
    course.only_room("hall", {0, 0, 12, 9});
    return make_building(parse_scenario(course.text(), "course.json"));
}

struct FieldError {
    double largest_m = 0, mean_m = 0;
    double most_below_m = 0;  // the field says shorter than the straight line
};
FieldError error_of_field(double cell_m) {
    const Building building = empty_hall();
    const WalkMap map = make_walk_map(building, cell_m);
    const std::int32_t target = map.cell_at(0, {6.05, 4.55});
    std::vector<float> cost;
    RouteSolver(map).solve(std::vector<std::int32_t>{target}, std::vector<float>(map.cells(), 1.0f),
                           cost);
    FieldError error;
    double sum = 0;
    int cells = 0;
    for (std::size_t c = 0; c < map.cells(); ++c) {
        const Vec2 at = map.centre(static_cast<std::int32_t>(c));
        // Clear of the walls, whose faces are 0.1 m inside of the room's outline.
        const bool clear = at.x > 0.15 && at.x < 11.85 && at.y > 0.15 && at.y < 8.85;
        if (map.surface[c] == Surface::none || !clear) continue;
        const double straight = glm::distance(at, map.centre(target));
        const double off = static_cast<double>(cost[c]) - straight;
        error.largest_m = std::max(error.largest_m, std::abs(off));
        error.most_below_m = std::max(error.most_below_m, -off);
        sum += std::abs(off);
        ++cells;
    }
    REQUIRE(cells > 1000);
    error.mean_m = sum / cells;
    return error;
}

// A room with a door in each short wall; someone stands nearer to the left one.
Course two_doors() {
    Course course;
    course.only_room("room", {0, 0, 12, 5});
    course.way_out("left", "g", {0, 2.5}, 1);
    course.way_out("right", "g", {12, 2.5}, 1);
    course.walkers("walker", 1.25);
    course.people_at("one", "g", {{4, 2.5}}, "walker");
    return course;
}

}  // namespace

TEST_CASE("the route field of an empty room is the straight distance, to first order in the cell") {
    const FieldError coarse = error_of_field(0.2), fine = error_of_field(0.1);
    MESSAGE("cells of 0.2 m: largest ", coarse.largest_m, " m, mean ", coarse.mean_m,
            " m; of 0.1 m: ", fine.largest_m, " m, ", fine.mean_m, " m");
    // First-order fast marching errs by about h log(L/h) from a point (Sethian 1996).
    CHECK(coarse.largest_m < 0.2 * std::log(7.5 / 0.2));
    CHECK(fine.largest_m < 0.1 * std::log(7.5 / 0.1));
    CHECK(fine.mean_m < 0.65 * coarse.mean_m);
    CHECK(coarse.most_below_m < 1e-4);
}

TEST_CASE("twice the slowness everywhere is twice the cost, and closed cells are gone round") {
    const Building building = empty_hall();
    const WalkMap map = make_walk_map(building);
    const std::vector<std::int32_t> target{map.cell_at(0, {2, 4.5})};
    const auto far = static_cast<std::size_t>(map.cell_at(0, {10, 4.5}));
    std::vector<float> slowness(map.cells(), 1.0f), once, twice, round;
    RouteSolver solver(map);
    solver.solve(target, slowness, once);
    std::fill(slowness.begin(), slowness.end(), 2.0f);
    solver.solve(target, slowness, twice);
    CHECK(twice[far] == doctest::Approx(2 * once[far]));
    std::fill(slowness.begin(), slowness.end(), 1.0f);
    // A screen across the room at x = 6 with a gap of 1 m at the top.
    for (std::size_t c = 0; c < map.cells(); ++c) {
        const Vec2 at = map.centre(static_cast<std::int32_t>(c));
        if (std::abs(at.x - 6) < 0.15 && at.y < 7.9) slowness[c] = no_route;
    }
    solver.solve(target, slowness, round);
    // Between the middles of cells, round the corners of the screen at (5.9, 7.9) and (6.1, 7.9);
    // the error of first order is that of two point sources, one for each leg.
    const double by_the_gap = std::hypot(3.8, 3.4) + 0.2 + std::hypot(4.0, 3.4);
    CHECK(round[far] >= by_the_gap - 1e-3);
    CHECK(round[far] < by_the_gap + 2 * 0.2 * std::log(5.1 / 0.2));
}

TEST_CASE("following the cells of falling cost leads to the target from everywhere") {
    const Building building = empty_hall();
    const WalkMap map = make_walk_map(building);
    const std::int32_t target = map.cell_at(0, {1, 1});
    std::vector<float> cost;
    RouteSolver(map).solve(std::vector<std::int32_t>{target}, std::vector<float>(map.cells(), 1.0f),
                           cost);
    int astray = 0;
    for (std::size_t c = 0; c < map.cells(); ++c) {
        if (!(cost[c] < no_route)) continue;
        auto cell = static_cast<std::int32_t>(c);
        for (int step = 0; step < 1000; ++step) {
            const std::int32_t next = next_cell(map, cost, cell);
            if (next < 0) break;
            cell = next;
        }
        astray += cell != target;
    }
    CHECK(astray == 0);
}

TEST_CASE("who may choose leaves by the nearer door, and by the other when that one is locked") {
    for (const bool locked : {false, true}) {
        Walk walk(two_doors().text());
        if (locked) walk.lock("left_gap");
        CHECK(walk.until_empty(60));
        const Entity used = walk.building.find(locked ? "right" : "left");
        CHECK(walk.crowd.occupants().exit_used[0] == used.index);
    }
}

TEST_CASE("a door that is locked on the way turns its user round (ISO 20414, 9)") {
    Walk walk(two_doors().text());
    while (walk.time_s < 1) walk.step();
    CHECK(walk.at(0).x < 4);
    walk.lock("left_gap");
    CHECK(walk.until_empty(60));
    CHECK(walk.crowd.occupants().exit_used[0] == walk.building.find("right").index);
}

TEST_CASE("with every door locked nobody gets out, and the distance to an exit is infinite") {
    Walk walk(two_doors().text());
    walk.lock("left_gap");
    walk.lock("right_gap");
    CHECK_FALSE(walk.until_empty(20));
    CHECK(std::isinf(walk.crowd.distance_to_exit(walk.map.cell_at(0, {4, 2.5}))));
    CHECK(walk.crowd.totals().inside == 1);
    CHECK(walk.crowd.totals().last_out_s == -1);
}

TEST_CASE("those who know only the far door take it") {
    Course course;
    course.only_room("room", {0, 0, 12, 5});
    course.way_out("left", "g", {0, 2.5}, 1);
    course.way_out("right", "g", {12, 2.5}, 1);
    course.walkers("walker", 1.25);
    course.people_at("one", "g", {{4, 2.5}}, "walker", Course::constant(0), "right");
    Walk walk(course.text());
    CHECK(walk.until_empty(60));
    CHECK(walk.crowd.occupants().exit_used[0] == walk.building.find("right").index);
}
