#include "fire/flow/multigrid.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

#include "fire/flow/lanes.hpp"

namespace firedrill {
namespace {

constexpr int solved_exactly = 300;      // nodes of the coarsest level, about
constexpr float smoothing = 0.8f;        // damping of a Jacobi step
constexpr float coarse_coupling = 0.8f;  // see the header; fewest iterations on the school's floor
constexpr int worth_sharing = 8192;      // nodes below which one thread is faster

std::int32_t root_of(std::vector<std::int32_t>& parent, std::int32_t i) {
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

}  // namespace

namespace multigrid_kernels {

// The operator on a range of slices.
struct Rows {
    const std::int32_t* start;
    const std::int32_t* neighbour;
    const std::int32_t* offset;
    const float* value;
    const float* tie;
    int first, last;
};

constexpr std::int32_t scattered = std::numeric_limits<std::int32_t>::min();
constexpr int values_ahead = 512;  // asked for before they are needed; about five slices

// (A x) of nodes of a slice from its number `lane` on, and their x; the sums run in the order of
// the entries.
template <class Lanes>
FIREDRILL_INLINE void apply(const Rows& a, int slice, int lane, const float* x, Lanes& own,
                            Lanes& sum) {
    const float* const here = x + slice * lanes + lane;
    load(own, here);
    load(sum, a.tie + slice * lanes + lane);
    sum *= own;
    for (std::int32_t e = a.start[slice]; e < a.start[slice + 1]; e += lanes) {
        Lanes value, other;
        if (lane == 0) fetch(a.value + e + values_ahead);
        load(value, a.value + e + lane);
        const std::int32_t offset = a.offset[e / lanes];
        if (offset != scattered)
            load(other, here + offset);
        else
            gather(other, x, a.neighbour + e + lane);
        sum += value * (own - other);
    }
}

template <int bytes>
FIREDRILL_INLINE void residual_by(const Rows& a, const float* x, const float* b, float* out) {
    using Lanes = LanesOf<bytes>;
    for (int slice = a.first; slice < a.last; ++slice)
        for (int lane = 0; lane < lanes; lane += lanes_in<Lanes>) {
            const int i = slice * lanes + lane;
            Lanes own, sum, right;
            apply(a, slice, lane, x, own, sum);
            load(right, b + i);
            right -= sum;
            store(out + i, right);
        }
}
FIREDRILL_BY_WIDTH(void residual(const Rows& a, const float* x, const float* b, float* out),
                   residual_by, (a, x, b, out))

template <int bytes>
FIREDRILL_INLINE void smooth_by(const Rows& a, const float* x, const float* b, const float* inverse,
                                float* out) {
    using Lanes = LanesOf<bytes>;
    for (int slice = a.first; slice < a.last; ++slice)
        for (int lane = 0; lane < lanes; lane += lanes_in<Lanes>) {
            const int i = slice * lanes + lane;
            Lanes own, sum, right, by;
            apply(a, slice, lane, x, own, sum);
            load(right, b + i);
            load(by, inverse + i);
            own += by * (right - sum);
            store(out + i, own);
        }
}
FIREDRILL_BY_WIDTH(void smooth(const Rows& a, const float* x, const float* b, const float* inverse,
                               float* out),
                   smooth_by, (a, x, b, inverse, out))

// Sums of members, and the first guess for what they ask.
template <int bytes>
FIREDRILL_INLINE void sum_members_by(const std::int32_t* start, const std::int32_t* member,
                                     int first, int last, const float* fine, const float* inverse,
                                     float* b, float* x) {
    using Lanes = LanesOf<bytes>;
    for (int slice = first; slice < last; ++slice)
        for (int lane = 0; lane < lanes; lane += lanes_in<Lanes>) {
            const int i = slice * lanes + lane;
            Lanes sum{};
            for (std::int32_t e = start[slice]; e < start[slice + 1]; e += lanes) {
                Lanes value;
                gather(value, fine, member + e + lane);
                sum += value;
            }
            Lanes by;
            load(by, inverse + i);
            by *= sum;
            store(b + i, sum);
            store(x + i, by);
        }
}
FIREDRILL_BY_WIDTH(void sum_members(const std::int32_t* start, const std::int32_t* member,
                                    int first, int last, const float* fine, const float* inverse,
                                    float* b, float* x),
                   sum_members_by, (start, member, first, last, fine, inverse, b, x))

FIREDRILL_VECTOR_CLONES
void add_coarse(const float* x, const float* coarse, const std::int32_t* aggregate, float* out,
                int first, int last) {
    FIREDRILL_INDEPENDENT
    for (int i = first; i < last; ++i) out[i] = x[i] + coarse[aggregate[i]];
}

FIREDRILL_VECTOR_CLONES
void scale(const float* inverse, const float* b, float* x, int first, int last) {
    FIREDRILL_INDEPENDENT
    for (int i = first; i < last; ++i) x[i] = inverse[i] * b[i];
}

FIREDRILL_VECTOR_CLONES
void add(const float* kept, float* x, int first, int last) {
    FIREDRILL_INDEPENDENT
    for (int i = first; i < last; ++i) x[i] += kept[i];
}

}  // namespace multigrid_kernels

// Calls body with ranges of slices.
template <class Body>
void Multigrid::in_parts(int parts, const Level& level, Workers& workers, const Body& body) {
    workers.for_parts(parts, [&](int part) {
        const SubnormalsAreZero mode;
        body(level.slices * part / parts, level.slices * (part + 1) / parts);
    });
}

Multigrid::Multigrid(const Layout& layout, const FaceKinds& kinds,
                     const std::vector<std::uint8_t>& fluid)
    : layout_(layout) {
    const Layout& l = layout_;
    const std::ptrdiff_t strides[3] = {1, l.sy, l.sz};
    const std::vector<FaceKind>* const kind[3] = {&kinds.x, &kinds.y, &kinds.z};

    // Aggregates of cells: the connected parts of each block.
    std::vector<std::int32_t> cell_aggregate(static_cast<std::size_t>(l.size), -1);
    int aggregates = 0;
    blocks_y_ = (l.ny + 1) / 2;
    for (int k0 = 0; k0 < l.nz; k0 += 2)
        for (int j0 = 0; j0 < l.ny; j0 += 2) {
            aggregate_start_.push_back(aggregates);
            runs_start_.push_back(static_cast<std::int32_t>(runs_.size()));
            singles_start_.push_back(static_cast<std::int32_t>(singles_.size()));
            for (int i0 = 0; i0 < l.nx; i0 += 2) {
                int part[8];
                std::ptrdiff_t element[8];
                for (int c = 0; c < 8; ++c) {
                    const int i = i0 + (c & 1), j = j0 + (c >> 1 & 1), k = k0 + (c >> 2);
                    part[c] = -1;
                    if (i >= l.nx || j >= l.ny || k >= l.nz) continue;
                    element[c] = l.at(i, j, k);
                    if (fluid[element[c]] != 0) part[c] = c;
                }
                // A part takes the lowest number among its cells; the longest path has seven steps.
                for (int sweep = 0; sweep < 7; ++sweep)
                    for (int c = 0; c < 8; ++c)
                        for (int axis = 0; axis < 3; ++axis) {
                            const int high = c | 1 << axis;
                            if (high == c || part[c] < 0 || part[high] < 0) continue;
                            if ((*kind[axis])[element[high]] != FaceKind::open) continue;
                            part[c] = part[high] = std::min(part[c], part[high]);
                        }
                const int before = aggregates;
                for (int c = 0; c < 8; ++c) {
                    if (part[c] < 0) continue;
                    if (part[c] == c)
                        cell_aggregate[element[c]] = aggregates++;
                    else
                        cell_aggregate[element[c]] = cell_aggregate[element[part[c]]];
                }
                if (aggregates == before + 1 && i0 + 1 < l.nx) {
                    const bool goes_on =
                        runs_.size() > static_cast<std::size_t>(runs_start_.back()) &&
                        runs_.back().block + runs_.back().length == i0 / 2 &&
                        runs_.back().first + runs_.back().length == before;
                    if (goes_on)
                        ++runs_.back().length;
                    else
                        runs_.push_back({i0 / 2, 1, before});
                } else {
                    for (int c = 0; c < 8; ++c)
                        if (part[c] >= 0)
                            singles_.push_back({c >> 1, i0 + (c & 1), cell_aggregate[element[c]]});
                }
            }
        }
    aggregate_start_.push_back(aggregates);
    runs_start_.push_back(static_cast<std::int32_t>(runs_.size()));
    singles_start_.push_back(static_cast<std::int32_t>(singles_.size()));
    for (auto& aggregate : cell_aggregate)
        if (aggregate < 0) aggregate = aggregates;  // ghosts and solids: a node that stays zero

    // Connections between cells, those inside an aggregate left out.
    std::vector<Connection> connections;
    for (int axis = 0; axis < 3; ++axis) {
        const int di = axis == 0, dj = axis == 1, dk = axis == 2;
        for (int k = 0; k < l.nz + dk; ++k)
            for (int j = 0; j < l.ny + dj; ++j)
                for (int i = 0; i < l.nx + di; ++i) {
                    const std::ptrdiff_t e = l.at(i, j, k);
                    if ((*kind[axis])[e] == FaceKind::closed) continue;
                    const std::ptrdiff_t low = e - strides[axis];
                    if (fluid[e] == 0 && fluid[low] == 0) continue;
                    std::int32_t a = cell_aggregate[low], b = cell_aggregate[e];
                    if (a == b) continue;
                    const auto face = static_cast<std::int32_t>(axis * l.size + e);
                    if (a == aggregates) std::swap(a, b);
                    connections.push_back(
                        {a, b == aggregates ? -1 : b, face, (*kind[axis])[e] == FaceKind::open});
                }
    }

    std::vector<Int3> place(static_cast<std::size_t>(aggregates));
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j < l.ny; ++j)
            for (int i = 0; i < l.nx; ++i) {
                const std::ptrdiff_t e = l.at(i, j, k);
                if (fluid[e] != 0) place[cell_aggregate[e]] = {i / 2, j / 2, k / 2};
            }
    add_level(std::move(cell_aggregate), aggregates, connections);

