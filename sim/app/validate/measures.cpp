#include "app/validate/measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

#include "app/validate/statistics.hpp"
#include "base/error.hpp"

namespace firedrill::validate {
namespace {

// The parameters of a claim, said wrong where one is missing.
struct Parameters {
    const Claim& claim;

    [[noreturn]] void fault(const std::string& what) const {
        throw LoadError({{"measure " + claim.measure, 0, ""}, what, "correct the list of cases"});
    }
    const std::string& text(const std::string& key) const {
        const auto found = claim.text.find(key);
        if (found == claim.text.end()) fault("needs \"" + key + "\"");
        return found->second;
    }
    std::string text_or(const std::string& key, const std::string& otherwise) const {
        const auto found = claim.text.find(key);
        return found == claim.text.end() ? otherwise : found->second;
    }
    double number(const std::string& key) const {
        const auto found = claim.number.find(key);
        if (found == claim.number.end()) fault("needs \"" + key + "\"");
        return found->second;
    }
    double number_or(const std::string& key, double otherwise) const {
        const auto found = claim.number.find(key);
        return found == claim.number.end() ? otherwise : found->second;
    }
    bool has(const std::string& key) const { return claim.text.count(key) > 0; }
    std::vector<std::string> words(const std::string& key) const {
        std::istringstream words(text(key));
        std::vector<std::string> all;
        for (std::string word; words >> word;) all.push_back(word);
        return all;
    }
    Distribution distribution() const {
        static const std::map<std::string, Distribution::Kind> kinds{
            {"uniform", Distribution::Kind::uniform},
            {"normal", Distribution::Kind::normal},
            {"lognormal", Distribution::Kind::lognormal},
            {"gamma", Distribution::Kind::gamma},
            {"weibull", Distribution::Kind::weibull}};
        const auto kind = kinds.find(text("distribution"));
        if (kind == kinds.end()) fault("knows no such distribution");
        Distribution d;
        d.kind = kind->second;
        d.a = number("a");
        d.b = number("b");
        d.low = number_or("low", -1e30);
        d.high = number_or("high", 1e30);
        return d;
    }
};

bool counts(const Parameters& p, const RunRecord& record, const PersonRecord& person,
            const std::string& key = "group") {
    if (!p.has(key)) return true;
    for (const std::string& id : p.words(key)) {
        if (record.group(id) == person.group) return true;
    }
    return false;
}

double mean_or_none(const std::vector<double>& values) {
    return values.empty() ? not_measured : mean_of(values);
}

double travel_s(const Parameters& p, const Records& records) {
    std::vector<double> times;
    for (const RunRecord& record : records) {
        const std::size_t from = record.line(p.text("from")), to = record.line(p.text("to"));
        for (const PersonRecord& person : record.people) {
            if (!counts(p, record, person)) continue;
            if (person.passed_s[from] < 0 || person.passed_s[to] < 0) return not_measured;
            times.push_back(std::abs(person.passed_s[to] - person.passed_s[from]));
        }
    }
    return mean_or_none(times);
}

// Free speeds over a known way, each person at the first pair of lines that he passed.
std::vector<double> walked_speeds(const Parameters& p, const Records& records) {
    std::vector<double> speeds;
    const int rows = static_cast<int>(p.number("rows"));
    for (const RunRecord& record : records) {
        for (const PersonRecord& person : record.people) {
            for (int row = 0; row < rows; ++row) {
                const double from = person.passed_s[record.line(fmt::format("from_{}", row))];
                const double to = person.passed_s[record.line(fmt::format("to_{}", row))];
                if (from < 0 || to <= from) continue;
                speeds.push_back(p.number("length_m") / (to - from));
                break;
            }
        }
    }
    return speeds;
}

double last_out_s(const Parameters& p, const Records& records) {
    std::vector<double> last;
    for (const RunRecord& record : records) {
        double latest = 0;
        for (const PersonRecord& person : record.people) {
            if (!counts(p, record, person)) continue;
            if (person.out_s < 0) return not_measured;
            latest = std::max(latest, person.out_s);
        }
        last.push_back(latest);
    }
    return mean_or_none(last);
}

double last_passed_s(const Parameters& p, const Records& records) {
    std::vector<double> last;
    for (const RunRecord& record : records) {
        const std::size_t line = record.line(p.text("line"));
        double latest = 0;
        for (const PersonRecord& person : record.people) {
            if (!counts(p, record, person)) continue;
            if (person.passed_s[line] < 0) return not_measured;
            latest = std::max(latest, person.passed_s[line]);
        }
        last.push_back(latest);
    }
    return mean_or_none(last);
}

std::vector<double> started(const Records& records) {
    std::vector<double> times;
    for (const RunRecord& record : records) {
        for (const PersonRecord& person : record.people) {
            if (person.started_s >= 0) times.push_back(person.started_s);
        }
    }
    return times;
}

double start_error_s(const Records& records) {
    double worst = 0;
    for (const RunRecord& record : records) {
        for (const PersonRecord& person : record.people) {
            const double expected =
                person.given_start_s >= 0 ? person.given_start_s : person.started_s;
            if (person.moved_s < 0 || expected < 0) return not_measured;
            worst = std::max(worst, std::abs(person.moved_s - expected));
        }
    }
    return worst;
}

// How many of those who left used an exit.
double exit_users(const Parameters& p, const Records& records, bool as_share) {
    double used = 0, all = 0;
    for (const RunRecord& record : records) {
        const std::int32_t exit = record.exit(p.text("exit"));
        for (const PersonRecord& person : record.people) {
            if (!counts(p, record, person)) continue;
            all += 1;
            used += person.exit_used == exit;
        }
    }
    if (all == 0) return not_measured;
    return as_share ? used / all : used / static_cast<double>(records.size());
}

double planned_share(const Records& records) {
    double kept = 0, all = 0;
    for (const RunRecord& record : records) {
        for (const PersonRecord& person : record.people) {
            const auto group = static_cast<std::size_t>(person.group);
            if (record.planned_exit[group] < 0) continue;
            all += 1;
            kept += person.exit_used == record.planned_exit[group];
        }
    }
    return all > 0 ? kept / all : not_measured;
}

double flow_1_s(const Parameters& p, const Records& records, bool whole) {
    std::vector<double> flows;
    for (const RunRecord& record : records) {
        std::vector<double> times;
        if (p.has("line")) {
            times = passing_times(record, p.text("line"));
        } else {
            for (const PersonRecord& person : record.people) {
                if (person.out_s >= 0) times.push_back(person.out_s);
            }
            std::sort(times.begin(), times.end());
        }
        if (times.size() < record.people.size() || times.empty()) return not_measured;
        flows.push_back(whole ? static_cast<double>(times.size()) / times.back()
                              : steady_flow_1_s(times));
    }
    return mean_or_none(flows) / p.number_or("width_m", 1);
}

double peak_density(const Parameters& p, const Records& records, const std::string& key) {
    constexpr std::size_t window = 10;  // 5 s
    std::vector<double> peaks;
    for (const RunRecord& record : records) {
        const std::size_t area = record.area(p.text(key));
        const auto& samples = record.samples[area];
        double most = 0, sum = 0;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            sum += samples[i].people;
            if (i >= window) sum -= samples[i - window].people;
            if (i + 1 >= window) most = std::max(most, sum / window);
        }
        peaks.push_back(most / record.area_m2[area]);
    }
    return mean_or_none(peaks);
}

AreaMean area_of(const Parameters& p, const Records& records) {
    return area_mean(records, p.text("area"), p.number("from_s"), p.number("to_s"));
}

double weidmann_miss(const Parameters& p, const Records& records) {
    const AreaMean mean = area_of(p, records);
    if (mean.density_1_m2 <= 0) return not_measured;
    return std::abs(mean.speed_m_s - weidmann_speed_m_s(mean.density_1_m2));
}

const std::vector<StairBand>& stair_bands(const Parameters& p, const Laboratory& laboratory) {
    if (p.text("direction") == "down") return laboratory.stairs_down;
    if (p.text("direction") == "up") return laboratory.stairs_up;
    p.fault("needs the direction up or down");
}

template <class Each>
void stair_samples(const Records& records, const std::string& area_id, Each&& each) {
    for (const RunRecord& record : records) {
        const std::size_t area = record.area(area_id);
        for (std::size_t i = 1; i < record.samples[area].size(); i += 2) {  // once a second
            const AreaSample& sample = record.samples[area][i];
            if (sample.people > 0) each(sample.people / record.area_m2[area], sample.speed_m_s);
        }
    }
}

double stairs_in_band(const Parameters& p, const Records& records, const Laboratory& laboratory) {
    constexpr double enough = 10;
    double within = 0, all = 0;
    stair_samples(records, p.text("area"), [&](double density, double speed) {
        double low = 0, high = 0;
        if (!Laboratory::stair_band(stair_bands(p, laboratory), density, low, high)) return;
        all += 1;
        within += speed >= low && speed <= high;
    });
    return all >= enough ? within / all : not_measured;
}

// Least difference of mean speeds down and up over the bins of density that both runs have.
double down_faster_m_s(const Parameters& p, const Evidence& evidence) {
    constexpr std::array<double, 6> edges{0.3, 0.6, 0.9, 1.2, 1.5, 1.8};
    const auto means = [&](const std::string& run) {
        std::array<std::vector<double>, edges.size()> bins;
        stair_samples(evidence.of_run(run), p.text("area"), [&](double density, double speed) {
            for (std::size_t b = 0; b + 1 < edges.size(); ++b) {
                if (density >= edges[b] && density < edges[b + 1]) bins[b].push_back(speed);
            }
        });
        return bins;
    };
    const auto down = means(p.text("down")), up = means(p.text("up"));
    constexpr std::size_t enough = 5;
    double least = not_measured;
    for (std::size_t b = 0; b < edges.size(); ++b) {
        if (down[b].size() < enough || up[b].size() < enough) continue;
        const double gain = mean_of(down[b]) - mean_of(up[b]);
        if (!(least <= gain)) least = gain;
    }
    return least;
}

double spread_s(const Parameters& p, const Records& records) {
    double worst = 0;
    for (const RunRecord& record : records) {
        double first = 1e30, last = -1e30;
        for (const PersonRecord& person : record.people) {
            if (!counts(p, record, person)) continue;
            if (person.out_s < 0) return not_measured;
            first = std::min(first, person.out_s);
            last = std::max(last, person.out_s);
        }
        worst = std::max(worst, last - first);
    }
    return worst;
}

double fallen_s(const Records& records) {
    std::vector<double> times;
    for (const RunRecord& record : records) {
        for (const PersonRecord& person : record.people) {
            if (person.fallen_s < 0) return not_measured;
            times.push_back(person.fallen_s);
        }
    }
    return mean_or_none(times);
}

double line_share(const Parameters& p, const Records& records) {
    double passed = 0, all = 0;
    for (const RunRecord& record : records) {
        const std::size_t line = record.line(p.text("line"));
        for (const PersonRecord& person : record.people) {
            if (!counts(p, record, person)) continue;
            all += 1;
            passed += person.passed_s[line] >= 0;
        }
    }
    return all > 0 ? passed / all : not_measured;
}

template <class Of>
double worst(const Records& records, Of&& of) {
    double most = 0;
    for (const RunRecord& record : records) most = std::max(most, static_cast<double>(of(record)));
    return most;
}

bool in_order(Order order, const std::vector<double>& values, double play) {
    if (order == Order::slope_up) return slope_of(values) > 0;
    for (std::size_t i = 0; i + 1 < values.size(); ++i) {
        const double step = values[i + 1] - values[i];
        const bool good = order == Order::rising        ? step > -play
                          : order == Order::not_falling ? step >= -play
                          : order == Order::falling     ? step < play
                                                        : step <= play;
        if (!good) return false;
    }
    return true;
}

std::string order_text(Order order) {
    switch (order) {
        case Order::rising:
            return "rises from each to the next";
        case Order::not_falling:
            return "never falls";
        case Order::falling:
            return "falls from each to the next";
        case Order::not_rising:
            return "never rises";
        case Order::slope_up:
            return "rises on the whole";
        case Order::none:
            break;
    }
    return "";
}

}  // namespace

