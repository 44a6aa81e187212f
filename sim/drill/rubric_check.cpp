#include "drill/rubric_check.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>

#include "building/format/messages.hpp"
#include "drill/rubric.hpp"
#include "drill/timeline.hpp"

namespace firedrill {
namespace {

using format::shown;

class RubricCheck {
  public:
    RubricCheck(const Building& building, Language language)
        : building_(building), plan_(*building.scenario.drill), say_(language) {}

    std::vector<Problem> run() {
        for (const RubricItem& item : plan_.rubric) {
            condition(item, item, "");
            list(item, item.any_of, "/any_of");
            list(item, item.all_of, "/all_of");
            list(item, item.none_of, "/none_of");
            share(item);
        }
        weights();
        return std::move(problems_);
    }

  private:
    void list(const RubricItem& item, const std::vector<EventCondition>& conditions,
              const std::string& key) {
        for (std::size_t i = 0; i < conditions.size(); ++i)
            condition(item, conditions[i], key + "/" + std::to_string(i));
    }

    void condition(const RubricItem& item, const EventCondition& c, const std::string& pointer) {
        event(item, c.event, pointer + "/event");
        event(item, c.of_event, pointer + "/of_event");
        event(item, c.before_event, pointer + "/before_event");
        event(item, c.after_event, pointer + "/after_event");
        if (!c.target.empty() && !reachable(c)) {
            problem(item, pointer + "/target", "rubric_unreachable",
                    {shown(item.id), shown(c.event), shown(c.target)});
        }
    }

    void event(const RubricItem& item, const std::string& name, const std::string& pointer) {
        if (name.empty() || !event_name(name).empty()) return;
        problem(item, pointer, "rubric_unknown_event",
                {shown(item.id), shown(name),
                 shown(std::string(format::nearest(name, event_names())))});
    }

    // Whether an event of this group can have such a target. Groups that are not listed name
    // several kinds of things.
    bool reachable(const EventCondition& c) const {
        const std::string group = c.event.substr(0, c.event.find('.'));
        const Entity entity = building_.find(c.target);
        if (group == "exit") {
            return std::any_of(plan_.checks.begin(), plan_.checks.end(),
                               [&](const ExitCheck& check) { return check.exit == c.target; });
        }
        if (c.event == "fault.marked_right" || c.event == "fault.confirmed" ||
            c.event == "fault.missed") {
            return std::any_of(plan_.faults.begin(), plan_.faults.end(),
                               [&](const Fault& fault) { return fault.id == c.target; });
        }
        if (group == "extinguisher" &&
            (c.event == "extinguisher.taken" || c.event == "extinguisher.inspected" ||
             c.event == "extinguisher.empty"))
            return entity.kind == EntityKind::fixture;
        if (group == "door") return entity.kind == EntityKind::opening;
        if (group == "item")
            return entity.kind == EntityKind::thing || entity.kind == EntityKind::burner;
        if (group == "sign" || group == "light" || group == "fixture" || group == "alarm")
            return c.event == "alarm.raised" || entity.kind == EntityKind::fixture;
        return true;
    }

    void share(const RubricItem& item) {
        const bool nothing = (item.share_of == "faults" && plan_.faults.empty()) ||
                             (item.share_of == "checks" && plan_.checks.empty()) ||
                             (item.share_of == "occupants" && building_.scenario.occupants.empty());
        if (nothing)
            problem(item, "/share_of", "rubric_nothing_to_share",
                    {shown(item.id), shown(item.share_of)});
    }

    void weights() {
        if (plan_.skills.empty()) return;
        constexpr double slack = 1e-6;
        std::map<std::string, double> points;
        for (const RubricItem& item : plan_.rubric) {
            if (item.points > 0 && concerns(item, plan_))
                points[item.skill] +=
                    item.points * (item.share_of.empty() ? std::max(1, item.times) : 1);
        }
        double sum = 0;
        for (const SkillWeight& skill : plan_.skills) {
            sum += skill.weight;
            const double given = points[skill.skill];
            points.erase(skill.skill);
            // A skill that the role is not asked for has no points and does not count.
            if (given > 0 && std::abs(given - skill.weight) > slack)
                problems_.push_back(
                    say_.problem(skill.place, "rubric_sum",
                                 {shown(skill.skill), shown(given), shown(skill.weight)}));
        }
        if (std::abs(sum - 100) > slack)
            problems_.push_back(
                say_.problem(plan_.skills.front().place, "rubric_weights", {shown(sum)}));
        for (const auto& [skill, given] : points) {
            if (given > 0)
                problems_.push_back(say_.problem(plan_.place, "rubric_no_weight", {shown(skill)}));
        }
    }

    void problem(const RubricItem& item, const std::string& pointer, const char* key,
                 std::initializer_list<std::string> arguments) {
        Place place = item.place;
        place.pointer += pointer;
        problems_.push_back(say_.problem(place, key, arguments));
    }

    const Building& building_;
    const DrillPlan& plan_;
    format::Messages say_;
    std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> check_rubric(const Building& building, Language language) {
    if (!building.scenario.drill) return {};
    return RubricCheck(building, language).run();
}

}  // namespace firedrill
