// What is drawn for each occupant: pre-movement times of the four forms of NIST TN 1822 verif.1.1
// and walking speeds (IMO MSC.1/Circ.1533 test 7), against the distribution asked for.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "course.hpp"
#include "crowd/state.hpp"
#include "walk.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

constexpr std::size_t crowd_size = 500;

struct Drawn {
    std::vector<double> pre_movement_s, speed_m_s;
};
Drawn draw_crowd(const std::string& pre_movement, std::string_view profile) {
    Course course;
    course.only_room("hall", {0, 0, 40, 40});
    course.way_out("out", "g", {0, 20}, 2);
    course.walkers("walker", 1.0);
    course.people_in("crowd", "g", {1, 1, 39, 39}, crowd_size, profile, pre_movement);
    const Building building = make_building(parse_scenario(course.text(), "course.json"));
    const WalkMap map = make_walk_map(building);
    Workers workers(1);
    crowd::State state(building, map, {}, 11, workers);
    crowd::populate(state);
    const auto& people = state.people;
    return {{people.pre_movement_s.begin(), people.pre_movement_s.end()},
            {people.free_speed.begin(), people.free_speed.end()}};
}

// Largest distance between the sample's and the asked-for distribution (Kolmogorov, Smirnov).
double distance(std::vector<double> sample, const std::function<double(double)>& share_below) {
    std::sort(sample.begin(), sample.end());
    const auto n = static_cast<double>(sample.size());
    double largest = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const double share = share_below(sample[i]);
        largest = std::max({largest, std::abs(share - static_cast<double>(i) / n),
                            std::abs(share - static_cast<double>(i + 1) / n)});
    }
    return largest;
}

// One true sample in twenty lies further off than this.
const double allowed_distance = 1.358 / std::sqrt(static_cast<double>(crowd_size));

// Regularised lower incomplete gamma function by its series.
double gamma_share(double shape, double x) {
    double term = 1 / shape, sum = term;
    for (int n = 1; n < 500; ++n) {
        term *= x / (shape + n);
        sum += term;
    }
    return sum * std::exp(-x + shape * std::log(x) - std::lgamma(shape));
}

}  // namespace

TEST_CASE("uniform pre-movement times from 10 to 100 s are uniform") {
    const Drawn drawn = draw_crowd(Course::drawn("uniform", 10, 100), "walker");
    CHECK(distance(drawn.pre_movement_s, [](double t) { return (t - 10) / 90; }) <
          allowed_distance);
    CHECK(*std::min_element(drawn.pre_movement_s.begin(), drawn.pre_movement_s.end()) >= 10);
    CHECK(*std::max_element(drawn.pre_movement_s.begin(), drawn.pre_movement_s.end()) <= 100);
}

TEST_CASE("pre-movement times of shape 1.291 and scale 103.901 s have the gamma distribution") {
    const Drawn drawn = draw_crowd(Course::drawn("gamma", 1.291, 103.901), "walker");
    CHECK(distance(drawn.pre_movement_s, [](double t) { return gamma_share(1.291, t / 103.901); }) <
          allowed_distance);
}

TEST_CASE("pre-movement times of logarithmic mean 4.586 have the lognormal distribution") {
    const Drawn drawn = draw_crowd(Course::drawn("lognormal", 4.586, 0.967), "walker");
    CHECK(distance(drawn.pre_movement_s, [](double t) {
              return 0.5 * std::erfc(-(std::log(t) - 4.586) / (0.967 * std::sqrt(2.0)));
          }) < allowed_distance);
}

TEST_CASE("pre-movement times of scale 139.285 s and shape 1.195 have the Weibull distribution") {
    const Drawn drawn = draw_crowd(Course::drawn("weibull", 139.285, 1.195), "walker");
    CHECK(distance(drawn.pre_movement_s, [](double t) {
              return 1 - std::exp(-std::pow(t / 139.285, 1.195));
          }) < allowed_distance);
}

TEST_CASE("pre-movement times have the mean and the deviation of what they are drawn from") {
    struct Row {
        const char* kind;
        double a, b, mean, deviation;
    };
    const auto e = [](double x) { return std::exp(x); };
    const auto g = [](double x) { return std::tgamma(x); };
    const double mu = 4.2, sigma = 0.5, scale = 139.285, shape = 1.195;
    for (const Row row :
         {Row{"constant", 42, 0, 42, 0}, Row{"uniform", 10, 100, 55, 90 / std::sqrt(12.0)},
          Row{"normal", 90, 15, 90, 15},
          Row{"lognormal", mu, sigma, e(mu + 0.5 * sigma * sigma),
              e(mu + 0.5 * sigma * sigma) * std::sqrt(e(sigma * sigma) - 1)},
          Row{"gamma", 1.291, 103.901, 1.291 * 103.901, std::sqrt(1.291) * 103.901},
          Row{"weibull", scale, shape, scale * g(1 + 1 / shape),
              scale * std::sqrt(g(1 + 2 / shape) - g(1 + 1 / shape) * g(1 + 1 / shape))}}) {
        CAPTURE(row.kind);
        const Drawn drawn = draw_crowd(Course::drawn(row.kind, row.a, row.b), "walker");
        double mean = 0, square = 0;
        for (const double t : drawn.pre_movement_s) mean += t / crowd_size;
        for (const double t : drawn.pre_movement_s) square += (t - mean) * (t - mean) / crowd_size;
        // Three standard errors of the mean; the deviation's own scatter is wider.
        CHECK(std::abs(mean - row.mean) <= 3 * row.deviation / std::sqrt(crowd_size) + 1e-4);
        CHECK(std::abs(std::sqrt(square) - row.deviation) <= 0.15 * row.deviation + 1e-3);
    }
}

TEST_CASE("adults of the catalogue walk at 0.95 to 1.55 m/s, all speeds alike") {
    const Drawn drawn = draw_crowd(Course::constant(0), "adult");
    CHECK(distance(drawn.speed_m_s, [](double v) {
              return std::clamp((v - 0.95) / 0.6, 0.0, 1.0);
          }) < allowed_distance);
    CHECK(*std::min_element(drawn.speed_m_s.begin(), drawn.speed_m_s.end()) >= 0.9499);
    CHECK(*std::max_element(drawn.speed_m_s.begin(), drawn.speed_m_s.end()) <= 1.5501);
}
