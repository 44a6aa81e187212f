#include "building/format/json.hpp"

#include <charconv>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>

namespace firedrill::format {

// ------------------------------------------------------------------------------------- the tree

Json Json::of(bool value) {
    Json json;
    json.kind = Kind::boolean;
    json.boolean = value;
    return json;
}
Json Json::of(double value) {
    Json json;
    json.kind = Kind::number;
    json.number = value;
    return json;
}
Json Json::of(std::string_view value) {
    Json json;
    json.kind = Kind::string;
    json.string = value;
    return json;
}
Json Json::array() {
    Json json;
    json.kind = Kind::array;
    return json;
}
Json Json::object() {
    Json json;
    json.kind = Kind::object;
    return json;
}
Json& Json::add(std::string_view key, Json value) {
    keys.emplace_back(key);
    items.push_back(std::move(value));
    return *this;
}
Json& Json::push(Json value) {
    items.push_back(std::move(value));
    return *this;
}
const Json* Json::find(std::string_view key) const {
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i] == key) return &items[i];
    }
    return nullptr;
}
bool Json::same(const Json& other) const {
    if (kind != other.kind || keys != other.keys || items.size() != other.items.size())
        return false;
    if (kind == Kind::boolean && boolean != other.boolean) return false;
    if (kind == Kind::number && number != other.number) return false;
    if (kind == Kind::string && string != other.string) return false;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (!items[i].same(other.items[i])) return false;
    }
    return true;
}

// -------------------------------------------------------------------------------------- reading

namespace {

// What the parser has taken of the text so far; its events look here for their line.
struct Progress {
    const char* taken = nullptr;  // one past the last character taken
    int line = 1;                 // of that character's successor
};

// An iterator over the text that reports what is taken. The parser copies it about, so the report
// lies outside.
class CountingIterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingIterator(const char* at, Progress* progress) : at_(at), progress_(progress) {}
    reference operator*() const { return *at_; }
    CountingIterator& operator++() {
        if (*at_ == '\n') ++progress_->line;
        progress_->taken = ++at_;
        return *this;
    }
    CountingIterator operator++(int) {
        const CountingIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator& other) const { return at_ == other.at_; }

  private:
    const char* at_;
    Progress* progress_;
};

// Builds the tree from the parser's events.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
  public:
    TreeBuilder(Json& root, std::string_view text, const Progress& progress)
        : root_(root), text_(text), progress_(progress) {}

    std::optional<JsonFault> fault;

    bool null() override { return put(Json{}, progress_.line); }
    bool boolean(bool value) override { return put(Json::of(value), progress_.line); }
    bool number_integer(number_integer_t value) override {
        return put(Json::of(static_cast<double>(value)), line_after_number());
    }
    bool number_unsigned(number_unsigned_t value) override {
        return put(Json::of(static_cast<double>(value)), line_after_number());
    }
    bool number_float(number_float_t value, const string_t&) override {
        return put(Json::of(value), line_after_number());
    }
    bool string(string_t& value) override { return put(Json::of(value), progress_.line); }
    bool binary(binary_t&) override { return false; }  // does not occur in text
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_array() override { return close(); }
    bool key(string_t& value) override {
        key_ = value;
        return true;
    }
    bool parse_error(std::size_t position, const std::string& token,
                     const nlohmann::json::exception& error) override {
        fault = JsonFault{};
        // `position` counts the characters taken; the last of them is the one that did not fit.
        locate(position == 0 ? 0 : position - 1);
        fault->near = token;
        if (error.id == 406) {
            fault->why = JsonFault::Why::number_too_large;
        } else if (position > text_.size() || token == "<end of input>" ||
                   token.find('\0') != std::string::npos) {
            fault->why = JsonFault::Why::ends_early;
            fault->near.clear();
        } else if ((token.ends_with('}') || token.ends_with(']')) && comma_before(position - 1)) {
            fault->why = JsonFault::Why::trailing_comma;
            fault->near = token.substr(token.size() - 1);
        }
        return false;
    }

  private:
    // The lexer ends a number by taking the character behind it; where that one is a line break,
    // the number stands a line further up.
    int line_after_number() const {
        const bool broke = progress_.taken != nullptr && progress_.taken > text_.data() &&
                           progress_.taken[-1] == '\n';
        return progress_.line - (broke ? 1 : 0);
    }
    Json* place_for(Json value, int line) {
        value.line = line;
        if (open_.empty()) {
            root_ = std::move(value);
            return &root_;
        }
        Json& parent = *open_.back();
        if (parent.kind == Json::Kind::object) parent.keys.push_back(std::move(key_));
        parent.items.push_back(std::move(value));
        return &parent.items.back();
    }
    bool put(Json value, int line) {
        place_for(std::move(value), line);
        return true;
    }
    bool open(Json value) {
        if (open_.size() >= deepest_nesting) {
            fault = JsonFault{JsonFault::Why::too_deep, progress_.line, 1, ""};
            return false;
        }
        // Pointers to open parents stay valid: only the innermost one grows.
        open_.push_back(place_for(std::move(value), progress_.line));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }
    void locate(std::size_t offset) {
        offset = std::min(offset, text_.size());
        fault->line = 1;
        fault->column = 1;
        for (std::size_t i = 0; i < offset; ++i) {
            const auto byte = static_cast<unsigned char>(text_[i]);
            if (byte == '\n') {
                ++fault->line;
                fault->column = 1;
            } else if ((byte & 0xC0) != 0x80) {  // not a UTF-8 continuation
                ++fault->column;
            }
        }
    }
    bool comma_before(std::size_t offset) const {
        const auto last = text_.substr(0, offset).find_last_not_of(" \t\r\n");
        return last != std::string_view::npos && text_[last] == ',';
    }

    Json& root_;
    std::string_view text_;
    const Progress& progress_;
    std::vector<Json*> open_;
    std::string key_;
};

}  // namespace

