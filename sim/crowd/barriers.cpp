#include "crowd/barriers.hpp"

namespace firedrill::crowd {
namespace {

constexpr double door_opens_enough = 0.6;

double turn(Vec2 a, Vec2 b, Vec2 c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

}  // namespace

bool cross_each_other(Vec2 a, Vec2 b, Vec2 c, Vec2 d) {
    return (turn(a, b, c) > 0) != (turn(a, b, d) > 0) && (turn(c, d, a) > 0) != (turn(c, d, b) > 0);
}

bool bars(const WalkSegment& segment, std::int32_t layer, const CrowdInputs& inputs) {
    if (segment.layer != layer) return false;
    if (!segment.opening) return true;
    if (inputs.doors.empty()) return false;
    const DoorForCrowd& door = inputs.doors[segment.opening.at()];
    return !door.passable || door.open_fraction < door_opens_enough;
}

}  // namespace firedrill::crowd
