#include "record/store.hpp"

#include <fmt/format.h>
#include <zstd.h>

#include <chrono>
#include <cstdlib>
#include <ctime>

#include "base/hash.hpp"
#include "record/sqlite.hpp"

namespace firedrill {
namespace {

using record::Database;
using record::Statement;
using record::Transaction;

// Schema by versions: entry n brings a database from version n to n+1. Entries are never changed
// once released.
constexpr const char* migrations[] = {
    // 1: drills, their score lines, events and replays
    R"sql(
    CREATE TABLE scenario (hash TEXT PRIMARY KEY, text BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE drill (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        scenario_id TEXT NOT NULL, scenario_version TEXT NOT NULL, scenario_zh TEXT NOT NULL, scenario_en TEXT NOT NULL,
        scenario_hash TEXT NOT NULL REFERENCES scenario(hash),
        trainee TEXT NOT NULL, session TEXT NOT NULL, settings BLOB NOT NULL, seed INTEGER NOT NULL,
        started_at TEXT NOT NULL, finished_at TEXT NOT NULL DEFAULT '', finished INTEGER NOT NULL DEFAULT 0,
        simulated_s REAL NOT NULL DEFAULT 0, score REAL NOT NULL DEFAULT 0, passed INTEGER NOT NULL DEFAULT 0, critical INTEGER NOT NULL DEFAULT 0,
        people INTEGER NOT NULL DEFAULT 0, people_out INTEGER NOT NULL DEFAULT 0, people_incapacitated INTEGER NOT NULL DEFAULT 0,
        last_out_s REAL NOT NULL DEFAULT -1, final_hash INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE score_line (
        drill INTEGER NOT NULL REFERENCES drill(id) ON DELETE CASCADE, number INTEGER NOT NULL,
        item TEXT NOT NULL, skill TEXT NOT NULL, text_zh TEXT NOT NULL, text_en TEXT NOT NULL, reason_zh TEXT NOT NULL, reason_en TEXT NOT NULL,
        points REAL NOT NULL, possible REAL NOT NULL, critical INTEGER NOT NULL, time_s REAL NOT NULL, target TEXT NOT NULL,
        x REAL NOT NULL, y REAL NOT NULL, z REAL NOT NULL, PRIMARY KEY (drill, number)) WITHOUT ROWID;
    CREATE TABLE event (
        drill INTEGER NOT NULL REFERENCES drill(id) ON DELETE CASCADE, number INTEGER NOT NULL,
        time_s REAL NOT NULL, name TEXT NOT NULL, target TEXT NOT NULL, detail TEXT NOT NULL, value REAL NOT NULL,
        x REAL NOT NULL, y REAL NOT NULL, z REAL NOT NULL, PRIMARY KEY (drill, number)) WITHOUT ROWID;
    CREATE TABLE ticks (
        id INTEGER PRIMARY KEY, drill INTEGER NOT NULL REFERENCES drill(id) ON DELETE CASCADE, packed BLOB NOT NULL);
    CREATE INDEX ticks_of_drill ON ticks(drill);
    )sql",
    // 2: the trainee's way
    R"sql(
    CREATE TABLE track (
        id INTEGER PRIMARY KEY, drill INTEGER NOT NULL REFERENCES drill(id) ON DELETE CASCADE,
        time_s REAL NOT NULL, x REAL NOT NULL, y REAL NOT NULL, z REAL NOT NULL, yaw REAL NOT NULL);
    CREATE INDEX track_of_drill ON track(drill);
    )sql",
    // 3: pictures of the moments that decided, and the trainee's photographs
    R"sql(
    CREATE TABLE picture (
        id INTEGER PRIMARY KEY, drill INTEGER NOT NULL REFERENCES drill(id) ON DELETE CASCADE,
        photograph INTEGER NOT NULL, time_s REAL NOT NULL, target TEXT NOT NULL, jpeg BLOB NOT NULL);
    CREATE INDEX picture_of_drill ON picture(drill);
    )sql"};
constexpr int schema_version = static_cast<int>(std::size(migrations));
constexpr int application_id = 0x46447231;  // "FDr1"

std::string squeeze(const std::string& bytes) {
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
    return out;
}

std::string unsqueeze(const std::string& bytes, const std::string& path) {
    const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    std::string out;
    if (size < (1ULL << 32)) {
        out.resize(size);
        if (ZSTD_decompress(out.data(), out.size(), bytes.data(), bytes.size()) == size) return out;
    }
    throw LoadError({{path, 0, ""},
                     "a stored part is damaged / 存储内容损坏",
                     "take a copy of the database from a backup / 请用备份恢复"});
}

std::string now_utc() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm utc{};
    gmtime_r(&now, &utc);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

void read_row(Statement& row, DrillRecord& record) {
    record.id = row.integer(0);
    record.start.scenario_id = row.text(1);
    record.start.scenario_version = row.text(2);
    record.start.scenario_name = {row.text(3), row.text(4)};
    record.start.trainee = row.text(5);
    record.start.session = row.text(6);
    record.start.settings = unpack_settings(row.bytes(7));
    record.started_at = row.text(8);
    record.finished_at = row.text(9);
    record.finished = row.integer(10) != 0;
    record.simulated_s = row.real(11);
    record.score.total = row.real(12);
    record.score.passed = row.integer(13) != 0;
    record.score.critical = row.integer(14) != 0;
    record.totals.simulated_s = record.simulated_s;
    record.totals.crowd.total = static_cast<int>(row.integer(15));
    record.totals.crowd.out = static_cast<int>(row.integer(16));
    record.totals.crowd.inside = record.totals.crowd.total - record.totals.crowd.out;
    record.totals.crowd.incapacitated = static_cast<int>(row.integer(17));
    record.totals.crowd.last_out_s = row.real(18);
    record.final_hash = static_cast<std::uint64_t>(row.integer(19));
}

#define FIREDRILL_DRILL_COLUMNS                                                                  \
    "id, scenario_id, scenario_version, scenario_zh, scenario_en, trainee, session, settings, "  \
    "started_at, finished_at, "                                                                  \
    "finished, simulated_s, score, passed, critical, people, people_out, people_incapacitated, " \
    "last_out_s, final_hash"

}  // namespace

struct Store::Impl {
    mutable Database database;
    explicit Impl(const std::string& path) : database(path) { prepare(); }

