// Subgrid: what eddies smaller than a cell do to momentum and to what the gas carries. An eddy
// viscosity from the strain of the resolved flow (Smagorinsky 1963), and an eddy diffusivity
// proportional to it. Without it a plume on coarse cells hardly entrains: it rises like a laminar
// one. Knows fields and shares; nothing crosses a closed face (how walls slow the gas beside them:
// wall_friction.hpp).
#pragma once

#include <array>
#include <vector>

#include "base/workers.hpp"
#include "fire/flow/fields.hpp"
#include "fire/flow/jet_mixing.hpp"
#include "fire/flow/plume_mixing.hpp"
#include "fire/flow/subcycles.hpp"

namespace firedrill {

struct SubgridSettings {
    // Smagorinsky's constant [0 … 0.25]: 0.2 is what FDS 1 to 5 were validated with (McGrattan et
    // al., NIST SP 1018); 0: no subgrid model.
    double smagorinsky = 0.2;
    // Turbulent Prandtl and Schmidt number [0.3 … 1]: 0.7 in round jets and plumes (Launder 1976;
    // Chen & Rodi 1980).
    double prandtl = 0.7;
};

class Subgrid {
  public:
    Subgrid(const Layout& layout, const SubgridSettings& settings);

    // The viscosity of the flow as it is now [m2/s], in every cell; larger in the plumes above
    // `feet` and below the ceilings that they meet; no larger than what is stable in a step of dt,
    // or in its parts where gas is fast.
    void find_viscosity(const Fields& fields, std::span<const PlumeFoot> feet, const Grid& grid,
                        const Subcycles& subcycles, double dt, Workers& workers);
    // Mixes what is in fields.next into fields.scalar, of a step of dt: in the first part of it
    // everywhere, in the others where it is fast. Conserves each scalar: what crosses the border of
    // fast and slow does so in the first part.
    void mix(Fields& fields, const Subcycles& subcycles, int part, double dt, double h,
             Workers& workers);

    bool acts() const { return settings_.smagorinsky > 0; }
    const FieldArray& viscosity() const { return viscosity_; }  // zero where it does not act

  private:
    Layout layout_;
    SubgridSettings settings_;
    Slabs slabs_;
    std::vector<std::array<RowSpans, scalar_count>> near_;  // per half section: what rows hold
    FieldArray viscosity_;
    Scratchpad scale_x_slow_, scale_x_fast_;  // of what is mixed through a row's faces in x
    PlumeMixing plumes_;
    JetMixing jets_;
};

}  // namespace firedrill
