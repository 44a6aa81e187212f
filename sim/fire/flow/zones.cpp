#include "fire/flow/zones.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "fire/flow/lanes.hpp"

namespace firedrill {
namespace {

constexpr double laminar_pa = 1.0;  // pressure difference below which a gap's flow is linear
// Of the dynamic pressure at a gap. What flows through gaps has to be set in motion all the way to
// them, and the pressure that this takes shows at the gaps, too: followed faster than gas on its
// way gathers speed (inertance times conductance of the gaps behind it: 0.6 s in a block of rented
// rooms), it makes the gaps' flows swing from one step to the next.
constexpr double smoothing_s = 5;
constexpr int sweeps = 4;                   // Newton sweeps over the zones per step
constexpr int parts = 8;                    // of work on all components
constexpr int pieces_per_component = 8;     // of large ones
constexpr std::size_t worth_sharing = 512;  // runs

std::int32_t root_of(std::vector<std::int32_t>& parent, std::int32_t i) {
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

}  // namespace

namespace zone_kernels {

FIREDRILL_VECTOR_CLONES
double sum_runs(const float* field, const Zones::Run* run, std::size_t n) {
    double sum = 0;
    for (std::size_t r = 0; r < n; ++r) sum += row_sum(field + run[r].start, run[r].length);
    return sum;
}

FIREDRILL_VECTOR_CLONES
void add_to_runs(float* field, float value, const Zones::Run* run, std::size_t n) {
    for (std::size_t r = 0; r < n; ++r) {
        float* const f = field + run[r].start;
        FIREDRILL_INDEPENDENT
        for (std::int32_t i = 0; i < run[r].length; ++i) f[i] += value;
    }
}

}  // namespace zone_kernels

Zones::Zones(const Grid& grid, const Layout& layout, const FaceKinds& kinds,
             const std::vector<std::uint8_t>& fluid, double ambient_pressure,
             double ambient_density)
    : layout_(layout),
      h_(grid.h),
      ambient_pressure_(ambient_pressure),
      ambient_density_(ambient_density) {
    const Layout& l = layout_;
    component_.assign(static_cast<std::size_t>(l.size), -1);
    std::vector<std::int32_t> queue;
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j < l.ny; ++j)
            for (int i = 0; i < l.nx; ++i) {
                const std::ptrdiff_t seed = l.at(i, j, k);
                if (fluid[seed] == 0 || component_[seed] >= 0) continue;
                const auto number = static_cast<std::int32_t>(components_.size());
                components_.emplace_back();
                Component& component = components_.back();
                queue.assign(1, static_cast<std::int32_t>(seed));
                component_[seed] = number;
                while (!queue.empty()) {
                    const std::int32_t e = queue.back();
                    queue.pop_back();
                    component.cells += 1;
                    const std::array<std::pair<std::ptrdiff_t, FaceKind>, 6> sides{
                        {{e - 1, kinds.x[e]},
                         {e + 1, kinds.x[e + 1]},
                         {e - l.sy, kinds.y[e]},
                         {e + l.sy, kinds.y[e + l.sy]},
                         {e - l.sz, kinds.z[e]},
                         {e + l.sz, kinds.z[e + l.sz]}}};
                    for (const auto& [other, kind] : sides) {
                        if (kind != FaceKind::open) continue;
                        const Int3 c = l.cell(other);
                        if (c.x < 0 || c.y < 0 || c.z < 0 || c.x >= l.nx || c.y >= l.ny ||
                            c.z >= l.nz) {
                            component.atmosphere = true;
                        } else if (fluid[other] != 0 && component_[other] < 0) {
                            component_[other] = number;
                            queue.push_back(static_cast<std::int32_t>(other));
                        }
                    }
                }
            }
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j < l.ny; ++j)
            for (int i = 0; i < l.nx;) {
                const std::ptrdiff_t e = l.at(i, j, k);
                const std::int32_t c = component_[e];
                int end = i + 1;
                while (end < l.nx && component_[l.at(end, j, k)] == c) ++end;
                if (c >= 0) components_[c].runs.push_back({static_cast<std::int32_t>(e), end - i});
                i = end;
            }

