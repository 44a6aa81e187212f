#include "record/rehearsal/workbook.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "record/rehearsal/charts.hpp"
#include "record/rehearsal/page.hpp"

namespace firedrill::rehearsal {
namespace {

// A sheet written from top to bottom, and the formats it uses.
struct Sheet {
    lxw_worksheet* sheet = nullptr;
    lxw_format *bold = nullptr, *time = nullptr;
    lxw_row_t row = 0;
    lxw_col_t column = 0;

    void text(const std::string& value, lxw_format* format = nullptr) {
        worksheet_write_string(sheet, row, column++, value.c_str(), format);
    }
    void number(double value, lxw_format* format = nullptr) {
        worksheet_write_number(sheet, row, column++, value, format);
    }
    void seconds(double value) {  // empty where the time never came
        if (value >= 0)
            number(value, time);
        else
            ++column;
    }
    void spread(const Spread& spread) {
        for (const double value : {spread.q05, spread.q50, spread.q95, spread.most})
            seconds(spread.count > 0 ? value : -1);
    }
    void next() { ++row, column = 0; }
};

struct Book {
    const Findings& findings;
    const Texts& texts;
    Language language;
    lxw_workbook* book;
    lxw_format *bold, *time;

    const std::string& say(const std::string& key) const { return texts.get(key, language); }
    Sheet add(const std::string& key) {
        Sheet sheet;
        sheet.sheet = workbook_add_worksheet(book, say(key).c_str());
        sheet.bold = bold;
        sheet.time = time;
        return sheet;
    }
    void header(Sheet& sheet, std::initializer_list<const char*> keys) {
        for (const char* key : keys) sheet.text(say(key), bold);
        worksheet_set_column(sheet.sheet, 0, 0, 30, nullptr);
        worksheet_set_column(sheet.sheet, 1, static_cast<lxw_col_t>(keys.size()), 15, nullptr);
        if (sheet.row == 0) worksheet_freeze_panes(sheet.sheet, 1, 1);
        sheet.next();
    }
    std::string range(const std::string& sheet, lxw_row_t first, lxw_row_t last,
                      char column) const {
        return fmt::format("='{0}'!${1}${2}:${1}${3}", sheet, column, first + 1, last + 1);
    }

