#include "crowd/wide_floors.hpp"

#include <algorithm>
#include <cmath>

#include "crowd/fields.hpp"
#include "crowd/speed_density.hpp"
#include "crowd/state.hpp"

namespace firedrill::crowd {
namespace {

// All own choices. Squares wider than a body, blurred over their neighbours.
constexpr double square_m = 1.0;
// A floor on which people have this much to either side is wide, up to its walls.
constexpr double wide_m = 2.4;
constexpr float least_floor_m2 = 1.0f;
constexpr float newest_share = 0.3f;   // of a look in the mean over time
constexpr float most_cost = 4.0f;      // of Weidmann's slowing, reached at 3 persons/m2
constexpr float least_cost = 1.4f;     // less is no reason to leave one's way
constexpr float worth_telling = 0.2f;  // share of a cost; the fields have work with each change

// Spreads over neighbours on level floor indoors from the cells of `front`, at most `most` steps:
// how many it took, per packed cell; -1: not reached.
std::vector<std::int32_t> steps_from(std::vector<std::int32_t> front, const RouteGraph& graph,
                                     const std::vector<std::uint8_t>& level, int most) {
    std::vector<std::int32_t> steps(graph.cells(), -1), next;
    for (const std::int32_t cell : front) steps[static_cast<std::size_t>(cell)] = 0;
    for (int step = 1; step <= most && !front.empty(); ++step) {
        next.clear();
        for (const std::int32_t cell : front)
            for (const std::int32_t other : graph.neighbour[static_cast<std::size_t>(cell)]) {
                if (other == graph.none || level[static_cast<std::size_t>(other)] == 0 ||
                    steps[static_cast<std::size_t>(other)] >= 0)
                    continue;
                steps[static_cast<std::size_t>(other)] = step;
                next.push_back(other);
            }
        front.swap(next);
    }
    return steps;
}

// Whether each packed cell lies on wide floor.
std::vector<std::uint8_t> wide_cells(const WalkMap& map, const RouteGraph& graph) {
    std::vector<std::uint8_t> level(graph.cells() + 1, 0), wide(graph.cells(), 0);
    std::vector<std::int32_t> edge, middle;
    for (std::size_t k = 0; k < graph.cells(); ++k) {
        const auto c = static_cast<std::size_t>(graph.raster[k]);
        level[k] = map.slope[c][0] == 0 && map.slope[c][1] == 0 && map.opening[c] < 0 &&
                           map.surface[c] != Surface::outdoors
                       ? 1
                       : 0;
    }
    const auto is_edge = [&](std::size_t k) {
        return std::any_of(
            graph.neighbour[k].begin(), graph.neighbour[k].end(),
            [&](std::int32_t other) { return level[static_cast<std::size_t>(other)] == 0; });
    };
    for (std::size_t k = 0; k < graph.cells(); ++k)
        if (level[k] != 0 && is_edge(k)) edge.push_back(static_cast<std::int32_t>(k));
    const int across = static_cast<int>(std::lround(wide_m / map.h));
    const std::vector<std::int32_t> from_edge = steps_from(edge, graph, level, across);
    for (std::size_t k = 0; k < graph.cells(); ++k)
        if (level[k] != 0 && (from_edge[k] < 0 || from_edge[k] >= across - 1))
            middle.push_back(static_cast<std::int32_t>(k));
    const std::vector<std::int32_t> from_middle =
        steps_from(middle, graph, level, across + across / 2);
    for (std::size_t k = 0; k < graph.cells(); ++k) wide[k] = from_middle[k] >= 0 ? 1 : 0;
    return wide;
}

}  // namespace

WideFloors::WideFloors(const WalkMap& map, const RouteGraph& graph) {
    for (const WalkLayer& layer : map.layers) {
        Raster raster;
        raster.origin = layer.origin;
        raster.nx = static_cast<int>(std::ceil(layer.nx * map.h / square_m)) + 2;
        raster.ny = static_cast<int>(std::ceil(layer.ny * map.h / square_m)) + 2;
        raster.first = squares_.size();
        squares_.resize(squares_.size() +
                        static_cast<std::size_t>(raster.nx) * static_cast<std::size_t>(raster.ny));
        rasters_.push_back(raster);
    }
    const std::vector<std::uint8_t> wide = wide_cells(map, graph);
    for (std::size_t k = 0; k < graph.cells(); ++k) {
        const std::int32_t cell = graph.raster[k];
        const auto layer = static_cast<std::int32_t>(map.layer_of_cell(cell));
        squares_[square_at(layer, map.centre(cell))].floor_m2 += static_cast<float>(map.h * map.h);
        if (wide[k] == 0) continue;
        cells_.push_back(static_cast<std::int32_t>(k));
        place_.push_back(place_of(layer, map.centre(cell)));
    }
    told_.assign(cells_.size(), 1.0f);
}

std::size_t WideFloors::square_at(std::int32_t layer, Vec2 at) const {
    const Raster& raster = rasters_[static_cast<std::size_t>(layer)];
    const Vec2 in = (at - raster.origin) / square_m;
    const int i = std::clamp(static_cast<int>(in.x), 0, raster.nx - 1),
              j = std::clamp(static_cast<int>(in.y), 0, raster.ny - 1);
    return raster.first + static_cast<std::size_t>(i + raster.nx * j);
}

void WideFloors::count(const State& state) {
    const Occupants& people = state.people;
    for (Square& square : squares_) square.persons = 0;
    for (std::size_t who = 0; who < people.size(); ++who)
        if (people.layer[who] >= 0 && people.state[who] == OccupantState::walking &&
            state.in_line[who] == 0)
            squares_[square_at(people.layer[who], people.position[who])].persons +=
                people.weight[who];
    for (Square& square : squares_) square.mean += newest_share * (square.persons - square.mean);
}

// Persons and floor of the nine squares around, the middle one twice in each direction.
void WideFloors::judge_squares() {
    constexpr std::array<float, 3> weight{0.5f, 1.0f, 0.5f};
    for (const Raster& raster : rasters_)
        for (int j = 0; j < raster.ny; ++j)
            for (int i = 0; i < raster.nx; ++i) {
                float persons = 0, floor = 0;
                for (int y = std::max(0, j - 1); y <= std::min(raster.ny - 1, j + 1); ++y)
                    for (int x = std::max(0, i - 1); x <= std::min(raster.nx - 1, i + 1); ++x) {
                        const Square& near =
                            squares_[raster.first + static_cast<std::size_t>(x + raster.nx * y)];
                        const float w = weight[static_cast<std::size_t>(x - i + 1)] *
                                        weight[static_cast<std::size_t>(y - j + 1)];
                        persons += w * near.mean;
                        floor += w * near.floor_m2;
                    }
                Square& square =
                    squares_[raster.first + static_cast<std::size_t>(i + raster.nx * j)];
                const float density = persons / std::max(floor, least_floor_m2);
                square.cost = std::min(
                    most_cost, static_cast<float>(1 / share_on_flat(static_cast<double>(density))));
            }
}

WideFloors::Place WideFloors::place_of(std::int32_t layer, Vec2 at) const {
    const Raster& raster = rasters_[static_cast<std::size_t>(layer)];
    const Vec2 in = (at - raster.origin) / square_m - Vec2{0.5, 0.5};
    const int i = std::clamp(static_cast<int>(std::floor(in.x)), 0, raster.nx - 2),
              j = std::clamp(static_cast<int>(std::floor(in.y)), 0, raster.ny - 2);
    return {raster.first + static_cast<std::size_t>(i + raster.nx * j), raster.nx,
            static_cast<float>(std::clamp(in.x - i, 0.0, 1.0)),
            static_cast<float>(std::clamp(in.y - j, 0.0, 1.0))};
}

float WideFloors::cost_at(const Place& place) const {
    const Square *near = &squares_[place.corner], *next = near + place.row;
    const float x = place.x, y = place.y;
    return (1 - y) * ((1 - x) * near[0].cost + x * near[1].cost) +
           y * ((1 - x) * next[0].cost + x * next[1].cost);
}

void WideFloors::look(State& state) {
    const CrowdFaults& faults = state.settings.faults;
    if (cells_.empty() || faults.queues_ignored || faults.collisions_off) return;
    count(state);
    judge_squares();
    for (std::size_t c = 0; c < cells_.size(); ++c) {
        float cost = cost_at(place_[c]);
        if (cost < least_cost) cost = 1;
        if (cost == told_[c] || (cost > 1 && std::abs(cost - told_[c]) <= worth_telling * told_[c]))
            continue;
        told_[c] = cost;
        set_crowd_cost(state, cells_[c], cost);
    }
}

}  // namespace firedrill::crowd
