// Files that are no database of drills, places that cannot be written, and disks that are full.

#include <doctest/doctest.h>
#include <sys/resource.h>

#include "sample.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {

// Refused with the file's name and advice in both languages; the file stays as it is, alone.
Problem refused(const Scratch& scratch, const std::string& file) {
    const std::string before = bytes_of(file);
    const Problem problem = fault_when([&] { Store{file}; });
    CHECK(problem.place.file == file);
    CHECK(holds(problem.advice, "--db"));
    CHECK(holds(problem.advice, "另选文件"));
    CHECK(bytes_of(file) == before);
    CHECK(scratch.names() == std::set<std::string>{"file"});
    return problem;
}

// Bytes that no compression makes shorter, in the form of ticks.
std::string many_ticks(std::uint64_t seed) {
    Replay replay;
    replay.inputs.resize(2000);
    for (std::size_t n = 0; n < replay.inputs.size(); ++n) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        replay.inputs[n].yaw_mdeg = static_cast<std::int32_t>(seed >> 34U);
        replay.hashes.push_back(seed ^ seed >> 29U);
    }
    return pack_ticks(replay, 0, replay.inputs.size());
}

}  // namespace

TEST_CASE("a file that is no database is refused and left as it was") {
    const Scratch scratch;
    const std::string file = scratch.file("file");
    for (const std::string& bytes :
         {std::string("not a database"), std::string("{\"format\": 1}\n"), std::string(5000, 'x'),
          std::string("SQLite format 3") + std::string(5000, '\x7f'), std::string(4096, '\0')}) {
        CAPTURE(bytes.substr(0, 20));
        write_bytes(file, bytes);
        CHECK(holds(refused(scratch, file).what, "no usable database"));
    }
}

TEST_CASE("a damaged database is refused and left as it was") {
    const Scratch scratch;
    const std::string file = scratch.file("file");
    {
        Store store(file);
        store_sample(store);
    }
    std::string bytes = bytes_of(file);
    REQUIRE(bytes.size() > 8192);
    // The first page holds the list of tables.
    bytes.replace(100, 3000, 3000, '\xee');
    write_bytes(file, bytes);
    CHECK(holds(refused(scratch, file).what, "no usable database"));
}

TEST_CASE("a database of another program is refused and left as it was") {
    const Scratch scratch;
    const std::string file = scratch.file("file");
    OtherHand(file).run("CREATE TABLE recipes (name TEXT); INSERT INTO recipes VALUES ('soup')");
    CHECK(holds(refused(scratch, file).what, "another program"));
    CHECK(OtherHand(file).value("SELECT name FROM recipes") == "soup");
}

TEST_CASE("an empty file becomes a database") {
    const Scratch scratch;
    const std::string file = scratch.file("file");
    write_bytes(file, "");
    Store store(file);
    check_sample(store, store_sample(store));
}

TEST_CASE("a stored part that is damaged is named as such, and the other drills stay readable") {
    const Scratch scratch;
    const std::string file = scratch.file("records.db");
    std::int64_t sound = 0, damaged = 0;
    {
        Store store(file);
        sound = store_sample(store);
        damaged = store_sample(store);
    }
    OtherHand(file).run("UPDATE ticks SET packed = x'0102030405' WHERE drill = " +
                        std::to_string(damaged));
    const Store store(file);
    const Problem problem = fault_when([&] { store.replay(damaged); });
    CHECK(problem.place.file == file);
    CHECK(holds(problem.what, "damaged"));
    CHECK(holds(problem.advice, "backup"));
    CHECK(store.timeline(damaged).size() == 7);
    check_sample(store, sound);
}

TEST_CASE("a database below a file, or in place of a folder, is refused by name with advice") {
    const Scratch scratch;
    write_bytes(scratch.file("plain"), "a file");
    std::filesystem::create_directory(scratch.file("folder"));
    for (const std::string& file : {scratch.file("plain/records.db"), scratch.file("folder")}) {
        CAPTURE(file);
        const Problem problem = fault_when([&] { Store{file}; });
        CHECK(problem.place.file == file);
        CHECK(holds(problem.what, "cannot be opened"));
        CHECK(holds(problem.advice, "folder"));
        CHECK(holds(problem.advice, "文件夹"));
    }
    CHECK(bytes_of(scratch.file("plain")) == "a file");
    CHECK(std::filesystem::is_empty(scratch.file("folder")));
}

