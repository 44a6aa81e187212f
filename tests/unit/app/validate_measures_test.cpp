// The measuring tools of the verification against crowds made by hand: what they say of a known
// record must be the known answer.

#include <doctest/doctest.h>

#include <cmath>

#include "app/validate/laboratory.hpp"
#include "app/validate/measures.hpp"
#include "app/validate/statistics.hpp"
#include "app/validate/watch.hpp"
#include "base/paths.hpp"
#include "base/random.hpp"
#include "building/load.hpp"

using namespace firedrill;
using namespace firedrill::validate;

namespace {

Distribution distribution(Distribution::Kind kind, double a, double b) {
    Distribution d;
    d.kind = kind;
    d.a = a;
    d.b = b;
    return d;
}

Laboratory laboratory() {
    return load_laboratory(
        std::string(FIREDRILL_SOURCE_DIR) + "/tests/verification/cases/laboratory.json",
        Language::en);
}

// Two people: one passes the lines at 1 s and 5 s and leaves at 6 s by exit 0, the other at 2 s
// and 8 s, at 9 s by exit 1.
RunRecord two_walkers() {
    RunRecord record;
    record.lines = {"from", "to"};
    record.areas = {"area"};
    record.area_m2 = {4};
    record.groups = {"a", "b"};
    record.exits = {"left", "right"};
    record.planned_exit = {0, 0};
    record.people.resize(2);
    record.people[0] = {0, 0, 0.05, 0.2, 6, -1, 0, {1, 5}};
    record.people[1] = {1, 0, 0.05, 0.3, 9, -1, 1, {2, 8}};
    record.samples = {{{0.5, 2, 1.0}, {1.0, 4, 0.5}, {1.5, 0, 0}}};
    return record;
}

double value(const Claim& claim, const Records& records) {
    static const Laboratory data = laboratory();
    const Evidence evidence{data, [&](const std::string&) -> const Records& { return records; }};
    return measure(claim, "run", evidence);
}

Claim claim(const std::string& name, std::map<std::string, std::string> text = {},
            std::map<std::string, double> number = {}) {
    Claim made;
    made.kind = ClaimKind::guideline;
    made.measure = name;
    made.runs = {"run"};
    made.text = std::move(text);
    made.number = std::move(number);
    return made;
}

struct Bodies {
    std::vector<Vec2> position;
    std::vector<std::int32_t> layer;
    std::vector<float> z, radius;
    OccupantsView view() const {
        OccupantsView people;
        people.position = position;
        people.layer = layer;
        people.floor_z = z;
        people.radius = radius;
        return people;
    }
};

}  // namespace

TEST_CASE("a travel time is the mean over the people who passed both lines") {
    const Records records{two_walkers()};
    CHECK(value(claim("travel_s", {{"from", "from"}, {"to", "to"}}), records) == 5);
    CHECK(value(claim("travel_s", {{"from", "from"}, {"to", "to"}, {"group", "b"}}), records) == 6);
}

TEST_CASE("who never arrives leaves a time not measured, and no bound holds it") {
    Records records{two_walkers()};
    records[0].people[1].passed_s[1] = -1;
    records[0].people[1].out_s = -1;
    const Claim travel = claim("travel_s", {{"from", "from"}, {"to", "to"}});
    CHECK(std::isnan(value(travel, records)));
    CHECK(std::isnan(value(claim("last_out_s"), records)));
    Claim bounded = travel;
    bounded.at_most = 1e9;
    const Laboratory data = laboratory();
    const Evidence evidence{data, [&](const std::string&) -> const Records& { return records; }};
    CHECK(!judge(bounded, evidence).holds);
    bounded.kind = ClaimKind::report;
    CHECK(judge(bounded, evidence).holds);
}

TEST_CASE("exits are counted by those who used them") {
    const Records records{two_walkers()};
    CHECK(value(claim("exit_share", {{"exit", "left"}}), records) == 0.5);
    CHECK(value(claim("exit_count", {{"exit", "right"}, {"group", "b"}}), records) == 1);
    CHECK(value(claim("planned_share"), records) == 0.5);
    CHECK(value(claim("spread_s"), records) == 3);
}

