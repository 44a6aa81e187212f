// The extinguisher in hand: squeezing its handle, and what is noted of a discharge.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "drill/acts.hpp"

namespace firedrill::drill {
namespace {

const FireSource* nearest_fire(const State& state, Vec3 from) {
    const FireSource* nearest = nullptr;
    double least = 1e30;
    if (!state.fire) return nullptr;
    for (const FireSource& source : state.fire->sources()) {
        if (source.state != BurnState::burning) continue;
        const double distance = glm::distance(source.base, from);
        if (distance < least) least = distance, nearest = &source;
    }
    return nearest;
}

void begin_discharge(State& state) {
    Trainee& trainee = state.trainee;
    trainee.landed_kg = trainee.landed_on_base_kg = 0;
    state.note("extinguisher.pressed", carried_id(state), 0, trainee.feet);
    if (const FireSource* fire = nearest_fire(state, trainee.feet)) {
        const Vec2 to_fire =
            Vec2{fire->base.x, fire->base.y} - Vec2{trainee.feet.x, trainee.feet.y};
        const double distance = glm::length(to_fire);
        state.note("extinguisher.distance", carried_id(state), distance, trainee.feet);
        const Vec2 way_out = descent(state.map, state.way_out, trainee.cell);
        const bool behind = distance > 0 && glm::dot(way_out, to_fire / distance) < 0.5;
        state.note("extinguisher.exit_behind", carried_id(state), behind ? 1 : 0, trainee.feet);
    }
}

void end_discharge(State& state) {
    Trainee& trainee = state.trainee;
    if (trainee.landed_kg > 0.05) {
        state.note("extinguisher.base_hit", trainee.carried >= 0 ? carried_id(state) : "",
                   trainee.landed_on_base_kg / trainee.landed_kg, trainee.feet);
    }
}

}  // namespace

void squeeze(State& state, double dt) {
    Trainee& trainee = state.trainee;
    ExtinguisherState* extinguisher = in_hand(state);
    if (extinguisher != nullptr && extinguisher->hose_m > 0 &&
        glm::distance(trainee.feet, extinguisher->reel) > extinguisher->hose_m) {
        state.say({"水带已拉到尽头。", "The hose is at its end."});
        drop(state);
        extinguisher = nullptr;
    }
    const bool held = (trainee.buttons & button_use) != 0 && extinguisher != nullptr;
    const bool was = trainee.discharging;
    trainee.discharging = false;
    if (held) {
        const auto* spec = std::get_if<ExtinguisherSpec>(
            &state.building.scenario.fixtures[static_cast<std::size_t>(trainee.carried)].spec);
        const bool dead = spec != nullptr && (spec->gauge == Gauge::red || spec->blocked);
        if (extinguisher->pin_in) {
            if (went_down(state, button_use)) {
                state.note("extinguisher.pressed_with_pin", carried_id(state), 0, trainee.feet);
                state.say({"保险销还没有拔。", "The pin is still in."});
            }
        } else if (dead || extinguisher->charge_kg <= 0) {
            if (!trainee.told_empty) {
                trainee.told_empty = true;
                state.note("extinguisher.empty", carried_id(state), 0, trainee.feet);
                state.say(dead ? LocalText{"喷不出来:没有压力。", "Nothing comes out: no pressure."}
                               : LocalText{"灭火器喷完了。", "The extinguisher is empty."});
            }
        } else {
            trainee.discharging = true;
            if (!was) begin_discharge(state);
            const bool hose = extinguisher->hose_m > 0;
            const double rate_kg_s =
                hose ? hose_reel_kg_s
                     : extinguisher->full_kg /
                           discharge_time_s(*extinguisher->agent, extinguisher->full_kg);
            const double mass_kg =
                hose ? rate_kg_s * dt : std::min(extinguisher->charge_kg, rate_kg_s * dt);
            if (!hose) extinguisher->charge_kg -= mass_kg;
            const Vec3 right{std::sin(trainee.yaw_rad), -std::cos(trainee.yaw_rad), 0};
            const Vec3 nozzle =
                state.eye() + 0.35 * state.looking() + 0.12 * right - Vec3(0, 0, 0.25);
            // The nozzle points where the eye looks.
            const double far = trainee.aim.hit ? std::clamp(trainee.aim.distance_m, 1.0, 6.0) : 4.0;
            const Vec3 direction = glm::normalize(state.eye() + far * state.looking() - nozzle);
            const double reach =
                hose ? hose_reel_throw_m : reach_m(*extinguisher->agent, extinguisher->full_kg);
            state.jet.emit(nozzle, direction, reach, mass_kg, state.jet_random);
        }
    }
    if (was && !trainee.discharging) end_discharge(state);
    if (!held) trainee.told_empty = false;
}

}  // namespace firedrill::drill
