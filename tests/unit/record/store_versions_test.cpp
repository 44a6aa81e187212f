// Databases of other versions: older ones are brought up to date, newer ones are left alone.

#include <doctest/doctest.h>
#include <zstd.h>

#include <chrono>
#include <thread>

#include "sample.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

// The first version, as it was released.
constexpr const char* version_1 = R"sql(
CREATE TABLE scenario (hash TEXT PRIMARY KEY, text BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE drill (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scenario_id TEXT NOT NULL, scenario_version TEXT NOT NULL, scenario_zh TEXT NOT NULL,
    scenario_en TEXT NOT NULL, scenario_hash TEXT NOT NULL REFERENCES scenario(hash),
    trainee TEXT NOT NULL, session TEXT NOT NULL, settings BLOB NOT NULL, seed INTEGER NOT NULL,
    started_at TEXT NOT NULL, finished_at TEXT NOT NULL DEFAULT '',
    finished INTEGER NOT NULL DEFAULT 0, simulated_s REAL NOT NULL DEFAULT 0,
    score REAL NOT NULL DEFAULT 0, passed INTEGER NOT NULL DEFAULT 0,
    critical INTEGER NOT NULL DEFAULT 0, people INTEGER NOT NULL DEFAULT 0,
    people_out INTEGER NOT NULL DEFAULT 0, people_incapacitated INTEGER NOT NULL DEFAULT 0,
    last_out_s REAL NOT NULL DEFAULT -1, final_hash INTEGER NOT NULL DEFAULT 0);
CREATE TABLE score_line (
    drill INTEGER NOT NULL REFERENCES drill(id) ON DELETE CASCADE, number INTEGER NOT NULL,
    item TEXT NOT NULL, skill TEXT NOT NULL, text_zh TEXT NOT NULL, text_en TEXT NOT NULL,
    reason_zh TEXT NOT NULL, reason_en TEXT NOT NULL, points REAL NOT NULL, possible REAL NOT NULL,
    critical INTEGER NOT NULL, time_s REAL NOT NULL, target TEXT NOT NULL,
    x REAL NOT NULL, y REAL NOT NULL, z REAL NOT NULL, PRIMARY KEY (drill, number)) WITHOUT ROWID;
CREATE TABLE event (
    drill INTEGER NOT NULL REFERENCES drill(id) ON DELETE CASCADE, number INTEGER NOT NULL,
    time_s REAL NOT NULL, name TEXT NOT NULL, target TEXT NOT NULL, detail TEXT NOT NULL,
    value REAL NOT NULL, x REAL NOT NULL, y REAL NOT NULL, z REAL NOT NULL,
    PRIMARY KEY (drill, number)) WITHOUT ROWID;
CREATE TABLE ticks (
    id INTEGER PRIMARY KEY, drill INTEGER NOT NULL REFERENCES drill(id) ON DELETE CASCADE,
    packed BLOB NOT NULL);
CREATE INDEX ticks_of_drill ON ticks(drill);
PRAGMA user_version = 1;
PRAGMA application_id = 0x46447231;
)sql";

// As an SQL literal: x'…', compressed where wanted.
std::string blob(const std::string& bytes) {
    constexpr const char* digits = "0123456789abcdef";
    std::string text = "x'";
    for (const char c : bytes) {
        text += digits[static_cast<unsigned char>(c) >> 4U];
        text += digits[static_cast<unsigned char>(c) & 0xfU];
    }
    return text + "'";
}

std::string squeezed(const std::string& bytes) {
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
    return blob(out);
}

// A database of the first version with the sample drill in it, finished, and one interrupted.
void write_version_1(const std::string& file) {
    const DrillStart start = sample_start();
    const Replay ticks = sample_replay(start, 50);
    OtherHand hand(file);
    hand.run("PRAGMA journal_mode = WAL");
    hand.run(version_1);
    hand.run("INSERT INTO scenario VALUES ('a_hash', " + squeezed(start.scenario_text) + ")");
    hand.run(
        "INSERT INTO drill VALUES (1, 'two_rooms', '1.3', '两间房', 'Two rooms', 'a_hash', "
        "'李小明', 'autumn', " +
        blob(pack_settings(start.settings)) +
        ", -1, '2025-01-02T03:04:05Z', '2025-01-02T03:06:07Z', 1, 90.72, 75.25, 1, 0, 5, 4, 1, "
        "61.23, " +
        std::to_string(static_cast<std::int64_t>(sample_hash)) + ")");
    hand.run(
        "INSERT INTO drill(scenario_id, scenario_version, scenario_zh, scenario_en, scenario_hash, "
        "trainee, session, settings, seed, started_at) VALUES ('two_rooms', '1.3', '两间房', "
        "'Two rooms', 'a_hash', '王', '', " +
        blob(pack_settings(start.settings)) + ", 1, '2025-01-03T03:04:05Z')");
    hand.run(R"sql(INSERT INTO score_line VALUES
        (1, 0, 'r_alarm', 'alarm', '按下手动报警按钮', 'Press the call point', '先报警', 'Alarm first',
         20, 20, 0, 12.32, 'call_point', 8.85, 3.5, 1.4),
        (1, 1, 'r_out', 'extinguisher', '扑灭废纸篓', 'Put out the waste basket',
         '初起火灾应尽快扑灭', 'A small fire is put out before it grows', 0, 60, 0, -1, '', 0, 0, 0),
        (1, 2, 'r_wrong', 'extinguisher', '未拔销就压把', 'Pressed with the pin still in', '耽误时间',
         'It costs time', -5, 0, 0, 40.5, '', 0, 0, 0))sql");
    hand.run(R"sql(INSERT INTO event VALUES
        (1, 0, 0, 'drill.started', '', '', 0, 0, 0, 0),
        (1, 1, 5.04, 'item.ignited', 'waste_basket', '', 1.0 / 3, 0.6, 4.4, 0.175),
        (1, 2, 12.32, 'fixture.pressed', 'call_point', '', 1, 8.85, 3.5, 1.4),
        (1, 3, 12.36, 'alarm.raised', 'call_point', '', 0, 8.85, 3.5, 1.4),
        (1, 4, 20.1, 'occupant.out', 'workers', '', 0, 9.2, 2.5, 0),
        (1, 5, 61.0 / 3 + 0.1, 'extinguisher.wrong_agent', 'ext_1', '干粉 / powder', 0, 2, 4, 0),
        (1, 6, 90.72, 'drill.finished', '', '', 0, 0, 0, 0))sql");
    hand.run("INSERT INTO ticks(drill, packed) VALUES (1, " + squeezed(pack_ticks(ticks, 0, 20)) +
             "), (1, " + squeezed(pack_ticks(ticks, 20, 50)) + ")");
}

