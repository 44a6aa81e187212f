// Runs of a rehearsal on several threads: nothing is shared that changes, nothing is lost.

#include <doctest/doctest.h>

#include <cstdlib>
#include <map>

#include "app/rehearse/run_pool.hpp"
#include "building/load.hpp"

using namespace firedrill;
using namespace std::chrono_literals;

namespace {

const bool home_is_set = setenv("FIREDRILL_HOME", FIREDRILL_SOURCE_DIR, 0) == 0;

Building two_rooms() {
    REQUIRE(home_is_set);
    return make_building(
        load_scenario(FIREDRILL_SOURCE_DIR "/tests/data/scenarios/two_rooms.json"));
}

DrillSettings crowd_only() {
    DrillSettings settings;
    settings.with_fire = false;
    return settings;
}

std::map<int, std::string> all_of(RunPool& pool) {
    std::map<int, std::string> runs;
    while (!pool.idle()) {
        if (auto run = pool.take(50ms)) runs[run->run] = run->text;
    }
    return runs;
}

}  // namespace

TEST_CASE("runs side by side give what they give one after another") {
    const Building building = two_rooms();
    const auto manifest = rehearsal::make_manifest(building, crowd_only(), 240);
    const std::vector<int> todo{0, 1, 2, 5, 7};
    RunPool alone(building, crowd_only(), manifest, todo, 1);
    RunPool crowded(building, crowd_only(), manifest, todo, 4);
    const auto expected = all_of(alone);
    CHECK(expected.size() == 5);
    CHECK(all_of(crowded) == expected);
}

TEST_CASE("a stopped pool hands over the runs in flight and begins no other") {
    const Building building = two_rooms();
    const auto manifest = rehearsal::make_manifest(building, crowd_only(), 240);
    std::vector<int> todo(40);
    for (int k = 0; k < 40; ++k) todo[static_cast<std::size_t>(k)] = k;
    RunPool pool(building, crowd_only(), manifest, todo, 2);
    while (!pool.take(50ms)) {
    }
    pool.stop();
    CHECK(all_of(pool).size() < 39);
    CHECK(pool.idle());
}

TEST_CASE("what a run throws comes out of the pool") {
    Building building = two_rooms();
    const auto manifest = rehearsal::make_manifest(building, crowd_only(), 240);
    for (Fixture& fixture : building.scenario.fixtures) {
        // An agent that no catalogue has.
        if (auto* spec = std::get_if<ExtinguisherSpec>(&fixture.spec))
            spec->agent = static_cast<Agent>(99);
    }
    RunPool pool(building, crowd_only(), manifest, {0, 1}, 2);
    const auto take_all = [&] {
        for (int k = 0; k < 1000; ++k) pool.take(50ms);
    };
    CHECK_THROWS_AS(take_all(), LoadError);
}
