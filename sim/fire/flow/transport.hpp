// Transport of the scalars with the flow: conservative, limited finite volume, explicit, in one
// step or, in fast sections, in several. Density follows continuity; what the velocity's divergence
// falls short of the wanted one is taken out again, so that a loose pressure solution does not heat
// or cool the gas falsely. Where nothing is and nothing comes is skipped, by blocks of sixteen
// cells.
#pragma once

#include <array>
#include <vector>

#include "base/workers.hpp"
#include "fire/flow/fields.hpp"
#include "fire/flow/subcycles.hpp"

namespace firedrill {

// What left through the outer faces, per face area: times h^2 gives kg (scalars) or m3 (volume).
struct Outflow {
    std::array<double, scalar_count> scalar{};
    double volume = 0;
};

class Transport {
  public:
    explicit Transport(const Layout& layout);

    // Carries all scalars of `fields` into fields.next, of a step of dt: in the first part of it
    // everywhere, in the others where it is fast. Before the next part fields.scalar has to be what
    // it left. `expansion` is h times the wanted divergence [m/s], `expands` says where it is not
    // zero.
    Outflow advance(Fields& fields, const FieldArray& expansion, const RowSpans& expands,
                    float ambient_density, const Subcycles& subcycles, int part, double dt,
                    double h, Workers& workers);

  private:
    // What crosses the borders of fast and slow in a step.
    struct Crossing {
        Scratchpad low[scalar_count], high[scalar_count];          // of each plane a row
        RowSpans low_span[scalar_count], high_span[scalar_count];  // per plane where they are not 0
        Scratchpad left[scalar_count], right[scalar_count];        // of each plane, by rows
    };
    struct Scratch {
        std::array<Scratchpad, scalar_count> in_y;  // through the low face of the next row
        std::array<Scratchpad, scalar_count> in_z;  // through the low faces of its plane
        std::array<RowSpan, scalar_count> span_y;   // where these are not zero
        std::array<RowSpans, scalar_count> span_z;
        std::array<RowSpans, scalar_count> near;  // what rows and their neighbours hold
        Outflow outflow;
    };
    Layout layout_;
    std::vector<Scratch> scratch_;    // per half of a section
    std::vector<Crossing> crossing_;  // per section
};

}  // namespace firedrill
