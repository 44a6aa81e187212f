#include "building/faults/spots.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "building/geometry.hpp"

namespace firedrill {
namespace {

constexpr double gap_m = 0.01;  // things do not quite touch what they stand at

double degrees_of(Vec2 direction) {
    return std::atan2(direction.y, direction.x) * 180 / std::numbers::pi;
}

Footprint box(Vec2 at, Vec2 size, Vec2 front) {
    return {at, 0.5 * size, std::atan2(front.y, front.x) + std::numbers::pi / 2};
}

// Whether a box between two heights of a storey stands free of things, fixtures and doorways.
bool free(const Building& b, StoreyIndex storey, const Footprint& box, double z0, double z1) {
    const double floor = b.floor_z(storey);
    for (const Thing& thing : b.things) {
        const double low = thing.centre.z - thing.size.z / 2 - floor;
        if (thing.storey != storey || low >= z1 - 1e-6 || low + thing.size.z <= z0 + 1e-6) continue;
        const Footprint other{{thing.centre.x, thing.centre.y},
                              0.5 * Vec2(thing.size.x, thing.size.y),
                              thing.rotation_rad};
        if (overlap_depth(box, other) > 0.01) return false;
    }
    for (const Fixture& fixture : b.scenario.fixtures) {
        if (b.storey(fixture.storey) != storey || fixture.z < z0 - 0.45 || fixture.z > z1 + 0.45)
            continue;
        if (overlap_depth(box, {fixture.at, {0.25, 0.25}, 0}) > 0.01) return false;
    }
    for (std::size_t o = 0; o < b.openings.size(); ++o) {
        const OpeningPlace& place = b.openings[o];
        if (place.storey != storey || place.z0 - floor >= z1 || place.z1 - floor <= z0) continue;
        const bool window = b.scenario.openings[o].kind == OpeningKind::window;
        // Doors need room to swing and be walked through.
        const Footprint kept{place.centre,
                             {place.width / 2 + (window ? 0.02 : 0.12), window ? 0.2 : 1.0},
                             std::atan2(place.along.y, place.along.x)};
        if (overlap_depth(box, kept) > 0.01) return false;
    }
    return true;
}

bool corners_inside(const Polygon& polygon, const Footprint& box, double margin_m) {
    for (const double x : {-1.0, 1.0}) {
        for (const double y : {-1.0, 1.0}) {
            const Vec2 corner =
                box.centre + turned({x * box.half.x, y * box.half.y}, box.rotation_rad);
            if (distance_to_polygon(polygon, corner) > -margin_m) return false;
        }
    }
    return true;
}

Spot spot_at(const Building& b, StoreyIndex storey, Vec2 at, double z, Vec2 front) {
    return {b.scenario.storeys[storey.at()].id, at, z, degrees_of(front), false};
}

Vec2 right_of(Vec2 front) {  // of somebody who looks at the front
    return {-front.y, front.x};
}

// Where a target is and where its front looks.
struct Face {
    StoreyIndex storey;
    Vec2 at{0, 0};  // on the face
    Vec2 front{0, -1};
    double middle_z = 0;  // above the floor
    double half_width = 0.1;
    bool found = false;
};

Face face_of(const Building& b, const Entity& entity) {
    const auto index = static_cast<std::size_t>(std::max(0, entity.index));
    Face face;
    switch (entity.kind) {
        case EntityKind::exit:
            return face_of(b, {EntityKind::opening, b.exit_openings[index].value});
        case EntityKind::opening: {
            const OpeningPlace& o = b.openings[index];
            face.storey = o.storey;
            // The side that people come from: indoors, and of two rooms the one in front.
            face.front = o.room_front ? o.normal : -o.normal;
            const bool leaf = b.scenario.openings[index].kind == OpeningKind::door;
            face.at = o.centre + (leaf ? 0.03 : o.thickness / 2) * face.front;
            face.middle_z = o.z0 - b.floor_z(o.storey);
            face.half_width = o.width / 2;
            face.found = true;
            break;
        }
        case EntityKind::fixture: {
            const Fixture& f = b.scenario.fixtures[index];
            face.storey = b.storey(f.storey);
            face.front = heading_vector(f.facing);
            face.at = f.at;
            face.middle_z = f.z;
            face.half_width = 0.2;
            face.found = true;
            break;
        }
        case EntityKind::thing: {
            const Thing& t = b.things[index];
            face.storey = t.storey;
            face.front = turned({0, -1}, t.rotation_rad);
            face.at = Vec2(t.centre.x, t.centre.y);
            face.middle_z = t.centre.z + t.size.z / 2 - b.floor_z(t.storey);
            face.half_width = t.size.x / 2;
            face.found = true;
            break;
        }
        default:
            break;
    }
    return face;
}

std::optional<Spot> floor_spot(const Building& b, RoomIndex room, Vec3 size, double z,
                               bool ceiling) {
    const Room& r = b.scenario.rooms[room.at()];
    const StoreyIndex storey = b.storey(r.storey);
    const double height = b.scenario.storeys[storey.at()].height;
    const double z0 = ceiling ? height - size.z - gap_m : z, z1 = z0 + size.z;
    const Vec2 middle = point_within(r.polygon);
    // Rings about the middle of the room; the front looks south, as a camera in the north finds it.
    constexpr double step_m = 0.25;
    for (int ring = 0; ring < 40; ++ring) {
        for (int i = -ring; i <= ring; ++i) {
            for (int j = -ring; j <= ring; ++j) {
                if (std::max(std::abs(i), std::abs(j)) != ring) continue;
                const Vec2 at = middle + step_m * Vec2(i, j);
                const Footprint foot = box(at, {size.x, size.y}, {0, -1});
                if (corners_inside(r.polygon, foot, 0.15) && free(b, storey, foot, z0, z1))
                    return spot_at(b, storey, at, z0, {0, -1});
            }
        }
    }
    return {};
}

bool is_table(const ItemType& item) {
    for (const char* shape : {"table", "desk_chair", "counter", "lab_bench"}) {
        if (item.shape == shape) return true;
    }
    return false;
}

std::optional<Spot> table_spot(const Building& b, RoomIndex room, Vec3 size) {
    const Room& r = b.scenario.rooms[room.at()];
    const StoreyIndex storey = b.storey(r.storey);
    for (const Thing& thing : b.things) {
        const ItemType& item = b.items[static_cast<std::size_t>(thing.item)];
        if (thing.storey != storey || !is_table(item) ||
            !inside(r.polygon, {thing.centre.x, thing.centre.y}) || thing.size.x < size.x)
            continue;
        // Of a desk with its chair only the half in front of the chair is the desk.
        const bool desk = item.shape == "desk_chair";
        const double top = desk ? 0.75 : thing.size.z;
        const Vec2 at = Vec2(thing.centre.x, thing.centre.y) +
                        turned({0, desk ? thing.size.y / 4 : 0}, thing.rotation_rad);
        const Vec2 front = turned({0, -1}, thing.rotation_rad);
        if (!free(b, storey, box(at, {size.x, size.y}, front), std::max(top, thing.size.z),
                  std::max(top, thing.size.z) + size.z))
            continue;
        return spot_at(b, storey, at, top, front);
    }
    constexpr double table_wide_m = 0.7, table_deep_m = 0.5;
    const Vec3 table{std::max(table_wide_m, size.x), std::max(table_deep_m, size.y),
                     side_table_m + size.z};
    if (const auto wall = free_wall(b, room, {table.x, table.y}, 0, table.z)) {
        Spot spot = spot_at(
            b, storey, wall->on_wall + (wall->half_thickness + gap_m + table.y / 2) * wall->inward,
            side_table_m, wall->inward);
        spot.needs_table = true;
        return spot;
    }
    return {};
}

}  // namespace

RoomIndex room_of(const Building& b, const Entity& entity) {
    const auto index = static_cast<std::size_t>(std::max(0, entity.index));
    if (entity.kind == EntityKind::room) return RoomIndex(index);
    if (entity.kind == EntityKind::stair) {
        const Stair& stair = b.scenario.stairs[index];
        return stair.flights.empty()
                   ? RoomIndex{}
                   : b.room_at(b.storey(stair.from_storey), stair.flights.front().start);
    }
    const Face face = face_of(b, entity);
    constexpr double step_in_m = 0.4;
    return face.found ? b.room_at(face.storey, face.at + step_in_m * face.front) : RoomIndex{};
}

StoreyIndex storey_of(const Building& b, const Entity& entity) {
    const auto index = static_cast<std::size_t>(std::max(0, entity.index));
    if (entity.kind == EntityKind::room) return b.storey(b.scenario.rooms[index].storey);
    if (entity.kind == EntityKind::stair) return b.storey(b.scenario.stairs[index].from_storey);
    return face_of(b, entity).storey;
}

std::optional<WallSpot> free_wall(const Building& b, RoomIndex room, Vec2 footprint, double z0,
                                  double z1) {
    const Room& r = b.scenario.rooms[room.at()];
    const StoreyIndex storey = b.storey(r.storey);
    struct Edge {
        Vec2 a, b;
        double length;
    };
    std::vector<Edge> edges;
    for (std::size_t i = 0; i < r.polygon.size(); ++i) {
        const Vec2 a = r.polygon[i], c = r.polygon[(i + 1) % r.polygon.size()];
        edges.push_back({a, c, glm::distance(a, c)});
    }
    std::stable_sort(edges.begin(), edges.end(),
                     [](const Edge& a, const Edge& c) { return a.length > c.length; });
    for (const Edge& edge : edges) {
        if (edge.length < footprint.x + 0.3) continue;
        const Vec2 along = (edge.b - edge.a) / edge.length;
        Vec2 inward = left_of(along);
        const Vec2 middle = 0.5 * (edge.a + edge.b);
        if (!inside(r.polygon, middle + 0.3 * inward)) inward = -inward;
        // There must be a wall along it.
        const WallSegment* wall = nullptr;
        for (const WallSegment& segment : b.walls) {
            if (segment.storey == storey &&
                distance_to_segment(middle, segment.a, segment.b) < 0.06 &&
                segment.z0 <= b.floor_z(storey) + z0 + 0.01 &&
                segment.z1 >= b.floor_z(storey) + std::min(z1, 1.5))
                wall = &segment;
        }
        if (wall == nullptr) continue;
        const double half = wall->thickness / 2;
        const double most = edge.length / 2 - footprint.x / 2 - 0.15;
        constexpr double step_m = 0.2;
        for (int k = 0; k * step_m <= most; ++k) {
            for (const double sign : {1.0, -1.0}) {
                const Vec2 on_wall = middle + sign * k * step_m * along;
                const Vec2 at = on_wall + (half + gap_m + footprint.y / 2) * inward;
                const Footprint foot = box(at, footprint, inward);
                if (corners_inside(r.polygon, foot, half - 0.02) && free(b, storey, foot, z0, z1))
                    return WallSpot{on_wall, inward, half};
            }
        }
    }
    return {};
}

std::optional<Spot> find_spot(const Building& b, const Entity& target, const FaultThing& thing,
                              Vec3 size) {
    const Face face = face_of(b, target);
    const auto index = static_cast<std::size_t>(std::max(0, target.index));
    const std::string& where = thing.where;
    if (face.found &&
        (where == "front" || where == "on" || where == "beside" || where == "outside")) {
        const Vec2 front = where == "outside" ? -face.front : face.front;
        const bool door = target.kind == EntityKind::opening || target.kind == EntityKind::exit;
        double off = thing.off + size.y / 2 + gap_m;
        double side = thing.side;
        if (where == "beside") side += face.half_width + 0.12 + size.x / 2;
        if (door && where != "on") {
            const auto o = target.kind == EntityKind::exit ? b.exit_openings[index].at() : index;
            off += b.openings[o].thickness / 2 - 0.03;
        }
        Vec2 at = face.at + off * front + side * right_of(front);
        double z = thing.z;
        if (where == "on") {
            z += face.middle_z;
            if (target.kind == EntityKind::thing)  // on top of it
                at = face.at + thing.off * front + side * right_of(front);
        }
        return spot_at(b, face.storey, at, std::max(0.0, z), front);
    }
    if (where == "stair" && target.kind == EntityKind::stair) {
        const Stair& stair = b.scenario.stairs[index];
        if (stair.flights.empty()) return {};
        const Flight& flight = stair.flights.front();
        const Vec2 run = glm::normalize(flight.end - flight.start);
        const StoreyIndex storey = b.storey(stair.from_storey);
        const double side = flight.width / 2 - size.x / 2 - 0.02 + thing.side;
        return spot_at(b, storey,
                       flight.start - (0.12 + thing.off + size.y / 2) * run + side * right_of(-run),
                       thing.z, -run);
    }
    if (where == "yard") {
        // Before the first exit, on the ground.
        Entity exit = target;
        if (target.kind != EntityKind::opening && target.kind != EntityKind::exit) {
            if (b.exit_openings.empty() || !b.exit_openings.front()) return {};
            exit = {EntityKind::opening, b.exit_openings.front().value};
        }
        const Face door = face_of(b, exit);
        if (!door.found) return {};
        const Vec2 out = -door.front;
        Vec2 at = door.at + (2.0 + thing.off + size.y / 2) * out + thing.side * right_of(out);
        return spot_at(b, door.storey, at, thing.z, out);
    }
    const RoomIndex room = room_of(b, target);
    if (!room) return {};
    std::optional<Spot> spot;
    if (where == "wall") {
        const double z0 = thing.z;
        const auto wall = free_wall(b, room, {size.x, size.y}, z0, z0 + size.z);
        if (!wall) return {};
        spot = spot_at(
            b, b.storey(b.scenario.rooms[room.at()].storey),
            wall->on_wall + (wall->half_thickness + gap_m + thing.off + size.y / 2) * wall->inward,
            z0, wall->inward);
    } else if (where == "table") {
        spot = table_spot(b, room, size);
    } else {
        spot = floor_spot(b, room, size, thing.z, where == "ceiling");
    }
    return spot;
}

}  // namespace firedrill
