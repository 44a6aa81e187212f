#include "building/geometry.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "building/building.hpp"

namespace firedrill {

double cross(Vec2 a, Vec2 b) {
    return a.x * b.y - a.y * b.x;
}
Vec2 left_of(Vec2 direction) {
    return {-direction.y, direction.x};
}
Vec2 turned(Vec2 v, double radians) {
    const double c = std::cos(radians), s = std::sin(radians);
    return {c * v.x - s * v.y, s * v.x + c * v.y};
}
Vec2 heading_vector(double degrees) {
    return turned({1, 0}, degrees * std::numbers::pi / 180);
}

double distance_to_segment(Vec2 point, Vec2 a, Vec2 b) {
    const Vec2 ab = b - a;
    const double length2 = glm::dot(ab, ab);
    const double t = length2 > 0 ? std::clamp(glm::dot(point - a, ab) / length2, 0.0, 1.0) : 0.0;
    return glm::distance(point, a + t * ab);
}

double distance_to_polygon(const Polygon& polygon, Vec2 point) {
    double nearest = 1e30;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        nearest = std::min(
            nearest, distance_to_segment(point, polygon[i], polygon[(i + 1) % polygon.size()]));
    }
    return inside(polygon, point) ? -nearest : nearest;
}

bool inside(const Polygon& polygon, Vec2 point) {
    // Crossing number of the ray towards +x (half-open edges, so that a vertex counts once).
    bool in = false;
    for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
        const Vec2 a = polygon[i], b = polygon[j];
        if ((a.y > point.y) == (b.y > point.y)) continue;
        if (point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)) in = !in;
    }
    return in;
}

double area(const Polygon& polygon) {
    double twice = 0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        twice += cross(polygon[i], polygon[(i + 1) % polygon.size()]);
    }
    return std::abs(twice) / 2;
}

std::optional<std::pair<std::size_t, std::size_t>> self_crossing(const Polygon& polygon) {
    const std::size_t n = polygon.size();
    for (std::size_t i = 0; i < n; ++i) {
        const Vec2 a = polygon[i], b = polygon[(i + 1) % n];
        for (std::size_t j = i + 2; j < n; ++j) {
            if (i == 0 && j == n - 1) continue;  // neighbours
            const Vec2 c = polygon[j], d = polygon[(j + 1) % n];
            const bool parts_cd = cross(b - a, c - a) * cross(b - a, d - a) < 0;
            const bool parts_ab = cross(d - c, a - c) * cross(d - c, b - c) < 0;
            if (parts_cd && parts_ab) return std::pair{i, j};
        }
    }
    return std::nullopt;
}

Vec2 point_within(const Polygon& polygon) {
    Vec2 low = polygon.front(), high = polygon.front();
    for (const Vec2 p : polygon) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    constexpr int steps = 24;
    Vec2 best = (low + high) / 2.0;
    double depth = distance_to_polygon(polygon, best);
    for (int i = 1; i < steps; ++i) {
        for (int j = 1; j < steps; ++j) {
            const Vec2 p{low.x + (high.x - low.x) * i / steps,
                         low.y + (high.y - low.y) * j / steps};
            const double here = distance_to_polygon(polygon, p);
            if (here < depth) {
                depth = here;
                best = p;
            }
        }
    }
    return best;
}

Footprint footprint_of(Vec2 a, Vec2 b, double thickness) {
    const Vec2 ab = b - a;
    return {(a + b) / 2.0, {glm::length(ab) / 2, thickness / 2}, std::atan2(ab.y, ab.x)};
}

double overlap_depth(const Footprint& a, const Footprint& b) {
    // Separating axes: those of both rectangles.
    const Vec2 ax = turned({1, 0}, a.rotation_rad), ay = left_of(ax);
    const Vec2 bx = turned({1, 0}, b.rotation_rad), by = left_of(bx);
    double least = 1e30;
    for (const Vec2 axis : {ax, ay, bx, by}) {
        const auto reach = [&](const Footprint& f, Vec2 x, Vec2 y) {
            return f.half.x * std::abs(glm::dot(x, axis)) + f.half.y * std::abs(glm::dot(y, axis));
        };
        const double apart = std::abs(glm::dot(b.centre - a.centre, axis));
        const double depth = reach(a, ax, ay) + reach(b, bx, by) - apart;
        if (depth <= 0) return 0;
        least = std::min(least, depth);
    }
    return least;
}

bool covers(const Footprint& footprint, Vec2 point) {
    const Vec2 own = turned(point - footprint.centre, -footprint.rotation_rad);
    return std::abs(own.x) < footprint.half.x && std::abs(own.y) < footprint.half.y;
}

}  // namespace firedrill