    // Coarser and coarser, until few are left or nothing more can be joined.
    while (levels_.back().n > solved_exactly) {
        Level& fine = levels_.back();
        const auto n = static_cast<std::size_t>(fine.n);
        std::vector<std::int32_t> parent(n);
        std::iota(parent.begin(), parent.end(), 0);
        const auto same_block = [&](std::int32_t a, std::int32_t b) {
            return place[a].x / 2 == place[b].x / 2 && place[a].y / 2 == place[b].y / 2 &&
                   place[a].z / 2 == place[b].z / 2;
        };
        for (const Connection& c : connections) {
            if (c.b < 0 || !c.for_ever || !same_block(c.a, c.b)) continue;
            const std::int32_t a = root_of(parent, c.a), b = root_of(parent, c.b);
            parent[std::max(a, b)] = std::min(a, b);
        }
        std::vector<std::int32_t> aggregate(n + 1, -1);
        std::vector<Int3> coarse_place;
        for (std::int32_t i = 0; i < fine.n; ++i) {
            const std::int32_t root = root_of(parent, i);
            if (root == i) {
                aggregate[i] = static_cast<std::int32_t>(coarse_place.size());
                coarse_place.emplace_back(place[i].x / 2, place[i].y / 2, place[i].z / 2);
            } else {
                aggregate[i] = aggregate[root];
            }
        }
        const int coarse = static_cast<int>(coarse_place.size());
        if (coarse > fine.n * 9 / 10 && fine.n < 4 * solved_exactly) break;
        const bool one_block = std::all_of(coarse_place.begin(), coarse_place.end(),
                                           [](Int3 p) { return p.x == 0 && p.y == 0 && p.z == 0; });
        aggregate[n] = coarse;
        std::vector<Connection> coarser;
        coarser.reserve(connections.size() / 2);
        for (const Connection& c : connections) {
            std::int32_t a = aggregate[c.a], b = c.b < 0 ? -1 : aggregate[c.b];
            if (a != b) coarser.push_back({a, b, c.source, c.for_ever});
        }
        place = std::move(coarse_place);
        connections = std::move(coarser);
        add_level(std::move(aggregate), coarse, connections);
        if (one_block) break;
    }

