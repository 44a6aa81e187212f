// Devices: the readings of a scenario's instruments, in their units. People's quantities are the
// crowd's and left alone.
#pragma once

#include <span>

#include "fire/fire.hpp"
#include "fire/fuel/burning.hpp"
#include "fire/probe.hpp"

namespace firedrill {

void read_devices(const Building& building, const Fire& fire, const Flow& gas, const Probe& probe,
                  const Burning& burning, std::span<double> values);

}  // namespace firedrill
