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
