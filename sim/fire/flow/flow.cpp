#include "fire/flow/flow.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>

#include "base/hash.hpp"
#include "base/vector_clones.hpp"
#include "fire/flow/lanes.hpp"

namespace firedrill {
namespace {

constexpr double largest_expansion_per_step = 0.3;  // dt times divergence; more is unstable
// Residual [m/s], root mean square of h times the divergence, below which more accuracy buys
// nothing: a hundredth of what a fire of 100 kW asks for in a million cells.
constexpr double residual_floor = 1e-5;
// Volume that a step may leave to the next: a share of all that heat has driven out, or a
// millilitre.
constexpr double owed_share = 1e-3;
constexpr double owed_floor_m3 = 1e-6;
// Balances are relative to this heat at least: less is a fire's first moment, whose errors are
// those of single steps.
constexpr double least_heat_j = 1000;
constexpr int steps_between_refreshes = 20;  // of the coarse pressure coefficients
constexpr double transport_limit = 1.0;      // of sum |u_i| dt/h in one transport step
// Of a step's cost, what subcycles repeat where they are: momentum, transport and mixing (measured
// on a school's floor).
constexpr double repeated_cost = 0.6;
constexpr double least_gain = 1.25;  // by which subcycles must be cheaper
// Eddies that a cell resolves turn over in several steps, and so does their strain.
constexpr int steps_between_viscosities = 2;

class Stopwatch {
  public:
    explicit Stopwatch(double& total) : total_(total), start_(clock::now()) {}
    ~Stopwatch() { total_ += std::chrono::duration<double>(clock::now() - start_).count(); }
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

  private:
    using clock = std::chrono::steady_clock;
    double& total_;
    clock::time_point start_;
};

std::vector<std::uint8_t> fluid_cells(const Grid& grid, const Layout& l) {
    std::vector<std::uint8_t> fluid(static_cast<std::size_t>(l.size), 0);
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j < l.ny; ++j)
            for (int i = 0; i < l.nx; ++i)
                fluid[l.at(i, j, k)] = grid.solid[grid.cell(i, j, k)] == 0 ? 1 : 0;
    return fluid;
}

}  // namespace

namespace flow_kernels {

// Expansion of a row of cells from which walls take heat; returns where it is not zero.
FIREDRILL_VECTOR_CLONES
RowSpan expansion_row(const Layout& l, const float* heat, float per_watt, float* out) {
    const float* __restrict const from = heat;
    float* __restrict const to = out;
    fetch_row(from + 2 * l.sy, l.nx);
    fetch_row(to + 2 * l.sy, l.nx);
    FIREDRILL_INDEPENDENT
    for (int i = 0; i < l.nx; ++i) to[i] = -per_watt * from[i];
    return span_of(out, RowSpan::whole(l));
}

FIREDRILL_VECTOR_CLONES
double sum_of_rows(const Layout& l, const float* field, const std::uint8_t* holds, int first,
                   int last) {
    double sum = 0;
    for (int k = first; k < last; ++k)
        for (int j = 0; j < l.ny; ++j)
            if (holds[l.row_number(j, k)] != 0) sum += row_sum(field + l.row(j, k), l.nx);
    return sum;
}

}  // namespace flow_kernels

Flow::Flow(const Grid& grid, const FlowSettings& settings, Workers& workers)
    : grid_(&grid),
      settings_(settings),
      workers_(&workers),
      layout_(grid),
      h_(grid.h),
      ambient_density_(static_cast<double>(static_cast<float>(
          settings.ambient_pressure_pa / (gas_constant * settings.ambient_temperature_k)))),
      fluid_(fluid_cells(grid, layout_)),
      kinds_(layout_, grid),
      fields_(layout_),
      zones_(grid, layout_, kinds_, fluid_, settings.ambient_pressure_pa, ambient_density_),
      pressure_(layout_, kinds_, fluid_),
      momentum_(layout_),
      transport_(layout_),
      subcycles_(layout_),
      star_u_(layout_),
      star_v_(layout_),
      star_w_(layout_),
      expansion_(layout_),
      wall_heat_(layout_),
      expands_(static_cast<std::size_t>(layout_.rows())),
      wall_rows_(static_cast<std::size_t>(layout_.rows()), 0),
      subgrid_(layout_, settings_.subgrid) {
    std::size_t operable = 0;
    for (const auto& faces : grid.opening_faces) operable += faces.size();
    read_shares();
    const std::size_t room = partial_.x.size() + partial_.y.size() + partial_.z.size() + operable;
    plumes_.reserve(most_plumes);
    partial_.x.reserve(room);
    partial_.y.reserve(room);
    partial_.z.reserve(room);
    zones_.connect(fields_);
    friction_.collect(fields_, kinds_);
}

