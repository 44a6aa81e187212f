#include "building/faults/apply.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/random.hpp"
#include "building/building.hpp"
#include "building/faults/spots.hpp"
#include "building/geometry.hpp"

namespace firedrill {
namespace {

[[noreturn]] void unfit(const FaultPlace& place, const std::string& what_zh,
                        const std::string& what_en) {
    throw LoadError({place.place, place.code + ": " + what_en + " / " + what_zh,
                     "choose another target or place / 请换一个目标或位置"});
}

template <class Entry>
Entry* with_id(std::vector<Entry>& entries, const std::string& id) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& entry) { return entry.id == id; });
    return found == entries.end() ? nullptr : &*found;
}

template <class T>
void set(T& member, const std::optional<T>& value) {
    if (value) member = *value;
}
void turn_back(bool& member, const std::optional<bool>& value) {
    if (value) member = !*value;
}

double other_way(double degrees) {
    return degrees > 0 ? degrees - 180 : degrees + 180;
}

void change(Opening& opening, const DoorChange& c, const Building& building, std::size_t index) {
    set(opening.locked, c.locked);
    set(opening.chained, c.chained);
    set(opening.wedged, c.wedged);
    set(opening.closer_broken, c.closer_broken);
    set(opening.barred, c.barred);
    set(opening.self_closing, c.self_closing);
    set(opening.alarm_released, c.alarm_released);
    set(opening.panic_bar, c.panic_bar);
    set(opening.motion, c.motion);
    if (c.wedged.value_or(false)) opening.self_closing = true;
    // A broken closer leaves the leaf where it was let go.
    if (c.closer_broken.value_or(false)) {
        opening.self_closing = true;
        opening.state = OpeningState::open;
    }
    if (c.width) opening.width = std::min(opening.width, *c.width);
    if (c.turned) {
        const OpeningPlace& place = building.openings[index];
        const double usual =
            std::atan2(place.normal.y, place.normal.x) * 180 / 3.14159265358979323846;
        opening.opens_towards = other_way(opening.opens_towards.value_or(usual));
    }
    if (c.leafless) opening.kind = OpeningKind::hole;
}

void change_back(Opening& opening, const DoorChange& c, const Fault& fault) {
    turn_back(opening.locked, c.locked);
    turn_back(opening.chained, c.chained);
    turn_back(opening.wedged, c.wedged);
    turn_back(opening.closer_broken, c.closer_broken);
    turn_back(opening.barred, c.barred);
    turn_back(opening.panic_bar, c.panic_bar);
    turn_back(opening.alarm_released, c.alarm_released);
    // A locked exit of a scenario's own may be chained besides, or the other way round.
    if (c.locked.value_or(false) || c.chained.value_or(false))
        opening.locked = opening.chained = false;
    if (c.wedged || c.closer_broken) opening.state = OpeningState::closed;
    if (c.motion) opening.motion = LeafMotion::swing;
    if (c.width && fault.sound_width) opening.width = *fault.sound_width;
    if (c.turned && opening.opens_towards)
        opening.opens_towards = other_way(*opening.opens_towards);
    if (c.leafless) {
        opening.kind = OpeningKind::door;
        opening.state = OpeningState::closed;
    }
}

// Its own reverse, so that mending undoes it: left for right, sideways for straight ahead.
Arrow arrow_turned(Arrow arrow) {
    switch (arrow) {
        case Arrow::left:
            return Arrow::right;
        case Arrow::right:
            return Arrow::left;
        case Arrow::none:
            return Arrow::both;
        case Arrow::both:
            return Arrow::none;
    }
    return arrow;
}

