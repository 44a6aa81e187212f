#include "fire/flow/layout.hpp"

#include <cstdlib>
#include <cstring>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace firedrill {

void* reserve_zeroed(std::size_t bytes) {
    const std::size_t page = bytes > (1U << 20) ? 1U << 21 : 64;
    const std::size_t reserved = (bytes + page - 1) / page * page;
    void* const memory = std::aligned_alloc(page, reserved);
    if (memory == nullptr) throw std::bad_alloc();
#if defined(__linux__)
    if (page > 64) madvise(memory, reserved, MADV_HUGEPAGE);
#endif
    std::memset(memory, 0, reserved);
    return memory;
}

void FreeMemory::operator()(void* memory) const {
    std::free(memory);
}

}  // namespace firedrill
