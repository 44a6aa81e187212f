// The building as meshes: what never moves, in chunks that can be left out when out of sight; and
// what moves, made anew for each picture.
#pragma once

#include <vector>

#include "drill/snapshot.hpp"
#include "view/mesh.hpp"

namespace firedrill {

struct Chunk {
    Mesh opaque, glass;
    Vec3 low{0, 0, 0}, high{0, 0, 0};  // bounds
    double base_z = 0;                 // floor it stands on; above a cut it is not drawn
};

// One chunk per storey for the shell, several per storey for furniture, one for the site.
std::vector<Chunk> static_chunks(const Building& building);

// Door leaves, fixtures, the extinguisher in hand.
void moving_parts(const Building& building, const Snapshot& snapshot, bool first_person,
                  double cut_above_z, Mesh& mesh);

// Furniture by its drawing recipe (ItemType::shape), standing at mesh.origin (foot), size in
// metres.
void furniture(Mesh& mesh, const std::string& shape, Vec3 size, Colour colour, unsigned variety);

}  // namespace firedrill
