#include "crowd/route_field.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

namespace firedrill {
namespace {

constexpr std::int64_t ring = 2048;  // buckets; what lies farther ahead waits in the last one
constexpr float buckets_per_step = 2.0f;
constexpr std::int64_t without_limit = std::int64_t{1} << 60;

// Upwind solution of |grad T| = step / h from the cheaper neighbour along each axis. Above both
// values it uses and never above the way along one axis, whatever the rounding.
float upwind(float a, float b, float step) {
    const float low = std::min(a, b), high = std::max(a, b);
    const float along_one = low + step;
    if (high >= along_one) return along_one;
    const float difference = high - low;
    float value = 0.5f * (low + high + std::sqrt(2.0f * step * step - difference * difference));
    if (!(value > high)) value = std::nextafter(high, no_route);
    return std::min(value, along_one);
}

}  // namespace

RouteSolver::RouteSolver(const WalkMap& map)
    : map_(map),
      graph_(map),
      own_costs_(graph_),
      first_(ring, -1),
      last_(ring, -1),
      link_(graph_.cells()),
      in_empty_(graph_.cells(), 0),
      is_touched_(graph_.cells(), 0) {
    per_cost_ = buckets_per_step / static_cast<float>(map.h);
    fallen_.reserve(graph_.cells());
    empty_.reserve(graph_.cells());
    touched_.reserve(graph_.cells());
}

RouteField RouteSolver::make_field(std::span<const std::int32_t> targets) const {
    RouteField field;
    field.targets.reserve(targets.size());
    for (const std::int32_t target : targets) {
        const std::int32_t cell = graph_.packed[static_cast<std::size_t>(target)];
        if (cell >= 0) field.targets.push_back(cell);
    }
    std::sort(field.targets.begin(), field.targets.end());
    field.value.assign(graph_.cells() + 1, no_route);
    field.slope.assign(graph_.cells() + 1, {});
    field.way.assign(map_.cells(), {0, 0});
    return field;
}

float RouteSolver::arrival(const RouteField& field, const RouteCosts& costs,
                           std::int32_t cell) const {
    const auto& around = graph_.neighbour[static_cast<std::size_t>(cell)];
    const auto value = [&](std::size_t side) {
        return field.value[static_cast<std::size_t>(around[side])];
    };
    const float step = costs.step(cell);
    const std::int16_t gate = costs.gate(cell);
    if (gate < 0) [[likely]] {
        if (!(step < no_route)) return no_route;
        return upwind(std::min(value(0), value(2)), std::min(value(1), value(3)), step);
    }
    // Where the direction counts each side is a way of its own.
    const RouteGate& extra = costs.extra(gate);
    float least = no_route;
    for (std::size_t side = 0; side < 4; ++side)
        least = std::min(least, value(side) + (step + extra.extra_m[side]));
    return least;
}

void RouteSolver::take_out(std::int32_t cell) {
    Link& link = link_[static_cast<std::size_t>(cell)];
    const auto bucket = static_cast<std::size_t>(link.bucket);
    (link.before >= 0 ? link_[static_cast<std::size_t>(link.before)].after : first_[bucket]) =
        link.after;
    (link.after >= 0 ? link_[static_cast<std::size_t>(link.after)].before : last_[bucket]) =
        link.before;
    link.bucket = -1;
    --queued_;
}

void RouteSolver::put(std::int32_t cell, float value) {
    auto bucket = static_cast<std::int64_t>(value * per_cost_);
    if (queued_ == 0 || bucket < bucket_) {
        bucket_ = bucket;
    } else {
        bucket = std::min(bucket, bucket_ + ring - 1);
    }
    const auto slot = static_cast<std::int32_t>(bucket % ring);
    Link& link = link_[static_cast<std::size_t>(cell)];
    if (link.bucket == slot) return;
    if (link.bucket >= 0) take_out(cell);
    const auto s = static_cast<std::size_t>(slot);
    link = {last_[s], -1, slot};
    (last_[s] >= 0 ? link_[static_cast<std::size_t>(last_[s])].after : first_[s]) = cell;
    last_[s] = cell;
    ++queued_;
}

void RouteSolver::touch(std::int32_t cell) {
    if (all_touched_ || is_touched_[static_cast<std::size_t>(cell)] != 0) return;
    is_touched_[static_cast<std::size_t>(cell)] = 1;
    touched_.push_back(cell);
}

void RouteSolver::set(RouteField& field, std::int32_t cell, float value) {
    field.value[static_cast<std::size_t>(cell)] = value;
    touch(cell);
    put(cell, value);
}

void RouteSolver::invalidate(RouteField& field, std::int32_t cell) {
    const auto c = static_cast<std::size_t>(cell);
    fallen_.push_back({cell, field.value[c]});
    field.value[c] = no_route;
    touch(cell);
    if (link_[c].bucket >= 0) take_out(cell);
    if (in_empty_[c] == 0) {
        in_empty_[c] = 1;
        empty_.push_back(cell);
    }
}

// Neighbours of a cell that fell, whose value it had a part in, fall with it.
void RouteSolver::spread_invalidity(RouteField& field, const RouteCosts& costs,
                                    std::int64_t& evaluations) {
    const Fallen fallen = fallen_.back();
    fallen_.pop_back();
    for (const std::int32_t other : graph_.neighbour[static_cast<std::size_t>(fallen.cell)]) {
        const float now = field.value[static_cast<std::size_t>(other)];
        if (!(now > fallen.value) || !(now < no_route)) continue;
        --evaluations;
        const float then = arrival(field, costs, other);
        if (then > now) {
            invalidate(field, other);
        } else if (then < now) {
            set(field, other,
                then);  // rounding is not monotonic: a higher neighbour, a lower value
        }
    }
}

void RouteSolver::look_at_change(RouteField& field, const RouteCosts& costs, std::int32_t cell) {
    touch(cell);  // the sides to which one may leave it count for the way, if not for its value
    const float now = field.value[static_cast<std::size_t>(cell)];
    float then = no_route;
    if (!costs.closed(cell)) {
        then = std::binary_search(field.targets.begin(), field.targets.end(), cell)
                   ? 0.0f
                   : arrival(field, costs, cell);
    }
    if (then > now) {
        invalidate(field, cell);
    } else if (then < now) {
        set(field, cell, then);
    }
}

void RouteSolver::take_nearest(RouteField& field, const RouteCosts& costs,
                               std::int64_t& evaluations) {
    while (first_[static_cast<std::size_t>(bucket_ % ring)] < 0) ++bucket_;
    const std::int32_t cell = first_[static_cast<std::size_t>(bucket_ % ring)];
    take_out(cell);
    const float here = field.value[static_cast<std::size_t>(cell)];
    for (const std::int32_t other : graph_.neighbour[static_cast<std::size_t>(cell)]) {
        if (other == graph_.none) continue;
        const float now = field.value[static_cast<std::size_t>(other)];
        if (!(now > here)) continue;
        --evaluations;
        const float then = arrival(field, costs, other);
        if (then < now) {
            set(field, other, then);
        } else if (then > now) {
            invalidate(field, other);  // a rounding's worth higher than its value was
        }
    }
}

void RouteSolver::empty_queue() {
    for (std::size_t slot = 0; queued_ > 0 && slot < first_.size(); ++slot) {
        while (first_[slot] >= 0) take_out(first_[slot]);
    }
    fallen_.clear();
    for (const std::int32_t cell : empty_) in_empty_[static_cast<std::size_t>(cell)] = 0;
    empty_.clear();
}

void RouteSolver::start_again(RouteField& field, const RouteCosts& costs) {
    empty_queue();
    for (const std::int32_t cell : touched_) is_touched_[static_cast<std::size_t>(cell)] = 0;
    touched_.clear();
    all_touched_ = true;
    std::fill(field.value.begin(), field.value.end(), no_route);
    field.begun = true;
    field.seen = costs.changes();
    for (const std::int32_t target : field.targets) {
        if (!costs.closed(target)) set(field, target, 0);
    }
}

bool RouteSolver::update(RouteField& field, const RouteCosts& costs, std::int64_t& evaluations) {
    const bool has_changes = field.seen < costs.changes();
    const bool all_closed =
        has_changes && std::all_of(field.targets.begin(), field.targets.end(),
                                   [&](std::int32_t t) { return costs.closed(t); });
    // With every target closed nothing is left to repair.
    if (!field.begun || field.seen < costs.first_change() || all_closed) start_again(field, costs);
    for (; field.seen < costs.changes() && evaluations > 0; ++field.seen) {
        --evaluations;
        look_at_change(field, costs, costs.change(field.seen));
    }
    while (evaluations > 0) {
        if (!fallen_.empty()) {
            spread_invalidity(field, costs, evaluations);
        } else if (!empty_.empty()) {
            const std::int32_t cell = empty_.back();
            empty_.pop_back();
            in_empty_[static_cast<std::size_t>(cell)] = 0;
            --evaluations;
            const float value = arrival(field, costs, cell);
            if (value < no_route) set(field, cell, value);
        } else if (queued_ > 0) {
            take_nearest(field, costs, evaluations);
        } else {
            return field.seen == costs.changes();
        }
    }
    return fallen_.empty() && empty_.empty() && queued_ == 0 && field.seen == costs.changes();
}

// Grows what was touched by rings of neighbours.
void RouteSolver::gather_near_touched(int rings) {
    std::size_t begin = 0;
    for (int ring_number = 0; ring_number < rings; ++ring_number) {
        const std::size_t end = touched_.size();
        for (; begin < end; ++begin) {
            for (const std::int32_t other :
                 graph_.neighbour[static_cast<std::size_t>(touched_[begin])]) {
                if (other != graph_.none) touch(other);
            }
        }
    }
}

std::int64_t RouteSolver::publish(RouteField& field, const RouteCosts& costs, float threshold_m,
                                  std::vector<float>& cost) {
    if (cost.size() != map_.cells()) cost.assign(map_.cells(), no_route);
    const WayFinder finder{graph_, costs, field.value};
    const auto raster = [&](std::int32_t cell) {
        return static_cast<std::size_t>(graph_.raster[static_cast<std::size_t>(cell)]);
    };
    const auto tell_cost = [&](std::int32_t cell) {
        cost[raster(cell)] = field.value[static_cast<std::size_t>(cell)] + threshold_m;
    };
    if (all_touched_ || threshold_m != field.threshold_m) {
        for (std::int32_t cell = 0; cell < graph_.none; ++cell) tell_cost(cell);
        field.threshold_m = threshold_m;
    } else {
        for (const std::int32_t cell : touched_) tell_cost(cell);
    }
    const auto each = [&](auto&& make) {
        if (all_touched_) {
            for (std::int32_t cell = 0; cell < graph_.none; ++cell) make(cell);
        } else {
            for (const std::int32_t cell : touched_) make(cell);
        }
    };
    if (!all_touched_) gather_near_touched(slope_reach_cells);
    each([&](std::int32_t cell) {
        field.slope[static_cast<std::size_t>(cell)] = finder.downhill(cell);
    });
    if (!all_touched_) gather_near_touched(way_reach_cells);
    each([&](std::int32_t cell) { field.way[raster(cell)] = finder.way(cell, field.slope); });
    const std::int64_t made =
        all_touched_ ? graph_.none : static_cast<std::int64_t>(touched_.size());
    for (const std::int32_t cell : touched_) is_touched_[static_cast<std::size_t>(cell)] = 0;
    touched_.clear();
    all_touched_ = false;
    return made;
}

void RouteSolver::solve(std::span<const std::int32_t> targets, std::span<const float> slowness,
                        std::vector<float>& cost) {
    for (std::int32_t cell = 0; cell < graph_.none; ++cell) {
        own_costs_.set_slowness(
            cell,
            slowness[static_cast<std::size_t>(graph_.raster[static_cast<std::size_t>(cell)])]);
    }
    own_costs_.forget_changes();
    own_field_.targets.clear();
    for (const std::int32_t target : targets) {
        const std::int32_t cell = graph_.packed[static_cast<std::size_t>(target)];
        if (cell >= 0) own_field_.targets.push_back(cell);
    }
    std::sort(own_field_.targets.begin(), own_field_.targets.end());
    own_field_.value.resize(graph_.cells() + 1);
    own_field_.begun = false;
    std::int64_t evaluations = without_limit;
    update(own_field_, own_costs_, evaluations);
    all_touched_ = false;
    cost.assign(map_.cells(), no_route);
    for (std::size_t c = 0; c < graph_.cells(); ++c)
        cost[static_cast<std::size_t>(graph_.raster[c])] = own_field_.value[c];
}

Vec2 descent(const WalkMap& map, const std::vector<float>& cost, std::int32_t cell) {
    const float here = cost[static_cast<std::size_t>(cell)];
    const auto& neighbours = map.neighbour[static_cast<std::size_t>(cell)];
    Vec2 direction{0, 0};
    for (int side = 0; side < 4; ++side) {
        const std::int32_t other = neighbours[static_cast<std::size_t>(side)];
        if (other < 0) continue;
        const float drop = here - cost[static_cast<std::size_t>(other)];
        if (!(drop > 0)) continue;
        const double signed_drop = side < 2 ? drop : -drop;
        double& component = side % 2 == 0 ? direction.x : direction.y;
        if (std::abs(signed_drop) > std::abs(component)) component = signed_drop;
    }
    const double length = glm::length(direction);
    return length > 0 ? direction / length : direction;
}

Vec2 back_to_route(const WalkMap& map, const std::vector<float>& cost, std::int32_t cell, Vec2 at) {
    const std::int32_t layer = map.layer_of_cell(cell);
    Vec2 best{0, 0};
    double least = 1e30;
    for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
            const Vec2 there = map.centre(cell) + map.h * Vec2(dx, dy);
            const std::int32_t other = map.cell_at(layer, there);
            if (other < 0 || !(cost[static_cast<std::size_t>(other)] < no_route)) continue;
            const double distance = glm::distance(there, at);
            if (distance >= least || distance < 1e-9) continue;
            least = distance;
            best = (there - at) / distance;
        }
    }
    return best;
}

std::int32_t next_cell(const WalkMap& map, const std::vector<float>& cost, std::int32_t cell) {
    std::int32_t best = -1;
    float lowest = cost[static_cast<std::size_t>(cell)];
    for (const std::int32_t other : map.neighbour[static_cast<std::size_t>(cell)]) {
        if (other >= 0 && cost[static_cast<std::size_t>(other)] < lowest) {
            lowest = cost[static_cast<std::size_t>(other)];
            best = other;
        }
    }
    return best;
}

}  // namespace firedrill
