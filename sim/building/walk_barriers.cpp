#include "building/walk_barriers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <glm/geometric.hpp>
#include <limits>

#include "building/geometry.hpp"

namespace firedrill::walk {

namespace {

constexpr double sample_m = 0.05;     // along edges whose openness changes on the way
constexpr double near_stair_m = 0.7;  // walls farther from a flight do not matter to who is on it
constexpr double shortest_m = 0.01;

class Collector {
  public:
    Collector(const Places& places, const std::vector<WalkLayer>& layers,
              const std::vector<std::int32_t>& part_layer)
        : places_(places), layers_(layers), part_layer_(part_layer) {}

    void add(std::int32_t layer, Vec2 a, Vec2 b, OpeningIndex opening = {}) {
        if (glm::distance(a, b) < shortest_m) return;
        WalkSegment segment;
        segment.a = a;
        segment.b = b;
        segment.layer = layer;
        segment.opening = opening;
        segments_.push_back(segment);
    }

    // The stretches of a…b where `shut(point on the line)` holds.
    template <class Shut>
    void add_where(std::int32_t layer, Vec2 a, Vec2 b, OpeningIndex opening, Shut&& shut) {
        const double length = glm::distance(a, b);
        const int pieces = std::max(1, static_cast<int>(std::ceil(length / sample_m)));
        int begin = -1;
        const auto point = [&](int i) { return a + (b - a) * (static_cast<double>(i) / pieces); };
        for (int i = 0; i <= pieces; ++i) {
            const bool closed = i < pieces && shut((point(i) + point(i + 1)) / 2.0);
            if (closed && begin < 0) begin = i;
            if (!closed && begin >= 0) {
                add(layer, point(begin), point(i), opening);
                begin = -1;
            }
        }
    }

    // A line of a thing that reaches from z0 to z1, in every layer where it hinders.
    void add_upright(Vec2 a, Vec2 b, double z0, double z1, OpeningIndex opening = {}) {
        const Scenario& s = places_.building.scenario;
        for (std::size_t l = 0; l < layers_.size(); ++l) {
            const WalkLayer& layer = layers_[l];
            if (layer.storey) {
                if (hinders(z0, z1, s.storeys[layer.storey.at()].elevation))
                    add(static_cast<std::int32_t>(l), a, b, opening);
                continue;
            }
            add_where(static_cast<std::int32_t>(l), a, b, opening, [&](Vec2 at) {
                const StairPart* part = nearest_part(static_cast<std::int32_t>(l), at);
                return part != nullptr && hinders(z0, z1, part->z_at(at));
            });
        }
    }

    // The edge of a place where feet stand at height z(point): shut where nothing goes on beyond.
    template <class Height>
    void add_edge(std::int32_t layer, Vec2 a, Vec2 b, Vec2 outwards, Height&& height,
                  const StairPart* own = nullptr) {
        add_where(layer, a, b, {}, [&](Vec2 at) {
            const double z = height(at);
            // Parts of a stair may lie up to 15 cm apart.
            return !places_.standable(at + 0.08 * outwards, z, own) &&
                   !places_.standable(at + 0.2 * outwards, z, own);
        });
    }

    void add_polygon_edges(std::int32_t layer, const Polygon& polygon, bool outwards, double z,
                           const StairPart* own = nullptr) {
        for (std::size_t i = 0; i < polygon.size(); ++i) {
            const Vec2 a = polygon[i], b = polygon[(i + 1) % polygon.size()];
            if (glm::distance(a, b) < shortest_m) continue;
            Vec2 normal = left_of(glm::normalize(b - a));
            constexpr double probe_m = 1e-3;
            if (inside(polygon, (a + b) / 2.0 + probe_m * normal) == outwards) normal = -normal;
            add_edge(
                layer, a, b, normal, [z](Vec2) { return z; }, own);
        }
    }

    std::vector<WalkSegment> take() { return std::move(segments_); }

