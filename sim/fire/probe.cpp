#include "fire/probe.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill {
namespace {

constexpr double soot_density = 1800;   // of the solid [kg/m3]
constexpr double planck_c2 = 0.014388;  // [m K]
constexpr double soot_constant = 5.0;   // C0, 4 to 7
// Absorption of the combustion gases per oxygen used: 1 1/m where all of the air's is.
constexpr double gas_absorption_m2_kg = 1.0 / 0.27;

}  // namespace

double absorption_1_m(double soot_kg_m3, double oxygen_used_kg_m3, double kelvin) {
    const double volume_fraction = soot_kg_m3 / soot_density;
    return 3.72 * soot_constant / planck_c2 * volume_fraction * kelvin +
           gas_absorption_m2_kg * oxygen_used_kg_m3;
}

std::int16_t room_at(const Grid& grid, Vec3 at) {
    if (!grid.contains(at)) return -1;
    const Int3 c = grid.cell_of(at);
    return grid.room[grid.cell(c.x, c.y, c.z)];
}

double oxygen_fraction(double density, double oxygen_used_kg_m3) {
    const double mass = oxygen_mass_fraction - oxygen_used_kg_m3 / std::max(density, 1e-3);
    return std::clamp(mass, 0.0, 1.0) * (ambient_oxygen / oxygen_mass_fraction);
}

Probe::Probe(const Flow& flow) : flow_(&flow) {}

Probe::Gas Probe::gas(Vec3 at) const {
    const Flow& flow = *flow_;
    const Grid& g = flow.grid();
    const Layout& l = flow.layout();
    const Fields& f = flow.fields();
    Gas result;
    result.kelvin = flow.ambient_temperature();
    result.density = flow.ambient_density();
    if (!g.contains(at)) return result;
    const Vec3 p = (at - g.origin) / g.h;
    const Int3 c{std::clamp(static_cast<int>(std::floor(p.x)), 0, l.nx - 1),
                 std::clamp(static_cast<int>(std::floor(p.y)), 0, l.ny - 1),
                 std::clamp(static_cast<int>(std::floor(p.z)), 0, l.nz - 1)};
    const std::ptrdiff_t here = l.at(c.x, c.y, c.z);
    // The neighbour on the nearer side of each axis takes part where the face to it is open.
    std::ptrdiff_t step[3];
    double weight[3];
    const int cell[3] = {c.x, c.y, c.z}, cells[3] = {l.nx, l.ny, l.nz};
    const double place[3] = {p.x, p.y, p.z};
    const FieldArray* const share[3] = {&f.share_x, &f.share_y, &f.share_z};
    const auto open = [&](int axis, std::ptrdiff_t from, bool up) {
        const std::ptrdiff_t stride = axis == 0 ? 1 : (axis == 1 ? l.sy : l.sz);
        return (*share[axis])[up ? from + stride : from] >= seen_through_share;
    };
    bool up[3];
    for (int a = 0; a < 3; ++a) {
        const double offset = place[a] - cell[a] - 0.5;
        up[a] = offset > 0;
        const int other = cell[a] + (up[a] ? 1 : -1);
        const std::ptrdiff_t stride = a == 0 ? 1 : (a == 1 ? l.sy : l.sz);
        step[a] = up[a] ? stride : -stride;
        weight[a] = other >= 0 && other < cells[a] && open(a, here, up[a]) ? std::abs(offset) : 0.0;
    }
    double total = 0, density = 0, kelvin = 0;
    std::array<double, scalar_count> mass{};
    for (int corner = 0; corner < 8; ++corner) {
        double w = 1;
        std::ptrdiff_t e = here;
        bool reached = true;
        for (int a = 0; a < 3; ++a) {
            if ((corner >> a & 1) == 0) {
                w *= 1 - weight[a];
                continue;
            }
            w *= weight[a];
            if (w == 0 || !open(a, e, up[a])) {
                reached = false;
                break;
            }
            e += step[a];
        }
        if (!reached || w == 0) continue;
        total += w;
        density += w * flow.density(e);
        kelvin += w * flow.temperature(e);
        for (int s = soot; s < scalar_count; ++s)
            mass[s] += w * static_cast<double>(f.scalar[s][e]);
    }
    result.density = density / total;
    result.kelvin = kelvin / total;
    for (int s = soot; s < scalar_count; ++s) result.mass[s] = mass[s] / total;
    // A partly open face has its flow at a higher speed in its open part.
    const auto speed = [](const FieldArray& flow_field, const FieldArray& shares,
                          std::ptrdiff_t e) {
        const double part = static_cast<double>(shares[e]);
        return part > 0 ? static_cast<double>(flow_field[e]) / part : 0.0;
    };
    const auto mean = [&](const FieldArray& flow_field, int axis, std::ptrdiff_t stride,
                          double along) {
        return (1 - along) * speed(flow_field, *share[axis], here) +
               along * speed(flow_field, *share[axis], here + stride);
    };
    result.velocity = {mean(f.u, 0, 1, p.x - c.x), mean(f.v, 1, l.sy, p.y - c.y),
                       mean(f.w, 2, l.sz, p.z - c.z)};
    return result;
}

