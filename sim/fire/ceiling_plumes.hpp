// Ceiling plumes: where the plumes of fires meet the ceilings above them. Knows where plumes begin
// and what is straight above; what they do there is for others to say.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "fire/flow/flow.hpp"

namespace firedrill {

struct CeilingPlume {
    Vec3 top{0, 0, 0};       // where its axis meets the ceiling
    std::int16_t room = -1;  // below that ceiling
    double height_m = 0;     // of the ceiling above the fire's base
    double heat_kw = 0;      // heat release rate
    double convected_kw = 0;
};

class CeilingPlumes {
  public:
    CeilingPlumes() { plumes_.reserve(most_plumes); }

    // Looks for the ceilings above the flow's plumes, none of those under the sky. Does not
    // allocate.
    void find(const Flow& flow);

    // The plumes that convect most, some sixteen of them.
    std::span<const CeilingPlume> strongest() const { return plumes_; }
    static constexpr std::size_t most_counted = 16;

  private:
    std::vector<CeilingPlume> plumes_;
};

}  // namespace firedrill
