// RouteGraph: the walkable cells of a WalkMap packed without gaps, with what route fields need of
// them: neighbours and the length of a step. RouteCosts: what a step costs now, and a log of the
// cells where that changed. Both know nothing of people or of fields.
//
// A packed cell that has no neighbour on a side points to the cell `none`, one past the last, whose
// value in every field is infinite; so the solver looks nothing up twice and asks no questions.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "building/walk_map.hpp"

namespace firedrill {

inline constexpr float no_route = std::numeric_limits<float>::infinity();

struct RouteGraph {
    explicit RouteGraph(const WalkMap& map);

    std::vector<std::int32_t> raster;                    // cell of the map, per packed cell
    std::vector<std::int32_t> packed;                    // packed cell, per cell of the map; -1
    std::vector<std::array<std::int32_t, 4>> neighbour;  // sides as in the map; `none` where none
    std::vector<float> length_m;  // of a step across the cell, along its slope [m]
    std::int32_t none = 0;

    std::size_t cells() const { return raster.size(); }
};

// An opening where the direction of walking matters: what a step out of one of its cells to the
// neighbour on that side costs more; infinite where nobody may go that way.
struct RouteGate {
    std::array<float, 4> extra_m{0, 0, 0, 0};
    bool operator==(const RouteGate&) const = default;
};

class RouteCosts {
  public:
    explicit RouteCosts(const RouteGraph& graph, std::size_t gates = 0);

    // Sets the cost of a step across a cell: its length times `slowness` [cost per metre, > 0];
    // infinite: closed.
    void set_slowness(std::int32_t cell, float slowness);
    // Makes `cells` (packed) those of a gate; -1 makes them ordinary cells again.
    void set_gate(std::span<const std::int32_t> cells, std::int16_t gate);
    void set_extra(std::int16_t gate, const RouteGate& extra, std::span<const std::int32_t> cells);

    float step(std::int32_t cell) const { return step_[static_cast<std::size_t>(cell)]; }
    bool closed(std::int32_t cell) const { return !(step(cell) < no_route); }
    std::int16_t gate(std::int32_t cell) const { return gate_[static_cast<std::size_t>(cell)]; }
    const RouteGate& extra(std::int16_t gate) const {
        return gates_[static_cast<std::size_t>(gate)];
    }

    // The log: entries are numbered from the beginning of time; those before `first_change` are
    // forgotten. A field that has not seen them must be solved from scratch.
    std::uint64_t first_change() const { return first_; }
    std::uint64_t changes() const { return first_ + log_.size(); }
    std::int32_t change(std::uint64_t number) const {
        return log_[static_cast<std::size_t>(number - first_)];
    }
    void forget_changes();

  private:
    void changed(std::int32_t cell);

    const RouteGraph* graph_;
    std::vector<float> step_;
    std::vector<std::int16_t> gate_;
    std::vector<RouteGate> gates_;
    std::vector<std::int32_t> log_;
    std::uint64_t first_ = 0;
};

}  // namespace firedrill
