// The folder of a rehearsal: taken up again, refused where it is another's, whole files only; and
// the page and tables written from it.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>

#include "building/load.hpp"
#include "markup.hpp"
#include "record/rehearsal/folder.hpp"
#include "record/rehearsal/page.hpp"
#include "record/rehearsal/run.hpp"
#include "record/rehearsal/tables.hpp"
#include "record/rehearsal/workbook.hpp"
#include "sample.hpp"
#include "scratch.hpp"

using namespace firedrill;
using namespace firedrill::rehearsal;
using namespace firedrill::test;

namespace {

struct Rehearsed {
    Building building = make_building(parse_scenario(two_rooms_text(), "two_rooms"));
    DrillSettings settings;
    Manifest manifest;
    Scratch scratch;

    Rehearsed() {
        settings.with_fire = false;
        manifest = make_manifest(building, settings, 240);
    }
    Folder folder(const std::string& name = "runs") const {
        return Folder(scratch.file(name), manifest);
    }
    std::string text(int run) const {
        return result_text(run_once(building, settings, manifest, run));
    }
};

}  // namespace

TEST_CASE("a folder is taken up again with the runs it has") {
    const Rehearsed rehearsed;
    rehearsed.folder().save(2, rehearsed.text(2));
    const Folder again = rehearsed.folder();
    CHECK(again.has(2));
    CHECK_FALSE(again.has(0));
    CHECK(again.load(2).seed == 3);
}

TEST_CASE("a folder of another rehearsal is refused, naming what differs") {
    Rehearsed rehearsed;
    rehearsed.folder().save(0, rehearsed.text(0));
    const auto refused = [&](auto&& change) {
        Manifest other = rehearsed.manifest;
        change(other);
        return fault_when([&] { Folder(rehearsed.scratch.file("runs"), other); }).what;
    };
    CHECK(holds(refused([](Manifest& m) { m.door_flow = "codes"; }), "door_flow"));
    CHECK(holds(refused([](Manifest& m) { m.smoke_speed = "jin_irritant"; }), "smoke_speed"));
    CHECK(holds(refused([](Manifest& m) { m.scenario_hash = "0"; }), "scenario_hash"));
    CHECK(holds(refused([](Manifest& m) { m.first_seed = 9; }), "first_seed"));
    CHECK(holds(refused([](Manifest& m) { m.alarm_at_s = 5; }), "alarm_at_s"));
    CHECK(holds(refused([](Manifest& m) { m.build = "0"; }), "build"));
    CHECK(rehearsed.folder().has(0));  // and nothing was lost
}

TEST_CASE("somebody's own folder is not used for results") {
    const Rehearsed rehearsed;
    write_bytes(rehearsed.scratch.file("letter.txt"), "dear");
    const Problem problem =
        fault_when([&] { Folder(rehearsed.scratch.folder().string(), rehearsed.manifest); });
    CHECK(holds(problem.what, "not empty"));
    CHECK(rehearsed.scratch.names() == std::set<std::string>{"letter.txt"});
}

TEST_CASE("a rehearsal with other settings of the crowd is refused the folder") {
    const Rehearsed rehearsed;
    rehearsed.folder("settings");
    const auto refused = [&](auto change) {
        DrillSettings settings = rehearsed.settings;
        change(settings.crowd);
        const Manifest other = make_manifest(rehearsed.building, settings, 240);
        return fault_when([&] { Folder(rehearsed.scratch.file("settings"), other); }).what;
    };
    CHECK_NOTHROW(rehearsed.folder("settings"));
    CHECK(holds(refused([](CrowdSettings& c) { c.crowding_cost = 1; }), "crowding_cost"));
    CHECK(holds(refused([](CrowdSettings& c) { c.stranger_turn_back_extinction_1_m = 0.3; }),
                "stranger_turn_back_extinction_1_m"));
    CHECK(holds(refused([](CrowdSettings& c) { c.turn_back_extinction_1_m = 0.7; }),
                "turn_back_extinction_1_m"));
}

TEST_CASE("the manifest of the same scenario is the same, a changed word makes another") {
    Rehearsed rehearsed;
    CHECK(make_manifest(rehearsed.building, rehearsed.settings, 240) == rehearsed.manifest);
    rehearsed.building.scenario.occupants[0].count = 3;
    CHECK(make_manifest(rehearsed.building, rehearsed.settings, 240).hash() !=
          rehearsed.manifest.hash());
    CHECK(read_manifest(manifest_text(rehearsed.manifest), "m") == rehearsed.manifest);
}

