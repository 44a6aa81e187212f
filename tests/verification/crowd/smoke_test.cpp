// Laws of walking in smoke against their published values. That walkers keep the law is a case of
// the suites (nist_2_5 and iso_18 in tests/verification/cases).

#include <doctest/doctest.h>

#include <cmath>

#include "crowd/smoke_speed.hpp"

using namespace firedrill;

TEST_CASE("the law of FDS+Evac gives the published shares of the free speed") {
    struct Row {
        double extinction_1_m, share;
    };
    for (const Row row : {Row{0, 1},
                          {0.5, 0.9596},
                          {1, 0.9193},
                          {3, 0.7578},
                          {7.5, 0.3945},
                          {10, 0.1926},
                          {11.15, 0.1},
                          {30, 0.1}}) {
        CAPTURE(row.extinction_1_m);
        for (const double free_m_s : {1.25, 0.5}) {
            CHECK(speed_in_smoke(SmokeSpeedLaw::fds_evac, free_m_s, row.extinction_1_m) ==
                  doctest::Approx(free_m_s * row.share).epsilon(6e-4));
        }
    }
}

TEST_CASE("the irritant law of Jin falls by 0.9578 m/s for each 1/m down to 0.3 m/s") {
    const auto jin = [](double k) { return speed_in_smoke(SmokeSpeedLaw::jin_irritant, 1.25, k); };
    CHECK(jin(0.2) == doctest::Approx(1.1517 - 0.9578 * 0.2));
    CHECK(jin(0.5) == doctest::Approx(1.1517 - 0.9578 * 0.5));
    CHECK(jin(0.889) == doctest::Approx(0.3).epsilon(1e-3));
    CHECK(jin(5) == doctest::Approx(0.3));
    CHECK(speed_in_smoke(SmokeSpeedLaw::jin_irritant, 0.25, 5) == doctest::Approx(0.25));
}

TEST_CASE("the law of Fridolf slows walkers only below 3 m of visibility, to 0.2 m/s at least") {
    const auto fridolf = [](double visibility_m, double free_m_s) {
        return speed_in_smoke(SmokeSpeedLaw::fridolf_2019, free_m_s, 3.0 / visibility_m);
    };
    CHECK(fridolf(10, 1.25) == doctest::Approx(1.25));
    CHECK(fridolf(3, 1.25) == doctest::Approx(1.25));
    CHECK(fridolf(2, 1.25) == doctest::Approx(0.91));
    CHECK(fridolf(1, 1.25) == doctest::Approx(0.57));
    CHECK(fridolf(0.1, 1.0) == doctest::Approx(0.2));
}

TEST_CASE("the other laws give their published speeds within their ranges") {
    const auto speed = [](SmokeSpeedLaw law, double k) { return speed_in_smoke(law, 1.25, k); };
    for (const double k : {0.2, 0.5, 1.0}) {
        CHECK(speed(SmokeSpeedLaw::jin_non_irritant, k) == doctest::Approx(1.0573 - 0.4326 * k));
    }
    CHECK(speed(SmokeSpeedLaw::jin_non_irritant, 5) == doctest::Approx(0.3));
    for (const double k : {1.9, 4.0, 7.4}) {
        CHECK(speed(SmokeSpeedLaw::frantzich_nilsson, k) == doctest::Approx(0.706 - 0.057 * k));
    }
    // Between clear air and where its measurements begin: half way, half the fall.
    CHECK(speed(SmokeSpeedLaw::frantzich_nilsson, 0.95) ==
          doctest::Approx(0.5 * (1.25 + 0.706 - 0.057 * 1.9)));
    for (const double optical_density_1_m : {0.2, 0.35, 0.5}) {
        CHECK(speed(SmokeSpeedLaw::purser_2003, optical_density_1_m * std::log(10.0)) ==
              doctest::Approx(std::max(0.3, 1.25 * (1.236 - 1.738 * optical_density_1_m))));
    }
    CHECK(speed(SmokeSpeedLaw::purser_2003, 0.13 * std::log(10.0)) == doctest::Approx(1.25));
}

TEST_CASE("every law leaves walkers in clear air alone and has a name that finds it") {
    for (const SmokeSpeedLaw law : smoke_speed_laws()) {
        CAPTURE(smoke_speed_law_name(law));
        for (const double free_m_s : {0.2, 0.9, 1.6})
            CHECK(speed_in_smoke(law, free_m_s, 0) == doctest::Approx(free_m_s));
        CHECK(smoke_speed_law_named(smoke_speed_law_name(law)) == law);
    }
    CHECK_FALSE(smoke_speed_law_named("jin"));
}

TEST_CASE("no law speeds anybody up, and thicker smoke never lets anybody walk faster") {
    for (const SmokeSpeedLaw law : smoke_speed_laws()) {
        CAPTURE(smoke_speed_law_name(law));
        for (const double free_m_s : {0.15, 0.46, 0.9, 1.25, 1.9}) {
            CAPTURE(free_m_s);
            double last = free_m_s;
            for (int k = 0; k <= 120; ++k) {
                const double speed = speed_in_smoke(law, free_m_s, 0.1 * k);
                CHECK(speed <= last + 1e-12);
                CHECK(speed > 0);
                last = speed;
            }
        }
    }
}
