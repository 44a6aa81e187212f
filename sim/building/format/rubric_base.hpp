// Default rubrics of places (assets/rubrics) and the shipped lessons (assets/lessons): how they are
// read and how a scenario's own items change, leave out or join those of its default. Knows the
// form of a rubric, not what its events mean.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "building/format/json.hpp"
#include "building/format/messages.hpp"
#include "building/scenario.hpp"

namespace firedrill::format {

struct RubricBase {
    std::string id;
    LocalText name;
    std::string version;
    double pass_mark = 60;  // of 100
    std::vector<SkillWeight> skills;
    std::vector<RubricItem> items;
};

// assets/rubrics/NAME.json. Throws LoadError where it is missing or faulty.
RubricBase load_rubric_base(const std::string& name, Messages& say);

// The default rubric that the scenario's text asks for (`/drill/rubric_base`); none where it does
// not. A name that is no file is a problem with its place.
std::optional<RubricBase> rubric_base_of(const Json& scenario, const std::string& file,
                                         Messages& say, std::vector<Problem>& problems);

// The plan's own items in the place of those of the same id, what is dropped left out, the others
// behind; then the plan needs no default any more. An item without skill, text or event is a
// problem. `own_pass_mark`: the scenario gives one itself.
void merge_rubric(DrillPlan& plan, const std::optional<RubricBase>& base, bool own_pass_mark,
                  Messages& say, std::vector<Problem>& problems);

}  // namespace firedrill::format
