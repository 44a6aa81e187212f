#include "drill/bodies.hpp"

#include <bullet/btBulletCollisionCommon.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "drill/whereabouts.hpp"

namespace firedrill {
namespace {

enum Group : int {
    group_wall = 1,
    group_thing = 2,
    group_small = 4,
    group_fixture = 8,
    group_leaf = 16,
    group_open_leaf = 32,
    group_doorway = 64
};
constexpr double skin_m = 0.01;  // bodies stop this far from what they touch

btVector3 bt(Vec3 v) {
    return {static_cast<btScalar>(v.x), static_cast<btScalar>(v.y), static_cast<btScalar>(v.z)};
}
Vec3 glm_of(const btVector3& v) {
    return {v.x(), v.y(), v.z()};
}

struct NearestRay : btCollisionWorld::ClosestRayResultCallback {
    NearestRay(Vec3 from, Vec3 to, int mask) : ClosestRayResultCallback(bt(from), bt(to)) {
        m_collisionFilterGroup = ~0;
        m_collisionFilterMask = mask;
    }
};

struct NearestSweep : btCollisionWorld::ClosestConvexResultCallback {
    NearestSweep(const btVector3& from, const btVector3& to)
        : ClosestConvexResultCallback(from, to), direction(to - from) {
        m_collisionFilterGroup = ~0;
        m_collisionFilterMask = group_wall | group_thing | group_leaf;
    }
    btScalar addSingleResult(btCollisionWorld::LocalConvexResult& result, bool in_world) override {
        // Leaving what one touches must always be possible.
        if (result.m_hitNormalLocal.dot(direction) >= -1e-6f) return m_closestHitFraction;
        return ClosestConvexResultCallback::addSingleResult(result, in_world);
    }
    btVector3 direction;
};

// A chain, a lock or a wreath on a shut leaf is handled as the door; none: it hangs on no door.
Entity door_behind(const Building& building, const Thing& thing) {
    constexpr double off_floor_m = 0.3, on_leaf_m = 0.25;
    const double low = thing.centre.z - thing.size.z / 2;
    for (std::size_t o = 0; o < building.openings.size(); ++o) {
        const OpeningPlace& place = building.openings[o];
        if (building.scenario.openings[o].kind != OpeningKind::door ||
            place.storey != thing.storey || low < place.z0 + off_floor_m || low > place.z1)
            continue;
        const Vec2 away = Vec2(thing.centre) - place.centre;
        if (std::abs(glm::dot(away, place.normal)) < on_leaf_m &&
            std::abs(glm::dot(away, place.along)) < place.width / 2)
            return {EntityKind::opening, static_cast<std::int32_t>(o)};
    }
    return {};
}

}  // namespace

Vec3 fixture_size(FixtureKind kind) {
    switch (kind) {
        case FixtureKind::extinguisher:
            return {0.18, 0.18, 0.55};
        case FixtureKind::hydrant_cabinet:
            return {0.70, 0.24, 0.85};
        case FixtureKind::hose_reel:
            return {0.60, 0.25, 0.60};
        case FixtureKind::detector:
            return {0.14, 0.14, 0.06};
        case FixtureKind::call_point:
            return {0.12, 0.06, 0.12};
        case FixtureKind::sounder:
            return {0.14, 0.10, 0.14};
        case FixtureKind::sprinkler:
            return {0.06, 0.06, 0.08};
        case FixtureKind::exit_sign:
            return {0.36, 0.05, 0.16};
        case FixtureKind::emergency_light:
            return {0.30, 0.08, 0.20};
        case FixtureKind::smoke_vent:
            return {0.80, 0.80, 0.10};
        case FixtureKind::gas_shutoff:
            return {0.15, 0.12, 0.15};
        case FixtureKind::power_shutoff:
            return {0.40, 0.15, 0.50};
        case FixtureKind::fire_blanket:
            return {0.25, 0.08, 0.30};
        case FixtureKind::evacuation_plan:
            return {0.60, 0.03, 0.45};
        case FixtureKind::alarm_panel:
            return {0.45, 0.15, 0.60};
    }
    return {0.2, 0.2, 0.2};
}

struct Bodies::Impl {
    const Building& building;
    btDefaultCollisionConfiguration configuration;
    btCollisionDispatcher dispatcher{&configuration};
    btDbvtBroadphase broadphase;
    btCollisionWorld world{&dispatcher, &broadphase, &configuration};
    struct Body {
        std::unique_ptr<btBoxShape> shape;
        std::unique_ptr<btCollisionObject> object;
        Entity entity;
        int group = 0;
        bool present = false;
    };
    std::vector<std::unique_ptr<Body>> bodies;
    std::vector<Body*> shut_leaf, open_leaf, fixtures;

    explicit Impl(const Building& b) : building(b) {}
    ~Impl() {
        for (auto& body : bodies) set_present(*body, false);
    }

