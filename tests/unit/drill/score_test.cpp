// Scoring by hand-made timelines.

#include <doctest/doctest.h>

#include "drill/score.hpp"

using namespace firedrill;

namespace {

RubricItem item(double points, const std::string& event) {
    RubricItem i;
    i.id = event;
    i.points = points;
    i.event = event;
    return i;
}

TimelineEvent at(double time_s, const char* name, const char* target = "", double value = 0) {
    return {time_s, event_name(name), target, value, {0, 0, 0}, ""};
}

double total(const std::vector<RubricItem>& rubric, const Timeline& timeline) {
    DrillPlan plan;
    plan.rubric = rubric;
    return score_drill(plan, timeline).total;
}

}  // namespace

TEST_CASE("points are earned once, whatever number of times the deed is done, unless it says so") {
    const Timeline three{at(1, "trainee.shouted"), at(2, "trainee.shouted"),
                         at(3, "trainee.shouted")};
    RubricItem shout = item(10, "trainee.shouted");
    const RubricItem other = item(10, "trainee.reported");
    CHECK(total({shout, other}, three) == doctest::Approx(50));
    shout.times = 2;
    CHECK(total({shout, other}, three) == doctest::Approx(100.0 * 20 / 30));
}

TEST_CASE("a deed counts up to its time limit and not a tick later") {
    RubricItem shout = item(10, "trainee.shouted");
    shout.within_s = 30;
    CHECK(total({shout}, {at(30, "trainee.shouted")}) == 100);
    CHECK(total({shout}, {at(30.05, "trainee.shouted")}) == 0);
    shout.of_event = "item.ignited";
    CHECK(total({shout}, {at(20, "item.ignited"), at(50, "trainee.shouted")}) == 100);
    CHECK(total({shout}, {at(20, "item.ignited"), at(50.05, "trainee.shouted")}) == 0);
    CHECK(total({shout}, {at(5, "trainee.shouted")}) == 0);  // nothing has ignited
}

TEST_CASE("what must come before or after another event counts only there") {
    RubricItem look = item(10, "extinguisher.inspected");
    look.before_event = "extinguisher.pressed";
    CHECK(total({look}, {at(1, "extinguisher.inspected"), at(2, "extinguisher.pressed")}) == 100);
    CHECK(total({look}, {at(1, "extinguisher.pressed"), at(2, "extinguisher.inspected")}) == 0);
    RubricItem leave = item(10, "trainee.left_building");
    leave.after_event = "item.ignited";
    CHECK(total({leave}, {at(1, "item.ignited"), at(2, "trainee.left_building")}) == 100);
    CHECK(total({leave}, {at(1, "trainee.left_building"), at(2, "item.ignited")}) == 0);
    CHECK(total({leave}, {at(1, "trainee.left_building")}) == 0);
}

TEST_CASE("a measured value counts within its limits, ends included") {
    RubricItem distance = item(10, "extinguisher.distance");
    distance.value_at_least = 1.5;
    distance.value_at_most = 4.0;
    for (const auto& [metres, points] :
         {std::pair{1.4, 0.0}, {1.5, 100.0}, {4.0, 100.0}, {4.1, 0.0}})
        CHECK(total({distance}, {at(1, "extinguisher.distance", "ext", metres)}) == points);
}

TEST_CASE("only the named target counts") {
    RubricItem take = item(10, "extinguisher.taken");
    take.target = "ext_1";
    CHECK(total({take}, {at(1, "extinguisher.taken", "ext_2")}) == 0);
    CHECK(total({take}, {at(1, "extinguisher.taken", "ext_1")}) == 100);
}

TEST_CASE("deductions are taken as often as allowed, and the total never falls below 0") {
    const RubricItem shout = item(10, "trainee.shouted");
    RubricItem pin = item(-4, "extinguisher.pressed_with_pin");
    pin.times = 2;
    Timeline timeline{at(1, "trainee.shouted")};
    for (int n = 0; n < 3; ++n) timeline.push_back(at(2 + n, "extinguisher.pressed_with_pin"));
    CHECK(total({shout, pin}, timeline) == doctest::Approx(20));
    pin.points = -40;
    CHECK(total({shout, pin}, timeline) == 0);
}

TEST_CASE("the pass mark is reached or not, and a critical error fails whatever the points") {
    DrillPlan plan;
    plan.rubric = {item(60, "trainee.shouted"), item(40, "trainee.reported")};
    plan.pass_mark = 60;
    CHECK(score_drill(plan, {at(1, "trainee.shouted")}).passed);
    CHECK(!score_drill(plan, {at(1, "trainee.reported")}).passed);
    RubricItem down = item(0, "trainee.incapacitated");
    down.critical = true;
    plan.rubric.push_back(down);
    const Timeline all{at(1, "trainee.shouted"), at(2, "trainee.reported"),
                       at(3, "trainee.incapacitated")};
    const Score score = score_drill(plan, all);
    CHECK(score.total == 100);
    CHECK(score.critical);
    CHECK(!score.passed);
}

TEST_CASE("each line says when, at what and how many of its points were earned") {
    DrillPlan plan;
    plan.rubric = {item(60, "extinguisher.taken"), item(40, "trainee.reported")};
    const Score score = score_drill(plan, {at(7, "extinguisher.taken", "ext_1")});
    REQUIRE(score.lines.size() == 2);
    CHECK(score.lines[0].points == 60);
    CHECK(score.lines[0].time_s == 7);
    CHECK(score.lines[0].target == "ext_1");
    CHECK(score.lines[1].points == 0);
    CHECK(score.lines[1].points_possible == 40);
    CHECK(score.lines[1].time_s < 0);
}

TEST_CASE("names of events are known by heart, others are not") {
    CHECK(event_name("item.ignited") == "item.ignited");
    CHECK(event_name("exit.unconfirmed") == "exit.unconfirmed");
    CHECK(event_name("item.exploded").empty());
}
