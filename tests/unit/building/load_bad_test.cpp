// What is wrong with a file is told with line, pointer and advice.

#include <filesystem>

#include "variant.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {
void says(const Problem& problem, int line, const std::string& pointer, const std::string& what,
          const std::string& advice) {
    CHECK(problem.place.file == "variant.json");
    CHECK(problem.place.line == line);
    CHECK(problem.place.pointer == pointer);
    CHECK_MESSAGE(problem.what.find(what) != std::string::npos, problem.what);
    CHECK_MESSAGE(problem.advice.find(advice) != std::string::npos, problem.advice);
}
}  // namespace

TEST_CASE("a missing file is named") {
    CHECK_THROWS_WITH_AS(load_scenario("/nowhere/scenario.json", Language::en),
                         doctest::Contains("/nowhere/scenario.json: no such file"), LoadError);
    const ReadResult read = read_scenario("/nowhere/scenario.json", Language::zh);
    REQUIRE(read.problems.size() == 1);
    CHECK(read.problems[0].place.file == "/nowhere/scenario.json");
    CHECK(read.problems[0].what == "找不到文件");
}

TEST_CASE("broken JSON is told with line and column") {
    const auto broken = with("\"place_type\": \"SC\",", "\"place_type\": \"SC\" \"x\",");
    const Problem problem = fault_of(broken);
    CHECK(problem.place.line == broken.line);
    // The string that does not fit ends at column 22 and is read to its end.
    CHECK_MESSAGE(problem.what.starts_with("column 24:"), problem.what);
    CHECK(problem.what.find("broken JSON") != std::string::npos);
}

TEST_CASE("a comma too many is told as such") {
    const auto variant = with("\"drill\": {", "\"x\": [1, 2,\n ],\n \"drill\": {");
    const Problem problem = fault_of(variant);
    CHECK(problem.place.line == variant.line + 1);
    CHECK(problem.what.find("a comma too many") != std::string::npos);
}

TEST_CASE("a file that ends early says so on its last line") {
    const std::string text = two_rooms_text();
    const Problem problem = fault_of({text.substr(0, text.find("\"rooms\"")), 0});
    CHECK(problem.what.find("the file ends") != std::string::npos);
    const auto lines = std::count(
        text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find("\"rooms\"")), '\n');
    CHECK(problem.place.line == lines + 1);
}

TEST_CASE("an unknown key is told with the key that was meant") {
    const auto variant = with("\"thickness\": 0.1", "\"thicknes\": 0.1");
    says(fault_of(variant), variant.line, "/walls/1/thicknes", "unknown key \"thicknes\"",
         "did you mean \"thickness\"");
}

TEST_CASE("a key of another kind of fixture is unknown") {
    const auto variant = with("\"z\": 2.75,", "\"z\": 2.75, \"gauge\": \"red\",");
    says(fault_of(variant), variant.line, "/fixtures/1/gauge", "unknown key", "threshold");
}

TEST_CASE("a key given twice is told") {
    const auto variant = with("\"sill\": 0.9,", "\"sill\": 0.9, \"sill\": 1,");
    says(fault_of(variant), variant.line, "/openings/2/sill", "stands twice", "remove");
}

TEST_CASE("a missing key is told at the object that lacks it") {
    const auto variant = with("\"at\": [9, 2.5], ", "");
    // The object begins on the line before.
    says(fault_of(variant), variant.line - 1, "/openings/1", "key \"at\" is missing",
         "centre line");
}

TEST_CASE("a value of the wrong type is told with both types") {
    const auto variant = with("\"width\": 0.9", "\"width\": \"0.9\"");
    says(fault_of(variant), variant.line, "/openings/0/width", "expected a number, found a string",
         "write a number");
}

TEST_CASE("a value out of range is told with the range and its meaning") {
    const auto variant = with("\"height\": 2.8", "\"height\": 1.8");
    says(fault_of(variant), variant.line, "/storeys/0/height", "1.8 is out of range", "> 1.8");
}

TEST_CASE("the line of a number at the end of a line is its own") {
    const auto variant = with("\"wind_from\"", "\"wind_from\"",
                              with("\"weather\": {", "\"weather\": {\"wind_from\": 9999\n,").text);
    says(fault_of(variant), variant.line, "/weather/wind_from", "9999", "360");
}

TEST_CASE("a word that is no value of its enumeration is told with those that are") {
    const auto variant = with("\"abc_powder\"", "\"powder\"");
    says(fault_of(variant), variant.line, "/fixtures/0/agent", "\"powder\" is not allowed",
         "abc_powder, bc_powder, co2");
}

TEST_CASE("a doubled id is told with the place of the first") {
    const auto variant = with("\"id\": \"hall\"", "\"id\": \"office\"");
    const Problem problem = fault_of(variant);
    says(problem, variant.line, "/rooms/1/id", "already that of another room", "unique");
    CHECK(problem.what.find("/rooms/0/id") != std::string::npos);
}