double Probe::kelvin(Vec3 at) const {
    return gas(at).kelvin;
}

double Probe::pressure_pa(Vec3 at) const {
    const Grid& g = flow_->grid();
    if (!g.contains(at)) return 0;
    const Int3 c = g.cell_of(at);
    const std::ptrdiff_t e = flow_->layout().at(c.x, c.y, c.z);
    return flow_->zones().pressure_at(e) +
           static_cast<double>(flow_->fields().pressure[e]) * flow_->ambient_density() * g.h;
}

namespace {

// Walks from cell to cell along the line (Amanatides & Woo 1987), up to the first face that stops
// it: `stops(axis, element)`, of the face on the low side of that element. False where one does.
template <class Stops>
bool walk(const Flow& flow, Vec3 from, Vec3 to, const Stops& stops) {
    const Grid& g = flow.grid();
    const Layout& l = flow.layout();
    if (!g.contains(from) || !g.contains(to)) return true;
    const Int3 c = g.cell_of(from), end = g.cell_of(to);
    const Vec3 a = (from - g.origin) / g.h, d = (to - from) / g.h;
    int at[3] = {c.x, c.y, c.z};
    const int last[3] = {end.x, end.y, end.z};
    double next[3], every[3];
    int step[3];
    const double start[3] = {a.x, a.y, a.z}, along[3] = {d.x, d.y, d.z};
    for (int n = 0; n < 3; ++n) {
        step[n] = along[n] > 0 ? 1 : -1;
        every[n] = along[n] != 0 ? std::abs(1 / along[n]) : 1e30;
        const double edge = along[n] > 0 ? at[n] + 1 - start[n] : start[n] - at[n];
        next[n] = along[n] != 0 ? edge * every[n] : 1e30;
    }
    const int size[3] = {l.nx, l.ny, l.nz};
    const std::ptrdiff_t stride[3] = {step[0], step[1] * l.sy, step[2] * l.sz};
    std::ptrdiff_t e = l.at(at[0], at[1], at[2]);
    for (int guard = 0; guard < l.nx + l.ny + l.nz; ++guard) {
        if (at[0] == last[0] && at[1] == last[1] && at[2] == last[2]) return true;
        const int n = next[0] < next[1] ? (next[0] < next[2] ? 0 : 2) : (next[1] < next[2] ? 1 : 2);
        if (next[n] > 1.0) return true;
        if (stops(n, step[n] > 0 ? e + stride[n] : e)) return false;
        at[n] += step[n];
        if (at[n] < 0 || at[n] >= size[n]) return true;
        e += stride[n];
        next[n] += every[n];
    }
    return true;
}

}  // namespace

