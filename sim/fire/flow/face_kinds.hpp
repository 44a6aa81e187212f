// Which faces gas can ever pass: what the pressure hierarchy and the zones are built from, once.
#pragma once

#include <cstdint>
#include <vector>

#include "fire/flow/layout.hpp"

namespace firedrill {

enum class FaceKind : std::uint8_t { closed, open, operable };

struct FaceKinds {
    std::vector<FaceKind> x, y, z;  // in the solver's layout

    FaceKinds() = default;
    FaceKinds(const Layout& layout, const Grid& grid);
    const std::vector<FaceKind>& along(Axis axis) const {
        return axis == Axis::x ? x : (axis == Axis::y ? y : z);
    }
};

// A face of the grid's arrays as an element of the solver's.
std::ptrdiff_t element_of_face(const Layout& layout, Axis axis, std::int32_t face);

}  // namespace firedrill
