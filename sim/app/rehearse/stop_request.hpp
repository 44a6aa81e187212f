// StopRequest: whether the user has asked to stop (Ctrl-C, or a scheduler's SIGTERM) while this
// lives. The first request is only noted, so that the work in hand can be finished; a second one
// ends the program as usual. Make it before threads are started: they inherit the signal mask.
#pragma once

#include <csignal>

namespace firedrill {

class StopRequest {
  public:
    StopRequest();
    ~StopRequest();
    StopRequest(const StopRequest&) = delete;
    StopRequest& operator=(const StopRequest&) = delete;

    bool asked();

  private:
    sigset_t watched_{}, before_{};
    bool asked_ = false;
};

}  // namespace firedrill
