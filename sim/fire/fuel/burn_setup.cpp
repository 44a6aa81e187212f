// The sources of a building's fire: burners, things that can burn, burning linings.
#include <algorithm>
#include <cmath>
#include <glm/common.hpp>

#include "base/paths.hpp"
#include "base/random.hpp"
#include "fire/fuel/burning.hpp"
#include "fire/fuel/curve.hpp"
#include "fire/fuel/lining.hpp"

namespace firedrill {
namespace {

constexpr double scatter = 0.1;  // of critical fluxes, relative, uniform
constexpr double never_w_m2 = 1e30;
constexpr std::size_t most_cells = 4 * most_flame_cells + GasFire::most_cells;  // in one step
// Of a pan that does not say how much energy it holds.
constexpr double oil_depth_m = 0.05, oil_kg_m3 = 900;
constexpr double least_oil_kg = 0.5;

FuelIndex fuel_index(const Building& building, const std::string& id) {
    for (std::size_t f = 0; f < building.fuels.size(); ++f)
        if (building.fuels[f].id == id) return FuelIndex(f);
    return {};
}

FuelProperties properties_of(const Building& building, FuelIndex index) {
    return index ? fuel_properties(building.fuels[index.at()]) : FuelProperties{};
}

Nature nature_of(FireClass fire_class) {
    switch (fire_class) {
        case FireClass::C:
            return Nature::gas;
        case FireClass::F:
            return Nature::oil;
        case FireClass::battery:
            return Nature::battery;
        default:
            return Nature::solid;
    }
}

// Bays side by side along the thing's own x axis, shelves above each other; bay by bay is a column.
std::vector<Patch> bays_of(const Thing& thing, const Item& item, int bays, int shelves) {
    std::vector<Patch> patches;
    const double c = std::cos(thing.rotation_rad), s = std::sin(thing.rotation_rad);
    const double wide = thing.size.x / bays, tall = thing.size.z / shelves;
    for (int z = 0; z < shelves; ++z)
        for (int x = 0; x < bays; ++x) {
            Patch patch;
            const double off = (x + 0.5) * wide - 0.5 * thing.size.x;
            patch.centre =
                item.centre + Vec3(c * off, s * off, (z + 0.5) * tall - 0.5 * thing.size.z);
            patch.half = {0.5 * (std::abs(c) * wide + std::abs(s) * thing.size.y),
                          0.5 * (std::abs(s) * wide + std::abs(c) * thing.size.y), 0.5 * tall};
            patch.column = x;
            patches.push_back(patch);
        }
    return patches;
}

}  // namespace

Burning::Burning(const Building& building, const Flow& flow, const FireSettings& settings,
                 std::uint64_t seed)
    : agents_(load_agent_properties(asset("agents.json").string())),
      hot_(flow),
      gas_fire_(flow),
      taken_(static_cast<std::size_t>(flow.layout().size), 4 * most_cells),
      radiation_(settings.radiation_to_items),
      grid_(&flow.grid()),
      outdoor_k_(flow.ambient_temperature()),
      indoor_k_(building.scenario.weather.indoor_temperature + 273.15),
      seed_(seed) {
    add_burners(building);
    add_things(building);
    add_linings(building, flow.grid().h);
    cells_.reserve(most_cells);
    std::size_t columns = 1;
    for (const Item& item : items_) columns += static_cast<std::size_t>(item.columns);
    flames_.reserve(columns);
    radiant_.reserve(sources_.size() + GasFire::most_flames);
    flame_.reserve(most_flame_cells);
    seen_.assign(static_cast<std::size_t>(flow.layout().nx) * flow.layout().ny, 0);
    mask_.assign(static_cast<std::size_t>(flow.layout().size), 0);
    masked_.reserve(cells_.capacity());
}

// What stands in a room is as warm as that at first.
double Burning::start_k(const Patch& patch) const {
    const Vec3 beside =
        patch.centre + (patch.normal != Vec3(0, 0, 0) ? grid_->h * patch.normal
                                                      : Vec3(0, 0, patch.half.z + 0.5 * grid_->h));
    const bool indoors = room_at(*grid_, patch.centre) >= 0 || room_at(*grid_, beside) >= 0;
    return indoors ? indoor_k_ : outdoor_k_;
}

void Burning::add(FireSource source, Item item, std::span<const Patch> patches,
                  std::uint64_t seed) {
    RandomStream random(seed, 0x46495245U + sources_.size());
    item.ignition_flux_w_m2 *= random.uniform(1 - scatter, 1 + scatter);
    const double ambient_k = start_k(patches.front());
    item.surface.ambient_k = ambient_k;
    item.surface.ignition_k = item.ignition_flux_w_m2 < 1e20
                                  ? ignition_surface_k(item.ignition_flux_w_m2, ambient_k)
                                  : 1e9;
    item.battery.core_k = item.oil.kelvin = ambient_k;
    item.first_patch = static_cast<std::int32_t>(patches_.size());
    item.patches = static_cast<std::int32_t>(patches.size());
    for (Patch patch : patches) {
        patch.surface.surface_k = ambient_k;
        patches_.push_back(patch);
    }
    by_id_.emplace(source.id, static_cast<std::int32_t>(sources_.size()));
    source.surface_temperature_c = item.agents.surface_c = ambient_k - 273.15;
    source.fire_class = item.fire_class;
    sources_.push_back(std::move(source));
    items_.push_back(std::move(item));
}

void Burning::add_burners(const Building& building) {
    const Scenario& scenario = building.scenario;
    for (std::size_t b = 0; b < scenario.burners.size(); ++b) {
        const Burner& burner = scenario.burners[b];
        FireSource source;
        source.id = burner.id;
        source.is_burner = true;
        source.index = static_cast<std::int32_t>(b);
        source.fuel = fuel_index(building, burner.fuel);
        source.base = building.absolute(burner.storey, burner.at, burner.height);
        source.size = burner.size;
        Item item;
        item.curve = burner.hrr;
        item.fuel = properties_of(building, source.fuel);
        item.fire_class = FireClass::C;
        item.nature = Nature::gas;
        item.start_s = burner.start;
        item.ignition_flux_w_m2 = never_w_m2;
        item.centre = source.base - Vec3(0, 0, 0.05);
        item.half = {0.5 * burner.size.x, 0.5 * burner.size.y, 0.05};
        Patch patch;
        patch.centre = item.centre;
        patch.half = item.half;
        add(std::move(source), std::move(item), {&patch, 1}, seed_);
    }
}

void Burning::add_things(const Building& building) {
    for (std::size_t t = 0; t < building.things.size(); ++t) {
        const Thing& thing = building.things[t];
        if (thing.item < 0) continue;
        const ItemType& type = building.items[static_cast<std::size_t>(thing.item)];
        if (!type.burnable) continue;
        const Burnable& burnable = *type.burnable;
        FireSource source;
        source.id = thing.id;
        source.index = static_cast<std::int32_t>(t);
        source.fuel = fuel_index(building, burnable.fuel);
        // The box turned about z, as an upright one of the same reach.
        const double c = std::abs(std::cos(thing.rotation_rad)),
                     s = std::abs(std::sin(thing.rotation_rad));
        Item item;
        item.half = {0.5 * (c * thing.size.x + s * thing.size.y),
                     0.5 * (s * thing.size.x + c * thing.size.y), 0.5 * thing.size.z};
        item.centre = thing.centre;
        source.size = {2 * item.half.x, 2 * item.half.y};
        // Flames stand on top of what fills its cells, and half way up of what does not.
        source.base = thing.centre + Vec3(0, 0, type.blocks_flow ? item.half.z : 0.0);
        item.fuel = properties_of(building, source.fuel);
        item.fire_class = burnable.fire_class;
        item.nature = nature_of(burnable.fire_class);
        item.start_s = thing.ignite_s.value_or(-1);
        item.ignition_flux_w_m2 = burnable.ignition_flux * 1000;
        item.ignition_k = burnable.ignition_temperature + 273.15;
        item.reignites = burnable.reignites;
        item.surface.thin = burnable.thin_kj_m2_k.has_value();
        item.surface.capacity = 1000 * burnable.thin_kj_m2_k.value_or(1);
        item.surface.inertia = 1e6 * burnable.thermal_inertia;
        std::vector<Patch> patches =
            bays_of(thing, item, std::max(1, burnable.bays), std::max(1, burnable.shelves));
        item.columns = std::max(1, burnable.bays);
        const HrrCurve whole = burnable.energy_mj
                                   ? with_energy(burnable.hrr, 1000 * *burnable.energy_mj)
                                   : burnable.hrr;
        item.curve = share_of(whole, 1.0 / static_cast<double>(patches.size()));
        item.overheats_s = thing.overheats_s.value_or(-1);
        item.heater_w = 1000 * burnable.heater_kw;
        item.oil.area_m2 = source.size.x * source.size.y;
        const double energy = energy_kj(whole);
        item.oil.oil_kg = std::max(least_oil_kg, std::isfinite(energy)
                                                     ? 1000 * energy / item.fuel.heat_j_kg
                                                     : oil_depth_m * oil_kg_m3 * item.oil.area_m2);
        add(std::move(source), std::move(item), patches, seed_);
    }
}

void Burning::add_linings(const Building& building, double cell_m) {
    for (const LiningSurface& surface : lining_surfaces(building, cell_m)) {
        const Lining& lining = *building.materials[surface.material].lining;
        FireSource source;
        source.id = surface.id;
        source.fuel = fuel_index(building, lining.fuel);
        Item item;
        item.nature = Nature::lining;
        item.fuel = properties_of(building, source.fuel);
        item.ignition_flux_w_m2 = 1000 * lining.ignition_flux;
        item.surface.inertia = 1e6 * lining.thermal_inertia;
        item.creep_w2_m3 = 1e6 * lining.creep_kw2_m3;
        item.columns = surface.columns;
        std::vector<Patch> patches;
        Vec3 low = surface.tiles.front().centre, high = low;
        for (const LiningTile& tile : surface.tiles) {
            Patch patch;
            patch.centre = tile.centre;
            patch.half = tile.half;
            patch.normal = tile.normal;
            patch.column = tile.column;
            std::copy_n(tile.beside, 3, patch.beside);
            patches.push_back(patch);
            low = glm::min(low, tile.centre - tile.half);
            high = glm::max(high, tile.centre + tile.half);
        }
        item.centre = 0.5 * (low + high);
        item.half = 0.5 * (high - low);
        source.base = {item.centre.x, item.centre.y, low.z};
        source.size = {2 * item.half.x, 2 * item.half.y};
        // Tiles of one surface are alike up to rounding: one curve for their mean area.
        double area = 0;
        for (const LiningTile& tile : surface.tiles) area += tile.area_m2;
        item.curve = lining_curve(lining, area / static_cast<double>(surface.tiles.size()));
        add(std::move(source), std::move(item), patches, seed_);
    }
}

}  // namespace firedrill
