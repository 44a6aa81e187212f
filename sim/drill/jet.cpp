#include "drill/jet.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

namespace firedrill {
namespace {

constexpr int parcels_per_tick = 4;
constexpr double drag_1_s = 2.5;  // powder clouds and sprays slow down within a second
constexpr double life_s = 1.2;
constexpr double gravity_m_s2 = 9.81;
constexpr double came_from_m = 0.4;
constexpr double falling_share = 0.4;  // fine agent floats: it falls slower than a stone

}  // namespace

void Jet::emit(Vec3 nozzle, Vec3 direction, double reach, double spread_deg, double mass_kg,
               RandomStream& random) {
    const double cone_half_angle = spread_deg * std::numbers::pi / 180;
    // With drag alone a parcel comes speed/drag far.
    const double speed_m_s = 1.15 * reach * drag_1_s;
    const Vec3 side = glm::normalize(
        glm::cross(direction, std::abs(direction.z) < 0.95 ? Vec3(0, 0, 1) : Vec3(1, 0, 0)));
    const Vec3 up = glm::cross(side, direction);
    for (int n = 0; n < parcels_per_tick && parcels_.size() < parcels_.capacity(); ++n) {
        const double tilt = cone_half_angle * std::sqrt(random.uniform());
        const double turn = random.uniform(0, 2 * std::numbers::pi);
        const Vec3 way = std::cos(tilt) * direction +
                         std::sin(tilt) * (std::cos(turn) * side + std::sin(turn) * up);
        parcels_.push_back({nozzle, speed_m_s * way, mass_kg / parcels_per_tick, 0});
    }
}

void Jet::step(double dt, const Bodies& bodies, const Fire* air) {
    landed_.clear();
    std::size_t kept = 0;
    for (Parcel& parcel : parcels_) {
        const Vec3 before = parcel.place;
        const Vec3 wind = air != nullptr ? air->velocity(parcel.place) : Vec3(0, 0, 0);
        parcel.velocity = wind + std::exp(-drag_1_s * dt) * (parcel.velocity - wind);
        parcel.velocity.z -= falling_share * gravity_m_s2 * dt;
        parcel.place += dt * parcel.velocity;
        parcel.age_s += dt;
        const RayHit hit = bodies.fly(before, parcel.place);
        if (hit.hit || parcel.age_s > life_s || parcel.place.z < -10) {
            const Vec3 place = hit.hit ? hit.place : parcel.place;
            const double speed = glm::length(parcel.velocity);
            const double back = std::min(came_from_m, speed * parcel.age_s);
            landed_.push_back({place, speed > 0 ? place - (back / speed) * parcel.velocity : place,
                               parcel.mass_kg});
        } else {
            parcels_[kept++] = parcel;
        }
    }
    parcels_.resize(kept);
}

}  // namespace firedrill
