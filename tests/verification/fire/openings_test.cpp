// What drives gas through openings, against closed forms: wind, stack effect, smoke vents, fans and
// the over-pressure of a closed room.
#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "box_grid.hpp"
#include "fire/flow/flow.hpp"
#include "fire/outdoors/wind.hpp"

using namespace firedrill;

namespace {

// A room of 4 x 4 m and 2.4 or 4.8 m height, on the ground in open air.
struct TestRoom {
    static constexpr int lo = 5, hi = 25;  // cells of its walls in x and y
    int top;
    Workers workers{1};
    Grid grid;

    explicit TestRoom(int height_cells)
        : top(height_cells), grid(box_grid(30, 30, top + 6, 0.2, true)) {
        wall(grid, Axis::x, lo, lo, hi, 0, top);
        wall(grid, Axis::x, hi, lo, hi, 0, top);
        wall(grid, Axis::y, lo, lo, hi, 0, top);
        wall(grid, Axis::y, hi, lo, hi, 0, top);
        wall(grid, Axis::z, top, lo, hi, lo, hi);
        for (int k = 0; k < top; ++k)
            for (int j = lo; j < hi; ++j)
                for (int i = lo; i < hi; ++i) grid.room[grid.cell(i, j, k)] = 0;
    }
    double volume() const { return 4 * 4 * 0.2 * top; }
};

// Net volume flow through an opening along its axis [m3/s].
double through(const Flow& flow, OpeningIndex opening) {
    double sum = 0;
    for (const OpeningFace& face : flow.grid().opening_faces[opening.at()]) {
        const std::ptrdiff_t e = element_of_face(flow.layout(), face.axis, face.face);
        const FieldArray& field = face.axis == Axis::x
                                      ? flow.fields().u
                                      : (face.axis == Axis::y ? flow.fields().v : flow.fields().w);
        sum += static_cast<double>(field[e]) * flow.grid().h * flow.grid().h;
    }
    return sum;
}

void run(Flow& flow, double seconds, const std::vector<CellSource>& sources = {}) {
    const double until = flow.time_s() + seconds;
    while (flow.time_s() < until - 1e-9)
        flow.step(std::min(flow.stable_step(1), until - flow.time_s()), sources);
}

void warm(Flow& flow, const TestRoom& room, double kelvin) {
    for (int k = 0; k < room.top; ++k)
        for (int j = TestRoom::lo; j < TestRoom::hi; ++j)
            for (int i = TestRoom::lo; i < TestRoom::hi; ++i)
                flow.set_temperature(flow.layout().at(i, j, k), kelvin);
}

}  // namespace

TEST_CASE("pressure coefficients are those of a low building, all round") {
    using std::numbers::pi;
    CHECK(wall_pressure_coefficient(0) == doctest::Approx(0.6));
    CHECK(wall_pressure_coefficient(pi / 2) == doctest::Approx(-0.65).epsilon(1e-3));
    CHECK(wall_pressure_coefficient(pi) == doctest::Approx(-0.3));
    CHECK(wall_pressure_coefficient(0.7) == doctest::Approx(wall_pressure_coefficient(-0.7)));
    CHECK(wind_speed_at(10, 10) == doctest::Approx(10));
    CHECK(wind_speed_at(10, 4) == doctest::Approx(10 * std::pow(0.4, 0.22)));
}

TEST_CASE("wind through two windows of a room follows Q = Cd A/sqrt(2) sqrt(2 dp/rho)") {
    double flow_at[2];
    for (int n = 0; n < 2; ++n) {
        TestRoom room(12);
        const OpeningIndex windward = opening(room.grid, Axis::x, TestRoom::lo, 8, 12, 4, 9);
        const OpeningIndex leeward = opening(room.grid, Axis::y, TestRoom::hi, 18, 22, 4, 9);
        open_to(room.grid, windward, 1);
        open_to(room.grid, leeward, 1);
        Flow flow(room.grid, {}, room.workers);
        const double factor = n == 0 ? 1 : 4;
        flow.set_wind(windward, 3.0 * factor);
        flow.set_wind(leeward, -2.5 * factor);
        run(flow, 8);
        double in = 0, out = 0;
        for (int i = 0; i < 20; ++i) {
            run(flow, 0.2);
            in += through(flow, windward) / 20;
            out += through(flow, leeward) / 20;
        }
        CHECK(in == doctest::Approx(out).epsilon(0.01));
        const double ideal =
            0.8 / std::sqrt(2) * std::sqrt(2 * 5.5 * factor / flow.ambient_density());
        MESSAGE("discharge coefficient of a window in wind: " << in / ideal);
        CHECK(in / ideal > 0.61 * 0.85);
        CHECK(in / ideal < 0.61 * 1.25);
        flow_at[n] = in;
    }
    CHECK(flow_at[1] / flow_at[0] == doctest::Approx(2).epsilon(0.03));
}

