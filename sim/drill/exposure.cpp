// What fire and smoke do to the trainee: gases and heat at the height of the head, soot breathed
// in, burns by radiation.

#include <algorithm>
#include <cmath>

#include "crowd/exposure.hpp"
#include "drill/state.hpp"

namespace firedrill::drill {
namespace {

constexpr double breathing_m3_s = 25.0 / 60000;  // light work (ISO 13571, SFPE Handbook: 25 L/min)
// A wet cloth holds back about half of the soot (own estimate after common advice; measured values
// scatter between a third and four fifths) and none of the gases: carbon monoxide goes through.
constexpr double cloth_lets_through = 0.5;
// Thermal dose of bare skin, integral of flux^(4/3) (Hymes et al. 1996; Rew, HSE 129/1997): first
// degree 105, second degree 290. Below 1.7 kW/m2 no pain however long (API 521).
constexpr double painless_kw_m2 = 1.7, first_degree = 105, second_degree = 290;
constexpr double skin_cools_s = 60;  // own estimate: apart by minutes, exposures do not add up
// Jin: at 0.5 1/m those who know the building turn back. 6 m of visibility.
constexpr double smoke_1_m = 0.5, clear_1_m = 0.3;

void burn(State& state, double flux_kw_m2, double dt) {
    Trainee& trainee = state.trainee;
    if (flux_kw_m2 > painless_kw_m2)
        trainee.burn_dose += std::pow(flux_kw_m2, 4.0 / 3) * dt;
    else
        trainee.burn_dose *= std::exp(-dt / skin_cools_s);
    const int degree = trainee.burn_dose >= second_degree  ? 2
                       : trainee.burn_dose >= first_degree ? 1
                                                           : 0;
    if (degree <= trainee.burn_degree) return;
    trainee.burn_degree = degree;
    state.note("trainee.burned", "", trainee.burn_dose, trainee.feet,
               degree == 1 ? "first_degree" : "second_degree");
    state.say(degree == 1 ? LocalText{"灼痛!离火远一些。", "It burns! Get away from the fire."}
                          : LocalText{"二度烧伤。", "Second-degree burns."});
}

void notice_smoke(State& state, double extinction_1_m) {
    Trainee& trainee = state.trainee;
    if (!trainee.in_smoke && extinction_1_m > smoke_1_m) {
        trainee.in_smoke = true;
        trainee.told_crouched = false;
        state.note("trainee.entered_smoke", "", 3.0 / extinction_1_m, trainee.feet,
                   trainee.crouch > 0.5 ? "crouched" : "upright");
    } else if (trainee.in_smoke && extinction_1_m < clear_1_m) {
        trainee.in_smoke = false;
    }
    // Crouching counts where it helps: thick at head height, better below.
    if (trainee.crouch <= 0.5 || trainee.told_crouched) return;
    const double upright =
        state.fire->sample(trainee.feet + Vec3(0, 0, standing_eye_m)).extinction_1_m;
    if (upright > smoke_1_m && extinction_1_m < upright) {
        trainee.told_crouched = true;
        state.note("trainee.crouched_in_smoke", "", upright - extinction_1_m, trainee.feet);
    }
}

}  // namespace

void expose_trainee(State& state, double dt) {
    Trainee& trainee = state.trainee;
    state.view.visibility_m = 30;
    state.view.gas_temperature_c = state.building.scenario.weather.indoor_temperature;
    if (!state.fire || !state.settings.with_trainee) return;
    // Crouching is breathing lower: what the layer above holds counts only above.
    const GasSample air = state.fire->sample(state.eye());
    state.view.visibility_m =
        air.extinction_1_m > 0.1 ? std::min(30.0, 3.0 / air.extinction_1_m) : 30.0;
    state.view.gas_temperature_c = air.temperature_c;
    trainee.fed += toxic_dose_rate(air) * dt;
    trainee.fed_heat += heat_dose_rate(air) * dt;
    const double let_through = trainee.wet_cloth ? cloth_lets_through : 1.0;
    trainee.soot_mg += 1e6 * air.soot_kg_m3 * breathing_m3_s * let_through * dt;
    burn(state, air.radiant_flux_kw_m2, dt);
    notice_smoke(state, air.extinction_1_m);
    if (!trainee.out_of_action && (trainee.fed >= 1 || trainee.fed_heat >= 1)) {
        trainee.out_of_action = true;
        state.note("trainee.incapacitated", "", std::max(trainee.fed, trainee.fed_heat),
                   trainee.feet, trainee.fed >= 1 ? "gases" : "heat");
        state.wants_finish = true;
    }
}

}  // namespace firedrill::drill
