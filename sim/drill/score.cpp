#include "drill/score.hpp"

#include <algorithm>

#include "drill/rubric.hpp"

namespace firedrill {
namespace {

double weighed_total(const DrillPlan& plan, const std::vector<ScoreLine>& lines) {
    double sum = 0, weights = 0;
    for (const SkillScore& skill : skill_scores(lines)) {
        const auto found =
            std::find_if(plan.skills.begin(), plan.skills.end(),
                         [&](const SkillWeight& weight) { return weight.skill == skill.skill; });
        if (found == plan.skills.end()) continue;
        sum += found->weight * skill.points / skill.points_possible;
        weights += found->weight;
    }
    return weights > 0 ? 100 * sum / weights : 0;
}

}  // namespace

Score score_drill(const DrillPlan& plan, const Timeline& timeline) {
    Score score;
    double earned = 0, lost = 0, possible = 0;
    for (const RubricItem& item : plan.rubric) {
        if (!concerns(item, plan)) continue;
        const ItemOutcome outcome = outcome_of(item, plan, timeline);
        ScoreLine line;
        line.item = item.id;
        line.skill = item.skill;
        line.text = item.text;
        line.reason = item.reason;
        line.points = outcome.points;
        line.points_possible = outcome.points_possible;
        if (outcome.decisive != nullptr) {
            line.time_s = outcome.decisive->time_s;
            line.target = outcome.decisive->target;
            line.place = outcome.decisive->place;
        }
        line.critical = item.critical && outcome.times > 0;
        score.critical |= line.critical;
        possible += line.points_possible;
        (line.points >= 0 ? earned : lost) += line.points;
        score.lines.push_back(std::move(line));
    }
    const double total = !plan.skills.empty() ? weighed_total(plan, score.lines)
                         : possible > 0       ? 100.0 * (earned + lost) / possible
                                              : 0.0;
    score.total = std::clamp(total, 0.0, 100.0);
    score.passed = !score.critical && score.total >= plan.pass_mark;
    return score;
}

std::vector<SkillScore> skill_scores(const std::vector<ScoreLine>& lines) {
    std::vector<SkillScore> skills;
    for (const ScoreLine& line : lines) {
        auto found = std::find_if(skills.begin(), skills.end(), [&](const SkillScore& skill) {
            return skill.skill == line.skill;
        });
        if (found == skills.end())
            found = skills.insert(skills.end(), SkillScore{line.skill, 0, 0});
        found->points += line.points;
        found->points_possible += line.points_possible;
    }
    std::erase_if(skills, [](const SkillScore& skill) { return skill.points_possible <= 0; });
    for (SkillScore& skill : skills)
        skill.points = std::clamp(skill.points, 0.0, skill.points_possible);
    return skills;
}

}  // namespace firedrill
