// What the MPI module (sim/mpi.cpp, a shared object of its own) offers the program: texts between
// ranks. Plain C functions, so that the program itself is not linked to MPI and starts as fast on
// machines that have none.
#pragma once

#include <cstddef>

extern "C" {

struct FiredrillMpi {
    int (*start)();  // 0: fine
    int (*rank)();
    int (*size)();
    // From rank 0 to all; `bytes` is set elsewhere. The text lives until the next call.
    const char* (*broadcast)(const char* text, std::size_t* bytes);
    void (*send)(const char* text, std::size_t bytes);  // to rank 0; returns when taken
    // A text sent to rank 0, or null where none has come; lives until the next call.
    const char* (*receive)(int* from, std::size_t* bytes);
    void (*finish)();
    void (*abort)(int code);  // ends all ranks
};

// The module's only name: struct FiredrillMpi.
using FiredrillMpiEntry = const FiredrillMpi* (*)();
}
