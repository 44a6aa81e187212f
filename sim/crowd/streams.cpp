#include "crowd/streams.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

namespace firedrill::crowd {

Streams::Streams(const WalkMap& map) {
    std::size_t cells = 0;
    for (const WalkLayer& layer : map.layers) {
        Raster raster;
        raster.origin = layer.origin;
        raster.nx = static_cast<int>(std::ceil(layer.nx * map.h / stream_cell_m)) + 1;
        raster.ny = static_cast<int>(std::ceil(layer.ny * map.h / stream_cell_m)) + 1;
        raster.first = cells;
        cells += static_cast<std::size_t>(raster.nx) * static_cast<std::size_t>(raster.ny);
        rasters_.push_back(raster);
    }
    sum_.assign(cells, {0, 0});
}

void Streams::gather(std::span<const std::int32_t> layer, std::span<const Vec2> position,
                     std::span<const Vec2> bearing, std::span<const std::uint8_t> take) {
    std::fill(sum_.begin(), sum_.end(), Vec2{0, 0});
    for (std::size_t who = 0; who < position.size(); ++who) {
        if (take[who] == 0 || layer[who] < 0) continue;
        const Raster& raster = rasters_[static_cast<std::size_t>(layer[who])];
        const Vec2 at = (position[who] - raster.origin) / stream_cell_m;
        const int i = static_cast<int>(at.x), j = static_cast<int>(at.y);
        if (i < 0 || j < 0 || i >= raster.nx || j >= raster.ny) continue;
        sum_[raster.first + static_cast<std::size_t>(i + raster.nx * j)] += bearing[who];
    }
}

double Streams::oncoming(std::int32_t layer, Vec2 at, Vec2 way) const {
    constexpr double nearest_m = 1.0, furthest_m = 5.0;
    const Raster& raster = rasters_[static_cast<std::size_t>(layer)];
    double persons = 0;
    for (double ahead = nearest_m; ahead <= furthest_m; ahead += stream_cell_m) {
        const Vec2 there = (at + ahead * way - raster.origin) / stream_cell_m;
        const int i = static_cast<int>(std::floor(there.x)),
                  j = static_cast<int>(std::floor(there.y));
        if (i < 0 || j < 0 || i >= raster.nx || j >= raster.ny) break;
        const Vec2 sum = sum_[raster.first + static_cast<std::size_t>(i + raster.nx * j)];
        persons += std::max(0.0, -glm::dot(sum, way));
    }
    return persons;
}

}  // namespace firedrill::crowd
