#include "record/floor_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

namespace firedrill::record {

const char* const floor_plan_style = R"css(
.plan{width:100%;height:auto;background:#fff;border:1px solid #d8dde5;border-radius:6px;margin-bottom:6px}
.room{fill:#fbfbf8}.way{fill:#eef3f8}.wall{stroke:#39424f}.door{stroke:#d9a441}.window{stroke:#8cc4e8}.exit{stroke:#1e9d4f;stroke-width:3}
.extinguisher{fill:#d2281e}.track{fill:none;stroke:#2b63c6;stroke-width:2;stroke-opacity:.75}.good{fill:#1e7d3c}.bad{fill:#c33126}
.number{fill:#fff;font-size:10px;text-anchor:middle;font-weight:700}.name{fill:#5b6575;text-anchor:middle}
)css";

const char* const floor_plan_arrow =
    "<svg width='0' height='0'><defs><marker id='arrow' markerWidth='6' "
    "markerHeight='6' refX='3' refY='3' orient='auto'>"
    "<path d='M0,0L6,3L0,6z' fill='#1e9d4f'/></marker></defs></svg>";

namespace {

// Plan coordinates to picture: y points down there.
struct Paper {
    Vec2 low{0, 0};
    double top = 0, scale = 1;
    Vec2 at(Vec2 p) const { return {(p.x - low.x) * scale, (top - p.y) * scale}; }
};

std::string points(const Paper& paper, const Polygon& polygon) {
    std::string text;
    for (const Vec2 p : polygon) {
        const Vec2 q = paper.at(p);
        text += fmt::format("{:.1f},{:.1f} ", q.x, q.y);
    }
    return text;
}

void rooms(std::string& svg, const Paper& paper, const Building& building,
           const std::string& storey) {
    for (const Room& room : building.scenario.rooms) {
        if (room.storey != storey) continue;
        const bool way = room.use == "corridor" || room.use == "stair" || room.use == "hall";
        svg += fmt::format("<polygon class='{}' points='{}'/>", way ? "way" : "room",
                           points(paper, room.polygon));
    }
}

void names(std::string& svg, const Paper& paper, const Building& building,
           const std::string& storey, Language language) {
    for (const Room& room : building.scenario.rooms) {
        if (room.storey != storey) continue;
        Vec2 low{1e9, 1e9}, high{-1e9, -1e9};
        for (const Vec2 p : room.polygon) low = glm::min(low, p), high = glm::max(high, p);
        const std::string& name = room.name.in(language);
        const Vec2 q = paper.at(0.5 * (low + high));
        const double width_px = (high.x - low.x) * paper.scale;
        // Wide glyphs take about an em, Latin ones half of it.
        const double ems = language == Language::zh ? static_cast<double>(name.size()) / 3.0
                                                    : static_cast<double>(name.size()) * 0.52;
        const double size = std::min(11.0, 0.92 * width_px / std::max(1.0, ems));
        if (size >= 5)
            svg +=
                fmt::format("<text x='{:.1f}' y='{:.1f}' font-size='{:.1f}' class='name'>{}</text>",
                            q.x, q.y + size / 3, size, html_escaped(name));
    }
}

void walls(std::string& svg, const Paper& paper, const Building& building, StoreyIndex storey) {
    for (const WallSegment& wall : building.walls) {
        if (wall.storey != storey) continue;
        const Vec2 a = paper.at(wall.a), b = paper.at(wall.b);
        svg += fmt::format(
            "<line class='wall' x1='{:.1f}' y1='{:.1f}' x2='{:.1f}' y2='{:.1f}' "
            "stroke-width='{:.1f}'/>",
            a.x, a.y, b.x, b.y, std::max(1.5, wall.thickness * paper.scale));
    }
    for (std::size_t o = 0; o < building.openings.size(); ++o) {
        const OpeningPlace& place = building.openings[o];
        if (place.storey != storey) continue;
        const Vec2 a = paper.at(place.centre - 0.5 * place.width * place.along),
                   b = paper.at(place.centre + 0.5 * place.width * place.along);
        const bool window = building.scenario.openings[o].kind == OpeningKind::window;
        svg += fmt::format(
            "<line class='{}' x1='{:.1f}' y1='{:.1f}' x2='{:.1f}' y2='{:.1f}' "
            "stroke-width='{:.1f}'/>",
            window ? "window" : "door", a.x, a.y, b.x, b.y,
            std::max(2.0, place.thickness * paper.scale));
    }
}

}  // namespace

std::string html_escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string floor_plan_svg(const Building& building, StoreyIndex storey,
                           const std::vector<TrackPoint>& track, const std::vector<PlanMark>& marks,
                           Language language, const std::vector<PlanTint>& tints) {
    const Storey& floor = building.scenario.storeys[storey.at()];
    Vec2 low{1e9, 1e9}, high{-1e9, -1e9};
    const auto include = [&](Vec2 p) { low = glm::min(low, p), high = glm::max(high, p); };
    for (const Vec2 p : floor.outline) include(p);
    const auto on_floor = [&](Vec3 p) {
        constexpr double below_m = 0.15;  // feet on the topmost steps belong to the floor
        return p.z > floor.elevation - below_m && p.z < floor.elevation + floor.height;
    };
    for (const PlanMark& mark : marks) {
        if (on_floor(mark.place)) include({mark.place.x, mark.place.y});
    }
    for (const TrackPoint& p : track) {
        if (on_floor(p.feet)) include({p.feet.x, p.feet.y});
    }
    for (const PlanTint& tint : tints) {
        include(tint.low), include(tint.high);
    }
    for (const OpeningIndex exit : building.exit_openings) {
        // Room for the arrow's head, which reaches further out than the margin.
        const OpeningPlace& place = building.openings[exit.at()];
        if (place.storey == storey && !tints.empty())
            include(place.centre + (place.room_front ? -0.5 : 0.5) * place.normal);
    }
    low -= Vec2{1, 1};
    high += Vec2{1, 1};
    Paper paper{low, high.y, 960.0 / std::max(1.0, high.x - low.x)};
    const double height = (high.y - low.y) * paper.scale;
    std::string svg = fmt::format(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 960 {:.0f}' class='plan'>", height);
    rooms(svg, paper, building, floor.id);
    for (const PlanTint& tint : tints) {
        const Vec2 a = paper.at({tint.low.x, tint.high.y}), b = paper.at({tint.high.x, tint.low.y});
        svg += fmt::format(
            "<rect x='{:.1f}' y='{:.1f}' width='{:.1f}' height='{:.1f}' fill='{}' "
            "shape-rendering='crispEdges'/>",
            a.x, a.y, b.x - a.x, b.y - a.y, tint.colour);
    }
    names(svg, paper, building, floor.id, language);
    walls(svg, paper, building, storey);
    for (const OpeningIndex exit : building.exit_openings) {
        const OpeningPlace& place = building.openings[exit.at()];
        if (place.storey != storey) continue;
        const Vec2 out = place.room_front ? -place.normal : place.normal;
        const Vec2 a = paper.at(place.centre - 0.4 * out), b = paper.at(place.centre + 0.9 * out);
        svg += fmt::format(
            "<line class='exit' x1='{:.1f}' y1='{:.1f}' x2='{:.1f}' y2='{:.1f}' "
            "marker-end='url(#arrow)'/>",
            a.x, a.y, b.x, b.y);
    }
    for (const Fixture& fixture : building.scenario.fixtures) {
        if (fixture.kind != FixtureKind::extinguisher || fixture.storey != floor.id) continue;
        const Vec2 q = paper.at(fixture.at);
        svg +=
            fmt::format("<rect class='extinguisher' x='{:.1f}' y='{:.1f}' width='6' height='6'/>",
                        q.x - 3, q.y - 3);
    }
    // The way, in pieces where it leaves the storey.
    std::string piece;
    const auto flush = [&] {
        if (!piece.empty()) svg += "<polyline class='track' points='" + piece + "'/>";
        piece.clear();
    };
    for (const TrackPoint& p : track) {
        if (!on_floor(p.feet)) {
            flush();
            continue;
        }
        const Vec2 q = paper.at({p.feet.x, p.feet.y});
        piece += fmt::format("{:.1f},{:.1f} ", q.x, q.y);
    }
    flush();
    std::vector<Vec2> taken;
    for (const PlanMark& mark : marks) {
        if (!on_floor(mark.place)) continue;
        Vec2 q = paper.at({mark.place.x, mark.place.y});
        // Marks at one place stand beside each other.
        while (std::any_of(taken.begin(), taken.end(),
                           [&](Vec2 t) { return glm::distance(t, q) < 17; }))
            q.x += 17;
        taken.push_back(q);
        svg += fmt::format(
            "<circle class='{}' cx='{:.1f}' cy='{:.1f}' r='8'/><text class='number' x='{:.1f}' "
            "y='{:.1f}'>{}</text>",
            mark.good ? "good" : "bad", q.x, q.y, q.x, q.y + 3.5, mark.number);
    }
    return svg + "</svg>";
}

}  // namespace firedrill::record
