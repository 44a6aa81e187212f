// Reading and writing scenario files: JSON with // and /* */ comments.
#pragma once

#include <string>
#include <vector>

#include "building/scenario.hpp"

namespace firedrill {

// Reads SCENARIO: a scenario.json, or a folder that holds one. Throws LoadError with file, line and
// JSON pointer at the first fault of syntax or form (missing file, broken JSON, unknown key, wrong
// type, value out of range, doubled id, unknown reference).
Scenario load_scenario(const std::string& path);

// Like load_scenario, but gathers every fault of form instead of stopping at the first; the
// scenario is usable only when none is returned.
struct ReadResult {
    Scenario scenario;
    std::vector<Problem> problems;
};
ReadResult read_scenario(const std::string& path);

// The scenario as text that load_scenario reads back to an equal scenario.
std::string write_scenario(const Scenario& scenario);

// JSON Schema (draft 2020-12) of the format; scenarios/schema/scenario.schema.json is its output.
std::string scenario_schema();

}  // namespace firedrill
