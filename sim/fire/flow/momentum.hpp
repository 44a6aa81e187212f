// Momentum: from the velocities of the last step to velocities that feel inertia and buoyancy but
// not yet pressure. Advection in its advective form with the limited flux of the scalars (its
// diffusion stands for the subgrid eddies), together with what the subgrid's viscosity carries;
// faces that are partly open carry a jet of their own speed, so that a door's flow follows its true
// area.
#pragma once

#include <cstdint>
#include <vector>

#include "base/workers.hpp"
#include "fire/flow/fields.hpp"
#include "fire/flow/rims.hpp"
#include "fire/flow/subcycles.hpp"
#include "fire/flow/subgrid.hpp"

namespace firedrill {

constexpr double gravity = 9.80665;  // [m/s2] (CGPM 1901)

class Momentum {
  public:
    explicit Momentum(const Layout& layout);

    // Faces whose share is neither 0 nor 1 may be among `partial` (elements, ascending); others in
    // it are left alone.
    struct PartialFaces {
        std::vector<std::int32_t> x, y, z;
    };

    // Writes predicted velocities. `lightness` is ambient density / density per cell; the
    // subgrid's viscosity has been found for the same velocities and subcycles. Where it is fast
    // they take the step in two halves, whatever the number of their parts: both carry momentum
    // with the flow as it was, and buoyancy acts in the second.
    void predict(const Fields& fields, const FieldArray& lightness, const PartialFaces& partial,
                 const Rims& rims, const Subgrid& subgrid, const Subcycles& subcycles, double dt,
                 double h, FieldArray& u, FieldArray& v, FieldArray& w, Workers& workers);
    static constexpr int parts = 2;  // of a step where it is fast

  private:
    struct Scratch {
        Scratchpad in_y[3];  // one row per component
        Scratchpad in_z[3];  // its rows of one plane per component
    };
    // Rows [first, last) of every plane, some of their columns.
    struct Piece {
        int first, last;
        Columns columns;
        bool empty() const { return last <= first; }
    };
    // What is fast of those rows; `reach`: and so many rows and at least as many columns beyond.
    Piece fast_part(const Subcycles& subcycles, const FastRows& rows, int reach) const;
    void copy_around(const Piece& piece, const Piece& around, const FieldArray* const (&flow)[3]);

    Layout layout_;
    Slabs slabs_;
    std::vector<Scratch> scratch_;  // per slab or half of a section
    FieldArray half_[3];  // velocities in the middle of the step, where it is fast and beside
    Scratchpad zero_row_;
    Scratchpad ends_;  // which columns viscosity reaches
};

}  // namespace firedrill
