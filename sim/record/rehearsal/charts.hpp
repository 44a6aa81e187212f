// Charts: plots of a rehearsal as SVG for the page. Each draws plain numbers with the labels it is
// given; knows nothing of runs. Labels are plain text and escaped here.
#pragma once

#include <string>
#include <vector>

#include "record/rehearsal/findings.hpp"

namespace firedrill::rehearsal {

struct AxisLabels {
    std::string x, y;  // with units
};

// Bins of equal, round width that hold all values.
struct Histogram {
    double low = 0, width = 1;
    std::vector<int> counts;
};
Histogram histogram_of(const std::vector<double>& values);

std::string histogram_svg(const Histogram& histogram, const AxisLabels& labels);
std::string cumulative_svg(std::vector<double> values, const AxisLabels& labels);  // ECDF
// Median as a line, 5 % to 95 % of the runs as a band.
std::string out_curve_svg(const std::vector<OutShare>& curve, const AxisLabels& labels);
// The mean of the first n runs as a line, its confidence interval as a band.
std::string running_mean_svg(const std::vector<Mean>& means, const AxisLabels& labels);

// A row of a bar chart: a thin line from least to most, a bar between, a mark where given.
struct BarRow {
    std::string name, note;  // the note stands behind the bar
    double least = 0, low = 0, high = 0, most = 0;
    double mark = -1;  // a diamond there; negative: none
    bool empty = false;
};
std::string bars_svg(const std::vector<BarRow>& rows, const std::string& x_label);

extern const char* const chart_style;

}  // namespace firedrill::rehearsal
