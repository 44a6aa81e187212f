// Oxygen taken: what flames and agents have taken from cells since the gas last moved, and its
// fields do not show yet. Without it several flames that share a cell would each burn the same
// oxygen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace firedrill {

class OxygenTaken {
  public:
    // `most_cells`: from which is taken between two steps of the gas; of more it is not known.
    OxygenTaken(std::size_t elements, std::size_t most_cells) : kg_m3_(elements, 0.0f) {
        touched_.reserve(most_cells);
    }

    // Forgets everything once the gas has made another step.
    void follow(std::int64_t steps_of_gas) {
        if (steps_of_gas == steps_) return;
        steps_ = steps_of_gas;
        for (const std::int32_t e : touched_) kg_m3_[static_cast<std::size_t>(e)] = 0;
        touched_.clear();
    }
    void take(std::ptrdiff_t element, double kg_m3) {
        float& taken = kg_m3_[static_cast<std::size_t>(element)];
        if (taken == 0.0f) {
            if (touched_.size() == touched_.capacity()) return;
            touched_.push_back(static_cast<std::int32_t>(element));
        }
        taken += static_cast<float>(kg_m3);
    }
    double of(std::ptrdiff_t element) const {
        return static_cast<double>(kg_m3_[static_cast<std::size_t>(element)]);
    }

  private:
    std::vector<float> kg_m3_;
    std::vector<std::int32_t> touched_;
    std::int64_t steps_ = -1;
};

}  // namespace firedrill
