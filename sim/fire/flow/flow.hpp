// Flow: the moving gas. Owns fields, pressure solver and zones, and advances them by one flow step
// at a time under the heat and smoke that are handed in. Knows cells and faces, not what burns.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/workers.hpp"
#include "fire/flow/momentum.hpp"
#include "fire/flow/pressure.hpp"
#include "fire/flow/rims.hpp"
#include "fire/flow/subcycles.hpp"
#include "fire/flow/subgrid.hpp"
#include "fire/flow/transport.hpp"
#include "fire/flow/wall_friction.hpp"
#include "fire/flow/zones.hpp"

namespace firedrill {

struct FlowSettings {
    // sum |u_i| dt/h at most this [0.1 … 0.95] in a step, or in either half of it where sections
    // are subcycled; above 1 unstable.
    double courant = 0.95;
    double max_dt_s = 0.1;               // longest step [s]
    bool subcycles = true;               // may be taken where gas is fast
    double divergence_tolerance = 1e-2;  // residual relative to what the step asks for
    int most_iterations = 30;            // of the pressure solution per step
    SubgridSettings subgrid;
    // Share of an opening's area that its jet fills where it leaves the wall [0.6 … 1]. Of the
    // contraction of a sharp-edged opening (0.68 of the area, Emmons, SFPE Handbook) cells of a
    // tenth of its width show about 0.85 by themselves; the rest is this.
    double opening_share = 0.8;
    double ambient_temperature_k = 293.15;
    double ambient_pressure_pa = 101325;
};

// What burning and spraying do to one cell during a step.
struct CellSource {
    std::int32_t element;                         // of the layout
    float heat_w = 0;                             // to the gas, negative: cooling
    std::array<float, scalar_count> mass_kg_s{};  // density_excess is not used
};

struct FlowBalance {
    double heat_j = 0;           // put into the gas, net of what walls took
    double heat_released_j = 0;  // positive sources only, for reference
    double wall_loss_j = 0;
    double carried_out_j = 0;   // enthalpy that left the domain, net
    double released_j = 0;      // of pressurised zones when they were opened
    double stored_j = 0;        // in pressurised zones now
    double mass_out_kg = 0;     // in excess of ambient air, net
    double turned_over_kg = 0;  // the same, every step's without its sign
    double driven_out_kg = 0;   // ambient air that the heat's expansion displaced, for reference
    std::array<double, scalar_count> added_kg{}, out_kg{};
};

class Flow {
  public:
    Flow(const Grid& grid, const FlowSettings& settings, Workers& workers);

    // The step to take now, at most `most`: the longest stable one, or up to twice as long with
    // fast sections in subcycles where that is cheaper.
    double stable_step(double most) const;

    // One step. `sources` act during it; the walls' heat is as set by wall_heat().
    void step(double dt, std::span<const CellSource> sources);

    // Where plumes begin from now on, at most `most_plumes`.
    void set_plumes(std::span<const PlumeFoot> feet) { plumes_.assign(feet.begin(), feet.end()); }
    std::span<const PlumeFoot> plumes() const { return plumes_; }

    // Heat that walls take from cells [W], negative where they give; kept until changed. Mark each
    // row that holds any in wall_rows().
    FieldArray& wall_heat() { return wall_heat_; }
    RowFlags& wall_rows() { return wall_rows_; }
    void wall_heat_changed();  // sums it anew

    // Copies the shares of all faces, or of some openings, from the grid.
    void read_shares();
    void read_shares(std::span<const OpeningIndex> openings);
    void set_leakage_area(OpeningIndex opening, double area_m2);
    // A fan in a shut opening to the outdoors starts to extract this volume; 0 stops it.
    void set_fan(OpeningIndex opening, double m3_s);
    // Pressure of the wind [Pa] on the outdoor side of an opening, shut or open.
    void set_wind(OpeningIndex opening, double pascal);

