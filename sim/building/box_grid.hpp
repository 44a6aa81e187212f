// A box of air as a Grid, without a building: for closed forms and for measuring solvers.
#pragma once

#include "building/grid.hpp"

namespace firedrill {

// nx x ny x nz cells of `h` [m], all of air, in no room. `open`: the sides and the top are open to
// the atmosphere; the ground is closed. Else all is closed.
Grid box_grid(int nx, int ny, int nz, double h, bool open);

}  // namespace firedrill