    Level& last = levels_.back();
    std::vector<std::pair<std::int32_t, std::int32_t>> edges;
    for (std::size_t e = 0; e < last.edge_a.size(); ++e)
        if (last.edge_b[e] >= 0) edges.emplace_back(last.edge_a[e], last.edge_b[e]);
    coarsest_.analyse(last.n, edges);
}

// `aggregate`: of every finer unknown (cells or nodes); `connections`: between the new nodes, with
// the number of the finer edge each comes from; replaced by the new level's edges.
void Multigrid::add_level(std::vector<std::int32_t> aggregate, int aggregates,
                          std::vector<Connection>& connections) {
    Level level;
    level.n = aggregates;
    level.slices = (aggregates + lanes - 1) / lanes;
    level.parts = aggregates >= worth_sharing ? 8 : 1;
    const auto n = static_cast<std::size_t>(aggregates);

    // On the first level the cells know their block rows instead.
    if (!levels_.empty()) {
        Level& finer = levels_.back();
        level.member_parts = finer.parts;
        std::vector<std::int32_t> member_start(n + 1, 0);
        const auto finer_nodes = static_cast<std::size_t>(finer.n);
        for (std::size_t c = 0; c < finer_nodes; ++c) ++member_start[aggregate[c] + 1];
        for (std::size_t i = 0; i < n; ++i) member_start[i + 1] += member_start[i];
        std::vector<std::int32_t> member(finer_nodes);
        std::vector<std::int32_t> filled(member_start.begin(), member_start.end() - 1);
        for (std::size_t c = 0; c < finer_nodes; ++c)
            member[filled[aggregate[c]]++] = static_cast<std::int32_t>(c);
        level.member = sliced(aggregates, member_start, member, finer.n);
        aggregate.resize(finer.x.size(), aggregates);
        finer.aggregate = std::move(aggregate);
    }

    // Edges: connections between the same two nodes are one.
    for (Connection& c : connections)
        if (c.b >= 0 && c.a > c.b) std::swap(c.a, c.b);
    std::vector<std::int32_t> order(connections.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::int32_t p, std::int32_t q) {
        const Connection &a = connections[p], &b = connections[q];
        return a.a != b.a ? a.a < b.a : a.b < b.b;
    });
    std::vector<Connection> merged;
    for (const std::int32_t o : order) {
        const Connection& c = connections[o];
        if (merged.empty() || merged.back().a != c.a || merged.back().b != c.b) {
            merged.push_back({c.a, c.b, static_cast<std::int32_t>(merged.size()), c.for_ever});
            level.source_start.push_back(static_cast<std::int32_t>(level.source.size()));
            level.edge_a.push_back(c.a);
            level.edge_b.push_back(c.b);
        }
        merged.back().for_ever = merged.back().for_ever || c.for_ever;
        level.source.push_back(c.source);
    }
    level.source_start.push_back(static_cast<std::int32_t>(level.source.size()));
    connections = std::move(merged);

