// Meshes of the buildings: sound triangles, inside the building, facing the way their normals say.

#include <doctest/doctest.h>

#include <cmath>
#include <glm/geometric.hpp>
#include <map>
#include <numbers>

#include "building/load.hpp"
#include "drill/drill.hpp"
#include "view/building_mesh.hpp"
#include "view/people.hpp"
#include "view/picture.hpp"

using namespace firedrill;

namespace {

Building building_at(const std::string& path) {
    return make_building(load_scenario(FIREDRILL_SOURCE_DIR "/" + path, Language::en));
}

struct Flaws {
    int bad_index = 0, bad_number = 0, bad_normal = 0, flat = 0, turned = 0, triangles = 0;
};

// What is wrong with a mesh; `turned`: the corners run clockwise seen from where the normal points.
Flaws flaws_of(const Mesh& mesh) {
    Flaws flaws;
    for (const Vertex& v : mesh.vertices) {
        const float length = glm::length(v.normal);
        if (!std::isfinite(v.place.x + v.place.y + v.place.z)) ++flaws.bad_number;
        if (!(std::abs(length - 1.0f) < 0.02f)) ++flaws.bad_normal;
    }
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        ++flaws.triangles;
        if (std::max({mesh.indices[i], mesh.indices[i + 1], mesh.indices[i + 2]}) >=
            mesh.vertices.size()) {
            ++flaws.bad_index;
            continue;
        }
        const Vertex& a = mesh.vertices[mesh.indices[i]];
        const Vertex& b = mesh.vertices[mesh.indices[i + 1]];
        const Vertex& c = mesh.vertices[mesh.indices[i + 2]];
        const Vec3f across = glm::cross(b.place - a.place, c.place - a.place);
        if (glm::length(across) < 1e-7f)
            ++flaws.flat;
        else if (glm::dot(across, a.normal + b.normal + c.normal) < 0)
            ++flaws.turned;
    }
    return flaws;
}

void check_sound(const Mesh& mesh) {
    const Flaws flaws = flaws_of(mesh);
    CHECK(mesh.indices.size() % 3 == 0);
    CHECK(flaws.bad_index == 0);
    CHECK(flaws.bad_number == 0);
    CHECK(flaws.bad_normal == 0);
    CHECK(flaws.turned == 0);
    CHECK(flaws.flat * 100 <= flaws.triangles);
}

}  // namespace

TEST_CASE("every shipped building is a mesh of sound triangles that face outwards") {
    for (const char* path : {"tests/data/scenarios/two_rooms.json", "scenarios/school",
                             "scenarios/supermarket", "scenarios/rental_block"}) {
        CAPTURE(path);
        const Building building = building_at(path);
        std::size_t triangles = 0;
        for (const Chunk& chunk : static_chunks(building)) {
            check_sound(chunk.opaque);
            check_sound(chunk.glass);
            triangles += chunk.opaque.indices.size() / 3;
        }
        CHECK(triangles > 100);
    }
}

TEST_CASE("each chunk lies within the bounds by which it is left out of the picture") {
    const Building building = building_at("scenarios/school");
    for (const Chunk& chunk : static_chunks(building))
        for (const Mesh* mesh : {&chunk.opaque, &chunk.glass})
            for (const Vertex& v : mesh->vertices) {
                const Vec3 place(v.place);
                const bool inside =
                    place.x >= chunk.low.x - 0.01 && place.x <= chunk.high.x + 0.01 &&
                    place.y >= chunk.low.y - 0.01 && place.y <= chunk.high.y + 0.01 &&
                    place.z >= chunk.low.z - 0.01 && place.z <= chunk.high.z + 0.01;
                if (!inside) {
                    FAIL_CHECK("vertex outside its chunk's bounds");
                    return;
                }
            }
}

TEST_CASE("walls, floors and roofs fill the building's outline up to its roof") {
    const Building building = building_at("scenarios/rental_block");
    Vec3 low{1e9, 1e9, 1e9}, high{-1e9, -1e9, -1e9};
    for (const Chunk& chunk : static_chunks(building)) {
        if (chunk.base_z < -0.5 || chunk.opaque.vertices.empty()) continue;
        for (const Vertex& v : chunk.opaque.vertices) {
            if (v.place.z < 0.3f) continue;  // the site
            low = glm::min(low, Vec3(v.place));
            high = glm::max(high, Vec3(v.place));
        }
    }
    CHECK(low.x == doctest::Approx(-1.7).epsilon(0.02));  // the shaft of the lift at the gable
    CHECK(high.x == doctest::Approx(24.1).epsilon(0.02));
    CHECK(high.y == doctest::Approx(12.1).epsilon(0.02));
    CHECK(high.z > 14.8);
    CHECK(high.z < 17.0);
}

TEST_CASE("an open door's leaf stands elsewhere than a shut one's, and nothing else moves") {
    const Building building = building_at("tests/data/scenarios/two_rooms.json");
    DrillSettings settings;
    settings.with_fire = settings.with_crowd = false;
    Drill drill(building, settings);
    Snapshot snapshot;
    drill.fill(snapshot);
    REQUIRE(!snapshot.door_fraction.empty());
    Mesh shut, open;
    for (float& fraction : snapshot.door_fraction) fraction = 0;
    moving_parts(building, snapshot, false, 1e30, shut);
    const Entity door = building.find("door_office");
    REQUIRE(door.kind == EntityKind::opening);
    snapshot.door_fraction[static_cast<std::size_t>(door.index)] = 1;
    moving_parts(building, snapshot, false, 1e30, open);
    check_sound(shut);
    check_sound(open);
    REQUIRE(shut.vertices.size() == open.vertices.size());
    std::size_t moved = 0;
    for (std::size_t v = 0; v < shut.vertices.size(); ++v)
        if (glm::distance(shut.vertices[v].place, open.vertices[v].place) > 1e-4f) ++moved;
    CHECK(moved > 0);
    CHECK(moved < shut.vertices.size());
}

TEST_CASE("a person stands on its feet, is 1.75 m tall and no wider than a person") {
    const Mesh person = person_mesh();
    check_sound(person);
    Vec3f low{9, 9, 9}, high{-9, -9, -9};
    for (const Vertex& v : person.vertices) {
        low = glm::min(low, v.place);
        high = glm::max(high, v.place);
    }
    CHECK(low.z > -0.05f);
    CHECK(low.z < 0.05f);
    CHECK(high.z == doctest::Approx(1.75).epsilon(0.03));
    CHECK(high.y - low.y < 0.55f);
    CHECK(high.y - low.y > 0.40f);
}