void Flow::read_shares() {
    const Layout& l = layout_;
    const auto share = [](FaceKind kind, float value) {
        return kind == FaceKind::closed ? 0.0f : std::clamp(value, 0.0f, 1.0f);
    };
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j < l.ny; ++j)
            for (int i = 0; i <= l.nx; ++i) {
                const std::ptrdiff_t e = l.at(i, j, k);
                fields_.share_x[e] = share(kinds_.x[e], grid_->open_x[grid_->face_x(i, j, k)]);
            }
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j <= l.ny; ++j)
            for (int i = 0; i < l.nx; ++i) {
                const std::ptrdiff_t e = l.at(i, j, k);
                fields_.share_y[e] = share(kinds_.y[e], grid_->open_y[grid_->face_y(i, j, k)]);
            }
    for (int k = 0; k <= l.nz; ++k)
        for (int j = 0; j < l.ny; ++j)
            for (int i = 0; i < l.nx; ++i) {
                const std::ptrdiff_t e = l.at(i, j, k);
                fields_.share_z[e] = share(kinds_.z[e], grid_->open_z[grid_->face_z(i, j, k)]);
            }
    for (const auto& faces : grid_->opening_faces)
        for (const OpeningFace& face : faces) {
            FieldArray& field = face.axis == Axis::x
                                    ? fields_.share_x
                                    : (face.axis == Axis::y ? fields_.share_y : fields_.share_z);
            const std::ptrdiff_t e = element_of_face(layout_, face.axis, face.face);
            const auto number = static_cast<std::size_t>(face.face);
            const float open =
                face.axis == Axis::x
                    ? grid_->open_x[number]
                    : (face.axis == Axis::y ? grid_->open_y[number] : grid_->open_z[number]);
            if (field[e] > 0.0f)
                field[e] =
                    std::clamp(open, 0.0f, 1.0f) * static_cast<float>(settings_.opening_share);
        }
    collect_partial_faces();
    rims_.collect(fields_);
    shares_changed_ = true;
}

// Permanent faces that are partly open, and every face of an operable opening.
void Flow::collect_partial_faces() {
    const auto collect = [&](const std::vector<FaceKind>& kinds, const FieldArray& share,
                             std::vector<std::int32_t>& into) {
        into.clear();
        for (std::size_t e = 0; e < kinds.size(); ++e) {
            const float s = share[static_cast<std::ptrdiff_t>(e)];
            if (kinds[e] == FaceKind::operable || (s > 0.0f && s < 1.0f))
                into.push_back(static_cast<std::int32_t>(e));
        }
    };
    collect(kinds_.x, fields_.share_x, partial_.x);
    collect(kinds_.y, fields_.share_y, partial_.y);
    collect(kinds_.z, fields_.share_z, partial_.z);
}

