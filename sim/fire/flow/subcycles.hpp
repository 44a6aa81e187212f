// Subcycles: the part of the grid where gas is fast takes one step of flow in several shorter ones.
// Only a plume, its ceiling jet and a few doors are fast: without this they would bind the rest of
// a building to steps that are stable for them. Momentum and transport go in subcycles; the
// pressure, which costs as much as both, is solved once per step.
#pragma once

#include <cstdint>
#include <span>

#include "fire/flow/layout.hpp"

namespace firedrill {

// Columns [first, last) of every row of a section: whole blocks of sixteen.
struct Columns {
    int first = 0, last = 0;
    bool empty() const { return last <= first; }
};

// What one thread works on at a time of what is fast: rows [first, last) of every plane, half a
// section, so that a few sections can be shared evenly.
struct FastRows {
    int section = 0, first = 0, last = 0;
    int number = 0;  // among the halves of all sections
};

struct Subcycles {
    Subcycles() = default;
    explicit Subcycles(const Layout& layout);

    // Rows of every plane, from the lowest to the highest: what one thread works on at a time.
    Slabs sections;
    int width = 0;  // of a row, in elements
    // What is fast: these columns of sections [first_section, last_section), in all planes.
    int first_section = 0, last_section = 0;
    Columns columns;
    int parts = 1;  // steps that it takes instead of one

    static constexpr int thinnest_section = 8;  // rows
    // Fast and slow exchange at their common border what is found once, for the longer step. So
    // that this takes from no cell more than is in it, Courant numbers of whole steps stay below
    // this at the border and beyond.
    static constexpr double most_slow_courant = 0.9;
    static constexpr int most_parts = 8;

    bool any() const { return parts > 1; }
    bool holds(int section) const {  // anything fast
        return any() && section >= first_section && section < last_section;
    }
    bool is_fast(int i, int j) const {
        return any() && i >= columns.first && i < columns.last &&
               j >= sections.first(first_section) && j < sections.first(last_section);
    }
    double share() const;  // of the rows' elements

    static constexpr int halves = 2;
    int fast_units() const { return any() ? halves * (last_section - first_section) : 0; }
    FastRows fast_rows(int unit) const;

    void clear();
    void make_all_fast(int into_parts);
    // Makes fast, in addition, all that is needed for a step of dt, in at least `least_parts`
    // parts, and so many that the Courant number of each is `most_courant` at most; nothing where
    // one part is enough. `rates`: per row and column, row by row of `width`, the largest sum of
    // flows over the axes [m/s].
    void add_fast(std::span<const float> rates, double dt_over_h, double most_courant,
                  int least_parts);
};

}  // namespace firedrill
