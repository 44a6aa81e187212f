// Heat map: values per square of the plan in steps of colour over a storey's floor plan, with the
// legend that says what the colours mean.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "record/floor_plan.hpp"
#include "record/rehearsal/plan_raster.hpp"

namespace firedrill::rehearsal {

// Colours from light to dark (ColorBrewer YlOrRd, Harrower & Brewer 2003); a value takes the colour
// of the last limit at or below it, none below the first.
struct ColourScale {
    static constexpr std::array<const char*, 8> colours{"#ffeda0", "#fed976", "#feb24c", "#fd8d3c",
                                                        "#fc4e2a", "#e31a1c", "#bd0026", "#7f0020"};
    std::array<double, colours.size()> limits{};
    int step_of(double value) const;  // -1: below the first
};

// For persons/m2: walking is free below 1, a crush threatens above 5 (Fruin 1993).
ColourScale density_scale();
// Round limits that reach the largest value.
ColourScale scale_up_to(double largest);

std::vector<record::PlanTint> tints_of(const PlanRaster& raster, const StoreyRaster& storey,
                                       const std::vector<float>& values, const ColourScale& scale);

std::string legend_html(const ColourScale& scale, const std::string& unit);

extern const char* const legend_style;

}  // namespace firedrill::rehearsal
