// Whereabouts: where a thing of the building is that a person can look at or walk to, by its id.
// Knows the building as built, nothing that moves.
#pragma once

#include <string>

#include "building/building.hpp"

namespace firedrill {

// The point to look at: an opening at hand height, a thing's middle, a fixture where it hangs. The
// origin where the id is no such thing.
Vec3 point_of(const Building& building, const std::string& id);

// Where the leaf of a door stands when it is open, in plan: turned about its hinge, or pushed along
// the wall. There it can be seen and touched.
struct OpenLeaf {
    Vec2 middle{0, 0};
    double length_m = 1, angle_rad = 0;
};
OpenLeaf open_leaf(const Building& building, OpeningIndex door);

// The storey it is on; the lowest where the id is no such thing.
StoreyIndex storey_of(const Building& building, const std::string& id);

}  // namespace firedrill
