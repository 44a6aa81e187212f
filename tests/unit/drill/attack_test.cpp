// Steps of an attack, one event each, and what wrong agents do: from the jet, the air, the fire.

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "building/supply.hpp"
#include "drill/agents.hpp"
#include "drill/rubric.hpp"
#include "play.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

DrillSettings with_fire() {
    DrillSettings settings = Play::quick();
    settings.with_fire = true;
    return settings;
}

const char* const arm =
    R"({"do": "walk_to", "target": "ext_1", "within": 0.9}, {"do": "interact", "target": "ext_1"},
       {"do": "wait", "seconds": 1.5}, {"do": "pin"})";

// The extinguisher that hangs there, filled with something else.
Scenario filled_with(Agent agent, double charge) {
    Scenario scenario = two_rooms();
    auto& spec = std::get<ExtinguisherSpec>(with_id(scenario.fixtures, "ext_1").spec);
    spec.agent = agent;
    spec.charge = charge;
    return scenario;
}

// What burns in the basket's place.
void burns(Scenario& scenario, FireClass fire_class, double kw, const char* fuel = "wood") {
    ItemType& basket = with_id(scenario.items, "basket");
    basket.burnable->fire_class = fire_class;
    basket.burnable->fuel = fuel;
    basket.burnable->hrr = HrrCurve{};
    basket.burnable->hrr.constant_kw = kw;
}

const char* const close_up = R"({"do": "walk_to", "at": [2.7, 3.7], "storey": "g"})";

double value_of(const Play& play, const char* event) {
    REQUIRE_MESSAGE(play.first(event) != nullptr, event);
    return play.first(event)->value;
}

}  // namespace

TEST_CASE(
    "an attack tells its steps: lifted, wind, sweep, knock-down, agent left, watch, withdrawal") {
    Play play(two_rooms(), with_fire());
    play.act(std::string(arm) + "," + close_up +
             R"(,{"do": "use", "target": "waste_basket", "seconds": 3, "sweep": 8},
                {"do": "wait", "seconds": 16})");
    CHECK(value_of(play, "extinguisher.lifted") == doctest::Approx(6.3));
    CHECK(value_of(play, "extinguisher.aimed_wind") == 1);
    CHECK(value_of(play, "extinguisher.sweep") > 0.7);
    CHECK(value_of(play, "extinguisher.knock_down") > 0);
    CHECK(value_of(play, "extinguisher.knock_down") < 3);
    CHECK(value_of(play, "extinguisher.agent_left") == doctest::Approx(1 - 3.0 / 13).epsilon(0.05));
    CHECK(value_of(play, "extinguisher.watched") >= 15);
    CHECK(play.count("extinguisher.withdrawn") == 0);

    // Backwards to the door, eyes on the basket; then the same with the back turned.
    TickInput back;
    back.yaw_mdeg = play.inputs.back().yaw_mdeg;
    back.forward = -100;
    for (int n = 0; n < 60; ++n) play.tick(back);
    CHECK(value_of(play, "extinguisher.withdrawn") == doctest::Approx(1));
}

TEST_CASE("who turns the back on the fire is told so by the share of the way") {
    Play play(two_rooms(), with_fire());
    play.act(std::string(arm) + "," + close_up +
             R"(,{"do": "use", "target": "waste_basket", "seconds": 2})");
    play.act(R"({"do": "walk_to", "at": [4.7, 2.5], "storey": "g"},
                {"do": "walk_to", "at": [7, 2.5], "storey": "g"})");
    CHECK(value_of(play, "extinguisher.withdrawn") < 0.3);
    CHECK(value_of(play, "extinguisher.watched") < 3);
}

TEST_CASE("aimed at one side only, the base is not swept") {
    Scenario wide = two_rooms();
    with_id(wide.items, "basket").size = {0.5, 1.6, 0.35};
    burns(wide, FireClass::A, 60);
    with_id(wide.furnishings, "waste_basket").at = {0.6, 3.6};
    const auto swept = [&](const char* sweep) {
        Play play(wide, with_fire());
        play.act(std::string(arm) + R"(,{"do": "walk_to", "at": [3.0, 3.6], "storey": "g"},
                 {"do": "use", "target": "waste_basket", "seconds": 4, "sweep": )" +
                 sweep + "}");
        play.tick();  // lets go
        return value_of(play, "extinguisher.sweep");
    };
    const double still = swept("0"), wide_sweep = swept("36");
    CHECK(still < 0.7);
    CHECK(wide_sweep > still + 0.2);
}

