// Debriefing by ablation: the recorded drill run again with one fault otherwise.

#include <doctest/doctest.h>

#include "building/faults/apply.hpp"
#include "drill/ablation.hpp"
#include "round.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

Replay recorded(Play& play, const Scenario& scenario, const DrillSettings& settings) {
    Replay replay;
    replay.scenario_text = write_scenario(scenario);
    replay.settings = settings;
    replay.inputs = play.inputs;
    replay.hashes = play.hashes;
    return replay;
}

Scenario with_two_faults() {
    Scenario scenario = chained_back_door();
    ExtinguisherSpec dead;
    dead.gauge = Gauge::red;
    with_id(scenario.fixtures, "ext_1").spec = dead;
    Fault gauge;
    gauge.id = "gauge";
    gauge.code = "EQ-02";
    gauge.target = "ext_1";
    gauge.confirm = "read";
    scenario.drill->faults.push_back(gauge);
    return scenario;
}

struct Debriefed {
    std::vector<AblationCase> cases;
    std::vector<AblationOutcome> outcomes;
    std::vector<FaultCost> costs;
};

Debriefed debrief(const Replay& replay, const Timeline& timeline) {
    Debriefed all;
    const FaultCatalogue catalogue = load_fault_catalogue(Language::en);
    all.cases = ablation_cases(replay, catalogue);
    AblationTrack track;
    for (const AblationCase& ablation : all.cases) {
        all.outcomes.push_back(run_ablation(ablation, replay.settings, track));
        if (all.outcomes.size() > 1)
            all.costs.push_back(
                cost_of(ablation, all.outcomes.front(), all.outcomes.back(), timeline));
    }
    return all;
}

}  // namespace

TEST_CASE("a missed chain has cost seconds, a fault that nobody met has cost nothing") {
    const Scenario scenario = with_two_faults();
    Play play(scenario, with_crowd());
    play.act(list({to_back, push_back, R"({"do": "walk_to", "at": [7.0, 4.2], "storey": "g"})",
                   fire, R"({"do": "wait", "seconds": 4})", R"({"do": "finish"})"}));
    play.tick();
    REQUIRE(play.drill.finished());
    const Debriefed debriefed =
        debrief(recorded(play, scenario, with_crowd()), play.drill.timeline());
    REQUIRE(debriefed.cases.size() == 3);
    // The drill goes on after the trainee was done, until everybody is out.
    CHECK(debriefed.outcomes[0].evacuation_s > 10);
    CHECK(debriefed.outcomes[0].inside == 0);
    const FaultCost& chain = debriefed.costs[0];
    CHECK(chain.fault == "chain");
    CHECK(!chain.mended);
    CHECK(debriefed.cases[1].kind == AblationCase::Kind::mended);
    REQUIRE(chain.seconds_known);
    CHECK(chain.seconds > 5);
    // Nobody touched the extinguisher: the same seconds to the tick.
    CHECK(debriefed.costs[1].fault == "gauge");
    REQUIRE(debriefed.costs[1].seconds_known);
    CHECK(debriefed.costs[1].seconds == doctest::Approx(0).epsilon(0.001));
    CHECK(debriefed.outcomes[0].evacuation_s ==
          doctest::Approx(debriefed.outcomes[2].evacuation_s));
}

TEST_CASE("of a chain that the trainee had taken off the debriefing says what it would have cost") {
    const Scenario scenario = chained_back_door();
    Play play(scenario, with_crowd());
    play.act(list({to_back, push_back, mark("EX-01|major|on_the_spot"),
                   R"({"do": "walk_to", "at": [7.0, 4.2], "storey": "g"})", fire,
                   R"({"do": "wait", "seconds": 4})", R"({"do": "finish"})"}));
    play.tick();
    const Debriefed debriefed =
        debrief(recorded(play, scenario, with_crowd()), play.drill.timeline());
    REQUIRE(debriefed.costs.size() == 1);
    CHECK(debriefed.cases[1].kind == AblationCase::Kind::missed);
    CHECK(debriefed.costs[0].found);
    CHECK(debriefed.costs[0].mended);
    REQUIRE(debriefed.costs[0].seconds_known);
    CHECK(debriefed.costs[0].seconds > 5);
}

TEST_CASE(
    "what the recorded hands reached they reach again, though what stood in the way is gone") {
    Scenario scenario = two_rooms();
    // A desk before the feet: who walks at it slides along it.
    scenario.furnishings.clear();
    Furnishing desk;
    desk.id = "in_the_way";
    desk.item = "desk";
    desk.storey = "g";
    desk.at = {6.3, 2.7};
    desk.rotation = 90;
    scenario.furnishings.push_back(desk);
    scenario.drill->start.at = {7.4, 2.5};
    scenario.drill->injects.clear();
    Fault goods;
    goods.id = "goods";
    goods.code = "EX-03";
    goods.target = "in_the_way";
    goods.things = {"in_the_way"};
    scenario.drill->faults = {goods};
    Play play(scenario, Play::quick());
    TickInput into_it;
    into_it.forward = 100;
    into_it.yaw_mdeg = 180000;
    for (int n = 0; n < 20; ++n) play.tick(into_it);
    const double stopped_x = play.drill.trainee().feet.x;
    CHECK(stopped_x > 6.6);  // it does stand in the way
    play.act(R"({"do": "walk_to", "target": "call_point", "within": 0.9},
                {"do": "interact", "target": "call_point"}, {"do": "finish"})");
    REQUIRE(play.count("alarm.call_point") == 1);
    const double pressed_s = play.first("alarm.call_point")->time_s;
    const Replay replay = recorded(play, scenario, Play::quick());
    const std::vector<AblationCase> cases =
        ablation_cases(replay, load_fault_catalogue(Language::en));
    REQUIRE(cases.size() == 2);
    AblationTrack track;
    for (const AblationCase& ablation : cases) {
        double again_s = -1;
        run_ablation(ablation, replay.settings, track, [&](const Drill& drill) {
            for (const TimelineEvent& event : drill.timeline())
                if (event.name == "alarm.call_point") again_s = event.time_s;
            return true;
        });
        CHECK(again_s == doctest::Approx(pressed_s).epsilon(0.001));
    }
}

