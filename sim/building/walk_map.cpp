#include "building/walk_map.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "building/geometry.hpp"
#include "building/walk_barriers.hpp"
#include "building/walk_parts.hpp"

namespace firedrill {

namespace {

using walk::Places;
using walk::StairPart;

constexpr double near_m = 1.0;  // segments this near to a cell's middle are in its list

struct Box {
    Vec2 low{1e30, 1e30}, high{-1e30, -1e30};
    void take(const Polygon& polygon) {
        for (const Vec2 p : polygon) {
            low = {std::min(low.x, p.x), std::min(low.y, p.y)};
            high = {std::max(high.x, p.x), std::max(high.y, p.y)};
        }
    }
};

// All layers share one lattice, so that neighbours of one lie exactly on cells of another.
WalkLayer layer_over(const Box& box, double h) {
    WalkLayer layer;
    const double i0 = std::floor(box.low.x / h) - 1, j0 = std::floor(box.low.y / h) - 1;
    layer.origin = {i0 * h, j0 * h};
    layer.nx = static_cast<int>(std::ceil(box.high.x / h) - i0) + 1;
    layer.ny = static_cast<int>(std::ceil(box.high.y / h) - j0) + 1;
    return layer;
}

struct LatticePoint {
    long i = 0, j = 0;
};
LatticePoint lattice_origin(const WalkLayer& layer, double h) {
    return {std::lround(layer.origin.x / h), std::lround(layer.origin.y / h)};
}

// Layers, and the layer of every part of a stair.
std::vector<std::int32_t> lay_layers(WalkMap& map, const Places& places) {
    const Scenario& s = places.building.scenario;
    for (std::size_t i = 0; i < s.storeys.size(); ++i) {
        Box box;
        box.take(s.storeys[i].outline);
        if (places.ground == StoreyIndex(i)) box.take(s.site->ground);
        WalkLayer layer = layer_over(box, map.h);
        layer.storey = StoreyIndex(i);
        map.layers.push_back(layer);
    }
    std::vector<std::int32_t> part_layer(places.parts.size(), -1);
    for (std::size_t p = 0; p < places.parts.size(); ++p) {
        if (part_layer[p] >= 0) continue;
        const auto same = [&](const StairPart& other) {
            return other.stair == places.parts[p].stair && other.level == places.parts[p].level;
        };
        Box box;
        for (std::size_t q = p; q < places.parts.size(); ++q) {
            if (!same(places.parts[q])) continue;
            part_layer[q] = static_cast<std::int32_t>(map.layers.size());
            box.take(places.parts[q].outline);
        }
        WalkLayer layer = layer_over(box, map.h);
        layer.stair = places.parts[p].stair;
        map.layers.push_back(layer);
    }
    std::int32_t first = 0;
    for (WalkLayer& layer : map.layers) {
        layer.first = first;
        first += layer.nx * layer.ny;
    }
    const auto cells = static_cast<std::size_t>(first);
    map.surface.assign(cells, Surface::none);
    map.z.assign(cells, 0.0f);
    map.slope.assign(cells, {0.0f, 0.0f});
    map.neighbour.assign(cells, {-1, -1, -1, -1});
    map.room.assign(cells, -1);
    map.opening.assign(cells, -1);
    map.clearance.assign(cells, static_cast<float>(near_m));
    return part_layer;
}

template <class Visit>
void each_cell(const WalkLayer& layer, double h, Visit&& visit) {
    for (int j = 0; j < layer.ny; ++j) {
        for (int i = 0; i < layer.nx; ++i) {
            visit(layer.first + i + layer.nx * j,
                  layer.origin + Vec2((i + 0.5) * h, (j + 0.5) * h));
        }
    }
}

// Cells of a layer whose middle lies in the box, grown by `reach`.
template <class Visit>
void cells_around(const WalkLayer& layer, double h, Vec2 low, Vec2 high, double reach,
                  Visit&& visit) {
    const auto index = [&](double x, double origin, int n) {
        return std::clamp(static_cast<int>(std::floor((x - origin) / h)), 0, n - 1);
    };
    const int i0 = index(low.x - reach, layer.origin.x, layer.nx);
    const int i1 = index(high.x + reach, layer.origin.x, layer.nx);
    const int j0 = index(low.y - reach, layer.origin.y, layer.ny);
    const int j1 = index(high.y + reach, layer.origin.y, layer.ny);
    for (int j = j0; j <= j1; ++j) {
        for (int i = i0; i <= i1; ++i) {
            visit(layer.first + i + layer.nx * j,
                  layer.origin + Vec2((i + 0.5) * h, (j + 0.5) * h));
        }
    }
}

void storey_surface(WalkMap& map, const Places& places, const WalkLayer& layer) {
    const Scenario& s = places.building.scenario;
    const Storey& storey = s.storeys[layer.storey.at()];
    each_cell(layer, map.h, [&](std::int32_t cell, Vec2 at) {
        const auto c = static_cast<std::size_t>(cell);
        if (places.on_floor(layer.storey, at)) {
            if (places.under_stair(layer.storey, at)) return;
            map.surface[c] = Surface::floor;
            map.z[c] = static_cast<float>(storey.elevation);
            map.room[c] =
                static_cast<std::int16_t>(places.building.room_at(layer.storey, at).value);
        } else if (layer.storey == places.ground && places.on_site(at)) {
            if (places.under_stair(layer.storey, at)) return;
            map.surface[c] = Surface::outdoors;
            map.z[c] = static_cast<float>(s.site->elevation);
        }
    });
}

// The part of this layer that a cell's middle lies on, or that reaches within the gap that may be
// left between parts where no floor is.
const StairPart* part_at(const Places& places, const std::vector<std::int32_t>& part_layer,
                         std::int32_t layer, Vec2 at) {
    constexpr double gap_m = 0.15;
    const StairPart* nearest = nullptr;
    double least = gap_m;
    for (std::size_t p = 0; p < places.parts.size(); ++p) {
        if (part_layer[p] != layer) continue;
        const StairPart& part = places.parts[p];
        if (inside(part.outline, at)) return &part;
        if (!part.flight) continue;
        // Only beyond a flight's ends: beside it there is a railing.
        const double along = glm::dot(at - part.foot, part.direction);
        const double beside = std::abs(cross(part.direction, at - part.foot));
        const double away = std::max(-along, along - part.length);
        if (beside < part.width / 2 && away < least) {
            least = away;
            nearest = &part;
        }
    }
    if (nearest != nullptr && places.standable(at, nearest->z_at(at), nearest)) return nullptr;
    return nearest;
}

void stair_surface(WalkMap& map, const Places& places, const std::vector<std::int32_t>& part_layer,
                   std::int32_t l) {
    const WalkLayer& layer = map.layers[static_cast<std::size_t>(l)];
    const StoreyIndex from =
        places.building.storey(places.building.scenario.stairs[layer.stair.at()].from_storey);
    each_cell(layer, map.h, [&](std::int32_t cell, Vec2 at) {
        const StairPart* part = part_at(places, part_layer, l, at);
        if (part == nullptr) return;
        const auto c = static_cast<std::size_t>(cell);
        map.surface[c] = part->flight ? Surface::stair : Surface::landing;
        map.z[c] = static_cast<float>(part->z_at(at));
        if (part->flight && inside(part->outline, at)) {
            map.slope[c] = {static_cast<float>(part->rise * part->direction.x),
                            static_cast<float>(part->rise * part->direction.y)};
        }
        if (from) map.room[c] = static_cast<std::int16_t>(places.building.room_at(from, at).value);
    });
}

// Nobody stands inside a wall or a cupboard.
void take_bodies_out(WalkMap& map, const Building& building) {
    const auto take = [&](const Footprint& body, double z0, double z1) {
        const double reach = glm::length(body.half);
        for (const WalkLayer& layer : map.layers) {
            cells_around(layer, map.h, body.centre, body.centre, reach,
                         [&](std::int32_t cell, Vec2 at) {
                             const auto c = static_cast<std::size_t>(cell);
                             if (map.surface[c] != Surface::none && covers(body, at) &&
                                 walk::hinders(z0, z1, static_cast<double>(map.z[c])))
                                 map.surface[c] = Surface::none;
                         });
        }
    };
    for (const walk::WallPiece& piece : walk::wall_pieces(building))
        take(footprint_of(piece.a, piece.b, piece.thickness), piece.z0, piece.z1);
    for (const Thing& thing : building.things) {
        if (thing.item < 0 || !building.items[static_cast<std::size_t>(thing.item)].blocks_walking)
            continue;
        const double low = thing.centre.z - thing.size.z / 2;
        take({Vec2(thing.centre), Vec2(thing.size) / 2.0, thing.rotation_rad}, low,
             std::max(thing.centre.z + thing.size.z / 2, low + 2 * walk::threshold_m));
    }
}

void mark_openings(WalkMap& map, const Building& building) {
    for (std::size_t o = 0; o < building.openings.size(); ++o) {
        if (building.scenario.openings[o].kind == OpeningKind::window) continue;
        const OpeningPlace& place = building.openings[o];
        // At least half a cell on both sides: every step across the line then meets a marked cell.
        const double deep = std::max(place.thickness, map.h) / 2 + 1e-6;
        for (const WalkLayer& layer : map.layers) {
            cells_around(layer, map.h, place.centre, place.centre, place.width / 2 + deep,
                         [&](std::int32_t cell, Vec2 at) {
                             const auto c = static_cast<std::size_t>(cell);
                             const Vec2 away = at - place.centre;
                             if (map.surface[c] != Surface::none &&
                                 std::abs(glm::dot(away, place.normal)) <= deep &&
                                 std::abs(glm::dot(away, place.along)) <= place.width / 2 &&
                                 walk::hinders(place.z0, place.z1, static_cast<double>(map.z[c])))
                                 map.opening[c] = static_cast<std::int16_t>(o);
                         });
        }
    }
}

// Lists the segments near each cell, and measures the clearance.
void list_segments(WalkMap& map) {
    map.segment_begin.assign(map.cells() + 1, 0);
    const auto visit_all = [&](auto&& visit) {
        for (std::size_t s = 0; s < map.segments.size(); ++s) {
            const WalkSegment& segment = map.segments[s];
            const Vec2 low{std::min(segment.a.x, segment.b.x), std::min(segment.a.y, segment.b.y)};
            const Vec2 high{std::max(segment.a.x, segment.b.x), std::max(segment.a.y, segment.b.y)};
            cells_around(map.layers[static_cast<std::size_t>(segment.layer)], map.h, low, high,
                         near_m, [&](std::int32_t cell, Vec2 at) {
                             const double away = distance_to_segment(at, segment.a, segment.b);
                             if (away <= near_m) visit(s, static_cast<std::size_t>(cell), away);
                         });
        }
    };
    visit_all([&](std::size_t s, std::size_t cell, double away) {
        ++map.segment_begin[cell + 1];
        if (!map.segments[s].opening)
            map.clearance[cell] = std::min(map.clearance[cell], static_cast<float>(away));
    });
    for (std::size_t c = 0; c < map.cells(); ++c) map.segment_begin[c + 1] += map.segment_begin[c];
    map.segment_list.resize(static_cast<std::size_t>(map.segment_begin.back()));
    std::vector<std::int32_t> next(map.segment_begin.begin(), map.segment_begin.end() - 1);
    visit_all([&](std::size_t s, std::size_t cell, double) {
        map.segment_list[static_cast<std::size_t>(next[cell]++)] = static_cast<std::int32_t>(s);
    });
}

bool crosses(Vec2 p, Vec2 q, Vec2 a, Vec2 b) {
    const double pa = cross(q - p, a - p), pb = cross(q - p, b - p);
    const double ap = cross(b - a, p - a), aq = cross(b - a, q - a);
    return ((pa <= 0 && pb >= 0) || (pa >= 0 && pb <= 0)) &&
           ((ap <= 0 && aq >= 0) || (ap >= 0 && aq <= 0)) && !(pa == 0 && pb == 0);
}

bool barred(const WalkMap& map, std::int32_t cell, Vec2 p, Vec2 q) {
    for (const std::int32_t s : map.segments_near(cell)) {
        const WalkSegment& segment = map.segments[static_cast<std::size_t>(s)];
        if (!segment.opening && crosses(p, q, segment.a, segment.b)) return true;
    }
    return false;
}

// The cell at a lattice point of any layer that feet reach in one step from height z, own layer
// first; -1: none.
std::int32_t reach(const WalkMap& map, std::size_t own, LatticePoint to, double z) {
    const auto look = [&](std::size_t l) -> std::int32_t {
        const WalkLayer& layer = map.layers[l];
        const LatticePoint origin = lattice_origin(layer, map.h);
        const long i = to.i - origin.i, j = to.j - origin.j;
        if (i < 0 || j < 0 || i >= layer.nx || j >= layer.ny) return -1;
        const std::int32_t cell = layer.first + static_cast<std::int32_t>(i + layer.nx * j);
        const auto c = static_cast<std::size_t>(cell);
        if (map.surface[c] == Surface::none ||
            std::abs(static_cast<double>(map.z[c]) - z) > walk::step_m)
            return -1;
        return cell;
    };
    const std::int32_t here = look(own);
    if (here >= 0) return here;
    std::int32_t best = -1;
    double least = 1e30;
    for (std::size_t l = 0; l < map.layers.size(); ++l) {
        const std::int32_t cell = l == own ? -1 : look(l);
        if (cell < 0) continue;
        const double climb =
            std::abs(static_cast<double>(map.z[static_cast<std::size_t>(cell)]) - z);
        if (climb < least) {
            least = climb;
            best = cell;
        }
    }
    return best;
}

void link(WalkMap& map) {
    constexpr std::array<std::array<int, 2>, 4> sides{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
    for (std::size_t l = 0; l < map.layers.size(); ++l) {
        const WalkLayer& layer = map.layers[l];
        const LatticePoint origin = lattice_origin(layer, map.h);
        each_cell(layer, map.h, [&](std::int32_t cell, Vec2 at) {
            const auto c = static_cast<std::size_t>(cell);
            if (map.surface[c] == Surface::none) return;
            const int offset = cell - layer.first;
            const int i = offset % layer.nx, j = offset / layer.nx;
            for (std::size_t side = 0; side < 4; ++side) {
                const std::int32_t other =
                    reach(map, l, {origin.i + i + sides[side][0], origin.j + j + sides[side][1]},
                          static_cast<double>(map.z[c]));
                if (other < 0) continue;
                const Vec2 to = at + map.h * Vec2(sides[side][0], sides[side][1]);
                if (barred(map, cell, at, to) || barred(map, other, at, to)) continue;
                map.neighbour[c][side] = other;
            }
        });
    }
    // What leads there must lead back.
    for (std::size_t c = 0; c < map.cells(); ++c) {
        for (std::size_t side = 0; side < 4; ++side) {
            const std::int32_t other = map.neighbour[c][side];
            if (other >= 0 && map.neighbour[static_cast<std::size_t>(other)][(side + 2) % 4] !=
                                  static_cast<std::int32_t>(c))
                map.neighbour[c][side] = -1;
        }
    }
}

}  // namespace

std::int32_t WalkMap::layer_of_storey(StoreyIndex storey) const {
    for (std::size_t l = 0; l < layers.size(); ++l) {
        if (layers[l].storey == storey) return static_cast<std::int32_t>(l);
    }
    return -1;
}

std::int32_t WalkMap::layer_of_cell(std::int32_t cell) const {
    const auto after = std::upper_bound(
        layers.begin(), layers.end(), cell,
        [](std::int32_t value, const WalkLayer& layer) { return value < layer.first; });
    return static_cast<std::int32_t>(after - layers.begin()) - 1;
}

Vec2 WalkMap::centre(std::int32_t cell) const {
    const WalkLayer& layer = layers[static_cast<std::size_t>(layer_of_cell(cell))];
    const int offset = cell - layer.first;
    return layer.origin + Vec2((offset % layer.nx + 0.5) * h, (offset / layer.nx + 0.5) * h);
}

double WalkMap::floor_z(std::int32_t layer, Vec2 at) const {
    const WalkLayer& l = layers[static_cast<std::size_t>(layer)];
    const int i = std::clamp(static_cast<int>(std::floor((at.x - l.origin.x) / h)), 0, l.nx - 1);
    const int j = std::clamp(static_cast<int>(std::floor((at.y - l.origin.y) / h)), 0, l.ny - 1);
    // Beside a stair's edge the nearest cell that has a floor tells.
    std::int32_t cell = l.first + i + l.nx * j;
    if (level_at(cell) != 0) return static_cast<double>(z_of_level[level_at(cell)]);
    if (surface[static_cast<std::size_t>(cell)] == Surface::none) {
        double least = 1e30;
        std::int32_t nearest = cell;
        for (int b = std::max(0, j - 2); b <= std::min(l.ny - 1, j + 2); ++b) {
            for (int a = std::max(0, i - 2); a <= std::min(l.nx - 1, i + 2); ++a) {
                const std::int32_t other = l.first + a + l.nx * b;
                if (surface[static_cast<std::size_t>(other)] == Surface::none) continue;
                const Vec2 middle = l.origin + Vec2((a + 0.5) * h, (b + 0.5) * h);
                const double away = glm::distance(middle, at);
                if (away < least) {
                    least = away;
                    nearest = other;
                }
            }
        }
        cell = nearest;
        if (least > 1e29 && l.storey) {
            // Nothing near: the storey's own floor, which every cell of it shares.
            for (std::int32_t c = l.first; c < l.first + l.nx * l.ny; ++c) {
                if (surface[static_cast<std::size_t>(c)] == Surface::floor)
                    return static_cast<double>(z[static_cast<std::size_t>(c)]);
            }
        }
    }
    const auto c = static_cast<std::size_t>(cell);
    const Vec2 away = at - centre(cell);
    return static_cast<double>(z[c]) + static_cast<double>(slope[c][0]) * away.x +
           static_cast<double>(slope[c][1]) * away.y;
}

std::int32_t WalkMap::layer_after(std::int32_t layer, Vec2 from, Vec2 to) const {
    const std::int32_t here = cell_at(layer, to);
    const double z_from = floor_z(layer, from);
    const auto fits = [&](std::int32_t cell) {
        return cell >= 0 && surface[static_cast<std::size_t>(cell)] != Surface::none &&
               std::abs(static_cast<double>(z[static_cast<std::size_t>(cell)]) - z_from) <=
                   walk::step_m;
    };
    if (fits(here)) return layer;
    std::int32_t best = layer;
    double least = 1e30;
    for (std::int32_t l = 0; l < static_cast<std::int32_t>(layers.size()); ++l) {
        const std::int32_t cell = l == layer ? -1 : cell_at(l, to);
        if (!fits(cell)) continue;
        const double climb =
            std::abs(static_cast<double>(z[static_cast<std::size_t>(cell)]) - z_from);
        if (climb < least) {
            least = climb;
            best = l;
        }
    }
    return best;
}

namespace {

void number_levels(WalkMap& map) {
    constexpr std::size_t most = 255;
    map.level.assign(map.cells(), 0);
    map.z_of_level.assign(1, 0.0f);
    for (std::size_t c = 0; c < map.cells(); ++c) {
        if (map.surface[c] == Surface::none || map.slope[c][0] != 0 || map.slope[c][1] != 0)
            continue;
        auto& known = map.z_of_level;
        const auto found = std::find(known.begin() + 1, known.end(), map.z[c]);
        if (found == known.end() && known.size() > most) continue;
        map.level[c] = static_cast<std::uint8_t>(found - known.begin());
        if (found == known.end()) known.push_back(map.z[c]);
    }
}

}  // namespace

WalkMap make_walk_map(const Building& building, double cell_m) {
    WalkMap map;
    map.h = cell_m;
    const Places places = walk::places_of(building);
    const std::vector<std::int32_t> part_layer = lay_layers(map, places);
    for (std::size_t l = 0; l < map.layers.size(); ++l) {
        if (map.layers[l].storey) {
            storey_surface(map, places, map.layers[l]);
        } else {
            stair_surface(map, places, part_layer, static_cast<std::int32_t>(l));
        }
    }
    take_bodies_out(map, building);
    mark_openings(map, building);
    map.segments = walk::barriers(places, map.layers, part_layer);
    list_segments(map);
    link(map);
    number_levels(map);
    return map;
}

}  // namespace firedrill