double steady_flow_1_s(std::vector<double> times_s) {
    std::sort(times_s.begin(), times_s.end());
    const std::size_t n = times_s.size();
    if (n < 10) return not_measured;
    const std::size_t first = n / 10, last = n - 1 - n / 10;
    return static_cast<double>(last - first) / (times_s[last] - times_s[first]);
}

std::vector<double> passing_times(const RunRecord& record, const std::string& line) {
    std::vector<double> times;
    const std::size_t index = record.line(line);
    for (const PersonRecord& person : record.people) {
        if (person.passed_s[index] >= 0) times.push_back(person.passed_s[index]);
    }
    std::sort(times.begin(), times.end());
    return times;
}

AreaMean area_mean(const Records& records, const std::string& area_id, double from_s, double to_s) {
    double people = 0, samples = 0, speed = 0, area_m2 = 1;
    for (const RunRecord& record : records) {
        const std::size_t area = record.area(area_id);
        area_m2 = record.area_m2[area];
        for (const AreaSample& sample : record.samples[area]) {
            if (sample.time_s < from_s || sample.time_s > to_s) continue;
            samples += 1;
            people += sample.people;
            speed += sample.people * sample.speed_m_s;
        }
    }
    AreaMean mean;
    if (samples > 0 && people > 0) {
        mean.density_1_m2 = people / samples / area_m2;
        mean.speed_m_s = speed / people;
        mean.flow_1_m_s = mean.density_1_m2 * mean.speed_m_s;
    }
    return mean;
}