void change(Fixture& fixture, const FixtureChange& c) {
    set(fixture.works, c.works);
    set(fixture.missing, c.missing);
    set(fixture.z, c.z);
    if (auto* spec = std::get_if<ExtinguisherSpec>(&fixture.spec)) {
        set(spec->gauge, c.gauge);
        set(spec->agent, c.agent);
        set(spec->made, c.made);
        set(spec->pin, c.pin);
        set(spec->seal, c.seal);
        set(spec->hose_sound, c.hose_sound);
        set(spec->corroded, c.corroded);
        set(spec->checked, c.checked);
        set(spec->locked_in, c.locked_in);
        set(spec->blocked, c.blocked);
    } else if (auto* detector = std::get_if<DetectorSpec>(&fixture.spec)) {
        set(detector->capped, c.capped);
        set(detector->dead, c.dead);
    } else if (auto* sprinkler = std::get_if<SprinklerSpec>(&fixture.spec)) {
        set(sprinkler->obstructed, c.obstructed);
        set(sprinkler->valve_shut, c.valve_shut);
    } else if (auto* sign = std::get_if<SignSpec>(&fixture.spec)) {
        set(sign->lit, c.lit);
        set(sign->covered, c.covered);
        if (c.arrow_turned) sign->arrow = arrow_turned(sign->arrow);
    } else if (auto* light = std::get_if<LightSpec>(&fixture.spec)) {
        set(light->works, c.works);
    } else if (auto* vent = std::get_if<VentSpec>(&fixture.spec)) {
        set(vent->works, c.works);
    }
}

void change_back(Fixture& fixture, const FixtureChange& c) {
    turn_back(fixture.works, c.works);
    turn_back(fixture.missing, c.missing);
    if (c.z) fixture.z = hung_when_mended_m;
    if (auto* spec = std::get_if<ExtinguisherSpec>(&fixture.spec)) {
        if (c.gauge) spec->gauge = Gauge::green;
        if (c.agent) spec->agent = Agent::abc_powder;
        if (c.made) spec->made = made_when_mended;
        turn_back(spec->pin, c.pin);
        turn_back(spec->seal, c.seal);
        turn_back(spec->hose_sound, c.hose_sound);
        turn_back(spec->corroded, c.corroded);
        turn_back(spec->checked, c.checked);
        turn_back(spec->locked_in, c.locked_in);
        turn_back(spec->blocked, c.blocked);
    } else if (auto* detector = std::get_if<DetectorSpec>(&fixture.spec)) {
        turn_back(detector->capped, c.capped);
        turn_back(detector->dead, c.dead);
    } else if (auto* sprinkler = std::get_if<SprinklerSpec>(&fixture.spec)) {
        turn_back(sprinkler->obstructed, c.obstructed);
        turn_back(sprinkler->valve_shut, c.valve_shut);
    } else if (auto* sign = std::get_if<SignSpec>(&fixture.spec)) {
        turn_back(sign->lit, c.lit);
        turn_back(sign->covered, c.covered);
        if (c.arrow_turned) sign->arrow = arrow_turned(sign->arrow);
    } else if (auto* light = std::get_if<LightSpec>(&fixture.spec)) {
        turn_back(light->works, c.works);
    } else if (auto* vent = std::get_if<VentSpec>(&fixture.spec)) {
        turn_back(vent->works, c.works);
    }
}

// What was made where: common to faults and decoys.
struct Made {
    std::string target;
    std::vector<std::string> things;
    std::optional<double> sound_width;
};

Furnishing furnishing(const std::string& id, const std::string& item, const Spot& spot,
                      double turn) {
    Furnishing put;
    put.id = id;
    put.item = item;
    put.storey = spot.storey;
    put.at = spot.at;
    put.z = spot.z;
    put.rotation = std::remainder(spot.facing_deg + 90 + turn, 360.0);
    return put;
}

