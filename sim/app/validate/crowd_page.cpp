#include "app/validate/crowd_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include "record/floor_plan.hpp"

namespace firedrill::validate {

using record::html_escaped;

namespace {

constexpr const char* suites[] = {"rimea", "imo", "nist", "iso", "house"};  // order on the page

// A text of the page: "validate.page." and a short name.
std::string say(const PageHead& head, std::string_view name) {
    return head.texts->get(fmt::format("validate.page.{}", name), head.language);
}
template <class... Values>
std::string say(const PageHead& head, std::string_view name, const Values&... values) {
    return fmt::format(fmt::runtime(say(head, name)), values...);
}

std::string joined(const std::set<std::string>& names, const std::string& between) {
    return fmt::format("{}", fmt::join(names, between));
}

// How doors pass people, by the ids of files and of --door-flow.
std::string flows_of(const CrowdCase& test) {
    std::set<std::string> flows;
    for (const RunSpec& run : test.runs) flows.emplace(door_flow_limit_name(run.door_flow));
    return joined(flows, ", ");
}

std::string breaks_of(const PageHead& head, const CaseResult& result) {
    if (!result.has_hard) return "";
    if (!head.with_breaks) return say(head, "not_run");
    if (!result.fails_under.empty()) return fmt::format("{}", fmt::join(result.fails_under, ", "));
    return say(head, result.holds ? "none" : "fails_unbroken");
}

struct Counts {
    int pass = 0, fail = 0, report = 0, other = 0, hard = 0, shown = 0;
};
Counts counts_of(const std::vector<CaseResult>& results) {
    Counts counts;
    for (const CaseResult& result : results) {
        const std::string verdict = verdict_of(result);
        counts.pass += verdict == "PASS";
        counts.fail += verdict == "FAIL";
        counts.report += verdict == "REPORT";
        counts.other += verdict == "N/A";
        counts.hard += result.has_hard;
        counts.shown += !result.fails_under.empty();
    }
    return counts;
}

std::string summary(const PageHead& head, const std::vector<CaseResult>& results) {
    const Counts counts = counts_of(results);
    std::string text =
        say(head, "counts", results.size(), counts.pass, counts.fail, counts.report, counts.other);
    if (head.with_breaks) text += say(head, "counts_broken", counts.hard, counts.shown);
    if (!head.broken.empty()) text += say(head, "of_broken_model", head.broken);
    if (head.brief) text += say(head, "short_form");
    return text;
}

// Also the class of its cell.
const char* claim_verdict(const ClaimResult& claim) {
    return !claim.claim->hard() ? "report" : claim.holds ? "pass" : "FAIL";
}

std::string settings_text(const PageHead& head, const CrowdCase& test) {
    std::set<std::string> flows, laws;
    int most = 0, least = 1 << 30;
    for (const RunSpec& run : test.runs) {
        flows.emplace(door_flow_limit_name(run.door_flow));
        if (run.air) laws.insert(std::string(smoke_speed_law_name(run.smoke_law)));
        const int seeds = head.brief ? run.short_seeds : run.seeds;
        most = std::max(most, seeds);
        least = std::min(least, seeds);
    }
    if (test.runs.empty()) return "";
    std::string text = say(head, "settings", joined(flows, say(head, "and")));
    text += least == most ? fmt::format("{}", most) : say(head, "from_to", least, most);
    if (!laws.empty()) text += say(head, "smoke_law", joined(laws, ", "));
    return text;
}

}  // namespace

const char* verdict_of(const CaseResult& result) {
    if (!result.test->not_applicable.empty()) return "N/A";
    if (!result.has_hard) return "REPORT";
    return result.holds ? "PASS" : "FAIL";
}

std::string values_text(const ClaimResult& result, const std::string& if_none) {
    std::string text;
    for (const auto& [run, value] : result.values) {
        if (!text.empty()) text += ", ";
        if (result.values.size() > 1) text += run + ": ";
        text += std::isnan(value) ? if_none : fmt::format("{:.{}f}", value, result.claim->digits);
    }
    return text + (result.claim->unit.empty() ? "" : " " + result.claim->unit);
}

std::string markdown_page(const PageHead& head, const std::vector<CaseResult>& results) {
    const auto row = [](const std::vector<std::string>& cells) {
        return fmt::format("| {} |\n", fmt::join(cells, " | "));
    };
    std::string out = "# " + say(head, "title") + "\n\n";
    out += say(head, "generated", "`" + head.command + "`", head.version) +
           say(head, "not_by_hand") + "\n\n";
    out += summary(head, results) + "\n\n" + say(head, "introduction") + "\n";
    for (const char* suite : suites) {
        bool any = false;
        for (const CaseResult& result : results) {
            if (result.test->suite != suite) continue;
            if (!any) {
                out += "\n## " + say(head, std::string("suite_") + suite) + "\n\n" +
                       row({say(head, "test"), say(head, "name"), say(head, "verdict"),
                            say(head, "door_flow"), say(head, "fails_under")}) +
                       "|---|---|---|---|---|\n";
            }
            any = true;
            out += row({fmt::format("[{0}](#{0})", result.test->id), result.test->title,
                        say(head, verdict_of(result)), flows_of(*result.test),
                        breaks_of(head, result)});
        }
        if (!any) continue;
        for (const CaseResult& result : results) {
            const CrowdCase& test = *result.test;
            if (test.suite != suite) continue;
            out += fmt::format("\n### {}\n\n{}. {}. {}\n", test.id, test.title, test.source,
                               settings_text(head, test));
            if (!test.note.empty()) out += "\n" + test.note + "\n";
            if (!test.not_applicable.empty())
                out += "\n" + say(head, "why_not_run", test.not_applicable) + "\n";
            if (result.claims.empty()) continue;
            out += "\n" +
                   row({say(head, "measured"), say(head, "value"), say(head, "criterion"),
                        say(head, "kind"), say(head, "verdict")}) +
                   "|---|---|---|---|---|\n";
            for (const ClaimResult& claim : result.claims)
                out += row({claim.claim->says, values_text(claim, say(head, "not_measured")),
                            claim.criterion, say(head, name_of(claim.claim->kind)),
                            say(head, claim_verdict(claim))});
        }
    }
    out += "\n## " + say(head, "broken_models") + "\n\n" +
           row({say(head, "broken_name"), say(head, "broken_what")}) + "|---|---|\n";
    for (const BrokenModel& model : broken_models())
        out += row({model.name, say(head, std::string("broken.") + model.name)});
    return out;
}

std::string html_page(const PageHead& head, const std::vector<CaseResult>& results,
                      const CrowdSuite& suite, const Laboratory& laboratory) {
    std::vector<const CrowdCase*> all;
    for (const CaseResult& result : results) all.push_back(result.test);
    std::string out =
        fmt::format(
            "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">"
            "<meta name=\"viewport\" content=\"width=device-width\">"
            "<title>{}</title>\n<style>\n",
            head.language == Language::zh ? "zh-CN" : "en",
            html_escaped(say(head, "window_title"))) +
        "body{font:15px/1.5 system-ui,sans-serif;color:#1c1c1c;max-width:1100px;margin:2em auto;"
        "padding:0 1.5em}h1{margin-bottom:.2em}h2{margin-top:2.2em;border-bottom:2px solid #ccc}"
        "h3{margin:2em 0 .2em}table{border-collapse:collapse;width:100%;margin:.6em 0}"
        "td,th{border-bottom:1px solid #ddd;padding:.3em .6em;text-align:left;vertical-align:top}"
        "th{font-weight:600;background:#f5f5f5}td:first-child{width:34%}"
        "table.list td:first-child{width:13em}"
        ".v{font-weight:600;white-space:nowrap}.PASS,.pass{color:#00695c}.FAIL{color:#b00020}"
        ".REPORT,.report,.NA{color:#666}.small{color:#555;font-size:13px}"
        ".charts{display:flex;flex-wrap:wrap;gap:1em}.charts svg{width:520px;max-width:100%}\n"
        "</style></head><body>\n<h1>" +
        say(head, "title") + "</h1>\n";
    out += "<p class=\"small\">" +
           say(head, "generated", "<code>" + html_escaped(head.command) + "</code>", head.version) +
           say(head, "full_stop") + "</p>\n";
    out += "<p><b>" + html_escaped(summary(head, results)) + "</b></p>\n";
    std::string words = say(head, "introduction");
    words.erase(std::remove(words.begin(), words.end(), '*'), words.end());
    out += "<p>" + html_escaped(words) + "</p>\n";
    const auto class_of = [](const CaseResult& result) {
        const std::string verdict = verdict_of(result);
        return verdict == "N/A" ? std::string("NA") : verdict;
    };
    for (const char* title : suites) {
        if (std::none_of(results.begin(), results.end(),
                         [&](const CaseResult& r) { return r.test->suite == title; }))
            continue;
        out += fmt::format(
            "<h2>{}</h2>\n<table class=\"list\"><tr><th>{}<th>{}<th>{}<th>{}<th>{}</tr>\n",
            say(head, std::string("suite_") + title), say(head, "test"), say(head, "name"),
            say(head, "verdict"), say(head, "door_flow"), say(head, "fails_under"));
        for (const CaseResult& result : results) {
            if (result.test->suite != title) continue;
            out += fmt::format(
                "<tr><td><a href=\"#{0}\">{0}</a><td>{1}<td class=\"v {2}\">{3}"
                "<td>{4}<td>{5}</tr>\n",
                result.test->id, html_escaped(result.test->title), class_of(result),
                say(head, verdict_of(result)), flows_of(*result.test), breaks_of(head, result));
        }
        out += "</table>\n";
        for (const CaseResult& result : results) {
            const CrowdCase& test = *result.test;
            if (test.suite != title) continue;
            out += fmt::format(
                "<h3 id=\"{0}\">{0}: {1} <span class=\"v {2}\">{3}</span></h3>\n"
                "<p class=\"small\">{4}. {5}</p>\n",
                test.id, html_escaped(test.title), class_of(result), say(head, verdict_of(result)),
                html_escaped(test.source), settings_text(head, test));
            if (!test.note.empty()) out += "<p>" + html_escaped(test.note) + "</p>\n";
            if (!test.not_applicable.empty())
                out +=
                    "<p>" + say(head, "why_not_run", html_escaped(test.not_applicable)) + "</p>\n";
            if (!result.claims.empty()) {
                out += fmt::format("<table><tr><th>{}<th>{}<th>{}<th>{}<th>{}</tr>\n",
                                   say(head, "measured"), say(head, "value"),
                                   say(head, "criterion"), say(head, "kind"), say(head, "verdict"));
                for (const ClaimResult& claim : result.claims)
                    out += fmt::format("<tr><td>{}<td>{}<td>{}<td>{}<td class=\"v {}\">{}</tr>\n",
                                       html_escaped(claim.claim->says),
                                       html_escaped(values_text(claim, say(head, "not_measured"))),
                                       html_escaped(claim.criterion),
                                       say(head, name_of(claim.claim->kind)), claim_verdict(claim),
                                       say(head, claim_verdict(claim)));
                out += "</table>\n";
            }
            const std::vector<Chart> charts = charts_of(test, suite, all, laboratory);
            if (charts.empty()) continue;
            out += "<div class=\"charts\">\n";
            for (const Chart& chart : charts) out += svg(chart);
            out += "</div>\n";
        }
    }
    out +=
        fmt::format("<h2>{}</h2>\n<table class=\"list\"><tr><th>{}<th>{}</tr>\n",
                    say(head, "broken_models"), say(head, "broken_name"), say(head, "broken_what"));
    for (const BrokenModel& model : broken_models())
        out += fmt::format("<tr><td>{}<td>{}</tr>\n", model.name,
                           html_escaped(say(head, std::string("broken.") + model.name)));
    return out + "</table>\n</body></html>\n";
}

}  // namespace firedrill::validate
