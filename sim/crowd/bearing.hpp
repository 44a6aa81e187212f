// Bearing: which way a walker turns from its route. It looks along several ways for the one with
// the best progress (after the heuristic of Moussaïd, Helbing & Theraulaz 2011), keeps to the right
// of those who come towards it, and leans away from bodies and walls that are near.
#pragma once

#include "crowd/perception.hpp"
#include "crowd/state.hpp"

namespace firedrill::crowd {

// `route`: unit vector along the route field. Returns a unit vector, never against the route.
Vec2 choose_bearing(const State& state, std::size_t who, const CrowdInputs& inputs,
                    const Nearby& nearby, Vec2 route);

}  // namespace firedrill::crowd
