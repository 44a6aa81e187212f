// Pressure: finds the pressure that gives the predicted velocities their wanted divergence, and
// applies it. Conjugate gradients, preconditioned by one V-cycle of Multigrid, warm started from
// the last step. The unknown is P = p'/(rho_ambient h) [m/s2], so that a face's flow becomes
// u* - dt B (P_high - P_low) with B = open share x ambient density / density at the face.
#pragma once

#include <span>
#include <vector>

#include "base/workers.hpp"
#include "fire/flow/fields.hpp"
#include "fire/flow/lanes.hpp"
#include "fire/flow/multigrid.hpp"

namespace firedrill {

namespace pressure_kernels {
struct SlabScratch;
}

struct PressureResult {
    int iterations = 0;
    double residual = 0;      // root mean square of h times the divergence error [m/s]
    double net_residual = 0;  // sum of h times the divergence error over all cells [m/s]
    double wanted = 0;        // the same of the change asked for
    float fastest_rate = 0;   // largest sum over axes of |flow| [m/s] in a cell, afterwards
};

class Pressure {
  public:
    Pressure(const Layout& layout, const FaceKinds& kinds, const std::vector<std::uint8_t>& fluid);

    // Cell lightness and face coefficients for the present density and shares. Only blocks
    // that hold or held hot gas are touched, all of them after shares changed.
    void update_coefficients(const Fields& fields, float ambient_density, bool shares_changed,
                             Workers& workers);
    // Sums the coefficients for the coarse levels: after shares changed, and now and then.
    void refresh_hierarchy(Workers& workers);

    // Solves for fields.pressure and makes the predicted velocities of fields the final ones.
    // `expansion` is h times the wanted divergence. Stops when the residual is `tolerance` of what
    // was asked for, or `floor` [m/s]. A residual small in each cell, but of one sign, would be gas
    // lost: where its sum over all cells exceeds `most_net_residual` [m/s] a uniform pressure sends
    // that sum out through the open air. What is left over is asked for again in the next step, so
    // that the volume that flowed is right over time however loose the tolerance.
    PressureResult project(Fields& fields, const FieldArray& expansion, double dt, double tolerance,
                           double floor, double most_net_residual, int most_iterations,
                           Workers& workers);

    const FieldArray& lightness() const { return lightness_; }
    // Per row and column, row by row of the layout's width, the largest sum over axes of |flow|
    // [m/s] in the cells above each other, as projected.
    std::span<const float> rates() const { return rates_; }
    const Multigrid& hierarchy() const { return hierarchy_; }

  private:
    // z = M^-1 r; returns r.z.
    double precondition(Workers& workers);
    static double sum(const std::vector<double>& parts);
    int first_row(int part) const;  // of row_slabs_
    pressure_kernels::SlabScratch scratch_of(int part) const;

    Layout layout_;
    Slabs slabs_, row_slabs_;  // of planes; of pairs of rows
    Multigrid hierarchy_;
    FieldArray lightness_;
    CoefficientArray bx_, by_, bz_;
    GridArray<Brief> inverse_;  // of the diagonal, damped: for the smoother
    FieldArray r_, z_, d_, q_;
    RowSpans hot_;         // where gas is hot, or was when coefficients were last computed
    RowSpans hot_before_;  // where it was
    RowSpans wanted_;      // where coefficients have to be computed
    struct Scratch {
        Scratchpad memory;
        float* plane[4];
        float *left, *nothing, *carried_y, *carried_z, *edge_v;
    };
    std::vector<Scratch> scratch_;
    Scratchpad inside_;  // of a row: one in its cells, zero in its padding
    std::vector<double> sum_a_, sum_b_, net_;
    std::vector<float> rates_, largest_;
    double cells_ = 0;
    double last_dt_ = 0;  // of the step whose residual r_ still holds
};

}  // namespace firedrill
