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
            s.overhead = f.kind == FixtureKind::detector || f.kind == FixtureKind::sprinkler ||
                         f.kind == FixtureKind::smoke_vent;
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

namespace {

// `tall`: the eye of who stands upright, over what stands before the subject.
CameraPose pose_before(const Subject& s, double distance_m, double aside_rad, bool tall = false) {
    constexpr double upright_m = 1.65;
    const Vec2 way = turned(s.front, aside_rad);
    CameraPose pose;
    if (s.overhead) {
        pose.eye = s.middle + Vec3(0.75 * distance_m * way, -0.7 * distance_m);
        pose.eye.z = std::max(pose.eye.z, s.floor + 0.6);
    } else {
        pose.eye = s.middle + Vec3(distance_m * way, 0.16 * distance_m);
        pose.eye.z =
            std::clamp(pose.eye.z, s.floor + 0.9, s.floor + std::max(1.75, 0.3 * distance_m));
        if (tall) pose.eye.z = std::max(pose.eye.z, s.floor + upright_m);
    }
    const Vec3 look = s.middle - pose.eye;
    pose.yaw_rad = std::atan2(look.y, look.x);
    pose.pitch_rad = std::atan2(look.z, std::hypot(look.x, look.y));
    pose.field_of_view_deg = 58;
    return pose;
}

// Whether this point of the air is inside a wall; doorways count as wall.
bool in_wall(const Building& b, StoreyIndex storey, Vec3 at, double margin_m) {
    return std::any_of(b.walls.begin(), b.walls.end(), [&](const WallSegment& wall) {
        return wall.storey == storey && at.z > wall.z0 && at.z < wall.z1 &&
               distance_to_segment({at.x, at.y}, wall.a, wall.b) < wall.thickness / 2 + margin_m;
    });
}

bool in_thing(const Building& b, StoreyIndex storey, Vec3 at, double margin_m,
              std::size_t not_this) {
    for (std::size_t t = 0; t < b.things.size(); ++t) {
        const Thing& thing = b.things[t];
        if (t == not_this || thing.storey != storey ||
            std::abs(at.z - thing.centre.z) > thing.size.z / 2 + margin_m)
            continue;
        const Footprint foot{{thing.centre.x, thing.centre.y},
                             0.5 * Vec2(thing.size.x, thing.size.y) + Vec2(margin_m),
                             thing.rotation_rad};
        if (covers(foot, {at.x, at.y})) return true;
    }
    return false;
}

constexpr double least_hanging_m = 0.3;  // what is higher above the floor does not stand on it

// Length of the sight from the eye to the subject that things hide, but for the last `near_m`; who
// looks through a wall sees less than over any thing. `nowhere` where a person cannot stand.
constexpr double nowhere = 1e9, behind_wall_m = 1e3;
double hidden_m(const Building& b, const Subject& s, StoreyIndex storey, Vec3 eye,
                std::size_t itself, double near_m) {
    constexpr double body_m = 0.12, step_m = 0.1;
    for (const double above : {0.0, 0.6}) {  // the eye, and the body under it
        const Vec3 at{eye.x, eye.y, std::max(s.floor + 0.5, eye.z - above)};
        if (in_wall(b, storey, at, body_m) || in_thing(b, storey, at, body_m, b.things.size()))
            return nowhere;
    }
    const Vec3 way = s.middle - eye;
    const double far = glm::length(way);
    double hidden = 0;
    for (double at = step_m; at < far - near_m; at += step_m) {
        const Vec3 point = eye + at / far * way;
        if (in_wall(b, storey, point, 0))
            hidden += behind_wall_m;
        else if (in_thing(b, storey, point, 0, itself))
            hidden += step_m;
    }
    return hidden;
}

}  // namespace

CameraPose close_view(const Building& building, const std::string& target, ViewFrom from) {
    return pose_before(subject_of(building, building.find(target)), from.distance_m,
                       from.aside_deg * std::numbers::pi / 180);
}

CameraPose clear_view(const Building& building, const std::string& target, ViewFrom from) {
    const Entity entity = building.find(target);
    const Subject s = subject_of(building, entity);
    const StoreyIndex storey = building.storey_at(s.floor + 0.5);
    const std::size_t itself = entity.kind == EntityKind::thing
                                   ? static_cast<std::size_t>(entity.index)
                                   : building.things.size();
    // What hangs on a wall is seen from before it, what stands on the floor from all round.
    const bool stands = entity.kind == EntityKind::thing &&
                        s.middle.z - building.things[itself].size.z / 2 < s.floor + least_hanging_m;
    const double near_m = stands ? 0.1 : 0.3;
    CameraPose best = close_view(building, target, from);
    double least = nowhere;
    for (const bool tall : {false, true}) {
        for (const double nearer : {1.0, 0.8, 1.25, 0.6, 0.45}) {
            for (const double turn_deg :
                 {0.0, -32.0, 20.0, -52.0, 40.0, -75.0, 60.0, 90.0, -105.0, 130.0, -145.0, 170.0}) {
                if (std::abs(turn_deg) > 75 && !stands) break;
                const CameraPose pose =
                    pose_before(s, nearer * from.distance_m,
                                (from.aside_deg + turn_deg) * std::numbers::pi / 180, tall);
                if (!storey) return pose;
                const double hidden = hidden_m(building, s, storey, pose.eye, itself, near_m);
                if (hidden < least) {
                    least = hidden;
                    best = pose;
                }
                if (least == 0) return best;
            }
        }
    }
    return best;
}

}  // namespace firedrill
