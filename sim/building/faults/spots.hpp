// Spots: where a thing that belongs to a fault can be put: before a door, on a leaf, along a free
// piece of wall, on a free piece of floor, under the ceiling, on a table. Searches in fixed order,
// so that the same building gives the same spot.
#pragma once

#include <optional>
#include <string>

#include "building/building.hpp"
#include "building/faults/catalogue.hpp"

namespace firedrill {

struct Spot {
    std::string storey;
    Vec2 at{0, 0};             // middle of the footprint
    double z = 0;              // of the underside above the storey's floor
    double facing_deg = 0;     // where the front (-y of the item) looks
    bool needs_table = false;  // a small table has to be put there first, `z` is its top
};

// `size` of the thing. None: no room for it there.
std::optional<Spot> find_spot(const Building& building, const Entity& target,
                              const FaultThing& thing, Vec3 size);

// The room in which something is; none: outdoors or unknown.
RoomIndex room_of(const Building& building, const Entity& entity);
// Storey of the same.
StoreyIndex storey_of(const Building& building, const Entity& entity);
// A free piece of the room's wall for a box of this footprint between the heights `z0` and `z1`:
// its middle on the wall's face; a hole may be cut there where `through`.
struct WallSpot {
    Vec2 on_wall{0, 0};  // on the centre line
    Vec2 inward{0, 1};
    double half_thickness = 0.1;
};
std::optional<WallSpot> free_wall(const Building& building, RoomIndex room, Vec2 footprint,
                                  double z0, double z1);

inline constexpr double side_table_m = 0.72;  // height

}  // namespace firedrill
