// Behaviour: the stages of `decide`, one file per idea, and what they ask of each other. Reads what
// fields and air say; moves nobody, but sets goals, errands and pace, which motion follows. Not
// part of the room's door.
#pragma once

#include <cstddef>
#include <cstdint>

#include "crowd/state.hpp"

namespace firedrill::crowd {

inline constexpr std::size_t ticks_between_thoughts = 20;  // a second: FDS+Evac updates at 1 Hz

// Whether someone thinks in this tick: in turn, so that a crowd does not think all at once.
inline bool thinks(std::size_t who, std::size_t tick) {
    return (tick + who) % ticks_between_thoughts == 0;
}
inline bool inside_and_able(const Occupants& people, std::size_t who) {
    return people.state[who] == OccupantState::waiting ||
           people.state[who] == OccupantState::walking;
}
// Where the stairs lead to no storey, a point on a stair has none.
inline StoreyIndex storey_of(const State& state, std::size_t who) {
    return state.map.layers[static_cast<std::size_t>(state.people.layer[who])].storey;
}
inline bool stands_outdoors(const State& state, std::size_t who) {
    return state.map.surface[static_cast<std::size_t>(state.people.cell[who])] == Surface::outdoors;
}

// --- behaviour.cpp: the last part of `populate`.
void prepare_behaviour(State& state);

// --- partitions.cpp
void make_partitions(State& state);
enum class Sense { sound, sight };
// How many walls and shut doors lie between two points of a storey.
int partitions_between(const State& state, StoreyIndex storey, Vec2 a, Vec2 b, Sense sense,
                       const CrowdInputs& inputs);

// --- sound_ways.cpp: alarms come round corners through what stands open
// In metres of open air how far a sound is from its source that comes `distance_m` through so many
// walls and shut doors.
double heard_as_far(int partitions, double distance_m);
void send_sound_round(State& state, const CrowdInputs& inputs);
// Whether an alarm that came to an opening is heard from there.
bool heard_round_corners(const State& state, std::size_t who, const CrowdInputs& inputs);

// --- notice.cpp: the alarm heard, shouts, smoke and flames, others who leave
// Sets when an occupant who has just noticed begins to walk, the given share of its pre-movement
// time from now; sooner if it was already going to.
void notice(State& state, std::size_t who, double share_of_pre_movement);
void hear(State& state, std::size_t who, std::size_t tick, const CrowdInputs& inputs);
void count_leavers(State& state, std::size_t tick, const CrowdInputs& inputs);
// Whether a voice at `place` is heard, up to `range_m` in the open.
bool hears_voice(const State& state, std::size_t who, Vec3 place, double range_m,
                 const CrowdInputs& inputs);

// --- exit_choice.cpp, landmarks.cpp
Knowledge knowledge_of(const State& state, std::size_t who, std::int32_t exit);
void learn(State& state, std::size_t who, std::int32_t exit, Knowledge level);
void prepare_knowledge(State& state);
void look_at_exits(State& state, std::size_t tick, const CrowdInputs& inputs);
// Jin: what shines is seen as far as 8 / K, what reflects as far as 3 / K.
bool seen_through_smoke(bool lit, double distance_m, double extinction_1_m);
bool sees(const State& state, std::size_t who, const Landmark& landmark, const CrowdInputs& inputs);
// Mean extinction along the line from an occupant's head [1/m].
double extinction_towards(const State& state, std::size_t who, Vec3 place,
                          const CrowdInputs& inputs);
void discover_exits(State& state, std::size_t who, const CrowdInputs& inputs);
void set_goal(State& state, std::size_t who, std::int32_t exit);
void choose_exit(State& state, std::size_t who, const CrowdInputs& inputs);
void turn_back(State& state, std::size_t who, const CrowdInputs& inputs);
// How many of each room walk to each exit, twice a second.
void count_going(State& state, std::size_t tick);
double time_to_exit(const State& state, std::size_t who, std::int32_t exit);
bool reachable(const State& state, std::size_t who, std::int32_t exit);
// Out of the building by the nearest exit, for those whom no route leads through one.
void leave_building(State& state, std::size_t who);

// --- errands.cpp
// Room for as many different places at once; more than that wait for their turn.
void prepare_errands(State& state, std::size_t places);
// False: no field is free; nothing has changed then.
bool begin_errand(State& state, std::size_t who, ErrandKind kind, std::int32_t target,
                  std::int32_t on_behalf_of = -1);
// Drops the errand without choosing what comes next.
void drop_errand(State& state, std::size_t who);
// Drops it and walks out.
void end_errand(State& state, std::size_t who, const CrowdInputs& inputs);
// Walking cost left to the errand's place; no_route where there is no way or it is not known yet.
float errand_left(const State& state, std::size_t who);
// Solved, and there is no way.
bool errand_hopeless(const State& state, std::size_t who);
void solve_errands(State& state);
const ErrandField* errand_field(const State& state, std::size_t who);
const std::vector<float>* errand_route(const State& state, std::size_t who);

// --- families.cpp, leaders.cpp, belongings.cpp, guides.cpp, head_count.cpp, fetching.cpp,
//     rescue.cpp, stair_help.cpp, lifts.cpp
void prepare_families(State& state);
void keep_families_together(State& state, const CrowdInputs& inputs);
bool same_family(const State& state, std::size_t a, std::size_t b);
std::int32_t first_of_family(const State& state, const Family& family);  // who walks out; -1: none
// Whom someone follows to an exit: its teacher, who fetched it, the first of its family; -1 nobody.
std::int32_t leader_of(const State& state, std::size_t who);
void follow_leaders(State& state);
void fetch_belongings(State& state, const CrowdInputs& inputs);
void prepare_guides(State& state);
void guide(State& state, std::size_t tick, const CrowdInputs& inputs);
void count_heads(State& state);
void fetch_missing(State& state, const CrowdInputs& inputs);
void rescue(State& state, std::size_t tick, const CrowdInputs& inputs);
void help_on_stairs(State& state, std::size_t tick, const CrowdInputs& inputs);
void prepare_lifts(State& state);
void ride_lifts(State& state, const CrowdInputs& inputs);
// --- trainee_orders.cpp
void obey_trainee(State& state, const CrowdInputs& inputs);

// An occupant has just been felled: what it did and whom it led is let go.
void fall(State& state, std::size_t who);

}  // namespace firedrill::crowd
