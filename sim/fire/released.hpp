// Released: what burning and spraying have done to cells and the gas, which moves in steps of its
// own, has yet to take up. A step takes exactly what was released while it lasts, so that nothing
// is lost or made where steps and the chunks of burning end at different times.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "fire/flow/flow.hpp"

namespace firedrill {

class Released {
  public:
    // What burned, and what agents brought that counts as such [kg], for the balances.
    struct Burned {
        double carbon_kg = 0, oxygen_kg = 0;
    };

    // `most_cells`: of one chunk.
    explicit Released(std::size_t most_cells);

    // A chunk from the end of the last one to `until_s`: rates of its cells, and what burned in it.
    // Not when full().
    void add(double until_s, std::span<const CellSource> cells, Burned burned);
    bool full() const;

    // Mean rates over a step [from_s, to_s], which begins where the last one ended and ends with
    // the last chunk at the latest; a cell may occur several times. Holds until the next call.
    std::span<const CellSource> during(double from_s, double to_s);
    // Forgets what was released before.
    void taken_until(double time_s);

    // What burned after a time and is not in the gas yet.
    Burned after(double time_s) const;

  private:
    struct Chunk {
        double from_s, until_s;
        std::size_t cells;  // they follow those of the chunk before
        Burned burned;
    };
    static constexpr std::size_t most_chunks = 32;
    std::size_t most_cells_;
    double until_s_ = 0;
    std::vector<Chunk> chunks_;
    std::vector<CellSource> cells_, mean_;
};

}  // namespace firedrill
