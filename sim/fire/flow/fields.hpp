// Fields: the state of the gas on the staggered grid. Velocities sit on faces as flow per face area
// (open share times speed), so that fluxes need no shares; scalars sit in cells as masses per
// volume. Density is kept as its excess over the ambient: still ambient air is exactly zero
// everywhere and stays so.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

#include "base/vector_clones.hpp"
#include "fire/flow/layout.hpp"

namespace firedrill {

enum Scalar : int {
    density_excess = 0,    // density - ambient density [kg/m3], negative where hot
    soot = 1,              // [kg/m3]
    oxygen_used = 2,       // oxygen that combustion took away [kg/m3]
    carbon_monoxide = 3,   // [kg/m3]
    carbon_dioxide = 4,    // from combustion [kg/m3]
    hydrogen_cyanide = 5,  // [kg/m3]
    fuel_gas = 6           // not burnt yet, as the oxygen that it would take [kg/m3]
};
constexpr int scalar_count = 7;

// What counts as nothing [kg/m3]: a cell with less becomes zero, so that still ambient air can be
// left out. Not more: at 1e-7 of density, a thirtieth of a millikelvin, the edges of wide mild
// layers lost a fifth of the mass that a small fire displaces in six minutes.
constexpr float no_mass = 1e-12f;

// Open share of a face from which one sees, and radiation passes, through it: half of an opening's
// face, whose share holds the contraction of its jet, four fifths (FlowSettings::opening_share).
constexpr float seen_through_share = 0.4f;

// Marks rows that may hold something else than zero; rows of ghosts included.
using RowFlags = std::vector<std::uint8_t>;

// Part of a row that may hold something else than zero, in blocks of sixteen cells: what a loop has
// to work on where the rest is still and ambient.
struct RowSpan {
    static constexpr int block = 16;
    static constexpr std::int16_t far = 32767;
    static constexpr int more = 16;      // spans that follow those of the rows, empty
    std::int16_t first = far, last = 0;  // empty

