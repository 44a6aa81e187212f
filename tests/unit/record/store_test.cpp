// What is stored is read back, and what a killed process leaves behind.

#include <doctest/doctest.h>

#include <regex>

#include "sample.hpp"

using namespace firedrill;
using namespace firedrill::test;

TEST_CASE("a finished drill is listed and read back to the last bit, from a store opened later") {
    const Scratch scratch;
    const std::string file = scratch.file("records.db");
    std::int64_t drill = 0;
    {
        Store store(file);
        drill = store_sample(store);
        check_sample(store, drill);
    }
    const Store store(file);
    check_sample(store, drill);
    const auto records = store.list();
    REQUIRE(records.size() == 1);
    CHECK(records[0].id == drill);
    CHECK(records[0].finished);
    CHECK(records[0].start.trainee == "李小明");
    CHECK(records[0].start.scenario_name.en == "Two rooms");
    CHECK(records[0].score.total == 75.25);
    CHECK(records[0].score.passed);
    CHECK(records[0].score.lines.empty());
    const std::regex utc(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)");
    CHECK(std::regex_match(records[0].started_at, utc));
    CHECK(std::regex_match(records[0].finished_at, utc));
    CHECK(records[0].started_at <= records[0].finished_at);
}

TEST_CASE("drills are listed newest first, up to the limit, and each keeps its own scenario") {
    const Scratch scratch;
    Store store(scratch.file("records.db"));
    CHECK(store.list().empty());
    const DrillStart changed =
        sample_start("second", with(two_rooms_text(), "Waste basket", "Paper bin"));
    const auto first = store_sample(store, sample_start("first"));
    const auto second = store_sample(store, changed);
    const auto third = store_sample(store, sample_start("third"));
    const auto records = store.list();
    REQUIRE(records.size() == 3);
    CHECK(records[0].start.trainee == "third");
    CHECK(records[1].start.trainee == "second");
    CHECK(records[2].start.trainee == "first");
    REQUIRE(store.list(2).size() == 2);
    CHECK(store.list(2)[1].id == second);
    CHECK(store.list(0).empty());
    check_sample(store, first, sample_start("first"));
    check_sample(store, second, changed);
    check_sample(store, third, sample_start("third"));
}

TEST_CASE("the same scenario is held once, however many drills were done in it") {
    const Scratch scratch;
    const std::string file = scratch.file("records.db");
    {
        Store store(file);
        for (int n = 0; n < 3; ++n) store.begin(sample_start());
    }
    CHECK(OtherHand(file).value("SELECT count(*) FROM scenario") == "1");
    CHECK(OtherHand(file).value("SELECT count(*) FROM drill") == "3");
}

TEST_CASE("a path may be given as sqlite:path, and missing folders are made") {
    const Scratch scratch;
    const std::string file = scratch.file("a/b/records.db");
    std::int64_t drill = 0;
    {
        Store store("sqlite:" + file);
        drill = store_sample(store);
    }
    REQUIRE(std::filesystem::is_regular_file(file));
    check_sample(Store(file), drill);
}

TEST_CASE("a drill that was never stored is no record, has no events and no replay") {
    const Scratch scratch;
    const std::string file = scratch.file("records.db");
    Store store(file);
    store_sample(store);
    CHECK_FALSE(store.get(77).has_value());
    CHECK(store.timeline(77).empty());
    CHECK(store.track(77).empty());
    const Problem problem = fault_when([&] { store.replay(77); });
    CHECK(problem.place.file == file);
    CHECK(holds(problem.what, "77"));
    CHECK_FALSE(problem.advice.empty());
}

TEST_CASE(
    "a store closed before the drill's end leaves it listed as interrupted, with its events") {
    const Scratch scratch;
    const std::string file = scratch.file("records.db");
    const DrillStart start = sample_start("王");
    std::int64_t finished = 0, interrupted = 0;
    {
        Store store(file);
        finished = store_sample(store);
        interrupted = store.begin(start);
        Timeline so_far = sample_timeline();
        so_far.resize(4);
        store.append(interrupted, so_far, 0, pack_ticks(sample_replay(start, 20), 0, 20),
                     sample_track(0, 3));
    }
    const Store store(file);
    const auto records = store.list();
    REQUIRE(records.size() == 2);
    CHECK(records[0].id == interrupted);
    CHECK_FALSE(records[0].finished);
    CHECK(records[0].finished_at.empty());
    CHECK_FALSE(records[0].score.passed);
    CHECK(records[0].start.trainee == "王");
    CHECK(records[1].finished);
    const auto events = store.timeline(interrupted);
    REQUIRE(events.size() == 4);
    CHECK(events[3].name == "alarm.raised");
    CHECK(store.track(interrupted).size() == 3);
    check_same(store.replay(interrupted), sample_replay(start, 20));
    REQUIRE(store.get(interrupted));
    CHECK(store.get(interrupted)->score.lines.empty());
    check_sample(store, finished);
}

