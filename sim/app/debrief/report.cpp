#include "app/debrief/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "building/display_name.hpp"
#include "record/floor_plan.hpp"

namespace firedrill {
namespace {

using record::html_escaped;

std::string seconds_or_inside(const AblationOutcome& outcome, const Speech& say) {
    return outcome.evacuation_s >= 0
               ? fmt::format("{:.0f} s", outcome.evacuation_s)
               : fmt::format(fmt::runtime(say("debrief.still_inside")), outcome.inside);
}

std::string status_key(const FaultCost& cost) {
    return cost.mended  ? "debrief.mended"
           : cost.found ? "debrief.found_not_mended"
                        : "debrief.missed";
}

std::string name_of_fault(const Debriefing& debriefing, const std::string& code,
                          const Speech& say) {
    const FaultKind* kind = debriefing.catalogue().find(code);
    return kind != nullptr ? kind->name().in(say.language) : code;
}

std::string signed_number(double value, int decimals) {
    // A difference that rounds to nothing is nothing.
    const double least = decimals == 0 ? 0.5 : 0.005;
    if (std::abs(value) < least) return "0";
    return fmt::format("{:+.{}f}", value, decimals);
}

// Costliest first.
std::vector<FaultCost> ranked(const Debriefing& debriefing) {
    std::vector<FaultCost> costs = debriefing.costs();
    std::stable_sort(costs.begin(), costs.end(), [](const FaultCost& a, const FaultCost& b) {
        const auto weight = [](const FaultCost& c) {
            return 1e4 * (c.incapacitated + c.left_inside) + 1e3 * c.hurt + 100 * c.doses +
                   c.seconds;
        };
        return weight(a) > weight(b);
    });
    return costs;
}

nlohmann::ordered_json as_json(const AblationOutcome& outcome) {
    nlohmann::ordered_json json;
    if (outcome.evacuation_s >= 0)
        json["evacuation_time_s"] = outcome.evacuation_s;
    else
        json["evacuation_time_s"] = nullptr;
    json["occupants"] = outcome.occupants;
    json["out"] = outcome.out;
    json["inside"] = outcome.inside;
    json["incapacitated"] = outcome.incapacitated;
    json["fed_sum"] = outcome.fed_sum;
    json["fed_max"] = outcome.fed_max;
    json["fed_above_0_3"] = outcome.hurt;
    json["trainee_fed"] = outcome.trainee_fed;
    json["track_held"] = outcome.track_held;
    return json;
}

}  // namespace

std::string cost_words(const FaultCost& cost, const Speech& say) {
    std::vector<std::string> parts;
    if (cost.incapacitated != 0)
        parts.push_back(
            fmt::format(fmt::runtime(say("debrief.words_incapacitated")), cost.incapacitated));
    if (cost.left_inside != 0)
        parts.push_back(fmt::format(fmt::runtime(say("debrief.words_inside")), cost.left_inside));
    if (cost.hurt != 0)
        parts.push_back(fmt::format(fmt::runtime(say("debrief.words_hurt")), cost.hurt));
    if (cost.seconds_known && std::abs(cost.seconds) >= 0.5)
        parts.push_back(fmt::format("{} s", signed_number(cost.seconds, 0)));
    if (std::abs(cost.doses) >= 0.005)
        parts.push_back(fmt::format("FED {}", signed_number(cost.doses, 2)));
    if (parts.empty()) return say("debrief.no_difference");
    std::string words = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) words += ", " + parts[i];
    return words;
}

std::string debrief_table(const Debriefing& debriefing, const Speech& say) {
    const AblationOutcome& base = debriefing.as_recorded();
    std::string table = fmt::format(
        "{}\n{}: {}  {}: {}  {}: {}  FED: {:.2f} ({:.2f})\n\n", say("debrief.title"),
        say("debrief.evacuation"), seconds_or_inside(base, say), say("debrief.out"), base.out,
        say("debrief.incapacitated"), base.incapacitated, base.fed_sum, base.fed_max);
    for (const FaultCost& cost : ranked(debriefing)) {
        table += fmt::format("{:<6} {}  [{}]\n       {}: {}   {}: {}\n", cost.code,
                             name_of_fault(debriefing, cost.code, say), say(status_key(cost)),
                             say(cost.mended ? "debrief.would_have_cost" : "debrief.cost"),
                             cost_words(cost, say),
                             say(cost.mended ? "debrief.left_as_it_was" : "debrief.mended_run"),
                             seconds_or_inside(cost.otherwise, say));
        if (cost.otherwise.track_held) table += "       " + say("debrief.track_held") + "\n";
    }
    for (const std::string& fault : debriefing.not_computed())
        table += fmt::format("{}: {}\n", fault, say("debrief.not_computed"));
    return table;
}

std::string debrief_json(const Debriefing& debriefing) {
    nlohmann::ordered_json json;
    json["scenario"] = debriefing.scenario().id;
    json["as_recorded"] = as_json(debriefing.as_recorded());
    json["faults"] = nlohmann::ordered_json::array();
    for (const FaultCost& cost : debriefing.costs()) {
        nlohmann::ordered_json entry;
        entry["fault"] = cost.fault;
        entry["code"] = cost.code;
        entry["target"] = cost.target;
        entry["found"] = cost.found;
        entry["mended_by_trainee"] = cost.mended;
        entry["rerun"] = cost.mended ? "left as it was" : "mended";
        entry["outcome"] = as_json(cost.otherwise);
        nlohmann::ordered_json difference;
        if (cost.seconds_known)
            difference["evacuation_time_s"] = cost.seconds;
        else
            difference["evacuation_time_s"] = nullptr;
        difference["fed_sum"] = cost.doses;
        difference["fed_above_0_3"] = cost.hurt;
        difference["incapacitated"] = cost.incapacitated;
        difference["inside"] = cost.left_inside;
        entry["cost"] = difference;
        json["faults"].push_back(entry);
    }
    json["not_computed"] = debriefing.not_computed();
    return json.dump(2) + "\n";
}

