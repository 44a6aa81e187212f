// Doors: what each opening does: shut, opening, open, closing; locked, chained, wedged,
// self-closing, released by the alarm. Writes open fractions; who asks (occupants, trainee,
// injects) stays outside.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "building/building.hpp"
#include "crowd/crowd.hpp"

namespace firedrill {

struct DoorState {
    double fraction = 0;  // open share now [0 … 1]
    bool wants_open = false;
    bool locked = false;  // key or chain; a panic bar opens a lock, not a chain
    bool chained = false;
    bool broken = false;         // window pane gone
    double idle_s = 0;           // since it was last asked for or passed
    int published_eighths = -1;  // fraction last handed to grid and bodies, in eighths
};

class Doors {
  public:
    explicit Doors(const Building& building);

    bool passable(OpeningIndex opening) const;  // could be opened by pushing
    bool is_open(OpeningIndex opening) const { return states_[opening.at()].fraction > 0.5; }
    const DoorState& state(OpeningIndex opening) const { return states_[opening.at()]; }
    std::size_t size() const { return states_.size(); }

    void ask(OpeningIndex opening);     // someone wants through; nothing happens where not passable
    void toggle(OpeningIndex opening);  // by hand
    void set_open(OpeningIndex opening, bool open);
    void set_locked(OpeningIndex opening, bool locked);
    // Glass falls out of this share of the opening [0 … 1] and stays gone.
    void break_pane(OpeningIndex opening, double fraction = 1.0);
    void alarm();  // magnets let go
    // As it was in another Doors of the same building before a repair.
    void restore(OpeningIndex opening, const DoorState& state);

    // Moves leaves by one tick. `occupied`: per opening, someone stands in it. Appends to `changed`
    // the openings whose fraction passed into another eighth: those must be told to grid and
    // bodies.
    void step(double dt, std::span<const std::uint8_t> occupied,
              std::vector<OpeningIndex>& changed);

    std::span<const DoorForCrowd> for_crowd() const { return for_crowd_; }
    // The fraction to tell: whole eighths, so that the flow's coefficients change eight times per
    // move and not each tick.
    double published(OpeningIndex opening) const {
        return states_[opening.at()].published_eighths / 8.0;
    }

  private:
    const Building& building_;
    std::vector<DoorState> states_;
    std::vector<DoorForCrowd> for_crowd_;
};

}  // namespace firedrill
