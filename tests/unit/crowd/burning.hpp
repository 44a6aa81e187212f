// Burning: a crowd led through a building in which something burns, on a coarse grid so that it is
// quick; doors stand open for people and for smoke.
#pragma once

#include <optional>
#include <string>

#include "building/grid.hpp"
#include "conduct.hpp"
#include "fire/fire.hpp"

namespace firedrill::test {

inline Burner burner(Vec2 at, double kw, const std::string& storey = "g") {
    Burner b;
    b.id = "burner";
    b.storey = storey;
    b.at = at;
    b.size = {0.5, 0.5};
    b.height = 0.3;
    b.fuel = "wood";
    b.hrr.constant_kw = kw;
    return b;
}

struct Burning {
    Walk walk;
    Workers workers{1};
    Grid grid;
    std::optional<Fire> fire;

    explicit Burning(const Scenario& scenario, double cell_m = 0.25)
        : walk(scenario, 1), grid(grid_of(walk, cell_m)) {
        fire.emplace(walk.building, grid, FireSettings{}, workers, 1);
        walk.also.air = &*fire;
    }
    static Grid grid_of(const Walk& walk, double cell_m) {
        GridSettings settings;
        settings.cell_m = cell_m;
        Grid grid = make_grid(walk.building, settings);
        for (std::size_t o = 0; o < walk.doors.size(); ++o)
            set_opening(grid, OpeningIndex(o), walk.doors[o].open_fraction);
        return grid;
    }
    void step() {
        fire->step(tick_s);
        walk.step();
    }
};

}  // namespace firedrill::test
