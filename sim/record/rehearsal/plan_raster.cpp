#include "record/rehearsal/plan_raster.hpp"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>

namespace firedrill::rehearsal {
namespace {

constexpr double below_floor_m = 0.3;  // feet on the topmost steps belong to the floor above

void sum_windows(PlanRaster& raster) {
    raster.window_m2.assign(raster.squares(), 0.0f);
    for (const StoreyRaster& storey : raster.storeys) {
        for (int j = 0; j < storey.ny; ++j) {
            for (int i = 0; i < storey.nx; ++i) {
                const auto square = static_cast<std::size_t>(storey.first + i + storey.nx * j);
                if (raster.walkable_m2[square] <= 0) continue;
                float sum = 0;
                for (int y = std::max(0, j - 1); y <= std::min(storey.ny - 1, j + 1); ++y) {
                    for (int x = std::max(0, i - 1); x <= std::min(storey.nx - 1, i + 1); ++x)
                        sum += raster.walkable_m2[static_cast<std::size_t>(storey.first + x +
                                                                           storey.nx * y)];
                }
                raster.window_m2[square] = std::max(sum, static_cast<float>(least_window_m2));
            }
        }
    }
}

}  // namespace

std::int32_t PlanRaster::square_at(Vec2 at, double z) const {
    const StoreyRaster* storey = nullptr;
    for (const StoreyRaster& candidate : storeys) {
        if (storey == nullptr || (candidate.elevation_m <= z + below_floor_m &&
                                  candidate.elevation_m > storey->elevation_m))
            storey = &candidate;
    }
    if (storey == nullptr) return -1;
    const int i = static_cast<int>(std::floor((at.x - storey->origin.x) / raster_m));
    const int j = static_cast<int>(std::floor((at.y - storey->origin.y) / raster_m));
    if (i < 0 || j < 0 || i >= storey->nx || j >= storey->ny) return -1;
    return storey->first + i + storey->nx * j;
}

const StoreyRaster& PlanRaster::storey_of(std::int32_t square) const {
    std::size_t s = storeys.size() - 1;
    while (s > 0 && storeys[s].first > square) --s;
    return storeys[s];
}

Vec2 PlanRaster::centre(std::int32_t square) const {
    const StoreyRaster& storey = storey_of(square);
    const std::int32_t local = square - storey.first;
    return storey.origin +
           raster_m * Vec2(local % storey.nx + 0.5, static_cast<double>(local / storey.nx) + 0.5);
}

PlanRaster make_plan_raster(const Building& building, const WalkMap& map) {
    PlanRaster raster;
    std::int32_t first = 0;
    for (std::size_t s = 0; s < building.scenario.storeys.size(); ++s) {
        const Storey& storey = building.scenario.storeys[s];
        Vec2 low{1e9, 1e9}, high{-1e9, -1e9};
        for (const Vec2 p : storey.outline) low = glm::min(low, p), high = glm::max(high, p);
        StoreyRaster squares;
        squares.storey = StoreyIndex(s);
        squares.elevation_m = storey.elevation;
        squares.origin = glm::floor((low - raster_margin_m) / raster_m) * raster_m;
        const Vec2 size = glm::ceil((high + raster_margin_m - squares.origin) / raster_m);
        squares.nx = static_cast<int>(size.x);
        squares.ny = static_cast<int>(size.y);
        squares.first = first;
        first += squares.nx * squares.ny;
        raster.storeys.push_back(squares);
    }
    raster.walkable_m2.assign(static_cast<std::size_t>(first), 0.0f);
    for (std::size_t c = 0; c < map.cells(); ++c) {
        if (map.surface[c] == Surface::none) continue;
        const std::int32_t square =
            raster.square_at(map.centre(static_cast<std::int32_t>(c)), map.z[c]);
        if (square >= 0)
            raster.walkable_m2[static_cast<std::size_t>(square)] +=
                static_cast<float>(map.h * map.h);
    }
    sum_windows(raster);
    return raster;
}

}  // namespace firedrill::rehearsal
