#include "drill/doors.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill {
namespace {

constexpr double seconds_to_open = 1.0;
constexpr double seconds_to_shut = 2.5;  // a door closer's pace
constexpr double seconds_held_by_closer = 1.0;

}  // namespace

Doors::Doors(const Building& building)
    : building_(building), states_(building.openings.size()), for_crowd_(building.openings.size()) {
    for (std::size_t o = 0; o < states_.size(); ++o) {
        const Opening& opening = building.scenario.openings[o];
        DoorState& door = states_[o];
        const bool open = opening.kind == OpeningKind::hole || opening.wedged ||
                          opening.state == OpeningState::open;
        door.fraction = open ? 1.0 : 0.0;
        door.wants_open = open;
        door.locked = opening.locked;
        door.chained = opening.chained;
    }
}

bool Doors::passable(OpeningIndex index) const {
    const Opening& opening = building_.scenario.openings[index.at()];
    const DoorState& door = states_[index.at()];
    if (opening.kind == OpeningKind::hole || door.fraction > 0.6) return true;
    if (opening.kind == OpeningKind::window) return false;
    return !door.chained && (!door.locked || opening.panic_bar);
}

void Doors::ask(OpeningIndex index) {
    if (!passable(index)) return;
    states_[index.at()].wants_open = true;
    states_[index.at()].idle_s = 0;
}

void Doors::toggle(OpeningIndex index) {
    DoorState& door = states_[index.at()];
    if (door.wants_open) {
        door.wants_open = false;
    } else if (passable(index) ||
               building_.scenario.openings[index.at()].kind == OpeningKind::window) {
        door.wants_open = !door.locked && !door.chained ? true : passable(index);
    }
    door.idle_s = 0;
}

void Doors::set_open(OpeningIndex index, bool open) {
    states_[index.at()].wants_open = open;
}

void Doors::set_locked(OpeningIndex index, bool locked) {
    states_[index.at()].locked = locked;
    if (!locked) states_[index.at()].chained = false;
}

void Doors::break_pane(OpeningIndex index, double fraction) {
    DoorState& pane = states_[index.at()];
    pane.broken = true;
    pane.wants_open = true;
    pane.fraction = std::max(pane.fraction, fraction);
}

void Doors::restore(OpeningIndex index, const DoorState& state) {
    states_[index.at()] = state;
    states_[index.at()].published_eighths = -1;
}

void Doors::alarm() {
    for (std::size_t o = 0; o < states_.size(); ++o) {
        const Opening& opening = building_.scenario.openings[o];
        if (!opening.alarm_released) continue;
        states_[o].locked = false;
        // A fire door held open by its magnet falls shut; wedged it stays.
        if (opening.self_closing && !opening.wedged && !opening.closer_broken)
            states_[o].wants_open = false;
    }
}

void Doors::step(double dt, std::span<const std::uint8_t> occupied,
                 std::vector<OpeningIndex>& changed) {
    for (std::size_t o = 0; o < states_.size(); ++o) {
        const Opening& opening = building_.scenario.openings[o];
        DoorState& door = states_[o];
        door.idle_s = occupied[o] != 0 ? 0.0 : door.idle_s + dt;
        const bool closer = opening.self_closing && !opening.wedged && !opening.closer_broken;
        const bool held = opening.alarm_released && opening.state == OpeningState::open;
        if (closer && !held && door.wants_open && door.fraction >= 1.0 &&
            door.idle_s > seconds_held_by_closer)
            door.wants_open = false;
        if (door.broken) {
            // What has fallen out neither opens further by hand nor shuts.
        } else if (door.wants_open && door.fraction < 1.0) {
            door.fraction = std::min(1.0, door.fraction + dt / seconds_to_open);
        } else if (!door.wants_open && door.fraction > 0.0 && occupied[o] == 0) {
            door.fraction = std::max(0.0, door.fraction - dt / seconds_to_shut);
        }
        const int eighths = static_cast<int>(std::lround(8.0 * door.fraction));
        if (eighths != door.published_eighths) {
            door.published_eighths = eighths;
            changed.push_back(OpeningIndex(o));
        }
        for_crowd_[o] = {passable(OpeningIndex(o)), static_cast<float>(door.fraction)};
    }
}

}  // namespace firedrill
