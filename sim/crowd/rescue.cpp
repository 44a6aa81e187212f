// Rescue: guides, the own family, whom the trainee asks to help and the trainee drag those who have
// fallen out of the building. Who drags is slow; who is dragged lies behind them, counts as out
// once outside, and stays incapacitated.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "crowd/barriers.hpp"
#include "crowd/behaviour.hpp"

namespace firedrill::crowd {
namespace {

constexpr double dragging_m_s = 0.5;  // one person drags another over the floor (own estimate)
constexpr double arm_m = 0.75, reach_m = 1.1;
constexpr double let_go_of_m = 1.6;    // then the body is taken up again where the rescuer stands
constexpr double looked_for_m = 20.0;  // a rescuer comes from no further
constexpr double too_dense_1_m = 2.0;  // visibility 1.5 m: nobody goes in without breathing gear
constexpr double too_hot_c = 60.0;
constexpr double clear_of_exit_m = 4.0;  // laid down so far outside

std::size_t at(std::int32_t occupant) {
    return static_cast<std::size_t>(occupant);
}

bool may_rescue(const State& state, std::size_t who, std::size_t casualty) {
    const Occupants& people = state.people;
    const auto group = at(people.group[who]);
    const bool free_hands =
        people.state[who] == OccupantState::walking && people.load[who] < 0 &&
        (people.errand[who] == ErrandKind::none || people.errand[who] == ErrandKind::sweep ||
         people.errand[who] == ErrandKind::gather);
    const bool would = same_family(state, who, casualty) || state.groups[group].guides ||
                       people.asked_to_help[who] != 0;
    return would && free_hands && people.layer[who] == people.layer[casualty] &&
           people.extinction[who] < too_dense_1_m;
}

bool can_be_reached(const State& state, std::size_t casualty, const CrowdInputs& inputs) {
    if (inputs.air == nullptr) return true;
    const Occupants& people = state.people;
    const GasSample air =
        inputs.air->sample({people.position[casualty].x, people.position[casualty].y,
                            people.floor_z[casualty] + crawl_height_m});
    return air.extinction_1_m < too_dense_1_m && air.temperature_c < too_hot_c;
}

bool attended(const State& state, std::size_t casualty) {
    const Occupants& people = state.people;
    if (people.carrier[casualty] != -1) return true;
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (people.errand[who] == ErrandKind::rescue && at(people.errand_for[who]) == casualty)
            return true;
    }
    return false;
}

void send_rescuer(State& state, std::size_t casualty, const CrowdInputs& inputs) {
    const Occupants& people = state.people;
    if (attended(state, casualty) || !can_be_reached(state, casualty, inputs)) return;
    std::int32_t nearest = -1;
    double least = looked_for_m;
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (!may_rescue(state, who, casualty)) continue;
        const double distance = glm::distance(people.position[who], people.position[casualty]);
        if (distance < least) least = distance, nearest = static_cast<std::int32_t>(who);
    }
    if (nearest >= 0)
        begin_errand(state, at(nearest), ErrandKind::rescue, people.cell[casualty],
                     static_cast<std::int32_t>(casualty));
}

void take_up(State& state, std::size_t who, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    const auto casualty = at(people.errand_for[who]);
    const bool still_there = people.state[casualty] == OccupantState::incapacitated &&
                             people.carrier[casualty] == -1 && people.out_time_s[casualty] < 0;
    const bool near = people.layer[who] == people.layer[casualty] &&
                      glm::distance(people.position[who], people.position[casualty]) < reach_m;
    if (still_there && near) {
        people.carrier[casualty] = static_cast<std::int32_t>(who);
        people.load[who] = static_cast<std::int32_t>(casualty);
    }
    if (!still_there || near || errand_hopeless(state, who) ||
        people.extinction[who] > too_dense_1_m)
        end_errand(state, who, inputs);
}

void put(State& state, std::size_t casualty, Vec2 place, std::int32_t layer, std::int32_t cell) {
    Occupants& people = state.people;
    people.position[casualty] = place;
    people.layer[casualty] = layer;
    people.cell[casualty] = cell;
    people.floor_z[casualty] = static_cast<float>(state.map.floor_z(layer, place));
}

// The body follows an arm's length behind, past no wall.
void pull(State& state, std::size_t casualty, Vec2 to, std::int32_t layer,
          const CrowdInputs& inputs) {
    const Occupants& people = state.people;
    const std::int32_t cell_at_feet = state.map.cell_at(layer, to);
    if (cell_at_feet < 0) return;
    if (layer != people.layer[casualty]) {
        put(state, casualty, to, layer, cell_at_feet);
        return;
    }
    const Vec2 away = people.position[casualty] - to;
    const double distance = glm::length(away);
    if (distance <= arm_m) return;
    const Vec2 place = to + arm_m / distance * away;
    const std::int32_t cell = state.map.cell_at(layer, place);
    bool free = cell >= 0 && state.map.surface[static_cast<std::size_t>(cell)] != Surface::none;
    for (const std::int32_t s : state.map.segments_near(people.cell[casualty])) {
        const WalkSegment& segment = state.map.segments[static_cast<std::size_t>(s)];
        free = free && !(bars(segment, layer, inputs) &&
                         cross_each_other(people.position[casualty], place, segment.a, segment.b));
    }
    if (free) {
        put(state, casualty, place, layer, cell);
    } else if (distance > let_go_of_m) {
        put(state, casualty, to, layer, cell_at_feet);
    }
}

