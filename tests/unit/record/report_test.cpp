// The report of a drill as a page, and all drills as a table.

#include <doctest/doctest.h>

#include "base/hash.hpp"
#include "base/paths.hpp"
#include "markup.hpp"
#include "record/floor_plan.hpp"
#include "record/report.hpp"
#include "sample.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

constexpr Language languages[] = {Language::zh, Language::en};

// A program's own text.
std::string say(const std::string& key, Language language) {
    static const Texts texts = Texts::load(asset("texts").string());
    REQUIRE_MESSAGE(texts.has(key), key);
    return texts.get(key, language);
}

struct Records {
    Scratch scratch;
    Store store{scratch.file("records.db")};

    std::string report(std::int64_t drill, Language language = Language::en) const {
        const std::string file = scratch.file("report.html");
        write_report(store, drill, language, file);
        return bytes_of(file);
    }
    std::string csv(Language language = Language::en) const {
        const std::string file = scratch.file("records.csv");
        export_csv(store, language, file);
        return bytes_of(file);
    }
    std::int64_t add(const Timeline& timeline, const Score& score,
                     const DrillStart& start = sample_start()) {
        const std::int64_t drill = store.begin(start);
        store.append(drill, timeline, 0, "", {});
        store.finish(drill, score, sample_totals(), sample_hash);
        return drill;
    }
};

// As it stands in a page.
std::string shown(const std::string& key, Language language) {
    return record::html_escaped(say(key, language));
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (std::size_t n = 0; n < parts.size(); ++n) text += (n == 0 ? "" : "|") + parts[n];
    return text;
}

// The rows of a page's timeline, each as the texts of its cells.
std::vector<std::vector<std::string>> timeline_rows(const std::string& html, Language language) {
    const auto head = html.find("<h2>" + say("report.timeline", language) + "</h2>");
    REQUIRE(head != std::string::npos);
    std::vector<std::vector<std::string>> rows;
    for (const std::string& row : all_between(html.substr(head), "<tr>", "</tr>")) {
        rows.emplace_back();
        for (const std::string& cell : all_between(row, "<td", "</td>"))
            rows.back().push_back(cell.substr(cell.find('>') + 1));
    }
    return rows;
}

// RFC 4180, strictly.
std::vector<std::vector<std::string>> table_of(const std::string& csv) {
    std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
    std::size_t at = 0;
    while (at < csv.size()) {
        std::string& field = rows.back().back();
        if (csv[at] == '"') {
            REQUIRE(field.empty());
            for (++at;; ++at) {
                REQUIRE(at < csv.size());
                if (csv[at] == '"' && csv[at + 1] != '"') break;
                if (csv[at] == '"') ++at;
                field += csv[at];
            }
            ++at;
            REQUIRE((csv[at] == ',' || csv[at] == '\r'));
        } else if (csv[at] == ',') {
            rows.back().emplace_back();
            ++at;
        } else if (csv[at] == '\r') {
            REQUIRE(csv[at + 1] == '\n');
            rows.emplace_back(1);
            at += 2;
        } else {
            REQUIRE(csv[at] != '\n');
            field += csv[at++];
        }
    }
    REQUIRE(rows.back() == std::vector<std::string>(1));
    rows.pop_back();
    return rows;
}

const std::string byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

TEST_CASE(
    "the report is one sound page in the language asked for, without anything from elsewhere") {
    Records records;
    const std::int64_t drill = store_sample(records.store);
    for (const Language language : languages) {
        const std::string html = records.report(drill, language);
        CHECK(fault_of_markup(html) == "");
        CHECK(html.starts_with("<!doctype html><html lang='"));
        CHECK(html.ends_with("</html>\n"));
        CHECK(holds(html, language == Language::zh ? "lang='zh-CN'" : "lang='en'"));
        CHECK(holds(html, "<meta charset='utf-8'>"));
        for (const std::string elsewhere : {"src=", "href=", "@import", "<script", "https:"})
            CHECK_MESSAGE(count_of(html, elsewhere) == 0, elsewhere);
        CHECK(count_of(html, "http:") == count_of(html, "xmlns='http://www.w3.org/2000/svg'"));
        for (const std::string key :
             {"report.watermark", "report.score", "report.plans", "report.legend",
              "report.timeline", "result.training_verdict", "report.people_out"})
            CHECK_MESSAGE(holds(html, shown(key, language)), key);
        // Nothing says its key instead of its text.
        for (const std::string gap :
             {"report.", "result.", "session.", "event.", "menu.", "skill."})
            CHECK_MESSAGE(count_of(html, gap) == 0, gap);
    }
    CHECK_FALSE(holds(records.report(drill, Language::en), "训练"));
    CHECK_FALSE(holds(records.report(drill, Language::zh), "TRAINING"));
}

