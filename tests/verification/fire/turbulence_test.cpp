// What walls and unresolved eddies do to the gas: wall law, friction, ceiling jets.
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "box_grid.hpp"
#include "fire/flow/jet_mixing.hpp"
#include "fire/flow/wall_friction.hpp"

using namespace firedrill;

TEST_CASE("the wall law gives the friction of the logarithmic law over a cell's mean speed") {
    constexpr double viscosity = 1.5e-5;
    for (const double h : {0.1, 0.2})
        for (const double speed : {0.5, 1.0, 2.0, 5.0}) {
            const double drag =
                static_cast<double>(WallLaw(h).drag_m_s(static_cast<float>(speed), 1.0f));
            // u+ = ln(y+)/0.41 + 5.2, its mean from the wall to h.
            const double shear = std::sqrt(drag * speed);
            const double mean = shear * ((std::log(h * shear / viscosity) - 1) / 0.41 + 5.2);
            CHECK(mean == doctest::Approx(speed).epsilon(0.05));
        }
}

TEST_CASE("slow gas at a wall is held by viscosity alone, hot gas more than cold") {
    const WallLaw law(0.1);
    CHECK(law.drag_m_s(1e-3f, 1.0f) == doctest::Approx(2 * 1.5e-5 / 0.1));
    CHECK(law.drag_m_s(1e-3f, 2.0f) == doctest::Approx(2 * 1.5e-5 / 0.1 * std::pow(2, 1.75)));
    // Where the sublayer ends both laws give the same.
    const float end = 0.5f * std::pow(8.3f, 7.0f / 3) * 1.5e-4f;
    CHECK(law.drag_m_s(0.999f * end, 1.0f) ==
          doctest::Approx(law.drag_m_s(1.001f * end, 1.0f)).epsilon(0.01));
}

TEST_CASE("in sixteen steps walls slow each cell beside them once and no other") {
    const Grid grid = box_grid(12, 10, 8, 0.1, false);
    const Layout l(grid);
    const FaceKinds kinds(l, grid);
    Fields fields(l);
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j < l.ny; ++j)
            for (int i = 1; i < l.nx; ++i) {
                fields.share_x[l.at(i, j, k)] = 1.0f;
                fields.u[l.at(i, j, k)] = 2.0f;
            }
    FieldArray lightness(l);
    lightness.fill(1.0f);
    const double drag = static_cast<double>(WallLaw(0.1).drag_m_s(2.0f, 1.0f));
    FieldArray slowed[2] = {FieldArray(l), FieldArray(l)};
    for (const int threads : {1, 2}) {
        Workers workers(threads);
        WallFriction friction;
        friction.collect(fields, kinds);
        FieldArray &u = slowed[threads - 1], v(l), w(l);
        std::copy_n(fields.u.data(), l.size, u.data());
        constexpr double dt = 0.02;
        for (int step = 0; step < WallFriction::turns; ++step)
            friction.slow(fields, lightness, dt, 0.1, u, v, w, workers);
        for (int k = 0; k < l.nz; ++k)
            for (int j = 0; j < l.ny; ++j) {
                const int walls = (j == 0 || j == l.ny - 1) + (k == 0 || k == l.nz - 1);
                for (int i = 1; i < l.nx; ++i) {
                    const double loss = 2.0 / static_cast<double>(u[l.at(i, j, k)]) - 1;
                    // Each is seen to after one to sixteen steps.
                    CHECK(loss <= walls * drag / 0.1 * dt * 16 * 1.0001);
                    CHECK(loss >= walls * drag / 0.1 * dt * 0.999);
                }
            }
    }
    for (std::ptrdiff_t e = 0; e < l.size; ++e) REQUIRE(slowed[0][e] == slowed[1][e]);
}

