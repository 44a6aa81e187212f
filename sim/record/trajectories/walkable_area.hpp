// Walkable area: where feet can be on a storey, as plane polygons with holes and as WKT, the form
// in which JuPedSim and PedPy want a geometry. Floors and ground less walls and furniture, and the
// stairs that lead up from the storey, all in plan. Doors and holes count as open whatever their
// state. Knows nothing of people.
#pragma once

#include <string>
#include <vector>

#include "building/building.hpp"
#include "building/walk_map.hpp"

namespace firedrill {

// One connected piece of a storey's walkable area: PedPy takes a single polygon.
struct WalkablePart {
    StoreyIndex storey;
    Polygon outline;
    std::vector<Polygon> holes;

    bool holds(Vec2 at) const;
    double area_m2() const;
    std::string wkt() const;  // POLYGON ((…), (…)), metres
};

// All parts of all storeys, storeys lowest first and of each the largest part first.
std::vector<WalkablePart> walkable_parts(const Building& building);

// The storey on whose plan people of a layer of the walk map are drawn: a stair's is the one from
// which it leads up.
StoreyIndex storey_of_layer(const Building& building, const WalkMap& map, std::int32_t layer);

}  // namespace firedrill
