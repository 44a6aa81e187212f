#include "fire/walls/gas_columns.hpp"

#include <algorithm>
#include <cmath>

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

GasColumns::GasColumns(const Flow& flow)
    : layout_(flow.layout()),
      h_(flow.grid().h),
      start_k_(flow.ambient_temperature()),
      face_(layout_),
      seen_(static_cast<std::size_t>(layout_.ny), 0),
      lost_w_(layout_),
      rows_(static_cast<std::size_t>(layout_.rows()), 0),
      work_(static_cast<std::size_t>(parts) * static_cast<std::size_t>(layout_.width) *
            static_cast<std::size_t>(2 * layout_.nz + 4)) {}

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
// sends out above the start's temperature [W/m2].
void GasColumns::see_slabs(double dt, const Flow& flow, std::span<const std::uint8_t> flames, int j,
                           float* passes, float* black) const {
    const Fields& f = flow.fields();
    const double start4 = std::pow(start_k_, 4);
    for (int k = 0; k < layout_.nz; ++k) {
        const auto row = static_cast<std::size_t>(layout_.row_number(j, k));
        float* const through = passes + static_cast<std::ptrdiff_t>(k) * layout_.width;
        float* const sent = black + static_cast<std::ptrdiff_t>(k) * layout_.width;
        std::fill_n(through, layout_.nx, 1.0f);
        std::fill_n(sent, layout_.nx, 0.0f);
        if ((f.holds[soot][row] | f.holds[oxygen_used][row]) == 0) continue;
        for (int i = 0; i < layout_.nx; ++i) {
            const std::ptrdiff_t e = layout_.at(i, j, k);
            const auto smoke = static_cast<double>(f.scalar[soot][e]);
            const auto used = static_cast<double>(f.scalar[oxygen_used][e]);
            if (smoke + used <= 0) continue;
            if (!flames.empty() && flames[static_cast<std::size_t>(e)] != 0) continue;
            const double kelvin = flow.temperature(e);
            const double thick = diffusivity * h_ * absorption_1_m(smoke, used, kelvin);
            const double emission = stefan_boltzmann * (kelvin * kelvin * kelvin * kelvin - start4);
            // exp(-thick) within 0.3 % below 0.3, and never too small.
            double share = 1 / (1 + thick + 0.5 * thick * thick);
            if (emission > 0) {
                const double heat_j_m2 = flow.density(e) * heat_capacity * (kelvin - start_k_) * h_;
                share = std::max(share, 1 - most_of_heat * heat_j_m2 / (2 * emission * dt));
            }
            through[i] = static_cast<float>(share);
            sent[i] = static_cast<float>(emission);
        }
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
        const float* __restrict const through = passes + static_cast<std::ptrdiff_t>(k) * l.width;
        const float* __restrict const sent = black + static_cast<std::ptrdiff_t>(k) * l.width;
        float* __restrict const lost = lost_w_.data() + l.row(j, k);
        for (int i = 0; i < l.nx; ++i) {
            const float kept = 1 - through[i];
            lost[i] += reach[i] * kept * (sent[i] - behind[i]);
            reach[i] *= through[i];
            gas[i] = gas[i] * through[i] + kept * sent[i];
            clear[i] *= through[i];
        }
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
