#include "fire/walls/walls.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/vector_clones.hpp"
#include "fire/flow/lanes.hpp"
#include "fire/probe.hpp"

namespace firedrill {
namespace {

// Natural convection of air on a building's surfaces [W/(m2 K)]: 1.52 dT^(1/3) on ceilings, 1.31 on
// walls (Holman, Heat Transfer, turbulent); the larger one, since smoke also flows along them. At
// least 5, the usual value indoors (ISO 6946).
constexpr float convection = 1.52f;
constexpr float least_convection = 5.0f;
// Forced convection along a surface, 0.037 Re^0.8 Pr^(1/3) k/L with L = 1 m (Incropera & DeWitt,
// turbulent flat plate), as FDS takes it; air at 400 K: k 0.034 W/(m K), nu 2.6e-5 m2/s, Pr 0.69.
constexpr float forced_convection = 5.2f;  // [W/(m2 K)] at 1 m/s
// Depth of gas that a surface sees when it exchanges radiation with the smoke before it [m].
constexpr double smoke_depth_m = 2.0;
// A difference [K] and a speed [m/s] from which these are more than the least.
const float natural_from_k = std::pow(least_convection / convection, 3.0f);
const float forced_from_m_s = std::pow(least_convection / forced_convection, 1.25f);
constexpr float wakes_k = 0.5f;             // difference below which a face sleeps [K]
constexpr double least_radiant_w_m2 = 100;  // of a flame on a face; less is not followed
constexpr double least_kept_w_m2 = 80;      // its view is looked up, in case the flame grows
constexpr double least_around_w_m2 = 5;     // of a room's surfaces; less leaves a face asleep
constexpr double views_last_s = 1.0;        // a door that opened lets a flame through so much later
// Below the lowest floors lies ground that stays as it is: moist soil of 1 W/(m K), into which heat
// goes about a decimetre deep in an hour (root of 4 a t, a = 5e-7 m2/s: 0.085 m).
constexpr float soil_conductance = 10.0f;  // [W/(m2 K)]

// What a black surface sends out at `above` + `start` [K], above that of `start` [W/m2].
double sent_w_m2(float above, double start) {
    const double kelvin = start + static_cast<double>(above);
    return stefan_boltzmann * (kelvin * kelvin * kelvin * kelvin - start * start * start * start);
}

}  // namespace

namespace walls_kernels {

// Sixteen faces side by side: node m of face n is [m][n].
struct Slices {
    alignas(64) float t[Walls::nodes][lanes];  // [K above start]; before, then after the step
    alignas(64) float capacity[Walls::nodes][lanes];
    alignas(64) float conductance[Walls::nodes + 1][lanes];
    // Of the low and the high side: what a kelvin of difference to the gas and to the surroundings
    // brings [W/(m2 K)], the gas [K above start], and what falls in besides [W/m2].
    alignas(64) float film[2][lanes], shine[2][lanes], gas[2][lanes], falls_in[2][lanes];
};

// Implicit conduction: (C/dt + sum G) T - G T_neighbours = C/dt T_old + film T_gas + falls_in.
FIREDRILL_VECTOR_CLONES
void conduct(Slices& a, float dt) {
    constexpr int nodes = Walls::nodes;
    alignas(64) float diagonal[nodes][lanes];
    for (int m = 0; m < nodes; ++m)
        for (int n = 0; n < lanes; ++n) {
            const float c = a.capacity[m][n] / dt;
            const float below = m > 0 ? a.conductance[m][n] : 0.0f;
            const float above = m + 1 < nodes ? a.conductance[m + 1][n] : 0.0f;
            diagonal[m][n] = c + below + above;
            a.t[m][n] *= c;
        }
    for (const int side : {0, 1}) {
        const int m = side == 0 ? 0 : nodes - 1;
        for (int n = 0; n < lanes; ++n) {
            diagonal[m][n] += a.film[side][n] + a.shine[side][n];
            a.t[m][n] += a.film[side][n] * a.gas[side][n] + a.falls_in[side][n];
        }
    }
    for (int m = 1; m < nodes; ++m)
        for (int n = 0; n < lanes; ++n) {
            const float ratio = a.conductance[m][n] / diagonal[m - 1][n];
            diagonal[m][n] -= ratio * a.conductance[m][n];
            a.t[m][n] += ratio * a.t[m - 1][n];
        }
    for (int n = 0; n < lanes; ++n) a.t[nodes - 1][n] /= diagonal[nodes - 1][n];
    for (int m = nodes - 2; m >= 0; --m)
        for (int n = 0; n < lanes; ++n)
            a.t[m][n] = (a.t[m][n] + a.conductance[m + 1][n] * a.t[m + 1][n]) / diagonal[m][n];
}

}  // namespace walls_kernels

// Faces that are awake, until there are sixteen.
struct Walls::Batch : walls_kernels::Slices {
    int count = 0;
    std::size_t face[lanes];
    float closed[lanes];
    float radiant[lanes];  // that falls in from flames [W/m2]
};

// What there is beside one side of a face.
struct Walls::Side {
    std::int32_t cell;      // -1: none
    float gas;              // above start [K]
    float radiant;          // of flames [W/m2]
    double around;          // what the room's surfaces send here [W/m2]
    bool horizontal;        // one that the columns see
    GasColumns::View view;  // of it
};

Walls::Walls(std::span<const Material> materials, const Flow& flow, double indoor_k)
    : layout_(flow.layout()),
      h_(flow.grid().h),
      outdoor_k_(flow.ambient_temperature()),
      indoor_k_(indoor_k),
      columns_(flow, indoor_k) {
    for (const Material& material : materials) {
        // Nodes: thin at both surfaces, each twice as thick as its outer neighbour.
        double total = 0;
        for (const MaterialLayer& layer : material.layers) total += layer.thickness;
        Type type{};
        type.emissivity = static_cast<float>(material.emissivity);
        double share[nodes], sum = 0;
        for (int n = 0; n < nodes; ++n) {
            share[n] = std::pow(2.0, std::min(n, nodes - 1 - n));
            sum += share[n];
        }
        // Integrates heat capacity and thermal resistance over [a, b].
        const auto over = [&](double a, double b, double& capacity, double& resistance) {
            capacity = resistance = 0;
            double z = 0;
            for (const MaterialLayer& layer : material.layers) {
                const double part =
                    std::max(0.0, std::min(b, z + layer.thickness) - std::max(a, z));
                capacity += part * layer.density * layer.specific_heat;
                resistance += part / std::max(layer.conductivity, 1e-4);
                z += layer.thickness;
            }
        };
        if (total <= 0) {
            for (int n = 0; n < nodes; ++n) type.capacity[n] = 1e6f / nodes;
            for (int n = 0; n <= nodes; ++n) type.conductance[n] = 10.0f;
            types_.push_back(type);
            continue;
        }
        double z = 0, middle_before = 0;
        for (int n = 0; n < nodes; ++n) {
            const double thick = total * share[n] / sum;
            double capacity = 0, resistance = 0;
            over(z, z + thick, capacity, resistance);
            type.capacity[n] = static_cast<float>(std::max(capacity, 1.0));
            double unused = 0;
            over(middle_before, z + 0.5 * thick, unused, resistance);
            type.conductance[n] = static_cast<float>(1 / std::max(resistance, 1e-6));
            middle_before = z + 0.5 * thick;
            z += thick;
        }
        double unused = 0, resistance = 0;
        over(middle_before, total, unused, resistance);
        type.conductance[nodes] = static_cast<float>(1 / std::max(resistance, 1e-6));
        types_.push_back(type);
    }

    const Grid& g = flow.grid();
    const Layout& l = layout_;
    const auto& fluid = flow.fluid();
    const auto add = [&](Axis axis, int i, int j, int k, std::uint8_t material) {
        if (material == 0 || material > types_.size()) return;
        const std::ptrdiff_t e = l.at(i, j, k);
        const std::ptrdiff_t low = e - l.stride(axis);
        const std::int32_t a = fluid[low] != 0 ? static_cast<std::int32_t>(low) : -1;
        const std::int32_t b = fluid[e] != 0 ? static_cast<std::int32_t>(e) : -1;
        if (a < 0 && b < 0) return;
        if (axis == Axis::z) columns_.add_face(static_cast<std::int32_t>(low_.size()), e);
        low_.push_back(a);
        high_.push_back(b);
        const auto row_of = [&](std::int32_t cell) {
            return cell < 0 ? -1 : static_cast<std::int32_t>(cell / l.sy);
        };
        row_low_.push_back(row_of(a));
        row_high_.push_back(row_of(b));
        Vec3 centre = g.origin + h_ * Vec3(i + 0.5, j + 0.5, k + 0.5);
        centre[static_cast<int>(axis)] -= 0.5 * h_;
        centre_.push_back(centre);
        const int along = axis == Axis::x ? i : (axis == Axis::y ? j : k);
        const int last = axis == Axis::x ? l.nx : (axis == Axis::y ? l.ny : l.nz);
        beyond_low_.push_back(along > 0         ? Beyond::grid
                              : axis == Axis::z ? Beyond::soil
                                                : Beyond::air);
        beyond_high_.push_back(along < last ? Beyond::grid : Beyond::air);
        const auto room_of = [&](bool there, int di, int dj, int dk) {
            return there ? g.room[g.cell(i - di, j - dj, k - dk)] : std::int16_t{-1};
        };
        room_low_.push_back(room_of(a >= 0, axis == Axis::x, axis == Axis::y, axis == Axis::z));
        room_high_.push_back(room_of(b >= 0, 0, 0, 0));
        type_.push_back(static_cast<std::uint8_t>(material - 1));
        axis_.push_back(static_cast<std::uint8_t>(axis));
        const bool operable =
            flow.kinds().along(axis)[static_cast<std::size_t>(e)] == FaceKind::operable;
        per_share_.push_back(operable ? static_cast<float>(1 / flow.opening_share()) : 1.0f);
    };
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j < l.ny; ++j)
            for (int i = 0; i <= l.nx; ++i) add(Axis::x, i, j, k, g.material_x[g.face_x(i, j, k)]);
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j <= l.ny; ++j)
            for (int i = 0; i < l.nx; ++i) add(Axis::y, i, j, k, g.material_y[g.face_y(i, j, k)]);
    for (int k = 0; k <= l.nz; ++k)
        for (int j = 0; j < l.ny; ++j)
            for (int i = 0; i < l.nx; ++i) add(Axis::z, i, j, k, g.material_z[g.face_z(i, j, k)]);
    const std::size_t n = low_.size();
    warm_.assign(n, 0);
    temperature_.assign(n * nodes, 0.0f);
    q_low_.assign(n, 0.0f);
    q_high_.assign(n, 0.0f);
    surface_.resize(n);
    for (std::size_t f = 0; f < n; ++f) surface_[f] = {types_[type_[f]].emissivity, 0, 0};
    awake_.resize(n);
    sees_.assign(n, 0);
    seen_.reserve(most_views);

    std::size_t rooms = 0;
    for (const std::int16_t room : g.room)
        rooms = std::max(rooms, static_cast<std::size_t>(std::max(room + 1, 0)));
    room_area_m2_.assign(rooms, 0.0);
    room_emission_w_m2_.assign(rooms, 0.0);
    room_emission_w_.assign(parts * rooms, 0.0);
    for (std::size_t f = 0; f < n; ++f) {
        const double area = h_ * h_ * static_cast<double>(types_[type_[f]].emissivity);
        if (room_low_[f] >= 0) room_area_m2_[static_cast<std::size_t>(room_low_[f])] += area;
        if (room_high_[f] >= 0) room_area_m2_[static_cast<std::size_t>(room_high_[f])] += area;
    }
}

