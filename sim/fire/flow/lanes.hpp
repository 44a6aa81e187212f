// Vector lanes. Sums over a row that give the same bits with any vector width: sixteen lanes, added
// in a fixed order. And the processor's switch that treats vanishing numbers as zero, without which
// still air is slow.
#pragma once

#include <cstdint>

#include "base/vector_clones.hpp"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace firedrill {

constexpr int lanes = 16;

// Sixteen numbers side by side, for loops that the compiler does not vectorise by itself. Plain
// arithmetic works lane by lane on any processor; passed by reference only, since how one is
// returned depends on the processor.
using Lanes = float __attribute__((vector_size(lanes * sizeof(float))));
using LaneBits = std::int32_t __attribute__((vector_size(lanes * sizeof(std::int32_t))));

FIREDRILL_INLINE void load(Lanes& to, const float* from) {
    __builtin_memcpy(&to, from, sizeof(Lanes));
}
FIREDRILL_INLINE void store(float* to, const Lanes& from) {
    __builtin_memcpy(to, &from, sizeof(Lanes));
}
// Asks for what will be loaded, or stored, two rows later. The solver reads a dozen fields at once,
// by slabs of rows, and the processor's own guessing stops at the end of every page of four
// kilobytes: a loop would wait there for each field. May point beyond the field.
FIREDRILL_INLINE void fetch(const void* from) {
    __builtin_prefetch(from);
}
FIREDRILL_INLINE void fetch_row(const float* from, int n) {
    for (int i = 0; i < n; i += lanes) fetch(from + i);
}
// Lane l: from[index[l]]. By quarters: the compiler fills a whole vector one lane after the other.
FIREDRILL_INLINE void gather(Lanes& to, const float* from, const std::int32_t* index) {
    using Quarter = float __attribute__((vector_size(16)));
    const Quarter a{from[index[0]], from[index[1]], from[index[2]], from[index[3]]};
    const Quarter b{from[index[4]], from[index[5]], from[index[6]], from[index[7]]};
    const Quarter c{from[index[8]], from[index[9]], from[index[10]], from[index[11]]};
    const Quarter d{from[index[12]], from[index[13]], from[index[14]], from[index[15]]};
    const auto low = __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7);
    const auto high = __builtin_shufflevector(c, d, 0, 1, 2, 3, 4, 5, 6, 7);
    to = __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}
// Sixteen-bit whole numbers as floats.
FIREDRILL_INLINE void load(Lanes& to, const std::uint16_t* from) {
    using Narrow = std::uint16_t __attribute__((vector_size(lanes * sizeof(std::uint16_t))));
    Narrow narrow;
    __builtin_memcpy(&narrow, from, sizeof(Narrow));
    to = __builtin_convertvector(__builtin_convertvector(narrow, LaneBits), Lanes);
}
// The upper half of a float (bfloat16): its range, but to a 256th only. For what may be a little
// off and is read often.
enum class Brief : std::uint16_t {};
FIREDRILL_INLINE void load(Lanes& to, const Brief* from) {
    using Narrow = std::uint16_t __attribute__((vector_size(lanes * sizeof(Brief))));
    Narrow narrow;
    __builtin_memcpy(&narrow, from, sizeof(Narrow));
    to = __builtin_bit_cast(Lanes, __builtin_convertvector(narrow, LaneBits) << 16);
}
FIREDRILL_INLINE void store(Brief* to, const Lanes& from) {  // rounds to nearest
    using Narrow = std::uint16_t __attribute__((vector_size(lanes * sizeof(Brief))));
    const LaneBits bits = (__builtin_bit_cast(LaneBits, from) + 0x8000) >> 16;
    const Narrow narrow = __builtin_convertvector(bits, Narrow);
    __builtin_memcpy(to, &narrow, sizeof(Narrow));
}
// The numbers' sizes as bits: they compare like whole numbers.
FIREDRILL_INLINE void sizes(LaneBits& to, const Lanes& from) {
    to = __builtin_bit_cast(LaneBits, from) & 0x7fffffff;
}
FIREDRILL_INLINE void largest_of(LaneBits& largest, const LaneBits& other) {
    largest = largest > other ? largest : other;
}
// Whether any of the numbers with these bits is not zero.
FIREDRILL_INLINE bool holds_anything(const LaneBits& bits) {
    const auto half = __builtin_shufflevector(bits, bits, 0, 1, 2, 3, 4, 5, 6, 7) |
                      __builtin_shufflevector(bits, bits, 8, 9, 10, 11, 12, 13, 14, 15);
    const auto quarter = __builtin_shufflevector(half, half, 0, 1, 2, 3) |
                         __builtin_shufflevector(half, half, 4, 5, 6, 7);
    using Longs = std::int64_t __attribute__((vector_size(2 * sizeof(std::int64_t))));
    const Longs sizes = __builtin_bit_cast(Longs, quarter & 0x7fffffff);
    return (sizes[0] | sizes[1]) != 0;
}
// Of n numbers, a multiple of sixteen, that are not negative.
FIREDRILL_INLINE float largest_of(const float* from, int n) {
    Lanes most{};
    for (int i = 0; i < n; i += lanes) {
        Lanes value;
        load(value, from + i);
        most = value > most ? value : most;
    }
    float largest = 0;
    for (int l = 0; l < lanes; ++l) largest = most[l] > largest ? most[l] : largest;
    return largest;
}
// By halves: one after the other they would wait for each other.
FIREDRILL_INLINE double sum_of(const Lanes& lane) {
    using Doubles = double __attribute__((vector_size(lanes / 2 * sizeof(double))));
    const Doubles low = __builtin_convertvector(
        __builtin_shufflevector(lane, lane, 0, 1, 2, 3, 4, 5, 6, 7), Doubles);
    const Doubles high = __builtin_convertvector(
        __builtin_shufflevector(lane, lane, 8, 9, 10, 11, 12, 13, 14, 15), Doubles);
    const Doubles sum = low + high;
    return ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]));
}

FIREDRILL_INLINE double row_sum(const float* a, int n) {
    Lanes sum{};
    int i = 0;
    for (; i + lanes <= n; i += lanes) {
        Lanes value;
        load(value, a + i);
        sum += value;
    }
    if (i < n) {
        float rest[lanes] = {};
        for (int l = 0; i + l < n; ++l) rest[l] = a[i + l];
        Lanes value;
        load(value, rest);
        sum += value;
    }
    return sum_of(sum);
}

// While one of these lives, this thread reads and writes subnormal numbers as zero.
class SubnormalsAreZero {
  public:
#if defined(__SSE2__)
    SubnormalsAreZero() : before_(_mm_getcsr()) {
        _mm_setcsr(before_ | 0x8040U);
    }
    ~SubnormalsAreZero() {
        _mm_setcsr(before_);
    }

  private:
    unsigned before_;
#endif
  public:
    SubnormalsAreZero(const SubnormalsAreZero&) = delete;
    SubnormalsAreZero& operator=(const SubnormalsAreZero&) = delete;
};

}  // namespace firedrill
