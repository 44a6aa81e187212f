// Moments: what is kept of a drill so that each line of its score can be shown.

#include <doctest/doctest.h>

#include <numbers>
#include <optional>

#include "../drill/round.hpp"
#include "app/debrief/moments.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

RubricItem item(const std::string& id, const std::string& event, double points = 5) {
    RubricItem item;
    item.id = id;
    item.skill = "fault_spotting";
    item.points = points;
    item.event = event;
    return item;
}

// A round in which a chain is found and mended, a shout in the fire, and the end.
struct Seen {
    Scenario scenario = chained_back_door();
    std::optional<Play> play;
    std::optional<Moments> moments;

    explicit Seen(std::vector<RubricItem> rubric) { scenario.drill->rubric = std::move(rubric); }
    void run() {
        play.emplace(scenario);
        moments.emplace(&*play->building.scenario.drill);
        const TextFile file(script(list(
            {to_back, push_back, R"({"do": "photo"})", mark("EX-01|major|on_the_spot"), fire,
             R"({"do": "wait", "seconds": 4})", R"({"do": "shout"})",
             R"({"do": "wait", "seconds": 3})", R"({"do": "shout"})", R"({"do": "finish"})"})));
        ScriptPilot pilot(file.path(), play->building);
        Snapshot snapshot;
        play->drill.fill(snapshot);
        moments->after_tick(play->drill, snapshot);
        while (!pilot.done() && play->drill.time_s() < 120 && !play->drill.finished()) {
            play->tick(pilot.next(play->drill));
            play->drill.fill(snapshot);
            moments->after_tick(play->drill, snapshot);
        }
        REQUIRE(play->drill.finished());
    }
};

}  // namespace

TEST_CASE("every line of a score that has a time has its moment, however it was decided") {
    RubricItem all = item("all", "");
    EventCondition shouted, taken;
    shouted.event = "trainee.shouted";
    taken.event = "photo.taken";
    all.all_of = {shouted, taken};
    RubricItem share = item("share", "fault.marked_right");
    share.share_of = "faults";
    RubricItem late = item("late", "trainee.shouted");
    late.after_event = "drill.fire_phase";
    RubricItem soon = item("soon", "door.pushed");
    soon.within_s = 60;
    soon.of_event = "drill.fire_phase";  // begins after the door was pushed
    RubricItem any = item("any", "");
    any.any_of = {taken, shouted};
    Seen seen({all, share, late, soon, any, item("end", "drill.finished"),
               item("mended", "fault.mended"), item("start", "drill.started", -1),
               item("never", "trainee.used_lift")});
    seen.run();
    int with_time = 0;
    for (const ScoreLine& line : seen.play->drill.score().lines) {
        CAPTURE(line.item);
        if (line.time_s < 0) {
            CHECK(line.item == "never");
            continue;
        }
        ++with_time;
        const Moment* moment = seen.moments->at(line.time_s);
        REQUIRE(moment != nullptr);
        CHECK(moment->itself()->time_s() == doctest::Approx(line.time_s));
        for (std::size_t n = 1; n < moment->frames.size(); ++n)
            CHECK(moment->frames[n - 1]->time_s() < moment->frames[n]->time_s());
    }
    CHECK(with_time == 8);
    CHECK(seen.moments->at(1234.5) == nullptr);
}

TEST_CASE(
    "a moment of the round has the building as it was loaded, one of the fire the mended one") {
    RubricItem late = item("late", "trainee.shouted");
    Seen seen({item("find", "fault.marked_right"), late});
    seen.run();
    const std::vector<ScoreLine> lines = seen.play->drill.score().lines;
    const Snapshot round = seen.moments->at(lines[0].time_s)->itself()->unpacked();
    const Snapshot in_fire = seen.moments->at(lines[1].time_s)->itself()->unpacked();
    CHECK(round.mended_building == nullptr);
    REQUIRE(in_fire.mended_building != nullptr);
    std::vector<Opening> openings = in_fire.mended_building->scenario.openings;
    CHECK_FALSE(with_id(openings, "door_back").chained);
    // Nothing lies between the two: there is no way from one building into the other.
    CHECK(between(round, in_fire, 0.5).time_s == round.time_s);
}

