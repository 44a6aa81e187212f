// One run of the fire for its validation: a scenario file on given cells, its devices' readings in
// five-second means, and the run's balances. Knows no experiment.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/validate/fire_case.hpp"
#include "fire/fire.hpp"

namespace firedrill::validate {

struct FireRecord {
    std::vector<std::string> devices;  // ids
    std::vector<double> heights_m;     // of the devices
    std::vector<double> along_m;       // their x
    double bin_s = 5;
    std::vector<std::vector<double>> bins;  // [bin][device], means
    std::vector<double> mean;               // per device over [from, until]
    double hrr_kw = 0;                      // burned, mean over [from, until]
    double flame_height_m = 0;
    double ceiling_m = 0;  // of the lowest storey as the grid has it
    double ambient_c = 20;
    // Relative errors at the end.
    double mass_error = 0, energy_error = 0, soot_error = 0, carbon_error = 0;
    double wall_s = 0;
    std::size_t cells = 0;
    std::int64_t steps = 0;

    // Mean of a device over the steady part, or over one bin.
    double of(const std::string& device, int bin = -1) const;
    // (height, mean reading of the devices at it) of all devices whose id starts so, lowest first.
    std::vector<std::pair<double, double>> rake(const std::string& prefix, int bin = -1) const;
};

// One thread. `progress` is called with the simulated seconds done.
FireRecord run_fire(const FireCase& test, const FireSettings& settings, Language language,
                    const std::function<void(double)>& progress);

}  // namespace firedrill::validate
