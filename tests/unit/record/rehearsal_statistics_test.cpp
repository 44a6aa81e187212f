// Quantiles, means and how many runs they need, against numbers worked out elsewhere.

#include <doctest/doctest.h>

#include <cmath>

#include "record/rehearsal/charts.hpp"
#include "record/rehearsal/findings.hpp"
#include "record/rehearsal/statistics.hpp"

using namespace firedrill::rehearsal;

TEST_CASE("quantiles are those of a spreadsheet, whatever the order of the values") {
    const std::vector<double> values{15, 40, 20, 50, 35};
    CHECK(quantile(values, 0) == 15);
    CHECK(quantile(values, 0.4) == doctest::Approx(29));  // PERCENTILE.INC
    CHECK(quantile(values, 0.5) == 35);
    CHECK(quantile(values, 0.95) == doctest::Approx(48));
    CHECK(quantile(values, 1) == 50);
    CHECK(quantile({7}, 0.95) == 7);
}

TEST_CASE("the mean's interval is Student's") {
    const Mean mean = mean_of({2, 4, 4, 4, 5, 5, 7, 9});
    CHECK(mean.value == 5);
    CHECK(mean.deviation == doctest::Approx(2.13809).epsilon(1e-5));
    CHECK(mean.half_width == doctest::Approx(2.365 * 2.13809 / 2.828427).epsilon(1e-5));
    CHECK(mean_of({3}).half_width == 0);
    CHECK(mean_of({}).count == 0);
}

TEST_CASE("Student's t falls towards the normal distribution without a step at the table's end") {
    CHECK(student_t_975(1) == doctest::Approx(12.706));
    CHECK(student_t_975(10) == doctest::Approx(2.228));
    CHECK(student_t_975(31) == doctest::Approx(2.0395).epsilon(1e-4));
    CHECK(student_t_975(120) == doctest::Approx(1.9799).epsilon(1e-4));
    for (int n = 1; n < 400; ++n) CHECK(student_t_975(n) > student_t_975(n + 1) - 1e-9);
}

TEST_CASE("running means take the runs one by one and end at the mean of all") {
    const auto means = running_means({10, 20, 30});
    REQUIRE(means.size() == 3);
    CHECK(means[0].value == 10);
    CHECK(means[1].value == 15);
    CHECK(means[2].value == 20);
    CHECK(means[2].half_width == doctest::Approx(mean_of({10, 20, 30}).half_width));
}

TEST_CASE(
    "the number of runs needed makes the interval as narrow as asked, one run fewer does not") {
    const Mean mean = mean_of({90, 95, 100, 105, 110});
    const int needed = runs_needed(mean, 0.02);
    const auto half = [&](int n) { return student_t_975(n - 1) * mean.deviation / std::sqrt(n); };
    CHECK(half(needed) <= 2.0);
    CHECK(half(needed - 1) > 2.0);
    CHECK(runs_needed(mean_of({100, 100}), 0.02) == 2);
}

TEST_CASE("a spread leaves out runs in which the time never came, and says how many are left") {
    const Spread spread = spread_of({10, -1, 30, 20, -1});
    CHECK(spread.count == 3);
    CHECK(spread.least == 10);
    CHECK(spread.q50 == 20);
    CHECK(spread.most == 30);
    CHECK(spread_of({-1, -1}).count == 0);
}

TEST_CASE("a histogram holds every value in bins of round width") {
    const std::vector<double> values{196.1, 197.3, 201.9, 203, 203.9, 204, 207.7, 209.45};
    const Histogram histogram = histogram_of(values);
    int sum = 0;
    for (const int count : histogram.counts) sum += count;
    CHECK(sum == 8);
    CHECK(histogram.width == 2);
    CHECK(histogram.low == 196);
    CHECK(histogram.counts.front() == 2);
    CHECK(histogram.counts.back() == 1);
    CHECK(histogram_of({5, 5, 5}).counts == std::vector<int>{3});
}
