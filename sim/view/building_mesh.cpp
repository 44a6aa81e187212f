#include "view/building_mesh.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <map>
#include <numbers>

#include "building/lift_doors.hpp"

namespace firedrill {
namespace {

constexpr Colour outside_wall{0.86, 0.80, 0.70}, inside_wall{0.93, 0.92, 0.88},
    floor_colour{0.80, 0.78, 0.74}, ceiling{0.95, 0.95, 0.94}, roof{0.45, 0.44, 0.43};
constexpr Colour leaf_wood{0.55, 0.36, 0.22}, leaf_fire{0.60, 0.26, 0.20},
    glass{0.62, 0.78, 0.86, 0.25}, frame{0.90, 0.91, 0.92}, metal{0.60, 0.62, 0.65},
    red{0.78, 0.10, 0.08};

double angle_of(Vec2 v) {
    return std::atan2(v.y, v.x);
}

void place(Mesh& mesh, Vec3 origin, double rotation_rad, bool indoors) {
    mesh.origin = origin;
    mesh.rotation_rad = rotation_rad;
    mesh.indoors = indoors;
}

// Both faces, ends and edges of one piece of wall, in the frame of its segment: x along, y across,
// z up.
void wall_piece(Mesh& mesh, const Building& building, const WallSegment& wall, double from,
                double to, double z0, double z1, bool full) {
    if (to - from < 0.005 || z1 - z0 < 0.005) return;
    const Vec2 along = glm::normalize(wall.b - wall.a), across{-along.y, along.x};
    const double half = wall.thickness / 2;
    const Vec2 middle = wall.a + 0.5 * (from + to) * along;
    for (const double side : {1.0, -1.0}) {
        const bool indoors = static_cast<bool>(
            building.room_at(wall.storey, middle + side * (half + 0.15) * across));
        mesh.indoors = indoors;
        const Material& material = building.materials[wall.material.at()];
        mesh.colour = indoors ? inside_wall : outside_wall;
        mesh.paint = indoors ? Paint::plaster : Paint::facade;
        if (material.id == "glass")
            mesh.colour = Colour{0.75, 0.85, 0.9}, mesh.paint = Paint::plain;
        const double y = side * half;
        const Vec3 a{from, y, z0}, b{to, y, z0}, c{to, y, z1}, d{from, y, z1};
        const double low = full ? 0.72 : 0.9;
        side < 0 ? mesh.quad(a, b, c, d, low, 0.96) : mesh.quad(b, a, d, c, low, 0.96);
    }
    mesh.paint = Paint::plaster;
    mesh.colour = shade(inside_wall, 0.95);
    mesh.quad({to, -half, z0}, {to, half, z0}, {to, half, z1}, {to, -half, z1});
    mesh.quad({from, half, z0}, {from, -half, z0}, {from, -half, z1}, {from, half, z1});
    mesh.quad({from, -half, z1}, {to, -half, z1}, {to, half, z1}, {from, half, z1});
    mesh.quad({from, half, z0}, {to, half, z0}, {to, -half, z0}, {from, -half, z0}, 0.7, 0.7);
}

void wall(Mesh& mesh, const Building& building, const WallSegment& segment) {
    const double length = glm::distance(segment.a, segment.b);
    if (length < 1e-6) return;
    const Vec2 along = (segment.b - segment.a) / length;
    place(mesh, {segment.a, 0}, angle_of(along), true);
    struct Gap {
        double from, to, z0, z1;
    };
    std::vector<Gap> gaps;
    for (const OpeningPlace& opening : building.openings) {
        if (opening.wall != segment.wall || opening.storey != segment.storey) continue;
        const double at = glm::dot(opening.centre - segment.a, along);
        if (std::abs(glm::dot(opening.centre - segment.a, Vec2{-along.y, along.x})) > 0.1 ||
            at < 0 || at > length)
            continue;
        gaps.push_back({at - opening.width / 2, at + opening.width / 2, opening.z0, opening.z1});
    }
    std::sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) { return a.from < b.from; });
    double at = -segment.thickness / 2;
    for (const Gap& gap : gaps) {
        wall_piece(mesh, building, segment, at, gap.from, segment.z0, segment.z1, true);
        wall_piece(mesh, building, segment, gap.from, gap.to, segment.z0, gap.z0, false);
        wall_piece(mesh, building, segment, gap.from, gap.to, gap.z1, segment.z1, false);
        at = gap.to;
    }
    wall_piece(mesh, building, segment, at, length + segment.thickness / 2, segment.z0, segment.z1,
               true);
}

