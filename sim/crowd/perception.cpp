#include "crowd/perception.hpp"

#include <algorithm>

#include "base/vector_clones.hpp"

namespace firedrill::crowd {
namespace {

constexpr int lanes = 16;
static_assert(ways_to_look <= lanes);

int blocks_of(int count) {
    return (count + lanes - 1) / lanes;
}

struct PeopleNear {
    const float *dx, *dy, *distance, *vx, *vy, *radius, *weight, *leaned_from;
};
PeopleNear arrays_of(const Nearby& nearby) {
    return {nearby.dx.data(),     nearby.dy.data(),         nearby.distance.data(),
            nearby.vx.data(),     nearby.vy.data(),         nearby.radius.data(),
            nearby.weight.data(), nearby.leaned_from.data()};
}

// A lane is a way; one neighbour after the other.
FIREDRILL_VECTOR_CLONES
void slowest(PeopleNear p, int count, float own, float per_horizon, const float* way_x,
             const float* way_y, float* speed) {
    for (int k = 0; k < count; ++k) {
        const float dx = p.dx[k], dy = p.dy[k], vx = p.vx[k], vy = p.vy[k];
        const float touch = own + p.radius[k], least_forward = 0.3f * p.distance[k];
        const float gap = p.distance[k] - touch;
        const float closing = (gap > 0 ? gap : 0.0f) * per_horizon;
        for (int l = 0; l < lanes; ++l) {
            const float x = way_x[l], y = way_y[l];
            const float forward = dx * x + dy * y, cross = dx * y - dy * x;
            const float aside = cross < 0 ? -cross : cross;
            const float possible = vx * x + vy * y + closing;
            const int in_the_way =
                static_cast<int>(forward > least_forward) & static_cast<int>(aside < touch);
            const float slow = possible < speed[l] ? possible : speed[l];
            speed[l] = in_the_way != 0 ? slow : speed[l];
        }
    }
}

FIREDRILL_VECTOR_CLONES
void push_lanes(PeopleNear p, int blocks, float own, float x, float y, float strength, float behind,
                float per_range, float* lane_x, float* lane_y) {
    for (int l = 0; l < lanes; ++l) lane_x[l] = lane_y[l] = 0;
    for (int b = 0; b < blocks; ++b) {
        const int o = b * lanes;
        for (int l = 0; l < lanes; ++l) {
            const float d = p.distance[o + l] > 1e-3f ? p.distance[o + l] : 1e-3f;
            const float nx = p.dx[o + l] / d, ny = p.dy[o + l] / d;
            float room = 1.0f - (d - own - p.radius[o + l]) * per_range;
            room = room > 0 ? room : 0.0f;
            room = room < 1 ? room : 1.0f;
            const float share = nx * x + ny * y > -0.2f ? strength : strength * behind;
            const float push = share * p.leaned_from[o + l] * room * room * room;
            lane_x[l] -= push * nx;
            lane_y[l] -= push * ny;
        }
    }
}

FIREDRILL_VECTOR_CLONES
void count_lanes(PeopleNear p, int blocks, float touch, float x, float y, float own_speed,
                 float anticipation, float reach, float per_soft, float per_cosine, float* lane) {
    for (int l = 0; l < lanes; ++l) lane[l] = 0;
    for (int b = 0; b < blocks; ++b) {
        const int o = b * lanes;
        for (int l = 0; l < lanes; ++l) {
            const float d = p.distance[o + l] > 1e-3f ? p.distance[o + l] : 1e-3f;
            float round = (p.dx[o + l] * x + p.dy[o + l] * y) / d * per_cosine;
            round = round > 0 ? round : 0.0f;
            round = round < 1 ? round : 1.0f;
            float along = (reach - d) * per_soft;
            along = along > 0 ? along : 0.0f;
            along = along < 1 ? along : 1.0f;
            along = d < touch ? 0.0f : along;
            const float faster = p.vx[o + l] * x + p.vy[o + l] * y - own_speed;
            float stays = 1.0f - anticipation * faster;
            stays = stays > 0.25f ? stays : 0.25f;
            stays = stays < 1.75f ? stays : 1.75f;
            lane[l] += along * round * stays * p.weight[o + l];
        }
    }
}

float sum_of(const float* lane) {
    float sum = 0;
    for (int l = 0; l < lanes; ++l) sum += lane[l];
    return sum;
}

}  // namespace

void pad(Nearby& nearby) {
    const int end = blocks_of(nearby.count) * lanes;
    for (int k = nearby.count; k < end; ++k) {
        const auto n = static_cast<std::size_t>(k);
        nearby.dx[n] = nearby.distance[n] = 1e3f;
        nearby.dy[n] = nearby.vx[n] = nearby.vy[n] = nearby.radius[n] = nearby.weight[n] =
            nearby.leaned_from[n] = 0;
        nearby.who[n] = -1;
    }
}

void passing_speeds(const Nearby& nearby, float own_m, float free_m_s, float horizon_s,
                    Ways& ways) {
    float x[lanes] = {}, y[lanes] = {}, speed[lanes];
    std::copy(ways.x.begin(), ways.x.end(), x);
    std::copy(ways.y.begin(), ways.y.end(), y);
    std::fill(speed, speed + lanes, free_m_s);
    slowest(arrays_of(nearby), nearby.count, own_m, 1.0f / horizon_s, x, y, speed);
    for (std::size_t w = 0; w < ways_to_look; ++w) ways.speed[w] = std::max(speed[w], 0.0f);
}

std::array<float, 2> pushes(const Nearby& nearby, float own_m, float route_x, float route_y,
                            const Repulsion& repulsion) {
    float lane_x[lanes], lane_y[lanes];
    push_lanes(arrays_of(nearby), blocks_of(nearby.count), own_m, route_x, route_y,
               repulsion.strength, repulsion.behind, 1.0f / repulsion.range_m, lane_x, lane_y);
    return {sum_of(lane_x), sum_of(lane_y)};
}

float persons_ahead(const Nearby& nearby, float touch_m, float x, float y, float own_speed_m_s,
                    const Cone& cone) {
    float lane[lanes];
    count_lanes(arrays_of(nearby), blocks_of(nearby.count), touch_m, x, y, own_speed_m_s,
                cone.anticipation_s_m, cone.reach_m, 1.0f / cone.soft_m, 1.0f / cone.full_cosine,
                lane);
    return sum_of(lane);
}

}  // namespace firedrill::crowd