Made make(Scenario& scenario, const FaultLook& look, const FaultPlace& place,
          const std::string& id) {
    const Building building = make_building(scenario);
    Entity target = building.find(place.target);
    if (target.kind == EntityKind::none) unfit(place, "目标不存在", "no such target");
    if (target.kind == EntityKind::exit && (look.door || look.hole || !look.things.empty()))
        target = {EntityKind::opening,
                  building.exit_openings[static_cast<std::size_t>(target.index)].value};
    const auto index = static_cast<std::size_t>(std::max(0, target.index));
    Made made;
    made.target = target.kind == EntityKind::opening ? scenario.openings[index].id : place.target;
    if (look.door) {
        if (target.kind != EntityKind::opening)
            unfit(place, "目标应为门或窗", "needs a door or window");
        Opening& opening = scenario.openings[index];
        if (look.door->width) made.sound_width = opening.width;
        change(opening, *look.door, building, index);
    }
    if (look.fixture) {
        if (target.kind != EntityKind::fixture) unfit(place, "目标应为消防设施", "needs a fixture");
        change(scenario.fixtures[index], *look.fixture);
    }
    int number = 0;
    for (const FaultThing& thing : look.things) {
        const auto item = std::find_if(building.items.begin(), building.items.end(),
                                       [&](const ItemType& i) { return i.id == thing.item; });
        if (item == building.items.end())
            unfit(place, "物品目录中没有 " + thing.item, "no item '" + thing.item + "'");
        std::optional<Spot> spot;
        if (place.at && number == 0) {
            const StoreyIndex storey = storey_of(building, target);
            if (!storey) unfit(place, "目标没有楼层", "the target is on no storey");
            spot = Spot{scenario.storeys[storey.at()].id, *place.at, place.z,
                        place.facing.value_or(270), false};
        } else {
            spot = find_spot(building, target, thing, item->size);
        }
        if (!spot) unfit(place, "那里放不下", "there is no room for it");
        ++number;
        const std::string name = fmt::format("{}.thing{}", id, number);
        if (spot->needs_table) {
            Spot below = *spot;
            below.z = 0;
            scenario.furnishings.push_back(furnishing(name + ".table", "side_table", below, 0));
            made.things.push_back(name + ".table");
        }
        scenario.furnishings.push_back(furnishing(name, thing.item, *spot, thing.turn));
        made.things.push_back(name);
        // What stands there because of the fault is what to point at, unless a door or a fixture
        // is.
        if (number == 1 && !look.door && !look.fixture && look.on != "exit" && look.on != "door" &&
            target.kind != EntityKind::fixture)
            made.target = name;
    }
    if (look.hole) {
        const RoomIndex room = room_of(building, target);
        if (!room) unfit(place, "目标不在房间里", "the target is in no room");
        const auto wall =
            free_wall(building, room, {look.hole->width + 0.2, 0.2}, look.hole->sill - 0.05,
                      look.hole->sill + look.hole->height + 0.05);
        if (!wall) unfit(place, "墙上没有空处", "no free wall");
        Opening hole;
        hole.id = id + ".hole";
        hole.kind = OpeningKind::hole;
        hole.storey = scenario.rooms[room.at()].storey;
        hole.at = wall->on_wall;
        hole.width = look.hole->width;
        hole.height = look.hole->height;
        hole.sill = look.hole->sill;
        hole.motion = LeafMotion::none;
        scenario.openings.push_back(hole);
        made.target = hole.id;
        made.things.push_back(hole.id);
    }
    return made;
}

std::size_t draw_count(const FaultPool& pool, Difficulty difficulty) {
    const int wanted = difficulty == Difficulty::easy     ? pool.easy
                       : difficulty == Difficulty::normal ? pool.normal
                                                          : pool.hard;
    return static_cast<std::size_t>(std::max(0, wanted));
}

// What a fault at or near an exit makes true of it.
struct CodeVerdict {
    std::string_view code;
    ExitVerdict verdict;
};
constexpr CodeVerdict verdict_of_code[] = {
    {"EX-01", ExitVerdict::locked},          {"EX-02", ExitVerdict::blocked},
    {"EX-05", ExitVerdict::opens_wrong_way}, {"EX-07", ExitVerdict::too_narrow},
    {"EX-08", ExitVerdict::too_narrow},      {"EX-10", ExitVerdict::locked},
    {"EX-11", ExitVerdict::blocked},         {"EX-12", ExitVerdict::barred},
    {"EX-13", ExitVerdict::barred},          {"EX-14", ExitVerdict::wedged_open},
    {"EX-15", ExitVerdict::closer_broken},   {"EX-21", ExitVerdict::sign_dark},
    {"EX-22", ExitVerdict::sign_wrong},      {"EX-23", ExitVerdict::sign_dark},
    {"EX-25", ExitVerdict::light_dead},      {"EX-28", ExitVerdict::stair_occupied},
    {"BD-09", ExitVerdict::fire_lane_taken}, {"BD-11", ExitVerdict::locked},
    {"EX-04", ExitVerdict::stair_occupied}};

