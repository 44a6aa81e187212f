// Rims: faces of an opening that have a wall beside them in their own plane. Gas that flows along
// the wall towards the opening is turned into it by pressure, without loss; the transport of
// momentum, which knows no walls, would take it for gas at rest that the opening's jet has to drag
// along, and the jet would reach 0.7 of the speed that Bernoulli's law gives it. Knows the faces'
// shares and the kernels' flux, nothing of what the openings are.
#pragma once

#include <cstdint>
#include <vector>

#include "fire/flow/fields.hpp"
#include "fire/flow/subcycles.hpp"

namespace firedrill {

class Rims {
  public:
    Rims() = default;
    // Finds faces that are open for good and have a wall, or an opening that may shut, beside them.
    void collect(const Fields& fields);

    // Takes out of predicted velocities along axis `component` (0 … 2) what neighbours closed now
    // took from them while the flow of `fields` carried `carried` (each along x, y and z) for a
    // time of `scale` times h; where it is fast, or elsewhere.
    void correct(int component, const Fields& fields, const FieldArray* const (&carried)[3],
                 float scale, const Subcycles& subcycles, bool fast_faces,
                 FieldArray& predicted) const;

    std::size_t size() const { return faces_[0].size() + faces_[1].size() + faces_[2].size(); }

  private:
    struct Face {
        std::int32_t element;
        std::int16_t column, row;
        std::uint8_t walls;  // bit 0, 1: below and above along the first axis across, 2, 3: second
    };
    std::vector<Face> faces_[3];  // per component
};

}  // namespace firedrill
