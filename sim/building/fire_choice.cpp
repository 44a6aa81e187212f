#include "building/fire_choice.hpp"

#include <algorithm>
#include <string>

#include "base/error.hpp"

namespace firedrill {
namespace {

LoadError no_such_fire(std::string_view id, const std::vector<FireChoice>& fires) {
    std::string offered;
    for (const FireChoice& fire : fires) offered += (offered.empty() ? "" : ", ") + fire.id;
    return LoadError({{"--burns " + std::string(id), 0, ""},
                      "the scenario has no such fire / 场景没有这个起火点",
                      offered.empty() ? "it has none but its own / 只有场景自带的火" : offered},
                     ExitCode::usage);
}

}  // namespace

void choose_fire(Scenario& scenario, std::string_view id) {
    if (id.empty()) return;
    const std::vector<FireChoice> none;
    const std::vector<FireChoice>& fires = scenario.drill ? scenario.drill->fires : none;
    const auto found = std::find_if(fires.begin(), fires.end(),
                                    [&](const FireChoice& fire) { return fire.id == id; });
    if (found == fires.end()) throw no_such_fire(id, fires);
    const FireChoice fire = *found;

    for (Furnishing& thing : scenario.furnishings) {
        thing.ignite.reset();
        thing.overheats.reset();
        if (thing.id != fire.target) continue;
        // A heater that is left on heats only what is a pan of oil.
        thing.ignite = thing.overheats = fire.at;
    }
    DrillPlan& plan = *scenario.drill;
    const auto left_out = [&](const std::string& what) {
        return std::find(fire.leaves_out.begin(), fire.leaves_out.end(), what) !=
               fire.leaves_out.end();
    };
    std::erase_if(plan.injects, [&](const Inject& inject) { return left_out(inject.id); });
    std::erase_if(plan.tasks, [&](const Task& task) { return left_out(task.id); });
    plan.injects.insert(plan.injects.end(), fire.injects.begin(), fire.injects.end());
    plan.fires.clear();
}

}  // namespace firedrill
