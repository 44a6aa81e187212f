#include "building/format/messages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/paths.hpp"

namespace firedrill::format {

Problem Messages::problem(Place place, std::string_view key,
                          std::initializer_list<std::string> arguments, std::string_view advice) {
    const std::vector<std::string> given(arguments);
    Problem problem;
    problem.place = std::move(place);
    problem.what = fill(fmt::format("problem.{}", key), given);
    problem.advice = fill(fmt::format("problem.{}.do", advice.empty() ? key : advice), given);
    return problem;
}

std::string Messages::text(std::string_view key, std::initializer_list<std::string> arguments) {
    return fill(fmt::format("problem.{}", key), std::vector<std::string>(arguments));
}

std::string Messages::fill(const std::string& key, const std::vector<std::string>& arguments) {
    if (!texts_) texts_ = Texts::load(asset("texts").string());
    const std::string& pattern = texts_->get(key, language_);
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool slot = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                          pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
        if (!slot) {
            out += pattern[i];
            continue;
        }
        const auto number = static_cast<std::size_t>(pattern[i + 1] - '0');
        if (number < arguments.size()) out += arguments[number];
        i += 2;
    }
    return out;
}

std::string shown(double number) {
    return fmt::format("{:g}", number == 0 ? 0.0 : number);  // no "-0"
}

std::string shown(std::string_view word) {
    constexpr std::size_t longest = 60;  // bytes
    if (word.size() <= longest) return fmt::format("\"{}\"", word);
    std::size_t cut = longest;
    while (cut > 0 && (static_cast<unsigned char>(word[cut]) & 0xC0) == 0x80) --cut;
    return fmt::format("\"{}…\"", word.substr(0, cut));
}

namespace {

// Levenshtein distance: insertions, deletions and replacements that turn a into b.
std::size_t edits(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] =
                std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
    // Closer than this a word is taken for a slip of the pen; a third of the letters at most.
    std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
    std::string_view found;
    for (const std::string_view candidate : candidates) {
        const std::size_t distance = edits(word, candidate);
        if (distance < best) {
            best = distance;
            found = candidate;
        }
    }
    return found;
}

std::string listed(const std::vector<std::string_view>& words, std::size_t most) {
    std::string out;
    for (std::size_t i = 0; i < words.size() && i < most; ++i) {
        if (i > 0) out += ", ";
        out += words[i];
    }
    if (words.size() > most) out += ", …";
    return out;
}

}  // namespace firedrill::format
