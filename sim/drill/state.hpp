// State of a running drill, shared by the stages of Drill::tick; not part of the room's door.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/workers.hpp"
#include "building/faults/catalogue.hpp"
#include "building/supply.hpp"
#include "crowd/route_field.hpp"
#include "drill/agents.hpp"
#include "drill/attack.hpp"
#include "drill/bodies.hpp"
#include "drill/call_119.hpp"
#include "drill/doors.hpp"
#include "drill/drill.hpp"
#include "drill/hose.hpp"
#include "drill/jet.hpp"
#include "drill/roles.hpp"

namespace firedrill::drill {

// What was found out about a thing: the deciding observations of faults.
enum Observation : std::uint8_t {
    seen_closely = 1,
    pushed = 2,
    pressed = 4,
    measured = 8,
    read_closely = 16,  // from so near that a date or a gauge can be read
    let_go = 32         // opened and let go: whether it shuts by itself
};

struct ExtinguisherState {
    bool taken = false;
    bool pin_in = true;  // a blanket: in its pouch yet; a reel: its valve is shut
    double charge_kg = 0, full_kg = 1;
    Vec3 place{0, 0, 0};
    const AgentData* agent = nullptr;
    // Hose reels: a nozzle on a hose that gives water for as long as it is held.
    double hose_m = 0;  // its length; 0: no hose
    Vec3 reel{0, 0, 0};
    Hose hose;
    // Fire blankets: the source it lies on (Fire::sources()), -1: none, and since when.
    std::int32_t laid_on = -1;
    double laid_s = 0;
};

// Hose reels: least flow and throw of GB 15090-2005 (24 L/min, 6 m), which EN 671-1 also asks for
// with small nozzles, and a usual length.
constexpr double hose_reel_kg_s = 0.4, hose_reel_throw_m = 6, hose_reel_m = 25;
constexpr double hose_reel_drag_kg = 5;  // what pulling the hose feels like (own estimate)

struct FixtureRun {
    bool active = false, inspected = false;
    std::optional<ExtinguisherState> extinguisher;
};

struct Trainee {
    Vec3 feet{0, 0, 0};
    std::int32_t layer = -1, cell = -1;
    double yaw_rad = 0, pitch_rad = 0;
    double crouch = 0;  // 0 standing … 1 crouched
    double speed_m_s = 0;
    double fed = 0, fed_heat = 0;
    bool out_of_action = false;
    bool outdoors = false, at_assembly = false;
    std::int32_t carried = -1;
    bool discharging = false;
    std::uint16_t buttons = 0, buttons_before = 0;
    std::int32_t dragged = -1;  // occupant in hand
    RayHit aim;
    std::string aimed_id;
    // Of the discharge in progress.
    double landed_kg = 0, landed_on_base_kg = 0;
    bool told_empty = false;

    // Per agent the classes of fire that it has been judged by, as bits.
    std::array<std::uint8_t, 8> judged_agents{};

    // hands
    double lifting_until_s = -1;  // an extinguisher comes off its hook
    bool told_lifted = true;
    Vec3 nozzle{0, 0, 0};
    Attack attack;
    double shock_ma = 0;    // current through the body now
    double shock_dose = 0;  // of cramp [s at 10 mA]; 2 fells
    // exposure
    double burn_dose = 0;  // of radiant heat on bare skin [(kW/m2)^(4/3) s]
    int burn_degree = 0;   // told so far
    double soot_mg = 0;    // breathed in
    bool wet_cloth = false;
    double cloth_until_s = -1;  // it is being wetted and tied until then
    bool in_smoke = false, told_crouched = false;
    bool torch = false;
};

struct InjectRun {
    double due_s = -1;  // when it fires; negative: not known yet
    bool fired = false;
};

// Of the mode the drill runs in (mode_stages.cpp).
struct ModeRun {
    std::size_t step = 0;  // of the lesson
    double step_since_s = 0;
    int hints_asked = 0;
    std::size_t events_seen = 0;
    std::vector<std::uint8_t> critical_told;  // per rubric item
    ModeView view;
};

struct State {
    State(const Building& building, const DrillSettings& settings);

