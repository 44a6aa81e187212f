// Partitions: the walls of each storey with their openings as lines that stop sound and sight.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "crowd/barriers.hpp"
#include "crowd/behaviour.hpp"

namespace firedrill::crowd {
namespace {

constexpr double lowest_partition_m = 2.0;  // one hears and sees over what is lower

// The pieces of a wall between its openings, and the openings that have a leaf or a pane.
void cut(const State& state, const WallSegment& wall, std::vector<Partition>& pieces) {
    const Vec2 along = wall.b - wall.a;
    const double length = glm::length(along);
    if (length < 1e-6) return;
    const Vec2 unit = along / length;
    struct Gap {
        double from, to;
        OpeningIndex opening;
    };
    std::vector<Gap> gaps;
    for (std::size_t o = 0; o < state.building.openings.size(); ++o) {
        const OpeningPlace& place = state.building.openings[o];
        if (place.wall != wall.wall || place.storey != wall.storey) continue;
        const Vec2 to_centre = place.centre - wall.a;
        const double at = glm::dot(to_centre, unit);
        const double aside = std::abs(unit.x * to_centre.y - unit.y * to_centre.x);
        if (aside > 0.1 || at < 0 || at > length) continue;
        gaps.push_back({at - 0.5 * place.width, at + 0.5 * place.width, OpeningIndex(o)});
    }
    std::sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) { return a.from < b.from; });
    double from = 0;
    for (const Gap& gap : gaps) {
        if (gap.from > from)
            pieces.push_back({wall.a + from * unit, wall.a + gap.from * unit, {}, false});
        const OpeningKind kind = state.building.scenario.openings[gap.opening.at()].kind;
        if (kind != OpeningKind::hole) {
            pieces.push_back({wall.a + gap.from * unit, wall.a + gap.to * unit, gap.opening,
                              kind == OpeningKind::window});
        }
        from = std::max(from, gap.to);
    }
    if (from < length) pieces.push_back({wall.a + from * unit, wall.b, {}, false});
}

}  // namespace

void make_partitions(State& state) {
    auto& partitions = state.behaviour.partitions;
    partitions.resize(state.building.scenario.storeys.size());
    for (const WallSegment& wall : state.building.walls) {
        if (wall.z1 - state.building.floor_z(wall.storey) < lowest_partition_m) continue;
        cut(state, wall, partitions[wall.storey.at()]);
    }
}

int partitions_between(const State& state, StoreyIndex storey, Vec2 a, Vec2 b, Sense sense,
                       const CrowdInputs& inputs) {
    if (!storey || storey.at() >= state.behaviour.partitions.size()) return 0;
    const Vec2 low = glm::min(a, b), high = glm::max(a, b);
    int between = 0;
    for (const Partition& piece : state.behaviour.partitions[storey.at()]) {
        if (std::max(piece.a.x, piece.b.x) < low.x || std::min(piece.a.x, piece.b.x) > high.x ||
            std::max(piece.a.y, piece.b.y) < low.y || std::min(piece.a.y, piece.b.y) > high.y)
            continue;
        if (piece.transparent && sense == Sense::sight) continue;
        if (piece.opening &&
            (inputs.doors.empty() || inputs.doors[piece.opening.at()].open_fraction > 0.5f))
            continue;
        between += cross_each_other(a, b, piece.a, piece.b);
    }
    return between;
}

}  // namespace firedrill::crowd
