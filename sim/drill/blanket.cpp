// The fire blanket: laid over what burns from arm's length, and lifted again.

#include <glm/geometric.hpp>

#include "drill/acts.hpp"
#include "drill/extinguisher_steps.hpp"

namespace firedrill::drill {
namespace {

// From the feet to the nearest rim of what burns: an arm and the blanket's own length.
constexpr double laid_within_m = 1.0;

double to_rim_m(const State& state, const FireSource& source) {
    const Vec2 away = glm::abs(Vec2{state.trainee.feet.x, state.trainee.feet.y} -
                               Vec2{source.base.x, source.base.y}) -
                      0.5 * source.size;
    return glm::length(glm::max(away, Vec2{0, 0}));
}

}  // namespace

void lay_blanket(State& state) {
    Trainee& trainee = state.trainee;
    ExtinguisherState& blanket = *in_hand(state);
    if (blanket.pin_in) {
        state.say({"灭火毯还在袋里:双手拉住拉带抽出。",
                   "The blanket is in its pouch yet: pull it out by both tabs."});
        return;
    }
    const std::int32_t number = fire_meant(state);
    if (number < 0) {
        state.say({"这里没有要盖的火。", "There is no fire to cover here."});
        return;
    }
    const FireSource& source = state.fire->sources()[static_cast<std::size_t>(number)];
    if (to_rim_m(state, source) > laid_within_m ||
        std::abs(source.base.z - trainee.feet.z - 0.7) > 1.2) {
        state.say({"够不着:走近些,用毯子护住手,由近及远盖上。",
                   "Out of reach: go nearer, hands behind the blanket, and lay it away from you."});
        return;
    }
    begin_discharge(state);
    note_suitability(state, *blanket.agent, source, source.base);
    state.fire->cover(number, true);
    blanket.laid_on = number;
    blanket.laid_s = state.time_s;
    blanket.taken = false;
    blanket.place = source.base;
    state.note("blanket.laid", source.id, 0, source.base);
    state.say({"灭火毯已盖上。关掉热源,不要急着掀开。",
               "The blanket lies. Turn the heat off, and do not lift it soon."});
    trainee.carried = -1;
    trainee.attack.released = true;
}

std::int32_t blanket_within_reach(const State& state) {
    if (!state.fire || state.trainee.carried >= 0) return -1;
    for (std::size_t f = 0; f < state.fixtures.size(); ++f) {
        const auto& blanket = state.fixtures[f].extinguisher;
        if (!blanket || blanket->laid_on < 0) continue;
        const FireSource& source =
            state.fire->sources()[static_cast<std::size_t>(blanket->laid_on)];
        if (to_rim_m(state, source) <= laid_within_m) return static_cast<std::int32_t>(f);
    }
    return -1;
}

bool lift_blanket(State& state) {
    const std::int32_t index = blanket_within_reach(state);
    if (index < 0) return false;
    ExtinguisherState& blanket = *state.fixtures[static_cast<std::size_t>(index)].extinguisher;
    const FireSource& source = state.fire->sources()[static_cast<std::size_t>(blanket.laid_on)];
    state.fire->cover(blanket.laid_on, false);
    state.note("blanket.lifted", source.id, state.time_s - blanket.laid_s, source.base);
    blanket.laid_on = -1;
    blanket.taken = true;
    state.trainee.carried = index;
    return true;
}

}  // namespace firedrill::drill