void Flow::read_shares(std::span<const OpeningIndex> openings) {
    for (const OpeningIndex opening : openings) {
        if (!opening || opening.at() >= grid_->opening_faces.size()) continue;
        for (const OpeningFace& face : grid_->opening_faces[opening.at()]) {
            const std::ptrdiff_t e = element_of_face(layout_, face.axis, face.face);
            const auto& kinds = kinds_.along(face.axis);
            if (kinds[static_cast<std::size_t>(e)] == FaceKind::closed) continue;
            const auto number = static_cast<std::size_t>(face.face);
            FieldArray& share = face.axis == Axis::x
                                    ? fields_.share_x
                                    : (face.axis == Axis::y ? fields_.share_y : fields_.share_z);
            const float value =
                face.axis == Axis::x
                    ? grid_->open_x[number]
                    : (face.axis == Axis::y ? grid_->open_y[number] : grid_->open_z[number]);
            FieldArray& flow =
                face.axis == Axis::x ? fields_.u : (face.axis == Axis::y ? fields_.v : fields_.w);
            const float before = share[e];
            const float after =
                std::clamp(value, 0.0f, 1.0f) * static_cast<float>(settings_.opening_share);
            // The speed in the open part stays while the leaf moves.
            flow[e] = before > 0.0f ? flow[e] * (after / before) : 0.0f;
            share[e] = after;
        }
    }
    balance_.released_j += zones_.connect(fields_);
    shares_changed_ = true;
    still_ = false;
}

void Flow::set_leakage_area(OpeningIndex opening, double area_m2) {
    zones_.set_leakage_area(opening.value, area_m2);
}

bool Flow::outdoors_high(OpeningIndex opening) const {
    const Grid& g = *grid_;
    for (const OpeningFace& face : g.opening_faces[opening.at()]) {
        const std::ptrdiff_t e = element_of_face(layout_, face.axis, face.face);
        const Int3 c = layout_.cell(e);
        if (c.x < g.nx && c.y < g.ny && c.z < g.nz) return g.room[g.cell(c.x, c.y, c.z)] < 0;
    }
    return true;
}

void Flow::set_fan(OpeningIndex opening, double m3_s) {
    zones_.set_fan(opening.value, m3_s, outdoors_high(opening));
    driven_ = true;
    still_ = false;
}

void Flow::set_wind(OpeningIndex opening, double pascal) {
    const bool high = outdoors_high(opening);
    zones_.set_wind(opening.value, pascal, high);
    std::erase_if(wind_, [&](const WindFace& face) { return face.opening == opening; });
    if (pascal == 0) return;
    const auto push = static_cast<float>((high ? -pascal : pascal) / (ambient_density_ * h_));
    for (const OpeningFace& face : grid_->opening_faces[opening.at()])
        wind_.push_back({opening, face.axis,
                         static_cast<std::int32_t>(element_of_face(layout_, face.axis, face.face)),
                         push});
    driven_ = true;
    still_ = false;
}

// The wind pushes on the gas in an opening as on a piston: the same force per area as a difference
// of pressure across the face.
void Flow::apply_wind(double dt) {
    const FieldArray& lightness = pressure_.lightness();
    for (const WindFace& face : wind_) {
        const FieldArray& share = face.axis == Axis::x
                                      ? fields_.share_x
                                      : (face.axis == Axis::y ? fields_.share_y : fields_.share_z);
        FieldArray& star =
            face.axis == Axis::x ? star_u_ : (face.axis == Axis::y ? star_v_ : star_w_);
        const float light =
            0.5f * (lightness[face.element - layout_.stride(face.axis)] + lightness[face.element]);
        star[face.element] += static_cast<float>(dt) * share[face.element] * light * face.push;
    }
}

void Flow::set_temperature(std::ptrdiff_t element, double kelvin) {
    if (fluid_[static_cast<std::size_t>(element)] == 0) return;
    const double density = settings_.ambient_pressure_pa / (gas_constant * kelvin);
    const auto excess = static_cast<float>(density - ambient_density_);
    const float value = kelvin == settings_.ambient_temperature_k ? 0.0f : excess;
    float& cell = fields_.scalar[density_excess][element];
    first_excess_kg_ += (static_cast<double>(value) - static_cast<double>(cell)) * h_ * h_ * h_;
    cell = value;
    if (value != 0.0f) fields_.hold(density_excess, element);
}

double Flow::stable_step(double most) const {
    double dt = std::min(most, settings_.max_dt_s);
    if (largest_expansion_ * dt > largest_expansion_per_step * h_)
        dt = largest_expansion_per_step * h_ / largest_expansion_;
    const double rate = static_cast<double>(last_.fastest_rate);
    if (rate * dt <= settings_.courant * h_) return dt;
    const double shortest = settings_.courant * h_ / rate;
    const double longest = std::min(dt, Momentum::parts * shortest);
    Subcycles subcycles(subcycles_);
    subcycles.clear();
    subcycles.add_fast(pressure_.rates(), longest / h_, transport_limit, 1);
    const bool pays = longest > least_gain * (1 + repeated_cost * subcycles.share()) * shortest;
    return settings_.subcycles && subgrid_.acts() && pays ? longest : shortest;
}

