#include "drill/whereabouts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace firedrill {

Vec3 point_of(const Building& building, const std::string& id) {
    const Entity entity = building.find(id);
    const auto index = static_cast<std::size_t>(std::max(0, entity.index));
    const auto of_opening = [&](OpeningIndex o) {
        const OpeningPlace& place = building.openings[o.at()];
        return Vec3(place.centre, std::min(place.z0 + 1.2, 0.5 * (place.z0 + place.z1) + 0.2));
    };
    switch (entity.kind) {
        case EntityKind::opening:
            return of_opening(OpeningIndex(index));
        case EntityKind::exit:
            return of_opening(building.exit_openings[index]);
        case EntityKind::thing:
            return building.things[index].centre;
        case EntityKind::fixture: {
            const Fixture& fixture = building.scenario.fixtures[index];
            return building.absolute(fixture.storey, fixture.at, fixture.z);
        }
        case EntityKind::room: {
            Vec2 sum{0, 0};
            const Room& room = building.scenario.rooms[index];
            for (const Vec2 p : room.polygon) sum += p;
            return building.absolute(room.storey, sum / static_cast<double>(room.polygon.size()),
                                     1.2);
        }
        case EntityKind::burner: {
            const Burner& burner = building.scenario.burners[index];
            return building.absolute(burner.storey, burner.at, burner.height);
        }
        default:
            return {0, 0, 0};
    }
}

OpenLeaf open_leaf(const Building& building, OpeningIndex door) {
    const OpeningPlace& place = building.openings[door.at()];
    const Opening& opening = building.scenario.openings[door.at()];
    const double towards = opening.opens_towards ? *opening.opens_towards * std::numbers::pi / 180
                                                 : std::atan2(place.normal.y, place.normal.x);
    const Vec2 out{std::cos(towards), std::sin(towards)};
    OpenLeaf leaf;
    leaf.length_m = place.width / std::max(1, opening.leaves);
    if (opening.motion == LeafMotion::swing) {
        leaf.middle = place.centre - 0.5 * place.width * place.along + 0.5 * leaf.length_m * out;
        leaf.angle_rad = std::atan2(out.y, out.x);
    } else {
        leaf.middle = place.centre + 0.5 * (place.width + leaf.length_m) * place.along + 0.12 * out;
        leaf.angle_rad = std::atan2(place.along.y, place.along.x);
    }
    return leaf;
}

StoreyIndex storey_of(const Building& building, const std::string& id) {
    const Entity entity = building.find(id);
    const auto index = static_cast<std::size_t>(std::max(0, entity.index));
    switch (entity.kind) {
        case EntityKind::opening:
            return building.openings[index].storey;
        case EntityKind::exit:
            return building.openings[building.exit_openings[index].at()].storey;
        case EntityKind::thing:
            return building.things[index].storey;
        case EntityKind::fixture:
            return building.storey(building.scenario.fixtures[index].storey);
        case EntityKind::room:
            return building.storey(building.scenario.rooms[index].storey);
        default:
            return StoreyIndex(0);
    }
}

}  // namespace firedrill
