// Floor plan of a storey as SVG: walls, doors, rooms, exits, extinguishers, the trainee's way,
// numbered places of events, and coloured squares under it all. Knows the building and where things
// were, not what they mean.
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

// A rectangle of the plan in one colour: a map drawn between the floor and what stands on it.
struct PlanTint {
    Vec2 low{0, 0}, high{0, 0};
    const char* colour = "#fff";
};

std::string floor_plan_svg(const Building& building, StoreyIndex storey,
                           const std::vector<TrackPoint>& track, const std::vector<PlanMark>& marks,
                           Language language, const std::vector<PlanTint>& tints = {});

// What a page that shows plans needs besides: style rules, and a drawing that holds the arrow.
extern const char* const floor_plan_style;
extern const char* const floor_plan_arrow;

std::string html_escaped(const std::string& text);

}  // namespace firedrill::record
