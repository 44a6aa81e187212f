// Detection: smoke and heat detectors and sprinkler heads, which wait for the gas around them, or
// for the jet below their ceiling.
// Reads the gas; says what went off and which sprinklers are open. Knows nothing of alarms.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "fire/detection/ceiling_jet.hpp"
#include "fire/detection/response.hpp"
#include "fire/fire.hpp"
#include "fire/probe.hpp"

namespace firedrill {

// One detector or sprinkler of the scenario.
struct Head {
    enum class Kind : std::uint8_t { smoke, heat, sprinkler };
    std::int32_t fixture = -1;
    Kind kind = Kind::smoke;
    Vec3 at{0, 0, 0};
    double threshold = 0;  // obscuration [%/m] or link temperature [C]
    bool dead = false;     // works no more, or its cap is on
    bool active = false;
    double flow_kg_s = 0;  // sprinklers: water, once open
    double spray_radius_m = 0;
    Link link;
    RateOfRise rise;  // heat detectors with a rated rate
    SmokeChamber chamber;
};

class Detection {
  public:
    // Heads begin as warm as `jets` says that the place is.
    Detection(const Building& building, const CeilingJets& jets);

    // Advances all heads by dt in the gas as it is.
    void advance(double time_s, double dt, const CeilingJets& jets, const Probe& probe,
                 std::vector<FireEvent>& events);
    std::span<const Head> heads() const { return heads_; }

  private:
    std::vector<Head> heads_;
};

// One head by dt [s] in gas of this temperature, extinction and speed. True when it goes off.
bool advance_head(Head& head, double gas_c, double extinction_1_m, double speed_m_s, double dt);

}  // namespace firedrill
