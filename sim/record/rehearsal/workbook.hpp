// Workbook: a rehearsal as an .xlsx file with sheets for the summary (with charts), the runs, the
// classes and the exits, for people who go on working in a spreadsheet.
#pragma once

#include <string>

#include "record/rehearsal/findings.hpp"

namespace firedrill::rehearsal {

// Throws LoadError where the file cannot be written.
void write_workbook(const Findings& findings, const Texts& texts, Language language,
                    const std::string& file);

}  // namespace firedrill::rehearsal
