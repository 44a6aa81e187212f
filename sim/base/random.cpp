#include "base/random.hpp"

#include <cmath>
#include <numbers>

namespace firedrill {
namespace {

std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

constexpr std::uint64_t golden_gamma = 0x9e3779b97f4a7c15ULL;

}  // namespace

RandomStream::RandomStream(std::uint64_t seed, std::uint64_t stream)
    : state_(mix(mix(seed + golden_gamma) ^ mix(stream * golden_gamma + 1))) {}

std::uint64_t RandomStream::next_u64() {
    state_ += golden_gamma;
    return mix(state_);
}

double RandomStream::uniform() {
    return static_cast<double>(next_u64() >> 11) * 0x1.0p-53;
}

double RandomStream::uniform(double low, double high) {
    return low + (high - low) * uniform();
}

std::uint64_t RandomStream::below(std::uint64_t n) {
    // Rejection keeps every value equally likely.
    const std::uint64_t limit = UINT64_MAX - UINT64_MAX % n;
    std::uint64_t draw = next_u64();
    while (draw >= limit) draw = next_u64();
    return draw % n;
}

double RandomStream::normal(double mean, double deviation) {
    if (has_spare_) {
        has_spare_ = false;
        return mean + deviation * spare_normal_;
    }
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    const double angle = 2.0 * std::numbers::pi * uniform();
    spare_normal_ = radius * std::sin(angle);
    has_spare_ = true;
    return mean + deviation * radius * std::cos(angle);
}

double RandomStream::lognormal(double mu, double sigma) {
    return std::exp(normal(mu, sigma));
}

double RandomStream::weibull(double scale, double shape) {
    return scale * std::pow(-std::log(1.0 - uniform()), 1.0 / shape);
}

double RandomStream::gamma(double shape, double scale) {
    if (shape < 1.0) return gamma(shape + 1.0, scale) * std::pow(1.0 - uniform(), 1.0 / shape);
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    for (;;) {
        const double x = normal(0.0, 1.0);
        const double cube_root = 1.0 + c * x;
        if (cube_root <= 0.0) continue;
        const double v = cube_root * cube_root * cube_root;
        if (std::log(1.0 - uniform()) < 0.5 * x * x + d - d * v + d * std::log(v)) {
            return d * v * scale;
        }
    }
}

}  // namespace firedrill
