// How fast this machine streams memory, as the yardstick of what the flow could reach at best.
// Knows nothing of what is measured against it.
#pragma once

#include <cstddef>

#include "base/workers.hpp"

namespace firedrill {

// Bytes per second [B/s] that a = b + s c moves (two reads and a write, as McCalpin's STREAM triad
// counts them) with all three arrays together `working_set` bytes large; best of several sweeps.
double stream_bandwidth(std::size_t working_set, Workers& workers);

// Size of the last cache as the system reports it [B]; 32 MB where it does not. On a shared machine
// others use it too.
std::size_t last_cache_bytes();

// Bits of the vector registers that the solver's kernels use here: 512, 256 or 128.
int register_bits();

}  // namespace firedrill
