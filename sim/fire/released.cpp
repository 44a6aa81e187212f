#include "fire/released.hpp"

#include <algorithm>

namespace firedrill {
namespace {

constexpr std::size_t room_for = 4;     // chunks with as many cells as there can be
constexpr double same_moment_s = 1e-9;  // of times that are sums of steps

}  // namespace

Released::Released(std::size_t most_cells) : most_cells_(most_cells) {
    chunks_.reserve(most_chunks);
    cells_.reserve(room_for * most_cells);
    mean_.reserve(room_for * most_cells);
}

void Released::add(double until_s, std::span<const CellSource> cells, Burned burned) {
    chunks_.push_back({until_s_, until_s, cells.size(), burned});
    cells_.insert(cells_.end(), cells.begin(), cells.end());
    until_s_ = until_s;
}

bool Released::full() const {
    return chunks_.size() == most_chunks || cells_.size() + most_cells_ > cells_.capacity();
}

std::span<const CellSource> Released::during(double from_s, double to_s) {
    mean_.clear();
    std::size_t first = 0;
    for (const Chunk& chunk : chunks_) {
        const std::span<const CellSource> cells(cells_.data() + first, chunk.cells);
        first += chunk.cells;
        const double overlap = std::min(to_s, chunk.until_s) - std::max(from_s, chunk.from_s);
        if (overlap <= 0) continue;
        if (overlap >= to_s - from_s - same_moment_s) return cells;
        const auto share = static_cast<float>(overlap / (to_s - from_s));
        for (CellSource cell : cells) {
            cell.heat_w *= share;
            for (float& rate : cell.mass_kg_s) rate *= share;
            mean_.push_back(cell);
        }
    }
    return mean_;
}

void Released::taken_until(double time_s) {
    std::size_t chunks = 0, cells = 0;
    while (chunks < chunks_.size() && chunks_[chunks].until_s <= time_s + same_moment_s)
        cells += chunks_[chunks++].cells;
    chunks_.erase(chunks_.begin(), chunks_.begin() + static_cast<std::ptrdiff_t>(chunks));
    cells_.erase(cells_.begin(), cells_.begin() + static_cast<std::ptrdiff_t>(cells));
}

Released::Burned Released::after(double time_s) const {
    Burned sum;
    for (const Chunk& chunk : chunks_) {
        const double share =
            (chunk.until_s - std::max(time_s, chunk.from_s)) / (chunk.until_s - chunk.from_s);
        sum.carbon_kg += share * chunk.burned.carbon_kg;
        sum.oxygen_kg += share * chunk.burned.oxygen_kg;
    }
    return sum;
}

}  // namespace firedrill