    // Rows of the graph.
    const std::size_t edges = level.edge_a.size();
    level.coupling.assign(edges + 1, 0.0f);
    std::vector<std::int32_t> row_start(n + 1, 0);
    level.tie_start.assign(n + 1, 0);
    for (std::size_t e = 0; e < edges; ++e) {
        if (level.edge_b[e] < 0) {
            ++level.tie_start[level.edge_a[e] + 1];
        } else {
            ++row_start[level.edge_a[e] + 1];
            ++row_start[level.edge_b[e] + 1];
        }
    }
    for (std::size_t i = 0; i < n; ++i) {
        row_start[i + 1] += row_start[i];
        level.tie_start[i + 1] += level.tie_start[i];
    }
    std::vector<std::int32_t> neighbour(static_cast<std::size_t>(row_start[n]));
    std::vector<std::int32_t> row_edge(neighbour.size());
    level.tie_edge.resize(static_cast<std::size_t>(level.tie_start[n]));
    std::vector<std::int32_t> row(row_start.begin(), row_start.end() - 1),
        tie(level.tie_start.begin(), level.tie_start.end() - 1);
    for (std::size_t e = 0; e < edges; ++e) {
        const std::int32_t a = level.edge_a[e], b = level.edge_b[e];
        const auto edge = static_cast<std::int32_t>(e);
        if (b < 0) {
            level.tie_edge[tie[a]++] = edge;
            continue;
        }
        neighbour[row[a]] = b;
        row_edge[row[a]++] = edge;
        neighbour[row[b]] = a;
        row_edge[row[b]++] = edge;
    }
    slice_rows(level, row_start, neighbour, row_edge);
    level.row_value.assign(std::max(level.row.index.size(), edges), 0.0f);
    const auto padded = static_cast<std::size_t>(level.slices * lanes + lanes);
    for (auto* const field :
         {&level.damped_inverse, &level.tie, &level.x, &level.b, &level.t, &level.kept})
        field->assign(padded, 0.0f);
    levels_.push_back(std::move(level));
}

