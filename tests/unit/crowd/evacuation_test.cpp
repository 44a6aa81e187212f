// Whole evacuations in clean air: the two rooms and the school.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "../../verification/crowd/walk.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

Scenario scenario_at(const std::string& path) {
    return load_scenario(FIREDRILL_SOURCE_DIR "/" + path, Language::en);
}
Scenario two_rooms() {
    return scenario_at("tests/data/scenarios/two_rooms.json");
}

int count(const std::vector<CrowdEvent>& events, CrowdEvent::Kind kind) {
    return static_cast<int>(std::count_if(events.begin(), events.end(),
                                          [&](const CrowdEvent& e) { return e.kind == kind; }));
}

std::vector<std::uint64_t> hashes(const Scenario& scenario, double seconds, std::uint64_t seed,
                                  int threads) {
    Walk walk(scenario, seed, {}, threads);
    std::vector<std::uint64_t> result{walk.crowd.hash()};
    while (walk.time_s < seconds) {
        walk.step();
        result.push_back(walk.crowd.hash());
    }
    return result;
}

}  // namespace

TEST_CASE("everybody of the two rooms gets out, gathers in the yard and is counted") {
    Walk walk(two_rooms());
    Eye eye(walk);
    REQUIRE(walk.crowd.totals().total == 5);
    CHECK(walk.until(
        120, [&] { return walk.crowd.totals().assembled == 5; }, [&] { eye.look(); }));
    MESSAGE("last out after ", walk.crowd.totals().last_out_s, " s, assembled after ", walk.time_s,
            " s");
    walk.step();  // the head count follows the last arrival
    CHECK(eye.through_barrier == 0);
    CHECK(eye.without_floor == 0);
    const CrowdTotals totals = walk.crowd.totals();
    CHECK(totals.out == 5);
    CHECK(totals.inside == 0);
    CHECK(totals.incapacitated == 0);
    CHECK(count(walk.events, CrowdEvent::Kind::started) == 5);
    CHECK(count(walk.events, CrowdEvent::Kind::out) == 5);
    CHECK(count(walk.events, CrowdEvent::Kind::assembled) == 5);
    REQUIRE(count(walk.events, CrowdEvent::Kind::head_count) == 1);
    for (const CrowdEvent& event : walk.events) {
        if (event.kind == CrowdEvent::Kind::head_count) CHECK(event.index == 0);  // none missing
        if (event.kind == CrowdEvent::Kind::out) CHECK(event.index == 0);         // the only exit
    }
    for (std::size_t who = 0; who < 5; ++who)
        CHECK(inside(walk.building.scenario.assembly_points[0].region, walk.at(who)));
}

TEST_CASE("the counting device at the front door counts everybody once") {
    Walk walk(two_rooms());
    CHECK(walk.until(
        120, [&] { return walk.crowd.totals().assembled == 5; }, [] {}));
    std::vector<double> values(walk.building.scenario.devices.size(), -1);
    walk.crowd.read_devices(values);
    for (std::size_t d = 0; d < values.size(); ++d) {
        const bool counter = walk.building.scenario.devices[d].id == "people_out";
        CHECK(values[d] == (counter ? 5 : -1));
    }
}

TEST_CASE("people ask for the door they walk up to, and a door that stays shut holds them") {
    Walk walk(two_rooms());
    const OpeningIndex exit(walk.building.find("door_exit").index);
    walk.doors[exit.at()].open_fraction = 0;  // not locked: waits to be pushed
    Eye eye(walk);
    bool asked = false;
    while (walk.time_s < 40) {
        walk.step();
        const auto asks = walk.crowd.door_requests();
        asked = asked || std::find(asks.begin(), asks.end(), exit) != asks.end();
    }
    CHECK(asked);
    // Nobody is past the leaf, whose line is the wall's centre line at x = 9.
    for (std::size_t who = 0; who < 5; ++who) CHECK(walk.at(who).x < 9.0);
    walk.doors[exit.at()].open_fraction = 1;
    CHECK(walk.until_empty(100));
}

TEST_CASE("the same seed gives the same state at every tick with one and with two threads") {
    const Scenario school = scenario_at("scenarios/school");
    const std::vector<std::uint64_t> one = hashes(school, 20, 5, 1);
    CHECK(one == hashes(school, 20, 5, 2));
    CHECK(one != hashes(school, 20, 6, 1));
    CHECK(std::adjacent_find(one.begin(), one.end()) == one.end());
}

TEST_CASE(
    "the school empties through unlocked exits, and nobody passes a wall or leaves the floor") {
    Walk walk(scenario_at("scenarios/school"));
    Eye eye(walk);
    const int total = walk.crowd.totals().total;
    CHECK(total > 400);
    const bool empty = walk.until(
        480, [&] { return walk.crowd.totals().inside == 0; }, [&] { eye.look(); });
    const CrowdTotals totals = walk.crowd.totals();
    MESSAGE(total, " people: ", totals.inside, " inside after ", walk.time_s, " s, last out after ",
            totals.last_out_s, " s; longest step ", eye.longest_step_m, " m");
    CHECK(empty);
    CHECK(eye.through_barrier == 0);
    CHECK(eye.without_floor == 0);
    CHECK(eye.longest_step_m <= 2.5 * tick_s + 1e-9);
    const OccupantsView people = walk.crowd.occupants();
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        if (people.exit_used[who] < 0) continue;
        const std::size_t opening =
            walk.building.exit_openings[static_cast<std::size_t>(people.exit_used[who])].at();
        CHECK(walk.doors[opening].passable);
    }
}

TEST_CASE("the order in which groups stand in the file changes nothing, bit for bit") {
    Scenario forwards = two_rooms(), backwards = two_rooms();
    REQUIRE(forwards.occupants.size() > 1);
    std::reverse(backwards.occupants.begin(), backwards.occupants.end());
    Walk a(forwards), b(backwards);
    while (a.time_s < 30) {
        a.step();
        b.step();
        REQUIRE(a.crowd.hash() == b.crowd.hash());
    }
    CHECK(a.crowd.totals().out == 5);
}