TEST_CASE("density is people over area, and speed the mean over people") {
    const Records records{two_walkers()};
    const AreaMean mean = area_mean(records, "area", 0.4, 1.1);
    CHECK(mean.density_1_m2 == doctest::Approx(3.0 / 4));
    CHECK(mean.speed_m_s == doctest::Approx((2 * 1.0 + 4 * 0.5) / 6));
    CHECK(mean.flow_1_m_s == doctest::Approx(0.75 * 4.0 / 6));
    CHECK(area_mean(records, "area", 0.4, 1.6).density_1_m2 == doctest::Approx(2.0 / 4));
}

TEST_CASE("an even stream of two a second flows at two a second") {
    std::vector<double> times;
    for (int i = 0; i < 100; ++i) times.push_back(10 + 0.5 * i);
    CHECK(steady_flow_1_s(times) == doctest::Approx(2));
    // A slow tail does not count.
    times.back() = 1000;
    CHECK(steady_flow_1_s(times) == doctest::Approx(2));
}

TEST_CASE("an order holds only when each value keeps it") {
    Records slow{two_walkers()}, fast{two_walkers()};
    fast[0].people[1].out_s = 8;
    const Laboratory data = laboratory();
    const Evidence evidence{
        data, [&](const std::string& run) -> const Records& { return run == "s" ? slow : fast; }};
    Claim order = claim("last_out_s");
    order.runs = {"f", "s"};
    order.order = Order::rising;
    CHECK(judge(order, evidence).holds);
    order.runs = {"s", "f"};
    CHECK(!judge(order, evidence).holds);
    order.order = Order::falling;
    CHECK(judge(order, evidence).holds);
    order.runs = {"s", "s"};
    CHECK(!judge(order, evidence).holds);
    order.order = Order::not_falling;
    CHECK(judge(order, evidence).holds);
    slow[0].people[0].out_s = -1;
    CHECK(!judge(order, evidence).holds);
}

TEST_CASE("a name that is not in the scene is an error with the name in it") {
    const Records records{two_walkers()};
    CHECK_THROWS_WITH(value(claim("exit_share", {{"exit", "nowhere"}}), records),
                      doctest::Contains("nowhere"));
    CHECK_THROWS_WITH(value(claim("no_such_measure"), records),
                      doctest::Contains("no_such_measure"));
}

TEST_CASE("samples of a distribution are found to be of it and shifted ones are not") {
    RandomStream random(3, 9);
    std::vector<double> sample, shifted;
    for (int i = 0; i < 400; ++i) {
        sample.push_back(random.normal(1.2, 0.2));
        shifted.push_back(sample.back() + 0.05);
    }
    const Distribution d = distribution(Distribution::Kind::normal, 1.2, 0.2);
    CHECK(ks_probability(ks_distance(sample, d), sample.size()) > 0.05);
    CHECK(ks_probability(ks_distance(shifted, d), shifted.size()) < 0.01);
    // Critical distance of one in twenty for large n (Massey 1951): 1.358 / sqrt(n).
    CHECK(ks_probability(1.358 / 100, 10000) == doctest::Approx(0.05).epsilon(0.02));
}

TEST_CASE("distribution functions have their known values") {
    using Kind = Distribution::Kind;
    CHECK(share_below(distribution(Kind::normal, 0, 1), 1.959964) == doctest::Approx(0.975));
    CHECK(share_below(distribution(Kind::lognormal, 0, 1), 1) == doctest::Approx(0.5));
    CHECK(share_below(distribution(Kind::weibull, 2, 1), 2) == doctest::Approx(1 - std::exp(-1)));
    CHECK(share_below(distribution(Kind::gamma, 1, 3), 3) == doctest::Approx(1 - std::exp(-1)));
    Distribution cut = distribution(Kind::normal, 0, 1);
    cut.low = 0;
    CHECK(share_below(cut, 0.674490) == doctest::Approx(0.5));
    CHECK(share_below(cut, -1) == 0);
}