    void prepare() {
        const std::int64_t found = usable_version();
        database.run("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL");
        use_write_ahead_log();
        if (found == schema_version) return;
        // Another program may have made or migrated it while this one waited.
        Transaction transaction(database);
        for (std::int64_t version = usable_version(); version < schema_version; ++version)
            database.run(migrations[version]);
        database.run(fmt::format("PRAGMA user_version = {}; PRAGMA application_id = {}",
                                 schema_version, application_id)
                         .c_str());
        transaction.commit();
    }

    // The version of the schema; throws where this program must not touch the database.
    std::int64_t usable_version() {
        const std::int64_t found = database.number("PRAGMA user_version");
        const std::int64_t application = database.number("PRAGMA application_id");
        const std::int64_t tables = database.number("SELECT count(*) FROM sqlite_master");
        if (tables > 0 && application != application_id) {
            throw LoadError({{database.path(), 0, ""},
                             "this is the database of another program / 这是其他程序的数据库",
                             "choose another file with --db; nothing was changed / 请用 --db "
                             "另选文件,原文件未改动"});
        }
        if (found > schema_version) {
            throw LoadError(
                {{database.path(), 0, ""},
                 fmt::format("the database has version {}, this program knows {} / 数据库版本较新",
                             found, schema_version),
                 "use a newer Firedrill; nothing was changed / 请使用新版本,原文件未改动"});
        }
        return found;
    }