std::optional<JsonFault> parse_json(std::string_view text, Json& out) {
    out = Json{};
    Progress progress;
    TreeBuilder builder(out, text, progress);
    const CountingIterator first(text.data(), &progress);
    const CountingIterator last(text.data() + text.size(), &progress);
    const bool ok = nlohmann::json::sax_parse(first, last, &builder,
                                              nlohmann::json::input_format_t::json, true, true);
    if (ok) return std::nullopt;
    return builder.fault ? builder.fault : JsonFault{};
}

// -------------------------------------------------------------------------------------- writing

namespace {

void write_string(const std::string& value, std::string& out) {
    out += '"';
    for (const char c : value) {
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\t':
                out += "\\t";
                break;
            case '\r':
                out += "\\r";
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    constexpr char digits[] = "0123456789abcdef";
                    out += "\\u00";
                    out += digits[(c >> 4) & 0xF];
                    out += digits[c & 0xF];
                } else {
                    out += c;
                }
        }
    }
    out += '"';
}

// The shortest digits that read back as the same number.
void write_number(double value, std::string& out) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value);
    out.append(digits, end.ptr);
}

void write_flat(const Json& json, std::string& out) {
    switch (json.kind) {
        case Json::Kind::null:
            out += "null";
            return;
        case Json::Kind::boolean:
            out += json.boolean ? "true" : "false";
            return;
        case Json::Kind::number:
            write_number(json.number, out);
            return;
        case Json::Kind::string:
            write_string(json.string, out);
            return;
        case Json::Kind::array:
        case Json::Kind::object:
            break;
    }
    const bool object = json.kind == Json::Kind::object;
    out += object ? '{' : '[';
    for (std::size_t i = 0; i < json.items.size(); ++i) {
        if (i > 0) out += ", ";
        if (object) {
            write_string(json.keys[i], out);
            out += ": ";
        }
        write_flat(json.items[i], out);
    }
    out += object ? '}' : ']';
}

void write_nested(const Json& json, std::size_t indent, std::size_t used, std::size_t width,
                  std::string& out) {
    std::string flat;
    write_flat(json, flat);
    if (indent > 0 && (json.items.empty() || used + flat.size() <= width)) {
        out += flat;
        return;
    }
    const bool object = json.kind == Json::Kind::object;
    if (!object && json.kind != Json::Kind::array) {
        out += flat;
        return;
    }
    out += object ? "{\n" : "[\n";
    for (std::size_t i = 0; i < json.items.size(); ++i) {
        std::string head(indent + 2, ' ');
        if (object) {
            write_string(json.keys[i], head);
            head += ": ";
        }
        out += head;
        write_nested(json.items[i], indent + 2, head.size() + 1, width, out);
        out += i + 1 < json.items.size() ? ",\n" : "\n";
    }
    out.append(indent, ' ');
    out += object ? '}' : ']';
}

}  // namespace

std::string write_json(const Json& json, std::size_t width) {
    std::string out;
    write_nested(json, 0, 0, width, out);
    out += '\n';
    return out;
}

}  // namespace firedrill::format
