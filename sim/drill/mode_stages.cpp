// What the mode does in a tick: the lesson's steps, hints, critical errors told or ending the
// drill.

#include <algorithm>
#include <glm/geometric.hpp>

#include "building/display_name.hpp"
#include "building/names.hpp"
#include "drill/rubric.hpp"
#include "drill/state.hpp"
#include "drill/whereabouts.hpp"

namespace firedrill::drill {
namespace {

// Looks for the nearest of what a step points at; another storey is a way away.
class Nearest {
  public:
    explicit Nearest(Vec3 from) : from_(from) {}
    void offer(Vec3 place) {
        constexpr double storey_counts = 8;
        const double rise = std::abs(place.z - from_.z) > 2.2 ? storey_counts : 1.0;
        const Vec3 way = place - from_;
        const double length = glm::length(Vec3(way.x, way.y, rise * way.z));
        if (length >= least_) return;
        least_ = length;
        place_ = place;
    }
    bool found() const { return least_ < 1e9; }
    Vec3 place() const { return place_; }

  private:
    Vec3 from_, place_{0, 0, 0};
    double least_ = 1e9;
};

void offer_targets(const State& state, const std::string& kind, Nearest& nearest) {
    const Scenario& scenario = state.building.scenario;
    const DrillPlan& plan = *scenario.drill;
    if (kind == "exit") {
        // Exits still to be judged; all of them where none is left.
        bool any = false;
        for (std::size_t c = 0; c < plan.checks.size(); ++c) {
            if (state.verdict_given[c] != 0) continue;
            nearest.offer(point_of(state.building, plan.checks[c].exit));
            any = true;
        }
        for (std::size_t e = 0; !any && e < scenario.exits.size(); ++e)
            nearest.offer(point_of(state.building, scenario.exits[e].id));
    } else if (kind == "fault") {
        for (std::size_t f = 0; f < plan.faults.size(); ++f) {
            if (state.fault_found[f] == 0)
                nearest.offer(point_of(state.building, plan.faults[f].target));
        }
    } else if (kind == "fire") {
        if (!state.fire) return;
        for (const FireSource& source : state.fire->sources()) {
            if (source.state == BurnState::burning) nearest.offer(source.base);
        }
    } else if (kind == "assembly_point") {
        for (const AssemblyPoint& point : scenario.assembly_points) {
            Vec2 sum{0, 0};
            for (const Vec2 corner : point.region) sum += corner;
            nearest.offer({sum / static_cast<double>(point.region.size()), 1.0});
        }
    } else if (kind == "fire_door") {
        for (std::size_t o = 0; o < scenario.openings.size(); ++o) {
            if (scenario.openings[o].fire_rating_min > 0)
                nearest.offer(point_of(state.building, scenario.openings[o].id));
        }
    } else {
        for (std::size_t f = 0; f < scenario.fixtures.size(); ++f) {
            const Fixture& fixture = scenario.fixtures[f];
            const FixtureRun& run = state.fixtures[f];
            if (name_of(fixture.kind) != kind || (run.extinguisher && run.extinguisher->taken))
                continue;
            nearest.offer(run.extinguisher ? run.extinguisher->place
                                           : point_of(state.building, fixture.id));
        }
    }
}

void teach(State& state, const Lesson& lesson) {
    ModeRun& mode = state.mode;
    const auto done = [&](const LessonStep& step) {
        if (step.done.event.empty()) return state.time_s - mode.step_since_s >= step.seconds;
        return std::any_of(
            state.timeline.begin(), state.timeline.end(),
            [&](const TimelineEvent& event) { return meets(step.done, event, state.timeline); });
    };
    while (mode.step < lesson.steps.size() && done(lesson.steps[mode.step])) {
        state.note("lesson.step_done", lesson.id, static_cast<double>(mode.step + 1),
                   state.trainee.feet, lesson.steps[mode.step].id);
        ++mode.step;
        mode.step_since_s = state.time_s;
        if (mode.step == lesson.steps.size()) state.wants_finish = true;
    }
}

// Critical errors are told when they are made, and may end an examination.
void watch_errors(State& state, const DrillPlan& plan) {
    ModeRun& mode = state.mode;
    if (mode.events_seen == state.timeline.size()) return;
    mode.events_seen = state.timeline.size();
    for (std::size_t i = 0; i < plan.rubric.size(); ++i) {
        const RubricItem& item = plan.rubric[i];
        if (!item.critical || mode.critical_told[i] != 0 || !concerns(item, plan)) continue;
        if (outcome_of(item, plan, state.timeline).times == 0) continue;
        mode.critical_told[i] = 1;
        if (state.settings.mode == DrillMode::examination) {
            if (item.ends_drill) state.wants_finish = true;
        } else {
            mode.view.critical = item.text;
            state.say({"严重错误:" + item.text.zh + "。" + item.reason.zh,
                       "Critical error: " + item.text.en + ". " + item.reason.en});
        }
    }
}

}  // namespace

void give_hint(State& state) {
    if (!state.building.scenario.drill) return;
    const DrillPlan& plan = *state.building.scenario.drill;
    switch (state.settings.mode) {
        case DrillMode::examination:
            state.say({"考核中没有提示。", "There are no hints in an examination."});
            return;
        case DrillMode::lesson:
            return;  // the step at hand is on the screen
        case DrillMode::practice:
            break;
    }
    const int next = next_missing(plan, state.timeline, state.time_s);
    const RubricItem* item = next >= 0 ? &plan.rubric[static_cast<std::size_t>(next)] : nullptr;
    ++state.mode.hints_asked;
    state.note("mode.hint_asked", item != nullptr ? item->id : "", state.mode.hints_asked,
               state.trainee.feet);
    if (item == nullptr)
        state.say({"提示:眼下没有要补做的事。", "Hint: nothing is left to do right now."});
    else
        state.say({"提示:" + item->text.zh + "——" + item->reason.zh,
                   "Hint: " + item->text.en + " - " + item->reason.en});
}

void run_mode(State& state) {
    ModeView& view = state.mode.view;
    view.mode = state.settings.mode;
    if (!state.building.scenario.drill || !state.settings.with_trainee) return;
    const DrillPlan& plan = *state.building.scenario.drill;
    watch_errors(state, plan);
    if (state.settings.mode == DrillMode::lesson && plan.lesson) teach(state, *plan.lesson);
    view.hints_asked = state.mode.hints_asked;
    view.has_pointer = false;
    view.step = -1;
    if (state.settings.mode != DrillMode::lesson || !plan.lesson) return;
    view.step = static_cast<std::int32_t>(state.mode.step);
    if (state.mode.step == plan.lesson->steps.size()) return;
    const std::string& kind = plan.lesson->steps[state.mode.step].point_to;
    if (kind.empty()) return;
    Nearest nearest(state.eye());
    offer_targets(state, kind, nearest);
    view.has_pointer = nearest.found();
    view.pointer = nearest.place();
}

}  // namespace firedrill::drill
