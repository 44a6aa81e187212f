#include "app/validate/fire_run.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "building/load.hpp"
#include "fire/fire.hpp"

namespace firedrill::validate {

double FireRecord::of(const std::string& device, int bin) const {
    for (std::size_t d = 0; d < devices.size(); ++d)
        if (devices[d] == device) return bin < 0 ? mean[d] : bins[static_cast<std::size_t>(bin)][d];
    return std::nan("");
}

std::vector<std::pair<double, double>> FireRecord::rake(const std::string& prefix, int bin) const {
    std::vector<std::pair<double, double>> points;
    for (std::size_t d = 0; d < devices.size(); ++d)
        if (devices[d].starts_with(prefix))
            points.emplace_back(heights_m[d],
                                bin < 0 ? mean[d] : bins[static_cast<std::size_t>(bin)][d]);
    std::sort(points.begin(), points.end());
    std::vector<std::pair<double, double>> heights;
    int at_height = 0;
    for (const auto& [z, value] : points) {
        if (heights.empty() || heights.back().first != z) {
            heights.emplace_back(z, 0.0);
            at_height = 0;
        }
        double& level = heights.back().second;
        level += (value - level) / ++at_height;
    }
    return heights;
}

FireRecord run_fire(const FireCase& test, const FireSettings& settings, Language language,
                    const std::function<void(double)>& progress) {
    const auto start = std::chrono::steady_clock::now();
    const Building building = make_building(load_scenario(test.file, language));
    GridSettings grid_settings;
    grid_settings.cell_m = test.cell_m;
    Grid grid = make_grid(building, grid_settings, language);
    Workers workers(1);
    Fire fire(building, grid, settings, workers, 1);

    FireRecord record;
    const auto& devices = building.scenario.devices;
    for (const Device& device : devices) {
        record.devices.push_back(device.id);
        record.heights_m.push_back(device.z);
        record.along_m.push_back(device.at.x);
    }
    record.ceiling_m = grid.h * (grid.ceiling_plane.at(0) - grid.floor_plane.at(0));
    record.ambient_c = building.scenario.weather.temperature;
    record.cells = grid.cells();
    record.mean.assign(devices.size(), 0.0);
    std::vector<double> values(devices.size()), sum(devices.size());

    constexpr double tick_s = 0.1;
    const auto ticks = static_cast<int>(std::lround(test.until_s / tick_s));
    const auto ticks_per_bin = static_cast<int>(std::lround(record.bin_s / tick_s));
    int in_mean = 0;
    for (int tick = 0; tick < ticks; ++tick) {
        fire.step(tick_s);
        fire.read_devices(values);
        const double time_s = (tick + 1) * tick_s;
        const bool steady = time_s > test.from_s;
        in_mean += steady;
        for (std::size_t d = 0; d < values.size(); ++d) {
            sum[d] += values[d];
            if (steady) record.mean[d] += values[d];
        }
        if (steady) {
            record.hrr_kw += fire.totals().hrr_kw;
            for (const FireSource& source : fire.sources())
                record.flame_height_m += source.flame_height_m;
        }
        if ((tick + 1) % ticks_per_bin == 0) {
            for (double& value : sum) value /= ticks_per_bin;
            record.bins.push_back(sum);
            std::fill(sum.begin(), sum.end(), 0.0);
            progress(time_s);
        }
    }
    for (double& value : record.mean) value /= std::max(in_mean, 1);
    record.hrr_kw /= std::max(in_mean, 1);
    record.flame_height_m /= std::max(in_mean, 1);
    const FireTotals totals = fire.totals();
    record.mass_error = totals.mass_balance_error;
    record.energy_error = totals.energy_balance_error;
    record.soot_error = totals.soot_balance_error;
    record.carbon_error = totals.carbon_balance_error;
    record.steps = totals.flow_steps;
    record.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return record;
}

}  // namespace firedrill::validate
