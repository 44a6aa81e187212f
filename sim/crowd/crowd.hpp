// Crowd: the occupants and how they get out. Reads the WalkMap, the state of openings and the air;
// asks for doors through `door_requests`. Knows nothing of trainees' tools, scores or records.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/workers.hpp"
#include "building/supply.hpp"
#include "building/walk_map.hpp"
#include "crowd/smoke_speed.hpp"
#include "fire/fire.hpp"

namespace firedrill {

// How many people pass a door. `free`: as many as the bodies let through, which lies within what
// laboratories measured with young adults (1.6-2.4 persons/(m s)). `codes`: at most 1.33
// persons/(m s) through any opening (IMO MSC.1/Circ.1533; PD 7974-6), as for a design on the safe
// side. The default is free: a rehearsal should show what will happen, and a limit would hide where
// a crowd jams for other reasons; who sizes exits for an approval sets codes.
enum class DoorFlowLimit { free, codes };
std::string_view door_flow_limit_name(DoorFlowLimit limit);

// Ways to break the model on purpose: by them the verification is shown to be able to fail
// (`firedrill validate crowd --broken NAME`). All off everywhere else.
struct CrowdFaults {
    double speed_factor = 1;            // everybody walks at this share of his speed
    double dose_factor = 1;             // gases and heat act so much stronger
    bool walls_off = false;             // nothing bars anybody, and all go straight to their exit
    bool collisions_off = false;        // nobody sees or touches anybody
    bool density_ignored = false;       // crowding slows nobody
    bool stairs_as_flat = false;        // stairs are walked like floors
    bool pre_movement_ignored = false;  // all start when they hear
    bool spread_off = false;            // all of a group are drawn alike
    bool smoke_ignored = false;         // smoke slows nobody
    bool exits_ignored = false;         // plans and familiar exits do not count
    bool doors_ignored = false;         // routes lead through locked doors
    bool queues_ignored = false;        // exits are chosen by their distance alone
    bool leaders_ignored = false;       // groups do not keep together
    bool door_limit_off = false;        // the codes' limit of door flow is not kept
    bool stands_still = false;          // nobody walks
};

struct CrowdSettings {
    SmokeSpeedLaw smoke_speed = SmokeSpeedLaw::fds_evac;
    DoorFlowLimit door_flow = DoorFlowLimit::free;
    double turn_back_extinction_1_m = 0.5;  // those who know the building turn back at this K (Jin)
    // How much routes avoid crowds [0 … 1]: 1 counts the whole wait of a queue, 0 none; half is the
    // wait of its mean person, so that those in front do not leave it.
    double crowding_cost = 0.5;
    double stranger_turn_back_extinction_1_m = 0.15;  // those who know one exit only (Jin)
    CrowdFaults faults;
};

enum class OccupantState : std::uint8_t {
    waiting,    // before the alarm or in pre-movement
    walking,    // to an exit or assembly point
    out,        // left the building
    assembled,  // stands at an assembly point
    incapacitated
};

// Occupants as arrays, all of the same length; index = occupant, constant for the whole drill.
struct OccupantsView {
    std::span<const Vec2> position;
    std::span<const std::int32_t> layer;  // of the WalkMap
    std::span<const float> floor_z;
    std::span<const float> heading_rad;
    std::span<const float> speed;  // now [m/s]
    std::span<const float> radius;
    std::span<const OccupantState> state;
    std::span<const std::int32_t> group;    // GroupIndex value
    std::span<const std::int32_t> profile;  // into Building::profiles
    std::span<const float> fed;             // fractional effective dose, toxic gases [-]
    std::span<const float> fed_heat;
    std::span<const std::uint8_t> crawling;
    std::span<const std::int32_t> exit_used;  // ExitIndex value or -1
    std::span<const float> out_time_s;        // -1 while inside
    std::span<const std::int32_t> exit_goal;  // ExitIndex value it walks to now or -1
    std::span<const std::uint8_t> held;       // stands on purpose: waits for someone or something
};

// How open and passable an opening is for people; the drill keeps one per opening.
struct DoorForCrowd {
    bool passable = true;  // not locked, not held shut
    float open_fraction = 1;
};

struct Sounder {
    Vec3 place{0, 0, 0};
    double range_m = 0;  // in the open, on its storey; 0: in the whole building
};

// What the trainee calls to those within hearing.
struct CrowdOrder {
    enum class Kind : std::uint8_t {
        follow_me,  // they start at once and go to the exit that the trainee goes to
        get_out,    // they start at once and learn of the best exit
        fetch       // they start at once; grown-ups among them drag out who has fallen near them
    };
    Vec3 place{0, 0, 0};
    Kind kind = Kind::get_out;
};

struct CrowdInputs {
    std::span<const DoorForCrowd> doors;  // per opening
    const Fire* air = nullptr;            // null: clean air
    const GasSample* even_air = nullptr;  // instead of `air`: the same everywhere, as tests ask for
    std::span<const Vec3>
        obstacles;       // other bodies (the trainee): position of the feet, radius 0.25 m
    bool alarm = false;  // sounders sound now
    std::span<const Vec3> shouts;  // places where someone shouted "fire" in this tick
    const Power* power = nullptr;  // where lamps burn and lifts move; null: everywhere
    // Those that sound now; none: where `alarm` is on it reaches everybody (voice, bell).
    std::span<const Sounder> sounders;
    std::int32_t dragged = -1;  // incapacitated occupant whom the trainee drags, -1: nobody
    Vec3 drag_to{0, 0, 0};      //   and where the trainee's feet are
    std::span<const CrowdOrder> orders;  // called out by the trainee in this tick
    std::int32_t trainee_cell = -1;      // of the map: those who follow go where it goes
};

struct CrowdEvent {
    enum class Kind {
        started,
        out,
        assembled,
        incapacitated,
        turned_back,
        head_count,
        returned,   // turned back for belongings
        gathered,   // a family is together and goes (occupant: its first)
        fetching,   // went back for someone missing
        at_refuge,  // waits at a stair that it cannot take alone
        trapped,    // stuck in a lift
        rescued,    // incapacitated, carried or dragged out of the building
        told,       // heard an order of the trainee and does as told (index: its kind)
        led         // got out behind the trainee
    } kind;
    double time_s;
    std::int32_t occupant;  // head_count: the counter
    std::int32_t index;     // exit, assembly point or number missing; fetching: who is fetched;
                            // trapped: the lift; rescued: the rescuer, -1: the trainee
};

struct CrowdTotals {
    int total = 0, inside = 0, out = 0, assembled = 0;
    int incapacitated = 0;   // inside or carried out
    double last_out_s = -1;  // -1 while someone is inside
};

class Crowd {
  public:
    Crowd(const Building& building, const WalkMap& map, const CrowdSettings& settings,
          std::uint64_t seed, Workers& workers);
    ~Crowd();

    void step(double dt, const CrowdInputs& inputs);
    OccupantsView occupants() const;
    // Openings that someone pushes at or stands in now (ascending, no doubles).
    std::span<const OpeningIndex> door_requests() const;
    std::vector<CrowdEvent> take_events();
    void read_devices(std::span<double> values) const;  // people_through, density; others untouched
    CrowdTotals totals() const;
    std::uint64_t hash() const;
    std::vector<std::pair<std::string, double>> stage_times() const;

    // Walking distance [m] from a cell to the nearest usable exit by the current route field;
    // infinity where there is none. For checks and hints.
    double distance_to_exit(std::int32_t cell) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace firedrill
