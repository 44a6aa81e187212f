// Families: a group marked `together` calls its own together, gathers at the member nearest to its
// middle, and then walks as fast as its slowest.

#include <algorithm>
#include <glm/geometric.hpp>

#include "crowd/behaviour.hpp"

namespace firedrill::crowd {
namespace {

constexpr double call_m = 15.0;      // as far as a shout
constexpr double patience_s = 90.0;  // then they go without who has not come (own estimate)
constexpr double too_far_ahead_m = 2.0, waiting_pace = 0.2;

template <class Each>
void for_members(const State& state, const Family& family, Each&& each) {
    for (const std::int32_t g : family.groups) {
        const Group& group = state.groups[static_cast<std::size_t>(g)];
        for (std::int32_t k = 0; k < group.count; ++k)
            each(static_cast<std::size_t>(group.first + k));
    }
}

// Room for everybody to stand: a disc that grows with their number.
double meeting_radius_m(const State& state, const Family& family) {
    int members = 0;
    for_members(state, family, [&](std::size_t) { ++members; });
    return 0.8 + 0.25 * members;
}

std::int32_t meeting_cell(const State& state, const Family& family) {
    const Occupants& people = state.people;
    Vec3 middle{0, 0, 0};
    int able = 0;
    for_members(state, family, [&](std::size_t who) {
        if (!inside_and_able(people, who)) return;
        middle += Vec3{people.position[who], people.floor_z[who]};
        ++able;
    });
    if (able < 2) return -1;
    middle /= able;
    // One storey further up counts as a long way: stairs.
    constexpr double per_metre_up = 10.0;
    std::int32_t cell = -1;
    double least = 1e30;
    for_members(state, family, [&](std::size_t who) {
        if (!inside_and_able(people, who)) return;
        const double away = glm::distance(people.position[who], Vec2{middle.x, middle.y}) +
                            per_metre_up * std::abs(people.floor_z[who] - middle.z);
        if (away < least) least = away, cell = people.cell[who];
    });
    return cell;
}

void call(State& state, const Family& family, std::size_t caller, const CrowdInputs& inputs) {
    const Vec3 place{state.people.position[caller], state.people.floor_z[caller]};
    for_members(state, family, [&](std::size_t who) {
        if (state.people.state[who] == OccupantState::waiting &&
            hears_voice(state, who, place, call_m, inputs))
            notice(state, who, 0.0);
    });
}

void leave(State& state, Family& family, const CrowdInputs& inputs) {
    family.phase = Family::Phase::leaving;
    std::int32_t first = -1;
    for_members(state, family, [&](std::size_t who) {
        if (state.people.errand[who] == ErrandKind::gather) end_errand(state, who, inputs);
        if (first < 0 && inside_and_able(state.people, who)) first = static_cast<std::int32_t>(who);
    });
    if (first >= 0)
        state.events.push_back(
            {CrowdEvent::Kind::gathered, state.time_s, first, family.groups.front()});
}

// Those in sight of the meeting and near it need no way to it.
bool at_meeting(const State& state, const Family& family, std::size_t who, double radius_m,
                const CrowdInputs& inputs) {
    const Vec2 here = state.people.position[who], meeting = state.map.centre(family.meeting);
    return state.people.layer[who] == state.map.layer_of_cell(family.meeting) &&
           glm::distance(here, meeting) < radius_m &&
           partitions_between(state, storey_of(state, who), here, meeting, Sense::sight, inputs) ==
               0;
}

void gather(State& state, Family& family, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    bool all_here = true, smoke = false;
    int walking = 0;
    const double radius = meeting_radius_m(state, family);
    for_members(state, family, [&](std::size_t who) {
        if (!inside_and_able(people, who)) return;
        smoke |= people.extinction[who] > state.settings.turn_back_extinction_1_m;
        if (people.state[who] == OccupantState::waiting) {
            all_here = false;
            return;
        }
        ++walking;
        const bool here = at_meeting(state, family, who, radius, inputs);
        const bool free = people.errand[who] == ErrandKind::none;
        if (free && !here) begin_errand(state, who, ErrandKind::gather, family.meeting);
        if (!free && people.errand[who] != ErrandKind::gather) return;  // rescues one of them
        all_here &= here || errand_hopeless(state, who);
        if (!here) return;
        people.pace[who] = 0;
        people.held[who] = 1;
        call(state, family, who, inputs);
    });
    if (walking == 0) return;
    if (all_here || smoke || state.time_s - family.since_s > patience_s)
        leave(state, family, inputs);
}

void walk_as_the_slowest(State& state, const Family& family) {
    Occupants& people = state.people;
    float slowest = 1e9f, last = 0;
    const auto left = [&](std::size_t who) {
        const auto& cost = state.exits[static_cast<std::size_t>(people.exit_goal[who])].cost;
        return cost[static_cast<std::size_t>(people.cell[who])];
    };
    const auto counts = [&](std::size_t who) {
        return people.state[who] == OccupantState::walking && people.exit_goal[who] >= 0;
    };
    for_members(state, family, [&](std::size_t who) {
        if (!counts(who)) return;
        slowest = std::min(slowest, people.own_speed[who]);
        if (left(who) < no_route) last = std::max(last, left(who));
    });
    for_members(state, family, [&](std::size_t who) {
        if (!counts(who)) return;
        float pace = slowest / people.own_speed[who];
        if (last - left(who) > too_far_ahead_m) pace *= static_cast<float>(waiting_pace);
        people.pace[who] = std::min(people.pace[who], pace);
    });
}

}  // namespace

void prepare_families(State& state) {
    const auto& groups = state.building.scenario.occupants;
    auto& family_of = state.behaviour.family_of_group;
    family_of.assign(groups.size(), -1);
    const auto join = [&](std::size_t g, std::int32_t family) {
        family_of[g] = family;
        state.behaviour.families[static_cast<std::size_t>(family)].groups.push_back(
            static_cast<std::int32_t>(g));
    };
    const auto found = [&](std::size_t g) {
        if (family_of[g] >= 0) return;
        state.behaviour.families.emplace_back();
        join(g, static_cast<std::int32_t>(state.behaviour.families.size()) - 1);
    };
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const Entity with = state.building.find(groups[g].with);
        if (groups[g].together) found(g);
        if (with.kind != EntityKind::group || family_of[g] >= 0) continue;
        const auto other = static_cast<std::size_t>(with.index);
        found(other);
        if (other != g) join(g, family_of[other]);
    }
}

