// Burning: the things that burn or could burn, how they catch fire from each other, what they give
// to the gas, and what extinguishing agents do to them. Reads the gas; hands out cell sources.
//
//     advance = special states (batteries, oil) -> flames (flames.cpp) -> unburnt gas
//     (gas_fire.cpp)
//               -> warming and catching fire (spread.cpp)
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/hash.hpp"
#include "fire/fire.hpp"
#include "fire/fuel/flame_column.hpp"
#include "fire/fuel/gas_fire.hpp"
#include "fire/fuel/item.hpp"
#include "fire/fuel/radiation.hpp"
#include "fire/probe.hpp"
#include "fire/suppression/agent_state.hpp"
#include "fire/walls/walls.hpp"

namespace firedrill {

class Burning {
  public:
    Burning(const Building& building, const Flow& flow, const FireSettings& settings,
            std::uint64_t seed);

    // Advances all sources by dt: curves, oxygen, agents, ignition of neighbours.
    void advance(double time_s, double dt, const Flow& flow, const Probe& probe,
                 std::vector<FireEvent>& events, Workers& workers);

    bool ignite(std::int32_t source, double time_s, std::vector<FireEvent>& events);
    // Agent that lands at `at` from `from`: on the nearest thing, unless something is between.
    void apply_agent(Agent agent, Vec3 at, double mass_kg, Vec3 from, const Probe& probe,
                     double time_s, std::vector<FireEvent>& events);
    // Water [kg/m2] falling on a circle below `at` (sprinklers), where it sees that from there.
    // Returns what fell on things [kg].
    double spray(Vec3 at, double radius_m, double density_kg_m2, const Probe& probe);
    // Lays a fire blanket over it or takes it off.
    void cover(std::int32_t source, bool covered);
    const AgentState& agents_on(std::size_t source) const { return items_[source].agents; }
    std::span<const AgentProperties> agent_properties() const { return agents_; }
    void shut_off(std::int32_t source, double time_s, std::vector<FireEvent>& events);

    std::span<const FireSource> sources() const { return sources_; }
    std::int32_t source_of(std::string_view id) const;
    std::span<const CellSource> cell_sources() const { return cells_; }
    // One point per burning source, for the walls.
    std::span<const RadiantSource> flames() const { return radiant_; }
    std::span<const std::uint8_t> flame_cells() const { return mask_; }  // a flag per element
    // Every flame that burns now.
    std::span<const Flame> columns() const { return flames_; }
    OxygenTaken& oxygen_taken() { return taken_; }
    double total_hrr_kw() const { return total_hrr_kw_; }  // of sources and of gas between them

    // Flux of all flames and of hot gas onto a small body [W/m2]: flames from where they stand, gas
    // from above; or onto a surface that looks along `normal` (unit).
    double flux_onto(Vec3 at, const Flow& flow) const;
    double flux_onto(Vec3 at, Vec3 normal, const Flow& flow) const;

    // What was burnt and made since the start, for balances [J, kg].
    struct Ledger {
        double burned_j = 0, radiated_j = 0, to_gas_j = 0;
        double oxygen_kg = 0;    // taken by burning
        double carbon_kg = 0;    // of fuel driven out, burnt or not
        double fuel_gas_kg = 0;  // unburnt, as oxygen that it would take, less what burnt later
    };
    const Ledger& ledger() const { return ledger_; }
    // Of things, what sources() do not show: how warm they are, how far burnt, what is on them.
    void add_state(StateHash& hash) const;
    // Carbon in what is still unburnt, per kilogram of oxygen it would take [kg/kg].
    double fuel_gas_carbon() const { return gas_mean_.carbon(); }

  private:
    // Building the sources (burn_setup.cpp).
    void add(FireSource source, Item item, std::span<const Patch> patches, std::uint64_t seed);
    double start_k(const Patch& patch) const;
    void add_burners(const Building& building);
    void add_things(const Building& building);
    void add_linings(const Building& building, double cell_m);

    std::span<Patch> patches_of(const Item& item) {
        return {patches_.data() + item.first_patch, static_cast<std::size_t>(item.patches)};
    }
    void light(FireSource& source, Item& item, Patch& patch, double time_s,
               std::vector<FireEvent>& events);
    void put_out(std::size_t s, BurnState state, double time_s, std::vector<FireEvent>& events);

    // One source's flames (flames.cpp).
    void burn(std::size_t s, double time_s, double dt, const Flow& flow,
              std::vector<FireEvent>& events);
    void burn_column(std::size_t s, Flame flame, double driven_w, double burning_w, double time_s,
                     double dt, const Flow& flow, double& burned_w);
    void leak(std::size_t s, double dt, const Flow& flow);
    bool keeps_burning(std::size_t s, double time_s, double dt, std::vector<FireEvent>& events);
    double surrounding_oxygen(const FireSource& source, const Flow& flow, double& kelvin) const;
    void mark_flames();
    void mark_from(std::size_t first);  // what cells_ holds from there on

    // Warming of what does not burn yet (spread.cpp).
    void special_states(double time_s, double dt, const Probe& probe,
                        std::vector<FireEvent>& events);
    void warm_up(double time_s, double dt, const Flow& flow, const Probe& probe,
                 std::vector<FireEvent>& events);
    double gas_flux(Vec3 at, Vec3 normal, const Flow& flow) const;  // rays only where it is felt
    // Of all flames onto a surface, or, without a normal, onto a small body.
    double flame_flux(Vec3 at, const Vec3* normal, const Flow& flow) const;
    double flux_onto_patch(const Item& item, const Patch& patch, std::int32_t source,
                           const Flow& flow) const;
    bool touches(const Flame& flame, const Patch& patch) const;
    void come_back(std::size_t s, double time_s, const Flow& flow, std::vector<FireEvent>& events);

    // What agents have done (agents_on_fire.cpp).
    BurningSurface surface_of(std::size_t s) const;
    bool reaches(Vec3 from, std::size_t s, const Probe& probe) const;
    double left_by_agents(std::size_t s) const;  // share of the flame [0 … 1]
    bool covered(std::size_t s) const;           // too much for flames to come back
    bool open_to_fire(std::size_t s) const;      // neither wet nor covered
    void agents_act(std::size_t s, double dt);   // in dt, and on what FireSource shows
    void show_agents(std::size_t s);

    std::vector<AgentProperties> agents_;
    std::vector<FireSource> sources_;
    std::vector<Item> items_;
    std::vector<Patch> patches_;
    std::unordered_map<std::string, std::int32_t> by_id_;
    std::vector<CellSource> cells_;
    std::vector<RadiantSource> radiant_;
    std::vector<Flame> flames_;
    std::vector<FlameCell> flame_;
    std::vector<std::uint8_t> seen_;
    FlameMask mask_;
    std::vector<std::int32_t> masked_;
    HotBlocks hot_;
    GasFire gas_fire_;
    OxygenTaken taken_;
    FuelGasMean gas_mean_;
    Ledger ledger_;
    double total_hrr_kw_ = 0;
    double since_warm_up_s_ = 0;
    bool radiation_ = true;
    const Grid* grid_;
    double outdoor_k_, indoor_k_;  // at the start
    std::uint64_t seed_ = 0;
};

}  // namespace firedrill
