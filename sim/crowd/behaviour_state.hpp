// What behaviour remembers beside the occupants' own arrays: errands and the fields to them, what
// people know of the exits, families, guides, lifts, casualties. Plain data; each part is written
// by the one file that is named for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/vec.hpp"
#include "building/building.hpp"
#include "crowd/route_field.hpp"

namespace firedrill::crowd {

// A way to somewhere else than an exit, for a while.
enum class ErrandKind : std::uint8_t {
    none,
    gather,            // to the family
    fetch_belongings,  // back to where one started
    sweep,             // a guide's round
    fetch,             // someone missing
    rescue,            // someone incapacitated
    help_on_stairs,    // someone who cannot take the stair alone
    ride               // to a lift, and in it
};
enum class Belongings : std::uint8_t { not_missed, will_be_missed, being_fetched, done };
enum class Earshot : std::uint8_t { not_asked, outside, inside };
// How well someone knows an exit.
enum class Knowledge : std::uint8_t { unknown, discovered, familiar };
inline constexpr std::size_t distance_bins = 256;
inline constexpr std::int32_t the_trainee = -2;

// The way to a place that is no exit, shared by all who go there; solved when first asked for and
// again every few seconds while in use.
struct ErrandField {
    std::int32_t target = -1;  // cell
    bool over_ground = false;  // may lead outdoors; else it ends at the building's doors
    int users = 0;
    double solved_s = -1;  // negative: not yet
    RouteField route;
    std::vector<float> cost;
};

struct Family {
    enum class Phase : std::uint8_t { scattered, gathering, leaving } phase = Phase::scattered;
    std::vector<std::int32_t> groups;
    std::int32_t meeting = -1;  // cell
    double since_s = 0;         // when gathering began
};

struct Guide {
    std::int32_t who = -1;
    std::vector<std::int32_t> round;  // cells, in order
    std::size_t next = 0;
};

struct LiftCar {
    enum class Phase : std::uint8_t { idle, boarding, moving, stuck } phase = Phase::idle;
    std::int32_t lift = -1;                           // into Scenario::lifts
    std::vector<std::int32_t> layers, cells, fields;  // per storey served, lowest first
    std::vector<double> z;
    std::size_t at = 0, to = 0, leaves_at = 0;  // which of them; where passengers get off
    double until_s = 0;
    std::vector<std::int32_t> riders;  // admitted, or in the car
};

// A sign or an exit's door: who sees it knows of the exit.
struct Landmark {
    std::int32_t exit = -1;
    StoreyIndex storey;
    Vec3 place{0, 0, 0};
    Vec2 front{0, 0};  // seen from this side only; zero: from all
    bool lit = false;
    std::size_t zone = 0;  // whose current lights it (supply.hpp)
};

// A wall, or the part of one that an opening fills, as a line that stops sound and sight.
struct Partition {
    Vec2 a{0, 0}, b{0, 0};
    OpeningIndex opening;      // stops only while this is shut; none: always
    bool transparent = false;  // a window
};

// An alarm as it has come to an opening round corners.
struct SoundAt {
    double way_m = 0;    // from the sounder
    double weaker = -1;  // as if so many times as far, per metre of the sounder's range; negative:
                         // it does not come here
    bool passed_on = false;
};

struct BehaviourState {
    std::vector<ErrandField> fields;
    std::unique_ptr<RouteSolver> solver;  // of errands: that of the exits may be at work

    std::vector<Knowledge> knowledge;  // occupant * exits + exit; empty: all know all
    std::vector<float> exit_extinction_1_m;
    std::vector<std::int32_t> plan_exit;             // per plan, -1: any
    std::vector<Landmark> landmarks;                 // the exits' doors in their order, then signs
    bool signs_read = false;                         // signs wait for the first route fields
    std::vector<std::vector<Partition>> partitions;  // per storey

    std::vector<std::int32_t> going;  // room * exits + exit: how many walk there
    // Exit * distance_bins + metres of way left: how many who walk to it have less.
    std::vector<std::int32_t> nearer;
    std::vector<std::int32_t> leavers_in_room;  // per room: how many walk out of it
    std::size_t sounders_before = 0;
    std::vector<SoundAt> sound_at;  // per opening

    std::vector<Family> families;
    std::vector<std::int32_t> family_of_group;  // per group, -1: none
    std::vector<Guide> guides;
    std::vector<LiftCar> lifts;
    std::int32_t trainee_exit = -1;   // where the trainee leads its followers
    std::vector<float> trainee_cost;  // per exit: its way there when last looked at
    double trainee_looked_s = -1;
    std::vector<std::int32_t> returners, lift_users, stair_needers;
    std::vector<std::int32_t> casualties;  // incapacitated in the building, as they fell
};

}  // namespace firedrill::crowd
