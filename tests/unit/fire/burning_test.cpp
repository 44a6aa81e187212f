// What burns: how it catches fire, runs along shelves and linings, wants for air, and comes back.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "fire/fuel/battery.hpp"
#include "fire/fuel/oil_pan.hpp"
#include "fire_run.hpp"

namespace firedrill {
namespace {

// One room of 3 m x 3 m x 2.4 m with a door in the +x wall.
std::string room(const std::string& items, const std::string& furnishings, bool open,
                 const std::string& more = "", const std::string& material = "brick",
                 double leakage_m2 = 0.01) {
    return R"({
 "format": 1, "id": "room", "name": {"zh": "间", "en": "Room"}, "description": {"zh": "一间", "en": "One room"},
 "place_type": "SC",
 "storeys": [{"id": "g", "name": {"zh": "一层", "en": "Ground"}, "elevation": 0, "height": 2.4,
   "outline": [[-0.1,-0.1],[3.1,-0.1],[3.1,3.1],[-0.1,3.1]]}],
 "site": {"ground": [[-2,-2],[6,-2],[6,5],[-2,5]], "elevation": 0},
 "walls": [{"id": "w", "storey": "g", "points": [[0,0],[3,0],[3,3],[0,3],[0,0]], "material": ")" +
           material + R"("}],
 "openings": [{"id": "door", "kind": "door", "storey": "g", "name": {"zh": "门", "en": "Door"},
   "at": [3,1.5], "width": 1.0, "height": 2.0, "leakage_area": )" +
           std::to_string(leakage_m2) + R"(, "state": ")" + (open ? "open" : "closed") + R"("}],
 "rooms": [{"id": "r", "storey": "g", "name": {"zh": "间", "en": "Room"}, "use": "office",
   "polygon": [[0,0],[3,0],[3,3],[0,3]]}],
 "items": [)" +
           items + R"(], "furnishings": [)" + furnishings + "]" + more + "}";
}

std::string item(const std::string& id, const std::string& size, const std::string& burnable) {
    return R"({"id": ")" + id + R"(", "name": {"zh": "物", "en": "Thing"}, "size": )" + size +
           R"(, "blocks_walking": false, "burnable": {)" + burnable + "}}";
}
std::string put(const std::string& id, const std::string& kind, const std::string& at,
                const std::string& more = "") {
    return R"({"id": ")" + id + R"(", "item": ")" + kind + R"(", "storey": "g", "at": )" + at +
           more + "}";
}

struct Run : test::FireRun {
    using FireRun::FireRun;
    // Runs on until the source is in a state, at most so long. True: it got there.
    bool until_state(std::string_view id, BurnState state, double most_s) {
        const double end = fire.totals().time_s + most_s;
        while (source(id).state != state && fire.totals().time_s < end)
            until(fire.totals().time_s + 0.1);
        return source(id).state == state;
    }
    void agent(Agent agent, Vec3 at, double kg, double seconds) {
        const int steps = static_cast<int>(seconds / 0.1);
        for (int i = 0; i < steps; ++i) {
            fire.apply_agent(agent, at, kg / steps);
            until(fire.totals().time_s + 0.1);
        }
    }
    double reading(std::size_t device) const {
        std::vector<double> values(building.scenario.devices.size());
        fire.read_devices(values);
        return values[device];
    }
};

const std::string steady =
    R"("fuel": "wood", "ignition_flux": 15, "hrr": {"t_squared": "ultra_fast", "peak_kw": 150, "burn_s": 900, "decay_s": 60})";

}  // namespace

TEST_CASE(
    "a fire in a closed room goes out for want of oxygen; pressure rises with it and falls after") {
    Run run(room(
        item("fire", "[0.4,0.4,0.4]", steady), put("f", "fire", "[1.5,1.5]"), false,
        R"(, "devices": [{"id": "p", "quantity": "pressure", "storey": "g", "at": [0.5,0.5], "z": 0.3}])",
        "brick", 0.005));
    REQUIRE(run.fire.ignite(run.number("f")));
    run.until(15);
    const double rising = run.reading(0);
    CHECK(rising > 20);  // Pa; it climbs through gaps of 50 cm2
    REQUIRE(run.until_state("f", BurnState::extinguished, 400));
    CHECK(run.fire.sample({1.5, 1.5, 1.0}).oxygen < 0.155);
    run.until(run.fire.totals().time_s + 5);
    CHECK(run.reading(0) < 0);  // the gas cools and draws air in
    CHECK(run.fire.totals().carbon_balance_error < 0.01);
    CHECK(run.fire.totals().oxygen_balance_error < 0.01);
    CHECK(run.fire.totals().energy_balance_error < 0.01);
}

TEST_CASE("what burning releases is what the gas gets and what is radiated, and nothing else") {
    Run run(room(item("fire", "[0.4,0.4,0.4]", steady), put("f", "fire", "[1.5,1.5]"), true));
    REQUIRE(run.fire.ignite(run.number("f")));
    run.until(40);
    const FireTotals t = run.fire.totals();
    REQUIRE(t.burned_mj > 1);
    CHECK(t.radiated_mj == doctest::Approx(0.3 * t.burned_mj).epsilon(1e-6));
    CHECK(t.heat_to_gas_mj == doctest::Approx(t.burned_mj - t.radiated_mj).epsilon(0.01));
    CHECK(t.carbon_balance_error < 0.01);
    CHECK(t.oxygen_balance_error < 0.01);
}

TEST_CASE("starved fires make more carbon monoxide and cyanide for the carbon they burn") {
    const std::string foam =
        R"("fuel": "polyurethane", "hrr": {"t_squared": "ultra_fast", "peak_kw": 400, "burn_s": 900, "decay_s": 60})";
    Run open(room(item("fire", "[0.6,0.6,0.4]", foam), put("f", "fire", "[1.5,1.5]"), true));
    Run shut(room(item("fire", "[0.6,0.6,0.4]", foam), put("f", "fire", "[1.5,1.5]"), false));
    for (Run* run : {&open, &shut}) {
        REQUIRE(run->fire.ignite(run->number("f")));
        run->until(150);
    }
    const GasSample a = open.fire.sample({0.7, 0.7, 2.1}), b = shut.fire.sample({0.7, 0.7, 2.1});
    REQUIRE(a.carbon_dioxide > 0.005);
    CHECK(b.carbon_monoxide / b.carbon_dioxide > 3 * a.carbon_monoxide / a.carbon_dioxide);
    CHECK(b.hydrogen_cyanide / b.carbon_dioxide > 1.5 * a.hydrogen_cyanide / a.carbon_dioxide);
}

TEST_CASE("a heat flux gauge reads what falls on the side to which it looks") {
    Run run(room(item("fire", "[0.4,0.4,0.4]", steady), put("f", "fire", "[1,1.5]"), true,
                 R"(, "devices": [
  {"id": "at", "quantity": "heat_flux", "storey": "g", "at": [2.4,1.5], "z": 0.6, "axis": 180},
  {"id": "away", "quantity": "heat_flux", "storey": "g", "at": [2.4,1.5], "z": 0.6, "axis": 0}])"));
    REQUIRE(run.fire.ignite(run.number("f")));
    run.until(35);
    CHECK(run.reading(0) > 1.0);
    CHECK(run.reading(1) < 0.3 * run.reading(0));
}

TEST_CASE("a thing burns out when its heat content is spent") {
    Run run(room(
        item(
            "fire", "[0.4,0.4,0.4]",
            R"("fuel": "wood", "energy_mj": 4, "hrr": {"t_squared": "ultra_fast", "peak_kw": 100})"),
        put("f", "fire", "[1.5,1.5]"), true));
    REQUIRE(run.fire.ignite(run.number("f")));
    REQUIRE(run.until_state("f", BurnState::burnt_out, 150));
    CHECK(run.fire.totals().burned_mj == doctest::Approx(4).epsilon(0.02));
    CHECK(run.source("f").burned_kg == doctest::Approx(4 / 12.4).epsilon(0.02));
}

TEST_CASE("fire climbs a shelf and runs along it, bay by bay") {
    Run run(room(
        item("shelf", "[1.8,0.5,1.8]",
             R"("fuel": "paper", "ignition_flux": 12, "thin_kj_m2_k": 0.8, "bays": 3, "shelves": 3,
                         "hrr": {"t_squared": "fast", "peak_kw": 540, "burn_s": 600, "decay_s": 60})"),
        put("s", "shelf", "[1.5,1.5]"), true));
    REQUIRE(run.fire.ignite(run.number("s")));
    run.until(20);
    CHECK(run.source("s").hrr_kw < 61);  // one bay's share is 60 kW
    CHECK(run.source("s").size.x < 1.0);
    run.until(110);
    CHECK(run.source("s").hrr_kw > 200);  // more than a column of three
    CHECK(run.source("s").size.x > 1.0);
}

TEST_CASE("a burning wall lining carries the fire up and along the wall, and brick does not") {
    const std::string burner = R"(, "burners": [{"id": "b", "storey": "g", "at": [1.5,0.25],
      "size": [0.3,0.3], "height": 0.2, "fuel": "propane", "hrr": {"constant_kw": 60}}])";
    Run lined(room("", "", true, burner, "timber_panelling"));
    Run brick(room("", "", true, burner, "brick"));
    REQUIRE(lined.number("w/left") >= 0);
    CHECK(brick.number("w/left") < 0);
    lined.until(150);
    CHECK(lined.source("w/left").state == BurnState::burning);
    CHECK(lined.source("w/left").hrr_kw > 60);  // more than one tile of 54 kW
}

