// Barriers: walls, obstacles and shut doors as lines that bodies keep off.
#pragma once

#include "building/walk_map.hpp"
#include "crowd/crowd.hpp"

namespace firedrill::crowd {

// The point of the line a-b nearest to p.
Vec2 nearest_on(Vec2 p, Vec2 a, Vec2 b);

// Whether the lines a-b and c-d cross.
bool cross_each_other(Vec2 a, Vec2 b, Vec2 c, Vec2 d);

// Whether a segment stops those on `layer` now; the segment of an opening only while it is shut.
bool bars(const WalkSegment& segment, std::int32_t layer, const CrowdInputs& inputs);

}  // namespace firedrill::crowd
