// Fields: what it costs occupants to cross each cell now (walls, smoke, heat, crowding, doors), and
// the route fields of all exits and assembly points kept up to date with it, a bounded amount of
// work per tick. Knows where people are and how fast; decides nothing for them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "crowd/route_field.hpp"
#include "crowd/wide_floors.hpp"

namespace firedrill::crowd {

struct Fields {
    explicit Fields(const WalkMap& map, std::size_t openings)
        : solver(map),
          indoors(solver.graph(), openings),
          outdoors(solver.graph()),
          wide_floors(map, solver.graph()),
          opening_begin(openings + 1, 0),
          passable(openings, 1),
          shut(openings, 0) {}

    RouteSolver solver;
    RouteCosts indoors;   // of the fields of exits
    RouteCosts outdoors;  // of the fields of assembly points
    WideFloors wide_floors;

    // Factors on the length of a way, per packed cell; 0: not walkable for those inside.
    std::vector<float> wall, air, crowd;
    std::vector<std::int32_t> inside;  // packed cells where those inside can be
    std::vector<std::int32_t> stairs;  // those of them on stairs and their landings
    std::vector<Vec3> head_of_inside;  // where the air of each of them is sampled

    // Packed cells of an opening: opening_cells[opening_begin[o] … opening_begin[o + 1]).
    std::vector<std::int32_t> opening_begin, opening_cells;
    std::vector<std::uint8_t> passable, shut;  // per opening, as the costs know it

    std::size_t air_cursor = 0;     // packed cell whose air is sampled next
    double next_look_s = 0;         // at the crowd and at leaves
    std::size_t field_at_work = 0;  // exit whose field is repaired now
    bool busy = false;              // it is not whole yet
    bool begun = false;

    std::span<const std::int32_t> cells_of(std::size_t opening) const {
        const auto begin = static_cast<std::size_t>(opening_begin[opening]);
        return {opening_cells.data() + begin,
                static_cast<std::size_t>(opening_begin[opening + 1]) - begin};
    }
};

struct State;

// The factor that smoke and heat put on the way across a packed cell, 1 in clear air.
void set_air_cost(State& state, std::int32_t cell, float factor);
// The factor that the crowd puts on it, 1 on free floor.
void set_crowd_cost(State& state, std::int32_t cell, float factor);
// Whether the fields of all exits know all that has changed.
bool fields_up_to_date(const State& state);

}  // namespace firedrill::crowd
