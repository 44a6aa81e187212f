// Conduct: small buildings for tests of behaviour, whose scenario a test changes before it runs.
#pragma once

#include <functional>
#include <string>

#include "../../verification/crowd/course.hpp"
#include "../../verification/crowd/walk.hpp"

namespace firedrill::test {

inline Scenario scenario_of(const Course& course) {
    return parse_scenario(course.text(), "course.json", Language::en);
}

template <class Entry>
Entry& entry(std::vector<Entry>& entries, const std::string& id) {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.id == id; });
    REQUIRE(found != entries.end());
    return *found;
}

inline int times(const Walk& walk, CrowdEvent::Kind kind) {
    return static_cast<int>(std::count_if(walk.events.begin(), walk.events.end(),
                                          [&](const CrowdEvent& e) { return e.kind == kind; }));
}
// Of one occupant; -1: never.
inline double when(const Walk& walk, CrowdEvent::Kind kind, std::int32_t who = -1) {
    for (const CrowdEvent& event : walk.events) {
        if (event.kind == kind && (who < 0 || event.occupant == who)) return event.time_s;
    }
    return -1;
}
inline OccupantState state_of(const Walk& walk, std::size_t who) {
    return walk.crowd.occupants().state[who];
}
inline void run(Walk& walk, double seconds) {
    walk.until(
        1e9, [&, end = walk.time_s + seconds] { return walk.time_s >= end - 1e-9; }, [] {});
}

}  // namespace firedrill::test
