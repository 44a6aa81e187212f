// Openings that overlap, exits that lead nowhere, doors into nothing.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "building/check/inspection.hpp"

namespace firedrill::check {

namespace {

using format::shown;

void overlaps(Inspection& inspection) {
    const auto& list = inspection.building.openings;
    const auto& said = inspection.scenario().openings;
    constexpr double slack_m = 0.005;
    for (std::size_t i = 0; i < list.size(); ++i) {
        for (std::size_t j = i + 1; j < list.size(); ++j) {
            const OpeningPlace &a = list[i], &b = list[j];
            if (!a.wall || !b.wall || a.storey != b.storey) continue;
            if (std::abs(cross(a.along, b.along)) > 0.05) continue;
            const Vec2 off = b.centre - a.centre;
            if (std::abs(glm::dot(off, a.normal)) > (a.thickness + b.thickness) / 2) continue;
            const double beside = (a.width + b.width) / 2 - std::abs(glm::dot(off, a.along));
            const double above = std::min(a.z1, b.z1) - std::max(a.z0, b.z0);
            if (beside > slack_m && above > slack_m) {
                inspection.problem(
                    said[j].place, "openings_overlap",
                    {shown(said[j].id), shown(said[i].id), shown_m(beside), said[i].place.str()});
            }
        }
    }
}

void sides(Inspection& inspection) {
    const Building& b = inspection.building;
    for (std::size_t o = 0; o < b.openings.size(); ++o) {
        const OpeningPlace& place = b.openings[o];
        const Opening& opening = inspection.scenario().openings[o];
        if (!place.wall) continue;
        const Storey& storey = inspection.scenario().storeys[place.storey.at()];
        const double step = place.thickness / 2 + 0.1;
        for (const double side : {1.0, -1.0}) {
            const RoomIndex room = side > 0 ? place.room_front : place.room_back;
            const Vec2 there = place.centre + side * step * place.normal;
            // Well within the outline there should be a room; else the side counts as outdoors.
            constexpr double well_within_m = 0.3;
            if (!room && distance_to_polygon(storey.outline, there) < -well_within_m &&
                on_floor(storey, there)) {
                inspection.problem(opening.place, "opening_no_room",
                                   {shown(opening.id), shown_point(there)});
            }
        }
        const bool leads_nowhere = !place.room_front && !place.room_back;
        if (leads_nowhere && opening.kind == OpeningKind::door) {
            inspection.problem(opening.place, "door_between_nothing", {shown(opening.id)});
        }
    }
}

void exits_lead_out(Inspection& inspection) {
    const Building& b = inspection.building;
    for (std::size_t e = 0; e < b.exit_openings.size(); ++e) {
        const Exit& exit = inspection.scenario().exits[e];
        const OpeningIndex opening = b.exit_openings[e];
        if (!opening || !b.openings[opening.at()].wall) continue;  // told already
        const OpeningPlace& place = b.openings[opening.at()];
        const Opening& said = inspection.scenario().openings[opening.at()];
        if (said.kind == OpeningKind::window) {
            inspection.problem(exit.place, "exit_is_window", {shown(exit.id), shown(said.id)});
        }
        if (!place.outdoors()) {
            const auto& rooms = inspection.scenario().rooms;
            inspection.problem(
                exit.place, "exit_not_outdoors",
                {shown(exit.id), shown(said.id), shown(rooms[place.room_front.at()].id),
                 shown(rooms[place.room_back.at()].id)});
            continue;
        }
        const double step = place.thickness / 2 + 0.3;
        const Vec2 out = place.centre + (place.room_front ? -step : step) * place.normal;
        const Storey& storey = inspection.scenario().storeys[place.storey.at()];
        if (!on_site(inspection.scenario(), storey, out)) {
            inspection.problem(exit.place, "exit_no_ground", {shown(exit.id), shown_point(out)});
        }
    }
}

}  // namespace

void openings(Inspection& inspection) {
    overlaps(inspection);
    sides(inspection);
    exits_lead_out(inspection);
}

}  // namespace firedrill::check
