// Glass: panes that crack and fall out of their frames in hot gas. A pane falls out in two steps:
// its upper part at the temperature at which it breaks, the rest a while later or hotter. Reads
// the gas on both sides; says which openings are open how far. Knows nothing of who broke what
// else.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "fire/fire.hpp"
#include "fire/flow/flow.hpp"

namespace firedrill {

// Gas temperature [C] at which a pane of this material falls out, where the scenario says nothing;
// 0: never. Single float glass 3-6 mm: first cracks at 150-175, openings from about 350-450
// (Hassani, Shields & Silcock 1995; Skelly, Roby & Beyler 1991; 360 C mean in Babrauskas' survey
// "Glass breakage in fires", 2010). Sealed double panes: about 600. Toughened: 700 and more
// (Shields).
double glass_breaks_c(std::string_view material);

struct Pane {
    enum class Part : std::uint8_t { whole, upper_gone, gone };
    OpeningIndex opening;
    double breaks_c = 350;
    double falls_c = 450;             // the rest follows
    std::vector<std::int32_t> cells;  // pairs: both sides of its upper half
    Part part = Part::whole;
    double hot_s = 0;   // upper half above breaks_c
    double part_s = 0;  // since the upper part fell
};

// Share of the opening that is free once the upper part has fallen.
constexpr double upper_part_share = 0.5;
// A crack network needs this long at temperature to let pieces fall [s], and what is left stands
// this long on average under the same heat [s] (fall-out follows cracking by 15-120 s in Shields,
// Silcock & Flood's enclosure fires, 2001).
constexpr double falling_s = 5, rest_falls_s = 60;

class Glass {
  public:
    Glass(const Building& building, const Flow& flow);

    struct Fall {
        OpeningIndex opening;
        double open_fraction;
        bool first;  // of this pane: the window counts as broken from here on
    };
    // Looks at all panes after `dt` [s]; what fell is in falls() until the next call.
    void advance(double dt, const Flow& flow);
    std::span<const Fall> falls() const { return falls_; }
    std::span<const Pane> panes() const { return panes_; }

  private:
    std::vector<Pane> panes_;
    std::vector<Fall> falls_;
};

// One pane under gas of this temperature [C] for dt [s]. True when a part fell.
bool advance_pane(Pane& pane, double gas_c, double dt);

}  // namespace firedrill
