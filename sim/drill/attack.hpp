// Attack: what is remembered of one attack on one fire, from the first squeeze of the handle until
// the trainee has gone away from it. Plain data that the steps of using an extinguisher are judged
// by; knows neither how agents work nor what a step is worth.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/vec.hpp"

namespace firedrill::drill {

// The base is cut into so many strips, side by side as seen from the nozzle.
inline constexpr std::size_t sweep_strips = 8;

struct Attack {
    std::int32_t source = -1;   // in Fire::sources(); -1: there was no fire to attack
    std::int32_t fixture = -1;  // what it is attacked with
    double first_press_s = -1;  // drill time; negative: no attack yet
    double most_kw = 0;         // heat release since then, at most
    bool knocked_down = false;  // the flames are gone, for now
    bool told_knock_down = false;
    bool relit = false;          // they came back
    Vec2 across{1, 0};           // horizontal, at right angles to the way to the fire
    double half_width_m = 0.15;  // of the base, that way
    std::array<double, sweep_strips> swept_kg{};  // landed on each strip

    // After the knock-down: how long the trainee has watched for flames that come back.
    double watched_s = 0, unwatched_s = 0;
    bool told_watched = false;

    // After the handle was let go: the way made away from the fire, and how much of it facing it.
    bool released = false, told_withdrawn = false;
    double farthest_m = 0, back_m = 0, back_facing_m = 0;
};

}  // namespace firedrill::drill
