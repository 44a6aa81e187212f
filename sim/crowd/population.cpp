// Who is where at the start: groups become occupants, spread over their room without touching.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numeric>

#include "base/random.hpp"
#include "crowd/behaviour.hpp"
#include "crowd/speed_density.hpp"
#include "crowd/state.hpp"

namespace firedrill::crowd {
namespace {

// Random streams by purpose, so that one more draw here does not shift those there.
enum class Purpose : std::uint64_t { traits = 1, places, assembly, conduct };

// The stream of one person, or of a group (member 0), by name: whoever else is in the scenario, and
// in which order, draws from others (FNV-1a).
std::uint64_t stream_of(Purpose purpose, const std::string& group, std::size_t member) {
    std::uint64_t hash = 14695981039346656037ULL;
    const auto mix = [&](std::uint64_t value) { hash = (hash ^ value) * 1099511628211ULL; };
    for (const char letter : group) mix(static_cast<unsigned char>(letter));
    mix(static_cast<std::uint64_t>(purpose) << 8);
    mix(member);
    return hash;
}

RandomStream stream_of(const State& state, Purpose purpose, std::size_t who) {
    const auto g = static_cast<std::size_t>(state.people.group[who]);
    const auto first = static_cast<std::size_t>(state.groups[g].first);
    return {state.seed, stream_of(purpose, state.building.scenario.occupants[g].id, who - first)};
}

// Groups in the order in which they take their places: those whose points are given first, else by
// name, so that the order in the file does not matter.
std::vector<std::size_t> order_of_groups(const std::vector<OccupantGroup>& groups) {
    std::vector<std::size_t> order(groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const bool free_a = groups[a].positions.empty(), free_b = groups[b].positions.empty();
        return free_a != free_b ? free_b : groups[a].id < groups[b].id;
    });
    return order;
}

double draw(const Distribution& d, RandomStream& random) {
    const auto once = [&] {
        switch (d.kind) {
            case Distribution::Kind::constant:
                return d.a;
            case Distribution::Kind::uniform:
                return random.uniform(d.a, d.b);
            case Distribution::Kind::normal:
                return random.normal(d.a, d.b);
            case Distribution::Kind::lognormal:
                return random.lognormal(d.a, d.b);
            case Distribution::Kind::gamma:
                return random.gamma(d.a, d.b);
            case Distribution::Kind::weibull:
                return random.weibull(d.a, d.b);
        }
        return d.a;
    };
    // Cut by drawing again, which keeps the shape; clamped where the cut leaves almost nothing.
    for (int attempt = 0; attempt < 100; ++attempt) {
        const double value = once();
        if (value >= d.low && value <= d.high) return value;
    }
    return std::clamp(once(), d.low, d.high);
}

std::vector<std::int32_t> cells_within(const State& state, const OccupantGroup& group,
                                       double radius) {
    const WalkMap& map = state.map;
    const Building& building = state.building;
    const std::int32_t layer_index = map.layer_of_storey(building.storey(group.storey));
    std::vector<std::int32_t> cells;
    if (layer_index < 0) return cells;
    const Entity room = building.find(group.room);
    const WalkLayer& layer = map.layers[static_cast<std::size_t>(layer_index)];
    for (std::int32_t c = layer.first; c < layer.first + layer.nx * layer.ny; ++c) {
        const auto i = static_cast<std::size_t>(c);
        if (map.surface[i] == Surface::none || map.opening[i] >= 0 || map.clearance[i] < radius)
            continue;
        const bool in_room = room.kind == EntityKind::room ? map.room[i] == room.index
                                                           : inside(group.region, map.centre(c));
        if (in_room) cells.push_back(c);
    }
    return cells;
}

void place_group(State& state, std::size_t group_index, std::size_t first, std::size_t count) {
    const OccupantGroup& group = state.building.scenario.occupants[group_index];
    Occupants& people = state.people;
    const std::int32_t layer = state.map.layer_of_storey(state.building.storey(group.storey));
    const auto put = [&](std::size_t who, Vec2 at) {
        people.position[who] = at;
        people.layer[who] = layer;
        people.cell[who] = state.map.cell_at(layer, at);
    };
    if (!group.positions.empty()) {
        for (std::size_t k = 0; k < count; ++k)
            put(first + k, group.positions[k % group.positions.size()]);
        return;
    }
    std::vector<std::int32_t> cells = cells_within(state, group, people.radius[first]);
    if (cells.empty()) cells = cells_within(state, group, 0.05);
    if (cells.empty()) return;
    RandomStream random(state.seed, stream_of(Purpose::places, group.id, 0));
    for (std::size_t k = cells.size() - 1; k > 0; --k)
        std::swap(cells[k], cells[random.below(k + 1)]);
    // Everybody takes the first free cell of the shuffled list; when the room is too full, spacing
    // gives way.
    for (double spacing = 1.0; spacing > 0.05; spacing *= 0.7) {
        std::vector<Vec2> taken;
        std::size_t placed = 0;
        for (const std::int32_t cell : cells) {
            if (placed == count) break;
            const Vec2 at = state.map.centre(cell);
            const auto touches = [&](Vec2 other) {
                return glm::distance(at, other) < spacing * 2.1 * people.radius[first];
            };
            const bool group_free = std::none_of(taken.begin(), taken.end(), touches);
            bool others_free = true;
            for (std::size_t other = 0; other < first && others_free; ++other) {
                others_free = people.layer[other] != layer || !touches(people.position[other]);
            }
            if (!group_free || !others_free) continue;
            taken.push_back(at);
            put(first + placed, at);
            ++placed;
        }
        if (placed == count) return;
        for (std::size_t k = placed; k < count; ++k)
            put(first + k, state.map.centre(cells[k % cells.size()]));
    }
}

Vec2 point_in(const Polygon& polygon, RandomStream& random) {
    Vec2 low = polygon.front(), high = polygon.front();
    for (const Vec2 p : polygon) {
        low = glm::min(low, p);
        high = glm::max(high, p);
    }
    for (int attempt = 0; attempt < 200; ++attempt) {
        const Vec2 p{random.uniform(low.x, high.x), random.uniform(low.y, high.y)};
        if (inside(polygon, p)) return p;
    }
    return 0.5 * (low + high);
}

// Room for everybody in the arrays that a step works with.
void make_buffers(State& state) {
    Vec2 low{1e30, 1e30}, high{-1e30, -1e30};
    for (const WalkLayer& layer : state.map.layers) {
        low = glm::min(low, layer.origin);
        high = glm::max(high, layer.origin + state.map.h * Vec2(layer.nx, layer.ny));
    }
    const std::size_t people = state.people.size();
    state.neighbours.cover(low, high, people);
    state.in_the_way.assign(people, 0);
    state.seen_otherwise.assign(people, 0);
    state.in_line.assign(people, 0);
    state.near.assign(people * most_near, -1);
    state.near_count.assign(people, 0);
    state.facing.assign(people, 0);
    state.contacts.assign(people * most_contacts, {});
    state.contact_count.assign(people, 0);
    state.events.reserve(people * 6 + 64);
    state.requests.reserve(state.building.openings.size());
}

// Who errs, and who needs help.
void draw_conduct(State& state) {
    Occupants& people = state.people;
    const Scenario& scenario = state.building.scenario;
    for (std::size_t who = 0; who < people.size(); ++who) {
        const OccupantGroup& group =
            scenario.occupants[static_cast<std::size_t>(people.group[who])];
        RandomStream random = stream_of(state, Purpose::conduct, who);
        const bool returns = random.uniform() < group.returns_for_belongings;
        const bool lift = random.uniform() < group.uses_lift;
        const auto index = static_cast<std::int32_t>(who);
        people.start_at[who] = people.position[who];
        people.start_cell[who] = people.cell[who];
        people.likes_lifts[who] = lift ? 1 : 0;
        if (returns) people.belongings[who] = Belongings::will_be_missed;
        if (returns) state.behaviour.returners.push_back(index);
        if (lift) state.behaviour.lift_users.push_back(index);
        if (state.building.profiles[static_cast<std::size_t>(people.profile[who])]
                .needs_help_on_stairs)
            state.behaviour.stair_needers.push_back(index);
    }
}

std::int32_t exit_named(const State& state, const std::string& id) {
    const Entity entity = state.building.find(id);
    return entity.kind == EntityKind::exit ? entity.index : -1;
}

}  // namespace