TEST_CASE("the drill as recorded comes to the same each time it is run again") {
    const Scenario scenario = chained_back_door();
    Play play(scenario, with_crowd());
    play.act(list({fire, R"({"do": "wait", "seconds": 2})", R"({"do": "finish"})"}));
    play.tick();
    const Replay replay = recorded(play, scenario, with_crowd());
    const Debriefed a = debrief(replay, play.drill.timeline()),
                    b = debrief(replay, play.drill.timeline());
    CHECK(a.outcomes[0].evacuation_s == b.outcomes[0].evacuation_s);
    CHECK(a.outcomes[1].evacuation_s == b.outcomes[1].evacuation_s);
}

namespace {

// The two rooms with one more fault, made by the catalogue, and with it mended again.
struct WithAndWithout {
    Scenario with, without;
};
WithAndWithout fault_made(const std::string& code, const std::string& target) {
    const FaultCatalogue catalogue = load_fault_catalogue(Language::en);
    Scenario with = two_rooms();
    FaultPlace place;
    place.code = code;
    place.target = target;
    const Fault fault = apply_fault(with, catalogue, place, "made");
    Scenario without = with;
    REQUIRE(mend_fault(without, catalogue, fault));
    return {with, without};
}

// What the comparison says of a fault.
Idle idle_of(const std::string& code, const std::string& target, const Timeline& timeline) {
    const WithAndWithout both = fault_made(code, target);
    return idle_in(reach_of(both.with, both.without), timeline);
}

TimelineEvent happened(double time_s, const char* name, const std::string& target,
                       Vec3 place = {0, 0, 0}) {
    TimelineEvent event;
    event.time_s = time_s;
    event.name = event_name(name);
    event.target = target;
    event.place = place;
    return event;
}

}  // namespace

TEST_CASE("which faults cannot have acted is found from what they touch and from what happened") {
    const Timeline nothing;
    // Ways, doors, alarm: only running it again tells.
    CHECK(idle_of("EX-01", "door_exit", nothing) == Idle::acts);
    CHECK(idle_of("EX-03", "hall", nothing) == Idle::acts);
    CHECK(idle_of("EX-05", "door_exit", nothing) == Idle::acts);
    CHECK(idle_of("EQ-16", "detector_office", nothing) == Idle::acts);
    // Bars, records, plates: nothing that is computed.
    CHECK(idle_of("EX-13", "window_office", nothing) == Idle::nothing);
    CHECK(idle_of("MG-02", "office", nothing) == Idle::nothing);
    // A dead extinguisher acts in the hand that takes it.
    CHECK(idle_of("EQ-02", "ext_1", nothing) == Idle::unused);
    CHECK(idle_of("EQ-02", "ext_1", {happened(9, "extinguisher.taken", "ext_1")}) == Idle::acts);
    CHECK(idle_of("EQ-02", "ext_1", {happened(9, "fault.missed", "ext_1")}) == Idle::unused);
    // A small thing stands in the way of a jet, and nothing else.
    const Timeline fought{happened(9, "extinguisher.pressed", "ext_1", {2.5, 2.5, 0})};
    CHECK(idle_of("MG-02", "office", fought) == Idle::acts);
}

TEST_CASE("a drill without a fault that cannot have acted ends the same to the last bit") {
    // In a fire with people, each of the idle ones is mended: the hash of fire and crowd stays.
    DrillSettings settings = Play::with_everything();
    settings.grid.cell_m = 0.4;
    settings.with_trainee = false;  // whose timeline names faults
    const auto end_of = [&](const Scenario& scenario) {
        const Building building = make_building(scenario);
        Drill drill(building, settings);
        while (drill.time_s() < 30) drill.tick({});
        return drill.hash();
    };
    for (const auto& [code, target] : {std::pair{"EX-13", "window_office"},
                                       std::pair{"MG-02", "office"}, std::pair{"EQ-03", "ext_1"}}) {
        INFO(code);
        const auto [with, without] = fault_made(code, target);
        REQUIRE(idle_in(reach_of(with, without), {}) != Idle::acts);
        CHECK(end_of(with) == end_of(without));
    }
    // And one that acts does not.
    Scenario shut = two_rooms();
    with_id(shut.openings, "door_exit").locked = with_id(shut.openings, "door_exit").chained = true;
    CHECK(end_of(shut) != end_of(two_rooms()));
}
