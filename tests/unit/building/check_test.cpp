// What check_scenario finds: each test puts one thing wrong into the two rooms.

#include "variant.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {
// The problem that says `words` stands at this pointer and at the line of the change, or (an object
// begins there) the line before.
Problem found(const Variant& variant, const std::string& words, const std::string& pointer) {
    const Problem problem = problem_saying(problems_of(variant), words);
    CHECK(problem.place.pointer == pointer);
    CHECK(problem.place.file == "variant.json");
    CHECK(variant.line - problem.place.line >= 0);
    CHECK(variant.line - problem.place.line <= 2);
    CHECK_FALSE(problem.advice.empty());
    return problem;
}
}  // namespace

TEST_CASE("two sound rooms have no problem") {
    for (const Problem& problem : check_scenario(load_scenario(two_rooms_file), Language::en)) {
        FAIL_CHECK(problem.str());
    }
}

TEST_CASE("a door in no wall is a problem, and the building cannot be made") {
    const auto variant =
        with("\"at\": [5, 2.5], \"width\": 0.9", "\"at\": [5.3, 2.5], \"width\": 0.9");
    const Problem problem =
        found(variant, "\"door_office\" at (5.30, 2.50) is in no wall", "/openings/0");
    CHECK(problem.what.find("\"partition\", 0.30 m") != std::string::npos);
    CHECK_THROWS_AS(make_building(parse_scenario(variant.text, "variant.json")), LoadError);
}

TEST_CASE("a door 4 cm off its wall's centre line is taken onto it") {
    const auto variant =
        with("\"at\": [5, 2.5], \"width\": 0.9", "\"at\": [5.04, 2.5], \"width\": 0.9");
    const Building b = make_building(parse_scenario(variant.text, "variant.json"));
    CHECK(b.openings[0].centre.x == doctest::Approx(5.0));
}

TEST_CASE("a door wider than its wall is a problem") {
    found(with("\"at\": [5, 2.5], \"width\": 0.9", "\"at\": [5, 0.3], \"width\": 0.9"),
          "0.90 m wide", "/openings/0");
}

TEST_CASE("a door higher than its wall is a problem") {
    found(with("\"width\": 1.2, \"height\": 2.1", "\"width\": 1.2, \"height\": 3.1"),
          "sticks out of wall", "/openings/1");
}

TEST_CASE("doors that overlap are a problem") {
    const auto variant =
        with("    {\"id\": \"window_office\"",
             "{\"id\": \"d2\", \"storey\": \"g\", \"at\": [5, 3.2], \"width\": 0.9},\n"
             "    {\"id\": \"window_office\"");
    const Problem problem =
        found(variant, "\"d2\" overlaps \"door_office\" by 0.20 m", "/openings/2");
    CHECK(problem.what.find("/openings/0") != std::string::npos);
}

TEST_CASE("a room with a gap in its wall is not closed, and the gap is measured") {
    const auto variant =
        with("\"points\": [[5, 0], [5, 5]]", "\"points\": [[5, 1.05], [5, 5]]",
             with("[[5, 0], [9, 0], [9, 5], [5, 5]]", "[[5.5, 0], [9, 0], [9, 5], [5.5, 5]]").text);
    const Problem problem = problem_saying(problems_of(variant), "room \"office\" is not closed");
    CHECK(problem.place.pointer == "/rooms/0");
    CHECK(problem.what.find("0.95 m from (5.00, 0.00) to (5.00, 0.95)") != std::string::npos);
}

TEST_CASE("rooms may bound each other without a wall between them") {
    auto variant = with(R"(,
    {"id": "partition", "storey": "g", "points": [[5, 0], [5, 5]], "thickness": 0.1, "material": "gypsum"})",
                        "");
    Scenario s = parse_scenario(variant.text, "variant.json");
    s.openings.erase(s.openings.begin());  // the door of the wall that is gone
    for (const Problem& problem : check_scenario(s, Language::en)) {
        CHECK_MESSAGE(problem.what.find("not closed") == std::string::npos, problem.str());
    }
}

TEST_CASE("a room may say that its edges lack walls") {
    const auto variant =
        with("\"use\": \"hall\",", "\"use\": \"hall\", \"open_boundary\": true,",
             with("[[5, 0], [9, 0], [9, 5], [5, 5]]", "[[5, 0], [8, 0], [8, 5], [5, 5]]").text);
    for (const Problem& problem : problems_of(variant)) {
        CHECK_MESSAGE(problem.what.find("not closed") == std::string::npos, problem.str());
    }
}

TEST_CASE("rooms that overlap are a problem") {
    const auto variant =
        with("[[5, 0], [9, 0], [9, 5], [5, 5]]", "[[1, 0], [9, 0], [9, 5], [1, 5]]");
    const Problem problem =
        problem_saying(problems_of(variant), "rooms \"office\" and \"hall\" overlap");
    CHECK(problem.place.pointer == "/rooms/0");
}