    // This change waits for nobody by itself (SQLite: the busy handler is not asked).
    void use_write_ahead_log() {
        constexpr int tries = 250, pause_ms = 20;
        int result = SQLITE_BUSY;
        for (int n = 0; n < tries && result == SQLITE_BUSY; ++n) {
            if (n > 0) sqlite3_sleep(pause_ms);
            result = sqlite3_exec(database.handle(), "PRAGMA journal_mode = WAL", nullptr, nullptr,
                                  nullptr);
        }
        if (result != SQLITE_OK) database.fail();
    }
};

Store::Store(const std::string& url)
    : impl_(std::make_unique<Impl>(url.starts_with("sqlite:") ? url.substr(7) : url)) {}
Store::~Store() = default;

std::int64_t Store::begin(const DrillStart& start) {
    Database& database = impl_->database;
    Transaction transaction(database);
    const std::string hash = fmt::format(
        "{:016x}", hash_bytes(start.scenario_text.data(), start.scenario_text.size(), 0));
    Statement scenario(database, "INSERT OR IGNORE INTO scenario(hash, text) VALUES (?, ?)");
    (scenario << hash).blob(squeeze(start.scenario_text)).done();
    Statement drill(database,
                    "INSERT INTO drill(scenario_id, scenario_version, scenario_zh, scenario_en, "
                    "scenario_hash, trainee, session, seed, started_at, "
                    "settings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    drill << start.scenario_id << start.scenario_version << start.scenario_name.zh
          << start.scenario_name.en << hash << start.trainee << start.session
          << static_cast<std::int64_t>(start.settings.seed) << now_utc();
    drill.blob(pack_settings(start.settings)).done();
    const std::int64_t id = database.last_row();
    transaction.commit();
    return id;
}

void Store::append(std::int64_t drill, const Timeline& timeline, std::size_t first_event,
                   const std::string& packed_ticks, const std::vector<TrackPoint>& track) {
    Database& database = impl_->database;
    Transaction transaction(database);
    Statement event(database,
                    "INSERT INTO event(drill, number, time_s, name, target, detail, value, x, y, "
                    "z) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t n = first_event; n < timeline.size(); ++n) {
        const TimelineEvent& e = timeline[n];
        event << drill << static_cast<std::int64_t>(n) << e.time_s << std::string(e.name)
              << e.target << e.detail << e.value << e.place.x << e.place.y << e.place.z;
        event.done();
    }
    if (!packed_ticks.empty()) {
        Statement ticks(database, "INSERT INTO ticks(drill, packed) VALUES (?, ?)");
        (ticks << drill).blob(squeeze(packed_ticks)).done();
    }
    Statement point(database,
                    "INSERT INTO track(drill, time_s, x, y, z, yaw) VALUES (?, ?, ?, ?, ?, ?)");
    for (const TrackPoint& p : track) {
        point << drill << p.time_s << p.feet.x << p.feet.y << p.feet.z << p.yaw_rad;
        point.done();
    }
    transaction.commit();
}

void Store::finish(std::int64_t drill, const Score& score, const DrillTotals& totals,
                   std::uint64_t final_hash) {
    Database& database = impl_->database;
    Transaction transaction(database);
    Statement line(database,
                   "INSERT INTO score_line(drill, number, item, skill, text_zh, text_en, "
                   "reason_zh, reason_en, points, possible, critical, time_s, "
                   "target, x, y, z) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t n = 0; n < score.lines.size(); ++n) {
        const ScoreLine& l = score.lines[n];
        line << drill << static_cast<std::int64_t>(n) << l.item << l.skill << l.text.zh << l.text.en
             << l.reason.zh << l.reason.en << l.points << l.points_possible
             << static_cast<int>(l.critical) << l.time_s << l.target << l.place.x << l.place.y
             << l.place.z;
        line.done();
    }
    Statement update(database,
                     "UPDATE drill SET finished_at = ?, finished = 1, simulated_s = ?, score = ?, "
                     "passed = ?, critical = ?, people = ?, people_out = ?, "
                     "people_incapacitated = ?, last_out_s = ?, final_hash = ? WHERE id = ?");
    update << now_utc() << totals.simulated_s << score.total << static_cast<int>(score.passed)
           << static_cast<int>(score.critical) << totals.crowd.total << totals.crowd.out
           << totals.crowd.incapacitated << totals.crowd.last_out_s
           << static_cast<std::int64_t>(final_hash) << drill;
    update.done();
    transaction.commit();
}

std::vector<DrillRecord> Store::list(std::size_t limit) const {
    std::vector<DrillRecord> records;
    Statement row(impl_->database,
                  "SELECT " FIREDRILL_DRILL_COLUMNS " FROM drill ORDER BY id DESC LIMIT ?");
    row << static_cast<std::int64_t>(limit);
    while (row.row()) read_row(row, records.emplace_back());
    return records;
}

std::optional<DrillRecord> Store::get(std::int64_t drill) const {
    Statement row(
        impl_->database,
        "SELECT " FIREDRILL_DRILL_COLUMNS
        ", (SELECT text FROM scenario WHERE hash = scenario_hash) FROM drill WHERE id = ?");
    row << drill;
    if (!row.row()) return std::nullopt;
    DrillRecord record;
    read_row(row, record);
    record.start.scenario_text = unsqueeze(row.bytes(20), impl_->database.path());
    Statement line(impl_->database,
                   "SELECT item, skill, text_zh, text_en, reason_zh, reason_en, points, possible, "
                   "critical, time_s, target, x, y, z FROM score_line "
                   "WHERE drill = ? ORDER BY number");
    line << drill;
    while (line.row()) {
        ScoreLine l;
        l.item = line.text(0);
        l.skill = line.text(1);
        l.text = {line.text(2), line.text(3)};
        l.reason = {line.text(4), line.text(5)};
        l.points = line.real(6);
        l.points_possible = line.real(7);
        l.critical = line.integer(8) != 0;
        l.time_s = line.real(9);
        l.target = line.text(10);
        l.place = {line.real(11), line.real(12), line.real(13)};
        record.score.lines.push_back(std::move(l));
    }
    return record;
}

std::vector<RecordedEvent> Store::timeline(std::int64_t drill) const {
    std::vector<RecordedEvent> events;
    Statement row(impl_->database,
                  "SELECT time_s, name, target, detail, value, x, y, z FROM event WHERE drill = ? "
                  "ORDER BY number");
    row << drill;
    while (row.row()) {
        events.push_back({row.real(0),
                          row.text(1),
                          row.text(2),
                          row.text(3),
                          row.real(4),
                          {row.real(5), row.real(6), row.real(7)}});
    }
    return events;
}

std::vector<TrackPoint> Store::track(std::int64_t drill) const {
    std::vector<TrackPoint> points;
    Statement row(impl_->database,
                  "SELECT time_s, x, y, z, yaw FROM track WHERE drill = ? ORDER BY id");
    row << drill;
    while (row.row())
        points.push_back({row.real(0), {row.real(1), row.real(2), row.real(3)}, row.real(4)});
    return points;
}

void Store::put_pictures(std::int64_t drill, const std::vector<RecordPicture>& pictures) {
    Database& database = impl_->database;
    Transaction transaction(database);
    Statement old(database, "DELETE FROM picture WHERE drill = ?");
    (old << drill).done();
    Statement row(
        database,
        "INSERT INTO picture(drill, photograph, time_s, target, jpeg) VALUES (?, ?, ?, ?, ?)");
    for (const RecordPicture& picture : pictures) {
        row << drill << static_cast<int>(picture.kind == RecordPicture::Kind::photograph)
            << picture.time_s << picture.target;
        row.blob(picture.jpeg).done();
    }
    transaction.commit();
}

std::vector<RecordPicture> Store::pictures(std::int64_t drill) const {
    std::vector<RecordPicture> pictures;
    Statement row(impl_->database,
                  "SELECT photograph, time_s, target, jpeg FROM picture WHERE drill = ? "
                  "ORDER BY time_s, id");
    row << drill;
    while (row.row()) {
        pictures.push_back(
            {row.integer(0) != 0 ? RecordPicture::Kind::photograph : RecordPicture::Kind::moment,
             row.real(1), row.text(2), row.bytes(3)});
    }
    return pictures;
}

Replay Store::replay(std::int64_t drill) const {
    const auto record = get(drill);
    if (!record) {
        throw LoadError({{impl_->database.path(), 0, ""},
                         fmt::format("there is no record {} / 没有这条记录", drill),
                         "see session list / 见 session list"});
    }
    Replay replay;
    replay.scenario_text = record->start.scenario_text;
    replay.trainee_name = record->start.trainee;
    replay.settings = record->start.settings;
    Statement row(impl_->database, "SELECT packed FROM ticks WHERE drill = ? ORDER BY id");
    row << drill;
    while (row.row()) unpack_ticks(unsqueeze(row.bytes(0), impl_->database.path()), replay);
    return replay;
}

std::string Store::default_url() {
    if (const char* set = std::getenv("XDG_DATA_HOME"); set != nullptr && *set != '\0')
        return std::string(set) + "/firedrill/firedrill.db";
    const char* home = std::getenv("HOME");
    return std::string(home != nullptr ? home : ".") + "/.local/share/firedrill/firedrill.db";
}

}  // namespace firedrill
