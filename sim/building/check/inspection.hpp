// Inspection: what check_scenario asks of a building, one function per question. Each adds a
// problem with its place for everything a person should mend.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "building/building.hpp"
#include "building/format/messages.hpp"
#include "building/geometry.hpp"

namespace firedrill::check {

struct Inspection {
    const Building& building;
    format::Messages& say;
    std::vector<Problem>& problems;

    const Scenario& scenario() const { return building.scenario; }
    void problem(const Place& place, std::string_view key,
                 std::initializer_list<std::string> arguments, std::string_view advice = {}) {
        problems.push_back(say.problem(place, key, arguments, advice));
    }
};

void outlines(Inspection& inspection);  // polygons simple, voids within outlines, rooms apart
void rooms(Inspection& inspection);     // closed by walls, openings or neighbours
void openings(Inspection& inspection);  // no overlap, exits lead outdoors, rooms on both sides
void stairs(Inspection& inspection);    // flights touch floors and each other, voids above them
void places(Inspection& inspection);    // nothing in a wall, nothing outside, room to stand
void routes(Inspection& inspection);    // exits can be reached, everybody can leave
void supplies(Inspection& inspection);  // what switchboards and gas valves feed
void drill(Inspection& inspection);     // fault codes and pool, fires, events, rubric

// Shared by the checks.
std::string shown_point(Vec2 point);  // "(1.20, 3.40)"
std::string shown_m(double metres);   // "1.20"
// The wall piece whose body covers the point at heights [z0, z1] of its storey, openings aside.
const WallSegment* wall_at(const Building& building, StoreyIndex storey, Vec2 point, double z0,
                           double z1);
// On the storey's floor slab: inside the outline, in no void.
bool on_floor(const Storey& storey, Vec2 point, double slack_m = 0.0);
// On the walkable ground, for a storey at ground level.
bool on_site(const Scenario& scenario, const Storey& storey, Vec2 point);

}  // namespace firedrill::check