TEST_CASE(
    "weight slows: an eight-kilogram unit more than a four-kilogram one, and it is put down "
    "again") {
    const auto pace = [](double charge) {
        Play play(filled_with(Agent::abc_powder, charge));
        play.act(R"({"do": "walk_to", "target": "ext_1", "within": 0.9},
                    {"do": "interact", "target": "ext_1"}, {"do": "wait", "seconds": 2})");
        TickInput input;
        input.forward = 100;
        input.yaw_mdeg = -45000;
        for (int n = 0; n < 10; ++n) play.tick(input);
        return play.drill.trainee().horizontal_speed_m_s;
    };
    CHECK(pace(4) == doctest::Approx(1.4 * std::sqrt(70 / (70 + 2 * 6.3))).epsilon(0.02));
    CHECK(pace(8) == doctest::Approx(1.4 * std::sqrt(70 / (70 + 2 * 12.0))).epsilon(0.02));
}

TEST_CASE("furniture between nozzle and fire stops the jet") {
    Scenario behind = two_rooms();
    Furnishing cabinet;
    cabinet.id = "screen";
    cabinet.item = "desk";
    cabinet.storey = "g";
    cabinet.at = {1.6, 4.1};
    cabinet.rotation = 90;
    cabinet.size = Vec3(1.6, 0.2, 1.9);
    behind.furnishings.push_back(cabinet);
    Play play(behind, with_fire());
    play.act(std::string(arm) + R"(,{"do": "walk_to", "at": [3.2, 4.1], "storey": "g"},
             {"do": "use", "target": "waste_basket", "seconds": 6})");
    play.wait(3);
    CHECK(play.count("item.extinguished", "waste_basket") == 0);
    CHECK(value_of(play, "extinguisher.base_hit") < 0.1);
}

TEST_CASE("water on burning oil throws it out and burns who stands near") {
    Scenario oil = filled_with(Agent::water, 6);
    burns(oil, FireClass::F, 120, "wood");
    with_id(oil.items, "basket").burnable->reignites = true;
    const auto dose = [&](bool fought) {
        Play play(oil, with_fire());
        play.act(std::string(arm) + R"(,{"do": "walk_to", "at": [1.9, 3.9], "storey": "g"})");
        if (fought) play.act(R"({"do": "use", "target": "waste_basket", "seconds": 3})");
        play.wait(fought ? 1 : 4);
        CHECK(play.count("item.oil_thrown") == (fought ? 1 : 0));
        CHECK(play.count("extinguisher.dangerous_agent") == (fought ? 1 : 0));
        return play.drill.trainee().burn_dose;
    };
    const double left_alone = dose(false), watered = dose(true);
    MESSAGE("thermal dose at 1.4 m: " << left_alone << " left alone, " << watered
                                      << " after water");
    CHECK(watered > left_alone);
}

TEST_CASE("current comes back along a conducting jet on live equipment, unless the power is cut") {
    const auto attack = [](Agent agent, bool power_cut, std::vector<std::string> feeds = {}) {
        Scenario live = filled_with(agent, 6);
        burns(live, FireClass::E, 40);
        Fixture board;
        board.id = "board";
        board.kind = FixtureKind::power_shutoff;
        board.storey = "g";
        board.at = {5.15, 1.2};
        board.z = 1.4;
        board.spec = SupplySpec{std::move(feeds)};
        live.fixtures.push_back(board);
        Play play(live, with_fire());
        if (power_cut)
            play.act(R"({"do": "walk_to", "target": "board", "within": 0.9},
                        {"do": "interact", "target": "board"})");
        play.act(std::string(arm) + R"(,{"do": "walk_to", "at": [1.5, 4.1], "storey": "g"},
                 {"do": "use", "target": "waste_basket", "seconds": 3})",
                 200);
        return std::array<int, 5>{play.count("power.cut"), play.count("extinguisher.water_on_live"),
                                  play.count("trainee.shocked"),
                                  play.count("trainee.incapacitated"),
                                  play.count("extinguisher.dangerous_agent")};
    };
    CHECK(attack(Agent::wet_chemical, false) == std::array<int, 5>{0, 1, 1, 1, 1});
    CHECK(attack(Agent::water, false) == std::array<int, 5>{0, 1, 1, 0, 1});  // felt, let go
    CHECK(attack(Agent::water, true) == std::array<int, 5>{1, 0, 0, 0, 0});   // no longer class E
    CHECK(attack(Agent::abc_powder, false) == std::array<int, 5>{0, 0, 0, 0, 0});
    // The board of the room that burns, and the board of another.
    CHECK(attack(Agent::water, true, {"office"}) == std::array<int, 5>{1, 0, 0, 0, 0});
    CHECK(attack(Agent::water, true, {"hall"}) == std::array<int, 5>{1, 1, 1, 0, 1});
}

