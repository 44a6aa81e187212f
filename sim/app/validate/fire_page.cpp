#include "app/validate/fire_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/validate/chart.hpp"
#include "record/floor_plan.hpp"

namespace firedrill::validate {
namespace {

using record::html_escaped;

struct Wanted {
    FireQuantity quantity;
    const char *name, *unit;
    double experimental;  // relative standard deviation of the measurement
    double most_bias, most_scatter, most_difference;  // on fine cells; 0: not asked for
    double coarse_bias;                               // Steckler on cells of 20 cm
    const char *fds, *cfast;  // published: relative standard deviation / bias
};

// Experimental scatter and published figures: FDS Validation Guide (6.7.4) and CFAST 7 validation.
constexpr Wanted wanted[fire_quantities] = {
    {FireQuantity::upper_rise, "upper layer temperature rise", "K", 0.07, 0.10, 0.15, 0, 0.15,
     "0.11 / 1.03", "0.14 / 0.90 (this series)"},
    {FireQuantity::lower_rise, "lower layer temperature rise", "K", 0.07, 0, 0, 0, 0, "", ""},
    {FireQuantity::interface_height, "interface height", "m", 0.05, 0.20, 0.20, 0, 0.25, "",
     "+0.23 m (this series)"},
    {FireQuantity::layer_depth, "layer depth below the ceiling", "m", 0.05, 0, 0, 0, 0,
     "0.08 / 1.06", "0.19 / 0.95"},
    {FireQuantity::neutral_plane, "neutral plane in the opening", "m", 0.05, 0, 0, 0.10, 0, "", ""},
    {FireQuantity::door_out, "fastest outflow on the opening's centre line", "m/s", 0.07, 0.15,
     0.20, 0, 0, "0.28 / 1.00", ""},
    {FireQuantity::door_in, "fastest inflow on the opening's centre line", "m/s", 0.07, 0.15, 0.20,
     0, 0, "0.28 / 1.00", ""},
    {FireQuantity::room_rise, "200 kW room: upper layer rise (beside FDS 6)", "K", 0, 0.15, 0, 0, 0,
     "103 K", ""},
    {FireQuantity::room_outflow, "200 kW room: outflow (beside FDS 6)", "kg/s", 0, 0.15, 0, 0, 0,
     "0.89 kg/s", ""},
    {FireQuantity::partition_room_rise, "the same with hollow partitions: upper layer rise", "K", 0,
     0, 0, 0, 0, "103 K", ""},
    {FireQuantity::partition_room_outflow, "the same with hollow partitions: outflow", "kg/s", 0, 0,
     0, 0, 0, "0.89 kg/s", ""},
    {FireQuantity::plume_temperature, "plume temperature rise (McCaffrey)", "K", 0.07, 0.15, 0, 0,
     0, "0.21 / 1.06", "0.22 / 1.08"},
    {FireQuantity::plume_velocity, "plume velocity (McCaffrey)", "m/s", 0.07, 0.15, 0, 0, 0,
     "0.28 / 1.00", ""},
    {FireQuantity::flame_height, "flame height (Heskestad)", "m", 0.05, 0.20, 0, 0, 0, "", ""},
    {FireQuantity::jet_temperature, "ceiling jet temperature rise (Alpert)", "K", 0.07, 0.20, 0, 0,
     0, "0.12 / 1.03", "0.42 / 1.06"},
    {FireQuantity::jet_velocity, "ceiling jet speed (Alpert)", "m/s", 0.07, 0.20, 0, 0, 0,
     "0.28 / 1.00", ""},
    {FireQuantity::filling_interface, "interface while a room fills (two-zone)", "m", 0.05, 0.20, 0,
     0, 0, "", ""},
    {FireQuantity::filling_depth, "layer depth while a room fills (two-zone)", "m", 0.05, 0, 0, 0,
     0, "0.08 / 1.06", "0.25 / 1.45"},
    {FireQuantity::filling_temperature, "upper layer rise while a room fills (two-zone)", "K", 0.07,
     0.20, 0, 0, 0, "0.08 / 1.05", "0.15 / 0.97"},
    {FireQuantity::far_plume_interface, "the same beside a plume without flame: interface", "m",
     0.05, 0, 0, 0, 0, "", ""},
    {FireQuantity::far_plume_temperature, "the same beside a plume without flame: upper layer rise",
     "K", 0.07, 0, 0, 0, 0, "", ""},
};

// On which cells a quantity's runs were.
std::string cells_of(FireQuantity quantity, bool coarse) {
    switch (quantity) {
        case FireQuantity::plume_temperature:
        case FireQuantity::plume_velocity:
        case FireQuantity::flame_height:
            return coarse ? "D*/2 to D*/3" : "D*/4 to D*/6";
        default:
            return coarse ? "20 cm" : "10 cm";
    }
}

double hrr_error(const FireCaseResult& result) {
    return std::abs(result.record.hrr_kw / result.test->hrr_kw - 1);
}

const char* introduction =
    "Bias is exp of the mean of ln(predicted/measured), scatter the standard deviation of the "
    "same, "
    "as in the FDS Validation Guide (NIST SP 1018-3); the scatter of the model alone has the "
    "experiment's taken out. All runs have the same settings. Temperatures are rises above the "
    "day's ambient. Layers come from the vertical profile in a front corner by the integral "
    "formula "
    "of Janssens & Tran (1992); Steckler's walls have a twentieth of their heat capacity, so that "
    "the "
    "steady state comes sooner. The 200 kW room is compared with another program, not with an "
    "experiment; its walls are gypsum as FDS' examples write it (0.48 W/(m K), 1440 kg/m3, 0.84 "
    "kJ/(kg K)), for which gypsum that run had is not published, and it is shown with the "
    "catalogue's hollow partitions of gypsum board too. Flame height is "
    "imposed on the column in which the heat is released, and so no independent check. A room that "
    "fills is measured as the two-zone equations balance it, by the mean profile of eight places "
    "spread over its floor, and both it and they by means over the same five seconds. The plume "
    "of the two-zone model is Heskestad's, which holds in the flame, too (SFPE Handbook; NFPA 92); "
    "beside it stands Zukoski's for a point of heat, which entrains less near the fire. Depth is "
    "what is left of the height, for which figures of other programs are published.";

}  // namespace

std::vector<FireVerdict> FireReport::verdicts() const {
    std::vector<FireVerdict> all;
    for (const bool coarse : {false, true})
        for (const Wanted& want : wanted) {
            FireVerdict verdict;
            verdict.quantity = want.quantity;
            verdict.name = want.name;
            verdict.unit = want.unit;
            verdict.fds = want.fds;
            verdict.cfast = want.cfast;
            verdict.coarse = coarse;
            std::vector<Vec2> pairs;
            double difference = 0;
            for (const FireCaseResult& one : cases) {
                if (one.test->coarse != coarse) continue;
                for (const Comparison& pair : one.pairs) {
                    if (pair.quantity != want.quantity || !std::isfinite(pair.predicted)) continue;
                    pairs.push_back({pair.measured, pair.predicted});
                    difference += pair.predicted - pair.measured;
                }
            }
            if (pairs.empty()) continue;
            verdict.accuracy = accuracy_of(pairs, want.experimental);
            verdict.mean_difference = difference / static_cast<double>(pairs.size());
            const double most_bias = coarse ? want.coarse_bias : want.most_bias;
            if (most_bias > 0) {
                verdict.owed = true;
                verdict.criterion = fmt::format("bias within {:.0f} %", 100 * most_bias);
                verdict.holds = std::abs(verdict.accuracy.bias - 1) <= most_bias;
            }
            if (!coarse && want.most_scatter > 0) {
                verdict.criterion += fmt::format(", scatter at most {:.2f}", want.most_scatter);
                verdict.holds = verdict.holds && verdict.accuracy.scatter <= want.most_scatter;
            }
            if (!coarse && want.most_difference > 0) {
                verdict.owed = true;
                verdict.criterion = fmt::format("within {:.2f} m on average", want.most_difference);
                verdict.holds = std::abs(verdict.mean_difference) <= want.most_difference;
            }
            all.push_back(verdict);
        }
    return all;
}

std::vector<std::string> FireReport::broken_balances() const {
    std::vector<std::string> broken;
    constexpr double most = 0.01;
    for (const FireCaseResult& one : cases) {
        const FireRecord& r = one.record;
        if (!(std::max({r.mass_error, r.energy_error, r.soot_error, r.carbon_error,
                        hrr_error(one)}) <= most))
            broken.push_back(one.test->id);
    }
    return broken;
}

namespace {

struct Table {
    std::string title;
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;
};

std::vector<Table> tables(const FireReport& report) {
    std::vector<Table> all;
    Table summary{
        "Accuracy",
        {"quantity", "cells", "pairs", "bias", "scatter", "of the model", "mean difference", "owed",
         "verdict", "FDS (scatter / bias)", "CFAST (scatter / bias)"},
        {}};
    for (const FireVerdict& v : report.verdicts()) {
        summary.rows.push_back(
            {v.name, cells_of(v.quantity, v.coarse), fmt::format("{}", v.accuracy.pairs),
             fmt::format("{:.2f}", v.accuracy.bias), fmt::format("{:.2f}", v.accuracy.scatter),
             fmt::format("{:.2f}", v.accuracy.model_scatter),
             fmt::format("{:+.2f} {}", v.mean_difference, v.unit), v.criterion,
             !v.owed ? "report" : (v.holds ? "holds" : "FALLS SHORT"), v.fds, v.cfast});
    }
    all.push_back(std::move(summary));
    Table forms{"Closed forms", {"case", "value", "owed", "verdict", "source"}, {}};
    for (const ClosedForm& form : report.forms)
        forms.rows.push_back({form.name, fmt::format("{:.4g}", form.value), form.criterion,
                              form.holds() ? "holds" : "FALLS SHORT", form.source});
    all.push_back(std::move(forms));
    Table balances{"Balances and burned heat release rate of each run (owed: 1 %)",
                   {"run", "cells", "steps", "wanted kW", "burned kW", "mass", "energy", "soot",
                    "carbon", "in / out kg/s"},
                   {}};
    for (const FireCaseResult& one : report.cases) {
        const FireRecord& r = one.record;
        const bool door = std::isfinite(r.of("out"));
        balances.rows.push_back(
            {one.test->id, fmt::format("{}", r.cells), fmt::format("{}", r.steps),
             fmt::format("{:.1f}", one.test->hrr_kw), fmt::format("{:.1f}", r.hrr_kw),
             fmt::format("{:.1e}", r.mass_error), fmt::format("{:.1e}", r.energy_error),
             fmt::format("{:.1e}", r.soot_error), fmt::format("{:.1e}", r.carbon_error),
             door ? fmt::format("{:.3f} / {:.3f}", r.of("in"), r.of("out")) : ""});
    }
    all.push_back(std::move(balances));
    Table pairs{"Comparisons", {"run", "quantity", "measured", "predicted", "ratio"}, {}};
    for (const FireCaseResult& one : report.cases)
        for (const Comparison& pair : one.pairs)
            pairs.rows.push_back({one.test->id,
                                  wanted[static_cast<std::size_t>(pair.quantity)].name,
                                  fmt::format("{:.3g} {}", pair.measured,
                                              wanted[static_cast<std::size_t>(pair.quantity)].unit),
                                  fmt::format("{:.3g}", pair.predicted),
                                  fmt::format("{:.2f}", pair.predicted / pair.measured)});
    all.push_back(std::move(pairs));
    return all;
}

std::string plot(const FireReport& report, const Wanted& want) {
    Chart chart;
    chart.title = want.name;
    chart.x_label = fmt::format("measured or by formula [{}]", want.unit);
    chart.y_label = fmt::format("predicted [{}]", want.unit);
    Series fine{Series::Kind::dots, "cells that are judged", {}, true},
        coarse{Series::Kind::dots, "cells twice as wide", {}, true};
    double most = 0;
    for (const FireCaseResult& one : report.cases)
        for (const Comparison& pair : one.pairs) {
            if (pair.quantity != want.quantity || !std::isfinite(pair.predicted)) continue;
            (one.test->coarse ? coarse : fine).points.push_back({pair.measured, pair.predicted});
            most = std::max({most, pair.measured, pair.predicted});
        }
    if (fine.points.empty() && coarse.points.empty()) return "";
    chart.series = {fine, coarse, {Series::Kind::line, "equal", {{0, 0}, {most, most}}, false}};
    if (want.most_bias > 0)
        chart.series.push_back(
            {Series::Kind::band,
             fmt::format("within {:.0f} %", 100 * want.most_bias),
             {{0, 0}, {most, most * (1 + want.most_bias)}, {most, most * (1 - want.most_bias)}},
             false});
    return svg(chart);
}

}  // namespace

std::string fire_markdown(const FireReport& report) {
    std::string out = fmt::format(
        "# Validation of the fire\n\nGenerated by `{}`; change the cases, not this page.\n\n{}\n\n"
        "Source of the measured rooms: {}.\n",
        report.command, introduction, report.source);
    for (const Table& table : tables(report)) {
        out += fmt::format("\n## {}\n\n", table.title);
        const auto line = [&](const std::vector<std::string>& cells) {
            out += "|";
            for (const std::string& cell : cells) out += " " + cell + " |";
            out += "\n";
        };
        line(table.head);
        line(std::vector<std::string>(table.head.size(), "---"));
        for (const auto& row : table.rows) line(row);
    }
    return out;
}

std::string fire_html(const FireReport& report) {
    std::string out =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<title>Firedrill: validation of the fire</title>\n<style>\n"
        "body{font:15px/1.5 system-ui,sans-serif;color:#1c1c1c;max-width:1200px;margin:2em auto;"
        "padding:0 1.5em}h2{margin-top:2.2em;border-bottom:2px solid #ccc}"
        "table{border-collapse:collapse;width:100%;margin:.6em 0;font-size:13px}"
        "td,th{border-bottom:1px solid #ddd;padding:.3em .6em;text-align:left}"
        "th{background:#f5f5f5}.charts{display:flex;flex-wrap:wrap;gap:1em}"
        ".charts svg{width:560px;max-width:100%}\n</style></head><body>\n"
        "<h1>Validation of the fire</h1>\n";
    out += fmt::format(
        "<p>Generated by <code>{}</code>.</p>\n<p>{}</p>\n<p>Source of the measured rooms: "
        "{}.</p>\n",
        html_escaped(report.command), html_escaped(introduction), html_escaped(report.source));
    const std::vector<Table> all = tables(report);
    for (const Table& table : all) {
        out += fmt::format("<h2>{}</h2>\n<table><tr>", html_escaped(table.title));
        for (const std::string& cell : table.head) out += "<th>" + html_escaped(cell);
        out += "</tr>\n";
        for (const auto& row : table.rows) {
            out += "<tr>";
            for (const std::string& cell : row) out += "<td>" + html_escaped(cell);
            out += "</tr>\n";
        }
        out += "</table>\n";
        if (&table != &all.front()) continue;
        out += "<div class=\"charts\">\n";
        for (const Wanted& want : wanted) out += plot(report, want);
        out += "</div>\n";
    }
    return out + "</body></html>\n";
}

}  // namespace firedrill::validate
