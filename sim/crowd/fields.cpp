#include "crowd/fields.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>

#include "crowd/behaviour.hpp"
#include "crowd/crowding.hpp"
#include "crowd/state.hpp"

namespace firedrill::crowd {
namespace {

// Nearer to a wall than this is walked unwillingly.
constexpr float comfortable_clearance_m = 0.35f;
constexpr float wall_cost_most = 1.5f;  // more, at the wall itself
// Who is out and was pushed back over the threshold must know the way; nobody else goes in again.
constexpr float indoors_again = 50.0f;
constexpr float most_slowness = 200.0f;
// A passage that leaves less than this to either side is no way for a body; it stays in the field
// at a price, for those who stand there.
constexpr float slimmest_m = 0.12f, too_narrow_cost = 8.0f;
constexpr float walking_m_s = 1.25f;  // makes metres of way of seconds lost at doors

// A leaf that is shut, and one that opens towards who walks and that those behind press him
// against: seconds that it costs. Own estimates.
constexpr float shut_door_s = 0.8f, inward_door_s = 2.0f, inward_door_each_s = 0.25f;
constexpr int pressing_most = 12;
constexpr float leaf_open_enough = 0.5f;

// Persons per metre and second by which queues are judged (FDS+Evac).
constexpr float door_flow_1_m_s = 1.3f;

// Changes of smoke below this share are not worth telling the fields.
constexpr float worth_telling = 0.1f;
constexpr double seconds_between_looks = 1.0;
constexpr std::size_t ticks_per_air_round = 20;  // the air of every cell is sampled once in so many
// Work of a tick: evaluations of cells, 20 ns each on the machine of 2026 this was written on; the
// direction of a cell counts as three.
constexpr std::int64_t evaluations_per_tick = 200'000;
constexpr std::int64_t without_limit = std::int64_t{1} << 60;

bool outdoors(const State& state, std::size_t cell) {
    if (state.map.surface[cell] == Surface::outdoors) return true;
    const std::int16_t opening = state.map.opening[cell];
    return opening >= 0 && state.building.openings[static_cast<std::size_t>(opening)].outdoors();
}

float wall_cost(float clearance_m) {
    if (clearance_m < slimmest_m) return too_narrow_cost;
    const float lack =
        std::max(0.0f, comfortable_clearance_m - clearance_m) / comfortable_clearance_m;
    return 1.0f + wall_cost_most * lack;
}

// Cost of walking through smoke and heat, 1 in clear air.
float air_cost(const CrowdSettings& settings, const GasSample& sample) {
    double cost = 1.0;
    if (sample.extinction_1_m > 0.02) {
        const double clear_m_s = 1.25;
        cost = clear_m_s / std::max(0.1, speed_in_smoke(settings.smoke_speed, clear_m_s,
                                                        sample.extinction_1_m));
        // Those who know the building turn back from smoke this thick: a way through it is a last
        // resort.
        if (sample.extinction_1_m > settings.turn_back_extinction_1_m) cost *= 4.0;
    }
    if (sample.temperature_c > 60.0) cost *= 1.0 + (sample.temperature_c - 60.0) / 20.0;
    return static_cast<float>(std::min(cost, 60.0));
}

std::size_t raster_cell(const Fields& fields, std::int32_t cell) {
    return static_cast<std::size_t>(fields.solver.graph().raster[static_cast<std::size_t>(cell)]);
}

void tell_slowness(State& state, std::int32_t cell) {
    Fields& fields = state.fields;
    const auto c = static_cast<std::size_t>(cell);
    float slowness = no_route;
    const std::int16_t opening = state.map.opening[raster_cell(fields, cell)];
    if (fields.wall[c] > 0 &&
        (opening < 0 || fields.passable[static_cast<std::size_t>(opening)] != 0))
        slowness = std::min(fields.wall[c] * fields.air[c] * fields.crowd[c], most_slowness);
    fields.indoors.set_slowness(cell, slowness);
}

float queue_weight(const State& state) {
    return state.settings.faults.queues_ignored ? 0.0f
                                                : static_cast<float>(state.settings.crowding_cost);
}

// Metres of way that the crossing of an opening costs more, walking to `towards` (+1, -1 along its
// normal).
float crossing_m(const State& state, std::size_t opening, int towards) {
    const DoorRule& rule = state.door_rules.rules[opening];
    const DoorPassage& passage = state.door_rules.passages[opening];
    const int only = one_way_now(state.door_rules, opening);
    if (only != 0 && only != towards) return no_route;
    const auto service_s = static_cast<float>(service_now_s(state.door_rules, opening));
    const float each_s =
        std::max(service_s, 1.0f / (door_flow_1_m_s * static_cast<float>(rule.width_m)));
    float seconds =
        service_s + queue_weight(state) * each_s * passage.queue_told[towards > 0 ? 0 : 1];
    if (state.fields.shut[opening] != 0) {
        seconds += shut_door_s;
        if (opens_against(rule, towards))
            seconds += inward_door_s + inward_door_each_s * static_cast<float>(std::min(
                                                                pressing_most, passage.pressing));
    }
    return seconds * walking_m_s;
}

// Makes an opening's cells a gate where crossing it costs or is allowed one way only.
void tell_gate(State& state, std::size_t opening) {
    constexpr std::array<Vec2, 4> sides{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
    Fields& fields = state.fields;
    const DoorRule& rule = state.door_rules.rules[opening];
    const std::array<float, 2> crossing{crossing_m(state, opening, 1),
                                        crossing_m(state, opening, -1)};
    const auto cells = fields.cells_of(opening);
    if (crossing[0] == 0 && crossing[1] == 0) {
        fields.indoors.set_gate(cells, -1);
        return;
    }
    RouteGate gate;
    for (std::size_t side = 0; side < 4; ++side) {
        const double along = glm::dot(sides[side], rule.normal);
        if (std::abs(along) < 0.1) continue;
        const auto share = static_cast<float>(std::abs(along) * state.map.h / rule.depth_m);
        gate.extra_m[side] = share * crossing[along > 0 ? 0 : 1];
    }
    fields.indoors.set_gate(cells, static_cast<std::int16_t>(opening));
    fields.indoors.set_extra(static_cast<std::int16_t>(opening), gate, cells);
}

// A way out that may only be used to come in is none.
bool lets_through(const State& state, std::size_t opening, const DoorForCrowd& door) {
    const int outwards = state.door_rules.rules[opening].outwards;
    if (state.settings.faults.doors_ignored) return true;
    return door.passable && (outwards == 0 || crossing_m(state, opening, outwards) < no_route);
}

// Doors that lock or unlock matter at once, to all.
void look_at_locks(State& state, const CrowdInputs& inputs) {
    for (std::size_t o = 0; o < inputs.doors.size(); ++o) {
        const std::uint8_t passable = lets_through(state, o, inputs.doors[o]) ? 1 : 0;
        if (passable == state.fields.passable[o]) continue;
        state.fields.passable[o] = passable;
        for (const std::int32_t cell : state.fields.cells_of(o)) tell_slowness(state, cell);
    }
}

void look_at_leaves(State& state, const CrowdInputs& inputs) {
    for (std::size_t o = 0; o < state.fields.shut.size(); ++o) {
        if (!inputs.doors.empty())
            state.fields.shut[o] = inputs.doors[o].open_fraction < leaf_open_enough ? 1 : 0;
        tell_gate(state, o);
    }
}

bool differs(float told, float now) {
    return std::abs(now - told) > worth_telling * told || (now < 1.02f && told != 1.0f);
}

// The air of some of the cells, in turn.
void look_at_air(State& state, const Fire& air, std::size_t cells) {
    Fields& fields = state.fields;
    for (std::size_t k = 0; k < std::min(cells, fields.inside.size()); ++k) {
        const std::size_t at = fields.air_cursor;
        fields.air_cursor = (at + 1) % fields.inside.size();
        const std::int32_t cell = fields.inside[at];
        const float cost = air_cost(state.settings, air.sample(fields.head_of_inside[at]));
        if (differs(fields.air[static_cast<std::size_t>(cell)], cost))
            set_air_cost(state, cell, cost);
    }
}

// Own door of an exit: its cells are the field's target, so what crossing it costs comes on top.
float threshold_m(const State& state, const Exit& exit) {
    const int outwards = state.door_rules.rules[exit.opening.at()].outwards;
    const float crossing = crossing_m(state, exit.opening.at(), outwards == 0 ? 1 : outwards);
    return crossing < no_route ? crossing : 0.0f;
}

bool up_to_date(const State& state, const Exit& exit) {
    return exit.field.begun && exit.field.seen == state.fields.indoors.changes() &&
           exit.field.threshold_m == threshold_m(state, exit);
}

// Repairs one field after the other until all are up to date or the tick's work is done. A field
// is used by people only when it is whole again.
void repair(State& state, std::int64_t evaluations) {
    Fields& fields = state.fields;
    for (std::size_t turn = 0; turn <= state.exits.size() && evaluations > 0; ++turn) {
        Exit& exit = state.exits[fields.field_at_work];
        if (fields.busy || !up_to_date(state, exit)) {
            fields.busy = !fields.solver.update(exit.field, fields.indoors, evaluations);
            if (fields.busy) return;
            evaluations -= 3 * fields.solver.publish(exit.field, fields.indoors,
                                                     threshold_m(state, exit), exit.cost);
        }
        fields.field_at_work = (fields.field_at_work + 1) % state.exits.size();
    }
    const bool all_know =
        std::all_of(state.exits.begin(), state.exits.end(), [&](const Exit& exit) {
            return exit.field.begun && exit.field.seen == fields.indoors.changes();
        });
    if (all_know && !fields.busy) fields.indoors.forget_changes();
}

void list_cells(State& state) {
    Fields& fields = state.fields;
    const WalkMap& map = state.map;
    const std::size_t cells = fields.solver.graph().cells();
    fields.wall.assign(cells, 0.0f);
    fields.air.assign(cells, 1.0f);
    fields.crowd.assign(cells, 1.0f);
    for (std::size_t k = 0; k < cells; ++k) {
        const auto cell = static_cast<std::int32_t>(k);
        const std::size_t c = raster_cell(fields, cell);
        const std::int16_t opening = map.opening[c];
        if (opening >= 0) ++fields.opening_begin[static_cast<std::size_t>(opening) + 1];
        const float wall = wall_cost(map.clearance[c]);
        fields.outdoors.set_slowness(cell, wall * (outdoors(state, c) ? 1.0f : indoors_again));
        if (map.surface[c] != Surface::outdoors) {
            fields.wall[k] = wall;
            fields.inside.push_back(cell);
            const Vec2 at = map.centre(static_cast<std::int32_t>(c));
            fields.head_of_inside.push_back(
                {at.x, at.y, static_cast<double>(map.z[c]) + head_height_m});
        }
        tell_slowness(state, cell);
    }
    for (std::size_t o = 1; o < fields.opening_begin.size(); ++o)
        fields.opening_begin[o] += fields.opening_begin[o - 1];
    fields.opening_cells.resize(static_cast<std::size_t>(fields.opening_begin.back()));
    std::vector<std::int32_t> next(fields.opening_begin.begin(), fields.opening_begin.end() - 1);
    for (std::size_t k = 0; k < cells; ++k) {
        const std::int16_t opening = map.opening[raster_cell(fields, static_cast<std::int32_t>(k))];
        if (opening < 0) continue;
        std::int32_t& slot = next[static_cast<std::size_t>(opening)];
        fields.opening_cells[static_cast<std::size_t>(slot++)] = static_cast<std::int32_t>(k);
    }
}

}  // namespace

void set_air_cost(State& state, std::int32_t cell, float factor) {
    state.fields.air[static_cast<std::size_t>(cell)] = factor;
    tell_slowness(state, cell);
}

void set_crowd_cost(State& state, std::int32_t cell, float factor) {
    state.fields.crowd[static_cast<std::size_t>(cell)] = factor;
    tell_slowness(state, cell);
}

double way_to_exit_s(const State& state, std::size_t who, std::size_t exit) {
    const float cost = state.exits[exit].cost[static_cast<std::size_t>(state.people.cell[who])];
    const std::size_t opening = state.exits[exit].opening.at();
    const DoorRule& rule = state.door_rules.rules[opening];
    const double told_s = std::max(service_now_s(state.door_rules, opening),
                                   1.0 / (static_cast<double>(door_flow_1_m_s) * rule.width_m));
    const double queue = state.door_rules.passages[opening].queue_told[rule.outwards >= 0 ? 0 : 1];
    return cost / static_cast<double>(state.people.own_speed[who]) -
           queue_weight(state) * told_s * queue;
}

double seconds_each_at_exit(const State& state, std::size_t exit) {
    constexpr double free_flow_1_m_s = 1.9;  // Seyfried 2009; the codes: see door_rules.cpp
    const double flow_1_m_s =
        state.settings.door_flow == DoorFlowLimit::free ? free_flow_1_m_s : door_flow_1_m_s;
    const std::size_t opening = state.exits[exit].opening.at();
    return std::max(service_now_s(state.door_rules, opening),
                    1.0 / (flow_1_m_s * state.door_rules.rules[opening].width_m));
}

bool fields_up_to_date(const State& state) {
    return !state.fields.busy &&
           std::all_of(state.exits.begin(), state.exits.end(),
                       [&](const Exit& exit) { return up_to_date(state, exit); });
}

void prepare_fields(State& state) {
    const Scenario& scenario = state.building.scenario;
    const WalkMap& map = state.map;
    Fields& fields = state.fields;
    list_cells(state);
    state.exits.resize(scenario.exits.size());
    for (std::size_t e = 0; e < state.exits.size(); ++e) {
        Exit& exit = state.exits[e];
        exit.opening = state.building.exit_openings[e];
        exit.width_m = state.building.openings[exit.opening.at()].width;
        for (const std::int32_t cell : fields.cells_of(exit.opening.at()))
            exit.cells.push_back(static_cast<std::int32_t>(raster_cell(fields, cell)));
        exit.field = fields.solver.make_field(exit.cells);
    }
    state.assemblies.resize(scenario.assembly_points.size());
    for (std::size_t a = 0; a < state.assemblies.size(); ++a) {
        Assembly& assembly = state.assemblies[a];
        for (std::size_t c = 0; c < map.cells(); ++c) {
            if (map.surface[c] == Surface::outdoors &&
                inside(scenario.assembly_points[a].region,
                       map.centre(static_cast<std::int32_t>(c)))) {
                assembly.cells.push_back(static_cast<std::int32_t>(c));
            }
        }
        assembly.field = fields.solver.make_field(assembly.cells);
        std::int64_t evaluations = without_limit;
        fields.solver.update(assembly.field, fields.outdoors, evaluations);
        fields.solver.publish(assembly.field, fields.outdoors, 0, assembly.cost);
    }
}

void update_fields(State& state, const CrowdInputs& inputs) {
    if (state.exits.empty()) return;
    Fields& fields = state.fields;
    const bool alarm_now = inputs.alarm && !state.door_rules.alarm_given;
    state.door_rules.alarm_given |= inputs.alarm;
    look_at_locks(state, inputs);
    if (inputs.air != nullptr) {
        look_at_air(
            state, *inputs.air,
            fields.begun ? fields.inside.size() / ticks_per_air_round + 1 : fields.inside.size());
    }
    const bool look = state.time_s >= fields.next_look_s;
    if (look) {
        fields.next_look_s = state.time_s + seconds_between_looks;
        if (fields.begun) {
            look_at_queues(state);
            fields.wide_floors.look(state);
        }
    }
    if (look || alarm_now) look_at_leaves(state, inputs);
    // At first all must know a way; later a bounded share of the work is done in each tick.
    repair(state, fields.begun ? evaluations_per_tick : without_limit);
    fields.begun = true;
}

const RouteField* field_of(const State& state, std::size_t who) {
    const Occupants& people = state.people;
    if (people.state[who] == OccupantState::out) {
        const std::int32_t to = people.assembly[who];
        return to >= 0 ? &state.assemblies[static_cast<std::size_t>(to)].field : nullptr;
    }
    if (people.errand[who] != ErrandKind::none) {
        const ErrandField* errand = errand_field(state, who);
        return errand == nullptr ? nullptr : &errand->route;
    }
    const std::int32_t to = people.exit_goal[who];
    return to >= 0 ? &state.exits[static_cast<std::size_t>(to)].field : nullptr;
}

// Between the middles of the cells around, those that can be reached and lead nearly the same way.
Vec2 way_onwards(const State& state, std::size_t who) {
    const RouteField* field = field_of(state, who);
    const std::int32_t cell = state.people.cell[who];
    if (field == nullptr || cell < 0) return {0, 0};
    const Vec2 own = field->direction(cell);
    if (own.x == 0 && own.y == 0) {
        const std::vector<float>* cost = route_of(state, who);
        const bool pocket =
            cost != nullptr && !((*cost)[static_cast<std::size_t>(cell)] < no_route);
        return pocket ? back_to_route(state.map, *cost, cell, state.people.position[who]) : own;
    }
    const Vec2 off = (state.people.position[who] - state.map.centre(cell)) / state.map.h;
    const double x = std::min(1.0, std::abs(off.x)), y = std::min(1.0, std::abs(off.y));
    const std::size_t side_x = off.x > 0 ? 0 : 2, side_y = off.y > 0 ? 1 : 3;
    const auto beside = [&](std::int32_t from, std::size_t side) {
        return from < 0 ? -1 : state.map.neighbour[static_cast<std::size_t>(from)][side];
    };
    Vec2 sum = (1 - x) * (1 - y) * own;
    const auto add = [&](std::int32_t other, double weight) {
        if (other < 0) return;
        const Vec2 way = field->direction(other);
        if (glm::dot(way, own) > 0) sum += weight * way;
    };
    const std::int32_t at_x = beside(cell, side_x), at_y = beside(cell, side_y);
    add(at_x, x * (1 - y));
    add(at_y, (1 - x) * y);
    add(beside(at_x, side_y), x * y);
    const double length = glm::length(sum);
    return length > 0 ? sum / length : own;
}

}  // namespace firedrill::crowd
