#include "app/debrief/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "building/display_name.hpp"
#include "record/floor_plan.hpp"

namespace firedrill {
namespace {

using record::html_escaped;

constexpr const char* style =
    "body{font:15px/1.5 'Noto Sans CJK SC','Noto Sans SC','Microsoft "
    "YaHei',sans-serif;color:#1d2430;"
    "max-width:1120px;margin:24px auto;padding:0 20px}h1{font-size:24px;margin:0}"
    "h2{font-size:17px;margin:24px 0 8px;border-bottom:2px solid #c33126;padding-bottom:3px}"
    ".sub,small{color:#5b6575}.sub{margin:2px 0 12px}small{font-size:12px}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border-bottom:1px solid #e2e6ec;padding:8px;text-align:left;vertical-align:top}"
    "th{color:#5b6575;font-weight:600}td.n{white-space:nowrap}td img{width:220px;display:block;"
    "border-radius:4px}.worse{color:#b3261e;font-weight:bold}.none{color:#777}.found{color:#1b6e3a}"
    ".missed{color:#b3261e}.facts{display:grid;grid-template-columns:repeat(5,1fr);gap:10px}"
    ".facts div{background:#f4f6f9;border-radius:6px;padding:8px 12px;font-size:13px}"
    ".facts b{display:block;font-size:20px}"
    ".photos{display:grid;grid-template-columns:repeat(3,1fr);gap:14px}figure{margin:0}"
    "figure img{width:100%;border-radius:4px}figcaption{font-size:12px;color:#5b6575}"
    "@media print{body{margin:0;max-width:none}tr,figure{break-inside:avoid}}";

std::string signed_number(double value, int decimals) {
    // A difference that rounds to nothing is nothing.
    const double least = decimals == 0 ? 0.5 : 0.005;
    if (std::abs(value) < least) return "0";
    return fmt::format("{:+.{}f}", value, decimals);
}

std::string seconds_words(const FaultCost& cost, const Speech& say) {
    return fmt::format(fmt::runtime(say("debrief.in_seconds")), signed_number(cost.seconds, 0));
}

// What is at fault, and of a thing in which room: there are seven e-bikes, and their name is one.
std::string target_words(const Building& building, const std::string& target, const Speech& say) {
    const std::string name = display_name(building, target).in(say.language);
    const Entity entity = building.find(target);
    if (entity.kind != EntityKind::thing) return name;
    const Thing& thing = building.things[static_cast<std::size_t>(entity.index)];
    const RoomIndex room = building.room_at(thing.storey, {thing.centre.x, thing.centre.y});
    if (!room) return name;
    const std::string where = building.scenario.rooms[room.at()].name.in(say.language);
    return say.language == Language::zh ? where + ":" + name : name + ", " + where;
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

std::string evacuation_words(const AblationOutcome& outcome, const Speech& say) {
    return outcome.evacuation_s >= 0
               ? fmt::format(fmt::runtime(say("debrief.in_seconds")),
                             fmt::format("{:.0f}", outcome.evacuation_s))
               : fmt::format(fmt::runtime(say("debrief.still_inside")), outcome.inside);
}

const char* fault_state_key(const FaultCost& cost) {
    return cost.mended  ? "debrief.mended"
           : cost.found ? "debrief.found_not_mended"
                        : "debrief.missed";
}

const char* idle_key(Idle why) {
    switch (why) {
        case Idle::acts:
            return "debrief.idle.acts";
        case Idle::nothing:
            return "debrief.idle.nothing";
        case Idle::unused:
            return "debrief.idle.unused";
        case Idle::unburnt:
            return "debrief.idle.unburnt";
    }
    return "";
}

std::vector<IdleRow> idle_rows(const Debriefing& debriefing) {
    std::vector<IdleRow> rows;
    for (const IdleFault& fault : debriefing.idle()) {
        auto row = std::find_if(rows.begin(), rows.end(), [&](const IdleRow& r) {
            return r.code == fault.code && r.why == fault.why;
        });
        if (row == rows.end()) {
            const FaultKind* kind = debriefing.catalogue().find(fault.code);
            const LocalText name =
                kind != nullptr ? kind->name() : LocalText{fault.code, fault.code};
            row = rows.insert(rows.end(), {fault.code, name, fault.why, {}});
        }
        row->targets.push_back(fault.target);
    }
    return rows;
}

std::string fault_name(const Debriefing& debriefing, const FaultCost& cost, const Speech& say) {
    const FaultKind* kind = debriefing.catalogue().find(cost.code);
    return kind != nullptr ? kind->name().in(say.language) : cost.code;
}

std::vector<FaultCost> ranked_costs(const Debriefing& debriefing) {
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

CostCells cost_cells(const FaultCost& cost, const Speech& say) {
    CostCells cells;
    cells.worse = cost.incapacitated > 0 || cost.left_inside > 0 || cost.hurt > 0 ||
                  (cost.seconds_known && cost.seconds > 0.5) || cost.doses > 0.005;
    cells.seconds = cost.seconds_known ? seconds_words(cost, say) : "–";
    cells.doses = signed_number(cost.doses, 2);
    std::vector<std::string> people;
    const auto add = [&](int number, const char* key) {
        if (number != 0) people.push_back(fmt::format(fmt::runtime(say(key)), number));
    };
    add(cost.incapacitated, "debrief.words_incapacitated");
    add(cost.left_inside, "debrief.words_inside");
    add(cost.hurt, "debrief.words_hurt");
    cells.people = people.empty() ? "0" : people.front();
    for (std::size_t n = 1; n < people.size(); ++n)
        cells.people += (say.language == Language::zh ? "," : ", ") + people[n];
    return cells;
}

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
        parts.push_back(seconds_words(cost, say));
    if (std::abs(cost.doses) >= 0.005)
        parts.push_back(
            fmt::format(fmt::runtime(say("debrief.words_doses")), signed_number(cost.doses, 2)));
    if (parts.empty()) return say("debrief.no_difference");
    std::string words = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i)
        words += (say.language == Language::zh ? "," : ", ") + parts[i];
    return words;
}

std::string cells_words(const Debriefing& debriefing, const Speech& say) {
    const bool coarser = debriefing.cell_m() > debriefing.recorded_cell_m() + 1e-9;
    return fmt::format(fmt::runtime(say(coarser ? "debrief.cells_coarser" : "debrief.cells")),
                       debriefing.cell_m(), debriefing.recorded_cell_m());
}

std::string debrief_table(const Debriefing& debriefing, const Speech& say) {
    const Building building = make_building(debriefing.scenario());
    const AblationOutcome& base = debriefing.as_recorded();
    std::string table =
        fmt::format("{}\n{}: {}  {}: {}  {}: {}  {}: {:.2f} ({:.2f})\n\n", say("debrief.title"),
                    say("debrief.evacuation"), evacuation_words(base, say), say("debrief.out"),
                    base.out, say("debrief.incapacitated"), base.incapacitated,
                    say("debrief.fed_sum"), base.fed_sum, base.fed_max);
    for (const FaultCost& cost : ranked_costs(debriefing)) {
        table += fmt::format("{:<6} {}  [{}]\n       {}\n       {}: {}   {}: {}\n", cost.code,
                             fault_name(debriefing, cost, say), say(fault_state_key(cost)),
                             target_words(building, cost.target, say),
                             say(cost.mended ? "debrief.would_have_cost" : "debrief.cost"),
                             cost_words(cost, say),
                             say(cost.mended ? "debrief.left_as_it_was" : "debrief.mended_run"),
                             evacuation_words(cost.otherwise, say));
        if (cost.otherwise.track_held) table += "       " + say("debrief.track_held") + "\n";
    }
    for (const IdleRow& row : idle_rows(debriefing))
        table += fmt::format("{:<6} {} ×{}: {}\n", row.code, row.name.in(say.language),
                             row.targets.size(), say(idle_key(row.why)));
    for (const std::string& fault : debriefing.not_computed())
        table += fmt::format("{}: {}\n", display_name(building, fault).in(say.language),
                             say("debrief.not_computed"));
    for (const std::string& fault : debriefing.not_run())
        table += fmt::format("{}: {}\n", display_name(building, fault).in(say.language),
                             say("debrief.not_run"));
    return table;
}

std::string debrief_json(const Debriefing& debriefing) {
    nlohmann::ordered_json json;
    json["scenario"] = debriefing.scenario().id;
    json["cell_m"] = debriefing.cell_m();
    json["recorded_cell_m"] = debriefing.recorded_cell_m();
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
    json["cannot_have_acted"] = nlohmann::ordered_json::array();
    for (const IdleFault& fault : debriefing.idle()) {
        json["cannot_have_acted"].push_back(
            {{"fault", fault.fault},
             {"code", fault.code},
             {"target", fault.target},
             {"found", fault.found},
             {"mended_by_trainee", fault.mended},
             {"why", idle_key(fault.why) + std::string("debrief.idle.").size()}});
    }
    json["not_computed"] = debriefing.not_computed();
    json["not_run"] = debriefing.not_run();
    return json.dump(2) + "\n";
}

namespace {

// Faults that cannot have acted: one row for all of a kind that are idle for the same reason.
std::string idle_table(const Debriefing& debriefing, const Building& building, const Speech& say) {
    const std::vector<IdleRow> rows = idle_rows(debriefing);
    if (rows.empty()) return "";
    std::string html =
        fmt::format("<h2>{}</h2><p><small>{}</small></p><table>", html_escaped(say("debrief.idle")),
                    html_escaped(say("debrief.idle_method")));
    for (const IdleRow& row : rows) {
        std::vector<std::string> names;
        for (const std::string& target : row.targets) {
            const std::string name = display_name(building, target).in(say.language);
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
        std::string places;
        for (const std::string& name : names)
            places += (places.empty() ? "" : say.language == Language::zh ? "、" : ", ") + name;
        html += fmt::format(
            "<tr><td><b>{}</b> {}<br><small>{}</small></td><td class=\"none\">{}</td></tr>\n",
            html_escaped(row.code), html_escaped(row.name.in(say.language)), html_escaped(places),
            html_escaped(say(idle_key(row.why))));
    }
    return html + "</table>\n";
}

}  // namespace

std::string debrief_page(const Debriefing& debriefing, const Speech& say,
                         const DebriefPictures& pictures) {
    const AblationOutcome base = debriefing.as_recorded();
    const auto text = [&](const char* key) { return html_escaped(say(key)); };
    const auto picture_of = [&](const std::string& id) -> std::string {
        const auto found = std::find_if(pictures.faults.begin(), pictures.faults.end(),
                                        [&](const DebriefPicture& p) { return p.id == id; });
        return found == pictures.faults.end()
                   ? ""
                   : fmt::format("<img src=\"{}\" alt=\"{}\">", html_escaped(found->file),
                                 html_escaped(id));
    };
    std::string page = fmt::format(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title>"
        "<style>{}</style></head><body>\n",
        say.language == Language::zh ? "zh-CN" : "en", text("debrief.title"), style);
    page += fmt::format("<h1>{}</h1><p class=\"sub\">{}</p>\n", text("debrief.title"),
                        html_escaped(debriefing.scenario().name.in(say.language)));
    page += fmt::format("<p>{} {}</p>\n", text("debrief.method"),
                        html_escaped(cells_words(debriefing, say)));
    page += fmt::format("<h2>{}</h2><div class=\"facts\">", text("debrief.as_recorded"));
    const auto fact = [&](const std::string& value, const char* key) {
        page += fmt::format("<div><b>{}</b>{}</div>", html_escaped(value), text(key));
    };
    fact(evacuation_words(base, say), "debrief.evacuation");
    fact(fmt::format("{} / {}", base.out, base.occupants), "debrief.out");
    fact(fmt::format("{}", base.incapacitated), "debrief.incapacitated");
    fact(fmt::format("{:.2f}", base.fed_sum), "debrief.fed_sum");
    fact(fmt::format("{:.2f}", base.fed_max), "debrief.fed_max");
    page += fmt::format("</div>\n<h2>{}</h2>\n<table><tr>", text("debrief.faults"));
    if (!pictures.faults.empty()) page += "<th></th>";
    for (const char* key : {"debrief.fault", "debrief.state", "debrief.rerun", "debrief.seconds",
                            "debrief.doses", "debrief.people"})
        page += fmt::format("<th>{}</th>", text(key));
    page += "</tr>\n";
    const Building building = make_building(debriefing.scenario());
    for (const FaultCost& cost : ranked_costs(debriefing)) {
        const FaultKind* kind = debriefing.catalogue().find(cost.code);
        const CostCells cells = cost_cells(cost, say);
        const auto shade = [&](const std::string& cell) {
            return cells.worse && cell.find_first_of("123456789") != std::string::npos ? "worse"
                                                                                       : "none";
        };
        page += "<tr>";
        if (!pictures.faults.empty()) page += "<td>" + picture_of(cost.fault) + "</td>";
        page += fmt::format(
            "<td><b>{}</b> {}<br><small>{}{}</small></td><td class=\"{}\">{}</td><td>{}: {}{}</td>"
            "<td class=\"n {}\">{}</td><td class=\"n {}\">{}</td><td class=\"{}\">{}</td></tr>\n",
            html_escaped(cost.code), html_escaped(fault_name(debriefing, cost, say)),
            html_escaped(target_words(building, cost.target, say)),
            kind != nullptr && !kind->basis.empty() ? "<br>" + html_escaped(kind->basis) : "",
            cost.mended || cost.found ? "found" : "missed", text(fault_state_key(cost)),
            text(cost.mended ? "debrief.left_as_it_was" : "debrief.mended_run"),
            html_escaped(evacuation_words(cost.otherwise, say)),
            cost.otherwise.track_held ? "<br><small>" + text("debrief.track_held") + "</small>"
                                      : "",
            shade(cells.seconds), html_escaped(cells.seconds), shade(cells.doses),
            html_escaped(cells.doses), shade(cells.people), html_escaped(cells.people));
    }
    page += "</table>\n";
    const auto left_out = [&](const std::vector<std::string>& faults, const char* key) {
        if (faults.empty()) return;
        std::string names;
        for (const std::string& fault : faults)
            names += (names.empty()                  ? ""
                      : say.language == Language::zh ? "、"
                                                     : ", ") +
                     display_name(building, fault).in(say.language);
        page += fmt::format("<p><small>{}: {}</small></p>\n", text(key), html_escaped(names));
    };
    page += idle_table(debriefing, building, say);
    left_out(debriefing.not_computed(), "debrief.not_computed");
    left_out(debriefing.not_run(), "debrief.not_run");
    if (!pictures.photographs.empty()) {
        page += fmt::format("<h2>{}</h2><div class=\"photos\">\n", text("debrief.photographs"));
        for (const DebriefPicture& photo : pictures.photographs) {
            page += fmt::format(
                "<figure><img src=\"{}\" alt=\"\"><figcaption>{}</figcaption></figure>\n",
                html_escaped(photo.file), html_escaped(photo.caption.in(say.language)));
        }
        page += "</div>\n";
    }
    page += fmt::format("<p><small>{}</small></p></body></html>\n", text("debrief.limits"));
    return page;
}

}  // namespace firedrill
