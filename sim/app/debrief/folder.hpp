// The folder of a debriefing: the pages in Chinese and English, the JSON, and the pictures that the
// pages show. The command line and the window write it alike.
#pragma once

#include <string>

#include "app/cli/commands.hpp"
#include "app/debrief/debriefing.hpp"

namespace firedrill {

// Makes the folder and shows that it can be written to; throws LoadError else. Before the work.
void begin_debriefing_folder(const std::string& folder);

// The page in the person's language: its path. `pictures` needs a current OpenGL context. Throws
// LoadError.
std::string write_debriefing_folder(const Debriefing& debriefing, const std::string& folder,
                                    const Speech& say, bool pictures);

}  // namespace firedrill
