// Switchboards and gas valves: what goes out when one is pressed, and what is said of it.

#include <algorithm>

#include "drill/acts.hpp"

namespace firedrill::drill {
namespace {

constexpr std::size_t most_named = 3;

// What is off now: up to three rooms or storeys by name.
LocalText said_off(const State& state, const Fixture& fixture,
                   const std::vector<std::uint8_t>& fed) {
    const Scenario& scenario = state.building.scenario;
    const bool power = fixture.kind == FixtureKind::power_shutoff;
    const LocalText what =
        power ? LocalText{"已断电", "The power is off"} : LocalText{"燃气已关", "The gas is off"};
    if (std::find(fed.begin(), fed.end(), std::uint8_t{0}) == fed.end())
        return {what.zh + ":整栋建筑。", what.en + " in the whole building."};
    std::vector<LocalText> names;
    const std::size_t rooms = scenario.rooms.size();
    const auto name_storey = [&](const std::string& id) {
        const auto storey = state.building.storey(id);
        return fed[rooms + storey.at()] != 0;
    };
    for (std::size_t s = 0; s < scenario.storeys.size(); ++s)
        if (fed[rooms + s] != 0) names.push_back(scenario.storeys[s].name);
    for (std::size_t r = 0; r < rooms; ++r)
        if (fed[r] != 0 && !name_storey(scenario.rooms[r].storey))
            names.push_back(scenario.rooms[r].name);
    LocalText text{what.zh + ":", what.en + ": "};
    for (std::size_t n = 0; n < std::min(names.size(), most_named); ++n) {
        text.zh += (n > 0 ? "、" : "") + names[n].zh;
        text.en += (n > 0 ? ", " : "") + names[n].en;
    }
    const bool more = names.size() > most_named;
    return {text.zh + (more ? "等处。" : "。"), text.en + (more ? " and more." : ".")};
}

}  // namespace

void shut_off(State& state, std::int32_t index, Vec3 place) {
    const Building& building = state.building;
    const Fixture& fixture = building.scenario.fixtures[static_cast<std::size_t>(index)];
    const bool power = fixture.kind == FixtureKind::power_shutoff;
    const std::vector<std::uint8_t> fed = fed_by(building, FixtureIndex(index));
    if (power) state.power.cut(FixtureIndex(index));
    bool where_it_burns = false;
    if (state.fire) {
        // Where gas is laid on one cooks with it: a switch does not turn that flame off.
        std::vector<std::uint8_t> gas(fed.size());
        for (std::size_t f = 0; f < building.scenario.fixtures.size(); ++f) {
            if (building.scenario.fixtures[f].kind != FixtureKind::gas_shutoff) continue;
            const std::vector<std::uint8_t> by_valve = fed_by(building, FixtureIndex(f));
            for (std::size_t zone = 0; zone < gas.size(); ++zone) gas[zone] |= by_valve[zone];
        }
        const auto sources = state.fire->sources();
        for (std::size_t s = 0; s < sources.size(); ++s) {
            const std::size_t zone = supply_zone(building, sources[s].base);
            if (fed[zone] == 0) continue;
            where_it_burns = where_it_burns || sources[s].state != BurnState::cold;
            const bool heater = sources[s].fire_class == FireClass::F;  // under a pan of oil
            const bool gas_burns = sources[s].is_burner || sources[s].fire_class == FireClass::C;
            if (power ? heater && gas[zone] == 0 : heater || gas_burns)
                state.fire->shut_off(static_cast<std::int32_t>(s));
        }
    }
    state.note(power ? "power.cut" : "gas.shut", fixture.id, where_it_burns ? 1 : 0, place);
    state.say(said_off(state, fixture, fed));
}

}  // namespace firedrill::drill