bool same_family(const State& state, std::size_t a, std::size_t b) {
    const std::int32_t group = state.people.group[a], other = state.people.group[b];
    const auto& family_of = state.behaviour.family_of_group;
    const std::int32_t family = family_of[static_cast<std::size_t>(group)];
    return family >= 0 && family == family_of[static_cast<std::size_t>(other)];
}

std::int32_t first_of_family(const State& state, const Family& family) {
    const Occupants& people = state.people;
    std::int32_t first = -1;
    for_members(state, family, [&](std::size_t who) {
        if (first < 0 && people.state[who] == OccupantState::walking &&
            people.errand[who] == ErrandKind::none)
            first = static_cast<std::int32_t>(who);
    });
    return first;
}

void keep_families_together(State& state, const CrowdInputs& inputs) {
    if (state.settings.faults.leaders_ignored) return;
    Occupants& people = state.people;
    for (Family& family : state.behaviour.families) {
        if (family.phase == Family::Phase::scattered) {
            for_members(state, family, [&](std::size_t who) {
                if (family.phase != Family::Phase::scattered ||
                    people.state[who] != OccupantState::walking)
                    return;
                family.meeting = meeting_cell(state, family);
                family.since_s = state.time_s;
                family.phase =
                    family.meeting >= 0 ? Family::Phase::gathering : Family::Phase::leaving;
                call(state, family, who, inputs);
            });
        }
        if (family.phase == Family::Phase::gathering) {
            gather(state, family, inputs);
        } else if (family.phase == Family::Phase::leaving) {
            walk_as_the_slowest(state, family);
        }
    }
}

}  // namespace firedrill::crowd
