// Contacts: bodies that would overlap are moved apart and off barriers (position-based dynamics,
// Müller et al. 2007). Each sweep reads the positions of the last, so that order and threads do not
// matter.

#include <algorithm>
#include <glm/geometric.hpp>

#include "crowd/barriers.hpp"
#include "crowd/patience.hpp"
#include "crowd/state.hpp"

namespace firedrill::crowd {
namespace {

constexpr int sweeps = 6;
constexpr double shoulders_turn =
    0.9;                            // in narrow places: walls are kept at this part of the radius
constexpr float lying_body = 0.7f;  // of the touching distance: one steps over legs

constexpr float firmest = 6;  // how hard who presses forward is to push, against the patient

float firmness(float waited_s) {
    return 1 + (firmest - 1) * impatience(waited_s);
}

// What the sweeps need of each contact.
void prepare_contacts(State& state, std::size_t who) {
    const Occupants& people = state.people;
    const float own = firmness(people.waited_s[who]);
    for (int k = 0; k < state.contact_count[who]; ++k) {
        Contact& contact = state.contacts[who * most_contacts + static_cast<std::size_t>(k)];
        const auto other = static_cast<std::size_t>(contact.other);
        const float touch = people.radius[who] + people.radius[other];
        const float others = firmness(people.waited_s[other]);
        contact.touch_m =
            people.state[other] == OccupantState::incapacitated ? lying_body * touch : touch;
        contact.share = gives_way(state, other) ? others / (own + others) : 1.0f;
    }
}

Vec2 moved_apart(const State& state, std::size_t who, const CrowdInputs& inputs) {
    const Occupants& people = state.people;
    const Vec2 here = people.next[who];
    Vec2 shift{0, 0};
    int touched = 0;
    const auto push = [&](Vec2 other, double touch, double part) {
        const Vec2 away = here - other;
        const double distance2 = glm::dot(away, away);
        if (distance2 >= touch * touch || distance2 < 1e-18) return;
        const double distance = std::sqrt(distance2);
        shift += part * (touch - distance) / distance * away;
        ++touched;
    };
    const Contact* contacts = &state.contacts[who * most_contacts];
    for (int k = 0; k < state.contact_count[who]; ++k)
        push(people.next[static_cast<std::size_t>(contacts[k].other)], contacts[k].touch_m,
             contacts[k].share);
    for (const Vec3 obstacle : inputs.obstacles) {
        if (std::abs(obstacle.z - people.floor_z[who]) < same_floor_m)
            push({obstacle.x, obstacle.y}, people.radius[who] + trainee_radius_m, 1.0);
    }
    Vec2 moved = here + (touched > 2 ? 2.0 / touched : 1.0) * shift;
    for (const std::int32_t s : segments_near(state, under(state, who))) {
        const WalkSegment& segment = state.map.segments[static_cast<std::size_t>(s)];
        if (state.settings.faults.walls_off || !bars(segment, people.layer[who], inputs)) continue;
        const Vec2 wall = nearest_on(moved, segment.a, segment.b);
        const Vec2 away = moved - wall;
        const double distance = glm::length(away), touch = shoulders_turn * people.radius[who];
        if (distance < touch && distance > 1e-9) moved = wall + touch / distance * away;
    }
    return moved;
}

}  // namespace

void separate(State& state, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    constexpr std::size_t part_size = 256;
    const auto parts = static_cast<int>((people.size() + part_size - 1) / part_size);
    state.workers.for_parts(parts, [&](int part) {
        const std::size_t first = static_cast<std::size_t>(part) * part_size;
        for (std::size_t who = first; who < std::min(people.size(), first + part_size); ++who)
            prepare_contacts(state, who);
    });
    for (int sweep = 0; sweep < sweeps; ++sweep) {
        state.workers.for_parts(parts, [&](int part) {
            const std::size_t first = static_cast<std::size_t>(part) * part_size;
            const std::size_t end = std::min(people.size(), first + part_size);
            for (std::size_t who = first; who < end; ++who) {
                people.desired[who] =
                    gives_way(state, who) ? moved_apart(state, who, inputs) : people.next[who];
            }
        });
        std::swap(people.next, people.desired);
    }
}

}  // namespace firedrill::crowd
