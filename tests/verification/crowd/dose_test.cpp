// Doses against closed forms: constant air gives a constant rate r, and 1/r is the time at which
// someone falls (NIST TN 1822 verif.2.6, ISO 20414 test 19, FDS+Evac guide section 4.2).

#include <doctest/doctest.h>

#include <cmath>

#include "crowd/exposure.hpp"

using namespace firedrill;

namespace {

GasSample fresh_air() {
    GasSample air;
    air.carbon_dioxide = 0;
    return air;
}

GasSample gas(double co_ppm, double co2_percent, double o2_percent) {
    GasSample air = fresh_air();
    air.carbon_monoxide = co_ppm * 1e-6;
    air.carbon_dioxide = co2_percent / 100;
    air.oxygen = o2_percent / 100;
    return air;
}

GasSample hot(double temperature_c) {
    GasSample air = fresh_air();
    air.temperature_c = temperature_c;
    return air;
}

GasSample radiation(double kw_m2) {
    GasSample air = fresh_air();
    air.radiant_flux_kw_m2 = kw_m2;
    return air;
}

// The dose as occupants carry it: single precision, added up tick by tick.
template <class Rate>
double seconds_to_one(Rate rate, const GasSample& air) {
    constexpr double tick_s = 0.05;
    float dose = 0;
    double time_s = 0;
    while (dose < 1.0f && time_s < 1e4) {
        dose += static_cast<float>(rate(air) * tick_s);
        time_s += tick_s;
    }
    return time_s;
}

}  // namespace

TEST_CASE("a thousand ppm of carbon monoxide fells an occupant after 1692.8 s") {
    CHECK(1 / toxic_dose_rate(gas(1000, 0, 20.9)) == doctest::Approx(1692.83).epsilon(1e-4));
}

TEST_CASE("twelve percent of oxygen fells an occupant after 1666.3 s") {
    CHECK(1 / toxic_dose_rate(gas(0, 0, 12)) == doctest::Approx(1666.27).epsilon(1e-4));
}

TEST_CASE("carbon monoxide, carbon dioxide and lack of oxygen together fell after 981.7 s") {
    CHECK(1 / toxic_dose_rate(gas(1000, 2, 15)) == doctest::Approx(981.70).epsilon(1e-4));
}

TEST_CASE("carbon dioxide makes carbon monoxide act sooner: 846.5 s at 3.43 percent") {
    CHECK(1 / toxic_dose_rate(gas(1000, 3.43, 20.9)) == doctest::Approx(846.5).epsilon(1e-4));
}

TEST_CASE("dense smoke gases fell an occupant after 208.7 s") {
    CHECK(1 / toxic_dose_rate(gas(5000, 2, 18)) == doctest::Approx(208.71).epsilon(1e-4));
}

TEST_CASE("doses of carbon monoxide and hydrogen cyanide add up") {
    GasSample cyanide = fresh_air();
    cyanide.hydrogen_cyanide = 100e-6;
    // exp(100/43)/220 - 0.0045 per minute (Purser)
    const double cyanide_rate = (std::exp(100.0 / 43) / 220 - 0.0045) / 60;
    CHECK(toxic_dose_rate(cyanide) == doctest::Approx(cyanide_rate).epsilon(2e-3));
    GasSample both = cyanide;
    both.carbon_monoxide = 1000e-6;
    CHECK(toxic_dose_rate(both) ==
          doctest::Approx(toxic_dose_rate(cyanide) + toxic_dose_rate(gas(1000, 0, 20.9))));
}

TEST_CASE("carbon dioxide makes people breathe seven times as much and no more") {
    const double still = toxic_dose_rate(gas(100, 0, 20.9));
    CHECK(toxic_dose_rate(gas(100, 5, 20.9)) / still ==
          doctest::Approx(std::exp(0.1903 * 5 + 2.0004) / 7.1));
    CHECK(toxic_dose_rate(gas(100, 10, 20.9)) / still == doctest::Approx(6.98).epsilon(0.01));
    CHECK(toxic_dose_rate(gas(100, 60, 20.9)) == toxic_dose_rate(gas(100, 10, 20.9)));
}

TEST_CASE("clean air gives no dose, of gases or of heat") {
    CHECK(toxic_dose_rate(GasSample{}) == 0);
    CHECK(heat_dose_rate(GasSample{}) == 0);
}

TEST_CASE("air of 100 C fells a lightly clothed occupant after 475 s, 7.92 min") {
    CHECK(1 / heat_dose_rate(hot(100)) == doctest::Approx(60 * 5e7 / std::pow(100, 3.4)));
    CHECK(1 / heat_dose_rate(hot(100)) == doctest::Approx(475.5).epsilon(1e-3));
    CHECK(1 / heat_dose_rate(hot(100)) / 60 == doctest::Approx(7.92).epsilon(1e-3));
}

TEST_CASE("radiation of 5 kW/m2 is borne for 9.4 s and counts only from 2.5 kW/m2 on") {
    // t = 1.33 q^-1.33 min (tolerance)
    CHECK(1 / heat_dose_rate(radiation(5)) ==
          doctest::Approx(60 * 1.33 / std::pow(5.0, 1.33)).epsilon(1e-9));
    CHECK(heat_dose_rate(radiation(2.49)) == 0);
    CHECK(heat_dose_rate(radiation(2.5)) > 0);
}

TEST_CASE("heat of air and of radiation add up") {
    GasSample both = hot(120);
    both.radiant_flux_kw_m2 = 4;
    CHECK(heat_dose_rate(both) ==
          doctest::Approx(heat_dose_rate(hot(120)) + heat_dose_rate(radiation(4))));
}

TEST_CASE("a dose added up in ticks of a twentieth of a second reaches one at the closed form") {
    CHECK(seconds_to_one(toxic_dose_rate, gas(5000, 2, 18)) ==
          doctest::Approx(208.71).epsilon(1e-3));
    CHECK(seconds_to_one(toxic_dose_rate, gas(1000, 2, 15)) ==
          doctest::Approx(981.70).epsilon(1e-3));
    CHECK(seconds_to_one(heat_dose_rate, hot(100)) == doctest::Approx(475.5).epsilon(1e-3));
}
