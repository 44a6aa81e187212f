// Crowding: how many wait for each opening, so that people spread over doors, stairs and exits of
// equal reach. Looks at where people are and how fast they get on; decides nothing for them.
//
// A queue counts at the opening it waits for, not on the floor it stands on: whoever stands in it
// would else find the jam around himself dear, leave it sideways and come back at its end. (Tried
// on the school with three seeds: with each cell's crowd in its cost the last one was out 12 %
// later than without, with stairs' alone 3 %; with queues at openings no later.) The crowd on wide
// floor that waits for no opening near is WideFloors'.
#pragma once

namespace firedrill::crowd {

struct State;

// Per opening and direction, the slow walkers whose way leads through it next: makes
// DoorPassage::queue follow.
void look_at_queues(State& state);

}  // namespace firedrill::crowd
