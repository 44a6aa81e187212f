// The round of inspection, the change to the fire, tools, and what found and missed faults come to.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "building/faults/apply.hpp"
#include "drill/replay.hpp"
#include "round.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

double evacuated_after_s(Play& play) {
    const double start_s = play.first("drill.fire_phase")->time_s;
    while (!play.drill.finished() && play.drill.totals().crowd.inside > 0) play.tick();
    return play.drill.time_s() - start_s;
}

}  // namespace

TEST_CASE(
    "a drill with a round begins in daily use: nothing burns, nobody leaves, no clock of fire "
    "runs") {
    Scenario scenario = chained_back_door();
    scenario.furnishings = two_rooms().furnishings;  // with the basket that catches fire after 5 s
    Play play(scenario, Play::with_everything());
    play.wait(12);
    CHECK(play.drill.trainee().phase == DrillPhase::inspection);
    CHECK(play.drill.trainee().phase_left_s == doctest::Approx(48));
    CHECK(play.count("item.ignited") == 0);
    CHECK(play.count("alarm.raised") == 0);
    play.act(fire);
    play.tick();
    CHECK(play.drill.trainee().phase == DrillPhase::fire);
    const double start_s = play.first("drill.fire_phase")->time_s;
    play.wait(7);
    REQUIRE(play.count("item.ignited", "waste_basket") == 1);
    CHECK(play.first("item.ignited")->time_s - start_s == doctest::Approx(5).epsilon(0.05));
    CHECK(play.first("alarm.raised")->time_s - start_s == doctest::Approx(2).epsilon(0.05));
}

TEST_CASE("the fire comes by itself when the time for the round is over") {
    Scenario scenario = chained_back_door();
    scenario.drill->inspection->duration = 3;
    Play play(scenario);
    play.wait(3.5);
    CHECK(play.count("drill.fire_phase") == 1);
    CHECK(play.drill.trainee().phase == DrillPhase::fire);
}

TEST_CASE("a simulation without a trainee has no round") {
    DrillSettings settings = with_crowd();
    settings.with_trainee = false;
    Play play(chained_back_door(), settings);
    play.wait(4);
    CHECK(play.count("alarm.raised") == 1);
}

TEST_CASE(
    "a chained exit that was missed stays chained and slows the evacuation, a mended one lets "
    "people out") {
    Play missed(chained_back_door(), with_crowd());
    missed.act(
        list({to_back, push_back, R"({"do": "walk_to", "at": [7.0, 4.2], "storey": "g"})", fire}));
    missed.tick();
    CHECK(missed.count("fault.mended") == 0);
    const double missed_s = evacuated_after_s(missed);

    Play mended(chained_back_door(), with_crowd());
    mended.act(list({to_back, push_back, mark("EX-01|major|on_the_spot"),
                     R"({"do": "walk_to", "at": [7.0, 4.2], "storey": "g"})", fire}));
    mended.tick();
    CHECK(mended.count("fault.mended", "chain") == 1);
    CHECK(mended.count("fault.grade_right", "chain") == 1);
    CHECK(mended.count("fault.measure_right", "chain") == 1);
    const double mended_s = evacuated_after_s(mended);

    MESSAGE("out after ", missed_s, " s with the chain, ", mended_s, " s without");
    CHECK(mended_s < missed_s - 5);
    CHECK(mended.drill.building().scenario.openings.back().chained == false);
}

TEST_CASE("marking without the deciding observation counts nothing and mends nothing") {
    Play play(chained_back_door());
    play.act(list({mark("EX-01|major|on_the_spot")}));
    CHECK(play.count("fault.unconfirmed", "chain") == 1);
    CHECK(play.count("fault.marked_right") == 0);
    play.act(list({to_back, push_back, mark("EX-01|major|on_the_spot"), fire}));
    CHECK(play.count("fault.marked_right", "chain") == 1);
}

TEST_CASE("a measure that does not put it right at once leaves the fault to the fire") {
    Play play(chained_back_door());
    play.act(list({to_back, push_back, mark("EX-01|general|within_term"), fire}));
    play.tick();
    CHECK(play.count("fault.marked_right", "chain") == 1);
    CHECK(play.count("fault.measure_wrong", "chain") == 1);  // on the spot is asked for
    CHECK(play.count("fault.mended") == 0);
    CHECK(!play.drill.doors().passable(OpeningIndex(play.building.find("door_back").index)));
}

TEST_CASE("the code alone is still read, and judged in neither grade nor measure") {
    Play play(chained_back_door());
    play.act(list({to_back, push_back, mark("EX-01")}));
    CHECK(play.count("fault.marked_right", "chain") == 1);
    CHECK(play.count("fault.grade_right") + play.count("fault.grade_wrong") == 0);
    CHECK(play.count("fault.measure_right") + play.count("fault.measure_wrong") == 0);
}