TEST_CASE("gas below a ceiling mixes as far as the jet there is deep, up to the next wall") {
    Grid grid = box_grid(60, 40, 20, 0.1, true);
    wall(grid, Axis::z, 18, 0, 60, 0, 40);  // a ceiling 1.8 m above the ground
    for (int k = 0; k < 20; ++k)            // and a room that ends at x = 4 m
        for (int j = 0; j < 40; ++j)
            for (int i = 40; i < 60; ++i) grid.room[grid.cell(i, j, k)] = 1;
    const Layout l(grid);
    Fields fields(l);
    for (int k = 0; k <= l.nz; ++k)
        for (int j = 0; j < l.ny; ++j)
            for (int i = 0; i < l.nx; ++i)
                fields.share_z[l.at(i, j, k)] = grid.open_z[grid.face_z(i, j, k)];
    const Vec3 base = grid.origin + Vec3(2.05, 2.05, 0);
    const PlumeFoot foot{base, 0.1};
    FieldArray viscosity(l);
    viscosity.fill(1e-3f);
    JetMixing jets(l);
    Workers workers(2);
    const Subcycles none(l);
    const ViscosityLimits any{1.0f, 1.0f, &none};
    jets.widen({&foot, 1}, grid, fields, 0.02, any, viscosity, workers);
    const auto at = [&](int i, int k) { return viscosity[l.at(i, 20, k)]; };
    // 1.5 m from the axis the jet is 0.37 m deep: a mixing length of 0.41 of the distance from the
    // ceiling, at most 0.125 of that depth.
    const double depth = ceiling_jet_depth_m(1.8, 1.5);
    CHECK(depth == doctest::Approx(0.2408 * 1.8 * (1 - std::exp(-2.24 * 1.5 / 1.8))));
    CHECK(at(35, 17) == doctest::Approx(1e-3 * std::pow(0.41 * 0.05 / 0.02, 2)));
    CHECK(at(35, 15) == doctest::Approx(1e-3 * std::pow(0.125 * depth / 0.02, 2)));
    CHECK(at(35, 12) == 1e-3f);  // below the jet
    CHECK(at(35, 18) == 1e-3f);  // above the ceiling
    CHECK(at(41, 16) == 1e-3f);  // in the next room
    CHECK(at(20, 17) == 1e-3f);  // where the plume meets the ceiling no jet has formed
    // The same feet again: nothing is widened twice.
    viscosity.fill(1e-3f);
    jets.widen({&foot, 1}, grid, fields, 0.02, any, viscosity, workers);
    CHECK(at(35, 15) == doctest::Approx(1e-3 * std::pow(0.125 * depth / 0.02, 2)));
    // More fires than one call finds jets for: the next ones find the rest.
    std::vector<PlumeFoot> feet(4, foot);
    for (std::size_t n = 1; n < feet.size(); ++n) feet[n].base.x -= 0.5 * static_cast<double>(n);
    const auto widened = [&] {
        viscosity.fill(1e-3f);
        jets.widen(feet, grid, fields, 0.02, any, viscosity, workers);
        int cells = 0;
        for (std::ptrdiff_t e = 0; e < l.size; ++e) cells += viscosity[e] > 1e-3f;
        return cells;
    };
    const int first = widened(), second = widened();
    CHECK(first < second);
    CHECK(second == widened());
    CHECK(at(20, 15) > 1e-3f);  // a metre and a half from the last one's axis
    // No fire, no jet.
    viscosity.fill(1e-3f);
    jets.widen({}, grid, fields, 0.02, any, viscosity, workers);
    CHECK(at(35, 15) == 1e-3f);
    CHECK(jets.widening()[l.at(35, 20, 15)] == 0.0f);
}

TEST_CASE("a fire under the open sky has no ceiling jet") {
    const Grid grid = box_grid(20, 20, 20, 0.1, true);
    const Layout l(grid);
    Fields fields(l);
    fields.share_z.fill(1.0f);
    const PlumeFoot foot{grid.origin + Vec3(1, 1, 0), 0.1};
    FieldArray viscosity(l);
    viscosity.fill(1e-3f);
    JetMixing jets(l);
    Workers workers(2);
    const Subcycles none(l);
    const ViscosityLimits any{1.0f, 1.0f, &none};
    jets.widen({&foot, 1}, grid, fields, 0.02, any, viscosity, workers);
    for (std::ptrdiff_t e = 0; e < l.size; ++e) REQUIRE(viscosity[e] == 1e-3f);
}

TEST_CASE(
    "a plume is as wide as a turbulent one above its virtual origin, and never thinner than its "
    "fire") {
    // 100 kW, 70 of them convected, on a circle of half a metre: by hand with Heskestad's
    // correlations z0 = 0.083 x 100^0.4 - 1.02 x 0.5 = 0.0137 m; 2 m up the axis is 25 x 70^(2/3) x
    // 1.9863^(-5/3) = 135.3 K above 293 K, half of it reaches 0.12 x 1.2091 x 1.9863 = 0.2882 m.
    const PlumeFoot foot{Vec3(0, 0, 0), 0.25, 100, 70};
    CHECK(plume_edge_m(foot, 2.0) == doctest::Approx(2.58 * 0.2882).epsilon(0.003));
    CHECK(plume_edge_m(foot, 0.0) == 0.25);
    // In the flame gas is 900 K above the ambient at most.
    CHECK(plume_edge_m(foot, 0.5) ==
          doctest::Approx(2.58 * 0.12 * std::sqrt(1 + 900.0 / 293) * 0.4863).epsilon(0.003));
    // Wider with height; a stronger fire's is wider.
    double before = 0;
    for (int n = 1; n <= 40; ++n) {
        const double edge = plume_edge_m(foot, 0.1 * n);
        CHECK(edge >= before);
        before = edge;
    }
    CHECK(plume_edge_m({Vec3(0, 0, 0), 0.25, 1000, 700}, 3.0) > plume_edge_m(foot, 3.0));
}
