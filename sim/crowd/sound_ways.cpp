// Sound ways: alarms that come round corners. A sounder in a corridor is heard in a hall open to it
// though a wall hides the one from the other: sound goes from opening to opening that stands open,
// and is weaker behind each.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "crowd/behaviour.hpp"

namespace firedrill::crowd {
namespace {

// A wall or a shut door takes 12 dB: sound carries a quarter as far. Doors and partitions take 20
// to 30 dB (BS 5839-1), but who is awake hears an alarm well below the 65 dB(A) that the same
// standard asks for (own estimate).
constexpr double wall_shortens_hearing = 4.0;
// Round the edge of an opening: 6 dB, so that sound carries half as far. An edge alone takes 5 dB
// where the source is just hidden and 15 to 20 dB far round it (Maekawa 1968), but indoors the
// walls behind the opening throw the sound back (own estimate).
constexpr double corner_shortens_hearing = 2.0;

bool stands_open(const State& state, std::size_t opening, const CrowdInputs& inputs) {
    constexpr float open_enough = 0.5f;  // as partitions are looked through
    return !state.building.openings[opening].outdoors() &&
           (inputs.doors.empty() || inputs.doors[opening].open_fraction > open_enough);
}

// Share of its range that a sound has used up there; more than one: not heard.
double used(const SoundAt& sound) {
    return sound.way_m * sound.weaker;
}

// Keeps the louder of what was known of an opening and what comes now.
void come_to(SoundAt& known, double way_m, double weaker) {
    const double share = way_m * weaker;
    if (share <= 1 && (known.weaker < 0 || share < used(known))) known = {way_m, weaker, false};
}

void start_from_sounders(State& state, const CrowdInputs& inputs) {
    const Building& building = state.building;
    for (const Sounder& sounder : inputs.sounders) {
        if (sounder.range_m <= 0) continue;  // heard everywhere
        const StoreyIndex storey = building.storey_at(sounder.place.z);
        const Vec2 from{sounder.place.x, sounder.place.y};
        for (std::size_t o = 0; o < building.openings.size(); ++o) {
            const OpeningPlace& place = building.openings[o];
            const double way_m = glm::distance(from, place.centre);
            if (place.storey != storey || way_m > sounder.range_m || !stands_open(state, o, inputs))
                continue;
            const int walls =
                partitions_between(state, storey, from, place.centre, Sense::sound, inputs);
            come_to(state.behaviour.sound_at[o], way_m, heard_as_far(walls, 1.0) / sounder.range_m);
        }
    }
}

void pass_on(State& state, std::size_t from, const CrowdInputs& inputs) {
    const Building& building = state.building;
    SoundAt& sound = state.behaviour.sound_at[from];
    sound.passed_on = true;
    const double weaker = sound.weaker * corner_shortens_hearing;
    const OpeningPlace& here = building.openings[from];
    for (std::size_t o = 0; o < building.openings.size(); ++o) {
        const OpeningPlace& there = building.openings[o];
        const double way_m = sound.way_m + glm::distance(here.centre, there.centre);
        if (there.storey != here.storey || state.behaviour.sound_at[o].passed_on ||
            way_m * weaker > 1 || !stands_open(state, o, inputs))
            continue;
        const int walls =
            partitions_between(state, here.storey, here.centre, there.centre, Sense::sound, inputs);
        come_to(state.behaviour.sound_at[o], way_m, heard_as_far(walls, weaker));
    }
}

}  // namespace

double heard_as_far(int partitions, double distance_m) {
    return distance_m * std::pow(wall_shortens_hearing, partitions);
}

void send_sound_round(State& state, const CrowdInputs& inputs) {
    auto& sounds = state.behaviour.sound_at;
    std::fill(sounds.begin(), sounds.end(), SoundAt{});
    const Occupants& people = state.people;
    bool listened_for = false;
    for (std::size_t who = 0; who < people.size() && !listened_for; ++who)
        listened_for = people.state[who] == OccupantState::waiting && people.start_s[who] < 0;
    if (!listened_for) return;
    start_from_sounders(state, inputs);
    // The loudest first (Dijkstra 1959): it is not going to be heard louder there by another way.
    for (;;) {
        std::size_t loudest = sounds.size();
        for (std::size_t o = 0; o < sounds.size(); ++o) {
            if (sounds[o].weaker < 0 || sounds[o].passed_on) continue;
            if (loudest == sounds.size() || used(sounds[o]) < used(sounds[loudest])) loudest = o;
        }
        if (loudest == sounds.size()) return;
        pass_on(state, loudest, inputs);
    }
}

bool heard_round_corners(const State& state, std::size_t who, const CrowdInputs& inputs) {
    const StoreyIndex storey = storey_of(state, who);
    if (!storey) return false;
    const Vec2 here = state.people.position[who];
    for (std::size_t o = 0; o < state.behaviour.sound_at.size(); ++o) {
        const SoundAt& sound = state.behaviour.sound_at[o];
        const OpeningPlace& place = state.building.openings[o];
        if (sound.weaker < 0 || place.storey != storey) continue;
        const double weaker = sound.weaker * corner_shortens_hearing;
        const double as_far = weaker * (sound.way_m + glm::distance(place.centre, here));
        if (as_far <= 1 && heard_as_far(partitions_between(state, storey, place.centre, here,
                                                           Sense::sound, inputs),
                                        as_far) <= 1)
            return true;
    }
    return false;
}

}  // namespace firedrill::crowd