TEST_CASE("every reference that names nothing is told") {
    struct Row {
        std::string before, after, pointer, kind;
    };
    const Row rows[] = {
        {R"("id": "outer", "storey": "g")", R"("id": "outer", "storey": "q9")", "/walls/0/storey",
         "storey"},
        {R"("material": "gypsum")", R"("material": "marzipan")", "/walls/1/material", "material"},
        {R"("opening": "door_exit"})", R"("opening": "zzzz"})", "/exits/0/opening", "opening"},
        {R"("fuel": "wood")", R"("fuel": "zzzz")", "/items/0/burnable/fuel", "fuel"},
        {R"("item": "desk")", R"("item": "zzzz")", "/furnishings/1/item", "kind of thing"},
        {R"("room": "office")", R"("room": "zzzz")", "/occupants/0/room", "room"},
        {R"("profile": "adult")", R"("profile": "zzzz")", "/occupants/0/profile", "profile"},
        {R"("plan": "leave"})", R"("plan": "zzzz"})", "/occupants/0/plan", "plan"},
        {R"("exit": "exit",)", R"("exit": "zzzz",)", "/plans/0/exit", "exit"},
        {R"("assembly_point": "yard")", R"("assembly_point": "zzzz")", "/plans/0/assembly_point",
         "assembly point"},
        {R"("head_count_by": "guide")", R"("head_count_by": "zzzz")", "/plans/0/head_count_by",
         "group"},
        {R"("opening": "door_office")", R"("opening": "zzzz")", "/devices/2/opening", "opening"},
        {R"("cut_above": "g")", R"("cut_above": "zzzz")", "/cameras/2/cut_above", "storey"},
        {R"("start": {"storey": "g")", R"("start": {"storey": "zzzz")", "/drill/start/storey",
         "storey"},
        {R"("target": "call_point")", R"("target": "zzzz")", "/drill/rubric/0/target", "id"},
        {R"({"exit": "exit")", R"({"exit": "zzzz")", "/drill/checks/0/exit", "opening or exit"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.before);
        const auto variant = with(row.before, row.after);
        says(fault_of(variant), variant.line, row.pointer, "there is no " + row.kind, "");
    }
}

TEST_CASE("a reference to something of another kind says what it is") {
    const auto variant = with("\"room\": \"office\"", "\"room\": \"door_office\"");
    says(fault_of(variant), variant.line, "/occupants/0/room", "is the id of: opening",
         "give the id of: room");
}

TEST_CASE("a near miss of an id is recognised") {
    const auto variant = with("\"room\": \"office\"", "\"room\": \"ofice\"");
    says(fault_of(variant), variant.line, "/occupants/0/room", "\"ofice\"",
         "did you mean \"office\"");
}

TEST_CASE("one of a repeated thing must be named by its number") {
    const auto variant = with("\"target\": \"waste_basket\"", "\"target\": \"desks\"");
    says(fault_of(variant), variant.line, "/drill/tasks/0/target", "repeated thing", "desks.1");
    CHECK_NOTHROW(
        parse_scenario(with("\"target\": \"waste_basket\"", "\"target\": \"desks.1\"").text, "x"));
}

TEST_CASE("members that belong together are judged together") {
    struct Row {
        std::string before, after, pointer, words;
    };
    const Row rows[] = {
        {R"("t_squared": "medium",)", R"("constant_kw": 5, "t_squared": "medium",)",
         "/items/0/burnable/hrr", "exactly one form"},
        {R"({"kind": "uniform", "a": 5, "b": 20})", R"({"kind": "uniform", "a": 50, "b": 20})",
         "/occupants/0/pre_movement", "uniform distribution cannot"},
        {R"("positions": [[7, 1.5]], )", R"("positions": [[7, 1.5], [6, 1]], )", "/occupants/1",
         "2 positions"},
        {R"("room": "office", "count")", R"("count")", "/occupants/0", "exactly one way"},
        {R"({"at_s": 60})", R"({"at_s": 60, "after_event": "alarm.raised"})",
         "/drill/injects/0/when", "exactly one form"},
        {R"("what": "alarm")", R"("what": "open")", "/drill/injects/0", "lacks its target"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.before);
        const auto variant = with(row.before, row.after);
        const Problem problem = fault_of(variant);
        CHECK(problem.place.pointer == row.pointer);
        CHECK(std::abs(problem.place.line - variant.line) <= 1);
        CHECK_MESSAGE(problem.what.find(row.words) != std::string::npos, problem.what);
    }
}

TEST_CASE("all faults of form are gathered, in both languages") {
    auto variant = with("\"thickness\": 0.1", "\"thicknes\": 0.1");
    variant = with("\"room\": \"office\"", "\"room\": \"ofice\"", variant.text);
    variant = with("\"width\": 0.9", "\"width\": -1", variant.text);
    const auto folder = std::filesystem::temp_directory_path() / "firedrill_load_bad_test";
    std::filesystem::create_directories(folder);
    const std::string file = (folder / "scenario.json").string();
    std::ofstream(file) << variant.text;
    const ReadResult english = read_scenario(folder.string(), Language::en);
    const ReadResult chinese = read_scenario(folder.string(), Language::zh);
    std::filesystem::remove_all(folder);
    REQUIRE(english.problems.size() == 3);
    REQUIRE(chinese.problems.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(english.problems[i].place.file == file);
        CHECK(english.problems[i].place.str() == chinese.problems[i].place.str());
        CHECK(english.problems[i].what != chinese.problems[i].what);
        CHECK_FALSE(chinese.problems[i].what.starts_with("problem."));
        CHECK_FALSE(chinese.problems[i].advice.starts_with("problem."));
    }
}

TEST_CASE("text that is nested without end is refused") {
    std::string text(100000, '[');
    const Problem problem = fault_of({text, 0});
    CHECK(problem.what.find("nested") != std::string::npos);
}
