// Fields: the state of the gas on the staggered grid. Velocities sit on faces as flow per face area
// (open share times speed), so that fluxes need no shares; scalars sit in cells as masses per
// volume. Density is kept as its excess over the ambient: still ambient air is exactly zero
// everywhere and stays so.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "fire/flow/layout.hpp"

namespace firedrill {

enum Scalar : int {
    density_excess = 0,    // density - ambient density [kg/m3], negative where hot
    soot = 1,              // [kg/m3]
    oxygen_used = 2,       // oxygen that combustion took away [kg/m3]
    carbon_monoxide = 3,   // [kg/m3]
    carbon_dioxide = 4,    // from combustion [kg/m3]
    hydrogen_cyanide = 5,  // [kg/m3]
    fuel_gas = 6           // not burnt yet, as the oxygen that it would take [kg/m3]
};
constexpr int scalar_count = 7;

// Marks rows that may hold something else than zero; rows of ghosts included.
using RowFlags = std::vector<std::uint8_t>;

struct Fields {
    explicit Fields(const Layout& l)
        : layout(l), u(l), v(l), w(l), share_x(l), share_y(l), share_z(l), pressure(l) {
        for (int s = 0; s < scalar_count; ++s) {
            scalar[s] = FieldArray(l);
            next[s] = FieldArray(l);
            holds[s].assign(static_cast<std::size_t>(l.rows()), 0);
            next_holds[s] = holds[s];
        }
    }

    Layout layout;
    FieldArray u, v, w;                    // flow per face area [m/s]
    FieldArray share_x, share_y, share_z;  // open shares now [0 … 1], zero outside the domain
    FieldArray pressure;                   // p'/(rho_ambient h) [m/s2]
    std::array<FieldArray, scalar_count> scalar, next;
    std::array<RowFlags, scalar_count> holds, next_holds;
};

}  // namespace firedrill
