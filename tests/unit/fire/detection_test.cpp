// Heads below a ceiling that cells do not resolve: they act when the ceiling jet would make them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "fire/detection/ceiling_jet.hpp"
#include "fire_run.hpp"

namespace firedrill {
namespace {

// A hall of 10 m x 10 m x 3 m, wide open at both ends; a stack 0.4 m high burns in its middle, a
// partition to the ceiling stands 1.5 m east of it. Heads 2.5 m west, as far east behind the
// partition, and low above the floor.
const char* const hall = R"({
 "format": 1, "id": "hall", "name": {"zh": "厅", "en": "Hall"}, "description": {"zh": "一层", "en": "One storey"},
 "place_type": "SC",
 "storeys": [{"id": "g", "name": {"zh": "一层", "en": "Ground"}, "elevation": 0, "height": 3.0,
   "outline": [[-0.1,-0.1],[10.1,-0.1],[10.1,10.1],[-0.1,10.1]]}],
 "site": {"ground": [[-4,-4],[14,-4],[14,14],[-4,14]], "elevation": 0},
 "walls": [{"id": "w", "storey": "g", "points": [[0,0],[10,0],[10,10],[0,10],[0,0]]},
           {"id": "p", "storey": "g", "points": [[6.6,0],[6.6,10]]}],
 "openings": [
  {"id": "a", "kind": "door", "storey": "g", "name": {"zh": "门", "en": "Door"}, "at": [3.4,0], "width": 6.0, "height": 2.8, "state": "open"},
  {"id": "b", "kind": "door", "storey": "g", "name": {"zh": "门", "en": "Door"}, "at": [3.4,10], "width": 6.0, "height": 2.8, "state": "open"}],
 "rooms": [{"id": "r", "storey": "g", "name": {"zh": "厅", "en": "Hall"}, "use": "office", "polygon": [[0,0],[10,0],[10,10],[0,10]]}],
 "items": [{"id": "stuff", "name": {"zh": "物", "en": "Stuff"}, "size": [0.6,0.6,0.4], "shape": "box",
   "blocks_walking": false, "burnable": {"fuel": "wood", "fire_class": "A", "ignition_flux": 15,
   "hrr": {"t_squared": "fast", "peak_kw": 3000, "burn_s": 600, "decay_s": 60}}}],
 "furnishings": [{"id": "thing", "item": "stuff", "storey": "g", "at": [5,5]}],
 "fixtures": [
  {"id": "quick", "kind": "detector", "storey": "g", "at": [2.5,5], "z": 2.95, "senses": "heat", "threshold": 57, "rti": 50},
  {"id": "head", "kind": "sprinkler", "storey": "g", "at": [5,2.5], "z": 2.95, "activation": 68, "rti": 135, "flow": 1.3, "valve_shut": true},
  {"id": "behind", "kind": "detector", "storey": "g", "at": [7.4,5], "z": 2.95, "senses": "heat", "threshold": 57, "rti": 50},
  {"id": "low", "kind": "detector", "storey": "g", "at": [2.5,5], "z": 1.2, "senses": "heat", "threshold": 57, "rti": 50}]
})";

// A link 2.5 m from the axis and 2.6 m above the base of a fire: DETACT's integration of Alpert's
// correlations, written here anew.
struct Detact {
    double rti, opens_c;
    double rise_k = 0, acts_s = 1e9;
    void advance(double time_s, double dt, double q_kw) {
        constexpr double height = 2.6, r = 2.5, ambient_c = 20;
        const double jet = 5.38 * std::pow(q_kw / r, 2.0 / 3) / height;
        const double speed = 0.195 * std::cbrt(q_kw) * std::sqrt(height) / std::pow(r, 5.0 / 6);
        rise_k += dt * std::sqrt(speed) / rti * (jet - rise_k);
        if (rise_k + ambient_c >= opens_c) acts_s = std::min(acts_s, time_s);
    }
};

double acted_s(const test::FireRun& run, std::int32_t fixture) {
    for (const FireEvent& event : run.events)
        if ((event.kind == FireEvent::Kind::detector || event.kind == FireEvent::Kind::sprinkler) &&
            event.index == fixture)
            return event.time_s;
    return 1e9;
}

}  // namespace