    void summary();
    void runs();
    void groups();
    void exits();
    void chart(Sheet& sheet, lxw_row_t first, lxw_row_t last, char categories, char values,
               std::uint8_t type, const char* title, const char* x, const char* y, lxw_row_t at);
};

void Book::chart(Sheet& sheet, lxw_row_t first, lxw_row_t last, char categories, char values,
                 std::uint8_t type, const char* title, const char* x, const char* y, lxw_row_t at) {
    const std::string& name = say("rehearsal.sheet_summary");
    lxw_chart* drawn = workbook_add_chart(book, type);
    chart_add_series(drawn, range(name, first, last, categories).c_str(),
                     range(name, first, last, values).c_str());
    chart_title_set_name(drawn, say(title).c_str());
    chart_axis_set_name(drawn->x_axis, say(x).c_str());
    chart_axis_set_name(drawn->y_axis, say(y).c_str());
    chart_legend_set_position(drawn, LXW_CHART_LEGEND_NONE);
    worksheet_insert_chart(sheet.sheet, at, 9, drawn);
}

void Book::summary() {
    Sheet sheet = add("rehearsal.sheet_summary");
    worksheet_set_column(sheet.sheet, 0, 0, 34, nullptr);
    worksheet_set_column(sheet.sheet, 1, 7, 14, nullptr);
    const Manifest& m = findings.manifest;
    sheet.text(findings.building->scenario.name.in(language), bold);
    sheet.next();
    const auto line = [&](const char* key, const std::string& value) {
        sheet.text(say(key));
        sheet.text(value);
        sheet.next();
    };
    line("rehearsal.scenario", m.scenario_id + " " + m.scenario_hash);
    line("rehearsal.runs_and_seeds", fmt::format("{} · {} …", findings.runs.size(), m.first_seed));
    line("rehearsal.fire", say(m.fire ? "rehearsal.fire_on" : "rehearsal.fire_off"));
    line("rehearsal.door_flow", setting_name(texts, language, "door_flow", m.door_flow));
    line("rehearsal.smoke_speed", setting_name(texts, language, "smoke_speed", m.smoke_speed));
    line("rehearsal.turn_back", fmt::format("{:g} 1/m", m.turn_back_extinction_1_m));
    line("rehearsal.stranger_turn_back",
         fmt::format("{:g} 1/m", m.stranger_turn_back_extinction_1_m));
    line("rehearsal.crowding_cost", fmt::format("{:g}", m.crowding_cost));
    line("rehearsal.program", m.program + " " + m.build);
    line("rehearsal.all_out_runs",
         fmt::format("{} / {}", findings.evacuation_s.count, findings.runs.size()));
    line("rehearsal.plan_followed_runs",
         findings.has_plans ? fmt::format("{} / {}", findings.plan_followed, findings.runs.size())
                            : "—");
    line("rehearsal.checks",
         say(findings.passed() ? "rehearsal.checks_passed" : "rehearsal.checks_failed"));
    sheet.next();
    for (const char* key : {"rehearsal.until_when", "rehearsal.reached", "rehearsal.q05",
                            "rehearsal.q50", "rehearsal.q95", "rehearsal.most"})
        sheet.text(say(key), bold);
    sheet.next();
    const auto times = [&](const std::string& name, const Spread& spread) {
        sheet.text(name);
        sheet.number(spread.count);
        sheet.spread(spread);
        sheet.next();
    };
    for (std::size_t k = 0; k < out_shares.size(); ++k)
        times(
            fmt::format(fmt::runtime(say("rehearsal.share_out")), std::lround(100 * out_shares[k])),
            findings.share_out_s[k]);
    times(say("rehearsal.all_assembled"), findings.assembled_s);
    sheet.next();
    const auto mean = [&](const char* key, double value) {
        sheet.text(say(key));
        if (findings.evacuation_mean.count > 1) sheet.number(value, time);
        sheet.next();
    };
    mean("rehearsal.mean", findings.evacuation_mean.value);
    mean("rehearsal.half_width", findings.evacuation_mean.half_width);
    mean("rehearsal.deviation", findings.evacuation_mean.deviation);
    sheet.next();
    // The charts' numbers stand below, their pictures at the side.
    const Histogram histogram = histogram_of(findings.evacuation_times_s);
    sheet.text(say("rehearsal.axis_evacuation"), bold);
    sheet.text(say("rehearsal.axis_runs"), bold);
    sheet.next();
    const lxw_row_t bins = sheet.row;
    for (std::size_t b = 0; b < histogram.counts.size(); ++b) {
        const double from = histogram.low + static_cast<double>(b) * histogram.width;
        sheet.text(fmt::format("{:g}–{:g}", from, from + histogram.width));
        sheet.number(histogram.counts[b]);
        sheet.next();
    }
    if (!histogram.counts.empty())
        chart(sheet, bins, sheet.row - 1, 'A', 'B', LXW_CHART_COLUMN, "rehearsal.histogram",
              "rehearsal.axis_evacuation", "rehearsal.axis_runs", 0);
    sheet.next();
    for (const char* key :
         {"rehearsal.axis_time", "rehearsal.q05", "rehearsal.q50", "rehearsal.q95"})
        sheet.text(say(key), bold);
    sheet.next();
    const lxw_row_t curve = sheet.row;
    for (const OutShare& point : findings.out_curve) {
        sheet.number(point.time_s, time);
        for (const double share : {point.q05, point.q50, point.q95})
            sheet.number(100 * share, time);
        sheet.next();
    }
    chart(sheet, curve, sheet.row - 1, 'A', 'C', LXW_CHART_SCATTER_STRAIGHT, "rehearsal.out_curve",
          "rehearsal.axis_time", "rehearsal.axis_share_out", 18);
}

void Book::runs() {
    Sheet sheet = add("rehearsal.sheet_runs");
    header(sheet, {"rehearsal.seed", "rehearsal.evacuation", "rehearsal.all_assembled",
                   "rehearsal.half_out", "rehearsal.most_out_90", "rehearsal.most_out_95",
                   "rehearsal.people", "rehearsal.out", "rehearsal.inside",
                   "rehearsal.incapacitated", "rehearsal.followed", "rehearsal.check_stuck",
                   "rehearsal.check_overlap_m", "rehearsal.check_outside"});
    for (const RunResult& run : findings.runs) {
        sheet.number(static_cast<double>(run.seed));
        sheet.seconds(run.evacuation_s);
        sheet.seconds(run.assembled_s);
        for (std::size_t k = 0; k < 3; ++k) sheet.seconds(run.share_out_s[k]);
        for (const int count : {run.total, run.out, run.inside, run.incapacitated})
            sheet.number(count);
        if (findings.has_plans)
            sheet.number(run.plan_followed() ? 1 : 0);
        else
            ++sheet.column;
        sheet.number(run.checks.stuck);
        sheet.number(run.checks.largest_overlap_m);
        sheet.number(static_cast<double>(run.checks.outside_samples));
        sheet.next();
    }
}

void Book::groups() {
    Sheet sheet = add("rehearsal.sheet_groups");
    header(sheet, {"rehearsal.class", "rehearsal.people", "rehearsal.first_out_q05",
                   "rehearsal.first_out", "rehearsal.last_out", "rehearsal.last_out_q95",
                   "rehearsal.last_assembled", "rehearsal.by_planned_exit",
                   "rehearsal.at_planned_point", "rehearsal.counted", "rehearsal.followed"});
    for (std::size_t c = 0; c < findings.classes.list.size(); ++c) {
        const Class& who = findings.classes.list[c];
        const ClassFindings& found = findings.by_class[c];
        const auto of_runs = [&](int count, bool applies) {
            if (applies)
                sheet.number(count);
            else
                ++sheet.column;
        };
        sheet.text(who.name.in(language));
        sheet.number(who.size);
        sheet.seconds(found.first_out_s.count > 0 ? found.first_out_s.q05 : -1);
        sheet.seconds(found.first_out_s.count > 0 ? found.first_out_s.q50 : -1);
        sheet.seconds(found.last_out_s.count > 0 ? found.last_out_s.q50 : -1);
        sheet.seconds(found.last_out_s.count > 0 ? found.last_out_s.q95 : -1);
        sheet.seconds(found.last_assembled_s.count > 0 ? found.last_assembled_s.q50 : -1);
        of_runs(found.by_planned_exit, who.exit >= 0);
        of_runs(found.at_planned_point, who.assembly >= 0);
        of_runs(found.counted, who.counter >= 0);
        of_runs(found.followed, who.plan >= 0);
        sheet.next();
    }
}

void Book::exits() {
    Sheet sheet = add("rehearsal.sheet_exits");
    header(sheet, {"rehearsal.exit", "rehearsal.mean_people", "rehearsal.least", "rehearsal.most",
                   "rehearsal.first_out", "rehearsal.last_out"});
    for (std::size_t e = 0; e < findings.exits.size(); ++e) {
        const ExitFindings& found = findings.exits[e];
        sheet.text(findings.building->scenario.exits[e].name.in(language));
        sheet.number(found.mean, time);
        sheet.number(found.least);
        sheet.number(found.most);
        sheet.seconds(found.first_s.count > 0 ? found.first_s.q50 : -1);
        sheet.seconds(found.last_s.count > 0 ? found.last_s.q50 : -1);
        sheet.next();
    }
}

}  // namespace

void write_workbook(const Findings& findings, const Texts& texts, Language language,
                    const std::string& file) {
    const auto cannot_write = [&](const std::string& why) {
        throw LoadError({{file, 0, ""},
                         "cannot be written / 无法写入 (" + why + ")",
                         "check the folder and the free space / 请检查文件夹和剩余空间"});
    };
    const std::string beside = fmt::format("{}.{}.part", file, getpid());
    // Tried first: the library speaks of a file that it cannot make in its own words.
    std::FILE* tried = std::fopen(beside.c_str(), "wb");
    if (tried == nullptr) cannot_write(std::strerror(errno));
    std::fclose(tried);
    lxw_workbook* handle = workbook_new(beside.c_str());
    Book book{findings,
              texts,
              language,
              handle,
              workbook_add_format(handle),
              workbook_add_format(handle)};
    format_set_bold(book.bold);
    format_set_text_wrap(book.bold);
    format_set_num_format(book.time, "0.0");
    book.summary();
    book.runs();
    book.groups();
    book.exits();
    const lxw_error error = workbook_close(handle);
    if (error == LXW_NO_ERROR && std::rename(beside.c_str(), file.c_str()) == 0) return;
    const std::string why =
        error != LXW_NO_ERROR ? lxw_strerror(error) : std::string(std::strerror(errno));
    unlink(beside.c_str());
    cannot_write(why);
}

}  // namespace firedrill::rehearsal
