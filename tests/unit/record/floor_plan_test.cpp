// The floor plan of a report: what stands on it, and where.

#include <doctest/doctest.h>

#include <cmath>
#include <sstream>
#include <utility>

#include "building/load.hpp"
#include "markup.hpp"
#include "record/floor_plan.hpp"
#include "sample.hpp"

using namespace firedrill;
using namespace firedrill::record;
using namespace firedrill::test;

namespace {

Building building_of(const std::string& text) {
    return make_building(parse_scenario(text, "scenario.json"));
}

// The two rooms, and above them a storey with one wall, its floor 3 m up.
std::string two_storeys_text() {
    const std::string above = R"({"id": "up", "name": {"zh": "二层", "en": "First floor"},
        "elevation": 3, "height": 2.8,
        "outline": [[-0.1, -0.1], [9.1, -0.1], [9.1, 5.1], [-0.1, 5.1]]}], "site")";
    const std::string wall = R"({"id": "wall_up", "storey": "up", "points": [[1, 1], [1, 4]],
        "thickness": 0.2, "material": "brick"}], "openings")";
    std::string text = two_rooms_text();
    text = with(text, "],\n  \"site\"", "," + above);
    return with(text, "],\n  \"openings\"", "," + wall);
}

std::string plan(const Building& building, std::int32_t storey = 0,
                 const std::vector<TrackPoint>& track = {}, const std::vector<PlanMark>& marks = {},
                 Language language = Language::en) {
    return floor_plan_svg(building, StoreyIndex(storey), track, marks, language);
}

std::vector<double> numbers_of(const std::vector<std::string>& texts) {
    std::vector<double> numbers;
    for (const std::string& text : texts) numbers.push_back(std::stod(text));
    return numbers;
}

}  // namespace

TEST_CASE("the plan shows every wall of the storey to scale, north up") {
    const Building building = building_of(two_rooms_text());
    const std::string svg = plan(building);
    CHECK(fault_of_markup(svg) == "");
    // The outline is 9.2 m by 5.2 m; with a metre all round, 11.2 m take 960 pixels.
    CHECK(holds(svg, "viewBox='0 0 960 617'"));
    CHECK(count_of(svg, "class='wall'") == 5);
    // The partition, from (5, 0) to (5, 5): 6.1 m from the left, 6.1 and 1.1 m from the top.
    CHECK(holds(svg,
                "<line class='wall' x1='522.9' y1='522.9' x2='522.9' y2='94.3' "
                "stroke-width='8.6'/>"));
    // The southern outer wall, twice as thick.
    CHECK(holds(svg,
                "<line class='wall' x1='94.3' y1='522.9' x2='865.7' y2='522.9' "
                "stroke-width='17.1'/>"));
}

TEST_CASE("the plan shows doors, windows, exits and extinguishers where they are") {
    const std::string svg = plan(building_of(two_rooms_text()));
    CHECK(count_of(svg, "class='door'") == 2);
    CHECK(count_of(svg, "class='window'") == 1);
    CHECK(count_of(svg, "class='exit'") == 1);
    CHECK(count_of(svg, "class='extinguisher'") == 1);
    // The window: middle (2.5, 0), 1.6 m wide.
    CHECK(holds(svg, "<line class='window' x1='240.0' y1='522.9' x2='377.1' y2='522.9'"));
    // The exit's arrow points out of the building, eastward from the door at (9, 2.5).
    CHECK(holds(svg, "<line class='exit' x1='831.4' y1='308.6' x2='942.9' y2='308.6'"));
    // The extinguisher at (5.2, 3.8), 6 pixels wide and high.
    CHECK(holds(svg, "<rect class='extinguisher' x='537.0' y='194.1' width='6' height='6'/>"));
}

TEST_CASE("the plan names the rooms in the language asked for") {
    const Building building = building_of(two_rooms_text());
    const std::string english = plan(building), chinese = plan(building, 0, {}, {}, Language::zh);
    CHECK(count_of(english, "class='name'") == 2);
    CHECK(holds(english, ">Office</text>"));
    CHECK(holds(english, ">Hall</text>"));
    CHECK_FALSE(holds(english, "办公室"));
    CHECK(holds(chinese, ">办公室</text>"));
    CHECK(holds(chinese, ">门厅</text>"));
    CHECK_FALSE(holds(chinese, "Office"));
}

TEST_CASE("a room's name may hold any character") {
    const Building building =
        building_of(with(two_rooms_text(), R"("en": "Office"})", R"("en": "<A> & \"B\" 'C'"})"));
    const std::string svg = plan(building);
    CHECK(fault_of_markup(svg) == "");
    CHECK(holds(svg, ">&lt;A&gt; &amp; &quot;B&quot; &#39;C&#39;</text>"));
}

TEST_CASE("characters with a meaning in HTML are escaped, all others stay") {
    CHECK(html_escaped("<a href=\"x\">'&amp;'</a>") ==
          "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;");
    CHECK(html_escaped("李小明 é 100 %") == "李小明 é 100 %");
    CHECK(html_escaped("").empty());
}

TEST_CASE("the same building gives the same plan, byte for byte") {
    const std::string text = bytes_of(FIREDRILL_SOURCE_DIR "/scenarios/school/scenario.json");
    const Building one = building_of(text), other = building_of(text);
    for (std::int32_t storey = 0; storey < 3; ++storey) {
        const std::vector<PlanMark> marks = {{1, {3, 7, 1 + 3.6 * storey}, true},
                                             {2, {9, 7, 1 + 3.6 * storey}, false}};
        const std::string svg = plan(one, storey, sample_track(0, 9), marks);
        CHECK(fault_of_markup(svg) == "");
        CHECK(svg == plan(one, storey, sample_track(0, 9), marks));
        CHECK(svg == plan(other, storey, sample_track(0, 9), marks));
        int walls = 0;
        for (const WallSegment& wall : one.walls) walls += wall.storey == StoreyIndex(storey);
        CHECK(walls > 10);
        CHECK(count_of(svg, "class='wall'") == walls);
    }
}

