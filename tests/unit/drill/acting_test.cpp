// Acting in a fire: what is noticed, said, decided, felt, and what feet and roles tell.

#include <doctest/doctest.h>

#include <glm/geometric.hpp>

#include "base/paths.hpp"
#include "drill/call_119.hpp"
#include "drill/roles.hpp"
#include "play.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

DrillSettings with_fire() {
    DrillSettings settings = Play::quick();
    settings.with_fire = true;
    return settings;
}

TickInput says(TraineeCommand::Kind kind, const std::string& text) {
    TickInput input;
    input.commands.push_back({kind, "", text});
    return input;
}

TickInput heading(double degrees, int forward = 0, std::uint16_t buttons = 0) {
    TickInput input;
    input.yaw_mdeg = static_cast<std::int32_t>(degrees * 1000);
    input.forward = static_cast<std::int8_t>(forward);
    input.buttons = buttons;
    return input;
}

// Says each in turn and waits until the operator has answered.
void call(Play& play, std::initializer_list<const char*> answers) {
    play.tick(says(TraineeCommand::Kind::say_119, "dial"));
    for (const char* answer : answers) {
        for (int n = 0; n < 20 * 60 && !play.drill.trainee().call.waiting; ++n) play.tick();
        REQUIRE(play.drill.trainee().call.waiting);
        play.tick(says(TraineeCommand::Kind::say_119, answer));
        play.tick();
    }
}

std::vector<std::pair<std::string, double>> facts(const Play& play) {
    std::vector<std::pair<std::string, double>> told;
    for (const TimelineEvent& event : play.drill.timeline())
        if (event.name == "trainee.call_fact") told.emplace_back(event.detail, event.value);
    return told;
}

// Then the trainee knows.
const char* const raise_alarm = R"({"do": "walk_to", "target": "call_point", "within": 0.9},
    {"do": "interact", "target": "call_point"}, {"do": "wait", "seconds": 1})";

// A shut office in which it has burnt for a while; the trainee stands in the hall before its door.
Scenario shut_office() {
    Scenario scenario = two_rooms();
    with_id(scenario.openings, "door_office").state = OpeningState::closed;
    ItemType& basket = with_id(scenario.items, "basket");
    basket.burnable->hrr = HrrCurve{};
    basket.burnable->hrr.constant_kw = 400;
    scenario.drill->start.at = {5.8, 2.5};
    return scenario;
}

}  // namespace

TEST_CASE("a call in which everything true is said ends with the operator, and is a call to 119") {
    Play play(two_rooms(), with_fire());
    play.wait(10);  // it burns from 5 s on
    call(play,
         {"address.full", "burning.goods", "size.small", "trapped.no", "name.full", "phone.full"});
    play.wait(30);
    CHECK(facts(play) == std::vector<std::pair<std::string, double>>{{"address", 1},
                                                                     {"burning", 1},
                                                                     {"size", 1},
                                                                     {"trapped", 1},
                                                                     {"name", 1},
                                                                     {"phone", 1}});
    REQUIRE(play.first("trainee.called_119") != nullptr);
    CHECK(play.first("trainee.called_119")->value == 6);
    play.tick(says(TraineeCommand::Kind::say_119, "hang_up"));
    play.tick();
    CHECK(play.count("trainee.hung_up_early") == 0);
    CHECK_FALSE(play.drill.trainee().call.going_on);
    const double took = play.first("trainee.called_119")->time_s - 10;
    MESSAGE("the whole call takes " << took << " s");
    CHECK(took > 20);
    CHECK(took < 90);
}

TEST_CASE("a script speaks to 119, decides, calls out, feels a door and ties a wet cloth") {
    Play play(shut_office());
    play.act(R"({"do": "decide", "text": "leave"}, {"do": "order", "text": "get_out"},
                {"do": "feel_door", "target": "door_office"}, {"do": "wet_cloth"},
                {"do": "say_119", "text": "dial"}, {"do": "say_119", "text": "address.full"},
                {"do": "say_119", "text": "trapped.no"}, {"do": "wait", "seconds": 8},
                {"do": "say_119", "text": "hang_up"}, {"do": "wait", "seconds": 1})");
    CHECK(play.failed_actions == 0);
    CHECK(play.count("trainee.leave_decided") == 1);
    CHECK(play.count("trainee.ordered") == 0);  // there is nobody who could hear it
    CHECK(play.count("trainee.felt_door", "door_office") == 1);
    CHECK(play.count("trainee.wet_cloth") == 1);
    CHECK(facts(play).size() == 2);
    CHECK(play.count("trainee.hung_up_early") == 1);
}

