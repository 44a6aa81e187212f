#include "crowd/route_graph.hpp"

#include <cmath>

namespace firedrill {

RouteGraph::RouteGraph(const WalkMap& map) : packed(map.cells(), -1) {
    for (std::size_t c = 0; c < map.cells(); ++c) {
        if (map.surface[c] == Surface::none) continue;
        packed[c] = static_cast<std::int32_t>(raster.size());
        raster.push_back(static_cast<std::int32_t>(c));
    }
    none = static_cast<std::int32_t>(raster.size());
    neighbour.reserve(raster.size());
    length_m.reserve(raster.size());
    for (const std::int32_t cell : raster) {
        const auto c = static_cast<std::size_t>(cell);
        std::array<std::int32_t, 4> around{};
        for (std::size_t side = 0; side < 4; ++side) {
            const std::int32_t other = map.neighbour[c][side];
            const std::int32_t to = other < 0 ? -1 : packed[static_cast<std::size_t>(other)];
            around[side] = to < 0 ? none : to;
        }
        neighbour.push_back(around);
        // Along a stair the way is longer than its plan.
        const auto& slope = map.slope[c];
        length_m.push_back(static_cast<float>(map.h) *
                           std::sqrt(1.0f + slope[0] * slope[0] + slope[1] * slope[1]));
    }
}

RouteCosts::RouteCosts(const RouteGraph& graph, std::size_t gates)
    : graph_(&graph), step_(graph.length_m), gate_(graph.cells(), -1), gates_(gates) {
    log_.reserve(2 * graph.cells() + 64);
}

void RouteCosts::changed(std::int32_t cell) {
    // A full log is dropped: whoever has not read it starts again from scratch, which is cheaper.
    if (log_.size() == log_.capacity()) forget_changes();
    log_.push_back(cell);
}

void RouteCosts::forget_changes() {
    first_ += log_.size();
    log_.clear();
}

void RouteCosts::set_slowness(std::int32_t cell, float slowness) {
    const auto c = static_cast<std::size_t>(cell);
    const float step = slowness * graph_->length_m[c];
    if (step == step_[c]) return;
    step_[c] = step;
    changed(cell);
}

void RouteCosts::set_gate(std::span<const std::int32_t> cells, std::int16_t gate) {
    for (const std::int32_t cell : cells) {
        if (gate_[static_cast<std::size_t>(cell)] == gate) continue;
        gate_[static_cast<std::size_t>(cell)] = gate;
        changed(cell);
    }
}

void RouteCosts::set_extra(std::int16_t gate, const RouteGate& extra,
                           std::span<const std::int32_t> cells) {
    RouteGate& now = gates_[static_cast<std::size_t>(gate)];
    if (now == extra) return;
    now = extra;
    for (const std::int32_t cell : cells) {
        if (gate_[static_cast<std::size_t>(cell)] == gate) changed(cell);
    }
}

}  // namespace firedrill
