// GasColumns: radiation between floors and ceilings and the gas that stands between them. A layer
// of smoke shines on the floor far below it, through clear air; each column of cells between two
// closed horizontal faces is a stack of grey slabs (net exchange between each slab and each of the
// two surfaces, so that what a surface gains is what the gas loses). Cells of flames are left out:
// what a flame sends out is its radiative fraction.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "fire/flow/flow.hpp"

namespace firedrill {

class GasColumns {
  public:
    static constexpr float wall_share = seen_through_share;

    // What a black surface gets from the gas before it, above what it would get from gas at the
    // temperature of the start, and the share that the gas lets through.
    struct View {
        float gas_w_m2 = 0, passes = 1;
    };
    // A horizontal face as the gas sees it: its emissivity, and what black surfaces as warm as its
    // two sides send out above the start's temperature.
    struct Surface {
        float emissivity = 0, low_w_m2 = 0, high_w_m2 = 0;
    };

    // `indoor_k`: temperature of rooms at the start; of all else the flow's ambient.
    GasColumns(const Flow& flow, double indoor_k);
    // Face number `face`, between the element and the one below it. Numbers count from 0.
    void add_face(std::int32_t face, std::ptrdiff_t element);

    // Finds all views anew, and what each cell loses. `surface`: per face. `flames`: one flag per
    // element, empty for none. `dt`: of the walls; no cell loses more than it can in that time.
    void exchange(double dt, const Flow& flow, std::span<const Surface> surface,
                  std::span<const std::uint8_t> flames, Workers& workers);

    // Of the low side (a ceiling) and the high side (a floor); only for faces that are more than
    // half closed, others are seen through.
    View low(std::int32_t face) const { return low_[static_cast<std::size_t>(face)]; }
    View high(std::int32_t face) const { return high_[static_cast<std::size_t>(face)]; }

    // Heat that cells lose to floors and ceilings [W], and the rows that hold any.
    const FieldArray& lost_w() const { return lost_w_; }
    const RowFlags& rows() const { return rows_; }

  private:
    bool has_smoke(const Fields& fields, int j) const;
    void see_slabs(double dt, const Flow& flow, std::span<const std::uint8_t> flames, int j,
                   float* passes, float* black) const;
    void sweep(const Flow& flow, std::span<const Surface> surface, int j, bool down,
               const float* passes, const float* black, float* work);

    Layout layout_;
    double h_;
    GridArray<std::int32_t> face_;  // number + 1 of the face below an element, 0: none
    FieldArray start_k_;            // temperature at the start
    RowFlags can_close_;            // rows that hold a face which is not open, or can shut
    std::vector<View> low_, high_;
    std::vector<std::uint8_t> seen_;  // slices across y whose views are not those of clear air
    FieldArray lost_w_;
    RowFlags rows_;
    Scratchpad work_;  // of each part: per cell of a slice two, per cell of a row four
};

}  // namespace firedrill
