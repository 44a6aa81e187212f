// Scoring: the scenario's rubric applied to the timeline. The same timeline gives the same score,
// live or replayed.
#pragma once

#include <string>
#include <vector>

#include "building/scenario.hpp"
#include "drill/timeline.hpp"

namespace firedrill {

struct ScoreLine {
    std::string item;  // RubricItem::id
    std::string skill;
    LocalText text, reason;
    double points = 0;           // earned or lost
    double points_possible = 0;  // 0 for deductions
    bool critical = false;       // a critical error happened
    double time_s = -1;          // of the event that decided; -1 = it never happened
    std::string target;
    Vec3 place{0, 0, 0};
};

struct Score {
    double total = 0;  // 0 … 100: earned over possible, deductions applied, not below 0
    bool passed = false;
    bool critical = false;
    std::vector<ScoreLine> lines;  // rubric order
};

Score score_drill(const DrillPlan& plan, const Timeline& timeline);

}  // namespace firedrill
