#include "fire/fuel/burning.hpp"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

namespace firedrill {

std::int32_t Burning::source_of(std::string_view id) const {
    const auto found = by_id_.find(std::string(id));
    return found == by_id_.end() ? -1 : found->second;
}

// The lowest part nearest the middle catches first.
bool Burning::ignite(std::int32_t number, double time_s, std::vector<FireEvent>& events) {
    if (number < 0 || number >= static_cast<std::int32_t>(sources_.size())) return false;
    FireSource& source = sources_[number];
    Item& item = items_[number];
    if (source.state == BurnState::burning) return true;
    if (source.state == BurnState::burnt_out || item.shut_off) return false;
    Patch* best = nullptr;
    double least = 1e30;
    for (Patch& patch : patches_of(item)) {
        if (patch.burnt) continue;
        const double far = glm::length(Vec2(patch.centre - item.centre)) + 10 * patch.centre.z;
        if (patch.lit || far < least) {
            best = &patch;
            if (patch.lit) break;  // what burned before burns again
            least = far;
        }
    }
    if (best == nullptr) return false;
    light(source, item, *best, time_s, events);
    return true;
}

// A patch of a source that does not burn catches fire, and what had been alight in it burns again.
void Burning::light(FireSource& source, Item& item, Patch& patch, double time_s,
                    std::vector<FireEvent>& events) {
    const bool again = source.state == BurnState::extinguished;
    source.state = BurnState::burning;
    if (!again) source.ignited_s = time_s;
    patch.lit = true;
    item.out_for_s = 0;
    item.starved = false;
    item.agents.size = again ? std::max(item.agents.size, 0.2) : 1.0;
    item.agents.knocked_down = source.knocked_down = 0;
    item.oxygen = 1;
    if (item.nature == Nature::battery) start_runaway(item.battery);
    if (item.nature == Nature::oil) item.oil.kelvin = std::max(item.oil.kelvin, oil_lights_k);
    events.push_back({again ? FireEvent::Kind::reignited : FireEvent::Kind::ignited, time_s,
                      static_cast<std::int32_t>(&source - sources_.data())});
}

void Burning::put_out(std::size_t s, BurnState state, double time_s,
                      std::vector<FireEvent>& events) {
    FireSource& source = sources_[s];
    Item& item = items_[s];
    source.state = state;
    source.hrr_kw = source.flame_height_m = 0;
    item.out_since_s = time_s;
    item.out_for_s = 0;
    // What burned stays warm.
    for (Patch& patch : patches_of(item)) {
        if (!patch.lit) continue;
        const double rise =
            0.5 * (std::min(item.surface.ignition_k, 900.0) - item.surface.ambient_k);
        patch.surface.surface_k = item.surface.ambient_k + rise;
        patch.surface.rise_k.fill(0);
        std::fill_n(patch.surface.rise_k.begin(), Surface::layers / 2, rise);
        patch.gas_soak_s = patch.crept = 0;
    }
    events.push_back(
        {state == BurnState::burnt_out ? FireEvent::Kind::burnt_out : FireEvent::Kind::extinguished,
         time_s, static_cast<std::int32_t>(s)});
}

void Burning::shut_off(std::int32_t number, double time_s, std::vector<FireEvent>& events) {
    if (number < 0 || number >= static_cast<std::int32_t>(sources_.size())) return;
    items_[number].heater_w = 0;
    // Only what comes through the valve stops; a pan whose heater is off burns on.
    if (items_[number].nature != Nature::gas) return;
    items_[number].shut_off = true;
    if (sources_[number].state == BurnState::burning)
        put_out(static_cast<std::size_t>(number), BurnState::extinguished, time_s, events);
}

double Burning::gas_flux(Vec3 at, Vec3 normal, const Flow& flow) const {
    constexpr double felt_w_m2 = 50;  // a twentieth of the sun's
    return hot_.bound_w_m2(at) < felt_w_m2 ? 0 : flux_from_gas(flow, mask_, at, normal);
}

void Burning::add_state(StateHash& hash) const {
    for (const Patch& patch : patches_) {
        hash.add(patch.surface.rise_k);
        hash.add(patch.surface.surface_k);
        hash.add(patch.progress_s);
        hash.add(patch.gas_soak_s);
        hash.add(patch.crept);
        hash.add(patch.lit);
        hash.add(patch.burnt);
    }
    for (const Item& item : items_) {
        hash.add(item.oxygen);
        hash.add(item.equivalence);
        hash.add(item.battery.core_k);
        hash.add(item.battery.spent);
        hash.add(item.oil.kelvin);
        hash.add(item.oil.oil_kg);
        hash.add(item.agents.size);
        hash.add(item.agents.surface_c);
    }
}

double Burning::flame_flux(Vec3 at, const Vec3* normal, const Flow& flow) const {
    double sum = 0;
    for (const std::span<const Flame> flames :
         {std::span<const Flame>(flames_), gas_fire_.flames()})
        for (const Flame& flame : flames) sum += flux_from_flame(flow, mask_, flame, at, normal);
    return sum;
}

double Burning::flux_onto(Vec3 at, const Flow& flow) const {
    return gas_flux(at, {0, 0, 1}, flow) + flame_flux(at, nullptr, flow);
}

double Burning::flux_onto(Vec3 at, Vec3 normal, const Flow& flow) const {
    return gas_flux(at, normal, flow) + flame_flux(at, &normal, flow);
}

}  // namespace firedrill
