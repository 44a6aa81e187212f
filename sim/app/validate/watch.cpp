#include "app/validate/watch.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <unordered_map>

namespace firedrill::validate {

bool lines_cross(Vec2 a, Vec2 b, Vec2 c, Vec2 d) {
    const auto side = [](Vec2 p, Vec2 q, Vec2 r) {
        return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    };
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

StepWatch::StepWatch(const WalkMap& map, const OccupantsView& people)
    : map_(map),
      position_(people.position.begin(), people.position.end()),
      layer_(people.layer.begin(), people.layer.end()) {}

void StepWatch::look(const OccupantsView& people, std::span<const DoorForCrowd> doors) {
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        const Vec2 from = position_[who], to = people.position[who];
        if (from == to) continue;
        const std::int32_t cell = map_.cell_at(people.layer[who], to);
        if (cell < 0 || map_.surface[static_cast<std::size_t>(cell)] == Surface::none)
            ++off_the_floor;
        const auto hits = [&](std::int32_t near, std::int32_t layer) {
            if (near < 0) return false;
            for (const std::int32_t s : map_.segments_near(near)) {
                const WalkSegment& segment = map_.segments[static_cast<std::size_t>(s)];
                if (segment.layer != layer) continue;
                if (segment.opening && doors[segment.opening.at()].passable) continue;
                if (lines_cross(from, to, segment.a, segment.b)) return true;
            }
            return false;
        };
        passed_walls +=
            hits(map_.cell_at(layer_[who], from), layer_[who]) || hits(cell, people.layer[who]);
        position_[who] = to;
        layer_[who] = people.layer[who];
    }
}

double deepest_overlap(const OccupantsView& people, std::span<const std::uint8_t> present) {
    constexpr double cell_m = 1.0, same_floor_m = 1.0;
    const auto key = [](int x, int y) {
        return static_cast<std::int64_t>(x) * 1'000'003 + static_cast<std::int64_t>(y);
    };
    const auto place = [&](std::size_t who) {
        return std::pair(static_cast<int>(std::floor(people.position[who].x / cell_m)),
                         static_cast<int>(std::floor(people.position[who].y / cell_m)));
    };
    std::unordered_map<std::int64_t, std::vector<std::size_t>> cells;
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        if (present[who] == 0) continue;
        const auto [x, y] = place(who);
        cells[key(x, y)].push_back(who);
    }
    double deepest = 0;
    for (std::size_t who = 0; who < people.position.size(); ++who) {
        if (present[who] == 0) continue;
        const auto [x, y] = place(who);
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx) {
                const auto found = cells.find(key(x + dx, y + dy));
                if (found == cells.end()) continue;
                for (const std::size_t other : found->second) {
                    if (other <= who ||
                        std::abs(people.floor_z[who] - people.floor_z[other]) > same_floor_m)
                        continue;
                    const double touch = people.radius[who] + people.radius[other];
                    deepest = std::max(deepest, touch - glm::distance(people.position[who],
                                                                      people.position[other]));
                }
            }
        }
    }
    return deepest;
}

}  // namespace firedrill::validate
