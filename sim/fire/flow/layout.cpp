#include "fire/flow/layout.hpp"

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace firedrill {
namespace {

constexpr std::size_t large = 1U << 20;  // [bytes] that large pages are worth while for

}  // namespace

void* reserve_zeroed(std::size_t bytes) {
    const std::size_t page = bytes > large ? 1U << 21 : 64;
    const std::size_t reserved = (bytes + page - 1) / page * page;
    void* const memory = std::aligned_alloc(page, reserved);
    if (memory == nullptr) throw std::bad_alloc();
#if defined(__linux__)
    if (page > 64) madvise(memory, reserved, MADV_HUGEPAGE);
#endif
    std::memset(memory, 0, reserved);
    return memory;
}

// Large fields begin on pages of two megabytes, so that the same cell of all of them would fall
// into the same few places of the caches, and loops over a dozen fields would throw out what they
// are about to need. Each field starts four and a quarter kilobytes further than the one before:
// other places in the first cache (which repeat after four kilobytes) and in the second.
std::size_t next_stagger(std::size_t bytes) {
    if (bytes <= large) return 0;
    constexpr std::size_t step = 4096 + 256, fields = 32;
    static std::atomic<std::size_t> count{0};
    return count.fetch_add(1, std::memory_order_relaxed) % fields * step;
}

void FreeMemory::operator()(void* memory) const {
    std::free(memory);
}

}  // namespace firedrill
