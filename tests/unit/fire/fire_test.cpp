// Fire behind its door: what burns, spreads, trips detectors, breaks panes and is put out.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "fire/fuel/curve.hpp"
#include "fire_run.hpp"

namespace firedrill {
namespace {

// Two rooms of 4 m x 4 m above each other; the lower one has an open door outdoors. A basket burns
// in its middle; `more` are further furnishings and fixtures.
std::string tower(const std::string& furnishings, const std::string& fixtures = "",
                  const std::string& openings = "") {
    std::string text = R"({
 "format": 1, "id": "tower", "name": {"zh": "塔", "en": "Tower"}, "description": {"zh": "两层", "en": "Two storeys"},
 "place_type": "SC",
 "storeys": [
  {"id": "g", "name": {"zh": "一层", "en": "Ground"}, "elevation": 0, "height": 2.6,
   "outline": [[-0.1,-0.1],[4.1,-0.1],[4.1,4.1],[-0.1,4.1]]},
  {"id": "u", "name": {"zh": "二层", "en": "Upper"}, "elevation": 2.8, "height": 2.6,
   "outline": [[-0.1,-0.1],[4.1,-0.1],[4.1,4.1],[-0.1,4.1]]}],
 "site": {"ground": [[-4,-4],[9,-4],[9,8],[-4,8]], "elevation": 0},
 "walls": [
  {"id": "wg", "storey": "g", "points": [[0,0],[4,0],[4,4],[0,4],[0,0]]},
  {"id": "wu", "storey": "u", "points": [[0,0],[4,0],[4,4],[0,4],[0,0]]}],
 "openings": [
  {"id": "door", "kind": "door", "storey": "g", "name": {"zh": "门", "en": "Door"}, "at": [4,2],
   "width": 1.0, "height": 2.0, "state": "open"})" +
                       openings + R"(],
 "rooms": [
  {"id": "low", "storey": "g", "name": {"zh": "下", "en": "Low"}, "use": "office",
   "polygon": [[0,0],[4,0],[4,4],[0,4]]},
  {"id": "high", "storey": "u", "name": {"zh": "上", "en": "High"}, "use": "office",
   "polygon": [[0,0],[4,0],[4,4],[0,4]]}],
 "items": [
  {"id": "fire", "name": {"zh": "火", "en": "Fire"}, "size": [0.5,0.5,0.5], "shape": "box",
   "blocks_walking": false,
   "burnable": {"fuel": "wood", "fire_class": "A", "ignition_flux": 15,
                "hrr": {"t_squared": "ultra_fast", "peak_kw": 400, "burn_s": 600, "decay_s": 60}}},
  {"id": "paper", "name": {"zh": "纸", "en": "Paper"}, "size": [0.6,0.6,0.4], "shape": "box",
   "blocks_walking": false,
   "burnable": {"fuel": "wood", "fire_class": "A", "ignition_flux": 3,
                "hrr": {"t_squared": "slow", "peak_kw": 20, "burn_s": 600, "decay_s": 60}}}],
 "furnishings": [
  {"id": "basket", "item": "fire", "storey": "g", "at": [2,2]})" +
                       furnishings + R"(],
 "fixtures": [)" + fixtures +
                       R"(],
 "devices": [{"id": "out", "quantity": "mass_flow_out", "storey": "g", "opening": "door"},
             {"id": "in", "quantity": "mass_flow_in", "storey": "g", "opening": "door"}]
})";
    return text;
}

struct Run : test::FireRun {
    explicit Run(const std::string& text) : FireRun(text, 0.05) {}
    bool happened(FireEvent::Kind kind, std::int32_t index) const {
        return std::any_of(events.begin(), events.end(), [&](const FireEvent& event) {
            return event.kind == kind && event.index == index;
        });
    }
};

}  // namespace

