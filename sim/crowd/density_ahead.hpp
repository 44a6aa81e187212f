// Density ahead: how many people per square metre a walker has ahead, which by the fundamental
// diagram sets its speed. Counts what it sees within a cone, weighs by distance and angle, and
// divides by the floor that it sees there. Knows nothing of routes.
#pragma once

#include "crowd/perception.hpp"
#include "crowd/state.hpp"

namespace firedrill::crowd {

// Persons per m2, counted as adults, ahead of a walker that goes along `way` (unit vector).
double density_ahead(const State& state, std::size_t who, const Nearby& nearby, Vec2 way);

}  // namespace firedrill::crowd
