// Tables: a rehearsal as CSV files for other programs: runs, classes and exits by the run, and the
// maps square by square. Column names are stable and in English, with their units; UTF-8 with a
// byte order mark, without which spreadsheets garble Chinese.
#pragma once

#include "record/rehearsal/findings.hpp"

namespace firedrill::rehearsal {

// runs.csv, groups.csv, exits.csv, maps/STOREY.csv. Throws LoadError.
void write_tables(const Findings& findings, const Folder& folder);

}  // namespace firedrill::rehearsal