TEST_CASE("a t-squared fire reaches 1055 kW at the time that gives it its name") {
    for (const auto& [name, seconds] : {std::pair{"slow", 600.0}, std::pair{"medium", 300.0},
                                        std::pair{"fast", 150.0}, std::pair{"ultra_fast", 75.0}}) {
        HrrCurve curve;
        curve.t_squared = name;
        curve.peak_kw = 5000;
        CHECK(heat_release_kw(curve, seconds) == doctest::Approx(1055).epsilon(0.01));
    }
}

TEST_CASE("a curve holds its peak, decays in a line and ends") {
    HrrCurve curve;
    curve.t_squared = "medium";
    curve.peak_kw = 80;
    curve.burn_s = 100;
    curve.decay_s = 50;
    const double reached_s = 300 * std::sqrt(80 / 1055.0);
    CHECK(heat_release_kw(curve, reached_s + 99) == doctest::Approx(80));
    CHECK(heat_release_kw(curve, reached_s + 125) == doctest::Approx(40).epsilon(0.02));
    CHECK(heat_release_kw(curve, reached_s + 151) == 0);
    CHECK(heat_release_kw(curve, -1) == 0);
    CHECK(burning_time_s(curve) == doctest::Approx(reached_s + 150).epsilon(0.01));
}

TEST_CASE("flame heights are those of Heskestad's correlation") {
    CHECK(flame_height_m(500, 0.5) == doctest::Approx(0.235 * std::pow(500, 0.4) - 0.51));
    CHECK(flame_height_m(1, 2) == 0);
}

TEST_CASE(
    "a burning thing releases what its curve says while there is air, and heats the ceiling") {
    Run run(tower(""));
    REQUIRE(run.fire.ignite(run.fire.source_of_thing("basket")));
    run.until(40);
    // 1055 kW at 75 s: 300 kW at 40 s.
    CHECK(run.fire.totals().hrr_kw == doctest::Approx(300).epsilon(0.05));
    const GasSample high = run.fire.sample({1, 1, 2.4}), low = run.fire.sample({1, 1, 0.3});
    CHECK(high.temperature_c > 80);
    CHECK(low.temperature_c < high.temperature_c - 50);
    CHECK(high.oxygen < 0.205);
    CHECK(high.carbon_dioxide > 0.003);
    CHECK(high.carbon_monoxide > 1e-6);
    CHECK(high.extinction_1_m > 0.2);
    CHECK(run.fire.totals().mass_balance_error < 1e-3);
    CHECK(run.fire.totals().energy_balance_error < 1e-3);
}

