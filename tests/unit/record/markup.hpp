// Markup: what a reader of HTML or SVG would trip over.
#pragma once

#include <cctype>
#include <string>
#include <vector>

#include "scratch.hpp"

namespace firedrill::test {

// The first fault of the markup; empty where every tag is closed in turn, every attribute is quoted
// and no special character stands bare in the text.
inline std::string fault_of_markup(const std::string& text) {
    std::vector<std::string> open;
    std::size_t at = 0;
    const auto near = [&] { return " near \"" + text.substr(at, 60) + "\""; };
    while (at < text.size()) {
        if (text[at] == '&') {
            const auto end = text.find(';', at);
            const std::string name = end == std::string::npos ? "" : text.substr(at, end - at + 1);
            if (name != "&amp;" && name != "&lt;" && name != "&gt;" && name != "&quot;" &&
                name != "&#39;" && name != "&nbsp;")
                return "a bare ampersand" + near();
            at = end + 1;
            continue;
        }
        if (text[at] == '>') return "a bare >" + near();
        if (text[at] != '<') {
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        char quote = 0;
        for (; end < text.size() && (quote != 0 || text[end] != '>'); ++end) {
            if (quote == 0 && text[end] == '<') return "a bare <" + near();
            if (quote == 0 && text[end] == '=' && text[end + 1] != '\'' && text[end + 1] != '"')
                return "an attribute without quotes" + near();
            if (text[end] == quote)
                quote = 0;
            else if (quote == 0 && (text[end] == '\'' || text[end] == '"'))
                quote = text[end];
        }
        if (end >= text.size()) return "a tag without end" + near();
        std::string name;
        for (auto c = at + 1; c < end && (std::isalnum(static_cast<unsigned char>(text[c])) != 0 ||
                                          text[c] == '/' || text[c] == '!');
             ++c)
            name += text[c];
        const bool closes_itself = text[end - 1] == '/';
        if (name.empty()) return "a bare <" + near();
        if (name[0] == '/') {
            if (open.empty()) return "too many ends" + near();
            if (open.back() != name.substr(1)) return "<" + open.back() + "> is open" + near();
            open.pop_back();
        } else if (name[0] != '!' && name != "meta" && name != "br" && !closes_itself) {
            open.push_back(name);
        }
        at = end + 1;
        if (name == "style") at = text.find("</style>", at);
        if (at == std::string::npos) return "<style> is never closed";
    }
    return open.empty() ? "" : "<" + open.back() + "> is never closed";
}

// What stands between each `before` and the next `after`.
inline std::vector<std::string> all_between(const std::string& text, const std::string& before,
                                            const std::string& after) {
    std::vector<std::string> found;
    for (auto at = text.find(before); at != std::string::npos; at = text.find(before, at)) {
        at += before.size();
        const auto end = text.find(after, at);
        REQUIRE(end != std::string::npos);
        found.push_back(text.substr(at, end - at));
    }
    return found;
}

}  // namespace firedrill::test
