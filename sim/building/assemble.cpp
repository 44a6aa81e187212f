#include "building/assemble.hpp"

#include <fmt/format.h>

#include <cmath>
#include <glm/geometric.hpp>
#include <limits>
#include <numbers>

#include "building/format/catalogues.hpp"
#include "building/geometry.hpp"

namespace firedrill {

namespace {

using format::Messages;
using format::shown;

std::string shown_point(Vec2 p) {
    return fmt::format("({:.2f}, {:.2f})", p.x, p.y);
}

// Carries what every step of the assembly needs.
struct Assembly {
    Building& building;
    Messages& say;
    std::vector<Problem>& problems;

    void problem(const Place& place, std::string_view key,
                 std::initializer_list<std::string> arguments, std::string_view advice = {}) {
        problems.push_back(say.problem(place, key, arguments, advice));
    }
    // The storey an entity names, or a problem.
    StoreyIndex storey_of(const std::string& id, const Place& place) {
        const StoreyIndex storey = building.storey(id);
        if (!storey)
            problem(place, "unknown_id", {shown(id), "", say.text("kind.storey")}, "none_such");
        return storey;
    }
};

template <class Tag, class Entry>
Index<Tag> index_in(const std::vector<Entry>& entries, const std::string& id) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].id == id) return Index<Tag>(i);
    }
    return {};
}

template <class Entry>
void name_all(Building& building, const std::vector<Entry>& entries, EntityKind kind) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
        building.entities.try_emplace(entries[i].id, Entity{kind, static_cast<std::int32_t>(i)});
    }
}

void merge_catalogues(Building& building, Messages& say) {
    format::Catalogues catalogues = format::load_catalogues(say);
    format::merge(catalogues.materials, building.scenario.materials);
    format::merge(catalogues.fuels, building.scenario.fuels);
    format::merge(catalogues.items, building.scenario.items);
    format::merge(catalogues.profiles, building.scenario.profiles);
    building.materials = std::move(catalogues.materials);
    building.fuels = std::move(catalogues.fuels);
    building.items = std::move(catalogues.items);
    building.profiles = std::move(catalogues.profiles);
}

void name_entities(Building& building) {
    const Scenario& s = building.scenario;
    name_all(building, s.storeys, EntityKind::storey);
    name_all(building, s.walls, EntityKind::wall);
    name_all(building, s.openings, EntityKind::opening);
    name_all(building, s.stairs, EntityKind::stair);
    name_all(building, s.rooms, EntityKind::room);
    name_all(building, s.exits, EntityKind::exit);
    name_all(building, s.assembly_points, EntityKind::assembly_point);
    name_all(building, s.burners, EntityKind::burner);
    name_all(building, building.things, EntityKind::thing);
    name_all(building, s.fixtures, EntityKind::fixture);
    name_all(building, s.occupants, EntityKind::group);
    name_all(building, s.plans, EntityKind::plan);
    name_all(building, s.devices, EntityKind::device);
    name_all(building, s.cameras, EntityKind::camera);
}

void place_walls(Assembly& a) {
    const Scenario& s = a.building.scenario;
    for (std::size_t w = 0; w < s.walls.size(); ++w) {
        const Wall& wall = s.walls[w];
        const StoreyIndex storey = a.storey_of(wall.storey, wall.place);
        const auto material = index_in<MaterialTag>(a.building.materials, wall.material);
        if (!material) {
            a.problem(wall.place, "unknown_id",
                      {shown(wall.material), "", a.say.text("kind.material")}, "none_such");
        }
        if (!storey) continue;
        const Storey& floor = s.storeys[storey.at()];
        for (std::size_t i = 1; i < wall.points.size(); ++i) {
            WallSegment piece;
            piece.wall = WallIndex(w);
            piece.storey = storey;
            piece.a = wall.points[i - 1];
            piece.b = wall.points[i];
            piece.thickness = wall.thickness;
            piece.z0 = floor.elevation + wall.base;
            piece.z1 = wall.height ? piece.z0 + *wall.height : floor.elevation + floor.height;
            piece.material = material;
            constexpr double shortest_m = 0.001;
            if (glm::distance(piece.a, piece.b) < shortest_m) {
                a.problem(wall.place, "wall_no_length", {shown(wall.id), shown_point(piece.a)});
                continue;
            }
            if (piece.z1 <= piece.z0) {
                a.problem(wall.place, "wall_no_height", {shown(wall.id)});
                continue;
            }
            a.building.walls.push_back(piece);
        }
    }
}

// The wall piece an opening lies in: the nearest by centre line among those of its storey.
struct Nearest {
    const WallSegment* piece = nullptr;
    double off = std::numeric_limits<double>::infinity();  // from the centre line [m]
    double before = 0, beyond = 0;  // wall left and right of the opening's middle [m]
};

Nearest nearest_wall(const Building& building, StoreyIndex storey, const Opening& opening) {
    Nearest best;
    bool best_fits = false;
    const double floor = building.floor_z(storey);
    for (const WallSegment& piece : building.walls) {
        if (piece.storey != storey) continue;
        const double length = glm::distance(piece.a, piece.b);
        const Vec2 along = (piece.b - piece.a) / length;
        const double t = glm::dot(opening.at - piece.a, along);
        const double off = distance_to_segment(opening.at, piece.a, piece.b);
        const double middle = floor + opening.sill + opening.height / 2;
        const double half = opening.width / 2;
        constexpr double slack = 0.011;
        const bool fits = off <= opening_off_wall_m && t - half > -slack &&
                          t + half < length + slack && middle > piece.z0 && middle < piece.z1;
        if ((fits && !best_fits) || (fits == best_fits && off < best.off)) {
            best = {&piece, off, t, length - t};
            best_fits = fits;
        }
    }
    return best;
}

