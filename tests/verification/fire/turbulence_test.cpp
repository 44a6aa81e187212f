// What walls do to the gas that flows along them.
#include <doctest/doctest.h>

#include <cmath>

#include "box_grid.hpp"
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
