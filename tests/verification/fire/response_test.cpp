// Detectors and links by themselves against closed forms, and in Alpert's ceiling jet against an
// integration written here from the correlations alone.
#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

#include "fire/detection/detection.hpp"

using namespace firedrill;

TEST_CASE("a link in a steady stream follows T = Tg (1 - exp(-t sqrt(u)/RTI))") {
    for (const double rti : {28.0, 50.0, 165.0})
        for (const double u : {0.5, 1.69, 3.0})
            for (const double dt : {0.01, 0.1, 1.0}) {
                Link link;
                link.rti = rti;
                link.mount_c = 20;
                double t = 0;
                for (; t < 20 - 1e-9; t += dt) link.advance(197, u, dt);
                const double expected = 20 + 177 * (1 - std::exp(-t * std::sqrt(u) / rti));
                CHECK(link.celsius() == doctest::Approx(expected).epsilon(1e-9));
            }
}

TEST_CASE("conduction to the fitting keeps a link below the gas by 1/(1 + C/sqrt(u))") {
    Link link;
    link.rti = 50;
    link.conduction = 0.8;
    for (int i = 0; i < 10000; ++i) link.advance(120, 1.44, 0.1);
    CHECK(link.kelvin_above_mount == doctest::Approx(100 / (1 + 0.8 / 1.2)).epsilon(1e-9));
    // In a weak stream it never reaches 68 C at all, which the plain RTI law denies.
    Link weak;
    weak.conduction = 1.0;
    for (int i = 0; i < 10000; ++i) weak.advance(90, 0.16, 0.1);
    CHECK(weak.celsius() < 45);
}

// The plunge test (ISO 6182-1): a link of RTI and C dropped into a hot stream works after
// t = RTI/(sqrt(u) (1 + C/sqrt(u))) ln(1/(1 - dTr (1 + C/sqrt(u))/dTg)).
TEST_CASE("in the plunge tunnel a sprinkler opens at the time its RTI and C factor say") {
    for (const double c : {0.0, 0.5, 1.0}) {
        const double rti = 90, u = 2.54, gas = 197, opens = 68, ambient = 20;
        Head head;
        head.kind = Head::Kind::sprinkler;
        head.threshold = opens;
        head.link = {rti, c, ambient, 0};
        double t = 0;
        while (!advance_head(head, gas, 0, u, 0.01)) t += 0.01;
        const double root = std::sqrt(u), held = 1 + c / root;
        const double expected =
            -rti / (root * held) * std::log(1 - (opens - ambient) * held / (gas - ambient));
        CHECK(std::abs(t - expected) < 0.03);
    }
}

namespace {

struct Jet {
    double kelvin, m_s;
};
// Alpert 1972, as DETACT uses it: quasi-steady, from the present heat release.
Jet ceiling_jet(double q_kw, double height, double r) {
    Jet jet;
    jet.kelvin = r / height <= 0.18 ? 16.9 * std::pow(q_kw, 2.0 / 3) / std::pow(height, 5.0 / 3)
                                    : 5.38 * std::pow(q_kw / r, 2.0 / 3) / height;
    jet.m_s = r / height <= 0.15
                  ? 0.96 * std::cbrt(q_kw / height)
                  : 0.195 * std::cbrt(q_kw) * std::sqrt(height) / std::pow(r, 5.0 / 6);
    return jet;
}

// DETACT's sum, by a scheme of its own (midpoint, fine steps) and no code of the product.
double detact_s(double growth, double height, double r, double rti, double opens, double ambient) {
    const double dt = 0.002;
    double rise = 0;
    for (double t = 0; t < 2000; t += dt) {
        const double mid = t + 0.5 * dt;
        const Jet jet = ceiling_jet(growth * mid * mid, height, r);
        const double k = std::sqrt(jet.m_s) / rti;
        const double half = rise + 0.5 * dt * k * (jet.kelvin - rise);
        rise += dt * k * (jet.kelvin - half);
        if (rise + ambient >= opens) return t + dt;
    }
    return -1;
}

}  // namespace

TEST_CASE("in Alpert's ceiling jet heads go off when DETACT's integration says") {
    struct Case {
        double growth, height, r, rti, opens;
    };
    for (const Case& c : {Case{0.0469, 3.0, 2.5, 50, 68}, Case{0.0469, 5.0, 2.5, 165, 74},
                          Case{0.01172, 2.4, 1.0, 35, 57}, Case{0.1876, 8.0, 2.1, 100, 68}}) {
        Head head;
        head.kind = Head::Kind::sprinkler;
        head.threshold = c.opens;
        head.link = {c.rti, 0, 20, 0};
        double t = 0;
        const double dt = 0.1;
        for (; t < 2000; t += dt) {
            const Jet jet = ceiling_jet(c.growth * t * t, c.height, c.r);
            if (advance_head(head, 20 + jet.kelvin, 0, jet.m_s, dt)) break;
        }
        const double expected = detact_s(c.growth, c.height, c.r, c.rti, c.opens, 20);
        REQUIRE(expected > 20);
        CAPTURE(c.height);
        CHECK(t == doctest::Approx(expected).epsilon(0.01));
    }
}

TEST_CASE("smoke enters a head with the lag L/u: 63 % of the outside after one lag") {
    for (const double u : {0.2, 0.5, 1.5}) {
        SmokeChamber chamber;
        const double lag = chamber.entry_length_m / u;
        for (double t = 0; t < lag - 1e-9; t += lag / 50) chamber.advance(12, u, lag / 50);
        CHECK(chamber.obscuration_percent_m ==
              doctest::Approx(12 * (1 - std::exp(-1.0))).epsilon(1e-6));
    }
    // A ramp outside is followed one lag behind, so the alarm is late by about that (Heskestad).
    SmokeChamber chamber;
    double t = 0;
    while (chamber.obscuration_percent_m < 5) chamber.advance(0.1 * (t += 0.1), 0.3, 0.1);
    CHECK(t == doctest::Approx(50 + 1.8 / 0.3).epsilon(0.01));
}

TEST_CASE("obscuration is what Bouguer's law says of the extinction") {
    CHECK(obscuration_percent_m(0.0) == 0);
    CHECK(obscuration_percent_m(0.1) == doctest::Approx(9.516).epsilon(1e-3));
    CHECK(obscuration_percent_m(-std::log(0.96)) == doctest::Approx(4));
}

TEST_CASE("a rate-of-rise detector ignores slow warming and trips on a faster one in closed form") {
    const auto trips_s = [](double k_min) {
        RateOfRise rise;
        rise.rated_k_min = 8.3;
        rise.follower_c = 20;
        double t = 0;
        for (; t < 1800; t += 0.1)
            if (rise.advance(20 + k_min / 60 * t, 0.1)) break;
        return t;
    };
    CHECK(trips_s(6.7) >= 1799);  // UL 521: 12 F a minute must not
    // The lead grows as r tau (1 - exp(-t/tau)).
    for (const double k_min : {12.0, 30.0})
        CHECK(trips_s(k_min) ==
              doctest::Approx(-RateOfRise::bore_s * std::log(1 - 8.3 / k_min)).epsilon(0.02));
}
