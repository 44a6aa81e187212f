// Plane geometry of buildings: points, segments and polygons in plan. Knows nothing of what they
// stand for.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "building/scenario.hpp"

namespace firedrill {

double cross(Vec2 a, Vec2 b);         // z of the three-dimensional product
Vec2 left_of(Vec2 direction);         // turned by +90 degrees
Vec2 heading_vector(double degrees);  // 0 = +x, counter-clockwise
Vec2 turned(Vec2 v, double radians);

double distance_to_segment(Vec2 point, Vec2 a, Vec2 b);
// Negative inside the polygon.
double distance_to_polygon(const Polygon& polygon, Vec2 point);
// The edges that cross each other, by the index of their first point; none: a simple polygon.
std::optional<std::pair<std::size_t, std::size_t>> self_crossing(const Polygon& polygon);
// A point well inside: of a grid of candidates the one farthest from the edges.
Vec2 point_within(const Polygon& polygon);

// An upright rectangle turned in plan.
struct Footprint {
    Vec2 centre{0, 0};
    Vec2 half{0.5, 0.5};  // along its own axes
    double rotation_rad = 0;
};
Footprint footprint_of(Vec2 a, Vec2 b, double thickness);  // of a wall piece
// How deep two rectangles reach into each other along the axis that parts them best [m]; 0: apart.
double overlap_depth(const Footprint& a, const Footprint& b);
bool covers(const Footprint& footprint, Vec2 point);

}  // namespace firedrill
