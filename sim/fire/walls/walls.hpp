// Walls: what closed faces take from the gas. Each closed face conducts heat through its layers in
// one dimension between the cells on its two sides; smoke adds radiation to convection: all of it
// between floor and ceiling onto these (GasColumns), that close to them onto side walls. Outer
// surfaces shine on surroundings at the temperature of the start, lowest floors lie on soil. All
// temperatures are kept above those of the start, of indoor sides indoors': what a heated building
// loses to a cold day its heating makes up for, and is not computed. Faces as they were at the
// start beside gas as it was cost next to nothing.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "fire/flow/flow.hpp"
#include "fire/walls/ceiling_convection.hpp"
#include "fire/walls/gas_columns.hpp"

namespace firedrill {

class Probe;

// Radiation that a flame sends to what stands around it.
struct RadiantSource {
    Vec3 at{0, 0, 0};
    double power_w = 0;
};

class Walls {
  public:
    // `indoor_k`: of rooms and of what faces them at the start; of all else the flow's ambient.
    Walls(std::span<const Material> materials, const Flow& flow, double indoor_k);

    // Advances the walls by dt and hands the gas's losses to the flow. `flame_cells`: one flag per
    // element of the layout, or empty: cells whose radiation is that of the flames.
    void advance(double dt, Flow& flow, std::span<const RadiantSource> flames,
                 std::span<const std::uint8_t> flame_cells, Workers& workers);

    double stored_j() const;                         // heat in the walls above their start
    double radiant_j() const { return radiant_j_; }  // flame radiation that walls took up
    std::size_t faces() const { return low_.size(); }

    static constexpr int nodes = 8;

    // Of all faces, nodes of one after the other [K above the start].
    std::span<const float> node_temperatures() const { return temperature_; }

  private:
    struct Type {                      // of a material: nodes from the low to the high surface
        float capacity[nodes];         // [J/(m2 K)]
        float conductance[nodes + 1];  // between nodes; first and last: from surface to first node
        float emissivity;
    };
    static constexpr int parts = 16;
    struct Side;
    struct Batch;
    double start_k(std::int16_t room) const { return room >= 0 ? indoor_k_ : outdoor_k_; }
    void sum_up_rooms();
    void see_flames(std::size_t face, std::span<const RadiantSource> flames, const Probe& probe,
                    std::uint64_t holds, float (&radiant)[2]);
    void advance_part(int part, float dt, const Flow& flow, std::span<const RadiantSource> flames,
                      std::uint64_t holds);
    void exchange(Batch& batch, int lane, std::size_t face, int side, const Side& at,
                  const Flow& flow) const;
    void take_over(const Batch& batch, int part);
    void hand_losses(Flow& flow, Workers& workers);
    std::uint64_t views_that_hold(double dt, std::span<const RadiantSource> flames);

    Layout layout_;
    double h_, outdoor_k_, indoor_k_;
    std::vector<Type> types_;
    // Per face.
    std::vector<std::int32_t> low_, high_;          // cells; -1: solid or ground, takes no heat
    std::vector<std::int32_t> row_low_, row_high_;  // of these cells
    std::vector<Vec3> centre_;
    std::vector<std::int16_t> room_low_, room_high_;  // that the sides look into; -1: none
    // What a side without a cell looks at: something solid, soil below the grid, open air beside
    // it.
    enum class Beyond : std::uint8_t { grid, soil, air };
    std::vector<Beyond> beyond_low_, beyond_high_;
    std::vector<std::uint8_t> type_, axis_, warm_;
    std::vector<float> per_share_;              // of its area open, per open share of its flow
    std::vector<float> temperature_;            // nodes per face [K above start]
    std::vector<float> q_low_, q_high_;         // heat from the gas beside it [W]; of awake faces
    std::vector<GasColumns::Surface> surface_;  // of horizontal faces
    // Faces that were awake, those of each part from where the part begins.
    std::vector<std::int32_t> awake_;
    std::array<std::size_t, parts> awake_count_{};
    std::array<double, parts> radiant_w_{};
    GasColumns columns_;
    CeilingConvection ceilings_;
    // Which of the first flames a face sees, a bit each; looked up anew when that flame moves and
    // every second: following lines of sight was what walls cost most.
    static constexpr std::size_t most_views = 64;
    std::vector<std::uint64_t> sees_;
    struct Seen {
        Vec3 at;
        double age_s;
    };
    std::vector<Seen> seen_;  // of each of these flames
    double radiant_j_ = 0;
    // Per room: emissivity times area of its surfaces [m2], and what they send out above that of
    // the start temperature [W/m2], the mean over the whole enclosure.
    std::vector<double> room_area_m2_, room_emission_w_m2_;
    std::vector<double> room_emission_w_;  // of each part's faces, rooms side by side
};

}  // namespace firedrill
