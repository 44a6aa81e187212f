// Verdicts: the faults that the trainee names, grades and decides on, and the judgement of an exit.

#include <algorithm>
#include <glm/geometric.hpp>

#include "building/names.hpp"
#include "drill/acts.hpp"

namespace firedrill::drill {
namespace {

// The parts of "a|b|c" (or of "a,b,c").
std::vector<std::string> parts_of(const std::string& text, char between) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (;;) {
        const std::size_t end = text.find(between, from);
        parts.push_back(text.substr(from, end - from));
        if (end == std::string::npos) return parts;
        from = end + 1;
    }
}

template <class Entry>  // Fault or Decoy
bool is_about(const Entry& entry, const std::string& pointed_at) {
    return entry.target == pointed_at ||
           std::find(entry.things.begin(), entry.things.end(), pointed_at) != entry.things.end();
}

// The exit that an opening is, or an exit's opening: both names of the same.
std::string other_name(const State& state, const std::string& id) {
    const Entity entity = state.building.find(id);
    if (entity.kind == EntityKind::exit)
        return state.building.scenario.exits[static_cast<std::size_t>(entity.index)].opening;
    for (const Exit& exit : state.building.scenario.exits) {
        if (exit.opening == id) return exit.id;
    }
    return id;
}

void judge(State& state, const FaultKind& kind, const Fault& fault, std::size_t index,
           const std::string& grade, const std::string& measure, Vec3 place) {
    if (!grade.empty())
        state.note(kind.grade_fits(grade) ? "fault.grade_right" : "fault.grade_wrong", fault.id, 0,
                   place, grade);
    if (measure.empty()) return;
    const bool fits = kind.measure_fits(measure);
    state.note(fits ? "fault.measure_right" : "fault.measure_wrong", fault.id, 0, place, measure);
    // Only what is put right at once is so when the fire comes.
    if (fits && measure == "on_the_spot" && state.phase == DrillPhase::inspection)
        state.fault_to_mend[index] = 1;
}

}  // namespace

std::uint8_t needed_for(const std::string& confirm) {
    return confirm == "push"      ? pushed
           : confirm == "press"   ? pressed
           : confirm == "measure" ? measured
           : confirm == "read"    ? read_closely
           : confirm == "release" ? let_go
                                  : seen_closely;
}

std::uint8_t observed(const State& state, const std::string& id) {
    Entity entity = state.building.find(id);
    if (entity.kind == EntityKind::exit)
        entity = {EntityKind::opening,
                  state.building.exit_openings[static_cast<std::size_t>(entity.index)].value};
    const auto index = static_cast<std::size_t>(std::max(0, entity.index));
    switch (entity.kind) {
        case EntityKind::opening:
            return state.observed_opening[index];
        case EntityKind::fixture:
            return state.observed_fixture[index];
        case EntityKind::thing:
            return state.observed_thing[index];
        case EntityKind::room:
            return state.observed_room[index];
        default:
            return 0;
    }
}

bool established(const State& state, const std::string& target,
                 const std::vector<std::string>& things, const std::string& confirm) {
    const std::uint8_t needed = needed_for(confirm);
    return (observed(state, target) & needed) != 0 ||
           std::any_of(things.begin(), things.end(), [&](const std::string& thing) {
               return (observed(state, thing) & needed) != 0;
           });
}

