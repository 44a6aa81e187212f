#include "app/cli/bench_bandwidth.hpp"

#include <unistd.h>

#include <algorithm>
#include <memory>

#include "app/run/summary.hpp"
#include "base/vector_clones.hpp"
#include "fire/flow/layout.hpp"

namespace firedrill {
namespace bandwidth_kernels {

template <int bytes>
FIREDRILL_INLINE int bits_of() {
    return 8 * bytes;
}
FIREDRILL_BY_WIDTH(int bits(), bits_of, ())

}  // namespace bandwidth_kernels
namespace {

constexpr double measured_s = 0.5;  // sweeps are repeated for about so long
constexpr int parts = 16;           // pieces of the arrays that threads claim

FIREDRILL_VECTOR_CLONES
void triad(float* __restrict a, const float* __restrict b, const float* __restrict c, float s,
           std::size_t n) {
    FIREDRILL_INDEPENDENT
    for (std::size_t i = 0; i < n; ++i) a[i] = b[i] + s * c[i];
}

}  // namespace

double stream_bandwidth(std::size_t working_set, Workers& workers) {
    const std::size_t n = working_set / (3 * sizeof(float)) / (16 * parts) * (16 * parts);
    // As the solver's fields lie: on large pages.
    using Array = std::unique_ptr<void, FreeMemory>;
    const Array arrays[3] = {Array(reserve_zeroed(n * sizeof(float))),
                             Array(reserve_zeroed(n * sizeof(float))),
                             Array(reserve_zeroed(n * sizeof(float)))};
    auto* const a = static_cast<float*>(arrays[0].get());
    const auto* const b = static_cast<const float*>(arrays[1].get());
    const auto* const c = static_cast<const float*>(arrays[2].get());
    // Arrays that fit a cache are swept several times per reading of the clock.
    const int sweeps =
        static_cast<int>(std::max<std::size_t>(1, (std::size_t{64} << 20) / (12 * n)));
    double best_s = 1e9;
    for (const RunClock whole; whole.wall_s() < measured_s;) {
        const RunClock clock;
        for (int sweep = 0; sweep < sweeps; ++sweep)
            workers.for_parts(parts, [&](int part) {
                const std::size_t first = n / parts * static_cast<std::size_t>(part);
                triad(a + first, b + first, c + first, 0.5f, n / parts);
            });
        best_s = std::min(best_s, clock.wall_s() / sweeps);
    }
    return 12.0 * static_cast<double>(n) / best_s;
}

int register_bits() {
    return bandwidth_kernels::bits();
}

std::size_t last_cache_bytes() {
    const long reported = sysconf(_SC_LEVEL3_CACHE_SIZE);
    return reported > 0 ? static_cast<std::size_t>(reported) : std::size_t{32} << 20;
}

}  // namespace firedrill