void opening_frame(Chunk& chunk, const Building& building, std::size_t index) {
    const OpeningPlace& o = building.openings[index];
    const Opening& opening = building.scenario.openings[index];
    const bool indoors = !o.outdoors();
    const double height = o.z1 - o.z0, t = o.thickness / 2 + 0.01;
    for (Mesh* mesh : {&chunk.opaque, &chunk.glass})
        place(*mesh, {o.centre, o.z0}, angle_of(o.along), indoors);
    Mesh& m = chunk.opaque;
    if (opening.kind == OpeningKind::hole) return;
    m.colour = opening.kind == OpeningKind::window ? frame
               : opening.fire_rating_min > 0       ? shade(leaf_fire, 0.8)
                                                   : shade(leaf_wood, 0.8);
    m.paint = Paint::plain;
    const double w = o.width / 2, f = 0.05;
    m.box({-w, -t, 0}, {-w + f, t, height});
    m.box({w - f, -t, 0}, {w, t, height});
    m.box({-w, -t, height - f}, {w, t, height});
    if (opening.kind != OpeningKind::window) return;
    m.box({-w, -t - 0.03, 0}, {w, t + 0.03, 0.04});
    m.box({-0.025, -0.03, 0}, {0.025, 0.03, height});
    if (opening.barred) {
        m.colour = {0.35, 0.36, 0.38};
        const Vec2 out = o.room_front ? Vec2{0, -1} : Vec2{0, 1};
        const double y = out.y * (t + 0.06);
        for (double x = -w + 0.06; x < w; x += 0.13)
            m.box({x - 0.012, y - 0.012, -0.05}, {x + 0.012, y + 0.012, height + 0.05});
        for (const double z : {0.1, height / 2, height - 0.1})
            m.box({-w, y - 0.015, z - 0.015}, {w, y + 0.015, z + 0.015});
    }
}

void stair(Mesh& m, const Stair& stair) {
    for (const Flight& flight : stair.flights) {
        const Vec2 run = flight.end - flight.start;
        const double length = glm::length(run), rise = flight.z_end - flight.z_start;
        place(m, {flight.start, flight.z_start}, angle_of(run), true);
        const int steps = std::max(1, static_cast<int>(std::lround(rise / 0.16)));
        const double going = length / steps, riser = rise / steps, w = flight.width / 2;
        for (int s = 0; s < steps && !flight.ramp; ++s) {
            m.colour = shade({0.74, 0.73, 0.71}, s % 2 == 0 ? 1.0 : 0.96);
            m.paint = Paint::plain;
            m.box({s * going, -w, s * riser - 0.04}, {(s + 1) * going, w, (s + 1) * riser}, 0.8);
            m.colour = {0.95, 0.75, 0.15};
            m.quad({s * going, -w, (s + 1) * riser + 0.002},
                   {s * going + 0.04, -w, (s + 1) * riser + 0.002},
                   {s * going + 0.04, w, (s + 1) * riser + 0.002},
                   {s * going, w, (s + 1) * riser + 0.002});
        }
        if (flight.ramp) m.quad({0, -w, 0}, {length, -w, rise}, {length, w, rise}, {0, w, 0});
        // Underside and railings.
        m.colour = shade(ceiling, 0.85);
        m.paint = Paint::plaster;
        m.quad({0, w, -0.12}, {length, w, rise - 0.12}, {length, -w, rise - 0.12}, {0, -w, -0.12},
               0.7, 0.7);
        m.colour = metal;
        m.paint = Paint::metal;
        for (const double y : {-w + 0.03, w - 0.03}) {
            m.quad({0, y - 0.03, 0.9}, {length, y - 0.03, rise + 0.9},
                   {length, y + 0.03, rise + 0.9}, {0, y + 0.03, 0.9});
            m.quad({0, y, 0.84}, {length, y, rise + 0.84}, {length, y, rise + 0.9}, {0, y, 0.9});
            m.quad({length, y, rise + 0.84}, {0, y, 0.84}, {0, y, 0.9}, {length, y, rise + 0.9});
            for (int s = 0; s < steps; s += 2)
                m.box({s * going + going / 2 - 0.012, y - 0.012, s * riser},
                      {s * going + going / 2 + 0.012, y + 0.012, (s + 0.5) * riser + 0.88});
        }
    }
    for (const Landing& landing : stair.landings) {
        place(m, {0, 0, 0}, 0, true);
        m.colour = {0.74, 0.73, 0.71};
        m.paint = Paint::tiles;
        m.area(landing.polygon, {}, landing.z, true);
        m.colour = shade(ceiling, 0.9);
        m.paint = Paint::plaster;
        m.area(landing.polygon, {}, landing.z - 0.15, false, 0.75);
    }
}

