// Random streams that give the same bits on every machine: a counter-based generator (SplitMix64,
// Steele, Lea & Flood 2014) keyed by seed and stream, and distributions of our own, because those
// of the C++ library may differ between vendors. One stream per entity keeps results independent of
// the order in which entities are visited.
#pragma once

#include <cstdint>

namespace firedrill {

class RandomStream {
  public:
    // `seed`: of the run; `stream`: of the purpose or the entity (any number, streams do not
    // overlap in practice).
    RandomStream(std::uint64_t seed, std::uint64_t stream);

    std::uint64_t next_u64();
    double uniform();                              // [0, 1)
    double uniform(double low, double high);       // [low, high)
    std::uint64_t below(std::uint64_t n);          // {0 … n-1}, n > 0
    double normal(double mean, double deviation);  // Box-Muller, both halves used
    double lognormal(double mu, double sigma);     // mu, sigma of the logarithm
    double weibull(double scale, double shape);
    double gamma(double shape, double scale);  // Marsaglia & Tsang 2000

  private:
    std::uint64_t state_;
    double spare_normal_ = 0.0;
    bool has_spare_ = false;
};

}  // namespace firedrill