TEST_CASE("a door marked open by the trainee is open when the fire begins") {
    Play play(chained_back_door());
    play.act(list({R"({"do": "walk_to", "at": [8.0, 2.5], "storey": "g"})",
                   R"({"do": "interact", "target": "door_exit"})",
                   R"({"do": "wait", "seconds": 2})", fire}));
    CHECK(play.door("door_exit").fraction > 0.9);
    play.tick();
    play.tick();
    CHECK(play.drill.trainee().phase == DrillPhase::fire);
    CHECK(play.door("door_exit").fraction > 0.9);
}

TEST_CASE("a drill with round, repair and fire replays to the same bits") {
    Play play(chained_back_door(), Play::with_everything());
    play.act(list({to_back, push_back, mark("EX-01|major|on_the_spot"), fire}));
    play.wait(10);
    Replay replay;
    replay.scenario_text = write_scenario(chained_back_door());
    replay.settings = Play::with_everything();
    replay.inputs = play.inputs;
    replay.hashes = play.hashes;
    CHECK(verify_replay(replay, 2) == -1);
}

TEST_CASE(
    "a decoy that was looked into and left alone is dismissed, a marked one is a false alarm") {
    const auto with_decoy = [] {
        Scenario scenario = chained_back_door();
        Opening& front = with_id(scenario.openings, "door_exit");
        front.locked = front.panic_bar = true;
        Decoy decoy;
        decoy.id = "looks_chained";
        decoy.code = "DC-01";
        decoy.target = "door_exit";
        decoy.confirm = "push";
        scenario.drill->decoys = {decoy};
        return scenario;
    };
    const char* const to_front = R"({"do": "walk_to", "at": [8.0, 2.5], "storey": "g"})";
    const char* const push_front = R"({"do": "push", "target": "door_exit"})";
    Play wise(with_decoy());
    wise.act(list({to_front, push_front, fire}));
    wise.tick();
    CHECK(wise.count("decoy.dismissed", "looks_chained") == 1);
    Play hasty(with_decoy());
    hasty.act(list({to_front, push_front, mark("EX-01|major|on_the_spot", "door_exit"), fire}));
    hasty.tick();
    CHECK(hasty.count("fault.false_alarm", "door_exit") == 1);
    CHECK(hasty.count("decoy.dismissed") == 0);
    Play blind(with_decoy());
    blind.act(fire);
    blind.tick();
    CHECK(blind.count("decoy.dismissed") == 0);
}

TEST_CASE("opened and let go, a door shows whether its closer works") {
    const auto with_closer = [](bool broken) {
        Scenario scenario = chained_back_door();
        Opening& front = with_id(scenario.openings, "door_exit");
        front.self_closing = true;
        front.closer_broken = broken;
        Fault fault;
        fault.id = "closer";
        fault.code = "EX-15";
        fault.target = "door_exit";
        fault.confirm = "release";
        if (broken) scenario.drill->faults.push_back(fault);
        return scenario;
    };
    const std::string open_it =
        list({R"({"do": "walk_to", "at": [7.9, 2.5], "storey": "g"})",
              R"({"do": "interact", "target": "door_exit"})", R"({"do": "wait", "seconds": 10})"});
    Play sound(with_closer(false));
    sound.act(open_it);
    REQUIRE(sound.count("door.tested_return", "door_exit") == 1);
    CHECK(sound.first("door.tested_return")->value == 1);
    Play broken(with_closer(true));
    broken.act(mark("EX-15", "door_exit"));
    CHECK(broken.count("fault.unconfirmed", "closer") == 1);
    broken.act(open_it + ", " + mark("EX-15|general|within_term", "door_exit"));
    REQUIRE(broken.count("door.tested_return", "door_exit") == 1);
    CHECK(broken.first("door.tested_return")->value == 0);
    CHECK(broken.count("fault.marked_right", "closer") == 1);
}

