// One run in the two rooms: what the observer counts, and the text of its result.

#include <doctest/doctest.h>

#include <numeric>

#include "building/load.hpp"
#include "record/rehearsal/classes.hpp"
#include "record/rehearsal/observer.hpp"
#include "record/rehearsal/run.hpp"
#include "sample.hpp"
#include "scratch.hpp"

using namespace firedrill;
using namespace firedrill::rehearsal;
using namespace firedrill::test;

namespace {

Building two_rooms() {
    return make_building(parse_scenario(two_rooms_text(), "two_rooms"));
}

DrillSettings crowd_only() {
    DrillSettings settings;
    settings.with_fire = false;
    return settings;
}

RunResult run(const Building& building, const DrillSettings& settings, int number = 0,
              double until_s = 240) {
    return run_once(building, settings, make_manifest(building, settings, until_s), number);
}

}  // namespace

TEST_CASE("a run counts everybody out of the exit, at their times, and into the yard") {
    const RunResult result = run(two_rooms(), crowd_only());
    CHECK(result.total == 5);
    CHECK(result.out == 5);
    CHECK(result.inside == 0);
    CHECK(result.assembled == 5);
    REQUIRE(result.exits.size() == 1);
    CHECK(result.exits[0].count == 5);
    REQUIRE(result.out_times_s.size() == 5);
    CHECK(std::is_sorted(result.out_times_s.begin(), result.out_times_s.end()));
    CHECK(result.exits[0].first_s == doctest::Approx(result.out_times_s.front()));
    CHECK(result.exits[0].last_s == doctest::Approx(result.evacuation_s));
    CHECK(result.share_out_s[0] == result.out_times_s[2]);  // 2.5 people are three
    CHECK(result.share_out_s[1] == result.out_times_s[4]);
    CHECK(result.share_out_s[3] == result.out_times_s[4]);
    CHECK(result.assembled_s > result.evacuation_s);
    CHECK(result.simulated_s < 240);  // ends when all is done
    CHECK(result.alarm_s == 60);      // the scenario's own inject
    REQUIRE(result.classes.size() == 2);
    CHECK(result.classes[0].size == 4);
    CHECK(result.classes[0].missing == 0);
    CHECK(result.plan_followed());
}

TEST_CASE("the alarm rings when it is asked to, at the latest") {
    DrillSettings settings = crowd_only();
    settings.alarm_at_s = 10;
    CHECK(run(two_rooms(), settings).alarm_s == doctest::Approx(10));
    settings.alarm_at_s = 100;  // the inject comes first
    CHECK(run(two_rooms(), settings).alarm_s == doctest::Approx(60));
}

TEST_CASE("an inject at a time raises the alarm itself, one after a fire's event only with fire") {
    Scenario scenario = parse_scenario(two_rooms_text(), "two_rooms");
    CHECK(raises_alarm_itself(scenario, false));
    scenario.drill->injects[0].when = {};
    scenario.drill->injects[0].when.after_event = "item.ignited";
    CHECK_FALSE(raises_alarm_itself(scenario, false));
    CHECK(raises_alarm_itself(scenario, true));
    scenario.drill->injects[0].when.after_event = "trainee.called_119";  // nobody calls
    CHECK_FALSE(raises_alarm_itself(scenario, true));
    scenario.drill.reset();
    CHECK_FALSE(raises_alarm_itself(scenario, true));
}

TEST_CASE("a run that is cut short says who is still inside and has no evacuation time") {
    const RunResult result = run(two_rooms(), crowd_only(), 0, 61);
    CHECK(result.simulated_s == doctest::Approx(61));
    CHECK(result.inside == 5);
    CHECK(result.evacuation_s == -1);
    CHECK(result.share_out_s[3] == -1);
    CHECK(result.assembled_s == -1);
    CHECK_FALSE(result.plan_followed());
    CHECK(result.classes[0].missing == -1);
}

