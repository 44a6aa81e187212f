// Staged: a crowd stepped by its stages, all but what the air does, so that a test can fell someone
// or lay smoke on it without a fire.
#pragma once

#include <vector>

#include "conduct.hpp"
#include "crowd/state.hpp"

namespace firedrill::test {

struct Staged {
    Building building;
    WalkMap map;
    Workers workers{1};
    crowd::State state;
    CrowdInputs inputs;
    std::vector<CrowdEvent> events;

    explicit Staged(const Scenario& scenario)
        : building(make_building(scenario, Language::en)),
          map(make_walk_map(building)),
          state(building, map, {}, 1, workers) {
        crowd::populate(state);
        crowd::prepare_fields(state);
        inputs.alarm = true;
    }
    void step() {
        const std::vector<Vec2> before = state.people.position;
        state.time_s += tick_s;
        crowd::update_fields(state, inputs);
        crowd::decide(state, tick_s, inputs);
        crowd::move(state, tick_s, inputs);
        crowd::arrive(state, tick_s, before);
        events.insert(events.end(), state.events.begin(), state.events.end());
        state.events.clear();
    }
    template <class Done>
    bool until(double limit_s, Done&& done) {
        while (!done()) {
            if (state.time_s > limit_s) return false;
            step();
        }
        return true;
    }
    const CrowdEvent* rescued() const {
        for (const CrowdEvent& event : events) {
            if (event.kind == CrowdEvent::Kind::rescued) return &event;
        }
        return nullptr;
    }
};

}  // namespace firedrill::test
