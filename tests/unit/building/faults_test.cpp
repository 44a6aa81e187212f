// The catalogue of faults, faults put into a scenario and mended again, draws by seed.

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "base/paths.hpp"
#include "building/building.hpp"
#include "building/faults/apply.hpp"
#include "building/faults/targets.hpp"
#include "building/load.hpp"
#include "building/walk_map.hpp"

using namespace firedrill;

namespace {

Scenario gallery() {
    return load_scenario(asset("fault_gallery.json").string(), Language::en);
}

FaultPlace at(const std::string& code, const std::string& target) {
    FaultPlace place;
    place.code = code;
    place.target = target;
    return place;
}

template <class Entry>
const Entry& with_id(const std::vector<Entry>& entries, const std::string& id) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& entry) { return entry.id == id; });
    REQUIRE(found != entries.end());
    return *found;
}

Scenario with_pool() {
    Scenario scenario = gallery();
    DrillPlan plan;
    plan.briefing = {"练习", "Exercise"};
    plan.start.storey = "g";
    plan.start.at = {4, 4};
    FaultPool pool;
    pool.easy = 2, pool.normal = 4, pool.hard = 6;
    pool.places = {at("EX-01", "exit"),         at("EQ-02", "extinguisher"),
                   at("EX-14", "door_fire"),    at("EX-25", "light"),
                   at("EX-27", "plan"),         at("EQ-16", "detector"),
                   at("EX-03", "stair_room"),   at("FS-07", "hall"),
                   at("EQ-03", "extinguisher"), at("EX-07", "door_plain")};
    pool.decoys = {at("DC-02", "hall"), at("DC-03", "stair_room")};
    plan.fault_pool = pool;
    scenario.drill = plan;
    return scenario;
}

}  // namespace

TEST_CASE(
    "the catalogue holds its faults, each with a measure, a deciding fact and a way to be made") {
    const FaultCatalogue catalogue = load_fault_catalogue();
    CHECK(catalogue.faults.size() == 104);
    CHECK(catalogue.decoys.size() >= 5);
    for (const FaultKind& fault : catalogue.faults) {
        INFO(fault.id);
        CHECK(!fault.zh.empty());
        CHECK(!fault.en.empty());
        CHECK(!fault.measure.zh.empty());
        CHECK(!fault.measure.en.empty());
        const FaultLook& look = fault.appearance;
        CHECK((look.door || look.fixture || look.hole || !look.things.empty()));
    }
    for (const DecoyKind& decoy : catalogue.decoys)
        CHECK(catalogue.find(decoy.taken_for) != nullptr);
}

TEST_CASE("every fault of the catalogue can be put into a building, which stays sound") {
    const FaultCatalogue catalogue = load_fault_catalogue();
    for (const FaultKind& kind : catalogue.faults) {
        INFO(kind.id);
        Scenario scenario = gallery();
        const std::vector<FaultPlace> targets = targets_of(scenario, kind.appearance, kind.id);
        REQUIRE(!targets.empty());
        const std::string before = write_scenario(scenario);
        const Fault fault = apply_fault(scenario, catalogue, targets.front(), "made");
        CHECK(write_scenario(scenario) != before);
        const Building building = make_building(scenario);
        CHECK(building.find(fault.target).kind != EntityKind::none);
        CHECK(fault.confirm == kind.confirm);
    }
}

TEST_CASE("a mended fault leaves the building as it was before") {
    const FaultCatalogue catalogue = load_fault_catalogue();
    // What a repair restores to usual values rather than to what was there: an agent, a date, a
    // height, a leaf that was wedged or gone, whose closer is now known.
    const std::set<std::string> restored_otherwise{"EX-01", "EX-05", "EX-10", "EX-11",
                                                   "EX-17", "EQ-03", "EX-06"};
    for (const FaultKind& kind : catalogue.faults) {
        INFO(kind.id);
        Scenario scenario = gallery();
        const std::string before = write_scenario(scenario);
        const FaultPlace place = targets_of(scenario, kind.appearance, kind.id).front();
        const Fault fault = apply_fault(scenario, catalogue, place, "made");
        REQUIRE(mend_fault(scenario, catalogue, fault));
        if (!restored_otherwise.contains(kind.id)) CHECK(write_scenario(scenario) == before);
        CHECK_NOTHROW(make_building(scenario));
    }
}

