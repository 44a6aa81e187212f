// Which exit: the best answer to way and queue, within preferences by what is known, seen and free
// of smoke (FDS+Evac, Korhonen 2018, section 3.5), thought over once a second.

#include <algorithm>
#include <glm/geometric.hpp>

#include "crowd/behaviour.hpp"

namespace firedrill::crowd {
namespace {

constexpr double exit_hysteresis = 0.9;  // another exit must be this much better (FDS+Evac: 10 %)
// An exit that others in the room go to seems nearer: by half of this where one goes, by all of it
// where many do (social influence, Nilsson & Johansson 2009; the amount is an own choice).
constexpr double following = 0.15;
constexpr double reflecting_contrast = 3.0;    // Jin: visibility = 3 / K
constexpr double smoke_thought_of_1_m = 0.15;  // thinner smoke at a door keeps nobody away (Jin)

// Orders of preference of FDS+Evac; the last are ours: an exit never heard of is taken only where
// nothing else is left.
enum Preference {
    first = 0,
    known_unseen,
    found,
    known_smoky,
    known_unseen_smoky,
    found_smoky,
    unknown,
    unknown_smoky
};

// Who knows no more of the building than the door it came in by.
bool is_stranger(const State& state, std::size_t who) {
    return state.exits.size() > 1 &&
           state.groups[static_cast<std::size_t>(state.people.group[who])].familiar.size() == 1;
}

// Smoke keeps from an exit when it is seen: less than half the way to the door is in sight.
bool smoky(const State& state, std::size_t who, std::int32_t exit, const CrowdInputs& inputs) {
    if (inputs.air == nullptr) return false;
    const auto e = static_cast<std::size_t>(exit);
    if (state.behaviour.exit_extinction_1_m[e] < smoke_thought_of_1_m &&
        state.people.extinction[who] < smoke_thought_of_1_m)
        return false;
    const Landmark& door = state.behaviour.landmarks[e];
    if (storey_of(state, who) != door.storey) return false;
    const Vec2 here = state.people.position[who], there{door.place.x, door.place.y};
    if (partitions_between(state, door.storey, here, there, Sense::sight, inputs) > 0) return false;
    return extinction_towards(state, who, door.place, inputs) * 0.5 * glm::distance(here, there) >
           reflecting_contrast;
}

int preference(const State& state, std::size_t who, std::int32_t exit, const CrowdInputs& inputs) {
    const bool smoke = smoky(state, who, exit, inputs);
    switch (knowledge_of(state, who, exit)) {
        case Knowledge::familiar: {
            // To those who know every exit it makes no difference whether they see it.
            const bool seen =
                !is_stranger(state, who) ||
                sees(state, who, state.behaviour.landmarks[static_cast<std::size_t>(exit)], inputs);
            return smoke ? (seen ? known_smoky : known_unseen_smoky)
                         : (seen ? first : known_unseen);
        }
        case Knowledge::discovered:
            return smoke ? found_smoky : found;
        case Knowledge::unknown:
            break;
    }
    return smoke ? unknown_smoky : unknown;
}

std::int32_t planned_exit(const State& state, std::size_t who) {
    const Group& group = state.groups[static_cast<std::size_t>(state.people.group[who])];
    return group.plan < 0 || state.settings.faults.exits_ignored
               ? -1
               : state.behaviour.plan_exit[static_cast<std::size_t>(group.plan)];
}

}  // namespace

bool reachable(const State& state, std::size_t who, std::int32_t exit) {
    if (exit < 0) return false;
    const auto& cost = state.exits[static_cast<std::size_t>(exit)].cost;
    return !cost.empty() && cost[static_cast<std::size_t>(state.people.cell[who])] < no_route;
}

// Of those in the same room who go there now, the walker itself left out.
int others_going(const State& state, std::size_t who, std::int32_t exit) {
    const auto cell = static_cast<std::size_t>(state.people.cell[who]);
    const std::int16_t room = state.map.room[cell];
    if (room < 0) return 0;
    const auto row = static_cast<std::size_t>(room) * state.exits.size();
    return std::max(0, state.behaviour.going[row + static_cast<std::size_t>(exit)] -
                           (state.people.exit_goal[who] == exit ? 1 : 0));
}

std::size_t bin_of(const State& state, std::size_t who, std::size_t exit) {
    const float cost = state.exits[exit].cost[static_cast<std::size_t>(state.people.cell[who])];
    return static_cast<std::size_t>(std::clamp(cost, 0.0f, static_cast<float>(distance_bins - 1)));
}

// Of all who walk to it.
double people_nearer(const State& state, std::size_t who, std::size_t exit) {
    return state.behaviour.nearer[exit * distance_bins + bin_of(state, who, exit)];
}

void count_going(State& state, std::size_t tick) {
    constexpr std::size_t ticks_between_counts = 10;
    if (tick % ticks_between_counts != 1) return;
    auto& going = state.behaviour.going;
    auto& nearer = state.behaviour.nearer;
    std::fill(going.begin(), going.end(), 0);
    std::fill(nearer.begin(), nearer.end(), 0);
    for (std::size_t who = 0; who < state.people.size(); ++who) {
        const std::int32_t exit = state.people.exit_goal[who];
        if (exit < 0 || state.people.state[who] != OccupantState::walking) continue;
        const auto e = static_cast<std::size_t>(exit);
        const std::int16_t room = state.map.room[static_cast<std::size_t>(state.people.cell[who])];
        if (room >= 0) ++going[static_cast<std::size_t>(room) * state.exits.size() + e];
        // Who is in bin b is ahead of those in the next and beyond.
        const std::size_t bin = bin_of(state, who, e) + 1;
        if (bin < distance_bins) ++nearer[e * distance_bins + bin];
    }
    for (std::size_t e = 0; e < state.exits.size(); ++e) {
        for (std::size_t b = 1; b < distance_bins; ++b)
            nearer[e * distance_bins + b] += nearer[e * distance_bins + b - 1];
    }
}

double time_to_exit(const State& state, std::size_t who, std::int32_t exit) {
    const auto e = static_cast<std::size_t>(exit);
    const double way_s = way_to_exit_s(state, who, e);
    if (state.settings.faults.queues_ignored) return way_s;
    // One waits for those who are nearer to the exit, and they get on while one walks.
    return std::max(way_s, people_nearer(state, who, e) * seconds_each_at_exit(state, e));
}

void set_goal(State& state, std::size_t who, std::int32_t exit) {
    // Who has just turned to an exit is seen to, before all are counted again.
    const std::int16_t room = state.map.room[static_cast<std::size_t>(state.people.cell[who])];
    std::int32_t& goal = state.people.exit_goal[who];
    if (room >= 0 && state.people.state[who] == OccupantState::walking) {
        auto* going = &state.behaviour.going[static_cast<std::size_t>(room) * state.exits.size()];
        if (goal >= 0) --going[goal];
        if (exit >= 0) ++going[exit];
    }
    goal = exit;
}

void choose_exit(State& state, std::size_t who, const CrowdInputs& inputs) {
    const Occupants& people = state.people;
    const std::int32_t planned = planned_exit(state, who);
    if (people.turned_back[who] == 0 && reachable(state, who, planned) &&
        !smoky(state, who, planned, inputs)) {
        set_goal(state, who, planned);
        return;
    }
    discover_exits(state, who, inputs);
    std::int32_t best = -1;
    int best_preference = unknown_smoky + 1;
    double least = 1e30;
    for (std::int32_t exit = 0; exit < static_cast<std::int32_t>(state.exits.size()); ++exit) {
        if (!reachable(state, who, exit)) continue;
        const int rank = preference(state, who, exit, inputs);
        double time = time_to_exit(state, who, exit);
        const double others = others_going(state, who, exit);
        time *= 1.0 - following * others / (1.0 + others);
        if (exit == people.exit_goal[who]) time *= exit_hysteresis;
        if (rank > best_preference || (rank == best_preference && time >= least)) continue;
        best = exit;
        best_preference = rank;
        least = time;
    }
    set_goal(state, who, best);
}

void turn_back(State& state, std::size_t who, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    const double borne = is_stranger(state, who) ? state.settings.stranger_turn_back_extinction_1_m
                                                 : state.settings.turn_back_extinction_1_m;
    if (people.turned_back[who] != 0 || people.extinction[who] < borne) return;
    people.turned_back[who] = 1;
    state.events.push_back({CrowdEvent::Kind::turned_back, state.time_s,
                            static_cast<std::int32_t>(who), people.exit_goal[who]});
    choose_exit(state, who, inputs);
}

void leave_building(State& state, std::size_t who) {
    Occupants& people = state.people;
    std::int32_t nearest = -1;
    double least = 1e30;
    for (std::size_t e = 0; e < state.exits.size(); ++e) {
        const double distance = glm::distance(
            people.position[who], state.building.openings[state.exits[e].opening.at()].centre);
        if (distance < least) least = distance, nearest = static_cast<std::int32_t>(e);
    }
    set_goal(state, who, -1);
    people.state[who] = OccupantState::out;
    people.exit_used[who] = nearest;
    people.out_time_s[who] = static_cast<float>(state.time_s);
    state.events.push_back(
        {CrowdEvent::Kind::out, state.time_s, static_cast<std::int32_t>(who), nearest});
}

}  // namespace firedrill::crowd
