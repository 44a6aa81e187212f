// A face's coefficient of the pressure operator, open share x lightness, in sixteen bits: the
// pressure solution is bound by memory. Fixed point keeps 1 (open face, ambient air) exact, steps
// of 1/8192 are far below what a face share or a temperature is known to, and since the same
// coefficients are used to project, the result is as free of divergence as with more bits.
#pragma once

#include <cstdint>

#include "fire/flow/layout.hpp"

namespace firedrill {

using Coefficient = std::uint16_t;
using CoefficientArray = GridArray<Coefficient>;
constexpr float coefficient_one = 8192.0f;
constexpr float coefficient_unit = 1.0f / coefficient_one;
constexpr float largest_coefficient = 7.99f;  // air at 2,340 K

}  // namespace firedrill