// Neighbours start[i] … start[i + 1] of each node and the edges to them. Most nodes lie in runs,
// and a run's neighbours in another: entries of a slice that lie equally far from their nodes come
// first, the rest is packed behind them.
void Multigrid::slice_rows(Level& level, const std::vector<std::int32_t>& start,
                           const std::vector<std::int32_t>& neighbour,
                           const std::vector<std::int32_t>& edge) {
    constexpr int worth_a_load = 3;  // lanes
    const auto no_edge = static_cast<std::int32_t>(level.edge_a.size());
    const std::int32_t end = (level.slices + 1) * lanes;
    level.row.start.assign(1, 0);
    for (int first = 0; first < level.n; first += lanes) {
        const int last = std::min(first + lanes, level.n);
        std::map<std::int32_t, int> count;  // of entries, per offset
        for (int i = first; i < last; ++i)
            for (std::int32_t e = start[i]; e < start[i + 1]; ++e) ++count[neighbour[e] - i];
        const auto add_entry = [&](std::int32_t offset) {
            const std::size_t here = level.row.index.size();
            level.row.index.resize(here + lanes, level.n);
            level.row_edge.resize(here + lanes, no_edge);
            level.row_offset.push_back(offset);
            return here;
        };
        const auto together = [&](std::int32_t offset) {
            return count[offset] >= worth_a_load && first + offset >= 0 &&
                   first + offset + lanes <= end;
        };
        for (const auto& [offset, entries] : count) {
            if (!together(offset)) continue;
            const std::size_t here = add_entry(offset);
            for (int i = first; i < last; ++i)
                for (std::int32_t e = start[i]; e < start[i + 1]; ++e)
                    if (neighbour[e] - i == offset) {
                        level.row.index[here + static_cast<std::size_t>(i - first)] = neighbour[e];
                        level.row_edge[here + static_cast<std::size_t>(i - first)] = edge[e];
                    }
        }
        const std::size_t packed = level.row.index.size();
        for (int i = first; i < last; ++i) {
            std::size_t here = packed;
            for (std::int32_t e = start[i]; e < start[i + 1]; ++e) {
                if (together(neighbour[e] - i)) continue;
                if (here == level.row.index.size()) add_entry(scattered);
                level.row.index[here + static_cast<std::size_t>(i - first)] = neighbour[e];
                level.row_edge[here + static_cast<std::size_t>(i - first)] = edge[e];
                here += lanes;
            }
        }
        level.row.start.push_back(static_cast<std::int32_t>(level.row.index.size()));
    }
}

