// Motion in continuous space. Direction and speed follow the collision-free speed model (Tordeux,
// Chraibi & Seyfried 2016): everybody walks the way the route field falls, bent by who and what is
// near, as fast as the gap ahead allows. Bodies that would still overlap are moved apart
// (position-based dynamics, Müller et al. 2007), and a step that would cross a barrier or leave the
// walkable area is not made.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "crowd/state.hpp"

namespace firedrill::crowd {
namespace {

// Parameters of the collision-free speed model, one set for all.
constexpr double time_gap_s =
    0.45;  // T: gap over speed at which walkers slow down; 1.06 (Tordeux 2016) gives the
           // codes' door flow, laboratory crowds of young adults walk closer
constexpr double ahead_cosine = 0.6;  // who is more than 53 degrees off the heading stands beside
                                      // and slows nobody; with 0 the two who meet in a door stop
                                      // each other, and doors and counterflows jam
constexpr double repulsion_strength = 5.0;  // a [-]
constexpr double repulsion_range_m = 0.1;   // D
constexpr double wall_strength = 3.0;
constexpr double wall_range_m = 0.05;
constexpr double sight_m = 2.0;
constexpr double crawl_speed_m_s = 0.5;
constexpr double turn_time_s = 0.25;  // of the body's direction
constexpr double acceleration_time_s = 0.5;
constexpr double door_opens_enough = 0.6;
constexpr double queue_jam_s = 1.5;  // standing this long makes a walker try aside
constexpr double trainee_radius_m = 0.25;
constexpr int projections = 4;
constexpr double codes_flow_1_m_s = 1.33;  // IMO MSC.1/Circ.1533, specific flow of doors

Vec2 nearest_on(Vec2 p, Vec2 a, Vec2 b) {
    const Vec2 ab = b - a;
    const double length2 = glm::dot(ab, ab);
    const double t = length2 > 0 ? std::clamp(glm::dot(p - a, ab) / length2, 0.0, 1.0) : 0.0;
    return a + t * ab;
}

double turn(Vec2 a, Vec2 b, Vec2 c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool cross_each_other(Vec2 a, Vec2 b, Vec2 c, Vec2 d) {
    return (turn(a, b, c) > 0) != (turn(a, b, d) > 0) && (turn(c, d, a) > 0) != (turn(c, d, b) > 0);
}

bool bars(const WalkSegment& segment, std::int32_t layer, const CrowdInputs& inputs) {
    if (segment.layer != layer) return false;
    if (!segment.opening) return true;
    if (inputs.doors.empty()) return false;
    const DoorForCrowd& door = inputs.doors[segment.opening.at()];
    return !door.passable || door.open_fraction < door_opens_enough;
}

void fill_bins(State& state) {
    const Occupants& people = state.people;
    const auto bins =
        static_cast<std::size_t>(state.bins_x) * static_cast<std::size_t>(state.bins_y);
    std::fill(state.bin_begin.begin(), state.bin_begin.end(), 0);
    for (std::size_t who = 0; who < people.size(); ++who) {
        const int x =
            std::clamp(static_cast<int>((people.position[who].x - state.bin_origin.x) / bin_m), 0,
                       state.bins_x - 1);
        const int y =
            std::clamp(static_cast<int>((people.position[who].y - state.bin_origin.y) / bin_m), 0,
                       state.bins_y - 1);
        state.bin_of[who] = x + state.bins_x * y;
        ++state.bin_begin[static_cast<std::size_t>(state.bin_of[who]) + 1];
    }
    for (std::size_t b = 0; b < bins; ++b) state.bin_begin[b + 1] += state.bin_begin[b];
    // Occupants in ascending order within a bin: the order of visits never depends on history.
    for (std::size_t who = people.size(); who-- > 0;) {
        const auto bin = static_cast<std::size_t>(state.bin_of[who]);
        state.bin_items[static_cast<std::size_t>(--state.bin_begin[bin + 1])] =
            static_cast<std::int32_t>(who);
    }
    for (std::size_t b = 0; b < bins; ++b) state.bin_begin[b] = state.bin_begin[b + 1];
    state.bin_begin[bins] = static_cast<std::int32_t>(people.size());
}

template <class Visit>
void for_neighbours(const State& state, std::size_t who, double reach_m, Visit&& visit) {
    const int bin = state.bin_of[who], x = bin % state.bins_x, y = bin / state.bins_x;
    const int span = static_cast<int>(std::ceil(reach_m / bin_m));
    for (int j = std::max(0, y - span); j <= std::min(state.bins_y - 1, y + span); ++j) {
        for (int i = std::max(0, x - span); i <= std::min(state.bins_x - 1, x + span); ++i) {
            const auto b = static_cast<std::size_t>(i + state.bins_x * j);
            for (std::int32_t k = state.bin_begin[b]; k < state.bin_begin[b + 1]; ++k) {
                const auto other =
                    static_cast<std::size_t>(state.bin_items[static_cast<std::size_t>(k)]);
                if (other != who &&
                    std::abs(state.people.floor_z[other] - state.people.floor_z[who]) < 1.2f)
                    visit(other);
            }
        }
    }
}

double wanted_speed(const State& state, std::size_t who) {
    const Occupants& people = state.people;
    const auto cell = static_cast<std::size_t>(people.cell[who]);
    double speed = people.free_speed[who];
    const auto& slope = state.map.slope[cell];
    const double steepness = std::hypot(slope[0], slope[1]);
    if (steepness > 0.05) {
        const bool up = slope[0] * people.velocity[who].x + slope[1] * people.velocity[who].y > 0;
        // The factors are along the slope; the plan shortens it.
        speed *= (up ? people.stairs_up[who] : people.stairs_down[who]) /
                 std::sqrt(1.0 + steepness * steepness);
    }
    speed = speed_in_smoke(state.settings.smoke_speed, speed, people.extinction[who]);
    if (people.crawling[who] != 0) speed = std::min(speed, crawl_speed_m_s);
    return speed;
}

Vec2 route_direction(const State& state, std::size_t who) {
    const Occupants& people = state.people;
    if (people.state[who] == OccupantState::out && people.assembly[who] >= 0) {
        const auto& cost = state.assemblies[static_cast<std::size_t>(people.assembly[who])].cost;
        if (cost[static_cast<std::size_t>(people.cell[who])] < 0.5f) {
            const Vec2 way = people.stand[who] - people.position[who];
            const double length = glm::length(way);
            return length > 0.05 ? way / length : Vec2{0, 0};
        }
    }
    const std::vector<float>* route = route_of(state, who);
    if (route == nullptr) return {0, 0};
    // A little ahead rather than under the feet: the field is a raster, the walk is not.
    std::int32_t cell = people.cell[who];
    Vec2 sum = descent(state.map, *route, cell);
    for (int ahead = 0; ahead < 2; ++ahead) {
        cell = next_cell(state.map, *route, cell);
        if (cell < 0) break;
        sum += descent(state.map, *route, cell);
    }
    const double length = glm::length(sum);
    return length > 1e-9 ? sum / length : Vec2{0, 0};
}

// Persons in front that the body would touch set the speed; all around bend the direction.
void want(State& state, std::size_t who, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    people.desired[who] = {0, 0};
    if (!walks(people.state[who])) return;
    const Vec2 route = route_direction(state, who);
    if (route == Vec2{0, 0}) return;
    const Vec2 here = people.position[who];
    Vec2 bent = route;
    const auto repel = [&](Vec2 from, double distance, double touch, double strength,
                           double range) {
        const double push = strength * std::exp((touch - distance) / range);
        bent += std::min(push, strength) * (here - from) / std::max(distance, 1e-6);
    };
    const auto avoid = [&](Vec2 other, Vec2 other_velocity, double touch) {
        const double distance = glm::distance(here, other);
        if (distance > sight_m || distance < 1e-9) return;
        repel(other, distance, touch, repulsion_strength * 0.2, repulsion_range_m * 3);
        // Head-on: both give way to their right, so that counterflows sort themselves into lanes.
        const Vec2 towards = (other - here) / distance;
        if (glm::dot(route, towards) > 0.7 && glm::dot(route, other_velocity) < -0.2) {
            bent += 0.6 * Vec2{route.y, -route.x} * (1.0 - distance / sight_m);
        }
    };
    for_neighbours(state, who, sight_m, [&](std::size_t other) {
        if (people.state[other] == OccupantState::assembled &&
            people.state[who] != OccupantState::out)
            return;
        avoid(people.position[other], people.velocity[other],
              people.radius[who] + people.radius[other]);
    });
    for (const Vec3 obstacle : inputs.obstacles) {
        if (std::abs(obstacle.z - people.floor_z[who]) < 1.2)
            avoid({obstacle.x, obstacle.y}, {0, 0}, people.radius[who] + trainee_radius_m);
    }
    for (const std::int32_t s : state.map.segments_near(people.cell[who])) {
        const WalkSegment& segment = state.map.segments[static_cast<std::size_t>(s)];
        if (!bars(segment, people.layer[who], inputs)) continue;
        const Vec2 wall = nearest_on(here, segment.a, segment.b);
        const double distance = glm::distance(here, wall);
        if (distance > 1e-6 && distance < 0.6)
            repel(wall, distance, people.radius[who], wall_strength * 0.3, wall_range_m);
    }
    if (people.still_s[who] > queue_jam_s) {
        // Stuck: lean to one side, which one by number and time, until something gives.
        const auto turns = static_cast<std::size_t>(people.still_s[who] / queue_jam_s);
        const double side = (who + turns) % 2 == 0 ? 1.0 : -1.0;
        bent += side * 0.8 * Vec2{-route.y, route.x};
    }
    const double length = glm::length(bent);
    const Vec2 direction = length > 1e-9 ? bent / length : route;

    double gap = 1e9;
    const auto ahead = [&](Vec2 other, double touch) {
        const Vec2 to = other - here;
        const double forward = glm::dot(to, direction);
        if (forward <= ahead_cosine * glm::length(to)) return;
        const double aside = std::abs(to.x * direction.y - to.y * direction.x);
        if (aside < touch) gap = std::min(gap, glm::length(to) - touch);
    };
    for_neighbours(state, who, sight_m, [&](std::size_t other) {
        if (people.state[other] == OccupantState::assembled &&
            people.state[who] != OccupantState::out)
            return;
        ahead(people.position[other], people.radius[who] + people.radius[other]);
    });
    for (const Vec3 obstacle : inputs.obstacles) {
        if (std::abs(obstacle.z - people.floor_z[who]) < 1.2)
            ahead({obstacle.x, obstacle.y}, people.radius[who] + trainee_radius_m);
    }
    const double speed = std::min(wanted_speed(state, who), std::max(0.0, gap) / time_gap_s);
    people.desired[who] = speed * direction;
}

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

bool door_lets_through(State& state, std::size_t who, std::int32_t to_cell) {
    const std::int16_t from = state.map.opening[static_cast<std::size_t>(state.people.cell[who])];
    const std::int16_t to = state.map.opening[static_cast<std::size_t>(to_cell)];
    if (state.settings.door_flow != DoorFlowLimit::codes || to < 0 || to == from) return true;
    for (Exit& exit : state.exits) {
        if (exit.opening.value != to) continue;
        if (state.time_s < exit.free_at_s) return false;
        exit.free_at_s =
            std::max(exit.free_at_s, state.time_s - 0.5) + 1.0 / (codes_flow_1_m_s * exit.width_m);
    }
    return true;
}

void step_forward(State& state, double dt) {
    Occupants& people = state.people;
    const double share = std::min(1.0, dt / acceleration_time_s * 2.0);
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

// Pushes bodies apart and off barriers; a few sweeps, each from the positions of the last
// (order-free).
void separate(State& state, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    for (int sweep = 0; sweep < projections; ++sweep) {
        for (std::size_t who = 0; who < people.size(); ++who) {
            people.desired[who] = people.next[who];
            if (!walks(people.state[who])) continue;
            Vec2 shift{0, 0};
            int contacts = 0;
            const auto push = [&](Vec2 other, double touch, double part) {
                const Vec2 away = people.next[who] - other;
                const double distance = glm::length(away);
                if (distance >= touch || distance < 1e-9) return;
                shift += part * (touch - distance) / distance * away;
                ++contacts;
            };
            for_neighbours(state, who, 1.0, [&](std::size_t other) {
                if (people.state[other] == OccupantState::assembled) return;
                const bool moves = walks(people.state[other]);
                const double touch = people.radius[who] + people.radius[other];
                push(people.next[other],
                     people.state[other] == OccupantState::incapacitated ? 0.7 * touch : touch,
                     moves ? 0.5 : 1.0);
            });
            for (const Vec3 obstacle : inputs.obstacles) {
                if (std::abs(obstacle.z - people.floor_z[who]) < 1.2)
                    push({obstacle.x, obstacle.y}, people.radius[who] + trainee_radius_m, 1.0);
            }
            Vec2 moved = people.next[who] + (contacts > 2 ? 2.0 / contacts : 1.0) * shift;
            for (const std::int32_t s : state.map.segments_near(people.cell[who])) {
                const WalkSegment& segment = state.map.segments[static_cast<std::size_t>(s)];
                if (!bars(segment, people.layer[who], inputs)) continue;
                const Vec2 wall = nearest_on(moved, segment.a, segment.b);
                const Vec2 away = moved - wall;
                const double distance = glm::length(away);
                // Shoulders turn in narrow places: walls are kept at nine tenths of the radius.
                const double touch = 0.9 * people.radius[who];
                if (distance < touch && distance > 1e-9) moved = wall + touch / distance * away;
            }
            people.desired[who] = moved;
        }
        std::swap(people.next, people.desired);
    }
}

bool crosses_barrier(const State& state, std::size_t who, Vec2 to, const CrowdInputs& inputs) {
    const Occupants& people = state.people;
    for (const std::int32_t s : state.map.segments_near(people.cell[who])) {
        const WalkSegment& segment = state.map.segments[static_cast<std::size_t>(s)];
        if (bars(segment, people.layer[who], inputs) &&
            cross_each_other(people.position[who], to, segment.a, segment.b))
            return true;
    }
    return false;
}

bool try_step(State& state, std::size_t who, Vec2 to, double dt, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    if (crosses_barrier(state, who, to, inputs)) return false;
    const std::int32_t layer = state.map.layer_after(people.layer[who], people.position[who], to);
    const std::int32_t cell = layer < 0 ? -1 : state.map.cell_at(layer, to);
    if (cell < 0 || state.map.surface[static_cast<std::size_t>(cell)] == Surface::none)
        return false;
    if (!door_lets_through(state, who, cell)) return false;
    people.velocity[who] = (to - people.position[who]) / dt;
    people.position[who] = to;
    people.layer[who] = layer;
    people.cell[who] = cell;
    people.floor_z[who] = static_cast<float>(state.map.floor_z(layer, to));
    return true;
}

void commit(State& state, double dt, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (!walks(people.state[who])) continue;
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
        people.still_s[who] = speed < 0.1 ? people.still_s[who] + static_cast<float>(dt) : 0.0f;
        if (speed > 0.05) {
            const double heading = std::atan2(people.velocity[who].y, people.velocity[who].x);
            const double difference =
                std::remainder(heading - people.heading_rad[who], 2 * 3.14159265358979);
            people.heading_rad[who] +=
                static_cast<float>(difference * std::min(1.0, dt / turn_time_s));
        }
    }
}

}  // namespace

void move(State& state, double dt, const CrowdInputs& inputs) {
    fill_bins(state);
    for (std::size_t who = 0; who < state.people.size(); ++who) want(state, who, inputs);
    keep_together(state);
    step_forward(state, dt);
    separate(state, inputs);
    commit(state, dt, inputs);
}

void arrive(State& state, const std::vector<Vec2>& before) {
    Occupants& people = state.people;
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (people.state[who] == OccupantState::walking && people.exit_goal[who] >= 0) {
            const Exit& exit = state.exits[static_cast<std::size_t>(people.exit_goal[who])];
            const bool at_exit =
                state.map.opening[static_cast<std::size_t>(people.cell[who])] == exit.opening.value;
            if (at_exit || state.map.surface[static_cast<std::size_t>(people.cell[who])] ==
                               Surface::outdoors) {
                people.state[who] = OccupantState::out;
                people.exit_used[who] = people.exit_goal[who];
                people.out_time_s[who] = static_cast<float>(state.time_s);
                --state.exits[static_cast<std::size_t>(people.exit_goal[who])].heading_for;
                state.events.push_back({CrowdEvent::Kind::out, state.time_s,
                                        static_cast<std::int32_t>(who), people.exit_used[who]});
                people.exit_goal[who] = -1;
            }
        } else if (people.state[who] == OccupantState::out && people.assembly[who] >= 0) {
            const auto& cost =
                state.assemblies[static_cast<std::size_t>(people.assembly[who])].cost;
            const bool inside_region = cost[static_cast<std::size_t>(people.cell[who])] == 0;
            if (inside_region && (glm::distance(people.position[who], people.stand[who]) < 0.4 ||
                                  people.still_s[who] > 3)) {
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
