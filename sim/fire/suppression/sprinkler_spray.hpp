// Sprinkler spray: where the water of an open head goes. Drops fly out as far as nothing is in
// their way and fall through a cylinder below it, down to the next floor or table, take heat from
// hot gas and evaporate as far as that heat allows; what is left wets the things and the floor
// below, at the same density all over the circle. Every kilogram and joule is booked. Left out: the
// steam's own volume, and the air that drops drag down.
#pragma once

#include <cstdint>
#include <vector>

#include "fire/detection/detection.hpp"
#include "fire/flow/flow.hpp"
#include "fire/fuel/burning.hpp"

namespace firedrill {

// Volume-median drops of standard heads at ordinary pressures (You 1986; Sheppard 2002: 0.6-1.2
// mm).
constexpr double drop_m = 1.0e-3;
constexpr double drop_m_s = 4.0;     // terminal speed of such a drop in air
constexpr double wet_bulb_c = 60;    // of a drop in hot smoke, about
constexpr double spray_depth_m = 4;  // gas further below has no hot layer left

struct SprayBook {             // since the start
    double water_kg = 0;       // from open heads
    double evaporated_kg = 0;  // in the gas
    double on_things_kg = 0, on_floor_kg = 0;
    double heat_j = 0;  // taken from the gas
};

// Heat that drops take from gas of this temperature [W/m3], where `density_kg_m2_s` of water falls:
// surface of the drops in the air times their heat transfer (Ranz & Marshall 1952).
double drops_take_w_m3(double density_kg_m2_s, double gas_c);

class SprinklerSpray {
  public:
    static constexpr std::size_t most_cells = 8192;

    // Water of all open heads over dt [s]: cools cells (appended to `cooling`), wets things.
    void advance(double dt, std::span<const Head> heads, const Flow& flow, const Probe& probe,
                 Burning& burning, std::vector<CellSource>& cooling);
    const SprayBook& book() const { return book_; }

  private:
    SprayBook book_;
};

}  // namespace firedrill