TEST_CASE("a plan through an exit that nobody uses is not followed") {
    Scenario scenario = parse_scenario(two_rooms_text(), "two_rooms");
    Classes classes = make_classes(make_building(scenario));
    CHECK(classes.list[0].exit == 0);
    ClassOutcome outcome;
    outcome.size = outcome.out = outcome.by_planned_exit = outcome.at_planned_point = 4;
    outcome.has_plan = true;
    CHECK(outcome.followed());
    outcome.counted = true;
    CHECK_FALSE(outcome.followed());  // not counted yet
    outcome.missing = 0;
    CHECK(outcome.followed());
    outcome.missing = 1;
    CHECK_FALSE(outcome.followed());
    outcome.missing = 0;
    outcome.by_planned_exit = 3;
    CHECK_FALSE(outcome.followed());
}

TEST_CASE("a leader and those who follow are one class, named for the larger group") {
    Scenario scenario = parse_scenario(two_rooms_text(), "two_rooms");
    scenario.occupants[0].leader = "guide";
    const Classes classes = make_classes(make_building(scenario));
    REQUIRE(classes.list.size() == 1);
    CHECK(classes.list[0].id == "workers");
    CHECK(classes.list[0].size == 5);
    CHECK(classes.of_group == std::vector<std::int32_t>{0, 0});
}

TEST_CASE("the same seed gives the same bytes, another seed others") {
    const Building building = two_rooms();
    const std::string once = result_text(run(building, crowd_only(), 3));
    CHECK(result_text(run(building, crowd_only(), 3)) == once);
    CHECK(result_text(run(building, crowd_only(), 4)) != once);
    DrillSettings shifted = crowd_only();
    shifted.seed = 4;
    RunResult same_seed = run(building, shifted, 0);
    same_seed.manifest = run(building, crowd_only(), 3).manifest;
    CHECK(result_text(same_seed) == once);
}

TEST_CASE("a result read back is written as it was") {
    RunResult result = run(two_rooms(), crowd_only());
    result.checks.flaws.push_back({Flaw::Kind::overlap, 12.5, {1, 2, 3}});
    const std::string text = result_text(result);
    CHECK(result_text(read_result(text, "run")) == text);
    const Problem problem =
        fault_when([&] { read_result(text.substr(0, text.size() / 2), "half.json"); });
    CHECK(problem.place.file == "half.json");
}

TEST_CASE("the plan's squares hold the whole floor, and density and queues lie on it") {
    const Building building = two_rooms();
    const WalkMap map = make_walk_map(building);
    const PlanRaster raster = make_plan_raster(building, map);
    double floor_m2 = 0;
    for (std::size_t c = 0; c < map.cells(); ++c) {
        if (map.surface[c] != Surface::none && map.surface[c] != Surface::outdoors)
            floor_m2 += map.h * map.h;
    }
    const double walkable_m2 =
        std::accumulate(raster.walkable_m2.begin(), raster.walkable_m2.end(), 0.0);
    CHECK(walkable_m2 > floor_m2);  // and some ground around
    const RunResult result = run(building, crowd_only());
    float most = 0;
    for (std::size_t k = 0; k < raster.squares(); ++k) {
        const float density = result.maps.max_density_1_m2[k];
        most = std::max(most, density);
        if (density > 0) CHECK(raster.walkable_m2[k] > 0);
        CHECK(density <= 5 / raster.window_m2[k] + 1e-3f);  // five people are all there are
    }
    CHECK(most > 0.4f);
}

TEST_CASE("classes of one name are told apart by a number") {
    Scenario scenario = parse_scenario(two_rooms_text(), "two_rooms");
    scenario.occupants[1].name = scenario.occupants[0].name;
    const Classes classes = make_classes(make_building(scenario));
    REQUIRE(classes.list.size() == 2);
    CHECK(classes.list[0].name.en == "Workers 1");
    CHECK(classes.list[1].name.zh == "职员 2");
}