TEST_CASE("flames that reach a timber ceiling light it and run on along it, small ones do not") {
    const auto ceiling_over = [](int kw, const std::string& slab) {
        std::string text = room("", "", true,
                                R"(, "burners": [{"id": "b", "storey": "g", "at": [0.6,1.5],
      "size": [0.5,0.5], "height": 0.2, "fuel": "propane", "hrr": {"constant_kw": )" +
                                    std::to_string(kw) + "}}]");
        const std::string height = R"("height": 2.4,)";
        return text.replace(text.find(height), height.size(),
                            height + R"( "slab": ")" + slab + R"(",)");
    };
    Run timber(ceiling_over(300, "timber_panelling")), small(ceiling_over(30, "timber_panelling")),
        concrete(ceiling_over(300, "concrete"));
    REQUIRE(timber.number("r/ceiling") >= 0);
    CHECK(concrete.number("r/ceiling") < 0);
    REQUIRE(timber.until_state("r/ceiling", BurnState::burning, 60));
    timber.until(timber.fire.totals().time_s + 15);
    const FireSource young = timber.source("r/ceiling");
    timber.until(timber.fire.totals().time_s + 45);
    const FireSource& later = timber.source("r/ceiling");
    // Over the flames first; then away from them, and over most of the room's 9 m2.
    CHECK(later.size.x > young.size.x + 0.5);
    CHECK(later.hrr_kw > 1.5 * young.hrr_kw);
    CHECK_FALSE(small.until_state("r/ceiling", BurnState::burning, 60));
}

