// Plume mixing: how far eddies carry across the rising gas above a fire. On cells that are not much
// smaller than a fire's plume the resolved flow stays smooth, and an eddy viscosity made for eddies
// smaller than a cell leaves the plume thin, hot and fast. So above each fire the mixing length is
// at least that of a turbulent plume. Knows where fires stand and how wide they are, not what
// burns.
#pragma once

#include <span>
#include <vector>

#include "base/workers.hpp"
#include "building/grid.hpp"
#include "fire/flow/fields.hpp"
#include "fire/flow/subcycles.hpp"

namespace firedrill {

// Where the plume of a fire begins, and how strong it is.
struct PlumeFoot {
    Vec3 base{0, 0, 0};       // middle of the burning surface
    double radius_m = 0;      // of a circle of its area
    double heat_kw = 0;       // heat release rate
    double convected_kw = 0;  // of it, carried by the plume
};

constexpr std::size_t most_plumes = 256;  // that are known at a time

// Radius [m] at which a plume ends, `z_m` above its foot: the wider of the fire and of a turbulent
// plume. Its rise of temperature falls to half at 0.12 (T0/Ta)^(1/2) (z - z0), with T0 on the axis
// and z0 the virtual origin (Heskestad, SFPE Handbook), and to a hundredth 2.58 times as far out
// where it is a Gaussian.
double plume_edge_m(const PlumeFoot& foot, double z_m);

// Cells of a plane within `radius_m` of a point along each axis, ends included; inside the grid.
struct CellsRound {
    int i0, i1, j0, j1;
};
CellsRound cells_round(const Grid& grid, Vec3 at, double radius_m);

// Prandtl's mixing length is this share of the radius of a round turbulent stream (Launder &
// Spalding 1972, table 3.1).
constexpr double mixing_share_of_radius = 0.075;

// The largest viscosity [m2/s] that is stable, where gas is fast and elsewhere.
struct ViscosityLimits {
    float slow, fast;
    const Subcycles* subcycles;
    float at(int i, int j) const { return subcycles->is_fast(i, j) ? fast : slow; }
};

class PlumeMixing {
  public:
    explicit PlumeMixing(const Layout& layout) : layout_(layout), widest_(layout) {
        planes_.reserve(most_plumes);
    }

    // Raises `viscosity` [m2/s], found with a mixing length of `length_m` everywhere, to that of
    // the plumes' mixing lengths in the air above `feet` up to the next slab, to no more than
    // `most` there. By how much it has been raised already: `raised`, where that is above 1.
    // `feet`: no more than most_plumes.
    void widen(std::span<const PlumeFoot> feet, const Grid& grid, const Fields& fields,
               double length_m, const ViscosityLimits& most, const FieldArray& raised,
               FieldArray& viscosity, Workers& workers);

  private:
    struct Planes {  // [first, last) that a plume rises through
        int first, last;
    };
    template <class Act>
    void each_cell(const PlumeFoot& foot, const Grid& grid, int k, const Act& act) const;

    Layout layout_;
    std::vector<Planes> planes_;  // per foot
    FieldArray widest_;  // square of the lengths' ratio where plumes are, of the widest; else 0
};

}  // namespace firedrill
