#include "app/rehearse/stop_request.hpp"

#include <ctime>

namespace firedrill {

StopRequest::StopRequest() {
    sigemptyset(&watched_);
    sigaddset(&watched_, SIGINT);
    sigaddset(&watched_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &watched_, &before_);
}

StopRequest::~StopRequest() {
    // One that nobody looked for any more must not end the program now.
    const timespec at_once{0, 0};
    while (!asked_ && sigtimedwait(&watched_, nullptr, &at_once) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool StopRequest::asked() {
    const timespec at_once{0, 0};
    if (!asked_ && sigtimedwait(&watched_, nullptr, &at_once) > 0) {
        asked_ = true;
        pthread_sigmask(SIG_UNBLOCK, &watched_, nullptr);
    }
    return asked_;
}

}  // namespace firedrill