// What the surfaces of each room send out on the mean (a star network: every surface exchanges with
// the mean of all; Mitalas & Stephenson 1966, Carroll 1980). Open doors send out nothing.
void Walls::sum_up_rooms() {
    const std::size_t rooms = room_area_m2_.size();
    for (std::size_t r = 0; r < rooms; ++r) {
        double sum = 0;
        for (std::size_t part = 0; part < parts; ++part) sum += room_emission_w_[part * rooms + r];
        room_emission_w_m2_[r] = room_area_m2_[r] > 0 ? sum / room_area_m2_[r] : 0.0;
    }
}

// Of which flames what faces saw still holds, a bit each; of the others it is to be looked up.
std::uint64_t Walls::views_that_hold(double dt, std::span<const RadiantSource> flames) {
    const std::size_t count = std::min(flames.size(), most_views);
    if (seen_.size() > count) seen_.resize(count);
    std::uint64_t hold = 0;
    for (std::size_t f = 0; f < count; ++f) {
        const bool known = f < seen_.size();
        if (!known) seen_.push_back({flames[f].at, 0});
        Seen& seen = seen_[f];
        seen.age_s += dt;
        const Vec3 way = flames[f].at - seen.at;
        const bool stays = way.x * way.x + way.y * way.y + way.z * way.z < 0.25 * h_ * h_;
        if (known && stays && seen.age_s < views_last_s)
            hold |= std::uint64_t{1} << f;
        else
            seen = {flames[f].at, 0};
    }
    return hold;
}