void Occupants::resize(std::size_t n) {
    position.resize(n), velocity.resize(n), next.resize(n), stand.resize(n), desired.resize(n);
    bearing.resize(n, {0, 0}), crowding.resize(n), shoulders.resize(n), turned.resize(n),
        weight.resize(n), gathering_s.resize(n);
    layer.resize(n), cell.resize(n, -1), group.resize(n), profile.resize(n);
    floor_z.resize(n), heading_rad.resize(n), speed.resize(n), radius.resize(n), height.resize(n),
        free_speed.resize(n);
    stairs_up.resize(n), stairs_down.resize(n), state.resize(n), fed.resize(n), fed_heat.resize(n),
        fed_sum.resize(n), fed_heat_sum.resize(n), extinction.resize(n);
    crawling.resize(n), turned_back.resize(n), exit_used.resize(n, -1), exit_goal.resize(n, -1);
    out_time_s.resize(n, -1), pre_movement_s.resize(n), start_s.resize(n, -1), still_s.resize(n),
        waited_s.resize(n), waits_at.resize(n), assembly.resize(n, -1);
    own_speed.resize(n), pace.resize(n, 1), held.resize(n);
    errand.resize(n), errand_field.resize(n, -1), errand_for.resize(n, -1),
        errand_until_s.resize(n, -1);
    escort.resize(n, -1), carrier.resize(n, -1), load.resize(n, -1);
    follows_trainee.resize(n, 0), asked_to_help.resize(n, 0);
    start_at.resize(n), start_cell.resize(n, -1), belongings.resize(n), likes_lifts.resize(n),
        waited_at_stair.resize(n), earshot.resize(n);
}

