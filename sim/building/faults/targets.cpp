#include "building/faults/targets.hpp"

#include <algorithm>
#include <optional>

#include "building/building.hpp"
#include "building/names.hpp"

namespace firedrill {

std::vector<FaultPlace> targets_of(const Scenario& scenario, const FaultLook& look,
                                   const std::string& code) {
    std::vector<FaultPlace> places;
    const auto add = [&](const std::string& id) {
        FaultPlace place;
        place.code = code;
        place.target = id;
        places.push_back(std::move(place));
    };
    const std::string& on = look.on;
    const auto is_exit = [&](const Opening& opening) {
        return std::any_of(scenario.exits.begin(), scenario.exits.end(),
                           [&](const Exit& exit) { return exit.opening == opening.id; });
    };
    if (on == "room") {
        for (const Room& room : scenario.rooms) add(room.id);
    } else if (on == "stair") {
        for (const Stair& stair : scenario.stairs) add(stair.id);
    } else if (on == "yard" || on == "exit") {
        for (const Exit& exit : scenario.exits) add(exit.opening);
    } else if (on == "door" || on == "fire_door" || on == "window" || on == "shutter") {
        // Windows that people could leave or be rescued by lead outdoors.
        const std::optional<Building> building =
            on == "window" ? std::optional(make_building(scenario)) : std::nullopt;
        for (std::size_t o = 0; o < scenario.openings.size(); ++o) {
            const Opening& opening = scenario.openings[o];
            if (building && !building->openings[o].outdoors()) continue;
            const bool door = opening.kind == OpeningKind::door;
            const bool shutter = opening.motion == LeafMotion::shutter;
            const bool fits = on == "window"      ? opening.kind == OpeningKind::window
                              : on == "shutter"   ? door && shutter
                              : on == "fire_door" ? door && !shutter && opening.fire_rating_min > 0
                                                  : door && !shutter && !is_exit(opening) &&
                                                        opening.fire_rating_min == 0;
            if (fits) add(opening.id);
        }
    } else {
        for (const Fixture& fixture : scenario.fixtures) {
            if (name_of(fixture.kind) == on) add(fixture.id);
        }
    }
    return places;
}

std::optional<FaultPlace> telling_target(const Scenario& scenario, const FaultLook& look,
                                         const std::string& code) {
    const std::vector<FaultPlace> places = targets_of(scenario, look, code);
    for (const std::string& use : look.rooms) {
        for (const FaultPlace& place : places) {
            const bool fits = std::any_of(
                scenario.rooms.begin(), scenario.rooms.end(),
                [&](const Room& room) { return room.id == place.target && room.use == use; });
            if (fits) return place;
        }
    }
    if (places.empty()) return {};
    return places.front();
}

}  // namespace firedrill
