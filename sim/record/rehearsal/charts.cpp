#include "record/rehearsal/charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "record/floor_plan.hpp"

namespace firedrill::rehearsal {

using record::html_escaped;

const char* const chart_style = R"css(
.chart{width:100%;height:auto;background:#fff;border:1px solid #d8dde5;border-radius:6px}
.chart text{font-size:12px;fill:#3a4453}.chart .label{fill:#5b6575}.grid{stroke:#e6eaf0}.axis{stroke:#7a8494}
.bar{fill:#4f7fc4}.band{fill:#4f7fc4;fill-opacity:.22}.line{fill:none;stroke:#244f91;stroke-width:2}.whisker{stroke:#244f91;stroke-width:1.5}.diamond{fill:#d9822b}
)css";

namespace {

// A step of 1, 2 or 5 times a power of ten that cuts `span` into about `parts`.
double round_step(double span, int parts) {
    const double rough = std::max(span, 1e-9) / parts;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough * 0.999) return factor * power;
    }
    return 10 * power;
}

// The largest such step that cuts `span` into at least `parts`.
double round_step_within(double span, int parts) {
    const double rough = std::max(span, 1e-9) / parts;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {5.0, 2.0}) {
        if (factor * power <= rough * 1.001) return factor * power;
    }
    return power;
}

std::string tick_text(double value, double step) {
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 4);
    return fmt::format("{:.{}f}", std::abs(value) < 1e-9 ? 0.0 : value, decimals);
}

// Width a text takes at 12 px: wide glyphs an em, Latin ones about half.
double text_width_px(const std::string& text) {
    double width = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            width += 6.6;
        else if (byte >= 0xc0)
            width += 12.2;
    }
    return width;
}

// Cut to a width, whole characters, with an ellipsis.
std::string fitted(const std::string& text, double width_px) {
    if (text_width_px(text) <= width_px) return text;
    std::string cut = text;
    while (!cut.empty() && text_width_px(cut) + 12 > width_px) {
        cut.pop_back();
        while (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0xc0U) == 0x80U)
            cut.pop_back();
        if (!cut.empty() && static_cast<unsigned char>(cut.back()) >= 0xc0U) cut.pop_back();
    }
    return cut + "…";
}

struct Frame {
    double width = 520, height = 300;
    double left = 58, right = 16, top = 14, bottom = 46;
    double x0 = 0, x1 = 1, y0 = 0, y1 = 1;

    double x(double value) const {
        return left + (value - x0) / (x1 - x0) * (width - left - right);
    }
    double y(double value) const {
        return height - bottom - (value - y0) / (y1 - y0) * (height - top - bottom);
    }
};

std::string open_chart(const Frame& frame) {
    return fmt::format(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {:.0f} {:.0f}' class='chart'>",
        frame.width, frame.height);
}

void draw_x_axis(std::string& svg, const Frame& frame, const std::string& label) {
    const double step = round_step(frame.x1 - frame.x0, frame.width > 700 ? 10 : 6);
    for (double v = std::ceil(frame.x0 / step - 1e-9) * step; v <= frame.x1 + 1e-9 * step;
         v += step) {
        svg += fmt::format(
            "<line class='grid' x1='{0:.1f}' y1='{1:.1f}' x2='{0:.1f}' y2='{2:.1f}'/>"
            "<text x='{0:.1f}' y='{3:.1f}' text-anchor='middle'>{4}</text>",
            frame.x(v), frame.top, frame.height - frame.bottom, frame.height - frame.bottom + 16,
            tick_text(v, step));
    }
    svg += fmt::format(
        "<line class='axis' x1='{0:.1f}' y1='{1:.1f}' x2='{2:.1f}' y2='{1:.1f}'/>"
        "<text class='label' x='{3:.1f}' y='{4:.1f}' text-anchor='middle'>{5}</text>",
        frame.left, frame.height - frame.bottom, frame.width - frame.right,
        0.5 * (frame.left + frame.width - frame.right), frame.height - 9, html_escaped(label));
}

