// Item: what Burning keeps of a thing that burns beyond what FireSource shows. A thing is one
// patch, or many (bays of a shelf, tiles of a lining) that catch fire one after another.
#pragma once

#include "fire/fuel/battery.hpp"
#include "fire/fuel/combustion.hpp"
#include "fire/fuel/ignition.hpp"
#include "fire/fuel/oil_pan.hpp"
#include "fire/suppression/agent_state.hpp"

namespace firedrill {

struct Patch {
    Vec3 centre{0, 0, 0}, half{0.1, 0.1, 0.1};  // upright box around it
    Vec3 normal{0, 0, 0};                       // of a lining, into the room; else zero
    std::int32_t column = 0;                    // patches above each other burn as one flame
    std::int32_t beside[3] = {-1, -1, -1};  // linings: tiles from which fire creeps onto this one
    bool lit = false, burnt = false;
    double progress_s = 0;  // along the curve
    double gas_soak_s = 0;  // in gas hot enough to light it
    double crept = 0;       // way of a creeping flame across it [0 … 1]
    Surface surface;
};

// How a thing burns apart from its curve.
enum class Nature : std::uint8_t { solid, lining, gas, oil, battery };

struct Item {
    HrrCurve curve;  // of one patch
    FuelProperties fuel;
    FireClass fire_class = FireClass::A;
    Nature nature = Nature::solid;
    double start_s = -1;                                 // catches fire by itself then; -1: never
    double ignition_flux_w_m2 = 20e3, ignition_k = 623;  // ignition_k: of the gas around it
    SurfaceKind surface;
    double creep_w2_m3 = 0;
    bool reignites = false;
    Vec3 centre{0, 0, 0}, half{0.1, 0.1, 0.1};  // upright box around it
    std::int32_t first_patch = 0, patches = 1, columns = 1;
    double full_kw = 0;  // of all patches that burn, without agents and with all the air they want
    double oxygen = 1;   // share of its fuel that the flames' heat drives out [0 … 1]
    double equivalence = 0;  // fuel to oxygen in the flame, smoothed
    double out_for_s = 0;    // flame hardly there
    bool starved = false;    // went out for want of oxygen
    double out_since_s = 0;
    bool shut_off = false;
    AgentState agents;                // what agents have done to it
    double evaporated_before_kg = 0;  // water that the battery or the oil has been told of
    bool told_live = false, told_thrown = false;
    Battery battery;
    OilPan oil;
    double overheats_s = -1, heater_w = 0;
};

}  // namespace firedrill
