// FieldPlace: a building with its people and route fields, of which a test may change what it likes
// and look at the fields alone, without anybody walking.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/workers.hpp"
#include "building/load.hpp"
#include "crowd/state.hpp"

namespace firedrill::test {

struct FieldPlace {
    Building building;
    WalkMap map;
    Workers workers{1};
    std::vector<DoorForCrowd> doors;
    CrowdInputs inputs;
    crowd::State state;

    explicit FieldPlace(Scenario scenario, const CrowdSettings& settings = {})
        : building(make_building(std::move(scenario), Language::en)),
          map(make_walk_map(building)),
          doors(building.openings.size()),
          state(building, map, settings, 1, workers) {
        inputs.doors = doors;
        crowd::populate(state);
        crowd::prepare_fields(state);
        tick();
    }
    explicit FieldPlace(const std::string& text, const CrowdSettings& settings = {})
        : FieldPlace(parse_scenario(text, "course.json", Language::en), settings) {}

    void tick() {
        state.time_s += 0.05;
        crowd::update_fields(state, inputs);
    }
    void ticks(double seconds) {
        for (int n = 0; n < static_cast<int>(seconds / 0.05 + 0.5); ++n) tick();
    }
    DoorForCrowd& door(const std::string& id) {
        return doors[static_cast<std::size_t>(building.find(id).index)];
    }
    std::size_t cell(Vec2 at, std::int32_t layer = 0) const {
        return static_cast<std::size_t>(map.cell_at(layer, at));
    }
    double cost(std::size_t exit, Vec2 at, std::int32_t layer = 0) const {
        return state.exits[exit].cost[cell(at, layer)];
    }
    // Smoke of this factor on the way in a box of a storey.
    void smoke(Vec2 low, Vec2 high, float factor) {
        const RouteGraph& graph = state.fields.solver.graph();
        for (std::int32_t k = 0; k < graph.none; ++k) {
            const Vec2 at = map.centre(graph.raster[static_cast<std::size_t>(k)]);
            if (at.x > low.x && at.x < high.x && at.y > low.y && at.y < high.y)
                crowd::set_air_cost(state, k, factor);
        }
    }
};

}  // namespace firedrill::test
