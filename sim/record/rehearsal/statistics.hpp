// Statistics over runs: quantiles, the mean with its confidence interval, and how many runs the
// mean needs. Plain numbers; knows nothing of rehearsals.
#pragma once

#include <cstddef>
#include <vector>

namespace firedrill::rehearsal {

// Share p [0 … 1] of `values` (any order, not empty) lies at or below this: linear between order
// statistics, as spreadsheets do (Hyndman & Fan 1996, type 7).
double quantile(std::vector<double> values, double p);

// Student's t: the value that a share of 97.5 % lies below, for `freedom` >= 1 degrees.
double student_t_975(int freedom);

struct Mean {
    int count = 0;
    double value = 0, deviation = 0;  // standard deviation of the sample; 0 below two values
    double half_width = 0;            // of the 95 % confidence interval; 0 below two values
};
Mean mean_of(const std::vector<double>& values);

// The mean of the first 1, 2, … values, in their order.
std::vector<Mean> running_means(const std::vector<double>& values);

// Runs after which the interval's half-width is at most `share` of the mean, judged by the spread
// of all; 0 below two values.
int runs_needed(const Mean& mean, double share);

}  // namespace firedrill::rehearsal