void Flow::wall_heat_changed() {
    constexpr int parts = 8;
    double sums[parts];
    workers_->for_parts(parts, [&](int part) {
        sums[part] =
            flow_kernels::sum_of_rows(layout_, wall_heat_.data(), wall_rows_.data(),
                                      layout_.nz * part / parts, layout_.nz * (part + 1) / parts);
    });
    wall_heat_sum_w_ = 0;
    for (const double sum : sums) wall_heat_sum_w_ += sum;
}

// h times the divergence that heat causes, in each cell: (gamma-1)/(gamma p) Q/h^2.
void Flow::prepare_expansion(double dt, std::span<const CellSource> sources) {
    const auto per_watt = static_cast<float>(
        (heat_ratio - 1) / (heat_ratio * settings_.ambient_pressure_pa) / (h_ * h_));
    const Layout& l = layout_;
    workers_->for_parts(8, [&](int part) {
        const int first = l.nz * part / 8, last = l.nz * (part + 1) / 8;
        for (int k = first; k < last; ++k)
            for (int j = 0; j < l.ny; ++j) {
                const auto row = static_cast<std::size_t>(l.row_number(j, k));
                float* const out = expansion_.data() + l.row(j, k);
                if (wall_rows_[row] != 0) {
                    expands_[row] = flow_kernels::expansion_row(l, wall_heat_.data() + l.row(j, k),
                                                                per_watt, out);
                } else if (!expands_[row].empty()) {
                    std::memset(out, 0, static_cast<std::size_t>(l.nx) * sizeof(float));
                    expands_[row] = {};
                }
            }
    });
    double heat = 0;
    float largest = 0;
    for (const CellSource& source : sources) {
        if (source.heat_w == 0.0f) continue;
        float& cell = expansion_[source.element];
        cell += per_watt * source.heat_w;
        largest = std::max(largest, std::abs(cell));
        const std::ptrdiff_t i = source.element % l.sy - Layout::lead;
        expands_[static_cast<std::size_t>(source.element / l.sy)].widen(
            RowSpan::of_cells(i, i + 1));
        heat += static_cast<double>(source.heat_w);
        if (source.heat_w > 0) balance_.heat_released_j += static_cast<double>(source.heat_w) * dt;
    }
    largest_expansion_ = static_cast<double>(largest);
    balance_.wall_loss_j += wall_heat_sum_w_ * dt;
    balance_.heat_j += (heat - wall_heat_sum_w_) * dt;
    balance_.driven_out_kg += std::abs(heat) * dt * (heat_ratio - 1) /
                              (heat_ratio * settings_.ambient_pressure_pa) * ambient_density_;
    zones_.advance(dt, fields_, expansion_, expands_, *workers_);
}

// Gaps of shut openings: their flow is known before the pressure. Momentum must not take their thin
// jets for the wind of a whole face.
void Flow::apply_leaks(bool open) {
    for (const Zones::Leak& leak : zones_.leaks()) {
        if (!leak.flows()) continue;
        const auto flow = static_cast<float>(
            open ? leak.flow / (h_ * h_ * static_cast<double>(leak.faces.size())) : 0.0);
        for (const Zones::LeakFace& face : leak.faces) {
            if (open) {
                (face.axis == Axis::x ? star_u_
                                      : (face.axis == Axis::y ? star_v_ : star_w_))[face.element] =
                    flow;
            } else {
                (face.axis == Axis::x
                     ? fields_.u
                     : (face.axis == Axis::y ? fields_.v : fields_.w))[face.element] = flow;
            }
        }
    }
}

