#include "crowd/neighbours.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/vector_clones.hpp"

namespace firedrill::crowd {
namespace {

constexpr int lanes = 16;

struct Lanes {
    float dx[lanes], dy[lanes], distance[lanes];
    std::uint32_t near;  // bit l: lane l
};

// One run of the sorted arrays looked at in blocks of `lanes`; the arrays are padded behind.
FIREDRILL_VECTOR_CLONES
void look_at_block(const float* x, const float* y, const float* z, float at_x, float at_y,
                   float at_z, Lanes& block) {
    constexpr float reach2 = neighbour_reach_m * neighbour_reach_m;
    std::uint32_t near = 0;
    for (int l = 0; l < lanes; ++l) {
        block.dx[l] = x[l] - at_x;
        block.dy[l] = y[l] - at_y;
        const float distance2 = block.dx[l] * block.dx[l] + block.dy[l] * block.dy[l];
        block.distance[l] = __builtin_sqrtf(distance2);  // std::sqrt is not compiled into clones
        const float higher = z[l] > at_z ? z[l] - at_z : at_z - z[l];
        near |= static_cast<std::uint32_t>((distance2 < reach2) & (higher < same_floor_m)) << l;
    }
    block.near = near;
}

}  // namespace

int Neighbours::bin_x(double x) const {
    return std::clamp(static_cast<int>((x - low_.x) / neighbour_reach_m), 0, bins_x_ - 1);
}

int Neighbours::bin_y(double y) const {
    return std::clamp(static_cast<int>((y - low_.y) / neighbour_reach_m), 0, bins_y_ - 1);
}

void Neighbours::cover(Vec2 low, Vec2 high, std::size_t people) {
    low_ = low;
    bins_x_ = std::max(1, static_cast<int>((high.x - low.x) / neighbour_reach_m) + 1);
    bins_y_ = std::max(1, static_cast<int>((high.y - low.y) / neighbour_reach_m) + 1);
    begin_.assign(static_cast<std::size_t>(bins_x_) * static_cast<std::size_t>(bins_y_) + 2, 0);
    bin_of_.assign(people, 0);
    who_.assign(people + lanes, 0);
    for (auto* values : {&x_, &y_, &z_, &vx_, &vy_, &radius_, &weight_})
        values->assign(people + lanes, 0.0f);
    mark_.assign(people + lanes, 0);
}

void Neighbours::sort(std::span<const Vec2> position, std::span<const Vec2> velocity,
                      std::span<const float> floor_z, std::span<const float> radius,
                      std::span<const float> weight, std::span<const std::uint8_t> take,
                      std::span<const std::uint8_t> mark) {
    // begin_[b + 1] counts, then walks from the first to the end of bin b.
    std::fill(begin_.begin(), begin_.end(), 0);
    for (std::size_t who = 0; who < position.size(); ++who) {
        if (take[who] == 0) continue;
        bin_of_[who] = bin_x(position[who].x) + bins_x_ * bin_y(position[who].y);
        ++begin_[static_cast<std::size_t>(bin_of_[who]) + 2];
    }
    for (std::size_t b = 2; b < begin_.size(); ++b) begin_[b] += begin_[b - 1];
    for (std::size_t who = 0; who < position.size(); ++who) {
        if (take[who] == 0) continue;
        const auto k =
            static_cast<std::size_t>(begin_[static_cast<std::size_t>(bin_of_[who]) + 1]++);
        who_[k] = static_cast<std::int32_t>(who);
        x_[k] = static_cast<float>(position[who].x - low_.x);
        y_[k] = static_cast<float>(position[who].y - low_.y);
        z_[k] = floor_z[who];
        vx_[k] = static_cast<float>(velocity[who].x);
        vy_[k] = static_cast<float>(velocity[who].y);
        radius_[k] = radius[who];
        weight_[k] = weight[who];
        mark_[k] = mark[who];
    }
}

void Neighbours::gather(std::int32_t who, Vec2 at, float z, Nearby& nearby) const {
    nearby.count = 0;
    nearby.marks = 0;
    const auto at_x = static_cast<float>(at.x - low_.x), at_y = static_cast<float>(at.y - low_.y);
    const int bx = bin_x(at.x), by = bin_y(at.y);
    const int first = std::max(0, bx - 1), last = std::min(bins_x_ - 1, bx + 1);
    Lanes block;
    for (int row = std::max(0, by - 1); row <= std::min(bins_y_ - 1, by + 1); ++row) {
        const std::int32_t end = begin_[static_cast<std::size_t>(last + bins_x_ * row) + 1];
        for (std::int32_t k = begin_[static_cast<std::size_t>(first + bins_x_ * row)]; k < end;
             k += lanes) {
            look_at_block(&x_[static_cast<std::size_t>(k)], &y_[static_cast<std::size_t>(k)],
                          &z_[static_cast<std::size_t>(k)], at_x, at_y, z, block);
            const int valid = std::min<std::int32_t>(lanes, end - k);
            std::uint32_t near = block.near & ((1U << valid) - 1);
            for (; near != 0 && nearby.count < most_neighbours; near &= near - 1) {
                const int l = std::countr_zero(near);
                const auto item = static_cast<std::size_t>(k + l);
                if (who_[item] == who) continue;
                const auto n = static_cast<std::size_t>(nearby.count++);
                nearby.dx[n] = block.dx[l];
                nearby.dy[n] = block.dy[l];
                nearby.distance[n] = block.distance[l];
                nearby.vx[n] = vx_[item];
                nearby.vy[n] = vy_[item];
                nearby.radius[n] = radius_[item];
                nearby.weight[n] = weight_[item];
                nearby.who[n] = who_[item];
                nearby.marks |= mark_[item];
            }
        }
    }
}

}  // namespace firedrill::crowd
