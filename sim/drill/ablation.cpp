#include "drill/ablation.hpp"

#include <algorithm>
#include <glm/geometric.hpp>

#include "building/faults/apply.hpp"
#include "building/load.hpp"

namespace firedrill {
namespace {

// Whether the inputs hold a mark that mends this fault: right code, at it, put right on the spot.
bool is_mark_of(const TraineeCommand& command, const Scenario& scenario, const Fault& fault) {
    if (command.kind != TraineeCommand::Kind::mark_fault ||
        command.text.substr(0, command.text.find('|')) != fault.code)
        return false;
    if (command.target == fault.target ||
        std::find(fault.things.begin(), fault.things.end(), command.target) != fault.things.end())
        return true;
    return std::any_of(scenario.exits.begin(), scenario.exits.end(), [&](const Exit& exit) {
        return (exit.id == command.target && exit.opening == fault.target) ||
               (exit.id == fault.target && exit.opening == command.target);
    });
}

// Which faults the trainee had mended: known once the round of the recording is over.
std::vector<std::string> mended_in(const Replay& replay, const Scenario& scenario,
                                   const std::function<bool()>& go_on) {
    std::vector<std::string> mended;
    if (!scenario.drill || !scenario.drill->inspection) return mended;
    // The round needs no fire and no crowd to be played again.
    DrillSettings settings = replay.settings;
    settings.threads = 1;
    settings.with_fire = settings.with_crowd = false;
    const Building building = make_building(scenario);
    Drill drill(building, settings);
    for (const TickInput& input : replay.inputs) {
        drill.tick(input);
        if (drill.trainee().phase == DrillPhase::fire || drill.finished()) break;
        if (go_on && !go_on()) break;
    }
    for (const TimelineEvent& event : drill.timeline()) {
        if (event.name == "fault.mended") mended.push_back(event.target);
    }
    return mended;
}

}  // namespace

std::vector<AblationCase> ablation_cases(const Replay& replay, const FaultCatalogue& catalogue,
                                         const std::function<bool()>& go_on) {
    const Scenario scenario = parse_scenario(replay.scenario_text, "replay");
    std::vector<AblationCase> cases;
    AblationCase base;
    base.scenario = scenario;
    base.inputs = replay.inputs;
    cases.push_back(base);
    if (!scenario.drill) return cases;
    const std::vector<std::string> mended = mended_in(replay, scenario, go_on);
    if (go_on && !go_on()) return cases;
    for (const Fault& fault : scenario.drill->faults) {
        AblationCase other = base;
        other.fault = fault.id;
        other.code = fault.code;
        other.target = fault.target;
        if (std::find(mended.begin(), mended.end(), fault.id) != mended.end()) {
            other.kind = AblationCase::Kind::missed;
            for (TickInput& input : other.inputs) {
                std::erase_if(input.commands, [&](const TraineeCommand& command) {
                    return is_mark_of(command, scenario, fault);
                });
            }
            Scenario without = scenario;
            mend_fault(without, catalogue, fault);
            other.reach = reach_of(scenario, without);
        } else {
            other.kind = AblationCase::Kind::mended;
            if (!mend_fault(other.scenario, catalogue, fault)) continue;
            other.reach = reach_of(scenario, other.scenario);
            // The fault is no longer there to be marked; what the rubric says of it is not read.
            std::erase_if(other.scenario.drill->faults,
                          [&](const Fault& f) { return f.id == fault.id; });
        }
        cases.push_back(std::move(other));
    }
    return cases;
}

Idle idle_in(const AblationCase& ablation, const Timeline& as_recorded) {
    FaultReach reach = ablation.reach;
    // A drill without the fault does not tell whether it would have burnt.
    if (ablation.kind == AblationCase::Kind::missed && !reach.can_burn.empty())
        reach.computed = true;
    return idle_in(reach, as_recorded);
}

AblationOutcome run_ablation(const AblationCase& ablation, const DrillSettings& recorded,
                             AblationTrack& track,
                             const std::function<bool(const Drill&)>& after_tick) {
    // Hands that reach what they reached need feet that stand where they stood: a hand's breadth
    // aside, and the button that was pressed is missed and no alarm sounds. Set back by so much in
    // all, the trainee went another way.
    constexpr double beside_m = 0.02, astray_m = 1.0;
    double set_back_m = 0;
    DrillSettings settings = recorded;
    settings.run_on = true;
    const Building building = make_building(ablation.scenario);
    Drill drill(building, settings);
    AblationOutcome outcome;
    const bool records = ablation.kind == AblationCase::Kind::as_recorded;
    const double duration_s = building.scenario.drill ? building.scenario.drill->duration : 0;
    double fire_start_s = -1;
    TickInput rest;
    for (std::size_t tick = 0;; ++tick) {
        if (tick < ablation.inputs.size()) {
            drill.tick(ablation.inputs[tick]);
            rest.yaw_mdeg = ablation.inputs[tick].yaw_mdeg;
        } else {
            drill.tick(rest);
        }
        const Vec3 feet = drill.trainee().feet;
        if (records) {
            track.push_back(feet);
        } else if (tick < track.size() && tick < ablation.inputs.size() &&
                   glm::distance(track[tick], feet) > beside_m) {
            drill.put_trainee(track[tick]);
            set_back_m += glm::distance(track[tick], feet);
            outcome.track_held = set_back_m > astray_m;
        }
        if (fire_start_s < 0 && drill.trainee().phase == DrillPhase::fire)
            fire_start_s = drill.time_s() - settings.dt_s;
        if (after_tick && !after_tick(drill)) break;
        if (fire_start_s < 0) {
            // A round that is never ended is ended by its own clock.
            if (drill.finished()) break;
            continue;
        }
        const CrowdTotals crowd = drill.totals().crowd;
        const std::int32_t cell = drill.trainee_cell();
        const bool trainee_done =
            tick + 1 >= ablation.inputs.size() ||
            (cell >= 0 &&
             drill.walk_map().surface[static_cast<std::size_t>(cell)] == Surface::outdoors);
        const bool all_done = trainee_done && crowd.inside <= crowd.incapacitated;
        if (all_done || drill.time_s() - fire_start_s >= duration_s) break;
    }
    const CrowdTotals crowd = drill.totals().crowd;
    const OccupantsView people = drill.occupants();
    outcome.occupants = crowd.total;
    outcome.out = crowd.out;
    outcome.inside = crowd.inside;
    outcome.incapacitated = crowd.incapacitated;
    double last_s = 0;
    bool able_inside = false;
    for (std::size_t who = 0; who < people.fed.size(); ++who) {
        const double dose = std::min(1.0, static_cast<double>(people.fed[who]));
        outcome.fed_sum += dose;
        outcome.fed_max = std::max(outcome.fed_max, dose);
        outcome.hurt += people.fed[who] > 0.3f;
        last_s = std::max(last_s, static_cast<double>(people.out_time_s[who]));
        able_inside |=
            people.out_time_s[who] < 0 && people.state[who] != OccupantState::incapacitated;
    }
    if (!able_inside && crowd.total > 0) outcome.evacuation_s = last_s;
    outcome.trainee_fed = drill.trainee().fed;
    return outcome;
}

FaultCost cost_of(const AblationCase& ablation, const AblationOutcome& as_recorded,
                  const AblationOutcome& otherwise, const Timeline& recorded) {
    FaultCost cost;
    cost.fault = ablation.fault;
    cost.code = ablation.code;
    cost.target = ablation.target;
    cost.otherwise = otherwise;
    cost.mended = ablation.kind == AblationCase::Kind::missed;
    cost.found = std::any_of(recorded.begin(), recorded.end(), [&](const TimelineEvent& event) {
        return event.name == "fault.marked_right" && event.target == ablation.fault;
    });
    const AblationOutcome& with = cost.mended ? otherwise : as_recorded;
    const AblationOutcome& without = cost.mended ? as_recorded : otherwise;
    cost.seconds_known = with.evacuation_s >= 0 && without.evacuation_s >= 0;
    if (cost.seconds_known) cost.seconds = with.evacuation_s - without.evacuation_s;
    cost.doses = with.fed_sum - without.fed_sum;
    cost.hurt = with.hurt - without.hurt;
    cost.incapacitated = with.incapacitated - without.incapacitated;
    cost.left_inside = with.inside - without.inside;
    return cost;
}

}  // namespace firedrill
