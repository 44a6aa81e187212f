// The program: reads the command line, runs one command or opens the window, and turns errors into
// one line on standard error and an exit code (base/error.hpp).
#pragma once

namespace firedrill {

int run_program(int argc, char** argv);

}  // namespace firedrill
