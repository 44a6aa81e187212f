#include "app/rehearse/run_progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace firedrill {

RunProgress::RunProgress(std::string form, int total, int before)
    : form_(std::move(form)),
      total_(std::max(1, total)),
      before_(before),
      last_tenth_(10 * before / total_),
      terminal_(isatty(STDERR_FILENO) == 1),
      start_(std::chrono::steady_clock::now()) {}

RunProgress::~RunProgress() {
    if (shown_ && terminal_) std::fputc('\n', stderr);
}

void RunProgress::show(int done) {
    using namespace std::chrono;
    const int fresh = done - before_;
    const double elapsed_s = duration<double>(steady_clock::now() - start_).count();
    const double left_s = fresh > 0 ? elapsed_s / fresh * (total_ - done) : 0;
    const std::string text = fmt::format(fmt::runtime(form_), done, total_, left_s);
    const int tenth = 10 * done / total_;
    if (terminal_) {
        constexpr int width = 30;
        const int filled = width * done / total_;
        fmt::print(stderr, "\r[{:#<{}}{:.<{}}] {}\x1b[K", "", filled, "", width - filled, text);
    } else if (tenth > last_tenth_) {
        fmt::print(stderr, "{}\n", text);
    }
    last_tenth_ = tenth;
    shown_ = true;
    std::fflush(stderr);
}

}  // namespace firedrill
