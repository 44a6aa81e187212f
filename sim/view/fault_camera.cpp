#include "view/fault_camera.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "building/geometry.hpp"

namespace firedrill {
namespace {

struct Subject {
    Vec3 middle{0, 0, 1};
    Vec2 front{0, -1};
    bool overhead = false;
    double floor = 0;
};

Subject subject_of(const Building& b, const Entity& entity) {
    Subject s;
    const auto index = static_cast<std::size_t>(std::max(0, entity.index));
    switch (entity.kind) {
        case EntityKind::exit:
            return subject_of(b, {EntityKind::opening, b.exit_openings[index].value});
        case EntityKind::opening: {
            const OpeningPlace& o = b.openings[index];
            s.middle = {o.centre, 0.5 * (o.z0 + o.z1)};
            s.front = o.room_front ? o.normal : -o.normal;
            s.floor = b.floor_z(o.storey);
            break;
        }
        case EntityKind::fixture: {
            const Fixture& f = b.scenario.fixtures[index];
            s.middle = b.absolute(f.storey, f.at, f.z);
            s.front = heading_vector(f.facing);
            s.overhead = f.kind == FixtureKind::detector || f.kind == FixtureKind::sprinkler;
            s.floor = b.absolute(f.storey, f.at, 0).z;
            break;
        }
        case EntityKind::thing: {
            const Thing& t = b.things[index];
            s.middle = t.centre;
            s.front = turned({0, -1}, t.rotation_rad);
            s.floor = b.floor_z(t.storey);
            s.overhead = t.centre.z - t.size.z / 2 > s.floor + 2.3;
            break;
        }
        case EntityKind::room: {
            const Room& room = b.scenario.rooms[index];
            const Vec2 at = point_within(room.polygon);
            s.middle = b.absolute(room.storey, at, 1);
            s.floor = s.middle.z - 1;
            break;
        }
        default:
            break;
    }
    return s;
}

}  // namespace

Snapshot at_rest(const Building& building) {
    Snapshot snapshot;
    for (const Opening& opening : building.scenario.openings) {
        const bool open = opening.kind == OpeningKind::hole || opening.wedged ||
                          opening.state == OpeningState::open;
        snapshot.door_fraction.push_back(open ? 1.0f : 0.0f);
    }
    return snapshot;
}

CameraPose close_view(const Building& building, const std::string& target, double distance_m) {
    const Subject s = subject_of(building, building.find(target));
    constexpr double aside_rad = 0.28;
    const Vec2 way = turned(s.front, aside_rad);
    CameraPose pose;
    if (s.overhead) {
        pose.eye = s.middle + Vec3(0.75 * distance_m * way, -0.7 * distance_m);
        pose.eye.z = std::max(pose.eye.z, s.floor + 0.6);
    } else {
        pose.eye = s.middle + Vec3(distance_m * way, 0.16 * distance_m);
        pose.eye.z =
            std::clamp(pose.eye.z, s.floor + 0.9, s.floor + std::max(1.75, 0.3 * distance_m));
    }
    const Vec3 look = s.middle - pose.eye;
    pose.yaw_rad = std::atan2(look.y, look.x);
    pose.pitch_rad = std::atan2(look.z, std::hypot(look.x, look.y));
    pose.field_of_view_deg = 58;
    return pose;
}

}  // namespace firedrill
