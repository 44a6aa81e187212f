// Variant: the two rooms with one thing wrong, and the line where it stands.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include "building/building.hpp"
#include "building/load.hpp"

namespace firedrill::test {

inline const std::string two_rooms_file =
    FIREDRILL_SOURCE_DIR "/tests/data/scenarios/two_rooms.json";

inline std::string two_rooms_text() {
    std::ifstream stream(two_rooms_file);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

struct Variant {
    std::string text;
    int line = 0;  // of the first character that was replaced
};

// `before` must stand in the text; only its first occurrence is replaced.
inline Variant with(const std::string& before, const std::string& after,
                    const std::string& text = two_rooms_text()) {
    const auto at = text.find(before);
    REQUIRE_MESSAGE(at != std::string::npos, before);
    Variant variant{text,
                    1 + static_cast<int>(std::count(
                            text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'))};
    variant.text.replace(at, before.size(), after);
    return variant;
}

// The first fault of form of a text.
inline Problem fault_of(const Variant& variant, Language language = Language::en) {
    try {
        parse_scenario(variant.text, "variant.json", language);
    } catch (const LoadError& error) {
        return error.problem();
    }
    FAIL("the variant was read without complaint");
    return {};
}

inline std::vector<Problem> problems_of(const Variant& variant, Language language = Language::en) {
    return check_scenario(parse_scenario(variant.text, "variant.json"), language);
}

// The problem whose text holds `words`; fails where there is none.
inline Problem problem_saying(const std::vector<Problem>& problems, const std::string& words) {
    for (const Problem& problem : problems) {
        if (problem.what.find(words) != std::string::npos) return problem;
    }
    std::string all;
    for (const Problem& problem : problems) all += problem.str() + "\n";
    FAIL("no problem says \"" << words << "\" among:\n" << all);
    return {};
}

}  // namespace firedrill::test
