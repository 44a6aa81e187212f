// Statistics of samples: mean, spread, and the test of Kolmogorov and Smirnov against a named
// distribution. Knows nothing of what was sampled.
#pragma once

#include <span>
#include <vector>

#include "building/scenario.hpp"

namespace firedrill::validate {

double mean_of(std::span<const double> sample);
double deviation_of(std::span<const double> sample);  // of the sample, n - 1
// Share of the distribution below x, cut at its low and high.
double share_below(const Distribution& distribution, double x);
// Largest distance between the sample's steps and the distribution.
double ks_distance(std::vector<double> sample, const Distribution& distribution);
// Probability that a true sample of n lies at least so far off (Stephens 1970).
double ks_probability(double distance, std::size_t n);
// Least-squares slope of values over 0, 1, 2 …
double slope_of(std::span<const double> values);

}  // namespace firedrill::validate