TEST_CASE("the report says who did what, when, how well and which record it is") {
    Records records;
    const std::int64_t drill = store_sample(records.store);
    for (const Language language : languages) {
        const std::string html = records.report(drill, language);
        const std::string name = language == Language::zh ? "两间房" : "Two rooms";
        CHECK(holds(html, "<title>" + name + "</title>"));
        CHECK(holds(html, "<h1>" + name + "</h1>"));
        CHECK(holds(html, "李小明"));
        CHECK(holds(html, records.store.get(drill)->started_at));
        CHECK(holds(html, "<div class='score pass'><b>75</b><br>" +
                              say("session.passed", language) + "</div>"));
        CHECK(holds(html, "<b>91 s</b>" + say("report.duration", language)));
        CHECK(holds(html, "<b>4 / 5</b>" + say("report.people_out", language)));
        CHECK(holds(html, "<b>61 s</b>" + say("report.evacuation_time", language)));
        CHECK(holds(html, "<b>1</b>" + say("report.incapacitated", language)));
        CHECK(holds(html, say("menu.seed", language) + " 18364758544493064720"));
        CHECK(holds(html, say("report.hash", language) + " " + hash_hex(sample_hash)));
        CHECK(holds(html, say("report.record", language) + " " + std::to_string(drill) + "<"));
    }
}

TEST_CASE("the report gives every rubric line with its points, time and reason") {
    Records records;
    Score score = sample_score();
    ScoreLine fatal;
    fatal.item = "r_fatal", fatal.skill = "extinguisher";
    fatal.text = {"用水扑救带电设备", "Water on live equipment"};
    fatal.reason = {"有触电危险", "It can kill"};
    fatal.critical = true, fatal.time_s = 50;
    ScoreLine unseen;
    unseen.item = "r_unseen", unseen.skill = "evacuation";
    unseen.text = {"乘电梯", "Took the lift"};
    score.lines.push_back(fatal);
    score.lines.push_back(unseen);
    score.passed = false, score.critical = true;
    const std::int64_t drill = records.add(sample_timeline(), score);
    for (const Language language : languages) {
        const std::string html = records.report(drill, language);
        const bool zh = language == Language::zh;
        const auto row = [&](const std::string& text, const std::string& grade,
                             const std::string& points, const std::string& time,
                             const std::string& why) {
            const std::string begin = "<tr><td>" + text + "</td><td class='n " + grade + "'>" +
                                      points + "</td><td class='n'>" + time + "</td><td>";
            const auto at = html.find(begin);
            if (at == std::string::npos) return begin;
            const auto place_end = html.find("</td>", at + begin.size());
            return html.substr(at, place_end - at) + "</td><td class='why'>" + why + "</td></tr>";
        };
        CHECK(holds(html, row(zh ? "按下手动报警按钮" : "Press the call point", "pass", "20 / 20",
                              "12.3 s", zh ? "先报警" : "Alarm first")));
        CHECK(holds(html,
                    row(zh ? "扑灭废纸篓" : "Put out the waste basket", "fail", "0 / 60",
                        say("result.never", language),
                        zh ? "初起火灾应尽快扑灭" : "A small fire is put out before it grows")));
        CHECK(holds(html, row(zh ? "未拔销就压把" : "Pressed with the pin still in", "fail", "-5",
                              "40.5 s", zh ? "耽误时间" : "It costs time")));
        CHECK(holds(html, row(zh ? "用水扑救带电设备" : "Water on live equipment", "fail",
                              say("result.critical", language), "50.0 s",
                              zh ? "有触电危险" : "It can kill")));
        // A fault nobody made is no line.
        CHECK_FALSE(holds(html, zh ? "乘电梯" : "Took the lift"));
        CHECK(
            holds(html, "<div class='score fail'><b>75</b><br>" + say("session.failed", language)));
        CHECK(holds(html, say("skill.alarm", language) + " 20 / 20<"));
        CHECK(holds(html, say("skill.extinguisher", language) + " 0 / 60<"));
        CHECK_FALSE(holds(html, "<div>" + say("skill.evacuation", language) + " "));
    }
}

