// Doors, exits, faults, the alarm, injects, and the trainee's body.

#include <doctest/doctest.h>

#include <cmath>
#include <glm/geometric.hpp>

#include "play.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

const char* const to_exit = R"({"do": "walk_to", "at": [8.0, 2.5], "storey": "g"})";
const char* const push_exit = R"({"do": "push", "target": "door_exit"})";

std::string steps(std::initializer_list<const char*> parts) {
    std::string all;
    for (const char* part : parts) all += (all.empty() ? "" : ", ") + std::string(part);
    return all;
}

Inject inject(const std::string& id, double at_s, const std::string& what,
              const std::string& target = "") {
    Inject i;
    i.id = id;
    i.when.at_s = at_s;
    i.what = what;
    i.target = target;
    return i;
}

TickInput walking(double heading_deg, std::uint16_t buttons = 0) {
    TickInput input;
    input.forward = 100;
    input.yaw_mdeg = static_cast<std::int32_t>(std::lround(heading_deg * 1000));
    input.buttons = buttons;
    return input;
}

}  // namespace

TEST_CASE("a door opens by hand, and its closer shuts it again") {
    Scenario scenario = two_rooms();
    with_id(scenario.openings, "door_exit").self_closing = true;
    Play play(scenario);
    play.act(steps({to_exit, R"({"do": "interact", "target": "door_exit"})"}));
    play.wait(1.1);
    CHECK(play.door("door_exit").fraction > 0.9);
    CHECK(play.count("door.opened", "door_exit") == 1);
    play.wait(6);
    CHECK(play.door("door_exit").fraction == 0);

    Scenario wedged = two_rooms();
    with_id(wedged.openings, "door_office").self_closing = true;
    with_id(wedged.openings, "door_office").wedged = true;
    Play other(wedged);
    other.wait(8);
    CHECK(other.door("door_office").fraction == 1);
}

TEST_CASE("a panic bar opens a locked door, a chain holds it") {
    Scenario locked = two_rooms();
    with_id(locked.openings, "door_exit").locked = true;
    Play bar(locked);
    bar.act(steps({to_exit, push_exit}));
    CHECK(bar.count("door.pushed", "door_exit") == 1);
    CHECK(bar.count("door.locked_found") == 0);

    with_id(locked.openings, "door_exit").panic_bar = false;
    Play key(locked);
    key.act(steps({to_exit, push_exit, R"({"do": "interact", "target": "door_exit"})"}));
    CHECK(key.count("door.locked_found", "door_exit") >= 1);
    key.wait(2);
    CHECK(key.door("door_exit").fraction == 0);

    Scenario chained = two_rooms();
    with_id(chained.openings, "door_exit").chained = true;
    Play chain(chained);
    chain.act(steps({to_exit, push_exit}));
    chain.wait(2);
    CHECK(chain.count("door.locked_found", "door_exit") == 1);
    CHECK(chain.door("door_exit").fraction == 0);
}

TEST_CASE("a verdict on an exit is right or wrong, is given once, and not from afar") {
    const char* const usable = R"({"do": "verdict", "target": "exit", "is": "usable"})";
    const char* const locked = R"({"do": "verdict", "target": "exit", "is": "locked"})";
    Play right(two_rooms());
    right.act(steps({to_exit, push_exit, usable, locked}));
    CHECK(right.count("exit.verdict_right", "exit") == 1);
    CHECK(right.count("exit.verdict_wrong") == 0);
    Play wrong(two_rooms());
    wrong.act(steps({to_exit, push_exit, locked, usable}));
    CHECK(wrong.count("exit.verdict_wrong", "exit") == 1);
    CHECK(wrong.count("exit.verdict_right") == 0);
    Play far(two_rooms());
    far.act(steps({R"({"do": "walk_to", "at": [2, 3], "storey": "g"})", usable}));
    CHECK(far.count("exit.unconfirmed", "exit") == 1);
    CHECK(far.count("exit.verdict_right") == 0);
    far.act(steps({to_exit, usable}));
    CHECK(far.count("exit.verdict_right", "exit") == 1);
}

TEST_CASE("a fault counts when its fact was established first, and what is none is a false alarm") {
    Scenario scenario = two_rooms();
    std::get<ExtinguisherSpec>(with_id(scenario.fixtures, "ext_1").spec).gauge = Gauge::red;
    Fault fault;
    fault.id = "fault_gauge";
    fault.code = "EQ-02";
    fault.target = "ext_1";
    fault.confirm = "read";
    scenario.drill->faults.push_back(fault);
    const char* const mark = R"({"do": "mark_fault", "target": "ext_1", "code": "EQ-02"})";
    Play play(scenario);
    play.act(mark);
    CHECK(play.count("fault.unconfirmed", "fault_gauge") == 1);
    CHECK(play.count("fault.marked_right") == 0);
    play.act(steps({R"({"do": "walk_to", "target": "ext_1", "within": 0.9})",
                    R"({"do": "inspect", "target": "ext_1"})", mark, mark}));
    CHECK(play.count("fault.marked_right", "fault_gauge") == 1);
    play.act(R"({"do": "mark_fault", "target": "ext_1", "code": "EQ-07"},
                {"do": "mark_fault", "target": "door_exit", "code": "EX-01"})");
    CHECK(play.count("fault.marked_wrong", "ext_1") == 1);
    CHECK(play.count("fault.false_alarm", "door_exit") == 1);
    play.act(R"({"do": "finish"})");
    CHECK(play.count("fault.missed") == 0);
}

