#include "record/rehearsal/statistics.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace firedrill::rehearsal {

double quantile(std::vector<double> values, double p) {
    std::sort(values.begin(), values.end());
    const double place = std::clamp(p, 0.0, 1.0) * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

double student_t_975(int freedom) {
    // Abramowitz & Stegun 1964, table 26.10; beyond it their expansion 26.7.5.
    static constexpr std::array<double, 30> table{
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
        2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
        2.080,  2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};
    if (freedom <= static_cast<int>(table.size()))
        return table[static_cast<std::size_t>(std::max(1, freedom) - 1)];
    constexpr double z = 1.959964;
    const double n = freedom, z3 = z * z * z, z5 = z3 * z * z;
    return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n);
}

Mean mean_of(const std::vector<double>& values) {
    Mean mean;
    mean.count = static_cast<int>(values.size());
    if (values.empty()) return mean;
    for (const double value : values) mean.value += value;
    mean.value /= mean.count;
    if (mean.count < 2) return mean;
    double squares = 0;
    for (const double value : values) squares += (value - mean.value) * (value - mean.value);
    mean.deviation = std::sqrt(squares / (mean.count - 1));
    mean.half_width = student_t_975(mean.count - 1) * mean.deviation / std::sqrt(mean.count);
    return mean;
}

std::vector<Mean> running_means(const std::vector<double>& values) {
    std::vector<Mean> means;
    for (std::size_t n = 1; n <= values.size(); ++n)
        means.push_back(mean_of({values.begin(), values.begin() + static_cast<std::ptrdiff_t>(n)}));
    return means;
}

int runs_needed(const Mean& mean, double share) {
    if (mean.count < 2) return 0;
    const double allowed = share * std::abs(mean.value);
    if (mean.deviation <= 0) return 2;
    for (int runs = 2; runs < 100000; ++runs) {
        if (student_t_975(runs - 1) * mean.deviation / std::sqrt(runs) <= allowed) return runs;
    }
    return 100000;
}

}  // namespace firedrill::rehearsal
