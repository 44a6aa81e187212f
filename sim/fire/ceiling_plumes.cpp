#include "fire/ceiling_plumes.hpp"

#include <algorithm>

namespace firedrill {

void CeilingPlumes::find(const Flow& flow) {
    const Grid& grid = flow.grid();
    const Layout& l = flow.layout();
    plumes_.clear();
    for (const PlumeFoot& foot : flow.plumes()) {
        const Int3 top = cell_below_ceiling(foot, grid, flow.fields());
        if (top.x < 0 || top.x >= l.nx || top.y < 0 || top.y >= l.ny) continue;
        if (top.z >= l.nz) continue;  // under the sky
        const double z = grid.origin.z + (top.z + 1) * grid.h;
        if (z - foot.base.z < grid.h || plumes_.size() == plumes_.capacity()) continue;
        plumes_.push_back({Vec3(foot.base.x, foot.base.y, z),
                           grid.room[grid.cell(top.x, top.y, top.z)], z - foot.base.z, foot.heat_kw,
                           foot.convected_kw});
    }
    if (plumes_.size() <= most_counted) return;
    std::nth_element(plumes_.begin(), plumes_.begin() + most_counted, plumes_.end(),
                     [](const CeilingPlume& a, const CeilingPlume& b) {
                         return a.convected_kw > b.convected_kw;
                     });
    plumes_.resize(most_counted);
}

}  // namespace firedrill