TEST_CASE("an outline that crosses itself is a problem") {
    found(with("[[5, 0], [9, 0], [9, 5], [5, 5]]", "[[5, 0], [9, 5], [9, 0], [5, 5]]"), "cross",
          "/rooms/1/polygon");
}

TEST_CASE("a void outside its storey is a problem") {
    found(
        with("\"elevation\": 0, \"height\": 2.8,",
             "\"elevation\": 0, \"height\": 2.8, \"voids\": [[[8, 1], [10, 1], [10, 2], [8, 2]]],"),
        "leaves its outline at (10.00, 1.00)", "/storeys/0/voids/0");
}

TEST_CASE("a smoke vent must have the sky above it or an outer wall beside it") {
    const auto vent = [](const std::string& where) {
        return problems_of(with("\"fixtures\": [",
                                "\"fixtures\": [{\"id\": \"vent\", \"kind\": \"smoke_vent\", "
                                "\"storey\": \"g\", " +
                                    where + "},"));
    };
    const auto complains = [](const std::vector<Problem>& problems) {
        return std::any_of(problems.begin(), problems.end(), [](const Problem& problem) {
            return problem.what.find("smoke vent") != std::string::npos;
        });
    };
    CHECK(complains(vent("\"at\": [2.5, 2.5], \"z\": 1.0")));
    CHECK_FALSE(complains(vent("\"at\": [2.5, 2.5], \"z\": 2.8")));
    CHECK_FALSE(complains(vent("\"at\": [2.5, 0.2], \"z\": 1.5")));
    CHECK(complains(vent("\"at\": [4.8, 2.5], \"z\": 1.5")));  // between the rooms
}

TEST_CASE("a wall without length is a problem") {
    found(with("\"points\": [[5, 0], [5, 5]]", "\"points\": [[5, 0], [5, 0], [5, 5]]"),
          "without length", "/walls/1");
}

TEST_CASE("an exit nobody can reach is a problem, and so are the people it leaves without one") {
    const auto variant = with(
        "    {\"id\": \"partition\"",
        "    {\"id\": \"across\", \"storey\": \"g\", \"points\": [[8, 0], [8, 5]], \"thickness\": "
        "0.1, \"material\": \"gypsum\"},\n    {\"id\": \"partition\"");
    const std::vector<Problem> problems = problems_of(variant);
    const Problem exit = problem_saying(problems, "nobody can reach exit \"exit\"");
    CHECK(exit.place.pointer == "/exits/0");
    CHECK(exit.place.line > variant.line);
    CHECK_FALSE(exit.advice.empty());
    CHECK(problem_saying(problems, "\"workers\"").place.pointer == "/occupants/0");
}

TEST_CASE("a burner in a wall is a problem, one against it is not") {
    const std::string burner =
        R"("burners": [{"id": "gas", "storey": "g", "at": [X, 2], "fuel": "methane",
            "hrr": {"constant_kw": 62.9}}],)";
    const auto at = [&](const std::string& x) {
        std::string text = burner;
        text.replace(text.find('X'), 1, x);
        return with("\"furnishings\": [", text + "\n\"furnishings\": [");
    };
    found(at("5"), "burner \"gas\" at (5.00, 2.00) reaches into wall \"partition\"", "/burners/0");
    CHECK(problems_of(at("4.8")).empty());
}

TEST_CASE("a thing in a wall is a problem, at the copy that is in it") {
    found(with("\"at\": [1.8, 1.2]", "\"at\": [2.8, 1.2]"), "\"desks.1\"", "/furnishings/1");
}

TEST_CASE("a thing outside building and site is a problem") {
    found(with("\"at\": [0.6, 4.4]", "\"at\": [60, 4.4]"), "outside", "/furnishings/0");
}

TEST_CASE("a trainee who starts in a wall, in a thing or in the air is a problem") {
    found(with("\"at\": [7, 2.5], \"heading\": 180", "\"at\": [5, 1], \"heading\": 180"),
          "trainee at (5.00, 1.00) stands in wall", "/drill/start");
    found(with("\"at\": [7, 2.5], \"heading\": 180", "\"at\": [1.8, 1.2], \"heading\": 180"),
          "stands in thing \"desks.0\"", "/drill/start");
    found(with("\"at\": [7, 2.5], \"heading\": 180", "\"at\": [70, 1], \"heading\": 180"),
          "neither floor nor ground", "/drill/start");
}

TEST_CASE("a trainee may start in a doorway") {
    CHECK(problems_of(
              with("\"at\": [7, 2.5], \"heading\": 180", "\"at\": [5, 2.5], \"heading\": 180"))
              .empty());
}

TEST_CASE("occupants who stand in a wall are a problem") {
    found(with("[[7, 1.5]]", "[[9, 1.5]]"), "\"guide\" at (9.00, 1.50) stands in wall \"outer\"",
          "/occupants/1/positions/0");
}