TEST_CASE("the laboratory band of a tabulated width has the table's ends") {
    const Laboratory data = laboratory();
    const Band one = data.bottleneck_band(1.0);
    CHECK(one.low == doctest::Approx(1.71));
    CHECK(one.high == doctest::Approx(2.02));
    const Band wide = data.bottleneck_band(2.4);
    CHECK(wide.high == doctest::Approx(5.80));
    // Between 4.063 at 2.2 m and 5.116 at 2.5 m.
    CHECK(wide.low == doctest::Approx(4.063 + (5.116 - 4.063) * 2 / 3));
    double low = 0, high = 0;
    CHECK(Laboratory::stair_band(data.stairs_down, 0.7, low, high));
    CHECK(low == doctest::Approx(0.63));
    CHECK(high == doctest::Approx(1.06));
    CHECK(!Laboratory::stair_band(data.stairs_down, 1.6, low, high));
}

TEST_CASE("Weidmann's law has its tabulated speeds") {
    CHECK(weidmann_speed_m_s(0.5) == doctest::Approx(1.298).epsilon(1e-3));
    CHECK(weidmann_speed_m_s(2) == doctest::Approx(0.606).epsilon(1e-3));
    CHECK(weidmann_speed_m_s(4) == doctest::Approx(0.156).epsilon(5e-3));
    CHECK(weidmann_speed_m_s(6) == 0);
}

TEST_CASE("two bodies of 0.2 m that stand 0.3 m apart overlap by 0.1 m, on one floor only") {
    Bodies bodies;
    bodies.position = {{0.95, 0}, {1.25, 0}, {5, 5}};
    bodies.layer = {0, 0, 0};
    bodies.z = {0, 0, 0};
    bodies.radius = {0.2f, 0.2f, 0.2f};
    std::vector<std::uint8_t> present{1, 1, 1};
    CHECK(deepest_overlap(bodies.view(), present) == doctest::Approx(0.1));
    bodies.z[1] = 3;
    CHECK(deepest_overlap(bodies.view(), present) == 0);
    bodies.z[1] = 0;
    present[1] = 0;
    CHECK(deepest_overlap(bodies.view(), present) == 0);
}

TEST_CASE("a step through a wall is seen, and one through a passable door is not") {
    const Building building = make_building(load_scenario(
        std::string(FIREDRILL_SOURCE_DIR) + "/tests/verification/cases/nist/two_ways.json"));
    const WalkMap map = make_walk_map(building);
    std::vector<DoorForCrowd> doors(building.openings.size());
    Bodies bodies;
    bodies.position = {{0.5, 6}, {0.5, 2}};
    bodies.layer = {0, 0};
    bodies.z = {0, 0};
    bodies.radius = {0.2f, 0.2f};
    StepWatch watch(map, bodies.view());
    bodies.position[0] = {-0.3, 6};
    watch.look(bodies.view(), doors);
    CHECK(watch.passed_walls == 0);
    bodies.position[0] = {0.5, 6};
    doors[0].passable = false;
    watch.look(bodies.view(), doors);
    CHECK(watch.passed_walls == 1);
    bodies.position[1] = {-0.3, 2};
    watch.look(bodies.view(), doors);
    CHECK(watch.passed_walls == 2);
}

TEST_CASE("the lists of cases load, and each case with criteria names models that break it") {
    const CaseBook book =
        load_cases(std::string(FIREDRILL_SOURCE_DIR) + "/tests/verification/cases", Language::en);
    CHECK(book.cases.size() > 60);
    for (const CrowdCase& test : book.cases) {
        CAPTURE(test.id);
        bool hard = false;
        for (const Claim& one : test.claims) hard |= one.hard();
        CHECK(hard == !test.breaks.empty());
        CHECK((!test.claims.empty() || !test.not_applicable.empty()));
        CHECK(!test.source.empty());
    }
}