  private:
    const StairPart* nearest_part(std::int32_t layer, Vec2 at) const {
        const StairPart* nearest = nullptr;
        double least = near_stair_m;
        for (std::size_t p = 0; p < places_.parts.size(); ++p) {
            if (part_layer_[p] != layer) continue;
            const double away = distance_to_polygon(places_.parts[p].outline, at);
            if (away < least) {
                least = away;
                nearest = &places_.parts[p];
            }
        }
        return nearest;
    }

    const Places& places_;
    const std::vector<WalkLayer>& layers_;
    const std::vector<std::int32_t>& part_layer_;
    std::vector<WalkSegment> segments_;
};

void walls_and_doors(Collector& out, const Building& b) {
    for (const WallPiece& piece : wall_pieces(b)) {
        const Vec2 side = left_of(glm::normalize(piece.b - piece.a)) * (piece.thickness / 2);
        const std::array<Vec2, 4> corner{piece.a - side, piece.b - side, piece.b + side,
                                         piece.a + side};
        for (std::size_t i = 0; i < 4; ++i)
            out.add_upright(corner[i], corner[(i + 1) % 4], piece.z0, piece.z1);
    }
    for (std::size_t o = 0; o < b.openings.size(); ++o) {
        if (b.scenario.openings[o].kind != OpeningKind::door) continue;
        const OpeningPlace& door = b.openings[o];
        const Vec2 half = door.along * (door.width / 2);
        out.add_upright(door.centre - half, door.centre + half, door.z0, door.z1, OpeningIndex(o));
    }
}

void furniture(Collector& out, const Building& b) {
    for (const Thing& thing : b.things) {
        if (thing.item < 0 || !b.items[static_cast<std::size_t>(thing.item)].blocks_walking)
            continue;
        std::array<Vec2, 4> corner;
        constexpr std::array<std::array<double, 2>, 4> signs{{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}};
        for (std::size_t i = 0; i < 4; ++i) {
            corner[i] = Vec2(thing.centre) +
                        turned({signs[i][0] * thing.size.x / 2, signs[i][1] * thing.size.y / 2},
                               thing.rotation_rad);
        }
        const double low = thing.centre.z - thing.size.z / 2;
        // Whatever stands on the floor hinders, however low.
        const double high = std::max(thing.centre.z + thing.size.z / 2, low + 2 * threshold_m);
        for (std::size_t i = 0; i < 4; ++i)
            out.add_upright(corner[i], corner[(i + 1) % 4], low, high);
    }
}

void floor_edges(Collector& out, const Places& places, const std::vector<WalkLayer>& layers) {
    const Scenario& s = places.building.scenario;
    for (std::size_t l = 0; l < layers.size(); ++l) {
        if (!layers[l].storey) continue;
        const auto layer = static_cast<std::int32_t>(l);
        const Storey& floor = s.storeys[layers[l].storey.at()];
        out.add_polygon_edges(layer, floor.outline, true, floor.elevation);
        for (const Polygon& hole : floor.voids)
            out.add_polygon_edges(layer, hole, false, floor.elevation);
        if (layers[l].storey == places.ground)
            out.add_polygon_edges(layer, s.site->ground, true, s.site->elevation);
    }
}

// Railings along a flight, for who is on it.
void flight_edges(Collector& out, const StairPart& part, std::int32_t layer) {
    const Polygon& p = part.outline;  // foot right, head right, head left, foot left
    out.add(layer, p[0], p[1]);
    out.add(layer, p[2], p[3]);
    const auto height = [&](Vec2 at) { return part.z_at(at); };
    out.add_edge(layer, p[3], p[0], -part.direction, height, &part);
    out.add_edge(layer, p[1], p[2], part.direction, height, &part);
}

// The outline of the place that a part takes from a storey's floor, for who walks there.
void taken_from_floor(Collector& out, const StairPart& part, std::int32_t layer, double floor_z) {
    const double above = part.z - floor_z;
    if (!part.flight) {
        if (above > threshold_m && above < headroom_m) {
            for (std::size_t i = 0; i < part.outline.size(); ++i)
                out.add(layer, part.outline[i], part.outline[(i + 1) % part.outline.size()]);
        }
        return;
    }
    const auto reach = [&](double z) {
        return part.rise > 0 ? std::clamp((z - part.z) / part.rise, 0.0, part.length)
                             : (z > part.z ? part.length : 0.0);
    };
    const double from = reach(floor_z - threshold_m), to = reach(floor_z + headroom_m);
    if (to - from < shortest_m) return;
    const Vec2 side = left_of(part.direction) * (part.width / 2);
    const Vec2 low = part.foot + part.direction * from, high = part.foot + part.direction * to;
    out.add(layer, low - side, high - side);
    out.add(layer, low + side, high + side);
    if (part.z + part.rise * to > floor_z + threshold_m) out.add(layer, high - side, high + side);
    if (part.z + part.rise * from > floor_z + threshold_m) out.add(layer, low - side, low + side);
}

void stair_edges(Collector& out, const Places& places, const std::vector<WalkLayer>& layers,
                 const std::vector<std::int32_t>& part_layer) {
    for (std::size_t p = 0; p < places.parts.size(); ++p) {
        const StairPart& part = places.parts[p];
        if (part.flight) {
            flight_edges(out, part, part_layer[p]);
        } else {
            out.add_polygon_edges(part_layer[p], part.outline, true, part.z, &part);
        }
        for (std::size_t l = 0; l < layers.size(); ++l) {
            if (!layers[l].storey) continue;
            taken_from_floor(out, part, static_cast<std::int32_t>(l),
                             places.building.scenario.storeys[layers[l].storey.at()].elevation);
        }
    }
}

}  // namespace

bool hinders(double z0, double z1, double floor_z) {
    return z0 < floor_z + head_m && z1 > floor_z + threshold_m;
}

std::vector<WallPiece> wall_pieces(const Building& building) {
    std::vector<WallPiece> pieces;
    for (const WallSegment& wall : building.walls) {
        const double length = glm::distance(wall.a, wall.b);
        if (length < shortest_m) continue;
        const Vec2 along = (wall.b - wall.a) / length;
        const double floor_z = building.floor_z(wall.storey);
        std::vector<std::array<double, 2>> gaps;
        for (std::size_t o = 0; o < building.openings.size(); ++o) {
            const OpeningPlace& opening = building.openings[o];
            if (opening.wall != wall.wall ||
                building.scenario.openings[o].kind == OpeningKind::window)
                continue;
            constexpr double on_line_m = 0.06;
            if (distance_to_segment(opening.centre, wall.a, wall.b) > on_line_m) continue;
            if (opening.z0 > floor_z + threshold_m || opening.z1 < floor_z + 1.2) continue;
            const double middle = glm::dot(opening.centre - wall.a, along);
            gaps.push_back({middle - opening.width / 2, middle + opening.width / 2});
        }
        std::sort(gaps.begin(), gaps.end());
        double begin = 0;
        const auto piece = [&](double from, double to) {
            if (to - from < shortest_m) return;
            pieces.push_back(
                {wall.a + along * from, wall.a + along * to, wall.thickness, wall.z0, wall.z1});
        };
        for (const auto& gap : gaps) {
            piece(begin, std::min(gap[0], length));
            begin = std::max(begin, gap[1]);
        }
        piece(begin, length);
    }
    return pieces;
}

std::vector<WalkSegment> barriers(const Places& places, const std::vector<WalkLayer>& layers,
                                  const std::vector<std::int32_t>& part_layer) {
    Collector out(places, layers, part_layer);
    walls_and_doors(out, places.building);
    furniture(out, places.building);
    floor_edges(out, places, layers);
    stair_edges(out, places, layers, part_layer);
    return out.take();
}

}  // namespace firedrill::walk
