#include "fire/walls/walls.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

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
constexpr float wakes_k = 0.5f;             // difference below which a face sleeps [K]
constexpr double least_radiant_w_m2 = 100;  // of a flame on a face; less is not followed
constexpr double least_kept_w_m2 = 80;      // its view is looked up, in case the flame grows
constexpr double least_around_w_m2 = 5;     // of a room's surfaces; less leaves a face asleep
constexpr double views_last_s = 1.0;        // a door that opened lets a flame through so much later
// Below the lowest floors lies ground that stays as it is: moist soil of 1 W/(m K), into which heat
// goes about a decimetre deep in an hour (root of 4 a t, a = 5e-7 m2/s: 0.085 m).
constexpr float soil_conductance = 10.0f;  // [W/(m2 K)]
constexpr int parts = 16;

}  // namespace

Walls::Walls(std::span<const Material> materials, const Flow& flow)
    : layout_(flow.layout()),
      h_(flow.grid().h),
      start_k_(flow.ambient_temperature()),
      columns_(flow) {
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
        if (axis == Axis::z) {
            horizontal_.push_back(static_cast<std::int32_t>(low_.size()));
            columns_.add_face(horizontal_.back(), e);
        }
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
    surface_.assign(n, {});
    sees_.assign(n, 0);
    seen_at_.reserve(most_views);
    touched_rows_.reserve(static_cast<std::size_t>(l.rows()));

    std::size_t rooms = 0;
    for (const std::int16_t room : g.room)
        rooms = std::max(rooms, static_cast<std::size_t>(std::max(room + 1, 0)));
    room_area_m2_.assign(rooms, 0.0);
    room_emission_w_m2_.assign(rooms, 0.0);
    for (std::size_t f = 0; f < n; ++f) {
        const double area = h_ * h_ * static_cast<double>(types_[type_[f]].emissivity);
        if (room_low_[f] >= 0) room_area_m2_[static_cast<std::size_t>(room_low_[f])] += area;
        if (room_high_[f] >= 0) room_area_m2_[static_cast<std::size_t>(room_high_[f])] += area;
    }
}

// What the surfaces of each room send out on the mean (a star network: every surface exchanges with
// the mean of all; Mitalas & Stephenson 1966, Carroll 1980). Open doors send out nothing.
void Walls::sum_up_rooms(const Flow& flow) {
    const Fields& fields = flow.fields();
    const FieldArray* const share[3] = {&fields.share_x, &fields.share_y, &fields.share_z};
    std::fill(room_emission_w_m2_.begin(), room_emission_w_m2_.end(), 0.0);
    const double start = std::pow(start_k_, 4);
    const auto add = [&](std::int16_t room, std::size_t face, float above, double closed) {
        if (room < 0) return;
        const double kelvin = start_k_ + static_cast<double>(above);
        room_emission_w_m2_[static_cast<std::size_t>(room)] +=
            closed * static_cast<double>(types_[type_[face]].emissivity) * h_ * h_ *
            stefan_boltzmann * (kelvin * kelvin * kelvin * kelvin - start);
    };
    for (std::size_t f = 0; f < low_.size(); ++f) {
        if (warm_[f] == 0) continue;
        const auto axis = static_cast<Axis>(axis_[f]);
        const std::ptrdiff_t element = high_[f] >= 0 ? high_[f] : low_[f] + layout_.stride(axis);
        const double closed = 1.0 - static_cast<double>((*share[axis_[f]])[element]);
        add(room_low_[f], f, temperature_[f * nodes], closed);
        add(room_high_[f], f, temperature_[f * nodes + nodes - 1], closed);
    }
    for (std::size_t r = 0; r < room_emission_w_m2_.size(); ++r)
        if (room_area_m2_[r] > 0) room_emission_w_m2_[r] /= room_area_m2_[r];
}

