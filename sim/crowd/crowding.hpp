// Crowding: how much longer crowds make the way across a cell, so that routes spread over doors,
// stairs and exits of equal reach. Looks at where people are and how fast they get on; who waits
// for a checkout or pushes at a leaf is counted by door rules.
#pragma once

namespace firedrill::crowd {

struct State;

// Looks at the crowd as it is now, and makes Fields::crowding_mean follow.
void look_at_crowding(State& state);

// Counts, per opening with service, the slow walkers whose way leads through it next.
void count_waiting(State& state);

}  // namespace firedrill::crowd