void expect_in_checks(Scenario& scenario, const Fault& fault) {
    const auto found = std::find_if(std::begin(verdict_of_code), std::end(verdict_of_code),
                                    [&](const CodeVerdict& c) { return c.code == fault.code; });
    if (found == std::end(verdict_of_code) || scenario.drill->checks.empty()) return;
    const Building building = make_building(scenario);
    const auto place_of = [&](const std::string& id) -> std::optional<Vec3> {
        const Entity entity = building.find(id);
        const auto index = static_cast<std::size_t>(std::max(0, entity.index));
        switch (entity.kind) {
            case EntityKind::opening:
                return Vec3(building.openings[index].centre, building.openings[index].z0);
            case EntityKind::fixture: {
                const Fixture& f = scenario.fixtures[index];
                return building.absolute(f.storey, f.at, 0);
            }
            case EntityKind::thing: {
                const Thing& thing = building.things[index];
                return thing.centre - Vec3(0, 0, thing.size.z / 2);
            }
            default:
                return {};
        }
    };
    const std::optional<Vec3> where = place_of(fault.target);
    if (!where) return;
    for (ExitCheck& check : scenario.drill->checks) {
        const Entity entity = building.find(check.exit);
        const std::string door =
            entity.kind == EntityKind::exit
                ? scenario.exits[static_cast<std::size_t>(entity.index)].opening
                : check.exit;
        const std::optional<Vec3> exit = place_of(door);
        if (!exit) continue;
        // A sign, a lamp or goods within sight of the door are judged with it; a fire lane before
        // it.
        const double near_m = found->verdict == ExitVerdict::fire_lane_taken ? 12.0 : 4.0;
        const bool own = fault.target == door;
        const bool about_the_leaf = building.find(fault.target).kind == EntityKind::opening;
        if (!own && (about_the_leaf || std::abs(where->z - exit->z) > 2 ||
                     std::hypot(where->x - exit->x, where->y - exit->y) > near_m))
            continue;
        std::erase(check.expected, ExitVerdict::usable);
        if (std::find(check.expected.begin(), check.expected.end(), found->verdict) ==
            check.expected.end())
            check.expected.push_back(found->verdict);
    }
}

// The first `wanted` of a shuffled list, by seed.
std::vector<FaultPlace> shuffled(std::vector<FaultPlace> places, RandomStream& random) {
    for (std::size_t i = places.size(); i > 1; --i)
        std::swap(places[i - 1], places[random.below(i)]);
    return places;
}

}  // namespace

Fault apply_fault(Scenario& scenario, const FaultCatalogue& catalogue, const FaultPlace& place,
                  const std::string& id) {
    const FaultKind* kind = catalogue.find(place.code);
    if (kind == nullptr) unfit(place, "隐患目录中没有此代码", "not in the catalogue of faults");
    const Made made = make(scenario, kind->appearance, place, id);
    Fault fault;
    fault.id = id;
    fault.code = place.code;
    fault.target = made.target;
    fault.confirm = kind->confirm;
    fault.things = made.things;
    fault.sound_width = made.sound_width;
    fault.place = place.place;
    return fault;
}

Decoy apply_decoy(Scenario& scenario, const FaultCatalogue& catalogue, const FaultPlace& place,
                  const std::string& id) {
    const DecoyKind* kind = catalogue.find_decoy(place.code);
    if (kind == nullptr) unfit(place, "隐患目录中没有此迷惑项", "not among the catalogue's decoys");
    const Made made = make(scenario, kind->appearance, place, id);
    Decoy decoy;
    decoy.id = id;
    decoy.code = place.code;
    decoy.target = made.target;
    decoy.confirm = kind->confirm;
    decoy.things = made.things;
    decoy.place = place.place;
    return decoy;
}