std::string version_of(const std::string& file) {
    return OtherHand(file).value("PRAGMA user_version");
}

std::string newest_version() {
    const Scratch scratch;
    { const Store store(scratch.file("new.db")); }
    return version_of(scratch.file("new.db"));
}

}  // namespace

TEST_CASE("a database of the first version is brought up to date and its drills are kept") {
    const Scratch scratch;
    const std::string file = scratch.file("records.db");
    write_version_1(file);
    REQUIRE(version_of(file) == "1");
    {
        Store store(file);
        REQUIRE(store.list().size() == 2);
        check_sample(store, 1, sample_start(), false);
        CHECK(store.get(1)->started_at == "2025-01-02T03:04:05Z");
        CHECK(store.get(1)->finished_at == "2025-01-02T03:06:07Z");
        CHECK_FALSE(store.list()[0].finished);
        CHECK(store.list()[0].start.trainee == "王");
        // And it takes new ones, with all that the newest version holds.
        const std::int64_t added = store_sample(store);
        CHECK(added == 3);
        check_sample(store, added);
    }
    CHECK(version_of(file) == newest_version());
    CHECK(version_of(file) != "1");
    const Store again(file);
    CHECK(again.list().size() == 3);
    check_sample(again, 1, sample_start(), false);
}

TEST_CASE("a migration that fails leaves the old version with all its drills") {
    const Scratch scratch;
    const std::string file = scratch.file("records.db");
    write_version_1(file);
    OtherHand(file).run("CREATE TABLE track (in_the_way)");
    const Problem problem = fault_when([&] { Store{file}; });
    CHECK(problem.place.file == file);
    CHECK_FALSE(problem.advice.empty());
    CHECK(version_of(file) == "1");
    OtherHand(file).run("DROP TABLE track");
    check_sample(Store(file), 1, sample_start(), false);
}

TEST_CASE("a disk that fills up during the migration leaves the old version with all its drills") {
    const Scratch scratch;
    const std::string file = scratch.file("records.db");
    for (int writes = 0; writes < 4; ++writes) {
        CAPTURE(writes);
        std::filesystem::remove(file);
        write_version_1(file);
        const ChildEnd end = in_child([&] {
            const LastWrites last(writes);
            Store{file};
            return std::string("opened");
        });
        CHECK(holds(end.said, file));
        CHECK(holds(end.said, "free"));
        CHECK(version_of(file) == "1");
        check_sample(Store(file), 1, sample_start(), false);
        CHECK(version_of(file) == newest_version());
    }
}

TEST_CASE("a database of a newer version is refused by name, with advice, and not touched") {
    const Scratch scratch;
    const std::string file = scratch.file("records.db");
    {
        Store store(file);
        store_sample(store);
    }
    OtherHand(file).run("CREATE TABLE of_the_future (x); PRAGMA user_version = 4711");
    const std::string before = bytes_of(file);
    const Problem problem = fault_when([&] { Store{file}; });
    CHECK(problem.place.file == file);
    CHECK(holds(problem.what, "4711"));
    CHECK(holds(problem.what, newest_version()));
    CHECK(holds(problem.advice, "newer Firedrill"));
    CHECK(holds(problem.advice, "请使用新版本"));
    CHECK(bytes_of(file) == before);
    CHECK(scratch.names() == std::set<std::string>{"records.db"});
}

TEST_CASE("a store opened while another program makes the database waits, and both can be used") {
    const Scratch scratch;
    const std::string file = scratch.file("records.db");
    OtherHand first(file);
    first.run("BEGIN IMMEDIATE");
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        first.run(version_1);
        first.run("COMMIT");
    });
    std::string fault;
    try {
        Store store(file);
        store.begin(sample_start());
    } catch (const LoadError& error) {
        fault = error.what();
    }
    other.join();
    CHECK(fault == "");
    CHECK(version_of(file) == newest_version());
}
