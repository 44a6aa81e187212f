// Classes: who goes together in a rehearsal, by the scenario's leaders and plans. A class is a
// leader's group with the groups that follow it, or a group without leader.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "building/building.hpp"

namespace firedrill::rehearsal {

struct Class {
    std::string id;  // of its largest group, whose name it bears
    LocalText name;
    std::vector<std::int32_t> groups;  // rising
    int size = 0;
    std::int32_t plan = -1;                 // of its largest group
    std::int32_t exit = -1, assembly = -1;  // the plan names; -1: any
    std::int32_t counter = -1;              // group that counts heads
};

struct Classes {
    std::vector<Class> list;             // order of their first groups
    std::vector<std::int32_t> of_group;  // per group: into `list`
};

Classes make_classes(const Building& building);

}  // namespace firedrill::rehearsal
