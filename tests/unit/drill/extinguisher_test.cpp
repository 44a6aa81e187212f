// The extinguisher: looked at, taken, pin, handle, jet, fire.

#include <doctest/doctest.h>

#include <glm/geometric.hpp>

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

// The two rooms with a hose reel in place of the extinguisher.
Scenario with_reel() {
    Scenario scenario = two_rooms();
    Fixture& reel = with_id(scenario.fixtures, "ext_1");
    reel.kind = FixtureKind::hose_reel;
    reel.spec = std::monostate{};
    return scenario;
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

TEST_CASE("a hose reel gives water once its valve is open, for as long as it is held") {
    Play play(with_reel());
    play.act(take_it);
    REQUIRE(play.drill.trainee().carried >= 0);
    play.wait(1);
    TickInput input;
    input.buttons = button_use;
    for (int n = 0; n < 20; ++n) play.tick(input);
    play.tick();
    CHECK(play.count("reel.pressed_shut", "ext_1") == 1);
    CHECK(play.count("extinguisher.pressed") == 0);
    // The valve is at the reel: from the other room it is out of reach.
    play.act(R"({"do": "walk_to", "at": [2.7, 3.7], "storey": "g"})");
    play.act(pull);
    CHECK(play.count("reel.opened") == 0);
    play.act(R"({"do": "walk_to", "at": [6.0, 3.8], "storey": "g"})");
    play.act(pull);
    CHECK(play.count("reel.opened", "ext_1") == 1);
    for (int n = 0; n < 20 * 60; ++n) play.tick(input);
    CHECK(play.count("extinguisher.pressed", "ext_1") == 1);
    CHECK(play.count("extinguisher.empty") == 0);
    CHECK(play.drill.trainee().agent_left == 1);
}

TEST_CASE(
    "a hose lies round the corner that it was carried round, and straightens on the way back") {
    Play play(with_reel());
    play.act(take_it);
    play.wait(1);
    // Through the door into the office, and into its corner: no straight way to the reel.
    play.act(R"({"do": "walk_to", "at": [1.0, 0.6], "storey": "g"})");
    Snapshot snapshot;
    play.drill.fill(snapshot);
    REQUIRE(snapshot.hoses.size() == 1);
    const std::vector<Vec3f> bent = snapshot.hoses[0];
    REQUIRE(bent.size() >= 3);
    double length_m = 0;
    for (std::size_t n = 1; n < bent.size(); ++n) length_m += glm::distance(bent[n - 1], bent[n]);
    const double straight_m = glm::distance(bent.front(), bent.back());
    MESSAGE("through the door " << length_m << " m, straight " << straight_m << " m");
    CHECK(length_m > straight_m + 0.1);
    CHECK(length_m < straight_m + 3);  // no longer than a person would pull it
    // Where it crosses the partition (x = 5) it goes through the door.
    for (std::size_t n = 1; n < bent.size(); ++n) {
        if ((bent[n - 1].x - 5) * (bent[n].x - 5) > 0) continue;
        const float share = (5 - bent[n - 1].x) / (bent[n].x - bent[n - 1].x);
        const float y = bent[n - 1].y + share * (bent[n].y - bent[n - 1].y);
        CHECK(y > 2.05f);
        CHECK(y < 2.95f);
    }
    play.act(R"({"do": "walk_to", "at": [6.5, 3.8], "storey": "g"})");
    play.drill.fill(snapshot);
    CHECK(snapshot.hoses[0].size() <= 3);
    // Put down its nozzle lies there, and the hose with it.
    play.act(R"({"do": "drop"})");
    play.wait(0.5);
    CHECK(play.drill.trainee().carried == -1);
    play.drill.fill(snapshot);
    const auto fixture = static_cast<std::size_t>(play.building.find("ext_1").index);
    CHECK(glm::distance(snapshot.hoses[0].back(), snapshot.fixtures[fixture].place) < 0.1f);
}
