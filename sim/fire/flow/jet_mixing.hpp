// Jet mixing: how far eddies carry across the gas that spreads below a ceiling from where a plume
// meets it. On cells that are not much thinner than this jet its flow stays smooth, as that of the
// plume does, and an eddy viscosity made for eddies smaller than a cell lets it run on thin and
// fast. So there the mixing length is at least that of a turbulent layer of this thickness at a
// wall. Knows where fires stand, not what burns.
#pragma once

#include <span>
#include <vector>

#include "building/grid.hpp"
#include "fire/flow/plume_mixing.hpp"

namespace firedrill {

// Depth [m] at which a ceiling jet ends, `r_m` from the axis of a plume whose ceiling is `height_m`
// above its foot. The rise of temperature falls to 1/e at 0.112 H (1 - exp(-2.24 r/H)) (Motevalli &
// Marks 1991, r/H up to 2), and so to a hundredth at 2.15 times that depth.
double ceiling_jet_depth_m(double height_m, double r_m);

// The cell right below the ceiling that a fire's plume meets, straight above its foot; z = nz where
// there is none, outside the grid where the foot is.
Int3 cell_below_ceiling(const PlumeFoot& foot, const Grid& grid, const Fields& fields);

class JetMixing {
  public:
    explicit JetMixing(const Layout& layout)
        : layout_(layout), widening_(layout), spans_(static_cast<std::size_t>(layout.rows())) {
        known_.reserve(most_known);
        last_.reserve(most_known);
    }

    // Raises `viscosity` [m2/s], found with a mixing length of `length_m` everywhere, to that of
    // the jets below the ceilings above `feet`, to no more than `most` there. Finds the jets of at
    // most two new feet per call, so that a fire that spreads holds up no step; jets stay until no
    // fire is left, since where nothing flows they mix nothing.
    void widen(std::span<const PlumeFoot> feet, const Grid& grid, const Fields& fields,
               double length_m, const ViscosityLimits& most, FieldArray& viscosity,
               Workers& workers);

    // Square of the ratio of the mixing lengths where jets are, else 0.
    const FieldArray& widening() const { return widening_; }

  private:
    static constexpr std::size_t most_known = 1024, most_new = 2;
    void find(std::span<const PlumeFoot> feet, const Grid& grid, const Fields& fields,
              double length_m);
    void add(const PlumeFoot& foot, const Grid& grid, const Fields& fields, double length_m);
    void forget();

    Layout layout_;
    FieldArray widening_;
    RowSpans spans_;           // where it is not zero
    std::vector<Vec3> known_;  // feet whose jets it holds
    std::vector<Vec3> last_;   // feet of the last call that found all of them known
};

}  // namespace firedrill
