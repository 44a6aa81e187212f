// A stair joins two floors when its parts touch in order:
//
//                            flight 1 ______ upper floor (z = elevation of to_storey)
//          landing ________/
//     ____/ flight 0
//     lower floor (z = elevation of from_storey)

#include <cmath>
#include <glm/geometric.hpp>

#include "building/check/inspection.hpp"

namespace firedrill::check {

namespace {

using format::shown;

constexpr double touch_m = 0.15;    // in plan
constexpr double step_m = 0.05;     // in height
constexpr double headroom_m = 1.9;  // a flight with less of it runs into the slab above

// A landing at this height that the point touches.
bool on_landing(const Stair& stair, Vec2 at, double z) {
    for (const Landing& landing : stair.landings) {
        if (std::abs(landing.z - z) <= step_m &&
            distance_to_polygon(landing.polygon, at) <= touch_m)
            return true;
    }
    return false;
}

// The stair's end meets the floor of `storey`, itself or by a landing at that height.
void end_on_floor(Inspection& inspection, const Stair& stair, const Storey& storey, Vec2 at,
                  Vec2 outwards, double z, const char* key) {
    const bool landing = on_landing(stair, at, z);
    const bool level = std::abs(z - storey.elevation) <= step_m;
    constexpr double beyond_m = 0.25;
    const bool floor = on_floor(storey, at + beyond_m * outwards, touch_m);
    if (!level || (!floor && !landing)) {
        inspection.problem(stair.place, key,
                           {shown(stair.id), shown_point(at), shown_m(z), shown(storey.id),
                            shown_m(storey.elevation)},
                           level ? "stair_no_floor" : "stair_wrong_height");
    }
}

void parts_touch(Inspection& inspection, const Stair& stair) {
    for (std::size_t i = 1; i < stair.flights.size(); ++i) {
        const Flight &below = stair.flights[i - 1], &above = stair.flights[i];
        const bool direct = glm::distance(below.end, above.start) <= touch_m &&
                            std::abs(below.z_end - above.z_start) <= step_m;
        const bool by_landing = std::abs(below.z_end - above.z_start) <= step_m &&
                                on_landing(stair, below.end, below.z_end) &&
                                on_landing(stair, above.start, above.z_start);
        if (!direct && !by_landing) {
            inspection.problem(stair.place, "stair_broken",
                               {shown(stair.id), std::to_string(i - 1), shown_point(below.end),
                                shown_m(below.z_end), std::to_string(i), shown_point(above.start),
                                shown_m(above.z_start)});
        }
    }
}

void room_above(Inspection& inspection, const Stair& stair, const Storey& upper) {
    for (const Flight& flight : stair.flights) {
        constexpr int samples = 12;
        for (int i = 0; i <= samples; ++i) {
            const double t = static_cast<double>(i) / samples;
            const double z = flight.z_start + t * (flight.z_end - flight.z_start);
            const Vec2 at = flight.start + t * (flight.end - flight.start);
            const bool near_slab = z > upper.elevation - headroom_m && z < upper.elevation - step_m;
            if (near_slab && on_floor(upper, at, -touch_m)) {
                inspection.problem(stair.place, "stair_into_slab",
                                   {shown(stair.id), shown_point(at), shown_m(z), shown(upper.id)});
                return;
            }
        }
    }
}

}  // namespace

void stairs(Inspection& inspection) {
    const Building& b = inspection.building;
    for (const Stair& stair : inspection.scenario().stairs) {
        const StoreyIndex from = b.storey(stair.from_storey), to = b.storey(stair.to_storey);
        if (!from || !to || stair.flights.empty()) continue;
        const Storey& lower = inspection.scenario().storeys[from.at()];
        const Storey& upper = inspection.scenario().storeys[to.at()];
        if (upper.elevation <= lower.elevation) {
            inspection.problem(stair.place, "stair_upside_down", {shown(stair.id)});
            continue;
        }
        bool flights_sound = true;
        for (const Flight& flight : stair.flights) {
            if (glm::distance(flight.start, flight.end) < 0.1 || flight.z_end < flight.z_start) {
                inspection.problem(stair.place, "flight_no_length", {shown(stair.id)});
                flights_sound = false;
            }
        }
        if (!flights_sound) continue;
        const Flight &first = stair.flights.front(), &last = stair.flights.back();
        end_on_floor(inspection, stair, lower, first.start, glm::normalize(first.start - first.end),
                     first.z_start, "stair_foot");
        end_on_floor(inspection, stair, upper, last.end, glm::normalize(last.end - last.start),
                     last.z_end, "stair_head");
        parts_touch(inspection, stair);
        room_above(inspection, stair, upper);
    }
}

}  // namespace firedrill::check