TEST_CASE("a wrong address is asked again, what is not true counts for nothing") {
    Play play(two_rooms(), with_fire());
    play.wait(10);
    call(play, {"address.vague", "address.full", "burning.oil", "size.large"});
    play.wait(8);
    CHECK(facts(play) == std::vector<std::pair<std::string, double>>{
                             {"address", 0}, {"address", 1}, {"burning", 0}, {"size", 0}});
}

TEST_CASE("hanging up early costs: with the address an engine comes, without it none") {
    Play with_address(two_rooms(), with_fire());
    with_address.wait(10);
    call(with_address, {"address.full"});
    with_address.wait(8);
    with_address.tick(says(TraineeCommand::Kind::say_119, "hang_up"));
    CHECK(with_address.count("trainee.hung_up_early") == 1);
    CHECK(with_address.first("trainee.hung_up_early")->value == 5);
    CHECK(with_address.count("trainee.called_119") == 1);

    Play without(two_rooms(), with_fire());
    without.wait(10);
    call(without, {});
    without.wait(4);
    without.tick(says(TraineeCommand::Kind::say_119, "hang_up"));
    CHECK(without.count("trainee.hung_up_early") == 1);
    CHECK(without.count("trainee.called_119") == 0);
}

TEST_CASE("flames in view are noticed, behind a wall they are not, and the alarm is heard") {
    Scenario open = two_rooms();
    open.drill->start.at = {7, 1.9};
    Play looks(open, with_fire());
    for (int n = 0; n < 20 * 12; ++n) looks.tick(heading(158.7));  // through the open door
    REQUIRE(looks.first("trainee.noticed") != nullptr);
    CHECK(looks.first("trainee.noticed")->time_s > 5);
    MESSAGE("looking: " << looks.first("trainee.noticed")->detail << " at "
                        << looks.first("trainee.noticed")->time_s << " s");

    Scenario shut = shut_office();
    with_id(shut.fixtures, "detector_office").works = false;
    std::get<DetectorSpec>(with_id(shut.fixtures, "detector_office").spec).dead = true;
    Play away(shut, with_fire());
    for (int n = 0; n < 20 * 12; ++n) away.tick(heading(0));
    CHECK(away.count("trainee.noticed") == 0);
    away.act(R"({"do": "walk_to", "target": "call_point", "within": 0.9},
                {"do": "interact", "target": "call_point"})");
    away.wait(1);
    REQUIRE(away.first("trainee.noticed") != nullptr);
    CHECK(away.first("trainee.noticed")->detail == "alarm");
}

TEST_CASE("the door of a burning room is felt hot and must not be opened, a cool one may") {
    Play cool(shut_office());
    cool.act(R"({"do": "look_at", "target": "door_office"})");
    cool.tick(heading(180, 0, button_feel_door));
    REQUIRE(cool.first("trainee.felt_door") != nullptr);
    CHECK(cool.first("trainee.felt_door")->value == doctest::Approx(20));

    Play hot(shut_office(), with_fire());
    hot.act(R"({"do": "look_at", "target": "door_office"})");
    hot.wait(90);
    hot.tick(heading(180, 0, button_feel_door));
    REQUIRE(hot.first("trainee.felt_door") != nullptr);
    MESSAGE("felt after 85 s of 400 kW: " << hot.first("trainee.felt_door")->value << " C");
    CHECK(hot.first("trainee.felt_door")->value > 45);
    hot.act(R"({"do": "interact", "target": "door_office"})");
    CHECK(hot.count("trainee.opened_hot_door", "door_office") == 1);
    cool.act(R"({"do": "interact", "target": "door_office"})");
    CHECK(cool.count("trainee.opened_hot_door") == 0);
}