TEST_CASE("a thing is named when it has been gone up to, by its kind, and read from nearer still") {
    Scenario scenario = chained_back_door();
    auto& extinguisher = with_id(scenario.fixtures, "ext_1");
    extinguisher.name = {};
    std::get<ExtinguisherSpec>(extinguisher.spec).gauge = Gauge::red;
    scenario.drill->start.at = {8.5, 1.3};
    Play play(scenario);
    const auto look = [&](double away_m) {
        // Straight at it from this far before the wall, at the height of the eye.
        play.drill.put_trainee({5.2 + away_m, 3.8, 0});
        TickInput input;
        input.yaw_mdeg = 180'000;
        input.pitch_mdeg =
            static_cast<std::int32_t>(-std::atan2(0.5, away_m) * 180'000 / std::numbers::pi);
        play.tick(input);
        input.buttons = button_inspect;
        play.tick(input);
        return play.drill.trainee();
    };
    const TraineeView far = look(3.5);
    CHECK(far.aimed_id == "ext_1");
    CHECK(far.aimed_name_en == "Extinguisher");
    CHECK(play.count("extinguisher.inspected") == 0);  // its gauge cannot be read from there
    const TraineeView near = look(1.5);
    CHECK(near.aimed_name_zh == "灭火器");
    CHECK(play.count("extinguisher.inspected", "ext_1") == 1);
    // Across the hall it is pointed at, not named.
    Scenario wide = scenario;
    with_id(wide.fixtures, "ext_1").at = {0.2, 2.5};
    wide.drill->start.at = {4.4, 2.5};
    Play hall(wide);
    TickInput input;
    input.yaw_mdeg = 180'000;
    input.pitch_mdeg =
        static_cast<std::int32_t>(-std::atan2(0.5, 4.2) * 180'000 / std::numbers::pi);
    hall.tick(input);
    hall.tick(input);
    CHECK(hall.drill.trainee().aimed_id == "ext_1");
    CHECK(hall.drill.trainee().aimed_name_en.empty());
    CHECK(hall.drill.trainee().hints.empty());
}

TEST_CASE("photographs and the torch go into the record") {
    Play play(chained_back_door());
    play.act(list({to_back, R"({"do": "photo", "target": "door_back"})", R"({"do": "torch"})"}));
    play.wait(0.2);
    CHECK(play.count("photo.taken", "door_back") == 1);
    CHECK(play.count("torch.on") == 1);
    CHECK(play.drill.trainee().torch);
    Snapshot snapshot;
    play.drill.fill(snapshot);
    CHECK(snapshot.photographed == std::vector<std::string>{"door_back"});
}

TEST_CASE(
    "in the round a call point is tested without an alarm, and the assembly point is learnt by "
    "going there") {
    Play play(chained_back_door());
    play.act(list({R"({"do": "walk_to", "target": "call_point"})",
                   R"({"do": "interact", "target": "call_point"})",
                   R"({"do": "walk_to", "at": [14.0, 2.5], "storey": "g"})"}));
    CHECK(play.count("fixture.pressed", "call_point") == 1);
    CHECK(play.count("alarm.raised") == 0);
    CHECK(play.count("exit.assembly_known", "yard") == 1);
    CHECK(play.count("trainee.at_assembly") == 0);  // that is asked for in the fire
}

TEST_CASE("an exit's verdict may name all that is true of it, and what is left unsaid is told") {
    Scenario scenario = chained_back_door();
    scenario.drill->checks = {{"exit_back", {ExitVerdict::locked, ExitVerdict::sign_dark}, {}}};
    Play part(scenario);
    part.act(
        list({to_back, push_back, R"({"do": "verdict", "target": "exit_back", "is": "locked"})"}));
    REQUIRE(part.count("exit.verdict_right", "exit_back") == 1);
    CHECK(part.first("exit.verdict_right")->value == doctest::Approx(0.5));
    CHECK(part.count("exit.fault_unsaid", "exit_back") == 1);
    Play full(scenario);
    full.act(list({to_back, push_back,
                   R"({"do": "verdict", "target": "exit_back", "is": "locked,sign_dark"})"}));
    CHECK(full.first("exit.verdict_right")->value == doctest::Approx(1));
    Play wrong(scenario);
    wrong.act(list({to_back, push_back,
                    R"({"do": "verdict", "target": "exit_back", "is": "locked,barred"})"}));
    CHECK(wrong.count("exit.verdict_wrong", "exit_back") == 1);
}

TEST_CASE("a detector behind an isolated panel tells nobody") {
    Scenario scenario = two_rooms();
    Fixture panel;
    panel.id = "panel";
    panel.kind = FixtureKind::alarm_panel;
    panel.storey = "g";
    panel.at = {6.5, 4.85};
    panel.z = 1.5;
    panel.facing = 270;
    panel.works = false;
    scenario.fixtures.push_back(panel);
    scenario.drill->injects.clear();
    Fault isolated;
    isolated.id = "isolated";
    isolated.code = "EQ-18";
    isolated.target = "panel";
    isolated.confirm = "read";
    scenario.drill->faults = {isolated};
    DrillSettings settings = Play::quick();
    settings.with_fire = true;
    Play silent(scenario, settings);
    silent.wait(40);
    CHECK(silent.count("alarm.detected") >= 1);
    CHECK(silent.count("alarm.raised") == 0);
    CHECK(silent.count("fault.acted", "isolated") == 1);
}

TEST_CASE("in the round no gas is computed, and the fire is the same however long the round was") {
    Scenario scenario = chained_back_door();
    scenario.furnishings = two_rooms().furnishings;
    scenario.weather.wind_speed = 2;  // what would move the air
    const auto warmth = [&](double round_s) {
        Play play(scenario, Play::with_everything());
        play.wait(round_s);
        CHECK(play.drill.totals().fire.flow_steps == 0);
        play.act(fire);
        play.wait(12);  // it burns from 5 s on
        CHECK(play.drill.totals().fire.flow_steps > 100);
        CHECK(play.count("item.ignited") == 1);
        return play.drill.device_values();
    };
    const std::vector<double> soon = warmth(2), late = warmth(40);
    CHECK(soon.back() > 0.2);  // [kW]
    CHECK(soon == late);
}
