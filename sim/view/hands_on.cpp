// What hands have moved: a reel that is open, its hose on the floor, a blanket that lies over a
// fire, what was put down, and what is left on the wall.

#include <cmath>
#include <glm/geometric.hpp>

#include "view/building_mesh.hpp"

namespace firedrill {
namespace {

constexpr Colour metal{0.60, 0.62, 0.65}, red{0.78, 0.10, 0.08}, dark{0.12, 0.12, 0.13},
    cloth{0.90, 0.89, 0.85}, rubber{0.72, 0.12, 0.10};

// A drum in its cabinet, the door open: the hose hangs down to the floor.
void open_reel(Mesh& m, double over_floor_m) {
    m.colour = red;
    m.box({-0.35, -0.12, -0.42}, {0.35, -0.10, 0.42});
    m.colour = {0.30, 0.31, 0.33};
    m.box({-0.32, -0.10, -0.39}, {0.32, -0.09, 0.39});
    m.colour = red;
    for (const double x : {-0.35, 0.32}) m.box({x, -0.12, -0.42}, {x + 0.03, 0.10, 0.42});
    for (const double z : {-0.42, 0.39}) m.box({-0.35, -0.12, z}, {0.35, 0.10, z + 0.03});
    m.colour = {0.92, 0.92, 0.90};
    m.box({-0.38, 0.08, -0.42}, {-0.35, 0.72, 0.42});
    // Rim and core of the drum, seen from the front, in pieces round a circle.
    constexpr int pieces = 20;
    for (int n = 0; n < pieces; ++n) {
        const double a = 2 * 3.14159265358979 * n / pieces;
        const double c = std::cos(a), s = std::sin(a);
        m.colour = red;
        m.box_at({0.27 * c, 0.06, 0.27 * s}, {0.085, 0.03, 0.085});
        m.colour = shade(rubber, 0.55);
        m.box_at({0.18 * c, 0.02, 0.18 * s}, {0.075, 0.09, 0.075});
    }
    m.colour = rubber;
    m.box({-0.016, 0.07, -over_floor_m}, {0.016, 0.10, -0.20});
    m.colour = metal;
    m.box_at({0, 0.05, 0}, {0.5, 0.02, 0.05});
    m.box_at({0, 0.05, 0}, {0.05, 0.02, 0.5});
    // The valve beside it.
    m.colour = {0.85, 0.68, 0.2};
    m.box_at({0.27, 0.06, -0.33}, {0.09, 0.05, 0.09});
    m.colour = red;
    m.box_at({0.27, 0.10, -0.33}, {0.16, 0.02, 0.04});
}

void nozzle(Mesh& m) {
    m.colour = metal;
    m.box({-0.025, -0.10, -0.025}, {0.025, 0.16, 0.025});
    m.colour = dark;
    m.box({-0.035, -0.22, -0.035}, {0.035, -0.08, 0.035});
    m.box({-0.02, -0.02, 0.02}, {0.02, 0.02, 0.08});
}

}  // namespace

void fixture_left_behind(Mesh& m, const Fixture& fixture) {
    m.paint = Paint::plain;
    switch (fixture.kind) {
        case FixtureKind::hose_reel:
            open_reel(m, fixture.z);
            break;
        case FixtureKind::fire_blanket:  // its flat box, the bands pulled
            m.colour = red;
            m.box({-0.12, -0.04, -0.15}, {0.12, -0.02, 0.15});
            m.colour = cloth;
            for (const double x : {-0.06, 0.04}) m.box({x, -0.03, -0.26}, {x + 0.02, -0.02, -0.15});
            break;
        case FixtureKind::extinguisher:
            m.colour = dark;
            m.box({-0.03, -0.08, 0.14}, {0.03, -0.07, 0.24});
            m.box({-0.015, -0.08, 0.14}, {0.015, -0.02, 0.16});
            break;
        default:
            break;
    }
}

void fixture_put_down(Mesh& m, const Fixture& fixture, bool lettered) {
    m.paint = Paint::plain;
    switch (fixture.kind) {
        case FixtureKind::hose_reel:
            nozzle(m);
            break;
        case FixtureKind::fire_blanket:
            m.colour = cloth;
            m.box({-0.22, -0.16, -0.06}, {0.22, 0.16, 0.0});
            m.box({-0.20, -0.15, 0.0}, {0.21, 0.14, 0.03});
            break;
        default:
            fixture_body(m, fixture, false, lettered);
            break;
    }
}

void blanket_over(Mesh& m, Vec2 covers) {
    constexpr double over_m = 0.28, above_m = 0.10, hangs_m = 0.20;
    const double x = covers.x / 2 + over_m, y = covers.y / 2 + over_m;
    m.paint = Paint::plain;
    m.colour = cloth;
    // Raised in the middle where it lies on something, sinking towards its hanging hems.
    const Vec3 inner[] = {{-covers.x / 2, -covers.y / 2, above_m},
                          {covers.x / 2, -covers.y / 2, above_m},
                          {covers.x / 2, covers.y / 2, above_m},
                          {-covers.x / 2, covers.y / 2, above_m}};
    const double low = above_m - hangs_m;
    const Vec3 outer[] = {{-x, -y, low}, {x, -y, low}, {x, y, low}, {-x, y, low}};
    m.quad(inner[0], inner[1], inner[2], inner[3]);
    for (int n = 0; n < 4; ++n) {
        const int next = (n + 1) % 4;
        m.colour = shade(cloth, n % 2 == 0 ? 0.93 : 0.86);
        m.quad(outer[n], outer[next], inner[next], inner[n]);
        // Folds run down from where it rests.
        m.colour = shade(cloth, 0.74);
        for (int fold = 1; fold < 5; ++fold) {
            const double share = fold / 5.0;
            const Vec3 top = inner[n] + share * (inner[next] - inner[n]) + Vec3(0, 0, 0.002);
            const Vec3 foot = outer[n] + share * (outer[next] - outer[n]) + Vec3(0, 0, 0.002);
            const Vec3 aside = 0.006 * glm::normalize(inner[next] - inner[n]);
            m.quad(foot - aside, foot + aside, top + 0.3 * aside, top - 0.3 * aside);
        }
    }
}

void hose(Mesh& m, const std::vector<Vec3f>& bends) {
    constexpr double thick_m = 0.032;
    m.paint = Paint::plain;
    m.colour = rubber;
    m.indoors = true;
    for (std::size_t n = 1; n < bends.size(); ++n) {
        const Vec3 from(bends[n - 1]), to(bends[n]);
        const Vec2 way{to.x - from.x, to.y - from.y};
        const double length = glm::length(way);
        if (length < 0.01) continue;
        m.origin = from;
        m.rotation_rad = std::atan2(way.y, way.x);
        // Sloping on a stair: a slab between the two heights.
        const double rise = to.z - from.z, half = thick_m / 2;
        const Vec3 a{-half, -half, 0}, b{length + half, -half, rise};
        const Vec3 across{0, thick_m, 0}, up{0, 0, thick_m};
        m.quad(a + up, b + up, b + up + across, a + up + across);
        m.quad(a, b, b + up, a + up);
        m.quad(b + across, a + across, a + across + up, b + across + up);
    }
}

}  // namespace firedrill
