#include "crowd/steering.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>

#include "crowd/bearing.hpp"
#include "crowd/density_ahead.hpp"
#include "crowd/speed_density.hpp"

namespace firedrill::crowd {
namespace {

constexpr int steps_between_looks = 4;  // 0.2 s, about a reaction time
constexpr double crawl_speed_m_s = 0.5;
constexpr double closing_time_s = 0.12;  // nobody closes the gap to the body in front faster
constexpr double in_front_cosine = 0.8;  // who is further aside than 37 degrees slows nobody; with
                                         // less, two who meet in a door stop each other
constexpr double asking_gap_m = 0.03, making_way_m_s = 0.4;
constexpr double facing_gap_m = 0.3;  // nearer than this to somebody who comes, shoulders turn
constexpr double facing_cosine = 0.3;
constexpr double squeeze_share = 0.2;  // of the free speed, sideways past each other

double wanted_speed(const State& state, std::size_t who) {
    const Occupants& people = state.people;
    double speed = people.free_speed[who];
    const bool level = under(state, who).level != 0;
    const std::array<float, 2> slope =
        level ? std::array{0.0f, 0.0f}
              : state.map.slope[static_cast<std::size_t>(people.cell[who])];
    const double steepness2 = slope[0] * slope[0] + slope[1] * slope[1];
    if (steepness2 > 0.05 * 0.05) {
        const bool up = slope[0] * people.bearing[who].x + slope[1] * people.bearing[who].y > 0;
        // The factors are along the slope; the plan shortens it.
        speed *=
            (up ? people.stairs_up[who] : people.stairs_down[who]) / std::sqrt(1.0 + steepness2);
        speed *= share_on_stairs(people.crowding[who], up);
    } else {
        speed *= share_on_flat(people.crowding[who]);
    }
    speed = std::max(speed, squeeze_share * people.turned[who] * people.free_speed[who]);
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
    if (state.settings.faults.walls_off && people.exit_goal[who] >= 0) {
        const Exit& exit = state.exits[static_cast<std::size_t>(people.exit_goal[who])];
        const Vec2 way = state.building.openings[exit.opening.at()].centre - people.position[who];
        return way / std::max(1e-6, glm::length(way));
    }
    return way_onwards(state, who);
}

// Keeps of those near only the ones that count for this walker, and adds the trainee.
void see(const State& state, std::size_t who, const CrowdInputs& inputs, Vec2 route,
         Nearby& nearby) {
    const Occupants& people = state.people;
    const bool outside =
        people.state[who] == OccupantState::out || people.state[who] == OccupantState::assembled;
    const auto* in_sight = state.sight.row(under(state, who).sight_row);
    const Vec2 from_middle = people.position[who] - state.map.centre(people.cell[who]);
    // On an open floor among walkers all count, as they are.
    const bool all_count = in_sight == nullptr && nearby.marks == 0;
    if (all_count) std::fill_n(nearby.leaned_from.begin(), nearby.count, 1.0f);
    int kept = all_count ? nearby.count : 0;
    for (int k = 0; k < nearby.count && !all_count; ++k) {
        const auto n = static_cast<std::size_t>(k);
        const auto other = static_cast<std::size_t>(nearby.who[n]);
        if (!outside && people.state[other] == OccupantState::assembled) continue;
        if (in_sight != nullptr) {
            const float dx = nearby.dx[n] + static_cast<float>(from_middle.x),
                        dy = nearby.dy[n] + static_cast<float>(from_middle.y);
            // Less its body: who stands half behind an edge is seen.
            const float distance = std::sqrt(dx * dx + dy * dy) - nearby.radius[n] - 0.1f;
            if (!Sight::sees(*in_sight, dx, dy, distance)) continue;
        }
        const auto to = static_cast<std::size_t>(kept++);
        nearby.dx[to] = nearby.dx[n], nearby.dy[to] = nearby.dy[n];
        nearby.distance[to] = nearby.distance[n];
        // Who still waits is expected to step aside, and is walked up to: leaning away from them in
        // an aisle would turn a walker round before they notice.
        const bool waits = people.state[other] == OccupantState::waiting;
        nearby.leaned_from[to] = waits ? 0.0f : 1.0f;
        nearby.vx[to] = waits ? static_cast<float>(making_way_m_s * route.x) : nearby.vx[n];
        nearby.vy[to] = waits ? static_cast<float>(making_way_m_s * route.y) : nearby.vy[n];
        nearby.radius[to] = nearby.radius[n], nearby.weight[to] = nearby.weight[n];
        nearby.who[to] = nearby.who[n];
    }
    nearby.count = kept;
    for (const Vec3 obstacle : inputs.obstacles) {
        const Vec2 to = Vec2{obstacle.x, obstacle.y} - people.position[who];
        const double distance = glm::length(to);
        if (std::abs(obstacle.z - people.floor_z[who]) >= same_floor_m ||
            distance > neighbour_reach_m || nearby.count == most_neighbours)
            continue;
        const auto n = static_cast<std::size_t>(nearby.count++);
        nearby.dx[n] = static_cast<float>(to.x), nearby.dy[n] = static_cast<float>(to.y);
        nearby.distance[n] = static_cast<float>(distance);
        nearby.vx[n] = nearby.vy[n] = 0;
        nearby.radius[n] = static_cast<float>(trainee_radius_m);
        nearby.weight[n] = nearby.leaned_from[n] = 1;
        nearby.who[n] = -1;
    }
}

void note_near(State& state, std::size_t who, const Nearby& nearby) {
    const float own = state.people.radius[who];
    auto* list = &state.near[who * most_near];
    int count = 0;
    for (int k = 0; k < nearby.count; ++k) {
        const auto n = static_cast<std::size_t>(k);
        if (nearby.who[n] < 0 || count == most_near ||
            nearby.distance[n] > own + nearby.radius[n] + near_margin_m)
            continue;
        list[count++] = nearby.who[n];
    }
    state.near_count[who] = static_cast<std::uint8_t>(count);
}

// What a walker sees and makes of it: whom it has near, which way it will go and how crowded that
// is.
void perceive(State& state, std::size_t who, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    Nearby nearby;
    state.neighbours.gather(static_cast<std::int32_t>(who), people.position[who],
                            people.floor_z[who], nearby);
    const Vec2 route = walks(people.state[who]) ? route_direction(state, who) : Vec2{0, 0};
    see(state, who, inputs, route, nearby);
    if (state.settings.faults.collisions_off) nearby.count = 0;
    pad(nearby);
    note_near(state, who, nearby);
    if (route == Vec2{0, 0}) {
        people.bearing[who] = {0, 0};
        return;
    }
    people.bearing[who] = choose_bearing(state, who, inputs, nearby, route);
    people.crowding[who] =
        state.settings.faults.density_ignored
            ? 0.0f
            : static_cast<float>(density_ahead(state, who, nearby, people.bearing[who]));
}

struct InFront {
    double gap_m = 1e9;   // to the first body in the way
    bool facing = false;  // somebody comes towards it, nearly touching
};

// Looks at those near only; notes whom it may touch in this step. `wanted_m_s`: what it would walk
// without them.
InFront look_in_front(State& state, std::size_t who, const CrowdInputs& inputs, double wanted_m_s) {
    const Occupants& people = state.people;
    const Vec2 here = people.position[who], way = people.bearing[who];
    const float own = people.radius[who];
    InFront front;
    const auto ahead = [&](Vec2 to, double distance, double touch) {
        const double forward = glm::dot(to, way), aside = std::abs(to.x * way.y - to.y * way.x);
        if (forward > in_front_cosine * distance && aside < touch)
            front.gap_m = std::min(front.gap_m, distance - touch);
        return distance < touch + facing_gap_m && forward > facing_cosine * distance &&
               aside < touch;
    };
    // Further than this from touching, nobody slows or is met.
    const double matters_m = std::max({facing_gap_m, static_cast<double>(contact_margin_m),
                                       wanted_m_s * closing_time_s}) +
                             1e-3;
    const std::int32_t* near = &state.near[who * most_near];
    Contact* contacts = &state.contacts[who * most_contacts];
    int count = 0;
    for (int k = 0; k < state.near_count[who]; ++k) {
        const auto other = static_cast<std::size_t>(near[k]);
        const Vec2 to = people.position[other] - here;
        const double touch = own + people.radius[other], matters = touch + matters_m;
        const double distance2 = glm::dot(to, to);
        if (distance2 > matters * matters) continue;
        const double distance = std::sqrt(distance2);
        if (distance < touch + contact_margin_m && count < most_contacts)
            contacts[count++].other = near[k];
        // Somebody who still waits is asked to step aside: one walks up to touching.
        const bool asked = people.state[other] == OccupantState::waiting;
        const bool close = ahead(to, distance, asked ? touch - asking_gap_m : touch);
        front.facing |= close && glm::dot(people.bearing[other], way) < -facing_cosine;
    }
    state.contact_count[who] = static_cast<std::uint8_t>(count);
    for (const Vec3 obstacle : inputs.obstacles) {
        if (std::abs(obstacle.z - people.floor_z[who]) >= same_floor_m) continue;
        const Vec2 to = Vec2{obstacle.x, obstacle.y} - here;
        ahead(to, glm::length(to), own + trainee_radius_m);
    }
    return front;
}

// In turn, so that a crowd does not think in the same step.
bool looks_now(const State& state, std::size_t who) {
    return (state.step + who) % steps_between_looks == 0;
}

void look(State& state, std::size_t who, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    const bool walker = walks(people.state[who]);
    if (!walker) people.bearing[who] = {0, 0};
    if (!gives_way(state, who)) return;
    // At once who has just started.
    if (looks_now(state, who) || (walker && people.bearing[who] == Vec2{0, 0}))
        perceive(state, who, inputs);
}

void want(State& state, std::size_t who, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    people.desired[who] = {0, 0};
    state.contact_count[who] = 0;
    state.facing[who] = 0;
    if (!gives_way(state, who)) return;
    const double wanted = wanted_speed(state, who);
    const InFront front = look_in_front(state, who, inputs, wanted);
    state.facing[who] = front.facing;
    if (state.settings.faults.stands_still) return;
    const double speed = std::min(wanted, std::max(0.0, front.gap_m) / closing_time_s);
    people.desired[who] = speed * people.bearing[who];
}

// What is read of somebody lies far from what is read of the next, and the processor does not
// foresee it: without asking ahead a third of these loops is waiting for memory.
constexpr std::size_t asked_ahead = 8;

void ask_for_route(const State& state, std::size_t who) {
    const RouteField* field = field_of(state, who);
    const std::int32_t cell = state.people.cell[who];
    if (field == nullptr || cell < 0) return;
    __builtin_prefetch(&field->way[static_cast<std::size_t>(cell)]);
    __builtin_prefetch(&state.map.neighbour[static_cast<std::size_t>(cell)]);
    __builtin_prefetch(&state.ground[static_cast<std::size_t>(cell)]);
}

// Parts are independent: each writes only what belongs to its walkers.
template <class Visit>
void for_everybody(State& state, Visit&& visit) {
    constexpr std::size_t part_size = 64;
    const std::size_t people = state.people.size();
    const std::size_t parts = (people + part_size - 1) / part_size;
    state.workers.for_parts(static_cast<int>(parts), [&](int part) {
        const std::size_t first = static_cast<std::size_t>(part) * part_size;
        for (std::size_t who = first; who < std::min(people, first + part_size); ++who) visit(who);
    });
}

}  // namespace

void steer(State& state, const CrowdInputs& inputs) {
    // Bearings first, for all: whom one faces depends on the others' bearings.
    const std::size_t people = state.people.size();
    for_everybody(state, [&](std::size_t who) {
        const std::size_t later = who + asked_ahead;
        if (later < people && looks_now(state, later)) ask_for_route(state, later);
        look(state, who, inputs);
    });
    for_everybody(state, [&](std::size_t who) {
        if (who + asked_ahead < people)
            __builtin_prefetch(&state.near[(who + asked_ahead) * most_near]);
        want(state, who, inputs);
    });
}

}  // namespace firedrill::crowd
