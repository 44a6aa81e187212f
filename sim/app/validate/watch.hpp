// Watches a crowd from outside, step by step: who passes a barrier or stands where no floor is, and
// how deep bodies stand in each other. Knows the walk map and the crowd's view, not the model.
#pragma once

#include <span>
#include <vector>

#include "building/walk_map.hpp"
#include "crowd/crowd.hpp"

namespace firedrill::validate {

class StepWatch {
  public:
    StepWatch(const WalkMap& map, const OccupantsView& people);
    void look(const OccupantsView& people, std::span<const DoorForCrowd> doors);
    int passed_walls = 0, off_the_floor = 0;

  private:
    const WalkMap& map_;
    std::vector<Vec2> position_;
    std::vector<std::int32_t> layer_;
};

// Properly crossing lines; touching ones do not cross.
bool lines_cross(Vec2 a, Vec2 b, Vec2 c, Vec2 d);

// Depth [m] of the worst overlap of two bodies that both walk on the same floor; 0: none touch.
// `present`: who has a body.
double deepest_overlap(const OccupantsView& people, std::span<const std::uint8_t> present);

}  // namespace firedrill::validate
