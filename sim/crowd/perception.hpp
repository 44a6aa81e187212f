// Perception: what a walker makes of those near it, as loops over the arrays of Nearby that the
// compiler turns into vector instructions. Sums and minima run over a fixed number of lanes, so
// every processor gives the same bits. Knows nothing of routes, walls or the state of the crowd.
#pragma once

#include <array>

#include "crowd/neighbours.hpp"

namespace firedrill::crowd {

// Directions that a walker weighs against each other: the route and five to either side of it, the
// rightmost first.
inline constexpr int ways_to_look = 11;
inline constexpr double widest_way_rad = 1.4;

struct Ways {
    std::array<float, ways_to_look> x, y;   // unit vectors
    std::array<float, ways_to_look> speed;  // that a walker can keep that way, see passing_speeds
};

// Fills the arrays behind `count` so that whole blocks of lanes can be read: with nobody.
void pad(Nearby& nearby);

// For each way: the speed [m/s], `free_m_s` at most and 0 at least, that does not run into anybody
// within `horizon_s`, if all others keep their velocity. `own_m`: the walker's radius.
void passing_speeds(const Nearby& nearby, float own_m, float free_m_s, float horizon_s, Ways& ways);

struct Repulsion {
    float strength = 1;    // at touching [-]
    float behind = 1;      // share of it from those behind
    float range_m = 0.9f;  // gap at which it is gone
};
// Sum of pushes away from everybody near, by the gap between the bodies; those behind count less.
// `route_x`, `route_y`: unit vector.
std::array<float, 2> pushes(const Nearby& nearby, float own_m, float route_x, float route_y,
                            const Repulsion& repulsion);

struct Cone {
    float reach_m = 2;         // as far as this somebody counts,
    float soft_m = 0.4f;       //   less over the last part
    float full_cosine = 0.5f;  // within this angle of the way fully, less towards the side
    float anticipation_s_m =
        0.5f;  // who is faster by 1 m/s counts less by this share, who is slower more
};
// Persons ahead within the cone, weighted; nearer than `touch_m` nobody counts, for nobody can be
// there.
float persons_ahead(const Nearby& nearby, float touch_m, float x, float y, float own_speed_m_s,
                    const Cone& cone);

}  // namespace firedrill::crowd
