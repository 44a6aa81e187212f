#include "record/sqlite.hpp"

#include <filesystem>

#include "base/error.hpp"

namespace firedrill::record {
namespace {

struct Meaning {
    const char* what;
    const char* advice;
};

Meaning meaning_of(int code) {
    switch (code & 0xff) {
        case SQLITE_FULL:
            return {"the disk is full / 磁盘已满",
                    "free some space, or choose another place with --db / 请清理空间或用 --db "
                    "另选位置"};
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            return {"this is no usable database / 不是可用的数据库",
                    "choose another file with --db; nothing was changed / 请用 --db "
                    "另选文件,原文件未改动"};
        case SQLITE_READONLY:
            return {"the database cannot be written / 数据库只读",
                    "check the rights of file and folder / 请检查文件和文件夹权限"};
        case SQLITE_CANTOPEN:
            return {"the database cannot be opened / 数据库无法打开",
                    "check that the folder exists and may be written / 请检查文件夹是否存在、可写"};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {"the database is in use by another program / 数据库被占用",
                    "close it there and try again / 请关闭后重试"};
        case SQLITE_IOERR:
            return {"reading or writing failed / 读写失败",
                    "check disk and free space / 请检查磁盘和剩余空间"};
        default:
            return {"database error / 数据库错误",
                    "try again; keep the file if it happens again / 请重试并保留文件"};
    }
}

}  // namespace

Database::Database(std::string path) : path_(std::move(path)) {
    const auto folder = std::filesystem::path(path_).parent_path();
    std::error_code ignored;
    if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
    if (sqlite3_open_v2(path_.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                        nullptr) != SQLITE_OK) {
        const int code = sqlite3_extended_errcode(handle_);
        sqlite3_close(handle_);
        const Meaning meaning = meaning_of(code);
        throw LoadError({{path_, 0, ""}, meaning.what, meaning.advice});
    }
    sqlite3_busy_timeout(handle_, 5000);
}

Database::~Database() {
    sqlite3_close(handle_);
}

void Database::fail() const {
    const Meaning meaning = meaning_of(sqlite3_extended_errcode(handle_));
    throw LoadError({{path_, 0, ""},
                     std::string(meaning.what) + " (" + sqlite3_errmsg(handle_) + ")",
                     meaning.advice});
}

void Database::run(const char* sql) {
    if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::int64_t Database::number(const char* sql) {
    Statement statement(*this, sql);
    return statement.row() ? statement.integer(0) : 0;
}

std::int64_t Database::last_row() const {
    return sqlite3_last_insert_rowid(handle_);
}

Statement::Statement(Database& database, const char* sql) : database_(database) {
    if (sqlite3_prepare_v2(database.handle(), sql, -1, &handle_, nullptr) != SQLITE_OK)
        database.fail();
}

Statement::~Statement() {
    sqlite3_finalize(handle_);
}

Statement& Statement::operator<<(std::int64_t value) {
    sqlite3_bind_int64(handle_, next_++, value);
    return *this;
}

Statement& Statement::operator<<(double value) {
    sqlite3_bind_double(handle_, next_++, value);
    return *this;
}

Statement& Statement::operator<<(const std::string& value) {
    sqlite3_bind_text(handle_, next_++, value.data(), static_cast<int>(value.size()),
                      SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::blob(const std::string& bytes) {
    sqlite3_bind_blob(handle_, next_++, bytes.data(), static_cast<int>(bytes.size()),
                      SQLITE_TRANSIENT);
    return *this;
}

bool Statement::row() {
    const int code = sqlite3_step(handle_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) database_.fail();
    return code == SQLITE_ROW;
}

void Statement::done() {
    while (row()) {
    }
    sqlite3_reset(handle_);
    sqlite3_clear_bindings(handle_);
    next_ = 1;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle_, column);
}
double Statement::real(int column) const {
    return sqlite3_column_double(handle_, column);
}

std::string Statement::text(int column) const {
    return bytes(column);
}

std::string Statement::bytes(int column) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(handle_, column));
    return data == nullptr
               ? std::string()
               : std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column)));
}

Transaction::Transaction(Database& database) : database_(database) {
    database_.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    if (open_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    database_.run("COMMIT");
    open_ = false;
}

}  // namespace firedrill::record
