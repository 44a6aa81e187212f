// Fire: flow, burning items, walls, detectors and suppression behind one door. Owns the fields;
// reads the Grid, whose openings others change between steps. Knows nothing of people or of drills.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/workers.hpp"
#include "building/grid.hpp"

namespace firedrill {

struct FireSettings {
    double courant =
        0.95;  // sum |u_i| dt/h at most this [0.1 … 0.95]; above 1 transport is unstable
    double max_dt_s =
        0.1;  // longest flow step: two ticks of a drill, which the gas lags by at most
    double divergence_tolerance =
        1e-2;  // residual divergence relative to the source's; looser heats the gas falsely
    bool radiation_to_items = true;
    double smagorinsky = 0.2;  // of the subgrid's viscosity [0 … 0.25]; fire/flow/subgrid.hpp
};

// Gas at a point, interpolated (trilinear).
struct GasSample {
    double temperature_c = 20;
    double soot_kg_m3 = 0;
    double extinction_1_m = 0;  // K = 8700 m2/kg x soot density (Mulholland & Croarkin 2000)
    double oxygen = 0.209;      // volume fractions
    double carbon_dioxide = 0.0004;
    double carbon_monoxide = 0;
    double hydrogen_cyanide = 0;
    double radiant_flux_kw_m2 = 0;  // from flames and hot smoke onto a small body
    Vec3 velocity{0, 0, 0};
};

enum class BurnState : std::uint8_t { cold, burning, extinguished, burnt_out };
// One thing that burns or can burn: a Burner or a Thing with a Burnable.
struct FireSource {
    std::string id;
    bool is_burner = false;
    std::int32_t index = -1;  // into scenario.burners or Building::things; -1: a burning lining
    FuelIndex fuel;
    Vec3 base{0, 0, 0};  // middle of the burning surface
    Vec2 size{0.3, 0.3};
    BurnState state = BurnState::cold;
    double ignited_s = -1;  // fire time of ignition
    double hrr_kw = 0;      // burned now, after oxygen and agents
    double flame_height_m = 0;
    double wetness_kg = 0;    // water or foam held
    double knocked_down = 0;  // powder/CO2 effect on the flame [0 … 1]
    double surface_temperature_c = 20;
    double burned_kg = 0;
    FireClass fire_class = FireClass::A;
};

struct FireEvent {  // published in order of happening, cleared by take_events
    enum class Kind {
        ignited,
        extinguished,
        reignited,
        burnt_out,
        detector,
        sprinkler,
        window_broken,  // its upper part fell out
        flashover,
        window_fallen,  // the rest followed
        oil_thrown,     // water met burning oil
        water_on_live,  // water or foam on live electrical equipment
        vent_opened     // a smoke vent opened or started
    } kind;
    double time_s;
    std::int32_t index;  // source, fixture, opening (window_*) or room (flashover)
};

// Views of the cell fields, grid order (x fastest), valid until the next step.
struct FieldView {
    int nx = 0, ny = 0, nz = 0;
    std::span<const float> temperature_k;
    std::span<const float> soot_kg_m3;
};

struct FireTotals {
    double time_s = 0;
    std::int64_t flow_steps = 0;
    std::int64_t pressure_iterations = 0;  // of all flow steps
    std::size_t cells = 0;
    double hrr_kw = 0;
    double mass_balance_error = 0;    // relative
    double energy_balance_error = 0;  // relative
    double carbon_balance_error = 0;  // of the fuel's carbon: what is not found in the gas again
    double oxygen_balance_error = 0;  // of what combustion took: what the air does not lack
    double burned_mj = 0,
           radiated_mj = 0;         // released by burning since the start, and of it sent out
    double heat_to_gas_mj = 0;      // what the gas got of it, by the flow's own account
    double soot_balance_error = 0;  // of what burning added: what the flow lost or made
    double max_temperature_c = 20;
    double max_velocity_m_s = 0;
};

class Fire {
  public:
    // The grid must outlive the Fire. `seed` for ignition scatter.
    Fire(const Building& building, Grid& grid, const FireSettings& settings, Workers& workers,
         std::uint64_t seed);
    ~Fire();

    // Advances by dt [s] in flow steps of its own.
    void step(double dt);

    // To be called after openings of the grid changed.
    void openings_changed(std::span<const OpeningIndex> openings);

    GasSample sample(Vec3 at) const;
    Vec3 velocity(Vec3 at) const;  // of the gas alone: for the many parcels of a jet
    FieldView fields() const;
    std::span<const FireSource> sources() const;
    std::int32_t source_of_thing(std::string_view id) const;  // -1: cannot burn
    bool ignite(std::int32_t source);                         // false: cannot burn any more
    // Agent that lands at `at` during the coming step, coming from `from`; jets are traced by the
    // caller. What a wall or floor hides from there it does not reach.
    void apply_agent(Agent agent, Vec3 at, double mass_kg, Vec3 from);
    void apply_agent(Agent agent, Vec3 at, double mass_kg) { apply_agent(agent, at, mass_kg, at); }
    // Lays a fire blanket over a source, or takes it off. It holds on what it can cover.
    void cover(std::int32_t source, bool covered);
    void open_vent(std::int32_t fixture);  // by hand; nothing where it is no smoke vent
    void shut_off(std::int32_t source);    // gas cut at the valve, a pan's heater switched off
    std::vector<FireEvent> take_events();

    // Device readings of the scenario, in its order (people_through and density stay 0 here).
    void read_devices(std::span<double> values) const;

    FireTotals totals() const;
    std::uint64_t hash() const;  // of the whole state

    // Time spent per named stage since the start [s], for benchmarks.
    std::vector<std::pair<std::string, double>> stage_times() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace firedrill
