// Writer: from the scenario's structs to a JSON tree, by their field descriptions. What equals its
// default and need not be given is left out.
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "building/format/fields.hpp"
#include "building/format/json.hpp"

namespace firedrill::format {

inline Json to_json(double value) {
    return Json::of(value);
}
inline Json to_json(int value) {
    return Json::of(static_cast<double>(value));
}
inline Json to_json(bool value) {
    return Json::of(value);
}
inline Json to_json(const std::string& value) {
    return Json::of(value);
}
inline Json to_json(const LocalText& text) {
    return Json::object().add("zh", Json::of(text.zh)).add("en", Json::of(text.en));
}
inline Json to_json(const Vec2& v) {
    return Json::array().push(Json::of(v.x)).push(Json::of(v.y));
}
inline Json to_json(const Vec3& v) {
    return Json::array().push(Json::of(v.x)).push(Json::of(v.y)).push(Json::of(v.z));
}
template <class E>
requires std::is_enum_v<E> Json to_json(E value) {
    return Json::of(name_of(value));
}
template <Described T>
Json to_json(const T& object);
template <class T>
Json to_json(const std::vector<T>& list);
template <class T>
Json to_json(const std::optional<T>& value) {
    return value ? to_json(*value) : Json{};
}

// Collects all members of one object; `optional` marks those that may be left out.
class MemberWriter {
  public:
    Json json = Json::object();
    std::vector<bool> optional;

    template <class M>
    void operator()(const char* key, const M& member, const Field& field) {
        for (std::size_t i = 0; i < json.keys.size(); ++i) {
            if (json.keys[i] != key) continue;
            // A lamp has `works` as a fixture and as a light: it works when both say so.
            if constexpr (std::is_same_v<M, bool>) json.items[i].boolean &= member;
            return;
        }
        json.add(key, to_json(member));
        optional.push_back(!field.required);
    }
    void by_kind(const Fixture& fixture) {
        std::visit(
            [this](const auto& spec) {
                if constexpr (!std::is_same_v<decltype(spec), const std::monostate&>) {
                    fields(*this, spec);
                }
            },
            fixture.spec);
    }
};

template <Described T>
Json to_json(const T& object) {
    MemberWriter full;
    fields(full, object);
    T plain{};
    if constexpr (std::is_same_v<T, Fixture>) plain.spec = spec_of_kind(object.kind);
    const T& usual = plain;
    MemberWriter defaults;
    fields(defaults, usual);
    Json out = Json::object();
    for (std::size_t i = 0; i < full.json.keys.size(); ++i) {
        const Json* usually = defaults.json.find(full.json.keys[i]);
        const bool as_usual = usually != nullptr && usually->same(full.json.items[i]);
        if (full.optional[i] && as_usual) continue;
        out.add(full.json.keys[i], std::move(full.json.items[i]));
    }
    return out;
}

template <class T>
Json to_json(const std::vector<T>& list) {
    Json out = Json::array();
    for (const T& element : list) out.push(to_json(element));
    return out;
}

}  // namespace firedrill::format