void mark_fault(State& state, const TraineeCommand& command) {
    const DrillPlan& plan = *state.building.scenario.drill;
    const Vec3 place = state.trainee.aim.hit ? state.trainee.aim.place : state.trainee.feet;
    const std::vector<std::string> chosen = parts_of(command.text, '|');
    const std::string& code = chosen[0];
    const std::string grade = chosen.size() > 1 ? chosen[1] : "",
                      measure = chosen.size() > 2 ? chosen[2] : "";
    const std::string also = other_name(state, command.target);
    bool other_fault_here = false;
    for (std::size_t f = 0; f < plan.faults.size(); ++f) {
        const Fault& fault = plan.faults[f];
        if (!is_about(fault, command.target) && !is_about(fault, also)) continue;
        other_fault_here = true;
        if (fault.code != code) continue;
        if (state.fault_found[f] != 0) return;
        if (!established(state, fault.target, fault.things, fault.confirm)) {
            state.note("fault.unconfirmed", fault.id, 0, place, fault.code);
            state.say({"先确认事实:推一推、看一看、按一按或量一量,再下结论。",
                       "First establish the fact: push, look, press or measure, then judge."});
            return;
        }
        state.fault_found[f] = 1;
        state.note("fault.confirmed", fault.id, 0, place, fault.code);
        std::string detail = fault.code;
        if (!grade.empty()) detail += ' ' + grade;
        if (!measure.empty()) detail += ' ' + measure;
        state.note("fault.marked_right", fault.id, 0, place, detail);
        const FaultKind* kind = state.catalogue ? state.catalogue->find(fault.code) : nullptr;
        if (kind != nullptr) judge(state, *kind, fault, f, grade, measure, place);
        state.say({"隐患已记录。", "Fault recorded."});
        return;
    }
    for (std::size_t d = 0; d < plan.decoys.size(); ++d) {
        if (is_about(plan.decoys[d], command.target) || is_about(plan.decoys[d], also))
            state.decoy_marked[d] = 1;
    }
    state.note(other_fault_here ? "fault.marked_wrong" : "fault.false_alarm", command.target, 0,
               place, code);
    state.say({"已记录。", "Recorded."});
}

void give_verdict(State& state, const TraineeCommand& command) {
    const auto& checks = state.building.scenario.drill->checks;
    for (std::size_t c = 0; c < checks.size(); ++c) {
        const Entity entity = state.building.find(checks[c].exit);
        std::string opening = checks[c].exit;
        if (entity.kind == EntityKind::exit)
            opening = state.building.scenario.exits[static_cast<std::size_t>(entity.index)].opening;
        if (checks[c].exit != command.target && opening != command.target) continue;
        if (state.verdict_given[c] != 0) return;
        const Entity door = state.building.find(opening);
        if (door.kind == EntityKind::opening) {
            constexpr double in_front_m = 4.0;
            const auto index = static_cast<std::size_t>(door.index);
            const OpeningPlace& place = state.building.openings[index];
            if (state.observed_opening[index] == 0 &&
                glm::distance(state.trainee.feet, Vec3(place.centre, place.z0)) > in_front_m) {
                state.note("exit.unconfirmed", checks[c].exit, 0, state.trainee.feet, command.text);
                state.say({"先到出口跟前看一看、推一推,再下结论。",
                           "Go to the exit, look and push, then judge."});
                return;
            }
        }
        state.verdict_given[c] = 1;
        const std::vector<std::string> chosen = parts_of(command.text, ',');
        const auto& expected = checks[c].expected;
        const auto says = [&](ExitVerdict verdict) {
            return std::find(chosen.begin(), chosen.end(), name_of(verdict)) != chosen.end();
        };
        const auto right =
            static_cast<std::size_t>(std::count_if(expected.begin(), expected.end(), says));
        // Right: something true is said and nothing untrue. What is true and unsaid is told apart.
        const bool all_true = right > 0 && right == chosen.size();
        state.note(all_true ? "exit.verdict_right" : "exit.verdict_wrong", checks[c].exit,
                   static_cast<double>(right) / static_cast<double>(expected.size()),
                   state.trainee.feet, command.text);
        for (const ExitVerdict verdict : expected) {
            if (!says(verdict))
                state.note("exit.fault_unsaid", checks[c].exit, 0, state.trainee.feet,
                           std::string(name_of(verdict)));
        }
        state.say({"判定已记录。", "Verdict recorded."});
        return;
    }
}

}  // namespace firedrill::drill
