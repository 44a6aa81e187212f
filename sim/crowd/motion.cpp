// Motion in continuous space: what the walkers want (steering) becomes steps; bodies that would
// overlap are moved apart (contacts), and a step that would cross a barrier or leave the walkable
// area is not made.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "crowd/barriers.hpp"
#include "crowd/patience.hpp"
#include "crowd/state.hpp"
#include "crowd/steering.hpp"

namespace firedrill::crowd {
namespace {

constexpr double turn_time_s = 0.25;        // of the body's direction
constexpr double relaxation_time_s = 0.25;  // of the velocity towards the wanted one

// A class keeps together: pupils far ahead of their teacher slow down, a teacher far ahead of the
// last waits.
void keep_together(State& state) {
    constexpr double too_far_m = 8.0;
    Occupants& people = state.people;
    for (std::size_t g = 0; g < state.groups.size(); ++g) {
        const Group& group = state.groups[g];
        if (group.leader < 0) continue;
        const auto chief = static_cast<std::size_t>(group.leader);
        if (people.state[chief] != OccupantState::walking || people.exit_goal[chief] < 0) continue;
        const auto& cost = state.exits[static_cast<std::size_t>(people.exit_goal[chief])].cost;
        const float chief_cost = cost[static_cast<std::size_t>(people.cell[chief])];
        float last = 0;
        for (std::int32_t k = 0; k < group.count; ++k) {
            const auto who = static_cast<std::size_t>(group.first + k);
            if (people.state[who] != OccupantState::walking) continue;
            const float own = cost[static_cast<std::size_t>(people.cell[who])];
            if (own < no_route) last = std::max(last, own);
            if (chief_cost - own > too_far_m) people.desired[who] *= 0.6;
        }
        if (last - chief_cost > too_far_m) people.desired[chief] *= 0.4;
    }
}

// Who meets somebody turns sideways: an adult of 0.51 m by 0.30 m (FDS+Evac guide) passes where it
// could not walk straight.
void turn_shoulders(State& state, double dt) {
    constexpr float sideways =
        0.77f;  // of the radius: half the chest over the radius, 0.150 / 0.195
    constexpr double turning_s = 0.5;
    Occupants& people = state.people;
    const auto most = static_cast<float>(dt / turning_s);
    for (std::size_t who = 0; who < people.size(); ++who) {
        float& turned = people.turned[who];
        if (turned == 0 && state.facing[who] == 0) continue;
        turned = std::clamp(turned + (state.facing[who] != 0 ? most : -most), 0.0f, 1.0f);
        people.radius[who] = people.shoulders[who] * (1.0f - (1.0f - sideways) * turned);
    }
}

void step_forward(State& state, double dt) {
    Occupants& people = state.people;
    const double share = std::min(1.0, dt / relaxation_time_s);
    for (std::size_t who = 0; who < people.size(); ++who) {
        people.next[who] = people.position[who];
        if (!walks(people.state[who])) {
            people.velocity[who] = {0, 0};
            continue;
        }
        people.velocity[who] += share * (people.desired[who] - people.velocity[who]);
        people.next[who] += dt * people.velocity[who];
    }
}

bool crosses_barrier(const State& state, std::size_t who, Vec2 to, const CrowdInputs& inputs) {
    const Occupants& people = state.people;
    for (const std::int32_t s : segments_near(state, under(state, who))) {
        const WalkSegment& segment = state.map.segments[static_cast<std::size_t>(s)];
        if (bars(segment, people.layer[who], inputs) &&
            cross_each_other(people.position[who], to, segment.a, segment.b))
            return true;
    }
    return false;
}

bool try_step(State& state, std::size_t who, Vec2 to, double dt, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    const bool walls_off = state.settings.faults.walls_off;
    if (!walls_off && crosses_barrier(state, who, to, inputs)) return false;
    const WalkMap& map = state.map;
    std::int32_t layer = people.layer[who];
    std::int32_t cell = map.cell_at(layer, to);
    const std::int32_t from = people.cell[who];
    // Most steps stay on a level floor.
    const auto ground = [&](std::int32_t at) { return state.ground[static_cast<std::size_t>(at)]; };
    const bool level =
        cell >= 0 && ground(cell).level != 0 && ground(cell).level == ground(from).level;
    if (!level) {
        layer = map.layer_after(layer, people.position[who], to);
        cell = layer < 0 ? -1 : map.cell_at(layer, to);
    }
    if (cell < 0 || (!walls_off && ground(cell).surface == Surface::none)) return false;
    if (!may_pass(state, who, from, cell)) return false;
    people.velocity[who] = (to - people.position[who]) / dt;
    people.position[who] = to;
    people.layer[who] = layer;
    people.cell[who] = cell;
    people.floor_z[who] =
        level ? map.z_of_level[ground(cell).level] : static_cast<float>(map.floor_z(layer, to));
    return true;
}

void wait(Occupants& people, std::size_t who, double dt) {
    const bool got_on = people.held[who] != 0 ||
                        glm::distance(people.position[who], people.waits_at[who]) > got_on_m;
    if (got_on) people.waits_at[who] = people.position[who];
    people.waited_s[who] = got_on ? 0.0f : people.waited_s[who] + static_cast<float>(dt);
}

void commit(State& state, double dt, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (!gives_way(state, who)) continue;
        Vec2 step = people.next[who] - people.position[who];
        // Nobody is thrown: pushes move a body no faster than it could run.
        const double longest = 2.5 * dt, length = glm::length(step);
        if (length > longest) step *= longest / length;
        const Vec2 from = people.position[who];
        const bool moved = try_step(state, who, from + step, dt, inputs) ||
                           try_step(state, who, from + Vec2{step.x, 0}, dt, inputs) ||
                           try_step(state, who, from + Vec2{0, step.y}, dt, inputs);
        if (!moved) people.velocity[who] = {0, 0};
        const double speed = glm::length(people.velocity[who]);
        people.speed[who] = static_cast<float>(speed);
        if (!walks(people.state[who])) continue;  // only pushed
        people.still_s[who] = speed < 0.1 ? people.still_s[who] + static_cast<float>(dt) : 0.0f;
        wait(people, who, dt);
        if (speed > 0.05) {
            const double heading = std::atan2(people.velocity[who].y, people.velocity[who].x);
            double difference = heading - people.heading_rad[who];
            // Within half a turn the remainder, which takes long, is the difference itself.
            if (std::abs(difference) > 3.14159265358979)
                difference = std::remainder(difference, 2 * 3.14159265358979);
            people.heading_rad[who] +=
                static_cast<float>(difference * std::min(1.0, dt / turn_time_s));
        }
    }
}

}  // namespace

