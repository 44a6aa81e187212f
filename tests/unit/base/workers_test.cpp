#include "base/workers.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

using namespace firedrill;

TEST_CASE("workers call each part exactly once, job after job, with any number of threads") {
    for (int threads : {1, 2, 3, 8}) {
        Workers workers(threads);
        for (int job = 0; job < 2000; ++job) {
            std::vector<std::atomic<int>> calls(static_cast<std::size_t>(job % 23));
            workers.for_parts(static_cast<int>(calls.size()),
                              [&](int part) { calls[static_cast<std::size_t>(part)]++; });
            CHECK(std::all_of(calls.begin(), calls.end(), [](const auto& n) { return n == 1; }));
        }
    }
}

TEST_CASE(
    "workers leave the others alone for a while when these are waited for longer than they save") {
    using std::chrono::milliseconds;
    Workers workers(2);
    const std::thread::id caller = std::this_thread::get_id();
    std::atomic<int> helped{0};
    const auto job = [&] {
        workers.for_parts(8, [&](int) {
            const bool is_caller = std::this_thread::get_id() == caller;
            if (!is_caller) ++helped;
            std::this_thread::sleep_for(is_caller ? std::chrono::microseconds(100)
                                                  : milliseconds(4));
        });
    };
    for (int n = 0; n < 100; ++n) job();
    CHECK(helped > 0);
    helped = 0;
    job();
    CHECK(helped == 0);
    // They are tried again.
    std::this_thread::sleep_for(milliseconds(60));
    for (int n = 0; n < 100 && helped == 0; ++n) job();
    CHECK(helped > 0);
}