TEST_CASE("a call point raises the alarm once, and people start from it") {
    DrillSettings settings = Play::quick();
    settings.with_crowd = true;
    Scenario scenario = two_rooms();
    scenario.drill->injects.clear();
    Play play(scenario, settings);
    play.wait(4);
    CHECK(play.drill.totals().crowd.out == 0);
    play.act(R"({"do": "walk_to", "target": "call_point", "within": 0.9},
                {"do": "interact", "target": "call_point"}, {"do": "wait", "seconds": 1},
                {"do": "interact", "target": "call_point"})");
    CHECK(play.count("alarm.raised") == 1);
    const double alarm_s = play.first("alarm.raised")->time_s;
    // Out of the way of those who come.
    play.act(R"({"do": "walk_to", "at": [7.5, 0.6], "storey": "g"})");
    play.wait(40);
    CHECK(play.drill.totals().crowd.out == 5);
    CHECK(play.count("occupants.all_out") == 1);
    CHECK(play.first("occupant.out")->time_s > alarm_s + 5);  // the shortest pre-movement time

    Play silent(scenario, settings);
    silent.wait(50);
    CHECK(silent.drill.totals().crowd.out == 0);
}

TEST_CASE("injects happen once, at their time or after their event") {
    Scenario scenario = two_rooms();
    auto& injects = scenario.drill->injects;
    injects = {inject("lock", 1.0, "lock", "door_exit"),
               inject("open", 2.0, "open", "door_exit"),
               inject("unlock", 4.0, "unlock", "door_exit"),
               inject("shut", 1.0, "close", "door_office"),
               inject("empty", 1.0, "empty_extinguisher", "ext_1"),
               inject("dark", 3.0, "power_cut")};
    Inject late = inject("late", 0, "alarm");
    late.when.at_s.reset();
    late.when.after_event = "trainee.shouted";
    late.when.delay = 2;
    injects.push_back(late);
    Play play(scenario);
    play.wait(1.1);
    CHECK(play.door("door_exit").locked);
    play.wait(3);
    CHECK(!play.door("door_exit").locked);
    CHECK(play.door("door_office").fraction < 0.5);
    play.act(R"({"do": "shout"})");
    const double shouted_s = play.first("trainee.shouted")->time_s;
    CHECK(play.count("alarm.raised") == 0);
    play.wait(5);
    REQUIRE(play.count("alarm.raised") == 1);
    CHECK(play.first("alarm.raised")->time_s == doctest::Approx(shouted_s + 2).epsilon(0.02));
    CHECK(play.count("inject.fired") == 7);
    play.act(R"({"do": "walk_to", "target": "ext_1", "within": 0.9},
                {"do": "interact", "target": "ext_1"}, {"do": "pin"},
                {"do": "use", "seconds": 1})");
    CHECK(play.count("extinguisher.empty", "ext_1") == 1);
    Snapshot snapshot;
    play.drill.fill(snapshot);
    CHECK(std::count(snapshot.power.begin(), snapshot.power.end(), 1) == 0);
}

TEST_CASE("an inject sets a thing on fire that nobody lit") {
    Scenario scenario = two_rooms();
    with_id(scenario.furnishings, "waste_basket").ignite.reset();
    scenario.drill->injects = {inject("arson", 2.0, "ignite", "waste_basket")};
    DrillSettings settings = Play::quick();
    settings.with_fire = true;
    Play play(scenario, settings);
    play.wait(6);
    REQUIRE(play.count("item.ignited", "waste_basket") == 1);
    CHECK(play.first("item.ignited")->time_s == doctest::Approx(2.0).epsilon(0.05));
}

TEST_CASE("walls stop the trainee, and crouching makes him lower and slower") {
    Play play(two_rooms());
    const Vec3 start = play.drill.trainee().feet;
    for (int n = 0; n < 20; ++n) play.tick(walking(270));
    const double walked = glm::distance(play.drill.trainee().feet, start);
    CHECK(walked > 0.8);
    for (int n = 0; n < 100; ++n) play.tick(walking(270));
    // The wall's face is at y 0.1, the body's radius about a quarter of a metre.
    CHECK(play.drill.trainee().feet.y > 0.25);
    CHECK(play.drill.trainee().feet.y < 0.5);
    CHECK(play.drill.trainee().feet.z == doctest::Approx(0).epsilon(0.02));

    Play low(two_rooms());
    const double standing = low.drill.trainee().eye_height_m;
    for (int n = 0; n < 20; ++n) low.tick(walking(270, button_crouch));
    CHECK(low.drill.trainee().eye_height_m < standing - 0.3);
    CHECK(glm::distance(low.drill.trainee().feet, start) < 0.75 * walked);

    Play fast(two_rooms());
    for (int n = 0; n < 20; ++n) fast.tick(walking(270, button_run));
    CHECK(glm::distance(fast.drill.trainee().feet, start) > 1.2 * walked);
}

TEST_CASE("a door that an inject locks keeps everybody in, and out they go when one unlocks it") {
    Scenario scenario = two_rooms();
    with_id(scenario.openings, "door_exit").panic_bar = false;
    scenario.drill->injects = {inject("lock", 0.5, "lock", "door_exit"),
                               inject("alarm", 1.0, "alarm"),
                               inject("unlock", 50.0, "unlock", "door_exit")};
    DrillSettings settings;
    settings.with_fire = false;
    settings.with_trainee = false;
    Play play(scenario, settings);
    play.wait(49);
    CHECK(play.drill.totals().crowd.out == 0);
    play.wait(40);
    CHECK(play.drill.totals().crowd.out == 5);
}
