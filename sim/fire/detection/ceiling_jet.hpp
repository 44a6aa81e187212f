// Ceiling jet: the stream of hot gas below a ceiling that heads hang in. It is a tenth of the
// room's height deep: less than a cell of the grid in most rooms, where the gas of the cells flows
// several times slower than the jet, and a link in it would act far too late. So heads near a plume
// feel at least the jet of the correlations that DETACT and the design of detectors rest on.
#pragma once

#include "fire/ceiling_plumes.hpp"
#include "fire/probe.hpp"

namespace firedrill {

struct CeilingJet {
    double rise_k = 0;  // above the start
    double speed_m_s = 0;
};

// The jet's largest rise and speed `r_m` from the axis of a plume of `heat_kw` whose ceiling is
// `height_m` above its base, quasi-steady (Alpert 1972, Fire Technology 8).
CeilingJet alpert_jet(double heat_kw, double height_m, double r_m);

// What a head feels.
struct HeadGas {
    double celsius = 20;
    double speed_m_s = 0;
    double soot_kg_m3 = 0;
};

class CeilingJets {
  public:
    // `indoor_k`: of rooms at the start.
    CeilingJets(const Flow& flow, double indoor_k) : flow_(&flow), indoor_k_(indoor_k) {}

    // Temperature at a point at the start, which its room, if it is in one, stays near to.
    double start_k(Vec3 at) const;

    // Takes down the flow's plumes as they are now. Does not allocate.
    void find();

    // The strongest jet at a point: of plumes in the same room, no further than two heights,
    // nothing closed between. Over its depth it falls as a Gaussian (1/e at 0.112 H (1 - exp(-2.24
    // r/H)), Motevalli & Marks 1991), not where the plume turns.
    CeilingJet at(Vec3 at, const Probe& probe) const;

    // The gas of the grid at a head, or the jet where that is hotter or faster.
    HeadGas gas(Vec3 at, const Probe& probe) const;

  private:
    CeilingPlumes plumes_;
    const Flow* flow_;
    double indoor_k_;
};

}  // namespace firedrill
