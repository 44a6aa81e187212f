#include "app/validate/chart.hpp"
#include "record/floor_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace firedrill::validate {

using record::html_escaped;

namespace {

constexpr double width = 640, height = 400, left = 62, right = 190, top = 36, bottom = 52;
// Distinguishable with colour-blind eyes (Okabe & Ito).
constexpr std::array<const char*, 9> colours{"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00",
                                             "#56b4e9", "#444444", "#8c6d31", "#777777"};

// A step of 1, 2 or 5 times a power of ten that divides a range into four to ten.
double round_step(double range) {
    const double rough = range / 6, power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (rough <= factor * power) return factor * power;
    }
    return 10 * power;
}

}  // namespace

std::string svg(const Chart& chart) {
    double x_to = chart.x_from, y_to = chart.y_from;
    for (const Series& series : chart.series) {
        for (const Vec2 p : series.points) {
            if (!std::isfinite(p.x) || !std::isfinite(p.y)) continue;
            x_to = std::max(x_to, p.x);
            y_to = std::max(y_to, p.y);
        }
    }
    const double x_step = round_step(std::max(1e-9, x_to - chart.x_from)),
                 y_step = round_step(std::max(1e-9, y_to - chart.y_from));
    x_to = chart.x_from + x_step * std::ceil((x_to - chart.x_from) / x_step - 1e-9);
    y_to = chart.y_from + y_step * std::ceil((y_to - chart.y_from) / y_step - 1e-9);
    x_to = std::max(x_to, chart.x_from + x_step);
    y_to = std::max(y_to, chart.y_from + y_step);
    const auto px = [&](double x) {
        return left + (width - left - right) * (x - chart.x_from) / (x_to - chart.x_from);
    };
    const auto py = [&](double y) {
        return height - bottom -
               (height - top - bottom) * (y - chart.y_from) / (y_to - chart.y_from);
    };

    std::string out = fmt::format(
        "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\" font-size=\"12\">\n"
        "<text x=\"{}\" y=\"20\" font-size=\"14\" font-weight=\"600\">{}</text>\n",
        width, height, html_escaped(chart.title), left, html_escaped(chart.title));
    for (int i = 0; chart.x_from + i * x_step <= x_to + 1e-9; ++i) {
        const double x = chart.x_from + i * x_step;
        out += fmt::format(
            "<line x1=\"{0:.1f}\" y1=\"{1}\" x2=\"{0:.1f}\" y2=\"{2}\" stroke=\"#ddd\"/>"
            "<text x=\"{0:.1f}\" y=\"{3}\" text-anchor=\"middle\">{4:g}</text>\n",
            px(x), top, height - bottom, height - bottom + 16, x);
    }
    for (int i = 0; chart.y_from + i * y_step <= y_to + 1e-9; ++i) {
        const double y = chart.y_from + i * y_step;
        out += fmt::format(
            "<line x1=\"{1}\" y1=\"{0:.1f}\" x2=\"{2}\" y2=\"{0:.1f}\" stroke=\"#ddd\"/>"
            "<text x=\"{3}\" y=\"{4:.1f}\" text-anchor=\"end\">{5:g}</text>\n",
            py(y), left, width - right, left - 6, py(y) + 4, y);
    }
    out += fmt::format(
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>"
        "<text transform=\"translate(14 {}) rotate(-90)\" text-anchor=\"middle\">{}</text>\n",
        (left + width - right) / 2, height - 14, html_escaped(chart.x_label),
        (top + height - bottom) / 2, html_escaped(chart.y_label));

    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        const Series& series = chart.series[s];
        const char* colour = colours[s % colours.size()];
        std::string path;
        Vec2 last{0, 0};
        for (const Vec2 p : series.points) {
            if (!std::isfinite(p.x) || !std::isfinite(p.y)) continue;
            if (series.kind == Series::Kind::dots) {
                out += fmt::format(
                    "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\" fill=\"{}\" "
                    "fill-opacity=\"{}\"/>",
                    px(p.x), py(p.y),
                    series.points.size() > 60 ? 2
                    : series.ours             ? 5
                                              : 3.5,
                    colour,
                    series.points.size() > 60 ? 0.45
                    : series.ours             ? 1.0
                                              : 0.6);
            } else if (path.empty()) {
                path = fmt::format("M{:.1f} {:.1f}", px(p.x), py(p.y));
            } else {
                if (series.kind == Series::Kind::steps)
                    path += fmt::format("L{:.1f} {:.1f}", px(p.x), py(last.y));
                path += fmt::format("L{:.1f} {:.1f}", px(p.x), py(p.y));
            }
            last = p;
        }
        if (series.kind == Series::Kind::band) {
            out += fmt::format("<path d=\"{}Z\" fill=\"{}\" fill-opacity=\"0.15\"/>", path, colour);
        } else if (!path.empty()) {
            out += fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"/>",
                               path, colour, series.ours ? 2.5 : 1.5);
        }
        const double y = top + 14 + 18 * static_cast<double>(s), x = width - right + 12;
        out += series.kind == Series::Kind::dots
                   ? fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"4\" fill=\"{}\"/>", x + 8, y - 4,
                                 colour)
                   : fmt::format(
                         "<rect x=\"{}\" y=\"{}\" width=\"16\" height=\"{}\" fill=\"{}\" "
                         "fill-opacity=\"{}\"/>",
                         x, series.kind == Series::Kind::band ? y - 9 : y - 5,
                         series.kind == Series::Kind::band ? 10 : 2.5, colour,
                         series.kind == Series::Kind::band ? 0.25 : 1.0);
        out += fmt::format("<text x=\"{}\" y=\"{}\">{}</text>\n", x + 22, y,
                           html_escaped(series.name));
    }
    return out + "</svg>\n";
}

}  // namespace firedrill::validate