bool Flow::at_rest(std::span<const CellSource> sources) const {
    if (!sources.empty() || wall_heat_sum_w_ != 0 || driven_) return false;
    for (const auto& holds : fields_.holds)
        if (std::find(holds.begin(), holds.end(), 1) != holds.end()) return false;
    for (const Zones::Zone& zone : zones_.zones())
        if (zone.pressure != 0) return false;
    return true;
}

void Flow::step(double dt, std::span<const CellSource> sources) {
    time_s_ += dt;
    ++steps_;
    // Still ambient air that nothing disturbs stays as it is.
    if (still_ || steps_ == 1) still_ = at_rest(sources);
    if (still_) return;
    {
        const Stopwatch watch(seconds_[coefficients]);
        pressure_.update_coefficients(fields_, static_cast<float>(ambient_density_),
                                      shares_changed_, *workers_);
        hierarchy_stale_ = hierarchy_stale_ || shares_changed_;
        shares_changed_ = false;
        if (hierarchy_stale_ || ++steps_since_refresh_ >= steps_between_refreshes) {
            pressure_.refresh_hierarchy(*workers_);
            zones_.centre_pressure(fields_.pressure, *workers_);
            hierarchy_stale_ = false;
            steps_since_refresh_ = 0;
        }
    }
    {
        const Stopwatch watch(seconds_[expansion]);
        prepare_expansion(dt, sources);
    }
    {
        const Stopwatch watch(seconds_[momentum]);
        apply_leaks(false);
        // Steps of subcycles are as long as two others.
        const bool were_subcycled = subcycles_.any();
        subcycles_.clear();
        subcycles_.add_fast(pressure_.rates(), dt / h_, transport_limit, 1);
        if (were_subcycled || subcycles_.any()) steps_to_viscosity_ = 0;
        if (subgrid_.acts() && steps_to_viscosity_-- <= 0) {
            subgrid_.find_viscosity(fields_, plumes_, *grid_, subcycles_, dt, *workers_);
            steps_to_viscosity_ = steps_between_viscosities - 1;
        }
        momentum_.predict(fields_, pressure_.lightness(), partial_, rims_, subgrid_, subcycles_, dt,
                          h_, star_u_, star_v_, star_w_, *workers_);
        if (subgrid_.acts())
            friction_.slow(fields_, pressure_.lightness(), dt, h_, star_u_, star_v_, star_w_,
                           *workers_);
        apply_leaks(true);
        apply_wind(dt);
    }
    {
        const Stopwatch watch(seconds_[projection]);
        const double owed_m3 =
            std::max(owed_share * balance_.driven_out_kg / ambient_density_, owed_floor_m3);
        // The predicted velocities take the place of the old ones, and are corrected there.
        fields_.u.swap(star_u_);
        fields_.v.swap(star_v_);
        fields_.w.swap(star_w_);
        last_ = pressure_.project(fields_, expansion_, dt, settings_.divergence_tolerance,
                                  residual_floor, owed_m3 / (h_ * h_ * dt),
                                  settings_.most_iterations, *workers_);
        iterations_ += last_.iterations;
    }
    {
        const Stopwatch watch(seconds_[transport]);
        // The gas may be faster now.
        subcycles_.add_fast(pressure_.rates(), dt / h_, transport_limit, subcycles_.parts);
        if (subcycles_.any() && !subgrid_.acts()) subcycles_.make_all_fast(subcycles_.parts);
        const double area = h_ * h_;
        for (int part = 0; part < subcycles_.parts; ++part) {
            const Outflow out = transport_.advance(fields_, expansion_, expands_,
                                                   static_cast<float>(ambient_density_), subcycles_,
                                                   part, dt, h_, *workers_);
            balance_.carried_out_j +=
                heat_ratio / (heat_ratio - 1) * settings_.ambient_pressure_pa * out.volume * area;
            const double mass_out =
                (ambient_density_ * out.volume + out.scalar[density_excess]) * area;
            balance_.mass_out_kg += mass_out;
            balance_.turned_over_kg += std::abs(mass_out);
            for (int s = 0; s < scalar_count; ++s) balance_.out_kg[s] += out.scalar[s] * area;
            if (subgrid_.acts())
                subgrid_.mix(fields_, subcycles_, part, dt, h_, *workers_);
            else
                fields_.take_next();
        }
        const double per_volume = dt / (h_ * h_ * h_);
        for (const CellSource& source : sources) {
            for (int s = soot; s < scalar_count; ++s) {
                const auto rate = static_cast<double>(source.mass_kg_s[s]);
                if (rate == 0) continue;
                fields_.scalar[s][source.element] += static_cast<float>(rate * per_volume);
                fields_.hold(s, source.element);
                balance_.added_kg[s] += rate * dt;
            }
        }
    }
}

