// Findings: the runs of a rehearsal taken together: quantiles of times, use of exits, first and
// last of every class, how often the plan was followed, and maps averaged over the runs. Tables,
// workbook and page are written from it.
#pragma once

#include <array>
#include <vector>

#include "record/rehearsal/classes.hpp"
#include "record/rehearsal/folder.hpp"
#include "record/rehearsal/plan_raster.hpp"
#include "record/rehearsal/statistics.hpp"

namespace firedrill::rehearsal {

// A time over the runs in which it came.
struct Spread {
    int count = 0;  // of those runs; the rest is meaningless at 0
    double least = 0, q05 = 0, q50 = 0, q95 = 0, most = 0;
};
Spread spread_of(const std::vector<double>& values);  // negative ones left out

struct ExitFindings {
    double mean = 0;
    int least = 0, most = 0;
    Spread first_s, last_s;
};

struct ClassFindings {
    Spread first_out_s, last_out_s, last_assembled_s;
    int all_out = 0, by_planned_exit = 0, at_planned_point = 0, counted = 0, followed = 0;  // runs
};

// Share of the people out at a time, over the runs.
struct OutShare {
    double time_s = 0, q05 = 0, q50 = 0, q95 = 0;
};

// Something that must not happen, and the run it happened in.
struct FlawOfRun {
    std::uint64_t seed = 0;
    Flaw flaw;
};

struct Findings {
    const Building* building = nullptr;
    Manifest manifest;
    Classes classes;
    PlanRaster raster;
    std::vector<RunResult> runs;  // without their maps

    std::vector<double> evacuation_times_s;  // of runs in which everybody got out
    Spread evacuation_s, assembled_s;
    Mean evacuation_mean;
    std::vector<Mean> running;
    int needed_2_percent = 0;
    std::array<Spread, out_shares.size()> share_out_s;
    std::vector<OutShare> out_curve;
    std::vector<ExitFindings> exits;
    std::vector<ClassFindings> by_class;
    Maps mean_maps;
    QualityChecks worst;           // largest figure of any run; counts are sums; no flaws
    std::vector<FlawOfRun> flaws;  // stuck, off the floor, overlapping; in the order of the runs
    int failed_checks = 0;         // runs
    int plan_followed = 0;         // runs
    bool has_plans = false;
    bool passed() const { return failed_checks == 0; }
};

// The first `runs` runs of the folder. Throws LoadError where one is missing or damaged.
Findings gather(const Building& building, const Folder& folder, int runs);

}  // namespace firedrill::rehearsal
