// Reading and writing scenario files: JSON with // and /* */ comments. Knows the form of the
// format; whether the building makes sense is asked in building.hpp (check_scenario).
#pragma once

#include <string>
#include <vector>

#include "base/texts.hpp"
#include "building/scenario.hpp"

namespace firedrill {

// Reads SCENARIO: a scenario.json, or a folder that holds one. Throws LoadError with file, line and
// JSON pointer at the first fault of syntax or form (missing file, broken JSON, unknown key, wrong
// type, value out of range, doubled id, unknown reference). `language` is that of the message.
Scenario load_scenario(const std::string& path, Language language = Language::zh);

// The same from text in memory; `file` is what error messages call it (a replay or a record that
// holds its scenario).
Scenario parse_scenario(const std::string& text, const std::string& file,
                        Language language = Language::zh);

// Like load_scenario, but gathers every fault of form instead of stopping at the first; the
// scenario is usable only when none is returned. Does not throw for faults of the file; a file that
// cannot be opened or is no JSON is its only problem.
struct ReadResult {
    Scenario scenario;
    std::vector<Problem> problems;
};
ReadResult read_scenario(const std::string& path, Language language = Language::zh);

// The scenario as text that load_scenario reads back to an equal scenario.
std::string write_scenario(const Scenario& scenario);

// A guided lesson that ships: assets/lessons/NAME.json. Throws LoadError where it is missing or
// faulty.
Lesson load_lesson(const std::string& name, Language language = Language::zh);
std::vector<Lesson> shipped_lessons(Language language = Language::zh);  // by id

// JSON Schema (draft 2020-12) of the format; scenarios/schema/scenario.schema.json is its output.
std::string scenario_schema();

}  // namespace firedrill
