// Streams: a coarse picture of which way people walk where, for looking further ahead than single
// neighbours are told apart: sums of bearings on squares of `stream_cell_m` of every layer of the
// WalkMap, made anew each step. Knows nothing of routes or walls.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "building/walk_map.hpp"

namespace firedrill::crowd {

inline constexpr double stream_cell_m = 1.0;

class Streams {
  public:
    explicit Streams(const WalkMap& map);

    // Arrays as of Occupants; `bearing` is zero for those who do not walk.
    void gather(std::span<const std::int32_t> layer, std::span<const Vec2> position,
                std::span<const Vec2> bearing, std::span<const std::uint8_t> take);
    // Persons who come towards a walker at `at` within some metres along `way` (unit vector), by
    // how straight they come [persons].
    double oncoming(std::int32_t layer, Vec2 at, Vec2 way) const;

  private:
    struct Raster {
        Vec2 origin{0, 0};
        int nx = 0, ny = 0;
        std::size_t first = 0;
    };
    std::vector<Raster> rasters_;  // per layer
    std::vector<Vec2> sum_;
};

}  // namespace firedrill::crowd
