// Ablation: what each fault cost. The recorded drill is run again with the same inputs and one
// fault otherwise: what the fire met is mended, what the trainee mended is left. Nothing is
// scripted: the difference comes from the building, the crowd and the fire. Knows replays; writes
// no files.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "building/faults/catalogue.hpp"
#include "drill/fault_reach.hpp"
#include "drill/replay.hpp"

namespace firedrill {

// What a run comes to, counted from the beginning of the fire.
struct AblationOutcome {
    double evacuation_s = -1;  // when the last who could left; -1: somebody able to is still inside
    int occupants = 0, out = 0, inside = 0, incapacitated = 0;
    // Toxic doses of all occupants [-], each counted up to 1: who has that is overcome, and what is
    // breathed afterwards depends on when the run ends.
    double fed_sum = 0, fed_max = 0;
    int hurt = 0;  // occupants with a dose above 0.3
    double trainee_fed = 0;
    // The trainee's recorded inputs led elsewhere, so that the body was set to where it had been.
    bool track_held = false;
};

struct AblationCase {
    enum class Kind { as_recorded, mended, missed } kind = Kind::as_recorded;
    std::string fault;  // id; empty: as recorded
    std::string code, target;
    Scenario scenario;
    std::vector<TickInput> inputs;
    FaultReach reach;
};

// The cases of a recorded drill: as recorded first, then one per fault that can be mended in the
// model, or has been by the trainee. Throws LoadError where the replay's scenario cannot be read.
// The recorded round is played to learn what was mended: `go_on` (may be empty) stops it by
// returning false, and with it the list of cases.
std::vector<AblationCase> ablation_cases(const Replay& replay, const FaultCatalogue& catalogue,
                                         const std::function<bool()>& go_on = {});

// Where the trainee stood after each tick.
using AblationTrack = std::vector<Vec3>;

// Whether the case as recorded shows that this one comes to the same: then why.
Idle idle_in(const AblationCase& ablation, const Timeline& as_recorded);

// Runs one case on one thread. `track`: filled by the case as recorded, held by the others. The run
// goes on until nobody able to walk is inside and the trainee is out or has given the last input,
// or until the drill's duration is over. `after_tick` (may be empty) sees every tick and stops the
// run by returning false.
AblationOutcome run_ablation(const AblationCase& ablation, const DrillSettings& settings,
                             AblationTrack& track,
                             const std::function<bool(const Drill&)>& after_tick = {});

// One line of the debriefing.
struct FaultCost {
    std::string fault, code, target;
    bool found = false;   // marked right by the trainee
    bool mended = false;  // and put right before the fire
    AblationOutcome otherwise;
    // What the fault cost (or, where it was mended, would have cost): as it was with the fault,
    // less without it. Seconds only where both runs end.
    bool seconds_known = false;
    double seconds = 0;
    double doses = 0;
    int hurt = 0, incapacitated = 0, left_inside = 0;
};
FaultCost cost_of(const AblationCase& ablation, const AblationOutcome& as_recorded,
                  const AblationOutcome& otherwise, const Timeline& recorded);

}  // namespace firedrill