TEST_CASE("the report's timeline says in words what happened when and to what") {
    Records records;
    const std::int64_t drill = store_sample(records.store);
    for (const Language language : languages) {
        const bool zh = language == Language::zh;
        const auto rows = timeline_rows(records.report(drill, language), language);
        REQUIRE(rows.size() == 6);  // one who came out is only counted
        const auto row = [&](std::size_t n) { return joined(rows[n]); };
        CHECK(row(0) == (zh ? "0.0 s||演练开始||" : "0.0 s||drill started||"));
        CHECK(row(1) == (zh ? "5.0 s|1|起火|废纸篓|" : "5.0 s|1|ignited|Waste basket|"));
        CHECK(row(2) == (zh ? "12.3 s|2|按下|手动报警按钮|" : "12.3 s|2|pressed|Call point|"));
        CHECK(row(3) ==
              (zh ? "12.4 s|3|警报响起|手动报警按钮|" : "12.4 s|3|alarm raised|Call point|"));
        CHECK(row(4) ==
              (zh ? "20.4 s|4|灭火剂不合适|灭火器|" : "20.4 s|4|unsuitable agent|Extinguisher|"));
        CHECK(row(5) == (zh ? "90.7 s||演练结束||" : "90.7 s||drill finished||"));
    }
}

TEST_CASE("the timeline's last column says in words what was measured, judged or reported") {
    Records records;
    const Vec3 at{7, 2, 0};
    const Timeline timeline = {
        {1, event_name("extinguisher.distance"), "ext_1", 2.449, at, ""},
        {2, event_name("extinguisher.base_hit"), "ext_1", 0.625, at, ""},
        {3, event_name("exit.verdict_wrong"), "exit", 0, at, "too_narrow"},
        {4, event_name("fault.marked_right"), "door_exit", 0, at, "EX-01"},
        {5, event_name("fault.missed"), "door_exit", 0, {0, 0, 0}, "no code"},
        {6, event_name("trainee.called_119"), "", 2, at, "address,trapped,the <weather>"}};
    const std::int64_t drill = records.add(timeline, sample_score());
    for (const Language language : languages) {
        const bool zh = language == Language::zh;
        const auto rows = timeline_rows(records.report(drill, language), language);
        REQUIRE(rows.size() == 6);
        CHECK(rows[0].at(4) == "2.4 m");
        CHECK(rows[1].at(4) == "62 %");
        CHECK(rows[2].at(4) == shown("verdict.too_narrow", language));
        CHECK(rows[3].at(4) == (zh ? "EX-01 安全出口锁闭/上锁" : "EX-01 Exit locked"));
        CHECK(rows[4].at(4) == "no code");
        CHECK(rows[5].at(4) == shown("fact.address", language) + (zh ? "、" : ", ") +
                                   shown("fact.trapped", language) + (zh ? "、" : ", ") +
                                   "the &lt;weather&gt;");
    }
}

TEST_CASE("the timeline calls doors, rooms and exits by their names") {
    Records records;
    const Timeline timeline = {{1, event_name("door.opened"), "door_office", 0, {5, 2.5, 1}, ""},
                               {2, event_name("exit.verdict_right"), "exit", 0, {9, 2.5, 1}, ""},
                               {3, event_name("occupants.head_count"), "guide", 0, {7, 2, 0}, ""},
                               {4, event_name("trainee.at_assembly"), "yard", 0, {7, 2, 0}, ""},
                               {5, event_name("door.closed"), "no_such_door", 0, {5, 2, 1}, ""}};
    const std::int64_t drill = records.add(timeline, sample_score());
    const auto target = [&](std::size_t row, Language language) {
        return timeline_rows(records.report(drill, language), language).at(row).at(3);
    };
    CHECK(target(0, Language::en) == "Office door");
    CHECK(target(0, Language::zh) == "办公室门");
    CHECK(target(1, Language::en) == "Front exit");
    CHECK(target(2, Language::zh) == "引导员");
    CHECK(target(3, Language::en) == "Yard");
    CHECK(target(4, Language::en) == "no_such_door");
}

TEST_CASE("the report holds the plan of every storey, with walls, way and numbers") {
    Records records;
    const std::int64_t drill = store_sample(records.store);
    const std::string html = records.report(drill);
    CHECK(count_of(html, "class='plan'") == 1);
    CHECK(holds(html, "<div>Ground floor</div><svg"));
    CHECK(count_of(html, "class='wall'") == 5);
    CHECK(count_of(html, "class='track'") == 1);
    CHECK(count_of(html, "class='number'") == 4);
    CHECK(count_of(html, "<circle class='good'") == 3);
    CHECK(count_of(html, "<circle class='bad'") == 1);
    CHECK(holds(html, "id='arrow'"));
    CHECK(holds(html, "url(#arrow)"));

    const std::int64_t school = store_sample(
        records.store,
        sample_start("", bytes_of(FIREDRILL_SOURCE_DIR "/scenarios/school/scenario.json")));
    const std::string page = records.report(school, Language::zh);
    CHECK(fault_of_markup(page) == "");
    CHECK(count_of(page, "class='plan'") == 3);
    CHECK(holds(page, "<div>三层</div><svg"));
}

