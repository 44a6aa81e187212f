// Agent gas: carbon dioxide and clean agents where they land in the air. They push the air aside,
// so that its oxygen thins out, and chill it. What they displace is booked as oxygen used, in the
// cells around the landing, never more than is there; the rest waits. Carbon dioxide comes into its
// place, which makes people breathe faster; the flow has no field for clean agents. (A room of
// volume V after a gas volume v keeps 1 - v/V of its oxygen here; exactly, mixed and leaking, it is
// exp(-v/V). For hand-held extinguishers the two are one.)
#pragma once

#include <vector>

#include "fire/flow/flow.hpp"
#include "fire/fuel/oxygen_taken.hpp"
#include "fire/suppression/agent_data.hpp"

namespace firedrill {

class AgentGas {
  public:
    explicit AgentGas(std::size_t most_clouds) { clouds_.reserve(most_clouds); }

    // Agent of this mass lands; without effect where it is no gas.
    void release(const AgentProperties& agent, Vec3 at, double mass_kg);
    // Hands out what the gas does over the next dt [s], and forgets clouds that have spent
    // themselves.
    void advance(double dt, const Flow& flow, OxygenTaken& taken, std::vector<CellSource>& sources);
    // What has come into the gas so far, for the balances.
    double displaced_oxygen_kg() const { return displaced_kg_; }
    double carbon_dioxide_kg() const { return carbon_dioxide_kg_; }

  private:
    struct Cloud {
        Vec3 at;
        double oxygen_kg;          // still to displace
        double carbon_dioxide_kg;  // still to come, in proportion
        double chill_j;            // still to take
    };
    std::vector<Cloud> clouds_;
    double displaced_kg_ = 0, carbon_dioxide_kg_ = 0;
};

}  // namespace firedrill