TEST_CASE("goods before an exit narrow the way to it, and the way is free when they are gone") {
    const FaultCatalogue catalogue = load_fault_catalogue();
    Scenario scenario = gallery();
    const auto clear_cells = [](const Scenario& s) {
        const Building building = make_building(s);
        const WalkMap map = make_walk_map(building);
        int clear = 0;
        for (double y = 3.4; y <= 4.6; y += 0.1) {
            const std::int32_t cell =
                map.cell_at(map.layer_of_storey(building.storey("g")), {0.6, y});
            clear += cell >= 0 && map.surface[static_cast<std::size_t>(cell)] != Surface::none;
        }
        return clear;
    };
    const int before = clear_cells(scenario);
    const Fault fault = apply_fault(scenario, catalogue, at("EX-02", "exit"), "goods");
    CHECK(clear_cells(scenario) < before / 3);
    REQUIRE(mend_fault(scenario, catalogue, fault));
    CHECK(clear_cells(scenario) == before);
}

TEST_CASE("goods that belong to a fault burn") {
    const FaultCatalogue catalogue = load_fault_catalogue();
    Scenario scenario = gallery();
    const Fault fault = apply_fault(scenario, catalogue, at("EX-03", "stair_room"), "goods");
    const Building building = make_building(scenario);
    const Entity thing = building.find(fault.target);
    REQUIRE(thing.kind == EntityKind::thing);
    const int item = building.things[static_cast<std::size_t>(thing.index)].item;
    CHECK(building.items[static_cast<std::size_t>(item)].burnable.has_value());
}

TEST_CASE("a fault that does not fit its target is told with its place") {
    const FaultCatalogue catalogue = load_fault_catalogue();
    Scenario scenario = gallery();
    FaultPlace place = at("EQ-02", "door_exit");
    place.place = {"gallery.json", 7, "/drill/fault_pool/places/0"};
    try {
        apply_fault(scenario, catalogue, place, "x");
        FAIL("a gauge was put on a door");
    } catch (const LoadError& error) {
        CHECK(std::string(error.what()).find("gallery.json:7") != std::string::npos);
    }
}

TEST_CASE("faults are drawn by the seed: the same seed the same ones, another seed others") {
    const FaultCatalogue catalogue = load_fault_catalogue();
    std::set<std::string> sets;
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        Scenario a = with_pool(), b = with_pool();
        draw_faults(a, catalogue, seed);
        draw_faults(b, catalogue, seed);
        CHECK(write_scenario(a) == write_scenario(b));
        REQUIRE(a.drill->faults.size() == 4);
        CHECK(!a.drill->fault_pool);
        CHECK(a.drill->decoys.size() == 1);
        std::string codes;
        for (const Fault& fault : a.drill->faults) codes += fault.code + fault.target + " ";
        sets.insert(codes);
    }
    CHECK(sets.size() >= 6);
}

TEST_CASE("each shipped scenario draws from its own pool alone, as many as the difficulty says") {
    const FaultCatalogue catalogue = load_fault_catalogue();
    for (const char* name : {"school", "supermarket", "rental_block"}) {
        const Scenario shipped =
            load_scenario(std::string(FIREDRILL_SOURCE_DIR "/scenarios/") + name);
        REQUIRE(shipped.drill->fault_pool);
        const FaultPool& pool = *shipped.drill->fault_pool;
        CHECK(pool.places.size() >= 30);
        std::set<std::string> codes;
        for (const FaultPlace& place : pool.places) codes.insert(place.code);
        const std::size_t own = shipped.drill->faults.size();
        std::set<std::string> sets;
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            Scenario drawn = shipped;
            draw_faults(drawn, catalogue, seed, Difficulty::hard);
            CHECK(drawn.drill->faults.size() == own + static_cast<std::size_t>(pool.hard));
            std::string all;
            for (std::size_t f = own; f < drawn.drill->faults.size(); ++f) {
                CHECK(codes.contains(drawn.drill->faults[f].code));
                all += drawn.drill->faults[f].code + drawn.drill->faults[f].target;
            }
            sets.insert(all);
            for (const Decoy& decoy : drawn.drill->decoys)
                CHECK(std::any_of(pool.decoys.begin(), pool.decoys.end(),
                                  [&](const FaultPlace& p) { return p.code == decoy.code; }));
        }
        CHECK(sets.size() == 3);
    }
}

TEST_CASE("a drawn scenario is one that a replay's text holds: read back it is the same") {
    const FaultCatalogue catalogue = load_fault_catalogue();
    Scenario scenario = with_pool();
    draw_faults(scenario, catalogue, 5, Difficulty::hard);
    const std::string text = write_scenario(scenario);
    CHECK(write_scenario(parse_scenario(text, "replay")) == text);
}

TEST_CASE("difficulty decides how many faults and decoys there are and what must be established") {
    const FaultCatalogue catalogue = load_fault_catalogue();
    Scenario easy = with_pool(), hard = with_pool();
    draw_faults(easy, catalogue, 3, Difficulty::easy);
    draw_faults(hard, catalogue, 3, Difficulty::hard);
    CHECK(easy.drill->faults.size() == 2);
    CHECK(easy.drill->decoys.empty());
    CHECK(hard.drill->faults.size() == 6);
    CHECK(hard.drill->decoys.size() == 2);
    for (const Fault& fault : easy.drill->faults) {
        CHECK(fault.confirm != "read");
        CHECK(fault.confirm != "measure");
    }
}

