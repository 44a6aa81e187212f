#include "app/rehearse/ranks.hpp"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>

#include "app/rehearse/mpi_module.hpp"

namespace firedrill {

Ranks::Ranks(const Speech& say) {
    const auto without = [&](const std::string& why) {
        throw LoadError({{"--mpi", 0, ""}, say("error.no_mpi") + why, say("advice.no_mpi")},
                        ExitCode::usage);
    };
    std::error_code error;
    const auto beside = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    const std::string file = (beside / "firedrill_mpi.so").string();
    if (!std::filesystem::exists(file)) without("");
    // Global: MPI's own plugins look for MPI's names among those of the program.
    library_ = dlopen(file.c_str(), RTLD_NOW | RTLD_GLOBAL);
    if (library_ == nullptr) without(std::string(" (") + dlerror() + ")");
    const auto entry = reinterpret_cast<FiredrillMpiEntry>(dlsym(library_, "firedrill_mpi"));
    if (entry == nullptr) without(std::string(" (") + dlerror() + ")");
    mpi_ = entry();
    if (mpi_->start() != 0) without(" (MPI_Init)");
}

Ranks::~Ranks() {
    mpi_->finish();  // the library stays loaded: MPI leaves threads and handlers behind
}

int Ranks::rank() const {
    return mpi_->rank();
}
int Ranks::size() const {
    return mpi_->size();
}

std::string Ranks::broadcast(const std::string& text) {
    std::size_t bytes = text.size();
    const char* data = mpi_->broadcast(text.data(), &bytes);
    return {data, bytes};
}

void Ranks::send(const std::string& text) {
    mpi_->send(text.data(), text.size());
}

std::optional<std::pair<int, std::string>> Ranks::receive() {
    int from = 0;
    std::size_t bytes = 0;
    const char* data = mpi_->receive(&from, &bytes);
    if (data == nullptr) return std::nullopt;
    return std::pair{from, std::string(data, bytes)};
}

void Ranks::abort(int code) {
    mpi_->abort(code);
    std::_Exit(code);
}

}  // namespace firedrill
