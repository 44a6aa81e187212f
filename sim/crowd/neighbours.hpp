// Neighbours: who is near whom. Everybody is copied once a step into arrays sorted by bins of
// `neighbour_reach_m`, so that a search reads three runs of memory; occupants of a bin keep their
// order, so that sums over neighbours never depend on history or threads. Storeys are told apart by
// height.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/vec.hpp"

namespace firedrill::crowd {

inline constexpr float neighbour_reach_m = 2.0f;
inline constexpr float same_floor_m = 1.2f;  // who is higher or lower than this is on another floor
inline constexpr int most_neighbours = 192;

// Those near one occupant, nearest bins first; arrays of `count` entries.
struct Nearby {
    int count = 0;
    std::array<float, most_neighbours> dx, dy;  // from the occupant to them [m]
    std::array<float, most_neighbours> distance;
    std::array<float, most_neighbours> vx, vy, radius, weight;
    std::array<float, most_neighbours> leaned_from;  // share of the usual leaning away, [0 … 1]
    std::array<std::int32_t, most_neighbours> who;
    std::uint8_t marks = 0;  // of all of them together, see Neighbours::sort
};

class Neighbours {
  public:
    // `low`, `high`: corners of the plan in which people can be.
    void cover(Vec2 low, Vec2 high, std::size_t people);
    // Arrays as of Occupants. `take[who]` 0: is nobody's neighbour. `mark`: bits that mean
    // something to the caller, so that it need not look at everybody near for those few who have
    // one.
    void sort(std::span<const Vec2> position, std::span<const Vec2> velocity,
              std::span<const float> floor_z, std::span<const float> radius,
              std::span<const float> weight, std::span<const std::uint8_t> take,
              std::span<const std::uint8_t> mark);
    // Everybody but `who` within `neighbour_reach_m` of a point on a floor of height z; at most
    // `most_neighbours`.
    void gather(std::int32_t who, Vec2 at, float z, Nearby& nearby) const;

  private:
    int bin_x(double x) const;
    int bin_y(double y) const;

    Vec2 low_{0, 0};
    int bins_x_ = 1, bins_y_ = 1;
    std::vector<std::int32_t> begin_, bin_of_, who_;
    std::vector<float> x_, y_, z_, vx_, vy_, radius_, weight_;
    std::vector<std::uint8_t> mark_;
};

}  // namespace firedrill::crowd
