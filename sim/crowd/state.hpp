// State of the crowd: occupants as structures of arrays, plans and exits resolved, and the buffers
// of a step. Shared by the stages of Crowd::step (population, behaviour, motion); not part of the
// room's door.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "crowd/behaviour_state.hpp"
#include "crowd/crowd.hpp"
#include "crowd/door_rules.hpp"
#include "crowd/fields.hpp"
#include "crowd/ground.hpp"
#include "crowd/neighbours.hpp"
#include "crowd/route_field.hpp"
#include "crowd/sight.hpp"
#include "crowd/streams.hpp"

namespace firedrill::crowd {

struct Occupants {
    std::vector<Vec2> position, velocity, next;
    std::vector<std::int32_t> layer, cell;
    std::vector<float> floor_z, heading_rad, speed, radius, height;
    std::vector<float> free_speed;  // on the flat, clear air [m/s]
    std::vector<float> stairs_up, stairs_down;
    std::vector<OccupantState> state;
    std::vector<std::int32_t> group, profile;
    std::vector<float> fed, fed_heat, extinction;
    std::vector<std::uint8_t> crawling, turned_back;
    std::vector<std::int32_t> exit_used, exit_goal;  // ExitIndex value, -1 none
    std::vector<float> out_time_s;
    std::vector<float> pre_movement_s;   // drawn
    std::vector<float> start_s;          // when it begins to walk; negative: has not heard yet
    std::vector<float> still_s;          // how long it has stood though it wants to walk
    std::vector<Vec2> waits_at;          // where it last got on (patience.hpp)
    std::vector<float> waited_s;         // how long it has wanted to walk and not left this place
    std::vector<std::int32_t> assembly;  // index, -1: none
    std::vector<float> gathering_s;      // how long it has been at its assembly point
    std::vector<Vec2> stand;             // its place at the assembly point
    std::vector<Vec2> desired;           // velocity wanted in this step
    std::vector<Vec2> bearing;           // where it last decided to go; zero: has not looked yet
    std::vector<float> crowding;         // ahead, as last seen [1/m2]
    std::vector<float> shoulders;  // radius of the body walking straight [m]; `radius` is that of
                                   // now, less while it turns its shoulders to pass somebody
    std::vector<float> turned;     // shoulders: 0 straight … 1 sideways
    std::vector<float> weight;     // persons that it counts as in a crowd (adult 1)
    // Of behaviour; `free_speed` is `own_speed * pace` anew in every step.
    std::vector<float> own_speed, pace;  // drawn [m/s]; share of it walked at now [0 … 1]
    std::vector<std::uint8_t> held;      // stands on purpose, `pace` 0
    std::vector<ErrandKind> errand;
    std::vector<std::int32_t> errand_field, errand_for;  // into BehaviourState::fields; occupant
                                                         // or lift car; -1: none
    std::vector<float> errand_until_s;  // end of the stay at its place; negative: not there yet
    std::vector<std::int32_t> escort;   // who leads this one out personally, -1: nobody
    std::vector<std::int32_t> carrier;  // who drags or carries this one, -1: nobody, the_trainee
    std::vector<std::int32_t> load;     // whom this one drags or carries, -1: nobody
    std::vector<std::uint8_t> follows_trainee;
    std::vector<std::uint8_t> asked_to_help;  // by the trainee's order, with those who have fallen
    std::vector<Vec2> start_at;
    std::vector<std::int32_t> start_cell;
    std::vector<Belongings> belongings;
    std::vector<std::uint8_t> likes_lifts, waited_at_stair;
    std::vector<Earshot> earshot;
    std::vector<double> fed_sum,
        fed_heat_sum;  // of fed and fed_heat: small steps are lost in floats
    std::size_t size() const { return position.size(); }
    void resize(std::size_t n);
};

struct Exit {
    OpeningIndex opening;
    double width_m = 0.9;
    std::vector<std::int32_t> cells;  // targets of its route field
    std::vector<float> cost;          // way to its far side, per cell of the map
    bool open = true;
    RouteField field;
};

struct Assembly {
    std::vector<std::int32_t> cells;
    std::vector<float> cost;
    RouteField field;
};

struct Group {
    std::int32_t first = 0, count = 0;
    std::int32_t leader = -1;  // occupant index
    std::int32_t plan = -1;
    std::vector<std::int32_t> familiar;  // exits; empty: all
    bool guides = false;
};

struct HeadCount {
    std::int32_t counter = -1;  // occupant index
    double arrived_s = -1;
    bool done = false;          // told, perhaps with some missing
    bool complete = false;      // all were there
    std::int32_t fetcher = -1;  // occupant index
    int times_sent = 0;
    bool fetching = false;
};

// A device that counts people through a line or opening.
struct Counter {
    std::size_t device = 0;
    std::int32_t layer = 0;
    Vec2 a{0, 0}, b{0, 0};
    int passed = 0;
};

// Of a walker with somebody whom it may touch.
struct Contact {
    std::int32_t other = -1;
    float touch_m = 0;  // between the middles, where the bodies touch
    float share = 0;    // of an overlap, by which the walker itself moves
};

struct State {
    State(const Building& building, const WalkMap& map, const CrowdSettings& settings,
          std::uint64_t seed, Workers& workers);
    ~State();

