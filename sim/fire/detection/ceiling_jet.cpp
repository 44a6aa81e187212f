#include "fire/detection/ceiling_jet.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill {
namespace {

constexpr double reach = 2;       // in heights: as far as the depth was measured
constexpr double turning = 0.18;  // in heights: the plume itself
constexpr double deepest_share =
    0.12;  // of the height: jets are 5 to 12 % deep (Evans, SFPE Handbook)
constexpr double depth_of_hundredth = 2.15;

}  // namespace

CeilingJet alpert_jet(double heat_kw, double height_m, double r_m) {
    const double r = r_m / height_m;
    return {r <= turning ? 16.9 * std::pow(heat_kw, 2.0 / 3) / std::pow(height_m, 5.0 / 3)
                         : 5.38 * std::pow(heat_kw / r_m, 2.0 / 3) / height_m,
            r <= 0.15 ? 0.96 * std::cbrt(heat_kw / height_m)
                      : 0.195 * std::cbrt(heat_kw) * std::sqrt(height_m) / std::pow(r_m, 5.0 / 6)};
}

double CeilingJets::start_k(Vec3 at) const {
    return room_at(flow_->grid(), at) >= 0 ? indoor_k_ : flow_->ambient_temperature();
}

void CeilingJets::find() {
    plumes_.find(*flow_);
}

CeilingJet CeilingJets::at(Vec3 at, const Probe& probe) const {
    CeilingJet most;
    if (plumes_.strongest().empty()) return most;
    const Grid& grid = flow_->grid();
    if (!grid.contains(at)) return most;
    const std::int16_t room = room_at(grid, at);
    for (const CeilingPlume& plume : plumes_.strongest()) {
        // The grid's ceiling stands up to half a cell away from the building's.
        const double snapped = std::clamp(at.z - plume.top.z, -0.5 * grid.h, 0.5 * grid.h);
        const double below = std::abs(plume.top.z + snapped - at.z);
        const double height = plume.height_m + snapped;
        const double r = std::hypot(plume.top.x - at.x, plume.top.y - at.y);
        if (plume.room != room || r > reach * height) continue;
        double share = below <= deepest_share * height ? 1 : 0;
        if (r > turning * height) {
            const double depth = ceiling_jet_depth_m(height, r) / depth_of_hundredth;
            share = std::exp(-std::pow(below / depth, 2));
        }
        const CeilingJet jet = alpert_jet(plume.heat_kw, height, r);
        const CeilingJet here{share * jet.rise_k, share * jet.speed_m_s};
        if (here.rise_k <= most.rise_k && here.speed_m_s <= most.speed_m_s) continue;
        if (!probe.sees(plume.top - Vec3(0, 0, 0.5 * grid.h), at)) continue;
        most = {std::max(most.rise_k, here.rise_k), std::max(most.speed_m_s, here.speed_m_s)};
    }
    return most;
}

HeadGas CeilingJets::gas(Vec3 at, const Probe& probe) const {
    const Probe::Gas gas = probe.gas(at);
    const CeilingJet jet = this->at(at, probe);
    const double speed = std::hypot(gas.velocity.x, gas.velocity.y, gas.velocity.z);
    return {std::max(gas.kelvin, start_k(at) + jet.rise_k) - 273.15, std::max(speed, jet.speed_m_s),
            gas.mass[soot]};
}

}  // namespace firedrill