TEST_CASE("Alpert's jet has the rise and speed of his examples, and steps at none of its limits") {
    // 1 MW, 3 m: 169 (1000/3^2.5)^(2/3) by hand.
    CHECK(alpert_jet(1000, 3, 0.3).rise_k == doctest::Approx(270.8).epsilon(0.002));
    CHECK(alpert_jet(1000, 3, 3).rise_k == doctest::Approx(86.2).epsilon(0.002));
    CHECK(alpert_jet(1000, 3, 3).speed_m_s == doctest::Approx(1.352).epsilon(0.002));
    for (const double share : {0.15, 0.18}) {
        const CeilingJet in = alpert_jet(500, 4, (share - 1e-6) * 4),
                         out = alpert_jet(500, 4, (share + 1e-6) * 4);
        CHECK(in.rise_k == doctest::Approx(out.rise_k).epsilon(0.01));
        CHECK(in.speed_m_s == doctest::Approx(out.speed_m_s).epsilon(0.02));
    }
}

TEST_CASE(
    "links below a ceiling act when DETACT says, whatever the cells; none behind a partition") {
    // On cells of 40 cm the plume begins in the middle of a cell, 0.2 m below what burns: its jet
    // is a twelfth weaker.
    for (const auto& [cell, within] : {std::pair{0.2, 0.1}, std::pair{0.4, 0.15}}) {
        CAPTURE(cell);
        GridSettings cells;
        cells.cell_m = cell;
        test::FireRun run(hall, 0.1, cells);
        REQUIRE(run.fire.ignite(run.fire.source_of_thing("thing")));
        Detact quick{50, 57}, standard{135, 68};
        for (int step = 1; step <= 1750; ++step) {
            run.until(0.1 * step);
            const double q_kw = run.fire.totals().hrr_kw;
            for (Detact* link : {&quick, &standard}) link->advance(0.1 * step, 0.1, q_kw);
        }
        CHECK(quick.acts_s < 120);
        CHECK(acted_s(run, 0) == doctest::Approx(quick.acts_s).epsilon(within));
        CHECK(acted_s(run, 1) == doctest::Approx(standard.acts_s).epsilon(within));
        CHECK(acted_s(run, 2) > 1.3 * acted_s(run, 0));
        CHECK(acted_s(run, 3) > 1.1 * acted_s(run, 0));
    }
}

TEST_CASE("four fires side by side make a link act when one of their heat would") {
    // Four of a quarter of the growth, 0.7 m apart.
    std::string four = hall;
    const auto put = [&](std::string_view from, std::string_view to) {
        four.replace(four.find(from), from.size(), to);
    };
    put("fast", "medium");
    put(R"({"id": "thing", "item": "stuff", "storey": "g", "at": [5,5]})",
        R"({"id": "a1", "item": "stuff", "storey": "g", "at": [4.65,4.65]},
           {"id": "a2", "item": "stuff", "storey": "g", "at": [5.35,4.65]},
           {"id": "a3", "item": "stuff", "storey": "g", "at": [4.65,5.35]},
           {"id": "a4", "item": "stuff", "storey": "g", "at": [5.35,5.35]})");
    GridSettings cells;
    cells.cell_m = 0.2;
    test::FireRun run(four, 0.1, cells);
    for (const char* thing : {"a1", "a2", "a3", "a4"})
        REQUIRE(run.fire.ignite(run.fire.source_of_thing(thing)));
    Detact quick{50, 57}, standard{135, 68};
    for (int step = 1; step <= 1750; ++step) {
        run.until(0.1 * step);
        const double q_kw = run.fire.totals().hrr_kw;
        for (Detact* link : {&quick, &standard}) link->advance(0.1 * step, 0.1, q_kw);
    }
    CHECK(acted_s(run, 0) == doctest::Approx(quick.acts_s).epsilon(0.1));
    CHECK(acted_s(run, 1) == doctest::Approx(standard.acts_s).epsilon(0.1));
}

}  // namespace firedrill