    Body* add_box(Vec3 centre, Vec3 size, double rotation_rad, int group, Entity entity) {
        auto body = std::make_unique<Body>();
        const Vec3 half = glm::max(0.5 * size, Vec3(0.005));
        body->shape = std::make_unique<btBoxShape>(bt(half));
        body->shape->setMargin(0.005f);
        body->object = std::make_unique<btCollisionObject>();
        body->object->setCollisionShape(body->shape.get());
        btTransform transform;
        transform.setIdentity();
        transform.setOrigin(bt(centre));
        transform.setRotation(
            btQuaternion(btVector3(0, 0, 1), static_cast<btScalar>(rotation_rad)));
        body->object->setWorldTransform(transform);
        body->object->setUserPointer(body.get());
        body->entity = entity;
        body->group = group;
        bodies.push_back(std::move(body));
        set_present(*bodies.back(), true);
        return bodies.back().get();
    }

    void set_present(Body& body, bool present) {
        if (body.present == present) return;
        body.present = present;
        if (present) {
            world.addCollisionObject(body.object.get(), body.group, ~0);
        } else {
            world.removeCollisionObject(body.object.get());
        }
    }

    // A wall piece as boxes around its openings: between them full height, above and below them the
    // rest.
    void add_wall(const WallSegment& wall) {
        const Vec2 span = wall.b - wall.a;
        const double length = glm::length(span);
        if (length < 1e-6) return;
        const Vec2 along = span / length;
        const double angle = std::atan2(along.y, along.x);
        struct Gap {
            double from, to, z0, z1;
        };
        std::vector<Gap> gaps;
        for (const OpeningPlace& opening : building.openings) {
            if (opening.wall != wall.wall || opening.storey != wall.storey) continue;
            const double at = glm::dot(opening.centre - wall.a, along);
            const double off = std::abs(glm::dot(opening.centre - wall.a, Vec2{-along.y, along.x}));
            if (off > 0.1 || at < 0 || at > length) continue;
            gaps.push_back(
                {at - opening.width / 2, at + opening.width / 2, opening.z0, opening.z1});
        }
        std::sort(gaps.begin(), gaps.end(),
                  [](const Gap& a, const Gap& b) { return a.from < b.from; });
        const auto box = [&](double from, double to, double z0, double z1) {
            if (to - from < 0.005 || z1 - z0 < 0.005) return;
            const Vec2 middle = wall.a + 0.5 * (from + to) * along;
            add_box({middle, 0.5 * (z0 + z1)}, {to - from, wall.thickness, z1 - z0}, angle,
                    group_wall, {});
        };
        // Ends reach half a thickness further, so that corners are closed.
        double at = -wall.thickness / 2;
        for (const Gap& gap : gaps) {
            box(at, gap.from, wall.z0, wall.z1);
            box(gap.from, gap.to, wall.z0, gap.z0);
            box(gap.from, gap.to, gap.z1, wall.z1);
            at = gap.to;
        }
        box(at, length + wall.thickness / 2, wall.z0, wall.z1);
    }

    RayHit cast(Vec3 from, Vec3 to, int mask) const;

