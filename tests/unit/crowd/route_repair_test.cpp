// Repair of route fields: always the field that a solve from scratch gives, to the last bit,
// however it was spread over time; and directions that lead there on open floor.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <glm/geometric.hpp>
#include <vector>

#include "../../verification/crowd/course.hpp"
#include "base/random.hpp"
#include "field_place.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

constexpr std::int64_t without_limit = std::int64_t{1} << 60;

Scenario school() {
    return load_scenario(FIREDRILL_SOURCE_DIR "/scenarios/school/scenario.json", Language::en);
}

template <class T>
bool same_bits(const std::vector<T>& a, const std::vector<T>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

// Changes a patch of cells that a random walk over the floor touches.
void change_a_patch(RandomStream& random, const RouteGraph& graph, RouteCosts& costs) {
    auto cell = static_cast<std::int32_t>(random.uniform(0, graph.none - 0.5));
    const double kind = random.uniform(0, 1);
    const float slowness = kind < 0.1   ? no_route
                           : kind < 0.6 ? 1.0f
                                        : static_cast<float>(random.uniform(1, 20));
    for (int left = static_cast<int>(random.uniform(1, 300)); left > 0; --left) {
        costs.set_slowness(cell, slowness);
        const auto side = static_cast<std::size_t>(random.uniform(0, 3.999));
        const std::int32_t next = graph.neighbour[static_cast<std::size_t>(cell)][side];
        if (next != graph.none) cell = next;
    }
}

void change_a_gate(RandomStream& random, RouteCosts& costs,
                   const std::vector<std::int32_t>& cells) {
    RouteGate gate;
    for (float& extra : gate.extra_m)
        extra = random.uniform(0, 1) < 0.3 ? no_route : static_cast<float>(random.uniform(0, 5));
    costs.set_gate(cells, random.uniform(0, 1) < 0.2 ? std::int16_t{-1} : std::int16_t{0});
    costs.set_extra(0, gate, cells);
}

}  // namespace

TEST_CASE(
    "a repaired field has the bits of one solved from scratch, whatever changed in the school") {
    const Building building = make_building(school(), Language::en);
    const WalkMap map = make_walk_map(building);
    RouteSolver solver(map), other(map);
    const RouteGraph& graph = solver.graph();
    RouteCosts costs(graph, 1);
    std::vector<std::int32_t> targets, gate_cells;
    for (std::size_t c = 0; c < map.cells(); ++c) {
        const auto cell = static_cast<std::int32_t>(c);
        if (map.surface[c] == Surface::outdoors) costs.set_slowness(graph.packed[c], no_route);
        if (map.opening[c] == building.exit_openings[0].value && map.surface[c] != Surface::none)
            targets.push_back(cell);
        if (map.surface[c] != Surface::none && map.surface[c] != Surface::outdoors &&
            map.centre(cell).x > 20 && map.centre(cell).x < 20.6)
            gate_cells.push_back(graph.packed[c]);
    }
    REQUIRE(gate_cells.size() > 20);
    RouteField field = solver.make_field(targets);
    std::vector<float> cost, from_scratch;
    RandomStream random(7, 0);
    int differing = 0, calls = 0, well_reached = 0;
    for (int round = 0; round < 120; ++round) {
        for (int patches = static_cast<int>(random.uniform(1, 4)); patches > 0; --patches)
            change_a_patch(random, graph, costs);
        if (round % 4 == 3) change_a_gate(random, costs, gate_cells);
        // In slices of some thousand evaluations; at times more changes come in between.
        for (bool whole = false; !whole; ++calls) {
            std::int64_t evaluations = round % 2 == 0 ? without_limit : 3000;
            whole = solver.update(field, costs, evaluations);
            if (!whole && random.uniform(0, 1) < 0.2) change_a_patch(random, graph, costs);
        }
        solver.publish(field, costs, 0.5f, cost);
        RouteField fresh = other.make_field(targets);
        std::int64_t evaluations = without_limit;
        other.update(fresh, costs, evaluations);
        other.publish(fresh, costs, 0.5f, from_scratch);
        differing += !same_bits(cost, from_scratch) || !same_bits(field.way, fresh.way);
        const auto reached =
            std::count_if(cost.begin(), cost.end(), [](float value) { return value < no_route; });
        well_reached += reached > 20000;
    }
    MESSAGE(well_reached, " of 120 rounds reach most of the school");
    CHECK(differing == 0);
    CHECK(calls > 130);        // some were spread
    CHECK(well_reached > 40);  // and the school was not walled up all the time
}

TEST_CASE("a small change costs a small repair") {
    FieldPlace place(school());
    const RouteGraph& graph = place.state.fields.solver.graph();
    RouteField& field = place.state.exits[0].field;
    RouteCosts& costs = place.state.fields.indoors;
    std::int32_t farthest = 0;
    for (std::int32_t k = 0; k < graph.none; ++k) {
        const float value = field.value[static_cast<std::size_t>(k)];
        if (value < no_route && value > field.value[static_cast<std::size_t>(farthest)])
            farthest = k;
    }
    costs.set_slowness(farthest, 9.0f);
    std::int64_t evaluations = without_limit;
    CHECK(place.state.fields.solver.update(field, costs, evaluations));
    CHECK(without_limit - evaluations < 20);
}

