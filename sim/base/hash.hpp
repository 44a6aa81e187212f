// Hash of simulation state (XXH3, 64 bits): equal bits give equal hashes on every machine of the
// same byte order. Used for determinism checks and replays, not for security.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>

namespace firedrill {

std::uint64_t hash_bytes(const void* data, std::size_t size, std::uint64_t seed);
std::string hash_hex(std::uint64_t hash);  // 16 lower-case hex digits

// Folds values in the order they are added.
class StateHash {
  public:
    template <class T>
    requires std::is_trivially_copyable_v<T>
    void add(const T& value) { value_ = hash_bytes(&value, sizeof(T), value_); }
    template <class T>
    requires std::is_trivially_copyable_v<T>
    void add_all(std::span<const T> values) {
        value_ = hash_bytes(values.data(), values.size_bytes(), value_);
    }
    std::uint64_t value() const { return value_; }

  private:
    std::uint64_t value_ = 0;
};

}  // namespace firedrill