bool gone(const State& state, std::size_t who) {
    return state.people.state[who] == OccupantState::assembled && state.people.assembly[who] < 0;
}

bool gives_way(const State& state, std::size_t who) {
    return state.people.state[who] != OccupantState::incapacitated && !gone(state, who);
}

void move(State& state, double dt, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    for (std::size_t who = 0; who < people.size(); ++who) {
        state.in_the_way[who] = gone(state, who) ? 0 : 1;
        state.seen_otherwise[who] = people.state[who] == OccupantState::waiting ||
                                    people.state[who] == OccupantState::assembled;
    }
    state.neighbours.sort(people.position, people.velocity, people.floor_z, people.radius,
                          people.weight, state.in_the_way, state.seen_otherwise);
    ++state.step;
    state.streams.gather(people.layer, people.position, people.bearing, state.in_the_way);
    steer(state, inputs);
    turn_shoulders(state, dt);
    keep_together(state);
    step_forward(state, dt);
    separate(state, inputs);
    commit(state, dt, inputs);
}

void arrive(State& state, double dt, const std::vector<Vec2>& before) {
    // Who cannot reach its own place at the assembly point for those who stand there already stays
    // where it is; who is kept off further out waits longer first.
    constexpr float crowded_round_m = 3.0f, near_m = 10.0f, patience_s = 15.0f;
    Occupants& people = state.people;
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (people.state[who] == OccupantState::walking && people.exit_goal[who] >= 0) {
            const Exit& exit = state.exits[static_cast<std::size_t>(people.exit_goal[who])];
            const GroundCell& ground = under(state, who);
            if (ground.opening == exit.opening.value || ground.surface == Surface::outdoors) {
                people.state[who] = OccupantState::out;
                people.exit_used[who] = people.exit_goal[who];
                people.out_time_s[who] = static_cast<float>(state.time_s);
                state.events.push_back({CrowdEvent::Kind::out, state.time_s,
                                        static_cast<std::int32_t>(who), people.exit_used[who]});
                people.exit_goal[who] = -1;
            }
        } else if (people.state[who] == OccupantState::out && people.assembly[who] >= 0) {
            const auto& cost =
                state.assemblies[static_cast<std::size_t>(people.assembly[who])].cost;
            const float to_go_m = cost[static_cast<std::size_t>(people.cell[who])];
            if (to_go_m < near_m)
                people.gathering_s[who] +=
                    static_cast<float>(to_go_m < crowded_round_m ? dt : dt / 3);
            const bool at_its_place =
                to_go_m == 0 && glm::distance(people.position[who], people.stand[who]) < 0.4;
            const bool no_nearer = to_go_m < crowded_round_m && people.still_s[who] > 2;
            if (at_its_place || no_nearer || people.gathering_s[who] > patience_s) {
                people.state[who] = OccupantState::assembled;
                people.speed[who] = 0;
                state.events.push_back({CrowdEvent::Kind::assembled, state.time_s,
                                        static_cast<std::int32_t>(who), people.assembly[who]});
            }
        } else if (people.state[who] == OccupantState::out) {
            people.state[who] = OccupantState::assembled;  // no assembly point: gone from the
                                                           // building is all there is
        }
        for (Counter& counter : state.counters) {
            if (counter.layer == people.layer[who] &&
                cross_each_other(before[who], people.position[who], counter.a, counter.b))
                ++counter.passed;
        }
    }
}

}  // namespace firedrill::crowd
