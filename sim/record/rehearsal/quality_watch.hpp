// QualityWatch: looks for what no sound computation of a crowd does: somebody who does not get on
// with a free way ahead, standing or walking to and fro, bodies that overlap, somebody off the
// walkable area. Knows occupants and the WalkMap;
// takes nothing that the crowd says of itself on trust (who is still is judged by places, not
// speeds).
#pragma once

#include <cstdint>
#include <vector>

#include "crowd/crowd.hpp"
#include "record/rehearsal/run_result.hpp"

namespace firedrill::rehearsal {

class QualityWatch {
  public:
    // `gone_when_assembled`: there is no assembly point, and who is out is no longer anywhere.
    QualityWatch(const WalkMap& map, const OccupantsView& people, bool gone_when_assembled);

    // Twice a second or so; allocates nothing.
    void look(const WalkMap& map, const OccupantsView& people, double time_s);
    const QualityChecks& checks() const { return checks_; }

  private:
    template <class Meet>
    void around(Vec2 at, Meet&& meet) const;
    void fill_buckets(const OccupantsView& people);
    void watch_overlap(const OccupantsView& people, double time_s);
    void watch_still(const OccupantsView& people, double time_s);
    void watch_ground(const OccupantsView& people, double time_s);
    bool on_new_ground(const OccupantsView& people, std::size_t who);
    void watch_floor(const WalkMap& map, const OccupantsView& people, double time_s);
    bool way_is_free(const OccupantsView& people, std::size_t who) const;
    void note_flaw(Flaw::Kind kind, double time_s, const OccupantsView& people, std::size_t who);
    bool bodily_there(const OccupantsView& people, std::size_t who) const;

    QualityChecks checks_;
    bool gone_when_assembled_ = false;

    // Who stays where he is: the place he was at when he last got on, and when.
    std::vector<Vec2> stand_;
    std::vector<double> stand_since_s_;
    // Who walks but treads where it trod before: a trail of places a step apart for each, as a ring
    // that forgets the oldest; the exits it has gone to since it set out, one bit each; and how
    // long it has reached no new ground though the way ahead was free.
    std::vector<Vec3> trail_;
    std::vector<std::uint8_t> trail_length_, trail_next_;
    std::vector<std::uint64_t> exits_gone_to_;
    std::vector<double> dithers_s_;
    double last_look_s_ = 0;
    // Named once per person and kind, however long it lasts.
    std::vector<std::uint8_t> called_stuck_, called_overlap_, called_outside_;

    // Bodies by square metres of the plan, storeys above each other: heads of lists.
    Vec2 bucket_origin_{0, 0};
    int buckets_x_ = 1, buckets_y_ = 1;
    std::vector<std::int32_t> bucket_head_, bucket_next_;
};

}  // namespace firedrill::rehearsal
