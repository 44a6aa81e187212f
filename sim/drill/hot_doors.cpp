#include "drill/hot_doors.hpp"

#include <algorithm>
#include <cmath>

#include "drill/acts.hpp"

namespace firedrill::drill {
namespace {

// Two lever handles on one spindle, brass: 0.5 kg at 380 J/(kg K), 0.012 m2 to the air on each side
// at 25 W/(m2 K), convection and radiation together (typical values).
constexpr double handle_j_k = 190, handle_w_k = 0.3;
// Share of hot gas in what a hand feels before the gap: the leak mixes with the air of the room.
constexpr double gap_share = 0.2;
constexpr double beside_m = 0.4;  // from the leaf

struct Sides {
    double handle[2], top[2];  // [C] in front of and behind the leaf
};

Sides air_at(const State& state, const OpeningPlace& place) {
    const Vec2 normal{-place.along.y, place.along.x};
    const double top = std::min(place.z0 + 1.9, place.z1 - 0.1);
    Sides sides{};
    for (int side = 0; side < 2; ++side) {
        const Vec2 at = place.centre + (side == 0 ? beside_m : -beside_m) * normal;
        sides.handle[side] = state.fire->sample({at, place.z0 + 1.0}).temperature_c;
        sides.top[side] = state.fire->sample({at, top}).temperature_c;
    }
    return sides;
}

bool is_door(const State& state, std::size_t opening) {
    return state.building.scenario.openings[opening].kind == OpeningKind::door;
}

}  // namespace

void warm_handles(State& state, double dt) {
    if (!state.fire || !state.settings.with_trainee) return;
    constexpr std::uint64_t ticks_between = 10;  // a handle changes within minutes
    if (state.tick % ticks_between != 0) return;
    const double step = dt * ticks_between;
    for (std::size_t d = 0; d < state.handle_c.size(); ++d) {
        if (!is_door(state, d)) continue;
        const Sides sides = air_at(state, state.building.openings[d]);
        double& handle = state.handle_c[d];
        for (const double air : sides.handle)
            handle += handle_w_k * (air - handle) * step / handle_j_k;
    }
}

double felt_c(const State& state, OpeningIndex opening) {
    double felt = state.handle_c[opening.at()];
    if (!state.fire) return felt;
    const Sides sides = air_at(state, state.building.openings[opening.at()]);
    const double near = std::min(sides.top[0], sides.top[1]),
                 far = std::max(sides.top[0], sides.top[1]);
    return std::max(felt, near + gap_share * (far - near));
}

void feel_door(State& state) {
    const Entity aimed = state.trainee.aim.entity;
    if (aimed.kind != EntityKind::opening || !within(state, reach_hand_m)) return;
    const OpeningIndex opening(aimed.index);
    if (!is_door(state, opening.at())) return;
    const double felt = felt_c(state, opening);
    state.note("trainee.felt_door", state.building.scenario.openings[opening.at()].id, felt,
               state.trainee.aim.place);
    const double room = state.building.scenario.weather.indoor_temperature;
    state.say(felt >= hot_door_c
                  ? LocalText{"门发烫!门后有火,不要开。",
                              "The door is hot: there is fire behind it. Leave it shut."}
              : felt > room + 8 ? LocalText{"门有些温热。", "The door is warm."}
                                : LocalText{"门不热。", "The door is cool."});
}

void note_opened_hot(State& state, OpeningIndex opening) {
    if (!is_door(state, opening.at()) || state.doors.is_open(opening)) return;
    const double felt = felt_c(state, opening);
    if (felt < hot_door_c) return;
    state.note("trainee.opened_hot_door", state.building.scenario.openings[opening.at()].id, felt,
               state.trainee.aim.place);
    state.say({"门是烫的,热烟涌出!", "The door is hot, and hot smoke bursts out!"});
}

}  // namespace firedrill::drill
