// Mangled files: whatever is missing or cut, the answer is a scenario or a LoadError with a place.

#include <regex>

#include "variant.hpp"

using namespace firedrill;
using namespace firedrill::test;

namespace {
// 1 where the text was read (and then checked), 0 where it was refused with file and advice.
int outcome(const std::string& text) {
    try {
        const Scenario scenario = parse_scenario(text, "mangled.json", Language::en);
        check_scenario(scenario, Language::en);
        return 1;
    } catch (const LoadError& error) {
        CHECK(error.problem().place.file == "mangled.json");
        CHECK_FALSE(error.problem().advice.empty());
        return 0;
    }
}
}  // namespace

TEST_CASE("a file with any one line missing is read or refused with its place") {
    const std::string text = two_rooms_text();
    int read = 0, refused = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        (outcome(text.substr(0, at) + text.substr(end)) == 1 ? read : refused) += 1;
        at = end;
    }
    CHECK(read > 10);  // comments, optional parts
    CHECK(refused > 50);
}

TEST_CASE("a file cut anywhere is refused with its place") {
    const std::string text = two_rooms_text();
    const auto last_brace = text.rfind('}');
    for (std::size_t length = 0; length <= last_brace; length += 53) {
        CHECK(outcome(text.substr(0, length)) == 0);
    }
}

TEST_CASE("a file with any one character changed is read or refused with its place") {
    const std::string text = two_rooms_text();
    for (std::size_t at = 0; at < text.size(); at += 17) {
        for (const char c : {'}', '"', '-', '9', '\0'}) {
            std::string changed = text;
            changed[at] = c;
            outcome(changed);
        }
    }
}

TEST_CASE("a scenario of a newer format says so") {
    const Problem problem = fault_of(with("\"format\": 1", "\"format\": 2"));
    CHECK(problem.place.pointer == "/format");
    CHECK(problem.advice.find("update the program") != std::string::npos);
}

TEST_CASE("every member of the manual is a key of the format") {
    std::ifstream stream(FIREDRILL_SOURCE_DIR "/sim/building/scenario.hpp");
    const std::string schema = scenario_schema();
    // `    type name{…} = …, second = …;` of the structs; functions and enumerators look different.
    const std::regex member(R"(^    (?:std::[a-z]+<.*>|[A-Za-z:]+) ([a-z].*?);)");
    const std::regex name(R"((?:^|, )([a-z][a-z0-9_]*)(?=[ ,={]|$))");
    int members = 0;
    for (std::string line; std::getline(stream, line);) {
        std::smatch found;
        if (line.find("enum class") != std::string::npos) continue;
        if (!std::regex_search(line, found, member)) continue;
        const std::string rest = std::regex_replace(found[1].str(), std::regex(R"(\{[^}]*\})"), "");
        for (std::sregex_iterator it(rest.begin(), rest.end(), name), end; it != end; ++it) {
            const std::string key = (*it)[1];
            const bool is_not_a_key = key == "place" || key == "spec" || key == "file";
            if (is_not_a_key) continue;
            ++members;
            CHECK_MESSAGE(schema.find("\"" + key + "\": {") != std::string::npos, line);
        }
    }
    CHECK(members > 200);
}
