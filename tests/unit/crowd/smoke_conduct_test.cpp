// What smoke does to conduct: who turns back from how much, crawling under a hot layer, and not
// going in again where the way is full of smoke.

#include <doctest/doctest.h>

#include "burning.hpp"
#include "crowd/behaviour.hpp"
#include "crowd/exposure.hpp"
#include "staged.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

Scenario two_rooms() {
    return load_scenario(FIREDRILL_SOURCE_DIR "/tests/data/scenarios/two_rooms.json", Language::en);
}

}  // namespace

TEST_CASE(
    "strangers turn back from smoke of 0.15 1/m, those who know the building from 0.5 (Jin)") {
    Course course;
    course.only_room("hall", {0, 0, 20, 4});
    course.way_out("west", "g", {0, 2}, 1);
    course.way_out("east", "g", {20, 2}, 1);
    course.walkers("walker", 1.0);
    course.people_at("regular", "g", {{8, 1}}, "walker");
    course.people_at("stranger", "g", {{8, 3}}, "walker", Course::constant(0), "west");
    Staged staged(scenario_of(course));
    const auto turned = [&](float extinction_1_m) {
        std::fill(staged.state.people.extinction.begin(), staged.state.people.extinction.end(),
                  extinction_1_m);
        staged.step();
        return std::pair{staged.state.people.turned_back[0] != 0,
                         staged.state.people.turned_back[1] != 0};
    };
    staged.step();
    CHECK(turned(0.14f) == std::pair{false, false});
    CHECK(turned(0.16f) == std::pair{false, true});
    CHECK(turned(0.49f) == std::pair{false, true});
    CHECK(turned(0.51f) == std::pair{true, true});
}

TEST_CASE("under a hot layer people crawl, and take less than half the dose of who stands") {
    Scenario scenario = two_rooms();
    scenario.furnishings.clear();
    scenario.burners.push_back(burner({0.8, 4.2}, 250));
    scenario.occupants[0].count = 1;
    scenario.occupants[0].room.clear();
    scenario.occupants[0].positions = {{4.2, 0.8}};
    scenario.occupants[0].pre_movement = {Distribution::Kind::constant, 10000};
    scenario.occupants.pop_back();
    scenario.plans[0].head_count_by.clear();
    Burning burning(scenario);
    double standing_heat = 0, standing_gas = 0;
    int crawled = 0, ticks = 0;
    while (burning.walk.time_s < 60) {
        burning.step();
        const double stature = burning.walk.building.profiles.front().height / 1.75;
        const OccupantsView people = burning.walk.crowd.occupants();
        const GasSample air = burning.fire->sample(
            {people.position[0].x, people.position[0].y, people.floor_z[0] + 1.6 * stature});
        standing_heat += heat_dose_rate(air) * tick_s;
        standing_gas += toxic_dose_rate(air) * tick_s;
        crawled += people.crawling[0];
        ++ticks;
    }
    const OccupantsView people = burning.walk.crowd.occupants();
    MESSAGE("crawled for ", crawled * tick_s, " s; heat dose ", people.fed_heat[0], ", standing ",
            standing_heat, "; gas dose ", people.fed[0], ", standing ", standing_gas);
    CHECK(crawled * tick_s > 20);
    CHECK(standing_heat > 0.05);
    CHECK(people.fed_heat[0] < 0.5 * standing_heat);
    CHECK(people.fed[0] < standing_gas);
}

TEST_CASE("the teacher goes back for who is missing, but not into smoke") {
    for (const bool smoke : {false, true}) {
        CAPTURE(smoke);
        Scenario scenario = two_rooms();
        scenario.furnishings.clear();
        scenario.occupants[0].count = 1;
        scenario.occupants[0].room.clear();
        scenario.occupants[0].positions = {{0.5, 0.5}};
        // Slept through everything: nothing but a hand on the shoulder wakes it.
        scenario.occupants[0].pre_movement = {Distribution::Kind::constant, 10000};
        scenario.plans[0].fetched_by = "guide";
        if (smoke) scenario.burners.push_back(burner({4.2, 4.2}, 120));
        Burning burning(scenario);
        while (burning.walk.time_s < 90 && times(burning.walk, CrowdEvent::Kind::fetching) == 0)
            burning.step();
        CHECK((times(burning.walk, CrowdEvent::Kind::fetching) == 1) == !smoke);
        CHECK(times(burning.walk, CrowdEvent::Kind::head_count) >= 1);
    }
}
