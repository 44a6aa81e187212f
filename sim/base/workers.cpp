#include "base/workers.hpp"

#include <time.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace firedrill {
namespace {

constexpr int spins_before_sleep = 20000;  // some 250 microseconds

void relax() {
#if defined(__x86_64__)
    _mm_pause();
#endif
}

// Processor time of the calling thread: it stands still where another thread has the core.
double own_time_s() {
#if defined(CLOCK_THREAD_CPUTIME_ID)
    timespec now{};
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) == 0)
        return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
#endif
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

// Tells whether the other threads are worth their company: not where other programs hold the cores,
// so that the caller waits for a part whose thread has lost its core, or shares its own core with
// such a thread. Watches some jobs in a row now and then: alone, the caller would need as much
// processor time for every part as for those that it did itself.
class Company {
  public:
    using clock = std::chrono::steady_clock;

    bool worthwhile() {
        if (!alone_) return true;
        if (clock::now() < until_) return false;
        alone_ = false;
        jobs_ = 0;
        return true;
    }
    void job_begins() {
        if (jobs_ == 0) {
            spent_s_ = alone_s_ = 0;
        }
        if (!watches()) return;
        began_ = clock::now();
        own_began_s_ = own_time_s();
    }
    void own_parts_done(int own, int all) {
        if (watches() && own > 0) alone_s_ += (own_time_s() - own_began_s_) * all / own;
    }
    void job_ends() {
        if (watches()) {
            spent_s_ += std::chrono::duration<double>(clock::now() - began_).count();
            const double lost_s = spent_s_ - alone_s_ / least_gain;
            if (lost_s > most_lost_s || (jobs_ + 1 == jobs_watched && lost_s > 0)) {
                alone_ = true;
                until_ = clock::now() + pause_;
                pause_ = std::min(2 * pause_, longest_pause);
                return;
            }
            if (jobs_ + 1 == jobs_watched) pause_ = std::max(pause_ / 2, shortest_pause);
        }
        if (++jobs_ == jobs_watched + jobs_trusted) jobs_ = 0;
    }

  private:
    static constexpr int jobs_watched = 100;
    static constexpr int jobs_trusted = 900;  // the processor's clock takes a microsecond to read
    static constexpr double least_gain = 1.1;
    static constexpr double most_lost_s = 0.004;  // to company before it is sent away at once
    static constexpr clock::duration shortest_pause = std::chrono::milliseconds(50);
    static constexpr clock::duration longest_pause = std::chrono::milliseconds(1600);

    bool watches() const { return jobs_ < jobs_watched; }

    bool alone_ = false;
    int jobs_ = 0;  // since it last began to watch
    clock::time_point began_, until_;
    double own_began_s_ = 0;
    double spent_s_ = 0, alone_s_ = 0;  // on the jobs watched, and what they would take alone
    clock::duration pause_ = shortest_pause;
};

// Parts that nobody has claimed yet: [first, last) of a job.
struct Claims {
    std::uint32_t job;
    std::uint16_t first, last;
};

}  // namespace

// A job is published by raising `generation` (even inside the mutex, so that a sleeper cannot miss
// it). Each thread has a share of the parts, the same one in every job, so that it finds in its
// cache what it wrote there last; it works through it upwards and downwards in turn, since what it
// touched last is there most surely. When done it helps the others from their far ends. Claims
// carry the number of the job: a late thread that still holds the last job's cannot claim of the
// new one.
struct Workers::State {
    struct alignas(64) Share {
        std::atomic<Claims> claims{Claims{0, 0, 0}};
    };
    int threads = 1;
    std::vector<std::thread> pool;
    std::vector<Share> shares;
    std::mutex mutex;
    std::condition_variable wake;
    std::atomic<std::uint32_t> generation{0};
    std::atomic<bool> job_upwards{false};
    std::atomic<int> finished{0};
    std::atomic<Call> call{nullptr};
    std::atomic<void*> context{nullptr};
    std::atomic<bool> stop{false};
    Company company;         // of the calling thread alone, as is this:
    std::uint32_t turn = 0;  // jobs so far, those done alone included

