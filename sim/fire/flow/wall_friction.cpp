#include "fire/flow/wall_friction.hpp"

#include <cmath>

namespace firedrill {
namespace {

constexpr Axis axes[3] = {Axis::x, Axis::y, Axis::z};
constexpr int across[3][2] = {{1, 2}, {0, 2}, {0, 1}};  // each component

// Power law u+ = a y+^b of Werner & Wengle.
constexpr double a = 8.3, b = 1.0 / 7;
const auto first_term = static_cast<float>((1 - b) / 2 * std::pow(a, (1 + b) / (1 - b)));
const auto second_term = static_cast<float>((1 + b) / a);
const auto sublayer = static_cast<float>(0.5 * std::pow(a, 2 / (1 - b)));
constexpr double ambient_viscosity_m2_s = 1.5e-5;  // of air at 20 C

float root_of_root(float x) {
    return std::sqrt(std::sqrt(x));
}
float power_7_4(float x) {
    const float root = std::sqrt(x);
    return x * root * std::sqrt(root);
}

}  // namespace

WallLaw::WallLaw(double h)
    : ratio_(static_cast<float>(ambient_viscosity_m2_s / h)),
      root_(static_cast<float>(std::pow(ambient_viscosity_m2_s / h, b))) {}

float WallLaw::drag_m_s(float speed, float lightness) const {
    // Kinematic viscosity goes with the temperature to the power 7/4.
    const float viscosity = ratio_ * power_7_4(lightness);
    if (speed <= sublayer * viscosity) return 2 * viscosity;
    const float root = root_ * root_of_root(lightness);
    return power_7_4(root * (first_term * viscosity + second_term * speed)) / speed;
}

void WallFriction::collect(const Fields& fields, const FaceKinds& kinds) {
    const Layout& l = fields.layout;
    const FieldArray* const share[3] = {&fields.share_x, &fields.share_y, &fields.share_z};
    for (int c = 0; c < 3; ++c) {
        faces_[c].clear();
        const std::ptrdiff_t back = l.stride(axes[c]);
        for (int k = 0; k < l.nz; ++k)
            for (int j = 0; j < l.ny; ++j)
                for (int i = 0; i < l.nx; ++i) {
                    const int at[3] = {i, j, k};
                    const std::ptrdiff_t e = l.at(i, j, k);
                    if (at[c] == 0 || (*share[c])[e] < 1.0f) continue;
                    std::uint8_t walls = 0;
                    for (int n = 0; n < 2; ++n) {
                        const int axis = across[c][n];
                        const std::ptrdiff_t s = l.stride(axes[axis]);
                        const auto& kind = kinds.along(axes[axis]);
                        const auto can_shut = [&](std::ptrdiff_t side) {
                            return kind[static_cast<std::size_t>(side)] != FaceKind::open ||
                                   kind[static_cast<std::size_t>(side - back)] != FaceKind::open;
                        };
                        if (can_shut(e)) walls = static_cast<std::uint8_t>(walls | 1u << (2 * n));
                        if (can_shut(e + s))
                            walls = static_cast<std::uint8_t>(walls | 2u << (2 * n));
                    }
                    if (walls != 0) faces_[c].push_back({static_cast<std::int32_t>(e), walls});
                }
    }
}

void WallFriction::slow(const Fields& fields, const FieldArray& lightness, double dt, double h,
                        FieldArray& u, FieldArray& v, FieldArray& w, Workers& workers) {
    for (double& waited : waited_s_) waited += dt;
    const auto turn = static_cast<std::size_t>(turn_);
    const auto per_speed = static_cast<float>(waited_s_[turn] / h);
    waited_s_[turn] = 0;
    turn_ = (turn_ + 1) % turns;
    const Layout& l = fields.layout;
    const FieldArray* const flow[3] = {&fields.u, &fields.v, &fields.w};
    const FieldArray* const share[3] = {&fields.share_x, &fields.share_y, &fields.share_z};
    FieldArray* const out[3] = {&u, &v, &w};
    const WallLaw law(h);
    constexpr int parts = 8;
    workers.for_parts(parts, [&](int part) {
        for (int c = 0; c < 3; ++c) {
            const std::ptrdiff_t back = l.stride(axes[c]);
            const std::size_t pieces = static_cast<std::size_t>(turns) * parts,
                              piece = turn * parts + static_cast<std::size_t>(part);
            const std::size_t first = faces_[c].size() * piece / pieces,
                              last = faces_[c].size() * (piece + 1) / pieces;
            for (std::size_t n = first; n < last; ++n) {
                const std::ptrdiff_t e = faces_[c][n].element;
                const float own = (*flow[c])[e];
                if (own == 0.0f) continue;
                const float light = 0.5f * (lightness[e - back] + lightness[e]);
                float drag = 0;
                for (int side = 0; side < 4; ++side) {
                    if ((faces_[c][n].walls >> side & 1) == 0) continue;
                    const int axis = across[c][side / 2];
                    const std::ptrdiff_t wall = side % 2 == 0 ? e : e + l.stride(axes[axis]);
                    const FieldArray& open = *share[axis];
                    const float closed =
                        1.0f - 0.5f * (open[wall] + open[wall - back]);  // of its area
                    if (closed <= 0.0f) continue;
                    // The speed along the wall; the other component lies around the face.
                    const int other = 3 - c - axis;
                    const FieldArray& q = *flow[other];
                    const std::ptrdiff_t s = l.stride(axes[other]);
                    const float beside = 0.25f * (q[e] + q[e + s] + q[e - back] + q[e - back + s]);
                    drag += closed * law.drag_m_s(std::sqrt(own * own + beside * beside), light);
                }
                // Implicit; of the speed as it was, since what lifts or drives the gas is not the
                // wall's to take: the pressure has yet to answer it.
                const float taken = per_speed * drag;
                (*out[c])[e] -= own * (taken / (1.0f + taken));
            }
        }
    });
}

}  // namespace firedrill
