// Barriers: walls, obstacles and shut doors as lines that bodies keep off.
#pragma once

#include <algorithm>
#include <glm/geometric.hpp>

#include "building/walk_map.hpp"
#include "crowd/crowd.hpp"

namespace firedrill::crowd {

// The point of the line a-b nearest to p.
inline Vec2 nearest_on(Vec2 p, Vec2 a, Vec2 b) {
    const Vec2 ab = b - a;
    const double length2 = glm::dot(ab, ab);
    const double t = length2 > 0 ? std::clamp(glm::dot(p - a, ab) / length2, 0.0, 1.0) : 0.0;
    return a + t * ab;
}

// Whether the lines a-b and c-d cross.
bool cross_each_other(Vec2 a, Vec2 b, Vec2 c, Vec2 d);

// Whether a segment stops those on `layer` now; the segment of an opening only while it is shut.
bool bars(const WalkSegment& segment, std::int32_t layer, const CrowdInputs& inputs);

}  // namespace firedrill::crowd
