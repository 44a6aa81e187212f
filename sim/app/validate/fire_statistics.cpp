#include "app/validate/fire_statistics.hpp"

#include <algorithm>
#include <cmath>

namespace firedrill::validate {

Accuracy accuracy_of(std::span<const Vec2> pairs, double experimental) {
    Accuracy result;
    result.pairs = static_cast<int>(pairs.size());
    if (pairs.empty()) return result;
    const auto ratio = [](Vec2 p) { return std::log(std::max(p.y / p.x, 0.01)); };
    double mean = 0, square = 0;
    for (const Vec2 p : pairs) mean += ratio(p);
    mean /= static_cast<double>(pairs.size());
    for (const Vec2 p : pairs) square += (ratio(p) - mean) * (ratio(p) - mean);
    result.bias = std::exp(mean);
    if (pairs.size() > 1)
        result.scatter = std::sqrt(square / static_cast<double>(pairs.size() - 1));
    result.model_scatter =
        std::sqrt(std::max(0.0, result.scatter * result.scatter - experimental * experimental));
    return result;
}

}  // namespace firedrill::validate
