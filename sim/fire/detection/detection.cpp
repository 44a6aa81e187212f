#include "fire/detection/detection.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill {
namespace {

constexpr double entry_length_m = 1.8;    // of smoke detectors (Heskestad 1977), about
constexpr double least_entry_m_s = 0.15;  // below, smoke still enters by diffusion and draught
constexpr double panes_every_s = 1.0;
constexpr double spray_radius_m = 2.0;
constexpr double spray_depth_m = 3.0;
// Share of a sprinkler's water that evaporates in hot gas, about.
constexpr double evaporated_share = 0.2;
constexpr double water_heat_j_kg = 2.6e6;
constexpr double sprayed_gas_k = 333;  // spray cools gas down to about this
constexpr double spray_time_s = 3;     // in which it does

}  // namespace

Detection::Detection(const Building& building, const Flow& flow) {
    const auto& fixtures = building.scenario.fixtures;
    for (std::size_t f = 0; f < fixtures.size(); ++f) {
        const Fixture& fixture = fixtures[f];
        Head head;
        head.fixture = static_cast<std::int32_t>(f);
        head.at = building.absolute(fixture.storey, fixture.at, fixture.z);
        head.dead = !fixture.works;
        if (const auto* detector = std::get_if<DetectorSpec>(&fixture.spec)) {
            head.smoke = detector->senses == DetectorSpec::Kind::smoke;
            head.threshold = detector->threshold;
            head.rti = detector->rti;
            head.dead = head.dead || detector->dead || detector->capped;
        } else if (const auto* sprinkler = std::get_if<SprinklerSpec>(&fixture.spec)) {
            head.sprinkler = true;
            head.threshold = sprinkler->activation;
            head.rti = sprinkler->rti;
            head.flow_kg_s =
                sprinkler->valve_shut ? 0.0 : sprinkler->flow * (sprinkler->obstructed ? 0.3 : 1.0);
        } else {
            continue;
        }
        head.level = head.smoke ? 0 : flow.ambient_temperature() - 273.15;
        heads_.push_back(head);
    }
    const auto& openings = building.scenario.openings;
    const Grid& g = flow.grid();
    const Layout& l = flow.layout();
    for (std::size_t o = 0; o < openings.size() && o < g.opening_faces.size(); ++o) {
        if (!openings[o].breaks_at) continue;
        Pane pane;
        pane.opening = OpeningIndex(o);
        pane.breaks_k = *openings[o].breaks_at + 273.15;
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
        panes_.push_back(std::move(pane));
    }
}

void Detection::advance(double time_s, double dt, const Building& building, const Flow& flow,
                        const Probe& probe, std::vector<FireEvent>& events,
                        std::vector<OpeningIndex>& broken) {
    (void)building;
    for (Head& head : heads_) {
        if (head.active || head.dead) continue;
        const Probe::Gas gas = probe.gas(head.at);
        const double speed =
            std::sqrt(gas.velocity.x * gas.velocity.x + gas.velocity.y * gas.velocity.y +
                      gas.velocity.z * gas.velocity.z);
        if (head.smoke) {
            const double extinction = extinction_m2_kg * gas.mass[soot];
            const double obscuration = 100 * (1 - std::exp(-extinction));
            const double lag = entry_length_m / std::max(speed, least_entry_m_s);
            head.level += (obscuration - head.level) * (1 - std::exp(-dt / lag));
        } else {
            const double rate = std::sqrt(std::max(speed, 0.1)) / std::max(head.rti, 1.0);
            head.level += (gas.kelvin - 273.15 - head.level) * (1 - std::exp(-rate * dt));
        }
        if (head.level < head.threshold) continue;
        head.active = true;
        events.push_back({head.sprinkler ? FireEvent::Kind::sprinkler : FireEvent::Kind::detector,
                          time_s, head.fixture});
    }
    since_panes_s_ += dt;
    if (since_panes_s_ < panes_every_s - 1e-9) return;
    since_panes_s_ = 0;
    for (Pane& pane : panes_) {
        if (pane.broken || pane.cells.empty()) continue;
        double hottest[2] = {0, 0};
        for (std::size_t c = 0; c < pane.cells.size(); ++c)
            hottest[c % 2] += flow.temperature(pane.cells[c]);
        const double mean =
            std::max(hottest[0], hottest[1]) / (0.5 * static_cast<double>(pane.cells.size()));
        if (mean < pane.breaks_k) continue;
        pane.broken = true;
        broken.push_back(pane.opening);
        events.push_back({FireEvent::Kind::window_broken, time_s, pane.opening.value});
    }
}

void Detection::spray(double dt, const Flow& flow, Burning& burning,
                      std::vector<CellSource>& cooling) {
    const Grid& g = flow.grid();
    const Layout& l = flow.layout();
    const double volume = g.h * g.h * g.h;
    for (const Head& head : heads_) {
        if (!head.active || head.flow_kg_s <= 0) continue;
        burning.spray(head.at, spray_radius_m, head.flow_kg_s * dt);
        const Vec3 p = (head.at - g.origin) / g.h;
        const double r = spray_radius_m / g.h;
        const int k1 = std::min(static_cast<int>(p.z), l.nz - 1);
        const std::size_t first = cooling.size();
        double sum = 0;
        const Int3 c = g.cell_of(head.at);
        const std::int32_t zone = flow.zones().zone_at(l.at(c.x, c.y, c.z));
        for (int k = std::max(0, k1 - static_cast<int>(spray_depth_m / g.h)); k <= k1; ++k)
            for (int j = std::max(0, static_cast<int>(p.y - r));
                 j <= std::min(l.ny - 1, static_cast<int>(p.y + r)); ++j)
                for (int i = std::max(0, static_cast<int>(p.x - r));
                     i <= std::min(l.nx - 1, static_cast<int>(p.x + r)); ++i) {
                    const double dx = i + 0.5 - p.x, dy = j + 0.5 - p.y;
                    if (dx * dx + dy * dy > r * r || cooling.size() >= most_spray_cells) continue;
                    const std::ptrdiff_t e = l.at(i, j, k);
                    if (flow.fluid()[static_cast<std::size_t>(e)] == 0) continue;
                    if (flow.zones().zone_at(e) != zone) continue;
                    const double kelvin = flow.temperature(e);
                    if (kelvin <= sprayed_gas_k) continue;
                    const double heat =
                        flow.density(e) * volume * 1005 * (kelvin - sprayed_gas_k) / spray_time_s;
                    cooling.push_back(
                        {static_cast<std::int32_t>(e), static_cast<float>(-heat), {}});
                    sum += heat;
                }
        const double most = evaporated_share * head.flow_kg_s * water_heat_j_kg;
        if (sum > most)
            for (std::size_t n = first; n < cooling.size(); ++n)
                cooling[n].heat_w *= static_cast<float>(most / sum);
    }
}

}  // namespace firedrill
