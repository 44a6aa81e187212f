// Report: one self-contained HTML page of a drill: result, score line by line with reason and the
// picture of its moment, the trainee's photographs, floor plans with the trainee's way and what
// happened where, timeline, occupants. Watermarked as training material.
#pragma once

#include <string>

#include "record/store.hpp"

namespace firedrill {

// Throws LoadError (no such drill, file cannot be written).
void write_report(const Store& store, std::int64_t drill, Language language,
                  const std::string& file);

// All records as CSV, one line each, UTF-8 with a byte order mark (without it Excel garbles
// Chinese).
void export_csv(const Store& store, Language language, const std::string& file);

}  // namespace firedrill
