// Gas fire: fuel gas that left a flame or a valve unburnt and burns elsewhere, where it meets
// oxygen and something lights it. Keeps which cells are alight; the gas itself is transported by
// the flow.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "fire/fuel/combustion.hpp"
#include "fire/fuel/oxygen_taken.hpp"
#include "fire/fuel/radiation.hpp"

namespace firedrill {

// The mixture of all fuel gas that is about, per kilogram of the oxygen that it would take. What
// burns is taken out again, so that the carbon balance closes; where fires of different fuels make
// gas, each puff counts as their mean.
class FuelGasMean {
  public:
    void add(const FuelProperties& fuel, double oxygen_kg, double mass_kg);
    // Products of burning as much gas as takes `oxygen_kg`.
    Products burn(double oxygen_kg);
    double carbon() const;     // of what is about, per kilogram of oxygen [kg/kg]
    double radiative() const;  // share of its heat

  private:
    double oxygen_ = 0, mass_ = 0, carbon_ = 0, soot_ = 0, co_ = 0, hcn_ = 0, radiated_ = 0;
};

class GasFire {
  public:
    explicit GasFire(const Flow& flow);

    // Burns what burns during dt. `mask`: cells of flames, which light gas. Appends to `cells`.
    void advance(double dt, const Flow& flow, const FlameMask& mask, FuelGasMean& mean,
                 OxygenTaken& taken, std::vector<CellSource>& cells);

    // Gas [kg/s of the oxygen it would take] that streams unlit from a valve in the cell `element`:
    // its jet mixes it with the air around, so that a cloud of at most stoichiometric richness
    // grows from the valve on, downwards first as heavy gas does. Returns what found a place
    // [kg/s].
    double release(std::ptrdiff_t element, double oxygen_kg_s, double dt, const Flow& flow,
                   std::vector<CellSource>& cells);

    double burned_w() const { return burned_w_; }  // heat release rate now
    double radiated_w() const { return radiated_w_; }
    Products made() const { return made_; }  // during the last step [kg]
    double oxygen_kg() const { return oxygen_kg_; }
    // What burns now as flames to radiate from, one for each block of eight cells a side, in the
    // burning cell that is nearest to the middle of its heat; where there are more than
    // `most_flames`, the strongest, with the radiation of all.
    std::span<const Flame> flames() const { return flames_; }
    static constexpr std::size_t most_flames = 32;
    bool alight(std::ptrdiff_t element) const {
        return alight_[static_cast<std::size_t>(element)] != 0;
    }

    static constexpr std::size_t most_cells = 8192;

  private:
    std::vector<std::uint8_t> alight_;
    std::vector<std::int32_t> burning_, next_, cloud_;
    std::vector<std::uint8_t> in_cloud_;
    double burned_w_ = 0, radiated_w_ = 0, oxygen_kg_ = 0;
    Products made_;
    // Heat of each block and its first moment [W, W m], those touched now, and their flames.
    struct Heat {
        double w = 0;
        Vec3 moment{0, 0, 0};
        Vec3 nearest{0, 0, 0};
        double nearest_m2 = 1e30;
    };
    std::int32_t block_of(Int3 cell) const;
    void gather_flames(const Flow& flow, double radiative);
    static constexpr int block = 8;
    int blocks_x_, blocks_y_;
    std::vector<Heat> heat_;
    std::vector<std::int32_t> touched_;
    std::vector<Flame> flames_;
};

}  // namespace firedrill