double measure(const Claim& claim, const std::string& run, const Evidence& evidence) {
    const Parameters p{claim};
    const Records& records = evidence.of_run(run);
    const std::string& name = claim.measure;
    if (name == "travel_s") return travel_s(p, records);
    if (name == "speed_mean") return mean_or_none(walked_speeds(p, records));
    if (name == "speed_sd") return deviation_of(walked_speeds(p, records));
    if (name == "speed_min" || name == "speed_max") {
        const auto speeds = walked_speeds(p, records);
        if (speeds.empty()) return not_measured;
        return name == "speed_min" ? *std::min_element(speeds.begin(), speeds.end())
                                   : *std::max_element(speeds.begin(), speeds.end());
    }
    if (name == "speed_ks_p") {
        const auto speeds = walked_speeds(p, records);
        return ks_probability(ks_distance(speeds, p.distribution()), speeds.size());
    }
    if (name == "last_out_s") return last_out_s(p, records);
    if (name == "last_passed_s") return last_passed_s(p, records);
    if (name == "left_inside")
        return worst(records, [](const RunRecord& r) { return r.left_inside; });
    if (name == "outside")
        return worst(records, [](const RunRecord& r) { return r.passed_walls + r.off_the_floor; });
    if (name == "overlap_m") return worst(records, [](const RunRecord& r) { return r.overlap_m; });
    if (name == "start_error_s") return start_error_s(records);
    if (name == "start_min_s" || name == "start_max_s") {
        const auto times = started(records);
        if (times.empty()) return not_measured;
        return name == "start_min_s" ? *std::min_element(times.begin(), times.end())
                                     : *std::max_element(times.begin(), times.end());
    }
    if (name == "start_ks_p") {
        const auto times = started(records);
        return ks_probability(ks_distance(times, p.distribution()), times.size());
    }
    if (name == "exit_share") return exit_users(p, records, true);
    if (name == "exit_count") return exit_users(p, records, false);
    if (name == "planned_share") return planned_share(records);
    if (name == "flow_whole_1_s") return flow_1_s(p, records, true);
    if (name == "flow_steady_1_s") return flow_1_s(p, records, false);
    if (name == "peak_density_1_m2") return peak_density(p, records, "area");
    if (name == "peak_density_ratio") {
        const double other = peak_density(p, records, "of_area");
        return other > 0 ? peak_density(p, records, "area") / other : not_measured;
    }
    if (name == "mean_density_1_m2") return area_of(p, records).density_1_m2;
    if (name == "mean_speed_m_s") return area_of(p, records).speed_m_s;
    if (name == "mean_flow_1_m_s") return area_of(p, records).flow_1_m_s;
    if (name == "weidmann_miss_m_s") return weidmann_miss(p, records);
    if (name == "stairs_in_band") return stairs_in_band(p, records, evidence.laboratory);
    if (name == "down_faster_m_s") return down_faster_m_s(p, evidence);
    if (name == "spread_s") return spread_s(p, records);
    if (name == "fallen_s") return fallen_s(records);
    if (name == "line_share") return line_share(p, records);
    p.fault("is unknown");
}

