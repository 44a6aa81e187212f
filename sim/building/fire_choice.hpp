// FireChoice made: turns a scenario into the same one with another of its fires. Changes plain data
// only, so that a replay, a record and a debriefing hold the fire that was chosen like any other.
#pragma once

#include <string_view>

#include "building/scenario.hpp"

namespace firedrill {

// No other furnishing starts by itself then; injects and tasks that speak of the scenario's own
// fire are gone and those of the chosen one are there. An empty id leaves the scenario's own fire.
// Throws LoadError (usage) for an id that the drill does not offer, naming those it does.
void choose_fire(Scenario& scenario, std::string_view id);

}  // namespace firedrill
