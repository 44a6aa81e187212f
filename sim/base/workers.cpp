#include "base/workers.hpp"

#include <atomic>
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

constexpr int spins_before_sleep = 4000;  // some 50 microseconds

void relax() {
#if defined(__x86_64__)
    _mm_pause();
#endif
}

}  // namespace

// A job is published by raising `generation` (even inside the mutex, so that a sleeper cannot miss
// it). Parts are claimed from `ticket`, which carries the low 32 bits of the generation above the
// part number: a late worker that still holds the last job's numbers cannot claim a part of the new
// one.
struct Workers::State {
    int threads = 1;
    std::vector<std::thread> pool;
    std::mutex mutex;
    std::condition_variable wake;
    std::atomic<std::uint32_t> generation{0};
    std::atomic<std::uint64_t> ticket{0};
    std::atomic<int> finished{0};
    std::atomic<int> parts{0};
    std::atomic<Call> call{nullptr};
    std::atomic<void*> context{nullptr};
    std::atomic<bool> stop{false};

    void work(std::uint32_t job) {
        for (;;) {
            std::uint64_t claim = ticket.load(std::memory_order_acquire);
            const int total = parts.load(std::memory_order_acquire);
            const Call function = call.load(std::memory_order_acquire);
            void* const argument = context.load(std::memory_order_acquire);
            if (static_cast<std::uint32_t>(claim >> 32) != job) return;
            const auto part = static_cast<int>(claim & 0xffffffffU);
            if (part >= total) return;
            if (!ticket.compare_exchange_weak(claim, claim + 1, std::memory_order_acq_rel))
                continue;
            function(argument, part);
            finished.fetch_add(1, std::memory_order_acq_rel);
        }
    }

    void loop() {
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
            work(seen);
        }
    }
};

Workers::Workers(int threads) : state_(std::make_unique<State>()) {
    state_->threads = threads < 1 ? 1 : threads;
    for (int i = 1; i < state_->threads; ++i) {
        state_->pool.emplace_back([state = state_.get()] { state->loop(); });
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
    if (state_->threads == 1 || parts <= 1) {
        for (int part = 0; part < parts; ++part) call(context, part);
        return;
    }
    State& state = *state_;
    const std::uint32_t job = state.generation.load(std::memory_order_relaxed) + 1;
    {
        const std::lock_guard lock(state.mutex);
        state.finished.store(0, std::memory_order_relaxed);
        // An impossible ticket first: nobody may claim while the job is being written.
        state.ticket.store(static_cast<std::uint64_t>(job) << 32 | 0x7fffffffU,
                           std::memory_order_release);
        state.call.store(call, std::memory_order_release);
        state.context.store(context, std::memory_order_release);
        state.parts.store(parts, std::memory_order_release);
        state.ticket.store(static_cast<std::uint64_t>(job) << 32, std::memory_order_release);
        state.generation.store(job, std::memory_order_release);
    }
    state.wake.notify_all();
    state.work(job);
    int spins = 0;
    while (state.finished.load(std::memory_order_acquire) < parts) {
        if (++spins < spins_before_sleep) {
            relax();
        } else {
            std::this_thread::yield();
        }
    }
}

}  // namespace firedrill
