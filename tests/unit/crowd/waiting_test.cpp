// Those who wait in a crowd: how they keep their place in it, and where they stop at its end.

#include <doctest/doctest.h>

#include <glm/geometric.hpp>

#include "staged.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

struct Moved {
    double first_m, second_m;
};

// Two who overlap by 4 cm in the middle of a room are moved apart; the first has waited for
// `waited_s`, the second has just come.
Moved pushed_apart(float waited_s) {
    Course course;
    course.only_room("hall", {0, 0, 6, 4});
    course.way_out("door", "g", {6, 2}, 1.0);
    course.walkers("walker", 1.25);
    course.people_at("pair", "g", {{3.0, 2.0}, {3.0, 2.36}}, "walker");
    Staged staged(scenario_of(course));
    crowd::State& state = staged.state;
    crowd::Occupants& people = state.people;
    people.waited_s = {waited_s, 0.0f};
    people.next = people.position;
    for (std::size_t who = 0; who < 2; ++who) {
        state.contacts[who * crowd::most_contacts].other = who == 0 ? 1 : 0;
        state.contact_count[who] = 1;
    }
    crowd::separate(state, staged.inputs);
    return {glm::distance(people.next[0], people.position[0]),
            glm::distance(people.next[1], people.position[1])};
}

}  // namespace

TEST_CASE("two who meet are moved apart alike, but who has waited for long keeps its place") {
    const Moved strangers = pushed_apart(0), waiting = pushed_apart(60);
    CHECK(strangers.first_m == doctest::Approx(strangers.second_m));
    CHECK(strangers.first_m == doctest::Approx(0.02));
    CHECK(waiting.first_m + waiting.second_m == doctest::Approx(0.04));
    CHECK(waiting.second_m > 4 * waiting.first_m);
}

TEST_CASE("who cannot come near its assembly point for the crowd there has assembled too") {
    Course course;
    course.only_room("hall", {0, 0, 16, 12});
    course.way_out("door", "g", {16, 6}, 3.0);
    course.yard({16, -10, 50, 22}, {30, 5.5, 31, 6.5});
    course.walkers("walker", 1.25);
    course.people_in("crowd", "g", {1, 1, 15, 11}, 250, "walker");
    Staged staged(scenario_of(course));
    const crowd::Occupants& people = staged.state.people;
    const auto still_walking = [&] {
        return std::count_if(people.state.begin(), people.state.end(),
                             [](OccupantState state) { return state != OccupantState::assembled; });
    };
    staged.until(240, [&] { return still_walking() == 0; });
    CHECK(still_walking() == 0);
}
