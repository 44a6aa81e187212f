// A thin hand on SQLite's C interface: statements that clean up after themselves and errors that
// become LoadError with the database's path and what to do.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <string>

namespace firedrill::record {

class Database {
  public:
    explicit Database(std::string path);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(const char* sql);             // one or more statements without results
    std::int64_t number(const char* sql);  // first column of the first row
    std::int64_t last_row() const;
    [[noreturn]] void fail() const;  // throws LoadError for the last error
    sqlite3* handle() const { return handle_; }
    const std::string& path() const { return path_; }

  private:
    std::string path_;
    sqlite3* handle_ = nullptr;
};

class Statement {
  public:
    Statement(Database& database, const char* sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    // Binds the next parameter.
    Statement& operator<<(std::int64_t value);
    Statement& operator<<(int value) { return *this << static_cast<std::int64_t>(value); }
    Statement& operator<<(double value);
    Statement& operator<<(const std::string& value);
    Statement& blob(const std::string& bytes);

    bool row();   // steps; true while there is a row
    void done();  // steps to the end and is ready for the next bindings

    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;
    std::string bytes(int column) const;

  private:
    Database& database_;
    sqlite3_stmt* handle_ = nullptr;
    int next_ = 1;
};

// Begins at once, rolls back unless committed.
class Transaction {
  public:
    explicit Transaction(Database& database);
    ~Transaction();
    void commit();

  private:
    Database& database_;
    bool open_ = true;
};

}  // namespace firedrill::record
