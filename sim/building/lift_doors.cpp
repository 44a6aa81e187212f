#include "building/lift_doors.hpp"

#include <algorithm>

#include "building/geometry.hpp"

namespace firedrill {

const Lift* lift_of_door(const Building& building, OpeningIndex door) {
    constexpr double landing_door_m = 0.3;  // a lift's door is so near its car at most
    const OpeningPlace& place = building.openings[door.at()];
    for (const Lift& lift : building.scenario.lifts) {
        const bool lands =
            std::any_of(lift.storeys.begin(), lift.storeys.end(),
                        [&](const std::string& id) { return building.storey(id) == place.storey; });
        if (lands && distance_to_polygon(lift.region, place.centre) <= landing_door_m) return &lift;
    }
    return nullptr;
}

}  // namespace firedrill
