// A room is closed where every piece of its outline runs along a wall or along another room:
//
//        A ───────────wall────────────  gap  ──wall── B        an edge of the room's polygon
//        0                           t0     t1        L        covered spans, the rest is open

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "building/check/inspection.hpp"

namespace firedrill::check {

namespace {

constexpr double smallest_gap_m = 0.05;  // less is a rounded coordinate
constexpr double off_line_m = 0.06;      // how far the outline may lie off a wall's centre line
constexpr double slant = 0.05;           // sine of the angle between outline and wall

struct Span {
    double from, to;
};

// The part of the edge a…b that the line c…d runs along, at most `off` beside it.
void add_span(Vec2 a, Vec2 b, Vec2 c, Vec2 d, double off, double longer, std::vector<Span>& spans) {
    const double length = glm::distance(a, b);
    const Vec2 along = (b - a) / length;
    const double other = glm::distance(c, d);
    if (other < 1e-9 || std::abs(cross(along, (d - c) / other)) > slant) return;
    double from = glm::dot(c - a, along), to = glm::dot(d - a, along);
    double off_from = std::abs(cross(along, c - a)), off_to = std::abs(cross(along, d - a));
    if (from > to) {
        std::swap(from, to);
        std::swap(off_from, off_to);
    }
    // Judged where both run side by side.
    const double low = std::max(from, 0.0), high = std::min(to, length);
    if (high <= low) return;
    const double rate = (off_to - off_from) / std::max(to - from, 1e-9);
    const double at_low = off_from + rate * (low - from), at_high = off_from + rate * (high - from);
    if (std::max(at_low, at_high) > off) return;
    spans.push_back({from - longer, to + longer});
}

std::vector<Span> gaps(std::vector<Span> spans, double length) {
    std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.from < b.from; });
    std::vector<Span> open;
    double reached = 0;
    for (const Span span : spans) {
        if (span.from > reached + smallest_gap_m) open.push_back({reached, span.from});
        reached = std::max(reached, span.to);
    }
    if (length > reached + smallest_gap_m) open.push_back({reached, length});
    for (Span& span : open) span.to = std::min(span.to, length);
    std::erase_if(open, [](Span s) { return s.to - s.from <= smallest_gap_m; });
    return open;
}

void edges_closed(Inspection& inspection, std::size_t r) {
    const Building& b = inspection.building;
    const Room& room = inspection.scenario().rooms[r];
    const StoreyIndex storey = b.storey(room.storey);
    for (std::size_t i = 0; i < room.polygon.size(); ++i) {
        const Vec2 from = room.polygon[i], to = room.polygon[(i + 1) % room.polygon.size()];
        const double length = glm::distance(from, to);
        if (length < smallest_gap_m) continue;
        std::vector<Span> spans;
        for (const WallSegment& wall : b.walls) {
            if (wall.storey != storey) continue;
            // At a corner a wall's body reaches half its thickness beyond its centre line's end.
            add_span(from, to, wall.a, wall.b, wall.thickness / 2 + off_line_m,
                     wall.thickness / 2 + smallest_gap_m, spans);
        }
        for (std::size_t other = 0; other < inspection.scenario().rooms.size(); ++other) {
            const Room& next = inspection.scenario().rooms[other];
            if (other == r || next.storey != room.storey) continue;
            for (std::size_t j = 0; j < next.polygon.size(); ++j) {
                add_span(from, to, next.polygon[j], next.polygon[(j + 1) % next.polygon.size()],
                         off_line_m, smallest_gap_m, spans);
            }
        }
        for (const Span gap : gaps(std::move(spans), length)) {
            const Vec2 along = (to - from) / length;
            inspection.problem(
                room.place, "room_open",
                {format::shown(room.id), shown_m(gap.to - gap.from),
                 shown_point(from + gap.from * along), shown_point(from + gap.to * along)});
        }
    }
}

}  // namespace

void rooms(Inspection& inspection) {
    const auto& all = inspection.scenario().rooms;
    for (std::size_t r = 0; r < all.size(); ++r) {
        if (all[r].polygon.size() >= 3 && !all[r].open_boundary) edges_closed(inspection, r);
    }
}

}  // namespace firedrill::check