// Radiation of flames onto the two sides of a face [W/m2], each from a point.
void Walls::see_flames(std::size_t f, std::span<const RadiantSource> flames, const Probe& probe,
                       std::uint64_t holds, float (&radiant)[2]) {
    const Vec3 centre = centre_[f];
    std::uint64_t sees = sees_[f] & holds;
    for (std::size_t number = 0; number < flames.size(); ++number) {
        const RadiantSource& flame = flames[number];
        const bool kept = number < most_views;
        const Vec3 d = flame.at - centre;
        const double r2 = std::max(d.x * d.x + d.y * d.y + d.z * d.z, h_ * h_);
        const double sphere = 4 * std::numbers::pi * r2;
        if (flame.power_w < (kept ? least_kept_w_m2 : least_radiant_w_m2) * sphere) continue;
        const int side = d[axis_[f]] < 0 ? 0 : 1;  // that faces it
        if ((side == 0 ? low_[f] : high_[f]) < 0) continue;
        const std::uint64_t bit = kept ? std::uint64_t{1} << number : 0;
        bool seen = (sees_[f] & bit) != 0;
        if ((holds & bit) == 0) {
            Vec3 before = centre;
            before[axis_[f]] += side == 0 ? -0.5 * h_ : 0.5 * h_;
            seen = probe.sees(flame.at, before);
            if (seen) sees |= bit;
        }
        if (!seen || flame.power_w < least_radiant_w_m2 * sphere) continue;
        radiant[side] +=
            static_cast<float>(flame.power_w / sphere * std::abs(d[axis_[f]]) / std::sqrt(r2));
    }
    sees_[f] = sees;
}

