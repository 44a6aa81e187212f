#include "app/validate/endurance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/paths.hpp"
#include "building/load.hpp"
#include "fire/fire.hpp"

namespace firedrill::validate {
namespace {

double area_of(const std::vector<Vec2>& polygon) {
    double twice = 0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Vec2 a = polygon[i], b = polygon[(i + 1) % polygon.size()];
        twice += a.x * b.y - b.x * a.y;
    }
    return std::abs(twice) / 2;
}

// In the middle of the largest room's bounding box; a megawatt per square metre at most.
void add_burner(Scenario& scenario, double kw) {
    const auto largest = std::max_element(
        scenario.rooms.begin(), scenario.rooms.end(),
        [](const Room& a, const Room& b) { return area_of(a.polygon) < area_of(b.polygon); });
    if (largest == scenario.rooms.end()) return;
    Vec2 low = largest->polygon.front(), high = low;
    for (const Vec2 point : largest->polygon) {
        low = {std::min(low.x, point.x), std::min(low.y, point.y)};
        high = {std::max(high.x, point.x), std::max(high.y, point.y)};
    }
    Burner burner;
    burner.id = "endurance_burner";
    burner.storey = largest->storey;
    burner.at = {(low.x + high.x) / 2, (low.y + high.y) / 2};
    const double side = std::sqrt(kw / 1000);
    burner.size = {side, side};
    burner.fuel = "wood";
    burner.hrr.constant_kw = kw;
    scenario.burners.push_back(burner);
}

// The first thing that is wrong now; empty: nothing.
std::string wrong(const Fire& fire, double ambient_c, EnduranceRecord& record) {
    using namespace endurance_limits;
    const FieldView fields = fire.fields();
    double coldest = 1e9, hottest = -1e9;
    for (const float kelvin : fields.temperature_k) {
        if (!std::isfinite(kelvin)) return "a temperature is not finite";
        coldest = std::min(coldest, static_cast<double>(kelvin) - 273.15);
        hottest = std::max(hottest, static_cast<double>(kelvin) - 273.15);
    }
    for (const float soot : fields.soot_kg_m3)
        if (!(soot >= -1e-9f)) return "soot is negative or not finite";
    const FireTotals totals = fire.totals();
    record.coldest_c = std::min(record.coldest_c, coldest);
    record.hottest_c = std::max(record.hottest_c, hottest);
    record.fastest_m_s = std::max(record.fastest_m_s, totals.max_velocity_m_s);
    record.largest_kw = std::max(record.largest_kw, totals.hrr_kw);
    const std::pair<double*, double> errors[] = {
        {&record.mass_error, totals.mass_balance_error},
        {&record.energy_error, totals.energy_balance_error},
        {&record.soot_error, totals.soot_balance_error},
        {&record.carbon_error, totals.carbon_balance_error}};
    for (const auto& [worst, now] : errors) *worst = std::max(*worst, std::abs(now));
    if (coldest < ambient_c - coldest_below_ambient_k)
        return fmt::format("gas of {:.0f} C", coldest);
    if (hottest > endurance_limits::hottest_c) return fmt::format("gas of {:.0f} C", hottest);
    if (!(totals.max_velocity_m_s < endurance_limits::fastest_m_s))
        return fmt::format("gas at {:.0f} m/s", totals.max_velocity_m_s);
    const char* const names[] = {"mass", "energy", "soot", "carbon"};
    for (std::size_t n = 0; n < 4; ++n)
        if (!(std::abs(errors[n].second) <= most_error))
            return fmt::format("the balance of {} misses {:.2g} %", names[n],
                               100 * std::abs(errors[n].second));
    return "";
}

}  // namespace

std::vector<EnduranceCase> endurance_cases() {
    std::vector<EnduranceCase> all = {
        {"supermarket_16mw", "supermarket", 0, 300, 6, 16000, false},
        {"school_10cm", "school", 0.1, 30, 0, 0, false},
    };
    for (const char* const scenario : {"school", "supermarket", "rental_block"}) {
        const std::string name = scenario;
        all.push_back({name + "_doors", name, 0, 120, 4, 1000, true});
        all.push_back({name + "_hour", name, 0, 3600, 0, 0, false});
    }
    return all;
}

EnduranceRecord endure(const EnduranceCase& test, double until_s, int threads, Language language,
                       const std::function<void(double)>& progress) {
    Scenario scenario = load_scenario(
        (home_folder() / "scenarios" / test.scenario / "scenario.json").string(), language);
    if (test.burner_kw > 0) add_burner(scenario, test.burner_kw);
    const double ambient_c =
        std::min(scenario.weather.temperature, scenario.weather.indoor_temperature);
    const Building building = make_building(std::move(scenario));
    GridSettings grid_settings;
    if (test.cell_m > 0) grid_settings.cell_m = test.cell_m;
    Grid grid = make_grid(building, grid_settings, language);
    Workers workers(threads);
    Fire fire(building, grid, {}, workers, 1);
    std::vector<OpeningIndex> doors;
    for (std::size_t o = 0; o < building.scenario.openings.size(); ++o)
        if (building.scenario.openings[o].kind != OpeningKind::hole) doors.emplace_back(o);

    EnduranceRecord record;
    const auto seconds = static_cast<int>(std::lround(until_s));
    for (int second = 0; second < seconds && record.broke.empty(); ++second) {
        if (test.slams_doors) {
            // Neighbours move against each other, so that something is always open.
            for (const OpeningIndex door : doors)
                set_opening(grid, door, (second + static_cast<int>(door.at())) % 2);
            fire.openings_changed(doors);
        }
        for (int n = 0; n < 20; ++n) fire.step(0.05);  // as a drill asks for it
        record.simulated_s = second + 1;
        record.broke = wrong(fire, ambient_c, record);
        fire.take_events();
        progress(record.simulated_s);
    }
    return record;
}

}  // namespace firedrill::validate
