#include "drill/score.hpp"

#include <algorithm>

namespace firedrill {
namespace {

const TimelineEvent* first_of(const Timeline& timeline, const std::string& name) {
    const auto found = std::find_if(timeline.begin(), timeline.end(),
                                    [&](const TimelineEvent& e) { return e.name == name; });
    return found == timeline.end() ? nullptr : &*found;
}

// Whether one occurrence of the item's event meets all its conditions.
bool counts(const RubricItem& item, const TimelineEvent& event, const Timeline& timeline) {
    if (event.name != item.event || (!item.target.empty() && event.target != item.target))
        return false;
    if (item.value_at_least && event.value < *item.value_at_least) return false;
    if (item.value_at_most && event.value > *item.value_at_most) return false;
    if (item.within_s) {
        double since_s = 0;
        if (!item.of_event.empty()) {
            const TimelineEvent* start = first_of(timeline, item.of_event);
            if (start == nullptr) return false;
            since_s = start->time_s;
        }
        if (event.time_s - since_s > *item.within_s) return false;
    }
    if (!item.before_event.empty()) {
        const TimelineEvent* limit = first_of(timeline, item.before_event);
        if (limit != nullptr && event.time_s >= limit->time_s) return false;
    }
    if (!item.after_event.empty()) {
        const TimelineEvent* limit = first_of(timeline, item.after_event);
        if (limit == nullptr || event.time_s < limit->time_s) return false;
    }
    return true;
}

}  // namespace

Score score_drill(const DrillPlan& plan, const Timeline& timeline) {
    Score score;
    double earned = 0, lost = 0, possible = 0;
    for (const RubricItem& item : plan.rubric) {
        ScoreLine line;
        line.item = item.id;
        line.skill = item.skill;
        line.text = item.text;
        line.reason = item.reason;
        const int times = std::max(1, item.times);
        if (item.points > 0) line.points_possible = item.points * times;
        int happened = 0;
        for (const TimelineEvent& event : timeline) {
            if (happened == times || !counts(item, event, timeline)) continue;
            if (happened++ == 0) {
                line.time_s = event.time_s;
                line.target = event.target;
                line.place = event.place;
            }
        }
        line.points = item.points * happened;
        line.critical = item.critical && happened > 0;
        score.critical |= line.critical;
        possible += line.points_possible;
        (line.points >= 0 ? earned : lost) += line.points;
        score.lines.push_back(std::move(line));
    }
    score.total = possible > 0 ? std::clamp(100.0 * (earned + lost) / possible, 0.0, 100.0) : 0.0;
    score.passed = !score.critical && score.total >= plan.pass_mark;
    return score;
}

}  // namespace firedrill