TEST_CASE("who went out and comes in again has gone back, once per time") {
    Play play(two_rooms(), with_fire());
    play.act(raise_alarm);
    play.act(R"({"do": "walk_to", "at": [11, 2.5], "storey": "g"}, {"do": "wait", "seconds": 3})");
    CHECK(play.count("trainee.left_building") == 1);
    CHECK(play.count("trainee.went_back") == 0);
    play.act(R"({"do": "walk_to", "at": [7, 2.5], "storey": "g"})");
    CHECK(play.count("trainee.went_back") == 1);

    // Nothing burns yet, or nobody has noticed: going in and out is nobody's fault.
    Scenario quiet = two_rooms();
    with_id(quiet.fixtures, "sounder").works = false;
    Play unaware(quiet, with_fire());
    for (int n = 0; n < 20 * 8; ++n) unaware.tick(heading(0));
    unaware.act(R"({"do": "walk_to", "at": [11, 2.5], "storey": "g"},
                   {"do": "walk_to", "at": [8.4, 2.5], "storey": "g"})");
    CHECK(unaware.count("item.ignited") == 1);
    CHECK(unaware.count("trainee.noticed") == 0);
    CHECK(unaware.count("trainee.went_back") == 0);
    Play before(two_rooms());
    before.act(R"({"do": "walk_to", "at": [11, 2.5], "storey": "g"},
                  {"do": "walk_to", "at": [7, 2.5], "storey": "g"})");
    CHECK(before.count("trainee.went_back") == 0);
}

TEST_CASE("a lift is not used in a fire: its button and its car are told") {
    Scenario scenario = two_rooms();
    Lift lift;
    lift.id = "lift";
    lift.region = {{7.6, 3.6}, {8.8, 3.6}, {8.8, 4.8}, {7.6, 4.8}};
    lift.storeys = {"g"};
    scenario.lifts.push_back(lift);
    Play play(scenario, with_fire());
    play.wait(8);
    play.act(raise_alarm);
    play.act(R"({"do": "walk_to", "at": [7.2, 4.0], "storey": "g"})");
    const int on_the_way = play.count("trainee.used_lift", "lift");  // through the car
    TickInput press = heading(45, 0, button_interact);
    play.tick(press);
    play.act(R"({"do": "walk_to", "at": [8.2, 4.2], "storey": "g"})");
    CHECK(play.count("trainee.used_lift", "lift") == on_the_way + 2);
    const Timeline& timeline = play.drill.timeline();
    CHECK(std::count_if(timeline.begin(), timeline.end(), [](const TimelineEvent& e) {
              return e.name == "trainee.used_lift" && e.detail == "called";
          }) == 1);
}

TEST_CASE("at a lift's landing door the button is pressed, and the door opens to no hand") {
    Scenario scenario = two_rooms();
    Wall shaft;
    shaft.id = "shaft";
    shaft.storey = "g";
    shaft.points = {{9, 1.4}, {7.6, 1.4}, {7.6, 0}};
    shaft.thickness = 0.1;
    scenario.walls.push_back(shaft);
    Opening landing;
    landing.id = "landing";
    landing.storey = "g";
    landing.name = {"电梯门", "Lift door"};
    landing.at = {7.6, 0.7};
    landing.width = 0.9;
    landing.motion = LeafMotion::sliding;
    scenario.openings.push_back(landing);
    Lift lift;
    lift.id = "lift";
    lift.region = {{7.65, 0.1}, {8.9, 0.1}, {8.9, 1.35}, {7.65, 1.35}};
    lift.storeys = {"g"};
    scenario.lifts.push_back(lift);
    const char* const at_the_door = R"({"do": "walk_to", "at": [6.7, 0.7], "storey": "g"},
        {"do": "interact", "target": "landing"}, {"do": "push", "target": "landing"})";
    // Whoever knows of no fire does nothing wrong.
    Play before(scenario);
    before.act(at_the_door);
    before.wait(2);
    CHECK(before.count("trainee.used_lift") == 0);
    CHECK(before.door("landing").fraction == 0);
    Play burning(scenario, with_fire());
    burning.wait(5.2);
    burning.act(R"({"do": "wait_for", "event": "trainee.noticed", "timeout": 60})");
    burning.act(at_the_door);
    burning.wait(2);
    CHECK(burning.count("trainee.used_lift", "lift") == 1);
    CHECK(burning.door("landing").fraction == 0);
}

TEST_CASE("who is told that it burns knows of it from then on") {
    Scenario scenario = shut_office();
    scenario.drill->injects.clear();
    Inject shout;
    shout.id = "shout";
    shout.when.after_event = "item.ignited";
    shout.when.delay = 1;
    shout.what = "message";
    shout.text = {"着火了!", "Fire!"};
    scenario.drill->injects.push_back(shout);
    Play play(scenario, with_fire());
    for (int n = 0; n < 20 * 7; ++n) play.tick(heading(0));
    REQUIRE(play.first("trainee.noticed") != nullptr);
    CHECK(play.first("trainee.noticed")->detail == "told");
    CHECK(play.first("trainee.noticed")->time_s == doctest::Approx(6).epsilon(0.02));
}

