#include "fire/fuel/battery.hpp"

#include <algorithm>
#include <cmath>

#include "base/random.hpp"

namespace firedrill {
namespace {

constexpr double pack_passes_s = 180;  // from the first cell to the last (1-3 min and more, unsure)
constexpr double hot_core_k = 873;     // of going cells (500-700 C in tests, unsure)
constexpr double heats_up_s = 20;
constexpr double soaks_s = 120;             // the casing's heat reaches the cells (unsure)
constexpr double heat_capacity_j_k = 10e3;  // of a pack of some 10 kg
// Share of the water's heat that comes from the cells: the casing keeps most of it off (unsure).
constexpr double water_reaches = 0.25;
constexpr double water_heat_j_kg = 2.6e6;
constexpr double stranded_k = 353;  // above, what is left of a stopped pack may start again
constexpr double starts_again_1_s = 1.0 / 600;  // chance per second (unsure)
// Jets: lengths and pauses in seconds, and heat release against the mean (own estimate, unsure).
constexpr double shortest_jet_s = 1.5, longest_jet_s = 3;
constexpr double shortest_pause_s = 2.5, longest_pause_s = 7;
constexpr double jet_factor = 2.2, calm_factor = 0.43;

}  // namespace

void start_runaway(Battery& battery) {
    if (battery.spent >= 1) return;
    battery.runaway = true;
    battery.core_k = std::max(battery.core_k, runaway_starts_k);
}

double advance_battery(Battery& b, double time_s, double dt, double surface_k, double evaporated_kg,
                       std::uint64_t seed, std::uint64_t stream) {
    const auto draw = [&](double low, double high) {
        RandomStream random(seed, (stream << 24) + b.draws++);
        return random.uniform(low, high);
    };
    b.core_k += (surface_k - b.core_k) * std::min(1.0, dt / soaks_s);
    b.core_k -= water_reaches * water_heat_j_kg * evaporated_kg / heat_capacity_j_k;
    b.core_k = std::max(b.core_k, 288.0);
    if (!b.runaway) {
        const bool left = b.spent < 1;
        if (left && b.core_k >= runaway_starts_k) b.runaway = true;
        if (left && b.spent > 0 && b.core_k > stranded_k && draw(0, 1) < starts_again_1_s * dt)
            start_runaway(b);
        return 1;
    }
    if (b.core_k < runaway_stops_k) {
        b.runaway = false;
        return 1;
    }
    b.core_k += (hot_core_k - b.core_k) * std::min(1.0, dt / heats_up_s);
    b.spent = std::min(1.0, b.spent + dt / pack_passes_s);
    if (b.spent >= 1) {
        b.runaway = false;
        return 1;
    }
    if (time_s >= b.next_jet_s) {
        b.jet_until_s = time_s + draw(shortest_jet_s, longest_jet_s);
        b.next_jet_s = b.jet_until_s + draw(shortest_pause_s, longest_pause_s);
    }
    return time_s < b.jet_until_s ? jet_factor : calm_factor;
}

}  // namespace firedrill
