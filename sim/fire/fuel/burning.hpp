// Burning: the things that burn or could burn, how they catch fire from each other, what they give
// to the gas, and what extinguishing agents do to them. Reads the gas; hands out cell sources.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "fire/fire.hpp"
#include "fire/fuel/flame_column.hpp"
#include "fire/probe.hpp"
#include "fire/walls/walls.hpp"

namespace firedrill {

class Burning {
  public:
    Burning(const Building& building, const Flow& flow, const FireSettings& settings,
            std::uint64_t seed);

    // Advances all sources by dt: curves, oxygen, agents, ignition of neighbours.
    void advance(double time_s, double dt, const Flow& flow, const Probe& probe,
                 std::vector<FireEvent>& events);

    bool ignite(std::int32_t source, double time_s, std::vector<FireEvent>& events);
    void apply_agent(Agent agent, Vec3 at, double mass_kg);
    // Water falling on an area around `at` (sprinklers).
    void spray(Vec3 at, double radius_m, double mass_kg);
    void shut_off(std::int32_t source, double time_s, std::vector<FireEvent>& events);

    std::span<const FireSource> sources() const { return sources_; }
    std::int32_t source_of(std::string_view id) const;
    std::span<const CellSource> cell_sources() const { return cells_; }
    std::span<const RadiantSource> flames() const { return flames_; }
    double total_hrr_kw() const { return total_hrr_kw_; }
    double hcn_per_co() const { return co_kg_ > 0 ? hcn_kg_ / co_kg_ : 0; }
    double co2_per_oxygen() const { return oxygen_kg_ > 0 ? co2_kg_ / oxygen_kg_ : 1.0; }
    // Flux of all flames on a small body [W/m2].
    double flame_flux(Vec3 at, const Probe& probe) const;

  private:
    struct Fuel {
        double heat_j_kg = 17e6, soot = 0.015, co = 0.004, co2 = 1.3, hcn = 0;
        double radiative = 0.3;
    };
    struct Item {  // what FireSource does not show
        HrrCurve curve;
        Fuel fuel;
        FireClass fire_class = FireClass::A;
        double start_s = -1;  // catches fire by itself then; -1: never
        double ignition_flux_w_m2 = 20e3, ignition_k = 623;
        bool reignites = false;
        Vec3 centre{0, 0, 0}, half{0.1, 0.1, 0.1};  // upright box around it
        double progress_s = 0;                      // along the curve
        double heat = 0;                            // 1: catches fire
        double size = 1;                            // of the fire after cooling [0 … 1]
        double oxygen = 1;                          // share that the air feeds [0 … 1]
        double out_for_s = 0;                       // flame hardly there
        double relight_at_s = -1;
        double flare_s = 0;  // oil thrown about by water
        double lasting = 0;  // agent that stays: foam cover, melted powder [0 … 1]
        bool shut_off = false;
        bool suits = true;  // the agents used can put this class out for good
    };
    void burn(std::size_t s, double time_s, double dt, const Flow& flow,
              std::vector<FireEvent>& events);
    void warm_up(double time_s, double dt, const Flow& flow, const Probe& probe,
                 std::vector<FireEvent>& events);
    double surrounding_oxygen(const FireSource& source, const Flow& flow, double& kelvin) const;
    void agent_on(std::size_t s, Agent agent, double mass_kg);

    std::vector<FireSource> sources_;
    std::vector<Item> items_;
    std::unordered_map<std::string, std::int32_t> by_id_;
    std::vector<CellSource> cells_;
    std::vector<RadiantSource> flames_;
    std::vector<FlameCell> flame_;
    std::vector<std::uint8_t> seen_;
    double total_hrr_kw_ = 0;
    double since_warm_up_s_ = 0;
    double hcn_kg_ = 0, co_kg_ = 0, co2_kg_ = 0, oxygen_kg_ = 0;
    bool radiation_ = true;
    double ambient_c_ = 20;
};

}  // namespace firedrill
