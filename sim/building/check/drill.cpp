// The drill's own sense: known fault codes, well-formed event names, a rubric that can be passed.

#include <algorithm>
#include <set>

#include "base/paths.hpp"
#include "building/check/inspection.hpp"
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
    verdicts(inspection, plan);
    rubric(inspection, plan);
}

}  // namespace firedrill::check
