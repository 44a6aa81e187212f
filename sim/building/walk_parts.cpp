#include "building/walk_parts.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "building/geometry.hpp"

namespace firedrill::walk {

namespace {

StairPart part_of(const Flight& flight) {
    StairPart part;
    part.flight = true;
    part.foot = flight.start;
    part.length = glm::distance(flight.start, flight.end);
    part.direction = part.length > 0 ? (flight.end - flight.start) / part.length : Vec2(1, 0);
    part.width = flight.width;
    part.z = flight.z_start;
    part.rise = part.length > 0 ? (flight.z_end - flight.z_start) / part.length : 0;
    const Vec2 side = left_of(part.direction) * (flight.width / 2);
    part.outline = {flight.start - side, flight.end - side, flight.end + side, flight.start + side};
    return part;
}

StairPart part_of(const Landing& landing) {
    StairPart part;
    part.outline = landing.polygon;
    part.z = landing.z;
    return part;
}

// They lie above each other over more than their edges.
bool overlap(const StairPart& a, const StairPart& b) {
    constexpr double edge_m = 0.1;
    const Vec2 middle = point_within(a.outline);
    Vec2 low = a.outline.front(), high = low;
    for (const Vec2 p : a.outline) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    constexpr double sample_m = 0.1;
    for (double y = low.y + sample_m / 2; y < high.y; y += sample_m) {
        for (double x = low.x + sample_m / 2; x < high.x; x += sample_m) {
            const Vec2 p{x, y};
            if (distance_to_polygon(a.outline, p) < -edge_m &&
                distance_to_polygon(b.outline, p) < -edge_m)
                return true;
        }
    }
    return distance_to_polygon(b.outline, middle) < -edge_m;
}

void set_levels(std::vector<StairPart>& parts, std::size_t first) {
    std::stable_sort(
        parts.begin() + static_cast<std::ptrdiff_t>(first), parts.end(),
        [](const StairPart& a, const StairPart& b) { return a.z + a.z_top() < b.z + b.z_top(); });
    for (std::size_t i = first; i < parts.size(); ++i) {
        for (std::size_t j = first; j < i; ++j) {
            if (parts[j].level == parts[i].level && overlap(parts[i], parts[j])) {
                ++parts[i].level;
                j = first - 1;  // compare again with all below it
            }
        }
    }
}

}  // namespace

double StairPart::z_at(Vec2 at) const {
    if (!flight) return z;
    return z + rise * std::clamp(glm::dot(at - foot, direction), 0.0, length);
}

bool Places::on_floor(StoreyIndex storey, Vec2 at) const {
    const Storey& floor = building.scenario.storeys[storey.at()];
    return inside(floor.outline, at) &&
           std::none_of(floor.voids.begin(), floor.voids.end(),
                        [&](const Polygon& hole) { return inside(hole, at); });
}

bool Places::on_site(Vec2 at) const {
    return ground && inside(building.scenario.site->ground, at) &&
           !inside(building.scenario.storeys[ground.at()].outline, at);
}

bool Places::standable(Vec2 at, double z, const StairPart* except) const {
    for (std::size_t s = 0; s < building.scenario.storeys.size(); ++s) {
        if (std::abs(building.scenario.storeys[s].elevation - z) <= threshold_m &&
            on_floor(StoreyIndex(s), at))
            return true;
    }
    if (on_site(at) && std::abs(building.scenario.site->elevation - z) <= threshold_m) return true;
    return std::any_of(parts.begin(), parts.end(), [&](const StairPart& part) {
        return &part != except && inside(part.outline, at) &&
               std::abs(part.z_at(at) - z) <= threshold_m;
    });
}

bool Places::under_stair(StoreyIndex storey, Vec2 at) const {
    const double floor_z = building.scenario.storeys[storey.at()].elevation;
    return std::any_of(parts.begin(), parts.end(), [&](const StairPart& part) {
        if (!inside(part.outline, at)) return false;
        const double above = part.z_at(at) - floor_z;
        return above > -threshold_m && above < headroom_m;
    });
}

Places places_of(const Building& building) {
    Places places{building, {}, {}};
    const Scenario& s = building.scenario;
    if (s.site) {
        double nearest = 1e30;
        for (std::size_t i = 0; i < s.storeys.size(); ++i) {
            const double away = std::abs(s.storeys[i].elevation - s.site->elevation);
            if (away < nearest) {
                nearest = away;
                places.ground = StoreyIndex(i);
            }
        }
    }
    for (std::size_t i = 0; i < s.stairs.size(); ++i) {
        const std::size_t first = places.parts.size();
        for (const Flight& flight : s.stairs[i].flights) places.parts.push_back(part_of(flight));
        for (const Landing& landing : s.stairs[i].landings)
            places.parts.push_back(part_of(landing));
        for (std::size_t p = first; p < places.parts.size(); ++p)
            places.parts[p].stair = StairIndex(i);
        set_levels(places.parts, first);
    }
    return places;
}

}  // namespace firedrill::walk
