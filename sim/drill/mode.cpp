#include "drill/mode.hpp"

#include <algorithm>
#include <iterator>

#include "base/error.hpp"
#include "building/fire_choice.hpp"
#include "building/format/fields.hpp"
#include "building/load.hpp"
#include "drill/drill.hpp"

namespace firedrill {
namespace {

struct ModeName {
    DrillMode mode;
    std::string_view name;
};
constexpr ModeName mode_names[] = {{DrillMode::practice, "practice"},
                                   {DrillMode::lesson, "lesson"},
                                   {DrillMode::examination, "examination"}};

}  // namespace

std::string_view drill_mode_name(DrillMode mode) {
    return std::find_if(std::begin(mode_names), std::end(mode_names),
                        [&](const ModeName& entry) { return entry.mode == mode; })
        ->name;
}

std::optional<DrillMode> drill_mode_named(std::string_view name) {
    const auto found = std::find_if(std::begin(mode_names), std::end(mode_names),
                                    [&](const ModeName& entry) { return entry.name == name; });
    return found == std::end(mode_names) ? std::nullopt : std::optional(found->mode);
}

void prepare(Scenario& scenario, DrillSettings& settings, const ModeChoice& choice) {
    settings.mode = choice.mode;
    if (!scenario.drill) {
        throw LoadError({{scenario.file, 0, "/drill"},
                         "the scenario has no drill / 场景没有演练",
                         "choose one with a drill / 请选择带演练的场景"});
    }
    DrillPlan& plan = *scenario.drill;
    if (!choice.role.empty()) {
        const auto& roles = format::role_names;
        if (std::find(std::begin(roles), std::end(roles), choice.role) == std::end(roles)) {
            throw LoadError({{"--role " + choice.role, 0, ""},
                             "unknown role / 未知角色",
                             "staff, teacher, pupil, manager, tenant, landlord, inspector, duty"},
                            ExitCode::usage);
        }
        plan.start.role = choice.role;
    }
    choose_fire(scenario, choice.fire);
    if (choice.mode != DrillMode::lesson) return;
    plan.lesson = load_lesson(choice.lesson);
    plan.duration = plan.lesson->duration;
    plan.inspection.reset();  // a lesson has its own steps
    for (Furnishing& thing : scenario.furnishings) {
        if (thing.ignite && plan.lesson->ignite) thing.ignite = plan.lesson->ignite;
    }
    settings.with_fire = settings.with_fire && plan.lesson->with_fire;
    settings.with_crowd = settings.with_crowd && plan.lesson->with_crowd;
}

}  // namespace firedrill
