// Steps of an attack as events. Thresholds are those of common training advice and say so; none has
// a clause in a standard.

#include "drill/extinguisher_steps.hpp"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "drill/acts.hpp"

namespace firedrill::drill {
namespace {

constexpr double meant_within_m = 10.0;
constexpr double head_wind_m_s = 0.3;  // what a hand feels in the face (Beaufort 1 begins there)
constexpr double knocked_down_share = 0.1;              // of the heat release under attack
constexpr double watch_within_m = 6.0, watch_s = 15.0;  // own choice
constexpr double facing_cosine = 0.5;                   // within 60 degrees
constexpr double withdrawn_m = 2.5;                     // own choice: two or three steps

const FireSource* attacked(const State& state) {
    const std::int32_t number = state.trainee.attack.source;
    return state.fire && number >= 0 ? &state.fire->sources()[static_cast<std::size_t>(number)]
                                     : nullptr;
}

Vec2 towards(const State& state, const FireSource& source) {
    return Vec2{source.base.x, source.base.y} - Vec2{state.trainee.feet.x, state.trainee.feet.y};
}

bool faces(const State& state, const FireSource& source) {
    const Vec2 way = towards(state, source);
    const double length = glm::length(way);
    const Vec2 ahead{std::cos(state.trainee.yaw_rad), std::sin(state.trainee.yaw_rad)};
    return length < 1e-6 || glm::dot(ahead, way / length) >= facing_cosine;
}

const std::string& attack_fixture(const State& state) {
    return state.building.scenario.fixtures[static_cast<std::size_t>(state.trainee.attack.fixture)]
        .id;
}

// The middle of the air between trainee and fire, at the nozzle's height: along the fire how much
// of it moves against the jet.
double wind_towards_fire(const State& state, Vec2 to_fire) {
    const double distance = glm::length(to_fire);
    if (!state.fire || distance < 1e-6) return 0;
    const Vec2 way = to_fire / distance;
    const Vec3 here = state.eye() - Vec3(0, 0, 0.3);
    double sum = 0;
    constexpr int samples = 3;  // at the trainee and on the first half of the way
    for (int n = 0; n < samples; ++n) {
        const Vec3 at = here + Vec3(0.25 * n * distance * way, 0);
        const Vec3 air = state.fire->velocity(at);
        sum += glm::dot(Vec2{air.x, air.y}, way);
    }
    return sum / samples;
}

void begin_attack(State& state, std::int32_t source) {
    Attack& attack = state.trainee.attack;
    // The same fire attacked again, perhaps with another extinguisher, stays one attack.
    if (attack.source == source && attack.first_press_s >= 0) {
        attack.fixture = state.trainee.carried;
        attack.released = false;
        attack.told_withdrawn = false;
        return;
    }
    attack = Attack{};
    attack.source = source;
    attack.fixture = state.trainee.carried;
    attack.first_press_s = state.time_s;
}

}  // namespace

std::int32_t fire_meant(const State& state) {
    if (!state.fire) return -1;
    const auto sources = state.fire->sources();
    const Vec3 eye = state.eye(), ahead = state.looking();
    std::int32_t best = -1;
    double least = 1e30;
    for (std::size_t s = 0; s < sources.size(); ++s) {
        if (sources[s].state != BurnState::burning) continue;
        const Vec3 way = sources[s].base - eye;
        const double distance = glm::length(way);
        // By the angle to the line of sight where it is near, by the distance beyond.
        const double angle =
            std::acos(std::clamp(glm::dot(way, ahead) / std::max(distance, 1e-6), -1.0, 1.0));
        const double cost = distance <= meant_within_m ? angle : 10 + distance;
        if (cost < least) least = cost, best = static_cast<std::int32_t>(s);
    }
    return best;
}

bool on_base(const FireSource& source, Vec3 place) {
    constexpr double around_m = 0.25, below_m = 0.4, above_m = 0.5;
    return std::abs(place.x - source.base.x) < 0.5 * source.size.x + around_m &&
           std::abs(place.y - source.base.y) < 0.5 * source.size.y + around_m &&
           place.z > source.base.z - below_m - 0.35 && place.z < source.base.z + above_m;
}

void count_sweep(Attack& attack, const FireSource& source, Vec3 place, double mass_kg) {
    const double aside =
        glm::dot(Vec2{place.x - source.base.x, place.y - source.base.y}, attack.across);
    const double share = 0.5 + 0.5 * aside / attack.half_width_m;  // 0 … 1 over the base
    const double strip =
        std::clamp(std::floor(share * sweep_strips), 0.0, static_cast<double>(sweep_strips - 1));
    attack.swept_kg[static_cast<std::size_t>(strip)] += mass_kg;
}

double swept_share(const Attack& attack) {
    double total = 0;
    for (const double mass : attack.swept_kg) total += mass;
    if (total <= 0) return 0;
    const double enough = 0.25 * total / sweep_strips;
    const auto covered = std::count_if(attack.swept_kg.begin(), attack.swept_kg.end(),
                                       [&](double mass) { return mass >= enough; });
    return static_cast<double>(covered) / sweep_strips;
}

void note_suitability(State& state, const AgentData& agent, const FireSource& source, Vec3 place) {
    // Class E is live equipment (GB/T 4968): with its current off it is plastics and metal.
    const FireClass burns = source.fire_class == FireClass::E && !state.power.at(source.base)
                                ? FireClass::A
                                : source.fire_class;
    std::uint8_t& judged = state.trainee.judged_agents[static_cast<std::size_t>(agent.agent)];
    const auto bit = static_cast<std::uint8_t>(1U << static_cast<unsigned>(burns));
    if ((judged & bit) != 0) return;
    judged |= bit;
    switch (suitability(agent, burns)) {
        case Suitability::suits:
            break;
        case Suitability::weak:
            state.note("extinguisher.wrong_agent", source.id, 0, place, agent.name.en);
            break;
        case Suitability::dangerous:
            state.note("extinguisher.dangerous_agent", source.id, 0, place, agent.name.en);
            break;
    }
}

void begin_discharge(State& state) {
    Trainee& trainee = state.trainee;
    trainee.landed_kg = trainee.landed_on_base_kg = 0;
    const std::int32_t source = fire_meant(state);
    Attack& attack = trainee.attack;
    const bool again = source >= 0 && attack.source == source && attack.relit;
    state.note("extinguisher.pressed", carried_id(state), 0, trainee.feet);
    if (source < 0) {
        if (attack.first_press_s < 0) attack = Attack{};
        return;
    }
    begin_attack(state, source);
    if (again) {
        attack.relit = false;
        state.note("extinguisher.reattacked", carried_id(state), state.time_s, trainee.feet);
    }
    const FireSource& fire = *attacked(state);
    const Vec2 to_fire = towards(state, fire);
    const double distance = glm::length(to_fire);
    if (distance > 1e-6) {
        const Vec2 way = to_fire / distance;
        attack.across = {-way.y, way.x};
        attack.half_width_m = std::max(0.1, 0.5 * (std::abs(attack.across.x) * fire.size.x +
                                                   std::abs(attack.across.y) * fire.size.y));
    }
    attack.swept_kg.fill(0);
    state.note("extinguisher.distance", carried_id(state), distance, trainee.feet);
    const Vec2 way_out = descent(state.map, state.way_out, trainee.cell);
    const bool behind = distance > 0 && glm::dot(way_out, to_fire / distance) < 0.5;
    state.note("extinguisher.exit_behind", carried_id(state), behind ? 1 : 0, trainee.feet);
    const bool wind_behind = wind_towards_fire(state, to_fire) > -head_wind_m_s;
    state.note("extinguisher.aimed_wind", carried_id(state), wind_behind ? 1 : 0, trainee.feet);
}

void end_discharge(State& state) {
    Trainee& trainee = state.trainee;
    Attack& attack = trainee.attack;
    const std::string id = trainee.carried >= 0  ? carried_id(state)
                           : attack.fixture >= 0 ? attack_fixture(state)
                                                 : std::string();
    if (trainee.landed_kg > 0.05) {
        state.note("extinguisher.base_hit", id, trainee.landed_on_base_kg / trainee.landed_kg,
                   trainee.feet);
        state.note("extinguisher.sweep", id, swept_share(attack), trainee.feet);
    }
    if (trainee.carried >= 0) {
        const ExtinguisherState& held = *in_hand(state);
        if (held.hose_m <= 0)
            state.note("extinguisher.agent_left", id, held.charge_kg / held.full_kg, trainee.feet);
    }
    if (const FireSource* fire = attacked(state)) {
        attack.released = true;
        attack.farthest_m = glm::length(towards(state, *fire));
        attack.back_m = attack.back_facing_m = 0;
    }
}

void follow_attack(State& state, double dt) {
    Trainee& trainee = state.trainee;
    Attack& attack = trainee.attack;
    const FireSource* fire = attacked(state);
    if (fire == nullptr || trainee.out_of_action) return;
    attack.most_kw = std::max(attack.most_kw, fire->hrr_kw);
    const bool flames =
        fire->state == BurnState::burning && fire->hrr_kw > knocked_down_share * attack.most_kw;
    if (!flames && !attack.knocked_down && attack.most_kw > 0) {
        attack.knocked_down = true;
        attack.watched_s = attack.unwatched_s = 0;
        if (!attack.told_knock_down) {
            attack.told_knock_down = true;
            state.note("extinguisher.knock_down", attack_fixture(state),
                       state.time_s - attack.first_press_s, trainee.feet, fire->id);
        }
    } else if (flames && attack.knocked_down) {
        attack.knocked_down = false;
        attack.relit = true;
    }

    const double distance = glm::length(towards(state, *fire));
    const bool facing = faces(state, *fire);
    if (attack.knocked_down && !trainee.discharging && !attack.told_watched) {
        const bool watching = facing && distance < watch_within_m;
        (watching ? attack.watched_s : attack.unwatched_s) += dt;
        if (attack.watched_s >= watch_s || attack.unwatched_s > 3) {
            attack.told_watched = true;
            state.note("extinguisher.watched", fire->id, attack.watched_s, trainee.feet);
        }
    }
    if (attack.released && !trainee.discharging && !attack.told_withdrawn &&
        distance > attack.farthest_m) {
        const double step = distance - attack.farthest_m;
        attack.farthest_m = distance;
        attack.back_m += step;
        if (facing) attack.back_facing_m += step;
        if (attack.back_m >= withdrawn_m) {
            attack.told_withdrawn = true;
            state.note("extinguisher.withdrawn", fire->id, attack.back_facing_m / attack.back_m,
                       trainee.feet);
        }
    }
}

}  // namespace firedrill::drill
