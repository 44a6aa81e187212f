// Sums over a row that give the same bits with any vector width: sixteen lanes, added in a fixed
// order. And the processor's switch that treats vanishing numbers as zero, without which still air
// is slow.
#pragma once

#include <cstdint>

#include "base/vector_clones.hpp"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace firedrill {

constexpr int lanes = 16;

FIREDRILL_INLINE double sum_of_lanes(const float* lane) {
    double sum = 0;
    for (int l = 0; l < lanes; ++l) sum += static_cast<double>(lane[l]);
    return sum;
}

FIREDRILL_INLINE double row_sum(const float* a, int n) {
    float lane[lanes] = {};
    int i = 0;
    for (; i + lanes <= n; i += lanes)
        for (int l = 0; l < lanes; ++l) lane[l] += a[i + l];
    for (int l = 0; i + l < n; ++l) lane[l] += a[i + l];
    return sum_of_lanes(lane);
}

FIREDRILL_INLINE double row_dot(const float* a, const float* b, int n) {
    float lane[lanes] = {};
    int i = 0;
    for (; i + lanes <= n; i += lanes)
        for (int l = 0; l < lanes; ++l) lane[l] += a[i + l] * b[i + l];
    for (int l = 0; i + l < n; ++l) lane[l] += a[i + l] * b[i + l];
    return sum_of_lanes(lane);
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