TEST_CASE("a damaged run is told by its name, not counted") {
    const Rehearsed rehearsed;
    const Folder folder = rehearsed.folder();
    folder.save(0, "{\"seed\":");
    CHECK(holds(fault_when([&] { folder.load(0); }).place.file, "run_00000.json"));
    std::string foreign = rehearsed.text(0);
    foreign.replace(foreign.find(rehearsed.manifest.hash()), 16, "0123456789abcdef");
    folder.save(0, foreign);
    CHECK(holds(fault_when([&] { folder.load(0); }).what, "another rehearsal"));
}

TEST_CASE("a file appears whole, and a failure leaves the old one") {
    const Scratch scratch;
    write_whole(scratch.file("a.txt"), "old");
    write_whole(scratch.file("a.txt"), "new");
    CHECK(bytes_of(scratch.file("a.txt")) == "new");
    CHECK(scratch.names() == std::set<std::string>{"a.txt"});
    CHECK(holds(fault_when([&] { write_whole(scratch.file("none/a.txt"), "x"); }).place.file,
                "none/a.txt"));
}

TEST_CASE("runs computed elsewhere are taken in, but only those of the same rehearsal") {
    const Rehearsed rehearsed;
    rehearsed.folder("there").save(1, rehearsed.text(1));
    const Folder here = rehearsed.folder("here");
    CHECK(here.merge(rehearsed.scratch.file("there"), 4) == 1);
    CHECK(here.has(1));
    CHECK(here.merge(rehearsed.scratch.file("there"), 4) == 0);
    Manifest other = rehearsed.manifest;
    other.until_s = 1;
    const Folder stranger(rehearsed.scratch.file("stranger"), other);
    CHECK(holds(fault_when([&] { here.merge(stranger.path(), 4); }).what, "until_s"));
}

TEST_CASE("the page is well formed in both languages and gives the quantiles and settings") {
    const Rehearsed rehearsed;
    const Folder folder = rehearsed.folder();
    for (int run = 0; run < 3; ++run) folder.save(run, rehearsed.text(run));
    const Findings findings = gather(rehearsed.building, folder, 3);
    CHECK(findings.runs.size() == 3);
    CHECK(findings.exits[0].mean == 5);
    const Texts texts = Texts::load(FIREDRILL_SOURCE_DIR "/assets/texts");
    for (const Language language : {Language::zh, Language::en}) {
        write_page(findings, texts, language, folder.file("index.html"));
        const std::string page = bytes_of(folder.file("index.html"));
        CHECK(fault_of_markup(page) == "");
        CHECK(count_of(page, "rehearsal.") == count_of(page, "rehearsal.xlsx"));  // no bare key
        CHECK(holds(page, fmt::format("{:.1f} s", findings.evacuation_s.q50)));
        CHECK(holds(page, "(" + rehearsed.manifest.smoke_speed + ")"));
        CHECK(holds(page, "(" + rehearsed.manifest.door_flow + ")"));
        CHECK_FALSE(holds(page,
                          "http://"
                          "fonts"));
        CHECK_FALSE(holds(page, "<script"));
        CHECK_FALSE(holds(page, "src="));
    }
    write_tables(findings, folder);
    const std::string runs = bytes_of(folder.file("runs.csv"));
    CHECK(count_of(runs, "\r\n") == 4);
    CHECK(holds(runs, rehearsed.manifest.smoke_speed + "," + rehearsed.manifest.door_flow));
    CHECK(count_of(bytes_of(folder.file("groups.csv")), "\r\n") == 1 + 3 * 2);
    CHECK(count_of(bytes_of(folder.file("exits.csv")), "\r\n") == 1 + 3);
    CHECK(holds(bytes_of(folder.file("maps/g.csv")), "queue_person_s"));
    write_workbook(findings, texts, Language::zh, folder.file("rehearsal.xlsx"));
    CHECK(bytes_of(folder.file("rehearsal.xlsx")).starts_with("PK"));
    CHECK(fault_when([&] {
              write_workbook(findings, texts, Language::zh, folder.file("none/r.xlsx"));
          }).place.file.ends_with("none/r.xlsx"));
}

TEST_CASE("every text that the rehearsal's page and workbook ask for exists in both languages") {
    const Texts texts = Texts::load(FIREDRILL_SOURCE_DIR "/assets/texts");
    int asked = 0;
    for (const auto& file :
         std::filesystem::directory_iterator(FIREDRILL_SOURCE_DIR "/sim/record/rehearsal")) {
        if (file.path().extension() != ".cpp") continue;
        for (const std::string& name :
             all_between(bytes_of(file.path().string()), "\"rehearsal.", "\"")) {
            if (name.empty() || name == "xlsx") continue;
            ++asked;
            CHECK_MESSAGE(texts.has("rehearsal." + name), name);
        }
    }
    CHECK(asked > 80);
}
