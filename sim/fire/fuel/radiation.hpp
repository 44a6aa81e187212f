// Radiation: what flames and hot smoke send onto a target. A flame is a row of points along its
// height; what lies between is followed cell by cell: closed faces block, smoke dims. Hot gas
// shines by itself as a grey gas along rays over the half-space that the target sees. Walls are
// taken to be as cold as the surroundings. Reads the flow; heats nothing.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "fire/flow/flow.hpp"

namespace firedrill {

// One flame standing on its base.
struct Flame {
    std::int32_t source = -1;
    Vec3 base{0, 0, 0};
    Vec2 half{0.1, 0.1};     // of its foot [m]
    double height_m = 0.2;   // above the base
    double burned_kw = 0;    // heat release rate
    double radiated_w = 0;   // of it, sent out as radiation
    bool of_lining = false;  // burns along a wall or ceiling
};

// Cells that flames fill: there the gas neither shines by itself nor dims, since the radiative
// fraction is what a whole flame sends out. One flag per element of the layout.
using FlameMask = std::vector<std::uint8_t>;

// Share of radiation that gets from one point to another [0 … 1]; 0 where a closed face lies
// between. Smoke dims as grey gas does at the temperature of flames.
double share_passed(const Flow& flow, const FlameMask& mask, Vec3 from, Vec3 to);

// Flux of a flame [W/m2] onto a surface at `at` that looks along `normal`, or, without one, onto a
// small body that faces it: sum over points of chi_r Q / (4 pi R^2) cos (SFPE Handbook, point
// source model), at most what a black flame of 1200 K sends.
double flux_from_flame(const Flow& flow, const FlameMask& mask, const Flame& flame, Vec3 at,
                       const Vec3* normal);

// Flux of the hot gas [W/m2], above that of the ambient, onto a surface at `at` that looks along
// `normal` (unit): cosine-weighted mean over rays of emission, dimmed on the way.
double flux_from_gas(const Flow& flow, const FlameMask& mask, Vec3 at, Vec3 normal);

// Where hot gas is, in blocks of 8 cells a side, to know without rays where none of it is felt.
class HotBlocks {
  public:
    explicit HotBlocks(const Flow& flow);
    void update(const Flow& flow, const FlameMask& mask, Workers& workers);
    // An upper bound of flux_from_gas [W/m2]: each block as an opaque-sided ball of its hottest and
    // thickest gas, R^2/D^2 of whose emission arrives, nothing between.
    double bound_w_m2(Vec3 at) const;

  private:
    struct Block {
        Vec3 centre;
        double emission_w_m2;
    };
    std::vector<Block> blocks_;
    std::vector<float> warmest_, thickest_;  // of each block, layer by layer
    double radius_ = 1;
};

// Flux that a flame of `burned_kw` gives to what it touches [W/m2], `height_share` of the way up
// its length: 200 (1 - exp(-0.09 Q^(1/3))) kW/m2 in the lower 40 % (Back et al. 1994), falling to
// 20 at the tip and as the 5/3 power above (Lattimer, SFPE Handbook). Flames along burning walls
// give about 30 over their length (Quintiere, Harkleroad & Hasemi 1986: 25-30).
double contact_flux_w_m2(double burned_kw, double height_share, bool of_lining);

}  // namespace firedrill
