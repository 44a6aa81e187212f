#include "drill/fault_reach.hpp"

#include <algorithm>
#include <glm/geometric.hpp>
#include <map>

#include "building/building.hpp"
#include "building/load.hpp"

namespace firedrill {
namespace {

// A jet comes no farther (the reach of a hose reel, and a step).
constexpr double jet_within_m = 7.0;

// What the simulation reads of an opening: neither what it is called nor bars, and of locks only
// whether somebody gets through.
Opening as_computed(Opening opening) {
    opening.name = {};
    opening.barred = false;
    const bool passable = !opening.chained && (!opening.locked || opening.panic_bar);
    opening.locked = opening.kind == OpeningKind::door && !passable;
    opening.chained = opening.panic_bar = false;
    return opening;
}

// Fixtures that act by themselves; the others wait for somebody's hands.
bool acts_by_itself(const Fixture& fixture, bool signs_are_read) {
    switch (fixture.kind) {
        case FixtureKind::detector:
        case FixtureKind::sprinkler:
        case FixtureKind::smoke_vent:
        case FixtureKind::sounder:
        case FixtureKind::alarm_panel:
            return true;
        case FixtureKind::exit_sign:
            return signs_are_read;
        case FixtureKind::extinguisher:
        case FixtureKind::hydrant_cabinet:
        case FixtureKind::hose_reel:
        case FixtureKind::call_point:
        case FixtureKind::emergency_light:
        case FixtureKind::gas_shutoff:
        case FixtureKind::power_shutoff:
        case FixtureKind::fire_blanket:
        case FixtureKind::evacuation_plan:
            return false;
    }
    return true;
}

// Looked at, and nothing comes of it in the computation.
bool only_seen(const Fixture& fixture) {
    return fixture.kind == FixtureKind::exit_sign || fixture.kind == FixtureKind::emergency_light ||
           fixture.kind == FixtureKind::evacuation_plan;
}

template <class Entry>
std::string text_of(std::vector<Entry> Scenario::*list, const Entry& entry) {
    Scenario alone;
    (alone.*list).push_back(entry);
    return write_scenario(alone);
}

// Calls differ(one of the two) for each entry that is in one list alone, or not the same in both.
template <class Entry, class AsComputed, class Differ>
void compare(std::vector<Entry> Scenario::*list, const Scenario& a, const Scenario& b,
             const AsComputed& as_computed_of, const Differ& differ) {
    std::map<std::string, const Entry*> others;
    for (const Entry& entry : b.*list) others.emplace(entry.id, &entry);
    for (const Entry& entry : a.*list) {
        const auto other = others.find(entry.id);
        if (other == others.end()) {
            differ(entry);
            continue;
        }
        if (text_of(list, as_computed_of(entry)) != text_of(list, as_computed_of(*other->second)))
            differ(entry);
        others.erase(other);
    }
    for (const auto& [id, entry] : others) differ(*entry);
}

bool happened_in_fire(const Timeline& timeline, const std::string& id) {
    bool burning = false;
    for (const TimelineEvent& event : timeline) {
        burning = burning || event.name == "drill.fire_phase" || event.name == "item.ignited";
        if (event.target != id || event.name.starts_with("fault.")) continue;
        // What was taken in the round is in hand when the fire comes.
        if (burning || event.name == "extinguisher.taken") return true;
    }
    return false;
}

bool burnt(const Timeline& timeline, const std::string& id) {
    return std::any_of(timeline.begin(), timeline.end(), [&](const TimelineEvent& event) {
        // One of a row is "id.number".
        return event.name == "item.ignited" &&
               (event.target == id || event.target.starts_with(id + "."));
    });
}

}  // namespace

FaultReach reach_of(const Scenario& with, const Scenario& without) {
    FaultReach reach;
    const Building building = make_building(with), other = make_building(without);
    compare(&Scenario::openings, with, without, as_computed,
            [&](const Opening&) { reach.computed = true; });
    const bool signs_are_read =
        std::any_of(with.occupants.begin(), with.occupants.end(),
                    [](const OccupantGroup& group) { return !group.familiar_exits.empty(); });
    const auto same = [](const auto& entry) { return entry; };
    compare(&Scenario::fixtures, with, without, same, [&](const Fixture& fixture) {
        if (acts_by_itself(fixture, signs_are_read))
            reach.computed = true;
        else if (!only_seen(fixture))
            reach.for_hands.push_back(fixture.id);
    });
    compare(&Scenario::furnishings, with, without, same, [&](const Furnishing& thing) {
        const auto of = [&](const Building& b) -> const ItemType* {
            const auto found = std::find_if(b.items.begin(), b.items.end(),
                                            [&](const ItemType& i) { return i.id == thing.item; });
            return found == b.items.end() ? nullptr : &*found;
        };
        const ItemType* item = of(building) != nullptr ? of(building) : of(other);
        if (item == nullptr || item->blocks_walking || item->blocks_flow || thing.ignite ||
            thing.overheats || thing.repeat)
            reach.computed = true;
        else if (item->burnable)
            reach.can_burn.push_back(thing.id);
        reach.in_jet.push_back(building.absolute(thing.storey, thing.at, thing.z));
    });
    return reach;
}

Idle idle_in(const FaultReach& reach, const Timeline& with_it) {
    if (reach.computed) return Idle::acts;
    for (const std::string& id : reach.for_hands)
        if (happened_in_fire(with_it, id)) return Idle::acts;
    for (const std::string& id : reach.can_burn)
        if (burnt(with_it, id)) return Idle::acts;
    for (const TimelineEvent& event : with_it) {
        if (event.name != "extinguisher.pressed") continue;
        for (const Vec3 place : reach.in_jet)
            if (glm::distance(place, event.place) < jet_within_m) return Idle::acts;
    }
    return !reach.can_burn.empty()    ? Idle::unburnt
           : !reach.for_hands.empty() ? Idle::unused
                                      : Idle::nothing;
}

int rank_of(const FaultReach& reach, bool acted, const Timeline& with_it) {
    const bool burns = std::any_of(reach.can_burn.begin(), reach.can_burn.end(),
                                   [&](const std::string& id) { return burnt(with_it, id); });
    return acted ? 0 : reach.computed ? 1 : burns ? 2 : 3;
}

}  // namespace firedrill
