#include "building/supply.hpp"

#include <algorithm>
#include <set>

namespace firedrill {
namespace {

const std::vector<std::string>& feeds_of(const Fixture& fixture) {
    static const std::vector<std::string> none;
    const auto* spec = std::get_if<SupplySpec>(&fixture.spec);
    return spec != nullptr ? spec->feeds : none;
}

// Every storey has exactly one board that does not say what it feeds.
bool one_board_per_storey(const Scenario& scenario) {
    std::set<std::string> storeys;
    for (const Fixture& fixture : scenario.fixtures) {
        if (fixture.kind != FixtureKind::power_shutoff || !feeds_of(fixture).empty()) continue;
        if (!storeys.insert(fixture.storey).second) return false;
    }
    return storeys.size() == scenario.storeys.size();
}

Vec2 middle_of(const Polygon& polygon) {
    Vec2 sum{0, 0};
    for (const Vec2 corner : polygon) sum += corner;
    return sum / static_cast<double>(std::max<std::size_t>(1, polygon.size()));
}

}  // namespace

std::size_t supply_zones(const Building& building) {
    return building.scenario.rooms.size() + building.scenario.storeys.size();
}

std::size_t supply_zone(const Building& building, Vec3 place) {
    constexpr double above_floor_m = 0.1;  // what stands on a floor is not under it
    const StoreyIndex storey = building.storey_at(place.z + above_floor_m);
    const RoomIndex room = building.room_at(storey, {place.x, place.y});
    if (room) return room.at();
    const std::size_t roof = building.scenario.storeys.size() - 1;
    const std::size_t below = place.z < building.scenario.storeys.front().elevation ? 0 : roof;
    return building.scenario.rooms.size() + (storey ? storey.at() : below);
}

std::vector<std::uint8_t> fed_by(const Building& building, FixtureIndex fixture) {
    const Scenario& scenario = building.scenario;
    const Fixture& board = scenario.fixtures[fixture.at()];
    const std::vector<std::string>& feeds = feeds_of(board);
    std::vector<std::uint8_t> fed(supply_zones(building));
    const auto feed_storey = [&](StoreyIndex storey) {
        for (std::size_t r = 0; r < scenario.rooms.size(); ++r)
            if (scenario.rooms[r].storey == scenario.storeys[storey.at()].id) fed[r] = 1;
        fed[scenario.rooms.size() + storey.at()] = 1;
    };
    for (const std::string& id : feeds) {
        const Entity entity = building.find(id);
        if (entity.kind == EntityKind::room) fed[static_cast<std::size_t>(entity.index)] = 1;
        if (entity.kind == EntityKind::storey) feed_storey(StoreyIndex(entity.index));
    }
    if (!feeds.empty()) return fed;
    if (board.kind == FixtureKind::gas_shutoff)
        fed[supply_zone(building, building.absolute(board.storey, board.at, board.z))] = 1;
    else if (one_board_per_storey(scenario))
        feed_storey(building.storey(board.storey));
    else
        std::fill(fed.begin(), fed.end(), std::uint8_t{1});
    return fed;
}

Power::Power(const Building& building)
    : building_(&building), live_(supply_zones(building), std::uint8_t{1}) {}

void Power::cut(FixtureIndex board) {
    const std::vector<std::uint8_t> fed = fed_by(*building_, board);
    for (std::size_t zone = 0; zone < fed.size(); ++zone)
        if (fed[zone] != 0) live_[zone] = 0;
}

void Power::cut_everywhere() {
    std::fill(live_.begin(), live_.end(), std::uint8_t{0});
}

bool Power::moves(const Lift& lift) const {
    return std::any_of(lift.storeys.begin(), lift.storeys.end(), [&](const std::string& storey) {
        return at(building_->absolute(storey, middle_of(lift.region), 1.0));
    });
}

bool Power::anywhere() const {
    return std::find(live_.begin(), live_.end(), std::uint8_t{1}) != live_.end();
}

}  // namespace firedrill
