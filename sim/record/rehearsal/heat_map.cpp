#include "record/rehearsal/heat_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace firedrill::rehearsal {

const char* const legend_style = R"css(
.legend{display:flex;align-items:flex-end;gap:0;margin:2px 0 12px;font-size:12px;color:#5b6575}.legend div{width:52px}.legend i{display:block;height:12px}.legend b{font-weight:400;margin-left:8px}
)css";

int ColourScale::step_of(double value) const {
    int step = -1;
    for (std::size_t k = 0; k < limits.size(); ++k) {
        if (value >= limits[k]) step = static_cast<int>(k);
    }
    return step;
}

ColourScale density_scale() {
    return {{0.25, 0.5, 1, 1.5, 2, 3, 4, 5}};
}

ColourScale scale_up_to(double largest) {
    // Doubling limits: queues are short in most places and very long in a few.
    const double rough = std::max(largest, 1e-3) / 64;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double first = power;
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power <= rough * 1.001) first = factor * power;
    }
    ColourScale scale;
    for (std::size_t k = 0; k < scale.limits.size(); ++k)
        scale.limits[k] = first * static_cast<double>(1U << k);
    return scale;
}

std::vector<record::PlanTint> tints_of(const PlanRaster& raster, const StoreyRaster& storey,
                                       const std::vector<float>& values, const ColourScale& scale) {
    std::vector<record::PlanTint> tints;
    for (int j = 0; j < storey.ny; ++j) {
        // Squares of one colour beside each other become one rectangle.
        for (int i = 0; i < storey.nx;) {
            const auto step_at = [&](int x) {
                const auto square = static_cast<std::size_t>(storey.first + x + storey.nx * j);
                return raster.walkable_m2[square] > 0 ? scale.step_of(values[square]) : -1;
            };
            const int step = step_at(i);
            int end = i + 1;
            while (end < storey.nx && step_at(end) == step) ++end;
            if (step >= 0) {
                tints.push_back({storey.origin + raster_m * Vec2(i, j),
                                 storey.origin + raster_m * Vec2(end, j + 1),
                                 ColourScale::colours[static_cast<std::size_t>(step)]});
            }
            i = end;
        }
    }
    return tints;
}

std::string legend_html(const ColourScale& scale, const std::string& unit) {
    std::string html = "<div class='legend'>";
    for (std::size_t k = 0; k < scale.limits.size(); ++k) {
        html += fmt::format("<div><i style='background:{}'></i>{:g}</div>", ColourScale::colours[k],
                            scale.limits[k]);
    }
    return html + "<b>" + unit + "</b></div>";
}

}  // namespace firedrill::rehearsal
