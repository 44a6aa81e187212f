// The extinguisher: looked at, taken, pin, handle, jet, fire.

#include <doctest/doctest.h>

#include "play.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

const char* const take_it = R"({"do": "walk_to", "target": "ext_1", "within": 0.9},
                               {"do": "inspect", "target": "ext_1"},
                               {"do": "interact", "target": "ext_1"})";
const char* const to_fire = R"({"do": "walk_to", "at": [2.7, 3.7], "storey": "g"})";
const char* const pull = R"({"do": "pin"})";
const char* const squeeze = R"({"do": "use", "target": "waste_basket", "seconds": 6, "sweep": 4})";

std::string actions(std::initializer_list<const char*> parts) {
    std::string all;
    for (const char* part : parts) all += (all.empty() ? "" : ", ") + std::string(part);
    return all;
}

DrillSettings with_fire() {
    DrillSettings settings = Play::quick();
    settings.with_fire = true;
    return settings;
}

// Share of the agent left after squeezing for so long.
double left_after(double seconds, bool pin_pulled) {
    Play play(two_rooms());
    play.act(take_it);
    REQUIRE(play.drill.trainee().carried >= 0);
    if (pin_pulled) play.act(pull);
    play.wait(1);  // until it is off its hook
    TickInput input;
    input.buttons = button_use;
    for (int n = 0; n < static_cast<int>(seconds / 0.05); ++n) play.tick(input);
    play.tick();
    return play.drill.trainee().agent_left;
}

}  // namespace

TEST_CASE("what hangs on the wall can be looked at and taken, once") {
    Play play(two_rooms());
    play.act(take_it);
    CHECK(play.count("extinguisher.inspected", "ext_1") == 1);
    CHECK(play.count("extinguisher.taken", "ext_1") == 1);
    CHECK(play.drill.trainee().carried == play.building.find("ext_1").index);
    CHECK(play.drill.trainee().agent_left == 1);
    play.act(R"({"do": "drop"})");
    CHECK(play.drill.trainee().carried == -1);
}

TEST_CASE(
    "with the pin in nothing comes out, without it the charge is gone in its discharge time") {
    CHECK(left_after(3, false) == 1);
    const double after_3 = left_after(3, true), after_6 = left_after(6, true);
    CHECK(after_3 < 0.9);
    CHECK(after_3 > 0.5);
    // Evenly: twice the time, twice the mass.
    CHECK(1 - after_6 == doctest::Approx(2 * (1 - after_3)).epsilon(0.03));
    CHECK(left_after(40, true) == 0);
}

TEST_CASE("a handle squeezed with the pin in is told, and so is an extinguisher without pressure") {
    Play play(two_rooms());
    play.act(actions({take_it, squeeze, pull}));
    CHECK(play.count("extinguisher.pressed_with_pin") == 1);
    CHECK(play.count("extinguisher.pressed") == 0);
    CHECK(play.count("extinguisher.pin_pulled") == 1);

    Scenario flat = two_rooms();
    std::get<ExtinguisherSpec>(with_id(flat.fixtures, "ext_1").spec).gauge = Gauge::red;
    Play other(flat);
    other.act(actions({take_it, pull, squeeze}));
    CHECK(other.count("extinguisher.empty", "ext_1") == 1);
    CHECK(other.count("extinguisher.pressed") == 0);
    CHECK(other.drill.trainee().agent_left == 1);
}

TEST_CASE("powder on the base puts the basket out, without it the basket burns on") {
    Play fought(two_rooms(), with_fire());
    fought.act(actions({take_it, pull, to_fire, squeeze}));
    fought.wait(20);
    CHECK(fought.count("item.ignited", "waste_basket") == 1);
    CHECK(fought.count("item.extinguished", "waste_basket") == 1);
    REQUIRE(fought.first("extinguisher.base_hit") != nullptr);
    CHECK(fought.first("extinguisher.base_hit")->value > 0.5);
    REQUIRE(fought.first("extinguisher.distance") != nullptr);
    CHECK(fought.first("extinguisher.distance")->value == doctest::Approx(2.1).epsilon(0.2));
    CHECK(fought.drill.totals().fire.hrr_kw == 0);

    Play watched(two_rooms(), with_fire());
    watched.wait(fought.drill.time_s());
    CHECK(watched.count("item.extinguished") == 0);
    CHECK(watched.drill.totals().fire.hrr_kw > 1);
}

TEST_CASE("an agent that does not suit is told: CO2 on a basket of paper") {
    Scenario scenario = two_rooms();
    auto& spec = std::get<ExtinguisherSpec>(with_id(scenario.fixtures, "ext_1").spec);
    spec.agent = Agent::co2;
    spec.charge = 3;
    spec.gauge = Gauge::none;
    Play play(scenario, with_fire());
    play.act(
        actions({take_it, pull, R"({"do": "walk_to", "at": [2.2, 3.9], "storey": "g"})", squeeze}));
    play.wait(0.5);
    CHECK(play.count("extinguisher.wrong_agent", "waste_basket") == 1);
}

TEST_CASE("a hose reel gives water for as long as it is held") {
    Scenario scenario = two_rooms();
    Fixture& reel = with_id(scenario.fixtures, "ext_1");
    reel.kind = FixtureKind::hose_reel;
    reel.spec = std::monostate{};
    Play play(scenario);
    play.act(take_it);
    REQUIRE(play.drill.trainee().carried >= 0);
    TickInput input;
    input.buttons = button_use;
    for (int n = 0; n < 20 * 60; ++n) play.tick(input);
    CHECK(play.count("extinguisher.pressed", "ext_1") == 1);
    CHECK(play.count("extinguisher.empty") == 0);
    CHECK(play.drill.trainee().agent_left == 1);
}
