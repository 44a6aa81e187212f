// Bias and scatter of predictions against measurements as the FDS Validation Guide (NIST SP 1018-3,
// chapter on model uncertainty) defines them: from the logarithms of predicted over measured.
// Knows numbers only.
#pragma once

#include <span>

#include "base/vec.hpp"

namespace firedrill::validate {

struct Accuracy {
    int pairs = 0;
    double bias = 1;     // exp of the mean of ln(predicted/measured)
    double scatter = 0;  // standard deviation of the same, n - 1: relative, experiment's included
    // That of the model alone: the square root of the variance less the experiment's, after
    // McGrattan & Toman 2011.
    double model_scatter = 0;
};

// `pairs`: x measured, y predicted; both of one sign, pairs of another sign are counted as a
// prediction of a hundredth. `experimental`: relative standard deviation of the measurement.
Accuracy accuracy_of(std::span<const Vec2> pairs, double experimental);

}  // namespace firedrill::validate
