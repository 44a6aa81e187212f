// People: one figure made of parts, drawn many times; pose and clothing come with each copy.
#pragma once

#include <vector>

#include "drill/snapshot.hpp"
#include "view/mesh.hpp"

namespace firedrill {

enum class BodyPart : std::uint8_t {
    torso = 1,
    head,
    hair,
    left_leg,
    right_leg,
    left_arm,
    right_arm,
    shoes
};

// A figure of 1.75 m, feet at the origin, looking along +x; parts marked for the vertex shader.
Mesh person_mesh();

struct PersonCopy {
    float place[3];
    float heading = 0;
    float height = 1;  // of 1.75 m
    float stride = 0;  // phase of walking [rad]
    float swing = 0;   // how far limbs swing [rad]
    float pose = 0;    // 0 upright, 1 lying, 2 crawling
    float shirt[3];
    float trousers[3];
    float hair[3];
};

void people_copies(const Building& building, const Snapshot& snapshot, double cut_above_z,
                   std::vector<PersonCopy>& copies);

}  // namespace firedrill