TEST_CASE("a battery's jets come and go around its mean, and water in plenty stops its runaway") {
    Battery dry;
    start_runaway(dry);
    double sum = 0, least = 10, most = 0;
    int n = 0;
    for (double t = 0; dry.runaway; t += 0.1, ++n) {
        const double factor = advance_battery(dry, t, 0.1, 600, 0, 1, 7);
        sum += factor;
        least = std::min(least, factor);
        most = std::max(most, factor);
    }
    CHECK(dry.spent == 1);
    CHECK(sum / n == doctest::Approx(1).epsilon(0.15));
    CHECK(most > 2 * least);
    Battery wet;
    start_runaway(wet);
    for (double t = 0; t < 60; t += 0.1) advance_battery(wet, t, 0.1, 373, 0.05, 1, 7);
    CHECK_FALSE(wet.runaway);
    CHECK(wet.spent < 0.6);
}

TEST_CASE("powder does not put a battery out, which feeds its flames itself") {
    Run run(room(item("pack", "[0.4,0.4,0.4]",
                      R"("fuel": "battery_plastics", "fire_class": "battery", "reignites": true,
                         "hrr": {"t_squared": "ultra_fast", "peak_kw": 100, "burn_s": 300, "decay_s": 60})"),
                 put("p", "pack", "[1.5,1.5]"), true));
    REQUIRE(run.fire.ignite(run.number("p")));
    run.until(15);
    run.agent(Agent::abc_powder, {1.5, 1.5, 0.2}, 2, 3);
    CHECK_FALSE(run.until_state("p", BurnState::extinguished, 60));
    CHECK(run.source("p").hrr_kw > 10);
}

