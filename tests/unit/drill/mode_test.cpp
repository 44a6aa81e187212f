// Modes: what they make of a scenario, hints, and the shipped lessons and rubrics.

#include <doctest/doctest.h>

#include <algorithm>

#include "building/load.hpp"
#include "drill/drill.hpp"
#include "drill/rubric_check.hpp"

using namespace firedrill;

namespace {

const std::string scenarios = FIREDRILL_SOURCE_DIR "/scenarios/";
const std::string two_rooms = FIREDRILL_SOURCE_DIR "/tests/data/scenarios/two_rooms.json";

DrillSettings quick(DrillMode mode) {
    DrillSettings settings;
    settings.with_fire = settings.with_crowd = false;
    settings.threads = 1;
    settings.mode = mode;
    settings.grid.cell_m = 0.5;
    return settings;
}

int count(const Timeline& timeline, const std::string& name) {
    return static_cast<int>(std::count_if(timeline.begin(), timeline.end(),
                                          [&](const auto& event) { return event.name == name; }));
}

TickInput hint() {
    TickInput input;
    input.commands.push_back({TraineeCommand::Kind::ask_hint, "", ""});
    return input;
}

}  // namespace

TEST_CASE("there is a lesson for each skill, in steps with a reason, and under five minutes") {
    const auto lessons = shipped_lessons();
    for (const char* skill :
         {"extinguisher", "exit_check", "fault_spotting", "alarm", "evacuation"})
        CHECK(std::any_of(lessons.begin(), lessons.end(),
                          [&](const Lesson& lesson) { return lesson.skill == skill; }));
    for (const Lesson& lesson : lessons) {
        CHECK(lesson.duration <= 300);
        for (const LessonStep& step : lesson.steps) {
            CHECK(!step.text.en.empty());
            CHECK(!step.reason.zh.empty());
            CHECK((step.done.event.empty() || !event_name(step.done.event).empty()));
        }
    }
}

TEST_CASE("the shipped scenarios have rubrics that can be what they say") {
    for (const char* name : {"school", "supermarket", "rental_block"}) {
        const Building building = make_building(load_scenario(scenarios + name));
        for (const Problem& problem : check_rubric(building, Language::en)) FAIL(problem.str());
        double possible = 0;
        for (const RubricItem& item : building.scenario.drill->rubric)
            possible += std::max(0.0, item.points) * item.times;
        CHECK(possible == doctest::Approx(100));
        CHECK(building.scenario.drill->rubric_base.empty());  // merged: a replay needs no file
    }
}

TEST_CASE("a scenario's own items change those of the default rubric and join them") {
    const Scenario school = load_scenario(scenarios + "school");
    const auto find = [&](const char* id) {
        const auto& rubric = school.drill->rubric;
        return std::find_if(rubric.begin(), rubric.end(),
                            [&](const RubricItem& item) { return item.id == id; });
    };
    CHECK(find("ex_verdicts")->points == 6);                    // changed here
    CHECK(find("ex_verdicts")->event == "exit.verdict_right");  // the rest as it was
    CHECK(find("r_check_ne")->target == "exit_ne");             // added
    const Scenario again = parse_scenario(write_scenario(school), "again");
    CHECK(write_scenario(again) == write_scenario(school));
}

TEST_CASE("a lesson goes on when its step is done, and tells each step") {
    Scenario scenario = load_scenario(two_rooms);
    DrillSettings settings = quick(DrillMode::lesson);
    Lesson lesson;
    lesson.id = "test";
    lesson.skill = "alarm";
    lesson.steps.resize(2);
    lesson.steps[0].id = "look";
    lesson.steps[0].seconds = 1;
    lesson.steps[1].id = "shout";
    lesson.steps[1].done.event = "trainee.shouted";
    lesson.steps[1].point_to = "exit";
    scenario.drill->lesson = lesson;
    const Building building = make_building(scenario);
    Drill drill(building, settings);
    Snapshot snapshot;
    for (int tick = 0; tick < 40; ++tick) drill.tick({});
    drill.fill(snapshot);
    CHECK(count(drill.timeline(), "lesson.step_done") == 1);
    CHECK(snapshot.mode.step == 1);
    CHECK(snapshot.mode.has_pointer);
    TickInput shout;
    shout.buttons = button_shout;
    drill.tick(shout);
    drill.tick({});
    CHECK(count(drill.timeline(), "lesson.step_done") == 2);
    CHECK(drill.finished());
}

TEST_CASE("practice gives hints and counts them, an examination gives none") {
    const Building building = make_building(load_scenario(two_rooms));
    Drill practice(building, quick(DrillMode::practice));
    practice.tick(hint());
    practice.tick(hint());
    CHECK(count(practice.timeline(), "mode.hint_asked") == 2);
    Drill examination(building, quick(DrillMode::examination));
    examination.tick(hint());
    CHECK(count(examination.timeline(), "mode.hint_asked") == 0);
}

TEST_CASE("a critical error that ends drills ends an examination at once, and practice not") {
    Scenario scenario = load_scenario(two_rooms);
    RubricItem shouting;
    shouting.id = "shouting";
    shouting.skill = "alarm";
    shouting.event = "trainee.shouted";
    shouting.critical = shouting.ends_drill = true;
    scenario.drill->rubric.push_back(shouting);
    const Building building = make_building(scenario);
    TickInput shout;
    shout.buttons = button_shout;
    Drill practice(building, quick(DrillMode::practice));
    practice.tick(shout);
    CHECK(!practice.finished());
    CHECK(practice.score().critical);
    Drill examination(building, quick(DrillMode::examination));
    examination.tick({});
    examination.tick(shout);
    CHECK(examination.finished());
    CHECK(!examination.score().passed);
}

TEST_CASE("preparing for a role changes who the trainee is, and refuses a role nobody has") {
    Scenario scenario = load_scenario(two_rooms);
    DrillSettings settings;
    prepare(scenario, settings, {DrillMode::examination, "", "pupil"});
    CHECK(scenario.drill->start.role == "pupil");
    CHECK(settings.mode == DrillMode::examination);
    CHECK_THROWS_AS(prepare(scenario, settings, {DrillMode::practice, "", "king"}), LoadError);
    prepare(scenario, settings, {DrillMode::lesson, "exit_check", ""});
    CHECK(!settings.with_fire);
    CHECK(scenario.drill->lesson->skill == "exit_check");
}