TEST_CASE("fire spreads to what stands near it, but not through the slab to the room above") {
    Run run(tower(R"(,
  {"id": "near", "item": "paper", "storey": "g", "at": [2.8,2]},
  {"id": "above", "item": "paper", "storey": "u", "at": [2,2]})"));
    REQUIRE(run.fire.ignite(run.fire.source_of_thing("basket")));
    run.until(120);
    CHECK(run.source("near").state == BurnState::burning);
    CHECK(run.source("above").state == BurnState::cold);
    CHECK(run.fire.sample({2, 2, 3.6}).temperature_c < 40);
}

TEST_CASE("a smoke detector trips early, and with its dust cap on it never does") {
    Run run(tower("", R"(
  {"id": "free", "kind": "detector", "storey": "g", "at": [1,1], "z": 2.55, "senses": "smoke", "threshold": 4},
  {"id": "capped", "kind": "detector", "storey": "g", "at": [1,3], "z": 2.55, "senses": "smoke", "threshold": 4, "capped": true},
  {"id": "heat", "kind": "detector", "storey": "g", "at": [3,1], "z": 2.55, "senses": "heat", "threshold": 62, "rti": 50})"));
    REQUIRE(run.fire.ignite(run.fire.source_of_thing("basket")));
    run.until(75);
    CHECK(run.happened(FireEvent::Kind::detector, 0));
    CHECK_FALSE(run.happened(FireEvent::Kind::detector, 1));
    REQUIRE(run.happened(FireEvent::Kind::detector, 2));
    double smoke_s = 0, heat_s = 0;
    for (const FireEvent& event : run.events) {
        if (event.kind != FireEvent::Kind::detector) continue;
        (event.index == 0 ? smoke_s : heat_s) = event.time_s;
    }
    CHECK(smoke_s < heat_s);
    // A heat detector of RTI 50 in the free jet of Alpert's correlations, 1.41 m from the axis of
    // this fire and 2.1 m above it, reaches 62 C after 49.3 s (DETACT, integrated by hand).
    CHECK(heat_s == doctest::Approx(49.3).epsilon(0.1));
}

TEST_CASE("a window pane falls out when hot gas reaches it, and lets the smoke out") {
    Run run(tower("", "", R"(,
  {"id": "pane", "kind": "window", "storey": "g", "name": {"zh": "窗", "en": "Window"}, "at": [2,4],
   "width": 1.2, "height": 1.2, "sill": 1.0, "motion": "sliding", "breaks_at": 150},
  {"id": "strong", "kind": "window", "storey": "g", "name": {"zh": "窗", "en": "Window"}, "at": [2,0],
   "width": 1.2, "height": 1.2, "sill": 1.0, "motion": "sliding"})"));
    REQUIRE(run.fire.ignite(run.fire.source_of_thing("basket")));
    run.until(90);
    CHECK(run.happened(FireEvent::Kind::window_broken, 1));
    CHECK_FALSE(run.happened(FireEvent::Kind::window_broken, 2));
}

TEST_CASE("enough powder on the base puts a small fire out, and beside it does nothing") {
    Run missed(tower("")), hit(tower(""));
    for (Run* run : {&missed, &hit}) {
        REQUIRE(run->fire.ignite(run->fire.source_of_thing("basket")));
        run->until(15);
        REQUIRE(run->source("basket").hrr_kw > 20);
        const Vec3 at = run == &hit ? Vec3(2, 2, 0.4) : Vec3(0.6, 0.6, 0.1);
        for (int i = 0; i < 60; ++i) {
            run->fire.apply_agent(Agent::abc_powder, at, 2.0 / 60);
            run->until(run->fire.totals().time_s + 0.05);
        }
    }
    CHECK(hit.source("basket").state == BurnState::extinguished);
    CHECK(missed.source("basket").state == BurnState::burning);
    hit.until(60);
    CHECK(hit.source("basket").hrr_kw == 0);
}

TEST_CASE("a shut door stops the inflow, and the fire behind it runs short of oxygen") {
    Run run(tower(""));
    REQUIRE(run.fire.ignite(run.fire.source_of_thing("basket")));
    run.until(60);
    std::array<double, 2> open{}, shut{};
    run.fire.read_devices(open);
    const OpeningIndex door(0);
    set_opening(run.grid, door, 0.0);
    const OpeningIndex changed[] = {door};
    run.fire.openings_changed(changed);
    run.until(70);
    run.fire.read_devices(shut);
    CHECK(open[0] > 0.3);
    CHECK(open[1] > 0.3);
    CHECK(shut[1] < 0.05 * open[1]);
    run.until(160);
    CHECK(run.fire.totals().hrr_kw < 300);  // its curve says 400
    CHECK(run.fire.sample({2, 1, 1.5}).oxygen < 0.16);
}

TEST_CASE("the same seed gives the same bits, and threads do not change them") {
    std::uint64_t hashes[2];
    for (int n = 0; n < 2; ++n) {
        const Building building = make_building(parse_scenario(tower(""), "test.json"));
        Grid grid = make_grid(building, GridSettings{});
        Workers workers(n + 1);
        Fire fire(building, grid, FireSettings{}, workers, 7);
        fire.ignite(fire.source_of_thing("basket"));
        for (int i = 0; i < 300; ++i) fire.step(0.05);
        hashes[n] = fire.hash();
    }
    CHECK(hashes[0] == hashes[1]);
}

}  // namespace firedrill
