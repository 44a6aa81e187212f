// Extinguisher steps: turns what happens during an attack on a fire into events, one per step of
// using an extinguisher (distance, way out, wind, aim, sweep, knock-down, watch, withdrawal). Reads
// the fire, the air and the trainee's body; changes only what it remembers of the attack.
#pragma once

#include "drill/state.hpp"

namespace firedrill::drill {

// The fire that is meant: of those that burn within reach the one nearest to the line of sight,
// else the nearest; -1 where nothing burns.
std::int32_t fire_meant(const State& state);

// The handle goes down and something comes out.
void begin_discharge(State& state);
// The handle is let go, or the extinguisher is empty.
void end_discharge(State& state);

// Agent counts as on the base when it lands in the lower part of the flame, over the burning
// surface.
bool on_base(const FireSource& source, Vec3 place);
// Agent landed on the base of the fire that is attacked.
void count_sweep(Attack& attack, const FireSource& source, Vec3 place, double mass_kg);
// Share of the base's strips that got a quarter of an even share at least [0 … 1].
double swept_share(const Attack& attack);

// Tells once per attack whether the agent suits what it meets.
void note_suitability(State& state, const AgentData& agent, const FireSource& source, Vec3 place);

}  // namespace firedrill::drill
