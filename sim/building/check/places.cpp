// Things, burners, people and devices stand where they can: in no wall, in the building, with room.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "building/assemble.hpp"
#include "building/check/inspection.hpp"
#include "building/grid_build.hpp"

namespace firedrill::check {

namespace {

using format::shown;

constexpr double burner_in_wall_m = 0.02;  // deeper than a rounded coordinate
constexpr double thing_in_wall_m = 0.05;   // furniture may lean into a skirting board
constexpr double body_height_m = 1.7;
constexpr double densest_per_m2 = 6.0;  // nobody can be packed closer (Weidmann 1993: 5.4 moving)

std::string wall_id(const Building& b, const WallSegment& piece) {
    return shown(b.scenario.walls[piece.wall.at()].id);
}

// The solid stretches of a wall piece beside a thing that reaches from z0 to z1, from end to end in
// metres along it: openings high and low enough for the thing are left out.
std::vector<Vec2> solid_stretches(const Building& b, const WallSegment& piece, double z0, double z1,
                                  double slack) {
    const double length = glm::distance(piece.a, piece.b);
    const Vec2 along = (piece.b - piece.a) / length;
    std::vector<Vec2> gaps;
    for (const OpeningPlace& opening : b.openings) {
        if (opening.wall != piece.wall || opening.storey != piece.storey) continue;
        if (distance_to_segment(opening.centre, piece.a, piece.b) > opening_off_wall_m) continue;
        if (z0 < opening.z0 - slack || z1 > opening.z1 + slack) continue;
        const double middle = glm::dot(opening.centre - piece.a, along);
        gaps.emplace_back(middle - opening.width / 2, middle + opening.width / 2);
    }
    std::sort(gaps.begin(), gaps.end(), [](Vec2 l, Vec2 r) { return l.x < r.x; });
    std::vector<Vec2> solid;
    double reached = 0;
    for (const Vec2 gap : gaps) {
        if (gap.x > reached) solid.emplace_back(reached, gap.x);
        reached = std::max(reached, gap.y);
    }
    if (length > reached) solid.emplace_back(reached, length);
    return solid;
}

// The wall that a box reaches into deeper than `slack`; a doorway is no wall.
const WallSegment* wall_in_box(const Building& b, StoreyIndex storey, const Footprint& box,
                               double z0, double z1, double slack) {
    for (const WallSegment& piece : b.walls) {
        if (piece.storey != storey || z1 <= piece.z0 + slack || z0 >= piece.z1 - slack) continue;
        if (overlap_depth(box, footprint_of(piece.a, piece.b, piece.thickness)) <= slack) continue;
        const Vec2 along = glm::normalize(piece.b - piece.a);
        for (const Vec2 part : solid_stretches(b, piece, z0, z1, slack)) {
            const Footprint body =
                footprint_of(piece.a + part.x * along, piece.a + part.y * along, piece.thickness);
            if (overlap_depth(box, body) > slack) return &piece;
        }
    }
    return nullptr;
}

bool in_building(const Scenario& s, const Storey& storey, Vec2 at, double slack_m) {
    return distance_to_polygon(storey.outline, at) <= slack_m || on_site(s, storey, at);
}

void burners(Inspection& i) {
    const Building& b = i.building;
    for (const Burner& burner : i.scenario().burners) {
        const StoreyIndex storey = b.storey(burner.storey);
        if (!storey) continue;
        const double floor = b.floor_z(storey);
        const Footprint box{burner.at, burner.size / 2.0, 0};
        const double top = floor + std::max(burner.height, 0.05);
        if (const WallSegment* wall = wall_in_box(b, storey, box, floor, top, burner_in_wall_m)) {
            i.problem(burner.place, "burner_in_wall",
                      {shown(burner.id), shown_point(burner.at), wall_id(b, *wall)});
        } else if (!in_building(i.scenario(), i.scenario().storeys[storey.at()], burner.at, 0)) {
            i.problem(burner.place, "outside", {shown(burner.id), shown_point(burner.at)});
        }
    }
}

void things(Inspection& i) {
    const Building& b = i.building;
    for (const Furnishing& furnishing : i.scenario().furnishings) {
        // The copies of a repeated one follow each other; one problem tells of the first bad copy.
        for (const Thing& thing : b.things) {
            const bool own = thing.id == furnishing.id ||
                             (furnishing.repeat && thing.id.starts_with(furnishing.id + "."));
            if (!own) continue;
            const Vec2 at(thing.centre);
            const Footprint box{at, Vec2(thing.size) / 2.0, thing.rotation_rad};
            const double z0 = thing.centre.z - thing.size.z / 2;
            const double z1 = thing.centre.z + thing.size.z / 2;
            const WallSegment* wall = wall_in_box(b, thing.storey, box, z0, z1, thing_in_wall_m);
            if (wall != nullptr) {
                i.problem(furnishing.place, "thing_in_wall",
                          {shown(thing.id), shown_point(at), wall_id(b, *wall)});
                break;
            }
            if (!in_building(i.scenario(), i.scenario().storeys[thing.storey.at()], at, 0)) {
                i.problem(furnishing.place, "outside", {shown(thing.id), shown_point(at)});
                break;
            }
        }
    }
}

// Why nobody can stand at a point; empty: somebody can.
struct Obstacle {
    std::string_view key;
    std::string by;
};
Obstacle obstacle_at(const Inspection& i, StoreyIndex storey, Vec2 at) {
    const Building& b = i.building;
    const double floor = b.floor_z(storey);
    const Storey& said = i.scenario().storeys[storey.at()];
    if (const WallSegment* wall = wall_at(b, storey, at, floor + 0.1, floor + body_height_m)) {
        return {"person_in_wall", wall_id(b, *wall)};
    }
    for (const Thing& thing : b.things) {
        if (thing.storey != storey || !b.items[static_cast<std::size_t>(thing.item)].blocks_walking)
            continue;
        const bool at_body_height = thing.centre.z - thing.size.z / 2 < floor + body_height_m;
        if (at_body_height &&
            covers({Vec2(thing.centre), Vec2(thing.size) / 2.0, thing.rotation_rad}, at)) {
            return {"person_in_thing", shown(thing.id)};
        }
    }
    if (!on_floor(said, at) && !on_site(i.scenario(), said, at)) return {"person_outside", {}};
    return {};
}

void people(Inspection& i) {
    const Building& b = i.building;
    if (i.scenario().drill) {
        const TraineeStart& start = i.scenario().drill->start;
        const StoreyIndex storey = b.storey(start.storey);
        const Obstacle obstacle = storey ? obstacle_at(i, storey, start.at) : Obstacle{};
        if (!obstacle.key.empty()) {
            i.problem(start.place, obstacle.key,
                      {i.say.text("trainee"), shown_point(start.at), obstacle.by});
        }
    }
    for (const OccupantGroup& group : i.scenario().occupants) {
        const StoreyIndex storey = b.storey(group.storey);
        if (!storey) continue;
        for (std::size_t p = 0; p < group.positions.size(); ++p) {
            const Obstacle obstacle = obstacle_at(i, storey, group.positions[p]);
            if (obstacle.key.empty()) continue;
            Place place = group.place;
            place.pointer += "/positions/" + std::to_string(p);
            i.problem(place, obstacle.key,
                      {shown(group.id), shown_point(group.positions[p]), obstacle.by});
        }
    }
}

// People of all groups that start in one room or region, against the floor that is free there.
void crowding(Inspection& i) {
    const Building& b = i.building;
    const auto free_area = [&](StoreyIndex storey, const Polygon& polygon) {
        double taken = 0;
        for (const Thing& thing : b.things) {
            const ItemType& item = b.items[static_cast<std::size_t>(thing.item)];
            const bool in_way =
                thing.storey == storey && item.blocks_walking &&
                thing.centre.z - thing.size.z / 2 < b.floor_z(storey) + body_height_m;
            if (in_way && inside(polygon, Vec2(thing.centre))) taken += thing.size.x * thing.size.y;
        }
        return std::max(area(polygon) - taken, 0.0);
    };
    const auto judge = [&](const OccupantGroup& group, int count, double free) {
        if (count <= densest_per_m2 * free) return;
        i.problem(group.place, "too_crowded",
                  {shown(group.id), std::to_string(count), shown_m(free),
                   std::to_string(static_cast<int>(densest_per_m2 * free))});
    };
    const auto& rooms = i.scenario().rooms;
    for (const Room& room : rooms) {
        int count = 0;
        const OccupantGroup* last = nullptr;
        for (const OccupantGroup& group : i.scenario().occupants) {
            if (group.room != room.id) continue;
            count += group.count;
            last = &group;
        }
        if (last != nullptr) judge(*last, count, free_area(b.storey(room.storey), room.polygon));
    }
    for (const OccupantGroup& group : i.scenario().occupants) {
        if (!group.region.empty()) {
            judge(group, group.count, free_area(b.storey(group.storey), group.region));
        }
        const Entity room = b.find(group.room);
        if (room.kind != EntityKind::room) continue;
        const Room& said = rooms[static_cast<std::size_t>(room.index)];
        if (said.storey != group.storey) {
            i.problem(group.place, "group_wrong_storey",
                      {shown(group.id), shown(said.id), shown(said.storey), shown(group.storey)});
        }
    }
}

// A lift's car needs floor on every storey it serves, and two of them.
void lifts(Inspection& i) {
    for (const Lift& lift : i.scenario().lifts) {
        Vec2 middle{0, 0};
        for (const Vec2 p : lift.region) middle += p / static_cast<double>(lift.region.size());
        if (lift.storeys.size() < 2) i.problem(lift.place, "lift_one_storey", {shown(lift.id)});
        for (const std::string& id : lift.storeys) {
            const StoreyIndex storey = i.building.storey(id);
            const Obstacle obstacle = storey ? obstacle_at(i, storey, middle) : Obstacle{};
            if (!obstacle.key.empty())
                i.problem(lift.place, obstacle.key,
                          {shown(lift.id), shown_point(middle), obstacle.by});
        }
    }
}

// A smoke vent has the sky above it, or an outer wall beside it.
bool leads_outdoors(const Building& b, const Storey& storey, const Fixture& vent) {
    if (vent.z > storey.height - grid_build::vent_near_ceiling_m) {
        return std::none_of(
            b.scenario.storeys.begin(), b.scenario.storeys.end(), [&](const Storey& other) {
                return other.elevation > storey.elevation && inside(other.outline, vent.at);
            });
    }
    return std::any_of(b.walls.begin(), b.walls.end(), [&](const WallSegment& wall) {
        if (b.scenario.storeys[wall.storey.at()].id != storey.id) return false;
        if (distance_to_segment(vent.at, wall.a, wall.b) > grid_build::vent_near_wall_m)
            return false;
        const Vec2 along = glm::normalize(wall.b - wall.a);
        const Vec2 middle = wall.a + glm::dot(vent.at - wall.a, along) * along;
        const Vec2 off = (wall.thickness + 0.1) * Vec2{-along.y, along.x};
        return !b.room_at(wall.storey, middle + off) != !b.room_at(wall.storey, middle - off);
    });
}

void fixtures_devices_cameras(Inspection& i) {
    const Building& b = i.building;
    const auto storey_of = [&](const std::string& id) -> const Storey* {
        const StoreyIndex storey = b.storey(id);
        return storey ? &i.scenario().storeys[storey.at()] : nullptr;
    };
    constexpr double outer_face_m = 0.3;  // fixtures on the outside of an outer wall
    for (const Fixture& fixture : i.scenario().fixtures) {
        const Storey* storey = storey_of(fixture.storey);
        if (storey == nullptr) continue;
        if (!in_building(i.scenario(), *storey, fixture.at, outer_face_m)) {
            i.problem(fixture.place, "outside", {shown(fixture.id), shown_point(fixture.at)});
        } else if (fixture.z > storey->height + 0.01 && fixture.kind != FixtureKind::smoke_vent) {
            i.problem(fixture.place, "above_ceiling",
                      {shown(fixture.id), shown_m(fixture.z), shown_m(storey->height)});
        }
    }
    for (const Fixture& fixture : i.scenario().fixtures) {
        const Storey* storey = storey_of(fixture.storey);
        if (storey == nullptr || fixture.kind != FixtureKind::smoke_vent) continue;
        if (!leads_outdoors(b, *storey, fixture))
            i.problem(fixture.place, "vent_indoors", {shown(fixture.id), shown_point(fixture.at)});
    }
    for (const Device& device : i.scenario().devices) {
        const Storey* storey = storey_of(device.storey);
        const bool has_place = device.opening.empty() && device.line.empty() &&
                               device.region.empty() && device.quantity != Quantity::hrr &&
                               device.quantity != Quantity::burned_mass;
        if (storey == nullptr || !has_place) continue;
        if (!in_building(i.scenario(), *storey, device.at, outer_face_m)) {
            i.problem(device.place, "outside", {shown(device.id), shown_point(device.at)});
        }
    }
    for (const Camera& camera : i.scenario().cameras) {
        const Storey* storey = storey_of(camera.storey);
        if (storey == nullptr) continue;  // absolute height: looks from anywhere
        if (!in_building(i.scenario(), *storey, camera.at, outer_face_m)) {
            i.problem(camera.place, "camera_outside", {shown(camera.id), shown_point(camera.at)});
            continue;
        }
        const double z = storey->elevation + camera.z;
        const WallSegment* wall =
            wall_at(b, b.storey(camera.storey), camera.at, z - 0.01, z + 0.01);
        if (wall != nullptr) {
            i.problem(camera.place, "camera_in_wall",
                      {shown(camera.id), shown_point(camera.at), wall_id(b, *wall)});
        }
    }
}

}  // namespace

void places(Inspection& inspection) {
    burners(inspection);
    things(inspection);
    people(inspection);
    crowding(inspection);
    lifts(inspection);
    fixtures_devices_cameras(inspection);
}

}  // namespace firedrill::check
