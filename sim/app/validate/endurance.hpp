// Endurance: fires that try to break the solver: far too large, on very fine cells, with every door
// slammed each second, for an hour. Nothing is compared with an experiment; all must stay finite,
// bounded and in balance.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/texts.hpp"

namespace firedrill::validate {

struct EnduranceCase {
    std::string id;
    std::string scenario;      // name of a folder under scenarios/
    double cell_m = 0;         // 0: as the scenario has it
    double until_s = 0;        // of the full form
    double brief_s = 0;        // of the short form; 0: left out
    double burner_kw = 0;      // of a burner set into the largest room
    bool slams_doors = false;  // all doors and windows open and shut each second
};
std::vector<EnduranceCase> endurance_cases();

struct EnduranceRecord {
    std::string broke;  // what was not finite, bounded or in balance, and when; empty: nothing
    double simulated_s = 0, hottest_c = 0, coldest_c = 1e9, fastest_m_s = 0, largest_kw = 0;
    double mass_error = 0, energy_error = 0, soot_error = 0, carbon_error = 0;  // the worst
};

// What must hold at each second: temperatures from `coldest_c` to `hottest_c`, speeds below
// `fastest_m_s`, soot not negative, balances of mass, energy, soot and carbon within `most_error`.
// Adiabatic flames of hydrocarbons in air reach some 2,000 C (SFPE Handbook, ch. 12).
namespace endurance_limits {
constexpr double coldest_below_ambient_k = 30, hottest_c = 2100, fastest_m_s = 100;
constexpr double most_error = 0.01;
}  // namespace endurance_limits

// `progress` is told the simulated time each second. Throws LoadError.
EnduranceRecord endure(const EnduranceCase& test, double until_s, int threads, Language language,
                       const std::function<void(double)>& progress);

}  // namespace firedrill::validate