TEST_CASE("low under a smoke layer the air is better, and that is told") {
    Scenario scenario = shut_office();
    scenario.drill->start.at = {3.6, 2.5};
    with_id(scenario.items, "basket").burnable->hrr.constant_kw = 120;
    Play upright(scenario, with_fire()), low(scenario, with_fire());
    for (int n = 0; n < 20 * 60; ++n) {
        upright.tick(heading(0));
        low.tick(heading(0, 0, button_crouch));
    }
    CHECK(upright.count("trainee.entered_smoke") == 1);
    CHECK(low.count("trainee.crouched_in_smoke") >= 1);
    CHECK(upright.count("trainee.crouched_in_smoke") == 0);
    MESSAGE("soot breathed in: " << upright.drill.trainee().soot_mg << " mg upright, "
                                 << low.drill.trainee().soot_mg << " mg low");
    CHECK(low.drill.trainee().soot_mg < 0.9 * upright.drill.trainee().soot_mg);
    CHECK(low.drill.trainee().fed < upright.drill.trainee().fed);
}

TEST_CASE("a wet cloth halves the soot and none of the gases") {
    Scenario scenario = shut_office();
    scenario.drill->start.at = {3.6, 2.5};
    with_id(scenario.items, "basket").burnable->hrr.constant_kw = 120;
    Play bare(scenario, with_fire()), cloth(scenario, with_fire());
    cloth.tick(heading(0, 0, button_wet_cloth));
    bare.tick();
    for (int n = 0; n < 20 * 50; ++n) bare.tick(heading(0)), cloth.tick(heading(0));
    CHECK(cloth.count("trainee.wet_cloth") == 1);
    CHECK(cloth.drill.trainee().soot_mg ==
          doctest::Approx(0.5 * bare.drill.trainee().soot_mg).epsilon(0.02));
    CHECK(cloth.drill.trainee().fed == bare.drill.trainee().fed);
}

TEST_CASE(
    "staying where flames are higher than a person is told after a while, getting away is not") {
    Scenario scenario = two_rooms();
    with_id(scenario.items, "basket").burnable->hrr = HrrCurve{};
    with_id(scenario.items, "basket").burnable->hrr.constant_kw = 700;
    scenario.drill->start.at = {3.6, 2.5};
    Play stays(scenario, with_fire());
    stays.wait(20);
    CHECK(stays.count("trainee.stayed_past_limit") >= 1);
    Play leaves(scenario, with_fire());
    leaves.wait(6);
    leaves.act(R"({"do": "walk_to", "at": [11, 2.5], "storey": "g", "run": true})");
    leaves.wait(10);
    CHECK(leaves.count("trainee.stayed_past_limit") == 0);
    // Behind the shut door the flames are not seen.
    with_id(scenario.openings, "door_office").state = OpeningState::closed;
    scenario.drill->start.at = {5.6, 3.6};
    Play outside(scenario, with_fire());
    outside.wait(20);
    CHECK(outside.count("trainee.stayed_past_limit") == 0);
}

TEST_CASE(
    "a fire is as high as it stands: from the foot of a cupboard, not of the stove under a pan") {
    // Flames of about a metre each time.
    const auto told = [](Vec3 size, double z_m, double kw) {
        Scenario scenario = two_rooms();
        ItemType& item = with_id(scenario.items, "basket");
        item.size = size;
        item.burnable->hrr = HrrCurve{};
        item.burnable->hrr.constant_kw = kw;
        with_id(scenario.furnishings, "waste_basket").z = z_m;
        scenario.drill->start.at = {3.6, 2.5};
        Play stays(scenario, with_fire());
        stays.wait(20);
        const TimelineEvent* event = stays.first("trainee.stayed_past_limit");
        if (event == nullptr) return 0.0;
        CHECK(event->detail == "flame");
        return event->value;
    };
    const double cupboard_m = told({0.6, 0.4, 1.5}, 0, 130);
    MESSAGE("a burning cupboard of 1.5 m stands " << cupboard_m << " m high");
    CHECK(cupboard_m > 1.7);
    CHECK(told({0.3, 0.3, 0.15}, 0.85, 80) == 0);  // a pan
    CHECK(told({0.6, 0.4, 1.5}, 0, 15) == 0);      // a small flame on a cupboard
}

