// Direct solution of the coarsest pressure level: sparse L D L^T of a graph's Laplacian
// (up-looking, Davis 2005), eliminated in order of least degree. The pattern is analysed once; new
// numbers are factored without allocating. A component that is tied to nothing (a closed room) has
// one unknown too many: the last of it is held at zero.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace firedrill {

class SparseFactor {
  public:
    // `edges`: pairs of nodes that may ever be coupled, each once, without order.
    void analyse(int nodes, std::span<const std::pair<std::int32_t, std::int32_t>> edges);

    // Coupling of each edge (as in analyse, >= 0) and the tie of each node to a fixed value.
    void factor(std::span<const float> couplings, std::span<const float> ties);

    // x = A^-1 b; `b` and `x` may be the same.
    void solve(std::span<const float> b, std::span<float> x) const;

    std::size_t fill() const { return below_.size(); }

  private:
    int n_ = 0;
    std::vector<std::int32_t> place_;  // node -> order of elimination
    std::vector<std::int32_t> parent_;
    std::vector<std::int32_t> row_start_, row_column_;  // entries of A left of the diagonal
    std::vector<std::int32_t> row_edge_;
    std::vector<std::pair<std::int32_t, std::int32_t>> edges_;
    std::vector<std::int32_t> column_start_, column_filled_, below_;
    std::vector<double> value_, inverse_pivot_, diagonal_, work_;
    std::vector<std::int32_t> mark_, stack_, pattern_;
    mutable std::vector<double> solution_;
};

}  // namespace firedrill