// Whether what faces saw still holds; if not, the flames as they are now are taken down.
bool Walls::views_hold(double dt, std::span<const RadiantSource> flames) {
    const std::size_t count = std::min(flames.size(), most_views);
    views_age_s_ += dt;
    bool hold = views_age_s_ < views_last_s && count == seen_at_.size();
    for (std::size_t f = 0; hold && f < count; ++f) {
        const Vec3 way = flames[f].at - seen_at_[f];
        hold = way.x * way.x + way.y * way.y + way.z * way.z < 0.25 * h_ * h_;
    }
    if (hold) return true;
    views_age_s_ = 0;
    seen_at_.clear();
    for (std::size_t f = 0; f < count; ++f) seen_at_.push_back(flames[f].at);
    return false;
}

void Walls::look_along_columns(double dt, const Flow& flow,
                               std::span<const std::uint8_t> flame_cells, Workers& workers) {
    const double start4 = std::pow(start_k_, 4);
    const auto sent = [&](float above) {
        const double kelvin = start_k_ + static_cast<double>(above);
        return static_cast<float>(stefan_boltzmann * (kelvin * kelvin * kelvin * kelvin - start4));
    };
    for (const std::int32_t face : horizontal_) {
        const auto f = static_cast<std::size_t>(face);
        surface_[f] = {types_[type_[f]].emissivity, 0, 0};
        if (warm_[f] == 0) continue;
        surface_[f].low_w_m2 = sent(temperature_[f * nodes]);
        surface_[f].high_w_m2 = sent(temperature_[f * nodes + nodes - 1]);
    }
    columns_.exchange(dt, flow, surface_, flame_cells, workers);
}

