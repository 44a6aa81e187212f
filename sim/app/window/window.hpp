// The window: main menu, drill in first person, result. Knows the drill only through Snapshots and
// the inputs it sends; nothing here can change a result other than a trainee's input would.
#pragma once

#include "app/cli/commands.hpp"

namespace firedrill {

// Opens the window: at the menu, or straight in the drill of `options`. Returns when it is closed.
// Throws LoadError where there is no display or no OpenGL 3.3.
int open_window(const DrillOptions* options, const Speech& say);

}  // namespace firedrill
