#include "record/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/hash.hpp"
#include "base/paths.hpp"
#include "building/display_name.hpp"
#include "building/load.hpp"
#include "drill/roles.hpp"
#include "record/floor_plan.hpp"

namespace firedrill {
namespace {

using record::html_escaped;

constexpr const char* style = R"css(
body{font:14px/1.5 "Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",sans-serif;color:#1d2430;max-width:1120px;margin:24px auto;padding:0 20px;position:relative}
h1{font-size:24px;margin:0 0 2px}h2{font-size:17px;margin:26px 0 8px;border-bottom:2px solid #c33126;padding-bottom:3px}
.sub{color:#5b6575}.score{float:right;text-align:right}.score b{font-size:44px;line-height:1}.pass{color:#1e7d3c}.fail{color:#c33126}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:5px 8px;border-bottom:1px solid #e2e6ec;vertical-align:top}
th{color:#5b6575;font-weight:600}td.n,th.n{text-align:right;white-space:nowrap}.why{color:#5b6575}
.facts{display:grid;grid-template-columns:repeat(4,1fr);gap:10px;margin:14px 0}.facts div{background:#f4f6f9;border-radius:6px;padding:8px 12px}.facts b{display:block;font-size:20px}
.skills{display:grid;grid-template-columns:repeat(5,1fr);gap:10px;margin:8px 0 12px}.skills span{display:block;height:8px;background:#e2e6ec;border-radius:4px}.skills b{display:block;height:8px;background:#1e7d3c;border-radius:4px}
.mark{position:fixed;top:45%;left:0;width:100%;text-align:center;font-size:76px;color:#c3312612;transform:rotate(-24deg);pointer-events:none;font-weight:700}
.small{font-size:12px;color:#5b6575}
td.seen{width:208px;padding:5px 0 5px 8px}td.seen img{width:200px;display:block;border-radius:3px;transition:transform .15s;transform-origin:100% 50%}
td.seen img:hover,figure img:hover{transform:scale(2.6);position:relative;z-index:2}figure img{width:100%;border-radius:3px;transition:transform .15s;transform-origin:var(--side) 50%}
.photos{display:grid;grid-template-columns:repeat(3,1fr);gap:14px}figure{margin:0}figcaption{font-size:12px;color:#5b6575}
.on{display:inline-block;min-width:16px;padding:0 3px;border-radius:9px;background:#e2e6ec;text-align:center;font-size:11px;margin-right:4px}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr,svg,figure{break-inside:avoid}}
)css";

bool is_good(const std::string& name) {
    static const char* bad[] = {"wrong",     "false_alarm", "missed",        "unconfirmed",
                                "dangerous", "with_pin",    "incapacitated", "reignited",
                                "empty",     "timed_out",   "trapped",       "returned"};
    return std::none_of(std::begin(bad), std::end(bad),
                        [&](const char* part) { return name.find(part) != std::string::npos; });
}

// Events a person wants to read; the comings and goings of single occupants are summed up
// elsewhere.
bool worth_reading(const RecordedEvent& event) {
    return event.name != "occupant.out" && event.name != "occupant.assembled" &&
           event.name != "fault.confirmed" && event.name != "inject.fired";
}

void write_file(const std::string& html, const std::string& file) {
    std::ofstream stream(file, std::ios::binary);
    stream << html;
    stream.close();
    if (!stream)
        throw LoadError({{file, 0, ""},
                         "the file cannot be written / 文件无法写入",
                         "check the folder and the free space / 请检查文件夹和剩余空间"});
}

// Names of faults by code, from assets/faults.json; empty where it cannot be read.
std::map<std::string, LocalText> fault_names() {
    std::map<std::string, LocalText> names;
    std::ifstream stream(asset("faults.json"));
    const auto json = nlohmann::json::parse(stream, nullptr, false, true);
    if (!json.is_object()) return names;
    for (const auto& fault : json.value("faults", nlohmann::json::array()))
        names[fault.value("id", "")] = {fault.value("zh", ""), fault.value("en", "")};
    return names;
}

// The last column of the timeline: what was measured, judged or named.
std::string detail_of(const RecordedEvent& event, const Building& building,
                      const std::map<std::string, LocalText>& faults, const Texts& texts,
                      Language language) {
    if (event.name == "extinguisher.distance") return fmt::format("{:.1f} m", event.value);
    if (event.name == "extinguisher.base_hit") return fmt::format("{:.0f} %", 100 * event.value);
    if (event.name.starts_with("extinguisher.")) return "";
    // Words of the program in the person's language, those that are none as they stand.
    const auto word = [&](const std::string& prefix, const std::string& name) {
        return texts.has(prefix + name) ? texts.get(prefix + name, language) : name;
    };
    const std::string between = language == Language::zh ? "、" : ", ";
    if (event.name.starts_with("exit.verdict") || event.name == "exit.fault_unsaid") {
        std::string verdicts;
        std::istringstream parts(event.detail);
        for (std::string part; std::getline(parts, part, ',');)
            verdicts += (verdicts.empty() ? "" : between) + word("verdict.", part);
        return verdicts;
    }
    if (event.name.starts_with("fault.grade")) return word("panel.grade.", event.detail);
    if (event.name.starts_with("fault.measure")) return word("panel.measure.", event.detail);
    if (event.name.starts_with("fault.")) {
        // "CODE grade measure", of which the code alone may be given.
        std::istringstream parts(event.detail);
        std::string code, grade, measure;
        parts >> code >> grade >> measure;
        const auto named = faults.find(code);
        if (named != faults.end()) {
            std::string text = code + " " + named->second.in(language);
            if (!grade.empty()) text += between + word("panel.grade.", grade);
            if (!measure.empty()) text += between + word("panel.measure.", measure);
            return text;
        }
    }
    if (event.name == "trainee.called_119") {
        std::string facts;
        std::istringstream parts(event.detail);
        for (std::string part; std::getline(parts, part, ',');) {
            if (!facts.empty()) facts += language == Language::zh ? "、" : ", ";
            const std::string key = "fact." + part;
            facts += texts.has(key) ? texts.get(key, language) : part;
        }
        return facts;
    }
    if (event.name.starts_with("occupant."))
        return event.detail == "trainee" ? word("word.", event.detail)
                                         : display_name(building, event.detail).in(language);
    return word("word.", event.detail);
}

// What somebody did is named by the role's own rule.
std::string rule_text(const Roles& roles, const RecordedEvent& event, Language language) {
    const Role* role = roles.find(event.target);
    if (role == nullptr) return event.detail;
    for (const auto* rules : {&role->expected, &role->forbidden})
        for (const RoleRule& rule : *rules)
            if (rule.id == event.detail) return rule.text.in(language);
    return event.detail;
}

// Where what decided a line happened: the thing, and the room it was in.
LocalText place_of(const ScoreLine& line, const Building& building) {
    LocalText place;
    if (!line.target.empty()) place = display_name(building, line.target);
    if (line.time_s < 0 || line.place == Vec3{0, 0, 0}) return place;
    const StoreyIndex storey = building.storey_at(line.place.z + 0.5);
    const RoomIndex room =
        storey ? building.room_at(storey, {line.place.x, line.place.y}) : RoomIndex{};
    if (!room) return place;
    const LocalText& name = building.scenario.rooms[room.at()].name;
    if (place.zh == name.zh) return place;  // the room itself was pointed at
    const char* between = place.zh.empty() ? "" : " · ";
    return {place.zh + between + name.zh, place.en + between + name.en};
}

// A bar per skill: how much of its points was earned.
template <class Say>
std::string skill_bars(const Score& score, const Say& say) {
    std::string html = "<div class='skills'>";
    for (const SkillScore& skill : skill_scores(score.lines)) {
        html +=
            fmt::format("<div>{} {:.3g} / {:.0f}<span><b style='width:{:.0f}%'></b></span></div>",
                        say("skill." + skill.skill), skill.points, skill.points_possible,
                        100 * skill.points / skill.points_possible);
    }
    return html + "</div>";
}

std::string base64_of(const std::string& bytes) {
    constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t three = 0;
        for (std::size_t n = 0; n < 3; ++n)
            three = three << 8 |
                    (at + n < bytes.size() ? static_cast<std::uint8_t>(bytes[at + n]) : 0U);
        for (std::size_t n = 0; n < 4; ++n)
            text += at + n <= bytes.size() ? digits[three >> (18 - 6 * n) & 63] : '=';
    }
    return text;
}

std::string image(const RecordPicture& picture, const std::string& what) {
    return fmt::format("<img src='data:image/jpeg;base64,{}' alt='{}'>", base64_of(picture.jpeg),
                       what);
}

// The pictures of the score's lines, each embedded where it is first asked for; lines that were
// decided in the same moment refer to it.
class LinePictures {
  public:
    explicit LinePictures(const std::vector<RecordPicture>& pictures) : pictures_(pictures) {}
    std::string cell(const ScoreLine& line, const std::string& what, const std::string& same) {
        const RecordPicture* picture = of(line);
        if (picture == nullptr) return "";
        const auto [shown, first] = shown_.emplace(picture, static_cast<int>(shown_.size()) + 1);
        if (!first) return fmt::format("<span class='why'>{} {}</span>", same, shown->second);
        return image(*picture, what) + fmt::format("<span class='small'>{}</span>", shown->second);
    }

  private:
    // Its own where it has one, else that of its moment.
    const RecordPicture* of(const ScoreLine& line) const {
        const RecordPicture* of_moment = nullptr;
        if (line.time_s < 0) return nullptr;
        for (const RecordPicture& picture : pictures_) {
            if (picture.kind != RecordPicture::Kind::moment ||
                std::abs(picture.time_s - line.time_s) > same_tick_s)
                continue;
            if (picture.target == line.target && !picture.target.empty()) return &picture;
            if (picture.target.empty()) of_moment = &picture;
        }
        return of_moment;
    }
    static constexpr double same_tick_s = 1e-6;
    const std::vector<RecordPicture>& pictures_;
    std::map<const RecordPicture*, int> shown_;
};

// What the trainee photographed; nothing where there is none.
std::string photographs(const std::vector<RecordPicture>& pictures, const Building& building,
                        const Texts& texts, Language language) {
    std::string html;
    int number = 0;
    for (const RecordPicture& picture : pictures) {
        if (picture.kind != RecordPicture::Kind::photograph) continue;
        const std::string what = html_escaped(
            picture.target.empty() ? texts.get("report.photograph", language)
                                   : display_name(building, picture.target).in(language));
        // Enlarged towards the middle of the page.
        const char* side = number % 3 == 0 ? "0%" : number % 3 == 1 ? "50%" : "100%";
        ++number;
        html += fmt::format(
            "<figure style='--side:{}'>{}<figcaption>{} · {:.1f} s · {}</figcaption></figure>",
            side, image(picture, what), number, picture.time_s, what);
    }
    if (html.empty()) return html;
    return "<h2>" + html_escaped(texts.get("report.photographs", language)) +
           "</h2><div class='photos'>" + html + "</div>";
}

}  // namespace

void write_report(const Store& store, std::int64_t drill, Language language,
                  const std::string& file) {
    const auto found = store.get(drill);
    if (!found)
        throw LoadError({{fmt::format("session {}", drill), 0, ""},
                         "no such record / 没有这条记录",
                         "see session list / 见 session list"});
    const DrillRecord& record = *found;
    const Texts texts = Texts::load(asset("texts").string());
    const auto say = [&](const std::string& key) { return html_escaped(texts.get(key, language)); };
    const Building building = make_building(parse_scenario(record.start.scenario_text, file));
    const auto events = store.timeline(drill);
    const auto track = store.track(drill);
    const auto faults = fault_names();
    const std::vector<RecordPicture> pictures = store.pictures(drill);

    std::string html =
        "<!doctype html><html lang='" + std::string(language == Language::zh ? "zh-CN" : "en") +
        "'><meta charset='utf-8'><title>" + html_escaped(record.start.scenario_name.in(language)) +
        "</title><style>" + style + record::floor_plan_style + "</style>" +
        record::floor_plan_arrow + "<div class='mark'>" + say("report.watermark") + "</div>";
    const char* verdict = !record.finished      ? "session.interrupted"
                          : record.score.passed ? "session.passed"
                                                : "session.failed";
    html += fmt::format(
        "<div class='score {}'><b>{:.0f}</b><br>{}</div><h1>{}</h1><div class='sub'>{} {} · {} {} "
        "· {}</div>",
        record.score.passed ? "pass" : "fail", record.score.total, say(verdict),
        html_escaped(record.start.scenario_name.in(language)), say("report.trainee"),
        html_escaped(record.start.trainee.empty() ? "—" : record.start.trainee),
        say("report.started"), html_escaped(record.started_at), say("result.training_verdict"));
    html += "<div class='facts'>";
    const auto fact = [&](const std::string& value, const char* key) {
        html += "<div><b>" + value + "</b>" + say(key) + "</div>";
    };
    fact(fmt::format("{:.0f} s", record.simulated_s), "report.duration");
    fact(fmt::format("{} / {}", record.totals.crowd.out, record.totals.crowd.total),
         "report.people_out");
    fact(record.totals.crowd.last_out_s >= 0
             ? fmt::format("{:.0f} s", record.totals.crowd.last_out_s)
             : "—",
         "report.evacuation_time");
    fact(fmt::format("{}", record.totals.crowd.incapacitated), "report.incapacitated");
    html += "</div>";

    std::vector<record::PlanMark> marks;
    std::vector<std::pair<const RecordedEvent*, int>> numbered;
    std::string rows;
    int number = 0;
    const Roles roles = load_roles(asset("roles.json").string());
    const auto name_of_target = [&](const RecordedEvent& event) -> std::string {
        if (event.target.empty()) return "";
        const Role* role = event.name.starts_with("role.") ? roles.find(event.target) : nullptr;
        return (role != nullptr ? role->name : display_name(building, event.target)).in(language);
    };
    for (const RecordedEvent& event : events) {
        if (!worth_reading(event)) continue;
        const bool placed = event.place != Vec3{0, 0, 0};
        const bool marked = placed && event.name != "occupant.incapacitated";
        if (marked) {
            marks.push_back({++number, event.place, is_good(event.name)});
            numbered.emplace_back(&event, number);
        }
        const std::string key = "event." + event.name;
        rows += fmt::format(
            "<tr><td class='n'>{:.1f} s</td><td class='n'>{}</td><td{}>{}</td><td>{}</td><td "
            "class='why'>{}</td></tr>",
            event.time_s, marked ? std::to_string(number) : "",
            is_good(event.name) ? "" : " class='fail'",
            texts.has(key) ? say(key) : html_escaped(event.name),
            html_escaped(name_of_target(event)),
            html_escaped(event.name.starts_with("role.")
                             ? rule_text(roles, event, language)
                             : detail_of(event, building, faults, texts, language)));
    }

    // The number that what decided a line has on the plan and in the timeline.
    const auto on_plan = [&](const ScoreLine& line) -> std::string {
        for (const auto& [event, at] : numbered) {
            if (std::abs(event->time_s - line.time_s) < 1e-6 && event->target == line.target &&
                event->place == line.place)
                return fmt::format("<span class='on'>{}</span>", at);
        }
        return "";
    };
    LinePictures seen(pictures);
    html += "<h2>" + say("report.score") + "</h2>" + skill_bars(record.score, say) +
            "<table><tr><th>" + say("result.item") + "</th><th class='n'>" + say("result.points") +
            "</th><th class='n'>" + say("result.when") + "</th><th>" + say("report.place") +
            "</th><th>" + say("result.why") + "</th>" +
            (pictures.empty() ? "" : "<th>" + say("report.seen") + "</th>") + "</tr>";
    for (const ScoreLine& line : record.score.lines) {
        if (line.points_possible <= 0 && line.points == 0 && !line.critical) continue;
        const bool good = !line.critical && line.points > 0 && line.points >= line.points_possible;
        html += fmt::format(
            "<tr><td>{}</td><td class='n {}'>{}</td><td class='n'>{}</td><td>{}{}</td><td "
            "class='why'>{}</td>",
            html_escaped(line.text.in(language)), good ? "pass" : "fail",
            line.critical ? say("result.critical")
            : line.points_possible > 0
                ? fmt::format("{:.3g} / {:.0f}", line.points, line.points_possible)
                : fmt::format("{:.0f}", line.points),
            line.time_s >= 0 ? fmt::format("{:.1f} s", line.time_s) : say("result.never"),
            on_plan(line), html_escaped(place_of(line, building).in(language)),
            html_escaped(line.reason.in(language)));
        if (!pictures.empty()) {
            html +=
                "<td class='seen'>" +
                seen.cell(line, html_escaped(line.text.in(language)), say("report.same_picture")) +
                "</td>";
        }
        html += "</tr>";
    }
    html += "</table>";
    html += photographs(pictures, building, texts, language);
    html += "<p class='small'>";
    const auto hints = std::count_if(events.begin(), events.end(), [](const RecordedEvent& event) {
        return event.name == "mode.hint_asked";
    });
    html += fmt::format("{}: {} · {}: {}", say("report.mode"),
                        say(fmt::format("mode.{}", drill_mode_name(record.start.settings.mode))),
                        say("report.hints"), hints);
    if (building.scenario.drill) {
        const std::string role = "role." + building.scenario.drill->start.role;
        if (texts.has(role)) html += " · " + say("report.role") + ": " + say(role);
    }
    html += "</p><h2>" + say("report.plans") + "</h2>";
    for (std::size_t s = 0; s < building.scenario.storeys.size(); ++s) {
        html += "<div>" + html_escaped(building.scenario.storeys[s].name.in(language)) + "</div>" +
                record::floor_plan_svg(building, StoreyIndex(s), track, marks, language);
    }
    html += "<p class='small'>" + say("report.legend") + "</p>";
    html += "<h2>" + say("report.timeline") + "</h2><table>" + rows + "</table>";
    const CrowdSettings& crowd = record.start.settings.crowd;
    html += fmt::format(
        "<p class='small'>{}: {} · {}: {}</p>", say("settings.smoke_speed_law"),
        say(fmt::format("rehearsal.smoke_speed.{}", smoke_speed_law_name(crowd.smoke_speed))),
        say("settings.door_flow_limit"),
        say(fmt::format("rehearsal.door_flow.{}", door_flow_limit_name(crowd.door_flow))));
    html += fmt::format("<p class='small'>{} · {} {} · {} {} · {} {}</p></html>\n",
                        say("menu.supplement"), say("menu.seed"), record.start.settings.seed,
                        say("report.hash"), hash_hex(record.final_hash), say("report.record"),
                        record.id);
    write_file(html, file);
}

void export_csv(const Store& store, Language language, const std::string& file) {
    const auto quoted = [](const std::string& text) {
        // A spreadsheet takes what begins like this for a formula.
        std::string out = text.find_first_of("=+-@\t\r") == 0 ? "\"'" : "\"";
        for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
        return out + "\"";
    };
    const Texts texts = Texts::load(asset("texts").string());
    std::string csv = "\xEF\xBB\xBF" + texts.get("export.header", language) + "\r\n";
    constexpr auto all = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
    for (const DrillRecord& record : store.list(all)) {
        const char* verdict = !record.finished      ? "session.interrupted"
                              : record.score.passed ? "session.passed"
                                                    : "session.failed";
        csv += fmt::format(
            "{},{},{},{},{},{},{:.1f},{},{:.1f},{},{},{},{},{},{},{}\r\n", record.id,
            record.started_at, record.finished_at, record.start.scenario_id,
            quoted(record.start.scenario_name.in(language)), quoted(record.start.trainee),
            record.score.total, texts.get(verdict, language), record.simulated_s,
            record.totals.crowd.total, record.totals.crowd.out, record.totals.crowd.incapacitated,
            record.start.settings.seed, hash_hex(record.final_hash),
            smoke_speed_law_name(record.start.settings.crowd.smoke_speed),
            door_flow_limit_name(record.start.settings.crowd.door_flow));
    }
    write_file(csv, file);
}

}  // namespace firedrill
