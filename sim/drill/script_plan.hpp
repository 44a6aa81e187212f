// Script plans: what an author of scripts who knows the building would write for "inspect the
// faults" and "judge the exits" — walk there, push, look, press, measure, then say it. Every action
// is one that a hand and an eye can do; only the knowledge of where to go is the author's.
#pragma once

#include <vector>

#include "drill/drill.hpp"
#include "drill/script_action.hpp"

namespace firedrill {

// The first `order.share` of the drill's faults, the nearest first, in the manner asked for.
std::vector<ScriptAction> plan_inspection(const Drill& drill, const ScriptAction& order);

// The same for the exits that are to be judged; a careless trainee calls each usable.
std::vector<ScriptAction> plan_verdicts(const Drill& drill, const ScriptAction& order);

}  // namespace firedrill
