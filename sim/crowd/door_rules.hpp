// Door rules: what openings ask of those who pass: the codes' limit on flow, one way only, service
// at a checkout or turnstile, leaves that open against those who push. Holds what is constant of an
// opening and what changes; who walks where stays outside.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "building/walk_map.hpp"
#include "crowd/crowd.hpp"

namespace firedrill::crowd {

struct State;

// Of an opening, as built. Directions along the normal are +1 or -1.
struct DoorRule {
    Vec2 centre{0, 0}, normal{0, 1};
    double width_m = 0.9, depth_m = 0.2;  // depth: of the cells that are marked as its
    bool limits_flow = false;             // the codes' limit holds for it
    int leaf_towards = 0;                 // where a swinging leaf opens to; 0: no matter
    int one_way = 0;                      // only this way; 0: both
    bool one_way_ends_on_alarm = false;
    double service_s = 0;
    bool service_ends_on_alarm = true;
    int outwards = 0;  // of an opening to outdoors; else 0
};

// Of an opening, as it goes.
struct DoorPassage {
    double free_at_s = 0;    // when the next person may enter
    std::int32_t last = -1;  // who entered last
    double pushed_s = 0;     // how long people have pushed at a leaf that opens towards them
    int pressing = 0;        // how many do
    // Slow walkers whose way leads through it next, towards +1 and -1 along the normal: of the look
    // in hand, their mean over the last looks, and what the routes were told.
    std::array<int, 2> waiting{0, 0};
    std::array<float, 2> queue{0, 0}, queue_told{0, 0};
};

struct DoorRules {
    std::vector<DoorRule> rules;          // per opening
    std::vector<DoorPassage> passages;    // per opening
    std::vector<std::int16_t> near_leaf;  // per cell: opening at whose leaf people there push; -1
    // Per cell: how many cells a way takes to the nearest opening, at least; 255: that or more.
    std::vector<std::uint8_t> cells_to_opening;
    std::vector<std::uint8_t> asked_here;  // per opening, of the step
    bool any_service = false;
    bool alarm_given = false;  // it has sounded; service and gates know it
};

DoorRules door_rules_of(const Building& building, const WalkMap& map);

// Service time and the only way now, with the alarm's effect.
double service_now_s(const DoorRules& rules, std::size_t opening);
int one_way_now(const DoorRules& rules, std::size_t opening);

// Whether an occupant may step from a cell to another now. A yes is an entry and is counted: ask
// only when everything else allows the step.
bool may_pass(State& state, std::size_t who, std::int32_t from_cell, std::int32_t to_cell);

// Takes back requests for shut doors whose leaf opens towards those who push, until they have made
// room for it.
void hold_back_inward_doors(State& state, double dt, const CrowdInputs& inputs);

// Whether a leaf hinders who walks in direction `towards` (+1, -1 along the normal).
inline bool opens_against(const DoorRule& rule, int towards) {
    return rule.leaf_towards != 0 && rule.leaf_towards == -towards;
}

}  // namespace firedrill::crowd
