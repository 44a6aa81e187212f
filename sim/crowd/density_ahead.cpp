#include "crowd/density_ahead.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

namespace firedrill::crowd {
namespace {

// One set of numbers for all geometries, chosen so that walkers on a wide floor follow Weidmann's
// diagram and doors of all widths pass what laboratory crowds do (tests/verification). The further
// people look, the more of the free floor behind a door they see from within the crowd before it,
// and the more pass it.
constexpr Cone cone{.reach_m = 2.0f, .soft_m = 0.3f, .full_cosine = 0.5f, .anticipation_s_m = 1.2f};
// Persons stand more evenly than by chance, so that the cone holds fewer than its area times the
// density.
constexpr double evenness = 1.03;
// A person in a narrow neck follows one file of people rather than an area: walls hide a little
// less floor than they cover.
constexpr double floor_behind_walls = 0.05;
constexpr double least_area_m2 = 0.15;

// Area of a sector of one radian between the touching distance and `seen_m`, less over the soft
// part of the cone, as persons in it count less.
double area_of_sector(double touch_m, double seen_m) {
    constexpr double reach = cone.reach_m, soft = cone.soft_m, full = reach - soft;
    double area = 0;
    const double flat = std::min(seen_m, full);
    if (flat > touch_m) area += 0.5 * (flat * flat - touch_m * touch_m);
    const double from = std::max(full, touch_m), to = std::min(seen_m, reach);
    if (to > from) {
        const auto integral = [&](double d) {
            return (0.5 * reach * d * d - d * d * d / 3.0) / soft;
        };
        area += integral(to) - integral(from);
    }
    return area;
}

double area_ahead(const State& state, std::size_t who, double touch_m, Vec2 way) {
    constexpr double sector_rad = 2 * 3.14159265358979 / sight_directions;
    const auto* seen = state.sight.row(under(state, who).sight_row);
    const double open = area_of_sector(touch_m, cone.reach_m);
    const auto& vectors = sight_vectors();
    double area = 0;
    for (std::size_t d = 0; d < sight_directions; ++d) {
        const double weight = std::clamp(glm::dot(vectors[d], way) / cone.full_cosine, 0.0, 1.0);
        if (weight == 0) continue;
        const double clear =
            seen == nullptr
                ? open
                : floor_behind_walls * open +
                      (1 - floor_behind_walls) * area_of_sector(touch_m, sight_unit_m * (*seen)[d]);
        area += weight * sector_rad * clear;
    }
    return area;
}

}  // namespace

double density_ahead(const State& state, std::size_t who, const Nearby& nearby, Vec2 way) {
    const float touch = 2 * state.people.shoulders[who];
    const float persons =
        persons_ahead(nearby, touch, static_cast<float>(way.x), static_cast<float>(way.y),
                      static_cast<float>(glm::dot(state.people.velocity[who], way)), cone);
    return evenness * persons / std::max(area_ahead(state, who, touch, way), least_area_m2);
}

}  // namespace firedrill::crowd
