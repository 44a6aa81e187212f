// Route fields: the walking cost from every cell of a WalkMap to a target over all storeys and
// stairs at once, the solution of |grad T| = slowness by the upwind scheme of first order (Sethian
// 1996), and the direction to walk. Fields are kept up to date by repair: only what a change can
// reach is solved again. Knows nothing of people, doors or smoke: those are RouteCosts.
//
// A cell's value follows from its neighbours of lower value alone, strictly, in floating point too:
// so there is exactly one field for given costs, and whatever order it is computed in (a solve from
// scratch, a repair, a repair spread over ticks) ends at the same bits.
//
//     cost falls to the target        a door locks (#):          its shadow is made infinite,
//                                                                then filled from its border
//     T 1 2 3 4 5                     T 1 2 # 4 5                T 1 2 # . .
//     1 2 3 4 5 6                     1 2 3 4 5 6                1 2 3 4 5 6  ->  T 1 2 # 6 7
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "building/walk_map.hpp"
#include "crowd/route_graph.hpp"
#include "crowd/route_way.hpp"

namespace firedrill {

struct RouteField {
    std::vector<std::int32_t> targets;      // packed cells of cost 0, ascending
    std::vector<float> value;               // per packed cell, and infinity for `none`
    std::vector<RouteSlope> slope;          // of `value`
    std::vector<std::array<float, 2>> way;  // unit vector to walk along, per cell of the map; or 0
    float threshold_m = 0;                  // last published on top of `value`
    std::uint64_t seen = 0;                 // changes of the costs that `value` knows
    bool begun = false;

    // Unit vector of the way from a cell of the map; zero at a target and where there is no way.
    // One cell along it is a cell of lower cost that can be reached from here.
    Vec2 direction(std::int32_t cell) const {
        const auto& w = way[static_cast<std::size_t>(cell)];
        return {static_cast<double>(w[0]), static_cast<double>(w[1])};
    }
};

class RouteSolver {
  public:
    explicit RouteSolver(const WalkMap& map);

    // Fills `cost` (one per cell of the map, no_route where there is no way). `targets`: cells of
    // cost 0. `slowness`: per cell, > 0 [cost per metre]; infinite = closed.
    void solve(std::span<const std::int32_t> targets, std::span<const float> slowness,
               std::vector<float>& cost);

    const RouteGraph& graph() const { return graph_; }
    // A field that has not been solved yet. `targets`: cells of the map.
    RouteField make_field(std::span<const std::int32_t> targets) const;

    // Brings a field up to date with the costs, or as far as `evaluations` (of cells; counted down,
    // the bound on the work of a call) allow; true when it is up to date. Between calls that
    // returned false no other field may be given. Allocates nothing.
    bool update(RouteField& field, const RouteCosts& costs, std::int64_t& evaluations);
    // What the finished updates since the last call changed: directions are made again, and `cost`
    // (per cell of the map) becomes the field's value plus `threshold_m`. Returns how many
    // directions it made.
    std::int64_t publish(RouteField& field, const RouteCosts& costs, float threshold_m,
                         std::vector<float>& cost);

  private:
    struct Link {  // of a cell in its bucket
        std::int32_t before = -1, after = -1, bucket = -1;
    };
    float arrival(const RouteField& field, const RouteCosts& costs, std::int32_t cell) const;
    void start_again(RouteField& field, const RouteCosts& costs);
    void look_at_change(RouteField& field, const RouteCosts& costs, std::int32_t cell);
    void invalidate(RouteField& field, std::int32_t cell);
    void spread_invalidity(RouteField& field, const RouteCosts& costs, std::int64_t& evaluations);
    void set(RouteField& field, std::int32_t cell, float value);
    void take_nearest(RouteField& field, const RouteCosts& costs, std::int64_t& evaluations);
    void put(std::int32_t cell, float value);
    void take_out(std::int32_t cell);
    void touch(std::int32_t cell);
    void gather_near_touched(int rings);
    void empty_queue();

    const WalkMap& map_;
    RouteGraph graph_;
    RouteCosts own_costs_;  // of `solve`
    RouteField own_field_;

    // Queue: cells by value in a ring of buckets. A cell out of order does no harm (it is looked at
    // again when a lower neighbour comes), so buckets need not be sorted.
    std::vector<std::int32_t> first_, last_;
    std::vector<Link> link_;
    std::int64_t bucket_ = 0;
    std::int32_t queued_ = 0;
    float per_cost_ = 1;  // buckets per unit of cost

    struct Fallen {
        std::int32_t cell;
        float value;  // that it had
    };
    std::vector<Fallen> fallen_;       // invalid, their neighbours not yet looked at
    std::vector<std::int32_t> empty_;  // invalid, to be filled again
    std::vector<std::int32_t> touched_;
    std::vector<std::uint8_t> in_empty_, is_touched_;
    bool all_touched_ = false;
};

// Unit vector of steepest descent at a cell; zero where there is none.
Vec2 descent(const WalkMap& map, const std::vector<float>& cost, std::int32_t cell);

// Unit vector from a point to the nearest middle of a cell around it that has a way; zero where
// none has. For who was pushed over a corner into a pocket of the raster.
Vec2 back_to_route(const WalkMap& map, const std::vector<float>& cost, std::int32_t cell, Vec2 at);

// The neighbour with the lowest cost below the cell's own; -1 at a target or where there is no way.
std::int32_t next_cell(const WalkMap& map, const std::vector<float>& cost, std::int32_t cell);

}  // namespace firedrill