// Two leaves that part in the middle, a steel frame, and the button on the wall beside them.
void lift_door(Mesh& m, const OpeningPlace& o, bool lettered) {
    place(m, {o.centre, o.z0}, angle_of(o.along), true);
    const double half = o.width / 2, height = o.z1 - o.z0, face = o.thickness / 2;
    constexpr Colour steel{0.68, 0.70, 0.73}, seam{0.16, 0.17, 0.19}, plate{0.22, 0.23, 0.26};
    m.paint = Paint::metal;
    m.colour = steel;
    m.box({-half, -0.025, 0.01}, {-0.006, 0.025, height});
    m.box({0.006, -0.025, 0.01}, {half, 0.025, height});
    m.colour = seam;
    m.box({-0.006, -0.02, 0.01}, {0.006, 0.02, height});
    for (const int side : {-1, 1}) {
        const double wall = side * face, out = side * (face + 0.06);
        const auto box = [&](double x0, double z0, double x1, double z1, double from, double to) {
            m.box({x0, std::min(from, to), z0}, {x1, std::max(from, to), z1});
        };
        m.paint = Paint::metal;
        m.colour = shade(steel, 0.8);
        // Over the frame that every door has.
        box(-half - 0.09, 0, -half + 0.08, height + 0.09, 0, out);
        box(half - 0.08, 0, half + 0.09, height + 0.09, 0, out);
        box(-half, height - 0.08, half, height + 0.09, 0, out);
        m.colour = plate;
        box(half + 0.18, 0.98, half + 0.30, 1.24, wall, side * (face + 0.02));
        m.paint = Paint::glowing;
        m.colour = {0.95, 0.72, 0.2};
        box(half + 0.215, 1.02, half + 0.265, 1.07, wall, side * (face + 0.032));
        m.paint = Paint::plain;
        m.colour = {0.95, 0.95, 0.95};
        if (lettered)
            m.text("▲▼", half + 0.19, 1.11, half + 0.29, 1.21, side * (face + 0.024), side);
    }
}

