#include "fire/walls/gas_columns.hpp"

#include <algorithm>
#include <cmath>

#include "base/vector_clones.hpp"
#include "fire/probe.hpp"

namespace firedrill {
namespace {

// Diffuse radiation passes a slab as a beam passes one 1.66 times as thick (Elsasser 1942).
constexpr double diffusivity = 1.66;
constexpr int parts = 16;
constexpr double heat_capacity = gas_constant * heat_ratio / (heat_ratio - 1);  // [J/(kg K)]
// No cell gives up more than this part of its heat in a step of the walls.
constexpr double most_of_heat = 0.5;

}  // namespace

namespace column_kernels {

// One row of cells: what is in them, and where flames fill them (null: nowhere).
struct SlabRow {
    const float *excess, *soot, *oxygen_used, *start_k;
    const std::uint8_t* flames;
    float ambient_density, ambient_k, thickness_m, step_s;
    float soot_part, used_part;  // of the optical thickness, per kg/m3 (soot also per kelvin)
    float *passes, *black;
};

FIREDRILL_VECTOR_CLONES
void see_row(const SlabRow& r, int n) {
    const float* __restrict const excess = r.excess;
    const float* __restrict const soot_of = r.soot;
    const float* __restrict const used_of = r.oxygen_used;
    const float* __restrict const start_of = r.start_k;
    float* __restrict const passes = r.passes;
    float* __restrict const black = r.black;
    n = FIREDRILL_WHOLE(n);
    const float heavy = r.ambient_density * r.ambient_k;
    constexpr auto sigma = static_cast<float>(stefan_boltzmann);
    const float kept =
        static_cast<float>(most_of_heat * heat_capacity) * r.thickness_m / (2.0f * r.step_s);
    FIREDRILL_INDEPENDENT
    for (int i = 0; i < n; ++i) {
        const float density = r.ambient_density + excess[i], kelvin = heavy / density;
        const float start = start_of[i];
        const float thick = r.soot_part * soot_of[i] * kelvin + r.used_part * used_of[i];
        // exp(-thick) within 0.3 % below 0.3, and never too small.
        const float share = 1.0f / (1.0f + thick + 0.5f * thick * thick);
        // T^4 - T0^4, without taking two large numbers from each other.
        const float above = kelvin - start;
        const float emission = sigma * above * (kelvin + start) * (kelvin * kelvin + start * start);
        const float least = emission > 0.0f ? 1.0f - kept * density * above / emission : 0.0f;
        const bool seen = thick > 0.0f;
        passes[i] = seen ? (share > least ? share : least) : 1.0f;
        black[i] = seen ? emission : 0.0f;
    }
    if (r.flames == nullptr) return;
    for (int i = 0; i < n; ++i) {
        if (r.flames[i] == 0) continue;
        passes[i] = 1.0f;
        black[i] = 0.0f;
    }
}

// What comes along columns through one row of cells, and what these lose to the surface behind.
struct AlongRow {
    const float *passes, *black, *behind;
    float *gas, *clear, *reach, *lost;
};

FIREDRILL_VECTOR_CLONES
void go_along_row(const AlongRow& r, int n) {
    const float* __restrict const passes = r.passes;
    const float* __restrict const black = r.black;
    const float* __restrict const behind = r.behind;
    float* __restrict const gas = r.gas;
    float* __restrict const clear = r.clear;
    float* __restrict const reach = r.reach;
    float* __restrict const lost = r.lost;
    FIREDRILL_INDEPENDENT
    for (int i = 0; i < n; ++i) {
        const float kept = 1.0f - passes[i];
        lost[i] += reach[i] * kept * (black[i] - behind[i]);
        reach[i] *= passes[i];
        gas[i] = gas[i] * passes[i] + kept * black[i];
        clear[i] *= passes[i];
    }
}

}  // namespace column_kernels

GasColumns::GasColumns(const Flow& flow, double indoor_k)
    : layout_(flow.layout()),
      h_(flow.grid().h),
      face_(layout_),
      start_k_(layout_),
      can_close_(static_cast<std::size_t>(layout_.rows()), 0),
      seen_(static_cast<std::size_t>(layout_.ny), 0),
      lost_w_(layout_),
      rows_(static_cast<std::size_t>(layout_.rows()), 0),
      work_(static_cast<std::size_t>(parts) * static_cast<std::size_t>(layout_.width) *
            static_cast<std::size_t>(2 * layout_.nz + 4)) {
    const Layout& l = layout_;
    const Grid& grid = flow.grid();
    start_k_.fill(static_cast<float>(flow.ambient_temperature()));
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j < l.ny; ++j)
            for (int i = 0; i < l.nx; ++i)
                if (grid.room[grid.cell(i, j, k)] >= 0)
                    start_k_[l.at(i, j, k)] = static_cast<float>(indoor_k);
    for (int k = 0; k <= l.nz; ++k)
        for (int j = 0; j < l.ny; ++j) {
            std::uint8_t& can_close = can_close_[static_cast<std::size_t>(l.row_number(j, k))];
            for (int i = 0; i < l.nx && can_close == 0; ++i)
                can_close =
                    flow.kinds().z[static_cast<std::size_t>(l.at(i, j, k))] != FaceKind::open ||
                            flow.fields().share_z[l.at(i, j, k)] < wall_share
                        ? 1
                        : 0;
        }
}

void GasColumns::add_face(std::int32_t face, std::ptrdiff_t element) {
    face_[element] = face + 1;
    const auto count = static_cast<std::size_t>(face) + 1;
    if (low_.size() < count) low_.resize(count), high_.resize(count);
}

