// Where a flame's heat goes: a column as high as the flame and no wider than what burns, at a
// bounded release per volume; what the column cannot take rises, and spreads under a ceiling.
#pragma once

#include <cstdint>
#include <vector>

#include "fire/flow/flow.hpp"

namespace firedrill {

// Heat released per volume of flame at most [W/m3]; fires of solids lie at 0.5 to 1.2 MW/m3 over
// the whole flame (Orloff & de Ris 1982), the core is several times that. Above about 10 MW/m3 the
// explicit step is unstable.
constexpr double densest_flame_w_m3 = 3.0e6;

struct FlameCell {
    std::int32_t element;
    float share;  // of the heat; all together 1
};

// Flames are never still: they sway and puff at f = 1.5 D^(-1/2) Hz (Pagni 1990; Cetegen & Ahmed
// 1993). The column's heat is moved from side to side at that rate, the more the higher, and the
// wave travels up with the gas. Without it a flame in still air is perfectly symmetric on the grid.
// It does little for the plume (a twentieth of its rise where no mixing length widens it). Fills
// `cells` (reserved by the caller; never more than `most_flame_cells`).
constexpr std::size_t most_flame_cells = 4096;
void spread_flame(const Flow& flow, Vec3 base, Vec2 size, double height_m, double heat_w,
                  double time_s, std::vector<FlameCell>& cells, std::vector<std::uint8_t>& seen);

}  // namespace firedrill
