#include "crowd/door_rules.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "crowd/state.hpp"

namespace firedrill::crowd {
namespace {

constexpr double codes_flow_1_m_s = 1.33;  // IMO MSC.1/Circ.1533, specific flow of doors
constexpr double limited_width_m = 4.0;    // wider openings are no doors
constexpr double flow_saved_s = 0.05;      // what waiting for the next tick costs is not lost
constexpr double service_saved_s = 0.1;    // who comes this late was next in the line

// A leaf that opens towards people: they step back before it gives, the more the more they are. Own
// estimate; a crowd that does not let go at all is a risk that no rehearsal should hide in a
// deadlock, hence the cap.
constexpr double push_reach_m = 1.0;
constexpr double step_back_s = 0.5, step_back_each_s = 0.25, step_back_most_s = 5.0;
constexpr double leaf_open_enough = 0.6;

int sign(double value) {
    return value > 0 ? 1 : -1;
}

int along_normal(double heading_deg, Vec2 normal) {
    const double rad = heading_deg * std::numbers::pi / 180;
    return sign(std::cos(rad) * normal.x + std::sin(rad) * normal.y);
}

DoorRule rule_of(const Opening& opening, const OpeningPlace& place) {
    DoorRule rule;
    rule.centre = place.centre;
    rule.normal = place.normal;
    rule.width_m = place.width;
    rule.limits_flow = opening.kind != OpeningKind::window && place.width < limited_width_m;
    if (opening.kind == OpeningKind::door && opening.motion == LeafMotion::swing &&
        opening.opens_towards)
        rule.leaf_towards = along_normal(*opening.opens_towards, place.normal);
    if (opening.one_way) rule.one_way = along_normal(*opening.one_way, place.normal);
    rule.one_way_ends_on_alarm = opening.alarm_released;
    rule.service_s = opening.service_s;
    rule.service_ends_on_alarm = opening.service_ends_on_alarm;
    if (place.outdoors()) rule.outwards = place.room_front ? -1 : 1;
    return rule;
}

// The cells from which people push at the leaf of an opening.
void mark_near_leaf(DoorRules& rules, const WalkMap& map, const OpeningPlace& place,
                    std::size_t opening) {
    const std::int32_t layer = map.layer_of_storey(place.storey);
    if (layer < 0) return;
    const WalkLayer& raster = map.layers[static_cast<std::size_t>(layer)];
    for (std::int32_t c = raster.first; c < raster.first + raster.nx * raster.ny; ++c) {
        if (map.surface[static_cast<std::size_t>(c)] == Surface::none) continue;
        const Vec2 away = map.centre(c) - place.centre;
        if (std::abs(glm::dot(away, place.normal)) <= push_reach_m &&
            std::abs(glm::dot(away, place.along)) <= place.width / 2)
            rules.near_leaf[static_cast<std::size_t>(c)] = static_cast<std::int16_t>(opening);
    }
}

std::vector<std::uint8_t> cells_to_openings(const WalkMap& map) {
    constexpr std::uint8_t far = 255;
    std::vector<std::uint8_t> away(map.cells(), far);
    std::vector<std::int32_t> front, next;
    for (std::size_t c = 0; c < map.cells(); ++c)
        if (map.opening[c] >= 0) {
            away[c] = 0;
            front.push_back(static_cast<std::int32_t>(c));
        }
    for (std::uint8_t cells = 1; cells < far && !front.empty(); ++cells) {
        next.clear();
        for (const std::int32_t cell : front)
            for (const std::int32_t other : map.neighbour[static_cast<std::size_t>(cell)]) {
                if (other < 0 || away[static_cast<std::size_t>(other)] < far) continue;
                away[static_cast<std::size_t>(other)] = cells;
                next.push_back(other);
            }
        front.swap(next);
    }
    return away;
}

void count_pressing(State& state) {
    DoorRules& doors = state.door_rules;
    const Occupants& people = state.people;
    for (DoorPassage& passage : doors.passages) passage.pressing = 0;
    for (std::size_t who = 0; who < people.size(); ++who) {
        if (!walks(people.state[who]) || people.cell[who] < 0) continue;
        const std::int16_t opening = doors.near_leaf[static_cast<std::size_t>(people.cell[who])];
        if (opening < 0) continue;
        const DoorRule& rule = doors.rules[static_cast<std::size_t>(opening)];
        const int side = sign(glm::dot(people.position[who] - rule.centre, rule.normal));
        if (side != rule.leaf_towards) continue;
        const RouteField* field = field_of(state, who);
        if (field != nullptr &&
            glm::dot(field->direction(people.cell[who]), rule.normal) * side < 0)
            ++doors.passages[static_cast<std::size_t>(opening)].pressing;
    }
}

}  // namespace

DoorRules door_rules_of(const Building& building, const WalkMap& map) {
    DoorRules doors;
    const std::size_t openings = building.openings.size();
    std::vector<int> cells(openings, 0);
    for (std::size_t c = 0; c < map.cells(); ++c) {
        if (map.opening[c] >= 0 && map.surface[c] != Surface::none)
            ++cells[static_cast<std::size_t>(map.opening[c])];
    }
    doors.passages.resize(openings);
    doors.asked_here.resize(openings);
    doors.near_leaf.assign(map.cells(), -1);
    doors.cells_to_opening = cells_to_openings(map);
    for (std::size_t o = 0; o < openings; ++o) {
        const OpeningPlace& place = building.openings[o];
        DoorRule rule = rule_of(building.scenario.openings[o], place);
        rule.depth_m = std::max(map.h, cells[o] * map.h * map.h / place.width);
        doors.any_service |= rule.service_s > 0;
        doors.rules.push_back(rule);
        if (rule.leaf_towards != 0) mark_near_leaf(doors, map, place, o);
    }
    return doors;
}

double service_now_s(const DoorRules& doors, std::size_t opening) {
    const DoorRule& rule = doors.rules[opening];
    return doors.alarm_given && rule.service_ends_on_alarm ? 0.0 : rule.service_s;
}

int one_way_now(const DoorRules& doors, std::size_t opening) {
    const DoorRule& rule = doors.rules[opening];
    return doors.alarm_given && rule.one_way_ends_on_alarm ? 0 : rule.one_way;
}

bool may_pass(State& state, std::size_t who, std::int32_t from_cell, std::int32_t to_cell) {
    DoorRules& doors = state.door_rules;
    const std::int16_t from = state.ground[static_cast<std::size_t>(from_cell)].opening;
    const std::int16_t to = state.ground[static_cast<std::size_t>(to_cell)].opening;
    if (from < 0 && to < 0) return true;
    for (const std::int16_t opening : {from, to}) {
        if (opening < 0) continue;
        const auto o = static_cast<std::size_t>(opening);
        const int only = one_way_now(doors, o);
        if (only == 0 || from_cell == to_cell) continue;
        const Vec2 step = state.map.centre(to_cell) - state.map.centre(from_cell);
        if (glm::dot(step, doors.rules[o].normal) * only < -1e-6) return false;
    }
    if (to < 0 || to == from) return true;
    const auto o = static_cast<std::size_t>(to);
    const DoorRule& rule = doors.rules[o];
    const double service_s = service_now_s(doors, o);
    const bool limited = rule.limits_flow && !state.settings.faults.door_limit_off &&
                         state.settings.door_flow == DoorFlowLimit::codes;
    if (service_s <= 0 && !limited) return true;
    DoorPassage& passage = doors.passages[o];
    if (passage.last == static_cast<std::int32_t>(who)) return true;  // swayed out and in again
    const double codes_s = limited ? 1.0 / (codes_flow_1_m_s * rule.width_m) : 0.0;
    // The first has to wait too, so that no count over any time exceeds the limit.
    if (passage.free_at_s == 0) passage.free_at_s = codes_s;
    if (state.time_s < passage.free_at_s) return false;
    const double saved_s = service_s > codes_s ? service_saved_s : flow_saved_s;
    passage.free_at_s =
        std::max(passage.free_at_s, state.time_s - saved_s) + std::max(service_s, codes_s);
    passage.last = static_cast<std::int32_t>(who);
    return true;
}

void hold_back_inward_doors(State& state, double dt, const CrowdInputs& inputs) {
    if (inputs.doors.empty()) return;
    DoorRules& doors = state.door_rules;
    count_pressing(state);
    std::fill(doors.asked_here.begin(), doors.asked_here.end(), std::uint8_t{0});
    for (const OpeningIndex opening : state.requests) doors.asked_here[opening.at()] = 1;
    for (std::size_t o = 0; o < doors.passages.size(); ++o) {
        DoorPassage& passage = doors.passages[o];
        const bool shut = inputs.doors[o].open_fraction < leaf_open_enough;
        if (!shut || passage.pressing == 0) {
            passage.pushed_s = 0;
        } else if (doors.asked_here[o] != 0) {
            passage.pushed_s += dt;
            const double needed_s =
                std::min(step_back_most_s, step_back_s + step_back_each_s * (passage.pressing - 1));
            if (passage.pushed_s < needed_s) doors.asked_here[o] = 0;
        }
    }
    std::erase_if(state.requests, [&](OpeningIndex o) { return doors.asked_here[o.at()] == 0; });
}

}  // namespace firedrill::crowd
