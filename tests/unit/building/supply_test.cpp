// What a switchboard or a gas valve feeds, and what is found wrong with it.

#include "building/supply.hpp"
#include "variant.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

Fixture device(FixtureKind kind, const std::string& id, const std::string& storey, Vec2 at,
               std::vector<std::string> feeds = {}) {
    Fixture fixture;
    fixture.id = id;
    fixture.kind = kind;
    fixture.storey = storey;
    fixture.at = at;
    fixture.spec = SupplySpec{std::move(feeds)};
    return fixture;
}
Fixture board(const std::string& id, const std::string& storey,
              std::vector<std::string> feeds = {}) {
    return device(FixtureKind::power_shutoff, id, storey, {1, 1}, std::move(feeds));
}

// Two storeys one above the other, two rooms each.
Scenario two_storeys() {
    Scenario s = load_scenario(two_rooms_file, Language::en);
    s.fixtures.clear();
    Storey upper = s.storeys.front();
    upper.id = "u";
    upper.elevation = upper.elevation + upper.height + 0.3;
    upper.voids.clear();
    s.storeys.push_back(upper);
    for (const Room& room : std::vector<Room>(s.rooms)) {
        Room above = room;
        above.id = room.id + "_u";
        above.storey = "u";
        s.rooms.push_back(above);
    }
    return s;
}

// Ids of the rooms that a fixture feeds.
std::vector<std::string> rooms_of(const Scenario& scenario, std::size_t fixture) {
    const Building b = make_building(scenario);
    const std::vector<std::uint8_t> fed = fed_by(b, FixtureIndex(fixture));
    std::vector<std::string> ids;
    for (std::size_t r = 0; r < scenario.rooms.size(); ++r)
        if (fed[r] != 0) ids.push_back(scenario.rooms[r].id);
    return ids;
}
using Rooms = std::vector<std::string>;
const Rooms below{"office", "hall"}, above{"office_u", "hall_u"},
    all{"office", "hall", "office_u", "hall_u"};

}  // namespace

TEST_CASE("the only board of a building is its main board, and feeds all of it") {
    Scenario s = two_storeys();
    s.fixtures = {board("main", "g")};
    CHECK(rooms_of(s, 0) == all);
}

TEST_CASE("where every storey has its board, each feeds its own storey") {
    Scenario s = two_storeys();
    s.fixtures = {board("low", "g"), board("high", "u")};
    CHECK(rooms_of(s, 0) == below);
    CHECK(rooms_of(s, 1) == above);
    // One that says what it feeds is not a storey's.
    s.fixtures.push_back(board("sub", "u", {"hall_u"}));
    CHECK(rooms_of(s, 1) == above);
    CHECK(rooms_of(s, 2) == Rooms{"hall_u"});
    // Two on one storey: which is which is not known, and both are taken for main boards.
    s.fixtures = {board("a", "g"), board("b", "g")};
    CHECK(rooms_of(s, 0) == all);
}

TEST_CASE("a board feeds the rooms and storeys that it names") {
    Scenario s = two_storeys();
    s.fixtures = {board("odd", "g", {"office", "u"})};
    CHECK(rooms_of(s, 0) == Rooms{"office", "office_u", "hall_u"});
}

TEST_CASE("a gas valve feeds the room it is in, or what it names") {
    Scenario s = two_storeys();
    s.fixtures = {device(FixtureKind::gas_shutoff, "gas", "g", {1, 1}),
                  device(FixtureKind::gas_shutoff, "gas_main", "g", {1, 1}, {"g", "u"})};
    CHECK(rooms_of(s, 0) == Rooms{"office"});
    CHECK(rooms_of(s, 1) == all);
}

TEST_CASE("what is cut stays dark, what hangs on other boards stays lit") {
    Scenario s = two_storeys();
    s.fixtures = {board("low", "g"), board("high", "u")};
    Lift lift;
    lift.id = "lift";
    lift.region = {{0.5, 0.5}, {2, 0.5}, {2, 2}, {0.5, 2}};
    lift.storeys = {"g", "u"};
    const Building b = make_building(s);
    Power power(b);
    const double upper_z = s.storeys[1].elevation + 1;
    CHECK(power.at({1, 1, 1}));
    power.cut(FixtureIndex(0));
    CHECK_FALSE(power.at({1, 1, 1}));
    CHECK_FALSE(power.at({1, 1, 0}));      // on the floor is not under it
    CHECK_FALSE(power.at({-20, -20, 0}));  // the yard hangs on the ground floor's
    CHECK(power.at({1, 1, upper_z}));
    CHECK(power.moves(lift));
    CHECK(power.anywhere());
    power.cut(FixtureIndex(1));
    CHECK_FALSE(power.at({1, 1, upper_z}));
    CHECK_FALSE(power.at({1, 1, 1e3}));  // over the roof
    CHECK_FALSE(power.moves(lift));
    CHECK_FALSE(power.anywhere());
}

namespace {
const char* const before_fixture = "    {\"id\": \"call_point\"";
Variant with_board(const std::string& members) {
    return with(before_fixture,
                "    {\"id\": \"board\", \"kind\": \"power_shutoff\", \"storey\": \"g\", \"at\": "
                "[5.15, 1.2], \"z\": 1.4" +
                    members + "},\n" + before_fixture);
}
}  // namespace

TEST_CASE("feeds name rooms and storeys, each once, and every room has its board") {
    CHECK(problems_of(with_board("")).empty());
    CHECK(problems_of(with_board(", \"feeds\": [\"g\"]")).empty());
    const Problem unfed = problem_saying(problems_of(with_board(", \"feeds\": [\"office\"]")),
                                         "no switchboard feeds room \"hall\"");
    CHECK(unfed.place.pointer.starts_with("/rooms/"));
    CHECK(unfed.place.line > 0);
    const auto at_feeds = [](const Problem& problem) {
        CHECK(problem.place.pointer.find("/fixtures/") == 0);
        CHECK(problem.place.pointer.find("/feeds") != std::string::npos);
        CHECK(problem.place.line > 0);
        CHECK_FALSE(problem.advice.empty());
    };
    const auto feeding = [](const std::string& feeds) {
        return with_board(", \"feeds\": " + feeds);
    };
    at_feeds(problem_saying(problems_of(feeding("[\"g\", \"office\"]")),
                            "\"board\" feeds \"office\" twice: \"g\""));
    at_feeds(problem_saying(problems_of(feeding("[\"hall\", \"office\", \"hall\"]")),
                            "feeds \"hall\" twice"));
    at_feeds(fault_of(feeding("[\"door_office\"]")));
    at_feeds(fault_of(feeding("[\"no_such_room\"]")));
    at_feeds(fault_of(feeding("[]")));
    // Other fixtures feed nothing.
    const Problem stranger = fault_of(
        with("{\"id\": \"call_point\",", "{\"id\": \"call_point\", \"feeds\": [\"hall\"],"));
    CHECK(stranger.what.find("feeds") != std::string::npos);
}

TEST_CASE("a power cut of the drill names a switchboard or nothing") {
    const auto variant = [](const std::string& target) {
        return with("\"injects\": [",
                    "\"injects\": [{\"id\": \"dark\", \"when\": {\"at_s\": 5}, \"what\": "
                    "\"power_cut\"" +
                        target + "},\n",
                    with_board("").text);
    };
    CHECK(problems_of(variant("")).empty());
    CHECK(problems_of(variant(", \"target\": \"board\"")).empty());
    const Problem problem =
        problem_saying(problems_of(variant(", \"target\": \"call_point\"")), "is no switchboard");
    CHECK(problem.place.pointer.ends_with("/target"));
}