    const Building& building;
    const WalkMap& map;
    CrowdSettings settings;
    std::uint64_t seed;
    Workers& workers;
    double time_s = 0;

    Occupants people;
    std::vector<Group> groups;
    std::vector<Exit> exits;
    std::vector<Assembly> assemblies;
    std::vector<HeadCount> head_counts;  // per plan
    std::vector<Counter> counters;

    Fields fields;
    DoorRules door_rules;

    std::vector<OpeningIndex> requests;
    std::vector<CrowdEvent> events;
    std::vector<std::pair<std::string, double>> times;

    Neighbours neighbours;
    Sight sight;
    std::vector<GroundCell> ground;  // per cell of the map
    Streams streams;
    std::vector<std::uint8_t> in_the_way;      // per occupant: has a body that others meet
    std::vector<std::uint8_t> seen_otherwise;  // per occupant: those near take it for something
                                               // else than a walker (steering.cpp, see)
    std::vector<std::uint8_t> in_line;         // per occupant: waits for an opening
    std::uint64_t step = 0;
    // Those near a walker when it last looked: near[who * most_near + k].
    std::vector<std::int32_t> near;
    std::vector<std::uint8_t> near_count;
    std::vector<std::uint8_t> facing;  // per occupant: somebody comes towards it, nearly touching
    // Those whom a walker may touch in this step: contacts[who * most_contacts + k].
    std::vector<Contact> contacts;
    std::vector<std::uint8_t> contact_count;

    BehaviourState behaviour;
};

inline constexpr int most_contacts = 24, most_near = 48;
inline constexpr float near_margin_m = 0.6f;      // nobody comes nearer than this between two looks
inline constexpr float contact_margin_m = 0.15f;  // nobody comes nearer than this in one step
inline constexpr double trainee_radius_m = 0.25;
inline constexpr double head_height_m = 1.6;  // FDS+Evac; scaled by stature
inline constexpr double crawl_height_m = 0.6;

// The cell that somebody stands on.
inline const GroundCell& under(const State& state, std::size_t who) {
    return state.ground[static_cast<std::size_t>(state.people.cell[who])];
}
// Indices of the map's segments near it.
inline std::span<const std::int32_t> segments_near(const State& state, const GroundCell& cell) {
    return {state.map.segment_list.data() + cell.first_segment, cell.segments};
}
bool walks(OccupantState state);  // wants to go somewhere
// Out of a building that has nowhere to assemble: no longer there.
bool gone(const State& state, std::size_t who);
// Is moved when pressed: who walks, and who waits or has assembled, for somebody who must pass.
bool gives_way(const State& state, std::size_t who);
void populate(State& state);
void prepare_fields(State& state);  // first solve of all fields
void update_fields(State& state, const CrowdInputs& inputs);
void decide(State& state, double dt, const CrowdInputs& inputs);
void expose(State& state, double dt, const CrowdInputs& inputs);
void request_doors(State& state, const CrowdInputs& inputs);
void separate(State& state, const CrowdInputs& inputs);
void move(State& state, double dt, const CrowdInputs& inputs);
void arrive(State& state, double dt, const std::vector<Vec2>& before);
// The cost an occupant walks down now: of its exit, or of its assembly point once it is out; null:
// none.
const std::vector<float>* route_of(const State& state, std::size_t who);
// The route field of the same; null: none.
const RouteField* field_of(const State& state, std::size_t who);
// Time of the way to an exit, waits at doors on it included, that at the exit's own door left out.
double way_to_exit_s(const State& state, std::size_t who, std::size_t exit);
// Time that each person needs at an exit's own door where people queue [s].
double seconds_each_at_exit(const State& state, std::size_t exit);
// Unit vector of the way an occupant's route goes on where it stands, smooth over the raster; zero
// where it has arrived or has no way.
Vec2 way_onwards(const State& state, std::size_t who);

}  // namespace firedrill::crowd
