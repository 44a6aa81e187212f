// Drawing recipes of things. Each is a few boxes at true size: recognisable across a room, cheap in
// hundreds.

#include <algorithm>
#include <cmath>

#include "view/building_mesh.hpp"

namespace firedrill {
namespace {

constexpr Colour steel{0.62, 0.64, 0.67}, dark{0.16, 0.17, 0.19}, cream{0.93, 0.91, 0.86},
    wood{0.66, 0.47, 0.30}, paper{0.93, 0.92, 0.88};
constexpr Colour bright[] = {{0.85, 0.25, 0.20}, {0.95, 0.72, 0.20}, {0.25, 0.55, 0.80},
                             {0.30, 0.62, 0.36}, {0.90, 0.88, 0.82}, {0.86, 0.46, 0.20},
                             {0.55, 0.35, 0.62}, {0.20, 0.65, 0.66}};

struct Recipe {
    Mesh& m;
    Vec3 s;
    Colour c;
    unsigned v;
    double x0() const { return -s.x / 2; }
    double x1() const { return s.x / 2; }
    double y0() const { return -s.y / 2; }
    double y1() const { return s.y / 2; }

    void paint(Colour colour, Paint p = Paint::plain) const {
        m.colour = colour;
        m.paint = p;
    }
    void part(double ax, double ay, double az, double bx, double by, double bz) const {
        m.box({ax, ay, az}, {bx, by, bz});
    }
    void legs(double inset, double thick, double top, double ax, double bx, double ay,
              double by) const {
        for (const double x : {ax + inset, bx - inset - thick}) {
            for (const double y : {ay + inset, by - inset - thick})
                part(x, y, 0, x + thick, y + thick, top);
        }
    }
    void table(double ax, double bx, double ay, double by, double height, Colour top) const {
        paint(top, Paint::wood);
        part(ax, ay, height - 0.03, bx, by, height);
        paint(steel, Paint::metal);
        legs(0.03, 0.03, height - 0.03, ax, bx, ay, by);
    }
    void seat(double cx, double cy, double width, Colour colour) const {
        paint(colour, Paint::wood);
        part(cx - width / 2, cy - width / 2, 0.42, cx + width / 2, cy + width / 2, 0.45);
        part(cx - width / 2, cy - width / 2 - 0.02, 0.62, cx + width / 2, cy - width / 2 + 0.01,
             0.85);
        paint(steel, Paint::metal);
        legs(0.01, 0.025, 0.42, cx - width / 2, cx + width / 2, cy - width / 2, cy + width / 2);
        part(cx - width / 2, cy - width / 2 - 0.02, 0.42, cx - width / 2 + 0.025, cy - width / 2,
             0.85);
        part(cx + width / 2 - 0.025, cy - width / 2 - 0.02, 0.42, cx + width / 2, cy - width / 2,
             0.85);
    }
    void shelves(int boards, bool back, bool both_sides) const {
        paint(c);
        part(x0(), y0(), 0, x0() + 0.03, y1(), s.z);
        part(x1() - 0.03, y0(), 0, x1(), y1(), s.z);
        if (back)
            part(x0(), both_sides ? -0.015 : y1() - 0.02, 0, x1(), both_sides ? 0.015 : y1(), s.z);
        const double pitch = (s.z - 0.08) / boards;
        for (int b = 0; b < boards; ++b) {
            const double z = 0.08 + b * pitch;
            paint(shade(c, 0.92));
            part(x0(), y0(), z, x1(), y1(), z + 0.025);
            goods(z + 0.025, pitch - 0.06, both_sides, static_cast<unsigned>(b));
        }
    }
    // Packages in rows; neighbours differ, boards repeat.
    void goods(double z, double room, bool both_sides, unsigned row) const {
        const int groups = std::max(1, static_cast<int>(s.x / 0.32));
        const double width = (s.x - 0.08) / groups;
        for (int g = 0; g < groups; ++g) {
            const unsigned pick = (v * 7 + row * 3 + static_cast<unsigned>(g) * 5) % 8;
            paint(bright[pick], Paint::goods);
            const double tall = room * (0.55 + 0.1 * static_cast<double>((pick + row) % 4));
            const double ax = x0() + 0.04 + g * width + 0.01, bx = ax + width - 0.02;
            if (both_sides) {
                part(ax, y0() + 0.03, z, bx, -0.03, z + tall);
                part(ax, 0.03, z, bx, y1() - 0.03, z + tall);
            } else {
                part(ax, y0() + 0.03, z, bx, y1() - 0.05, z + tall);
            }
        }
    }
};

void cabinet(const Recipe& r) {
    r.paint(r.c);
    r.part(r.x0(), r.y0(), 0.05, r.x1(), r.y1(), r.s.z);
    r.paint(shade(r.c, 0.8));
    r.part(-0.006, r.y0() - 0.004, 0.07, 0.006, r.y0(), r.s.z - 0.02);
    r.paint(steel, Paint::metal);
    for (const double x : {-0.06, 0.05})
        r.part(x, r.y0() - 0.025, r.s.z * 0.5, x + 0.012, r.y0(), r.s.z * 0.5 + 0.14);
}

void bed(const Recipe& r, double base) {
    r.paint(wood, Paint::wood);
    r.part(r.x0(), r.y0(), base + 0.22, r.x1(), r.y1(), base + 0.32);
    r.part(r.x0(), r.y0(), base, r.x0() + 0.06, r.y1(), base + 0.75);
    r.paint({0.90, 0.90, 0.92});
    r.part(r.x0() + 0.06, r.y0() + 0.03, base + 0.32, r.x1() - 0.02, r.y1() - 0.03, base + 0.46);
    r.paint(bright[r.v % 8]);
    r.part(r.x0() + 0.55, r.y0() + 0.01, base + 0.42, r.x1() - 0.02, r.y1() - 0.01, base + 0.50);
    r.paint({0.97, 0.97, 0.95});
    r.part(r.x0() + 0.12, r.y0() + 0.15, base + 0.46, r.x0() + 0.45, r.y1() - 0.15, base + 0.56);
}

void e_bike(const Recipe& r) {
    const double wheel = 0.24, l = r.s.x;
    const auto tyre = [&](double x) {
        r.paint(dark);
        for (int n = 0; n < 10; ++n) {
            const double a = 6.2832 * n / 10, b = 6.2832 * (n + 1) / 10;
            const Vec3 c{x, 0, wheel};
            const auto rim = [&](double angle, double radius, double y) {
                return c + Vec3(radius * std::cos(angle), y, radius * std::sin(angle));
            };
            r.m.quad(rim(a, wheel, -0.045), rim(b, wheel, -0.045), rim(b, wheel, 0.045),
                     rim(a, wheel, 0.045));
            r.m.quad(rim(b, wheel, -0.045), rim(a, wheel, -0.045), rim(a, 0.12, -0.045),
                     rim(b, 0.12, -0.045));
            r.m.quad(rim(a, wheel, 0.045), rim(b, wheel, 0.045), rim(b, 0.12, 0.045),
                     rim(a, 0.12, 0.045));
        }
    };
    tyre(-l / 2 + wheel);
    tyre(l / 2 - wheel);
    r.paint(bright[r.v % 8]);
    r.part(-l / 2 + 0.2, -0.12, 0.28, l / 2 - 0.55, 0.12, 0.34);
    r.part(-l / 2 + 0.1, -0.14, 0.38, 0.05, 0.14, 0.62);
    r.part(l / 2 - 0.50, -0.16, 0.30, l / 2 - 0.42, 0.16, 0.95);
    r.part(l / 2 - 0.42, -0.05, 0.40, l / 2 - 0.30, 0.05, 0.95);
    r.paint(dark);
    r.part(-l / 2 + 0.15, -0.13, 0.62, 0.12, 0.13, 0.72);
    r.part(l / 2 - 0.46, -r.s.y / 2, 1.0, l / 2 - 0.42, r.s.y / 2, 1.04);
    r.paint({0.95, 0.93, 0.8});
    r.part(l / 2 - 0.40, -0.07, 0.82, l / 2 - 0.36, 0.07, 0.94);
}

void checkout(const Recipe& r) {
    r.paint(cream);
    r.part(r.x0(), r.y0(), 0, r.x1(), r.y1(), r.s.z * 0.85);
    r.paint(dark);
    r.part(r.x0() + 0.1, r.y0() + 0.08, r.s.z * 0.85, r.x1() * 0.3, r.y1() - 0.08, r.s.z * 0.87);
    r.paint(steel, Paint::metal);
    r.part(r.x1() * 0.45, r.y0() + 0.1, r.s.z * 0.85, r.x1() - 0.1, r.y1() - 0.1, r.s.z * 0.9);
    r.paint({0.12, 0.14, 0.2});
    r.part(r.x1() * 0.55, -0.03, r.s.z * 0.9, r.x1() * 0.55 + 0.3, 0.03, r.s.z * 0.9 + 0.28);
}

}  // namespace

void furniture(Mesh& mesh, const std::string& shape, Vec3 s, Colour c, unsigned variety) {
    const Recipe r{mesh, s, c, variety};
    const auto is = [&](const char* name) { return shape == name; };
    if (is("table")) {
        r.table(r.x0(), r.x1(), r.y0(), r.y1(), s.z, c);
    } else if (is("desk_chair")) {
        // Desk in front (+y), chair behind.
        r.table(r.x0(), r.x1(), 0.0, r.y1(), 0.75, c);
        r.paint(shade(c, 0.85), Paint::wood);
        r.part(r.x0() + 0.04, 0.06, 0.55, r.x1() - 0.04, r.y1() - 0.04, 0.58);
        r.seat(0, r.y0() + 0.22, 0.38, c);
        if (variety % 3 != 0) {
            r.paint(bright[variety % 8]);
            r.part(-0.22, 0.10, 0.75, -0.02, 0.28, 0.78);
        }
    } else if (is("chair")) {
        r.seat(0, 0, std::min(s.x, s.y), c);
    } else if (is("shelf") || is("bookcase")) {
        r.shelves(std::max(2, static_cast<int>(s.z / 0.4)), true, false);
    } else if (is("gondola")) {
        r.shelves(std::max(3, static_cast<int>(s.z / 0.42)), true, true);
    } else if (is("checkout")) {
        checkout(r);
    } else if (is("fridge")) {
        r.paint({0.90, 0.91, 0.93}, Paint::metal);
        r.part(r.x0(), r.y0(), 0.04, r.x1(), r.y1(), s.z);
        r.paint({0.35, 0.55, 0.65});
        r.part(r.x0() + 0.05, r.y0() - 0.006, 0.3, r.x1() - 0.05, r.y0(), s.z - 0.15);
    } else if (is("freezer")) {
        r.paint({0.92, 0.93, 0.95}, Paint::metal);
        r.part(r.x0(), r.y0(), 0.05, r.x1(), r.y1(), s.z - 0.06);
        r.paint({0.45, 0.62, 0.72});
        r.part(r.x0() + 0.05, r.y0() + 0.05, s.z - 0.06, r.x1() - 0.05, r.y1() - 0.05, s.z);
    } else if (is("bed")) {
        bed(r, 0);
    } else if (is("bunk_bed")) {
        bed(r, 0);
        bed(r, s.z * 0.55);
        r.paint(steel, Paint::metal);
        r.legs(0.0, 0.05, s.z, r.x0(), r.x1(), r.y0(), r.y1());
    } else if (is("wardrobe") || is("cabinet") || is("locker")) {
        cabinet(r);
    } else if (is("sofa")) {
        r.paint(c);
        r.part(r.x0(), r.y0(), 0.08, r.x1(), r.y1(), 0.42);
        r.part(r.x0(), r.y1() - 0.22, 0.42, r.x1(), r.y1(), s.z);
        r.paint(shade(c, 0.88));
        r.part(r.x0(), r.y0(), 0.42, r.x0() + 0.18, r.y1(), 0.62);
        r.part(r.x1() - 0.18, r.y0(), 0.42, r.x1(), r.y1(), 0.62);
    } else if (is("e_bike")) {
        e_bike(r);
    } else if (is("waste_basket")) {
        r.paint(c);
        mesh.cylinder({0, 0, 0}, 0.38 * s.x, s.z, 12, 0.5 * s.x);
        r.paint(paper);
        mesh.ellipsoid({0, 0, s.z}, {0.42 * s.x, 0.42 * s.x, 0.06}, 8, 4);
        mesh.ellipsoid({0.04, 0.03, s.z + 0.05}, {0.07, 0.06, 0.05}, 6, 4);
    } else if (is("blackboard")) {
        r.paint(wood, Paint::wood);
        r.part(r.x0(), r.y0(), 0, r.x1(), r.y1(), s.z);
        r.paint({0.10, 0.28, 0.22});
        r.part(r.x0() + 0.05, r.y0() - 0.01, 0.05, r.x1() - 0.05, r.y1() + 0.01, s.z - 0.05);
    } else if (is("lab_bench") || is("counter")) {
        r.paint(cream);
        r.part(r.x0() + 0.04, r.y0() + 0.04, 0.08, r.x1() - 0.04, r.y1() - 0.04, s.z - 0.05);
        r.paint(is("counter") ? Colour{0.35, 0.33, 0.32} : dark);
        r.part(r.x0(), r.y0(), s.z - 0.05, r.x1(), r.y1(), s.z);
        if (is("lab_bench")) {
            r.paint({0.70, 0.85, 0.90});
            for (const double x : {-0.3, 0.1, 0.35})
                mesh.cylinder({x * s.x, 0.1 * s.y, s.z}, 0.05, 0.16, 8, 0.02);
        }
    } else if (is("oven") || is("stove") || is("fryer")) {
        r.paint({0.72, 0.74, 0.76}, Paint::metal);
        r.part(r.x0(), r.y0(), 0.05, r.x1(), r.y1(), s.z);
        r.paint(dark);
        r.part(r.x0() + 0.08, r.y0() - 0.01, 0.3 * s.z, r.x1() - 0.08, r.y0(), 0.75 * s.z);
        mesh.cylinder({0, 0, s.z}, 0.3 * std::min(s.x, s.y), 0.04, 12);
    } else if (is("pallet") || is("cartons")) {
        r.paint(wood, Paint::wood);
        r.part(r.x0(), r.y0(), 0, r.x1(), r.y1(), 0.12);
        const int layers = std::max(1, static_cast<int>((s.z - 0.12) / 0.38));
        const double h = (s.z - 0.12) / layers;
        for (int l = 0; l < layers; ++l) {
            for (int i = 0; i < 2; ++i) {
                for (int j = 0; j < 2; ++j) {
                    r.paint(shade({0.74, 0.58, 0.40},
                                  0.88 + 0.04 * ((l + i * 2 + j + static_cast<int>(variety)) % 4)),
                            Paint::goods);
                    const double ax = r.x0() + i * s.x / 2 + 0.01, ay = r.y0() + j * s.y / 2 + 0.01;
                    r.part(ax, ay, 0.12 + l * h, ax + s.x / 2 - 0.02, ay + s.y / 2 - 0.02,
                           0.12 + (l + 1) * h - 0.01);
                }
            }
        }
    } else if (is("tv") || is("computer")) {
        r.paint(dark);
        r.part(r.x0(), -0.03, 0.12 * s.z, r.x1(), 0.03, s.z);
        r.paint({0.15, 0.22, 0.32});
        r.part(r.x0() + 0.02, -0.035, 0.15 * s.z, r.x1() - 0.02, -0.03, s.z - 0.03);
        r.paint(dark);
        r.part(-0.12, -0.1, 0, 0.12, 0.1, 0.12 * s.z);
    } else if (is("plant")) {
        r.paint({0.72, 0.42, 0.30});
        mesh.cylinder({0, 0, 0}, 0.3 * s.x, 0.3 * s.z, 10, 0.4 * s.x);
        r.paint({0.20, 0.48, 0.22});
        mesh.ellipsoid({0, 0, 0.65 * s.z}, {0.5 * s.x, 0.5 * s.y, 0.35 * s.z}, 8, 6);
    } else if (is("curtain")) {
        const int folds = std::max(4, static_cast<int>(s.x / 0.12));
        for (int f = 0; f < folds; ++f) {
            r.paint(shade(c, f % 2 == 0 ? 1.0 : 0.86));
            r.part(r.x0() + f * s.x / folds, f % 2 == 0 ? r.y0() : 0, 0,
                   r.x0() + (f + 1) * s.x / folds, f % 2 == 0 ? 0 : r.y1(), s.z);
        }
    } else if (is("paper_stack")) {
        const int layers = std::max(2, static_cast<int>(s.z / 0.12));
        for (int l = 0; l < layers; ++l) {
            r.paint(shade(paper, 0.86 + 0.05 * (l % 3)));
            const double off = 0.02 * ((l * 7) % 3 - 1);
            r.part(r.x0() + off, r.y0(), l * s.z / layers, r.x1() + off, r.y1(),
                   (l + 1) * s.z / layers - 0.006);
        }
    } else if (is("clothes_rack")) {
        r.paint(steel, Paint::metal);
        r.legs(0, 0.03, s.z, r.x0(), r.x1(), -0.02, 0.04);
        r.part(r.x0(), -0.015, s.z - 0.03, r.x1(), 0.015, s.z);
        const int pieces = std::max(4, static_cast<int>(s.x / 0.09));
        for (int p = 0; p < pieces; ++p) {
            r.paint(bright[(static_cast<unsigned>(p) * 3 + variety) % 8]);
            const double x = r.x0() + 0.04 + p * (s.x - 0.08) / pieces;
            r.part(x, r.y0(), 0.35, x + 0.05, r.y1(), s.z - 0.06);
        }
    } else if (is("cylinder") || is("gas_cylinder")) {
        r.paint(c, Paint::metal);
        mesh.cylinder({0, 0, 0}, 0.5 * s.x, 0.78 * s.z, 12);
        mesh.cylinder({0, 0, 0.78 * s.z}, 0.5 * s.x, 0.12 * s.z, 12, 0.15 * s.x);
        r.paint(dark);
        mesh.cylinder({0, 0, 0.9 * s.z}, 0.15 * s.x, 0.1 * s.z, 8);
    } else if (is("door_wedge")) {
        r.paint(wood, Paint::wood);
        r.part(r.x0(), r.y0(), 0, r.x1(), r.y1(), s.z);
    } else {
        r.paint(c, Paint::plain);
        r.part(r.x0(), r.y0(), 0, r.x1(), r.y1(), s.z);
    }
}

}  // namespace firedrill
