// Bodies: the building as Bullet sees it: walls with their openings cut out, things, fixtures and
// door leaves. Serves three questions: how far a trainee's body gets, what a look or a hand meets,
// where a jet lands. Single-threaded and built in scenario order, so that answers are the same bits
// each time.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "building/building.hpp"

namespace firedrill {

// What a ray met.
struct RayHit {
    bool hit = false;
    Vec3 place{0, 0, 0};
    double distance_m = 0;
    Entity entity;  // opening, thing or fixture; none = wall
};

class Bodies {
  public:
    explicit Bodies(const Building& building);
    ~Bodies();

    // Leaf positions for collision and looks: shut leaf below half open, open leaf above.
    void set_door(OpeningIndex opening, double fraction);
    void set_broken(OpeningIndex opening);      // a pane is gone
    void remove_fixture(FixtureIndex fixture);  // taken off its hook
    void place_fixture(FixtureIndex fixture, Vec3 at);

    // A standing body (capsule of `radius_m`, `height_m`) at `feet` wants to move by `step`,
    // horizontally: how far it gets, sliding along what it meets.
    Vec2 walk(Vec3 feet, Vec2 step, double radius_m, double height_m) const;

    // First thing on the way, fixtures and leaves included.
    RayHit look(Vec3 from, Vec3 to) const;
    // The same for a jet: fixtures do not stop it.
    RayHit fly(Vec3 from, Vec3 to) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// Size of a fixture's body [m]: width, depth, height.
Vec3 fixture_size(FixtureKind kind);

}  // namespace firedrill
