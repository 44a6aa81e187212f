// Transport of the scalars with the flow: conservative, limited finite volume, one explicit step.
// Density follows continuity; what the velocity's divergence falls short of the wanted one is taken
// out again, so that a loose pressure solution does not heat or cool the gas falsely. Where
// nothing is and nothing comes is skipped, by blocks of sixteen cells.
#pragma once

#include <array>
#include <vector>

#include "base/workers.hpp"
#include "fire/flow/fields.hpp"

namespace firedrill {

// What left through the outer faces in one transport step, per face area and speed unit: times
// dt h^2 gives kg (scalars) or m3 (volume).
struct Outflow {
    std::array<double, scalar_count> scalar{};
    double volume = 0;
};

class Transport {
  public:
    explicit Transport(const Layout& layout);

    // Advances all scalars of `fields` by dt. `expansion` is h times the wanted divergence [m/s],
    // `expands` says where it is not zero.
    Outflow advance(Fields& fields, const FieldArray& expansion, const RowSpans& expands,
                    float ambient_density, float dt_over_h, Workers& workers);

  private:
    struct Scratch {
        std::array<Scratchpad, 3> weight;           // of a row's slopes in its fluxes
        std::array<Scratchpad, scalar_count> in_y;  // through the low face of the next row
        std::array<Scratchpad, scalar_count> in_z;  // through the low faces of its plane
        std::array<RowSpan, scalar_count> span_y;   // where these are not zero
        std::array<RowSpans, scalar_count> span_z;
        Outflow outflow;
    };
    // Smoke is seldom spread evenly: thinner slabs than the momentum's let threads share the work.
    static constexpr int thinnest_slab = 8;
    Layout layout_;
    Slabs slabs_;
    std::vector<Scratch> scratch_;
};

}  // namespace firedrill
