#include "drill/hose.hpp"

#include <glm/geometric.hpp>

namespace firedrill::drill {
namespace {

// Over sills and the edges of steps, under the seats of chairs.
constexpr double over_floor_m = 0.12;

bool straight(const Bodies& bodies, Vec3 from, Vec3 to) {
    const Vec3 up{0, 0, over_floor_m};
    return !bodies.fly(from + up, to + up).hit;
}

}  // namespace

void Hose::unreel(Vec3 reel_foot) {
    bends_[0] = bends_[1] = reel_foot;
    count_ = 2;
}

void Hose::pull(Vec3 feet, const Bodies& bodies) {
    if (count_ < 2) return;
    // The last bend goes where the hose can lie straight without it; else it stays, and once it is
    // far enough behind, where the end was becomes another.
    if (count_ > 2 && straight(bodies, bends_[count_ - 3], feet))
        --count_;
    else if (count_ < bends_.size() && glm::distance(bends_[count_ - 2], feet) > piece_m)
        ++count_;
    bends_[count_ - 1] = feet;
}

double Hose::length_m() const {
    double sum = 0;
    for (std::size_t n = 1; n < count_; ++n) sum += glm::distance(bends_[n - 1], bends_[n]);
    return sum;
}

}  // namespace firedrill::drill
