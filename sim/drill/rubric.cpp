#include "drill/rubric.hpp"

#include <algorithm>
#include <set>

namespace firedrill {
namespace {

const TimelineEvent* first_of(const Timeline& timeline, const std::string& name) {
    const auto found = std::find_if(timeline.begin(), timeline.end(),
                                    [&](const TimelineEvent& e) { return e.name == name; });
    return found == timeline.end() ? nullptr : &*found;
}

const TimelineEvent* first_meeting(const EventCondition& condition, const Timeline& timeline) {
    const auto found =
        std::find_if(timeline.begin(), timeline.end(),
                     [&](const TimelineEvent& event) { return meets(condition, event, timeline); });
    return found == timeline.end() ? nullptr : &*found;
}

// How many there are of what an item gives points for in proportion.
double present(const RubricItem& item, const DrillPlan& plan, const Timeline& timeline) {
    if (item.share_of == "faults") return static_cast<double>(plan.faults.size());
    if (item.share_of == "checks") return static_cast<double>(plan.checks.size());
    // Everybody who was ever reported on: the crowd's size stands in drill.started.
    const TimelineEvent* start = first_of(timeline, "drill.started");
    return start != nullptr ? start->value : 0;
}

bool gate_open(const RubricItem& item, const Timeline& timeline) {
    const auto happened = [&](const EventCondition& condition) {
        return first_meeting(condition, timeline) != nullptr;
    };
    return std::all_of(item.all_of.begin(), item.all_of.end(), happened) &&
           std::none_of(item.none_of.begin(), item.none_of.end(), happened);
}

}  // namespace

bool meets(const EventCondition& condition, const TimelineEvent& event, const Timeline& timeline) {
    if (event.name != condition.event) return false;
    if (!condition.target.empty() && event.target != condition.target) return false;
    if (!condition.detail.empty() && event.detail != condition.detail) return false;
    if (condition.value_at_least && event.value < *condition.value_at_least) return false;
    if (condition.value_at_most && event.value > *condition.value_at_most) return false;
    if (condition.within_s) {
        double since_s = 0;
        if (!condition.of_event.empty()) {
            const TimelineEvent* start = first_of(timeline, condition.of_event);
            if (start == nullptr) return false;
            since_s = start->time_s;
        }
        if (event.time_s - since_s > *condition.within_s) return false;
    }
    if (!condition.before_event.empty()) {
        const TimelineEvent* limit = first_of(timeline, condition.before_event);
        if (limit != nullptr && event.time_s >= limit->time_s) return false;
    }
    if (!condition.after_event.empty()) {
        const TimelineEvent* limit = first_of(timeline, condition.after_event);
        if (limit == nullptr || event.time_s < limit->time_s) return false;
    }
    return true;
}

ItemOutcome outcome_of(const RubricItem& item, const DrillPlan& plan, const Timeline& timeline) {
    ItemOutcome outcome;
    const bool by_share = !item.share_of.empty();
    const int most = by_share ? static_cast<int>(timeline.size()) : std::max(1, item.times);
    if (item.points > 0) outcome.points_possible = item.points * (by_share ? 1 : most);
    if (!gate_open(item, timeline)) return outcome;

    if (item.event.empty() && item.any_of.empty()) {
        // Once all of them have happened: the last of them decides.
        for (const EventCondition& condition : item.all_of) {
            const TimelineEvent* event = first_meeting(condition, timeline);
            if (outcome.decisive == nullptr || event->time_s > outcome.decisive->time_s)
                outcome.decisive = event;
        }
        outcome.times = outcome.decisive != nullptr ? 1 : 0;
    } else {
        // What is counted in proportion is counted once for each target.
        std::set<std::string> targets;
        for (const TimelineEvent& event : timeline) {
            if (outcome.times == most) break;
            const bool counts = meets(item, event, timeline) ||
                                std::any_of(item.any_of.begin(), item.any_of.end(),
                                            [&](const EventCondition& condition) {
                                                return meets(condition, event, timeline);
                                            });
            if (!counts) continue;
            if (by_share && item.share_of != "occupants" && !targets.insert(event.target).second)
                continue;
            if (outcome.times++ == 0) outcome.decisive = &event;
        }
    }
    if (by_share) {
        const double all = present(item, plan, timeline) * item.full_share;
        outcome.points = all > 0 ? item.points * std::min(1.0, outcome.times / all) : 0;
    } else {
        outcome.points = item.points * outcome.times;
    }
    return outcome;
}

bool concerns(const RubricItem& item, const DrillPlan& plan) {
    return item.roles.empty() ||
           std::find(item.roles.begin(), item.roles.end(), plan.start.role) != item.roles.end();
}

int next_missing(const DrillPlan& plan, const Timeline& timeline, double time_s) {
    // A condition whose time has come and has not run out.
    const auto open = [&](const EventCondition& condition) {
        const TimelineEvent* since = first_of(timeline, condition.of_event);
        if (!condition.of_event.empty() && since == nullptr) return false;
        if (!condition.after_event.empty() && first_of(timeline, condition.after_event) == nullptr)
            return false;
        if (!condition.before_event.empty() &&
            first_of(timeline, condition.before_event) != nullptr)
            return false;
        const double from_s = since != nullptr ? since->time_s : 0;
        return !condition.within_s || time_s - from_s < *condition.within_s;
    };
    for (std::size_t i = 0; i < plan.rubric.size(); ++i) {
        const RubricItem& item = plan.rubric[i];
        if (item.points <= 0 || !concerns(item, plan)) continue;
        const ItemOutcome outcome = outcome_of(item, plan, timeline);
        if (outcome.points >= outcome.points_possible) continue;
        const bool can_happen = (!item.event.empty() && open(item)) ||
                                std::any_of(item.any_of.begin(), item.any_of.end(), open) ||
                                (item.event.empty() && item.any_of.empty() &&
                                 std::all_of(item.all_of.begin(), item.all_of.end(), open));
        if (can_happen) return static_cast<int>(i);
    }
    return -1;
}

}  // namespace firedrill
