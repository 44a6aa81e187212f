// Switchboards and gas valves feed each thing once, and of the boards one feeds every room.

#include <algorithm>
#include <variant>

#include "building/check/inspection.hpp"
#include "building/supply.hpp"

namespace firedrill::check {
namespace {

using format::shown;

// A room named beside its own storey, or anything named again.
void each_once(Inspection& i, const Fixture& fixture, const std::vector<std::string>& feeds) {
    for (std::size_t n = 0; n < feeds.size(); ++n) {
        const Entity entity = i.building.find(feeds[n]);
        std::string by;
        if (std::find(feeds.begin(), feeds.begin() + static_cast<std::ptrdiff_t>(n), feeds[n]) !=
            feeds.begin() + static_cast<std::ptrdiff_t>(n))
            by = feeds[n];
        if (entity.kind == EntityKind::room) {
            const std::string& storey =
                i.scenario().rooms[static_cast<std::size_t>(entity.index)].storey;
            if (std::find(feeds.begin(), feeds.end(), storey) != feeds.end()) by = storey;
        }
        if (by.empty()) continue;
        Place place = fixture.place;
        place.pointer += "/feeds/" + std::to_string(n);
        i.problem(place, "feeds_twice", {shown(fixture.id), shown(feeds[n]), shown(by)});
    }
}

}  // namespace

void supplies(Inspection& i) {
    std::vector<std::uint8_t> fed;
    const auto& fixtures = i.scenario().fixtures;
    for (std::size_t f = 0; f < fixtures.size(); ++f) {
        if (const auto* supply = std::get_if<SupplySpec>(&fixtures[f].spec))
            each_once(i, fixtures[f], supply->feeds);
        if (fixtures[f].kind != FixtureKind::power_shutoff) continue;
        const std::vector<std::uint8_t> by_board = fed_by(i.building, FixtureIndex(f));
        fed.resize(by_board.size());
        for (std::size_t zone = 0; zone < fed.size(); ++zone) fed[zone] |= by_board[zone];
    }
    if (fed.empty()) return;  // no switchboard at all: nobody can cut the power
    for (std::size_t r = 0; r < i.scenario().rooms.size(); ++r) {
        const Room& room = i.scenario().rooms[r];
        if (fed[r] == 0) i.problem(room.place, "fed_by_no_board", {shown(room.id)});
    }
}

}  // namespace firedrill::check
