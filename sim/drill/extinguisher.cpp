// The extinguisher in hand: its weight, its handle, its jet.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "drill/acts.hpp"
#include "drill/extinguisher_steps.hpp"

namespace firedrill::drill {
namespace {

constexpr double leaks_share = 0.5;  // out of a cracked hose at the hand (own estimate)

// Nothing comes out of it, whatever its label says.
bool dead(const State& state) {
    const auto* spec = std::get_if<ExtinguisherSpec>(
        &state.building.scenario.fixtures[static_cast<std::size_t>(state.trainee.carried)].spec);
    return spec != nullptr && (spec->gauge == Gauge::red || spec->blocked);
}

bool hose_cracked(const State& state) {
    const auto* spec = std::get_if<ExtinguisherSpec>(
        &state.building.scenario.fixtures[static_cast<std::size_t>(state.trainee.carried)].spec);
    return spec != nullptr && !spec->hose_sound;
}

// The nozzle points where the eye looks.
void release(State& state, const ExtinguisherState& held, double mass_kg) {
    Trainee& trainee = state.trainee;
    const Vec3 right{std::sin(trainee.yaw_rad), -std::cos(trainee.yaw_rad), 0};
    trainee.nozzle = state.eye() + 0.35 * state.looking() + 0.12 * right - Vec3(0, 0, 0.25);
    const double far = trainee.aim.hit ? std::clamp(trainee.aim.distance_m, 1.0, 6.0) : 4.0;
    const Vec3 direction = glm::normalize(state.eye() + far * state.looking() - trainee.nozzle);
    const double reach = held.hose_m > 0 ? hose_reel_throw_m : reach_m(*held.agent, held.full_kg);
    if (hose_cracked(state)) mass_kg *= 1 - leaks_share;
    state.jet.emit(trainee.nozzle, direction, reach, held.agent->spread_deg, mass_kg,
                   state.jet_random);
}

void nothing_comes(State& state, bool no_pressure) {
    if (state.trainee.told_empty) return;
    state.trainee.told_empty = true;
    state.note("extinguisher.empty", carried_id(state), 0, state.trainee.feet);
    const bool hose = in_hand(state)->hose_m > 0;
    state.say(hose ? LocalText{"阀门开了也没有水。", "The valve is open, and no water comes."}
              : no_pressure ? LocalText{"喷不出来:没有压力。", "Nothing comes out: no pressure."}
                            : LocalText{"灭火器喷完了,面向火场后退撤离。",
                                        "The extinguisher is empty: back out, facing the fire."});
}

}  // namespace

double carried_mass_kg(const State& state) {
    if (state.trainee.carried < 0) return 0;
    const ExtinguisherState& held =
        *state.fixtures[static_cast<std::size_t>(state.trainee.carried)].extinguisher;
    if (held.hose_m > 0) return hose_reel_drag_kg;
    return unit_mass_kg(*held.agent, held.full_kg) - (held.full_kg - held.charge_kg);
}

void squeeze(State& state, double dt) {
    Trainee& trainee = state.trainee;
    ExtinguisherState* held = in_hand(state);
    if (held != nullptr && held->hose_m > 0) {
        held->hose.pull(trainee.feet, state.bodies);
        if (held->hose.length_m() > held->hose_m) {
            state.say({"软管已拉到尽头。", "The hose is at its end."});
            drop(state);
            held = nullptr;
        }
    }
    const bool pressed =
        (trainee.buttons & button_use) != 0 && held != nullptr && trainee.told_lifted;
    const bool was = trainee.discharging;
    trainee.discharging = false;
    if (pressed && held->agent->agent == Agent::fire_blanket) {
        if (went_down(state, button_use)) lay_blanket(state);
    } else if (pressed && held->pin_in && held->hose_m > 0) {
        if (went_down(state, button_use)) {
            state.note("reel.pressed_shut", carried_id(state), 0, trainee.feet);
            state.say(
                {"没有水:卷盘上的阀门还没有开。", "No water: the valve at the reel is shut."});
        }
    } else if (pressed && held->pin_in) {
        if (went_down(state, button_use)) {
            state.note("extinguisher.pressed_with_pin", carried_id(state), 0, trainee.feet);
            state.say({"保险销还没有拔。", "The pin is still in."});
        }
    } else if (pressed && (dead(state) || held->charge_kg <= 0)) {
        nothing_comes(state, dead(state));
    } else if (pressed) {
        trainee.discharging = true;
        if (!was) begin_discharge(state);
        const bool hose = held->hose_m > 0;
        const double rate_kg_s =
            hose ? hose_reel_kg_s : held->full_kg / discharge_time_s(*held->agent, held->full_kg);
        const double mass_kg = hose ? rate_kg_s * dt : std::min(held->charge_kg, rate_kg_s * dt);
        if (!hose) held->charge_kg -= mass_kg;
        release(state, *held, mass_kg);
    }
    if (was && !trainee.discharging) end_discharge(state);
    if (!pressed) trainee.told_empty = false;
}

}  // namespace firedrill::drill