void draw_y_axis(std::string& svg, const Frame& frame, const std::string& label, bool whole) {
    double step = round_step(frame.y1 - frame.y0, 5);
    if (whole) step = std::max(1.0, step);
    for (double v = std::ceil(frame.y0 / step - 1e-9) * step; v <= frame.y1 + 1e-9 * step;
         v += step) {
        svg += fmt::format(
            "<line class='grid' x1='{0:.1f}' y1='{1:.1f}' x2='{2:.1f}' y2='{1:.1f}'/>"
            "<text x='{3:.1f}' y='{4:.1f}' text-anchor='end'>{5}</text>",
            frame.left, frame.y(v), frame.width - frame.right, frame.left - 6, frame.y(v) + 4,
            tick_text(v, step));
    }
    svg += fmt::format(
        "<line class='axis' x1='{0:.1f}' y1='{1:.1f}' x2='{0:.1f}' y2='{2:.1f}'/>"
        "<text class='label' transform='translate(14,{3:.1f}) rotate(-90)' "
        "text-anchor='middle'>{4}</text>",
        frame.left, frame.top, frame.height - frame.bottom,
        0.5 * (frame.top + frame.height - frame.bottom), html_escaped(label));
}

std::string point(const Frame& frame, double x, double y) {
    return fmt::format("{:.1f},{:.1f} ", frame.x(x), frame.y(y));
}

// Limits that leave air around values, on round numbers.
void fit(double low, double high, double& from, double& to) {
    if (high <= low) low -= 0.5, high += 0.5;
    const double step = round_step(high - low, 6);
    from = std::floor(low / step) * step;
    to = std::ceil(high / step) * step;
}

}  // namespace

Histogram histogram_of(const std::vector<double>& values) {
    Histogram histogram;
    if (values.empty()) return histogram;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const int wanted = std::clamp(
        static_cast<int>(std::ceil(std::sqrt(static_cast<double>(values.size())))), 5, 20);
    histogram.width = *high > *low ? round_step_within(*high - *low, wanted) : 1.0;
    histogram.low = std::floor(*low / histogram.width) * histogram.width;
    const auto bin = [&](double value) {
        return static_cast<std::size_t>((value - histogram.low) / histogram.width);
    };
    histogram.counts.assign(bin(*high) + 1, 0);
    for (const double value : values) ++histogram.counts[bin(value)];
    return histogram;
}

std::string histogram_svg(const Histogram& histogram, const AxisLabels& labels) {
    Frame frame;
    const auto bins = static_cast<double>(histogram.counts.size());
    frame.x0 = histogram.low;
    frame.x1 = histogram.low + std::max(1.0, bins) * histogram.width;
    const int most = histogram.counts.empty()
                         ? 1
                         : *std::max_element(histogram.counts.begin(), histogram.counts.end());
    frame.y1 = std::max(1, most) * 1.05;
    std::string svg = open_chart(frame);
    draw_y_axis(svg, frame, labels.y, true);
    draw_x_axis(svg, frame, labels.x);
    for (std::size_t b = 0; b < histogram.counts.size(); ++b) {
        const double from = frame.x(histogram.low + static_cast<double>(b) * histogram.width);
        const double to = frame.x(histogram.low + static_cast<double>(b + 1) * histogram.width);
        svg +=
            fmt::format("<rect class='bar' x='{:.1f}' y='{:.1f}' width='{:.1f}' height='{:.1f}'/>",
                        from + 1, frame.y(histogram.counts[b]), std::max(1.0, to - from - 2),
                        frame.y(0) - frame.y(histogram.counts[b]));
    }
    return svg + "</svg>";
}

std::string cumulative_svg(std::vector<double> values, const AxisLabels& labels) {
    std::sort(values.begin(), values.end());
    Frame frame;
    frame.y1 = 100;
    if (!values.empty()) fit(values.front(), values.back(), frame.x0, frame.x1);
    std::string svg = open_chart(frame);
    draw_y_axis(svg, frame, labels.y, false);
    draw_x_axis(svg, frame, labels.x);
    std::string steps = point(frame, frame.x0, 0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto count = static_cast<double>(values.size());
        steps += point(frame, values[i], 100 * static_cast<double>(i) / count);
        steps += point(frame, values[i], 100 * static_cast<double>(i + 1) / count);
    }
    if (!values.empty()) steps += point(frame, frame.x1, 100);
    return svg + "<polyline class='line' points='" + steps + "'/></svg>";
}

std::string out_curve_svg(const std::vector<OutShare>& curve, const AxisLabels& labels) {
    Frame frame;
    frame.y1 = 100;
    if (!curve.empty()) fit(0, curve.back().time_s, frame.x0, frame.x1);
    std::string svg = open_chart(frame);
    draw_y_axis(svg, frame, labels.y, false);
    draw_x_axis(svg, frame, labels.x);
    std::string upper, lower, line;
    for (std::size_t k = 0; k < curve.size(); ++k) {
        upper += point(frame, curve[k].time_s, 100 * curve[k].q95);
        line += point(frame, curve[k].time_s, 100 * curve[k].q50);
        const OutShare& back = curve[curve.size() - 1 - k];
        lower += point(frame, back.time_s, 100 * back.q05);
    }
    return svg + "<polygon class='band' points='" + upper + lower +
           "'/><polyline class='line' points='" + line + "'/></svg>";
}

