#include "fire/fuel/gas_fire.hpp"

#include <algorithm>
#include <cmath>

#include "fire/fuel/flame_column.hpp"
#include "fire/probe.hpp"

namespace firedrill {
namespace {

constexpr double lights_itself_k = 743;  // auto-ignition of propane, 470 C; others lie near it
constexpr double burns_s = 0.5;          // mixing time of a burning cell (own estimate)
constexpr double goes_on_share = 0.2;    // of the lean limit, below which a cell stops burning
constexpr double richest = 3;            // fuel to oxygen: above, nothing lights (propane: 2.5)
constexpr double trace_kg_m3 = 1e-4;     // less is not looked at
constexpr double most_share = 0.3;       // of a cell's gas that one step may burn

}  // namespace

void FuelGasMean::add(const FuelProperties& fuel, double oxygen_kg, double mass_kg) {
    oxygen_ += oxygen_kg;
    mass_ += mass_kg;
    carbon_ += mass_kg * fuel.carbon;
    soot_ += mass_kg * fuel.soot;
    co_ += mass_kg * fuel.co;
    hcn_ += mass_kg * fuel.hcn;
    radiated_ += oxygen_kg * fuel.radiative;
}

double FuelGasMean::carbon() const {
    return oxygen_ > 0 ? carbon_ / oxygen_ : 0;
}

double FuelGasMean::radiative() const {
    return oxygen_ > 0 ? std::clamp(radiated_ / oxygen_, 0.0, 0.6) : 0.3;
}

Products FuelGasMean::burn(double oxygen_kg) {
    Products p;
    if (oxygen_ <= 0) return p;
    const double share = std::min(1.0, oxygen_kg / oxygen_);
    p.soot = share * soot_;
    p.co = share * co_;
    p.hcn = share * hcn_;
    p.co2 = std::max(0.0, share * carbon_ - carbon_in(p)) * molar_co2 / molar_carbon;
    for (double* total : {&oxygen_, &mass_, &carbon_, &soot_, &co_, &hcn_, &radiated_})
        *total *= 1 - share;
    return p;
}

GasFire::GasFire(const Flow& flow)
    : alight_(static_cast<std::size_t>(flow.layout().size), 0),
      in_cloud_(alight_),
      blocks_x_((flow.layout().nx + block - 1) / block),
      blocks_y_((flow.layout().ny + block - 1) / block),
      heat_(static_cast<std::size_t>(blocks_x_ * blocks_y_ *
                                     ((flow.layout().nz + block - 1) / block))) {
    touched_.reserve(heat_.size());
    flames_.reserve(heat_.size());
    cloud_.reserve(most_cells);
    burning_.reserve(most_cells);
    next_.reserve(most_cells);
}

double GasFire::release(std::ptrdiff_t element, double oxygen_kg_s, double dt, const Flow& flow,
                        std::vector<CellSource>& cells) {
    const Layout& l = flow.layout();
    const Fields& f = flow.fields();
    const double volume = std::pow(flow.grid().h, 3);
    double left = oxygen_kg_s;
    cloud_.clear();
    const auto reach = [&](std::ptrdiff_t e) {
        const Int3 c = l.cell(e);
        if (c.x < 0 || c.y < 0 || c.z < 0 || c.x >= l.nx || c.y >= l.ny || c.z >= l.nz) return;
        const auto number = static_cast<std::size_t>(e);
        if (in_cloud_[number] != 0 || flow.fluid()[number] == 0 || cloud_.size() >= most_cells)
            return;
        in_cloud_[number] = 1;
        cloud_.push_back(static_cast<std::int32_t>(e));
    };
    reach(element);
    for (std::size_t n = 0; n < cloud_.size() && left > 0; ++n) {
        const std::ptrdiff_t e = cloud_[n];
        const double air = std::max(0.0, oxygen_mass_fraction * flow.density(e) -
                                             static_cast<double>(f.scalar[oxygen_used][e]));
        const double room = (air - static_cast<double>(f.scalar[fuel_gas][e])) * volume / dt;
        if (room > 0 && cells.size() < cells.capacity()) {
            CellSource out;
            out.element = static_cast<std::int32_t>(e);
            const double taken = std::min(left, room);
            out.mass_kg_s[fuel_gas] = static_cast<float>(taken);
            cells.push_back(out);
            left -= taken;
        }
        if (f.share_z[e] > 0.0f) reach(e - l.sz);
        if (f.share_x[e] > 0.0f) reach(e - 1);
        if (f.share_x[e + 1] > 0.0f) reach(e + 1);
        if (f.share_y[e] > 0.0f) reach(e - l.sy);
        if (f.share_y[e + l.sy] > 0.0f) reach(e + l.sy);
        if (f.share_z[e + l.sz] > 0.0f) reach(e + l.sz);
    }
    for (const std::int32_t e : cloud_) in_cloud_[static_cast<std::size_t>(e)] = 0;
    return oxygen_kg_s - left;
}

std::int32_t GasFire::block_of(Int3 cell) const {
    return cell.x / block + blocks_x_ * (cell.y / block + blocks_y_ * (cell.z / block));
}

void GasFire::gather_flames(const Flow& flow, double radiative) {
    const Grid& g = flow.grid();
    const double h = g.h;
    for (const std::int32_t e : burning_) {
        const Int3 cell = flow.layout().cell(e);
        Heat& heat = heat_[static_cast<std::size_t>(block_of(cell))];
        const Vec3 centre = g.origin + h * Vec3(cell.x + 0.5, cell.y + 0.5, cell.z + 0.5);
        const Vec3 way = centre - heat.moment / heat.w;
        const double m2 = way.x * way.x + way.y * way.y + way.z * way.z;
        if (m2 >= heat.nearest_m2) continue;
        heat.nearest_m2 = m2;
        heat.nearest = centre;
    }
    for (const std::int32_t b : touched_) {
        Heat& heat = heat_[static_cast<std::size_t>(b)];
        Flame flame;
        flame.base = heat.nearest - Vec3(0, 0, 0.5 * h);
        flame.half = {0.5 * h, 0.5 * h};
        flame.height_m = h;
        flame.burned_kw = heat.w / 1000;
        flame.radiated_w = radiative * heat.w;
        flames_.push_back(flame);
        heat = {};
    }
    touched_.clear();
    if (flames_.size() <= most_flames) return;
    std::nth_element(flames_.begin(), flames_.begin() + most_flames, flames_.end(),
                     [](const Flame& a, const Flame& b) { return a.radiated_w > b.radiated_w; });
    flames_.resize(most_flames);
    double kept_w = 0;
    for (const Flame& flame : flames_) kept_w += flame.radiated_w;
    for (Flame& flame : flames_) flame.radiated_w *= radiative * burned_w_ / kept_w;
}

void GasFire::advance(double dt, const Flow& flow, const FlameMask& mask, FuelGasMean& mean,
                      OxygenTaken& taken, std::vector<CellSource>& cells) {
    const Layout& l = flow.layout();
    const Grid& g = flow.grid();
    const Fields& f = flow.fields();
    const double volume = g.h * g.h * g.h;
    burned_w_ = radiated_w_ = oxygen_kg_ = 0;
    made_ = {};
    flames_.clear();
    next_.clear();
    const std::size_t first = cells.size();
    const double radiative = mean.radiative();
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j < l.ny; ++j) {
            if (f.holds[fuel_gas][static_cast<std::size_t>(l.row_number(j, k))] == 0) continue;
            for (int i = 0; i < l.nx; ++i) {
                const std::ptrdiff_t e = l.at(i, j, k);
                const auto gas = static_cast<double>(f.scalar[fuel_gas][e]);
                if (gas < trace_kg_m3 || next_.size() >= most_cells ||
                    cells.size() == cells.capacity())
                    continue;
                const double density = flow.density(e), kelvin = flow.temperature(e);
                const double used = static_cast<double>(f.scalar[oxygen_used][e]) + taken.of(e);
                const double air = std::max(0.0, oxygen_mass_fraction * density - used);
                const double lean = lean_limit_kg_m3(kelvin);
                const bool was = alight_[static_cast<std::size_t>(e)] != 0;
                if (gas < (was ? goes_on_share * lean : lean)) continue;
                if (!was && gas > richest * air) continue;
                const double share = burnt_share(oxygen_fraction(density, used), kelvin);
                if (share <= 0) continue;
                if (!was && kelvin < lights_itself_k) {
                    // Lit by a flame in this cell, or by a burning neighbour across an open face.
                    const auto hot = [&](std::ptrdiff_t other) {
                        const auto o = static_cast<std::size_t>(other);
                        return alight_[o] != 0 || mask[o] != 0;
                    };
                    if (mask[static_cast<std::size_t>(e)] == 0 &&
                        !(f.share_x[e] > 0.0f && hot(e - 1)) &&
                        !(f.share_x[e + 1] > 0.0f && hot(e + 1)) &&
                        !(f.share_y[e] > 0.0f && hot(e - l.sy)) &&
                        !(f.share_y[e + l.sy] > 0.0f && hot(e + l.sy)) &&
                        !(f.share_z[e] > 0.0f && hot(e - l.sz)) &&
                        !(f.share_z[e + l.sz] > 0.0f && hot(e + l.sz)))
                        continue;
                }
                const double rate =
                    std::min({share * std::min(gas, air) / burns_s, most_share * gas / dt,
                              densest_flame_w_m3 / heat_per_oxygen_j_kg});
                next_.push_back(static_cast<std::int32_t>(e));
                const double w = rate * volume * heat_per_oxygen_j_kg;
                CellSource out;
                out.element = static_cast<std::int32_t>(e);
                out.heat_w = static_cast<float>(w * (1 - radiative));
                out.mass_kg_s[oxygen_used] = static_cast<float>(rate * volume);
                out.mass_kg_s[fuel_gas] = static_cast<float>(-rate * volume);
                cells.push_back(out);
                taken.take(e, rate * dt);
                burned_w_ += w;
                const std::int32_t b = block_of({i, j, k});
                Heat& heat = heat_[static_cast<std::size_t>(b)];
                if (heat.w == 0) touched_.push_back(b);
                heat.w += w;
                heat.moment += w * (g.origin + g.h * Vec3(i + 0.5, j + 0.5, k + 0.5));
            }
        }
    for (const std::int32_t e : burning_) alight_[static_cast<std::size_t>(e)] = 0;
    for (const std::int32_t e : next_) alight_[static_cast<std::size_t>(e)] = 1;
    burning_.swap(next_);
    if (burned_w_ <= 0) return;
    radiated_w_ = radiative * burned_w_;
    gather_flames(flow, radiative);
    oxygen_kg_ = burned_w_ * dt / heat_per_oxygen_j_kg;
    made_ = mean.burn(oxygen_kg_);
    const double per_oxygen = 1 / oxygen_kg_;
    for (std::size_t c = first; c < cells.size(); ++c) {
        const auto rate = static_cast<double>(cells[c].mass_kg_s[oxygen_used]) * per_oxygen;
        cells[c].mass_kg_s[soot] = static_cast<float>(rate * made_.soot);
        cells[c].mass_kg_s[carbon_monoxide] = static_cast<float>(rate * made_.co);
        cells[c].mass_kg_s[carbon_dioxide] = static_cast<float>(rate * made_.co2);
        cells[c].mass_kg_s[hydrogen_cyanide] = static_cast<float>(rate * made_.hcn);
    }
}

}  // namespace firedrill
