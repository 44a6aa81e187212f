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
    // subgrid's viscosity has been found for the same velocities.
    void predict(const Fields& fields, const FieldArray& lightness, const PartialFaces& partial,
                 const Subgrid& subgrid, double dt, double h, FieldArray& u, FieldArray& v,
                 FieldArray& w, Workers& workers);

  private:
    struct Scratch {
        Scratchpad in_y[3];  // one row per component
        Scratchpad in_z[3];  // its rows of one plane per component
    };
    Layout layout_;
    Slabs slabs_;
    std::vector<Scratch> scratch_;
    Scratchpad zero_row_;
    Scratchpad ends_;  // which columns viscosity reaches
};

}  // namespace firedrill
