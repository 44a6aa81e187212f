// Those who fall lie in the way, and are dragged out by guides, their family or the trainee.

#include <doctest/doctest.h>

#include <glm/geometric.hpp>
#include <tuple>

#include "conduct.hpp"
#include "crowd/behaviour.hpp"
#include "staged.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

// An L of corridor, so that the way out turns a corner: the exit in the south-east.
Scenario corner(bool yard = false) {
    Course course;
    course.only_room("floor", {0, 0, 20, 12});
    course.wall("inner", "g", {{0, 3}, {16, 3}, {16, 9}, {0, 9}});
    course.gap("gap", "g", {16, 6}, 1.0);
    course.way_out("out", "g", {18, 0}, 1.4);
    if (yard) course.yard({-20, -40, 60, 30}, {14, -30, 24, -20});
    course.walkers("walker", 1.25);
    course.people_at("staff", "g", {{12, 6}}, "walker");
    course.people_at("visitor", "g", {{8, 6}}, "walker");
    return scenario_of(course);
}
constexpr std::size_t staff = 0, guest = 1;

}  // namespace

TEST_CASE("a guide drags who has fallen out of the building at half a metre a second") {
    for (const bool yard : {false, true}) {
        CAPTURE(yard);
        Scenario scenario = corner(yard);
        scenario.occupants[staff].guides = true;
        Staged staged(scenario);
        staged.step();
        crowd::fall(staged.state, guest);
        const crowd::Occupants& people = staged.state.people;
        double longest_arm_m = 0;
        bool on_floor = true;
        CHECK(staged.until(120, [&] {
            if (people.carrier[guest] == static_cast<std::int32_t>(staff)) {
                if (people.layer[staff] == people.layer[guest])
                    longest_arm_m = std::max(longest_arm_m, glm::distance(people.position[staff],
                                                                          people.position[guest]));
                on_floor =
                    on_floor && staged.map.surface[static_cast<std::size_t>(people.cell[guest])] !=
                                    Surface::none;
            }
            return staged.rescued() != nullptr;
        }));
        REQUIRE(staged.rescued() != nullptr);
        CHECK(staged.rescued()->occupant == static_cast<std::int32_t>(guest));
        CHECK(staged.rescued()->index == static_cast<std::int32_t>(staff));
        CHECK(longest_arm_m < 1.7);
        CHECK(on_floor);
        // Some 4 m to walk there, 16 m to drag at 0.5 m/s.
        CHECK(staged.rescued()->time_s > 28);
        CHECK(staged.rescued()->time_s < 60);
        CHECK(people.out_time_s[guest] >= 0);
        if (!yard) continue;
        CHECK(people.state[guest] == OccupantState::incapacitated);
        // Laid down clear of the door, while the guide goes on to the assembly point.
        CHECK(staged.until(200, [&] { return people.state[staff] == OccupantState::assembled; }));
        CHECK(people.position[guest].y < -3);
        CHECK(people.position[guest].y > -8);
    }
}

TEST_CASE("strangers leave the fallen where they lie, a family does not") {
    for (const bool family : {false, true}) {
        CAPTURE(family);
        Scenario scenario = corner();
        scenario.occupants[0].positions = {{12, 6}, {8, 6}};
        scenario.occupants[0].count = 2;
        scenario.occupants[0].together = family;
        scenario.occupants.pop_back();
        Staged staged(scenario);
        staged.step();
        crowd::fall(staged.state, guest);
        CHECK(staged.until(120, [&] { return staged.state.people.out_time_s[0] >= 0; }));
        staged.step();
        CHECK((staged.rescued() != nullptr) == family);
        CHECK((staged.state.people.out_time_s[guest] >= 0) == family);
    }
}

TEST_CASE("who is fallen in a narrow way holds up those behind but does not stop them") {
    const auto seconds = [](bool fallen) {
        Course course;
        course.only_room("corridor", {0, 0, 20, 1.2});
        course.way_out("east", "g", {20, 0.6}, 1.0);
        course.walkers("walker", 1.25);
        course.people_at("victim", "g", {{10, 0.6}}, "walker", Course::constant(1000));
        course.people_in("crowd", "g", {0.5, 0.3, 9, 0.9}, 14, "walker");
        Staged staged(scenario_of(course));
        staged.step();
        const auto& people = staged.state.people;
        if (fallen) {
            crowd::fall(staged.state, 0);
        } else {
            staged.state.people.state[0] = OccupantState::assembled;  // gone
        }
        CHECK(staged.until(120, [&] {
            return std::all_of(people.out_time_s.begin() + 1, people.out_time_s.end(),
                               [](float out) { return out >= 0; });
        }));
        return *std::max_element(people.out_time_s.begin() + 1, people.out_time_s.end());
    };
    const double clear_s = seconds(false), fallen_s = seconds(true);
    MESSAGE("14 people through a corridor of 1 m: ", clear_s, " s clear, ", fallen_s,
            " s past someone who lies there");
    CHECK(fallen_s > clear_s + 0.5);
}

TEST_CASE("the trainee drags someone outdoors, who then counts as out and rescued") {
    Scenario scenario = corner(true);
    Staged staged(scenario);
    staged.step();
    crowd::fall(staged.state, guest);
    const crowd::Occupants& people = staged.state.people;
    // The trainee's feet: to the casualty, through the gap, round the corner and out.
    std::vector<Vec2> way;
    const auto go = [&](Vec2 from, Vec2 to) {
        const double length = glm::distance(from, to);
        for (double at = 0; at < length; at += 0.5 * tick_s)
            way.push_back(from + at / length * (to - from));
    };
    go({8.5, 6}, {18, 6}), go({18, 6}, {18, -3});
    staged.inputs.dragged = static_cast<std::int32_t>(guest);
    for (const Vec2 feet : way) {
        staged.inputs.drag_to = {feet, 0};
        staged.step();
    }
    REQUIRE(staged.rescued() != nullptr);
    CHECK(staged.rescued()->index == -1);
    CHECK(people.out_time_s[guest] >= 0);
    CHECK(people.position[guest].y < 0);
    const Vec2 left_at = people.position[guest];
    staged.inputs.dragged = -1;
    for (int k = 0; k < 40; ++k) staged.step();
    CHECK(people.carrier[guest] == -1);
    CHECK(glm::distance(people.position[guest], left_at) < 1e-9);
}

TEST_CASE("a stranger drags who has fallen once the trainee asks for it, a child does not") {
    for (const auto& [look, order, helps] : {std::tuple{"adult", CrowdOrder::Kind::fetch, true},
                                             std::tuple{"adult", CrowdOrder::Kind::get_out, false},
                                             std::tuple{"child", CrowdOrder::Kind::fetch, false}}) {
        CAPTURE(look);
        CAPTURE(static_cast<int>(order));
        Scenario scenario = corner();
        scenario.profiles.front().look = look;
        Staged staged(scenario);
        staged.step();
        crowd::fall(staged.state, guest);
        const std::vector<CrowdOrder> called{{Vec3{12, 5, 0}, order}};
        staged.inputs.orders = called;
        staged.step();
        staged.inputs.orders = {};
        staged.until(120, [&] { return staged.state.people.out_time_s[staff] >= 0; });
        staged.step();
        CHECK((staged.rescued() != nullptr) == helps);
    }
}
