#include "fire/flow/subcycles.hpp"

#include <algorithm>
#include <cmath>

#include "fire/flow/fields.hpp"
#include "fire/flow/lanes.hpp"

namespace firedrill {
namespace subcycle_kernels {

template <int bytes>
FIREDRILL_INLINE float largest_by(const float* row, int width) {
    return largest_of_row<LanesOf<bytes>>(row, width);
}
FIREDRILL_BY_WIDTH(float largest(const float* row, int width), largest_by, (row, width))

}  // namespace subcycle_kernels
namespace {

// Rows and columns that hold all numbers above a limit.
struct Bounds {
    int first_row = 0, last_row = 0, first_column = 0, last_column = 0;
    float largest = 0;
};

Bounds bounds_above(std::span<const float> rates, int rows, int width, float limit) {
    Bounds bounds;
    for (int j = 0; j < rows; ++j) {
        const float* const row = rates.data() + static_cast<std::ptrdiff_t>(j) * width;
        const float most = subcycle_kernels::largest(row, width);
        bounds.largest = std::max(bounds.largest, most);
        if (!(most > limit)) continue;
        int first = 0, last = width;
        while (!(row[first] > limit)) ++first;
        while (!(row[last - 1] > limit)) --last;
        const bool is_first = bounds.last_row == 0;
        if (is_first) bounds.first_row = j;
        bounds.first_column = is_first ? first : std::min(bounds.first_column, first);
        bounds.last_column = std::max(bounds.last_column, last);
        bounds.last_row = j + 1;
    }
    return bounds;
}

}  // namespace

Subcycles::Subcycles(const Layout& layout)
    : sections(slabs_of_rows(layout, thinnest_section)), width(layout.width) {}

double Subcycles::share() const {
    if (!any()) return 0;
    return static_cast<double>((sections.first(last_section) - sections.first(first_section)) *
                               (columns.last - columns.first)) /
           (static_cast<double>(sections.count) * width);
}

FastRows Subcycles::fast_rows(int unit) const {
    const int section = first_section + unit / halves, half = unit % halves;
    const int from = sections.first(section), rows = sections.first(section + 1) - from;
    return {section, from + rows * half / halves, from + rows * (half + 1) / halves,
            halves * section + half};
}

void Subcycles::clear() {
    parts = 1;
    first_section = last_section = 0;
    columns = {};
}

void Subcycles::make_all_fast(int into_parts) {
    parts = into_parts;
    first_section = 0;
    last_section = sections.parts;
    columns = {0, width};
}

void Subcycles::add_fast(std::span<const float> rates, double dt_over_h, double most_courant,
                         int least_parts) {
    const auto limit = static_cast<float>(most_slow_courant / dt_over_h);
    const Bounds bounds = bounds_above(rates, sections.count, width, limit);
    const double courant = static_cast<double>(bounds.largest) * dt_over_h;
    const int wanted =
        static_cast<int>(std::ceil(std::min(courant / most_courant, double{most_parts})));
    const int before = parts;
    parts = std::clamp(std::max(wanted, least_parts), 1, most_parts);
    if (parts == 1 || bounds.last_row == 0) return;
    // One cell more on either side, and whole sections and blocks.
    const int first_row = std::max(bounds.first_row - 1, 0),
              last_row = std::min(bounds.last_row + 1, sections.count);
    constexpr int block = RowSpan::block;
    const Columns wider{std::max(bounds.first_column - 1, 0) / block * block,
                        std::min((bounds.last_column + block) / block * block, width)};
    int first = 0, last = sections.parts;
    while (sections.first(first + 1) <= first_row) ++first;
    while (sections.first(last - 1) >= last_row) --last;
    if (before > 1) {
        first_section = std::min(first_section, first);
        last_section = std::max(last_section, last);
        columns = {std::min(columns.first, wider.first), std::max(columns.last, wider.last)};
    } else {
        first_section = first;
        last_section = last;
        columns = wider;
    }
}

}  // namespace firedrill
