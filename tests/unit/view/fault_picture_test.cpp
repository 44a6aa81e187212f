// Every fault of the catalogue is seen in a picture: the same place without it looks different.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <vector>

#include "base/paths.hpp"
#include "building/faults/apply.hpp"
#include "building/faults/targets.hpp"
#include "building/geometry.hpp"
#include "building/load.hpp"
#include "view/fault_camera.hpp"

using namespace firedrill;

namespace {

constexpr int width = 480, height = 360;

Image picture(Renderer& renderer, const Building& building, const CameraPose& pose,
              Offscreen& offscreen) {
    renderer.draw(at_rest(building), pose, width, height, offscreen.framebuffer());
    return offscreen.read();
}

// Pixels that a person would call different.
int changed_pixels(const Image& a, const Image& b) {
    constexpr int step = 24;  // of 255, in one channel
    int changed = 0;
    for (std::size_t p = 0; p + 2 < a.rgb.size(); p += 3) {
        bool differs = false;
        for (std::size_t c = 0; c < 3; ++c)
            differs |= std::abs(int{a.rgb[p + c]} - int{b.rgb[p + c]}) > step;
        changed += differs;
    }
    return changed;
}

}  // namespace

TEST_CASE("every fault of the catalogue and every decoy is seen close up") {
    const FaultCatalogue catalogue = load_fault_catalogue(Language::en);
    const Scenario plain_scenario =
        load_scenario(asset("fault_gallery.json").string(), Language::en);
    const Building plain = make_building(plain_scenario);
    Offscreen offscreen(width, height);
    RenderSettings settings;
    settings.quality = Quality::high;
    Renderer of_plain(plain, settings);
    // Without a fault there is no difference: the measure itself is sound.
    const CameraPose pose = close_view(plain, "extinguisher", {1.0});
    CHECK(changed_pixels(picture(of_plain, plain, pose, offscreen),
                         picture(of_plain, plain, pose, offscreen)) == 0);
    const auto look_at = [&](const std::string& code, const FaultLook& look, auto&& apply) {
        INFO(code);
        Scenario scenario = plain_scenario;
        const auto place = telling_target(scenario, look, code);
        REQUIRE(place);
        const std::string target = apply(scenario, *place);
        const Building building = make_building(scenario);
        const CameraPose close = clear_view(building, target, view_of(look));
        Renderer renderer(building, settings);
        const int changed = changed_pixels(picture(of_plain, plain, close, offscreen),
                                           picture(renderer, building, close, offscreen));
        // A date or a lamp is some millimetres large: a hundred pixels of the 170 000.
        CHECK_MESSAGE(changed >= 100, code, ": ", changed, " pixels");
    };
    for (const FaultKind& kind : catalogue.faults) {
        look_at(kind.id, kind.appearance, [&](Scenario& scenario, const FaultPlace& place) {
            return apply_fault(scenario, catalogue, place, "made").target;
        });
    }
    for (const DecoyKind& kind : catalogue.decoys) {
        look_at(kind.id, kind.appearance, [&](Scenario& scenario, const FaultPlace& place) {
            return apply_decoy(scenario, catalogue, place, "made").target;
        });
    }
}

TEST_CASE("a thing turned to a wall and one that goods hide are looked at from their own room") {
    const Building building = make_building(
        load_scenario(FIREDRILL_SOURCE_DIR "/scenarios/rental_block/scenario.json", Language::en));
    const StoreyIndex ground = building.storey("F1");
    const auto room_of = [&](Vec2 at) { return building.room_at(ground, at); };
    const Entity goods = building.find("goods_rear_2"), extinguisher = building.find("ext_shop");
    REQUIRE(goods.kind == EntityKind::thing);
    REQUIRE(extinguisher.kind == EntityKind::fixture);
    const Vec3 goods_at = building.things[static_cast<std::size_t>(goods.index)].centre;
    const Vec2 extinguisher_at =
        building.scenario.fixtures[static_cast<std::size_t>(extinguisher.index)].at;
    const auto eye_of = [&](const char* target, double distance_m) -> Vec2 {
        const Vec3 eye = clear_view(building, target, {.distance_m = distance_m}).eye;
        return {eye.x, eye.y};
    };
    const Vec2 beside_goods = eye_of("goods_rear_2", 2.0), before_it = eye_of("ext_shop", 2.0);
    CHECK(room_of(beside_goods) == room_of({goods_at.x, goods_at.y}));
    CHECK(room_of(before_it) == room_of(extinguisher_at));
    // Nobody looks from inside a thing: that is a picture of one colour.
    for (const Thing& thing : building.things) {
        const Footprint foot{{thing.centre.x, thing.centre.y},
                             0.5 * Vec2(thing.size.x, thing.size.y),
                             thing.rotation_rad};
        if (thing.storey != ground) continue;
        CHECK_FALSE(covers(foot, beside_goods));
        CHECK_FALSE(covers(foot, before_it));
    }
}