// What one side of a face exchanges with what is beside it.
void Walls::exchange(Batch& batch, int lane, std::size_t f, int side, const Side& at,
                     const Flow& flow) const {
    const Fields& fields = flow.fields();
    const Type& type = types_[type_[f]];
    const float outer = batch.t[side == 0 ? 0 : nodes - 1][lane];
    const float conductance = type.conductance[side == 0 ? 0 : nodes];
    float& film = batch.film[side][lane];
    float& shine = batch.shine[side][lane];
    float& falls_in = batch.falls_in[side][lane];
    film = shine = falls_in = 0;
    const Beyond beyond = side == 0 ? beyond_low_[f] : beyond_high_[f];
    const std::int32_t cell = at.cell;
    if (cell < 0 && beyond == Beyond::soil)
        film = 1.0f / (1.0f / soil_conductance + 1.0f / conductance);
    if (cell < 0 && beyond != Beyond::air) return;
    const float onto = type.emissivity * at.radiant;
    batch.radiant[lane] += onto;
    const double start = start_k(side == 0 ? room_low_[f] : room_high_[f]);
    const float difference = at.gas - outer;
    // Film coefficients by the difference to the surface's outer node.
    float h = least_convection;
    if (std::abs(difference) > natural_from_k)
        h = std::max(h, convection * std::cbrt(std::abs(difference)));
    double clear = 1;
    if (cell >= 0) {
        const float along[3] = {fields.u[cell] + fields.u[cell + 1],
                                fields.v[cell] + fields.v[cell + layout_.sy],
                                fields.w[cell] + fields.w[cell + layout_.sz]};
        const float speed =
            0.5f * std::sqrt(along[0] * along[0] + along[1] * along[1] + along[2] * along[2]);
        if (speed > forced_from_m_s) h = std::max(h, forced_convection * std::pow(speed, 0.8f));
        if (at.horizontal && side == 0)  // a ceiling
            h = std::max(h, static_cast<float>(ceilings_.film_w_m2_k(centre_[f], room_low_[f])));
        if (!at.horizontal) {
            const double depth =
                smoke_depth_m *
                absorption_1_m(static_cast<double>(fields.scalar[soot][cell]),
                               static_cast<double>(fields.scalar[oxygen_used][cell]),
                               start + static_cast<double>(at.gas));
            if (depth > 0) clear = std::exp(-depth);
        }
    }
    const double wall = start + static_cast<double>(outer);
    if (clear < 1) {
        const double kelvin = start + static_cast<double>(at.gas);
        h += static_cast<float>(static_cast<double>(type.emissivity) * (1 - clear) *
                                stefan_boltzmann * (kelvin * kelvin + wall * wall) *
                                (kelvin + wall));
    }
    film = 1.0f / (1.0f / h + 1.0f / conductance);
    // Through the smoke, to and from the room's other surfaces, or to surroundings at the start's
    // temperature where there is no room; from and to the smoke of its column; linear in the change
    // of this one, so that no step is too long.
    const bool column = at.horizontal && cell >= 0;
    const double passes = column ? static_cast<double>(at.view.passes) : clear;
    const double sends = static_cast<double>(type.emissivity) * (column ? 1.0 : passes);
    shine = static_cast<float>(4 * sends * stefan_boltzmann * wall * wall * wall);
    falls_in = onto +
               static_cast<float>(static_cast<double>(type.emissivity) *
                                      (passes * at.around + static_cast<double>(at.view.gas_w_m2)) -
                                  sends * sent_w_m2(outer, start)) +
               shine * outer;
}

