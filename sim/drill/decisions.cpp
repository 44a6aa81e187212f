#include "drill/decisions.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <glm/geometric.hpp>

#include "building/names.hpp"
#include "drill/acts.hpp"
#include "drill/extinguisher_steps.hpp"

namespace firedrill::drill {
namespace {

constexpr double cloth_s = 3;  // to wet it and hold it over mouth and nose (own estimate)
constexpr double lift_button_m = 1.2;
constexpr double getting_away_m_s = 0.2;

// How high a fire stands, as one who stands before it sees it: from the foot of what burns to the
// tip of its flames. A stack of cartons burns down its sides: from the floor, not from its top. A
// pan on a stove stands on the stove.
double fire_stands_m(const State& state, const FireSource& source) {
    double foot_m = source.base.z;
    if (source.is_burner) {
        const Burner& burner =
            state.building.scenario.burners[static_cast<std::size_t>(source.index)];
        foot_m -= burner.height;
    } else if (source.index >= 0) {
        const Thing& thing = state.building.things[static_cast<std::size_t>(source.index)];
        foot_m = thing.centre.z - thing.size.z / 2;
    }
    return source.base.z - foot_m + source.flame_height_m;
}

// Higher than a person: by more than a small flame on something tall.
bool over_head_height(const State& state, const FireSource& source) {
    const StayLimits& limits = state.roles.limits;
    return source.state == BurnState::burning &&
           fire_stands_m(state, source) >= limits.flame_height_m &&
           source.flame_height_m >= limits.small_flame_share * limits.flame_height_m;
}

double highest_fire_near(const State& state, double within_m) {
    double highest = 0;
    if (!state.fire) return 0;
    for (const FireSource& source : state.fire->sources()) {
        if (source.state != BurnState::burning ||
            glm::distance(source.base, state.trainee.feet) > within_m)
            continue;
        highest = std::max(highest, fire_stands_m(state, source));
    }
    return highest;
}

double away_from_lift_m(const Lift& lift, Vec2 from) {
    if (inside(lift.region, from)) return 0;
    double least = 1e30;
    for (std::size_t i = 0; i < lift.region.size(); ++i) {
        const Vec2 a = lift.region[i], b = lift.region[(i + 1) % lift.region.size()];
        const double along = std::clamp(
            glm::dot(from - a, b - a) / std::max(1e-9, glm::dot(b - a, b - a)), 0.0, 1.0);
        least = std::min(least, glm::distance(from, a + along * (b - a)));
    }
    return least;
}

Vec2 feet_of(const State& state) {
    return {state.trainee.feet.x, state.trainee.feet.y};
}

bool served(const State& state, const Lift& lift) {
    const StoreyIndex here = state.building.storey_at(state.trainee.feet.z + 0.5);
    return std::any_of(lift.storeys.begin(), lift.storeys.end(), [&](const std::string& id) {
        return here && state.building.storey(id) == here;
    });
}

// Of the fires over head height the highest that is near and in sight; 0: none. Flames behind a
// wall or a shut door are no reason to leave this spot that could be seen.
double over_head_in_sight_m(const State& state) {
    double highest = 0;
    if (!state.fire) return 0;
    for (const FireSource& source : state.fire->sources()) {
        if (!over_head_height(state, source) ||
            glm::distance(source.base, state.trainee.feet) > state.roles.limits.near_m)
            continue;
        const double stands_m = fire_stands_m(state, source);
        const Vec3 flame = source.base + Vec3(0, 0, 0.5 * source.flame_height_m);
        if (stands_m > highest && free_sight(state, state.eye(), flame)) highest = stands_m;
    }
    return highest;
}

// Stays where flames are above head height, or in smoke that hides the way, without getting away.
void note_staying(State& state, double dt) {
    Trainee& trainee = state.trainee;
    const StayLimits& limits = state.roles.limits;
    const double flame = over_head_in_sight_m(state);
    const bool flames = flame > 0;
    const bool smoke = state.view.visibility_m < limits.visibility_m;
    const float left = state.way_out[static_cast<std::size_t>(trainee.cell)];
    const bool getting_away = state.way_left_m - left > getting_away_m_s * dt;
    state.way_left_m = left;
    const auto stays = [&](bool past, double& since_s, bool& told, double value, const char* what) {
        since_s = past && !getting_away && trainee.dragged < 0 ? since_s + dt : 0.0;
        if (told || since_s < limits.grace_s) return;
        told = true;
        state.note("trainee.stayed_past_limit", "", value, trainee.feet, what);
        state.say({"火势已超出扑救能力,立即撤离!", "This fire is beyond you: leave now!"});
    };
    stays(flames, state.at_flames_s, state.told_flames, flame, "flame");
    stays(smoke && !trainee.outdoors, state.in_smoke_s, state.told_smoke, state.view.visibility_m,
          "smoke");
}

}  // namespace

bool something_burns(const State& state) {
    if (!state.fire) return false;
    const auto sources = state.fire->sources();
    return std::any_of(sources.begin(), sources.end(),
                       [](const FireSource& source) { return source.state == BurnState::burning; });
}

bool fire_known(const State& state) {
    return state.alarm_raised || something_burns(state);
}

void decide(State& state, const std::string& what) {
    const double flame = highest_fire_near(state, 30);
    if (what == "fight")
        state.note("trainee.fight_decided", "", flame, state.trainee.feet);
    else if (what == "leave")
        state.note("trainee.leave_decided", "", flame, state.trainee.feet);
}

void order(State& state, const std::string& what) {
    const bool follow = what == "follow_me";
    if (!follow && what != "get_out" && what != "fetch") return;
    state.orders.push_back({state.trainee.feet, follow              ? CrowdOrder::Kind::follow_me
                                                : what == "get_out" ? CrowdOrder::Kind::get_out
                                                                    : CrowdOrder::Kind::fetch});
    state.order_given = what;
}

void report_heads(State& state, const std::string& missing) {
    const int inside = state.crowd ? state.crowd->totals().inside : 0;
    int told = 0;
    const auto [end, error] =
        std::from_chars(missing.data(), missing.data() + missing.size(), told);
    const bool number = error == std::errc{} && end == missing.data() + missing.size();
    state.note("trainee.reported", "", number ? told : inside, state.trainee.feet, missing);
    if (number)
        state.note(told == inside ? "report.right" : "report.wrong", "", told - inside,
                   state.trainee.feet);
}

void use_cloth(State& state) {
    Trainee& trainee = state.trainee;
    if (trainee.wet_cloth) {
        trainee.wet_cloth = false;
        trainee.cloth_until_s = -1;
        state.note("trainee.wet_cloth", "", 0, trainee.feet);
        return;
    }
    if (trainee.carried >= 0) {
        state.say({"两手都占着,腾不出手。", "Both hands are full."});
        return;
    }
    if (trainee.cloth_until_s < 0) trainee.cloth_until_s = state.time_s + cloth_s;
}

void call_lift(State& state, const Lift& lift) {
    if (state.noticed) {
        state.note("trainee.used_lift", lift.id, 0, state.trainee.feet, "called");
        state.say({"火灾时严禁乘坐电梯!走楼梯。", "Never take a lift in a fire. Use the stairs."});
    } else {
        state.say({"电梯正在运行。", "The lift is running."});
    }
}

const Lift* lift_at_hand(const State& state) {
    for (const Lift& lift : state.building.scenario.lifts) {
        if (served(state, lift) && away_from_lift_m(lift, feet_of(state)) <= lift_button_m)
            return &lift;
    }
    return nullptr;
}

void watch_feet(State& state, double dt) {
    Trainee& trainee = state.trainee;
    if (trainee.cloth_until_s >= 0 && state.time_s >= trainee.cloth_until_s) {
        trainee.cloth_until_s = -1;
        trainee.wet_cloth = true;
        state.note("trainee.wet_cloth", "", 1, trainee.feet);
        state.say({"湿布捂住口鼻:挡得住烟尘,挡不住一氧化碳。",
                   "A wet cloth: it holds back soot, not carbon monoxide."});
    }
    const bool known = fire_known(state);
    state.fire_ever_known = state.fire_ever_known || known;
    if (!state.noticed) return;  // whoever knows of no fire does nothing wrong

    // Out once since it burns, and in again.
    if (trainee.outdoors) {
        state.was_out_in_fire = true;
        state.told_went_back = false;
    } else if (state.was_out_in_fire && !state.told_went_back) {
        state.told_went_back = true;
        state.note("trainee.went_back", "", 0, trainee.feet);
        state.say({"已经撤出,不要返回火场!", "You were out. Do not go back in!"});
    }

    bool in_lift = false;
    for (const Lift& lift : state.building.scenario.lifts) {
        if (!served(state, lift) || away_from_lift_m(lift, feet_of(state)) > 0) continue;
        in_lift = true;
        if (!state.in_lift) state.note("trainee.used_lift", lift.id, 0, trainee.feet, "entered");
    }
    state.in_lift = in_lift;
    if (known) note_staying(state, dt);
}

void call_119(State& state, const std::string& said) {
    if (said == "hang_up") {
        state.call.hang_up();
        return;
    }
    if (!state.call.going_on()) state.call.dial(state.time_s);
    if (said != "dial") state.call.say(said);
}

void step_call(State& state) {
    if (!state.call.going_on()) return;
    CallTruth truth;
    if (state.fire) {
        for (const FireSource& source : state.fire->sources()) {
            if (source.state == BurnState::cold) continue;
            truth.burning.push_back(source.fire_class);
            truth.large = truth.large || over_head_height(state, source);
        }
    }
    if (state.crowd) {
        truth.inside = state.crowd->totals().inside > 0;
        const OccupantsView people = state.crowd->occupants();
        for (std::size_t who = 0; who < people.state.size(); ++who)
            truth.trapped = truth.trapped || (people.state[who] == OccupantState::incapacitated &&
                                              people.out_time_s[who] < 0);
    }
    state.call_events.clear();
    state.call.step(state.time_s, truth, state.call_events);
    for (const CallEvent& event : state.call_events) {
        switch (event.kind) {
            case CallEvent::Kind::fact:
                state.note("trainee.call_fact", "", event.right ? 1 : 0, state.trainee.feet,
                           event.fact);
                break;
            case CallEvent::Kind::hung_up_early:
                state.note("trainee.hung_up_early", "", event.missing, state.trainee.feet,
                           state.call.facts_told());
                // Who has the address sends an engine, whatever else is missing.
                if (!state.call.told("address")) break;
                [[fallthrough]];
            case CallEvent::Kind::complete:
                state.note("trainee.called_119", "", state.call.facts_right(), state.trainee.feet,
                           state.call.facts_told());
                break;
        }
    }
}

namespace {

bool shows(const State& state, const RoleRule& rule, const TimelineEvent& event) {
    if (event.name != rule.when) return false;
    if (!rule.target_kind.empty()) {
        const Entity entity = state.building.find(event.target);
        if (entity.kind != EntityKind::fixture) return false;
        const FixtureKind kind =
            state.building.scenario.fixtures[static_cast<std::size_t>(entity.index)].kind;
        const bool same =
            std::any_of(std::begin(enum_tables::fixture_kind), std::end(enum_tables::fixture_kind),
                        [&](const auto& entry) {
                            return entry.value == kind && entry.name == rule.target_kind;
                        });
        if (!same) return false;
    }
    if (rule.before.empty()) return true;
    return std::none_of(state.timeline.begin(), state.timeline.end(), [&](const TimelineEvent& e) {
        return e.name == rule.before && e.time_s <= event.time_s;
    });
}

}  // namespace

void follow_roles(State& state) {
    const std::size_t upto = state.timeline.size();
    const std::size_t from = state.events_judged;
    state.events_judged = upto;
    if (state.role == nullptr || !state.fire_ever_known) return;
    const std::size_t expected = state.role->expected.size();
    for (std::size_t e = from; e < upto; ++e) {
        for (std::size_t r = 0; r < expected + state.role->forbidden.size(); ++r) {
            const RoleRule& rule =
                r < expected ? state.role->expected[r] : state.role->forbidden[r - expected];
            const TimelineEvent event = state.timeline[e];
            if (state.role_told[r] != 0 || !shows(state, rule, event)) continue;
            state.role_told[r] = 1;
            state.note(r < expected ? "role.expected" : "role.forbidden", state.role->id, 0,
                       event.place, rule.id);
        }
    }
}

}  // namespace firedrill::drill
