// The drill's own sense: known fault codes, well-formed event names, a rubric that can be passed.

#include <algorithm>
#include <set>

#include "base/paths.hpp"
#include "building/check/inspection.hpp"
#include "building/faults/apply.hpp"
#include "building/format/file.hpp"

namespace firedrill::check {

namespace {

using format::shown;

// Codes of assets/faults.json; empty where the catalogue is not installed.
std::set<std::string> known_codes(format::Messages& say) {
    std::set<std::string> codes;
    const std::string file = asset("faults.json").string();
    try {
        const format::Json json = format::parse_file_text(format::read_file(file, say), file, say);
        const format::Json* faults = json.find("faults");
        for (const format::Json& fault : faults != nullptr ? faults->items : json.items) {
            const format::Json* id = fault.find("id");
            if (id != nullptr) codes.insert(id->string);
        }
    } catch (const LoadError&) {
        // A scenario is not at fault for a catalogue that is missing.
    }
    return codes;
}

// `group.verb`, lower case with underscores: "extinguisher.pin_pulled".
bool is_event(const std::string& name) {
    const auto dot = name.find('.');
    if (dot == std::string::npos || dot == 0 || dot + 1 == name.size()) return false;
    return name.find('.', dot + 1) == std::string::npos &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
           });
}

void events(Inspection& i, const DrillPlan& plan) {
    const auto ask = [&](const Place& place, const char* key, const std::string& event) {
        if (event.empty() || is_event(event)) return;
        Place deeper = place;
        deeper.pointer += std::string("/") + key;
        i.problem(deeper, "bad_event", {shown(event)});
    };
    for (const Inject& inject : plan.injects) {
        ask(inject.place, "when/after_event", inject.when.after_event);
    }
    for (const FireChoice& fire : plan.fires) {
        for (const Inject& inject : fire.injects)
            ask(inject.place, "when/after_event", inject.when.after_event);
    }
    for (const Task& task : plan.tasks) ask(task.place, "done_event", task.done_event);
    for (const RubricItem& item : plan.rubric) {
        ask(item.place, "event", item.event);
        ask(item.place, "of_event", item.of_event);
        ask(item.place, "before_event", item.before_event);
        ask(item.place, "after_event", item.after_event);
    }
}

void faults(Inspection& i, const DrillPlan& plan) {
    if (plan.faults.empty()) return;
    const std::set<std::string> codes = known_codes(i.say);
    if (codes.empty()) return;
    const std::vector<std::string_view> candidates(codes.begin(), codes.end());
    for (const Fault& fault : plan.faults) {
        if (codes.contains(fault.code)) continue;
        Place place = fault.place;
        place.pointer += "/code";
        i.problem(place, "unknown_fault_code",
                  {shown(fault.code), std::string(format::nearest(fault.code, candidates))});
    }
}

void fires(Inspection& i, const DrillPlan& plan) {
    for (const FireChoice& fire : plan.fires) {
        Place place = fire.place;
        place.pointer += "/target";
        const Entity entity = i.building.find(fire.target);
        if (entity.kind != EntityKind::thing) continue;  // told when it was read
        const auto& furnishings = i.scenario().furnishings;
        const bool single =
            std::any_of(furnishings.begin(), furnishings.end(),
                        [&](const Furnishing& f) { return f.id == fire.target && !f.repeat; });
        const Thing& thing = i.building.things[static_cast<std::size_t>(entity.index)];
        if (!single)
            i.problem(place, "fire_of_repeated", {shown(fire.id), shown(fire.target)});
        else if (!i.building.items[static_cast<std::size_t>(thing.item)].burnable)
            i.problem(place, "fire_cannot_burn", {shown(fire.id), shown(fire.target)});
    }
}

// Whatever the pool offers can be made in this building.
void fault_pool(Inspection& i, const DrillPlan& plan) {
    if (!plan.fault_pool) return;
    const auto make = [&](const Place& place, auto&& apply) {
        try {
            Scenario changed = i.scenario();
            apply(changed);
            make_building(std::move(changed), i.say.language());
        } catch (const LoadError& error) {
            Problem problem = error.problem();
            if (problem.place.file.empty()) problem.place = place;
            i.problems.push_back(std::move(problem));
        }
    };
    std::optional<FaultCatalogue> catalogue;
    try {
        catalogue = load_fault_catalogue(i.say.language());
    } catch (const LoadError&) {
        return;  // a scenario is not at fault for a catalogue that is missing
    }
    const char* const id = "of_the_pool";
    for (const FaultPlace& place : plan.fault_pool->places)
        make(place.place, [&](Scenario& s) { apply_fault(s, *catalogue, place, id); });
    for (const FaultPlace& place : plan.fault_pool->decoys)
        make(place.place, [&](Scenario& s) { apply_decoy(s, *catalogue, place, id); });
}

void power_cuts(Inspection& i, const std::vector<Inject>& injects) {
    for (const Inject& inject : injects) {
        if (inject.what != "power_cut" || inject.target.empty()) continue;
        const Entity entity = i.building.find(inject.target);
        if (entity.kind != EntityKind::fixture) continue;  // told when it was read
        const Fixture& fixture = i.scenario().fixtures[static_cast<std::size_t>(entity.index)];
        if (fixture.kind == FixtureKind::power_shutoff) continue;
        Place place = inject.place;
        place.pointer += "/target";
        i.problem(place, "power_cut_target", {shown(inject.id), shown(inject.target)});
    }
}

// The verdict that is asked for must be what the door's own state says.
void verdicts(Inspection& i, const DrillPlan& plan) {
    for (const ExitCheck& check : plan.checks) {
        const auto expects = [&](ExitVerdict verdict) {
            return std::find(check.expected.begin(), check.expected.end(), verdict) !=
                   check.expected.end();
        };
        if (expects(ExitVerdict::usable) && check.expected.size() > 1) {
            i.problem(check.place, "verdicts_contradict", {shown(check.exit)});
        }
        const Entity entity = i.building.find(check.exit);
        OpeningIndex opening;
        if (entity.kind == EntityKind::opening) opening = OpeningIndex(entity.index);
        if (entity.kind == EntityKind::exit) {
            opening = i.building.exit_openings[static_cast<std::size_t>(entity.index)];
        }
        if (!opening) continue;
        const Opening& door = i.scenario().openings[opening.at()];
        const bool locked = door.chained || (door.locked && !door.panic_bar);
        if (expects(ExitVerdict::locked) != locked) {
            i.problem(check.place, locked ? "verdict_lacks_locked" : "verdict_says_locked",
                      {shown(check.exit), shown(door.id), door.place.str()});
        }
    }
}

void rubric(Inspection& i, const DrillPlan& plan) {
    if (plan.rubric.empty()) return;
    const bool can_earn = std::any_of(plan.rubric.begin(), plan.rubric.end(),
                                      [](const RubricItem& item) { return item.points > 0; });
    if (!can_earn) i.problem(plan.rubric.front().place, "rubric_no_points", {});
}

}  // namespace

void drill(Inspection& inspection) {
    if (!inspection.scenario().drill) return;
    const DrillPlan& plan = *inspection.scenario().drill;
    events(inspection, plan);
    faults(inspection, plan);
    fires(inspection, plan);
    power_cuts(inspection, plan.injects);
    for (const FireChoice& fire : plan.fires) power_cuts(inspection, fire.injects);
    fault_pool(inspection, plan);
    verdicts(inspection, plan);
    rubric(inspection, plan);
}

}  // namespace firedrill::check
