// One run of a rehearsal: a drill without trainee from the first tick until everybody is settled or
// the time is up. An independent job: it shares nothing that changes with other runs, so any number
// may go on side by side.
#pragma once

#include "record/rehearsal/manifest.hpp"
#include "record/rehearsal/run_result.hpp"

namespace firedrill::rehearsal {

// `settings`: of the rehearsal; its seed is that of the first run. `run`: counts from 0. One
// thread. Throws LoadError where the scenario is unfit.
RunResult run_once(const Building& building, const DrillSettings& settings,
                   const Manifest& manifest, int run);

}  // namespace firedrill::rehearsal
