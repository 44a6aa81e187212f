// Stairs between two floors: what joins them and what does not.

#include "variant.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

Polygon box(double x0, double y0, double x1, double y1) {
    return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
}

// Two storeys of 10 m x 6 m with a stair that turns on a landing:
//
//      y=4  +------ flight 1 <------+
//           |                    landing
//      y=2  +------ flight 0 ------>+
//          x=4                      x=7   x=8.2
Scenario two_storeys() {
    Scenario s;
    s.id = "stairs";
    s.file = "stairs.json";
    for (int k = 0; k < 2; ++k) {
        Storey storey;
        storey.id = k == 0 ? "g" : "u";
        storey.elevation = 3.3 * k;
        storey.height = 3.0;
        storey.outline = box(0, 0, 10, 6);
        if (k == 1) storey.voids = {box(4, 1.4, 8.2, 4.6)};
        s.storeys.push_back(storey);
    }
    Stair stair;
    stair.id = "stair";
    stair.from_storey = "g";
    stair.to_storey = "u";
    stair.flights = {{{4, 2}, {7, 2}, 1.2, 0, 1.65, false},
                     {{7, 4}, {4, 4}, 1.2, 1.65, 3.3, false}};
    stair.landings = {{box(7, 1.4, 8.2, 4.6), 1.65}};
    stair.place = {"stairs.json", 12, "/stairs/0"};
    s.stairs.push_back(stair);
    return s;
}

}  // namespace

TEST_CASE("a stair that turns on a landing joins two floors") {
    for (const Problem& problem : check_scenario(two_storeys(), Language::en)) {
        FAIL_CHECK(problem.str());
    }
}

TEST_CASE("a stair that ends below the upper floor is a problem") {
    Scenario s = two_storeys();
    s.stairs[0].flights[1].z_end = 3.0;
    const Problem problem = problem_saying(check_scenario(s, Language::en), "the head of stair");
    CHECK(problem.place.str() == "stairs.json:12 /stairs/0");
    CHECK(problem.advice.find("elevation") != std::string::npos);
}

TEST_CASE("a stair that ends in mid air is a problem") {
    Scenario s = two_storeys();
    s.storeys[1].voids = {box(0, 1.4, 8.2, 4.6)};
    const Problem problem = problem_saying(check_scenario(s, Language::en), "the head of stair");
    CHECK(problem.advice.find("voids") != std::string::npos);
}

TEST_CASE("flights that do not touch are a problem") {
    Scenario s = two_storeys();
    s.stairs[0].landings.clear();
    problem_saying(check_scenario(s, Language::en), "is broken");
}

TEST_CASE("a stair under a slab without a void is a problem") {
    Scenario s = two_storeys();
    s.storeys[1].voids.clear();
    problem_saying(check_scenario(s, Language::en), "runs into the slab of storey \"u\"");
}

TEST_CASE("the slab between two storeys counts to the lower one") {
    const Building b = make_building(two_storeys());
    CHECK(b.storey_at(0.0) == StoreyIndex(0));
    CHECK(b.storey_at(3.1) == StoreyIndex(0));
    CHECK(b.storey_at(3.3) == StoreyIndex(1));
    CHECK_FALSE(b.storey_at(6.3));
    CHECK(b.absolute("u", {1, 2}, 0.5) == Vec3(1, 2, 3.8));
}
