// Json: a JSON text as a tree in which every value knows its line; made from text with // and
// /* */ comments, and written back in a layout that people can read. Knows JSON, nothing of
// scenarios.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace firedrill::format {

struct Json {
    enum class Kind : std::uint8_t { null, boolean, number, string, array, object };
    Kind kind = Kind::null;
    bool boolean = false;
    double number = 0;
    std::string string;
    std::vector<Json> items;        // elements of an array, values of an object
    std::vector<std::string> keys;  // object: key of items[i], in file order, doubles kept
    int line = 0;                   // where the value begins, from 1

    static Json of(bool value);
    static Json of(double value);
    static Json of(std::string_view value);
    static Json of(const char* value) { return of(std::string_view(value)); }
    static Json array();
    static Json object();
    Json& add(std::string_view key, Json value);   // to an object; returns *this
    Json& push(Json value);                        // to an array; returns *this
    const Json* find(std::string_view key) const;  // null where there is none
    bool same(const Json& other) const;            // lines aside
};

// Why a text is no JSON.
struct JsonFault {
    enum class Why { syntax, trailing_comma, ends_early, number_too_large, too_deep };
    Why why = Why::syntax;
    int line = 0, column = 0;  // from 1; column in characters
    std::string near;          // what was read there
};

// Deeper nesting than this is refused; the format itself needs about ten levels.
constexpr std::size_t deepest_nesting = 64;

std::optional<JsonFault> parse_json(std::string_view text, Json& out);

// Lines up to `width` columns hold a whole array or object; longer ones are broken up.
std::string write_json(const Json& json, std::size_t width = 100);

}  // namespace firedrill::format
