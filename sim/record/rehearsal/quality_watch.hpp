// QualityWatch: looks for what no sound computation of a crowd does: somebody stuck with a free way
// ahead, bodies that overlap, somebody off the walkable area. Knows occupants and the WalkMap;
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
    void watch_floor(const WalkMap& map, const OccupantsView& people, double time_s);
    bool way_is_free(const OccupantsView& people, std::size_t who) const;
    void note_flaw(Flaw::Kind kind, double time_s, const OccupantsView& people, std::size_t who);
    bool bodily_there(const OccupantsView& people, std::size_t who) const;

    QualityChecks checks_;
    bool gone_when_assembled_ = false;

    // Who stays where he is: the place he was at when he last got on, and when.
    std::vector<Vec2> stand_;
    std::vector<double> stand_since_s_;
    // Named once per person and kind, however long it lasts.
    std::vector<std::uint8_t> called_stuck_, called_overlap_, called_outside_;

    // Bodies by square metres of the plan, storeys above each other: heads of lists.
    Vec2 bucket_origin_{0, 0};
    int buckets_x_ = 1, buckets_y_ = 1;
    std::vector<std::int32_t> bucket_head_, bucket_next_;
};

}  // namespace firedrill::rehearsal
