// Agent state: what extinguishing agents have done to one burning thing, and what becomes of it.
// Water films cool, foam and soap cover, powder stops flames for a while, gases thin the air at the
// flame's foot, a blanket shuts the air out; embers and hot oil keep the heat to light again. One
// thing by itself: knows no grid, no jets, no neighbours, and not which heat release curve it has.
//
//        agent that lands ── share at the base ──> film, foam, crust, powder, gas
//                                                     |        |       |      |
//        flame_share() = size (cooling) x uncovered x (1 - powder) x thin air x blanket
//        embers        : surface_c rises while it burns, falls as water evaporates; relights()
#pragma once

#include "building/scenario.hpp"
#include "fire/suppression/agent_data.hpp"

namespace firedrill {

// Water that must evaporate per burning area to put a solid out [kg/(m2 s)]: wood and plastics
// without outside radiation 0.0013-0.0034 (Magee & Reitz 1975; Rasbash 1986; Beyler 1992), taken
// here at the upper end because real things hide part of their surface.
constexpr double critical_water_kg_m2_s = 0.003;
// Flames send back some 50 kW/m2, which evaporate this at most [kg/(m2 s)]; hot embers themselves
// evaporate more, in proportion to their excess over boiling.
constexpr double flame_evaporates_kg_m2_s = 0.02;
constexpr double ember_boiling_w_m2_k = 300;  // film boiling of thin films, order of magnitude
constexpr double water_heat_j_kg = 2.6e6;     // from 20 C water to steam (2.26 + 0.33 MJ/kg)
constexpr double film_kg_m2 = 2.0;            // that clings; the rest runs off
constexpr double film_time_s = 3;             // of evaporation of a film on a burning surface
constexpr double shrinking_s = 10;            // of a fire at twice the critical rate
constexpr double growing_s = 60;              // of one that cooling failed to put out
constexpr double knock_down_fades_s = 8;      // powder settles and blows away
// Share of a foam blanket that flames destroy per second where they reach it. At the 1.5 kg/m2 of a
// film-forming foam that is 0.035 kg/(m2 s): applying less never covers the pool. Critical rates of
// such foams are 0.02-0.04; NFPA 11 asks for 0.068 (4.1 L/(min m2)).
constexpr double foam_burns_1_s = 0.035 / 1.5;
constexpr double foam_drains_s = 300;  // a quarter of its water in 90 s (low expansion, EN 1568-3)
constexpr double soap_lasts_s = 1200;  // the crust on oil
constexpr double foot_height_m = 0.5;  // of the air that feeds the flame's foot
constexpr double blanket_kw = 300;     // a larger fire burns round the blanket
constexpr double blanket_side_m = 1.2;
constexpr double blanket_starves_s = 2.5;  // flames under it use up the air they find
// Water on burning metal: times the heat release (own estimate), for so long. Oil has a state of
// its own for what water throws out (OilPan).
constexpr double flare_factor = 3;
constexpr double flare_lasts_s = 4;
constexpr double out_share = 0.02;     // flames of less than this share are out
constexpr double uncovered_for_s = 3;  // hot vapour must gather before it lights

// What burns, as far as agents care.
struct BurningSurface {
    FireClass fire = FireClass::A;
    double full_kw = 0;       // heat release without agents
    double footprint_m2 = 1;  // of the thing or pool
    double width_m = 1;       // its longer side
    bool burning = false;
    bool deep_seated = false;  // ItemType: reignites
    bool live = false;         // electrical equipment with power on
};

struct AgentState {
    double size = 1;  // of the fire after cooling [0 … 1]
    double water_kg = 0;
    double foam_m2 = 0;       // of liquid that the foam on it can hide
    double crust = 0;         // melted powder or soap over the surface [0 … 1]
    double knocked_down = 0;  // of flames, by powder [0 … 1]
    double inert = 0;         // gas at the flame's foot, as a share of what puts flames out
    double gas_m3 = 0;        // landed since the last advance, in shares of the same
    bool blanket = false;
    double air_under_blanket = 1;  // [0 … 1]
    double surface_c = 20;         // of embers, oil, battery cells
    double flare_s = 0;            // still made worse by water
    double uncovered_s = 0;        // hot enough to light again, with nothing on it
    double evaporated_kg = 0;      // water so far, for balances
    double run_off_kg = 0;
};

struct LandingEffect {    // what came of it at once
    bool flares = false;  // water on burning oil
    bool live = false;    // water on live equipment
};

// Area that burns now [m2]: solids at 400 kW/m2, liquid pools 1500, cooking oil 1000 (Babrauskas
// 2002, Tewarson), never more than the footprint of a pool.
double burning_area_m2(const BurningSurface& surface, double size);

// `share` of the mass reaches the burning base [0 … 1].
LandingEffect land_agent(AgentState& state, const AgentProperties& agent,
                         const BurningSurface& surface, double mass_kg, double share);

// Share of an agent landing `aside_m` beside and `above_m` above (negative: below) the burning
// surface that gets to its base: all of it on the surface or a hand's breadth round it, nothing
// half a metre off; in the flames above a fifth (it is blown away upwards; hence "aim at the
// base").
double share_at_base(double aside_m, double above_m, double flame_height_m);

// Lets dt [s] pass: films evaporate, foam drains and burns, powder fades, fire shrinks or grows,
// embers heat or cool.
void advance_agents(AgentState& state, const BurningSurface& surface, double ambient_c, double dt);

// Share of the flame that is left [0 … 1].
double flame_share(const AgentState& state, const BurningSurface& surface);
// Share of its surface that nothing covers [0 … 1].
double uncovered(const AgentState& state, const BurningSurface& surface);
// Cooled below, embers and oil stay out [C].
double relights_above_c(const BurningSurface& surface);
// Out, but hot, dry and uncovered for long enough.
bool relights(const AgentState& state);

}  // namespace firedrill
