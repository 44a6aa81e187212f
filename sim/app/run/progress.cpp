#include "app/run/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace firedrill {

Progress::Progress()
    : terminal_(isatty(STDERR_FILENO) == 1),
      start_(std::chrono::steady_clock::now()),
      last_(start_) {}

Progress::~Progress() {
    if (shown_) std::fputc('\n', stderr);
}

void Progress::show(const std::string& text, double done_s, double total_s) {
    using namespace std::chrono;
    const auto now = steady_clock::now();
    if (!terminal_ || now - last_ < milliseconds(250)) return;
    last_ = now;
    shown_ = true;
    const double elapsed_s = duration<double>(now - start_).count();
    fmt::print(stderr, "\r{}  {:.0f} / {:.0f} s  ({:.1f}x)\x1b[K", text, done_s, total_s,
               done_s / elapsed_s);
    std::fflush(stderr);
}

void Progress::show_count(const std::string& text, int done, int total) {
    using namespace std::chrono;
    const auto now = steady_clock::now();
    if (!terminal_ || (now - last_ < milliseconds(250) && done < total)) return;
    last_ = now;
    shown_ = true;
    fmt::print(stderr, "\r{}  {} / {}\x1b[K", text, done, total);
    std::fflush(stderr);
}

}  // namespace firedrill