    // Gives cells a temperature at ambient pressure, before the first step.
    void set_temperature(std::ptrdiff_t element, double kelvin);

    const Layout& layout() const { return layout_; }
    const Grid& grid() const { return *grid_; }
    Fields& fields() { return fields_; }
    const Fields& fields() const { return fields_; }
    const Zones& zones() const { return zones_; }
    const Pressure& pressure() const { return pressure_; }
    const std::vector<std::uint8_t>& fluid() const { return fluid_; }
    const FaceKinds& kinds() const { return kinds_; }
    const PressureResult& last_solution() const { return last_; }
    const Subcycles& subcycles() const { return subcycles_; }  // of the last step
    double ambient_density() const { return ambient_density_; }
    double opening_share() const { return settings_.opening_share; }
    double ambient_temperature() const { return settings_.ambient_temperature_k; }
    double ambient_pressure() const { return settings_.ambient_pressure_pa; }

    double density(std::ptrdiff_t element) const {
        return ambient_density_ + static_cast<double>(fields_.scalar[density_excess][element]);
    }
    double temperature(std::ptrdiff_t element) const {  // [K]
        return (settings_.ambient_pressure_pa + zones_.pressure_at(element)) /
               (gas_constant * density(element));
    }

    double largest_flow() const;  // over all faces [m/s]
    FlowBalance balance() const;
    std::array<double, scalar_count> content_kg() const;  // density_excess: excess over ambient
    // What is missing of mass and energy, relative to what was driven out (or passed the domain's
    // boundary, where wind, fans and warm rooms moved more) and released, of a kilojoule at least.
    double mass_error() const;
    double energy_error() const;
    double scalar_error(Scalar scalar) const;  // of soot and gases, relative to what was added

    std::int64_t steps() const { return steps_; }
    std::int64_t iterations() const { return iterations_; }
    double time_s() const { return time_s_; }
    std::uint64_t hash() const;
    std::vector<std::pair<std::string, double>> stage_times() const;

  private:
    enum Stage { coefficients, expansion, momentum, projection, transport, stages };
    void prepare_expansion(double dt, std::span<const CellSource> sources);
    void apply_leaks(bool open);
    void apply_wind(double dt);
    bool outdoors_high(OpeningIndex opening) const;  // on the side of higher indices
    void collect_partial_faces();
    bool at_rest(std::span<const CellSource> sources) const;

    const Grid* grid_;
    FlowSettings settings_;
    Workers* workers_;
    Layout layout_;
    double h_;
    double ambient_density_;
    std::vector<std::uint8_t> fluid_;
    FaceKinds kinds_;
    Fields fields_;
    Zones zones_;
    Pressure pressure_;
    Momentum momentum_;
    Transport transport_;
    Subcycles subcycles_;
    FieldArray star_u_, star_v_, star_w_;  // predicted velocities
    FieldArray expansion_, wall_heat_;
    RowSpans expands_;  // where expansion_ is not zero
    RowFlags wall_rows_;
    Momentum::PartialFaces partial_;
    Rims rims_;
    WallFriction friction_;
    Subgrid subgrid_;
    std::vector<PlumeFoot> plumes_;
    PressureResult last_;
    bool shares_changed_ = true, hierarchy_stale_ = true;
    int steps_since_refresh_ = 0, steps_to_viscosity_ = 0;
    bool still_ = false;  // nothing has ever moved
    double wall_heat_sum_w_ = 0;
    double largest_expansion_ = 0;  // h times divergence [m/s]
    double first_excess_kg_ = 0;
    FlowBalance balance_;
    double time_s_ = 0;
    std::int64_t steps_ = 0, iterations_ = 0;
    struct WindFace {
        OpeningIndex opening;
        Axis axis;
        std::int32_t element;
        float push;  // along the axis, in units of the pressure [m/s2]
    };
    std::vector<WindFace> wind_;
    bool driven_ = false;  // by wind or fans
    std::array<double, stages> seconds_{};
};

}  // namespace firedrill
