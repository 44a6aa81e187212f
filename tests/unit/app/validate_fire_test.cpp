// How the fire's validation measures: layers, neutral plane, bias and scatter, the two-zone model.
#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "app/validate/fire_measures.hpp"
#include "app/validate/fire_statistics.hpp"
#include "app/validate/two_zone.hpp"

using namespace firedrill;
using namespace firedrill::validate;

TEST_CASE("two sharp layers are found as they are") {
    std::vector<std::pair<double, double>> profile;
    for (int n = 0; n < 200; ++n) {
        const double z = 0.01 * n + 0.005;
        profile.emplace_back(z, z < 0.8 ? 20.0 : 220.0);
    }
    const ProfileLayers layers = janssens_tran(profile, 2.0);
    CHECK(layers.interface_m == doctest::Approx(0.8).epsilon(0.01));
    CHECK(layers.upper_c == doctest::Approx(220).epsilon(0.01));
    CHECK(layers.lower_c == doctest::Approx(20));
}

TEST_CASE("the neutral plane lies where the velocity changes its sign") {
    CHECK(neutral_plane({{0.1, -1.0}, {0.9, -0.2}, {1.1, 0.2}, {1.9, 1.5}}) ==
          doctest::Approx(1.0));
    CHECK(std::isnan(neutral_plane({{0.1, 0.5}, {1.0, 1.0}})));
}

TEST_CASE("predictions a tenth too high have a bias of 1.1 and no scatter") {
    const std::array<Vec2, 3> pairs{Vec2(1, 1.1), Vec2(50, 55), Vec2(200, 220)};
    const Accuracy accuracy = accuracy_of(pairs, 0.07);
    CHECK(accuracy.bias == doctest::Approx(1.1));
    CHECK(accuracy.scatter == doctest::Approx(0).epsilon(1e-6));
    CHECK(accuracy.model_scatter == 0);
}

TEST_CASE("a tenth too high and a tenth too low cancel in the bias and show in the scatter") {
    const std::array<Vec2, 2> pairs{Vec2(10, 10 * std::exp(0.1)), Vec2(10, 10 * std::exp(-0.1))};
    const Accuracy accuracy = accuracy_of(pairs, 0.1);
    CHECK(accuracy.bias == doctest::Approx(1));
    CHECK(accuracy.scatter == doctest::Approx(0.1 * std::sqrt(2.0)));
    CHECK(accuracy.model_scatter == doctest::Approx(0.1));
}

TEST_CASE("the layer of a filling room keeps its heat and comes down") {
    TwoZoneRoom room;
    room.door_height_m = 0;  // only the gap at the floor
    for (const PlumeLaw law : {PlumeLaw::heskestad, PlumeLaw::zukoski}) {
        room.law = law;
        constexpr double every_s = 0.1;
        const auto states = two_zones(room, 60, every_s);
        REQUIRE(states.size() == 600);
        for (const std::size_t n : {199, 399, 599}) {
            const TwoZoneState& state = states[n];
            CHECK(states[n - 100].interface_m > state.interface_m);
            // All heat is in the upper layer: its mass times its rise.
            const double density = 101325 / (287.05 * state.upper_k);
            const double kg = density * room.floor_m2 * (room.height_m - state.interface_m);
            const double start_kg = 1e-3 * 101325 / (287.05 * room.ambient_k) * 36 * 4;
            CHECK(kg * 1.005 * (state.upper_k - room.ambient_k) ==
                  doctest::Approx(room.heat_kw * (state.time_s - 0.5 * every_s)).epsilon(0.02));
            CHECK(kg > start_kg);
        }
    }
}

TEST_CASE("a state of the two-zone model is the mean since the last one") {
    const TwoZoneRoom room;
    const auto fine = two_zones(room, 20, 1), coarse = two_zones(room, 20, 5);
    double mean_m = 0, mean_k = 0;
    for (std::size_t n = 10; n < 15; ++n) {
        mean_m += fine[n].interface_m / 5;
        mean_k += fine[n].upper_k / 5;
    }
    CHECK(coarse[2].time_s == doctest::Approx(15));
    CHECK(coarse[2].interface_m == doctest::Approx(mean_m));
    CHECK(coarse[2].upper_k == doctest::Approx(mean_k));
}

TEST_CASE("a plume carries what its heat and height say, and more where a flame draws in air") {
    CHECK(zukoski_plume_kg_s(100, 2) == doctest::Approx(0.071 * 4.6416 * 3.1748).epsilon(1e-3));
    // 100 kW on 0.5 x 0.5 m: flame 0.907 m, virtual origin -0.052 m.
    CHECK(heskestad_plume_kg_s(100, 0.5642, 2) ==
          doctest::Approx(0.071 * 4.6416 * std::pow(2.052, 5.0 / 3) + 0.192).epsilon(1e-3));
    CHECK(heskestad_plume_kg_s(100, 0.5642, 0.4) ==
          doctest::Approx(2 * heskestad_plume_kg_s(100, 0.5642, 0.2)));
    CHECK(heskestad_plume_kg_s(100, 0.5642, 0.906) ==
          doctest::Approx(heskestad_plume_kg_s(100, 0.5642, 0.908)).epsilon(0.005));
}

TEST_CASE("several trees of one room count as their mean at each height") {
    FireRecord record;
    record.devices = {"tree_0_010", "tree_1_010", "tree_0_020", "tree_1_020", "door_010"};
    record.heights_m = {0.1, 0.1, 0.2, 0.2, 0.1};
    record.mean = {20, 40, 50, 90, 7};
    const auto rake = record.rake("tree_");
    REQUIRE(rake.size() == 2);
    CHECK(rake[0] == std::pair(0.1, 30.0));
    CHECK(rake[1] == std::pair(0.2, 70.0));
}
