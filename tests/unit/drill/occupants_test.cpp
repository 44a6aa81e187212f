// Occupants in a drill, coupled with the fire both ways; sounders; the fallen dragged by the
// trainee.

#include <doctest/doctest.h>

#include <cmath>

#include "play.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

DrillSettings coarse() {
    DrillSettings settings = Play::with_everything();
    settings.grid.cell_m = 0.25;
    return settings;
}

// Soot under the hall's ceiling 40 s after the start, with the office's door shut at first.
double soot_in_hall(bool with_people) {
    Scenario scenario = two_rooms();
    with_id(scenario.openings, "door_office").state = OpeningState::closed;
    Device soot;
    soot.id = "soot_hall";
    soot.quantity = Quantity::soot_density;
    soot.storey = "g";
    soot.at = {5.8, 2.5};
    soot.z = 2.4;
    scenario.devices.push_back(soot);
    scenario.drill.reset();
    Burner burner;
    burner.id = "burner";
    burner.storey = "g";
    burner.at = {0.8, 4.2};
    burner.fuel = "wood";
    burner.hrr.constant_kw = 60;
    scenario.burners.push_back(burner);
    DrillSettings settings = coarse();
    settings.with_crowd = with_people;
    const Building building = make_building(scenario);
    Drill drill(building, settings);
    while (drill.time_s() < 40) drill.tick({});
    if (with_people) CHECK(drill.totals().crowd.out > 0);
    return drill.device_values().back();
}

}  // namespace

TEST_CASE("people who leave the burning room open its door and let the smoke out") {
    const double shut = soot_in_hall(false), opened = soot_in_hall(true);
    MESSAGE("soot under the hall's ceiling: ", shut, " kg/m3 behind the shut door, ", opened,
            " kg/m3 after people came through");
    CHECK(opened > 5 * shut);
    CHECK(opened > 1e-5);  // K = 0.09 1/m
}

TEST_CASE("a sounder's range decides who hears the alarm of a drill") {
    for (const double range_m : {0.0, 4.0}) {
        CAPTURE(range_m);
        Scenario scenario = two_rooms();
        scenario.furnishings.clear();
        with_id(scenario.openings, "door_office").state = OpeningState::closed;
        std::get<SounderSpec>(with_id(scenario.fixtures, "sounder").spec).range = range_m;
        scenario.drill->injects[0].when.at_s = 1;
        DrillSettings settings = Play::quick();
        settings.with_crowd = true;
        Play play(scenario, settings);
        play.wait(60);
        // The workers behind the office's wall are out of earshot of a faint one.
        CHECK(play.count("occupant.out", "guide") == 1);
        CHECK(play.count("occupant.out", "workers") == (range_m == 0 ? 4 : 0));
    }
}

TEST_CASE("the trainee drags someone who has fallen out of the building") {
    Scenario scenario = two_rooms();
    scenario.furnishings.clear();
    // A flash beside one worker who does not move: it falls within seconds.
    Burner flash;
    flash.id = "flash";
    flash.storey = "g";
    flash.at = {2.6, 2.5};
    flash.size = {0.4, 0.4};
    flash.height = 0.4;
    flash.fuel = "wood";
    flash.hrr.table = {{0, 300}, {12, 300}, {13, 0}};
    scenario.burners.push_back(flash);
    OccupantGroup& workers = with_id(scenario.occupants, "workers");
    workers.room.clear();
    workers.positions = {{3.5, 2.5}};
    workers.count = 1;
    workers.pre_movement = {Distribution::Kind::constant, 1e5};
    scenario.drill->duration = 200;
    Play play(scenario, coarse());
    play.wait(20);
    REQUIRE(play.count("occupant.incapacitated", "workers") == 1);
    const auto walk_to = [&](Vec2 to, double most_s) {
        const double end = play.drill.time_s() + most_s;
        while (play.drill.time_s() < end) {
            const Vec3 feet = play.drill.trainee().feet;
            const Vec2 way = to - Vec2{feet.x, feet.y};
            if (std::hypot(way.x, way.y) < 0.3) return;
            TickInput input;
            input.forward = 100;
            input.yaw_mdeg =
                static_cast<std::int32_t>(std::atan2(way.y, way.x) * 180000 / 3.14159265358979);
            play.tick(input);
        }
    };
    TickInput hand;
    hand.buttons = button_interact;
    hand.yaw_mdeg = 180000;  // not at the door behind
    SUBCASE("by the hand") {
        walk_to({4.0, 2.5}, 10);
        play.tick(hand);
        CHECK(play.count("trainee.dragging", "workers") == 1);
        walk_to({8.0, 2.5}, 20);
        play.act(R"({"do": "push", "target": "door_exit"})");
        const double from_s = play.drill.time_s();
        walk_to({11.5, 2.5}, 30);
        CHECK(play.drill.time_s() - from_s > 6);  // 3.5 m at 0.5 m/s
        REQUIRE(play.count("occupant.rescued", "workers") == 1);
        CHECK(play.first("occupant.rescued")->detail == "trainee");
        CHECK(play.drill.totals().crowd.incapacitated == 1);
        CHECK(play.drill.totals().crowd.out == 1);
    }
    SUBCASE("from too far off nothing is taken hold of") {
        play.tick(hand);
        CHECK(play.count("trainee.dragging") == 0);
    }
}
