// Detection: smoke and heat detectors, sprinkler heads and window panes, which wait for the gas
// around them. Reads the gas; says what went off. Knows nothing of alarms.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "fire/fire.hpp"
#include "fire/fuel/burning.hpp"
#include "fire/probe.hpp"

namespace firedrill {

class Detection {
  public:
    Detection(const Building& building, const Flow& flow);

    // Advances all heads by dt. Panes that fall out are appended to `broken`.
    void advance(double time_s, double dt, const Building& building, const Flow& flow,
                 const Probe& probe, std::vector<FireEvent>& events,
                 std::vector<OpeningIndex>& broken);

    // Cooling and wetting by open sprinklers; appends to `cooling`.
    void spray(double dt, const Flow& flow, Burning& burning, std::vector<CellSource>& cooling);

    static constexpr std::size_t most_spray_cells = 4096;

  private:
    struct Head {
        std::int32_t fixture;
        bool sprinkler = false, smoke = false, dead = false;
        Vec3 at{0, 0, 0};
        double threshold = 0, rti = 50, flow_kg_s = 0;
        double level = 20;  // obscuration [%/m] or link temperature [C]
        bool active = false;
    };
    struct Pane {
        OpeningIndex opening;
        double breaks_k = 1e9;
        std::vector<std::int32_t> cells;  // both sides of its upper half
        bool broken = false;
    };
    std::vector<Head> heads_;
    std::vector<Pane> panes_;
    double since_panes_s_ = 0;
};

}  // namespace firedrill