TEST_CASE("wind through the gaps of shut windows is the orifice's flow to 2 %") {
    TestRoom room(12);
    const OpeningIndex windward = opening(room.grid, Axis::x, TestRoom::lo, 8, 12, 4, 9);
    const OpeningIndex leeward = opening(room.grid, Axis::y, TestRoom::hi, 18, 22, 4, 9);
    Flow flow(room.grid, {}, room.workers);
    flow.set_leakage_area(windward, 0.01);
    flow.set_leakage_area(leeward, 0.02);
    flow.set_wind(windward, 60);
    flow.set_wind(leeward, -40);
    run(flow, 4);
    const double effective = 1 / std::sqrt(1 / (0.01 * 0.01) + 1 / (0.02 * 0.02));
    const double expected = 0.61 * effective * std::sqrt(2 * 100 / flow.ambient_density());
    CHECK(through(flow, windward) == doctest::Approx(expected).epsilon(0.02));
    // The room takes the pressure that shares the difference by the areas squared.
    CHECK(flow.zones().pressure_at(flow.layout().at(10, 10, 5)) ==
          doctest::Approx(-40 + 100 * 0.2).epsilon(0.03));
}

// A room of one temperature above the outdoor one, with an opening near the floor and one h above
// it: the neutral plane lies where both pass the same mass (stack effect; Thomas & Hinkley 1963 for
// a vent in the roof).
struct Stack {
    double in_m3_s, out_m3_s;
};
Stack stack(double height_m, double area_in, double area_out, double outdoor_k, double indoor_k,
            double cd) {
    const double rho0 = 101325 / (287.05 * outdoor_k), rho1 = 101325 / (287.05 * indoor_k);
    const double head = (rho0 - rho1) * 9.81 * height_m;
    const double r0 = rho0 * area_in * area_in, r1 = rho1 * area_out * area_out;
    // dp_in r0 = dp_out r1, dp_in + dp_out = head
    const double dp_in = head * r1 / (r0 + r1), dp_out = head - dp_in;
    return {cd * area_in * std::sqrt(2 * dp_in / rho0),
            cd * area_out * std::sqrt(2 * dp_out / rho1)};
}

TEST_CASE("a warm room in calm air draws and gives what the stack effect says") {
    TestRoom room(24);
    // 0.8 m x 0.4 m, their middles at 0.4 and 4.2 m.
    const OpeningIndex low = opening(room.grid, Axis::x, TestRoom::lo, 8, 12, 1, 3);
    const OpeningIndex high = opening(room.grid, Axis::y, TestRoom::hi, 18, 22, 20, 22);
    open_to(room.grid, low, 1);
    open_to(room.grid, high, 1);
    Flow flow(room.grid, {}, room.workers);
    warm(flow, room, 313.15);
    run(flow, 3);
    double in = 0, out = 0;
    for (int i = 0; i < 10; ++i) {
        run(flow, 0.2);
        in += through(flow, low) / 10;
        out += through(flow, high) / 10;
    }
    const Stack one = stack(3.8, 0.32, 0.32, 293.15, 313.15, 1.0);
    MESSAGE("discharge coefficients of the stack: " << in / one.in_m3_s << " "
                                                    << out / one.out_m3_s);
    CHECK(in / one.in_m3_s > 0.61 * 0.85);
    CHECK(in / one.in_m3_s < 0.61 * 1.25);
    CHECK(out / in == doctest::Approx(one.out_m3_s / one.in_m3_s).epsilon(0.05));
}

TEST_CASE("a smoke vent in the roof lets out what Thomas and Hinkley's law says") {
    TestRoom room(12);
    const OpeningIndex inlet = opening(room.grid, Axis::x, TestRoom::lo, 8, 13, 0, 8);  // 1.6 m2
    const OpeningIndex vent = opening(room.grid, Axis::z, room.top, 16, 20, 16, 20);    // 0.64 m2
    open_to(room.grid, inlet, 1);
    Flow flow(room.grid, {}, room.workers);
    // Hot gas from 0.8 m up: the inlet passes cold air only.
    for (int k = 8; k < room.top; ++k)
        for (int j = TestRoom::lo; j < TestRoom::hi; ++j)
            for (int i = TestRoom::lo; i < TestRoom::hi; ++i)
                flow.set_temperature(flow.layout().at(i, j, k), 493.15);
    open_to(room.grid, vent, 1);
    flow.read_shares(std::vector{vent});
    run(flow, 0.8);
    double out = 0;
    for (int i = 0; i < 5; ++i) {
        run(flow, 0.1);
        out += through(flow, vent) / 5;
    }
    const Stack one = stack(0.2 * (room.top - 8), 1.6, 0.64, 293.15, 493.15, 1.0);
    MESSAGE("discharge coefficient of a roof vent: " << out / one.out_m3_s);
    CHECK(out / one.out_m3_s > 0.61 * 0.85);
    CHECK(out / one.out_m3_s < 0.61 * 1.3);
}

