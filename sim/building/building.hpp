// Building: a scenario made ready for use: catalogues merged, repeats expanded, references turned
// into indices, positions made absolute. Immutable afterwards; what changes while running (doors,
// charge of an extinguisher) lives in the rooms that change it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/index.hpp"
#include "building/scenario.hpp"

namespace firedrill {

using StoreyIndex = Index<struct StoreyTag>;
using WallIndex = Index<struct WallTag>;
using OpeningIndex = Index<struct OpeningTag>;
using RoomIndex = Index<struct RoomTag>;
using ExitIndex = Index<struct ExitTag>;
using StairIndex = Index<struct StairTag>;
using FurnishingIndex = Index<struct FurnishingTag>;
using FixtureIndex = Index<struct FixtureTag>;
using GroupIndex = Index<struct GroupTag>;
using MaterialIndex = Index<struct MaterialTag>;
using FuelIndex = Index<struct FuelTag>;

// One straight piece of a wall, absolute.
struct WallSegment {
    WallIndex wall;
    StoreyIndex storey;
    Vec2 a{0, 0}, b{0, 0};  // centre line
    double thickness = 0.2;
    double z0 = 0, z1 = 3;
    MaterialIndex material;
};

// An opening with its place in the wall resolved.
struct OpeningPlace {
    StoreyIndex storey;
    WallIndex wall;
    Vec2 centre{0, 0};  // on the wall's centre line
    Vec2 along{1, 0};   // unit vector along the wall
    Vec2 normal{0, 1};  // unit normal, `along` turned left by 90 degrees
    double thickness = 0.2;
    double width = 0.9;
    double z0 = 0, z1 = 2.1;          // absolute
    RoomIndex room_front, room_back;  // on the +normal and -normal side; none = outdoors
    bool outdoors() const { return !room_front || !room_back; }
};

// A furnishing expanded and absolute: an upright box turned about z.
struct Thing {
    std::string id;
    LocalText name;
    StoreyIndex storey;
    int item = -1;         // into Building::items
    Vec3 centre{0, 0, 0};  // of the box
    Vec3 size{1, 1, 1};
    double rotation_rad = 0;
    std::optional<double> ignite_s;
    std::optional<double> overheats_s;  // oil pan: its heater is left on from then
};

// What an id names.
enum class EntityKind {
    none,
    storey,
    wall,
    opening,
    stair,
    room,
    exit,
    assembly_point,
    burner,
    thing,
    fixture,
    group,
    plan,
    device,
    camera
};
struct Entity {
    EntityKind kind = EntityKind::none;
    std::int32_t index = -1;
};

struct Building {
    Building();  // like the scenario's: compiled once
    Building(const Building&);
    Building(Building&&) noexcept;
    Building& operator=(const Building&);
    Building& operator=(Building&&) noexcept;
    ~Building();

    Scenario scenario;                // as read
    std::vector<Material> materials;  // built in, then the scenario's (same id replaces)
    std::vector<Fuel> fuels;
    std::vector<ItemType> items;
    std::vector<Profile> profiles;
    std::vector<WallSegment> walls;
    std::vector<OpeningPlace> openings;       // same order as scenario.openings
    std::vector<Thing> things;                // furnishings, repeats expanded
    std::vector<OpeningIndex> exit_openings;  // same order as scenario.exits
    std::unordered_map<std::string, Entity> entities;

    Entity find(std::string_view id) const;  // kind none where unknown
    StoreyIndex storey(std::string_view id) const;
    double floor_z(StoreyIndex storey) const;
    Vec3 absolute(std::string_view storey, Vec2 at, double z) const;
    RoomIndex room_at(StoreyIndex storey, Vec2 at) const;  // none = outdoors or no room
    // The storey whose space [floor, ceiling) holds z; none outside the building's height.
    StoreyIndex storey_at(double z) const;
};

// Throws LoadError (with the entity's place) where the scenario cannot be made into a building: a
// door in no wall, an unknown material. `language` is that of the message.
Building make_building(Scenario scenario, Language language = Language::zh);

// Everything a person should mend before a drill: what make_building would throw (all of it), a
// room that is not closed, a burner or start position in a wall, an exit nobody can reach,
// occupants without room to stand, overlapping doors, …  Empty: fit for use.
std::vector<Problem> check_scenario(const Scenario& scenario, Language language = Language::zh);

// Shared geometry.
bool inside(const Polygon& polygon, Vec2 point);
double area(const Polygon& polygon);  // absolute [m2]

}  // namespace firedrill
