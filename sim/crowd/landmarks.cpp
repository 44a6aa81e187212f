// Landmarks: the doors of exits and the signs that lead to them, and who can see them through
// smoke. A sign leads to the nearest exit that lies in the direction of its arrow from where it
// hangs; one that points where no exit is leads nobody.

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <variant>

#include "crowd/behaviour.hpp"

namespace firedrill::crowd {
namespace {

// Signs and doors are recognised so far in clear air: 200 times the height of a lit sign of 0.15 m
// (EN 1838).
constexpr double seen_from_m = 30.0;
// Jin: visibility V = C / K.
constexpr double lit_contrast = 8.0, reflecting_contrast = 3.0;
constexpr double door_looked_at_m = 1.6;  // above its sill
constexpr int samples_along_sight = 4;

std::int32_t cell_before(const State& state, StoreyIndex storey, Vec2 at, Vec2 front) {
    const std::int32_t layer = state.map.layer_of_storey(storey);
    if (layer < 0) return -1;
    for (double away = 0.3; away < 1.6; away += 0.2) {
        const std::int32_t cell = state.map.cell_at(layer, at + away * front);
        if (cell >= 0 && state.map.surface[static_cast<std::size_t>(cell)] != Surface::none)
            return cell;
    }
    return -1;
}

std::int32_t exit_by_sign(const State& state, std::int32_t cell, Arrow arrow, Vec2 front) {
    // As read by who stands before the sign and looks at it.
    const Vec2 left{front.y, -front.x};
    std::int32_t best = -1;
    float least = no_route;
    for (std::size_t e = 0; e < state.exits.size(); ++e) {
        const auto& cost = state.exits[e].cost;
        if (cost.empty() || !(cost[static_cast<std::size_t>(cell)] < least)) continue;
        if (arrow == Arrow::left || arrow == Arrow::right) {
            constexpr double along_arrow = 0.3;  // cosine
            const Vec2 way = arrow == Arrow::left ? left : -left;
            if (glm::dot(descent(state.map, cost, cell), way) < along_arrow) continue;
        }
        least = cost[static_cast<std::size_t>(cell)];
        best = static_cast<std::int32_t>(e);
    }
    return best;
}

void add_doors(State& state) {
    for (std::size_t e = 0; e < state.building.exit_openings.size(); ++e) {
        const OpeningPlace& place = state.building.openings[state.building.exit_openings[e].at()];
        Landmark door;
        door.exit = static_cast<std::int32_t>(e);
        door.storey = place.storey;
        // Just inside, so that its own wall does not hide it.
        const Vec2 inwards = place.room_front ? place.normal : -place.normal;
        door.place = {place.centre + (0.5 * place.thickness + 0.05) * inwards,
                      place.z0 + door_looked_at_m};
        door.zone = supply_zone(state.building, door.place);
        state.behaviour.landmarks.push_back(door);
    }
}

void read_signs(State& state) {
    for (const Fixture& fixture : state.building.scenario.fixtures) {
        const auto* spec = std::get_if<SignSpec>(&fixture.spec);
        if (fixture.kind != FixtureKind::exit_sign || spec == nullptr || spec->covered) continue;
        const double angle = fixture.facing * 3.14159265358979 / 180;
        Landmark sign;
        sign.front = {std::cos(angle), std::sin(angle)};
        sign.storey = state.building.storey(fixture.storey);
        const std::int32_t cell = cell_before(state, sign.storey, fixture.at, sign.front);
        if (cell < 0) continue;
        sign.exit = exit_by_sign(state, cell, spec->arrow, sign.front);
        sign.lit = spec->lit;
        sign.place = state.building.absolute(fixture.storey, fixture.at, fixture.z) +
                     Vec3(0.15 * sign.front, 0);
        sign.zone = supply_zone(state.building, sign.place);
        if (sign.exit >= 0) state.behaviour.landmarks.push_back(sign);
    }
    state.behaviour.signs_read = true;
}

}  // namespace

void prepare_knowledge(State& state) {
    const bool strangers = std::any_of(state.groups.begin(), state.groups.end(),
                                       [](const Group& g) { return !g.familiar.empty(); });
    const std::size_t exits = state.building.exit_openings.size();
    state.behaviour.exit_extinction_1_m.assign(exits, 0);
    state.behaviour.landmarks.reserve(exits + state.building.scenario.fixtures.size());
    add_doors(state);
    if (!strangers) return;
    auto& knowledge = state.behaviour.knowledge;
    knowledge.assign(state.people.size() * exits, Knowledge::familiar);
    for (const Group& group : state.groups) {
        if (group.familiar.empty()) continue;
        for (std::int32_t k = 0; k < group.count; ++k) {
            const auto own = static_cast<std::size_t>(group.first + k) * exits;
            for (std::size_t e = 0; e < exits; ++e) {
                const bool known = std::find(group.familiar.begin(), group.familiar.end(),
                                             static_cast<std::int32_t>(e)) != group.familiar.end();
                knowledge[own + e] = known ? Knowledge::familiar : Knowledge::unknown;
            }
        }
    }
}

Knowledge knowledge_of(const State& state, std::size_t who, std::int32_t exit) {
    return state.behaviour.knowledge.empty() || state.settings.faults.exits_ignored
               ? Knowledge::familiar
               : state.behaviour
                     .knowledge[who * state.exits.size() + static_cast<std::size_t>(exit)];
}

void learn(State& state, std::size_t who, std::int32_t exit, Knowledge level) {
    if (state.behaviour.knowledge.empty()) return;
    Knowledge& known =
        state.behaviour.knowledge[who * state.exits.size() + static_cast<std::size_t>(exit)];
    known = std::max(known, level);
}

void look_at_exits(State& state, std::size_t tick, const CrowdInputs& inputs) {
    if (!state.behaviour.knowledge.empty() && !state.behaviour.signs_read && state.fields.begun)
        read_signs(state);
    if (inputs.air == nullptr || tick % ticks_between_thoughts != 0) return;
    for (std::size_t e = 0; e < state.exits.size(); ++e) {
        state.behaviour.exit_extinction_1_m[e] = static_cast<float>(
            inputs.air->sample(state.behaviour.landmarks[e].place).extinction_1_m);
    }
}

double extinction_towards(const State& state, std::size_t who, Vec3 place,
                          const CrowdInputs& inputs) {
    if (inputs.air == nullptr) return 0;
    const Occupants& people = state.people;
    const double eye = people.crawling[who] != 0 ? crawl_height_m : head_height_m;
    const Vec3 from{people.position[who], people.floor_z[who] + eye * people.height[who] / 1.75};
    double sum = 0;
    for (int s = 0; s < samples_along_sight; ++s) {
        const double share = (s + 0.5) / samples_along_sight;
        sum += inputs.air->sample(from + share * (place - from)).extinction_1_m;
    }
    return sum / samples_along_sight;
}

bool seen_through_smoke(bool lit, double distance_m, double extinction_1_m) {
    return extinction_1_m * distance_m <= (lit ? lit_contrast : reflecting_contrast);
}

bool sees(const State& state, std::size_t who, const Landmark& landmark,
          const CrowdInputs& inputs) {
    if (storey_of(state, who) != landmark.storey) return false;
    const Vec2 here = state.people.position[who], there{landmark.place.x, landmark.place.y};
    const double distance = glm::distance(here, there);
    if (distance > seen_from_m || glm::dot(here - there, landmark.front) < 0) return false;
    // What does not shine needs light to be seen.
    if (!landmark.lit && inputs.power != nullptr && !inputs.power->in(landmark.zone)) return false;
    if (partitions_between(state, landmark.storey, here, there, Sense::sight, inputs) > 0)
        return false;
    return seen_through_smoke(landmark.lit, distance,
                              extinction_towards(state, who, landmark.place, inputs));
}

void discover_exits(State& state, std::size_t who, const CrowdInputs& inputs) {
    if (state.behaviour.knowledge.empty()) return;
    for (const Landmark& landmark : state.behaviour.landmarks) {
        if (knowledge_of(state, who, landmark.exit) == Knowledge::unknown &&
            sees(state, who, landmark, inputs))
            learn(state, who, landmark.exit, Knowledge::discovered);
    }
}

}  // namespace firedrill::crowd
