// Everybody can leave: a flood over the walk map from the exits inwards, first as if every door
// were unlocked (is there a way at all?), then with locked doors shut (does a lock cut it off?).

#include <algorithm>
#include <cstdint>
#include <glm/geometric.hpp>

#include "building/check/inspection.hpp"
#include "building/walk_map.hpp"

namespace firedrill::check {

namespace {

using format::shown;

constexpr double body_m = 0.15;  // a cell nearer to a barrier than this lets nobody through

bool locked_shut(const Opening& opening) {
    return opening.chained || (opening.locked && !opening.panic_bar && !opening.alarm_released);
}

enum class Locks { ignored, respected };
enum class Ground { indoors, everywhere };

// Cells that can be walked to from `seeds`.
std::vector<std::uint8_t> flood(const Inspection& i, const WalkMap& map,
                                const std::vector<std::int32_t>& seeds, Locks locks,
                                Ground ground) {
    std::vector<std::uint8_t> reached(map.cells(), 0);
    std::vector<std::int32_t> front;
    const auto enter = [&](std::int32_t cell) {
        const auto c = static_cast<std::size_t>(cell);
        if (reached[c] != 0 || map.surface[c] == Surface::none) return;
        if (ground == Ground::indoors && map.surface[c] == Surface::outdoors) return;
        if (map.opening[c] < 0 && map.clearance[c] < static_cast<float>(body_m)) return;
        if (map.opening[c] >= 0) {
            const Opening& opening =
                i.scenario().openings[static_cast<std::size_t>(map.opening[c])];
            if (opening.kind == OpeningKind::window) return;
            if (locks == Locks::respected && locked_shut(opening)) return;
        }
        reached[c] = 1;
        front.push_back(cell);
    };
    for (const std::int32_t seed : seeds) enter(seed);
    while (!front.empty()) {
        const std::int32_t cell = front.back();
        front.pop_back();
        for (const std::int32_t next : map.neighbour[static_cast<std::size_t>(cell)]) {
            if (next >= 0) enter(next);
        }
    }
    return reached;
}

std::vector<std::int32_t> cells_under(const WalkMap& map, OpeningIndex opening) {
    std::vector<std::int32_t> cells;
    for (std::size_t c = 0; opening && c < map.cells(); ++c) {
        if (map.opening[c] == opening.value) cells.push_back(static_cast<std::int32_t>(c));
    }
    return cells;
}

// Cells of one storey whose middle fulfils a condition and where a body has room.
template <class Condition>
std::vector<std::int32_t> cells_where(const WalkMap& map, StoreyIndex storey,
                                      Condition&& condition) {
    std::vector<std::int32_t> cells;
    for (const WalkLayer& layer : map.layers) {
        if (layer.storey != storey) continue;
        for (std::int32_t c = layer.first; c < layer.first + layer.nx * layer.ny; ++c) {
            const auto at = static_cast<std::size_t>(c);
            if (map.surface[at] == Surface::none || map.clearance[at] < static_cast<float>(body_m))
                continue;
            if (condition(c, map.centre(c))) cells.push_back(c);
        }
    }
    return cells;
}

std::vector<std::int32_t> start_cells(const Inspection& i, const WalkMap& map,
                                      const OccupantGroup& group) {
    const StoreyIndex storey = i.building.storey(group.storey);
    const Entity room = i.building.find(group.room);
    if (room.kind == EntityKind::room) {
        return cells_where(map, storey, [&](std::int32_t c, Vec2) {
            return map.room[static_cast<std::size_t>(c)] == room.index;
        });
    }
    if (!group.region.empty()) {
        return cells_where(map, storey,
                           [&](std::int32_t, Vec2 at) { return inside(group.region, at); });
    }
    return cells_where(map, storey, [&](std::int32_t, Vec2 at) {
        return std::any_of(group.positions.begin(), group.positions.end(), [&](Vec2 position) {
            return glm::distance(position, at) < 1.5 * map.h;
        });
    });
}

double share_reached(const std::vector<std::int32_t>& cells,
                     const std::vector<std::uint8_t>& reached) {
    if (cells.empty()) return 0;
    const auto count = std::count_if(cells.begin(), cells.end(), [&](std::int32_t c) {
        return reached[static_cast<std::size_t>(c)] != 0;
    });
    return static_cast<double>(count) / static_cast<double>(cells.size());
}

bool any_outdoors(const WalkMap& map, const std::vector<std::int32_t>& cells) {
    return std::any_of(cells.begin(), cells.end(), [&](std::int32_t c) {
        return map.surface[static_cast<std::size_t>(c)] == Surface::outdoors;
    });
}

// Where people start; without any, wherever a room is.
std::vector<std::int32_t> all_starts(const Inspection& i, const WalkMap& map) {
    std::vector<std::int32_t> starts;
    for (const OccupantGroup& group : i.scenario().occupants) {
        const auto cells = start_cells(i, map, group);
        starts.insert(starts.end(), cells.begin(), cells.end());
    }
    if (!starts.empty()) return starts;
    for (std::size_t c = 0; c < map.cells(); ++c) {
        if (map.room[c] >= 0) starts.push_back(static_cast<std::int32_t>(c));
    }
    return starts;
}

void exits_reached(Inspection& i, const WalkMap& map) {
    const auto reached = flood(i, map, all_starts(i, map), Locks::ignored, Ground::indoors);
    for (std::size_t e = 0; e < i.scenario().exits.size(); ++e) {
        const OpeningIndex opening = i.building.exit_openings[e];
        if (!opening || !i.building.openings[opening.at()].wall) continue;  // told already
        if (share_reached(cells_under(map, opening), reached) > 0) continue;
        const Exit& exit = i.scenario().exits[e];
        i.problem(exit.place, "exit_unreachable",
                  {shown(exit.id), shown(i.scenario().openings[opening.at()].id)});
    }
}

void groups_leave(Inspection& i, const WalkMap& map, const std::vector<std::int32_t>& ways_out) {
    const auto unlocked = flood(i, map, ways_out, Locks::ignored, Ground::indoors);
    const auto as_locked = flood(i, map, ways_out, Locks::respected, Ground::indoors);
    // Corners behind furniture may be cut off; most of the place must not be.
    constexpr double enough = 0.5;
    for (const OccupantGroup& group : i.scenario().occupants) {
        const auto cells = start_cells(i, map, group);
        if (cells.empty()) {
            i.problem(group.place, "group_no_floor", {shown(group.id)});
        } else if (any_outdoors(map, cells)) {
            continue;  // out already
        } else if (share_reached(cells, unlocked) < enough) {
            i.problem(group.place, "group_no_exit", {shown(group.id)});
        } else if (share_reached(cells, as_locked) < enough) {
            i.problem(group.place, "group_locked_in", {shown(group.id)});
        }
    }
}

void assembly_reached(Inspection& i, const WalkMap& map,
                      const std::vector<std::int32_t>& ways_out) {
    const auto reached = flood(i, map, ways_out, Locks::ignored, Ground::everywhere);
    for (const AssemblyPoint& point : i.scenario().assembly_points) {
        bool found = false;
        for (std::size_t c = 0; c < map.cells() && !found; ++c) {
            found = reached[c] != 0 && map.surface[c] == Surface::outdoors &&
                    inside(point.region, map.centre(static_cast<std::int32_t>(c)));
        }
        if (!found) i.problem(point.place, "assembly_unreachable", {shown(point.id)});
    }
}

}  // namespace

void routes(Inspection& inspection) {
    const Scenario& s = inspection.scenario();
    if (s.exits.empty()) {
        for (const OccupantGroup& group : s.occupants) {
            inspection.problem(group.place, "no_exits", {shown(group.id)});
            break;
        }
        return;
    }
    const WalkMap map = make_walk_map(inspection.building);
    std::vector<std::int32_t> ways_out;
    for (const OpeningIndex opening : inspection.building.exit_openings) {
        const auto cells = cells_under(map, opening);
        ways_out.insert(ways_out.end(), cells.begin(), cells.end());
    }
    exits_reached(inspection, map);
    groups_leave(inspection, map, ways_out);
    assembly_reached(inspection, map, ways_out);
}

}  // namespace firedrill::check
