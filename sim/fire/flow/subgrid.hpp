// Subgrid: what eddies smaller than a cell do to momentum and to what the gas carries. An eddy
// viscosity from the strain of the resolved flow (Smagorinsky 1963), and an eddy diffusivity
// proportional to it. Without it a plume on coarse cells hardly entrains: it rises like a laminar
// one. Knows fields and shares; nothing crosses a closed face (how walls slow the gas beside them:
// wall_friction.hpp).
#pragma once

#include <vector>

#include "base/workers.hpp"
#include "fire/flow/fields.hpp"
#include "fire/flow/jet_mixing.hpp"
#include "fire/flow/plume_mixing.hpp"

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
    // `feet` and below the ceilings that they meet.
    void find_viscosity(const Fields& fields, std::span<const PlumeFoot> feet, const Grid& grid,
                        double dt, Workers& workers);
    // Mixes the scalars over dt; conserves each.
    void mix(Fields& fields, double dt, double h, Workers& workers);

    bool acts() const { return settings_.smagorinsky > 0; }
    const FieldArray& viscosity() const { return viscosity_; }

  private:
    static constexpr int thinnest_mixing_slab = 8;  // as thin as those of the transport
    Layout layout_;
    SubgridSettings settings_;
    Slabs slabs_, mixing_slabs_;
    FieldArray viscosity_;
    Scratchpad scale_x_;  // of what is mixed through the faces of a row in x
    PlumeMixing plumes_;
    JetMixing jets_;
};

}  // namespace firedrill
