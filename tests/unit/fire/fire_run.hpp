// FireRun: a scenario's fire run by itself, with all that happened kept. Tests of one subject add
// what they ask for.
#pragma once

#include <string>
#include <vector>

#include "building/load.hpp"
#include "fire/fire.hpp"
#include "fire/flow/flow.hpp"

namespace firedrill::test {

struct FireRun {
    Building building;
    Grid grid;
    Workers workers{1};
    Fire fire;
    std::vector<FireEvent> events;

    explicit FireRun(const std::string& text, double step_s = 0.1, const GridSettings& cells = {})
        : building(make_building(parse_scenario(text, "test.json"))),
          grid(make_grid(building, cells)),
          fire(building, grid, FireSettings{}, workers, 1),
          step_s_(step_s) {}

    void until(double time_s) {
        while (fire.totals().time_s < time_s - 1e-6) {
            fire.step(step_s_);
            for (const FireEvent& event : fire.take_events()) events.push_back(event);
        }
    }
    std::int32_t number(std::string_view id) const { return fire.source_of_thing(id); }
    const FireSource& source(std::string_view id) const {
        return fire.sources()[static_cast<std::size_t>(number(id))];
    }

  private:
    double step_s_;
};

// Fills rooms with gas of one temperature, from plane `lowest` to below plane `highest`.
inline void warm_rooms(Flow& flow, double kelvin, int lowest, int highest) {
    const Grid& grid = flow.grid();
    for (int k = lowest; k < highest; ++k)
        for (int j = 0; j < grid.ny; ++j)
            for (int i = 0; i < grid.nx; ++i)
                if (grid.room[grid.cell(i, j, k)] >= 0)
                    flow.set_temperature(flow.layout().at(i, j, k), kelvin);
}

}  // namespace firedrill::test
