#include "fire/flow/layout.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace firedrill {
namespace {

constexpr std::size_t guard = 64;  // floats before and behind, for reads beyond the first row

std::size_t rounded(std::size_t bytes, std::size_t to) {
    return (bytes + to - 1) / to * to;
}

}  // namespace

FieldArray::FieldArray(const Layout& layout) : size_(static_cast<std::size_t>(layout.size)) {
    const std::size_t bytes = (size_ + 2 * guard) * sizeof(float);
    const std::size_t page = bytes > (1U << 20) ? 1U << 21 : 64;
    const std::size_t reserved = rounded(bytes, page);
    memory_.reset(std::aligned_alloc(page, reserved));
    if (!memory_) throw std::bad_alloc();
#if defined(__linux__)
    if (page > 64) madvise(memory_.get(), reserved, MADV_HUGEPAGE);
#endif
    std::memset(memory_.get(), 0, reserved);
    data_ = static_cast<float*>(memory_.get()) + guard;
}

void FieldArray::Free::operator()(void* memory) const {
    std::free(memory);
}

void FieldArray::fill(float value) {
    std::fill_n(data_ - guard, size_ + 2 * guard, value);
}

void FieldArray::swap(FieldArray& other) noexcept {
    std::swap(memory_, other.memory_);
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
}

}  // namespace firedrill
