// Scratch: a folder of its own that goes away afterwards, a hand on SQLite beside the store's, a
// child process, and a writing system call that can run out of space.
#pragma once

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>

#include "base/error.hpp"

namespace firedrill::test {

// The catalogues and texts of this source tree, wherever the tests were built.
inline const bool home_is_set = setenv("FIREDRILL_HOME", FIREDRILL_SOURCE_DIR, 0) == 0;

class Scratch {
  public:
    Scratch() {
        std::string form = (std::filesystem::temp_directory_path() / "firedrill-XXXXXX").string();
        REQUIRE(mkdtemp(form.data()) != nullptr);
        folder_ = form;
    }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::permissions(folder_, std::filesystem::perms::owner_all, ignored);
        std::filesystem::remove_all(folder_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    const std::filesystem::path& folder() const { return folder_; }
    std::string file(const std::string& name) const { return (folder_ / name).string(); }
    std::set<std::string> names() const {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder_))
            names.insert(entry.path().filename().string());
        return names;
    }

  private:
    std::filesystem::path folder_;
};

inline std::string bytes_of(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    REQUIRE_MESSAGE(stream, file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write_bytes(const std::string& file, const std::string& bytes) {
    std::ofstream stream(file, std::ios::binary);
    stream << bytes;
    stream.close();
    REQUIRE_MESSAGE(stream, file);
}

inline bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

inline int count_of(const std::string& text, const std::string& part) {
    int count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
        ++count;
    return count;
}

// What `act` throws; fails where it throws nothing.
template <class Act>
Problem fault_when(Act&& act) {
    try {
        act();
    } catch (const LoadError& error) {
        return error.problem();
    }
    FAIL("done without complaint");
    return {};
}

// A connection that is not the store's.
class OtherHand {
  public:
    explicit OtherHand(const std::string& file) {
        REQUIRE(sqlite3_open(file.c_str(), &handle_) == SQLITE_OK);
    }
    ~OtherHand() { sqlite3_close(handle_); }
    OtherHand(const OtherHand&) = delete;
    OtherHand& operator=(const OtherHand&) = delete;

    void run(const std::string& sql) {
        const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
        REQUIRE_MESSAGE(code == SQLITE_OK, sqlite3_errmsg(handle_) << ": " << sql);
    }
    // First column of the first row.
    std::string value(const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        REQUIRE(sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
        std::string text;
        if (sqlite3_step(statement) == SQLITE_ROW) {
            const auto* found = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
            text = found == nullptr ? "" : found;
        }
        sqlite3_finalize(statement);
        return text;
    }
    sqlite3* handle() const { return handle_; }

  private:
    sqlite3* handle_ = nullptr;
};

// How a child process went: what it said, and the signal that ended it (0: none).
struct ChildEnd {
    std::string said;
    int signal = 0;
};

// Runs `act`, which returns a text, in a process of its own. No store may be open here meanwhile.
template <class Act>
ChildEnd in_child(Act&& act) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        close(ends[0]);
        std::string said;
        try {
            said = act();
        } catch (const std::exception& error) {
            said = std::string("thrown: ") + error.what();
        }
        const bool heard =
            write(ends[1], said.data(), said.size()) == static_cast<ssize_t>(said.size());
        _exit(heard ? 0 : 1);
    }
    close(ends[1]);
    ChildEnd end;
    char part[512];
    for (ssize_t got = read(ends[0], part, sizeof part); got > 0;
         got = read(ends[0], part, sizeof part))
        end.said.append(part, static_cast<std::size_t>(got));
    close(ends[0]);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    if (WIFSIGNALED(status)) end.signal = WTERMSIG(status);
    return end;
}

// SQLite's writing, while one of these lives: after `writes` calls the disk is full, or the process
// is killed.
class LastWrites {
  public:
    enum class Then { disk_full, killed };
    explicit LastWrites(int writes, Then then = Then::disk_full) {
        left = writes, next = then;
        set(reinterpret_cast<sqlite3_syscall_ptr>(&LastWrites::append_bytes),
            reinterpret_cast<sqlite3_syscall_ptr>(&LastWrites::place_bytes));
    }
    ~LastWrites() { set(nullptr, nullptr); }
    LastWrites(const LastWrites&) = delete;
    LastWrites& operator=(const LastWrites&) = delete;

  private:
    static void set(sqlite3_syscall_ptr append, sqlite3_syscall_ptr place) {
        sqlite3_vfs* files = sqlite3_vfs_find(nullptr);
        files->xSetSystemCall(files, "write", append);
        files->xSetSystemCall(files, "pwrite", place);
        files->xSetSystemCall(files, "pwrite64", place);
    }
    static bool over() {
        if (left-- > 0) return false;
        if (next == Then::killed) raise(SIGKILL);
        errno = ENOSPC;
        return true;
    }
    static ssize_t append_bytes(int file, const void* bytes, std::size_t size) {
        return over() ? -1 : write(file, bytes, size);
    }
    static ssize_t place_bytes(int file, const void* bytes, std::size_t size, off_t at) {
        return over() ? -1 : pwrite(file, bytes, size, at);
    }
    static inline int left = 0;
    static inline Then next = Then::disk_full;
};

}  // namespace firedrill::test
