#include "app/validate/fire_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/validate/chart.hpp"
#include "record/floor_plan.hpp"

namespace firedrill::validate {
namespace {

using record::html_escaped;

// A text of the page: "validate.fire." and a short name.
std::string say(const FireReport& report, std::string_view name) {
    return report.texts->get(fmt::format("validate.fire.{}", name), report.language);
}
template <class... Values>
std::string say(const FireReport& report, std::string_view name, const Values&... values) {
    return fmt::format(fmt::runtime(say(report, name)), values...);
}

struct Wanted {
    FireQuantity quantity;
    const char *key, *unit;  // key: of its name among the texts
    double experimental;     // relative standard deviation of the measurement
    double most_bias, most_scatter, most_difference;  // on fine cells; 0: not asked for
    double coarse_bias;                               // Steckler on cells of 20 cm
    const char *fds, *cfast;            // published: relative standard deviation / bias
    bool cfast_on_this_series = false;  // measured on Steckler's rooms, not published
    bool imposed = false;               // put in, not computed: no check of the model
};

// Experimental scatter and published figures: FDS Validation Guide (6.7.4) and CFAST 7 validation.
constexpr Wanted wanted[fire_quantities] = {
    {FireQuantity::upper_rise, "upper_rise", "K", 0.07, 0.10, 0.15, 0, 0.15, "0.11 / 1.03",
     "0.14 / 0.90", true},
    {FireQuantity::lower_rise, "lower_rise", "K", 0.07, 0, 0, 0, 0, "", ""},
    {FireQuantity::interface_height, "interface_height", "m", 0.05, 0.20, 0.20, 0, 0.25, "",
     "+0.23 m", true},
    {FireQuantity::layer_depth, "layer_depth", "m", 0.05, 0, 0, 0, 0, "0.08 / 1.06", "0.19 / 0.95"},
    {FireQuantity::neutral_plane, "neutral_plane", "m", 0.05, 0, 0, 0.10, 0, "", ""},
    {FireQuantity::door_out, "door_out", "m/s", 0.07, 0.15, 0.20, 0, 0, "0.28 / 1.00", ""},
    {FireQuantity::door_in, "door_in", "m/s", 0.07, 0.15, 0.20, 0, 0, "0.28 / 1.00", ""},
    {FireQuantity::room_rise, "room_rise", "K", 0, 0.15, 0, 0, 0, "103 K", ""},
    {FireQuantity::room_outflow, "room_outflow", "kg/s", 0, 0.15, 0, 0, 0, "0.89 kg/s", ""},
    {FireQuantity::partition_room_rise, "partition_room_rise", "K", 0, 0, 0, 0, 0, "103 K", ""},
    {FireQuantity::partition_room_outflow, "partition_room_outflow", "kg/s", 0, 0, 0, 0, 0,
     "0.89 kg/s", ""},
    {FireQuantity::plume_temperature, "plume_temperature", "K", 0.07, 0.15, 0, 0, 0, "0.21 / 1.06",
     "0.22 / 1.08"},
    {FireQuantity::plume_velocity, "plume_velocity", "m/s", 0.07, 0.15, 0, 0, 0, "0.28 / 1.00", ""},
    {FireQuantity::flame_height, "flame_height", "m", 0.05, 0.20, 0, 0, 0, "", "", false, true},
    {FireQuantity::jet_temperature, "jet_temperature", "K", 0.07, 0.20, 0, 0, 0, "0.12 / 1.03",
     "0.42 / 1.06"},
    {FireQuantity::jet_velocity, "jet_velocity", "m/s", 0.07, 0.20, 0, 0, 0, "0.28 / 1.00", ""},
    {FireQuantity::filling_interface, "filling_interface", "m", 0.05, 0.20, 0, 0, 0, "", ""},
    {FireQuantity::filling_depth, "filling_depth", "m", 0.05, 0, 0, 0, 0, "0.08 / 1.06",
     "0.25 / 1.45"},
    {FireQuantity::filling_temperature, "filling_temperature", "K", 0.07, 0.20, 0, 0, 0,
     "0.08 / 1.05", "0.15 / 0.97"},
    {FireQuantity::far_plume_interface, "far_plume_interface", "m", 0.05, 0, 0, 0, 0, "", ""},
    {FireQuantity::far_plume_temperature, "far_plume_temperature", "K", 0.07, 0, 0, 0, 0, "", ""},
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

}  // namespace

std::string form_name(const FireReport& report, const ClosedForm& form) {
    return say(report, std::string("form.") + form.id);
}

std::string form_criterion(const FireReport& report, const ClosedForm& form) {
    return say(report, std::string("form_owed.") + form.id);
}

std::vector<FireVerdict> FireReport::verdicts() const {
    std::vector<FireVerdict> all;
    for (const bool coarse : {false, true})
        for (const Wanted& want : wanted) {
            FireVerdict verdict;
            verdict.quantity = want.quantity;
            verdict.name = say(*this, want.key);
            verdict.unit = want.unit;
            verdict.fds = want.fds;
            verdict.cfast = want.cfast_on_this_series
                                ? say(*this, "this_series", std::string(want.cfast))
                                : std::string(want.cfast);
            verdict.coarse = coarse;
            std::vector<Vec2> pairs;
            double difference = 0;
            for (const FireCaseResult& one : cases) {
                if (one.test->coarse != coarse) continue;
                for (const Comparison& pair : one.pairs) {
                    if (pair.quantity != want.quantity) continue;
                    if (!std::isfinite(pair.predicted)) {
                        ++verdict.missing;
                        continue;
                    }
                    pairs.push_back({pair.measured, pair.predicted});
                    difference += pair.predicted - pair.measured;
                }
            }
            if (pairs.empty() && verdict.missing == 0) continue;
            verdict.imposed = want.imposed;
            if (!pairs.empty()) verdict.accuracy = accuracy_of(pairs, want.experimental);
            verdict.mean_difference =
                difference / static_cast<double>(std::max<std::size_t>(1, pairs.size()));
            const double most_bias = coarse ? want.coarse_bias : want.most_bias;
            if (most_bias > 0) {
                verdict.owed = true;
                verdict.criterion = say(*this, "bias_within", 100 * most_bias);
                verdict.holds = std::abs(verdict.accuracy.bias - 1) <= most_bias;
            }
            if (!coarse && want.most_scatter > 0) {
                verdict.criterion += say(*this, "scatter_at_most", want.most_scatter);
                verdict.holds = verdict.holds && verdict.accuracy.scatter <= want.most_scatter;
            }
            if (!coarse && want.most_difference > 0) {
                verdict.owed = true;
                verdict.criterion = say(*this, "within_on_average", want.most_difference);
                verdict.holds = std::abs(verdict.mean_difference) <= want.most_difference;
            }
            // What a run does not show, where the experiment did, is no better than a wrong figure.
            if (verdict.missing > 0) verdict.holds = false;
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
    const auto heads = [&](std::initializer_list<const char*> keys) {
        std::vector<std::string> head;
        for (const char* key : keys) head.push_back(say(report, std::string("column.") + key));
        return head;
    };
    const auto judged = [&](bool holds) { return say(report, holds ? "holds" : "falls_short"); };
    Table summary{say(report, "accuracy"),
                  heads({"quantity", "cells", "pairs", "bias", "scatter", "of_the_model",
                         "mean_difference", "owed", "verdict", "fds", "cfast"}),
                  {}};
    for (const FireVerdict& v : report.verdicts()) {
        summary.rows.push_back(
            {v.name, cells_of(v.quantity, v.coarse), fmt::format("{}", v.accuracy.pairs),
             fmt::format("{:.2f}", v.accuracy.bias), fmt::format("{:.2f}", v.accuracy.scatter),
             fmt::format("{:.2f}", v.accuracy.model_scatter),
             fmt::format("{:+.2f} {}", v.mean_difference, v.unit), v.criterion,
             v.missing > 0 ? say(report, "missing", v.missing)
             : v.imposed   ? say(report, "imposed")
             : v.owed      ? judged(v.holds)
                           : say(report, "report"),
             v.fds, v.cfast});
    }
    all.push_back(std::move(summary));
    Table forms{
        say(report, "closed_forms"), heads({"case", "value", "owed", "verdict", "source"}), {}};
    for (const ClosedForm& form : report.forms)
        forms.rows.push_back({form_name(report, form), fmt::format("{:.4g}", form.value),
                              form_criterion(report, form), judged(form.holds()),
                              say(report, std::string("form_source.") + form.id)});
    all.push_back(std::move(forms));
    Table balances{say(report, "balances"),
                   heads({"run", "cell_count", "steps", "wanted_kw", "burned_kw", "mass", "energy",
                          "soot", "carbon", "in_out"}),
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
    Table pairs{say(report, "comparisons"),
                heads({"run", "quantity", "measured", "predicted", "ratio"}),
                {}};
    for (const FireCaseResult& one : report.cases)
        for (const Comparison& pair : one.pairs)
            pairs.rows.push_back({one.test->id,
                                  say(report, wanted[static_cast<std::size_t>(pair.quantity)].key),
                                  fmt::format("{:.3g} {}", pair.measured,
                                              wanted[static_cast<std::size_t>(pair.quantity)].unit),
                                  fmt::format("{:.3g}", pair.predicted),
                                  fmt::format("{:.2f}", pair.predicted / pair.measured)});
    all.push_back(std::move(pairs));
    return all;
}

std::string plot(const FireReport& report, const Wanted& want) {
    Chart chart;
    chart.title = say(report, want.key);
    chart.x_label = say(report, "axis_measured", std::string(want.unit));
    chart.y_label = say(report, "axis_predicted", std::string(want.unit));
    Series fine{Series::Kind::dots, say(report, "judged_cells"), {}, true},
        coarse{Series::Kind::dots, say(report, "wide_cells"), {}, true};
    double most = 0;
    for (const FireCaseResult& one : report.cases)
        for (const Comparison& pair : one.pairs) {
            if (pair.quantity != want.quantity || !std::isfinite(pair.predicted)) continue;
            (one.test->coarse ? coarse : fine).points.push_back({pair.measured, pair.predicted});
            most = std::max({most, pair.measured, pair.predicted});
        }
    if (fine.points.empty() && coarse.points.empty()) return "";
    chart.series = {
        fine, coarse, {Series::Kind::line, say(report, "equal"), {{0, 0}, {most, most}}, false}};
    if (want.most_bias > 0)
        chart.series.push_back(
            {Series::Kind::band,
             say(report, "within", 100 * want.most_bias),
             {{0, 0}, {most, most * (1 + want.most_bias)}, {most, most * (1 - want.most_bias)}},
             false});
    return svg(chart);
}

}  // namespace

std::string fire_markdown(const FireReport& report) {
    std::string out = "# " + say(report, "title") + "\n\n" +
                      say(report, "generated", "`" + report.command + "`") +
                      say(report, "not_by_hand") + "\n\n" + say(report, "introduction") + "\n\n" +
                      say(report, "source", report.source) + "\n";
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
        fmt::format(
            "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}"
            "</title>\n<style>\n",
            report.language == Language::zh ? "zh-CN" : "en",
            html_escaped(say(report, "window_title"))) +
        "body{font:15px/1.5 system-ui,sans-serif;color:#1c1c1c;max-width:1200px;margin:2em auto;"
        "padding:0 1.5em}h2{margin-top:2.2em;border-bottom:2px solid #ccc}"
        "table{border-collapse:collapse;width:100%;margin:.6em 0;font-size:13px}"
        "td,th{border-bottom:1px solid #ddd;padding:.3em .6em;text-align:left}"
        "th{background:#f5f5f5}.charts{display:flex;flex-wrap:wrap;gap:1em}"
        ".charts svg{width:560px;max-width:100%}\n</style></head><body>\n<h1>" +
        html_escaped(say(report, "title")) + "</h1>\n<p>" +
        say(report, "generated", "<code>" + html_escaped(report.command) + "</code>") +
        say(report, "full_stop") + "</p>\n<p>" + html_escaped(say(report, "introduction")) +
        "</p>\n<p>" + html_escaped(say(report, "source", report.source)) + "</p>\n";
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
