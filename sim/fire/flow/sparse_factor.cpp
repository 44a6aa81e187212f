#include "fire/flow/sparse_factor.hpp"

#include <algorithm>
#include <set>

namespace firedrill {
namespace {

constexpr double singular = 1e-6;  // pivot relative to the diagonal below which nothing ties a node

}  // namespace

void SparseFactor::analyse(int nodes,
                           std::span<const std::pair<std::int32_t, std::int32_t>> edges) {
    n_ = nodes;
    const auto n = static_cast<std::size_t>(nodes);
    edges_.assign(edges.begin(), edges.end());

    // Elimination order: always the node with the fewest neighbours left, the lowest number first.
    std::vector<std::set<std::int32_t>> graph(n);
    for (const auto& [a, b] : edges_) {
        graph[static_cast<std::size_t>(a)].insert(b);
        graph[static_cast<std::size_t>(b)].insert(a);
    }
    std::set<std::pair<std::size_t, std::int32_t>> queue;
    for (std::int32_t i = 0; i < nodes; ++i) queue.emplace(graph[i].size(), i);
    place_.assign(n, 0);
    std::int32_t order = 0;
    while (!queue.empty()) {
        const std::int32_t node = queue.begin()->second;
        queue.erase(queue.begin());
        place_[node] = order++;
        const std::vector<std::int32_t> around(graph[node].begin(), graph[node].end());
        for (const std::int32_t a : around) {
            queue.erase({graph[a].size(), a});
            graph[a].erase(node);
            for (const std::int32_t b : around)
                if (a != b) graph[a].insert(b);
            queue.emplace(graph[a].size(), a);
        }
        graph[node].clear();
    }

    // Rows of A in elimination order, left of the diagonal.
    std::vector<std::vector<std::pair<std::int32_t, std::int32_t>>> rows(n);
    for (std::size_t e = 0; e < edges_.size(); ++e) {
        const std::int32_t a = place_[edges_[e].first], b = place_[edges_[e].second];
        rows[std::max(a, b)].emplace_back(std::min(a, b), static_cast<std::int32_t>(e));
    }
    row_start_.assign(1, 0);
    row_column_.clear();
    row_edge_.clear();
    for (auto& row : rows) {
        std::sort(row.begin(), row.end());
        for (const auto& [column, edge] : row) {
            row_column_.push_back(column);
            row_edge_.push_back(edge);
        }
        row_start_.push_back(static_cast<std::int32_t>(row_column_.size()));
    }

    // Elimination tree and the number of entries below each pivot.
    parent_.assign(n, -1);
    mark_.assign(n, -1);
    std::vector<std::int32_t> count(n, 0);
    for (std::int32_t k = 0; k < n_; ++k) {
        mark_[k] = k;
        for (std::int32_t p = row_start_[k]; p < row_start_[k + 1]; ++p) {
            for (std::int32_t i = row_column_[p]; mark_[i] != k; i = parent_[i]) {
                if (parent_[i] < 0) parent_[i] = k;
                ++count[i];
                mark_[i] = k;
            }
        }
    }
    column_start_.assign(1, 0);
    for (std::size_t i = 0; i < n; ++i) column_start_.push_back(column_start_.back() + count[i]);
    column_filled_.assign(n, 0);
    below_.assign(static_cast<std::size_t>(column_start_.back()), 0);
    value_.assign(below_.size(), 0.0);
    inverse_pivot_.assign(n, 0.0);
    diagonal_.assign(n, 0.0);
    work_.assign(n, 0.0);
    stack_.assign(n, 0);
    pattern_.assign(n, 0);
    solution_.assign(n, 0.0);
}

void SparseFactor::factor(std::span<const float> couplings, std::span<const float> ties) {
    for (std::int32_t i = 0; i < n_; ++i) diagonal_[place_[i]] = static_cast<double>(ties[i]);
    for (std::size_t e = 0; e < edges_.size(); ++e) {
        diagonal_[place_[edges_[e].first]] += static_cast<double>(couplings[e]);
        diagonal_[place_[edges_[e].second]] += static_cast<double>(couplings[e]);
    }
    std::fill(mark_.begin(), mark_.end(), -1);
    std::copy(column_start_.begin(), column_start_.end() - 1, column_filled_.begin());
    for (std::int32_t k = 0; k < n_; ++k) {
        std::int32_t top = n_;
        mark_[k] = k;
        for (std::int32_t p = row_start_[k]; p < row_start_[k + 1]; ++p) {
            std::int32_t i = row_column_[p];
            work_[i] -= static_cast<double>(couplings[row_edge_[p]]);
            std::int32_t length = 0;
            for (; mark_[i] != k; i = parent_[i]) {
                stack_[length++] = i;
                mark_[i] = k;
            }
            while (length > 0) pattern_[--top] = stack_[--length];
        }
        double pivot = diagonal_[k];
        for (; top < n_; ++top) {
            const std::int32_t i = pattern_[top];
            const double y = work_[i];
            work_[i] = 0.0;
            const std::int32_t end = column_filled_[i];
            for (std::int32_t p = column_start_[i]; p < end; ++p) work_[below_[p]] -= value_[p] * y;
            const double l = y * inverse_pivot_[i];
            pivot -= l * y;
            below_[end] = k;
            value_[end] = l;
            column_filled_[i] = end + 1;
        }
        inverse_pivot_[k] = pivot > singular * diagonal_[k] ? 1.0 / pivot : 0.0;
    }
}

void SparseFactor::solve(std::span<const float> b, std::span<float> x) const {
    for (std::int32_t i = 0; i < n_; ++i) solution_[place_[i]] = static_cast<double>(b[i]);
    for (std::int32_t i = 0; i < n_; ++i) {
        const double y = solution_[i];
        for (std::int32_t p = column_start_[i]; p < column_start_[i + 1]; ++p)
            solution_[below_[p]] -= value_[p] * y;
    }
    for (std::int32_t i = 0; i < n_; ++i) solution_[i] *= inverse_pivot_[i];
    for (std::int32_t i = n_ - 1; i >= 0; --i) {
        double y = solution_[i];
        for (std::int32_t p = column_start_[i]; p < column_start_[i + 1]; ++p)
            y -= value_[p] * solution_[below_[p]];
        solution_[i] = y;
    }
    for (std::int32_t i = 0; i < n_; ++i) x[i] = static_cast<float>(solution_[place_[i]]);
}

}  // namespace firedrill