TEST_CASE("more people than a room holds are a problem, with the number it holds") {
    const Problem problem =
        found(with("\"count\": 4", "\"count\": 200"), "200 people", "/occupants/0");
    // 25 m2 less two desks of 1.4 m x 0.7 m, at 6 persons/m2.
    CHECK(problem.advice.find("at most 138") != std::string::npos);
}

TEST_CASE("fixtures and cameras outside are a problem") {
    found(with("\"at\": [5.2, 3.8]", "\"at\": [52, 3.8]"), "\"ext_1\"", "/fixtures/0");
    found(with("\"at\": [4.6, 0.5]", "\"at\": [-46, 0.5]"), "camera \"inside\"", "/cameras/1");
    found(with("\"z\": 2.75", "\"z\": 3.5"), "\"detector_office\" is 3.50 m up", "/fixtures/1");
}

TEST_CASE("an exit that does not lead outdoors is a problem") {
    found(with("\"opening\": \"door_exit\"}", "\"opening\": \"door_office\"}"),
          "does not lead outdoors", "/exits/0");
}

TEST_CASE("an exit without ground outside is a problem") {
    const auto variant = with("[[-6, -6], [20, -6], [20, 11], [-6, 11]]",
                              "[[-6, -6], [-1, -6], [-1, 11], [-6, 11]]");
    const Problem problem = problem_saying(problems_of(variant), "no ground to walk on outside");
    CHECK(problem.place.pointer == "/exits/0");
}

TEST_CASE("an event that is no event's form is a problem") {
    found(with("\"event\": \"extinguisher.pin_pulled\"", "\"event\": \"pin pulled\""),
          "no event name", "/drill/rubric/1/event");
}

TEST_CASE("a fault code that the catalogue lacks is a problem") {
    found(with("\"checks\": [",
               "\"faults\": [{\"id\": \"f\", \"code\": \"EX-99\", \"target\": "
               "\"exit\"}],\n\"checks\": ["),
          "the fault catalogue has no \"EX-99\"", "/drill/faults/0/code");
}

TEST_CASE("a verdict that the door's own state contradicts is a problem") {
    found(with("{\"exit\": \"exit\", \"expected\": [\"usable\"]}",
               "{\"exit\": \"exit\", \"expected\": [\"locked\"]}"),
          "says locked", "/drill/checks/0");
}

TEST_CASE("every problem is told in Chinese as well") {
    const auto variant =
        with("\"at\": [5, 2.5], \"width\": 0.9", "\"at\": [5.3, 2.5], \"width\": 0.9");
    const Problem problem = problem_saying(problems_of(variant, Language::zh), "不在任何墙上");
    CHECK_FALSE(problem.advice.empty());
}

TEST_CASE("a lift that serves one storey, or whose car has no floor, is a problem") {
    const auto lift = [](const std::string& region, const std::string& storeys) {
        return with("  \"devices\": [", "  \"lifts\": [{\"id\": \"lift\", \"region\": " + region +
                                            ", \"storeys\": " + storeys + "}],\n  \"devices\": [");
    };
    found(lift("[[6, 3], [8, 3], [8, 4]]", "[\"g\"]"), "\"lift\" serves fewer than two storeys",
          "/lifts/0");
    found(lift("[[30, 3], [32, 3], [32, 4]]", "[\"g\", \"g\"]"), "\"lift\"", "/lifts/0");
}

TEST_CASE("a fire to choose must be of one thing that burns") {
    const auto fire = [](const std::string& target) {
        return with(
            "    \"checks\": [",
            "    \"fires\": [{\"id\": \"other\", \"name\": {\"zh\": \"桌\", \"en\": \"Desk\"}, "
            "\"target\": \"" +
                target + "\"}],\n    \"checks\": [");
    };
    CHECK(problems_of(fire("waste_basket")).empty());
    found(fire("desks.1"), "one of a repeated furnishing", "/drill/fires/0/target");
    const Variant chair = with("\"item\": \"basket\", \"storey\"",
                               "\"item\": \"chair\", \"storey\"", fire("waste_basket").text);
    CHECK(problem_saying(problems_of(chair), "cannot burn").place.pointer ==
          "/drill/fires/0/target");
    CHECK(fault_of(fire("hall")).place.pointer == "/drill/fires/0/target");
}

TEST_CASE("a pool of faults that cannot be made in the building is a problem, at its place") {
    const auto pool = [](const std::string& code, const std::string& target) {
        return with("    \"checks\": [", "    \"fault_pool\": {\"places\": [{\"code\": \"" + code +
                                             "\", \"target\": \"" + target +
                                             "\"}]},\n    \"checks\": [");
    };
    CHECK(problems_of(pool("EQ-02", "ext_1")).empty());
    found(pool("EQ-02", "door_exit"), "EQ-02", "/drill/fault_pool/places/0");
    found(pool("XX-99", "ext_1"), "XX-99", "/drill/fault_pool/places/0");
}
