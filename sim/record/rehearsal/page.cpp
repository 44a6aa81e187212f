#include "record/rehearsal/page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "record/rehearsal/charts.hpp"
#include "record/rehearsal/heat_map.hpp"

namespace firedrill::rehearsal {

using record::html_escaped;

std::string setting_name(const Texts& texts, Language language, const std::string& setting,
                         const std::string& value) {
    const std::string key = "rehearsal." + setting + "." + value;
    return texts.has(key) ? texts.get(key, language) : value;
}

namespace {

constexpr const char* style = R"css(
body{font:14px/1.5 "Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",sans-serif;color:#1d2430;max-width:1080px;margin:24px auto;padding:0 20px}
h1{font-size:24px;margin:0 0 2px}h2{font-size:17px;margin:28px 0 8px;border-bottom:2px solid #c33126;padding-bottom:3px}h3{font-size:14px;margin:14px 0 4px}
.sub{color:#5b6575}.o{color:#7a8494;font-weight:400;font-size:.86em}.pass{color:#1e7d3c}.fail{color:#c33126}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:4px 8px;border-bottom:1px solid #e2e6ec;vertical-align:top}
th{color:#5b6575;font-weight:600;line-height:1.3}td.n,th.n{text-align:right}td.n{white-space:nowrap}
.facts{display:grid;grid-template-columns:repeat(4,1fr);gap:10px;margin:14px 0}.facts div{background:#f4f6f9;border-radius:6px;padding:8px 12px}.facts b{display:block;font-size:20px}
.name{paint-order:stroke;stroke:#fff;stroke-width:2.5px;stroke-opacity:.85}.facts b .o{font-size:13px}.extinguisher{display:none}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:14px}.small{font-size:12px;color:#5b6575}
@media print{body{margin:0;max-width:none}h2,h3{break-after:avoid}tr,svg{break-inside:avoid}}
)css";

constexpr std::size_t most_run_rows = 200;
constexpr std::size_t most_marks = 12;

struct Page {
    const Findings& findings;
    const Texts& texts;
    Language language;
    std::string html;

    Language other() const { return language == Language::zh ? Language::en : Language::zh; }
    std::string say(const std::string& key) const { return html_escaped(texts.get(key, language)); }
    // Both languages, the reader's first.
    std::string both(const std::string& key) const {
        return say(key) + " <span class='o'>" + html_escaped(texts.get(key, other())) + "</span>";
    }
    std::string both(const LocalText& name) const {
        return html_escaped(name.in(language)) + " <span class='o'>" +
               html_escaped(name.in(other())) + "</span>";
    }
    std::string label(const std::string& key) const {  // of an axis: plain text
        return texts.get(key, language) + "  " + texts.get(key, other());
    }
    template <class... Values>
    std::string both_filled(const std::string& key, const Values&... values) const {
        const auto filled = [&](Language in) {
            return html_escaped(fmt::format(fmt::runtime(texts.get(key, in)), values...));
        };
        return filled(language) + " <span class='o'>" + filled(other()) + "</span>";
    }
    int runs() const { return static_cast<int>(findings.runs.size()); }
    void heading(const std::string& key) { html += "<h2>" + both(key) + "</h2>"; }
    void note(const std::string& key) { html += "<p class='small'>" + both(key) + "</p>"; }
    void table_head(std::initializer_list<const char*> keys) {
        html += "<table><tr>";
        bool first = true;
        for (const char* key : keys) {
            html +=
                fmt::format("<th{}>{}<br><span class='o'>{}</span></th>", first ? "" : " class='n'",
                            say(key), html_escaped(texts.get(key, other())));
            first = false;
        }
        html += "</tr>";
    }

    void head();
    void facts();
    void what_was_run();
    void times();
    void exits();
    void classes();
    void maps();
    void checks();
    void run_rows();
};

std::string seconds(double value) {
    return fmt::format("{:.1f} s", value);
}

std::string cell(const std::string& text) {
    return "<td class='n'>" + text + "</td>";
}

std::string time_cell(const Spread& spread, double value) {
    return cell(spread.count > 0 ? seconds(value) : "—");
}

void Page::head() {
    const Scenario& scenario = findings.building->scenario;
    html = "<!doctype html><html lang='" + std::string(language == Language::zh ? "zh-CN" : "en") +
           "'><meta charset='utf-8'><title>" + html_escaped(scenario.name.in(language)) + " · " +
           say("rehearsal.title") + "</title><style>" + style + record::floor_plan_style +
           chart_style + legend_style + "</style>" + record::floor_plan_arrow;
    html += "<h1>" + both(scenario.name) + "</h1><div class='sub'>" +
            both_filled("rehearsal.subtitle", runs(), findings.runs.front().total,
                        findings.manifest.first_seed,
                        findings.manifest.first_seed + static_cast<std::uint64_t>(runs()) - 1) +
            "</div>";
}

void Page::facts() {
    html += "<div class='facts'>";
    const auto fact = [&](const std::string& value, const char* key) {
        html += "<div><b>" + value + "</b>" + both(key) + "</div>";
    };
    const Spread& time = findings.evacuation_s;
    // A time that did not come in every run says in how many it came.
    const auto of_runs = [&](const Spread& spread, double value) {
        if (spread.count == 0) return std::string("—");
        std::string text = seconds(value);
        if (spread.count < runs())
            text += fmt::format(" <span class='o'>({} / {})</span>", spread.count, runs());
        return text;
    };
    fact(of_runs(time, time.q50), "rehearsal.evacuation_median");
    fact(of_runs(time, time.q95), "rehearsal.evacuation_q95");
    fact(of_runs(time, time.most), "rehearsal.evacuation_longest");
    fact(of_runs(findings.assembled_s, findings.assembled_s.q50), "rehearsal.assembled_median");
    fact(fmt::format("{} / {}", time.count, runs()), "rehearsal.all_out_runs");
    fact(findings.has_plans ? fmt::format("{} / {}", findings.plan_followed, runs()) : "—",
         "rehearsal.plan_followed_runs");
    int inside = 0, incapacitated = 0;
    for (const RunResult& run : findings.runs) {
        inside = std::max(inside, run.inside);
        incapacitated = std::max(incapacitated, run.incapacitated);
    }
    fact(fmt::format("{} / {}", inside, incapacitated), "rehearsal.most_inside");
    fact(
        fmt::format("<span class='{}'>{}</span>", findings.passed() ? "pass" : "fail",
                    say(findings.passed() ? "rehearsal.checks_passed" : "rehearsal.checks_failed")),
        "rehearsal.checks");
    html += "</div>";
}

void Page::what_was_run() {
    const Manifest& m = findings.manifest;
    const Scenario& scenario = findings.building->scenario;
    heading("rehearsal.what_was_run");
    html += "<table>";
    const auto row = [&](const char* key, const std::string& value) {
        html += "<tr><td>" + both(key) + "</td><td>" + value + "</td></tr>";
    };
    const auto setting = [&](const char* name, const std::string& value) {
        return html_escaped(setting_name(texts, language, name, value)) + " <span class='o'>" +
               html_escaped(setting_name(texts, other(), name, value)) + " (" +
               html_escaped(value) + ")</span>";
    };
    row("rehearsal.scenario", fmt::format("{} {} · {}", html_escaped(scenario.id),
                                          html_escaped(scenario.version), m.scenario_hash));
    row("rehearsal.runs_and_seeds",
        fmt::format("{} · {} … {}", runs(), m.first_seed,
                    m.first_seed + static_cast<std::uint64_t>(runs()) - 1));
    row("rehearsal.fire", both(m.fire ? "rehearsal.fire_on" : "rehearsal.fire_off"));
    row("rehearsal.alarm",
        m.alarm_at_s ? fmt::format("{:g} s", *m.alarm_at_s) : both("rehearsal.alarm_own"));
    row("rehearsal.until", fmt::format("{:g} s", m.until_s));
    row("rehearsal.door_flow", setting("door_flow", m.door_flow));
    row("rehearsal.smoke_speed", setting("smoke_speed", m.smoke_speed));
    row("rehearsal.turn_back", fmt::format("{:g} 1/m", m.turn_back_extinction_1_m));
    row("rehearsal.stranger_turn_back",
        fmt::format("{:g} 1/m", m.stranger_turn_back_extinction_1_m));
    row("rehearsal.crowding_cost", fmt::format("{:g}", m.crowding_cost));
    row("rehearsal.step", fmt::format("{:g} s · {:g} m", m.dt_s, m.cell_m));
    row("rehearsal.program", html_escaped(m.program) + " · " + m.build);
    html += "</table>";
}

void Page::times() {
    heading("rehearsal.times");
    table_head({"rehearsal.until_when", "rehearsal.reached", "rehearsal.least", "rehearsal.q05",
                "rehearsal.q50", "rehearsal.q95", "rehearsal.most"});
    const auto row = [&](const std::string& name, const Spread& spread) {
        html += "<tr><td>" + name + "</td>" + cell(fmt::format("{} / {}", spread.count, runs())) +
                time_cell(spread, spread.least) + time_cell(spread, spread.q05) +
                time_cell(spread, spread.q50) + time_cell(spread, spread.q95) +
                time_cell(spread, spread.most) + "</tr>";
    };
    for (std::size_t k = 0; k < out_shares.size(); ++k)
        row(both_filled("rehearsal.share_out", std::lround(100 * out_shares[k])),
            findings.share_out_s[k]);
    row(both("rehearsal.all_assembled"), findings.assembled_s);
    html += "</table>";
    const Mean& mean = findings.evacuation_mean;
    if (mean.count >= 2) {
        html += "<p>" +
                both_filled("rehearsal.mean_sentence", mean.value, mean.half_width, mean.count,
                            mean.deviation, findings.needed_2_percent) +
                "</p>";
    }
    if (findings.evacuation_s.count == 0) {
        html += "<p class='fail'>" + both("rehearsal.nobody_all_out") + "</p>";
    } else {
        const std::string time = label("rehearsal.axis_evacuation");
        html += "<div class='pair'><div><h3>" + both("rehearsal.histogram") + "</h3>" +
                histogram_svg(histogram_of(findings.evacuation_times_s),
                              {time, label("rehearsal.axis_runs")}) +
                "</div><div><h3>" + both("rehearsal.cumulative") + "</h3>" +
                cumulative_svg(findings.evacuation_times_s,
                               {time, label("rehearsal.axis_share_runs")}) +
                "</div></div>";
    }
    html += "<div class='pair'><div><h3>" + both("rehearsal.out_curve") + "</h3>" +
            out_curve_svg(findings.out_curve,
                          {label("rehearsal.axis_time"), label("rehearsal.axis_share_out")}) +
            "</div><div>";
    if (findings.evacuation_s.count > 1) {
        html += "<h3>" + both("rehearsal.convergence") + "</h3>" +
                running_mean_svg(findings.running,
                                 {label("rehearsal.axis_n"), label("rehearsal.axis_mean")});
    }
    html += "</div></div>";
    note("rehearsal.times_note");
}

void Page::exits() {
    const auto& exits = findings.building->scenario.exits;
    heading("rehearsal.exits");
    std::vector<BarRow> rows;
    for (std::size_t e = 0; e < exits.size(); ++e) {
        const ExitFindings& found = findings.exits[e];
        BarRow row;
        row.name = exits[e].name.in(language);
        row.high = found.mean;
        row.least = found.least;
        row.most = found.most;
        row.note = fmt::format("{:.1f} ({}–{})", found.mean, found.least, found.most);
        rows.push_back(row);
    }
    html += bars_svg(rows, label("rehearsal.axis_people"));
    note("rehearsal.exits_note");
    table_head({"rehearsal.exit", "rehearsal.mean_people", "rehearsal.least", "rehearsal.most",
                "rehearsal.first_out", "rehearsal.last_out"});
    for (std::size_t e = 0; e < exits.size(); ++e) {
        const ExitFindings& found = findings.exits[e];
        html += "<tr><td>" + both(exits[e].name) + "</td>" +
                cell(fmt::format("{:.1f}", found.mean)) + cell(std::to_string(found.least)) +
                cell(std::to_string(found.most)) + time_cell(found.first_s, found.first_s.q50) +
                time_cell(found.last_s, found.last_s.q50) + "</tr>";
    }
    html += "</table>";
}

void Page::classes() {
    heading("rehearsal.classes");
    std::vector<BarRow> rows;
    for (std::size_t c = 0; c < findings.classes.list.size(); ++c) {
        const Class& who = findings.classes.list[c];
        const ClassFindings& found = findings.by_class[c];
        BarRow row;
        row.name = who.name.in(language);
        row.empty = found.first_out_s.count == 0 || found.last_out_s.count == 0;
        if (!row.empty) {
            row.least = found.first_out_s.q05;
            row.low = found.first_out_s.q50;
            row.high = found.last_out_s.q50;
            row.most = found.last_out_s.q95;
            row.note = fmt::format("{:.0f}–{:.0f} s", row.low, row.high);
        }
        if (found.last_assembled_s.count > 0) row.mark = found.last_assembled_s.q50;
        rows.push_back(row);
    }
    html += bars_svg(rows, label("rehearsal.axis_since_start"));
    note("rehearsal.classes_note");
    table_head({"rehearsal.class", "rehearsal.people", "rehearsal.first_out", "rehearsal.last_out",
                "rehearsal.last_out_q95", "rehearsal.last_assembled", "rehearsal.by_planned_exit",
                "rehearsal.at_planned_point", "rehearsal.counted", "rehearsal.followed"});
    for (std::size_t c = 0; c < findings.classes.list.size(); ++c) {
        const Class& who = findings.classes.list[c];
        const ClassFindings& found = findings.by_class[c];
        const auto of_runs = [&](int count, bool applies) {
            if (!applies) return cell("—");
            return fmt::format("<td class='n {}'>{} / {}</td>", count == runs() ? "pass" : "fail",
                               count, runs());
        };
        html += "<tr><td>" + both(who.name) + "</td>" + cell(std::to_string(who.size)) +
                time_cell(found.first_out_s, found.first_out_s.q50) +
                time_cell(found.last_out_s, found.last_out_s.q50) +
                time_cell(found.last_out_s, found.last_out_s.q95) +
                time_cell(found.last_assembled_s, found.last_assembled_s.q50) +
                of_runs(found.by_planned_exit, who.exit >= 0) +
                of_runs(found.at_planned_point, who.assembly >= 0) +
                of_runs(found.counted, who.counter >= 0) + of_runs(found.followed, who.plan >= 0) +
                "</tr>";
    }
    html += "</table>";
    note("rehearsal.followed_note");
}

void Page::maps() {
    heading("rehearsal.maps");
    note("rehearsal.maps_note");
    const auto largest = [](const std::vector<float>& values) {
        return values.empty() ? 0.0f : *std::max_element(values.begin(), values.end());
    };
    const auto show = [&](const char* key, const std::vector<float>& values,
                          const ColourScale& scale, const std::string& unit) {
        html += "<h3>" + both(key) + "</h3>";
        for (const StoreyRaster& storey : findings.raster.storeys) {
            html += "<div>" + both(findings.building->scenario.storeys[storey.storey.at()].name) +
                    "</div>" +
                    record::floor_plan_svg(*findings.building, storey.storey, {}, {}, language,
                                           tints_of(findings.raster, storey, values, scale));
        }
        html += legend_html(scale, unit);
    };
    const Maps& maps = findings.mean_maps;
    show("rehearsal.density_map", maps.max_density_1_m2, density_scale(),
         both("rehearsal.unit_density"));
    if (largest(maps.queue_person_s) > 0)
        show("rehearsal.queue_map", maps.queue_person_s, scale_up_to(largest(maps.queue_person_s)),
             both("rehearsal.unit_queue"));
    constexpr float worth_showing_s = 0.5f;  // less is one body in one look
    if (largest(maps.crowded_s) >= worth_showing_s)
        show("rehearsal.crowded_map", maps.crowded_s, scale_up_to(largest(maps.crowded_s)),
             both("rehearsal.unit_crowded"));
}

void Page::checks() {
    heading("rehearsal.checks");
    const QualityChecks& worst = findings.worst;
    table_head({"rehearsal.check", "rehearsal.found", "rehearsal.allowed", "rehearsal.verdict"});
    const auto row = [&](const char* key, const std::string& found, const std::string& allowed,
                         bool good, bool judged) {
        html += "<tr><td>" + both(key) + "</td>" + cell(found) + cell(allowed) +
                (judged ? fmt::format("<td class='n {}'>{}</td>", good ? "pass" : "fail",
                                      say(good ? "rehearsal.good" : "rehearsal.bad"))
                        : cell("—")) +
                "</tr>";
    };
    row("rehearsal.check_stuck", std::to_string(worst.stuck), "0", worst.stuck == 0, true);
    row("rehearsal.check_overlap", fmt::format("{:.1f} cm", 100 * worst.largest_overlap_m),
        fmt::format("{:.0f} cm", 100 * allowed_overlap_m),
        worst.largest_overlap_m <= allowed_overlap_m, true);
    row("rehearsal.check_outside", std::to_string(worst.outside_samples), "0",
        worst.outside_samples == 0, true);
    row("rehearsal.check_still", seconds(worst.longest_still_s), "—", true, false);
    html += "</table>";
    note("rehearsal.checks_note");
    if (findings.flaws.empty()) return;
    static constexpr const char* kinds[] = {"rehearsal.fault_stuck", "rehearsal.fault_overlap",
                                            "rehearsal.fault_outside"};
    const std::size_t shown = std::min(findings.flaws.size(), most_marks);
    std::vector<record::PlanMark> marks;
    table_head({"rehearsal.fault", "rehearsal.number", "rehearsal.seed", "rehearsal.when",
                "rehearsal.where"});
    for (std::size_t k = 0; k < shown; ++k) {
        const Flaw& flaw = findings.flaws[k].flaw;
        const int number = static_cast<int>(k) + 1;
        marks.push_back({number, flaw.place, false});
        html += "<tr><td>" + both(kinds[static_cast<int>(flaw.kind)]) + "</td>" +
                cell(std::to_string(number)) + cell(std::to_string(findings.flaws[k].seed)) +
                cell(seconds(flaw.time_s)) +
                cell(fmt::format("{:.2f}, {:.2f}, {:.2f} m", flaw.place.x, flaw.place.y,
                                 flaw.place.z)) +
                "</tr>";
    }
    html += "</table><p class='small'>" +
            both_filled("rehearsal.faults_shown", shown, findings.flaws.size()) + "</p>";
    for (const StoreyRaster& storey : findings.raster.storeys) {
        const bool any = std::any_of(marks.begin(), marks.end(), [&](const auto& mark) {
            const std::int32_t square =
                findings.raster.square_at({mark.place.x, mark.place.y}, mark.place.z);
            return square >= 0 && findings.raster.storey_of(square).storey == storey.storey;
        });
        if (any)
            html += record::floor_plan_svg(*findings.building, storey.storey, {}, marks, language);
    }
}

void Page::run_rows() {
    heading("rehearsal.single_runs");
    table_head({"rehearsal.seed", "rehearsal.evacuation", "rehearsal.all_assembled",
                "rehearsal.out", "rehearsal.inside", "rehearsal.incapacitated",
                "rehearsal.followed", "rehearsal.checks"});
    const auto time = [](double value) { return cell(value < 0 ? "—" : seconds(value)); };
    for (std::size_t i = 0; i < std::min(findings.runs.size(), most_run_rows); ++i) {
        const RunResult& run = findings.runs[i];
        const auto verdict = [&](bool good) {
            return fmt::format("<td class='n {}'>{}</td>", good ? "pass" : "fail",
                               say(good ? "rehearsal.good" : "rehearsal.bad"));
        };
        html += "<tr><td>" + std::to_string(run.seed) + "</td>" + time(run.evacuation_s) +
                time(run.assembled_s) + cell(std::to_string(run.out)) +
                cell(std::to_string(run.inside)) + cell(std::to_string(run.incapacitated)) +
                (findings.has_plans ? verdict(run.plan_followed()) : cell("—")) +
                verdict(run.checks.passed()) + "</tr>";
    }
    html += "</table>";
    note("rehearsal.files_note");
}

}  // namespace

void write_page(const Findings& findings, const Texts& texts, Language language,
                const std::string& file) {
    Page page{findings, texts, language, {}};
    page.head();
    page.facts();
    page.what_was_run();
    page.times();
    page.exits();
    page.classes();
    page.maps();
    page.checks();
    page.run_rows();
    page.html += "<p class='small'>" + page.both("rehearsal.supplement") + "</p></html>\n";
    write_whole(file, page.html);
}

}  // namespace firedrill::rehearsal
