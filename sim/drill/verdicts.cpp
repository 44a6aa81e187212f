// Verdicts: the faults that the trainee names and the judgement of an exit.

#include <algorithm>
#include <glm/geometric.hpp>

#include "building/names.hpp"
#include "drill/acts.hpp"

namespace firedrill::drill {
void mark_fault(State& state, const TraineeCommand& command) {
    const auto& faults = state.building.scenario.drill->faults;
    const Vec3 place = state.trainee.aim.hit ? state.trainee.aim.place : state.trainee.feet;
    bool other_fault_here = false;
    for (std::size_t f = 0; f < faults.size(); ++f) {
        const Fault& fault = faults[f];
        if (fault.target != command.target) continue;
        other_fault_here = true;
        if (fault.code != command.text) continue;
        if (state.fault_found[f] != 0) return;
        const std::uint8_t needed = fault.confirm == "push"      ? pushed
                                    : fault.confirm == "press"   ? pressed
                                    : fault.confirm == "measure" ? measured
                                                                 : seen_closely;
        const Entity entity = state.building.find(fault.target);
        const auto index = static_cast<std::size_t>(std::max(0, entity.index));
        const std::uint8_t seen = entity.kind == EntityKind::opening ? state.observed_opening[index]
                                  : entity.kind == EntityKind::fixture
                                      ? state.observed_fixture[index]
                                  : entity.kind == EntityKind::thing ? state.observed_thing[index]
                                  : entity.kind == EntityKind::room  ? state.observed_room[index]
                                                                     : 0;
        if ((seen & needed) == 0) {
            state.note("fault.unconfirmed", fault.id, 0, place, fault.code);
            state.say({"先确认事实:推一推、看一看、按一按或量一量,再下结论。",
                       "First establish the fact: push, look, press or measure, then judge."});
            return;
        }
        state.fault_found[f] = 1;
        state.note("fault.confirmed", fault.id, 0, place, fault.code);
        state.note("fault.marked_right", fault.id, 0, place, fault.code);
        state.say({"隐患已记录。", "Fault recorded."});
        return;
    }
    state.note(other_fault_here ? "fault.marked_wrong" : "fault.false_alarm", command.target, 0,
               place, command.text);
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
        const auto& expected = checks[c].expected;
        const bool right = std::any_of(expected.begin(), expected.end(), [&](ExitVerdict verdict) {
            return std::any_of(std::begin(enum_tables::exit_verdict),
                               std::end(enum_tables::exit_verdict), [&](const auto& entry) {
                                   return entry.value == verdict && entry.name == command.text;
                               });
        });
        state.note(right ? "exit.verdict_right" : "exit.verdict_wrong", checks[c].exit, 0,
                   state.trainee.feet, command.text);
        state.say({"判定已记录。", "Verdict recorded."});
        return;
    }
}

}  // namespace firedrill::drill
