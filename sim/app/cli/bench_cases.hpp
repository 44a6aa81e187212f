// What `firedrill bench` can measure: one function per case, each printing the rows of its table.
// Knows nothing of the command line; bench_command.cpp lists the names.
#pragma once

#include <string>

#include "app/cli/commands.hpp"

namespace firedrill {

// Fire and crowd of a shipped scenario together, on one thread and on two.
void bench_scenario(const std::string& name, const BenchOptions& options, const Speech& say);

// Route fields of the school: all of them from scratch, and their repair after one change.
void bench_routes(const BenchOptions& options, const Speech& say);

// People jammed before a door, on one thread and on two.
void bench_crowd(const BenchOptions& options, const Speech& say);

}  // namespace firedrill
