#include "fire/released.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace firedrill;

namespace {

CellSource cell(std::int32_t element, float heat_w) {
    CellSource out;
    out.element = element;
    out.heat_w = heat_w;
    out.mass_kg_s[soot] = heat_w / 1000;
    return out;
}

}  // namespace

TEST_CASE(
    "the gas takes up what was released, all of it and once, however its steps and the chunks "
    "fall") {
    for (const double step : {0.013, 0.034, 0.05, 0.07, 0.1, 0.23}) {
        Released released(4);
        double given_j = 0, taken_j = 0, taken_kg = 0, now_s = 0, gas_s = 0;
        for (int chunk = 0; chunk < 200; ++chunk) {
            // A pulse every seventh chunk.
            const float heat_w = chunk % 7 == 3 ? 5000.0f : 20.0f;
            now_s += 0.05;
            given_j += static_cast<double>(heat_w) * 0.05;
            released.add(now_s, std::vector{cell(chunk % 3, heat_w)}, {0.001, 0.002});
            while (gas_s + step <= now_s + 1e-9) {
                for (const CellSource& source : released.during(gas_s, gas_s + step)) {
                    taken_j += static_cast<double>(source.heat_w) * step;
                    taken_kg += static_cast<double>(source.mass_kg_s[soot]) * step;
                }
                gas_s += step;
                released.taken_until(gas_s);
            }
            REQUIRE(!released.full());
        }
        // The rest, by one step to the end.
        const Released::Burned later = released.after(gas_s);
        CHECK(later.carbon_kg == doctest::Approx(0.001 * (now_s - gas_s) / 0.05).epsilon(1e-6));
        CHECK(later.oxygen_kg == doctest::Approx(0.002 * (now_s - gas_s) / 0.05).epsilon(1e-6));
        if (now_s - gas_s > 1e-9)
            for (const CellSource& source : released.during(gas_s, now_s)) {
                taken_j += static_cast<double>(source.heat_w) * (now_s - gas_s);
                taken_kg += static_cast<double>(source.mass_kg_s[soot]) * (now_s - gas_s);
            }
        CHECK(taken_j == doctest::Approx(given_j).epsilon(1e-5));
        CHECK(taken_kg == doctest::Approx(given_j / 1000).epsilon(1e-5));
    }
}
