// The walk map of the two rooms and of the school: what its links join and what they do not.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "../../verification/crowd/walk.hpp"
#include "crowd/door_rules.hpp"
#include "crowd/route_field.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

struct Ground {
    Building building;
    WalkMap map;
};
Ground place_of(const std::string& path) {
    Building building =
        make_building(load_scenario(FIREDRILL_SOURCE_DIR "/" + path, Language::en), Language::en);
    WalkMap map = make_walk_map(building);
    return {std::move(building), std::move(map)};
}
Ground two_rooms() {
    return place_of("tests/data/scenarios/two_rooms.json");
}
Ground school() {
    return place_of("scenarios/school");
}

std::int32_t cell_of(const Ground& place, const std::string& storey, Vec2 at) {
    const std::int32_t cell =
        place.map.cell_at(place.map.layer_of_storey(place.building.storey(storey)), at);
    REQUIRE(cell >= 0);
    REQUIRE(place.map.surface[static_cast<std::size_t>(cell)] != Surface::none);
    return cell;
}

// Cost from everywhere to `target` when the cells of the openings in `shut` are closed.
std::vector<float> way_to(const Ground& place, std::int32_t target,
                          const std::vector<std::string>& shut = {}) {
    std::vector<float> slowness(place.map.cells(), 1.0f), cost;
    for (const std::string& door : shut) {
        const Entity entity = place.building.find(door);
        REQUIRE(entity.kind == EntityKind::opening);
        for (std::size_t c = 0; c < place.map.cells(); ++c) {
            if (place.map.opening[c] == entity.index) slowness[c] = no_route;
        }
    }
    RouteSolver(place.map).solve(std::vector<std::int32_t>{target}, slowness, cost);
    return cost;
}

template <class Visit>
void each_link(const WalkMap& map, Visit&& visit) {
    for (std::size_t c = 0; c < map.cells(); ++c) {
        for (std::size_t side = 0; side < 4; ++side) {
            if (map.neighbour[c][side] >= 0) visit(c, side, map.neighbour[c][side]);
        }
    }
}

}  // namespace

TEST_CASE("equal numbers of level cells mean equal heights, and stairs have none") {
    const Ground place = school();
    const WalkMap& map = place.map;
    std::size_t level = 0, wrong_height = 0, missed = 0, stairs = 0;
    for (std::size_t c = 0; c < map.cells(); ++c) {
        const std::uint8_t number = map.level_at(static_cast<std::int32_t>(c));
        const bool flat =
            map.surface[c] != Surface::none && map.slope[c][0] == 0 && map.slope[c][1] == 0;
        level += number != 0;
        missed += flat != (number != 0);
        wrong_height += number != 0 && map.z_of_level[number] != map.z[c];
        stairs += map.surface[c] == Surface::stair;
    }
    CHECK(level > 1000);
    CHECK(stairs > 100);
    CHECK(wrong_height == 0);
    CHECK(missed == 0);
}

TEST_CASE("no way comes to an opening in fewer cells than the door rules say") {
    const Ground place = school();
    const WalkMap& map = place.map;
    const crowd::DoorRules doors = crowd::door_rules_of(place.building, map);
    std::size_t at_openings = 0, too_far = 0, wrong = 0;
    for (std::size_t c = 0; c < map.cells(); ++c) {
        const int here = doors.cells_to_opening[c];
        at_openings += here == 0;
        wrong += (here == 0) != (map.opening[c] >= 0);
    }
    each_link(map, [&](std::size_t c, std::size_t, std::int32_t other) {
        // A bound on every way: it falls by one at most with each cell.
        too_far += doors.cells_to_opening[c] > doors.cells_to_opening[other] + 1;
    });
    CHECK(at_openings > 100);
    CHECK(wrong == 0);
    CHECK(too_far == 0);
}

TEST_CASE("every link of the walk map leads back, joins floors and climbs at most a step") {
    for (const Ground& place : {two_rooms(), school()}) {
        const WalkMap& map = place.map;
        std::size_t links = 0, one_way = 0, without_floor = 0, cliffs = 0, far = 0;
        each_link(map, [&](std::size_t c, std::size_t side, std::int32_t other) {
            const auto o = static_cast<std::size_t>(other);
            ++links;
            one_way += map.neighbour[o][(side + 2) % 4] != static_cast<std::int32_t>(c);
            without_floor += map.surface[c] == Surface::none || map.surface[o] == Surface::none;
            cliffs += std::abs(map.z[c] - map.z[o]) > 0.351f;
            const Vec2 away = map.centre(other) - map.centre(static_cast<std::int32_t>(c));
            const double x = side == 0 ? map.h : side == 2 ? -map.h : 0;
            const double y = side == 1 ? map.h : side == 3 ? -map.h : 0;
            far += std::abs(away.x - x) > 1e-6 || std::abs(away.y - y) > 1e-6;
        });
        CHECK(links > 1000);
        CHECK(one_way == 0);
        CHECK(without_floor == 0);
        CHECK(cliffs == 0);
        CHECK(far == 0);
    }
}

TEST_CASE("no link of the walk map passes a permanent barrier") {
    for (const Ground& place : {two_rooms(), school()}) {
        const WalkMap& map = place.map;
        std::size_t through = 0;
        each_link(map, [&](std::size_t c, std::size_t, std::int32_t other) {
            const auto cell = static_cast<std::int32_t>(c);
            const std::int32_t layer = map.layer_of_cell(cell);
            for (const std::int32_t s : map.segments_near(cell)) {
                const WalkSegment& segment = map.segments[static_cast<std::size_t>(s)];
                if (!segment.opening && segment.layer == layer)
                    through +=
                        lines_cross(map.centre(cell), map.centre(other), segment.a, segment.b);
            }
        });
        CHECK(map.segments.size() > 10);
        CHECK(through == 0);
    }
}