TEST_CASE("a process killed in the middle of a write loses that piece and nothing before it") {
    const DrillStart start = sample_start("王");
    const Replay ticks = sample_replay(start, 2000);
    int lost = 0, kept = 0;
    for (int writes = 0; writes < 200; writes += 1 + writes / 2) {
        CAPTURE(writes);
        const Scratch scratch;
        const std::string file = scratch.file("records.db");
        const ChildEnd end = in_child([&] {
            Store store(file);
            store_sample(store);
            const std::int64_t drill = store.begin(start);
            Timeline events = sample_timeline();
            events.resize(3);
            store.append(drill, events, 0, pack_ticks(ticks, 0, 20), sample_track(0, 2));
            const LastWrites last(writes, LastWrites::Then::killed);
            store.append(drill, sample_timeline(), 3, pack_ticks(ticks, 20, 2000),
                         sample_track(2, 300));
            raise(SIGKILL);
            return std::string();
        });
        REQUIRE_MESSAGE(end.signal == SIGKILL, end.said);

        Store store(file);
        REQUIRE(store.list().size() == 2);
        check_sample(store, 1);
        CHECK_FALSE(store.list()[0].finished);
        const auto events = store.timeline(2).size();
        REQUIRE((events == 3 || events == 7));
        ++(events == 3 ? lost : kept);
        CHECK(store.track(2).size() == (events == 3 ? 2 : 300));
        check_same(store.replay(2), sample_replay(start, events == 3 ? 20 : 2000));
        check_sample(store, store_sample(store));
    }
    // Both ends of the range were reached: killed at the first write, and after the last one.
    CHECK(lost >= 2);
    CHECK(kept >= 1);
}

TEST_CASE("a piece that cannot be stored whole is not stored in part") {
    const Scratch scratch;
    const std::string file = scratch.file("records.db");
    Store store(file);
    const DrillStart start = sample_start();
    const std::int64_t drill = store.begin(start);
    const Replay ticks = sample_replay(start, 40);
    Timeline events = sample_timeline();
    events.resize(3);
    store.append(drill, events, 0, pack_ticks(ticks, 0, 20), sample_track(0, 2));
    // Event 2 is there already.
    const Problem problem = fault_when([&] {
        store.append(drill, sample_timeline(), 2, pack_ticks(ticks, 20, 40), sample_track(2, 9));
    });
    CHECK(problem.place.file == file);
    CHECK(store.timeline(drill).size() == 3);
    CHECK(store.track(drill).size() == 2);
    CHECK(store.replay(drill).inputs.size() == 20);
    // So is a drill that does not exist.
    fault_when([&] { store.append(drill + 1, events, 0, "", {}); });
    CHECK(store.timeline(drill + 1).empty());
    store.append(drill, sample_timeline(), 3, pack_ticks(ticks, 20, 40), sample_track(2, 9));
    CHECK(store.timeline(drill).size() == 7);
    CHECK(store.replay(drill).inputs.size() == 40);
}

TEST_CASE("a drill can be finished once, and a second end changes nothing") {
    const Scratch scratch;
    Store store(scratch.file("records.db"));
    const std::int64_t drill = store_sample(store);
    Score other = sample_score();
    other.total = 0, other.passed = false;
    fault_when([&] { store.finish(drill, other, {}, 1); });
    check_sample(store, drill);
}

TEST_CASE("one store lists what another one on the same file is writing") {
    const Scratch scratch;
    const std::string file = scratch.file("records.db");
    Store writer(file);
    const Store reader(file);
    const std::int64_t drill = writer.begin(sample_start());
    REQUIRE(reader.list().size() == 1);
    CHECK_FALSE(reader.list()[0].finished);
    writer.append(drill, sample_timeline(), 0, "", {});
    CHECK(reader.timeline(drill).size() == 7);
    writer.finish(drill, sample_score(), sample_totals(), 1);
    CHECK(reader.list()[0].finished);
}
