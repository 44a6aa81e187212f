// Convection from a fire's plume to the ceiling that it meets. Where the plume turns, and for some
// heights around, its eddies bring two to four times the heat to the ceiling that a stream of the
// same speed along a smooth plate would. Knows where plumes begin and what is above them.
#pragma once

#include <vector>

#include "fire/ceiling_plumes.hpp"

namespace firedrill {

// Film coefficient [W/(m2 K)] at a ceiling `height_m` above a fire that convects `convected_kw`,
// `r_m` from its axis, in air of 293 K (Cooper 1982, as in LAVENT and NFPA 204): to the gas that
// flows beside it.
double ceiling_film_w_m2_k(double convected_kw, double height_m, double r_m);

class CeilingConvection {
  public:
    CeilingConvection() { films_.reserve(CeilingPlumes::most_counted); }

    // Looks for the ceilings above the flow's plumes. Does not allocate.
    void find(const Flow& flow);

    // The largest film coefficient that a plume causes at a ceiling's point in a room (-1: none);
    // zero away from all of them.
    double film_w_m2_k(Vec3 at, std::int16_t room) const;

  private:
    static constexpr int intervals = 32;
    struct Film {  // below one plume
        Vec3 top{0, 0, 0};
        std::int16_t room = -1;
        double reach_m = 0;
        float film_w_m2_k[intervals + 1] = {};  // from the axis to the reach
    };
    CeilingPlumes plumes_;
    std::vector<Film> films_;
    double cell_m_ = 0.1;
};

}  // namespace firedrill
