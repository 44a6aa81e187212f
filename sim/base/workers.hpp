// Persistent worker threads for loops over slabs. Work is split by a count that the caller chooses,
// never by the number of threads, so that results do not depend on it. Waiting spins briefly and
// then sleeps: on a shared machine endless spinning costs more than it saves. Where other programs
// hold the cores, so that waiting for the other threads takes longer than they save, the calling
// one works alone for a while and then tries again.
#pragma once

#include <functional>
#include <memory>

namespace firedrill {

class Workers {
  public:
    // `threads` [1 … 64]: how many threads work, the calling one included. 1 starts none.
    explicit Workers(int threads);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    int threads() const;

    // Calls body(part) once for each part in [0, parts) (65535 at most), in any order and on any
    // thread, though mostly on the same one each time and upwards and downwards in turn, and
    // returns when all are done. The body must not throw. Does not allocate. Not reentrant.
    template <class Body>
    void for_parts(int parts, Body&& body) {
        run(
            parts,
            [](void* context, int part) {
                (*static_cast<std::remove_reference_t<Body>*>(context))(part);
            },
            const_cast<void*>(static_cast<const void*>(&body)));
    }

  private:
    using Call = void (*)(void* context, int part);
    void run(int parts, Call call, void* context);
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace firedrill
