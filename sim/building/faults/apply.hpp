// Applying faults: a scenario is changed so that a fault of the catalogue is physically there (a
// locked door is locked, goods narrow the walk grid and burn, a capped detector smells nothing),
// and so seen in pictures; and mended again. Changes plain data only; what comes of it is up to the
// building, the crowd and the fire.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "building/faults/catalogue.hpp"
#include "building/scenario.hpp"

namespace firedrill {

// Makes the fault and returns its entry for DrillPlan::faults, with this id. Throws LoadError with
// the place's own place: unknown code, a target of the wrong kind, no room for the thing.
Fault apply_fault(Scenario& scenario, const FaultCatalogue& catalogue, const FaultPlace& place,
                  const std::string& id);
Decoy apply_decoy(Scenario& scenario, const FaultCatalogue& catalogue, const FaultPlace& place,
                  const std::string& id);

// Takes the fault away: states turned back, its things removed. False: it cannot be undone in the
// model (a missing stair is not built), and nothing is changed.
bool mend_fault(Scenario& scenario, const FaultCatalogue& catalogue, const Fault& fault);

enum class Difficulty { easy, normal, hard };
std::optional<Difficulty> difficulty_named(std::string_view name);

// All that fits a scenario: each fault of the catalogue that occurs in such places, at each target
// that it could be put on and that has no fault of its own.
FaultPool usual_pool(const Scenario& scenario, const FaultCatalogue& catalogue);

// Mends the scenario's own faults, as far as they can be and the drill's fire does not begin in
// them, and takes them off its lists: from the faults, and from what its exit checks expect. Before
// drawing others in their place.
void mend_own_faults(Scenario& scenario, const FaultCatalogue& catalogue);

// Draws faults and decoys of the scenario's pool by seed, makes them, appends them to the drill's
// lists and takes the pool away: what is left is a scenario like any other, which a replay keeps.
// Easy: `easy` of them, no decoys, and looking closely settles what would have to be read or
// measured. Normal: half of the decoys. Hard: all decoys. Places where a fault no longer fits (its
// target is taken by one drawn before) are passed over, and one exit always stays a way out.
// Without a pool, or with an empty one, the usual pool is drawn from, one fault of a kind.
void draw_faults(Scenario& scenario, const FaultCatalogue& catalogue, std::uint64_t seed,
                 Difficulty difficulty = Difficulty::normal);

}  // namespace firedrill
