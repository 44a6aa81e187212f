// The flux of a transported quantity through a face: second order in space and time where the
// profile is smooth, between the two neighbours where it is not (Lax-Wendroff flux with a
// generalised minmod limiter; Sweby 1984, van Leer 1979). Used for scalars and for momentum.
#pragma once

#include "base/vector_clones.hpp"

namespace firedrill {

// 1: minmod, most diffusive; 2: monotonised central, sharpest. Above about 1.5 the unsplit scheme
// over- and undershoots visibly at Courant numbers near 0.8.
constexpr float limiter_sharpness = 1.5f;

// The slope between two differences in units of the sharpness: their mean, but no more than either
// allows; zero at an extremum. `Number` is a float or a vector of them.
template <class Number>
FIREDRILL_INLINE void limited_slope(Number& slope, const Number& far, const Number& near) {
    const Number zero{};
    const Number low = far < near ? far : near, high = far < near ? near : far;
    const Number most = low > zero ? low : zero, least = high < zero ? high : zero;
    slope = (0.5f / limiter_sharpness) * (far + near);
    slope = slope < most ? slope : most;
    slope = slope > least ? slope : least;
}

// The flux through a face is speed x upwind value + weight x the limited slope. The weight is the
// same for all that the flow carries: sharpness |speed|/2 (1 - Courant number), `scale` = dt/h. No
// slope is taken across a closed face, through which nothing flows, on the side from which the flow
// comes.
template <class Number>
FIREDRILL_INLINE void slope_weight(Number& weight, const Number& speed, const Number& speed_below,
                                   const Number& speed_above, float scale) {
    const Number zero{};
    const Number far_speed = speed > zero ? speed_below : speed_above;
    const Number size = speed < zero ? -speed : speed;
    weight = (0.5f * limiter_sharpness) * (size - scale * (speed * speed));
    weight = far_speed != zero ? weight : zero;
}

// Flux through the face between q1 and q2; q0 and q3 lie beyond them.
template <class Number>
FIREDRILL_INLINE void limited_flux(Number& flux, const Number& speed, const Number& weight,
                                   const Number& q0, const Number& q1, const Number& q2,
                                   const Number& q3) {
    const Number zero{};
    const auto forward = speed > zero;
    const Number below = q1 - q0, above = q3 - q2;
    const Number upwind = forward ? q1 : q2;
    const Number far = forward ? below : above;
    Number slope;
    limited_slope<Number>(slope, far, q2 - q1);
    flux = speed * upwind + weight * slope;
}

}  // namespace firedrill
