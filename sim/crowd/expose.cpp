// Expose: what the air does to those in it: they feel smoke and heat, crawl under a hot or dense
// layer, take up dose, and fall.

#include "crowd/behaviour.hpp"
#include "crowd/exposure.hpp"

namespace firedrill::crowd {
namespace {

constexpr double crawl_from_extinction_1_m = 1.0, crawl_from_temperature_c = 60.0;
constexpr double noticed_temperature_c = 60.0;
// Flames in sight: a fire of 100 kW seen from 5 m, of 1 MW from 17 m (own estimate).
constexpr double noticed_radiant_flux_kw_m2 = 0.1;
constexpr double seen_fire_shortens = 0.3;  // share of the pre-movement time left

}  // namespace

void expose(State& state, double dt, const CrowdInputs& inputs) {
    if (inputs.air == nullptr && inputs.even_air == nullptr) return;
    const CrowdFaults& faults = state.settings.faults;
    Occupants& people = state.people;
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (people.state[who] == OccupantState::assembled ||
            people.state[who] == OccupantState::incapacitated)
            continue;
        const double stature = people.height[who] / 1.75;
        const auto air_at = [&](double height_m) {
            if (inputs.even_air != nullptr) return *inputs.even_air;
            return inputs.air->sample({people.position[who].x, people.position[who].y,
                                       people.floor_z[who] + height_m * stature});
        };
        GasSample air = air_at(head_height_m);
        people.crawling[who] = 0;
        if (air.extinction_1_m > crawl_from_extinction_1_m ||
            air.temperature_c > crawl_from_temperature_c) {
            const GasSample low = air_at(crawl_height_m);
            if (low.extinction_1_m < 0.5 * air.extinction_1_m ||
                low.temperature_c < air.temperature_c - 20.0) {
                air = low;
                people.crawling[who] = 1;
            }
        }
        people.extinction[who] =
            faults.smoke_ignored ? 0.0f : static_cast<float>(air.extinction_1_m);
        if (people.state[who] == OccupantState::waiting &&
            (air.temperature_c > noticed_temperature_c ||
             air.radiant_flux_kw_m2 > noticed_radiant_flux_kw_m2))
            notice(state, who, seen_fire_shortens);
        people.fed_sum[who] += faults.dose_factor * toxic_dose_rate(air) * dt;
        people.fed_heat_sum[who] += faults.dose_factor * heat_dose_rate(air) * dt;
        people.fed[who] = static_cast<float>(people.fed_sum[who]);
        people.fed_heat[who] = static_cast<float>(people.fed_heat_sum[who]);
        if (people.fed_sum[who] >= 1 || people.fed_heat_sum[who] >= 1) fall(state, who);
    }
}

}  // namespace firedrill::crowd