TEST_CASE("people told to follow start at once and are led out") {
    DrillSettings settings = Play::quick();
    settings.with_crowd = true;
    const auto out_by = [&](bool led) {
        Scenario scenario = two_rooms();
        OccupantGroup& workers = with_id(scenario.occupants, "workers");
        workers.pre_movement = {Distribution::Kind::constant, 300, 0};
        scenario.drill->start.at = {4.0, 2.5};
        Play play(scenario, settings);
        play.act(R"({"do": "shout"})");
        if (led) play.tick(says(TraineeCommand::Kind::order, "follow_me"));
        play.act(R"({"do": "walk_to", "at": [15, 2.5], "storey": "g"})");
        play.wait(60);
        if (led) {
            REQUIRE(play.first("trainee.ordered") != nullptr);
            CHECK(play.first("trainee.ordered")->value >= 4);
            CHECK(play.count("trainee.led", "workers") == 1);
        }
        return play.count("occupant.out", "workers");
    };
    CHECK(out_by(true) == 4);
    CHECK(out_by(false) == 0);
}

TEST_CASE("a head count is asked against the truth") {
    DrillSettings settings = Play::quick();
    settings.with_crowd = true;
    Play play(two_rooms(), settings);  // nobody has left yet
    play.tick(says(TraineeCommand::Kind::report, "0"));
    CHECK(play.count("report.wrong") == 1);
    CHECK(play.first("report.wrong")->value == -5);
    play.tick(says(TraineeCommand::Kind::report, "5"));
    CHECK(play.count("report.right") == 1);
}

TEST_CASE("a pupil who fights a fire does what the role forbids, staff do not") {
    const auto forbidden = [](const char* role) {
        Scenario scenario = two_rooms();
        scenario.drill->start.role = role;
        Play play(scenario, with_fire());
        play.act(R"({"do": "walk_to", "target": "ext_1", "within": 0.9},
                    {"do": "interact", "target": "ext_1"}, {"do": "wait", "seconds": 1.5},
                    {"do": "pin"}, {"do": "walk_to", "at": [2.7, 3.7], "storey": "g"},
                    {"do": "use", "target": "waste_basket", "seconds": 1}, {"do": "shout"})");
        CHECK(play.count("role.expected") >= 1);
        return play.count("role.forbidden");
    };
    CHECK(forbidden("pupil") == 1);
    CHECK(forbidden("staff") == 0);
}

TEST_CASE("every role of the format is in the catalogue, with rules that name events") {
    const Roles roles = load_roles(asset("roles.json").string());
    for (const char* id :
         {"staff", "teacher", "pupil", "manager", "tenant", "landlord", "inspector", "duty"}) {
        const Role* role = roles.find(id);
        REQUIRE_MESSAGE(role != nullptr, id);
        CHECK_FALSE(role->expected.empty());
        CHECK_FALSE(role->forbidden.empty());
    }
}

TEST_CASE("how small a flame keeps nobody away is said by the rules, not by the program") {
    std::ifstream stream(asset("roles.json"));
    std::string rules((std::istreambuf_iterator<char>(stream)), {});
    CHECK(load_roles(TextFile(rules).path()).limits.small_flame_share == 0.5);
    const std::string said = "\"small_flame_share\": 0.5";
    REQUIRE(rules.find(said) != std::string::npos);
    rules.replace(rules.find(said), said.size(), "\"small_flame_share\": 0.2");
    CHECK(load_roles(TextFile(rules).path()).limits.small_flame_share == 0.2);
    rules.replace(rules.find("\"small_flame_share"), 18, "\"a_share_not_known");
    CHECK_THROWS_AS(load_roles(TextFile(rules).path()), LoadError);
}

TEST_CASE("what is said to 119 is judged by what burns, how large, and who is inside") {
    const CallScript script =
        load_call_script(asset("call_119.json").string(), {"学校", "School"}, {"教师", "teacher"});
    const auto truth_of = [&](const char* key, const CallTruth& truth) {
        for (const CallQuestion& question : script.questions)
            for (const CallAnswer& answer : question.answers)
                if (answer.key == key) return is_true(answer, truth);
        FAIL(key);
        return false;
    };
    const CallTruth battery{{FireClass::battery}, true, true, true};
    CHECK(truth_of("burning.battery", battery));
    CHECK_FALSE(truth_of("burning.goods", battery));
    CHECK(truth_of("size.large", battery));
    CHECK_FALSE(truth_of("size.small", battery));
    CHECK(truth_of("trapped.yes", battery));
    CHECK_FALSE(truth_of("trapped.no", battery));
    CHECK(truth_of("trapped.no", {{FireClass::A}, false, false, false}));
}
