// Battery: a lithium pack in thermal runaway. Its cells go one after another, each with a jet of
// flame, whether or not the flames outside are put out; only taking the pack's heat away stops
// them. What is left may start again. Times and temperatures are those of small packs; unsure where
// said.
#pragma once

#include <cstdint>

namespace firedrill {

struct Battery {
    double core_k = 293.15;
    double spent = 0;      // share of the cells that have gone [0 … 1]
    bool runaway = false;  // cells are going
    double jet_until_s = -1, next_jet_s = -1;
    std::uint64_t draws = 0;  // of its random stream so far
};

// Cells of nickel-manganese-cobalt type run away at 150-220 C (Feng et al. 2018, review).
constexpr double runaway_starts_k = 453;
constexpr double runaway_stops_k = 403;  // a pack colder than that passes it on no more (unsure)

void start_runaway(Battery& battery);

// One step. `surface_k`: of the casing; `evaporated_kg`: water that boiled away on it during the
// step; `seed`, `stream`: of its random draws. Returns the factor on the heat release now: jets of
// some seconds with calmer times between, one on average.
double advance_battery(Battery& battery, double time_s, double dt, double surface_k,
                       double evaporated_kg, std::uint64_t seed, std::uint64_t stream);

}  // namespace firedrill
