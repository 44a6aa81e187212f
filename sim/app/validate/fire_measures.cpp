#include "app/validate/fire_measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/validate/two_zone.hpp"
#include "fire/detection/ceiling_jet.hpp"

namespace firedrill::validate {
namespace {

constexpr double ambient_k = 293.15, gravity_m_s2 = 9.81;

// McCaffrey 1979, centre line of a fire's plume.
struct Plume {
    double rise_k = 0, speed_m_s = 0;
};
Plume mccaffrey(double z_scaled, double heat_kw) {
    const double kappa = z_scaled < 0.2 ? 1.9 : 1.1, eta = z_scaled < 0.2 ? 0.0 : -1.0 / 3.0;
    const double c = kappa / (0.9 * std::sqrt(2 * gravity_m_s2));
    return {c * c * std::pow(z_scaled, 2 * eta - 1) * ambient_k,
            kappa * std::pow(z_scaled, eta) * std::pow(heat_kw, 0.2)};
}

double side_of(const FireCase& test) {  // of the burner [m], as the scenario files have it
    return test.hrr_kw <= 60 ? 0.3 : (test.hrr_kw <= 200 ? 0.5 : 0.9);
}

}  // namespace

ProfileLayers janssens_tran(const std::vector<std::pair<double, double>>& profile,
                            double ceiling_m) {
    ProfileLayers layers;
    if (profile.empty()) return layers;
    const auto at = [&](double z) {
        if (z <= profile.front().first) return profile.front().second;
        for (std::size_t i = 1; i < profile.size(); ++i)
            if (z <= profile[i].first) {
                const auto& [z0, t0] = profile[i - 1];
                const auto& [z1, t1] = profile[i];
                return t0 + (t1 - t0) * (z - z0) / (z1 - z0);
            }
        return profile.back().second;
    };
    constexpr int parts = 1000;
    double sum = 0, inverse = 0, low = 1e30;
    for (const auto& [z, t] : profile) low = std::min(low, t + 273.15);
    const double dz = ceiling_m / parts;
    for (int n = 0; n < parts; ++n) {
        const double kelvin = at((n + 0.5) * dz) + 273.15;
        sum += kelvin * dz;
        inverse += dz / kelvin;
    }
    layers.lower_c = low - 273.15;
    const double bottom = sum + inverse * low * low - 2 * low * ceiling_m;
    layers.interface_m =
        bottom > 1e-4 * low * ceiling_m
            ? std::clamp(low * (sum * inverse - ceiling_m * ceiling_m) / bottom, 0.0, ceiling_m)
            : ceiling_m;
    double upper = 0, depth = 0;
    for (int n = 0; n < parts; ++n) {
        const double z = (n + 0.5) * dz;
        if (z < layers.interface_m) continue;
        upper += at(z) * dz;
        depth += dz;
    }
    layers.upper_c = depth > 0 ? upper / depth : at(ceiling_m);
    return layers;
}

double neutral_plane(const std::vector<std::pair<double, double>>& velocity) {
    for (std::size_t i = 1; i < velocity.size(); ++i) {
        const auto& [z0, v0] = velocity[i - 1];
        const auto& [z1, v1] = velocity[i];
        if (v0 < 0 && v1 >= 0) return z0 + (z1 - z0) * -v0 / (v1 - v0);
    }
    return std::nan("");
}

std::vector<Comparison> compare(const FireCase& test, const FireRecord& record) {
    std::vector<Comparison> pairs;
    const auto add = [&](FireQuantity quantity, double measured, double predicted) {
        pairs.push_back({quantity, &test, measured, predicted});
    };
    switch (test.group) {
        case FireGroup::steckler: {
            const StecklerTest& lab = *test.steckler;
            constexpr double ceiling_m = 2.13;
            const ProfileLayers layers = janssens_tran(record.rake("tree_"), ceiling_m);
            add(FireQuantity::upper_rise, lab.upper_c - lab.ambient_c,
                layers.upper_c - lab.ambient_c);
            add(FireQuantity::lower_rise, lab.lower_c - lab.ambient_c,
                layers.lower_c - lab.ambient_c);
            add(FireQuantity::interface_height, lab.interface_m, layers.interface_m);
            add(FireQuantity::layer_depth, ceiling_m - lab.interface_m,
                ceiling_m - layers.interface_m);
            const auto door = record.rake("door_");
            add(FireQuantity::neutral_plane, lab.neutral_plane_m, neutral_plane(door));
            double fastest_out = 0, fastest_in = 0;
            for (const auto& [z, v] : door) {
                fastest_out = std::max(fastest_out, v);
                fastest_in = std::min(fastest_in, v);
            }
            add(FireQuantity::door_out, lab.v_out_m_s, fastest_out);
            add(FireQuantity::door_in, -lab.v_in_m_s, -fastest_in);
            break;
        }
        case FireGroup::room: {
            // FDS 6 on cells of 10 cm, after 100 s.
            constexpr double fds_rise_k = 103, fds_out_kg_s = 0.89;
            const ProfileLayers layers = janssens_tran(record.rake("tree_"), 3.0);
            const bool hollow = test.id.find("partition") != std::string::npos;
            add(hollow ? FireQuantity::partition_room_rise : FireQuantity::room_rise, fds_rise_k,
                layers.upper_c - record.ambient_c);
            add(hollow ? FireQuantity::partition_room_outflow : FireQuantity::room_outflow,
                fds_out_kg_s, record.of("out"));
            break;
        }
        case FireGroup::plume: {
            constexpr double scaled[] = {0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0};
            for (int n = 0; n < 9; ++n) {
                const Plume plume = mccaffrey(scaled[n], test.hrr_kw);
                add(FireQuantity::plume_temperature, plume.rise_k,
                    record.of(fmt::format("t_{}", n)) - record.ambient_c);
                add(FireQuantity::plume_velocity, plume.speed_m_s,
                    record.of(fmt::format("w_{}", n)));
            }
            // Heskestad 1983; D of the circle of the burner's area.
            const double diameter = side_of(test) * 1.1284;
            add(FireQuantity::flame_height, 0.235 * std::pow(test.hrr_kw, 0.4) - 1.02 * diameter,
                record.flame_height_m);
            break;
        }
        case FireGroup::ceiling_jet: {
            constexpr double height_m = 3;
            for (const int r_cm : {0, 30, 75, 120, 180, 240}) {
                double rise = 0, speed = 0;
                for (const int z_cm : {275, 285, 295}) {
                    rise = std::max(
                        rise, record.of(fmt::format("t_{:03d}_{}", r_cm, z_cm)) - record.ambient_c);
                    speed = std::max(speed, record.of(fmt::format("u_{:03d}_{}", r_cm, z_cm)));
                }
                const double r_m = 0.01 * r_cm;
                const CeilingJet jet = alpert_jet(test.hrr_kw, height_m, r_m);
                add(FireQuantity::jet_temperature, jet.rise_k, rise);
                // On the axis the jet has no speed along the ceiling.
                if (r_cm >= 75) add(FireQuantity::jet_velocity, jet.speed_m_s, speed);
            }
            break;
        }
        case FireGroup::filling: {
            TwoZoneRoom room;
            room.heat_kw = test.hrr_kw;
            const bool vented = test.id.find("vented") != std::string::npos;
            if (!vented) {
                room.door_width_m = 2.0;
                room.door_height_m = 0.2;
            }
            // Of both the means over the same five seconds.
            const auto states = two_zones(room, test.until_s, record.bin_s);
            room.law = PlumeLaw::zukoski;
            const auto far_states = two_zones(room, test.until_s, record.bin_s);
            for (const double at_s : {20.0, 30.0, 45.0, 60.0, 90.0, 120.0, 180.0}) {
                const auto bin = static_cast<std::size_t>(at_s / record.bin_s) - 1;
                if (bin >= record.bins.size() || bin >= states.size()) continue;
                const ProfileLayers layers =
                    janssens_tran(record.rake("tree_", static_cast<int>(bin)), room.height_m);
                const double rise_k = layers.upper_c - record.ambient_c;
                add(FireQuantity::filling_interface, states[bin].interface_m, layers.interface_m);
                add(FireQuantity::filling_depth, room.height_m - states[bin].interface_m,
                    room.height_m - layers.interface_m);
                add(FireQuantity::filling_temperature, states[bin].upper_k - ambient_k, rise_k);
                add(FireQuantity::far_plume_interface, far_states[bin].interface_m,
                    layers.interface_m);
                add(FireQuantity::far_plume_temperature, far_states[bin].upper_k - ambient_k,
                    rise_k);
            }
            break;
        }
    }
    return pairs;
}

}  // namespace firedrill::validate