namespace flow_kernels {

FIREDRILL_VECTOR_CLONES
float largest_size(const float* field, std::ptrdiff_t n) {
    std::int32_t largest = 0;  // sizes compare like integers
    for (std::ptrdiff_t e = 0; e < n; ++e) {
        const std::int32_t bits = __builtin_bit_cast(std::int32_t, field[e]) & 0x7fffffff;
        largest = largest > bits ? largest : bits;
    }
    return __builtin_bit_cast(float, largest);
}

}  // namespace flow_kernels

double Flow::largest_flow() const {
    float largest = 0;
    for (const FieldArray* field : {&fields_.u, &fields_.v, &fields_.w})
        largest = std::max(largest, flow_kernels::largest_size(field->data(), layout_.size));
    return static_cast<double>(largest);
}

FlowBalance Flow::balance() const {
    FlowBalance balance = balance_;
    balance.stored_j = zones_.stored_energy();
    return balance;
}

std::array<double, scalar_count> Flow::content_kg() const {
    std::array<double, scalar_count> sum{};
    for (int s = 0; s < scalar_count; ++s)
        sum[s] = flow_kernels::sum_of_rows(layout_, fields_.scalar[s].data(),
                                           fields_.holds[s].data(), 0, layout_.nz) *
                 (h_ * h_ * h_);
    return sum;
}

double Flow::mass_error() const {
    if (balance_.driven_out_kg <= 0) return 0;
    const double change = content_kg()[density_excess] - first_excess_kg_;
    const double least_kg = least_heat_j * (heat_ratio - 1) /
                            (heat_ratio * settings_.ambient_pressure_pa) * ambient_density_;
    return std::abs(change + balance_.mass_out_kg) /
           std::max({balance_.driven_out_kg, balance_.turned_over_kg, least_kg});
}

double Flow::energy_error() const {
    if (balance_.heat_released_j <= 0) return 0;
    const double missing =
        balance_.heat_j - balance_.carried_out_j - balance_.released_j - zones_.stored_energy();
    return std::abs(missing) / std::max(balance_.heat_released_j, least_heat_j);
}

double Flow::scalar_error(Scalar scalar) const {
    const double added = balance_.added_kg[scalar];
    if (added <= 0) return 0;
    return std::abs(content_kg()[scalar] + balance_.out_kg[scalar] - added) / added;
}

std::uint64_t Flow::hash() const {
    // Each field by itself, so that threads share the work; then the fields' hashes in their order.
    const auto size = static_cast<std::size_t>(layout_.size);
    std::array<const FieldArray*, 4 + scalar_count> fields{&fields_.u, &fields_.v, &fields_.w,
                                                           &fields_.pressure};
    for (int s = 0; s < scalar_count; ++s) fields[4 + s] = &fields_.scalar[s];
    std::array<std::uint64_t, 4 + scalar_count> part{};
    workers_->for_parts(static_cast<int>(fields.size()), [&](int f) {
        StateHash of_field;
        of_field.add_all(std::span<const float>(fields[f]->data(), size));
        part[f] = of_field.value();
    });
    StateHash hash;
    for (const std::uint64_t value : part) hash.add(value);
    for (const Zones::Zone& zone : zones_.zones()) hash.add(zone.pressure);
    hash.add(time_s_);
    return hash.value();
}

std::vector<std::pair<std::string, double>> Flow::stage_times() const {
    return {{"coefficients", seconds_[coefficients]},
            {"expansion", seconds_[expansion]},
            {"momentum", seconds_[momentum]},
            {"pressure", seconds_[projection]},
            {"transport", seconds_[transport]}};
}

}  // namespace firedrill