TEST_CASE("an overheated pan lights at 360 C when its heater has warmed its oil so far") {
    // 1 kg (35 MJ) at 4 kW less losses: 340 K take some 190 s and more.
    const std::string pan =
        R"("fuel": "cooking_oil", "fire_class": "F", "reignites": true, "heater_kw": 4, "energy_mj": 35,
           "hrr": {"t_squared": "ultra_fast", "peak_kw": 60})";
    Run run(room(item("pan", "[0.4,0.4,0.2]", pan),
                 put("p", "pan", "[1.5,1.5]", R"(, "overheats": 5)"), true));
    REQUIRE(run.until_state("p", BurnState::burning, 400));
    const double heat = 1.0 * 2200 * (oil_lights_k - 293.15);
    CHECK(run.source("p").ignited_s > 5 + heat / 4000);
    CHECK(run.source("p").ignited_s < 5 + 1.6 * heat / 4000);
    // Gas that smothers it goes; the oil is still hot.
    run.until(run.fire.totals().time_s + 15);
    run.agent(Agent::co2, {1.5, 1.5, 0.1}, 3, 3);
    REQUIRE(run.until_state("p", BurnState::extinguished, 5));
    CHECK(run.until_state("p", BurnState::burning, 60));
}

TEST_CASE("water on burning oil throws it out in a ball of fire") {
    const std::string pan =
        R"("fuel": "cooking_oil", "fire_class": "F", "hrr": {"t_squared": "ultra_fast", "peak_kw": 60, "burn_s": 600, "decay_s": 10})";
    Run run(room(item("pan", "[0.4,0.4,0.2]", pan), put("p", "pan", "[1.5,1.5]"), true));
    REQUIRE(run.fire.ignite(run.number("p")));
    run.until(30);
    REQUIRE(run.source("p").hrr_kw < 65);
    double most = 0;
    for (int i = 0; i < 20; ++i) {
        if (i < 5) run.fire.apply_agent(Agent::water, {1.5, 1.5, 0.1}, 0.02);
        run.until(run.fire.totals().time_s + 0.1);
        most = std::max(most, run.fire.totals().hrr_kw);
    }
    CHECK(most > 600);
}

TEST_CASE("a gas jet burns until it is shut off, and not after") {
    const std::string jet = R"("fuel": "propane", "fire_class": "C", "hrr": {"constant_kw": 200})";
    Run run(room(item("bottle", "[0.3,0.3,0.6]", jet), put("c", "bottle", "[1.5,1.5]"), true));
    REQUIRE(run.fire.ignite(run.number("c")));
    run.until(5);
    CHECK(run.source("c").hrr_kw == doctest::Approx(200).epsilon(0.02));
    run.fire.shut_off(run.number("c"));
    CHECK(run.source("c").state == BurnState::extinguished);
    CHECK_FALSE(run.fire.ignite(run.number("c")));
    run.until(15);
    CHECK(run.fire.totals().hrr_kw == 0);
}

TEST_CASE(
    "a gas flame put out without shutting the valve leaves gas that lights again at a flame") {
    const std::string jet = R"("fuel": "propane", "fire_class": "C", "hrr": {"constant_kw": 200})";
    Run run(
        room(item("bottle", "[0.3,0.3,0.6]", jet) + "," + item("candle", "[0.3,0.3,0.3]", steady),
             put("c", "bottle", "[0.9,1.5]") + "," + put("f", "candle", "[2.1,1.5]"), false));
    REQUIRE(run.fire.ignite(run.number("c")));
    run.until(3);
    run.agent(Agent::bc_powder, {0.9, 1.5, 0.3}, 4, 2);
    REQUIRE(run.until_state("c", BurnState::extinguished, 4));
    const double out_s = run.fire.totals().time_s;
    run.until(out_s + 20);
    CHECK(run.source("c").state == BurnState::extinguished);
    REQUIRE(run.fire.ignite(run.number("f")));
    double most = 0;
    for (int i = 0; i < 100; ++i) {
        run.until(run.fire.totals().time_s + 0.1);
        most = std::max(most, run.fire.totals().hrr_kw - run.source("f").hrr_kw);
    }
    CHECK(most > 300);  // the gas of 20 s burns faster than it came
    CHECK(run.source("c").state == BurnState::burning);
    CHECK(run.fire.totals().carbon_balance_error < 0.01);
}

}  // namespace firedrill
