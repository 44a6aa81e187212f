#include "app/validate/statistics.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill::validate {
namespace {

// Regularised lower incomplete gamma function by its series.
double gamma_share(double shape, double x) {
    double term = 1 / shape, sum = term;
    for (int n = 1; n < 1000; ++n) {
        term *= x / (shape + n);
        sum += term;
    }
    return sum * std::exp(-x + shape * std::log(x) - std::lgamma(shape));
}

double normal_share(double z) {
    return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

double uncut_share(const Distribution& d, double x) {
    switch (d.kind) {
        case Distribution::Kind::constant:
            return x < d.a ? 0 : 1;
        case Distribution::Kind::uniform:
            return std::clamp((x - d.a) / (d.b - d.a), 0.0, 1.0);
        case Distribution::Kind::normal:
            return normal_share((x - d.a) / d.b);
        case Distribution::Kind::lognormal:
            return x <= 0 ? 0 : normal_share((std::log(x) - d.a) / d.b);
        case Distribution::Kind::gamma:
            return x <= 0 ? 0 : gamma_share(d.a, x / d.b);
        case Distribution::Kind::weibull:
            return x <= 0 ? 0 : 1 - std::exp(-std::pow(x / d.a, d.b));
    }
    return 0;
}

}  // namespace

double mean_of(std::span<const double> sample) {
    double sum = 0;
    for (const double value : sample) sum += value;
    return sample.empty() ? 0 : sum / static_cast<double>(sample.size());
}

double deviation_of(std::span<const double> sample) {
    if (sample.size() < 2) return 0;
    const double mean = mean_of(sample);
    double sum = 0;
    for (const double value : sample) sum += (value - mean) * (value - mean);
    return std::sqrt(sum / static_cast<double>(sample.size() - 1));
}

double share_below(const Distribution& d, double x) {
    if (x <= d.low) return 0;
    if (x >= d.high) return 1;
    const double low = d.low > -1e29 ? uncut_share(d, d.low) : 0;
    const double high = d.high < 1e29 ? uncut_share(d, d.high) : 1;
    return (uncut_share(d, x) - low) / (high - low);
}

double ks_distance(std::vector<double> sample, const Distribution& distribution) {
    std::sort(sample.begin(), sample.end());
    const auto n = static_cast<double>(sample.size());
    double largest = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const double share = share_below(distribution, sample[i]);
        largest = std::max({largest, std::abs(share - static_cast<double>(i) / n),
                            std::abs(share - static_cast<double>(i + 1) / n)});
    }
    return largest;
}

double ks_probability(double distance, std::size_t n) {
    if (n == 0) return 0;
    const double root = std::sqrt(static_cast<double>(n));
    const double lambda = (root + 0.12 + 0.11 / root) * distance;
    if (lambda < 0.2) return 1;
    double sum = 0;
    for (int k = 1; k <= 100; ++k)
        sum += (k % 2 == 1 ? 2.0 : -2.0) * std::exp(-2.0 * k * k * lambda * lambda);
    return std::clamp(sum, 0.0, 1.0);
}

double slope_of(std::span<const double> values) {
    const auto n = static_cast<double>(values.size());
    const double middle = (n - 1) / 2, mean = mean_of(values);
    double over = 0, under = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double x = static_cast<double>(i) - middle;
        over += x * (values[i] - mean);
        under += x * x;
    }
    return under > 0 ? over / under : 0;
}

}  // namespace firedrill::validate
