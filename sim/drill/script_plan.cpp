#include "drill/script_plan.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "building/faults/catalogue.hpp"
#include "building/names.hpp"
#include "drill/whereabouts.hpp"

namespace firedrill {
namespace {

ScriptAction act_on(ScriptDo what, const std::string& target, const std::string& text = "") {
    ScriptAction action;
    action.what = what;
    action.target = target;
    action.text = text;
    return action;
}

ScriptAction walk(const std::string& target, double within_m) {
    ScriptAction action = act_on(ScriptDo::walk_to, target);
    action.within_m = within_m;
    return action;
}

// Finding the right words in a panel takes a person some seconds.
ScriptAction choosing() {
    ScriptAction action = act_on(ScriptDo::wait, "");
    action.seconds = 3;
    return action;
}

// Of those that are left, the nearest to where one stands is next; stairs are a long way.
template <class Entry, class Point>
std::vector<const Entry*> by_nearness(const std::vector<Entry>& entries, Vec3 from, double share,
                                      const Point& point_of_entry) {
    std::vector<const Entry*> left, order;
    for (const Entry& entry : entries) left.push_back(&entry);
    const auto wanted = static_cast<std::size_t>(
        std::lround(std::ceil(share * static_cast<double>(entries.size()) - 1e-9)));
    while (!left.empty() && order.size() < wanted) {
        const auto way = [&](const Entry* entry) {
            const Vec3 to = point_of_entry(*entry) - from;
            constexpr double storey_counts = 10;
            const double rise = std::abs(to.z) > 2.2 ? storey_counts : 1.0;
            return glm::length(Vec3(to.x, to.y, rise * to.z));
        };
        const auto next =
            std::min_element(left.begin(), left.end(),
                             [&](const Entry* a, const Entry* b) { return way(a) < way(b); });
        order.push_back(*next);
        from = point_of_entry(**next);
        left.erase(next);
    }
    return order;
}

void confirm(std::vector<ScriptAction>& plan, const std::string& how, const std::string& target) {
    if (how == "release") {
        plan.push_back(act_on(ScriptDo::interact, target));
        ScriptAction wait = act_on(ScriptDo::wait, "");
        wait.seconds = 8;
        plan.push_back(wait);
        return;
    }
    const ScriptDo what = how == "push"      ? ScriptDo::push
                          : how == "press"   ? ScriptDo::interact
                          : how == "measure" ? ScriptDo::measure
                                             : ScriptDo::inspect;
    plan.push_back(act_on(what, target));
}

}  // namespace

std::vector<ScriptAction> plan_inspection(const Drill& drill, const ScriptAction& order) {
    const Building& building = drill.building();
    const FaultCatalogue catalogue = load_fault_catalogue();
    std::vector<ScriptAction> plan;
    const bool thorough = order.manner == "thorough";
    for (const Fault* fault :
         by_nearness(building.scenario.drill->faults, drill.trainee().feet, order.share,
                     [&](const Fault& f) { return point_of(building, f.target); })) {
        const std::string& seen = fault->things.empty() ? fault->target : fault->things.front();
        if (order.manner != "careless") {
            plan.push_back(walk(seen, 1.2));
            confirm(plan, fault->confirm, fault->confirm == "look" ? seen : fault->target);
        }
        if (thorough) plan.push_back(act_on(ScriptDo::photo, seen));
        std::string said = fault->code;
        const FaultKind* kind = catalogue.find(fault->code);
        if (thorough && kind != nullptr) {
            said += kind->grade_fits("major") ? "|major" : "|general";
            for (const char* measure : {"on_the_spot", "within_term", "report"}) {
                if (!kind->measure_fits(measure)) continue;
                said += std::string("|") + measure;
                break;
            }
        }
        if (order.manner != "careless") plan.push_back(choosing());
        plan.push_back(act_on(ScriptDo::mark_fault, fault->target, said));
        plan.back().if_seen = order.manner != "careless";
    }
    return plan;
}

std::vector<ScriptAction> plan_verdicts(const Drill& drill, const ScriptAction& order) {
    const Building& building = drill.building();
    std::vector<ScriptAction> plan;
    for (const ExitCheck* check :
         by_nearness(building.scenario.drill->checks, drill.trainee().feet, order.share,
                     [&](const ExitCheck& c) { return point_of(building, c.exit); })) {
        std::string verdict = "usable";
        if (order.manner != "careless") {
            plan.push_back(walk(check->exit, 1.2));
            plan.push_back(act_on(ScriptDo::push, check->exit));
            plan.push_back(act_on(ScriptDo::inspect, check->exit));
            if (order.manner == "thorough") plan.push_back(act_on(ScriptDo::measure, check->exit));
            verdict.clear();
            for (const ExitVerdict expected : check->expected) {
                verdict += (verdict.empty() ? "" : ",") + std::string(name_of(expected));
                if (order.manner != "thorough") break;
            }
        }
        if (order.manner != "careless") plan.push_back(choosing());
        plan.push_back(act_on(ScriptDo::verdict, check->exit, verdict));
    }
    return plan;
}

}  // namespace firedrill
