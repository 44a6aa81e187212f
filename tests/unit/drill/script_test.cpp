// Scripts: what is wrong with one is said with its place.

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "play.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

// The error that this text of a script gives.
std::string error_of(const std::string& text) {
    const Building building = make_building(two_rooms());
    const TextFile file(text);
    try {
        ScriptPilot pilot(file.path(), building);
    } catch (const LoadError& error) {
        const std::string what = error.what();
        CHECK(what.find(file.path()) != std::string::npos);
        return what;
    }
    return "";
}

bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a script without faults is read, with the name of its trainee") {
    const Building building = make_building(two_rooms());
    const ScriptPilot pilot(FIREDRILL_SOURCE_DIR "/tests/data/scenarios/two_rooms_example.json",
                            building);
    CHECK(pilot.trainee_name() == "示例学员");
    CHECK(!pilot.done());
}

TEST_CASE("broken JSON is named with its line") {
    const std::string error = error_of("{\"name\": \"x\",\n \"actions\": [\n  {\"do\": }\n]}");
    CHECK(says(error, ":3"));
}

TEST_CASE("an action that does not exist is named with line and pointer") {
    const std::string error =
        error_of("{\"actions\": [\n {\"do\": \"wait\", \"seconds\": 1},\n {\"do\": \"fly\"}\n]}");
    CHECK(says(error, "fly"));
    CHECK(says(error, "/actions/1"));
    CHECK(says(error, ":3"));
}

TEST_CASE("a target, an event or a key that nothing has is named") {
    CHECK(says(error_of(script(R"({"do": "inspect", "target": "ext_99"})")), "ext_99"));
    CHECK(
        says(error_of(script(R"({"do": "wait_for", "event": "item.exploded"})")), "item.exploded"));
    CHECK(says(error_of(script(R"({"do": "wait", "secnds": 3})")), "secnds"));
}

TEST_CASE("a walk without an aim, a wrong type and a missing verb are refused with the place") {
    CHECK(says(error_of(script(R"({"do": "walk_to"})")), "/actions/0"));
    CHECK(
        says(error_of(script(R"({"do": "walk_to", "at": [1, 1], "storey": "F9"})")), "/actions/0"));
    CHECK(says(error_of(script(R"({"do": "wait", "seconds": "three"})")), "/actions/0"));
    CHECK(says(error_of(script(R"({"seconds": 3})")), "/actions/0"));
    CHECK(!error_of("[]").empty());
}

TEST_CASE("a script that is not there is named") {
    const Building building = make_building(two_rooms());
    CHECK_THROWS_WITH_AS(ScriptPilot("nowhere.json", building), doctest::Contains("nowhere.json"),
                         LoadError);
}

TEST_CASE("what cannot be carried out is counted and the script goes on") {
    Play play(two_rooms());
    // Nobody can stand in a wall's corner.
    play.act(R"({"do": "walk_to", "at": [40, 40], "storey": "g"}, {"do": "shout"})", 200);
    CHECK(play.failed_actions == 1);
    CHECK(play.count("trainee.shouted") == 1);
}

TEST_CASE("a script opens what is shut, shuts what is open, and takes an open door by its leaf") {
    // Before the doorway's middle stands a desk in the office, near by: there the eye meets it.
    Scenario scenario = two_rooms();
    Furnishing& desks = with_id(scenario.furnishings, "desks");
    desks.at = {3.9, 2.5};
    desks.size = Vec3(0.7, 1.4, 1.4);
    desks.repeat.reset();
    const char* const before = R"({"do": "walk_to", "at": [5.9, 2.5], "storey": "g"},)";
    Play play(scenario);
    play.act(std::string(before) + R"({"do": "open", "target": "door_office"})");
    CHECK(play.count("door.opened") == 0);  // it stands open
    play.act(R"({"do": "shut", "target": "door_office"})");
    CHECK(play.count("door.closed", "door_office") == 1);
    play.wait(4);
    play.act(R"({"do": "open", "target": "door_office"})");
    CHECK(play.count("door.opened", "door_office") == 1);
    CHECK(play.failed_actions == 0);
}

TEST_CASE("who wants to look at what hangs on a wall goes to that side of the wall") {
    Scenario scenario = two_rooms();
    Fixture& light = with_id(scenario.fixtures, "light_hall");
    light.at = {5.12, 0.8};  // on the partition, in the hall
    light.facing = 0;
    light.z = 1.5;
    scenario.drill->start.at = {4.0, 1.9};  // in the office, nearer as the crow flies
    Play play(scenario);
    play.act(R"({"do": "walk_to", "target": "light_hall", "within": 1.2},
                {"do": "interact", "target": "light_hall"})");
    CHECK(play.failed_actions == 0);
    CHECK(play.count("light.tested", "light_hall") == 1);
    CHECK(play.drill.trainee().feet.x > 5);
}