TEST_CASE("every number of the timeline stands once in it and once on the plan") {
    Records records;
    const Timeline timeline = {
        {1, event_name("item.ignited"), "waste_basket", 0, {0.6, 4.4, 0.2}, ""},
        {2, event_name("occupant.incapacitated"), "workers", 0, {2, 3, 0}, ""},
        {3, event_name("fixture.pressed"), "call_point", 0, {8.85, 3.5, 1.4}, ""}};
    const std::string html = records.report(records.add(timeline, sample_score()));
    for (const auto& row : timeline_rows(html, Language::en)) {
        if (row[1].empty()) continue;
        CAPTURE(row[1]);
        CHECK(count_of(html, "<td class='n'>" + row[1] + "</td>") == 1);
        CHECK(count_of(html, ">" + row[1] + "</text>") == 1);
    }
    CHECK(timeline_rows(html, Language::en).size() == 3);
}

TEST_CASE("names and texts may hold any character without becoming markup") {
    // A text that would be markup, and what it must look like.
    const auto raw = [](const std::string& who) { return "<i>" + who + "</i> & \"A\" 'B'"; };
    const auto safe = [](const std::string& who) {
        return "&lt;i&gt;" + who + "&lt;/i&gt; &amp; &quot;A&quot; &#39;B&#39;";
    };
    const auto in_json = [](const std::string& who) {
        return R"("en": "<i>)" + who + R"(</i> & \"A\" 'B'")";
    };
    std::string text = with(two_rooms_text(), R"("en": "Ground floor")", in_json("storey"));
    text = with(text, R"("en": "Office door")", in_json("door"));
    DrillStart start = sample_start(raw("trainee"), with(text, R"("en": "Hall")", in_json("room")));
    start.scenario_name.en = raw("scenario");
    Score score = sample_score();
    score.lines[0].text.en = raw("item");
    score.lines[0].reason.en = raw("reason");
    score.lines[0].skill = raw("skill");
    const Timeline timeline = {{1, "<i>event</i> & \"A\" 'B'", "door_office", 0, {5, 2.5, 1}, ""},
                               {2, event_name("door.closed"), raw("target"), 0, {5, 2, 1}, ""},
                               {3, event_name("door.opened"), "", 0, {5, 2, 1}, raw("detail")}};
    Records records;
    const std::string html = records.report(records.add(timeline, score, start));
    CHECK(fault_of_markup(html) == "");
    CHECK(count_of(html, "<i>") == 0);
    for (const std::string who : {"storey", "door", "room", "trainee", "scenario", "item", "reason",
                                  "skill", "event", "target", "detail"})
        CHECK_MESSAGE(holds(html, safe(who)), who);
}

TEST_CASE(
    "the report shows each line's moment once and the trainee's photographs, in the page itself") {
    Records records;
    Score score = sample_score();
    REQUIRE(score.lines.size() >= 2);
    score.lines[0].time_s = score.lines[1].time_s = 12.32;  // decided in the same moment
    const std::int64_t drill = records.add(sample_timeline(), score);
    CHECK(records.report(drill).find("<img") == std::string::npos);
    records.store.put_pictures(drill, {{RecordPicture::Kind::moment, 12.32, "", "moment"},
                                       {RecordPicture::Kind::moment, 99.5, "", "of no line"},
                                       {RecordPicture::Kind::photograph, 15, "call_point", "Ma"}});
    const std::string html = records.report(drill);
    const auto images = all_between(html, "<img src='data:image/jpeg;base64,", "'");
    CHECK(joined(images) == "bW9tZW50|TWE=");
    CHECK(html.find(shown("report.same_picture", Language::en) + " 1") != std::string::npos);
    const std::string photographs =
        html.substr(html.find(shown("report.photographs", Language::en)));
    CHECK(photographs.find("15.0 s") != std::string::npos);
    // Drawn again they take the place of those that were there.
    records.store.put_pictures(drill, {});
    CHECK(records.store.pictures(drill).empty());
}