void door_leaf(Mesh& m, const Building& building, std::size_t index, double fraction,
               bool lettered) {
    const OpeningPlace& o = building.openings[index];
    const Opening& opening = building.scenario.openings[index];
    const double height = o.z1 - o.z0 - 0.05;
    const bool shutter = opening.motion == LeafMotion::shutter;
    const Colour colour = shutter                             ? metal
                          : opening.material == "glass"       ? Colour{0.70, 0.82, 0.86}
                          : opening.fire_rating_min > 0       ? leaf_fire
                          : opening.material == "steel_panel" ? Colour{0.55, 0.58, 0.60}
                                                              : leaf_wood;
    const bool exit = std::any_of(building.exit_openings.begin(), building.exit_openings.end(),
                                  [&](OpeningIndex e) { return e && e.at() == index; });
    // Towards which side of the wall it opens: there it is pulled, from the other side pushed.
    const double opens_deg =
        opening.opens_towards.value_or(angle_of(o.normal) * 180 / std::numbers::pi);
    const double opens_rad = opens_deg * std::numbers::pi / 180;
    const bool to_normal = std::cos(opens_rad) * o.normal.x + std::sin(opens_rad) * o.normal.y > 0;
    const auto leaf = [&](Vec3 hinge, double angle, double width) {
        place(m, hinge, angle, true);
        // The leaf's own +y is the wall's normal, unless it is hung the other way round.
        const bool turned_round =
            std::cos(angle) * o.along.x + std::sin(angle) * o.along.y < -0.01 ||
            hinge.x * o.along.x + hinge.y * o.along.y > glm::dot(o.centre, o.along);
        for (const int side : {-1, 1}) {
            const bool on_normal = (side > 0) != turned_round;
            const bool pulled = on_normal == to_normal;
            if ((exit || opening.self_closing) && opening.motion == LeafMotion::swing) {
                m.colour = pulled ? Colour{0.85, 0.55, 0.1} : Colour{0.12, 0.4, 0.7};
                m.paint = Paint::plain;
                const double y = side * 0.03;
                m.box({width - 0.2, std::min(y, 0.0), 1.12},
                      {width - 0.05, std::max(y, 0.0), 1.27});
                m.colour = {1, 1, 1};
                if (lettered)
                    m.text(pulled ? "拉" : "推", width - 0.19, 1.13, width - 0.06, 1.26,
                           side * 0.034, side);
            }
            if (opening.wedged && fraction > 0.2) {
                // A wedge under the free edge of the leaf that is held open.
                m.colour = {0.93, 0.66, 0.2};
                m.paint = Paint::wood;
                const double a = side * 0.025, b = side * 0.11, c = side * 0.2;
                m.box({width - 0.16, std::min(a, b), 0.0}, {width - 0.06, std::max(a, b), 0.09});
                m.box({width - 0.16, std::min(b, c), 0.0}, {width - 0.06, std::max(b, c), 0.045});
            }
            if (opening.self_closing && !opening.closer_broken && pulled) {
                m.colour = {0.66, 0.67, 0.69};
                m.paint = Paint::metal;
                const double a = side * 0.03, b = side * 0.1;
                m.box({0.12, std::min(a, b), height - 0.13}, {0.38, std::max(a, b), height - 0.06});
                m.box({0.02, std::min(a, b), height - 0.05}, {0.26, std::max(a, b), height - 0.03});
            }
        }
        m.colour = colour;
        m.paint = colour.r == leaf_wood.r ? Paint::wood : Paint::plain;
        m.box({0, -0.025, 0.01}, {width, 0.025, height}, 0.9);
        m.colour = {0.85, 0.85, 0.86};
        m.paint = Paint::metal;
        if (opening.panic_bar) {
            m.box({0.08, -0.07, 0.98}, {width - 0.08, -0.04, 1.04});
            m.box({0.08, 0.04, 0.98}, {width - 0.08, 0.07, 1.04});
        } else {
            m.box({width - 0.12, -0.06, 1.0}, {width - 0.06, 0.06, 1.03});
        }
        if (opening.fire_rating_min > 0) {
            m.colour = {0.75, 0.85, 0.88};
            m.box({width * 0.35, -0.028, 1.35}, {width * 0.65, 0.028, 1.75});
        }
    };
    if (shutter) {
        place(m, {o.centre, o.z0}, angle_of(o.along), true);
        m.colour = colour;
        m.paint = Paint::metal;
        const double bottom = fraction * height;
        if (bottom < height)  // a curtain, so that nobody looks between the slats
            m.box({-o.width / 2, -0.015, bottom}, {o.width / 2, 0.015, height});
        for (double z = bottom; z < height; z += 0.1)
            m.box({-o.width / 2, -0.03, z}, {o.width / 2, 0.03, std::min(height, z + 0.085)});
        return;
    }
    const double along = angle_of(o.along);
    const int leaves = opening.leaves == 2 ? 2 : 1;
    const double width = o.width / leaves;
    if (opening.motion == LeafMotion::sliding) {
        const double shift = fraction * width * 0.95;
        leaf({o.centre - 0.5 * o.width * o.along - shift * o.along + 0.04 * o.normal, o.z0}, along,
             width);
        if (leaves == 2) leaf({o.centre + shift * o.along + 0.04 * o.normal, o.z0}, along, width);
    } else {
        // Turning about the hinge towards where it opens, at most 88 degrees.
        const double towards = opening.opens_towards
                                   ? *opening.opens_towards * std::numbers::pi / 180
                                   : angle_of(o.normal);
        const double sense = std::sin(towards - along) >= 0 ? 1 : -1;
        const double turn = sense * fraction * 88 * std::numbers::pi / 180;
        leaf({o.centre - 0.5 * o.width * o.along, o.z0}, along + turn, width);
        if (leaves == 2)
            leaf({o.centre + 0.5 * o.width * o.along, o.z0}, along + std::numbers::pi - turn,
                 width);
    }
    if (opening.chained && fraction < 0.3) {
        place(m, {o.centre, o.z0 + 1.0}, along, true);
        m.colour = {0.45, 0.46, 0.48};
        m.paint = Paint::metal;
        for (const double y : {-0.07, 0.07}) {
            for (int link = -4; link <= 4; ++link) {
                const double sag = 0.05 * (1.0 - std::abs(link) / 4.0);
                m.box({link * 0.045 - 0.022, y - 0.015, -sag - 0.015},
                      {link * 0.045 + 0.022, y + 0.015, -sag + 0.015});
            }
        }
        m.colour = {0.85, 0.68, 0.2};
        m.box({-0.04, -0.10, -0.14}, {0.04, 0.10, -0.06});
    }
}

}  // namespace

