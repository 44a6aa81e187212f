#include "fire/flow/rims.hpp"

#include "fire/flow/momentum_flux.hpp"

namespace firedrill {
namespace {

constexpr Axis axes[3] = {Axis::x, Axis::y, Axis::z};
// The two axes across each component.
constexpr int across[3][2] = {{1, 2}, {0, 2}, {0, 1}};

}  // namespace

void Rims::collect(const Fields& fields) {
    const Layout& l = fields.layout;
    const FieldArray* const share[3] = {&fields.share_x, &fields.share_y, &fields.share_z};
    for (int c = 0; c < 3; ++c) {
        faces_[c].clear();
        const FieldArray& s = *share[c];
        const int last[3] = {l.nx, l.ny, l.nz};
        for (int k = 0; k < l.nz; ++k)
            for (int j = 0; j < l.ny; ++j)
                for (int i = 0; i < l.nx; ++i) {
                    const int at[3] = {i, j, k};
                    if (at[c] == 0) continue;  // outer faces have no wall beside them
                    const std::ptrdiff_t e = l.at(i, j, k);
                    if (s[e] < 1.0f) continue;
                    std::uint8_t walls = 0;
                    for (int a = 0; a < 2; ++a) {
                        const int axis = across[c][a];
                        const std::ptrdiff_t stride = l.stride(axes[axis]);
                        const FieldArray& side = *share[axis];
                        // Beside it in its plane: closed, now or later, and not because a wall runs
                        // along it.
                        if (at[axis] > 0 && s[e - stride] < 1.0f &&
                            (side[e] > 0.0f || side[e - l.stride(axes[c])] > 0.0f))
                            walls = static_cast<std::uint8_t>(walls | 1u << (2 * a));
                        if (at[axis] + 1 < last[axis] && s[e + stride] < 1.0f &&
                            (side[e + stride] > 0.0f ||
                             side[e + stride - l.stride(axes[c])] > 0.0f))
                            walls = static_cast<std::uint8_t>(walls | 2u << (2 * a));
                    }
                    if (walls != 0)
                        faces_[c].push_back(
                            {static_cast<std::int32_t>(e), static_cast<std::int16_t>(j), walls});
                }
    }
}

void Rims::correct(int component, const Fields& fields, const FieldArray* const (&carried)[3],
                   float scale, const Subcycles& subcycles, bool fast_faces,
                   FieldArray& predicted) const {
    const Layout& l = fields.layout;
    const FieldArray* const flow[3] = {&fields.u, &fields.v, &fields.w};
    const FieldArray* const shares[3] = {&fields.share_x, &fields.share_y, &fields.share_z};
    const FieldArray& share = *shares[component];
    const FieldArray& q = *carried[component];
    const std::ptrdiff_t back = l.stride(axes[component]);
    for (const Face& face : faces_[component]) {
        if (subcycles.is_fast(face.column, face.row) != fast_faces) continue;
        const std::ptrdiff_t e = face.element;
        float change = 0;
        for (int a = 0; a < 2; ++a) {
            const int axis = across[component][a];
            const std::ptrdiff_t s = l.stride(axes[axis]);
            const FieldArray& side = *flow[axis];
            if ((face.walls >> (2 * a) & 1) != 0 && share[e - s] <= 0.0f) {
                const float speed = 0.5f * (side[e] + side[e - back]);
                const float flux =
                    momentum_flux(speed, q[e - 2 * s], q[e - s], q[e], q[e + s], scale);
                change -= flux - speed * q[e];
            }
            if ((face.walls >> (2 * a) & 2) != 0 && share[e + s] <= 0.0f) {
                const float speed = 0.5f * (side[e + s] + side[e + s - back]);
                const float flux =
                    momentum_flux(speed, q[e - s], q[e], q[e + s], q[e + 2 * s], scale);
                change += flux - speed * q[e];
            }
        }
        predicted[e] += scale * change;
    }
}

}  // namespace firedrill
