// Names of things as people read them, by their ids.

#include <doctest/doctest.h>

#include "building/display_name.hpp"
#include "building/load.hpp"

using namespace firedrill;

namespace {

Scenario two_rooms() {
    return load_scenario(FIREDRILL_SOURCE_DIR "/tests/data/scenarios/two_rooms.json", Language::en);
}

}  // namespace

TEST_CASE("what a drill does by itself is named by what it does, not by its id") {
    Scenario scenario = two_rooms();
    Inject lock;
    lock.id = "surprise";
    lock.what = "lock";
    lock.target = "door_exit";
    scenario.drill->injects.push_back(lock);
    FireChoice other;
    other.id = "other";
    other.injects.push_back(lock);
    other.injects.back().id = "other_surprise";
    other.injects.back().what = "power_cut";
    scenario.drill->fires.push_back(other);
    const Building building = make_building(scenario);
    CHECK(display_name(building, "alarm_late").en == "alarm arranged by the drill");
    CHECK(display_name(building, "alarm_late").zh == "演练安排的报警");
    CHECK(display_name(building, "surprise").en == "door locked by the drill");
    CHECK(display_name(building, "other_surprise").en == "power cut by the drill");
}

TEST_CASE("a lift, a decoy and an item of the rubric have names too") {
    Scenario scenario = two_rooms();
    Lift lift;
    lift.id = "lift";
    lift.name = {"电梯", "Lift"};
    lift.region = {{7.6, 3.6}, {8.8, 3.6}, {8.8, 4.8}, {7.6, 4.8}};
    lift.storeys = {"g"};
    scenario.lifts.push_back(lift);
    Decoy decoy;
    decoy.id = "decoy";
    decoy.target = "door_exit";
    scenario.drill->decoys.push_back(decoy);
    const Building building = make_building(scenario);
    CHECK(display_name(building, "lift").en == "Lift");
    CHECK(display_name(building, "decoy").en == "Front door");
    CHECK(display_name(building, "r_pin").en == "Pull the pin");
    CHECK(display_name(building, "nowhere").en == "nowhere");
}