TEST_CASE("own faults give way to drawn ones, save those in which the drill's fire begins") {
    const FaultCatalogue catalogue = load_fault_catalogue();
    Scenario scenario =
        load_scenario(FIREDRILL_SOURCE_DIR "/tests/data/scenarios/chained_exit.json", Language::en);
    mend_own_faults(scenario, catalogue);
    CHECK(scenario.drill->faults.empty());
    for (const Opening& opening : scenario.openings) CHECK_FALSE(opening.chained);
    for (const ExitCheck& check : scenario.drill->checks)
        CHECK(check.expected == std::vector<ExitVerdict>{ExitVerdict::usable});

    Scenario block =
        load_scenario(FIREDRILL_SOURCE_DIR "/scenarios/rental_block/scenario.json", Language::en);
    const auto fires = [](const Scenario& s) {
        return std::count_if(s.furnishings.begin(), s.furnishings.end(),
                             [](const Furnishing& f) { return f.ignite || f.overheats; });
    };
    const auto before = fires(block);
    const std::size_t own = block.drill->faults.size();
    REQUIRE(before > 0);
    mend_own_faults(block, catalogue);
    CHECK(fires(block) == before);
    CHECK(block.drill->faults.size() < own / 2);
    make_building(block);  // still a building
}

TEST_CASE("what is drawn for an exit is expected of its verdict") {
    const FaultCatalogue catalogue = load_fault_catalogue();
    Scenario scenario = with_pool();
    scenario.drill->fault_pool->places = {at("EX-05", "exit"), at("EX-21", "sign")};
    scenario.drill->checks = {{"exit", {ExitVerdict::usable}, {}}};
    draw_faults(scenario, catalogue, 1);
    const auto& expected = scenario.drill->checks[0].expected;
    CHECK(std::find(expected.begin(), expected.end(), ExitVerdict::opens_wrong_way) !=
          expected.end());
    CHECK(std::find(expected.begin(), expected.end(), ExitVerdict::sign_dark) != expected.end());
    CHECK(std::find(expected.begin(), expected.end(), ExitVerdict::usable) == expected.end());
}

TEST_CASE("the short list holds the fault among neighbours, in an order that the seed decides") {
    const FaultCatalogue catalogue = load_fault_catalogue();
    const auto list = short_list(catalogue, "SC", "EQ-02", "extinguisher", 4);
    CHECK(list.size() == 6);
    CHECK(std::find(list.begin(), list.end(), "EQ-02") != list.end());
    CHECK(std::set<std::string>(list.begin(), list.end()).size() == 6);
    // Neighbours are other faults of an extinguisher.
    CHECK(std::count_if(list.begin(), list.end(), [&](const std::string& code) {
              return catalogue.find(code)->appearance.on == "extinguisher";
          }) >= 5);
    CHECK(short_list(catalogue, "SC", "EQ-02", "extinguisher", 4) == list);
    std::set<std::vector<std::string>> orders;
    std::set<std::size_t> places;
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        const auto other = short_list(catalogue, "SC", "EQ-02", "extinguisher", seed);
        orders.insert(other);
        places.insert(static_cast<std::size_t>(std::find(other.begin(), other.end(), "EQ-02") -
                                               other.begin()));
    }
    CHECK(orders.size() > 6);
    CHECK(places.size() >= 3);
    // Where nothing is wrong the list looks the same to the trainee.
    CHECK(short_list(catalogue, "SC", "", "extinguisher", 4).size() == 6);
}

TEST_CASE(
    "without a pool all that fits the place is drawn from, one fault of a kind, and a way out "
    "stays") {
    const FaultCatalogue catalogue = load_fault_catalogue();
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        Scenario scenario = with_pool();
        scenario.drill->fault_pool.reset();
        draw_faults(scenario, catalogue, seed, Difficulty::hard);
        CHECK(scenario.drill->faults.size() == 9);
        std::set<std::string> codes;
        for (const Fault& fault : scenario.drill->faults) {
            codes.insert(fault.code);
            // The gallery is a school: no fault that only a restaurant has.
            const auto& places = catalogue.find(fault.code)->places;
            CHECK(std::any_of(places.begin(), places.end(),
                              [](const std::string& p) { return p == "ALL" || p == "SC"; }));
        }
        CHECK(codes.size() == 9);
        const Opening& exit = with_id(scenario.openings, "door_exit");
        CHECK(!exit.chained);
        CHECK((!exit.locked || exit.panic_bar));
        CHECK(!codes.contains("EX-02"));
    }
}