std::string debrief_page(const Debriefing& debriefing, const Speech& say,
                         const std::vector<DebriefPicture>& pictures,
                         const std::vector<DebriefPicture>& photographs) {
    const AblationOutcome& base = debriefing.as_recorded();
    const auto picture_of = [&](const std::string& id) -> std::string {
        const auto found = std::find_if(pictures.begin(), pictures.end(),
                                        [&](const DebriefPicture& p) { return p.id == id; });
        return found == pictures.end() ? ""
                                       : fmt::format("<img src=\"{}\" alt=\"{}\">",
                                                     html_escaped(found->file), html_escaped(id));
    };
    std::string page = fmt::format(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title><style>"
        "body{{font:16px/1.5 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:1100px;"
        "margin:24px auto;padding:0 16px;color:#222}}table{{border-collapse:collapse;width:100%}}"
        "th,td{{border-bottom:1px solid #ddd;padding:8px;text-align:left;vertical-align:top}}"
        "th{{background:#f4f2ee}}img{{width:220px;border-radius:4px}}.worse{{color:#b3261e;"
        "font-weight:bold}}.none{{color:#777}}.found{{color:#1b6e3a}}.missed{{color:#b3261e}}"
        "small{{color:#555}}figure{{display:inline-block;margin:8px}}</style></head><body>\n",
        say.language == Language::zh ? "zh" : "en", html_escaped(say("debrief.title")));
    page += fmt::format("<h1>{}</h1><h2>{}</h2>\n", html_escaped(say("debrief.title")),
                        html_escaped(debriefing.scenario().name.in(say.language)));
    page += fmt::format("<p>{}</p>\n", html_escaped(say("debrief.method")));
    page += fmt::format(
        "<p><b>{}</b> — {}: {}; {}: {} / {}; {}: {}; {}: {:.2f}, {}: {:.2f}</p>\n",
        html_escaped(say("debrief.as_recorded")), html_escaped(say("debrief.evacuation")),
        html_escaped(seconds_or_inside(base, say)), html_escaped(say("debrief.out")), base.out,
        base.occupants, html_escaped(say("debrief.incapacitated")), base.incapacitated,
        html_escaped(say("debrief.fed_sum")), base.fed_sum, html_escaped(say("debrief.fed_max")),
        base.fed_max);
    page += fmt::format(
        "<table><tr><th></th><th>{}</th><th>{}</th><th>{}</th><th>{}</th><th>{}</th><th>{}</th>"
        "</tr>\n",
        html_escaped(say("debrief.fault")), html_escaped(say("debrief.state")),
        html_escaped(say("debrief.rerun")), html_escaped(say("debrief.seconds")),
        html_escaped(say("debrief.doses")), html_escaped(say("debrief.people")));
    for (const FaultCost& cost : ranked(debriefing)) {
        const FaultKind* kind = debriefing.catalogue().find(cost.code);
        const bool worse = cost.incapacitated > 0 || cost.left_inside > 0 || cost.hurt > 0 ||
                           (cost.seconds_known && cost.seconds > 0.5) || cost.doses > 0.005;
        page += fmt::format(
            "<tr><td>{}</td><td><b>{}</b> {}<br><small>{}</small></td><td class=\"{}\">{}</td>"
            "<td>{}: {}{}</td><td class=\"{}\">{}</td><td class=\"{}\">{}</td><td "
            "class=\"{}\">{}</td></tr>\n",
            picture_of(cost.fault), html_escaped(cost.code),
            html_escaped(name_of_fault(debriefing, cost.code, say)),
            html_escaped(kind != nullptr ? kind->basis : ""),
            cost.mended || cost.found ? "found" : "missed", html_escaped(say(status_key(cost))),
            html_escaped(say(cost.mended ? "debrief.left_as_it_was" : "debrief.mended_run")),
            html_escaped(seconds_or_inside(cost.otherwise, say)),
            cost.otherwise.track_held
                ? "<br><small>" + html_escaped(say("debrief.track_held")) + "</small>"
                : "",
            worse ? "worse" : "none",
            cost.seconds_known ? signed_number(cost.seconds, 0) + " s" : "–",
            worse ? "worse" : "none", signed_number(cost.doses, 2), worse ? "worse" : "none",
            cost.incapacitated == 0 && cost.left_inside == 0 && cost.hurt == 0
                ? html_escaped(say("debrief.no_difference"))
                : fmt::format(fmt::runtime(html_escaped(say("debrief.people_words"))),
                              signed_number(cost.incapacitated, 0),
                              signed_number(cost.left_inside, 0), signed_number(cost.hurt, 0)));
    }
    page += "</table>\n";
    if (!debriefing.not_computed().empty()) {
        page += "<p><small>" + html_escaped(say("debrief.not_computed")) + ":";
        for (const std::string& fault : debriefing.not_computed())
            page += " " + html_escaped(fault);
        page += "</small></p>\n";
    }
    if (!photographs.empty()) {
        page += fmt::format("<h2>{}</h2>\n", html_escaped(say("debrief.photographs")));
        for (const DebriefPicture& photo : photographs)
            page += fmt::format("<figure><img src=\"{}\"><figcaption>{}</figcaption></figure>\n",
                                html_escaped(photo.file), html_escaped(photo.id));
    }
    page += fmt::format("<p><small>{}</small></p></body></html>\n",
                        html_escaped(say("debrief.limits")));
    return page;
}

}  // namespace firedrill
