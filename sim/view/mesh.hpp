// Mesh: triangles with colour and surface, built from boxes, prisms and capsules. Knows no OpenGL.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/vec.hpp"
#include "building/scenario.hpp"
#include "view/lettering.hpp"

namespace firedrill {

// How the fragment shader paints a surface.
enum class Paint : std::uint8_t {
    plain,
    tiles,
    plaster,
    facade,
    grass,
    pavement,
    wood,
    glass,
    glowing,
    metal,
    goods
};

struct Vertex {
    Vec3f place, normal;
    std::uint8_t rgba[4];
    std::uint8_t paint = 0, light = 255, indoors = 1,
                 part = 0;  // light: ambient occlusion, 255 = open
};
static_assert(sizeof(Vertex) == 32);

struct Colour {
    double r = 0.8, g = 0.8, b = 0.8, a = 1;
};
inline Colour shade(Colour c, double f) {
    return {c.r * f, c.g * f, c.b * f, c.a};
}
inline Colour colour_of(Vec3 rgb) {
    return {rgb.x, rgb.y, rgb.z, 1};
}

class Mesh {
  public:
    std::vector<Vertex> vertices;
    std::vector<std::uint32_t> indices;

    // What the next shapes look like.
    Colour colour;
    Paint paint = Paint::plain;
    bool indoors = true;
    std::uint8_t part = 0;
    // Where they stand: turned about z, then moved.
    Vec3 origin{0, 0, 0};
    double rotation_rad = 0;
    // Draws the letters of text(); null: none are drawn.
    Lettering* letters = nullptr;

    void clear();
    // Corners counter-clockwise seen from the front. `light_low`, `light_high`: ambient light of
    // lower and upper corners.
    void quad(Vec3 a, Vec3 b, Vec3 c, Vec3 d, double light_low = 1, double light_high = 1);
    void triangle(Vec3 a, Vec3 b, Vec3 c);
    void box(Vec3 low, Vec3 high, double light_low = 0.82);
    void box_at(Vec3 centre, Vec3 size) { box(centre - 0.5 * size, centre + 0.5 * size); }
    // Upright cylinder or cone.
    void cylinder(Vec3 foot, double radius, double height, int sides = 10, double top_radius = -1);
    // One line of text in the rectangle x0 … x1, z0 … z1 of the plane y, as large as it fits, in
    // its middle. Read from -y where `front` is -1, from +y where it is 1.
    void text(std::string_view words, double x0, double z0, double x1, double z1, double y,
              int front = -1);
    void ellipsoid(Vec3 centre, Vec3 radii, int sides = 8, int rings = 5);
    // Horizontal area of a polygon with holes, facing up or down; exact for edges along the axes.
    void area(const Polygon& outline, const std::vector<Polygon>& holes, double z, bool up,
              double light = 1);

  private:
    std::uint32_t put(Vec3 place, Vec3 normal, double light);
};

}  // namespace firedrill
