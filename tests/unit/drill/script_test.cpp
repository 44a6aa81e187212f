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
