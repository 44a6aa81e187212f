// The MPI module: the only file that knows MPI. Built as a shared object of its own
// (firedrill_mpi.so) where MPI is found, and loaded by `rehearse --mpi` alone.

#define OMPI_SKIP_MPICXX 1
#include <mpi.h>

#include <climits>
#include <vector>

#include "app/rehearse/mpi_module.hpp"

namespace {

constexpr int result_tag = 1;

// One text lives until the next call; MPI is called from one thread.
std::vector<char>& buffer() {
    static std::vector<char> bytes;
    return bytes;
}

int start() {
    int provided = 0;
    const int code = MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
    return code == MPI_SUCCESS && provided >= MPI_THREAD_FUNNELED ? 0 : 1;
}

int rank() {
    int number = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &number);
    return number;
}

int size() {
    int number = 1;
    MPI_Comm_size(MPI_COMM_WORLD, &number);
    return number;
}

const char* broadcast(const char* text, std::size_t* bytes) {
    auto length = static_cast<unsigned long long>(*bytes);
    MPI_Bcast(&length, 1, MPI_UNSIGNED_LONG_LONG, 0, MPI_COMM_WORLD);
    if (rank() == 0) buffer().assign(text, text + length);
    buffer().resize(length);
    MPI_Bcast(buffer().data(), static_cast<int>(length), MPI_CHAR, 0, MPI_COMM_WORLD);
    *bytes = length;
    return buffer().data();
}

void send(const char* text, std::size_t bytes) {
    if (bytes > INT_MAX) MPI_Abort(MPI_COMM_WORLD, 3);
    MPI_Send(text, static_cast<int>(bytes), MPI_CHAR, 0, result_tag, MPI_COMM_WORLD);
}

const char* receive(int* from, std::size_t* bytes) {
    int there = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, result_tag, MPI_COMM_WORLD, &there, &status);
    if (there == 0) return nullptr;
    int length = 0;
    MPI_Get_count(&status, MPI_CHAR, &length);
    buffer().resize(static_cast<std::size_t>(length) + 1);
    MPI_Recv(buffer().data(), length, MPI_CHAR, status.MPI_SOURCE, result_tag, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    *from = status.MPI_SOURCE;
    *bytes = static_cast<std::size_t>(length);
    return buffer().data();
}

void finish() {
    MPI_Finalize();
}

void abort_all(int code) {
    MPI_Abort(MPI_COMM_WORLD, code);
}

constexpr FiredrillMpi functions{start, rank, size, broadcast, send, receive, finish, abort_all};

}  // namespace

extern "C" __attribute__((visibility("default"))) const FiredrillMpi* firedrill_mpi() {
    return &functions;
}
