// Patience: what long waiting makes of somebody in a crowd. Who has hardly got on for a while
// presses forward: it keeps its place against those who have just come, and no longer leans away
// from its neighbours. Without it whoever stands at the side of the crowd before a stair is passed
// by all who come after, on the school's upper stairs for more than a minute. Own choice, one set
// of numbers for all geometries.
#pragma once

#include <algorithm>

namespace firedrill::crowd {

inline constexpr float patient_s = 5, out_of_patience_s = 30;
inline constexpr double got_on_m = 0.5;  // pushed to and fro less than this is not getting on

// 0: patient … 1: presses forward. `waited_s`: since it last got on.
inline float impatience(float waited_s) {
    return std::clamp((waited_s - patient_s) / (out_of_patience_s - patient_s), 0.0f, 1.0f);
}

}  // namespace firedrill::crowd
