// Vectors of the whole project: glm, in double where places and times are meant and in float for
// pictures and fields. World axes: right-handed, x east, y north, z up, metres.
#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

namespace firedrill {

using Vec2 = glm::dvec2;
using Vec3 = glm::dvec3;
using Vec3f = glm::vec3;
using Int3 = glm::ivec3;

}  // namespace firedrill
