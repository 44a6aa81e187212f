#include "record/rehearsal/findings.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill::rehearsal {
namespace {

constexpr int curve_points = 120;

void add_maps(Maps& sum, const Maps& one) {
    const auto add = [](std::vector<float>& to, const std::vector<float>& values) {
        if (to.empty()) to.assign(values.size(), 0.0f);
        for (std::size_t i = 0; i < std::min(to.size(), values.size()); ++i) to[i] += values[i];
    };
    add(sum.max_density_1_m2, one.max_density_1_m2);
    add(sum.crowded_s, one.crowded_s);
    add(sum.queue_person_s, one.queue_person_s);
}

void divide_maps(Maps& maps, int runs) {
    for (std::vector<float>* map :
         {&maps.max_density_1_m2, &maps.crowded_s, &maps.queue_person_s}) {
        for (float& value : *map) value /= static_cast<float>(std::max(1, runs));
    }
}

template <class Value>
std::vector<double> over_runs(const std::vector<RunResult>& runs, Value&& value) {
    std::vector<double> values;
    for (const RunResult& run : runs) values.push_back(value(run));
    return values;
}

std::vector<OutShare> out_curve_of(const std::vector<RunResult>& runs) {
    double last_s = 0;
    for (const RunResult& run : runs) {
        if (!run.out_times_s.empty()) last_s = std::max(last_s, run.out_times_s.back());
    }
    std::vector<OutShare> curve;
    for (int k = 0; k <= curve_points; ++k) {
        const double time_s = last_s * k / curve_points;
        const auto shares = over_runs(runs, [&](const RunResult& run) {
            const auto out =
                std::upper_bound(run.out_times_s.begin(), run.out_times_s.end(), time_s + 1e-9) -
                run.out_times_s.begin();
            return static_cast<double>(out) / std::max(1, run.total);
        });
        curve.push_back(
            {time_s, quantile(shares, 0.05), quantile(shares, 0.5), quantile(shares, 0.95)});
    }
    return curve;
}

void gather_exits(Findings& findings) {
    for (std::size_t e = 0; e < findings.building->scenario.exits.size(); ++e) {
        const auto counts = over_runs(
            findings.runs, [&](const RunResult& run) { return double(run.exits.at(e).count); });
        ExitFindings exit;
        exit.mean = mean_of(counts).value;
        exit.least = static_cast<int>(*std::min_element(counts.begin(), counts.end()));
        exit.most = static_cast<int>(*std::max_element(counts.begin(), counts.end()));
        exit.first_s = spread_of(over_runs(
            findings.runs, [&](const RunResult& run) { return run.exits.at(e).first_s; }));
        exit.last_s = spread_of(
            over_runs(findings.runs, [&](const RunResult& run) { return run.exits.at(e).last_s; }));
        findings.exits.push_back(exit);
    }
}

void gather_classes(Findings& findings) {
    for (std::size_t c = 0; c < findings.classes.list.size(); ++c) {
        ClassFindings mine;
        mine.first_out_s = spread_of(over_runs(
            findings.runs, [&](const RunResult& run) { return run.classes.at(c).first_out_s; }));
        // The last one out is known only where nobody stayed inside.
        mine.last_out_s = spread_of(over_runs(findings.runs, [&](const RunResult& run) {
            const ClassOutcome& outcome = run.classes.at(c);
            return outcome.out == outcome.size ? outcome.last_out_s : -1.0;
        }));
        mine.last_assembled_s = spread_of(over_runs(findings.runs, [&](const RunResult& run) {
            const ClassOutcome& outcome = run.classes.at(c);
            return outcome.assembled == outcome.size ? outcome.last_assembled_s : -1.0;
        }));
        for (const RunResult& run : findings.runs) {
            const ClassOutcome& outcome = run.classes.at(c);
            mine.all_out += outcome.out == outcome.size;
            mine.by_planned_exit += outcome.by_planned_exit == outcome.size;
            mine.at_planned_point += outcome.at_planned_point == outcome.size;
            mine.counted += outcome.missing == 0;
            mine.followed += outcome.followed();
        }
        findings.has_plans |= findings.classes.list[c].plan >= 0;
        findings.by_class.push_back(mine);
    }
}

void gather_checks(Findings& findings) {
    for (const RunResult& run : findings.runs) {
        const QualityChecks& checks = run.checks;
        findings.worst.stuck += checks.stuck;
        findings.worst.longest_still_s =
            std::max(findings.worst.longest_still_s, checks.longest_still_s);
        findings.worst.largest_overlap_m =
            std::max(findings.worst.largest_overlap_m, checks.largest_overlap_m);
        findings.worst.outside_samples += checks.outside_samples;
        for (const Flaw& flaw : checks.flaws) findings.flaws.push_back({run.seed, flaw});
        findings.failed_checks += !checks.passed();
    }
    const auto order = [](const FlawOfRun& one) {
        return one.flaw.kind == Flaw::Kind::stuck     ? 0
               : one.flaw.kind == Flaw::Kind::outside ? 1
                                                      : 2;
    };
    std::stable_sort(findings.flaws.begin(), findings.flaws.end(),
                     [&](const FlawOfRun& a, const FlawOfRun& b) { return order(a) < order(b); });
}

}  // namespace

Spread spread_of(const std::vector<double>& values) {
    std::vector<double> came;
    for (const double value : values) {
        if (value >= 0) came.push_back(value);
    }
    Spread spread;
    spread.count = static_cast<int>(came.size());
    if (came.empty()) return spread;
    spread.least = quantile(came, 0);
    spread.q05 = quantile(came, 0.05);
    spread.q50 = quantile(came, 0.5);
    spread.q95 = quantile(came, 0.95);
    spread.most = quantile(came, 1);
    return spread;
}

Findings gather(const Building& building, const Folder& folder, int runs) {
    Findings findings;
    findings.building = &building;
    findings.manifest = folder.manifest();
    findings.classes = make_classes(building);
    findings.raster = make_plan_raster(building, make_walk_map(building));
    for (int run = 0; run < runs; ++run) {
        RunResult result = folder.load(run);
        add_maps(findings.mean_maps, result.maps);
        result.maps = {};
        findings.runs.push_back(std::move(result));
    }
    divide_maps(findings.mean_maps, runs);
    for (const RunResult& run : findings.runs) {
        if (run.evacuation_s >= 0) findings.evacuation_times_s.push_back(run.evacuation_s);
        findings.plan_followed += run.plan_followed();
    }
    findings.evacuation_s = spread_of(findings.evacuation_times_s);
    findings.evacuation_mean = mean_of(findings.evacuation_times_s);
    findings.running = running_means(findings.evacuation_times_s);
    findings.needed_2_percent = runs_needed(findings.evacuation_mean, 0.02);
    findings.assembled_s =
        spread_of(over_runs(findings.runs, [](const RunResult& run) { return run.assembled_s; }));
    for (std::size_t k = 0; k < out_shares.size(); ++k) {
        findings.share_out_s[k] = spread_of(
            over_runs(findings.runs, [&](const RunResult& run) { return run.share_out_s[k]; }));
    }
    findings.out_curve = out_curve_of(findings.runs);
    gather_exits(findings);
    gather_classes(findings);
    gather_checks(findings);
    return findings;
}

}  // namespace firedrill::rehearsal