std::vector<Chunk> static_chunks(const Building& building, Lettering* letters) {
    const Scenario& scenario = building.scenario;
    std::vector<Chunk> chunks;
    // Site.
    if (scenario.site) {
        Chunk& chunk = chunks.emplace_back();
        chunk.base_z = scenario.site->elevation - 1;
        Mesh& m = chunk.opaque;
        place(m, {0, 0, 0}, 0, false);
        const double z = scenario.site->elevation - 0.02;
        m.colour = {0.66, 0.65, 0.62};
        m.paint = Paint::pavement;
        m.area(scenario.site->ground, {}, z, true);
        m.colour = {0.40, 0.55, 0.30};
        m.paint = Paint::grass;
        m.area({{-300, -300}, {400, -300}, {400, 400}, {-300, 400}}, {}, z - 0.03, true);
        for (const AssemblyPoint& point : scenario.assembly_points) {
            m.colour = {0.25, 0.55, 0.40};
            m.paint = Paint::plain;
            m.area(point.region, {}, z + 0.012, true);
            for (std::size_t i = 0; i < point.region.size(); ++i) {
                const Vec2 a = point.region[i], b = point.region[(i + 1) % point.region.size()];
                place(m, {a, z + 0.02}, angle_of(b - a), false);
                m.colour = {0.95, 0.95, 0.9};
                m.box({0, -0.06, 0}, {glm::distance(a, b), 0.06, 0.01}, 1);
                place(m, {0, 0, 0}, 0, false);
            }
            Vec2 corner = point.region.front();
            place(m, {corner, z}, 0, false);
            m.colour = metal;
            m.cylinder({0, 0, 0}, 0.04, 2.6, 8);
            m.colour = {0.05, 0.55, 0.25};
            m.box({-0.4, -0.02, 1.9}, {0.4, 0.02, 2.6}, 1);
            m.colour = {0.97, 0.97, 0.95};
            m.box({-0.12, -0.025, 2.1}, {0.12, 0.025, 2.4}, 1);
        }
    }
    for (std::size_t s = 0; s < scenario.storeys.size(); ++s) {
        const Storey& storey = scenario.storeys[s];
        Chunk& chunk = chunks.emplace_back();
        chunk.base_z = storey.elevation;
        Mesh& m = chunk.opaque;
        for (const WallSegment& segment : building.walls) {
            if (segment.storey.value == static_cast<int>(s)) wall(m, building, segment);
        }
        place(m, {0, 0, 0}, 0, true);
        m.colour = floor_colour;
        m.paint = Paint::tiles;
        m.area(storey.outline, storey.voids, storey.elevation + 0.001, true, 0.95);
        // Underside of what is above: the next storey's slab, else the roof.
        std::vector<Polygon> above;
        if (s + 1 < scenario.storeys.size()) above = scenario.storeys[s + 1].voids;
        Chunk lid;  // of its own, so that a doll's house can be opened
        lid.base_z = storey.elevation + storey.height;
        place(lid.opaque, {0, 0, 0}, 0, true);
        lid.opaque.colour = ceiling;
        lid.opaque.paint = Paint::plaster;
        lid.opaque.area(storey.outline, above, lid.base_z, false, 0.9);
        for (std::size_t o = 0; o < building.openings.size(); ++o) {
            if (building.openings[o].storey.value == static_cast<int>(s))
                opening_frame(chunk, building, o);
        }
        for (const Stair& flight : scenario.stairs) {
            if (flight.from_storey == storey.id) stair(m, flight);
        }
        // Façade band at the slab and the roof.
        const double top = storey.elevation + storey.height;
        const bool last = s + 1 == scenario.storeys.size();
        Mesh& band = lid.opaque;
        place(band, {0, 0, 0}, 0, false);
        for (std::size_t i = 0; i < storey.outline.size(); ++i) {
            Vec2 a = storey.outline[i], b = storey.outline[(i + 1) % storey.outline.size()];
            double turning = 0;
            for (std::size_t k = 0; k < storey.outline.size(); ++k) {
                const Vec2 p = storey.outline[k],
                           q = storey.outline[(k + 1) % storey.outline.size()];
                turning += p.x * q.y - q.x * p.y;
            }
            if (turning < 0) std::swap(a, b);
            const double high = last ? top + 0.9 : scenario.storeys[s + 1].elevation;
            band.colour = {0.72, 0.36, 0.27};
            band.paint = Paint::plain;
            band.quad({a, top}, {b, top}, {b, high}, {a, high});
            if (last) band.quad({b, top}, {a, top}, {a, high}, {b, high});
        }
        chunks.push_back(std::move(lid));
        if (last && storey.roof) {
            Chunk& cover = chunks.emplace_back();
            cover.base_z = top;
            place(cover.opaque, {0, 0, 0}, 0, false);
            cover.opaque.colour = roof;
            cover.opaque.area(storey.outline, {}, top + 0.2, true);
        }
    }
    // Furniture by storey and patches of 12 m, so that what is out of sight is left out.
    std::map<std::tuple<int, int, int>, std::size_t> patches;
    for (std::size_t t = 0; t < building.things.size(); ++t) {
        const Thing& thing = building.things[t];
        const auto key =
            std::tuple(thing.storey.value, static_cast<int>(std::floor(thing.centre.x / 12)),
                       static_cast<int>(std::floor(thing.centre.y / 12)));
        const auto [patch, fresh] = patches.try_emplace(key, chunks.size());
        if (fresh) chunks.emplace_back().base_z = building.floor_z(thing.storey);
        Mesh& m = chunks[patch->second].opaque;
        m.letters = letters;
        const ItemType& item = building.items[static_cast<std::size_t>(thing.item)];
        const bool indoors =
            static_cast<bool>(building.room_at(thing.storey, {thing.centre.x, thing.centre.y}));
        place(m, thing.centre - Vec3(0, 0, thing.size.z / 2), thing.rotation_rad, indoors);
        if (item.parts.empty())
            furniture(m, item.shape, thing.size, colour_of(item.colour), static_cast<unsigned>(t));
        else
            model(m, item, thing.size);
    }
    // Panes last, so that they are drawn over everything.
    for (std::size_t o = 0; o < building.openings.size(); ++o) {
        const Opening& opening = scenario.openings[o];
        if (opening.kind != OpeningKind::window) continue;
        const OpeningPlace& p = building.openings[o];
        for (Chunk& chunk : chunks) {
            if (chunk.base_z != building.floor_z(p.storey) || chunk.opaque.vertices.empty())
                continue;
            place(chunk.glass, {p.centre, p.z0}, angle_of(p.along), false);
            chunk.glass.colour = glass;
            chunk.glass.paint = Paint::glass;
            const double w = p.width / 2 - 0.05, h = p.z1 - p.z0 - 0.05;
            chunk.glass.quad({-w, 0, 0.04}, {w, 0, 0.04}, {w, 0, h}, {-w, 0, h});
            break;
        }
    }
    for (Chunk& chunk : chunks) {
        chunk.low = Vec3(1e9);
        chunk.high = Vec3(-1e9);
        for (const Mesh* mesh : {&chunk.opaque, &chunk.glass}) {
            for (const Vertex& vertex : mesh->vertices) {
                chunk.low = glm::min(chunk.low, Vec3(vertex.place));
                chunk.high = glm::max(chunk.high, Vec3(vertex.place));
            }
        }
    }
    return chunks;
}