std::string running_mean_svg(const std::vector<Mean>& means, const AxisLabels& labels) {
    Frame frame;
    double low = 1e30, high = -1e30;
    // The interval of two or three runs is wider than any chart: scaled by those from the fifth on.
    for (std::size_t k = 0; k < means.size(); ++k) {
        const double half = k >= 4 ? means[k].half_width : 0;
        low = std::min(low, means[k].value - half);
        high = std::max(high, means[k].value + half);
    }
    if (means.empty()) low = 0, high = 1;
    fit(low, high, frame.y0, frame.y1);
    frame.x0 = 1;
    frame.x1 = std::max<double>(2, static_cast<double>(means.size()));
    std::string svg = open_chart(frame);
    draw_y_axis(svg, frame, labels.y, false);
    draw_x_axis(svg, frame, labels.x);
    std::string upper, lower, line;
    for (std::size_t k = 0; k < means.size(); ++k) {
        const auto within = [&](double v) { return std::clamp(v, frame.y0, frame.y1); };
        line += point(frame, static_cast<double>(k + 1), means[k].value);
        if (k > 0)
            upper += point(frame, static_cast<double>(k + 1),
                           within(means[k].value + means[k].half_width));
        const std::size_t back = means.size() - 1 - k;
        if (back > 0)
            lower += point(frame, static_cast<double>(back + 1),
                           within(means[back].value - means[back].half_width));
    }
    return svg + "<polygon class='band' points='" + upper + lower +
           "'/><polyline class='line' points='" + line + "'/></svg>";
}

std::string bars_svg(const std::vector<BarRow>& rows, const std::string& x_label) {
    constexpr double row_px = 22, longest_name_px = 230;
    Frame frame;
    frame.width = 1060;
    frame.height = row_px * static_cast<double>(rows.size()) + 66;
    double name_px = 60, note_px = 0, most = 0;
    for (const BarRow& row : rows) {
        name_px = std::max(name_px, std::min(longest_name_px, text_width_px(row.name)));
        note_px = std::max(note_px, text_width_px(row.note));
        if (!row.empty) most = std::max({most, row.most, row.mark});
    }
    frame.left = name_px + 18;
    frame.right = note_px + 24;
    fit(0, std::max(1.0, most), frame.x0, frame.x1);
    std::string svg = open_chart(frame);
    draw_x_axis(svg, frame, x_label);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const BarRow& row = rows[r];
        const double middle = frame.top + (static_cast<double>(r) + 0.5) * row_px;
        svg +=
            fmt::format("<text x='{:.1f}' y='{:.1f}' text-anchor='end'>{}</text>", frame.left - 8,
                        middle + 4, html_escaped(fitted(row.name, longest_name_px)));
        svg += fmt::format("<text class='label' x='{:.1f}' y='{:.1f}'>{}</text>",
                           frame.width - frame.right + 8, middle + 4, html_escaped(row.note));
        if (row.empty) continue;
        svg +=
            fmt::format("<rect class='bar' x='{:.1f}' y='{:.1f}' width='{:.1f}' height='{:.1f}'/>",
                        frame.x(row.low), middle - 6,
                        std::max(1.0, frame.x(row.high) - frame.x(row.low)), 12.0);
        svg += fmt::format(
            "<line class='whisker' x1='{0:.1f}' y1='{2:.1f}' x2='{1:.1f}' y2='{2:.1f}'/>",
            frame.x(row.least), frame.x(row.most), middle);
        for (const double end : {row.least, row.most})
            svg += fmt::format(
                "<line class='whisker' x1='{0:.1f}' y1='{1:.1f}' x2='{0:.1f}' y2='{2:.1f}'/>",
                frame.x(end), middle - 4, middle + 4);
        if (row.mark >= 0)
            svg += fmt::format("<path class='diamond' d='M{0:.1f},{1:.1f}l5,5l-5,5l-5,-5z'/>",
                               frame.x(row.mark), middle - 5);
    }
    return svg + "</svg>";
}

}  // namespace firedrill::rehearsal