bool GasColumns::has_smoke(const Fields& fields, int j) const {
    for (int k = 0; k < layout_.nz; ++k) {
        const auto row = static_cast<std::size_t>(layout_.row_number(j, k));
        if ((fields.holds[soot][row] | fields.holds[oxygen_used][row]) != 0) return true;
    }
    return false;
}

// For each cell of a slice: the share that it lets through, and what a black body as warm as it
// sends out above the start's temperature [W/m2]. The gas is taken to be at the ambient pressure: a
// closed room's few hundred pascals are some tenths of a kelvin.
void GasColumns::see_slabs(double dt, const Flow& flow, std::span<const std::uint8_t> flames, int j,
                           float* passes, float* black) const {
    const Fields& f = flow.fields();
    const Layout& l = layout_;
    column_kernels::SlabRow row{};
    row.ambient_density = static_cast<float>(flow.ambient_density());
    row.ambient_k = static_cast<float>(flow.ambient_temperature());
    row.thickness_m = static_cast<float>(h_);
    row.step_s = static_cast<float>(dt);
    row.soot_part = static_cast<float>(diffusivity * h_ * absorption_1_m(1, 0, 1));
    row.used_part = static_cast<float>(diffusivity * h_ * absorption_1_m(0, 1, 1));
    for (int k = 0; k < l.nz; ++k) {
        const auto number = static_cast<std::size_t>(l.row_number(j, k));
        row.passes = passes + static_cast<std::ptrdiff_t>(k) * l.width;
        row.black = black + static_cast<std::ptrdiff_t>(k) * l.width;
        if ((f.holds[soot][number] | f.holds[oxygen_used][number]) == 0) {
            std::fill_n(row.passes, l.nx, 1.0f);
            std::fill_n(row.black, l.nx, 0.0f);
            continue;
        }
        const std::ptrdiff_t e = l.row(j, k);
        row.excess = f.scalar[density_excess].data() + e;
        row.soot = f.scalar[soot].data() + e;
        row.oxygen_used = f.scalar[oxygen_used].data() + e;
        row.start_k = start_k_.data() + e;
        row.flames = flames.empty() ? nullptr : flames.data() + e;
        column_kernels::see_row(row, l.width);
    }
}

// Along the columns of a slice, down or up. What comes along falls on the surface at the end; what
// each cell sends back falls on the surface at the beginning.
void GasColumns::sweep(const Flow& flow, std::span<const Surface> surface, int j, bool down,
                       const float* passes, const float* black, float* work) {
    const Layout& l = layout_;
    const FieldArray& share = flow.fields().share_z;
    const auto area = static_cast<float>(h_ * h_);
    float* const gas = work;                  // comes along the column
    float* const clear = work + l.width;      // share seen of the beginning
    float* const reach = work + 2 * l.width;  // emissivity, area and share to the surface behind
    float* const behind = work + 3 * l.width;
    std::fill_n(gas, l.nx, 0.0f);
    std::fill_n(clear, l.nx, 1.0f);
    std::fill_n(reach, l.nx, 0.0f);
    std::fill_n(behind, l.nx, 0.0f);
    const auto meet = [&](int k) {  // the faces below the cells of row k
        if (can_close_[static_cast<std::size_t>(l.row_number(j, k))] == 0) return;
        for (int i = 0; i < l.nx; ++i) {
            const std::ptrdiff_t e = l.at(i, j, k);
            if (share[e] >= wall_share) continue;
            const std::int32_t number = face_[e] - 1;
            reach[i] = 0;
            if (number >= 0) {
                const auto f = static_cast<std::size_t>(number);
                (down ? high_ : low_)[f] = {gas[i], clear[i]};
                reach[i] = surface[f].emissivity * area * (1 - share[e]);
                behind[i] = down ? surface[f].low_w_m2 : surface[f].high_w_m2;
            }
            gas[i] = 0;
            clear[i] = 1;
        }
    };
    for (int n = 0; n < l.nz; ++n) {
        const int k = down ? l.nz - 1 - n : n;
        meet(down ? k + 1 : k);
        const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(k) * l.width;
        column_kernels::go_along_row(
            {passes + row, black + row, behind, gas, clear, reach, lost_w_.data() + l.row(j, k)},
            l.nx);
    }
    meet(down ? 0 : l.nz);
}

void GasColumns::exchange(double dt, const Flow& flow, std::span<const Surface> surface,
                          std::span<const std::uint8_t> flames, Workers& workers) {
    const Layout& l = layout_;
    workers.for_parts(parts, [&](int part) {
        float* const passes = work_.data() + static_cast<std::ptrdiff_t>(part) * l.width *
                                                 static_cast<std::ptrdiff_t>(2 * l.nz + 4);
        float* const black = passes + static_cast<std::ptrdiff_t>(l.nz) * l.width;
        float* const work = black + static_cast<std::ptrdiff_t>(l.nz) * l.width;
        for (int j = l.ny * part / parts; j < l.ny * (part + 1) / parts; ++j) {
            const bool smoke = has_smoke(flow.fields(), j);
            std::uint8_t& seen = seen_[static_cast<std::size_t>(j)];
            if (!smoke && seen == 0) continue;
            seen = smoke ? 1 : 0;
            for (int k = 0; k < l.nz; ++k) {
                std::fill_n(lost_w_.data() + l.row(j, k), l.nx, 0.0f);
                rows_[static_cast<std::size_t>(l.row_number(j, k))] = seen;
            }
            see_slabs(dt, flow, flames, j, passes, black);
            sweep(flow, surface, j, true, passes, black, work);
            sweep(flow, surface, j, false, passes, black, work);
        }
    });
}

}  // namespace firedrill