    const Building& building;
    DrillSettings settings;
    Workers workers;
    std::vector<AgentData> agents;
    Grid grid;
    WalkMap map;
    std::optional<Fire> fire;
    std::optional<Crowd> crowd;
    Bodies bodies;
    Doors doors;
    Jet jet;
    RandomStream jet_random;

    std::uint64_t tick = 0;
    double time_s = 0;
    std::uint64_t hash = 0;
    bool finished = false, wants_finish = false;
    DrillPhase phase = DrillPhase::fire;
    bool wants_fire = false;  // the round is over
    double fire_start_s = 0;  // drill time at which the fire's clock began
    double fire_time_s() const { return time_s - fire_start_s; }

    Trainee trainee;
    TraineeView view;            // as of the last tick
    std::vector<float> way_out;  // cost to the nearest exit from each cell, doors as built
    std::vector<FixtureRun> fixtures;
    std::vector<std::uint8_t> observed_thing, observed_opening, observed_fixture, observed_room;
    std::vector<std::uint8_t> window_broken;

    bool alarm_raised = false;
    Power power;
    std::vector<std::size_t> zone_of_fixture;  // of supply.hpp
    bool all_out = false;
    Timeline timeline;
    std::vector<InjectRun> injects;
    std::vector<std::uint8_t> task_done, fault_found;
    std::vector<std::uint8_t> verdict_given;  // per check
    // Of faults: to be mended before the fire, acted in it; of decoys: looked into, taken for a
    // fault.
    std::vector<std::uint8_t> fault_to_mend, fault_acted, decoy_seen, decoy_marked;
    std::shared_ptr<const FaultCatalogue> catalogue;  // null: the drill has no faults
    std::vector<std::string> photographed;
    std::int32_t watched_door = -1;  // opened and let go: does it shut by itself?
    double watched_since_s = 0;
    std::vector<SnapshotMessage> messages;
    std::size_t events_seen = 0;  // by injects and tasks
    ModeRun mode;

    // Acting in a fire.
    Roles roles;
    const Role* role = nullptr;           // of the trainee; nullptr: none in the catalogue
    std::vector<std::uint8_t> role_told;  // per rule, expected first
    std::size_t events_judged = 0;        // by the role
    CallScript call_script;
    Call119 call;
    std::vector<CallEvent> call_events;
    std::vector<double> handle_c;  // per opening: of a door's handle
    std::vector<CrowdOrder> orders;
    std::string order_given;
    std::vector<std::uint8_t> group_led;  // per group of occupants: told
    bool noticed = false, fire_ever_known = false;
    bool was_out_in_fire = false, told_went_back = false, in_lift = false;
    bool told_flames = false, told_smoke = false;
    double at_flames_s = 0, in_smoke_s = 0;
    float way_left_m = 0;

    std::vector<std::uint8_t> occupied;  // per opening
    std::vector<OpeningIndex> changed_doors;
    std::vector<Vec3> obstacles, shouts;
    std::vector<Sounder> sounding;
    std::vector<std::pair<std::string, double>> times;

    void note(std::string_view name, std::string target = {}, double value = 0,
              Vec3 place = {0, 0, 0}, std::string detail = {});
    void say(LocalText text);
    std::string id_of(Entity entity) const;
    Vec3 eye() const;
    Vec3 looking() const;      // unit vector
    bool alarm_heard() const;  // a sounder works
};

// Stages of a tick, in order.
void act(State& state, const TickInput& input, double dt);  // inputs: body, hands, commands
std::int32_t fallen_within_reach(const State& state);       // occupant, -1: nobody
void move_doors(State& state, double dt);
void raise_alarm(State& state, const std::string& by, Vec3 place);
void sound_alarm(State& state);  // what sounds now, where
void run_jet(State& state, double dt);
void follow_attack(State& state, double dt);  // extinguisher_steps.cpp
void fire_events(State& state);
void crowd_events(State& state);
void expose_trainee(State& state, double dt);
void run_injects(State& state, const TickInput& input);
void tick_tasks(State& state);
void give_hint(State& state);
void run_mode(State& state);
void finish(State& state, std::string_view how);

inline constexpr double standing_eye_m = 1.60, crouching_eye_m = 0.90;
inline constexpr double trainee_radius_m = 0.22;

}  // namespace firedrill::drill