void count_as_out(State& state, std::size_t casualty, std::int32_t exit, std::int32_t rescuer) {
    Occupants& people = state.people;
    if (people.out_time_s[casualty] >= 0) return;
    people.out_time_s[casualty] = static_cast<float>(state.time_s);
    people.exit_used[casualty] = exit;
    state.events.push_back(
        {CrowdEvent::Kind::rescued, state.time_s, static_cast<std::int32_t>(casualty), rescuer});
    // Where nobody gathers, who is out of the building is out of the world.
    if (people.assembly[casualty] < 0) people.state[casualty] = OccupantState::assembled;
}

std::int32_t nearest_exit(const State& state, Vec2 place) {
    std::int32_t nearest = -1;
    double least = 1e30;
    for (std::size_t e = 0; e < state.exits.size(); ++e) {
        const double distance =
            glm::distance(place, state.building.openings[state.exits[e].opening.at()].centre);
        if (distance < least) least = distance, nearest = static_cast<std::int32_t>(e);
    }
    return nearest;
}

void let_go(State& state, std::size_t casualty) {
    Occupants& people = state.people;
    if (people.carrier[casualty] >= 0) people.load[at(people.carrier[casualty])] = -1;
    people.carrier[casualty] = -1;
}

void drag(State& state, std::size_t casualty, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    const auto who = at(people.carrier[casualty]);
    pull(state, casualty, people.position[who], people.layer[who], inputs);
    people.pace[who] =
        std::min(people.pace[who], static_cast<float>(dragging_m_s / people.own_speed[who]));
    const bool gathered = people.state[who] == OccupantState::assembled;
    if (people.state[who] == OccupantState::out || gathered)
        count_as_out(state, casualty, people.exit_used[who], static_cast<std::int32_t>(who));
    if (people.out_time_s[casualty] < 0) return;
    const Vec2 door =
        state.building.openings[state.exits[at(people.exit_used[casualty])].opening.at()].centre;
    if (gathered || people.state[casualty] != OccupantState::incapacitated ||
        glm::distance(door, people.position[casualty]) > clear_of_exit_m)
        let_go(state, casualty);
}

void drag_by_trainee(State& state, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    for (const std::int32_t casualty : state.behaviour.casualties) {
        if (people.carrier[at(casualty)] == the_trainee && casualty != inputs.dragged)
            people.carrier[at(casualty)] = -1;
    }
    if (inputs.dragged < 0 || at(inputs.dragged) >= people.size()) return;
    const auto casualty = at(inputs.dragged);
    if (people.state[casualty] != OccupantState::incapacitated) return;
    if (people.carrier[casualty] != the_trainee) let_go(state, casualty);
    people.carrier[casualty] = the_trainee;
    const Vec2 feet{inputs.drag_to.x, inputs.drag_to.y};
    // The layer on which the trainee's feet are: the one there whose floor is nearest.
    std::int32_t layer = people.layer[casualty];
    double least = 1e30;
    for (std::size_t l = 0; l < state.map.layers.size(); ++l) {
        const auto candidate = static_cast<std::int32_t>(l);
        const std::int32_t cell = state.map.cell_at(candidate, feet);
        if (cell < 0 || state.map.surface[static_cast<std::size_t>(cell)] == Surface::none)
            continue;
        const double above = std::abs(state.map.floor_z(candidate, feet) - inputs.drag_to.z);
        if (above < least) least = above, layer = candidate;
    }
    pull(state, casualty, feet, layer, inputs);
    if (stands_outdoors(state, casualty))
        count_as_out(state, casualty, nearest_exit(state, people.position[casualty]), -1);
}

}  // namespace

void fall(State& state, std::size_t who) {
    Occupants& people = state.people;
    drop_errand(state, who);
    set_goal(state, who, -1);
    people.state[who] = OccupantState::incapacitated;
    people.speed[who] = 0;
    people.escort[who] = -1;
    if (people.load[who] >= 0) let_go(state, at(people.load[who]));
    if (people.carrier[who] >= 0) let_go(state, who);  // whom a helper carried down a stair
    if (people.out_time_s[who] < 0)
        state.behaviour.casualties.push_back(static_cast<std::int32_t>(who));
    state.events.push_back(
        {CrowdEvent::Kind::incapacitated, state.time_s, static_cast<std::int32_t>(who), -1});
}

void rescue(State& state, std::size_t tick, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    auto& casualties = state.behaviour.casualties;
    drag_by_trainee(state, inputs);
    for (const std::int32_t casualty : casualties) {
        const auto who = at(casualty);
        if (people.carrier[who] >= 0) {
            drag(state, who, inputs);
        } else if (people.out_time_s[who] < 0 && thinks(who, tick)) {
            send_rescuer(state, who, inputs);
        }
    }
    for (std::size_t who = 0; !casualties.empty() && who < people.size(); ++who) {
        if (people.errand[who] == ErrandKind::rescue) take_up(state, who, inputs);
    }
}

}  // namespace firedrill::crowd