    // Works on a share of a job until nothing of it is left; returns how many parts it did.
    int work_on(Share& share, std::uint32_t job, bool upwards) {
        for (int done = 0;;) {
            Claims claims = share.claims.load(std::memory_order_acquire);
            const Call function = call.load(std::memory_order_acquire);
            void* const argument = context.load(std::memory_order_acquire);
            if (claims.job != job || claims.first >= claims.last) return done;
            Claims left = claims;
            const int part = upwards ? left.first++ : --left.last;
            if (!share.claims.compare_exchange_weak(claims, left, std::memory_order_acq_rel))
                continue;
            function(argument, part);
            ++done;
            finished.fetch_add(1, std::memory_order_acq_rel);
        }
    }

    int work(std::uint32_t job, int thread, bool upwards) {
        int done = work_on(shares[static_cast<std::size_t>(thread)], job, upwards);
        for (int other = 1; other < threads; ++other)
            done += work_on(shares[static_cast<std::size_t>((thread + other) % threads)], job,
                            !upwards);
        return done;
    }

    void loop(int thread) {
        std::uint32_t seen = 0;
        for (;;) {
            int spins = 0;
            while (generation.load(std::memory_order_acquire) == seen &&
                   !stop.load(std::memory_order_relaxed)) {
                if (++spins < spins_before_sleep) {
                    relax();
                    continue;
                }
                std::unique_lock lock(mutex);
                wake.wait(lock, [&] { return generation.load() != seen || stop.load(); });
            }
            if (stop.load(std::memory_order_relaxed)) return;
            seen = generation.load(std::memory_order_acquire);
            work(seen, thread, job_upwards.load(std::memory_order_acquire));
        }
    }
};

Workers::Workers(int threads) : state_(std::make_unique<State>()) {
    state_->threads = threads < 1 ? 1 : threads;
    state_->shares = std::vector<State::Share>(static_cast<std::size_t>(state_->threads));
    for (int i = 1; i < state_->threads; ++i) {
        state_->pool.emplace_back([state = state_.get(), i] { state->loop(i); });
    }
}

Workers::~Workers() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->stop.store(true);
    }
    state_->wake.notify_all();
    for (auto& thread : state_->pool) thread.join();
}

int Workers::threads() const {
    return state_->threads;
}

void Workers::run(int parts, Call call, void* context) {
    State& state = *state_;
    if (parts <= 1) {
        if (parts == 1) call(context, 0);
        return;
    }
    const bool upwards = (++state.turn & 1) != 0;
    if (state.threads == 1 || !state.company.worthwhile()) {
        for (int part = 0; part < parts; ++part) call(context, upwards ? part : parts - 1 - part);
        return;
    }
    state.company.job_begins();
    const std::uint32_t job = state.generation.load(std::memory_order_relaxed) + 1;
    {
        const std::lock_guard lock(state.mutex);
        state.finished.store(0, std::memory_order_relaxed);
        // Nothing to claim while the job is being written.
        for (State::Share& share : state.shares)
            share.claims.store({job, 0, 0}, std::memory_order_release);
        state.job_upwards.store(upwards, std::memory_order_release);
        state.call.store(call, std::memory_order_release);
        state.context.store(context, std::memory_order_release);
        for (int t = 0; t < state.threads; ++t)
            state.shares[static_cast<std::size_t>(t)].claims.store(
                {job, static_cast<std::uint16_t>(parts * t / state.threads),
                 static_cast<std::uint16_t>(parts * (t + 1) / state.threads)},
                std::memory_order_release);
        state.generation.store(job, std::memory_order_release);
    }
    state.wake.notify_all();
    state.company.own_parts_done(state.work(job, 0, upwards), parts);
    for (int spins = 0; state.finished.load(std::memory_order_acquire) < parts;) {
        if (++spins < spins_before_sleep) {
            relax();
        } else {
            std::this_thread::yield();
        }
    }
    state.company.job_ends();
}

}  // namespace firedrill
