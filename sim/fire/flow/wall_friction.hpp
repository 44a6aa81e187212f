// Wall friction: walls, floors and ceilings slow the gas that flows along them. The cells are far
// thicker than the layer in which it is slowed, so a wall law gives the stress from the mean speed
// of the cell beside the wall: viscous sublayer and 1/7 power law, integrated over the cell (Werner
// & Wengle 1991). It takes many seconds to slow a cell, so each step sees to a sixteenth of the
// faces, for the time since their last turn. Knows faces and shares, not what the walls are.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/workers.hpp"
#include "fire/flow/face_kinds.hpp"
#include "fire/flow/fields.hpp"

namespace firedrill {

class WallLaw {
  public:
    explicit WallLaw(double h);  // edge of a cell [m]
    // Stress over density per speed [m/s] that a smooth wall exerts on a cell whose mean speed
    // along it is `speed` [m/s]. `lightness`: ambient density / density; hot gas is more viscous.
    float drag_m_s(float speed, float lightness) const;

  private:
    float ratio_, root_;  // ambient viscosity / h, and its seventh root
};

class WallFriction {
  public:
    // Finds the faces beside walls; to be called once, when the shares are known.
    void collect(const Fields& fields, const FaceKinds& kinds);

    // Takes from the predicted velocities u, v, w what walls took since the faces' last turn;
    // a step of `dt` ends now.
    void slow(const Fields& fields, const FieldArray& lightness, double dt, double h, FieldArray& u,
              FieldArray& v, FieldArray& w, Workers& workers);

    static constexpr int turns = 16;

  private:
    struct Face {
        std::int32_t element;
        std::uint8_t walls;  // bit 0, 1: below and above along the first axis across, 2, 3: second
    };
    std::vector<Face> faces_[3];  // per component
    std::array<double, turns> waited_s_{};
    int turn_ = 0;
};

}  // namespace firedrill
