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
    const float upwind = forward ? q1 : q2;
    const float near = q2 - q1, beyond = forward ? q0 : q3;
    const float wide = 0.5f * (forward ? q2 - q0 : q3 - q1);
    const float slope = beyond != 0.0f ? wide : near;
    const float sign = forward ? 1.0f : -1.0f;
    return speed * (upwind + 0.5f * (sign - scale * speed) * slope);
}

}  // namespace firedrill
