// Floor plan of a storey as SVG: walls, doors, rooms, exits, extinguishers, the trainee's way,
// numbered places of events.
#pragma once

#include <string>
#include <vector>

#include "building/building.hpp"
#include "record/store.hpp"

namespace firedrill::record {

struct PlanMark {
    int number = 0;
    Vec3 place{0, 0, 0};
    bool good = true;
};

std::string floor_plan_svg(const Building& building, StoreyIndex storey,
                           const std::vector<TrackPoint>& track, const std::vector<PlanMark>& marks,
                           Language language);

std::string html_escaped(const std::string& text);

}  // namespace firedrill::record