TEST_CASE("a tick does a bounded number of evaluations, and people keep the old field meanwhile") {
    FieldPlace place(school());
    const std::vector<float> before = place.state.exits[0].cost;
    place.smoke({-100, -100}, {200, 200}, 3.0f);
    int ticks = 0;
    bool half_made = false;
    while (!crowd::fields_up_to_date(place.state)) {
        place.tick();
        ++ticks;
        const std::vector<float>& now = place.state.exits[0].cost;
        // Either the old one or the new one, which is longer wherever there is a way.
        bool some_longer = false, some_same = false;
        for (std::size_t c = 0; c < now.size(); ++c) {
            if (!(before[c] < no_route) || before[c] < 1) continue;
            some_longer |= now[c] > before[c];
            some_same |= now[c] == before[c];
        }
        half_made |= some_longer && some_same;
    }
    CHECK(ticks > 1);
    CHECK(ticks < 20);
    CHECK_FALSE(half_made);
}

TEST_CASE("directions lead over open floor to every exit of the school") {
    FieldPlace place(school());
    const WalkMap& map = place.map;
    for (const crowd::Exit& exit : place.state.exits) {
        int astray = 0, into_walls = 0, walks = 0;
        double walked_m = 0, direct_m = 0;
        for (std::size_t c = 0; c < map.cells(); c += 37) {
            if (!(exit.cost[c] < no_route)) continue;
            if (map.clearance[c] < 0.15f) continue;  // no body fits there
            ++walks;
            auto cell = static_cast<std::int32_t>(c);
            std::int32_t layer = map.layer_of_cell(cell);
            Vec2 at = map.centre(cell);
            const double step = 0.05;
            double length = 0;
            bool there = false;
            for (int n = 0; n < 8000 && !there; ++n) {
                Vec2 way = exit.field.direction(cell);
                // As walkers do whom a corner of the raster has cut off.
                if (!(exit.cost[static_cast<std::size_t>(cell)] < no_route))
                    way = back_to_route(map, exit.cost, cell, at);
                there = map.opening[static_cast<std::size_t>(cell)] == exit.opening.value;
                if (there || (way.x == 0 && way.y == 0)) break;
                const Vec2 to = at + step * way;
                layer = map.layer_after(layer, at, to);
                const std::int32_t next = map.cell_at(layer, to);
                if (next < 0 || map.surface[static_cast<std::size_t>(next)] == Surface::none) {
                    ++into_walls;
                    break;
                }
                const auto& slope = map.slope[static_cast<std::size_t>(next)];
                length += step * std::sqrt(1.0 + slope[0] * slope[0] + slope[1] * slope[1]);
                at = to;
                cell = next;
            }
            astray += !there;
            if (there) {
                walked_m += length;
                direct_m += exit.cost[c];
            }
        }
        MESSAGE(walks, " walks, ", walked_m / walks, " m on average, by the field ",
                direct_m / walks, " m");
        CHECK(walks > 500);
        CHECK(into_walls == 0);
        CHECK(astray == 0);
        CHECK(walked_m < direct_m);  // the cost counts want of clearance on top of the length
    }
}

TEST_CASE("in an empty hall directions point at the target within a few degrees") {
    Course course;
    course.only_room("hall", {0, 0, 12, 9});
    course.way_out("east", "g", {12, 4.5}, 0.2);
    const Building building = make_building(parse_scenario(course.text(), "course.json"));
    const WalkMap map = make_walk_map(building);
    RouteSolver solver(map);
    const RouteCosts costs(solver.graph());
    const std::int32_t target = map.cell_at(0, {6.1, 4.5});
    RouteField field = solver.make_field(std::vector<std::int32_t>{target});
    std::int64_t evaluations = without_limit;
    std::vector<float> cost;
    REQUIRE(solver.update(field, costs, evaluations));
    solver.publish(field, costs, 0, cost);
    double largest_deg = 0, sum_deg = 0, kink_deg = 0;
    int cells = 0;
    const auto between_deg = [](Vec2 a, Vec2 b) {
        return std::acos(std::clamp(glm::dot(a, b), -1.0, 1.0)) * 57.29578;
    };
    for (std::size_t c = 0; c < map.cells(); ++c) {
        const auto cell = static_cast<std::int32_t>(c);
        const Vec2 at = map.centre(cell), way = map.centre(target) - at;
        const double distance = glm::length(way);
        if (at.x < 0.4 || at.x > 11.6 || at.y < 0.4 || at.y > 8.6 || distance < 1) continue;
        const double off_deg = between_deg(field.direction(cell), way / distance);
        largest_deg = std::max(largest_deg, off_deg);
        sum_deg += off_deg;
        for (const std::int32_t other : map.neighbour[c]) {
            if (other >= 0)
                kink_deg =
                    std::max(kink_deg, between_deg(field.direction(cell), field.direction(other)) -
                                           57.29578 * 0.2 / (distance - 0.2));
        }
        ++cells;
    }
    REQUIRE(cells > 1000);
    MESSAGE("off by ", sum_deg / cells, " degrees in the mean, ", largest_deg,
            " at most; from cell to cell by ", kink_deg, " more than the straight way turns");
    // First order: the gradient errs near the axes and diagonals of the raster.
    CHECK(sum_deg / cells < 4);
    CHECK(largest_deg < 9);
    CHECK(kink_deg < 6);
}