void place_openings(Assembly& a) {
    const Scenario& s = a.building.scenario;
    for (std::size_t o = 0; o < s.openings.size(); ++o) {
        const Opening& opening = s.openings[o];
        OpeningPlace place;
        place.storey = a.storey_of(opening.storey, opening.place);
        place.centre = opening.at;
        place.width = opening.width;
        if (!place.storey) {
            a.building.openings.push_back(place);
            continue;
        }
        place.z0 = a.building.floor_z(place.storey) + opening.sill;
        place.z1 = place.z0 + opening.height;
        const Nearest wall = nearest_wall(a.building, place.storey, opening);
        constexpr double slack_m = 0.011;  // a rounded coordinate
        if (wall.piece == nullptr || wall.off > opening_off_wall_m) {
            const std::string off = wall.piece == nullptr ? "∞" : fmt::format("{:.2f}", wall.off);
            const std::string nearest =
                wall.piece == nullptr ? "-" : shown(s.walls[wall.piece->wall.at()].id);
            a.problem(opening.place, "opening_in_no_wall",
                      {shown(opening.id), shown_point(opening.at), nearest, off});
            a.building.openings.push_back(place);
            continue;
        }
        const std::string& wall_id = s.walls[wall.piece->wall.at()].id;
        const double room_m = 2 * std::min(wall.before, wall.beyond);
        if (opening.width > room_m + 2 * slack_m) {
            a.problem(opening.place, "opening_too_wide",
                      {shown(opening.id), fmt::format("{:.2f}", opening.width), shown(wall_id),
                       fmt::format("{:.2f}", std::max(room_m, 0.0))});
        }
        if (place.z1 > wall.piece->z1 + slack_m || place.z0 < wall.piece->z0 - slack_m) {
            a.problem(
                opening.place, "opening_too_high",
                {shown(opening.id), fmt::format("{:.2f}", place.z0),
                 fmt::format("{:.2f}", place.z1), shown(wall_id),
                 fmt::format("{:.2f}", wall.piece->z0), fmt::format("{:.2f}", wall.piece->z1)});
        }
        const double length = glm::distance(wall.piece->a, wall.piece->b);
        place.wall = wall.piece->wall;
        place.thickness = wall.piece->thickness;
        place.along = (wall.piece->b - wall.piece->a) / length;
        place.normal = left_of(place.along);
        place.centre = wall.piece->a + wall.before * place.along;
        // Just beyond the wall's face, where a person in the doorway would step.
        const double step = place.thickness / 2 + 0.1;
        place.room_front = a.building.room_at(place.storey, place.centre + step * place.normal);
        place.room_back = a.building.room_at(place.storey, place.centre - step * place.normal);
        a.building.openings.push_back(place);
    }
}

void place_things(Assembly& a) {
    const Scenario& s = a.building.scenario;
    for (const Furnishing& furnishing : s.furnishings) {
        const StoreyIndex storey = a.storey_of(furnishing.storey, furnishing.place);
        const auto item = index_in<FurnishingTag>(a.building.items, furnishing.item);
        if (!item) {
            a.problem(furnishing.place, "unknown_id",
                      {shown(furnishing.item), "", a.say.text("kind.item")}, "none_such");
        }
        if (!storey || !item) continue;
        const ItemType& type = a.building.items[item.at()];
        const Repeat repeat = furnishing.repeat.value_or(Repeat{});
        const double rotation = furnishing.rotation * std::numbers::pi / 180;
        for (int j = 0; j < repeat.ny; ++j) {
            for (int i = 0; i < repeat.nx; ++i) {
                Thing thing;
                thing.id = furnishing.repeat
                               ? fmt::format("{}.{}", furnishing.id, i + repeat.nx * j)
                               : furnishing.id;
                thing.name = type.name;
                thing.storey = storey;
                thing.item = item.value;
                thing.size = furnishing.size.value_or(type.size);
                thing.rotation_rad = rotation;
                thing.ignite_s = furnishing.ignite;
                thing.overheats_s = furnishing.overheats;
                const Vec2 at =
                    furnishing.at + turned({i * repeat.step.x, j * repeat.step.y}, rotation);
                thing.centre =
                    Vec3(at, a.building.floor_z(storey) + furnishing.z + thing.size.z / 2);
                a.building.things.push_back(std::move(thing));
            }
        }
    }
}

void place_exits(Assembly& a) {
    for (const Exit& exit : a.building.scenario.exits) {
        const auto opening = index_in<OpeningTag>(a.building.scenario.openings, exit.opening);
        if (!opening) {
            a.problem(exit.place, "unknown_id",
                      {shown(exit.opening), "", a.say.text("kind.opening")}, "none_such");
        }
        a.building.exit_openings.push_back(opening);
    }
}

}  // namespace

Building assemble(Scenario scenario, Messages& say, std::vector<Problem>& problems) {
    Building building;
    building.scenario = std::move(scenario);
    Assembly assembly{building, say, problems};
    merge_catalogues(building, say);
    name_all(building, building.scenario.storeys, EntityKind::storey);
    place_walls(assembly);
    place_openings(assembly);
    place_things(assembly);
    place_exits(assembly);
    name_entities(building);
    return building;
}

}  // namespace firedrill
