// Jet: agent in flight, as parcels on ballistic ways with drag, until they meet something. The
// nozzle's speed is chosen so that the jet reaches as far as the extinguisher's rating says;
// draughts and the fire's own updraught carry it away. Knows the air, not what burns.
#pragma once

#include <vector>

#include "base/random.hpp"
#include "base/vec.hpp"
#include "drill/bodies.hpp"
#include "fire/fire.hpp"

namespace firedrill {

struct Parcel {
    Vec3 place{0, 0, 0}, velocity{0, 0, 0};
    double mass_kg = 0;
    double age_s = 0;
};

struct LandedAgent {
    Vec3 place{0, 0, 0};
    Vec3 came_from{0, 0, 0};  // a little before, on its way
    double mass_kg = 0;
};

class Jet {
  public:
    Jet() { parcels_.reserve(512), landed_.reserve(512); }
    // Lets go `mass_kg` from the nozzle in this tick, shared by a few parcels inside a cone of this
    // half angle.
    void emit(Vec3 nozzle, Vec3 direction, double reach_m, double spread_deg, double mass_kg,
              RandomStream& random);
    // Moves all parcels; those that meet something, or have spent themselves, land. Drag is
    // towards the air's own velocity (`air` nullptr: it stands still).
    void step(double dt, const Bodies& bodies, const Fire* air);
    const std::vector<Parcel>& parcels() const { return parcels_; }
    // What landed in the last step.
    const std::vector<LandedAgent>& landed() const { return landed_; }

  private:
    std::vector<Parcel> parcels_;
    std::vector<LandedAgent> landed_;
};

}  // namespace firedrill