    for (std::size_t o = 0; o < grid.opening_faces.size(); ++o) {
        std::map<std::pair<std::int32_t, std::int32_t>, Leak> between;
        for (const OpeningFace& face : grid.opening_faces[o]) {
            const std::ptrdiff_t e = element_of_face(l, face.axis, face.face);
            const std::int32_t low = component_[e - l.stride(face.axis)], high = component_[e];
            // A fan may blow from a room to the outdoors that a hole joins.
            if (low < 0 || high < 0 || (low == high && o < grid.first_vent)) continue;
            Leak& leak = between[{low, high}];
            leak.opening = static_cast<std::int32_t>(o);
            leak.low = low;
            leak.high = high;
            leak.faces.push_back({face.axis, static_cast<std::int32_t>(e)});
        }
        for (auto& [pair, leak] : between) leaks_.push_back(std::move(leak));
    }
    const std::size_t n = components_.size();
    parent_.assign(n, 0);
    zone_before_.assign(n, -1);
    zone_of_root_.assign(n, -1);
    zones_.reserve(n);
    before_.reserve(n);
    cut_into_pieces();
}

void Zones::cut_into_pieces() {
    std::size_t runs = 0;
    for (std::size_t c = 0; c < components_.size(); ++c) {
        Component& component = components_[c];
        const std::size_t n = component.runs.size();
        const std::size_t pieces = n < worth_sharing ? 1 : pieces_per_component;
        for (std::size_t p = 0; p < pieces; ++p)
            pieces_.push_back(
                {static_cast<std::int32_t>(c), n * p / pieces, n * (p + 1) / pieces, 0.0});
        runs += n;
        for (const Run& run : component.runs) {
            const auto row = static_cast<std::int32_t>(run.start / layout_.sy);
            const std::ptrdiff_t i = run.start % layout_.sy - Layout::lead;
            if (component.rows.empty() || component.rows.back().first != row)
                component.rows.emplace_back(row, RowSpan{});
            component.rows.back().second.widen(RowSpan::of_cells(i, i + run.length));
        }
    }
    std::size_t before = 0;
    for (std::size_t p = 0; p < pieces_.size(); ++p) {
        while (first_piece_.size() * runs <= before * parts && first_piece_.size() < parts)
            first_piece_.push_back(p);
        before += pieces_[p].last - pieces_[p].first;
    }
    first_piece_.resize(parts + 1, pieces_.size());
}

void Zones::set_leakage_area(std::int32_t opening, double area) {
    std::size_t faces = 0;
    for (const Leak& leak : leaks_)
        if (leak.opening == opening) faces += leak.faces.size();
    for (Leak& leak : leaks_)
        if (leak.opening == opening)
            leak.area = area * static_cast<double>(leak.faces.size()) / static_cast<double>(faces);
}

void Zones::set_fan(std::int32_t opening, double m3_s, bool outdoors_high) {
    std::size_t faces = 0;
    for (const Leak& leak : leaks_)
        if (leak.opening == opening) faces += leak.faces.size();
    for (Leak& leak : leaks_)
        if (leak.opening == opening)
            leak.fan = (outdoors_high ? m3_s : -m3_s) * static_cast<double>(leak.faces.size()) /
                       static_cast<double>(faces);
}

void Zones::set_wind(std::int32_t opening, double pascal, bool outdoors_high) {
    for (Leak& leak : leaks_)
        if (leak.opening == opening) leak.wind = outdoors_high ? -pascal : pascal;
}

