// Polygons that are no outlines, voids that leave their storey, rooms that lie in each other.

#include <algorithm>

#include "building/check/inspection.hpp"

namespace firedrill::check {

namespace {

Place below(const Place& place, const std::string& key) {
    Place deeper = place;
    deeper.pointer += "/" + key;
    return deeper;
}

bool simple(Inspection& inspection, const Place& place, const Polygon& polygon) {
    if (const auto crossing = self_crossing(polygon)) {
        inspection.problem(
            place, "polygon_crosses",
            {std::to_string(crossing->first), std::to_string(crossing->second),
             shown_point(polygon[crossing->first]), shown_point(polygon[crossing->second])});
        return false;
    }
    constexpr double smallest_m2 = 0.01;
    if (polygon.size() < 3 || area(polygon) < smallest_m2) {
        inspection.problem(place, "polygon_flat", {});
        return false;
    }
    return true;
}

void voids(Inspection& inspection, const Storey& storey) {
    constexpr double slack_m = 0.01;
    for (std::size_t v = 0; v < storey.voids.size(); ++v) {
        const Place place = below(storey.place, "voids/" + std::to_string(v));
        if (!simple(inspection, place, storey.voids[v])) continue;
        for (const Vec2 corner : storey.voids[v]) {
            if (distance_to_polygon(storey.outline, corner) <= slack_m) continue;
            inspection.problem(place, "void_outside",
                               {format::shown(storey.id), shown_point(corner)});
            break;
        }
    }
}

void rooms_apart(Inspection& inspection) {
    const auto& rooms = inspection.scenario().rooms;
    // A point in the middle of one room that also lies well within another.
    constexpr double well_within_m = 0.1;
    for (std::size_t a = 0; a < rooms.size(); ++a) {
        const Vec2 middle = point_within(rooms[a].polygon);
        for (std::size_t b = 0; b < rooms.size(); ++b) {
            if (a == b || rooms[a].storey != rooms[b].storey) continue;
            if (distance_to_polygon(rooms[b].polygon, middle) > -well_within_m) continue;
            // Told once for a pair that lie in each other.
            const bool mutual =
                distance_to_polygon(rooms[a].polygon, point_within(rooms[b].polygon)) <
                -well_within_m;
            if (mutual && b < a) continue;
            inspection.problem(
                rooms[a].place, "rooms_overlap",
                {format::shown(rooms[a].id), format::shown(rooms[b].id), shown_point(middle)});
        }
    }
}

}  // namespace

void outlines(Inspection& inspection) {
    const Scenario& s = inspection.scenario();
    for (const Storey& storey : s.storeys) {
        if (simple(inspection, below(storey.place, "outline"), storey.outline)) {
            voids(inspection, storey);
        }
    }
    if (s.site) simple(inspection, below(s.site->place, "ground"), s.site->ground);
    for (const AssemblyPoint& point : s.assembly_points) {
        if (!simple(inspection, below(point.place, "region"), point.region)) continue;
        const bool on_ground =
            s.site && std::all_of(point.region.begin(), point.region.end(), [&](Vec2 corner) {
                return distance_to_polygon(s.site->ground, corner) <= 0.01;
            });
        if (!on_ground) {
            inspection.problem(point.place, "assembly_off_site", {format::shown(point.id)});
        }
    }
    bool all_simple = true;
    for (const Room& room : s.rooms) {
        all_simple &= simple(inspection, below(room.place, "polygon"), room.polygon);
    }
    for (const Stair& stair : s.stairs) {
        for (std::size_t l = 0; l < stair.landings.size(); ++l) {
            simple(inspection, below(stair.place, "landings/" + std::to_string(l) + "/polygon"),
                   stair.landings[l].polygon);
        }
    }
    for (const OccupantGroup& group : s.occupants) {
        if (!group.region.empty()) simple(inspection, below(group.place, "region"), group.region);
    }
    if (all_simple) rooms_apart(inspection);
}

}  // namespace firedrill::check
