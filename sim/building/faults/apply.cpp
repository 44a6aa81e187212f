#include "building/faults/apply.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

// Calls act(member, value of the change) for each member of a fixture that the change may name.
template <class Act>
void each_change(Fixture& fixture, const FixtureChange& c, const Act& act) {
    act(fixture.works, c.works);
    act(fixture.missing, c.missing);
    act(fixture.z, c.z);
    if (auto* spec = std::get_if<ExtinguisherSpec>(&fixture.spec)) {
        act(spec->gauge, c.gauge);
        act(spec->agent, c.agent);
        act(spec->made, c.made);
        act(spec->pin, c.pin);
        act(spec->seal, c.seal);
        act(spec->hose_sound, c.hose_sound);
        act(spec->corroded, c.corroded);
        act(spec->checked, c.checked);
        act(spec->locked_in, c.locked_in);
        act(spec->blocked, c.blocked);
    } else if (auto* detector = std::get_if<DetectorSpec>(&fixture.spec)) {
        act(detector->capped, c.capped);
        act(detector->dead, c.dead);
    } else if (auto* sprinkler = std::get_if<SprinklerSpec>(&fixture.spec)) {
        act(sprinkler->obstructed, c.obstructed);
        act(sprinkler->valve_shut, c.valve_shut);
    } else if (auto* sign = std::get_if<SignSpec>(&fixture.spec)) {
        act(sign->lit, c.lit);
        act(sign->covered, c.covered);
        if (c.arrow_turned) sign->arrow = arrow_turned(sign->arrow);
    } else if (auto* light = std::get_if<LightSpec>(&fixture.spec)) {
        act(light->works, c.works);
    } else if (auto* vent = std::get_if<VentSpec>(&fixture.spec)) {
        act(vent->works, c.works);
    }
}

void change(Fixture& fixture, const FixtureChange& c) {
    each_change(fixture, c, [](auto& member, const auto& value) { set(member, value); });
}

// What a change made of a member is put right: flags as they were, the rest as sound ones are.
struct PutRight {
    void operator()(bool& flag, const std::optional<bool>& value) const { turn_back(flag, value); }
    void operator()(double& z, const std::optional<double>& value) const {
        if (value) z = hung_when_mended_m;
    }
    void operator()(Gauge& gauge, const std::optional<Gauge>& value) const {
        if (value) gauge = Gauge::green;
    }
    void operator()(Agent& agent, const std::optional<Agent>& value) const {
        if (value) agent = Agent::abc_powder;
    }
    void operator()(std::string& made, const std::optional<std::string>& value) const {
        if (value) made = made_when_mended;
    }
};

void change_back(Fixture& fixture, const FixtureChange& c) {
    each_change(fixture, c, PutRight{});
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

// The thing nearest before a target that the catalogue obstructs with goods; empty: none.
std::string standing_before(const Scenario& scenario, const std::string& target,
                            const FaultLook& look) {
    const bool by_goods =
        !look.things.empty() && look.things.front().where == "front" && !look.door && !look.fixture;
    if (!by_goods) return {};
    const Building building = make_building(scenario);
    const Entity entity = building.find(target);
    if (entity.kind != EntityKind::fixture) return {};
    const Fixture& fixture = scenario.fixtures[static_cast<std::size_t>(entity.index)];
    const Vec2 front = heading_vector(fixture.facing);
    constexpr double before_m = 1.2, aside_m = 0.8;
    std::string nearest;
    double least = before_m;
    for (const Furnishing& furnishing : scenario.furnishings) {
        if (furnishing.repeat || furnishing.storey != fixture.storey) continue;
        const Vec2 way = furnishing.at - fixture.at;
        const double ahead = way.x * front.x + way.y * front.y;
        const double aside = std::abs(way.x * front.y - way.y * front.x);
        if (ahead > 0 && ahead < least && aside < aside_m) least = ahead, nearest = furnishing.id;
    }
    return nearest;
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
    // Goods before a fixture or a door that a scenario does not say to belong to the fault: the
    // nearest is what stands in the way.
    if (!changed && fault.things.empty()) {
        if (const std::string goods = standing_before(scenario, fault.target, look); !goods.empty())
            remove(goods);
    }
    for (const std::string& id : fault.things) remove(id);
    // A thing that is itself at fault is taken away.
    remove(fault.target);
    return changed;
}

}  // namespace firedrill
