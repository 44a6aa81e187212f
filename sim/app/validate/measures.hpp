// Measures: one number from the records of a run (all its seeds), by name and parameters of a
// claim. What cannot be measured, because somebody never arrived, is not_measured, which no bound
// holds. Knows records and laboratory data; nothing of how crowds walk.
#pragma once

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "app/validate/crowd_case.hpp"
#include "app/validate/crowd_run.hpp"
#include "app/validate/laboratory.hpp"

namespace firedrill::validate {

inline constexpr double not_measured = std::numeric_limits<double>::quiet_NaN();

using Records = std::vector<RunRecord>;  // one per seed

struct Evidence {
    const Laboratory& laboratory;
    std::function<const Records&(const std::string& run)> of_run;
};

// Throws LoadError for an unknown measure, line, area, group or exit.
double measure(const Claim& claim, const std::string& run, const Evidence& evidence);

struct ClaimResult {
    const Claim* claim = nullptr;
    std::vector<std::pair<std::string, double>> values;  // by run
    bool holds = true;                                   // of reports always
    std::string criterion;                               // as text, with the band used
};
ClaimResult judge(const Claim& claim, const Evidence& evidence);

// Parts of measures that have tests of their own and serve the plots.
double steady_flow_1_s(std::vector<double> times_s);  // from the tenth to the ninetieth percent
struct AreaMean {
    double density_1_m2 = 0, speed_m_s = 0, flow_1_m_s = 0;
};
// Over the samples in [from_s, to_s] of all seeds; speed is the mean over people, not over samples.
AreaMean area_mean(const Records& records, const std::string& area, double from_s, double to_s);
std::vector<double> passing_times(const RunRecord& record, const std::string& line);  // ascending

}  // namespace firedrill::validate
