// Route fields where the shortest way is known exactly: up and down a stair, round a screen, and
// how the error falls with the raster.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <vector>

#include "building/load.hpp"
#include "course.hpp"
#include "crowd/route_field.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

// Three floors 3 m apart, each 20 m x 2.2 m, and flights of 4 m in plan, 5 m along the slope.
Course three_storeys() {
    Course course;
    const double wall = course_wall_m / 2;
    const Rectangle all{-wall, -wall, 20 + wall, 2.2 + wall};
    course.storey("low", 0, 2.8, corners(all));
    course.storey("middle", 3, 2.8, corners(all), {{4, -wall, 8, 2.2 + wall}});
    course.storey("high", 6, 2.8, corners(all), {{12, -wall, 16, 2.2 + wall}});
    for (const char* on : {"low", "middle", "high"})
        course.wall(std::string(on) + "_walls", on, {{0, 0}, {20, 0}, {20, 2.2}, {0, 2.2}, {0, 0}});
    course.stair("lower", "low", "middle", {{{4, 1.1}, {8, 1.1}, 2, 0, 3}});
    course.stair("upper", "middle", "high", {{{12, 1.1}, {16, 1.1}, 2, 3, 6}});
    course.way_out("out", "low", {0, 1.1}, 1);
    return course;
}

std::vector<float> solved(const WalkMap& map, const std::vector<std::int32_t>& targets,
                          const std::vector<float>& slowness) {
    std::vector<float> cost;
    RouteSolver(map).solve(targets, slowness, cost);
    return cost;
}

}  // namespace

TEST_CASE("a way over three storeys and two stairs is as long as its floors and slopes") {
    const Building building = make_building(parse_scenario(three_storeys().text(), "course.json"));
    const WalkMap map = make_walk_map(building);
    const std::int32_t low = map.layer_of_storey(building.storey("low")),
                       high = map.layer_of_storey(building.storey("high"));
    // From one line across the corridor to another: plane waves, which the scheme solves exactly.
    const auto line = [&](std::int32_t layer, double x) {
        std::vector<std::int32_t> cells;
        for (double y = 0.1; y < 2.2; y += map.h) {
            const std::int32_t cell = map.cell_at(layer, {x, y});
            if (cell >= 0 && map.surface[static_cast<std::size_t>(cell)] != Surface::none)
                cells.push_back(cell);
        }
        return cells;
    };
    const double exact_m = 2 + 5 + 4 + 5 + 2;
    const std::vector<float> even(map.cells(), 1.0f);
    const std::vector<float> down = solved(map, line(low, 2.1), even),
                             up = solved(map, line(high, 18.1), even);
    const auto at_high = static_cast<std::size_t>(map.cell_at(high, {18.1, 1.1})),
               at_low = static_cast<std::size_t>(map.cell_at(low, {2.1, 1.1}));
    CHECK(down[at_high] == doctest::Approx(exact_m).epsilon(0.002));
    CHECK(up[at_low] == doctest::Approx(exact_m).epsilon(0.002));
}

TEST_CASE("the error of a field falls with the cell as first order promises") {
    Course course;
    course.only_room("hall", {0, 0, 12, 9});
    const Building building = make_building(parse_scenario(course.text(), "course.json"));
    double before = 0;
    for (const double cell_m : {0.25, 0.125}) {
        const WalkMap map = make_walk_map(building, cell_m);
        // From a disc of 1 m, so that little of the error comes from the target itself; exact is
        // the distance to the nearest of the disc's cells.
        const Vec2 middle{6, 4.5};
        const double radius = 1.0;
        std::vector<std::int32_t> targets;
        for (std::size_t c = 0; c < map.cells(); ++c) {
            if (glm::distance(map.centre(static_cast<std::int32_t>(c)), middle) <= radius &&
                map.surface[c] != Surface::none)
                targets.push_back(static_cast<std::int32_t>(c));
        }
        const std::vector<float> cost = solved(map, targets, std::vector<float>(map.cells(), 1.0f));
        double sum = 0;
        int cells = 0;
        for (std::size_t c = 0; c < map.cells(); ++c) {
            const Vec2 at = map.centre(static_cast<std::int32_t>(c));
            double exact = 1e9;
            for (const std::int32_t target : targets)
                exact = std::min(exact, glm::distance(at, map.centre(target)));
            if (exact < 0.5 || at.x < 0.2 || at.x > 11.8 || at.y < 0.2 || at.y > 8.8) continue;
            sum += std::abs(static_cast<double>(cost[c]) - exact);
            ++cells;
        }
        REQUIRE(cells > 500);
        const double mean = sum / cells;
        MESSAGE("cells of ", cell_m, " m: ", mean, " m off in the mean");
        CHECK(mean < 0.5 * cell_m);
        if (before > 0) CHECK(mean < 0.62 * before);
        before = mean;
    }
}

TEST_CASE("a metre in smoke of factor f costs f metres, and one more of clear air costs one") {
    Course course;
    course.only_room("corridor", {0, 0, 20, 2});
    const Building building = make_building(parse_scenario(course.text(), "course.json"));
    const WalkMap map = make_walk_map(building);
    std::vector<float> slowness(map.cells(), 1.0f);
    std::vector<std::int32_t> targets;
    for (std::size_t c = 0; c < map.cells(); ++c) {
        if (map.surface[c] == Surface::none) continue;
        const double x = map.centre(static_cast<std::int32_t>(c)).x;
        if (x > 6 && x < 10) slowness[c] = 3.5f;
        if (std::abs(x - 2.1) < 0.05) targets.push_back(static_cast<std::int32_t>(c));
    }
    const std::vector<float> cost = solved(map, targets, slowness);
    // 16 m between the middles of cells, 4 m of them in smoke.
    CHECK(cost[static_cast<std::size_t>(map.cell_at(0, {18.1, 1.1}))] ==
          doctest::Approx(12 + 4 * 3.5).epsilon(1e-4));
}