bool Probe::sees(Vec3 from, Vec3 to) const {
    const Fields& f = flow_->fields();
    const FieldArray* const share[3] = {&f.share_x, &f.share_y, &f.share_z};
    return walk(*flow_, from, to,
                [&](int axis, std::ptrdiff_t e) { return (*share[axis])[e] < seen_through_share; });
}

bool Probe::no_wall_between(Vec3 from, Vec3 to) const {
    const Grid& g = flow_->grid();
    const Layout& l = flow_->layout();
    return walk(*flow_, from, to, [&](int axis, std::ptrdiff_t e) {
        const Int3 c = l.cell(e);
        const std::size_t face = axis == 0   ? g.face_x(c.x, c.y, c.z)
                                 : axis == 1 ? g.face_y(c.x, c.y, c.z)
                                             : g.face_z(c.x, c.y, c.z);
        const float open = axis == 0 ? g.open_x[face] : axis == 1 ? g.open_y[face] : g.open_z[face];
        const auto material = axis == 0   ? g.material_x[face]
                              : axis == 1 ? g.material_y[face]
                                          : g.material_z[face];
        return material != 0 && open < 0.5f;
    });
}

Probe::Layers Probe::layers(Vec3 floor) const {
    const Flow& flow = *flow_;
    const Grid& g = flow.grid();
    const Layout& l = flow.layout();
    Layers result;
    result.upper_k = result.lower_k = flow.ambient_temperature();
    const Vec3 start = floor + Vec3(0, 0, 0.5 * g.h);
    if (!g.contains(start)) return result;
    const Int3 c = g.cell_of(start);
    int top = c.z + 1;
    while (top < l.nz && flow.fields().share_z[l.at(c.x, c.y, top)] > 0.0f) ++top;
    const double height = (top - c.z) * g.h;
    double sum = 0, inverse = 0;
    for (int k = c.z; k < top; ++k) {
        const double kelvin = flow.temperature(l.at(c.x, c.y, k));
        sum += kelvin * g.h;
        inverse += g.h / kelvin;
    }
    const double low = flow.temperature(l.at(c.x, c.y, c.z));
    result.ceiling_m = height;
    result.lower_k = low;
    const double numerator = low * (sum * inverse - height * height);
    const double denominator = sum + inverse * low * low - 2 * low * height;
    // Without a hot layer both vanish.
    if (denominator < 1e-3 * height * low * 0.01) {
        result.interface_m = height;
        result.upper_k = sum / height;
        return result;
    }
    result.interface_m = std::clamp(numerator / denominator, 0.0, height);
    double upper = 0, depth = 0;
    for (int k = c.z; k < top; ++k) {
        const double z0 = (k - c.z) * g.h;
        const double part = std::clamp(z0 + g.h - result.interface_m, 0.0, g.h);
        upper += part * flow.temperature(l.at(c.x, c.y, k));
        depth += part;
    }
    result.upper_k = depth > 0 ? upper / depth : sum / height;
    return result;
}

Probe::OpeningFlow Probe::through(std::size_t opening, Vec2 normal) const {
    const Flow& flow = *flow_;
    const Grid& g = flow.grid();
    const Layout& l = flow.layout();
    OpeningFlow result;
    if (opening >= g.opening_faces.size()) return result;
    for (const OpeningFace& face : g.opening_faces[opening]) {
        const std::ptrdiff_t e = element_of_face(l, face.axis, face.face);
        const FieldArray& field = face.axis == Axis::x
                                      ? flow.fields().u
                                      : (face.axis == Axis::y ? flow.fields().v : flow.fields().w);
        double volume = static_cast<double>(field[e]) * g.h * g.h;
        const double density = flow.density(volume > 0 ? e - l.stride(face.axis) : e);
        const double along = face.axis == Axis::x ? normal.x : normal.y;
        if (along < 0) volume = -volume;
        result.volume += volume;
        (volume > 0 ? result.mass_to_front : result.mass_to_back) += std::abs(volume) * density;
    }
    return result;
}

}  // namespace firedrill
