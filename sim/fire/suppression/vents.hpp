// Smoke vents: openings in a roof or an outer wall that wait shut, and fans that extract a fixed
// volume. They open when a detector has tripped, when their own link is hot, or by hand. Natural
// vents become openings of the grid, and buoyancy does the rest; fans are a known flow.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "fire/detection/ceiling_jet.hpp"
#include "fire/detection/response.hpp"
#include "fire/fire.hpp"
#include "fire/flow/flow.hpp"
#include "fire/probe.hpp"

namespace firedrill {

class Vents {
  public:
    Vents(const Building& building, const Grid& grid, const CeilingJets& jets);

    // Advances links by dt; opens what is due in grid and flow.
    void advance(double time_s, double dt, bool detected, const CeilingJets& jets,
                 const Probe& probe, Grid& grid, Flow& flow, std::vector<FireEvent>& events);
    void open_by_hand(std::int32_t fixture);

    struct Vent {
        std::int32_t fixture = -1;
        OpeningIndex opening;  // in the grid
        Vec3 at{0, 0, 0};
        double extract_m3_s = 0;  // 0: natural
        double opens_c = 1e9;
        bool on_detection = true, works = true, asked = false, open = false;
        Link link;
    };
    std::span<const Vent> vents() const { return vents_; }
    // Of a vent's fusible link, by which natural vents are released (as of a standard sprinkler).
    static constexpr double link_rti = 100;

  private:
    std::vector<Vent> vents_;
    std::vector<OpeningIndex> opened_;
};

}  // namespace firedrill