TEST_CASE("a switchboard darkens what it feeds, says so, and whether it burns there") {
    const auto cut = [](const std::string& feeds) {
        Scenario scenario = two_rooms();
        Fixture board;
        board.id = "board";
        board.kind = FixtureKind::power_shutoff;
        board.storey = "g";
        board.at = {5.15, 1.2};
        board.z = 1.4;
        board.spec = SupplySpec{{feeds}};
        scenario.fixtures.push_back(board);
        Play play(scenario, with_fire());
        play.act(R"({"do": "wait_for", "event": "item.ignited", "timeout": 60},
                    {"do": "walk_to", "target": "board", "within": 0.9},
                    {"do": "interact", "target": "board"})");
        Snapshot snapshot;
        play.drill.fill(snapshot);
        const auto light = static_cast<std::size_t>(play.building.find("light_hall").index);
        const bool dark_hall = snapshot.power[supply_zone(play.building, {7, 2.5, 0.5})] == 0;
        CHECK(snapshot.fixtures[light].active == dark_hall);
        CHECK(snapshot.messages.back().text.en.find("The power is off") == 0);
        return std::array<double, 2>{dark_hall ? 1.0 : 0.0, value_of(play, "power.cut")};
    };
    CHECK(cut("hall") == std::array<double, 2>{1, 0});
    CHECK(cut("office") == std::array<double, 2>{0, 1});  // where the basket burns
    CHECK(cut("g") == std::array<double, 2>{1, 1});
}

TEST_CASE("a gas valve turns the stove under a pan off, a switch only where no gas is laid on") {
    const auto still_heated = [](bool gas, FixtureKind pressed_kind) {
        Scenario scenario = two_rooms();
        burns(scenario, FireClass::F, 40, "cooking_oil");
        // Half a kilogram of oil on a strong stove: alight some seconds after it is on.
        with_id(scenario.items, "basket").burnable->heater_kw = 90;
        with_id(scenario.items, "basket").burnable->energy_mj = 3.5;
        Furnishing& pan = with_id(scenario.furnishings, "waste_basket");
        pan.ignite.reset();
        pan.overheats = 20;
        const auto add = [&](FixtureKind kind, const char* id, Vec2 at, const char* feeds) {
            Fixture fixture;
            fixture.id = id;
            fixture.kind = kind;
            fixture.storey = "g";
            fixture.at = at;
            fixture.z = 1.4;
            fixture.spec = SupplySpec{{feeds}};
            scenario.fixtures.push_back(fixture);
        };
        if (gas) add(FixtureKind::gas_shutoff, "valve", {5.15, 3.0}, "office");
        add(FixtureKind::power_shutoff, "board", {5.15, 1.2}, "g");
        Play play(scenario, with_fire());
        play.act(pressed_kind == FixtureKind::gas_shutoff
                     ? R"({"do": "walk_to", "target": "valve", "within": 0.9},
                          {"do": "interact", "target": "valve"})"
                     : R"({"do": "walk_to", "target": "board", "within": 0.9},
                          {"do": "interact", "target": "board"})");
        play.wait(32);
        return play.count("item.ignited", "waste_basket") == 1;
    };
    CHECK(still_heated(true, FixtureKind::power_shutoff));
    CHECK_FALSE(still_heated(true, FixtureKind::gas_shutoff));
    CHECK_FALSE(still_heated(false, FixtureKind::power_shutoff));
}

TEST_CASE("powder on a battery knocks the flames down, and they come back") {
    Scenario battery = filled_with(Agent::abc_powder, 4);
    burns(battery, FireClass::battery, 100);
    with_id(battery.items, "basket").burnable->reignites = true;
    Play play(battery, with_fire());
    play.act(std::string(arm) + "," + close_up +
             R"(,{"do": "use", "target": "waste_basket", "seconds": 8})");
    play.wait(20);
    CHECK(play.count("extinguisher.wrong_agent") == 1);
    CHECK(play.drill.totals().fire.hrr_kw > 20);
}