double Zones::connect(const Fields& fields) {
    const std::size_t n = components_.size();
    for (std::size_t c = 0; c < n; ++c) {
        parent_[c] = static_cast<std::int32_t>(c);
        zone_before_[c] = before_.empty() && zones_.empty() ? -1 : components_[c].zone;
        zone_of_root_[c] = -1;
    }
    for (Leak& leak : leaks_) {
        leak.shut = true;
        for (const LeakFace& face : leak.faces) {
            const FieldArray& share =
                face.axis == Axis::x ? fields.share_x
                                     : (face.axis == Axis::y ? fields.share_y : fields.share_z);
            if (share[face.element] > 0.0f) leak.shut = false;
        }
        if (leak.shut) continue;
        leak.flow = leak.difference = 0;
        const std::int32_t a = root_of(parent_, leak.low), b = root_of(parent_, leak.high);
        parent_[std::max(a, b)] = std::min(a, b);
    }
    before_ = zones_;
    zones_.clear();
    double released = 0;
    for (std::size_t c = 0; c < n; ++c) {
        const std::int32_t root = root_of(parent_, static_cast<std::int32_t>(c));
        if (zone_of_root_[root] < 0) {
            zone_of_root_[root] = static_cast<std::int32_t>(zones_.size());
            zones_.push_back({false, 0, 0, 0, 0});
        }
        Component& component = components_[c];
        Zone& zone = zones_[zone_of_root_[root]];
        component.zone = zone_of_root_[root];
        const double volume = component.cells * h_ * h_ * h_;
        zone.atmosphere = zone.atmosphere || component.atmosphere;
        zone.volume += volume;
        if (zone_before_[c] >= 0) zone.pressure += before_[zone_before_[c]].pressure * volume;
    }
    for (Zone& zone : zones_) {
        if (zone.atmosphere) {
            released += zone.pressure / (heat_ratio - 1);
            zone.pressure = 0;
        } else {
            zone.pressure /= zone.volume;
        }
    }
    return released;
}

// Flow through a gap from low to high, and its derivative by the pressure difference.
double Zones::leak_flow(const Leak& leak, double& slope) const {
    slope = 0;
    if (leak.fan != 0) return leak.fan;
    const double d = zones_[components_[leak.low].zone].pressure -
                     zones_[components_[leak.high].zone].pressure + leak.difference + leak.wind;
    const double c = orifice_coefficient * leak.area * std::sqrt(2.0 / ambient_density_);
    const double size = std::abs(d) + laminar_pa;
    const double root = std::sqrt(size);
    slope = c * (0.5 * std::abs(d) + laminar_pa) / (size * root);
    return c * d / root;
}

