#include "fire/suppression/vents.hpp"

namespace firedrill {

Vents::Vents(const Building& building, const Grid& grid, const CeilingJets& jets) {
    const auto& fixtures = building.scenario.fixtures;
    for (std::size_t f = 0; f < fixtures.size() && f < grid.vent_opening.size(); ++f) {
        const auto* spec = std::get_if<VentSpec>(&fixtures[f].spec);
        if (spec == nullptr || grid.vent_opening[f] < 0) continue;
        Vent vent;
        vent.fixture = static_cast<std::int32_t>(f);
        vent.opening = OpeningIndex(static_cast<std::size_t>(grid.vent_opening[f]));
        vent.at = building.absolute(fixtures[f].storey, fixtures[f].at, fixtures[f].z);
        // The link hangs in the room under a vent whose middle lies in the roof.
        vent.at.z -= 0.5 * grid.h;
        vent.extract_m3_s = spec->extract;
        if (spec->opens_at) vent.opens_c = *spec->opens_at;
        vent.on_detection = spec->on_detection;
        vent.works = spec->works && fixtures[f].works;
        vent.link = {link_rti, 0, jets.start_k(vent.at) - 273.15, 0};
        vents_.push_back(vent);
    }
    opened_.reserve(vents_.size());
}

void Vents::open_by_hand(std::int32_t fixture) {
    for (Vent& vent : vents_)
        if (vent.fixture == fixture) vent.asked = true;
}

void Vents::advance(double time_s, double dt, bool detected, const CeilingJets& jets,
                    const Probe& probe, Grid& grid, Flow& flow, std::vector<FireEvent>& events) {
    opened_.clear();
    for (Vent& vent : vents_) {
        if (vent.open || !vent.works) continue;
        if (vent.opens_c < 1e9) {
            const HeadGas gas = jets.gas(vent.at, probe);
            vent.link.advance(gas.celsius, gas.speed_m_s, dt);
        }
        if (!vent.asked && !(vent.on_detection && detected) && vent.link.celsius() < vent.opens_c)
            continue;
        vent.open = true;
        events.push_back({FireEvent::Kind::vent_opened, time_s, vent.fixture});
        if (vent.extract_m3_s > 0) {
            flow.set_fan(vent.opening, vent.extract_m3_s);
        } else {
            set_opening(grid, vent.opening, 1.0);
            opened_.push_back(vent.opening);
        }
    }
    if (!opened_.empty()) flow.read_shares(opened_);
}

}  // namespace firedrill
