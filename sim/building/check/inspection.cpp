#include "building/check/inspection.hpp"

#include <fmt/format.h>

#include <cmath>
#include <glm/geometric.hpp>

namespace firedrill::check {

std::string shown_point(Vec2 point) {
    return fmt::format("({:.2f}, {:.2f})", point.x, point.y);
}

std::string shown_m(double metres) {
    return fmt::format("{:.2f}", metres);
}

const WallSegment* wall_at(const Building& building, StoreyIndex storey, Vec2 point, double z0,
                           double z1) {
    for (const WallSegment& piece : building.walls) {
        if (piece.storey != storey || z1 <= piece.z0 || z0 >= piece.z1) continue;
        if (!covers(footprint_of(piece.a, piece.b, piece.thickness), point)) continue;
        bool in_opening = false;
        for (const OpeningPlace& opening : building.openings) {
            if (opening.wall != piece.wall || opening.storey != storey) continue;
            if (z0 + 0.01 < opening.z0 || z1 - 0.01 > opening.z1) continue;
            const Vec2 off = point - opening.centre;
            in_opening |= std::abs(glm::dot(off, opening.along)) < opening.width / 2 &&
                          std::abs(glm::dot(off, opening.normal)) <= opening.thickness / 2 + 0.01;
        }
        if (!in_opening) return &piece;
    }
    return nullptr;
}

bool on_floor(const Storey& storey, Vec2 point, double slack_m) {
    if (distance_to_polygon(storey.outline, point) > slack_m) return false;
    for (const Polygon& hole : storey.voids) {
        if (distance_to_polygon(hole, point) < -slack_m) return false;
    }
    return true;
}

bool on_site(const Scenario& scenario, const Storey& storey, Vec2 point) {
    constexpr double step_m = 1.0;  // a storey this near the ground's height opens onto it
    return scenario.site && std::abs(scenario.site->elevation - storey.elevation) <= step_m &&
           inside(scenario.site->ground, point);
}

}  // namespace firedrill::check
