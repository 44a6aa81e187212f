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
    double total = 0;  // 0 … 100
    bool passed = false;
    bool critical = false;
    std::vector<ScoreLine> lines;  // rubric order
};

// A skill's part of the score: points earned less those lost, not below 0.
struct SkillScore {
    std::string skill;
    double points = 0, points_possible = 0;
};

// Lines of items that are for the trainee's role. The total is points over possible points; where
// the rubric weighs its skills, each skill's share of its points times its weight, so that what is
// lost in one skill is not made up for in another.
Score score_drill(const DrillPlan& plan, const Timeline& timeline);

// Per skill in the order of the lines; skills without points to earn are left out.
std::vector<SkillScore> skill_scores(const std::vector<ScoreLine>& lines);

}  // namespace firedrill
