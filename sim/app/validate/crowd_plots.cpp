// The plots of the page, one function per kind.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "app/validate/crowd_page.hpp"

namespace firedrill::validate {
namespace {

using Kind = Series::Kind;

Series curve(const std::string& name, double from, double to, double (*f)(double)) {
    Series series{Kind::line, name, {}, false};
    for (int i = 0; i <= 100; ++i) {
        const double x = from + (to - from) * i / 100;
        series.points.push_back({x, f(x)});
    }
    return series;
}

Series counted(const std::string& name, const std::vector<double>& times_s) {
    Series series{Kind::steps, name, {{0, 0}}, true};
    for (std::size_t i = 0; i < times_s.size(); ++i)
        series.points.push_back({times_s[i], static_cast<double>(i + 1)});
    return series;
}

std::vector<double> out_times(const RunRecord& record, const std::string& exit = "") {
    std::vector<double> times;
    for (const PersonRecord& person : record.people) {
        if (person.out_s >= 0 && (exit.empty() || person.exit_used == record.exit(exit)))
            times.push_back(person.out_s);
    }
    std::sort(times.begin(), times.end());
    return times;
}

std::vector<Chart> fundamental_diagram(const CrowdCase& test, const CrowdSuite& suite) {
    Chart speed{"Fundamental diagram: speed", "density [1/m2]", "speed [m/s]", {}},
        flow{"Fundamental diagram: flow", "density [1/m2]", "specific flow [1/(m s)]", {}};
    speed.series.push_back(curve("Weidmann 1993", 0.01, 5.4, weidmann_speed_m_s));
    flow.series.push_back(
        curve("Weidmann 1993", 0.01, 5.4, [](double d) { return d * weidmann_speed_m_s(d); }));
    Series speeds{Kind::dots, "Firedrill", {}, true}, flows = speeds;
    for (const RunSpec& run : test.runs) {
        const AreaMean mean = area_mean(suite.records(test, run.name), "middle", 10, 70);
        speeds.points.push_back({mean.density_1_m2, mean.speed_m_s});
        flows.points.push_back({mean.density_1_m2, mean.flow_1_m_s});
    }
    speed.series.push_back(speeds);
    flow.series.push_back(flows);
    return {speed, flow};
}

std::vector<Chart> stairs(const CrowdCase& test, const CrowdSuite& suite,
                          const Laboratory& laboratory) {
    std::vector<Chart> charts;
    for (const RunSpec& run : test.runs) {
        const bool down = run.name == "down";
        const auto& bands = down ? laboratory.stairs_down : laboratory.stairs_up;
        Chart chart{down ? "Stairs, downwards" : "Stairs, upwards",
                    "density in plan [1/m2]",
                    "speed in plan [m/s]",
                    {}};
        Series band{Kind::band, "RiMEA figure 16", {}, false};
        for (const StairBand& b : bands) band.points.push_back({b.density_1_m2, b.low_m_s});
        for (auto b = bands.rbegin(); b != bands.rend(); ++b)
            band.points.push_back({b->density_1_m2, b->high_m_s});
        Series ours{Kind::dots, "Firedrill", {}, true};
        for (const RunRecord& record : suite.records(test, run.name)) {
            const std::size_t area = record.area("stair");
            for (std::size_t i = 1; i < record.samples[area].size(); i += 2) {
                const AreaSample& sample = record.samples[area][i];
                if (sample.people > 0)
                    ours.points.push_back({sample.people / record.area_m2[area], sample.speed_m_s});
            }
        }
        chart.series = {band, ours};
        charts.push_back(chart);
    }
    return charts;
}

std::vector<Chart> bottleneck(const CrowdSuite& suite, const std::vector<const CrowdCase*>& all,
                              const Laboratory& laboratory) {
    Chart chart{"Flow through a bottleneck", "width [m]", "persons per second", {}};
    Series ours{Kind::dots, "Firedrill, each seed", {}, true}, fast = ours;
    fast.name = "Firedrill, people of AO 2009";
    for (const CrowdCase* test : all) {
        if (test->id.rfind("house_bottleneck", 0) != 0) continue;
        for (const RunSpec& run : test->runs) {
            // The gap's own length is its width.
            const auto& lines = suite.scene(run.scene).lines;
            const double width = glm::distance(lines.front().a, lines.front().b);
            Series& series = run.scene.find("hermes") == std::string::npos ? ours : fast;
            for (const RunRecord& record : suite.records(*test, run.name))
                series.points.push_back({width, steady_flow_1_s(passing_times(record, "gap"))});
        }
    }
    chart.series.push_back(ours);
    chart.series.push_back(fast);
    for (const DataSet& set : laboratory.bottlenecks)
        chart.series.push_back({Kind::dots, set.name, set.points, false});
    return {chart};
}

std::vector<Chart> counterflow(const CrowdCase& test, const CrowdSuite& suite) {
    Chart chart{
        "Counterflow: last of the hundred", "people in the other direction", "time [s]", {}};
    Series ours{Kind::dots, "Firedrill, each seed", {}, true},
        other{Kind::line, "FDS+Evac", {{0, 50.0}, {10, 75.0}, {50, 106.9}, {100, 136.1}}, false};
    for (const RunSpec& run : test.runs) {
        for (const RunRecord& record : suite.records(test, run.name)) {
            const std::size_t line = record.line("arrived");
            double last = 0;
            for (const PersonRecord& person : record.people) {
                if (record.groups[static_cast<std::size_t>(person.group)] != "hundred") continue;
                last = person.passed_s[line] < 0 ? std::nan("")
                                                 : std::max(last, person.passed_s[line]);
                if (std::isnan(last)) break;
            }
            ours.points.push_back({std::stod(run.name), last});
        }
    }
    chart.series = {ours, other};
    return {chart};
}

std::vector<Chart> single_file(const CrowdCase& test, const CrowdSuite& suite,
                               const Laboratory& laboratory) {
    Chart chart{"Single file", "density [1/m]", "speed [m/s]", {}};
    Series ours{Kind::dots, "Firedrill", {}, true};
    for (const RunSpec& run : test.runs) {
        if (run.speed) continue;
        const AreaMean mean = area_mean(suite.records(test, run.name), "middle", 8, 20);
        ours.points.push_back({mean.density_1_m2 * 0.7, mean.speed_m_s});
    }
    chart.series.push_back(ours);
    for (const DataSet& set : laboratory.single_file)
        chart.series.push_back({Kind::dots, set.name, set.points, false});
    return {chart};
}

std::vector<Chart> smoke(const CrowdCase& test, const CrowdSuite& suite) {
    Chart chart{"Walking in smoke", "extinction K [1/m]", "share of the free speed", {}};
    chart.series.push_back(curve("FDS+Evac law", 0, 12, [](double k) {
        return speed_in_smoke(SmokeSpeedLaw::fds_evac, 1.0, k);
    }));
    const auto travel_s = [&](const std::string& run) {
        const RunRecord& record = suite.records(test, run).front();
        const PersonRecord& person = record.people.front();
        return person.passed_s[record.line("end")] - person.passed_s[record.line("start")];
    };
    Series ours{Kind::dots, "Firedrill, 1.25 m/s", {}, true};
    for (const RunSpec& run : test.runs) {
        if (run.air && !run.speed)
            ours.points.push_back(
                {run.air->extinction_1_m, travel_s("clear") / travel_s(run.name)});
    }
    chart.series.push_back(ours);
    return {chart};
}

std::vector<Chart> densities(const CrowdCase& test, const CrowdSuite& suite) {
    Chart chart{"Density over time", "time [s]", "density [1/m2]", {}};
    const RunRecord& record = suite.records(test, test.runs.front().name).front();
    for (std::size_t area = 0; area < record.areas.size(); ++area) {
        Series series{Kind::line, record.areas[area], {}, true};
        double sum = 0;
        const auto& samples = record.samples[area];
        for (std::size_t i = 0; i < samples.size(); ++i) {
            sum += samples[i].people - (i >= 10 ? samples[i - 10].people : 0);
            if (i >= 9)
                series.points.push_back({samples[i].time_s, sum / 10 / record.area_m2[area]});
        }
        chart.series.push_back(series);
    }
    return {chart};
}

}  // namespace

std::vector<Chart> charts_of(const CrowdCase& test, const CrowdSuite& suite,
                             const std::vector<const CrowdCase*>& all,
                             const Laboratory& laboratory) {
    const auto first = [&](const std::string& run) -> const RunRecord& {
        return suite.records(test, run).front();
    };
    const auto over_time = [](const std::string& title) {
        return Chart{title, "time [s]", "people", {}};
    };
    if (test.plot == "fundamental_diagram") return fundamental_diagram(test, suite);
    if (test.plot == "stairs") return stairs(test, suite, laboratory);
    if (test.plot == "bottleneck") return bottleneck(suite, all, laboratory);
    if (test.plot == "counterflow") return counterflow(test, suite);
    if (test.plot == "single_file") return single_file(test, suite, laboratory);
    if (test.plot == "smoke") return smoke(test, suite);
    if (test.plot == "stair_queue") return densities(test, suite);
    if (test.plot == "large_room") {
        Chart chart = over_time("People out of the large room");
        for (const RunSpec& run : test.runs)
            chart.series.push_back(counted(run.name + " doors", out_times(first(run.name))));
        return {chart};
    }
    if (test.plot == "two_exits") {
        Chart chart = over_time("People out by exit");
        for (const char* exit : {"near", "far"})
            chart.series.push_back(counted(exit, out_times(first(test.runs.front().name), exit)));
        return {chart};
    }
    if (test.plot == "serial_necks" || test.plot == "route_choice") {
        Chart chart = over_time(test.plot == "serial_necks" ? "People through two bottlenecks: N(t)"
                                                            : "People down each stair: N(t)");
        const RunRecord& record = first(test.runs.front().name);
        for (const std::string& line : record.lines)
            chart.series.push_back(counted(line, passing_times(record, line)));
        return {chart};
    }
    return {};
}

}  // namespace firedrill::validate
