// Rubric items with more than one event, by hand-made timelines; and what the check says of rubrics
// that cannot be.

#include <doctest/doctest.h>

#include <algorithm>

#include "building/load.hpp"
#include "drill/rubric.hpp"
#include "drill/rubric_check.hpp"
#include "drill/score.hpp"

using namespace firedrill;

namespace {

EventCondition event(const std::string& name, const std::string& target = "") {
    EventCondition condition;
    condition.event = name;
    condition.target = target;
    return condition;
}

TimelineEvent at(double time_s, const char* name, const char* target = "", double value = 0) {
    return {time_s, event_name(name), target, value, {0, 0, 0}, ""};
}

RubricItem item(const char* id, const char* skill, double points) {
    RubricItem i;
    i.id = id;
    i.skill = skill;
    i.points = points;
    return i;
}

const std::string two_rooms = FIREDRILL_SOURCE_DIR "/tests/data/scenarios/two_rooms.json";

// The scenario of the tests with another rubric.
Building with_rubric(std::vector<RubricItem> items, std::vector<SkillWeight> skills) {
    Scenario scenario = load_scenario(two_rooms);
    scenario.drill->rubric = std::move(items);
    scenario.drill->skills = std::move(skills);
    return make_building(scenario);
}

bool says(const std::vector<Problem>& problems, const std::string& what, const std::string& place) {
    return std::any_of(problems.begin(), problems.end(), [&](const Problem& problem) {
        return problem.what.find(what) != std::string::npos &&
               problem.place.pointer.find(place) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("one of several events is enough where any will do") {
    DrillPlan plan;
    RubricItem warn = item("warn", "alarm", 10);
    warn.any_of = {event("trainee.shouted"), event("alarm.call_point")};
    CHECK(outcome_of(warn, plan, {at(1, "trainee.reported")}).points == 0);
    CHECK(outcome_of(warn, plan, {at(1, "trainee.shouted")}).points == 10);
    const Timeline both{at(3, "alarm.call_point", "call"), at(4, "trainee.shouted")};
    const ItemOutcome outcome = outcome_of(warn, plan, both);
    CHECK(outcome.times == 1);
    CHECK(outcome.decisive->target == "call");
}

TEST_CASE("where all events are asked for, the last of them decides") {
    DrillPlan plan;
    RubricItem prepared = item("prepared", "extinguisher", 10);
    prepared.all_of = {event("extinguisher.inspected"), event("extinguisher.pin_pulled")};
    CHECK(outcome_of(prepared, plan, {at(1, "extinguisher.pin_pulled")}).points == 0);
    const Timeline both{at(1, "extinguisher.pin_pulled"), at(9, "extinguisher.inspected")};
    CHECK(outcome_of(prepared, plan, both).points == 10);
    CHECK(outcome_of(prepared, plan, both).decisive->time_s == 9);
}

TEST_CASE("what was never done is seen at the end, and not before") {
    RubricItem silent = item("silent", "alarm", 0);
    silent.critical = true;
    silent.any_of = {event("drill.finished"), event("drill.timed_out")};
    silent.all_of = {event("item.ignited")};
    silent.none_of = {event("trainee.shouted"), event("trainee.called_119")};
    DrillPlan plan;
    plan.rubric = {item("a", "alarm", 10), silent};
    plan.rubric[0].event = "item.ignited";
    CHECK(!score_drill(plan, {at(1, "item.ignited")}).critical);
    CHECK(score_drill(plan, {at(1, "item.ignited"), at(9, "drill.finished")}).critical);
    CHECK(!score_drill(
               plan, {at(1, "item.ignited"), at(2, "trainee.called_119"), at(9, "drill.finished")})
               .critical);
    CHECK(!score_drill(plan, {at(9, "drill.finished")}).critical);  // nothing burnt
}

TEST_CASE("points in proportion: half of the faults give half, each counted once") {
    DrillPlan plan;
    plan.faults.resize(4);
    RubricItem found = item("found", "fault_spotting", 20);
    found.event = "fault.marked_right";
    found.share_of = "faults";
    const Timeline two{at(1, "fault.marked_right", "f1"), at(2, "fault.marked_right", "f1"),
                       at(3, "fault.marked_right", "f2")};
    CHECK(outcome_of(found, plan, two).points == doctest::Approx(10));
    CHECK(outcome_of(found, plan, two).points_possible == 20);
    found.full_share = 0.5;
    CHECK(outcome_of(found, plan, two).points == doctest::Approx(20));
    plan.faults.clear();
    CHECK(outcome_of(found, plan, two).points == 0);
}

TEST_CASE("what is lost in one skill is not made up for in another") {
    DrillPlan plan;
    plan.skills = {{"alarm", 40, {}}, {"evacuation", 60, {}}};
    plan.rubric = {item("warn", "alarm", 40), item("out", "evacuation", 60),
                   item("false", "alarm", -30)};
    plan.rubric[0].event = "trainee.shouted";
    plan.rubric[1].event = "trainee.left_building";
    plan.rubric[2].event = "fault.false_alarm";
    plan.rubric[2].times = 3;
    const Timeline timeline{at(1, "fault.false_alarm"), at(2, "fault.false_alarm"),
                            at(3, "trainee.left_building")};
    const Score score = score_drill(plan, timeline);
    CHECK(score.total == doctest::Approx(60));
    const auto skills = skill_scores(score.lines);
    REQUIRE(skills.size() == 2);
    CHECK(skills[0].points == 0);
    CHECK(skills[1].points == 60);
}

TEST_CASE("an item for other roles neither counts nor shows") {
    DrillPlan plan;
    plan.start.role = "pupil";
    plan.rubric = {item("fight", "extinguisher", 50), item("warn", "alarm", 50)};
    plan.rubric[0].event = "extinguisher.pressed";
    plan.rubric[0].roles = {"teacher", "staff"};
    plan.rubric[1].event = "trainee.shouted";
    const Score score = score_drill(plan, {at(1, "trainee.shouted")});
    CHECK(score.total == 100);
    CHECK(score.lines.size() == 1);
}

TEST_CASE("the hint is about the next thing whose time has come and has not run out") {
    DrillPlan plan;
    plan.rubric = {item("warn", "alarm", 5), item("out", "evacuation", 5)};
    plan.rubric[0].event = "alarm.call_point";
    plan.rubric[0].of_event = "item.ignited";
    plan.rubric[0].within_s = 60;
    plan.rubric[1].event = "trainee.left_building";
    CHECK(next_missing(plan, {}, 1) == 1);  // nothing burns yet
    CHECK(next_missing(plan, {at(10, "item.ignited")}, 20) == 0);
    CHECK(next_missing(plan, {at(10, "item.ignited")}, 80) == 1);
    CHECK(next_missing(plan, {at(10, "item.ignited"), at(15, "trainee.left_building")}, 80) == -1);
}

TEST_CASE("the check names an unknown event and the one that may be meant, with its place") {
    RubricItem wrong = item("warn", "alarm", 10);
    wrong.event = "trainee.shoutet";
    wrong.any_of = {event("alarm.called_point")};
    wrong.place.pointer = "/drill/rubric/0";
    const auto problems = check_rubric(with_rubric({wrong}, {}), Language::en);
    REQUIRE(problems.size() == 2);
    CHECK(says(problems, "trainee.shoutet", "/drill/rubric/0/event"));
    CHECK(says(problems, "alarm.called_point", "/drill/rubric/0/any_of/0/event"));
    CHECK(problems[0].advice.find("trainee.shouted") != std::string::npos);
}

TEST_CASE("the check adds up the points of each skill and the weights of all") {
    RubricItem warn = item("warn", "alarm", 10);
    warn.event = "trainee.shouted";
    SkillWeight weight{"alarm", 12, {}};
    weight.place.pointer = "/drill/skills/0";
    CHECK(says(check_rubric(with_rubric({warn}, {weight}), Language::en), "12", "/drill/skills/0"));
    weight.weight = 100;
    warn.points = 100;
    CHECK(check_rubric(with_rubric({warn}, {weight}), Language::en).empty());
    warn.points = 60;
    warn.times = 2;
    CHECK(!check_rubric(with_rubric({warn}, {weight}), Language::en).empty());
}

TEST_CASE("the check finds targets to which an event cannot happen") {
    RubricItem out = item("out", "extinguisher", 10);
    out.event = "door.pushed";
    out.target = load_scenario(two_rooms).fixtures.front().id;
    out.place.pointer = "/drill/rubric/0";
    CHECK(says(check_rubric(with_rubric({out}, {}), Language::en), out.target, "/target"));
    RubricItem found = item("found", "fault_spotting", 10);
    found.event = "fault.marked_right";
    found.target = "no_such_fault";
    CHECK(!check_rubric(with_rubric({found}, {}), Language::en).empty());
}