    void add_leaf(std::size_t index) {
        const OpeningPlace& place = building.openings[index];
        const Opening& opening = building.scenario.openings[index];
        const Entity entity{EntityKind::opening, static_cast<std::int32_t>(index)};
        if (opening.kind == OpeningKind::hole || opening.motion == LeafMotion::none) return;
        const double angle = std::atan2(place.along.y, place.along.x);
        const double height = place.z1 - place.z0, z = 0.5 * (place.z0 + place.z1);
        shut_leaf[index] =
            add_box({place.centre, z}, {place.width, 0.06, height}, angle, group_leaf, entity);
        if (opening.kind != OpeningKind::door) return;
        add_box({place.centre, z}, {place.width, 0.06, height}, angle, group_doorway, entity);
        const OpenLeaf open = firedrill::open_leaf(building, OpeningIndex(index));
        open_leaf[index] = add_box({open.middle, z}, {open.length_m, 0.05, height}, open.angle_rad,
                                   group_open_leaf, entity);
        set_present(*open_leaf[index], false);
    }
};

Bodies::Bodies(const Building& building) : impl_(std::make_unique<Impl>(building)) {
    for (const WallSegment& wall : building.walls) impl_->add_wall(wall);
    for (std::size_t t = 0; t < building.things.size(); ++t) {
        const Thing& thing = building.things[t];
        const bool blocks = building.items[static_cast<std::size_t>(thing.item)].blocks_walking;
        const Entity door = blocks ? Entity{} : door_behind(building, thing);
        impl_->add_box(thing.centre, thing.size, thing.rotation_rad,
                       blocks ? group_thing : group_small,
                       door.kind == EntityKind::opening
                           ? door
                           : Entity{EntityKind::thing, static_cast<std::int32_t>(t)});
    }
    const Scenario& scenario = building.scenario;
    impl_->shut_leaf.assign(scenario.openings.size(), nullptr);
    impl_->open_leaf.assign(scenario.openings.size(), nullptr);
    for (std::size_t o = 0; o < scenario.openings.size(); ++o) impl_->add_leaf(o);
    for (std::size_t f = 0; f < scenario.fixtures.size(); ++f) {
        const Fixture& fixture = scenario.fixtures[f];
        const double angle = fixture.facing * std::numbers::pi / 180 + std::numbers::pi / 2;
        impl_->fixtures.push_back(impl_->add_box(
            building.absolute(fixture.storey, fixture.at, fixture.z), fixture_size(fixture.kind),
            angle, group_fixture, {EntityKind::fixture, static_cast<std::int32_t>(f)}));
    }
}

Bodies::~Bodies() = default;

void Bodies::set_door(OpeningIndex opening, double fraction) {
    const bool shut = fraction < 0.5;
    if (auto* leaf = impl_->shut_leaf[opening.at()]) impl_->set_present(*leaf, shut);
    if (auto* leaf = impl_->open_leaf[opening.at()]) impl_->set_present(*leaf, !shut);
}

void Bodies::set_broken(OpeningIndex opening) {
    if (auto* leaf = impl_->shut_leaf[opening.at()]) impl_->set_present(*leaf, false);
}

void Bodies::remove_fixture(FixtureIndex fixture) {
    impl_->set_present(*impl_->fixtures[fixture.at()], false);
}

void Bodies::place_fixture(FixtureIndex fixture, Vec3 at) {
    Impl::Body& body = *impl_->fixtures[fixture.at()];
    btTransform transform = body.object->getWorldTransform();
    transform.setOrigin(bt(at));
    body.object->setWorldTransform(transform);
    impl_->set_present(body, true);
}

Vec2 Bodies::walk(Vec3 feet, Vec2 step, double radius_m, double height_m) const {
    // A little above the floor, so that sills and thresholds do not catch it.
    constexpr double lift_m = 0.15;
    btCapsuleShapeZ capsule(static_cast<btScalar>(radius_m),
                            static_cast<btScalar>(std::max(0.1, height_m - lift_m - 2 * radius_m)));
    const double centre_z = feet.z + lift_m + 0.5 * (height_m - lift_m);
    Vec2 at{feet.x, feet.y}, left = step;
    for (int slide = 0; slide < 3; ++slide) {
        const double length = glm::length(left);
        if (length < 1e-5) break;
        const Vec2 reach = left * ((length + skin_m) / length);
        btTransform from, to;
        from.setIdentity();
        to.setIdentity();
        from.setOrigin(bt({at, centre_z}));
        to.setOrigin(bt({at + reach, centre_z}));
        NearestSweep sweep(from.getOrigin(), to.getOrigin());
        impl_->world.convexSweepTest(&capsule, from, to, sweep, 0.0f);
        if (!sweep.hasHit()) {
            at += left;
            break;
        }
        const double travel =
            std::max(0.0, sweep.m_closestHitFraction * (length + skin_m) - skin_m);
        at += left * (travel / length);
        const Vec2 normal{sweep.m_hitNormalWorld.x(), sweep.m_hitNormalWorld.y()};
        const double normal_length = glm::length(normal);
        if (normal_length < 1e-6) break;
        left *= 1.0 - travel / length;
        const Vec2 unit = normal / normal_length;
        left -= std::min(0.0, glm::dot(left, unit)) * unit;
    }
    return at - Vec2{feet.x, feet.y};
}

RayHit Bodies::Impl::cast(Vec3 from, Vec3 to, int mask) const {
    NearestRay ray(from, to, mask);
    world.rayTest(bt(from), bt(to), ray);
    RayHit result;
    if (!ray.hasHit()) return result;
    result.hit = true;
    result.place = glm_of(ray.m_hitPointWorld);
    result.distance_m = glm::distance(from, result.place);
    result.entity = static_cast<const Body*>(ray.m_collisionObject->getUserPointer())->entity;
    return result;
}

RayHit Bodies::look(Vec3 from, Vec3 to) const {
    const RayHit seen = impl_->cast(from, to, ~group_doorway);
    const RayHit doorway = impl_->cast(from, seen.hit ? seen.place : to, group_doorway);
    if (!doorway.hit) return seen;
    // Through an open doorway: at bare wall or nothing the door itself is meant, and so it is from
    // near by, unless what stands behind it is near too.
    constexpr double hand_m = 1.6, far_behind_m = 3.0;
    const bool meant = seen.entity.kind == EntityKind::none ||
                       (doorway.distance_m < hand_m && seen.distance_m > far_behind_m);
    return meant ? doorway : seen;
}

RayHit Bodies::fly(Vec3 from, Vec3 to) const {
    return impl_->cast(from, to, group_wall | group_thing | group_small | group_leaf);
}

}  // namespace firedrill