TEST_CASE("in a folder that may only be read a database is neither made nor written") {
    const Scratch scratch;
    const std::string file = scratch.file("records.db"), fresh = scratch.file("fresh.db");
    {
        Store store(file);
        store_sample(store);
    }
    namespace fs = std::filesystem;
    const std::string before = bytes_of(file);
    fs::permissions(file, fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read);
    fs::permissions(scratch.folder(), fs::perms::owner_read | fs::perms::owner_exec |
                                          fs::perms::others_read | fs::perms::others_exec);
    for (const std::string& path : {file, fresh}) {
        CAPTURE(path);
        const ChildEnd end = in_child([&]() -> std::string {
            // The superuser may write everywhere: be nobody.
            if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) return "still root";
            Store store(path);
            store.begin(sample_start());
            return "written";
        });
        if (end.said == "still root") continue;
        CHECK(holds(end.said, path));
        CHECK(holds(end.said, ": check "));
        CHECK(holds(end.said, "请检查"));
    }
    fs::permissions(scratch.folder(), fs::perms::owner_all);
    CHECK(bytes_of(file) == before);
    CHECK(scratch.names() == std::set<std::string>{"records.db"});
}

TEST_CASE("a full disk is said with the database's name and advice, and finished drills stay") {
    const Scratch scratch;
    const std::string file = scratch.file("records.db");
    Store store(file);
    const std::int64_t finished = store_sample(store);
    const DrillStart start = sample_start("王");
    const std::int64_t running = store.begin(start);
    store.append(running, sample_timeline(), 0, pack_ticks(sample_replay(start, 20), 0, 20), {});
    for (int writes = 0; writes < 6; ++writes) {
        CAPTURE(writes);
        const LastWrites last(writes);
        const Problem problem =
            fault_when([&] { store.append(running, {}, 0, many_ticks(1), sample_track(0, 9)); });
        CHECK(problem.place.file == file);
        CHECK(holds(problem.what, "the disk is full"));
        CHECK(holds(problem.what, "磁盘已满"));
        CHECK(holds(problem.advice, "free some space"));
        CHECK(holds(problem.advice, "--db"));
        check_sample(store, finished);
        CHECK(store.timeline(running).size() == 7);
        CHECK(store.track(running).empty());
        CHECK(store.replay(running).inputs.size() == 20);
    }
    // With room again, the same store goes on where it was.
    store.append(running, {}, 0, many_ticks(1), sample_track(0, 9));
    CHECK(store.replay(running).inputs.size() == 2020);
    store.finish(running, sample_score(), sample_totals(), 1);
    CHECK(store.list()[0].finished);
}

TEST_CASE("a disk too full for a new database is said with its name and advice") {
    for (int writes = 0; writes < 3; ++writes) {
        CAPTURE(writes);
        const Scratch scratch;
        const std::string file = scratch.file("records.db");
        {
            const LastWrites last(writes);
            const Problem problem = fault_when([&] { Store{file}; });
            CHECK(problem.place.file == file);
            CHECK(holds(problem.what, "the disk is full"));
            CHECK(holds(problem.advice, "--db"));
        }
        Store store(file);
        check_sample(store, store_sample(store));
    }
}

TEST_CASE(
    "a limit on the size of files is said with the database's name, and finished drills stay") {
    const Scratch scratch;
    const std::string file = scratch.file("records.db");
    {
        Store store(file);
        store_sample(store);
    }
    const ChildEnd end = in_child([&] {
        signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{400'000, 400'000};
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return std::string("no limit");
        Store store(file);
        const std::int64_t running = store.begin(sample_start("王"));
        store.append(running, sample_timeline(), 0, "", sample_track(0, 9));
        for (std::uint64_t piece = 0; piece < 100; ++piece)
            store.append(running, {}, 0, many_ticks(piece), {});
        return std::string("everything was written");
    });
    CHECK_MESSAGE(holds(end.said, file), end.said);
    CHECK(holds(end.said, "free space"));
    CHECK(holds(end.said, "剩余空间"));

    Store store(file);
    REQUIRE(store.list().size() == 2);
    check_sample(store, 1);
    CHECK_FALSE(store.list()[0].finished);
    CHECK(store.timeline(2).size() == 7);
    CHECK(store.track(2).size() == 9);
    const auto ticks = store.replay(2).inputs.size();
    CHECK(ticks > 0);
    CHECK(ticks % 2000 == 0);
    check_sample(store, store_sample(store));
}
