#include "fire/detection/glass.hpp"

#include <algorithm>

namespace firedrill {

double glass_breaks_c(std::string_view material) {
    if (material == "glass") return 360;
    if (material == "double_glass") return 600;
    if (material == "toughened_glass") return 700;
    return 0;
}

bool advance_pane(Pane& pane, double gas_c, double dt) {
    switch (pane.part) {
        case Pane::Part::whole:
            // Cracks do not heal, but what has not fallen stays when the gas cools.
            if (gas_c >= pane.breaks_c) pane.hot_s += dt;
            if (pane.hot_s < falling_s) return false;
            pane.part = Pane::Part::upper_gone;
            return true;
        case Pane::Part::upper_gone:
            if (gas_c >= pane.breaks_c) pane.part_s += dt;
            if (gas_c < pane.falls_c && pane.part_s < rest_falls_s) return false;
            pane.part = Pane::Part::gone;
            return true;
        case Pane::Part::gone:
            break;
    }
    return false;
}

Glass::Glass(const Building& building, const Flow& flow) {
    const auto& openings = building.scenario.openings;
    const Grid& g = flow.grid();
    const Layout& l = flow.layout();
    for (std::size_t o = 0; o < openings.size() && o < g.opening_faces.size(); ++o) {
        const Opening& opening = openings[o];
        const double usual =
            opening.kind == OpeningKind::window
                ? glass_breaks_c(opening.material.empty() ? "glass" : opening.material)
                : 0;
        const double breaks = opening.breaks_at.value_or(usual);
        if (breaks <= 0) continue;
        Pane pane;
        pane.opening = OpeningIndex(o);
        pane.breaks_c = breaks;
        pane.falls_c = breaks + 100;
        int lowest = l.nz, highest = 0;
        for (const OpeningFace& face : g.opening_faces[o]) {
            const Int3 c = l.cell(element_of_face(l, face.axis, face.face));
            lowest = std::min(lowest, c.z);
            highest = std::max(highest, c.z);
        }
        for (const OpeningFace& face : g.opening_faces[o]) {
            const std::ptrdiff_t e = element_of_face(l, face.axis, face.face);
            if (2 * l.cell(e).z < lowest + highest) continue;
            pane.cells.push_back(static_cast<std::int32_t>(e - l.stride(face.axis)));
            pane.cells.push_back(static_cast<std::int32_t>(e));
        }
        if (!pane.cells.empty()) panes_.push_back(std::move(pane));
    }
    falls_.reserve(panes_.size());
}

void Glass::advance(double dt, const Flow& flow) {
    falls_.clear();
    for (Pane& pane : panes_) {
        if (pane.part == Pane::Part::gone) continue;
        double sides[2] = {0, 0};
        for (std::size_t c = 0; c < pane.cells.size(); ++c)
            sides[c % 2] += flow.temperature(pane.cells[c]);
        const double mean =
            std::max(sides[0], sides[1]) / (0.5 * static_cast<double>(pane.cells.size()));
        const bool first = pane.part == Pane::Part::whole;
        if (!advance_pane(pane, mean - 273.15, dt)) continue;
        falls_.push_back({pane.opening, first ? upper_part_share : 1.0, first});
    }
}

}  // namespace firedrill
