// Draws: which faults and decoys a trainee meets, by seed and difficulty.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/random.hpp"
#include "building/building.hpp"
#include "building/faults/apply.hpp"
#include "building/faults/targets.hpp"

namespace firedrill {
namespace {

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

// What burns at the beginning of the drill.
auto fires_of(const Scenario& scenario) {
    return std::count_if(scenario.furnishings.begin(), scenario.furnishings.end(),
                         [](const Furnishing& f) { return f.ignite || f.overheats; });
}

// The first `wanted` of a shuffled list, by seed.
std::vector<FaultPlace> shuffled(std::vector<FaultPlace> places, RandomStream& random) {
    for (std::size_t i = places.size(); i > 1; --i)
        std::swap(places[i - 1], places[random.below(i)]);
    return places;
}

// A drill in which nobody can leave teaches nothing: one exit stays a way out.
bool some_way_out(const Scenario& scenario) {
    if (scenario.exits.empty()) return true;
    return std::any_of(scenario.exits.begin(), scenario.exits.end(), [&](const Exit& exit) {
        const auto door = std::find_if(scenario.openings.begin(), scenario.openings.end(),
                                       [&](const Opening& o) { return o.id == exit.opening; });
        if (door == scenario.openings.end() || door->chained || (door->locked && !door->panic_bar))
            return false;
        return std::none_of(scenario.drill->faults.begin(), scenario.drill->faults.end(),
                            [&](const Fault& fault) {
                                return fault.target == exit.opening &&
                                       (fault.code == "EX-02" || fault.code == "EX-11");
                            });
    });
}

}  // namespace

std::optional<Difficulty> difficulty_named(std::string_view name) {
    if (name == "easy") return Difficulty::easy;
    if (name == "normal") return Difficulty::normal;
    if (name == "hard") return Difficulty::hard;
    return {};
}

FaultPool usual_pool(const Scenario& scenario, const FaultCatalogue& catalogue) {
    FaultPool pool;
    std::set<std::string> taken;  // what is at fault already
    if (scenario.drill) {
        for (const Fault& fault : scenario.drill->faults) {
            taken.insert(fault.target);
            taken.insert(fault.things.begin(), fault.things.end());
        }
    }
    const auto use_of = [&](const std::string& id) -> std::string {
        const auto room = std::find_if(scenario.rooms.begin(), scenario.rooms.end(),
                                       [&](const Room& r) { return r.id == id; });
        return room == scenario.rooms.end() ? "" : room->use;
    };
    const auto add = [&](const FaultLook& look, const std::string& code,
                         std::vector<FaultPlace>& places) {
        for (FaultPlace& place : targets_of(scenario, look, code)) {
            const bool fits =
                look.rooms.empty() || std::find(look.rooms.begin(), look.rooms.end(),
                                                use_of(place.target)) != look.rooms.end();
            if (fits && !taken.contains(place.target)) places.push_back(std::move(place));
        }
    };
    for (const FaultKind& kind : catalogue.faults) {
        const bool here =
            std::any_of(kind.places.begin(), kind.places.end(), [&](const std::string& place) {
                return place == "ALL" || place == scenario.place_type;
            });
        if (here) add(kind.appearance, kind.id, pool.places);
    }
    for (const DecoyKind& kind : catalogue.decoys) add(kind.appearance, kind.id, pool.decoys);
    return pool;
}

void mend_own_faults(Scenario& scenario, const FaultCatalogue& catalogue) {
    if (!scenario.drill) return;
    for (ExitCheck& check : scenario.drill->checks) check.expected = {ExitVerdict::usable};
    std::vector<Fault> kept;
    const std::vector<Fault> own = scenario.drill->faults;
    for (const Fault& fault : own) {
        Scenario mended = scenario;
        if (mend_fault(mended, catalogue, fault) && fires_of(mended) == fires_of(scenario))
            scenario = std::move(mended);
        else
            kept.push_back(fault);
    }
    scenario.drill->faults = kept;
    // What stays at fault is still true of the exits near it.
    for (const Fault& fault : kept) expect_in_checks(scenario, fault);
}

void draw_faults(Scenario& scenario, const FaultCatalogue& catalogue, std::uint64_t seed,
                 Difficulty difficulty) {
    if (!scenario.drill) return;
    const bool usual = !scenario.drill->fault_pool || scenario.drill->fault_pool->places.empty();
    FaultPool pool = usual ? usual_pool(scenario, catalogue) : *scenario.drill->fault_pool;
    if (usual && scenario.drill->fault_pool) {
        pool.easy = scenario.drill->fault_pool->easy;
        pool.normal = scenario.drill->fault_pool->normal;
        pool.hard = scenario.drill->fault_pool->hard;
    }
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
            if (!some_way_out(changed)) return false;
            make_building(changed);
        } catch (const LoadError&) {
            return false;  // taken by one drawn before
        }
        scenario = std::move(changed);
        taken.insert(place.target);
        return true;
    };
    std::map<std::string, int> times;  // one of a kind, where all kinds are drawn from
    for (const FaultPlace& place : shuffled(pool.places, random)) {
        if (drawn >= wanted) break;
        if (usual && times[place.code] >= 1) continue;
        const std::string id = fmt::format("drawn_{}", drawn + 1);
        const bool put = attempt(place, [&](Scenario& s) {
            Fault fault = apply_fault(s, catalogue, place, id);
            if (difficulty == Difficulty::easy &&
                (fault.confirm == "read" || fault.confirm == "measure"))
                fault.confirm = "look";
            expect_in_checks(s, fault);
            s.drill->faults.push_back(std::move(fault));
        });
        drawn += put;
        times[place.code] += put;
    }
    // Of all places where a decoy would fit a few are enough.
    constexpr std::size_t most_usual_decoys = 3;
    const std::size_t in_pool =
        usual ? std::min(pool.decoys.size(), most_usual_decoys) : pool.decoys.size();
    const std::size_t decoys = difficulty == Difficulty::easy     ? 0
                               : difficulty == Difficulty::normal ? (in_pool + 1) / 2
                                                                  : in_pool;
    std::size_t decoys_put = 0;
    for (const FaultPlace& place : shuffled(pool.decoys, decoy_random)) {
        if (decoys_put >= decoys) break;
        if (usual && times[place.code] >= 1) continue;
        const std::string id = fmt::format("decoy_{}", decoys_put + 1);
        const bool done = attempt(place, [&](Scenario& s) {
            s.drill->decoys.push_back(apply_decoy(s, catalogue, place, id));
        });
        decoys_put += done;
        times[place.code] += done;
    }
}

}  // namespace firedrill