State::~State() = default;

State::State(const Building& b, const WalkMap& m, const CrowdSettings& s, std::uint64_t run_seed,
             Workers& w)
    : building(b),
      map(m),
      settings(s),
      seed(run_seed),
      workers(w),
      fields(m, b.openings.size()),
      door_rules(door_rules_of(b, m)),
      sight(m),
      ground(make_ground(m, sight, door_rules.cells_to_opening)),
      streams(m) {}

void populate(State& state) {
    const Scenario& scenario = state.building.scenario;
    std::size_t total = 0;
    for (const OccupantGroup& group : scenario.occupants)
        total += static_cast<std::size_t>(std::max(0, group.count));
    Occupants& people = state.people;
    people.resize(total);
    state.groups.resize(scenario.occupants.size());
    state.head_counts.resize(scenario.plans.size());

    std::size_t who = 0;
    for (const std::size_t g : order_of_groups(scenario.occupants)) {
        const OccupantGroup& group = scenario.occupants[g];
        Group& resolved = state.groups[g];
        resolved.first = static_cast<std::int32_t>(who);
        resolved.count = std::max(0, group.count);
        const Entity plan = state.building.find(group.plan);
        resolved.plan = plan.kind == EntityKind::plan ? plan.index : -1;
        for (const std::string& id : group.familiar_exits)
            resolved.familiar.push_back(exit_named(state, id));
        resolved.guides = group.guides;
        const auto profile =
            std::find_if(state.building.profiles.begin(), state.building.profiles.end(),
                         [&](const Profile& p) { return p.id == group.profile; });
        const auto profile_index =
            static_cast<std::int32_t>(profile - state.building.profiles.begin());
        const std::size_t first = who;
        for (int k = 0; k < resolved.count; ++k, ++who) {
            const CrowdFaults& faults = state.settings.faults;
            RandomStream random(state.seed,
                                stream_of(Purpose::traits, group.id,
                                          faults.spread_off ? 0 : static_cast<std::size_t>(k)));
            people.group[who] = static_cast<std::int32_t>(g);
            people.profile[who] = profile_index;
            people.free_speed[who] = static_cast<float>(
                faults.speed_factor * std::max(0.1, draw(profile->speed, random)));
            people.own_speed[who] = people.free_speed[who];
            people.radius[who] = static_cast<float>(profile->radius);
            people.shoulders[who] = people.radius[who];
            people.weight[who] = static_cast<float>(profile->radius * profile->radius /
                                                    (adult_radius_m * adult_radius_m));
            people.height[who] = static_cast<float>(profile->height);
            people.stairs_up[who] = static_cast<float>(profile->stairs_up);
            people.stairs_down[who] = static_cast<float>(profile->stairs_down);
            people.pre_movement_s[who] =
                static_cast<float>(std::max(0.0, draw(group.pre_movement, random)));
            people.heading_rad[who] = static_cast<float>(random.uniform(-3.14159, 3.14159));
            if (faults.stairs_as_flat) people.stairs_up[who] = people.stairs_down[who] = 1;
            if (faults.pre_movement_ignored) people.pre_movement_s[who] = 0;
        }
        if (resolved.count > 0)
            place_group(state, g, first, static_cast<std::size_t>(resolved.count));
    }
    for (std::size_t g = 0; g < scenario.occupants.size(); ++g) {
        const Entity leader = state.building.find(scenario.occupants[g].leader);
        if (leader.kind == EntityKind::group && !state.settings.faults.leaders_ignored &&
            state.groups[static_cast<std::size_t>(leader.index)].count > 0) {
            state.groups[g].leader = state.groups[static_cast<std::size_t>(leader.index)].first;
        }
    }
    for (std::size_t p = 0; p < scenario.plans.size(); ++p) {
        const Entity counter = state.building.find(scenario.plans[p].head_count_by);
        if (counter.kind == EntityKind::group &&
            state.groups[static_cast<std::size_t>(counter.index)].count > 0) {
            state.head_counts[p].counter =
                state.groups[static_cast<std::size_t>(counter.index)].first;
        }
        const Entity fetcher = state.building.find(scenario.plans[p].fetched_by);
        if (fetcher.kind == EntityKind::group &&
            state.groups[static_cast<std::size_t>(fetcher.index)].count > 0) {
            state.head_counts[p].fetcher =
                state.groups[static_cast<std::size_t>(fetcher.index)].first;
        }
    }
    for (std::size_t i = 0; i < total; ++i) {
        people.floor_z[i] =
            static_cast<float>(state.map.floor_z(people.layer[i], people.position[i]));
        const Group& group = state.groups[static_cast<std::size_t>(people.group[i])];
        const std::string planned =
            group.plan >= 0 ? scenario.plans[static_cast<std::size_t>(group.plan)].assembly_point
                            : "";
        const Entity point = state.building.find(planned);
        people.assembly[i] = point.kind == EntityKind::assembly_point ? point.index
                             : scenario.assembly_points.empty()       ? -1
                                                                      : 0;
        if (people.assembly[i] >= 0) {
            RandomStream random = stream_of(state, Purpose::assembly, i);
            people.stand[i] = point_in(
                scenario.assembly_points[static_cast<std::size_t>(people.assembly[i])].region,
                random);
        }
    }
    draw_conduct(state);
    make_buffers(state);
    prepare_behaviour(state);
}

}  // namespace firedrill::crowd