// Entries start[i] … start[i + 1] of each node, lane by lane.
Multigrid::Slices Multigrid::sliced(int nodes, const std::vector<std::int32_t>& start,
                                    const std::vector<std::int32_t>& entry, std::int32_t padding) {
    Slices out;
    out.start.push_back(0);
    for (int first = 0; first < nodes; first += lanes) {
        const int last = std::min(first + lanes, nodes);
        std::int32_t width = 0;
        for (int i = first; i < last; ++i) width = std::max(width, start[i + 1] - start[i]);
        const auto here = static_cast<std::size_t>(out.start.back());
        out.index.resize(here + static_cast<std::size_t>(width * lanes), padding);
        for (int i = first; i < last; ++i)
            for (std::int32_t d = 0; d < start[i + 1] - start[i]; ++d)
                out.index[here + static_cast<std::size_t>(d * lanes + i - first)] =
                    entry[start[i] + d];
        out.start.push_back(static_cast<std::int32_t>(out.index.size()));
    }
    return out;
}

Multigrid::BlockRow Multigrid::block_row(int block_j, int block_k) const {
    const auto r = static_cast<std::size_t>(block_j + blocks_y_ * block_k);
    return {runs_.data() + runs_start_[r],
            runs_start_[r + 1] - runs_start_[r],
            singles_.data() + singles_start_[r],
            singles_start_[r + 1] - singles_start_[r],
            aggregate_start_[r],
            aggregate_start_[r + 1]};
}

void Multigrid::refresh(const CoefficientArray& bx, const CoefficientArray& by,
                        const CoefficientArray& bz, Workers& workers) {
    const Coefficient* const face[3] = {bx.data(), by.data(), bz.data()};
    const auto size = static_cast<std::int32_t>(layout_.size);
    for (std::size_t number = 0; number < levels_.size(); ++number) {
        Level& level = levels_[number];
        const float* const finer = number == 0 ? nullptr : levels_[number - 1].coupling.data();
        const auto edges = static_cast<std::int64_t>(level.edge_a.size());
        workers.for_parts(level.parts, [&](int part) {
            const auto first = edges * part / level.parts, last = edges * (part + 1) / level.parts;
            for (auto e = first; e < last; ++e) {
                float sum = 0;
                if (finer != nullptr) {
                    for (std::int32_t s = level.source_start[e]; s < level.source_start[e + 1]; ++s)
                        sum += finer[level.source[s]];
                } else {
                    std::int32_t count = 0;
                    for (std::int32_t s = level.source_start[e]; s < level.source_start[e + 1];
                         ++s) {
                        const std::int32_t source = level.source[s];
                        if (source < size)
                            count += face[0][source];
                        else if (source < 2 * size)
                            count += face[1][source - size];
                        else
                            count += face[2][source - 2 * size];
                    }
                    sum = coefficient_unit * static_cast<float>(count);
                }
                level.coupling[e] = coarse_coupling * sum;
            }
        });
        over(level, workers, [&](int first, int last) {
            for (int slice = first; slice < last; ++slice) {
                float diagonal[lanes] = {};
                for (int l = 0; l < lanes; ++l) {
                    const int i = slice * lanes + l;
                    if (i >= level.n) break;
                    float tie = 0;
                    for (std::int32_t t = level.tie_start[i]; t < level.tie_start[i + 1]; ++t)
                        tie += level.coupling[level.tie_edge[t]];
                    level.tie[i] = diagonal[l] = tie;
                }
                for (std::int32_t e = level.row.start[slice]; e < level.row.start[slice + 1];
                     e += lanes)
                    for (int l = 0; l < lanes; ++l) {
                        const float value = level.coupling[level.row_edge[e + l]];
                        level.row_value[e + l] = value;
                        diagonal[l] += value;
                    }
                for (int l = 0; l < lanes; ++l)
                    level.damped_inverse[slice * lanes + l] =
                        diagonal[l] > 0.0f ? smoothing / diagonal[l] : 0.0f;
            }
        });
    }
    Level& last = levels_.back();
    // The factor knows edges between nodes only, in their order.
    std::size_t count = 0;
    for (std::size_t e = 0; e < last.edge_a.size(); ++e)
        if (last.edge_b[e] >= 0) last.row_value[count++] = last.coupling[e];
    coarsest_.factor({last.row_value.data(), count}, last.tie);
}