bool mend_fault(Scenario& scenario, const FaultCatalogue& catalogue, const Fault& fault) {
    const FaultKind* kind = catalogue.find(fault.code);
    if (kind == nullptr) return false;
    bool changed = false;
    const auto remove = [&](const std::string& id) {
        changed |= std::erase_if(scenario.furnishings,
                                 [&](const Furnishing& f) { return f.id == id; }) > 0;
        changed |= std::erase_if(scenario.openings, [&](const Opening& o) {
                       return o.id == id && o.kind == OpeningKind::hole;
                   }) > 0;
    };
    const FaultLook& look = kind->appearance;
    if (Opening* opening = with_id(scenario.openings, fault.target);
        opening != nullptr && look.door) {
        change_back(*opening, *look.door, fault);
        changed = true;
    }
    if (Fixture* fixture = with_id(scenario.fixtures, fault.target)) {
        if (look.fixture) {
            change_back(*fixture, *look.fixture);
            changed = true;
        }
        // What stands before it made it hard to take.
        if (auto* spec = std::get_if<ExtinguisherSpec>(&fixture->spec);
            spec != nullptr && spec->blocked && !fault.things.empty()) {
            spec->blocked = false;
            changed = true;
        }
    }
    for (const std::string& id : fault.things) remove(id);
    // A thing that is itself at fault is taken away.
    remove(fault.target);
    return changed;
}

std::optional<Difficulty> difficulty_named(std::string_view name) {
    if (name == "easy") return Difficulty::easy;
    if (name == "normal") return Difficulty::normal;
    if (name == "hard") return Difficulty::hard;
    return {};
}

void draw_faults(Scenario& scenario, const FaultCatalogue& catalogue, std::uint64_t seed,
                 Difficulty difficulty) {
    if (!scenario.drill || !scenario.drill->fault_pool) return;
    const FaultPool pool = *scenario.drill->fault_pool;
    scenario.drill->fault_pool.reset();
    constexpr std::uint64_t stream_faults = 0x6661756c7473, stream_decoys = 0x6465636f7973;
    RandomStream random(seed, stream_faults), decoy_random(seed, stream_decoys);
    std::set<std::string> taken;  // one fault per target and pool place
    for (const Fault& fault : scenario.drill->faults) taken.insert(fault.target);
    const std::size_t wanted = draw_count(pool, difficulty);
    std::size_t drawn = 0;
    const auto attempt = [&](const FaultPlace& place, auto&& apply) {
        const bool in_room = std::any_of(scenario.rooms.begin(), scenario.rooms.end(),
                                         [&](const Room& room) { return room.id == place.target; });
        if (!in_room && taken.contains(place.target)) return false;
        Scenario changed = scenario;
        try {
            apply(changed);
            make_building(changed);
        } catch (const LoadError&) {
            return false;  // taken by one drawn before
        }
        scenario = std::move(changed);
        taken.insert(place.target);
        return true;
    };
    for (const FaultPlace& place : shuffled(pool.places, random)) {
        if (drawn >= wanted) break;
        const std::string id = fmt::format("drawn_{}", drawn + 1);
        drawn += attempt(place, [&](Scenario& s) {
            Fault fault = apply_fault(s, catalogue, place, id);
            if (difficulty == Difficulty::easy &&
                (fault.confirm == "read" || fault.confirm == "measure"))
                fault.confirm = "look";
            expect_in_checks(s, fault);
            s.drill->faults.push_back(std::move(fault));
        });
    }
    const std::size_t decoys = difficulty == Difficulty::easy     ? 0
                               : difficulty == Difficulty::normal ? (pool.decoys.size() + 1) / 2
                                                                  : pool.decoys.size();
    std::size_t put = 0;
    for (const FaultPlace& place : shuffled(pool.decoys, decoy_random)) {
        if (put >= decoys) break;
        const std::string id = fmt::format("decoy_{}", put + 1);
        put += attempt(place, [&](Scenario& s) {
            s.drill->decoys.push_back(apply_decoy(s, catalogue, place, id));
        });
    }
}

}  // namespace firedrill