    bool empty() const { return last <= first; }
    bool operator==(const RowSpan&) const = default;
    void widen(RowSpan other) {
        first = first < other.first ? first : other.first;
        last = last > other.last ? last : other.last;
    }
    // One block more on either side, of `blocks` in a row.
    RowSpan with_neighbours(int blocks) const {
        if (empty()) return {};
        return {static_cast<std::int16_t>(first > 0 ? first - 1 : 0),
                static_cast<std::int16_t>(last < blocks ? last + 1 : blocks)};
    }
    RowSpan within(RowSpan other) const {
        const RowSpan both{first > other.first ? first : other.first,
                           last < other.last ? last : other.last};
        return both.empty() ? RowSpan{} : both;
    }
    static RowSpan of_cells(std::ptrdiff_t begin, std::ptrdiff_t end) {
        return {static_cast<std::int16_t>(begin / block),
                static_cast<std::int16_t>((end + block - 1) / block)};
    }
    static RowSpan whole(const Layout& l) {
        return {0, static_cast<std::int16_t>(l.width / block)};
    }
};
using RowSpans = std::vector<RowSpan>;

// Spans of eight rows side by side.
struct EightSpans {
    using Vector = std::int16_t __attribute__((vector_size(8 * sizeof(RowSpan))));
    Vector ends;  // with all bits turned in every second one: the least of all is the widest
};
FIREDRILL_INLINE void load(EightSpans& to, const RowSpan* from) {
    constexpr EightSpans::Vector turned = {0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1};
    __builtin_memcpy(&to.ends, from, sizeof(to.ends));
    to.ends ^= turned;
}
FIREDRILL_INLINE void store(RowSpan* to, const EightSpans& from) {
    constexpr EightSpans::Vector turned = {0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1};
    const EightSpans::Vector ends = from.ends ^ turned;
    __builtin_memcpy(static_cast<void*>(to), &ends, sizeof(ends));
}
FIREDRILL_INLINE void widen(EightSpans& spans, const EightSpans& by) {
    spans.ends = spans.ends < by.ends ? spans.ends : by.ends;
}

// What rows [first, last) of plane k and their neighbours hold, up to `reach` rows or planes away:
// into out[0] …, a multiple of eight of them. `spans`: of all rows; seven more have to follow.
FIREDRILL_INLINE void spans_around(const Layout& l, const RowSpan* spans, int first, int last,
                                   int k, int reach, RowSpan* out) {
    for (int j = first; j < last; j += 8) {
        EightSpans around, other;
        load(around, spans + l.row_number(j, k));
        for (int d = 1; d <= reach; ++d) {
            // Beyond a plane's ghosts lie those of its neighbours, as empty.
            for (const int row :
                 {l.row_number(j - d, k), l.row_number(j + d, k),
                  l.row_number(j, std::max(k - d, -1)), l.row_number(j, std::min(k + d, l.nz))}) {
                load(other, spans + row);
                widen(around, other);
            }
        }
        store(out + (j - first), around);
    }
}

// The part of `within` where `row` holds anything.
FIREDRILL_INLINE RowSpan span_of(const float* row, RowSpan within) {
    const auto is_zero = [&](int number) {
        std::uint32_t any = 0;
        for (int i = number * RowSpan::block; i < (number + 1) * RowSpan::block; ++i)
            any |= __builtin_bit_cast(std::uint32_t, row[i]);
        return (any & 0x7fffffffU) == 0;
    };
    while (within.last > within.first && is_zero(within.last - 1)) --within.last;
    while (within.last > within.first && is_zero(within.first)) ++within.first;
    return within.empty() ? RowSpan{} : within;
}

// The same without what lies in `skipped`.
FIREDRILL_INLINE RowSpan span_of(const float* row, RowSpan within, RowSpan skipped) {
    if (skipped.empty()) return span_of(row, within);
    RowSpan span = span_of(row, {within.first, std::min(within.last, skipped.first)});
    span.widen(span_of(row, {std::max(within.first, skipped.last), within.last}));
    return span;
}

FIREDRILL_INLINE void clear(float* row, int first, int last) {
    if (last > first)
        std::memset(row + first * RowSpan::block, 0,
                    static_cast<std::size_t>((last - first) * RowSpan::block) * sizeof(float));
}

// Makes a row zero outside `now`, which was zero outside `before`.
FIREDRILL_INLINE void clear_outside(float* row, RowSpan before, RowSpan now) {
    if (before.empty()) return;
    if (now.empty()) {
        clear(row, before.first, before.last);
        return;
    }
    clear(row, before.first, std::min(before.last, now.first));
    clear(row, std::max(before.first, now.last), before.last);
}

struct Fields {
    explicit Fields(const Layout& l)
        : layout(l), u(l), v(l), w(l), share_x(l), share_y(l), share_z(l), pressure(l) {
        for (int s = 0; s < scalar_count; ++s) {
            scalar[s] = FieldArray(l);
            next[s] = FieldArray(l);
            holds[s].assign(static_cast<std::size_t>(l.rows()), 0);
            next_holds[s] = holds[s];
            spans[s].assign(static_cast<std::size_t>(l.rows() + RowSpan::more), {});
            next_spans[s] = spans[s];
        }
    }

    // To be called whenever something is put into a cell from outside.
    void hold(int s, std::ptrdiff_t element) {
        const auto row = static_cast<std::size_t>(element / layout.sy);
        const std::ptrdiff_t i = element % layout.sy - Layout::lead;
        holds[s][row] = 1;
        spans[s][row].widen(RowSpan::of_cells(i, i + 1));
    }

    // Makes what is in `next` the scalars.
    void take_next() {
        for (int s = 0; s < scalar_count; ++s) {
            scalar[s].swap(next[s]);
            holds[s].swap(next_holds[s]);
            spans[s].swap(next_spans[s]);
        }
    }

    Layout layout;
    FieldArray u, v, w;                    // flow per face area [m/s]
    FieldArray share_x, share_y, share_z;  // open shares now [0 … 1], zero outside the domain
    FieldArray pressure;                   // p'/(rho_ambient h) [m/s2]
    std::array<FieldArray, scalar_count> scalar, next;
    std::array<RowFlags, scalar_count> holds, next_holds;
    std::array<RowSpans, scalar_count> spans, next_spans;  // empty where holds is 0
};

}  // namespace firedrill
