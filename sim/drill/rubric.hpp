// Rubric: asks of a timeline whether what an item of the rubric names has happened, how often, when
// and where. Knows events and conditions; points, totals and verdicts are the score's.
#pragma once

#include <string>
#include <vector>

#include "building/scenario.hpp"
#include "drill/timeline.hpp"

namespace firedrill {

// Whether the event meets the condition. `timeline` holds the events that limits refer to.
bool meets(const EventCondition& condition, const TimelineEvent& event, const Timeline& timeline);

// What an item came to.
struct ItemOutcome {
    int times = 0;                            // happened so often, at most item.times
    double points = 0;                        // earned (positive) or lost (negative)
    double points_possible = 0;               // 0 for deductions
    const TimelineEvent* decisive = nullptr;  // the first that counted; null: it never happened
};
ItemOutcome outcome_of(const RubricItem& item, const DrillPlan& plan, const Timeline& timeline);

// Whether the item is for the role that the drill is played in.
bool concerns(const RubricItem& item, const DrillPlan& plan);

// Index of the item that should come next: the first with points still to earn whose time has come
// and has not run out at `time_s`; -1: none.
int next_missing(const DrillPlan& plan, const Timeline& timeline, double time_s);

}  // namespace firedrill