void Multigrid::restrict_to(Level& coarse, const float* fine, Workers& workers) const {
    in_parts(coarse.member_parts, coarse, workers, [&](int first, int last) {
        multigrid_kernels::sum_members(coarse.member.start.data(), coarse.member.index.data(),
                                       first, last, fine, coarse.damped_inverse.data(),
                                       coarse.b.data(), coarse.x.data());
    });
}

// A second cycle for what the first one left over, added to it.
void Multigrid::cycle_again(std::size_t number, Workers& workers) {
    Level& level = levels_[number];
    const auto rows = [&](int first, int last) {
        return multigrid_kernels::Rows{level.row.start.data(),
                                       level.row.index.data(),
                                       level.row_offset.data(),
                                       level.row_value.data(),
                                       level.tie.data(),
                                       first,
                                       last};
    };
    over(level, workers, [&](int first, int last) {
        multigrid_kernels::residual(rows(first, last), level.x.data(), level.b.data(),
                                    level.b.data());
    });
    level.kept.swap(level.x);
    over(level, workers, [&](int first, int last) {
        multigrid_kernels::scale(level.damped_inverse.data(), level.b.data(), level.x.data(),
                                 first * lanes, last * lanes);
    });
    cycle(number, workers);
    over(level, workers, [&](int first, int last) {
        multigrid_kernels::add(level.kept.data(), level.x.data(), first * lanes, last * lanes);
    });
}

// One W-cycle from x = 0: smooth (done while restricting), correct from the coarser level, smooth.
void Multigrid::cycle(std::size_t number, Workers& workers) {
    Level& level = levels_[number];
    if (number + 1 == levels_.size()) {
        const auto n = static_cast<std::size_t>(level.n);
        coarsest_.solve({level.b.data(), n}, {level.x.data(), n});
        return;
    }
    const auto rows = [&](int first, int last) {
        return multigrid_kernels::Rows{level.row.start.data(),
                                       level.row.index.data(),
                                       level.row_offset.data(),
                                       level.row_value.data(),
                                       level.tie.data(),
                                       first,
                                       last};
    };
    over(level, workers, [&](int first, int last) {
        multigrid_kernels::residual(rows(first, last), level.x.data(), level.b.data(),
                                    level.t.data());
    });
    Level& coarse = levels_[number + 1];
    restrict_to(coarse, level.t.data(), workers);
    cycle(number + 1, workers);
    if (number + 2 < levels_.size()) cycle_again(number + 1, workers);
    over(level, workers, [&](int first, int last) {
        multigrid_kernels::add_coarse(level.x.data(), coarse.x.data(), level.aggregate.data(),
                                      level.t.data(), first * lanes, last * lanes);
    });
    over(level, workers, [&](int first, int last) {
        multigrid_kernels::smooth(rows(first, last), level.t.data(), level.b.data(),
                                  level.damped_inverse.data(), level.x.data());
    });
}

}  // namespace firedrill
