#include "view/mesh.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "building/building.hpp"

namespace firedrill {

void Mesh::clear() {
    vertices.clear();
    indices.clear();
}

std::uint32_t Mesh::put(Vec3 place, Vec3 normal, double light) {
    const double c = std::cos(rotation_rad), s = std::sin(rotation_rad);
    const auto turn = [&](Vec3 v) { return Vec3(c * v.x - s * v.y, s * v.x + c * v.y, v.z); };
    const auto byte = [](double v) {
        return static_cast<std::uint8_t>(std::clamp(v, 0.0, 1.0) * 255 + 0.5);
    };
    Vertex vertex;
    vertex.place = Vec3f(turn(place) + origin);
    vertex.normal = Vec3f(turn(normal));
    vertex.rgba[0] = byte(colour.r), vertex.rgba[1] = byte(colour.g),
    vertex.rgba[2] = byte(colour.b), vertex.rgba[3] = byte(colour.a);
    vertex.paint = static_cast<std::uint8_t>(paint);
    vertex.light = byte(light);
    vertex.indoors = indoors ? 1 : 0;
    vertex.part = part;
    vertices.push_back(vertex);
    return static_cast<std::uint32_t>(vertices.size() - 1);
}

void Mesh::quad(Vec3 a, Vec3 b, Vec3 c, Vec3 d, double light_low, double light_high) {
    const Vec3 normal = glm::normalize(glm::cross(b - a, d - a));
    const double low = std::min(std::min(a.z, b.z), std::min(c.z, d.z)),
                 high = std::max(std::max(a.z, b.z), std::max(c.z, d.z));
    const auto light = [&](Vec3 p) {
        return high - low < 1e-6
                   ? light_low
                   : light_low + (light_high - light_low) * (p.z - low) / (high - low);
    };
    const std::uint32_t i = put(a, normal, light(a));
    put(b, normal, light(b));
    put(c, normal, light(c));
    put(d, normal, light(d));
    indices.insert(indices.end(), {i, i + 1, i + 2, i, i + 2, i + 3});
}

void Mesh::triangle(Vec3 a, Vec3 b, Vec3 c) {
    const Vec3 normal = glm::normalize(glm::cross(b - a, c - a));
    const std::uint32_t i = put(a, normal, 1);
    put(b, normal, 1);
    put(c, normal, 1);
    indices.insert(indices.end(), {i, i + 1, i + 2});
}

void Mesh::box(Vec3 l, Vec3 h, double light_low) {
    quad({l.x, l.y, l.z}, {h.x, l.y, l.z}, {h.x, l.y, h.z}, {l.x, l.y, h.z}, light_low);
    quad({h.x, h.y, l.z}, {l.x, h.y, l.z}, {l.x, h.y, h.z}, {h.x, h.y, h.z}, light_low);
    quad({h.x, l.y, l.z}, {h.x, h.y, l.z}, {h.x, h.y, h.z}, {h.x, l.y, h.z}, light_low);
    quad({l.x, h.y, l.z}, {l.x, l.y, l.z}, {l.x, l.y, h.z}, {l.x, h.y, h.z}, light_low);
    quad({l.x, l.y, h.z}, {h.x, l.y, h.z}, {h.x, h.y, h.z}, {l.x, h.y, h.z});
    quad({l.x, h.y, l.z}, {h.x, h.y, l.z}, {h.x, l.y, l.z}, {l.x, l.y, l.z}, 0.6, 0.6);
}

void Mesh::text(std::string_view words, double x0, double z0, double x1, double z1, double y,
                int front) {
    if (letters == nullptr || words.empty()) return;
    const Lettering::Line& line = letters->line(words);
    if (line.width <= 0) return;
    const double size = std::min(z1 - z0, (x1 - x0) / line.width);
    const double middle = 0.5 * (x0 + x1), low = 0.5 * (z0 + z1) - size / 2,
                 left = -0.5 * size * line.width, sense = front < 0 ? 1 : -1;
    for (const Lettering::Bar& bar : line.bars) {
        const double ax = middle + sense * (left + size * bar.x0),
                     bx = middle + sense * (left + size * bar.x1), az = low + size * bar.y0,
                     bz = low + size * bar.y1;
        quad({ax, y, az}, {bx, y, az}, {bx, y, bz}, {ax, y, bz});
    }
}

void Mesh::cylinder(Vec3 foot, double radius, double height, int sides, double top_radius) {
    const double top = top_radius < 0 ? radius : top_radius;
    const auto rim = [&](int n, double r, double z) {
        const double angle = 2 * std::numbers::pi * n / sides;
        return foot + Vec3(r * std::cos(angle), r * std::sin(angle), z);
    };
    for (int n = 0; n < sides; ++n) {
        const Vec3 a = rim(n, radius, 0), b = rim(n + 1, radius, 0), c = rim(n + 1, top, height),
                   d = rim(n, top, height);
        const auto smooth = [&](int k) {
            const double angle = 2 * std::numbers::pi * k / sides;
            return Vec3(std::cos(angle), std::sin(angle), 0);
        };
        const std::uint32_t i = put(a, smooth(n), 0.85);
        put(b, smooth(n + 1), 0.85);
        put(c, smooth(n + 1), 1);
        put(d, smooth(n), 1);
        indices.insert(indices.end(), {i, i + 1, i + 2});
        if (top <= 1e-6) continue;  // a cone
        indices.insert(indices.end(), {i, i + 2, i + 3});
        triangle(foot + Vec3(0, 0, height), d, c);
    }
}

void Mesh::ellipsoid(Vec3 centre, Vec3 radii, int sides, int rings) {
    const auto start = static_cast<std::uint32_t>(vertices.size());
    for (int ring = 0; ring <= rings; ++ring) {
        const double polar = std::numbers::pi * ring / rings;
        for (int n = 0; n <= sides; ++n) {
            const double angle = 2 * std::numbers::pi * n / sides;
            const Vec3 unit{std::sin(polar) * std::cos(angle), std::sin(polar) * std::sin(angle),
                            std::cos(polar)};
            put(centre + unit * radii, glm::normalize(unit / radii), 1);
        }
    }
    const auto row = static_cast<std::uint32_t>(sides + 1);
    for (std::uint32_t ring = 0; ring < static_cast<std::uint32_t>(rings); ++ring) {
        for (std::uint32_t n = 0; n < static_cast<std::uint32_t>(sides); ++n) {
            const std::uint32_t a = start + ring * row + n, b = a + row;
            // At the poles a ring is one point.
            if (ring + 1 < static_cast<std::uint32_t>(rings))
                indices.insert(indices.end(), {a, b, b + 1});
            if (ring > 0) indices.insert(indices.end(), {a, b + 1, a + 1});
        }
    }
}

void Mesh::area(const Polygon& outline, const std::vector<Polygon>& holes, double z, bool up,
                double light) {
    std::vector<double> xs, ys;
    bool oblique = false;
    const auto take = [&](const Polygon& polygon) {
        for (std::size_t i = 0; i < polygon.size(); ++i) {
            xs.push_back(polygon[i].x);
            ys.push_back(polygon[i].y);
            const Vec2 edge = polygon[(i + 1) % polygon.size()] - polygon[i];
            oblique |= std::abs(edge.x) > 1e-6 && std::abs(edge.y) > 1e-6;
        }
    };
    take(outline);
    for (const Polygon& hole : holes) take(hole);
    const auto refine = [](std::vector<double>& v, double step) {
        std::sort(v.begin(), v.end());
        for (double at = v.front(); step > 0 && at < v.back(); at += step) v.push_back(at);
        std::sort(v.begin(), v.end());
        v.erase(std::unique(v.begin(), v.end(),
                            [](double a, double b) { return std::abs(a - b) < 1e-6; }),
                v.end());
    };
    refine(xs, oblique ? 0.25 : 0.0);
    refine(ys, oblique ? 0.25 : 0.0);
    for (std::size_t j = 0; j + 1 < ys.size(); ++j) {
        const double y0 = ys[j], y1 = ys[j + 1];
        const auto covered = [&](std::size_t i) {
            const Vec2 middle{0.5 * (xs[i] + xs[i + 1]), 0.5 * (y0 + y1)};
            return inside(outline, middle) &&
                   std::none_of(holes.begin(), holes.end(),
                                [&](const Polygon& hole) { return inside(hole, middle); });
        };
        for (std::size_t i = 0; i + 1 < xs.size(); ++i) {
            if (!covered(i)) continue;
            std::size_t end = i;
            while (end + 2 < xs.size() && covered(end + 1)) ++end;
            const double x0 = xs[i], x1 = xs[end + 1];
            if (up) {
                quad({x0, y0, z}, {x1, y0, z}, {x1, y1, z}, {x0, y1, z}, light, light);
            } else {
                quad({x0, y1, z}, {x1, y1, z}, {x1, y0, z}, {x0, y0, z}, light, light);
            }
            i = end;
        }
    }
}

}  // namespace firedrill
