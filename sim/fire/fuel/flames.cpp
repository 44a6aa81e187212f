// What a source's flames take from the gas and give to it.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "fire/fuel/burning.hpp"
#include "fire/fuel/curve.hpp"

namespace firedrill {
namespace {

constexpr double feedback_lag_s = 10;  // fuel still comes for about so long when flames shrink
constexpr double equivalence_lag_s = 1;
constexpr double least_burning = 0.02;  // share of a fire below which it counts as out
constexpr double densest_w_m2 = 0.5e6;  // a young fire burns a part of the item only
constexpr double hotter_when_burning_k = 100;
constexpr double gas_jet_m = 0.1;              // foot of a jet from a valve
constexpr double oxygen_share_per_step = 0.5;  // of a cell's oxygen that one step may take

}  // namespace

// Oxygen fraction and temperature of the air that feeds a flame: the cells around its foot.
double Burning::surrounding_oxygen(const FireSource& source, const Flow& flow,
                                   double& kelvin) const {
    const Layout& l = flow.layout();
    const Grid& g = flow.grid();
    const Vec3 p = (source.base - g.origin) / g.h;
    const int i0 = static_cast<int>(std::floor(p.x - 0.5 * source.size.x / g.h)) - 1;
    const int i1 = static_cast<int>(std::ceil(p.x + 0.5 * source.size.x / g.h));
    const int j0 = static_cast<int>(std::floor(p.y - 0.5 * source.size.y / g.h)) - 1;
    const int j1 = static_cast<int>(std::ceil(p.y + 0.5 * source.size.y / g.h));
    const int k0 = std::max(static_cast<int>(std::floor(p.z)), 0);
    const Int3 c = g.cell_of(source.base + Vec3(0, 0, 0.25 * g.h));
    const std::int32_t zone = flow.zones().zone_at(l.at(c.x, c.y, c.z));
    double oxygen = 0, heat = 0, n = 0;
    for (int k = k0; k < std::min(k0 + 3, l.nz); ++k)
        for (int j = std::max(j0, 0); j <= std::min(j1, l.ny - 1); ++j)
            for (int i = std::max(i0, 0); i <= std::min(i1, l.nx - 1); ++i) {
                if (i != i0 && i != i1 && j != j0 && j != j1) continue;
                const std::ptrdiff_t e = l.at(i, j, k);
                if (flow.fluid()[static_cast<std::size_t>(e)] == 0) continue;
                if (flow.zones().zone_at(e) != zone) continue;
                oxygen += oxygen_fraction(
                    flow.density(e), static_cast<double>(flow.fields().scalar[oxygen_used][e]));
                heat += flow.temperature(e);
                n += 1;
            }
    kelvin = n > 0 ? heat / n : flow.ambient_temperature();
    return n > 0 ? oxygen / n : ambient_oxygen;
}

// A fire that hardly burns for a second is out; embers and hot oil may come back.
bool Burning::keeps_burning(std::size_t s, double time_s, double dt,
                            std::vector<FireEvent>& events) {
    Item& item = items_[s];
    const bool starved = item.oxygen < least_burning;
    item.out_for_s = left_by_agents(s) < out_share || starved ? item.out_for_s + dt : 0.0;
    if (item.out_for_s <= (starved ? 5.0 : 1.0)) return true;
    item.starved = starved;
    put_out(s, BurnState::extinguished, time_s, events);
    return false;
}

void Burning::burn(std::size_t s, double time_s, double dt, const Flow& flow,
                   std::vector<FireEvent>& events) {
    FireSource& source = sources_[s];
    Item& item = items_[s];
    const std::span<Patch> patches = patches_of(item);

    // The curves go on as fast as the fire burns: what a thing releases in all is what it holds.
    const double effect = item.nature == Nature::gas ? 1.0 : left_by_agents(s) * item.oxygen;
    const double ends_s = burning_time_s(item.curve);
    item.full_kw = 0;
    bool left = false;
    for (Patch& patch : patches) {
        if (!patch.lit) continue;
        patch.progress_s += dt * effect;
        if (patch.progress_s >= ends_s) {
            patch.lit = false;
            patch.burnt = true;
            continue;
        }
        left = true;
        item.full_kw += heat_release_kw(item.curve, patch.progress_s);
    }
    if (!left) {
        // Linings and shelves may have parts that fire has not reached yet.
        const bool whole = std::all_of(patches.begin(), patches.end(),
                                       [](const Patch& patch) { return patch.burnt; });
        put_out(s, whole ? BurnState::burnt_out : BurnState::extinguished, time_s, events);
        return;
    }
    double kelvin = 0;
    const double oxygen = surrounding_oxygen(source, flow, kelvin);
    const double fed = burnt_share(oxygen, kelvin);
    item.oxygen += (fed - item.oxygen) * std::min(1.0, dt / feedback_lag_s);

    // What the heat of the flames drives out, or a valve lets out, and what of it the air can burn.
    const double factor =
        item.nature == Nature::battery
            ? advance_battery(item.battery, time_s, dt, item.surface.ambient_k,
                              item.agents.evaporated_kg - item.evaporated_before_kg, seed_, s)
            : (item.nature != Nature::oil && item.agents.flare_s > 0 ? flare_factor : 1.0);
    const double strength = left_by_agents(s);
    const double thrown_w =
        item.nature == Nature::oil ? burn_thrown_oil(item.oil, item.fuel.heat_j_kg, dt) : 0.0;
    const double full_w = 1000 * item.full_kw * factor;
    const double driven_w =
        (item.nature == Nature::gas ? full_w : full_w * strength * item.oxygen) + thrown_w;
    const double burning_w =
        (item.nature == Nature::gas ? full_w * strength * fed
                                    : full_w * strength * std::min(item.oxygen, fed)) +
        thrown_w * fed;
    // Oil in the air no longer burns in the pan.
    if (thrown_w > 0 && full_w > 0) patches.front().progress_s += dt * thrown_w / full_w;
    item.evaporated_before_kg = item.agents.evaporated_kg;
    agents_act(s, dt);
    if (item.nature == Nature::oil)
        advance_oil(item.oil,
                    item.overheats_s >= 0 && time_s >= item.overheats_s ? item.heater_w : 0, true,
                    item.agents.blanket, kelvin, dt);
    if (!keeps_burning(s, time_s, dt, events)) return;

    double burned_w = 0, top = source.base.z;
    Vec3 centre{0, 0, 0}, radiant{0, 0, 0};
    Vec2 low{1e30, 1e30}, high{-1e30, -1e30};
    double lowest = 1e30;
    const double all_kw = std::max(item.full_kw, 1e-9);
    for (std::int32_t c = 0; c < item.columns; ++c) {
        double kw = 0;
        const Patch* foot = nullptr;
        for (const Patch& patch : patches) {
            if (!patch.lit || patch.column != c) continue;
            kw += heat_release_kw(item.curve, patch.progress_s);
            if (foot == nullptr || patch.centre.z < foot->centre.z) foot = &patch;
        }
        if (foot == nullptr) continue;
        const double share = kw / all_kw, wanted_w = burning_w * share;
        Flame flame;
        flame.source = static_cast<std::int32_t>(s);
        flame.of_lining = item.nature == Nature::lining;
        const Vec2 size(2 * foot->half.x, 2 * foot->half.y);
        const double area = std::max(size.x * size.y, 1e-4);
        const double diameter = std::sqrt(4 / std::numbers::pi * area);
        if (flame.of_lining) {
            flame.base = foot->centre - Vec3(0, 0, foot->half.z);
            flame.half = {foot->half.x, foot->half.y};
            const double width = std::max(size.x, size.y);
            flame.height_m = wall_flame_height_m(wanted_w / 1000 / width);
        } else {
            // A young fire burns a part of the item only.
            const double used = std::clamp(std::sqrt(wanted_w / densest_w_m2 / area), 0.0, 1.0);
            flame.base = item.patches == 1 ? source.base : foot->centre;
            const bool jet = item.nature == Nature::gas && !source.is_burner;
            flame.half = source.is_burner ? 0.5 * size
                         : jet            ? Vec2(0.5 * gas_jet_m, 0.5 * gas_jet_m)
                               : 0.5 * Vec2(std::max(size.x * used, std::min(0.2, size.x)),
                                            std::max(size.y * used, std::min(0.2, size.y)));
            flame.height_m =
                flame_height_m(wanted_w / 1000, source.is_burner ? diameter
                                                : jet            ? gas_jet_m
                                                                 : diameter * std::max(used, 0.1));
        }
        double column_w = 0;
        const std::size_t before = flames_.size();
        burn_column(s, flame, driven_w * share, wanted_w, time_s, dt, flow, column_w);
        burned_w += column_w;
        if (flames_.size() == before) continue;
        const Flame& burnt = flames_.back();
        top = std::max(top, burnt.base.z + burnt.height_m);
        centre += column_w * burnt.base;
        radiant += column_w * (burnt.base + Vec3(0, 0, 0.5 * std::max(burnt.height_m, 0.2)));
        low = {std::min(low.x, burnt.base.x - foot->half.x),
               std::min(low.y, burnt.base.y - foot->half.y)};
        high = {std::max(high.x, burnt.base.x + foot->half.x),
                std::max(high.y, burnt.base.y + foot->half.y)};
        lowest = std::min(lowest, burnt.base.z);
    }
    if (item.patches > 1 && burned_w > 0) {
        centre /= burned_w;
        source.base = {centre.x, centre.y, lowest};
        source.size = high - low;
    }
    source.hrr_kw = burned_w / 1000;
    source.flame_height_m = std::max(0.0, top - source.base.z);
    source.surface_temperature_c = item.surface.ignition_k < 5000
                                       ? item.surface.ignition_k - 273.15 + hotter_when_burning_k
                                       : item.ignition_k - 273.15 + hotter_when_burning_k;
    source.burned_kg += burned_w * dt / item.fuel.heat_j_kg;
    total_hrr_kw_ += source.hrr_kw;
    const double unburnt = driven_w > 0 ? std::max(0.0, 1 - burned_w / driven_w) : 0.0;
    const double phi = std::max(equivalence_of_unburnt(unburnt), 1 - oxygen / ambient_oxygen);
    item.equivalence += (phi - item.equivalence) * std::min(1.0, dt / equivalence_lag_s);
    if (burned_w > 0) radiant_.push_back({radiant / burned_w, burned_w * item.fuel.radiative});
}

// One flame: spreads its heat over cells, takes their oxygen, leaves products, and what the oxygen
// of a cell does not suffice for goes on as fuel gas.
void Burning::burn_column(std::size_t s, Flame flame, double driven_w, double burning_w,
                          double time_s, double dt, const Flow& flow, double& burned_w) {
    const Item& item = items_[s];
    const FuelProperties& fuel = item.fuel;
    const Grid& g = flow.grid();
    const double convective = 1 - fuel.radiative;
    spread_flame(flow, flame.base, 2.0 * flame.half, flame.height_m, burning_w * convective, time_s,
                 flame_, seen_);
    const Products made = products(fuel, item.equivalence);
    const double volume = g.h * g.h * g.h;
    double top = flame.base.z;
    burned_w = 0;
    for (const FlameCell& cell : flame_) {
        if (cells_.size() == cells_.capacity()) break;
        const double available =
            std::max(0.0, oxygen_mass_fraction * flow.density(cell.element) -
                              static_cast<double>(flow.fields().scalar[oxygen_used][cell.element]) -
                              taken_.of(cell.element));
        const double most_w =
            oxygen_share_per_step * available * volume * heat_per_oxygen_j_kg / dt;
        const auto share = static_cast<double>(cell.share);
        const double w = std::min(burning_w * share, most_w);
        const double unburnt_w = std::max(0.0, driven_w * share - w);
        burned_w += w;
        taken_.take(cell.element, w / heat_per_oxygen_j_kg * dt / volume);
        const double burned = w / fuel.heat_j_kg;
        CellSource out;
        out.element = cell.element;
        out.heat_w = static_cast<float>(w * convective);
        out.mass_kg_s[soot] = static_cast<float>(burned * made.soot);
        out.mass_kg_s[oxygen_used] = static_cast<float>(w / heat_per_oxygen_j_kg);
        out.mass_kg_s[carbon_monoxide] = static_cast<float>(burned * made.co);
        out.mass_kg_s[carbon_dioxide] = static_cast<float>(burned * made.co2);
        out.mass_kg_s[hydrogen_cyanide] = static_cast<float>(burned * made.hcn);
        out.mass_kg_s[fuel_gas] = static_cast<float>(unburnt_w / heat_per_oxygen_j_kg);
        cells_.push_back(out);
        top = std::max(top, g.origin.z + (flow.layout().cell(cell.element).z + 1) * g.h);
    }
    const double unburnt_w = std::max(0.0, driven_w - burned_w);
    const double unburnt_kg = unburnt_w / heat_per_oxygen_j_kg * dt;
    if (unburnt_kg > 0) gas_mean_.add(fuel, unburnt_kg, unburnt_w / fuel.heat_j_kg * dt);
    ledger_.fuel_gas_kg += unburnt_kg;
    ledger_.carbon_kg += (burned_w + unburnt_w) / fuel.heat_j_kg * dt * fuel.carbon;
    ledger_.burned_j += burned_w * dt;
    ledger_.radiated_j += burned_w * fuel.radiative * dt;
    ledger_.to_gas_j += burned_w * convective * dt;
    ledger_.oxygen_kg += burned_w / heat_per_oxygen_j_kg * dt;
    if (burned_w <= 0) return;
    flame.height_m = std::max(0.0, std::min(flame.height_m, top - flame.base.z));
    flame.burned_kw = burned_w / 1000;
    flame.radiated_w = burned_w * fuel.radiative;
    if (flames_.size() < flames_.capacity()) flames_.push_back(flame);
}

// Gas goes on streaming out of a valve whose flame is out, until it is shut or empty.
void Burning::leak(std::size_t s, double dt, const Flow& flow) {
    Item& item = items_[s];
    Patch& patch = patches_of(item).front();
    patch.progress_s += dt;
    const double kw = heat_release_kw(item.curve, patch.progress_s);
    if (kw <= 0 || cells_.size() == cells_.capacity()) return;
    const Int3 c = flow.grid().cell_of(sources_[s].base + Vec3(0, 0, 0.5 * flow.grid().h));
    const std::ptrdiff_t e = flow.layout().at(c.x, c.y, c.z);
    if (flow.fluid()[static_cast<std::size_t>(e)] == 0) return;
    const double rate = gas_fire_.release(e, 1000 * kw / heat_per_oxygen_j_kg, dt, flow, cells_);
    const double mass = rate * heat_per_oxygen_j_kg / item.fuel.heat_j_kg * dt;
    gas_mean_.add(item.fuel, rate * dt, mass);
    ledger_.fuel_gas_kg += rate * dt;
    ledger_.carbon_kg += mass * item.fuel.carbon;
}

// Cells of flames: there radiation is already that of the flame.
void Burning::mark_flames() {
    for (const std::int32_t e : masked_) mask_[static_cast<std::size_t>(e)] = 0;
    masked_.clear();
    mark_from(0);
}

void Burning::mark_from(std::size_t first) {
    for (std::size_t c = first; c < cells_.size(); ++c) {
        const CellSource& cell = cells_[c];
        if (cell.heat_w <= 0) continue;
        mask_[static_cast<std::size_t>(cell.element)] = 1;
        masked_.push_back(cell.element);
    }
}

}  // namespace firedrill