void Walls::advance(double dt, Flow& flow, std::span<const RadiantSource> flames,
                    std::span<const std::uint8_t> flame_cells, Workers& workers) {
    const std::size_t n = low_.size();
    const Fields& fields = flow.fields();
    const auto area = static_cast<float>(h_ * h_);
    const auto step = static_cast<float>(dt);
    const FieldArray* const share[3] = {&fields.share_x, &fields.share_y, &fields.share_z};
    const Probe probe(flow);
    sum_up_rooms(flow);
    look_along_columns(dt, flow, flame_cells, workers);
    const double start4 = std::pow(start_k_, 4);
    const bool views_hold_now = views_hold(dt, flames);
    double radiant_parts[parts] = {};
    workers.for_parts(parts, [&](int part) {
        const std::size_t first = n * part / parts, last = n * (part + 1) / parts;
        for (std::size_t f = first; f < last; ++f) {
            const std::int32_t a = low_[f], b = high_[f];
            q_low_[f] = q_high_[f] = 0.0f;
            bool awake = warm_[f] != 0;
            float gas[2] = {0, 0};  // above start [K]
            const auto axis = static_cast<Axis>(axis_[f]);
            const std::ptrdiff_t element = b >= 0 ? b : a + layout_.stride(axis);
            float radiant[2] = {0, 0};
            if (!flames.empty()) {
                const Vec3 centre = centre_[f];
                std::uint64_t sees = 0;
                for (std::size_t number = 0; number < flames.size(); ++number) {
                    const RadiantSource& flame = flames[number];
                    // From the point source, onto the side that faces it.
                    const Vec3 d = flame.at - centre;
                    const double r2 = std::max(d.x * d.x + d.y * d.y + d.z * d.z, h_ * h_);
                    const double flux = flame.power_w / (4 * std::numbers::pi * r2);
                    const int side = d[axis_[f]] < 0 ? 0 : 1;
                    if ((side == 0 ? a : b) < 0) continue;
                    const bool kept = number < most_views;
                    if (flux < (kept ? least_kept_w_m2 : least_radiant_w_m2)) continue;
                    const std::uint64_t bit = kept ? std::uint64_t{1} << number : 0;
                    bool seen = (sees_[f] & bit) != 0;
                    if (!views_hold_now || !kept) {
                        Vec3 before = centre;
                        before[axis_[f]] += side == 0 ? -0.5 * h_ : 0.5 * h_;
                        seen = probe.sees(flame.at, before);
                        if (seen) sees |= bit;
                    }
                    if (!seen || flux < least_radiant_w_m2) continue;
                    radiant[side] +=
                        static_cast<float>(flux * std::abs(d[axis_[f]]) / std::sqrt(r2));
                }
                if (!views_hold_now) sees_[f] = sees;
            }
            const auto look = [&](std::int32_t cell, std::int32_t row, int side) {
                if (cell < 0 || fields.holds[density_excess][static_cast<std::size_t>(row)] == 0)
                    return;
                gas[side] = static_cast<float>(flow.temperature(cell) - start_k_);
            };
            look(a, row_low_[f], 0);
            look(b, row_high_[f], 1);
            const std::int16_t room[2] = {room_low_[f], room_high_[f]};
            double around[2] = {0, 0};  // what the room's surfaces send here [W/m2]
            for (int side = 0; side < 2; ++side)
                if (room[side] >= 0)
                    around[side] = room_emission_w_m2_[static_cast<std::size_t>(room[side])];
            const bool horizontal =
                axis == Axis::z && (*share[axis_[f]])[element] < GasColumns::wall_share;
            const auto number = static_cast<std::int32_t>(f);
            const GasColumns::View view[2] = {
                horizontal ? columns_.low(number) : GasColumns::View{},
                horizontal ? columns_.high(number) : GasColumns::View{}};
            awake = awake || std::abs(view[0].gas_w_m2) > static_cast<float>(least_around_w_m2) ||
                    std::abs(view[1].gas_w_m2) > static_cast<float>(least_around_w_m2) ||
                    std::abs(gas[0]) > wakes_k || std::abs(gas[1]) > wakes_k || radiant[0] > 0 ||
                    radiant[1] > 0 || around[0] > least_around_w_m2 ||
                    around[1] > least_around_w_m2;
            if (!awake) continue;
            const float closed = 1.0f - (*share[axis_[f]])[element];
            if (closed <= 0.01f) continue;

            const Type& type = types_[type_[f]];
            float* const t = temperature_.data() + f * nodes;
            // Film coefficients by the difference to the surface's outer node.
            float film[2], onto[2], shine[2], from_room[2];
            for (int side = 0; side < 2; ++side) {
                const std::int32_t cell = side == 0 ? a : b;
                const float outer = side == 0 ? t[0] : t[nodes - 1];
                const float conductance = side == 0 ? type.conductance[0] : type.conductance[nodes];
                onto[side] = film[side] = shine[side] = from_room[side] = 0;
                const Beyond beyond = side == 0 ? beyond_low_[f] : beyond_high_[f];
                if (cell < 0 && beyond == Beyond::soil)
                    film[side] = 1.0f / (1.0f / soil_conductance + 1.0f / conductance);
                if (cell < 0 && beyond != Beyond::air) continue;
                onto[side] = type.emissivity * radiant[side];
                const float difference = gas[side] - outer;
                float h = std::max(least_convection, convection * std::cbrt(std::abs(difference)));
                double depth = 0;
                if (cell >= 0) {
                    const float along[3] = {fields.u[cell] + fields.u[cell + 1],
                                            fields.v[cell] + fields.v[cell + layout_.sy],
                                            fields.w[cell] + fields.w[cell + layout_.sz]};
                    const float speed = 0.5f * std::sqrt(along[0] * along[0] + along[1] * along[1] +
                                                         along[2] * along[2]);
                    h = std::max(h, forced_convection * std::pow(speed, 0.8f));
                    if (!horizontal)
                        depth =
                            smoke_depth_m *
                            absorption_1_m(static_cast<double>(fields.scalar[soot][cell]),
                                           static_cast<double>(fields.scalar[oxygen_used][cell]),
                                           start_k_ + static_cast<double>(gas[side]));
                }
                const double clear = depth > 0 ? std::exp(-depth) : 1.0;
                const double kelvin = start_k_ + static_cast<double>(gas[side]);
                const double wall = start_k_ + static_cast<double>(outer);
                const double emissivity = static_cast<double>(type.emissivity) * (1 - clear);
                h += static_cast<float>(emissivity * stefan_boltzmann *
                                        (kelvin * kelvin + wall * wall) * (kelvin + wall));
                film[side] = 1.0f / (1.0f / h + 1.0f / conductance);
                // Through the smoke, to and from the room's other surfaces, or to surroundings at
                // the start's temperature where there is no room; from and to the smoke of its
                // column; linear in the change of this one, so that no step is too long.
                const bool column = horizontal && cell >= 0;
                const double passes = column ? static_cast<double>(view[side].passes) : clear;
                const double sends = static_cast<double>(type.emissivity) * (column ? 1.0 : passes);
                const double wall3 = wall * wall * wall;
                shine[side] = static_cast<float>(4 * sends * stefan_boltzmann * wall3);
                from_room[side] =
                    static_cast<float>(
                        static_cast<double>(type.emissivity) *
                            (passes * around[side] + static_cast<double>(view[side].gas_w_m2)) -
                        sends * stefan_boltzmann * (wall3 * wall - start4)) +
                    shine[side] * outer;
            }
            // Implicit conduction: (C/dt + sum G) T - G T_neighbours = C/dt T_old + film T_gas.
            float lower[nodes], diagonal[nodes], right[nodes];
            for (int m = 0; m < nodes; ++m) {
                const float c = type.capacity[m] / step;
                const float below = m > 0 ? type.conductance[m] : 0.0f;
                const float above = m + 1 < nodes ? type.conductance[m + 1] : 0.0f;
                lower[m] = -below;
                diagonal[m] = c + below + above;
                right[m] = c * t[m];
            }
            diagonal[0] += film[0] + shine[0];
            right[0] += film[0] * gas[0] + onto[0] + from_room[0];
            diagonal[nodes - 1] += film[1] + shine[1];
            right[nodes - 1] += film[1] * gas[1] + onto[1] + from_room[1];
            for (int m = 1; m < nodes; ++m) {
                const float ratio = lower[m] / diagonal[m - 1];
                diagonal[m] -= ratio * lower[m];
                right[m] -= ratio * right[m - 1];
            }
            t[nodes - 1] = right[nodes - 1] / diagonal[nodes - 1];
            for (int m = nodes - 2; m >= 0; --m)
                t[m] = (right[m] - lower[m + 1] * t[m + 1]) / diagonal[m];
            q_low_[f] = film[0] * (gas[0] - t[0]) * area * closed;
            q_high_[f] = film[1] * (gas[1] - t[nodes - 1]) * area * closed;
            radiant_parts[part] += static_cast<double>((onto[0] + onto[1]) * area * closed);
            float most = 0;
            for (int m = 0; m < nodes; ++m) most = std::max(most, std::abs(t[m]));
            warm_[f] = most > wakes_k ? 1 : 0;
        }
    });
    for (const double part : radiant_parts) radiant_j_ += part * dt;

    hand_losses(flow);
}

