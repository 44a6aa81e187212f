// Guides: staff who go through their rooms before they leave, send off those they come near, and
// tell strangers the best exit.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "crowd/behaviour.hpp"

namespace firedrill::crowd {
namespace {

constexpr double told_within_m = 8.0;     // speaking up, not shouting (own estimate)
constexpr double telling_shortens = 0.1;  // share of the pre-movement time left once staff say go
constexpr double looked_round_s = 2.0, near_enough_m = 1.5;
constexpr float passable_m = 0.3f, open_floor_m = 0.6f;
constexpr double between_stops_m = 10.0;  // so that nobody of a room is out of hearing

// Stops from which a whole room is in hearing: in each square of `between_stops_m` the cell nearest
// to its middle on open floor, or else on any.
void add_stops(const State& state, std::int32_t room, std::vector<std::int32_t>& round) {
    const WalkMap& map = state.map;
    const Room& place = state.building.scenario.rooms[static_cast<std::size_t>(room)];
    Vec2 low = place.polygon.front(), high = low;
    for (const Vec2 p : place.polygon) low = glm::min(low, p), high = glm::max(high, p);
    const int columns =
        std::max(1, static_cast<int>(std::ceil((high.x - low.x) / between_stops_m)));
    const int rows = std::max(1, static_cast<int>(std::ceil((high.y - low.y) / between_stops_m)));
    const Vec2 size{(high.x - low.x) / columns, (high.y - low.y) / rows};
    for (int row = 0; row < rows; ++row) {
        for (int k = 0; k < columns; ++k) {
            const int column = row % 2 == 0 ? k : columns - 1 - k;  // there and back
            const Vec2 middle = low + Vec2{(column + 0.5) * size.x, (row + 0.5) * size.y};
            std::int32_t best = -1;
            double least = 1e30;
            for (std::size_t c = 0; c < map.cells(); ++c) {
                if (map.room[c] != room || map.surface[c] == Surface::none ||
                    map.clearance[c] < passable_m)
                    continue;
                const Vec2 away = map.centre(static_cast<std::int32_t>(c)) - middle;
                if (std::abs(away.x) > 0.5 * size.x || std::abs(away.y) > 0.5 * size.y) continue;
                // In a niche a guide would meet another who cannot pass.
                const double far =
                    glm::length(away) + (map.clearance[c] < open_floor_m ? between_stops_m : 0.0);
                if (far < least) least = far, best = static_cast<std::int32_t>(c);
            }
            if (best >= 0) round.push_back(best);
        }
    }
}

std::int32_t best_exit_from(const State& state, std::size_t who) {
    std::int32_t best = -1;
    double least = 1e30;
    for (std::int32_t exit = 0; exit < static_cast<std::int32_t>(state.exits.size()); ++exit) {
        if (!reachable(state, who, exit)) continue;
        const double time = time_to_exit(state, who, exit);
        if (time < least) least = time, best = exit;
    }
    return best;
}

void tell_those_near(State& state, std::size_t guide, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    const Vec3 place{people.position[guide], people.floor_z[guide]};
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (who == guide || !inside_and_able(people, who) ||
            people.layer[who] != people.layer[guide] ||
            glm::distance(people.position[who], people.position[guide]) > told_within_m ||
            !hears_voice(state, who, place, told_within_m, inputs))
            continue;
        if (people.state[who] == OccupantState::waiting) notice(state, who, telling_shortens);
        if (state.behaviour.knowledge.empty()) continue;
        const std::int32_t exit = best_exit_from(state, who);
        if (exit >= 0) learn(state, who, exit, Knowledge::familiar);
    }
}

void go_round(State& state, Guide& guide, const CrowdInputs& inputs) {
    Occupants& people = state.people;
    const auto who = static_cast<std::size_t>(guide.who);
    const bool smoke = people.extinction[who] > state.settings.turn_back_extinction_1_m;
    if (people.errand[who] == ErrandKind::sweep) {
        if (people.errand_until_s[who] < 0 && errand_left(state, who) < near_enough_m)
            people.errand_until_s[who] = static_cast<float>(state.time_s + looked_round_s);
        const bool there = people.errand_until_s[who] >= 0;
        if (there) people.pace[who] = 0;
        if (there) people.held[who] = 1;
        if (smoke) guide.next = guide.round.size();  // the rest is the fire brigade's
        if (!smoke && !errand_hopeless(state, who) &&
            (!there || state.time_s < people.errand_until_s[who]))
            return;
        if (!smoke) ++guide.next;
        end_errand(state, who, inputs);
    }
    if (people.state[who] == OccupantState::walking && people.errand[who] == ErrandKind::none &&
        people.load[who] < 0 && people.turned_back[who] == 0 && guide.next < guide.round.size())
        begin_errand(state, who, ErrandKind::sweep, guide.round[guide.next]);
}

}  // namespace

void prepare_guides(State& state) {
    for (std::size_t g = 0; g < state.groups.size(); ++g) {
        const Group& group = state.groups[g];
        if (!group.guides || group.count == 0) continue;
        std::vector<std::int32_t> stops;
        for (const std::string& id : state.building.scenario.occupants[g].sweeps) {
            const Entity room = state.building.find(id);
            if (room.kind == EntityKind::room) add_stops(state, room.index, stops);
        }
        // Shared out in pieces, so that each guide has a part of the building.
        const auto count = static_cast<std::size_t>(group.count);
        for (std::size_t k = 0; k < count; ++k) {
            Guide guide;
            guide.who = group.first + static_cast<std::int32_t>(k);
            const std::size_t from = stops.size() * k / count, to = stops.size() * (k + 1) / count;
            for (std::size_t s = from; s < to; ++s) guide.round.push_back(stops[s]);
            state.behaviour.guides.push_back(std::move(guide));
        }
    }
}

void guide(State& state, std::size_t tick, const CrowdInputs& inputs) {
    for (Guide& guide : state.behaviour.guides) {
        const auto who = static_cast<std::size_t>(guide.who);
        if (state.people.state[who] != OccupantState::walking) continue;
        if (thinks(who, tick)) tell_those_near(state, who, inputs);
        go_round(state, guide, inputs);
    }
}

}  // namespace firedrill::crowd
