// Vector lanes. As many numbers side by side as a register holds: what the solver's kernels are
// written with, once for every width of registers (FIREDRILL_BY_WIDTH). They work through rows in
// blocks of sixteen cells, in one, two or four pieces; sums over a row run over the same sixteen
// lanes, added in a fixed order, so that all widths give the same bits. And the processor's switch
// that treats vanishing numbers as zero, without which still air is slow.
#pragma once

#include <cstdint>

#include "base/vector_clones.hpp"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace firedrill {

constexpr int lanes = 16;  // of a block; a row holds whole blocks

// What a register of so many bytes holds: 64 of AVX-512, 32 of AVX2, 16 of any other.
// (Typedefs: of an alias the compiler forgets the size where it depends on a parameter.)
template <int bytes>
struct Register {
    typedef float Numbers __attribute__((vector_size(bytes)));
    typedef std::int32_t Bits __attribute__((vector_size(bytes)));
    typedef std::uint16_t Narrow __attribute__((vector_size(bytes / 2)));
};
// Numbers side by side. Plain arithmetic, comparisons and choices work lane by lane; passed by
// reference only, since how one is returned depends on the processor.
template <int bytes>
using LanesOf = typename Register<bytes>::Numbers;
template <class Lanes>
constexpr int lanes_in = sizeof(Lanes) / sizeof(float);
template <class Lanes>
using BitsOf = typename Register<sizeof(Lanes)>::Bits;
template <class Lanes>
using NarrowOf = typename Register<sizeof(Lanes)>::Narrow;
// A whole block of them. Where it is wider than a register, arithmetic is still as fast, but not
// comparisons, choices and conversions.
using Block = LanesOf<lanes * sizeof(float)>;

template <class Lanes>
FIREDRILL_INLINE void load(Lanes& to, const float* from) {
    __builtin_memcpy(&to, from, sizeof(Lanes));
}
template <class Lanes>
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
// Lane l: from[index[l]]. By fours: the compiler fills a whole vector one lane after the other.
template <class Lanes>
FIREDRILL_INLINE void gather(Lanes& to, const float* from, const std::int32_t* index) {
    using Four = LanesOf<16>;
    for (int l = 0; l < lanes_in<Lanes>; l += 4) {
        const Four four{from[index[l]], from[index[l + 1]], from[index[l + 2]], from[index[l + 3]]};
        __builtin_memcpy(reinterpret_cast<char*>(&to) + 4 * l, &four, sizeof(four));
    }
}
// Sixteen-bit whole numbers as floats.
template <class Lanes>
FIREDRILL_INLINE void load(Lanes& to, const std::uint16_t* from) {
    NarrowOf<Lanes> narrow;
    __builtin_memcpy(&narrow, from, sizeof(narrow));
    to = __builtin_convertvector(__builtin_convertvector(narrow, BitsOf<Lanes>), Lanes);
}
// The upper half of a float (bfloat16): its range, but to a 256th only. For what may be a little
// off and is read often.
enum class Brief : std::uint16_t {};
template <class Lanes>
FIREDRILL_INLINE void load(Lanes& to, const Brief* from) {
    NarrowOf<Lanes> narrow;
    __builtin_memcpy(&narrow, from, sizeof(narrow));
    to = __builtin_bit_cast(Lanes, __builtin_convertvector(narrow, BitsOf<Lanes>) << 16);
}
template <class Lanes>
FIREDRILL_INLINE void store(Brief* to, const Lanes& from) {  // rounds to nearest
    const BitsOf<Lanes> bits = (__builtin_bit_cast(BitsOf<Lanes>, from) + 0x8000) >> 16;
    const NarrowOf<Lanes> narrow = __builtin_convertvector(bits, NarrowOf<Lanes>);
    __builtin_memcpy(to, &narrow, sizeof(narrow));
}
// Each lane's number from the lane before; the first from the last of `before`.
template <class Lanes>
FIREDRILL_INLINE void one_further(Lanes& out, const Lanes& before, const Lanes& now) {
    constexpr int n = lanes_in<Lanes>;
    if constexpr (n == 16)
        out = __builtin_shufflevector(before, now, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
                                      27, 28, 29, 30);
    else if constexpr (n == 8)
        out = __builtin_shufflevector(before, now, 7, 8, 9, 10, 11, 12, 13, 14);
    else
        out = __builtin_shufflevector(before, now, 3, 4, 5, 6);
}
// Each lane's number from the next lane; the last from the first of `next`.
template <class Lanes>
FIREDRILL_INLINE void one_back(Lanes& out, const Lanes& now, const Lanes& next) {
    constexpr int n = lanes_in<Lanes>;
    if constexpr (n == 16)
        out = __builtin_shufflevector(now, next, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
                                      16);
    else if constexpr (n == 8)
        out = __builtin_shufflevector(now, next, 1, 2, 3, 4, 5, 6, 7, 8);
    else
        out = __builtin_shufflevector(now, next, 1, 2, 3, 4);
}
// The numbers' sizes as bits: they compare like whole numbers.
template <class Lanes>
FIREDRILL_INLINE void sizes(BitsOf<Lanes>& to, const Lanes& from) {
    to = __builtin_bit_cast(BitsOf<Lanes>, from) & 0x7fffffff;
}
template <class Bits>
FIREDRILL_INLINE void largest_of(Bits& largest, const Bits& other) {
    largest = largest > other ? largest : other;
}
// Whether any of the numbers with these bits is not zero.
template <class Bits>
FIREDRILL_INLINE bool holds_anything(const Bits& bits) {
    constexpr int bytes = sizeof(Bits);
    if constexpr (bytes > 16) {
        typename Register<bytes / 2>::Bits low, high;
        __builtin_memcpy(&low, &bits, bytes / 2);
        __builtin_memcpy(&high, reinterpret_cast<const char*>(&bits) + bytes / 2, bytes / 2);
        return holds_anything(low | high);
    } else {
        using Longs = std::int64_t __attribute__((vector_size(16)));
        const Longs pair = __builtin_bit_cast(Longs, bits & 0x7fffffff);
        return (pair[0] | pair[1]) != 0;
    }
}
// Of n numbers, a multiple of sixteen, that are not negative.
template <class Lanes>
FIREDRILL_INLINE float largest_of_row(const float* from, int n) {
    Lanes most{};
    for (int i = 0; i < n; i += lanes_in<Lanes>) {
        Lanes value;
        load(value, from + i);
        most = value > most ? value : most;
    }
    float largest = 0;
    for (int l = 0; l < lanes_in<Lanes>; ++l) largest = most[l] > largest ? most[l] : largest;
    return largest;
}