TEST_CASE(
    "CO2 puts out the flames over embers, which light them again; then they are attacked anew") {
    Scenario embers = filled_with(Agent::co2, 5);
    burns(embers, FireClass::A, 60);
    with_id(embers.items, "basket").burnable->reignites = true;
    Play play(embers, with_fire());
    play.wait(50);
    play.act(std::string(arm) + R"(,{"do": "walk_to", "at": [1.9, 3.9], "storey": "g"},
             {"do": "use", "target": "waste_basket", "seconds": 4, "sweep": 4},
             {"do": "wait", "seconds": 20},
             {"do": "use", "target": "waste_basket", "seconds": 1, "sweep": 4})");
    CHECK(play.count("extinguisher.knock_down") == 1);
    CHECK(play.count("item.reignited", "waste_basket") >= 1);
    CHECK(play.count("extinguisher.reattacked") == 1);
}

TEST_CASE("a fire blanket smothers a small pan, and lifted too soon the oil lights again") {
    Scenario pan = two_rooms();
    burns(pan, FireClass::F, 80);
    ItemType& item = with_id(pan.items, "basket");
    item.burnable->reignites = true;
    item.size = {0.4, 0.4, 0.75};
    Fixture& hung = with_id(pan.fixtures, "ext_1");
    hung.kind = FixtureKind::fire_blanket;
    hung.spec = std::monostate{};
    const char* const lay = R"({"do": "walk_to", "target": "ext_1", "within": 0.9},
        {"do": "interact", "target": "ext_1"}, {"do": "wait", "seconds": 1.5}, {"do": "pin"},
        {"do": "walk_to", "at": [1.5, 4.2], "storey": "g"}, {"do": "wait", "seconds": 60},
        {"do": "use", "target": "waste_basket", "seconds": 0.5})";
    Play left(pan, with_fire());
    left.act(lay);
    left.wait(20);
    CHECK(left.count("blanket.pulled", "ext_1") == 1);
    CHECK(left.count("blanket.laid", "waste_basket") == 1);
    CHECK(left.drill.trainee().carried == -1);
    CHECK(left.count("item.extinguished", "waste_basket") == 1);
    CHECK(left.drill.totals().fire.hrr_kw < 0.1);

    Play lifted(pan, with_fire());
    lifted.act(lay);
    lifted.wait(8);
    lifted.act(R"({"do": "interact"})");
    lifted.wait(12);
    CHECK(value_of(lifted, "blanket.lifted") == doctest::Approx(9).epsilon(0.3));
    CHECK(lifted.drill.totals().fire.hrr_kw > 20);

    // In its pouch it covers nothing.
    std::string folded = lay;
    folded.erase(folded.find(R"(, {"do": "pin"})"), std::string(R"(, {"do": "pin"})").size());
    Play forgot(pan, with_fire());
    forgot.act(folded);
    CHECK(forgot.count("blanket.pulled") == 0);
    CHECK(forgot.count("blanket.laid") == 0);
    CHECK(forgot.drill.trainee().carried >= 0);
}

TEST_CASE(
    "each kind of thing that puts fires out earns the step that makes it ready, by its own act") {
    Scenario school =
        load_scenario(FIREDRILL_SOURCE_DIR "/scenarios/school/scenario.json", Language::en);
    const auto points = [&](const std::string& item, const std::vector<std::string>& acts) {
        Timeline timeline{{0, event_name("item.ignited"), "bin_lab", 0, {0, 0, 0}, ""}};
        for (const std::string& act : acts) {
            const double value = act == "extinguisher.distance" ? 0.7 : 0;
            timeline.push_back(
                {timeline.back().time_s + 1, event_name(act), "x", value, {0, 0, 0}, ""});
        }
        return outcome_of(with_id(school.drill->rubric, item), *school.drill, timeline).points;
    };
    const std::string pressed = "extinguisher.pressed", laid = "blanket.laid";
    CHECK(points("ext_pin", {"extinguisher.pin_pulled", pressed}) > 0);
    CHECK(points("ext_pin", {"reel.opened", pressed}) > 0);
    CHECK(points("ext_pin", {"blanket.pulled", pressed, laid}) > 0);
    CHECK(points("ext_pin", {pressed}) == 0);
    CHECK(points("ext_pin", {pressed, "blanket.pulled"}) == 0);  // too late
    // What is laid at arm's length over all of it has its distance, base and breadth.
    for (const char* item : {"ext_distance", "ext_base", "ext_sweep"}) {
        CHECK(points(item, {"blanket.pulled", pressed, "extinguisher.distance", laid}) > 0);
        CHECK(points(item, {"extinguisher.pin_pulled", pressed, "extinguisher.distance"}) == 0);
    }
}
