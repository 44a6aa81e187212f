#include "app/rehearse/run_pool.hpp"

#include <algorithm>

namespace firedrill {

RunPool::RunPool(const Building& building, const DrillSettings& settings,
                 const rehearsal::Manifest& manifest, std::vector<int> todo, int jobs)
    : building_(building),
      settings_(settings),
      manifest_(manifest),
      todo_(todo.begin(), todo.end()) {
    const int threads = std::clamp(jobs, 1, std::max(1, static_cast<int>(todo_.size())));
    for (int t = 0; t < threads; ++t) threads_.emplace_back([this] { work(); });
}

RunPool::~RunPool() {
    stop();
    for (std::thread& thread : threads_) thread.join();
}

void RunPool::stop() {
    const std::lock_guard lock(mutex_);
    todo_.clear();
}

void RunPool::work() {
    for (;;) {
        int run = 0;
        {
            const std::lock_guard lock(mutex_);
            if (todo_.empty()) return;
            run = todo_.front();
            todo_.pop_front();
            ++in_flight_;
        }
        std::optional<DoneRun> done;
        std::exception_ptr failure;
        try {
            done = DoneRun{run, rehearsal::result_text(
                                    rehearsal::run_once(building_, settings_, manifest_, run))};
        } catch (...) {
            failure = std::current_exception();
        }
        {
            const std::lock_guard lock(mutex_);
            --in_flight_;
            if (done) done_.push_back(std::move(*done));
            if (failure) {
                failure_ = failure;
                todo_.clear();
            }
        }
        changed_.notify_all();
    }
}

std::optional<DoneRun> RunPool::take(std::chrono::milliseconds wait) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, wait, [&] {
        return !done_.empty() || failure_ || (todo_.empty() && in_flight_ == 0);
    });
    if (failure_) std::rethrow_exception(failure_);
    if (done_.empty()) return std::nullopt;
    DoneRun run = std::move(done_.front());
    done_.pop_front();
    return run;
}

bool RunPool::idle() {
    const std::lock_guard lock(mutex_);
    return !failure_ && done_.empty() && todo_.empty() && in_flight_ == 0;
}

}  // namespace firedrill
