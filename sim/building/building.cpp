#include "building/building.hpp"

#include "building/assemble.hpp"

namespace firedrill {

Building::Building() = default;
Building::Building(const Building&) = default;
Building::Building(Building&&) noexcept = default;
Building& Building::operator=(const Building&) = default;
Building& Building::operator=(Building&&) noexcept = default;
Building::~Building() = default;

Building make_building(Scenario scenario, Language language) {
    format::Messages say(language);
    std::vector<Problem> problems;
    Building building = assemble(std::move(scenario), say, problems);
    if (!problems.empty()) throw LoadError(problems.front());
    return building;
}

Entity Building::find(std::string_view id) const {
    const auto found = entities.find(std::string(id));
    return found == entities.end() ? Entity{} : found->second;
}

StoreyIndex Building::storey(std::string_view id) const {
    const Entity entity = find(id);
    return entity.kind == EntityKind::storey ? StoreyIndex(entity.index) : StoreyIndex{};
}

double Building::floor_z(StoreyIndex storey) const {
    return storey ? scenario.storeys[storey.at()].elevation : 0.0;
}

Vec3 Building::absolute(std::string_view storey_id, Vec2 at, double z) const {
    return Vec3(at, floor_z(storey(storey_id)) + z);
}

RoomIndex Building::room_at(StoreyIndex storey, Vec2 at) const {
    if (!storey) return {};
    const std::string& id = scenario.storeys[storey.at()].id;
    for (std::size_t r = 0; r < scenario.rooms.size(); ++r) {
        const Room& room = scenario.rooms[r];
        if (room.storey == id && inside(room.polygon, at)) return RoomIndex(r);
    }
    return {};
}

StoreyIndex Building::storey_at(double z) const {
    StoreyIndex found;
    for (std::size_t s = 0; s < scenario.storeys.size(); ++s) {
        if (z >= scenario.storeys[s].elevation) found = StoreyIndex(s);
    }
    // Between two storeys lies the slab, which counts to the lower one; above the top one is air.
    const bool is_top = found && found.at() + 1 == scenario.storeys.size();
    if (is_top && z >= scenario.storeys.back().elevation + scenario.storeys.back().height)
        return {};
    return found;
}

}  // namespace firedrill
