// What `firedrill bench` can measure: one function per case, each printing the rows of its table.
// Knows nothing of the command line; bench_command.cpp lists the names.
#pragma once

#include <string>

#include "app/cli/commands.hpp"

namespace firedrill {

// Fire and crowd of a shipped scenario together, on one thread and on two.
void bench_scenario(const std::string& name, const BenchOptions& options, const Speech& say);

// How fast the last cache and the memory stream.
void bench_bandwidth(const BenchOptions& options, const Speech& say);

// The gas of one scenario, without crowd: time per cell, step and stage, against what the machine
// allows.
struct FireCase {
    std::string name, file;
    double cell_m = 0.2;
    double warm_up_s = 0;  // simulated before measuring
    double most_s = 60;    // measured at most
};
FireCase room_fire();        // 200 kW in 4 m x 4 m x 3 m at 10 cm
FireCase floor_fire();       // 500 kW on a school's floor at 20 cm
FireCase school_fire();      // the shipped school
FireCase fine_floor_fire();  // the floor at 10 cm
void bench_fire(const FireCase& one, const BenchOptions& options, const Speech& say);

// The three-storey school while doors open and shut: the longest step after a change.
void bench_doors(const BenchOptions& options, const Speech& say);

// Route fields of the school: all of them from scratch, and their repair after one change.
void bench_routes(const BenchOptions& options, const Speech& say);

// People jammed before a door, on one thread and on two.
void bench_crowd(const BenchOptions& options, const Speech& say);

}  // namespace firedrill