void Zones::advance(double dt, const Fields& fields, FieldArray& expansion, RowSpans& expands,
                    Workers& workers) {
    // gamma p; a zone's pressure differs from the ambient by less than a percent.
    const double bulk_modulus = heat_ratio * ambient_pressure_;
    for (Zone& zone : zones_) zone.source = zone.rate = 0;
    workers.for_parts(parts, [&](int part) {
        for (std::size_t p = first_piece_[part]; p < first_piece_[part + 1]; ++p) {
            Piece& piece = pieces_[p];
            const Component& component = components_[piece.component];
            if (zones_[component.zone].atmosphere) continue;
            piece.sum = zone_kernels::sum_runs(
                expansion.data(), component.runs.data() + piece.first, piece.last - piece.first);
        }
    });
    bool any_closed = false;
    for (std::size_t p = 0; p < pieces_.size();) {
        const std::int32_t c = pieces_[p].component;
        double sum = 0;
        for (; p < pieces_.size() && pieces_[p].component == c; ++p) sum += pieces_[p].sum;
        Zone& zone = zones_[components_[c].zone];
        if (zone.atmosphere) continue;
        any_closed = true;
        zone.source += sum * h_ * h_;
    }

    const double to_pascal = ambient_density_ * h_;
    const double follow = dt / (dt + smoothing_s);
    for (Leak& leak : leaks_) {
        if (!leak.shut || leak.area <= 0) continue;
        double low = 0, high = 0;
        for (const LeakFace& face : leak.faces) {
            low += static_cast<double>(fields.pressure[face.element - layout_.stride(face.axis)]);
            high += static_cast<double>(fields.pressure[face.element]);
        }
        const double difference = (low - high) / static_cast<double>(leak.faces.size()) * to_pascal;
        leak.difference += follow * (difference - leak.difference);
    }

    // Implicit in the pressures: each zone in turn takes a Newton step of its own balance.
    if (any_closed) {
        before_ = zones_;
        for (int sweep = 0; sweep < sweeps; ++sweep)
            for (std::size_t z = 0; z < zones_.size(); ++z) {
                Zone& zone = zones_[z];
                if (zone.atmosphere) continue;
                const double capacity = zone.volume / (bulk_modulus * dt);
                double balance = zone.source - capacity * (zone.pressure - before_[z].pressure);
                double slope = capacity;
                for (const Leak& leak : leaks_) {
                    if (!leak.shut) continue;
                    const auto low = static_cast<std::size_t>(components_[leak.low].zone);
                    const auto high = static_cast<std::size_t>(components_[leak.high].zone);
                    if (low == high || (low != z && high != z)) continue;
                    double leak_slope = 0;
                    const double flow = leak_flow(leak, leak_slope);
                    balance -= low == z ? flow : -flow;
                    slope += leak_slope;
                }
                zone.pressure += balance / slope;
            }
    }
    for (Leak& leak : leaks_) {
        double slope = 0;
        leak.flow = leak.flows() ? leak_flow(leak, slope) : 0.0;
    }
    if (!any_closed) return;

    // The rate that these flows imply, exactly: the pressure equation must be solvable.
    for (const Leak& leak : leaks_) {
        Zone& low = zones_[components_[leak.low].zone];
        Zone& high = zones_[components_[leak.high].zone];
        low.rate -= leak.flow;
        high.rate += leak.flow;
    }
    for (std::size_t z = 0; z < zones_.size(); ++z) {
        Zone& zone = zones_[z];
        if (zone.atmosphere) {
            zone.rate = 0;
            continue;
        }
        const double rate = (zone.source + zone.rate) / zone.volume;  // dp/dt/(gamma p) [1/s]
        zone.rate = bulk_modulus * rate;
        zone.pressure = before_[z].pressure + dt * zone.rate;
    }
    const auto is_compressed = [](const Zone& zone) {
        return !zone.atmosphere && zone.rate != 0.0;
    };
    workers.for_parts(parts, [&](int part) {
        for (std::size_t p = first_piece_[part]; p < first_piece_[part + 1]; ++p) {
            const Piece& piece = pieces_[p];
            const Component& component = components_[piece.component];
            const Zone& zone = zones_[component.zone];
            if (is_compressed(zone))
                zone_kernels::add_to_runs(
                    expansion.data(), static_cast<float>(-h_ * zone.rate / bulk_modulus),
                    component.runs.data() + piece.first, piece.last - piece.first);
        }
    });
    for (const Component& component : components_)
        if (is_compressed(zones_[component.zone]))
            for (const auto& [row, span] : component.rows)
                expands[static_cast<std::size_t>(row)].widen(span);
}

void Zones::centre_pressure(FieldArray& pressure, Workers& workers) {
    for (std::size_t z = 0; z < zones_.size(); ++z) {
        if (zones_[z].atmosphere) continue;
        double sum = 0, cells = 0;
        for (const Component& component : components_) {
            if (component.zone != static_cast<std::int32_t>(z)) continue;
            sum += zone_kernels::sum_runs(pressure.data(), component.runs.data(),
                                          component.runs.size());
            cells += component.cells;
        }
        const auto mean = static_cast<float>(sum / cells);
        if (mean == 0.0f) continue;
        for (const Component& component : components_) {
            if (component.zone != static_cast<std::int32_t>(z)) continue;
            const std::size_t n = component.runs.size();
            const int pieces = n < worth_sharing ? 1 : pieces_per_component;
            workers.for_parts(pieces, [&](int piece) {
                const std::size_t a = n * piece / pieces, b = n * (piece + 1) / pieces;
                zone_kernels::add_to_runs(pressure.data(), -mean, component.runs.data() + a, b - a);
            });
        }
    }
}

double Zones::stored_energy() const {
    double sum = 0;
    for (const Zone& zone : zones_)
        if (!zone.atmosphere) sum += zone.pressure * zone.volume / (heat_ratio - 1);
    return sum;
}

}  // namespace firedrill