void moving_parts(const Building& building, const Snapshot& snapshot, bool first_person,
                  double cut_above_z, Mesh& mesh, Vec3 eye) {
    constexpr double lettered_m = 6.0;  // farther off nobody reads a label
    mesh.clear();
    mesh.part = 0;
    for (std::size_t o = 0; o < building.openings.size(); ++o) {
        const Opening& opening = building.scenario.openings[o];
        if (opening.kind != OpeningKind::door || opening.motion == LeafMotion::none ||
            building.openings[o].z0 > cut_above_z)
            continue;
        const double fraction = o < snapshot.door_fraction.size()     ? snapshot.door_fraction[o]
                                : opening.state == OpeningState::open ? 1.0
                                                                      : 0.0;
        const OpeningPlace& place = building.openings[o];
        const bool lettered = glm::distance(Vec3(place.centre, place.z0 + 1.2), eye) < lettered_m;
        if (lift_of_door(building, OpeningIndex(o)) != nullptr)
            lift_door(mesh, place, lettered);
        else
            door_leaf(mesh, building, o, fraction, lettered);
    }
    const Scenario& scenario = building.scenario;
    for (std::size_t f = 0; f < scenario.fixtures.size(); ++f) {
        const Fixture& fixture = scenario.fixtures[f];
        const bool known = f < snapshot.fixtures.size();
        const Vec3 hung = building.absolute(fixture.storey, fixture.at, fixture.z);
        const Vec3 at = known ? Vec3(snapshot.fixtures[f].place) : hung;
        const bool off_the_wall =
            known && (snapshot.fixtures[f].taken || glm::distance(at, hung) > 0.05);
        const double turn = fixture.facing * std::numbers::pi / 180 - std::numbers::pi / 2;
        if (off_the_wall && hung.z <= cut_above_z) {
            place(mesh, hung, turn, true);
            fixture_left_behind(mesh, fixture);
        }
        if (known && snapshot.fixtures[f].taken) continue;
        if (at.z > cut_above_z) continue;
        place(mesh, at, turn, true);
        if (known && snapshot.fixtures[f].covers != Vec2{0, 0}) {
            place(mesh, at, 0, true);
            blanket_over(mesh, snapshot.fixtures[f].covers);
        } else if (off_the_wall) {
            fixture_put_down(mesh, fixture, glm::distance(at, eye) < lettered_m);
        } else {
            fixture_body(mesh, fixture, known && snapshot.fixtures[f].active,
                         glm::distance(at, eye) < lettered_m);
        }
    }
    for (const std::vector<Vec3f>& bends : snapshot.hoses) {
        if (!bends.empty() && bends.front().z <= cut_above_z) hose(mesh, bends);
    }
    const TraineeView& trainee = snapshot.trainee;
    // In the first person the window draws the hands and what they hold.
    if (!first_person && trainee.present && trainee.carried >= 0) {
        const Vec3 ahead{std::cos(trainee.yaw_rad), std::sin(trainee.yaw_rad), 0},
            right{ahead.y, -ahead.x, 0};
        place(mesh,
              trainee.feet + Vec3(0, 0, trainee.eye_height_m - 0.48) + 0.55 * ahead + 0.30 * right,
              trainee.yaw_rad - std::numbers::pi / 2, true);
        fixture_put_down(mesh, scenario.fixtures[static_cast<std::size_t>(trainee.carried)], true);
    }
}

}  // namespace firedrill