TEST_CASE("the trainee's photographs are kept with what was pointed at") {
    Seen seen({});
    seen.run();
    REQUIRE(seen.moments->photographs().size() == 1);
    const Photograph& photograph = seen.moments->photographs().front();
    const TimelineEvent* taken = seen.play->first("photo.taken");
    REQUIRE(taken != nullptr);
    CHECK(photograph.target == taken->target);
    CHECK(photograph.seen->time_s() == doctest::Approx(taken->time_s));
}

TEST_CASE("packed and unpacked, the smoke of a snapshot is the same") {
    Snapshot snapshot;
    snapshot.nx = 50, snapshot.ny = 40, snapshot.nz = 60;
    for (int c = 0; c < 50 * 40 * 60; ++c) {
        snapshot.smoke.push_back(static_cast<std::uint8_t>(c < 70000 ? 0 : c % 7));
        snapshot.smoke.push_back(static_cast<std::uint8_t>(c / 1000));
    }
    CHECK(PackedSnapshot(snapshot).unpacked().smoke == snapshot.smoke);
}

TEST_CASE("between two frames people and the eye are on the way from one to the other") {
    Snapshot from, to;
    from.time_s = 10, to.time_s = 10.5;
    from.trainee.feet = {1, 2, 0}, to.trainee.feet = {2, 2, 0};
    from.trainee.yaw_rad = 3.1, to.trainee.yaw_rad = -3.1;  // across the back, not round the front
    from.occupants.resize(1);
    to.occupants.resize(1);
    to.occupants[0].feet = {0, 4, 0};
    from.door_fraction = {0}, to.door_fraction = {1};
    const Snapshot half = between(from, to, 0.5);
    CHECK(half.time_s == doctest::Approx(10.25));
    CHECK(half.trainee.feet.x == doctest::Approx(1.5));
    CHECK(std::abs(half.trainee.yaw_rad) == doctest::Approx(std::numbers::pi).epsilon(0.001));
    CHECK(half.occupants[0].feet.y == doctest::Approx(2));
    CHECK(half.door_fraction[0] == doctest::Approx(0.5));
}

TEST_CASE("what was overlooked is kept as the thing itself, what was found is not") {
    RubricItem missed = item("missed", "fault.missed", -2);
    RubricItem unjudged = item("unjudged", "exit.verdict_missed", -2);
    Seen seen({missed, unjudged, item("end", "drill.finished")});
    ExtinguisherSpec dead;
    dead.gauge = Gauge::red;
    with_id(seen.scenario.fixtures, "ext_1").spec = dead;
    Fault gauge;
    gauge.id = "gauge";
    gauge.code = "EQ-02";
    gauge.target = "ext_1";
    gauge.confirm = "read";
    seen.scenario.drill->faults.push_back(gauge);
    seen.run();
    const double end_s = seen.play->drill.time_s();
    const Overlooked* overlooked = seen.moments->overlooked(end_s, "gauge");
    REQUIRE(overlooked != nullptr);
    CHECK(overlooked->thing == "ext_1");
    CHECK(overlooked->code == "EQ-02");
    CHECK(overlooked->seen != nullptr);
    CHECK(seen.moments->overlooked(end_s, "chain") == nullptr);  // found in the round
    CHECK(seen.moments->overlooked(end_s - 1, "gauge") == nullptr);
    CHECK(seen.moments->overlooked(end_s, "exit") != nullptr);  // nobody judged it
    // It happened where it hangs, so that plan and timeline show the place.
    const TimelineEvent* event = seen.play->first("fault.missed");
    REQUIRE(event != nullptr);
    CHECK(event->place.z == doctest::Approx(1.1));
}