ClaimResult judge(const Claim& claim, const Evidence& evidence) {
    ClaimResult result;
    result.claim = &claim;
    auto at_least = claim.at_least, at_most = claim.at_most;
    if (claim.band == "bottleneck") {
        const Band band = evidence.laboratory.bottleneck_band(claim.number.at("of_width_m"));
        at_least = band.low;
        at_most = band.high;
        result.criterion = fmt::format("{:.2f} to {:.2f} ({})", band.low, band.high, band.from);
    } else if (at_least && at_most) {
        result.criterion = fmt::format("{:g} to {:g}", *at_least, *at_most);
    } else if (at_least) {
        result.criterion = fmt::format("at least {:g}", *at_least);
    } else if (at_most) {
        result.criterion = fmt::format("at most {:g}", *at_most);
    }
    if (claim.order != Order::none) {
        result.criterion += (result.criterion.empty() ? "" : ", ") + order_text(claim.order);
        if (claim.play > 0) result.criterion += fmt::format(" by more than {:g}", claim.play);
    }

    std::vector<double> values;
    for (const std::string& run : claim.runs) {
        double value = measure(claim, run, evidence);
        if (!claim.over.empty()) value /= measure(claim, claim.over, evidence);
        values.push_back(value);
        result.values.emplace_back(run, value);
        const bool known = !std::isnan(value);
        result.holds &=
            known && (!at_least || value >= *at_least) && (!at_most || value <= *at_most);
    }
    if (claim.order != Order::none) result.holds &= in_order(claim.order, values, claim.play);
    if (!claim.hard()) result.holds = true;
    return result;
}

}  // namespace firedrill::validate
