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
// `letters` must outlive the call; null: labels stay blank.
std::vector<Chunk> static_chunks(const Building& building, Lettering* letters = nullptr);

// Door leaves, fixtures, the extinguisher in hand. What lies near `eye` is lettered, where the mesh
// has letters.
void moving_parts(const Building& building, const Snapshot& snapshot, bool first_person,
                  double cut_above_z, Mesh& mesh, Vec3 eye = {0, 0, 0});

// A fixture in its own frame: y towards the viewer (its facing), middle at the origin.
void fixture_body(Mesh& mesh, const Fixture& fixture, bool active, bool lettered);

// What hands have moved (hands_on.cpp). Likewise in the fixture's frame: what stays on the wall
// when it has been taken, and how it lies where it was put down; a fire blanket over what it
// `covers`, middle of that at the origin; a hose on the floor, from its reel to its end.
void fixture_left_behind(Mesh& mesh, const Fixture& fixture);
void fixture_put_down(Mesh& mesh, const Fixture& fixture, bool lettered);
void blanket_over(Mesh& mesh, Vec2 covers);
void hose(Mesh& mesh, const std::vector<Vec3f>& bends);

// A thing made of parts, standing at mesh.origin, stretched to `size`.
void model(Mesh& mesh, const ItemType& item, Vec3 size);

// Furniture by its drawing recipe (ItemType::shape), standing at mesh.origin (foot), size in
// metres.
void furniture(Mesh& mesh, const std::string& shape, Vec3 size, Colour colour, unsigned variety);

}  // namespace firedrill
