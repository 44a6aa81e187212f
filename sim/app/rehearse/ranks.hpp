// Ranks: the processes of an mpirun that share a rehearsal's runs, possibly on several machines.
// Rank 0 keeps the folder; the others need none and send it their results.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "app/cli/commands.hpp"

struct FiredrillMpi;

namespace firedrill {

class Ranks {
  public:
    // Loads the MPI module and joins the others. Throws LoadError (usage) where this build or
    // machine has none.
    explicit Ranks(const Speech& say);
    ~Ranks();
    Ranks(const Ranks&) = delete;
    Ranks& operator=(const Ranks&) = delete;

    int rank() const;
    int size() const;
    std::string broadcast(const std::string& text);        // rank 0's text on every rank
    void send(const std::string& text);                    // to rank 0
    std::optional<std::pair<int, std::string>> receive();  // on rank 0: from whom, what
    [[noreturn]] void abort(int code);                     // ends all ranks

  private:
    void* library_ = nullptr;
    const FiredrillMpi* mpi_ = nullptr;
};

}  // namespace firedrill
