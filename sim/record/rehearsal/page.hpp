// Page: a rehearsal as one self-contained HTML file: what was run, how long it took, who left where
// and when, where it was crowded, and whether the computation can be trusted. In two languages, the
// reader's first.
#pragma once

#include <string>

#include "record/rehearsal/findings.hpp"

namespace firedrill::rehearsal {

// Throws LoadError where the file cannot be written.
void write_page(const Findings& findings, const Texts& texts, Language language,
                const std::string& file);

// The name of a setting's value in words, or the value itself where there are none for it.
std::string setting_name(const Texts& texts, Language language, const std::string& setting,
                         const std::string& value);

}  // namespace firedrill::rehearsal
