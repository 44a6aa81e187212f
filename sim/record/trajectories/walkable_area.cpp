#include "record/trajectories/walkable_area.hpp"

#include <fmt/format.h>
#include <geos_c.h>

#include <algorithm>
#include <array>
#include <glm/geometric.hpp>
#include <memory>

#include "building/geometry.hpp"
#include "building/walk_barriers.hpp"
#include "building/walk_parts.hpp"

namespace firedrill {
namespace {

constexpr double precision_m = 0.001;  // corners snap to millimetres, which keeps polygons valid
constexpr double joint_m = 0.2;  // parts of a stair may lie apart a little (see walk_barriers)
constexpr double least_part_m2 = 0.25;  // slivers between furniture and wall, where nobody stands
constexpr double least_hole_m2 = 1e-4;

// GEOS's C interface with owners. Results that GEOS refuses to compute count as empty.
class Plane {
  public:
    struct Free {
        GEOSContextHandle_t context;
        void operator()(GEOSGeometry* shape) const { GEOSGeom_destroy_r(context, shape); }
    };
    using Shape = std::unique_ptr<GEOSGeometry, Free>;

    Plane() : context_(GEOS_init_r()) {}
    ~Plane() { GEOS_finish_r(context_); }
    Plane(const Plane&) = delete;
    Plane& operator=(const Plane&) = delete;

    Shape polygon(const Polygon& points) const {
        const auto n = static_cast<unsigned>(points.size());
        GEOSCoordSequence* ring = GEOSCoordSeq_create_r(context_, n + 1, 2);
        for (unsigned i = 0; i <= n; ++i) {
            const Vec2 p = points[i % n];
            GEOSCoordSeq_setXY_r(context_, ring, i, p.x, p.y);
        }
        GEOSGeometry* shape = GEOSGeom_createPolygon_r(
            context_, GEOSGeom_createLinearRing_r(context_, ring), nullptr, 0);
        // Repairs outlines that touch themselves.
        return own(GEOSMakeValid_r(context_, own(shape).get()));
    }
    Shape together(std::vector<Shape> shapes) const {
        std::vector<GEOSGeometry*> raw;
        for (Shape& shape : shapes) {
            if (shape) raw.push_back(shape.release());
        }
        const Shape all = own(GEOSGeom_createCollection_r(
            context_, GEOS_GEOMETRYCOLLECTION, raw.data(), static_cast<unsigned>(raw.size())));
        return own(GEOSUnaryUnionPrec_r(context_, all.get(), precision_m));
    }
    Shape without(const Shape& shape, const Shape& taken) const {
        return own(GEOSDifferencePrec_r(context_, shape.get(), taken.get(), precision_m));
    }
    Shape common(const Shape& a, const Shape& b) const {
        return own(GEOSIntersectionPrec_r(context_, a.get(), b.get(), precision_m));
    }
    bool empty(const Shape& shape) const {
        return !shape || GEOSisEmpty_r(context_, shape.get()) != 0;
    }
    Vec2 middle(const Shape& shape) const {
        const Shape point = own(GEOSGetCentroid_r(context_, shape.get()));
        Vec2 at{0, 0};
        GEOSGeomGetX_r(context_, point.get(), &at.x);
        GEOSGeomGetY_r(context_, point.get(), &at.y);
        return at;
    }
    std::vector<WalkablePart> parts(const Shape& shape, StoreyIndex storey) const {
        std::vector<WalkablePart> result;
        if (!shape) return result;
        for (int i = 0; i < GEOSGetNumGeometries_r(context_, shape.get()); ++i) {
            const GEOSGeometry* piece = GEOSGetGeometryN_r(context_, shape.get(), i);
            if (GEOSGeomTypeId_r(context_, piece) != GEOS_POLYGON) continue;
            WalkablePart part;
            part.storey = storey;
            part.outline = ring(GEOSGetExteriorRing_r(context_, piece));
            for (int h = 0; h < GEOSGetNumInteriorRings_r(context_, piece); ++h) {
                Polygon hole = ring(GEOSGetInteriorRingN_r(context_, piece, h));
                if (area(hole) >= least_hole_m2) part.holes.push_back(std::move(hole));
            }
            if (part.area_m2() >= least_part_m2) result.push_back(std::move(part));
        }
        std::stable_sort(
            result.begin(), result.end(),
            [](const WalkablePart& a, const WalkablePart& b) { return a.area_m2() > b.area_m2(); });
        return result;
    }

  private:
    Shape own(GEOSGeometry* shape) const { return Shape(shape, Free{context_}); }
    Polygon ring(const GEOSGeometry* line) const {
        const GEOSCoordSequence* points = GEOSGeom_getCoordSeq_r(context_, line);
        unsigned n = 0;
        GEOSCoordSeq_getSize_r(context_, points, &n);
        Polygon polygon;
        for (unsigned i = 0; i + 1 < n; ++i) {  // the last repeats the first
            Vec2 p{0, 0};
            GEOSCoordSeq_getXY_r(context_, points, i, &p.x, &p.y);
            polygon.push_back(p);
        }
        return polygon;
    }

