// Agent on its way and where it lands: what the jet's parcels meet, what that does to the fire, and
// the current that comes back along a conducting jet.

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "drill/extinguisher_steps.hpp"

namespace firedrill::drill {
namespace {

constexpr double mains_v = 230, body_ohm = 1000;  // hand to feet, IEC 60479-1 (rounded)
// IEC 60479-1, alternating current: felt from 0.5 mA, muscles cramp from 10 mA, breathing and heart
// are in danger from 30 mA.
constexpr double felt_ma = 0.5, cramp_ma = 10, danger_ma = 30;
constexpr double cramp_fells_s = 2;

// Through jet and body [mA]. The jet counts as whole over its length, on the safe side: it breaks
// into drops somewhere on the way.
double current_ma(const AgentData& agent, double length_m) {
    if (agent.conducts_s_m <= 0) return 0;
    const double area = 0.25 * std::numbers::pi * agent.nozzle_m * agent.nozzle_m;
    const double jet_ohm = length_m / (agent.conducts_s_m * area);
    return 1000 * mains_v / (body_ohm + jet_ohm);
}

void shock(State& state, const FireSource& source, double now_ma, double dt) {
    Trainee& trainee = state.trainee;
    if (now_ma >= felt_ma && trainee.shock_ma < felt_ma) {
        state.note("trainee.shocked", source.id, now_ma, trainee.feet);
        state.say({"触电!先断电,再灭火。", "A shock! Cut the power before you fight this fire."});
    }
    trainee.shock_ma = now_ma;
    if (now_ma >= cramp_ma) trainee.shock_dose += dt * now_ma / cramp_ma;
    if (now_ma >= danger_ma || trainee.shock_dose >= cramp_fells_s) {
        trainee.out_of_action = true;
        trainee.discharging = false;
        state.note("trainee.incapacitated", "", now_ma, trainee.feet, "shock");
        state.wants_finish = true;
    }
}

}  // namespace

void run_jet(State& state, double dt) {
    state.jet.step(dt, state.bodies, state.fire ? &*state.fire : nullptr);
    Trainee& trainee = state.trainee;
    if (state.jet.landed().empty()) {
        trainee.shock_ma = 0;
        return;
    }
    const std::int32_t carried = trainee.carried >= 0 ? trainee.carried : trainee.attack.fixture;
    const AgentData* agent =
        carried >= 0 ? state.fixtures[static_cast<std::size_t>(carried)].extinguisher->agent
                     : nullptr;
    if (agent == nullptr || !state.fire) return;
    const auto sources = state.fire->sources();
    // Aim is judged while something burns; what cools embers afterwards is no miss.
    const bool judged = std::any_of(sources.begin(), sources.end(), [](const FireSource& source) {
        return source.state == BurnState::burning;
    });
    const FireSource* live = nullptr;
    double live_m = 1e30;
    for (const LandedAgent& landed : state.jet.landed()) {
        if (judged) trainee.landed_kg += landed.mass_kg;
        state.fire->apply_agent(agent->agent, landed.place, landed.mass_kg, landed.came_from);
        for (const FireSource& source : sources) {
            if (source.state != BurnState::burning || !on_base(source, landed.place)) continue;
            trainee.landed_on_base_kg += landed.mass_kg;
            if (&source - sources.data() == trainee.attack.source)
                count_sweep(trainee.attack, source, landed.place, landed.mass_kg);
            note_suitability(state, *agent, source, landed.place);
            const double length = glm::distance(trainee.nozzle, landed.place);
            if (source.fire_class == FireClass::E && length < live_m)
                live = &source, live_m = length;
            break;
        }
    }
    // Its supply is the way back for the current; whoever has let go of the handle is out of it.
    const bool closed = live != nullptr && state.power.at(live->base) && trainee.discharging;
    if (closed && !trainee.out_of_action)
        shock(state, *live, current_ma(*agent, live_m), dt);
    else
        trainee.shock_ma = 0;
}

}  // namespace firedrill::drill
