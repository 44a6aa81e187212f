// What a sound scenario file becomes, and back.

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "building/building.hpp"
#include "building/load.hpp"

using namespace firedrill;

namespace {
const std::string two_rooms = FIREDRILL_SOURCE_DIR "/tests/data/scenarios/two_rooms.json";
}

TEST_CASE("a sound scenario loads with every value where its key says") {
    const Scenario s = load_scenario(two_rooms);
    CHECK(s.id == "two_rooms");
    CHECK(s.name.zh == "两间房");
    CHECK(s.name.en == "Two rooms");
    REQUIRE(s.storeys.size() == 1);
    CHECK(s.storeys[0].height == 2.8);
    CHECK(s.storeys[0].outline[2] == Vec2(9.1, 5.1));
    REQUIRE(s.openings.size() == 3);
    CHECK(s.openings[0].state == OpeningState::open);
    CHECK(s.openings[0].opens_towards.value() == 0);
    CHECK(s.openings[1].leaves == 2);
    CHECK(s.openings[2].kind == OpeningKind::window);
    CHECK(s.openings[2].motion == LeafMotion::sliding);
    CHECK(s.openings[2].breaks_at.value() == 300);
    CHECK(s.items[0].burnable.value().hrr.t_squared.value() == "medium");
    CHECK(s.furnishings[1].repeat.value().nx == 2);
    REQUIRE(s.fixtures.size() == 6);
    CHECK(std::get<ExtinguisherSpec>(s.fixtures[0].spec).made == "2024-05");
    CHECK(std::get<DetectorSpec>(s.fixtures[1].spec).threshold == 4);
    CHECK(std::holds_alternative<std::monostate>(s.fixtures[2].spec));
    CHECK(s.occupants[0].pre_movement.kind == Distribution::Kind::uniform);
    CHECK(s.occupants[1].positions.size() == 1);
    REQUIRE(s.drill);
    CHECK(s.drill->injects[0].when.at_s.value() == 60);
    CHECK(s.drill->rubric[3].points == -5);
    CHECK(s.drill->checks[0].expected == std::vector{ExitVerdict::usable});
}

TEST_CASE("every entity knows the line and the pointer it was read from") {
    const Scenario s = load_scenario(two_rooms);
    std::ifstream stream(two_rooms);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    const auto says = [&](const Place& place, const std::string& id) {
        REQUIRE(place.line > 0);
        // The object opens on its line; its id stands there or on the next one.
        const auto at = static_cast<std::size_t>(place.line) - 1;
        const std::string near = lines[at] + lines[at + 1];
        CHECK_MESSAGE(near.find("\"id\": \"" + id + "\"") != std::string::npos, place.str());
        CHECK(place.file == two_rooms);
    };
    for (const auto& e : s.storeys) says(e.place, e.id);
    for (const auto& e : s.walls) says(e.place, e.id);
    for (const auto& e : s.openings) says(e.place, e.id);
    for (const auto& e : s.rooms) says(e.place, e.id);
    for (const auto& e : s.furnishings) says(e.place, e.id);
    for (const auto& e : s.fixtures) says(e.place, e.id);
    for (const auto& e : s.occupants) says(e.place, e.id);
    for (const auto& e : s.cameras) says(e.place, e.id);
    for (const auto& e : s.drill->rubric) says(e.place, e.id);
    CHECK(s.openings[1].place.pointer == "/openings/1");
    CHECK(s.drill->rubric[2].place.pointer == "/drill/rubric/2");
}

TEST_CASE("a folder stands for the scenario.json in it") {
    CHECK_THROWS_WITH_AS(load_scenario(FIREDRILL_SOURCE_DIR "/tests/data"),
                         doctest::Contains("tests/data/scenario.json"), LoadError);
}

TEST_CASE("what is written reads back to the same scenario") {
    const Scenario first = load_scenario(two_rooms);
    const std::string text = write_scenario(first);
    const Scenario second = parse_scenario(text, "written");
    CHECK(write_scenario(second) == text);
    CHECK(second.file == "written");
    CHECK(second.openings.size() == first.openings.size());
    CHECK(std::get<ExtinguisherSpec>(second.fixtures[0].spec).made == "2024-05");
}

TEST_CASE("the published schema is the loader's own") {
    std::ifstream stream(FIREDRILL_SOURCE_DIR "/scenarios/schema/scenario.schema.json");
    std::ostringstream published;
    published << stream.rdbuf();
    CHECK(published.str() == scenario_schema());
}

TEST_CASE("a building knows where its parts are") {
    const Building b = make_building(load_scenario(two_rooms));
    CHECK(b.walls.size() == 5);
    REQUIRE(b.openings.size() == 3);
    const OpeningPlace& inner = b.openings[0];
    CHECK(inner.thickness == 0.1);
    CHECK(inner.room_front);
    CHECK(inner.room_back);
    CHECK_FALSE(inner.outdoors());
    CHECK(b.openings[1].outdoors());
    CHECK(b.openings[2].z0 == doctest::Approx(0.9));
    CHECK(b.find("ext_1").kind == EntityKind::fixture);
    CHECK(b.find("desks.1").kind == EntityKind::thing);
    CHECK(b.find("nothing").kind == EntityKind::none);
    REQUIRE(b.things.size() == 3);
    CHECK(b.things[2].id == "desks.1");
    CHECK(b.things[2].centre.x == doctest::Approx(3.4));
    CHECK(b.things[2].centre.z == doctest::Approx(0.375));
    CHECK(b.room_at(StoreyIndex(0), {1, 1}) == RoomIndex(0));
    CHECK(b.room_at(StoreyIndex(0), {8, 1}) == RoomIndex(1));
    CHECK_FALSE(b.room_at(StoreyIndex(0), {12, 1}));
    CHECK(b.storey_at(1.0) == StoreyIndex(0));
    CHECK_FALSE(b.storey_at(-0.1));
    CHECK_FALSE(b.storey_at(2.9));
}
