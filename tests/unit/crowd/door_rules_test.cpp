// Rules of openings: the codes' limit at every door, service at checkouts, one way only, and leaves
// that open against a crowd.

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "../../verification/crowd/course.hpp"
#include "../../verification/crowd/walk.hpp"
#include "field_place.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

const std::string hole = R"("kind":"hole")";

// A room of 6 m, an opening of width w at (6, 3), a room behind it with a wide way out.
Course two_rooms_in_a_row(const std::string& members, double width_m, std::size_t people) {
    Course course;
    course.only_room("both", {0, 0, 12, 6});
    course.wall("between", "g", {{6, 0}, {6, 6}});
    course.opening("middle", "g", {6, 3}, width_m, members);
    course.way_out("east", "g", {12, 3}, 3);
    course.walkers("walker", 1.25);
    course.people_in("many", "g", {0.3, 0.3, 5.7, 5.7}, people, "walker");
    return course;
}

// When each person was first seen beyond the opening; sorted.
std::vector<double> passing_times(Walk& walk, double limit_s, bool* back = nullptr) {
    std::vector<double> passed(walk.crowd.occupants().position.size(), -1);
    walk.until(
        limit_s, [&] { return walk.crowd.totals().inside == 0; },
        [&] {
            for (std::size_t who = 0; who < passed.size(); ++who) {
                const double x = walk.at(who).x;
                if (passed[who] < 0 && x > 6.0) passed[who] = walk.time_s;
                if (back != nullptr && passed[who] >= 0 && x < 5.7) *back = true;
            }
        });
    std::erase(passed, -1);
    std::sort(passed.begin(), passed.end());
    return passed;
}

double rate_1_s(const std::vector<double>& times) {
    return static_cast<double>(times.size() - 1) / (times.back() - times.front());
}

}  // namespace

TEST_CASE("a checkout serves one person each service time, whatever its width") {
    for (const double width_m : {0.8, 2.0}) {
        Walk walk(two_rooms_in_a_row(hole + R"(,"service_s":4,"service_ends_on_alarm":false)",
                                     width_m, 16)
                      .text());
        const std::vector<double> times = passing_times(walk, 120);
        REQUIRE(times.size() == 16);
        CHECK(rate_1_s(times) == doctest::Approx(0.25).epsilon(0.02));
    }
}

TEST_CASE("with the alarm staff wave people through, unless the file says otherwise") {
    Walk walk(two_rooms_in_a_row(hole + R"(,"service_s":4)", 0.9, 16).text());
    const std::vector<double> times = passing_times(walk, 120);
    REQUIRE(times.size() == 16);
    CHECK(rate_1_s(times) > 0.6);
}

TEST_CASE("the codes' limit holds at inner doors too, and not in free flow") {
    CrowdSettings codes;
    codes.door_flow = DoorFlowLimit::codes;
    const std::string text = two_rooms_in_a_row(hole, 1.6, 60).text();
    Walk limited(text, 1, codes), free(text);
    const std::vector<double> slow = passing_times(limited, 120), fast = passing_times(free, 120);
    REQUIRE(slow.size() == 60);
    REQUIRE(fast.size() == 60);
    // In any ten persons' time, not only in the mean; half a second of flow may be made up for.
    for (std::size_t n = 0; n + 10 < slow.size(); ++n)
        CHECK(slow[n + 10] - slow[n] > 10 / (1.33 * 1.6) - 0.5 - 1.0);
    CHECK(rate_1_s(slow) <= 1.33 * 1.6 * 1.02);
    CHECK(rate_1_s(fast) > rate_1_s(slow));
}

TEST_CASE("openings of 4 m and more are no doors: the codes' limit leaves them alone") {
    CrowdSettings codes;
    codes.door_flow = DoorFlowLimit::codes;
    const std::string text = two_rooms_in_a_row(hole, 4.2, 60).text();
    Walk limited(text, 1, codes), free(text);
    while (limited.time_s < 10) {
        limited.step();
        free.step();
    }
    // The way out, 3 m wide, is limited; nobody has come there yet in numbers.
    CHECK(limited.at(0).x == doctest::Approx(free.at(0).x).epsilon(0.2));
    CHECK(limited.crowd.totals().inside > 0);
}

TEST_CASE("nobody passes a one-way opening against its way, pushed or not") {
    FieldPlace place(two_rooms_in_a_row(hole + R"(,"one_way":0)", 1, 2).text());
    const auto cell = [&](double x) { return static_cast<std::int32_t>(place.cell({x, 3.1})); };
    for (double x = 5.5; x < 6.4; x += 0.2) {
        const bool at_it = place.map.opening[static_cast<std::size_t>(cell(x))] >= 0 ||
                           place.map.opening[static_cast<std::size_t>(cell(x + 0.2))] >= 0;
        CHECK(crowd::may_pass(place.state, 0, cell(x), cell(x + 0.2)));
        CHECK(crowd::may_pass(place.state, 0, cell(x + 0.2), cell(x)) == !at_it);
    }
}

TEST_CASE("a crowd leaves through a one-way opening and nobody comes back in") {
    Walk walk(two_rooms_in_a_row(hole + R"(,"one_way":0)", 1, 30).text());
    bool back = false;
    CHECK(passing_times(walk, 120, &back).size() == 30);
    CHECK_FALSE(back);
}

TEST_CASE("a leaf that opens towards those who push is delayed, the longer the more they are") {
    const auto delay_s = [](int towards_deg, std::size_t people) {
        FieldPlace place(
            two_rooms_in_a_row(R"("kind":"door","opens_towards":)" + std::to_string(towards_deg), 1,
                               8)
                .text());
        place.door("middle") = {true, 0};
        crowd::Occupants& all = place.state.people;
        for (std::size_t who = 0; who < all.size(); ++who) {
            all.state[who] = OccupantState::walking;
            all.exit_goal[who] = 0;
            // Those who push stand before the door, the others at the far wall.
            all.position[who] = {who < people ? 5.5 : 0.5,
                                 2.7 + 0.1 * static_cast<double>(who % 6)};
            all.cell[who] = static_cast<std::int32_t>(place.cell(all.position[who]));
        }
        for (double time_s = 0; time_s < 20; time_s += 0.05) {
            crowd::request_doors(place.state, place.inputs);
            crowd::hold_back_inward_doors(place.state, 0.05, place.inputs);
            if (!place.state.requests.empty()) return time_s;
        }
        return -1.0;
    };
    CHECK(delay_s(0, 1) == 0);
    CHECK(delay_s(180, 1) == doctest::Approx(0.5).epsilon(0.15));
    CHECK(delay_s(180, 6) == doctest::Approx(0.5 + 5 * 0.25).epsilon(0.1));
}
