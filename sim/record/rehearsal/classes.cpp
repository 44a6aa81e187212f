#include "record/rehearsal/classes.hpp"

#include <algorithm>
#include <map>

namespace firedrill::rehearsal {

namespace {

// Eight families of one name are told apart by a number.
void number_namesakes(std::vector<Class>& list) {
    std::map<std::string, int> times, numbers;
    for (const Class& c : list) ++times[c.name.zh + '\n' + c.name.en];
    for (Class& c : list) {
        const std::string name = c.name.zh + '\n' + c.name.en;
        if (times[name] < 2) continue;
        const std::string number = " " + std::to_string(++numbers[name]);
        c.name.zh += number;
        c.name.en += number;
    }
}

}  // namespace

Classes make_classes(const Building& building) {
    const auto& groups = building.scenario.occupants;
    const auto of_kind = [&](const std::string& id, EntityKind kind) {
        const Entity entity = building.find(id);
        return entity.kind == kind ? entity.index : -1;
    };
    // The head of a group: its leader, or itself. One step is enough: a leader who follows another
    // leads a class of his own.
    Classes classes;
    classes.of_group.assign(groups.size(), -1);
    std::vector<std::int32_t> class_of_head(groups.size(), -1);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const std::int32_t leader = of_kind(groups[g].leader, EntityKind::group);
        const auto head = static_cast<std::size_t>(leader >= 0 ? leader : static_cast<int>(g));
        if (class_of_head[head] < 0) {
            class_of_head[head] = static_cast<std::int32_t>(classes.list.size());
            classes.list.emplace_back();
        }
        classes.of_group[g] = class_of_head[head];
        Class& mine = classes.list[static_cast<std::size_t>(class_of_head[head])];
        mine.groups.push_back(static_cast<std::int32_t>(g));
        mine.size += std::max(0, groups[g].count);
    }
    for (Class& c : classes.list) {
        const std::int32_t largest = *std::max_element(
            c.groups.begin(), c.groups.end(), [&](std::int32_t a, std::int32_t b) {
                return groups[static_cast<std::size_t>(a)].count <
                       groups[static_cast<std::size_t>(b)].count;
            });
        const OccupantGroup& group = groups[static_cast<std::size_t>(largest)];
        c.id = group.id;
        c.name = group.name.zh.empty() ? LocalText{group.id, group.id} : group.name;
        c.plan = of_kind(group.plan, EntityKind::plan);
        if (c.plan < 0) continue;
        const Plan& plan = building.scenario.plans[static_cast<std::size_t>(c.plan)];
        c.exit = of_kind(plan.exit, EntityKind::exit);
        c.assembly = of_kind(plan.assembly_point, EntityKind::assembly_point);
        c.counter = of_kind(plan.head_count_by, EntityKind::group);
    }
    number_namesakes(classes.list);
    return classes;
}

}  // namespace firedrill::rehearsal
