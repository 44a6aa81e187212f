// Snapshot: everything a picture or a panel needs of one tick, copied out so that drawing never
// touches the running simulation.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "crowd/crowd.hpp"
#include "drill/mode.hpp"
#include "drill/score.hpp"

namespace firedrill {

// The call to 119 as it is shown: what was said, and what may be said now.
struct CallView {
    bool going_on = false, waiting = false;         // waiting: the operator has asked and listens
    std::vector<std::pair<bool, LocalText>> lines;  // true: the operator's
    std::vector<std::pair<std::string, LocalText>> answers;  // key and words
};
// A round through the building in daily use, then the fire; drills without a round begin with it.
enum class DrillPhase : std::uint8_t { inspection, fire };

struct TraineeView {
    bool present = false;
    DrillPhase phase = DrillPhase::fire;
    double phase_left_s = 0;  // until the fire begins or the drill ends at the latest
    bool torch = false;
    Vec3 feet{0, 0, 0};
    double eye_height_m = 1.6;  // above the feet, lower while crouching
    double yaw_rad = 0, pitch_rad = 0;
    std::string role;
    std::int32_t carried = -1;  // FixtureIndex of the extinguisher in hand
    bool pin_out = false, discharging = false;
    double agent_left = 0;  // share 0…1
    double fed = 0, fed_heat = 0;
    double visibility_m = 30;
    double gas_temperature_c = 20;
    // What the crosshair points at; within sensible reach (drill/acts.hpp) also what it is called
    // and what can be done with it.
    std::string aimed_id;
    Vec3 aimed_at{0, 0, 0};
    std::string aimed_name_zh, aimed_name_en;
    std::vector<std::string> hints;  // text keys, e.g. "hint.take", "hint.open_door"
    double horizontal_speed_m_s = 0;
    // What is in hand, as it can be seen on it.
    Agent carried_agent = Agent::abc_powder;
    Gauge carried_gauge = Gauge::none;
    double carried_kg = 0;
    bool carried_hose = false;  // of a reel
    bool lifting = false;       // it comes off its hook
    bool dragging = false;      // somebody who has fallen
    bool wet_cloth = false, crouched = false;
    double burn_dose = 0, soot_mg = 0;
    CallView call;
};

struct SnapshotSource {
    Vec3 base{0, 0, 0};
    Vec2 size{0, 0};
    float hrr_kw = 0, flame_height_m = 0;
    std::int32_t thing = -1;  // into Building::things, -1 = burner
    BurnState state = BurnState::cold;
};

struct SnapshotOccupant {
    Vec3f feet{0, 0, 0};
    float heading_rad = 0, speed = 0;
    OccupantState state = OccupantState::waiting;
    std::int32_t profile = 0, group = 0;
    bool crawling = false;
};

struct FixtureState {
    bool taken = false;    // extinguisher carried off
    Vec3f place{0, 0, 0};  // where it is now
    bool active = false;   // detector or sounder in alarm, sprinkler flowing, light burning
    bool inspected = false;
    Vec2 covers{0, 0};  // a fire blanket that lies: size of what is under it
};

struct SnapshotMessage {  // shown to the trainee for some seconds
    double time_s = 0;
    LocalText text;
};

struct Snapshot {
    std::uint64_t tick = 0;
    double time_s = 0;
    std::uint64_t hash = 0;
    TraineeView trainee;
    std::vector<SnapshotOccupant> occupants;
    std::vector<float> door_fraction;         // per opening
    std::vector<std::uint8_t> window_broken;  // per opening
    std::vector<SnapshotSource> sources;      // burning or burnt only
    std::vector<FixtureState> fixtures;       // per fixture
    std::vector<Vec3f> jet;                   // parcels of agent in flight
    // Hoses off their reels: where they bend, on the floor, from the reel to their end.
    std::vector<std::vector<Vec3f>> hoses;
    Agent jet_agent = Agent::abc_powder;
    // Smoke and heat of the grid, two bytes per cell, x fastest: [0] extinction, value/255*K_max
    // with K_max below; [1] temperature, (T - 20 C)/4, clamped.
    int nx = 0, ny = 0, nz = 0;
    Vec3 grid_origin{0, 0, 0};
    double grid_h = 0.2;
    std::vector<std::uint8_t> smoke;
    static constexpr float extinction_max_1_m = 10.0f;
    bool alarm = false;
    std::vector<std::uint8_t> power;  // per zone of supply.hpp: lamps burn; empty: everywhere
    CrowdTotals crowd;
    FireTotals fire;
    std::vector<SnapshotMessage> messages;                // newest last, at most 8
    std::vector<std::uint8_t> task_done;                  // per task of the plan
    SmokeSpeedLaw smoke_speed = SmokeSpeedLaw::fds_evac;  // by which the crowd was computed
    DoorFlowLimit door_flow = DoorFlowLimit::free;
    // The building since the fire began, where faults have been mended; null: as it was loaded.
    std::shared_ptr<const Building> mended_building;
    std::vector<std::string> photographed;  // ids, in order
    ModeView mode;
    bool finished = false;
    Score score;  // complete when finished
};

}  // namespace firedrill
