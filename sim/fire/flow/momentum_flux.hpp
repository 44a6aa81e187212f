// The flux of momentum through a side: second order, biased upwind and not limited (Fromm 1968).
// Velocities need no bounds, and a limiter, which falls back to first order at every extremum,
// would damp the eddies of three to six cells by which a plume entrains; Fromm's error damps only
// the shortest waves.
#pragma once

#include "base/vector_clones.hpp"

namespace firedrill {

// Flux with speed `speed` through the face between q1 and q2; q0 and q3 lie beyond them, `scale` =
// dt/h.
FIREDRILL_INLINE float momentum_flux(float speed, float q0, float q1, float q2, float q3,
                                     float scale) {
    const bool forward = speed > 0.0f;
    const float from = forward ? q1 : q2, into = forward ? q2 : q1, beyond = forward ? q0 : q3;
    const float slope = beyond != 0.0f ? 0.5f * (into - beyond) : into - from;
    return speed * (from + (0.5f - 0.5f * scale * __builtin_fabsf(speed)) * slope);
}

}  // namespace firedrill