TEST_CASE("a plan shows its own storey and nothing of the others") {
    const Building building = building_of(two_storeys_text());
    const std::string ground = plan(building, 0), up = plan(building, 1);
    CHECK(fault_of_markup(up) == "");
    CHECK(ground == plan(building_of(two_rooms_text())));
    CHECK(count_of(up, "class='wall'") == 1);
    // From (1, 1) to (1, 4).
    CHECK(holds(up, "<line class='wall' x1='180.0' y1='437.1' x2='180.0' y2='180.0'"));
    for (const std::string part :
         {"'door'", "'window'", "'exit'", "'extinguisher'", "'name'", "'room'"})
        CHECK_MESSAGE(count_of(up, part) == 0, part);
}

TEST_CASE("the way is drawn on the storey it was walked on, in pieces where it leaves it") {
    const Building building = building_of(two_storeys_text());
    const std::vector<TrackPoint> track = {{0, {2, 1, 0}, 0}, {1, {4, 1, 0}, 0}, {2, {4, 2, 3}, 0},
                                           {3, {5, 2, 3}, 0}, {4, {6, 2, 3}, 0}, {5, {6, 4, 0}, 0},
                                           {6, {8, 4, 0}, 0}};
    const auto ways = [&](std::int32_t storey) {
        return all_between(plan(building, storey, track), "class='track' points='", "'");
    };
    CHECK(ways(0) ==
          std::vector<std::string>{"265.7,437.1 437.1,437.1 ", "608.6,180.0 780.0,180.0 "});
    CHECK(ways(1) == std::vector<std::string>{"437.1,351.4 522.9,351.4 608.6,351.4 "});
    CHECK(count_of(plan(building), "class='track'") == 0);
}

TEST_CASE("the plan grows so that a way out of the building stays on it") {
    const std::vector<TrackPoint> track = {
        {0, {7, 2.5, 0}, 0}, {9, {18, 4, 0}, 0}, {20, {-4, -5, 0}, 0}};
    const std::string svg = plan(building_of(two_rooms_text()), 0, track);
    const double height = std::stod(all_between(svg, "viewBox='0 0 960 ", "'").at(0));
    const auto way = all_between(svg, "class='track' points='", "'");
    REQUIRE(way.size() == 1);
    std::istringstream points(way[0]);
    int count = 0;
    char comma = 0;
    for (double x = 0, y = 0; points >> x >> comma >> y; ++count) {
        CHECK(x > 0);
        CHECK(x < 960);
        CHECK(y > 0);
        CHECK(y < height);
    }
    CHECK(count == 3);
}

TEST_CASE("marks carry their number and colour, and those at one place stand side by side") {
    const std::vector<PlanMark> marks = {{3, {2, 2, 1}, true},
                                         {4, {2, 2, 1}, false},
                                         {5, {2.01, 2, 1}, true},
                                         {12, {7, 4, 0}, false}};
    const std::string svg = plan(building_of(two_rooms_text()), 0, {}, marks);
    CHECK(fault_of_markup(svg) == "");
    CHECK(count_of(svg, "<circle class='good'") == 2);
    CHECK(count_of(svg, "<circle class='bad'") == 2);
    const auto labels = all_between(svg, "class='number'", "</text>");
    REQUIRE(labels.size() == 4);
    for (std::size_t n = 0; n < labels.size(); ++n) {
        const std::string number = ">" + std::to_string(marks[n].number);
        CHECK(labels[n].substr(labels[n].find('>')) == number);
    }
    const auto x = numbers_of(all_between(svg, "cx='", "'"));
    const auto y = numbers_of(all_between(svg, "cy='", "'"));
    REQUIRE(x.size() == 4);
    REQUIRE(y.size() == 4);
    // The first one stands at its place: (2, 2) is 3.1 m from the left and 4.1 m from the top.
    CHECK(x[0] == 265.7);
    CHECK(y[0] == 351.4);
    for (std::size_t a = 0; a < 4; ++a) {
        for (std::size_t b = a + 1; b < 4; ++b) CHECK(std::hypot(x[a] - x[b], y[a] - y[b]) > 16);
    }
}

TEST_CASE("a mark at the ceiling stands on its own storey only") {
    const Building building = building_of(two_storeys_text());
    // A detector 5 cm below the ground floor's ceiling, and one in the storey above.
    const std::vector<PlanMark> marks = {{1, {2.5, 2.5, 2.75}, true}, {2, {2.5, 2.5, 5.75}, true}};
    const auto numbers = [&](std::int32_t storey) {
        const std::string svg = plan(building, storey, {}, marks);
        return std::pair(count_of(svg, ">1</text>"), count_of(svg, ">2</text>"));
    };
    CHECK(numbers(0).first == 1);
    CHECK(numbers(0).second == 0);
    CHECK(numbers(1).first == 0);
    CHECK(numbers(1).second == 1);
}

TEST_CASE("a mark outside of the building is on the picture") {
    // The assembly point, where heads are counted.
    const std::string svg = plan(building_of(two_rooms_text()), 0, {}, {{1, {15.5, 2.5, 0}, true}});
    const auto x = numbers_of(all_between(svg, "cx='", "'"));
    REQUIRE(x.size() == 1);
    CHECK(x[0] < 960);
}