TEST_CASE(
    "a fan extracts its volume, through the door when it is open, against the gaps when shut") {
    TestRoom room(12);
    const OpeningIndex door = opening(room.grid, Axis::x, TestRoom::lo, 8, 12, 0, 10);
    const OpeningIndex fan = opening(room.grid, Axis::z, room.top, 16, 18, 16, 18);
    open_to(room.grid, door, 1);
    Flow flow(room.grid, {}, room.workers);
    flow.set_leakage_area(door, 0.02);
    flow.set_fan(fan, 0.5);
    run(flow, 3);
    CHECK(through(flow, fan) == doctest::Approx(0.5).epsilon(1e-4));
    CHECK(through(flow, door) == doctest::Approx(0.5).epsilon(0.005));
    open_to(room.grid, door, 0);
    flow.read_shares(std::vector{door});
    run(flow, 6);
    const double speed = 0.5 / (0.61 * 0.02);
    CHECK(flow.zones().pressure_at(flow.layout().at(10, 10, 5)) ==
          doctest::Approx(-0.5 * flow.ambient_density() * speed * speed).epsilon(0.02));
    CHECK(flow.mass_error() < 0.01);
}

TEST_CASE("a closed fire room stands at dp = rho/2 (V/(Cd A))^2, V = (gamma-1) Q/(gamma p)") {
    for (const double q : {10e3, 40e3}) {
        TestRoom room(12);
        const OpeningIndex door = opening(room.grid, Axis::x, TestRoom::lo, 8, 12, 0, 10);
        Flow flow(room.grid, {}, room.workers);
        flow.set_leakage_area(door, 0.01);
        std::vector<CellSource> sources;
        for (int k = 0; k < 4; ++k)
            sources.push_back({static_cast<std::int32_t>(flow.layout().at(15, 15, k)),
                               static_cast<float>(q / 4),
                               {}});
        run(flow, 6, sources);
        const double volume = (heat_ratio - 1) * q / (heat_ratio * 101325);
        const double speed = volume / (0.61 * 0.01);
        const double expected = 0.5 * flow.ambient_density() * speed * speed;
        CHECK(flow.zones().pressure_at(flow.layout().at(10, 10, 5)) ==
              doctest::Approx(expected).epsilon(0.08));
        CHECK(flow.energy_error() < 0.01);
    }
}

TEST_CASE("what flows through the gaps of a warm room behind a narrow hole does not swing") {
    // Gas on its way through the hole has about 4.5 kg/m4 of inertia, the gaps let 0.24 m3/s
    // through per pascal: more than a second to gather speed.
    TestRoom room(24);
    const OpeningIndex hole = opening(room.grid, Axis::x, TestRoom::lo, 14, 16, 0, 2);
    const OpeningIndex gaps = opening(room.grid, Axis::x, TestRoom::hi, 10, 20, 16, 22);
    open_to(room.grid, hole, 1.0);
    Flow flow(room.grid, {}, room.workers);
    flow.set_leakage_area(gaps, 0.8);
    warm(flow, room, 298.15);
    run(flow, 10);
    double before = through(flow, gaps), most = 0, sum = 0;
    constexpr int steps = 40;
    for (int n = 0; n < steps; ++n) {
        flow.step(flow.stable_step(1), {});
        const double now = through(flow, gaps);
        most = std::max(most, std::abs(now - before));
        sum += now;
        before = now;
    }
    const double mean = sum / steps;
    CHECK(mean > 0.02);  // warm air rises out of them
    CHECK(most < 0.02 * mean);
}

TEST_CASE("mass and energy balance in a warm room's draught, however small the fire") {
    TestRoom room(12);
    const OpeningIndex hole = opening(room.grid, Axis::x, TestRoom::lo, 10, 16, 0, 10);
    open_to(room.grid, hole, 1.0);
    Flow flow(room.grid, {}, room.workers);
    warm(flow, room, 305.15);
    // A match for ten seconds drives out milligrams; the draught carries kilograms.
    std::vector<CellSource> sources(1);
    sources[0].element = static_cast<std::int32_t>(flow.layout().at(15, 15, 1));
    sources[0].heat_w = 20;
    run(flow, 10, sources);
    CHECK(flow.balance().turned_over_kg > 100 * flow.balance().driven_out_kg);
    CHECK(flow.mass_error() < 0.002);
    CHECK(flow.energy_error() < 0.01);
}
