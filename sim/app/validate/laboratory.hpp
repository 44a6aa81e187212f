// What laboratories and guidelines measured, from tests/verification/cases/laboratory.json: flow
// through bottlenecks by width, speed on stairs by density, speed in single file; and Weidmann's
// law. Knows nothing of our own crowd.
#pragma once

#include <string>
#include <vector>

#include "base/texts.hpp"
#include "base/vec.hpp"

namespace firedrill::validate {

struct DataSet {
    std::string name, source;
    std::vector<Vec2> points;  // x rising, equal x side by side
};

struct Band {
    double low = 0, high = 0;
    std::string from;  // which sets it comes from
};

struct StairBand {
    double density_1_m2 = 0, low_m_s = 0, high_m_s = 0;
};

struct Laboratory {
    std::vector<DataSet> bottlenecks;               // width [m], flow [1/s]
    std::vector<DataSet> single_file;               // density [1/m], speed [m/s]
    std::vector<StairBand> stairs_down, stairs_up;  // RiMEA 4.1.1 figure 16

    // Smallest and largest flow at a width. Sets that have the width itself decide where there are
    // two or more; else those between whose widths it lies join in, each by straight line.
    Band bottleneck_band(double width_m) const;
    // The stair band at a density inside its range, by straight line; false outside.
    static bool stair_band(const std::vector<StairBand>& bands, double density_1_m2, double& low,
                           double& high);
};

Laboratory load_laboratory(const std::string& file, Language language);

// Weidmann 1993: 1.34 m/s (1 - exp(-1.913 (1/rho - 1/5.4))).
double weidmann_speed_m_s(double density_1_m2);

}  // namespace firedrill::validate