TEST_CASE("the report of an interrupted drill says so and shows what was stored of it") {
    Records records;
    const std::int64_t drill = records.store.begin(sample_start(""));
    Timeline so_far = sample_timeline();
    so_far.resize(4);
    records.store.append(drill, so_far, 0, "", sample_track(0, 4));
    for (const Language language : languages) {
        const std::string html = records.report(drill, language);
        CHECK(fault_of_markup(html) == "");
        CHECK(holds(html, "<div class='score fail'><b>0</b><br>" +
                              say("session.interrupted", language) + "</div>"));
        CHECK_FALSE(holds(html, say("session.passed", language) + "</div>"));
        CHECK(holds(html, say("report.trainee", language) + " — "));
        CHECK(timeline_rows(html, language).size() == 4);
        CHECK(count_of(html, "class='track'") == 1);
    }
}

TEST_CASE("the same record gives the same report, byte for byte") {
    Records records;
    const std::int64_t drill = store_sample(records.store);
    CHECK(records.report(drill) == records.report(drill));
}

TEST_CASE("a report of no record, or to a place that cannot be written, is refused with advice") {
    Records records;
    const std::int64_t drill = store_sample(records.store);
    const std::string file = records.scratch.file("none.html");
    const Problem none = fault_when([&] { write_report(records.store, 77, Language::en, file); });
    CHECK(holds(none.place.file, "77"));
    CHECK_FALSE(none.advice.empty());
    CHECK_FALSE(std::filesystem::exists(file));

    for (const std::string& place :
         {records.scratch.file("records.db/report"), records.scratch.file("missing/report"),
          records.scratch.folder().string(), std::string("/dev/full")}) {
        CAPTURE(place);
        for (const Problem& problem :
             {fault_when([&] { write_report(records.store, drill, Language::en, place); }),
              fault_when([&] { export_csv(records.store, Language::en, place); })}) {
            CHECK(problem.place.file == place);
            CHECK(holds(problem.what, "cannot be written"));
            CHECK(holds(problem.advice, "folder"));
        }
    }
}

TEST_CASE("the table of drills has a header and a line for each, in the language asked for") {
    Records records;
    const std::int64_t drill = store_sample(records.store);
    Score failed = sample_score();
    failed.passed = false;
    records.add({}, failed);
    records.store.begin(sample_start(""));
    for (const Language language : languages) {
        const std::string csv = records.csv(language);
        REQUIRE(csv.starts_with(byte_order_mark));
        const auto table = table_of(csv.substr(byte_order_mark.size()));
        REQUIRE(table.size() == 4);
        for (const auto& row : table) CHECK(row.size() == 16);
        CHECK(table[0][0] == (language == Language::zh ? "编号" : "id"));
        const auto record = records.store.get(drill);
        REQUIRE(record);
        CHECK(table[3] == std::vector<std::string>{
                              std::to_string(drill), record->started_at, record->finished_at,
                              "two_rooms", language == Language::zh ? "两间房" : "Two rooms",
                              "李小明", "75.2", say("session.passed", language), "90.7", "5", "4",
                              "1", "18364758544493064720", hash_hex(sample_hash), "fds_evac",
                              "free"});
        CHECK(table[2][7] == say("session.failed", language));
        CHECK(table[1][7] == say("session.interrupted", language));
        CHECK(table[1][2].empty());
        CHECK(table[1][5].empty());
    }
}

TEST_CASE("commas, quotes and line ends in a name stay in its field of the table") {
    const std::string name = "Li, \"Tom\"\r\nfrom; class 3\tB\n";
    DrillStart start = sample_start(name);
    start.scenario_name = {"一,二", "\"A\", B"};
    Records records;
    store_sample(records.store, start);
    store_sample(records.store);
    const auto table = table_of(records.csv().substr(byte_order_mark.size()));
    REQUIRE(table.size() == 3);
    for (const auto& row : table) CHECK(row.size() == 16);
    CHECK(table[2][4] == "\"A\", B");
    CHECK(table[2][5] == name);
    CHECK(table[1][5] == "李小明");
}

TEST_CASE("the table of no drills is its header") {
    const Records records;
    const auto table = table_of(records.csv().substr(byte_order_mark.size()));
    REQUIRE(table.size() == 1);
    CHECK(table[0].size() == 16);
}

TEST_CASE("the table holds all drills, however many there are") {
    Records records;
    store_sample(records.store);
    OtherHand(records.scratch.file("records.db"))
        .run(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1499) "
            "INSERT INTO drill(scenario_id, scenario_version, scenario_zh, scenario_en, "
            "scenario_hash, trainee, session, settings, seed, started_at) SELECT scenario_id, "
            "scenario_version, scenario_zh, scenario_en, scenario_hash, trainee, session, "
            "settings, seed, started_at FROM drill, n");
    CHECK(table_of(records.csv().substr(byte_order_mark.size())).size() == 1501);
}
