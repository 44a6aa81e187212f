#include <doctest/doctest.h>

#include <cmath>
#include <utility>

#include "base/hash.hpp"
#include "base/random.hpp"

using namespace firedrill;

TEST_CASE("the same seed and stream give the same numbers, another stream gives others") {
    RandomStream a(7, 1), b(7, 1), c(7, 2);
    for (int i = 0; i < 100; ++i) {
        const auto value = a.next_u64();
        CHECK(value == b.next_u64());
        CHECK(value != c.next_u64());
    }
}

TEST_CASE("draws from each distribution have its mean and deviation") {
    RandomStream random(1, 1);
    const int n = 200000;
    const auto moments = [&](auto draw) {
        double sum = 0, squares = 0;
        for (int i = 0; i < n; ++i) {
            const double x = draw();
            sum += x;
            squares += x * x;
        }
        const double mean = sum / n;
        return std::pair{mean, std::sqrt(squares / n - mean * mean)};
    };
    const auto [normal_mean, normal_sd] = moments([&] { return random.normal(1.34, 0.26); });
    CHECK(normal_mean == doctest::Approx(1.34).epsilon(0.005));
    CHECK(normal_sd == doctest::Approx(0.26).epsilon(0.01));
    const auto [gamma_mean, gamma_sd] = moments([&] { return random.gamma(1.291, 103.901); });
    CHECK(gamma_mean == doctest::Approx(1.291 * 103.901).epsilon(0.01));
    CHECK(gamma_sd == doctest::Approx(std::sqrt(1.291) * 103.901).epsilon(0.02));
    const auto [weibull_mean, weibull_sd] = moments([&] { return random.weibull(139.285, 1.195); });
    CHECK(weibull_mean == doctest::Approx(139.285 * std::tgamma(1 + 1 / 1.195)).epsilon(0.01));
    CHECK(weibull_sd > 0);
    const auto [lognormal_mean, lognormal_sd] = moments([&] { return random.lognormal(1.0, 0.5); });
    CHECK(lognormal_mean == doctest::Approx(std::exp(1.0 + 0.125)).epsilon(0.01));
    CHECK(lognormal_sd > 0);
}

TEST_CASE("a state hash depends on every bit and on the order") {
    StateHash a, b, c;
    a.add(1.0);
    a.add(2.0);
    b.add(2.0);
    b.add(1.0);
    c.add(1.0);
    c.add(std::nextafter(2.0, 3.0));
    CHECK(a.value() != b.value());
    CHECK(a.value() != c.value());
    CHECK(hash_hex(255).size() == 16);
}
