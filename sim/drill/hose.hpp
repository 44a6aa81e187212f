// Hose: how the hose of a reel lies on the floor, from the reel to the hand that pulls it: drawn
// straight where nothing is in the way, round corners and through doors where it was carried. Knows
// the bodies it cannot pass through, not what comes out of it.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "drill/bodies.hpp"

namespace firedrill::drill {

class Hose {
  public:
    // Begins at the reel; what lay there before is wound up.
    void unreel(Vec3 reel_foot);
    // Its end is carried to these feet.
    void pull(Vec3 feet, const Bodies& bodies);
    double length_m() const;
    // Where it bends, from the reel on, its end last; empty: it is on its reel.
    std::span<const Vec3> bends() const { return {bends_.data(), count_}; }

  private:
    // A bend every 0.4 m at most: enough for 25 m round a staircase.
    static constexpr double piece_m = 0.4;
    std::array<Vec3, 66> bends_{};
    std::size_t count_ = 0;
};

}  // namespace firedrill::drill
