// What occupants decide: when to start, which exit, to follow a leader, to turn back from smoke,
// where to assemble; and what the air does to them.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "crowd/exposure.hpp"
#include "crowd/state.hpp"

namespace firedrill::crowd {
namespace {

constexpr double hearing_shout_m = 15.0;
constexpr double shout_shortens = 0.5;  // share of the pre-movement time left after a shout nearby
constexpr double seen_fire_shortens = 0.3;  //   after smoke or heat was felt or flames seen
constexpr double noticed_extinction_1_m = 0.15;
constexpr double noticed_temperature_c = 60.0;
// Flames in sight: a fire of 100 kW seen from 5 m, of 1 MW from 17 m (own estimate).
constexpr double noticed_radiant_flux_kw_m2 = 0.1;
constexpr double queue_flow_1_m_s =
    1.3;  // persons per metre and second by which queues are judged (FDS+Evac)
constexpr double exit_hysteresis = 0.9;  // another exit must be this much better (FDS+Evac: 10 %)
constexpr int ticks_between_choices = 20;

void start_walking(State& state, std::size_t who) {
    state.people.state[who] = OccupantState::walking;
    state.events.push_back(
        {CrowdEvent::Kind::started, state.time_s, static_cast<std::int32_t>(who), -1});
}

// Sets when an occupant who has just noticed begins to walk; sooner if it was already going to.
void notice(State& state, std::size_t who, double share_of_pre_movement) {
    Occupants& people = state.people;
    const auto start =
        static_cast<float>(state.time_s + share_of_pre_movement * people.pre_movement_s[who]);
    if (people.start_s[who] < 0 || start < people.start_s[who]) people.start_s[who] = start;
}

void hear(State& state, std::size_t who, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    if (inputs.alarm && people.start_s[who] < 0) notice(state, who, 1.0);
    for (const Vec3 shout : inputs.shouts) {
        const Vec2 plan{shout.x, shout.y};
        if (glm::distance(plan, people.position[who]) < hearing_shout_m &&
            std::abs(shout.z - people.floor_z[who]) < 2.0) {
            notice(state, who, shout_shortens);
        }
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

bool may_use(const State& state, std::size_t who, std::int32_t exit) {
    const Group& group = state.groups[static_cast<std::size_t>(state.people.group[who])];
    return group.familiar.empty() ||
           std::find(group.familiar.begin(), group.familiar.end(), exit) != group.familiar.end();
}

double time_to_exit(const State& state, std::size_t who, std::int32_t exit) {
    const Exit& candidate = state.exits[static_cast<std::size_t>(exit)];
    const double way = candidate.cost[static_cast<std::size_t>(state.people.cell[who])];
    return way / state.people.free_speed[who] +
           candidate.heading_for / (queue_flow_1_m_s * candidate.width_m) * 0.5;
}

void choose_exit(State& state, std::size_t who) {
    Occupants& people = state.people;
    const Group& group = state.groups[static_cast<std::size_t>(people.group[who])];
    const auto reachable = [&](std::int32_t exit) {
        return exit >= 0 && state.exits[static_cast<std::size_t>(exit)]
                                    .cost[static_cast<std::size_t>(people.cell[who])] < no_route;
    };
    std::int32_t planned = -1;
    if (group.plan >= 0) {
        const Entity entity = state.building.find(
            state.building.scenario.plans[static_cast<std::size_t>(group.plan)].exit);
        if (entity.kind == EntityKind::exit) planned = entity.index;
    }
    std::int32_t best = -1;
    if (reachable(planned) && people.turned_back[who] == 0) {
        best = planned;
    } else {
        // Familiar exits first; strange ones only when none of those can be reached.
        for (const bool familiar_only : {true, false}) {
            double least = 1e30;
            for (std::int32_t exit = 0; exit < static_cast<std::int32_t>(state.exits.size());
                 ++exit) {
                if (!reachable(exit) || (familiar_only && !may_use(state, who, exit))) continue;
                double time = time_to_exit(state, who, exit);
                if (exit == people.exit_goal[who]) time *= exit_hysteresis;
                if (time < least) {
                    least = time;
                    best = exit;
                }
            }
            if (best >= 0) break;
        }
    }
    if (people.exit_goal[who] >= 0)
        --state.exits[static_cast<std::size_t>(people.exit_goal[who])].heading_for;
    people.exit_goal[who] = best;
    if (best >= 0) ++state.exits[static_cast<std::size_t>(best)].heading_for;
}

void turn_back(State& state, std::size_t who) {
    Occupants& people = state.people;
    if (people.turned_back[who] != 0 ||
        people.extinction[who] < state.settings.turn_back_extinction_1_m)
        return;
    people.turned_back[who] = 1;
    state.events.push_back({CrowdEvent::Kind::turned_back, state.time_s,
                            static_cast<std::int32_t>(who), people.exit_goal[who]});
    choose_exit(state, who);
}

void count_heads(State& state) {
    Occupants& people = state.people;
    constexpr double patience_s = 60.0;
    for (std::size_t plan = 0; plan < state.head_counts.size(); ++plan) {
        HeadCount& count = state.head_counts[plan];
        if (count.counter < 0 || count.done) continue;
        if (people.state[static_cast<std::size_t>(count.counter)] != OccupantState::assembled)
            continue;
        if (count.arrived_s < 0) count.arrived_s = state.time_s;
        int missing = 0;
        for (std::size_t g = 0; g < state.groups.size(); ++g) {
            const Group& group = state.groups[g];
            if (group.plan != static_cast<std::int32_t>(plan) ||
                !state.building.scenario.occupants[g].counted)
                continue;
            for (std::int32_t k = 0; k < group.count; ++k) {
                missing += people.state[static_cast<std::size_t>(group.first + k)] !=
                           OccupantState::assembled;
            }
        }
        if (missing == 0 || state.time_s - count.arrived_s >= patience_s) {
            count.done = true;
            state.events.push_back(
                {CrowdEvent::Kind::head_count, state.time_s, count.counter, missing});
        }
    }
}

}  // namespace

bool walks(OccupantState state) {
    return state == OccupantState::walking || state == OccupantState::out;
}

const std::vector<float>* route_of(const State& state, std::size_t who) {
    const Occupants& people = state.people;
    if (people.state[who] == OccupantState::out) {
        return people.assembly[who] >= 0
                   ? &state.assemblies[static_cast<std::size_t>(people.assembly[who])].cost
                   : nullptr;
    }
    return people.exit_goal[who] >= 0
               ? &state.exits[static_cast<std::size_t>(people.exit_goal[who])].cost
               : nullptr;
}

void decide(State& state, double dt, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    const auto tick = static_cast<std::size_t>(std::llround(state.time_s / dt));
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (people.state[who] == OccupantState::waiting) {
            hear(state, who, inputs);
            if (people.start_s[who] >= 0 && state.time_s >= people.start_s[who]) {
                start_walking(state, who);
                choose_exit(state, who);
            }
        } else if (people.state[who] == OccupantState::walking) {
            turn_back(state, who);
            // In turn, so that a crowd does not think in the same tick.
            const bool lost =
                people.exit_goal[who] < 0 ||
                (*route_of(state, who))[static_cast<std::size_t>(people.cell[who])] == no_route;
            if (lost || (tick + who) % ticks_between_choices == 0) choose_exit(state, who);
        }
    }
    // Who goes before his teacher waits; who leads looks round for the last.
    for (std::size_t who = 0; who < people.size(); ++who) {
        const std::int32_t leader =
            state.groups[static_cast<std::size_t>(people.group[who])].leader;
        if (leader < 0 || people.state[who] != OccupantState::walking) continue;
        const auto chief = static_cast<std::size_t>(leader);
        if (people.state[chief] != OccupantState::walking || people.exit_goal[chief] < 0) continue;
        if (people.exit_goal[who] != people.exit_goal[chief] && people.turned_back[who] == 0) {
            const std::int32_t goal = people.exit_goal[chief];
            if (state.exits[static_cast<std::size_t>(goal)]
                    .cost[static_cast<std::size_t>(people.cell[who])] < no_route) {
                if (people.exit_goal[who] >= 0)
                    --state.exits[static_cast<std::size_t>(people.exit_goal[who])].heading_for;
                people.exit_goal[who] = goal;
                ++state.exits[static_cast<std::size_t>(goal)].heading_for;
            }
        }
    }
    count_heads(state);
}

void expose(State& state, double dt, const CrowdInputs& inputs) {
    if (inputs.air == nullptr) return;
    Occupants& people = state.people;
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (people.state[who] == OccupantState::assembled ||
            people.state[who] == OccupantState::incapacitated)
            continue;
        const double stature = people.height[who] / 1.75;
        const auto air_at = [&](double height_m) {
            return inputs.air->sample({people.position[who].x, people.position[who].y,
                                       people.floor_z[who] + height_m * stature});
        };
        GasSample air = air_at(head_height_m);
        people.crawling[who] = 0;
        if (air.extinction_1_m > 1.0 || air.temperature_c > noticed_temperature_c) {
            const GasSample low = air_at(crawl_height_m);
            if (low.extinction_1_m < 0.5 * air.extinction_1_m ||
                low.temperature_c < air.temperature_c - 20.0) {
                air = low;
                people.crawling[who] = 1;
            }
        }
        people.extinction[who] = static_cast<float>(air.extinction_1_m);
        if (people.state[who] == OccupantState::waiting &&
            (air.temperature_c > noticed_temperature_c ||
             air.radiant_flux_kw_m2 > noticed_radiant_flux_kw_m2))
            notice(state, who, seen_fire_shortens);
        people.fed[who] += static_cast<float>(toxic_dose_rate(air) * dt);
        people.fed_heat[who] += static_cast<float>(heat_dose_rate(air) * dt);
        if (people.fed[who] >= 1.0f || people.fed_heat[who] >= 1.0f) {
            people.state[who] = OccupantState::incapacitated;
            people.speed[who] = 0;
            if (people.exit_goal[who] >= 0)
                --state.exits[static_cast<std::size_t>(people.exit_goal[who])].heading_for;
            people.exit_goal[who] = -1;
            state.events.push_back({CrowdEvent::Kind::incapacitated, state.time_s,
                                    static_cast<std::int32_t>(who), -1});
        }
    }
}

void request_doors(State& state, const CrowdInputs& inputs) {
    constexpr double reach_m = 0.8;
    const Occupants& people = state.people;
    state.requests.clear();
    const int steps = static_cast<int>(std::ceil(reach_m / state.map.h));
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (!walks(people.state[who])) continue;
        const std::vector<float>* route = route_of(state, who);
        if (route == nullptr) continue;
        std::int32_t cell = people.cell[who];
        for (int step = 0; step <= steps && cell >= 0; ++step) {
            const std::int16_t opening = state.map.opening[static_cast<std::size_t>(cell)];
            if (opening >= 0) {
                const bool passable = inputs.doors.empty() ||
                                      inputs.doors[static_cast<std::size_t>(opening)].passable;
                if (passable && std::find(state.requests.begin(), state.requests.end(),
                                          OpeningIndex(static_cast<std::int32_t>(opening))) ==
                                    state.requests.end()) {
                    state.requests.push_back(OpeningIndex(static_cast<std::int32_t>(opening)));
                }
                break;
            }
            cell = next_cell(state.map, *route, cell);
        }
    }
    std::sort(state.requests.begin(), state.requests.end());
}

}  // namespace firedrill::crowd
