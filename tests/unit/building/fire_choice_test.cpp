// Another fire of a scenario, chosen before a drill.

#include "building/fire_choice.hpp"

#include "variant.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

// The two rooms with a second basket, which may burn instead; the late alarm and the task are of
// the first one.
Scenario two_fires() {
    const Variant second = with("    {\"id\": \"desks\",",
                                "    {\"id\": \"basket_hall\", \"item\": \"basket\", \"storey\": "
                                "\"g\", \"at\": [8, 0.6]},\n"
                                "    {\"id\": \"desks\",");
    const Variant fires = with(
        "    \"checks\": [",
        "    \"fires\": [{\"id\": \"second\", \"name\": {\"zh\": \"门厅\", \"en\": \"Hall\"}, "
        "\"target\": \"basket_hall\", \"at\": 9, \"leaves_out\": [\"alarm_late\", \"task_out\"], "
        "\"injects\": [{\"id\": \"smoke\", \"when\": {\"at_s\": 12}, \"what\": \"message\", "
        "\"text\": {\"zh\": \"冒烟\", \"en\": \"Smoke\"}}]}],\n    \"checks\": [",
        second.text);
    return parse_scenario(fires.text, "two_fires.json");
}

const Furnishing& thing(const Scenario& scenario, const std::string& id) {
    return *std::find_if(scenario.furnishings.begin(), scenario.furnishings.end(),
                         [&](const Furnishing& f) { return f.id == id; });
}

}  // namespace

TEST_CASE("with another fire that thing alone burns, and what told of the usual one is gone") {
    Scenario scenario = two_fires();
    CHECK(check_scenario(scenario).empty());
    choose_fire(scenario, "second");
    CHECK(!thing(scenario, "waste_basket").ignite);
    CHECK(thing(scenario, "basket_hall").ignite == 9);
    REQUIRE(scenario.drill->injects.size() == 1);
    CHECK(scenario.drill->injects[0].id == "smoke");
    CHECK(scenario.drill->tasks.empty());
    // A replay holds the fire that was chosen, and offers no other.
    const std::string text = write_scenario(scenario);
    CHECK(write_scenario(parse_scenario(text, "replay")) == text);
    CHECK(scenario.drill->fires.empty());
}

TEST_CASE("without a choice the scenario's own fire burns") {
    Scenario scenario = two_fires();
    choose_fire(scenario, "");
    CHECK(write_scenario(scenario) == write_scenario(two_fires()));
}

TEST_CASE("a fire that a scenario does not offer is refused with those it does") {
    Scenario scenario = two_fires();
    try {
        choose_fire(scenario, "roof");
        FAIL("there is no such fire");
    } catch (const LoadError& error) {
        CHECK(error.code() == ExitCode::usage);
        CHECK(error.problem().place.str() == "--burns roof");
        CHECK(error.problem().advice == "second");
    }
}

TEST_CASE("every fire that a shipped scenario offers can be chosen, and its things burn") {
    for (const char* name : {"school", "supermarket", "rental_block"}) {
        const Scenario shipped =
            load_scenario(std::string(FIREDRILL_SOURCE_DIR "/scenarios/") + name);
        CHECK(shipped.drill->fires.size() >= 2);
        for (const FireChoice& fire : shipped.drill->fires) {
            INFO(name << " " << fire.id);
            Scenario scenario = shipped;
            choose_fire(scenario, fire.id);
            int burning = 0;
            for (const Thing& thing : make_building(scenario).things) {
                if (!thing.ignite_s) continue;
                ++burning;
                CHECK(thing.id == fire.target);
            }
            CHECK(burning == 1);
        }
    }
}