// Heat from cells: of columns, then in the order of the faces.
void Walls::hand_losses(Flow& flow) {
    FieldArray& heat = flow.wall_heat();
    RowFlags& rows = flow.wall_rows();
    for (const std::int32_t row : touched_rows_) {
        std::fill_n(heat.data() + row * layout_.sy + Layout::lead, layout_.nx, 0.0f);
        rows[static_cast<std::size_t>(row)] = 0;
    }
    touched_rows_.clear();
    for (int k = 0; k < layout_.nz; ++k)
        for (int j = 0; j < layout_.ny; ++j) {
            const int row = layout_.row_number(j, k);
            if (columns_.rows()[static_cast<std::size_t>(row)] == 0) continue;
            std::copy_n(columns_.lost_w().data() + layout_.row(j, k), layout_.nx,
                        heat.data() + layout_.row(j, k));
            rows[static_cast<std::size_t>(row)] = 1;
            touched_rows_.push_back(row);
        }
    const auto take = [&](std::int32_t cell, std::int32_t row, float q) {
        if (cell < 0 || q == 0.0f) return;
        heat[cell] += q;
        std::uint8_t& marked = rows[static_cast<std::size_t>(row)];
        if (marked == 0) {
            marked = 1;
            touched_rows_.push_back(row);
        }
    };
    for (std::size_t f = 0; f < low_.size(); ++f) {
        take(low_[f], row_low_[f], q_low_[f]);
        take(high_[f], row_high_[f], q_high_[f]);
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
