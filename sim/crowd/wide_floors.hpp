// WideFloors: what the crowd on open floor costs those who come behind it, so that a crowd that
// turns a corner uses its whole width instead of the inner edge alone (Kretz 2009, The use of
// dynamic distance potential fields for pedestrian flow around corners). Densities are means over
// squares of some metres and over some seconds, so that nobody's route follows single bodies;
// narrow floor is left out, where there is no other way, and so are those who wait for an opening,
// for whom the opening itself answers (crowding.hpp). Knows where people are; tells the fields.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "building/walk_map.hpp"
#include "crowd/route_graph.hpp"

namespace firedrill::crowd {

struct State;

class WideFloors {
  public:
    WideFloors(const WalkMap& map, const RouteGraph& graph);

    // Looks at where people are now; call once per second. Gives what has changed to the costs of
    // the fields of exits by set_crowd_cost().
    void look(State& state);

  private:
    struct Square {
        float floor_m2 = 0;           // walkable
        float persons = 0, mean = 0;  // now; over time
        float cost = 1;
    };
    struct Raster {
        Vec2 origin{0, 0};
        int nx = 0, ny = 0;
        std::size_t first = 0;
    };
    std::size_t square_at(std::int32_t layer, Vec2 at) const;
    void count(const State& state);
    void judge_squares();
    struct Place {  // of a cell between the middles of four squares
        std::size_t corner = 0;
        std::int32_t row = 0;  // squares to the next row
        float x = 0, y = 0;    // shares of the further ones
    };
    Place place_of(std::int32_t layer, Vec2 at) const;
    float cost_at(const Place& place) const;

    std::vector<Raster> rasters_;  // per layer
    std::vector<Square> squares_;
    std::vector<std::int32_t> cells_;  // packed cells on wide floor
    std::vector<Place> place_;         // of each
    std::vector<float> told_;          // factor that the fields know, of each
};

}  // namespace firedrill::crowd