TEST_CASE("a wall parts two rooms and its door joins them") {
    const Ground place = two_rooms();
    const std::int32_t office = cell_of(place, "g", {3.5, 4}), hall = cell_of(place, "g", {7, 4});
    const std::vector<float> open = way_to(place, hall);
    const float way = open[static_cast<std::size_t>(office)];
    // Round the door's edge at (5, 2.95): longer than the straight line through the wall.
    const double round = std::hypot(1.5, 1.05) + std::hypot(2, 1.05);
    CHECK(way > 0.97 * round);
    CHECK(way < 1.12 * round);
    // The other way out of the office leads nowhere: the window has a sill.
    const std::vector<float> shut = way_to(place, hall, {"door_office"});
    CHECK(shut[static_cast<std::size_t>(office)] == no_route);
    CHECK(shut[static_cast<std::size_t>(cell_of(place, "g", {8, 1}))] < no_route);
}

TEST_CASE("the building and the yard are joined by the front door alone") {
    const Ground place = two_rooms();
    const std::int32_t yard = cell_of(place, "g", {15, 2.5});
    const auto hall = static_cast<std::size_t>(cell_of(place, "g", {7, 4}));
    CHECK(place.map.surface[static_cast<std::size_t>(yard)] == Surface::outdoors);
    CHECK(way_to(place, yard)[hall] < 10.0f);
    CHECK(way_to(place, yard, {"door_exit"})[hall] == no_route);
}

TEST_CASE("the stairs of the school join all storeys, upwards as well as downwards") {
    const Ground place = school();
    const Vec2 corridor{24, 9.4};
    const std::vector<std::string> storeys{"F1", "F2", "F3"};
    for (std::size_t low = 0; low < 3; ++low) {
        for (std::size_t high = low + 1; high < 3; ++high) {
            CAPTURE(storeys[low]);
            CAPTURE(storeys[high]);
            const std::int32_t bottom = cell_of(place, storeys[low], corridor);
            const std::int32_t top = cell_of(place, storeys[high], corridor);
            const float down = way_to(place, bottom)[static_cast<std::size_t>(top)];
            const float up = way_to(place, top)[static_cast<std::size_t>(bottom)];
            CHECK(down < no_route);
            CHECK(down > 40.0f);  // 20 m of corridor to the stair and back
            CHECK(up == doctest::Approx(down).epsilon(0.02));
        }
    }
}

TEST_CASE("either stair of the school alone joins the storeys") {
    const Ground place = school();
    const std::int32_t ground = cell_of(place, "F1", {24, 9.4});
    const auto top = static_cast<std::size_t>(cell_of(place, "F3", {24, 9.4}));
    CHECK(way_to(place, ground, {"door_stair_w_f3"})[top] < no_route);
    CHECK(way_to(place, ground, {"door_stair_e_f3"})[top] < no_route);
    CHECK(way_to(place, ground, {"door_stair_e_f3", "door_stair_w_f3"})[top] == no_route);
}

TEST_CASE("from every room of the school a way leads to the main entrance") {
    const Ground place = school();
    const Entity door = place.building.find("door_main");
    std::int32_t target = -1;
    for (std::size_t c = 0; c < place.map.cells() && target < 0; ++c) {
        if (place.map.opening[c] == door.index && place.map.surface[c] != Surface::none)
            target = static_cast<std::int32_t>(c);
    }
    REQUIRE(target >= 0);
    const std::vector<float> cost = way_to(place, target);
    std::vector<int> reached(place.building.scenario.rooms.size(), 0);
    for (std::size_t c = 0; c < place.map.cells(); ++c) {
        if (place.map.room[c] >= 0 && cost[c] < no_route)
            ++reached[static_cast<std::size_t>(place.map.room[c])];
    }
    for (std::size_t r = 0; r < reached.size(); ++r) {
        CAPTURE(place.building.scenario.rooms[r].id);
        CHECK(reached[r] > 20);
    }
}

TEST_CASE("a step over the foot or the head of a stair changes the layer, others do not") {
    const Ground place = school();
    const WalkMap& map = place.map;
    const std::int32_t ground = map.layer_of_storey(place.building.storey("F1"));
    const std::int32_t first = map.layer_of_storey(place.building.storey("F2"));
    // West stair: the first flight rises from (1, 5) towards -y, the second ends at (3, 5) on F2.
    const std::int32_t flight = map.layer_after(ground, {1, 5.1}, {1, 4.9});
    REQUIRE(map.layers[static_cast<std::size_t>(flight)].stair);
    CHECK(map.layer_after(flight, {1, 4.9}, {1, 5.1}) == ground);
    CHECK(map.layer_after(ground, {1, 5.3}, {1, 5.15}) == ground);
    CHECK(map.floor_z(flight, {1, 3.4}) == doctest::Approx(0.9).epsilon(0.02));
    const std::int32_t upper = map.layer_after(first, {3, 5.1}, {3, 4.9});
    REQUIRE(map.layers[static_cast<std::size_t>(upper)].stair);
    CHECK(map.layer_after(upper, {3, 4.9}, {3, 5.1}) == first);
    CHECK(map.floor_z(upper, {3, 3.4}) == doctest::Approx(2.7).epsilon(0.01));
}
