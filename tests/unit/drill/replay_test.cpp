// The same seed and inputs give the same bits; a replay proves it.

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "building/load.hpp"
#include "drill/replay.hpp"
#include "play.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

constexpr double seconds = 15;

struct Ticks {
    std::vector<TickInput> inputs;
    std::vector<std::uint64_t> hashes;
};

Ticks played(std::uint64_t seed, int threads) {
    DrillSettings settings = Play::with_everything();
    settings.seed = seed;
    settings.threads = threads;
    Play play(two_rooms(), settings);
    play.act(R"({"do": "walk_to", "target": "call_point", "within": 0.9},
                {"do": "interact", "target": "call_point"}, {"do": "shout"})");
    play.wait(seconds - play.drill.time_s());
    return {play.inputs, play.hashes};
}

Replay replay_of(const Ticks& play, std::uint64_t seed) {
    Replay replay;
    replay.scenario_text = write_scenario(two_rooms());
    replay.trainee_name = "tester";
    replay.settings = Play::with_everything();
    replay.settings.seed = seed;
    replay.inputs = play.inputs;
    replay.hashes = play.hashes;
    return replay;
}

}  // namespace

TEST_CASE("one, two and three threads give the same hash at every tick, another seed does not") {
    const Ticks one = played(3, 1);
    REQUIRE(one.hashes.size() == 300);
    CHECK(played(3, 2).hashes == one.hashes);
    CHECK(played(3, 3).hashes == one.hashes);
    const Ticks other = played(4, 1);
    CHECK(other.hashes.back() != one.hashes.back());
}

TEST_CASE("a replay verifies on other threads, and tells the tick at which an input was changed") {
    const Ticks play = played(3, 1);
    Replay replay = replay_of(play, 3);
    CHECK(verify_replay(replay, 2) == -1);
    SUBCASE("a step in tick 100") {
        replay.inputs[100].forward = replay.inputs[100].forward > 0 ? 0 : 100;
        CHECK(verify_replay(replay, 1) == 100);
    }
    SUBCASE("a hash in tick 40") {
        replay.hashes[40] ^= 1;
        CHECK(verify_replay(replay, 1) == 40);
    }
    SUBCASE("the seed") {
        replay.settings.seed = 4;
        const std::int64_t first = verify_replay(replay, 1);
        CHECK(first >= 0);
    }
}

TEST_CASE("a replay file gives back what was written") {
    const Ticks play = played(3, 1);
    Replay replay = replay_of(play, 3);
    replay.inputs[5].commands.push_back({TraineeCommand::Kind::mark_fault, "ext_1", "EQ-02"});
    replay.inputs[6].injects.push_back("alarm_late");
    const TextFile file("");
    write_replay(replay, file.path());
    const Replay back = read_replay(file.path());
    CHECK(back.scenario_text == replay.scenario_text);
    CHECK(back.trainee_name == replay.trainee_name);
    CHECK(back.settings.seed == 3);
    CHECK(back.hashes == replay.hashes);
    REQUIRE(back.inputs.size() == replay.inputs.size());
    for (std::size_t t = 0; t < back.inputs.size(); ++t) {
        const TickInput &a = back.inputs[t], &b = replay.inputs[t];
        const bool same = a.forward == b.forward && a.right == b.right &&
                          a.yaw_mdeg == b.yaw_mdeg && a.pitch_mdeg == b.pitch_mdeg &&
                          a.buttons == b.buttons && a.injects == b.injects &&
                          a.commands.size() == b.commands.size();
        if (!same) FAIL_CHECK("tick ", t, " differs");
    }
    CHECK(back.inputs[5].commands[0].text == "EQ-02");
}

TEST_CASE("every law of speed in smoke and both door flows are kept by a replay") {
    for (const SmokeSpeedLaw law : smoke_speed_laws()) {
        for (const DoorFlowLimit flow : {DoorFlowLimit::free, DoorFlowLimit::codes}) {
            DrillSettings settings;
            settings.crowd.smoke_speed = law;
            settings.crowd.door_flow = flow;
            settings.crowd.stranger_turn_back_extinction_1_m = 0.21;
            settings.crowd.crowding_cost = 0.73;
            const DrillSettings back = unpack_settings(pack_settings(settings));
            CHECK(back.crowd.smoke_speed == law);
            CHECK(back.crowd.door_flow == flow);
            CHECK(back.crowd.stranger_turn_back_extinction_1_m == 0.21);
            CHECK(back.crowd.crowding_cost == 0.73);
        }
    }
}

TEST_CASE("settings stored by older formats are read, and strangers turn back as they did then") {
    DrillSettings settings;
    settings.crowd.turn_back_extinction_1_m = 0.4;
    std::string stored = pack_settings(settings);
    settings.crowd.crowding_cost = 0.73;
    std::string stored_by_2 = pack_settings(settings);
    constexpr std::size_t format_3_adds = sizeof(double) + 1;  // a queue's cost and the mode
    stored_by_2.resize(stored_by_2.size() - format_3_adds);
    CHECK(unpack_settings(stored_by_2).crowd.stranger_turn_back_extinction_1_m ==
          settings.crowd.stranger_turn_back_extinction_1_m);
    CHECK(unpack_settings(stored_by_2).crowd.crowding_cost == DrillSettings{}.crowd.crowding_cost);
    stored.resize(stored.size() - sizeof(double) - format_3_adds);  // what formats 2 and 3 add
    const DrillSettings back = unpack_settings(stored);
    CHECK(back.with_trainee == settings.with_trainee);
    CHECK(back.crowd.stranger_turn_back_extinction_1_m == 0.4);
}

TEST_CASE("a law of speed in smoke that this program does not know is refused") {
    std::string stored = pack_settings(DrillSettings{});
    constexpr std::size_t law_at = 7 * 8 + 1;  // after the seed, six numbers and a flag
    stored[law_at] = 99;
    CHECK_THROWS_AS(unpack_settings(stored), LoadError);
}

TEST_CASE("a damaged, a cut and a foreign replay file are refused by name") {
    const Ticks play = played(3, 1);
    const TextFile file("");
    write_replay(replay_of(play, 3), file.path());
    std::ifstream stream(file.path(), std::ios::binary);
    const std::string whole(std::istreambuf_iterator<char>(stream), {});
    const auto refused = [&](const std::string& bytes) {
        const TextFile damaged(bytes);
        CHECK_THROWS_WITH_AS(read_replay(damaged.path()), doctest::Contains(damaged.path().c_str()),
                             LoadError);
    };
    refused("");
    refused("not a replay at all");
    refused(whole.substr(0, whole.size() / 2));
    std::string newer = whole;
    newer[8] = static_cast<char>(newer[8] + 1);  // the version follows the magic
    refused(newer);
}