    GEOSContextHandle_t context_;
};

Polygon rectangle(const walk::WallPiece& piece) {
    const Vec2 side = left_of(glm::normalize(piece.b - piece.a)) * (piece.thickness / 2);
    return {piece.a - side, piece.b - side, piece.b + side, piece.a + side};
}

// Furniture that stands on this storey's floor or hangs over it below a head's height.
std::vector<Polygon> furniture(const Building& building, double floor_z) {
    std::vector<Polygon> found;
    for (const Thing& thing : building.things) {
        if (thing.item < 0 || !building.items[static_cast<std::size_t>(thing.item)].blocks_walking)
            continue;
        const double low = thing.centre.z - thing.size.z / 2;
        const double high =
            std::max(thing.centre.z + thing.size.z / 2, low + 2 * walk::threshold_m);
        if (!walk::hinders(low, high, floor_z)) continue;
        Polygon polygon;
        constexpr std::array<std::array<double, 2>, 4> signs{{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}};
        for (const auto& sign : signs) {
            polygon.push_back(Vec2(thing.centre) +
                              turned({sign[0] * thing.size.x / 2, sign[1] * thing.size.y / 2},
                                     thing.rotation_rad));
        }
        found.push_back(std::move(polygon));
    }
    return found;
}

Polygon with_joints(const walk::StairPart& part) {
    if (!part.flight) return part.outline;
    const Vec2 side = left_of(part.direction) * (part.width / 2);
    const Vec2 low = part.foot - joint_m * part.direction,
               high = part.foot + (part.length + joint_m) * part.direction;
    return {low - side, high - side, high + side, low + side};
}

Plane::Shape storey_area(const Plane& plane, const Building& building, const walk::Places& places,
                         const std::vector<walk::WallPiece>& walls, StoreyIndex storey) {
    const Scenario& scenario = building.scenario;
    const Storey& floor = scenario.storeys[storey.at()];
    std::vector<Plane::Shape> open, voids, solid;
    open.push_back(plane.polygon(floor.outline));
    for (const Polygon& hole : floor.voids) voids.push_back(plane.polygon(hole));
    Plane::Shape area = plane.together(std::move(open));
    if (!voids.empty()) area = plane.without(area, plane.together(std::move(voids)));
    if (places.ground == storey) {
        std::vector<Plane::Shape> both;
        both.push_back(std::move(area));
        both.push_back(plane.polygon(scenario.site->ground));
        area = plane.together(std::move(both));
    }
    for (const walk::WallPiece& wall : walls) {
        if (walk::hinders(wall.z0, wall.z1, floor.elevation))
            solid.push_back(plane.polygon(rectangle(wall)));
    }
    for (const Polygon& thing : furniture(building, floor.elevation))
        solid.push_back(plane.polygon(thing));
    if (!solid.empty()) area = plane.without(area, plane.together(std::move(solid)));

    std::vector<Plane::Shape> all;
    all.push_back(std::move(area));
    for (const walk::StairPart& part : places.parts) {
        if (building.storey(scenario.stairs[part.stair.at()].from_storey) != storey) continue;
        Plane::Shape steps = plane.polygon(with_joints(part));
        for (const walk::WallPiece& wall : walls) {
            const Plane::Shape body = plane.polygon(rectangle(wall));
            const Plane::Shape met = plane.common(steps, body);
            if (plane.empty(met)) continue;
            if (walk::hinders(wall.z0, wall.z1, part.z_at(plane.middle(met))))
                steps = plane.without(steps, body);
        }
        all.push_back(std::move(steps));
    }
    return plane.together(std::move(all));
}

void append_ring(std::string& text, const Polygon& ring) {
    text += '(';
    for (std::size_t i = 0; i <= ring.size(); ++i) {
        const Vec2 p = ring[i % ring.size()];
        text += fmt::format("{}{:.3f} {:.3f}", i > 0 ? ", " : "", p.x, p.y);
    }
    text += ')';
}

}  // namespace

bool WalkablePart::holds(Vec2 at) const {
    return inside(outline, at) &&
           std::none_of(holes.begin(), holes.end(),
                        [&](const Polygon& hole) { return inside(hole, at); });
}

double WalkablePart::area_m2() const {
    double sum = area(outline);
    for (const Polygon& hole : holes) sum -= area(hole);
    return sum;
}

std::string WalkablePart::wkt() const {
    std::string text = "POLYGON (";
    append_ring(text, outline);
    for (const Polygon& hole : holes) {
        text += ", ";
        append_ring(text, hole);
    }
    return text + ")";
}

std::vector<WalkablePart> walkable_parts(const Building& building) {
    const Plane plane;
    const walk::Places places = walk::places_of(building);
    const std::vector<walk::WallPiece> walls = walk::wall_pieces(building);
    std::vector<WalkablePart> all;
    for (std::size_t s = 0; s < building.scenario.storeys.size(); ++s) {
        const StoreyIndex storey(s);
        const Plane::Shape area = storey_area(plane, building, places, walls, storey);
        for (WalkablePart& part : plane.parts(area, storey)) all.push_back(std::move(part));
    }
    return all;
}

StoreyIndex storey_of_layer(const Building& building, const WalkMap& map, std::int32_t layer) {
    if (layer < 0) return {};
    const WalkLayer& found = map.layers[static_cast<std::size_t>(layer)];
    if (found.storey) return found.storey;
    return building.storey(building.scenario.stairs[found.stair.at()].from_storey);
}

}  // namespace firedrill
