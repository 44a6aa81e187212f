// What water and agents reach, and what walls and floors keep from them.
#include <doctest/doctest.h>

#include <string>

#include "building/load.hpp"
#include "fire/fuel/burning.hpp"
#include "fire/suppression/sprinkler_spray.hpp"
#include "fire_run.hpp"

namespace firedrill {
namespace {

// Two storeys of two rooms each, 4 m x 4 m x 2.6 m, a wall between at x = 4. Stacks on the upper
// floor on both sides of the wall, and below the first.
const char* const house = R"({
 "format": 1, "id": "house", "name": {"zh": "屋", "en": "House"}, "description": {"zh": "两层", "en": "Two storeys"},
 "place_type": "SC",
 "storeys": [
  {"id": "g", "name": {"zh": "一层", "en": "Ground"}, "elevation": 0, "height": 2.6,
   "outline": [[-0.1,-0.1],[8.1,-0.1],[8.1,4.1],[-0.1,4.1]]},
  {"id": "u", "name": {"zh": "二层", "en": "Upper"}, "elevation": 2.6, "height": 2.6,
   "outline": [[-0.1,-0.1],[8.1,-0.1],[8.1,4.1],[-0.1,4.1]]}],
 "site": {"ground": [[-4,-4],[12,-4],[12,8],[-4,8]], "elevation": 0},
 "walls": [{"id": "wg", "storey": "g", "points": [[0,0],[8,0],[8,4],[0,4],[0,0]]},
           {"id": "wu", "storey": "u", "points": [[0,0],[8,0],[8,4],[0,4],[0,0]]},
           {"id": "pg", "storey": "g", "points": [[4,0],[4,4]]},
           {"id": "pu", "storey": "u", "points": [[4,0],[4,4]]}],
 "openings": [],
 "rooms": [
  {"id": "ga", "storey": "g", "name": {"zh": "甲", "en": "A"}, "use": "office", "polygon": [[0,0],[4,0],[4,4],[0,4]]},
  {"id": "gb", "storey": "g", "name": {"zh": "乙", "en": "B"}, "use": "office", "polygon": [[4,0],[8,0],[8,4],[4,4]]},
  {"id": "ua", "storey": "u", "name": {"zh": "丙", "en": "C"}, "use": "office", "polygon": [[0,0],[4,0],[4,4],[0,4]]},
  {"id": "ub", "storey": "u", "name": {"zh": "丁", "en": "D"}, "use": "office", "polygon": [[4,0],[8,0],[8,4],[4,4]]}],
 "items": [{"id": "stuff", "name": {"zh": "物", "en": "Stuff"}, "size": [0.6,0.6,0.4], "shape": "box",
   "blocks_walking": false, "burnable": {"fuel": "wood", "fire_class": "A", "ignition_flux": 15, "hrr": {"constant_kw": 100}}}],
 "furnishings": [{"id": "here", "item": "stuff", "storey": "u", "at": [3.5,1.3]},
                 {"id": "beyond", "item": "stuff", "storey": "u", "at": [4.4,2.7]},
                 {"id": "below", "item": "stuff", "storey": "g", "at": [3.5,1.3]}],
 "fixtures": []})";

struct House {
    Building building = make_building(parse_scenario(house, "test.json"));
    Grid grid = make_grid(building, GridSettings{});
    Workers workers{1};
    Flow flow{grid, {}, workers};
    Probe probe{flow};
    Burning burning{building, flow, {}, 1};
    std::vector<FireEvent> events;

    double on(const char* thing) const {
        return burning.sources()[static_cast<std::size_t>(burning.source_of(thing))].wetness_kg;
    }
    void water(Vec3 at, Vec3 from) {
        burning.apply_agent(Agent::water, at, 0.1, from, probe, 0, events);
    }
};

}  // namespace

TEST_CASE("a sprinkler wets and cools its own room, not the next one or the storey below") {
    House h;
    const Layout& l = h.flow.layout();
    test::warm_rooms(h.flow, 573, 0, h.grid.nz);
    Head head;
    head.kind = Head::Kind::sprinkler;
    head.at = {3.5, 2, 5.1};
    head.active = true;
    head.flow_kg_s = 1.2;
    head.spray_radius_m = 2;
    SprinklerSpray spray;
    std::vector<CellSource> cooling;
    cooling.reserve(SprinklerSpray::most_cells);
    spray.advance(1, {&head, 1}, h.flow, h.probe, h.burning, cooling);
    CHECK(h.on("here") > 0.01);
    CHECK(h.on("beyond") == 0);
    CHECK(h.on("below") == 0);
    CHECK(cooling.size() > 500);
    for (const CellSource& cell : cooling) {
        const Int3 c = l.cell(cell.element);
        CHECK(h.grid.room[h.grid.cell(c.x, c.y, c.z)] == 2);
    }
}

TEST_CASE("agent on a wall or a ceiling does nothing to what stands behind it") {
    House h;
    // On the wall, from its own side and from the other.
    h.water({3.92, 2.7, 2.9}, {3.6, 2.7, 3.1});
    CHECK(h.on("beyond") == 0);
    h.water({4.08, 2.7, 2.9}, {4.2, 3.0, 3.1});
    CHECK(h.on("beyond") > 0.01);
    // On the ceiling below it, then on its foot, its side and its top.
    h.water({3.5, 1.3, 2.45}, {3.3, 1.3, 2.1});
    CHECK(h.on("here") == 0);
    double before = 0;
    for (const Vec3 at : {Vec3(3.1, 1.3, 2.62), Vec3(3.19, 1.3, 2.85), Vec3(3.5, 1.3, 3.01)}) {
        h.water(at, at + Vec3(-0.3, 0, 0.25));
        CHECK(h.on("here") > before);
        before = h.on("here");
    }
    CHECK(h.on("below") == 0);
}

}  // namespace firedrill
