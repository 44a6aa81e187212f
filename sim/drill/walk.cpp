// Walking and looking: how the trainee's body moves and what it is pointed at.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "drill/acts.hpp"

namespace firedrill::drill {
namespace {

constexpr double walking_m_s = 1.4, running_m_s = 3.2, crouching_m_s = 0.7;
// At the same effort who carries walks more slowly: metabolic rate goes with mass times speed
// squared (Pandolf et al. 1977), and a load in the hands counts about twice (Soule & Goldman 1969).
constexpr double body_kg = 70, in_hands_counts = 2;
constexpr double reach_eye_m = 10.0;
constexpr double crouch_time_s = 0.4;
constexpr double dragging_m_s = 0.5;  // one person drags another over the floor (own estimate)

bool standable(const State& state, std::int32_t layer, Vec2 at) {
    const std::int32_t cell = state.map.cell_at(layer, at);
    return cell >= 0 && state.map.surface[static_cast<std::size_t>(cell)] != Surface::none;
}

}  // namespace

void walk(State& state, const TickInput& input, double dt) {
    Trainee& trainee = state.trainee;
    trainee.yaw_rad = input.yaw_mdeg * std::numbers::pi / 180000;
    trainee.pitch_rad = std::clamp(input.pitch_mdeg, -89000, 89000) * std::numbers::pi / 180000;
    const double crouched = (input.buttons & button_crouch) != 0 ? 1.0 : 0.0;
    trainee.crouch +=
        std::clamp(crouched - trainee.crouch, -dt / crouch_time_s, dt / crouch_time_s);

    const Vec2 ahead{std::cos(trainee.yaw_rad), std::sin(trainee.yaw_rad)};
    const Vec2 right{ahead.y, -ahead.x};
    Vec2 wish = (input.forward / 100.0) * ahead + (input.right / 100.0) * right;
    const double length = glm::length(wish);
    if (length > 1) wish /= length;
    double pace = trainee.crouch > 0.5                ? crouching_m_s
                  : (input.buttons & button_run) != 0 ? running_m_s
                                                      : walking_m_s;
    pace *= std::sqrt(body_kg / (body_kg + in_hands_counts * carried_mass_kg(state)));
    if (!trainee.told_lifted) pace = 0;  // both hands at the hook
    if (trainee.dragged >= 0) pace = std::min(pace, dragging_m_s);
    const auto& slope = state.map.slope[static_cast<std::size_t>(trainee.cell)];
    if (std::hypot(slope[0], slope[1]) > 0.05) pace *= 0.6;
    pace = speed_in_smoke(state.settings.crowd.smoke_speed, pace,
                          state.view.visibility_m < 30 ? 3.0 / state.view.visibility_m : 0.0);
    const Vec2 step = pace * dt * wish;
    const Vec2 from{trainee.feet.x, trainee.feet.y};
    trainee.speed_m_s = 0;
    if (step == Vec2{0, 0}) return;

    const double height = trainee.crouch > 0.5 ? 1.1 : 1.75;
    const Vec2 moved = state.bodies.walk(trainee.feet, step, trainee_radius_m, height);
    // Floors and stairs are the walk map's: where there is nothing to stand on, the step slides or
    // is not made.
    for (const Vec2 attempt : {moved, Vec2{moved.x, 0}, Vec2{0, moved.y}}) {
        if (attempt == Vec2{0, 0}) continue;
        const Vec2 to = from + attempt;
        const std::int32_t layer = state.map.layer_after(trainee.layer, from, to);
        if (layer < 0 || !standable(state, layer, to)) continue;
        trainee.layer = layer;
        trainee.cell = state.map.cell_at(layer, to);
        trainee.feet = {to, state.map.floor_z(layer, to)};
        trainee.speed_m_s = glm::length(attempt) / dt;
        break;
    }
}

void look_ahead(State& state) {
    Trainee& trainee = state.trainee;
    const Vec3 eye = state.eye();
    trainee.aim = state.bodies.look(eye, eye + reach_eye_m * state.looking());
    trainee.aimed_id = state.id_of(trainee.aim.entity);
    if (trainee.aimed_id.empty()) {
        // Bare wall or floor: the room itself can be pointed at.
        const StoreyIndex storey = state.building.storey_at(trainee.feet.z + 0.5);
        const RoomIndex room =
            storey ? state.building.room_at(storey, {trainee.feet.x, trainee.feet.y}) : RoomIndex{};
        if (room) trainee.aimed_id = state.building.scenario.rooms[room.at()].id;
    }
}

void notice_place(State& state) {
    Trainee& trainee = state.trainee;
    const bool outdoors =
        state.map.surface[static_cast<std::size_t>(trainee.cell)] == Surface::outdoors;
    if (outdoors && !trainee.outdoors) state.note("trainee.left_building", "", 0, trainee.feet);
    trainee.outdoors = outdoors;
    for (const AssemblyPoint& point : state.building.scenario.assembly_points) {
        if (outdoors && !trainee.at_assembly &&
            inside(point.region, {trainee.feet.x, trainee.feet.y})) {
            trainee.at_assembly = true;
            state.note("trainee.at_assembly", point.id, 0, trainee.feet);
        }
    }
}

}  // namespace firedrill::drill
