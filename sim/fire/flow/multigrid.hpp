// Multigrid: an approximate inverse of the pressure operator that respects walls. Unknowns are
// gathered in blocks of 2x2x2, and a block that a wall divides becomes one aggregate for each
// connected part, so that rooms never merge on coarse levels. All operable openings count as walls
// while aggregating: opening a door changes coefficients (sums of fine face coefficients), never
// the hierarchy. Coarse couplings are reduced per level, since a piecewise constant correction is
// up to twice as stiff as a linear one (Braess 1995), and every coarse level is visited twice
// (W-cycle), which costs little and more than halves the iterations in a building of many rooms.
//
//   cells (structured)  ->  level 1 (graph)  ->  level 2  -> …  ->  some hundred nodes, solved
//   exactly
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "base/workers.hpp"
#include "fire/flow/coefficient.hpp"
#include "fire/flow/face_kinds.hpp"
#include "fire/flow/sparse_factor.hpp"

namespace firedrill {

class Multigrid {
  public:
    Multigrid(const Layout& layout, const FaceKinds& kinds, const std::vector<std::uint8_t>& fluid);

    // Takes over the face coefficients of the finest level.
    void refresh(const CoefficientArray& bx, const CoefficientArray& by, const CoefficientArray& bz,
                 Workers& workers);

    // How the cells of the four rows (2J…2J+1, 2K…2K+1) belong to aggregates: runs of undivided
    // blocks with consecutive numbers, and the cells of divided ones singly.
    struct Run {
        std::int32_t block, length, first;  // of blocks along x; the first one's aggregate
    };
    struct Single {
        std::int32_t row, column, aggregate;  // row 0…3: (j & 1) + 2 (k & 1)
    };
    struct BlockRow {
        const Run* runs;
        std::int32_t run_count;
        const Single* singles;
        std::int32_t single_count;
        std::int32_t first, last;  // its aggregates
    };
    BlockRow block_row(int block_j, int block_k) const;

    // For the restriction: where the right-hand side of an aggregate goes, and its first guess.
    float* right_side() { return levels_.front().b.data(); }
    float* first_guess() { return levels_.front().x.data(); }
    const float* damped_inverse() const { return levels_.front().damped_inverse.data(); }

    // Approximate solution on the aggregates, once right side and first guess are set; afterwards
    // correction()[a] belongs to all cells of aggregate a.
    void correct(Workers& workers) { cycle(0, workers); }
    const float* correction() const { return levels_.front().x.data(); }

    int levels() const { return static_cast<int>(levels_.size()); }
    int nodes(int level) const { return levels_[static_cast<std::size_t>(level)].n; }

  private:
    // Sixteen nodes side by side, so that each is a vector lane (sliced ELLPACK, Kreutzer et al.
    // 2014). Entry d of a slice's lane l stands at start[slice] + 16 d + l; a node with fewer
    // entries than its slice is wide has entries that add nothing.
    struct Slices {
        std::vector<std::int32_t> start, index;
    };
    // Arrays over nodes reach to the end of the last slice and one further; from node n on all are
    // zero and stay so.
    struct Level {
        int n = 0;
        int slices = 0;
        // Graph: edges once each (b = -1: the atmosphere), and the same as rows.
        std::vector<std::int32_t> edge_a, edge_b;
        std::vector<float> coupling;                     // of edges, and a zero
        std::vector<std::int32_t> source_start, source;  // finer edges (or faces) of an edge
        Slices row;                                      // neighbours of a node
        // Per entry of a slice: what to add to a node's number where all neighbours are as far from
        // their nodes, so that they are loaded side by side; or `scattered`.
        std::vector<std::int32_t> row_offset;
        std::vector<std::int32_t> row_edge, tie_start, tie_edge;
        std::vector<float> row_value, damped_inverse, tie;
        Slices member;                        // finer nodes of a node; none on the first level
        std::vector<std::int32_t> aggregate;  // coarser node of a node
        std::vector<float> x, b, t, kept;
        int parts = 1;         // that its slices are worked on in
        int member_parts = 1;  // while finer nodes are summed
    };
    struct Connection {  // between finer unknowns
        std::int32_t a, b, source;
        bool for_ever;
    };
    void add_level(std::vector<std::int32_t> aggregate, int aggregates,
                   std::vector<Connection>& connections);
    static constexpr std::int32_t scattered = std::numeric_limits<std::int32_t>::min();
    static void slice_rows(Level& level, const std::vector<std::int32_t>& start,
                           const std::vector<std::int32_t>& neighbour,
                           const std::vector<std::int32_t>& edge);
    static Slices sliced(int nodes, const std::vector<std::int32_t>& start,
                         const std::vector<std::int32_t>& entry, std::int32_t padding);
    void restrict_to(Level& coarse, const float* fine_residual, Workers& workers) const;
    void cycle(std::size_t level, Workers& workers);
    void cycle_again(std::size_t level, Workers& workers);
    template <class Body>
    static void over(const Level& level, Workers& workers, Body&& body) {
        in_parts(level.parts, level, workers, body);
    }
    template <class Body>
    static void in_parts(int parts, const Level& level, Workers& workers, const Body& body);

    Layout layout_;
    int blocks_y_ = 0;
    std::vector<Run> runs_;
    std::vector<Single> singles_;
    std::vector<std::int32_t> runs_start_, singles_start_, aggregate_start_;  // per block row
    std::vector<Level> levels_;
    SparseFactor coarsest_;
};

}  // namespace firedrill
