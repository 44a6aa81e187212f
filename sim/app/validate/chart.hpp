// Chart: points, lines and bands over two axes as SVG for a page. Knows nothing of what it shows.
#pragma once

#include <string>
#include <vector>

#include "base/vec.hpp"

namespace firedrill::validate {

struct Series {
    enum class Kind { dots, line, steps, band } kind = Kind::dots;  // band: a closed outline
    std::string name;
    std::vector<Vec2> points;
    bool ours = false;  // drawn strongly; others are the background
};

struct Chart {
    std::string title, x_label, y_label;
    std::vector<Series> series;
    double x_from = 0, y_from = 0;  // axes start here
};

std::string svg(const Chart& chart);

}  // namespace firedrill::validate
