// The first cue of a fire: a smell, smoke or flames in view, the alarm, a panel that shows it.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "drill/decisions.hpp"

namespace firedrill::drill {
namespace {

// Smoke is smelled long before it is seen: at a milligram of soot per 10 m3 (own estimate; smells
// of burning are known at parts per billion).
constexpr double smelled_kg_m3 = 1e-7;
// Smoke is seen where a tenth of the light is lost on the way (a grey veil against a wall).
constexpr double seen_depth = 0.1;
constexpr double luminous_contrast = 8;   // Jin: what shines is seen up to K L = 8
constexpr double half_view_cosine = 0.7;  // sharp sight within 45 degrees of the line of sight
constexpr double far_m = 20, panel_m = 3;

double depth_between(const State& state, Vec3 from, Vec3 to) {
    constexpr int pieces = 10;
    double sum = 0;
    for (int n = 0; n < pieces; ++n) {
        const Vec3 at = from + (n + 0.5) / pieces * (to - from);
        sum += state.fire->sample(at).extinction_1_m;
    }
    return sum * glm::distance(from, to) / pieces;
}

bool sees_flames(const State& state) {
    const Vec3 eye = state.eye();
    for (const FireSource& source : state.fire->sources()) {
        if (source.state != BurnState::burning || source.flame_height_m < 0.1) continue;
        const Vec3 flame = source.base + Vec3(0, 0, 0.5 * source.flame_height_m);
        const double distance = glm::distance(eye, flame);
        if (distance > far_m ||
            glm::dot(flame - eye, state.looking()) < half_view_cosine * distance)
            continue;
        if (free_sight(state, eye, flame) && depth_between(state, eye, flame) < luminous_contrast)
            return true;
    }
    return false;
}

bool sees_smoke(const State& state) {
    const Vec3 eye = state.eye();
    for (const double up : {0.0, 0.35}) {  // ahead, and under the ceiling ahead
        Vec3 way = state.looking();
        way.z = std::clamp(way.z + up, -1.0, 0.8);
        Vec3 end = eye + far_m * glm::normalize(way);
        const RayHit hit = state.bodies.look(eye, end);
        if (hit.hit) end = hit.place;
        if (depth_between(state, eye, end) > seen_depth) return true;
    }
    return false;
}

bool reads_panel(const State& state) {
    const Entity aimed = state.trainee.aim.entity;
    return state.alarm_raised && aimed.kind == EntityKind::fixture && state.trainee.aim.hit &&
           state.trainee.aim.distance_m < panel_m &&
           state.building.scenario.fixtures[static_cast<std::size_t>(aimed.index)].kind ==
               FixtureKind::alarm_panel;
}

}  // namespace

bool free_sight(const State& state, Vec3 from, Vec3 to) {
    const RayHit hit = state.bodies.look(from, to);
    return !hit.hit || hit.distance_m > glm::distance(from, to) - 0.6;
}

void notice_fire(State& state, const char* cue) {
    if (state.noticed) return;
    state.noticed = true;
    state.note("trainee.noticed", "", 0, state.trainee.feet, cue);
}

void sense_fire(State& state) {
    constexpr std::uint64_t ticks_between = 5;
    if (state.noticed || state.trainee.out_of_action || state.tick % ticks_between != 0) return;
    const char* cue = nullptr;
    if (reads_panel(state))
        cue = "screen";
    else if (state.alarm_heard())
        cue = "alarm";
    else if (state.fire && something_burns(state)) {
        if (sees_flames(state))
            cue = "flame";
        else if (sees_smoke(state))
            cue = "smoke";
        else if (state.fire->sample(state.eye()).soot_kg_m3 > smelled_kg_m3)
            cue = "smell";
    }
    if (cue == nullptr) return;
    notice_fire(state, cue);
    if (std::string_view(cue) == "smell")
        state.say({"闻到一股焦味。", "There is a smell of burning."});
}

}  // namespace firedrill::drill
