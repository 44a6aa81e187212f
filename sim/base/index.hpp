// Index<Tag>: the place of an entity in its vector, as a type of its own, so that a door's number
// cannot be handed over where a room's is expected. -1 means "none".
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace firedrill {

template <class Tag>
struct Index {
    std::int32_t value = -1;

    constexpr Index() = default;
    constexpr explicit Index(std::int32_t v) : value(v) {}
    constexpr explicit Index(std::size_t v) : value(static_cast<std::int32_t>(v)) {}
    constexpr explicit operator bool() const { return value >= 0; }
    constexpr std::size_t at() const { return static_cast<std::size_t>(value); }
    constexpr auto operator<=>(const Index&) const = default;
};

}  // namespace firedrill