// Sums by lanes of a block, in as many pieces as it has.
template <class Lanes>
struct BlockSum {
    static constexpr int pieces = lanes / lanes_in<Lanes>;
    Lanes piece[pieces] = {};
};
// All of them together. By halves: one after the other they would wait for each other.
template <class Lanes>
FIREDRILL_INLINE double sum_of(const BlockSum<Lanes>& sum) {
    using Half = LanesOf<lanes * sizeof(float) / 2>;
    using Doubles = double __attribute__((vector_size(lanes / 2 * sizeof(double))));
    Half low, high;
    __builtin_memcpy(&low, &sum, sizeof(low));
    __builtin_memcpy(&high, reinterpret_cast<const char*>(&sum) + sizeof(low), sizeof(high));
    const Doubles pairs =
        __builtin_convertvector(low, Doubles) + __builtin_convertvector(high, Doubles);
    return ((pairs[0] + pairs[4]) + (pairs[1] + pairs[5])) +
           ((pairs[2] + pairs[6]) + (pairs[3] + pairs[7]));
}

FIREDRILL_INLINE double row_sum(const float* a, int n) {
    BlockSum<Block> sum;
    int i = 0;
    for (; i + lanes <= n; i += lanes) {
        Block value;
        load(value, a + i);
        sum.piece[0] += value;
    }
    if (i < n) {
        float rest[lanes] = {};
        for (int l = 0; i + l < n; ++l) rest[l] = a[i + l];
        Block value;
        load(value, static_cast<const float*>(rest));
        sum.piece[0] += value;
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
#else
    SubnormalsAreZero() {}
    ~SubnormalsAreZero() {}
#endif
  public:
    SubnormalsAreZero(const SubnormalsAreZero&) = delete;
    SubnormalsAreZero& operator=(const SubnormalsAreZero&) = delete;
};

}  // namespace firedrill