// Temperatures of a batch after the step, and what comes of them.
void Walls::take_over(const Batch& batch, int part) {
    const auto area = static_cast<float>(h_ * h_);
    const std::size_t rooms = room_area_m2_.size();
    double* const emission = room_emission_w_.data() + static_cast<std::size_t>(part) * rooms;
    for (int n = 0; n < batch.count; ++n) {
        const std::size_t f = batch.face[n];
        float* const t = temperature_.data() + f * nodes;
        float most = 0;
        for (int m = 0; m < nodes; ++m) {
            t[m] = batch.t[m][n];
            most = std::max(most, std::abs(t[m]));
        }
        warm_[f] = most > wakes_k ? 1 : 0;
        const float closed = batch.closed[n];
        q_low_[f] = batch.film[0][n] * (batch.gas[0][n] - t[0]) * area * closed;
        q_high_[f] = batch.film[1][n] * (batch.gas[1][n] - t[nodes - 1]) * area * closed;
        radiant_w_[static_cast<std::size_t>(part)] +=
            static_cast<double>(batch.radiant[n] * area * closed);
        const float emissivity = types_[type_[f]].emissivity;
        double sent[2] = {0, 0};
        if (warm_[f] != 0) {
            const std::int16_t room[2] = {room_low_[f], room_high_[f]};
            for (const int side : {0, 1}) {
                sent[side] = sent_w_m2(t[side == 0 ? 0 : nodes - 1], start_k(room[side]));
                if (room[side] >= 0)
                    emission[room[side]] +=
                        static_cast<double>(closed * emissivity * area) * sent[side];
            }
        }
        surface_[f] = {emissivity, static_cast<float>(sent[0]), static_cast<float>(sent[1])};
    }
}

void Walls::advance_part(int part, float dt, const Flow& flow,
                         std::span<const RadiantSource> flames, std::uint64_t holds) {
    const std::size_t n = low_.size(), first = n * static_cast<std::size_t>(part) / parts,
                      last = n * (static_cast<std::size_t>(part) + 1) / parts;
    const Fields& fields = flow.fields();
    const FieldArray* const share[3] = {&fields.share_x, &fields.share_y, &fields.share_z};
    const RowFlags& hot = fields.holds[density_excess];
    const Probe probe(flow);
    const std::size_t rooms = room_area_m2_.size();
    std::fill_n(room_emission_w_.begin() + static_cast<std::ptrdiff_t>(rooms) * part, rooms, 0.0);
    radiant_w_[static_cast<std::size_t>(part)] = 0;
    std::size_t awake_count = 0;
    // Gas at the flow's ambient temperature, above the start's.
    const auto ambient_indoors = static_cast<float>(outdoor_k_ - indoor_k_);
    Batch batch{};
    const auto advance_batch = [&] {
        walls_kernels::conduct(batch, dt);
        take_over(batch, part);
        batch.count = 0;
    };
    for (std::size_t f = first; f < last; ++f) {
        const auto axis = static_cast<Axis>(axis_[f]);
        const std::int32_t cell[2] = {low_[f], high_[f]}, row[2] = {row_low_[f], row_high_[f]};
        const std::int16_t room[2] = {room_low_[f], room_high_[f]};
        float radiant[2] = {0, 0};
        if (!flames.empty()) see_flames(f, flames, probe, holds, radiant);
        const std::ptrdiff_t element = cell[1] >= 0 ? cell[1] : cell[0] + layout_.stride(axis);
        const auto number = static_cast<std::int32_t>(f);
        bool horizontal = false, awake = warm_[f] != 0;
        Side side[2];
        for (const int s : {0, 1}) {
            side[s] = {cell[s], 0, radiant[s], 0, false, {}};
            if (cell[s] >= 0)
                side[s].gas =
                    hot[static_cast<std::size_t>(row[s])] == 0
                        ? (room[s] >= 0 ? ambient_indoors : 0.0f)
                        : static_cast<float>(flow.temperature(cell[s]) - start_k(room[s]));
            if (room[s] >= 0)
                side[s].around = room_emission_w_m2_[static_cast<std::size_t>(room[s])];
        }
        if (axis == Axis::z) {
            horizontal = fields.share_z[element] < GasColumns::wall_share;
            if (horizontal) {
                side[0].view = columns_.low(number);
                side[1].view = columns_.high(number);
            }
            side[0].horizontal = side[1].horizontal = horizontal;
        }
        for (const Side& at : side)
            awake = awake || std::abs(at.view.gas_w_m2) > static_cast<float>(least_around_w_m2) ||
                    std::abs(at.gas) > wakes_k || at.radiant > 0 || at.around > least_around_w_m2;
        if (!awake) continue;
        const float closed = 1.0f - per_share_[f] * (*share[axis_[f]])[element];
        if (closed <= 0.01f) continue;

        awake_[first + awake_count++] = number;
        const Type& type = types_[type_[f]];
        const float* const t = temperature_.data() + f * nodes;
        const int lane = batch.count;
        for (int m = 0; m < nodes; ++m) {
            batch.t[m][lane] = t[m];
            batch.capacity[m][lane] = type.capacity[m];
            batch.conductance[m][lane] = type.conductance[m];
        }
        batch.conductance[nodes][lane] = type.conductance[nodes];
        batch.face[lane] = f;
        batch.closed[lane] = closed;
        batch.radiant[lane] = 0;
        for (const int s : {0, 1}) {
            batch.gas[s][lane] = side[s].gas;
            exchange(batch, lane, f, s, side[s], flow);
        }
        if (++batch.count == lanes) advance_batch();
    }
    if (batch.count > 0) advance_batch();
    awake_count_[static_cast<std::size_t>(part)] = awake_count;
}

