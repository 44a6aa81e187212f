// Multigrid: an approximate inverse of the pressure operator that respects walls. Unknowns are
// gathered in blocks of 2x2x2, and a block that a wall divides becomes one aggregate for each
// connected part, so that rooms never merge on coarse levels. All operable openings count as walls
// while aggregating: opening a door changes coefficients (sums of fine face coefficients), never
// the hierarchy. Coarse couplings are halved per level, since a piecewise constant correction is
// twice as stiff as a linear one (Braess 1995).
//
//   cells (structured)  ->  level 1 (graph)  ->  level 2  -> …  ->  some hundred nodes, solved
//   exactly
#pragma once

#include <cstdint>
#include <vector>

#include "base/workers.hpp"
#include "fire/flow/face_kinds.hpp"
#include "fire/flow/sparse_factor.hpp"

namespace firedrill {

class Multigrid {
  public:
    Multigrid(const Layout& layout, const FaceKinds& kinds, const std::vector<std::uint8_t>& fluid);

    // Takes over the face coefficients of the finest level.
    void refresh(const FieldArray& bx, const FieldArray& by, const FieldArray& bz,
                 Workers& workers);

    // Approximate solution on the aggregates for the residual of the cells; afterwards
    // correction()[aggregate_of_cell()[c]] belongs to cell c.
    void correct(const FieldArray& residual, Workers& workers);

    const std::int32_t* aggregate_of_cell() const { return cell_aggregate_.data(); }
    const float* correction() const { return levels_.front().x.data(); }

    int levels() const { return static_cast<int>(levels_.size()); }
    int nodes(int level) const { return levels_[static_cast<std::size_t>(level)].n; }
    std::size_t bytes() const;

  private:
    struct Level {
        int n = 0;
        // Graph: edges once each (b = -1: the atmosphere), and the same as rows.
        std::vector<std::int32_t> edge_a, edge_b;
        std::vector<float> coupling;
        std::vector<std::int32_t> source_start, source;  // finer edges (or faces) of an edge
        std::vector<std::int32_t> row_start, neighbour, row_edge, tie_start, tie_edge;
        std::vector<float> row_value, inverse_diagonal, tie;
        // Members: finer nodes (or cells) of a node; aggregate: coarser node of a node.
        std::vector<std::int32_t> member_start, member, aggregate;
        std::vector<float> x, b, t;
        int parts = 1;
    };
    struct Connection {  // between finer unknowns
        std::int32_t a, b, source;
        bool for_ever;
    };
    void add_level(std::vector<std::int32_t> aggregate, int aggregates,
                   std::vector<Connection>& connections);
    void restrict_to(Level& coarse, const float* fine_residual, Workers& workers) const;
    void cycle(std::size_t level, Workers& workers);
    template <class Body>
    static void over(const Level& level, Workers& workers, Body&& body);

    Layout layout_;
    std::vector<std::int32_t> cell_aggregate_;
    std::vector<Level> levels_;
    SparseFactor coarsest_;
};

}  // namespace firedrill
