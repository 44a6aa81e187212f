// What makes people start: the alarm where it is heard, shouts, smoke, flames, their teacher, and
// others who leave.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "crowd/behaviour.hpp"

namespace firedrill::crowd {
namespace {

constexpr double hearing_shout_m = 15.0;
constexpr double shout_shortens = 0.5;  // share of the pre-movement time left after a shout nearby
constexpr double seen_fire_shortens = 0.3;  //   after smoke was felt
constexpr double noticed_extinction_1_m = 0.15;
constexpr double voice_within_floor_m = 2.0;  // a voice is not heard through a slab
constexpr std::size_t ticks_between_listening =
    100;  // of those out of earshot: doors open and shut

bool in_straight_earshot(const State& state, std::size_t who, const CrowdInputs& inputs) {
    const StoreyIndex storey = storey_of(state, who);
    const Vec2 here = state.people.position[who];
    return std::any_of(inputs.sounders.begin(), inputs.sounders.end(), [&](const Sounder& sounder) {
        if (sounder.range_m <= 0) return true;
        const Vec2 plan{sounder.place.x, sounder.place.y};
        const double distance = glm::distance(plan, here);
        if (distance > sounder.range_m) return false;
        if (storey && state.building.storey_at(sounder.place.z) != storey) return false;
        return heard_as_far(partitions_between(state, storey, plan, here, Sense::sound, inputs),
                            distance) <= sounder.range_m;
    });
}

bool hears_alarm(State& state, std::size_t who, std::size_t tick, const CrowdInputs& inputs) {
    if (!inputs.alarm) return false;
    if (inputs.sounders.empty()) return true;
    Earshot& earshot = state.people.earshot[who];
    if (earshot == Earshot::not_asked ||
        (earshot == Earshot::outside && (tick + who) % ticks_between_listening == 0))
        earshot = in_straight_earshot(state, who, inputs) || heard_round_corners(state, who, inputs)
                      ? Earshot::inside
                      : Earshot::outside;
    return earshot == Earshot::inside;
}

bool sounders_have_range(const CrowdInputs& inputs) {
    return std::any_of(inputs.sounders.begin(), inputs.sounders.end(),
                       [](const Sounder& sounder) { return sounder.range_m > 0; });
}

}  // namespace

bool hears_voice(const State& state, std::size_t who, Vec3 place, double range_m,
                 const CrowdInputs& inputs) {
    const Vec2 plan{place.x, place.y}, here = state.people.position[who];
    const double distance = glm::distance(plan, here);
    if (distance >= range_m ||
        std::abs(place.z - state.people.floor_z[who]) >= voice_within_floor_m)
        return false;
    const int walls =
        partitions_between(state, storey_of(state, who), plan, here, Sense::sound, inputs);
    return heard_as_far(walls, distance) < range_m;
}

void notice(State& state, std::size_t who, double share_of_pre_movement) {
    Occupants& people = state.people;
    const auto start =
        static_cast<float>(state.time_s + share_of_pre_movement * people.pre_movement_s[who]);
    if (people.start_s[who] < 0 || start < people.start_s[who]) people.start_s[who] = start;
}

// Who sees others walk out of the same room; asked for only where an alarm may not be heard.
void count_leavers(State& state, std::size_t tick, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    const bool others_sound = inputs.sounders.size() != state.behaviour.sounders_before;
    if (others_sound || tick % ticks_between_listening == 0) send_sound_round(state, inputs);
    if (others_sound) {
        state.behaviour.sounders_before = inputs.sounders.size();
        std::fill(people.earshot.begin(), people.earshot.end(), Earshot::not_asked);
    }
    auto& leavers = state.behaviour.leavers_in_room;
    if (tick % ticks_between_thoughts != 0) return;
    std::fill(leavers.begin(), leavers.end(), 0);
    if (!sounders_have_range(inputs)) return;
    for (std::size_t who = 0; who < people.size(); ++who) {
        const std::int16_t room = state.map.room[static_cast<std::size_t>(people.cell[who])];
        if (room >= 0 && people.state[who] == OccupantState::walking)
            ++leavers[static_cast<std::size_t>(room)];
    }
}

void hear(State& state, std::size_t who, std::size_t tick, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    if (people.start_s[who] < 0) {
        const std::int16_t room = state.map.room[static_cast<std::size_t>(people.cell[who])];
        if (hears_alarm(state, who, tick, inputs) ||
            (room >= 0 && state.behaviour.leavers_in_room[static_cast<std::size_t>(room)] > 0))
            notice(state, who, 1.0);
    }
    for (const Vec3 shout : inputs.shouts) {
        if (hears_voice(state, who, shout, hearing_shout_m, inputs))
            notice(state, who, shout_shortens);
    }
    if (people.extinction[who] > noticed_extinction_1_m) notice(state, who, seen_fire_shortens);
    const std::int32_t leader = state.groups[static_cast<std::size_t>(people.group[who])].leader;
    // A class goes when its teacher says so, in the order of its small differences.
    if (leader >= 0 && people.state[static_cast<std::size_t>(leader)] != OccupantState::waiting) {
        const auto spread = 0.15f * static_cast<float>(who % 32);
        const auto soon = static_cast<float>(state.time_s) + spread;
        if (people.start_s[who] < 0 || people.start_s[who] > soon) people.start_s[who] = soon;
    }
}

}  // namespace firedrill::crowd