void Walls::advance(double dt, Flow& flow, std::span<const RadiantSource> flames,
                    std::span<const std::uint8_t> flame_cells, Workers& workers) {
    sum_up_rooms();
    columns_.exchange(dt, flow, surface_, flame_cells, workers);
    const std::uint64_t hold = views_that_hold(dt, flames);
    ceilings_.find(flow);
    workers.for_parts(
        parts, [&](int part) { advance_part(part, static_cast<float>(dt), flow, flames, hold); });
    for (const double power : radiant_w_) radiant_j_ += power * dt;
    hand_losses(flow, workers);
}

// Heat from cells: of columns, then in the order of the faces.
void Walls::hand_losses(Flow& flow, Workers& workers) {
    FieldArray& heat = flow.wall_heat();
    RowFlags& rows = flow.wall_rows();
    const Layout& l = layout_;
    workers.for_parts(parts, [&](int part) {
        for (int k = l.nz * part / parts; k < l.nz * (part + 1) / parts; ++k)
            for (int j = 0; j < l.ny; ++j) {
                const auto row = static_cast<std::size_t>(l.row_number(j, k));
                float* const to = heat.data() + l.row(j, k);
                const bool of_columns = columns_.rows()[row] != 0;
                if (of_columns)
                    std::copy_n(columns_.lost_w().data() + l.row(j, k), l.nx, to);
                else if (rows[row] != 0)
                    std::fill_n(to, l.nx, 0.0f);
                rows[row] = of_columns ? 1 : 0;
            }
    });
    const auto take = [&](std::int32_t cell, std::int32_t row, float q) {
        if (cell < 0 || q == 0.0f) return;
        heat[cell] += q;
        rows[static_cast<std::size_t>(row)] = 1;
    };
    for (std::size_t part = 0; part < parts; ++part) {
        const std::size_t first = low_.size() * part / parts;
        for (std::size_t n = first; n < first + awake_count_[part]; ++n) {
            const auto f = static_cast<std::size_t>(awake_[n]);
            take(low_[f], row_low_[f], q_low_[f]);
            take(high_[f], row_high_[f], q_high_[f]);
        }
    }
    flow.wall_heat_changed();
}

double Walls::stored_j() const {
    double sum = 0;
    for (std::size_t f = 0; f < low_.size(); ++f)
        for (int m = 0; m < nodes; ++m)
            sum += static_cast<double>(types_[type_[f]].capacity[m] * temperature_[f * nodes + m]);
    return sum * h_ * h_;
}

}  // namespace firedrill
