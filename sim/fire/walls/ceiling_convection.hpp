// Convection from a fire's plume to the ceiling that it meets. Where the plume turns, and for some
// heights around, its eddies bring two to four times the heat to the ceiling that a stream of the
// same speed along a smooth plate would. Knows where plumes begin and what is above them.
#pragma once

#include <span>
#include <vector>

#include "fire/flow/flow.hpp"

namespace firedrill {

// Film coefficient [W/(m2 K)] at a ceiling `height_m` above a fire that convects `convected_kw`,
// `r_m` from its axis, in air of 293 K (Cooper 1982, as in LAVENT and NFPA 204): to the gas that
// flows beside it.
double ceiling_film_w_m2_k(double convected_kw, double height_m, double r_m);

class CeilingConvection {
  public:
    CeilingConvection() { plumes_.reserve(most_plumes); }

    // Looks for the ceilings above the flow's plumes; of those the strongest count. Does not
    // allocate.
    void find(const Flow& flow);

    // The largest film coefficient that a plume causes at a ceiling's point in a room (-1: none);
    // zero away from all of them.
    double film_w_m2_k(Vec3 at, std::int16_t room) const;

  private:
    static constexpr std::size_t most_counted = 16;
    static constexpr int intervals = 32;
    struct Plume {
        Vec3 top{0, 0, 0};  // where its axis meets the ceiling
        std::int16_t room = -1;
        double height_m = 0, convected_kw = 0;
        double reach_m = 0;
        float film_w_m2_k[intervals + 1] = {};  // from the axis to the reach
    };
    std::vector<Plume> plumes_;
    double cell_m_ = 0.1;
};

}  // namespace firedrill
