#include "fire/devices.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace firedrill {
namespace {

constexpr double farthest_visibility_m = 30;  // beyond, smoke does not matter
constexpr double visible_sign = 3;            // S = 3/K for reflecting signs (Jin)

Vec3 direction_of(const Device& device) {
    if (device.axis_name == "up") return {0, 0, 1};
    const double angle = device.axis * std::numbers::pi / 180;
    return {std::cos(angle), std::sin(angle), 0};
}

// +1 where out means along the opening's normal: to the outdoors, or away from the room the device
// stands in.
double out_sign(const Building& building, const Device& device, const OpeningPlace& place) {
    if (!place.room_front) return 1;
    if (!place.room_back) return -1;
    const StoreyIndex storey = building.storey(device.storey);
    return storey && building.room_at(storey, device.at) == place.room_front ? -1 : 1;
}

}  // namespace

void read_devices(const Building& building, const Fire& fire, const Flow& gas, const Probe& probe,
                  const Burning& burning, std::span<double> values) {
    const auto& devices = building.scenario.devices;
    for (std::size_t d = 0; d < devices.size() && d < values.size(); ++d) {
        const Device& device = devices[d];
        const auto at = [&] { return building.absolute(device.storey, device.at, device.z); };
        const auto floor = [&] { return building.absolute(device.storey, device.at, 0); };
        switch (device.quantity) {
            case Quantity::temperature:
                values[d] = probe.kelvin(at()) - 273.15;
                break;
            case Quantity::layer_temperature:
                values[d] = probe.layers(floor()).upper_k - 273.15;
                break;
            case Quantity::lower_layer_temperature:
                values[d] = probe.layers(floor()).lower_k - 273.15;
                break;
            case Quantity::layer_height:
                values[d] = probe.layers(floor()).interface_m;
                break;
            case Quantity::velocity: {
                const Vec3 v = probe.gas(at()).velocity, n = direction_of(device);
                values[d] = v.x * n.x + v.y * n.y + v.z * n.z;
                break;
            }
            case Quantity::pressure:
                values[d] = probe.pressure_pa(at());
                break;
            case Quantity::mass_flow_out:
            case Quantity::mass_flow_in:
            case Quantity::volume_flow: {
                const Entity entity = building.find(device.opening);
                if (entity.kind != EntityKind::opening) break;
                const OpeningPlace& place =
                    building.openings[static_cast<std::size_t>(entity.index)];
                const double sign = out_sign(building, device, place);
                const Probe::OpeningFlow flow =
                    probe.through(static_cast<std::size_t>(entity.index), place.normal);
                const double out = sign > 0 ? flow.mass_to_front : flow.mass_to_back;
                const double in = sign > 0 ? flow.mass_to_back : flow.mass_to_front;
                values[d] = device.quantity == Quantity::mass_flow_out  ? out
                            : device.quantity == Quantity::mass_flow_in ? in
                                                                        : sign * flow.volume;
                break;
            }
            case Quantity::visibility: {
                const double k = fire.sample(at()).extinction_1_m;
                values[d] = std::min(farthest_visibility_m, visible_sign / std::max(k, 1e-9));
                break;
            }
            case Quantity::soot_density:
                values[d] = fire.sample(at()).soot_kg_m3;
                break;
            case Quantity::oxygen:
                values[d] = fire.sample(at()).oxygen;
                break;
            case Quantity::carbon_dioxide:
                values[d] = fire.sample(at()).carbon_dioxide;
                break;
            case Quantity::carbon_monoxide:
                values[d] = fire.sample(at()).carbon_monoxide;
                break;
            case Quantity::heat_flux:
                values[d] = burning.flux_onto(at(), direction_of(device), gas) / 1000;
                break;
            case Quantity::hrr:
            case Quantity::burned_mass: {
                double hrr = 0, mass = 0;
                const std::int32_t one =
                    device.burner.empty() ? -1 : burning.source_of(device.burner);
                for (std::size_t s = 0; s < burning.sources().size(); ++s) {
                    if (one >= 0 && static_cast<std::int32_t>(s) != one) continue;
                    hrr += burning.sources()[s].hrr_kw;
                    mass += burning.sources()[s].burned_kg;
                }
                // All of it counts what burns between the sources, too.
                if (one < 0) hrr = burning.total_hrr_kw();
                values[d] = device.quantity == Quantity::hrr ? hrr : mass;
                break;
            }
            case Quantity::people_through:
            case Quantity::density:
                break;
        }
    }
}

}  // namespace firedrill
